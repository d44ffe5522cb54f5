/* sn-ods-cell.h: what one cell of an OpenDocument spreadsheet holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-row.h"
#include "sn-xml-reader.h"

G_BEGIN_DECLS

typedef enum
{
  SN_ODS_NO_VALUE,
  SN_ODS_NUMBER,
  SN_ODS_DATE,
  SN_ODS_TIME,
  SN_ODS_BOOLEAN,
  SN_ODS_STRING,
} SnOdsKind;

/* The cell that is being read. To be zeroed, then given two strings. */
typedef struct
{
  guint     n_repeated; /* columns that hold the same */
  guint     n_columns;  /* it is merged over */
  guint     n_rows;
  SnOdsKind kind;
  gboolean  is_struck; /* set by whoever knows the styles */
  gboolean  is_error;
  gboolean  has_formula;
  gboolean  has_value;
  guint     n_paragraphs;
  gboolean  after_blank; /* the next blank is none, as it follows one or begins a paragraph */
  GString  *value;       /* the value's attribute */
  GString  *text;        /* of the paragraphs */
} SnOdsCell;

/* Begins a cell by its attributes. */
void     sn_ods_cell_begin           (SnOdsCell   *cell,
                                      const char **attributes);
/* Whether its paragraphs tell anything that its attributes do not. */
gboolean sn_ods_cell_needs_text      (const SnOdsCell *cell);
void     sn_ods_cell_begin_paragraph (SnOdsCell   *cell);
void     sn_ods_cell_append_text     (SnOdsCell   *cell,
                                      const char  *text,
                                      gsize        length_bytes);
/* Text that stands for itself: blanks that are meant, a tab, the end of a line. */
void     sn_ods_cell_append_blanks   (SnOdsCell   *cell,
                                      char         blank,
                                      guint        n_blanks);
/* Puts the cell into @row from @column0 on, as often as it is repeated there. Returns: %FALSE: it lies beyond the last column */
gboolean sn_ods_cell_finish          (SnOdsCell   *cell,
                                      guint        column0,
                                      SnSheetRow  *row);

G_END_DECLS
