/* sn-stacked-bar.h: a horizontal bar of coloured parts that together are the whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_STACKED_BAR (sn_stacked_bar_get_type ())
G_DECLARE_FINAL_TYPE (SnStackedBar, sn_stacked_bar, SN, STACKED_BAR, GtkWidget)

#define SN_STACKED_BAR_MOST_PARTS 8

typedef struct
{
  gint64      amount;  /* any unit; below 0 counts as 0 */
  const char *color;   /* (nullable): "success", "accent", "error", "warning" of the theme; %NULL: the text's, faint. Static. */
  gboolean    striped; /* so that it is told apart without its colour */
} SnBarPart;

GtkWidget *sn_stacked_bar_new        (void);
/* What a part looks like, for a legend; nothing for a screen reader. */
GtkWidget *sn_stacked_bar_new_swatch (const char *color,
                                      gboolean    striped);
/* From start to end. Parts above 0 stay visible however small they are; without any the bar is an empty groove.
 * @words: the same in words: for screen readers, and as a tooltip */
void       sn_stacked_bar_set        (SnStackedBar    *self,
                                      const SnBarPart *parts,
                                      guint            n_parts,
                                      const char      *words);

G_END_DECLS
