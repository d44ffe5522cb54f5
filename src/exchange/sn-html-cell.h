/* sn-html-cell.h: what one cell of a web page's table holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-row.h"

G_BEGIN_DECLS

/* The cell that is being read. To be zeroed, then given three strings. */
typedef struct
{
  GString *text;        /* as it is shown */
  GString *number;      /* what Excel, WPS, LibreOffice or an online sheet notes behind it; "": nothing */
  GString *string;      /* the text itself, where they note one; "": what is shown */
  gboolean is_number;   /* they say that it is one */
  gboolean is_error;
  gboolean after_blank; /* the next blank is none, as it follows one or begins a line */
} SnHtmlCell;

/* @attributes: (nullable): of libxml2. A value that is not there is "". */
const char *sn_html_get_attribute        (const char **attributes,
                                          const char  *name);
void        sn_html_cell_begin           (SnHtmlCell  *cell,
                                          const char **attributes);
void        sn_html_cell_append          (SnHtmlCell  *cell,
                                          const char  *text,
                                          gsize        length_bytes);
void        sn_html_cell_append_line_end (SnHtmlCell  *cell);
/* Ends a line, unless nothing has been written on it. */
void        sn_html_cell_begin_line      (SnHtmlCell  *cell);
/* Puts the cell into @row, unless it is blank. */
void        sn_html_cell_finish          (SnHtmlCell  *cell,
                                          guint        column0,
                                          SnSheetRow  *row);

G_END_DECLS
