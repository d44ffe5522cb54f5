/* sn-row-list.h: rows that core has read, as a list model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SnRow:
 *
 * What a cell of a table gets to show: an element of an array that core gave. The list may put another reading of the same line in its
 * place; whoever shows the row hears of it by ::changed, and the element before is gone.
 */
#define SN_TYPE_ROW (sn_row_get_type ())
G_DECLARE_FINAL_TYPE (SnRow, sn_row, SN, ROW, GObject)

gpointer   sn_row_get          (SnRow     *self); /* (transfer none): the array's element */
guint      sn_row_get_position (SnRow     *self);

#define SN_TYPE_ROW_LIST (sn_row_list_get_type ())
G_DECLARE_FINAL_TYPE (SnRowList, sn_row_list, SN, ROW_LIST, GObject)

/* A GListModel of SnRow over a GPtrArray. */
SnRowList *sn_row_list_new     (void);
/* @rows: (transfer none) (nullable): referenced, not to be changed any more. Replaces all that was there. */
void       sn_row_list_set     (SnRowList *self,
                                GPtrArray *rows);
/* Whether two elements look the same */
typedef gboolean (*SnRowLooks) (gpointer one, gpointer other, gpointer data);
/* The same, but tells only of the rows between the first and the last that look different, so that a view keeps place and selection.
 * @is_same: (nullable): whether two elements are the same line, however it looks. Where all of those between are, none goes or comes:
 * each that looks different says so itself (SnRow::changed), and a view makes no cells anew. */
void       sn_row_list_update  (SnRowList *self,
                                GPtrArray *rows,
                                GEqualFunc is_same,
                                SnRowLooks looks_same,
                                gpointer   data);
/* The same, but of @rows only @added from @position on are announced as new, in the place of @removed old ones: the caller says
 * that the others look as before, and view and selection stay with them. */
void       sn_row_list_replace (SnRowList *self,
                                GPtrArray *rows,
                                guint      position,
                                guint      removed,
                                guint      added);
GPtrArray *sn_row_list_get_rows (SnRowList *self); /* (nullable) */
/* (transfer none) (nullable): the element at a place */
gpointer   sn_row_list_get     (SnRowList *self,
                                guint      position);

G_END_DECLS
