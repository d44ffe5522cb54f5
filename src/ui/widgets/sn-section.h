/* sn-section.h: a part of a page with a heading, that can be folded away and stays so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sn_section_make:
 * @name: under which the settings remember that it is folded; a word of the program, not translated
 * @title: translated
 *
 * Gives @expander its heading, and opens or folds it as the settings say, now and whenever somebody folds it.
 */
void sn_section_make       (GtkExpander *expander,
                            const char  *name,
                            const char  *title);
/* What stands dim behind the title, seen also while it is folded: a count, a sum. */
void sn_section_set_detail (GtkExpander *expander,
                            const char  *detail);

G_END_DECLS
