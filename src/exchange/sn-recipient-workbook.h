/* sn-recipient-workbook.h: people of the registry and some of their fields as a workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-table.h"
#include "sn-workbook.h"

G_BEGIN_DECLS

/**
 * sn_recipient_workbook_write:
 * @table: whose rows and which fields, each once
 * @path: the target, as for sn_workbook_new()
 * @result: (out caller-allocates) (optional): rows, and the sum of the total where that is a column
 *
 * Numbers of documents, accounts and phones are text, counts and money numbers. Read back and proved before it takes its name; cancelled or
 * failed there is no file. For a reader's thread: about 4 s for 100,000 rows.
 *
 * Errors: those of sn_workbook_finish()
 */
gboolean sn_recipient_workbook_write (SnConnection           *connection,
                                      const SnRecipientTable *table,
                                      const char             *path,
                                      SnExportResult         *result,
                                      GCancellable           *cancellable,
                                      GError                **error);

G_END_DECLS
