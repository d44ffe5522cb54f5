/* sn-roster-workbook.h: the lists of people of one program: 花名册, 签收表, 公示.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"
#include "sn-workbook.h"

G_BEGIN_DECLS

/**
 * SnRosterWorkbookKind:
 * @SN_ROSTER_WORKBOOK_ROSTER: everything that is needed to pay; ids, accounts and phones masked unless asked for in full
 * @SN_ROSTER_WORKBOOK_SIGNSHEET: high rows with blank cells to sign in; ids masked
 * @SN_ROSTER_WORKBOOK_PUBLICATION: for the village's board: name, village, amount and the first six digits of the id, and
 *   nothing that tells age, illness, disability or account; of children under 14 the surname only and no id
 */
typedef enum
{
  SN_ROSTER_WORKBOOK_ROSTER,
  SN_ROSTER_WORKBOOK_SIGNSHEET,
  SN_ROSTER_WORKBOOK_PUBLICATION,
} SnRosterWorkbookKind;

/* "roster", "signsheet", "publication" */
gboolean sn_roster_workbook_kind_from_string (const char           *text,
                                              SnRosterWorkbookKind *kind);

/**
 * sn_roster_workbook_write:
 * @program_code: "03.1"
 * @town_id: 0: all towns
 * @full_ids: only for a roster: ids, accounts and phones as they are. The caller runs sn_roster_workbook_note_full() before.
 * @result: (out caller-allocates) (optional)
 *
 * Writes the planned lines (listed, submitted, approved) by town, then by the reading of the name, with a sum for each
 * town. Submitted lines show the payee as of submission. Streams; needs no memory for the rows.
 *
 * Errors: %SN_ERROR_NOT_FOUND for the program; those of sn_workbook_finish().
 */
gboolean sn_roster_workbook_write            (SnConnection         *connection,
                                              SnRosterWorkbookKind  kind,
                                              const char           *program_code,
                                              gint64                town_id,
                                              gboolean              full_ids,
                                              const char           *path,
                                              SnExportResult       *result,
                                              GCancellable         *cancellable,
                                              GError              **error);
/* The same, and tells how far it is: from 0 to 1, on the calling thread. Reading back takes the last third. */
gboolean sn_roster_workbook_write_and_tell   (SnConnection         *connection,
                                              SnRosterWorkbookKind  kind,
                                              const char           *program_code,
                                              gint64                town_id,
                                              gboolean              full_ids,
                                              const char           *path,
                                              void                (*progress) (double fraction, gpointer data),
                                              gpointer              progress_data,
                                              SnExportResult       *result,
                                              GCancellable         *cancellable,
                                              GError              **error);
/* Notes in the journal that a roster leaves the house with full numbers. It comes before the file: a file without a note would
 * be worse than the reverse. %SN_ERROR_REFUSED where who acts may not see numbers in full: sn_officer_check_reveal(). */
gboolean sn_roster_workbook_note_full        (SnTransaction        *transaction,
                                              const char           *program_code,
                                              GError              **error);

G_END_DECLS
