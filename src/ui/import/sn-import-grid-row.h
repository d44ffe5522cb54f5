/* sn-import-grid-row.h: a row of the grid of a roster's rows, or its captions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-import-lines.h"

G_BEGIN_DECLS

#define SN_IMPORT_CELL_PADDING 7
#define SN_IMPORT_ROW_PADDING 4
#define SN_IMPORT_ICON_SIZE 14

/* What stands before the cells of the sheet, and does not scroll sideways. */
typedef enum
{
  SN_IMPORT_LEAD_ROW,
  SN_IMPORT_LEAD_SHEET, /* only where there are several */
  SN_IMPORT_LEAD_VERDICT,
  SN_IMPORT_N_LEADS,
} SnImportLead;

typedef struct
{
  int         width; /* 0: left out */
  gboolean    is_numeric;
  const char *caption;
} SnImportColumn;

/* Shared by the rows of a grid; the grid's own. Columns of it: first the leads, then those of the sheet. */
typedef struct
{
  SnImportLines  *lines;
  SnImportColumn *columns;
  guint           n_columns;
  GPtrArray      *captions;     /* char*: of the columns of the sheet that the row with the cursor is in */
  int             frozen_width;
  guint           cursor;       /* the column that it is in */
  GtkAdjustment  *adjustment;   /* sideways */
  GdkPaintable   *icons[4];     /* by SnFaultLevel; the last one: edited */
  PangoAttrList  *plain;        /* digits of one width */
  PangoAttrList  *latin;        /* and of one font, with an X at their end and without */
  PangoAttrList  *strong;
} SnImportGridStyle;

/* Where a column begins in a row as wide as the view, in pixels; it may be left of what is seen. */
int         sn_import_grid_style_find_x  (const SnImportGridStyle *style,
                                          guint                    column);
/* (transfer full): what a cell shows */
char       *sn_import_grid_style_dup_text (const SnImportGridStyle *style,
                                           guint                    index,
                                           guint                    column);
/* Static or the grid's: of the sheet that the row with the cursor is in */
const char *sn_import_grid_style_get_caption (const SnImportGridStyle *style,
                                              guint                    column);
/* (nullable): the worst fault of a cell; in the column of verdicts that of the row as a whole */
const SnFault *sn_import_grid_style_get_fault (const SnImportGridStyle *style,
                                               guint                    index,
                                               guint                    column);
/* (transfer full): for a screen reader: the text of a cell and what is wrong with it; all cells of a row */
char       *sn_import_grid_style_describe_cell (const SnImportGridStyle *style,
                                                guint                    index,
                                                guint                    column);
char       *sn_import_grid_style_describe_row (const SnImportGridStyle *style,
                                               guint                    index);
const char *sn_import_line_get_word      (SnImportLine             line);
const char *sn_import_line_get_style     (SnImportLine             line); /* a CSS class, and with "_color" the name of a colour */

#define SN_TYPE_IMPORT_GRID_ROW (sn_import_grid_row_get_type ())
G_DECLARE_FINAL_TYPE (SnImportGridRow, sn_import_grid_row, SN, IMPORT_GRID_ROW, GtkWidget)

/* @style: outlives the row */
GtkWidget  *sn_import_grid_row_new       (const SnImportGridStyle *style);
/* @place: where it stands; %SN_IMPORT_NOWHERE: the captions */
void        sn_import_grid_row_show      (SnImportGridRow *self,
                                          guint            place);
guint       sn_import_grid_row_get_place (SnImportGridRow *self);
/* What it shows looks otherwise, or is somewhere else. */
void        sn_import_grid_row_refresh   (SnImportGridRow *self);
/* With @has_cursor its cells are widgets for the keyboard and a screen reader. */
void        sn_import_grid_row_set_state (SnImportGridRow *self,
                                          gboolean         is_chosen,
                                          gboolean         has_cursor);
/* (nullable): %NULL where it has not the cursor */
GtkWidget  *sn_import_grid_row_get_cell  (SnImportGridRow *self,
                                          guint            column);

G_END_DECLS
