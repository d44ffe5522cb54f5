/* sn-import-grid-private.h: shared by the files of the grid.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-grid.h"

#include "sn-import-grid-row.h"

G_BEGIN_DECLS

struct _SnImportGrid
{
  GtkWidget         parent_instance;

  SnImportLines    *lines;         /* (borrowed) */
  SnImportGridStyle style;
  GtkAdjustment    *adjustments[2]; /* (nullable): by GtkOrientation */
  gulong            handlers[2];
  GtkWidget        *header;        /* SnImportGridRow: the captions */
  GPtrArray        *rows;          /* SnImportGridRow (borrowed): those in view, and the one with the cursor */
  GtkEntry         *entry;         /* (nullable) (borrowed): in the cell with the cursor */
  char             *written;       /* (nullable): what stood there */
  guint             place;         /* of the cursor; %SN_IMPORT_NOWHERE: there are no rows */
  guint             index;         /* of the row there: places change */
  guint             column;        /* one of the style's */
  guint             anchor;        /* the other end of the chosen rows */
  guint             sheet;         /* whose captions are shown */
  int               digit_width;
  int               latin_width;   /* of a digit in the Latin font */
  int               row_height;
  guint             tick;          /* that will make more rows */
  int               height;        /* that it was placed in */
  gboolean          reveals;       /* the cursor, when it is placed */
};

enum { SN_IMPORT_GRID_MOVED, SN_IMPORT_GRID_EDITED, SN_IMPORT_GRID_REFUSED, SN_IMPORT_GRID_N_SIGNALS };
extern guint sn_import_grid_signals[SN_IMPORT_GRID_N_SIGNALS];

/* ── sn-import-grid.c ─────────────────────────────────────────────────────────────────────────────────────────── */

void             sn_import_grid_move      (SnImportGrid *self,
                                           guint         place,
                                           guint         column,
                                           gboolean      extends);
/* Where the cell with the cursor is; scrolled away, outside of the grid */
void             sn_import_grid_get_cell_area (SnImportGrid *self,
                                               GdkRectangle *area);

/* ── sn-import-grid-view.c ────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): it is not in view */
SnImportGridRow *sn_import_grid_find_row  (SnImportGrid *self,
                                           guint         place);
guint            sn_import_grid_rows_a_page (SnImportGrid *self);
double           sn_import_grid_get_value (SnImportGrid  *self,
                                           GtkOrientation orientation);
void             sn_import_grid_set_adjustment (SnImportGrid  *self,
                                                GtkOrientation orientation,
                                                GtkAdjustment *adjustment);
/* Tells the adjustments how much there is to be scrolled. */
void             sn_import_grid_configure (SnImportGrid *self,
                                           int           width);
void             sn_import_grid_scroll_to_cursor (SnImportGrid *self);
/* Whether the row with the cursor was in view when the grid was placed last. */
gboolean         sn_import_grid_is_in_view (SnImportGrid *self);
/* As many as are in view, and one more for the cursor. Not while the grid is being placed */
void             sn_import_grid_make_rows (SnImportGrid *self);
/* Each place from @first to before @end, and the cursor's, gets a row. */
void             sn_import_grid_bind_rows (SnImportGrid *self,
                                           guint         first,
                                           guint         end);
/* The rows learn which of them are chosen, and which has the cursor. */
void             sn_import_grid_set_states (SnImportGrid *self);
/* Binds the rows in view, and puts them where they belong. */
void             sn_import_grid_place_rows (SnImportGrid *self,
                                            int           width);

/* ── sn-import-grid-style.c ───────────────────────────────────────────────────────────────────────────────────── */

/* Returns whether it is another one */
gboolean         sn_import_grid_measure_font (SnImportGrid *self);
void             sn_import_grid_fill_style  (SnImportGrid *self);
void             sn_import_grid_clear_style (SnImportGrid *self);
/* The captions are those of the sheet of the row with the cursor. Returns whether they changed */
gboolean         sn_import_grid_follow_sheet (SnImportGrid *self);
int              sn_import_grid_get_width   (SnImportGrid *self);

/* ── sn-import-grid-edit.c ────────────────────────────────────────────────────────────────────────────────────── */

/* With the text as written, or with nothing in it, for a letter that comes. */
gboolean         sn_import_grid_begin_edit (SnImportGrid *self,
                                            gboolean      empty);
/* Puts the entry where its cell is. */
void             sn_import_grid_place_entry (SnImportGrid *self);

/* ── sn-import-grid-keys.c ────────────────────────────────────────────────────────────────────────────────────── */

void             sn_import_grid_add_controllers (SnImportGrid *self);

G_END_DECLS
