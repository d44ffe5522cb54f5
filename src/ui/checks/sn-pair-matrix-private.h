/* sn-pair-matrix-private.h: shared by the widget and its drawing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-pair-matrix.h"

#include "sn-pair-cell.h"

G_BEGIN_DECLS

#define SN_PAIR_MATRIX_N_POLICIES 3

/* Pixels; columns begin behind the names. */
typedef struct
{
  int names_width;
  int cell_size;
  int code_width; /* of the widest: it may be wider than its column */
} SnPairGeometry;

struct _SnPairMatrix
{
  GtkWidget       parent_instance;

  GPtrArray      *programs;   /* SnProgram (nullable) */
  SnPairCell     *cells;      /* of row and column, n_programs² of them; column < row */
  guint           n_programs;
  guint           row;        /* chosen; not below 1 once there are two programs */
  guint           column;

  /* Drawing; made when it is needed */
  GPtrArray      *names;      /* PangoLayout (nullable): "03.6 低龄、高龄困难老人节日补助" */
  GPtrArray      *codes;      /* PangoLayout (nullable) */
  PangoLayout    *signs[SN_PAIR_MATRIX_N_POLICIES];
  int             natural_names_width;
  int             line_height;
  int             codes_width;

  GtkAdjustment  *adjustments[2]; /* (nullable): of the scrolled window around it; by GtkOrientation */
  guint           tick;
};

/* sn-pair-matrix-drawing.c */
void     sn_pair_matrix_get_geometry  (SnPairMatrix   *self,
                                       SnPairGeometry *geometry);
void     sn_pair_matrix_get_cell_area (SnPairMatrix   *self,
                                       guint           row,
                                       guint           column,
                                       GdkRectangle   *area);
/* %FALSE where there is no cell */
gboolean sn_pair_matrix_find_cell_at  (SnPairMatrix   *self,
                                       double          x,
                                       double          y,
                                       guint          *row,
                                       guint          *column);
void     sn_pair_matrix_measure       (GtkWidget      *widget,
                                       GtkOrientation  orientation,
                                       int             for_size,
                                       int            *minimum,
                                       int            *natural,
                                       int            *minimum_baseline,
                                       int            *natural_baseline);
void     sn_pair_matrix_snapshot      (GtkWidget      *widget,
                                       GtkSnapshot    *snapshot);
/* Other programs, another font: what was made for drawing is made anew. */
void     sn_pair_matrix_drop_layouts  (SnPairMatrix   *self);

G_END_DECLS
