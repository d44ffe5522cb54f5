/* sn-returned-workbook.h: the rows of a roster that could not be taken, as the town wrote them, to send back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-import.h"

G_BEGIN_DECLS

/**
 * sn_returned_workbook_write:
 * @path: the .xlsx to write; replaced as a whole or not at all
 * @import: its rows, and the cells that were kept of them
 * @faults: SnFault: those of the file, and of the judge where the roster was judged
 * @verdicts: (nullable): of the last preview or admission; %NULL: what the file alone tells
 * @n_returned: (out) (optional): rows that are in it
 *
 * For each sheet with refused rows the original sheet: its rows down to the heading, the same columns, the refused rows with the text as
 * it was, the faulty cells marked, and behind the last column the reason, the row in the original, and the code. It can be corrected
 * and imported as it is. The codes are hidden. Behind them a sheet that lists what was noticed of
 * these rows, the lesser faults too, and of no others: it goes to one town.
 *
 * The numbers are in full, as the town wrote them: what it gets back is what it sent.
 *
 * Errors: %SN_ERROR_DISK_FULL; %SN_ERROR_FAILED; %G_IO_ERROR where the file cannot be written.
 */
gboolean sn_returned_workbook_write (const char            *path,
                                     const SnRosterImport  *import,
                                     GPtrArray             *faults,
                                     GArray                *verdicts,
                                     guint                 *n_returned,
                                     GError               **error);

G_END_DECLS
