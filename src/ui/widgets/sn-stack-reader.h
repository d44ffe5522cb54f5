/* sn-stack-reader.h: keeps the pages of a stack that are not in front from screen readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sn_stack_reader_attach:
 * @root: a widget whose template is built
 *
 * Follows every GtkStack in @root: only the page in front is told to assistive technology. GTK tells all pages of a stack as if
 * they could be seen at the same time, so that a reader would speak the start page's buttons over a workspace.
 */
void sn_stack_reader_attach (GtkWidget *root);

G_END_DECLS
