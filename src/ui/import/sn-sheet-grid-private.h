/* sn-sheet-grid-private.h: what the parts of the grid share: where things are (sn-sheet-grid.c) and what the officer does (-input.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-column-head.h"
#include "sn-field-list.h"
#include "sn-sheet-grid-row.h"
#include "sn-sheet-grid.h"

G_BEGIN_DECLS

struct _SnSheetGrid
{
  GtkWidget            parent_instance;

  GtkAdjustment       *adjustments[2]; /* (nullable) by GtkOrientation */
  GtkScrollablePolicy  policies[2];
  GtkWidget           *corner;
  GtkWidget           *heads;          /* clips the SnColumnHeads */
  GtkWidget           *body;           /* clips the SnSheetGridRows */
  SnFieldList         *field_list;
  GtkWidget           *menu;
  SnSheetPicture      *picture;        /* (nullable) */
  SnSheetColumns       columns;
  GPtrArray           *column_heads;   /* SnColumnHead (borrowed) */
  GPtrArray           *rows;           /* SnSheetGridRow (borrowed) */
  SnColumnHead        *open;           /* (nullable) (borrowed): whose list is open */
  guint                menu_row;       /* whose menu was opened last */
  int                  row_height;
  gboolean             placed;         /* @columns are as wide as they shall be */
  gboolean             has_heading;    /* then it is known which columns are not read */
};

/* Once: drop-downs, menu and keys; @heads and @body are there. */
void sn_sheet_grid_init_input    (SnSheetGrid      *self);
void sn_sheet_grid_dispose_input (SnSheetGrid      *self);
void sn_sheet_grid_install_input (GtkWidgetClass   *class);
/* What is new on the grid takes part. */
void sn_sheet_grid_watch_head    (SnSheetGrid      *self,
                                  SnColumnHead     *head);
void sn_sheet_grid_watch_row     (SnSheetGrid      *self,
                                  GtkWidget        *row);
/* The one of @widgets, heads or rows, that has the focus; or -1 */
int  sn_sheet_grid_find_focused  (GPtrArray        *widgets);
/* Gives the columns of a new sheet their widths, once; the layout does it too. */
void sn_sheet_grid_place_columns (SnSheetGrid     *self);
/* How far it is scrolled, in pixels */
int  sn_sheet_grid_get_value     (SnSheetGrid      *self,
                                  GtkOrientation    orientation);

G_END_DECLS
