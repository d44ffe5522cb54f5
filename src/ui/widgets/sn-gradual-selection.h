/* sn-gradual-selection.h: a selection whose rows a view gets to know of in steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SnGradualSelection:
 *
 * GtkColumnView makes the cells of two hundred rows as soon as it hears of that many, however few are in view: 200 ms in one turn of
 * the main loop. This stands between a selection and its view, and tells of the first rows at once and of some more with each frame;
 * once the view has made all that it makes, of all the rest. What is selected is the selection's own, so that "all" is all.
 *
 * Rows that come in the midst of known ones, or while the view is scrolled, are told at once: the view keeps its place by them.
 */
#define SN_TYPE_GRADUAL_SELECTION (sn_gradual_selection_get_type ())
G_DECLARE_FINAL_TYPE (SnGradualSelection, sn_gradual_selection, SN, GRADUAL_SELECTION, GObject)

/* @selection: (transfer none); @view: (transfer none): a GtkScrollable that shows it, whose frames set the pace; @n_rows: a step */
SnGradualSelection *sn_gradual_selection_new    (GtkSelectionModel  *selection,
                                                 GtkWidget          *view,
                                                 guint               n_rows);
/* Tells of all rows now: somebody wants to go to one of them. */
void                sn_gradual_selection_finish (SnGradualSelection *self);

G_END_DECLS
