/* sn-import-lines.h: the rows of a roster in the import window: what becomes of each, what is wrong with it, and which are shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sn-roster-import.h"

G_BEGIN_DECLS

/* The first ones are those of SnRosterVerdictKind. */
typedef enum
{
  SN_IMPORT_LINE_NEW = SN_ROSTER_VERDICT_NEW,
  SN_IMPORT_LINE_MATCHED = SN_ROSTER_VERDICT_MATCHED,
  SN_IMPORT_LINE_SAME = SN_ROSTER_VERDICT_SAME,
  SN_IMPORT_LINE_DOUBTFUL = SN_ROSTER_VERDICT_DOUBTFUL,
  SN_IMPORT_LINE_REFUSED = SN_ROSTER_VERDICT_REFUSED,
  SN_IMPORT_LINE_PENDING, /* nothing in the file speaks against it, and the registry has not been asked */
  SN_IMPORT_N_LINES,
} SnImportLine;

typedef enum
{
  SN_IMPORT_SHOW_ALL,
  SN_IMPORT_SHOW_REFUSED,
  SN_IMPORT_SHOW_DOUBTFUL,
  SN_IMPORT_SHOW_NEW,
  SN_IMPORT_SHOW_MATCHED,
  SN_IMPORT_SHOW_DIFFERENT, /* the registry says something else of the person, whatever becomes of the row */
  SN_IMPORT_SHOW_SAME,
  SN_IMPORT_SHOW_PENDING,
  SN_IMPORT_N_SHOWN,
} SnImportShown;

#define SN_IMPORT_NOWHERE G_MAXUINT
#define SN_IMPORT_WHOLE_ROW (-1) /* in the place of a column */

/**
 * SnImportLines:
 *
 * Keeps a byte and an offset for each row, nothing else: 200,000 of them are taken in within a few milliseconds. Rows are named by their
 * index in the import; a place is where one stands among those that are shown. Columns count from 0.
 */
typedef struct _SnImportLines SnImportLines;

SnImportLines *sn_import_lines_new    (void);
void           sn_import_lines_free   (SnImportLines *self);
/* Arguments as those of sn_import_rows_show(). What is shown is chosen by sn_import_lines_choose(), but stays where these are the rows of
 * before; returns whether they are */
gboolean       sn_import_lines_set    (SnImportLines        *self,
                                       const SnRosterImport *import,
                                       GPtrArray            *faults,
                                       GArray               *verdicts);
/* As sn_import_rows_update(). Rows stay shown although the filter would not have them any more: whoever repairs keeps the place. */
void           sn_import_lines_update (SnImportLines *self,
                                       GArray        *touched,
                                       GPtrArray     *faults);
void           sn_import_lines_choose (SnImportLines *self,
                                       SnImportShown  shown);
SnImportShown  sn_import_lines_get_chosen (const SnImportLines *self);
/* The refused where there are any, else the doubtful, else all */
SnImportShown  sn_import_lines_suggest    (const SnImportLines *self);
guint          sn_import_lines_count      (const SnImportLines *self,
                                           SnImportShown        shown);

/* (nullable): nothing is shown */
const SnRosterImport *sn_import_lines_get_import (const SnImportLines *self);
/* (nullable): the checksum of the file that is shown, or was last */
const char    *sn_import_lines_get_file   (const SnImportLines *self);
/* The officer has set a cell of that file. */
gboolean       sn_import_lines_has_edits  (const SnImportLines *self);
gboolean       sn_import_lines_has_sheets (const SnImportLines *self); /* several were read */
guint          sn_import_lines_get_n_places  (const SnImportLines *self);
guint          sn_import_lines_get_index  (const SnImportLines *self,
                                           guint                place);
/* The place of a row, or of the next one that is shown with @or_next; else %SN_IMPORT_NOWHERE */
guint          sn_import_lines_find_place (const SnImportLines *self,
                                           guint                index,
                                           gboolean             or_next);

/* ── A row ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

const SnRosterRow *sn_import_lines_get_row (const SnImportLines *self,
                                            guint                index);
SnImportLine   sn_import_lines_get_kind   (const SnImportLines *self,
                                           guint                index);
/* (nullable): SnRosterDifference; %NULL too where the row was changed since the registry was asked */
GPtrArray     *sn_import_lines_get_differences (const SnImportLines *self,
                                                guint                index);
/* The registry was asked for a program: the row gets a line with an amount, or has one. Else the list is of people. */
gboolean       sn_import_lines_is_of_program (const SnImportLines *self,
                                              guint                index);
/* Changed since the registry was asked */
gboolean       sn_import_lines_is_stale   (const SnImportLines *self,
                                           guint                index);
/* By column; those about the whole row first */
SnFault      **sn_import_lines_get_faults (const SnImportLines *self,
                                           guint                index,
                                           guint               *n_faults);
/* %SN_IMPORT_WHOLE_ROW where it is about the row, or about a column that there is none of */
int            sn_import_lines_get_fault_column (const SnFault *fault);

/* ── A cell ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): masked, as it may be shown */
char          *sn_import_lines_dup_shown   (const SnImportLines *self,
                                            guint                index,
                                            guint                column);
/* (transfer full) (nullable): in full, to be corrected; %NULL where the cells of the row were not kept */
char          *sn_import_lines_dup_written (const SnImportLines *self,
                                            guint                index,
                                            guint                column);
/* (nullable): the worst fault of the cell; %NULL too where the import does not hold yet what was typed. @column may be %SN_IMPORT_WHOLE_ROW */
const SnFault *sn_import_lines_get_fault   (const SnImportLines *self,
                                            guint                index,
                                            int                  column);
gboolean       sn_import_lines_is_edited   (const SnImportLines *self,
                                            guint                index,
                                            guint                column);
/* The row stays shown whatever the filter says, until another is chosen. */
void           sn_import_lines_keep        (SnImportLines *self,
                                            guint          index);
/* The officer typed it; shown until the import holds it, or another. */
void           sn_import_lines_note_edit   (SnImportLines *self,
                                            guint          index,
                                            guint          column,
                                            const char    *text);
/**
 * sn_import_lines_find_faulty:
 * @place: (inout): where to start; %SN_IMPORT_NOWHERE: before the first
 * @column: (inout): %SN_IMPORT_WHOLE_ROW for what is wrong with the whole row; it comes before the cells
 *
 * The next cell with an error or a warning among the rows that are shown, and at the end on from the first one. Among the refused, those
 * that keep the row out alone.
 */
gboolean       sn_import_lines_find_faulty (const SnImportLines *self,
                                            guint               *place,
                                            int                 *column,
                                            gboolean             forwards);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnImportLines, sn_import_lines_free)

G_END_DECLS
