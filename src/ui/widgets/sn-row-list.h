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
 * A place in an array that core gave: what a cell of a table gets to show. It keeps the array alive.
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
/* The same, but tells only of the rows between the first and the last that differ, so that a view keeps place and selection.
 * @same: whether two elements look the same */
void       sn_row_list_update  (SnRowList *self,
                                GPtrArray *rows,
                                GEqualFunc same);
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
