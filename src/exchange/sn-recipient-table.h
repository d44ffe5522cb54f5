/* sn-recipient-table.h: people and some of their fields as a table for the clipboard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

typedef void (*SnRecipientTableProgress) (double fraction, gpointer data);

/* A table that is asked for: whose rows, and which fields in which order. Borrowed for the call. */
typedef struct
{
  const gint64             *ids;
  guint                     n_ids;
  const SnRecipientField   *fields;
  guint                     n_fields;
  gboolean                  full_numbers;  /* documents, accounts and phones in full: a Change first, sn_recipient_table_note_full() */
  SnRecipientTableProgress  progress;      /* (nullable): called on the thread that works, from 0 to 1 */
  gpointer                  progress_data;
} SnRecipientTable;

/* Called with row after row; %FALSE stops, and what called it gives %TRUE all the same. */
typedef gboolean (*SnRecipientTableFunc) (SnRecipient *recipient, gpointer data);

/**
 * sn_recipient_table_each:
 *
 * Reads the rows in pieces, so that 100,000 need no more memory than a few hundred; who is not in the registry any more is left out.
 *
 * Errors: %G_IO_ERROR_CANCELLED and those of the connection. Thread: the connection's.
 */
gboolean sn_recipient_table_each (SnConnection           *connection,
                                  const SnRecipientTable *table,
                                  SnRecipientTableFunc    func,
                                  gpointer                data,
                                  GCancellable           *cancellable,
                                  GError                **error);
/**
 * sn_recipient_table_copy:
 * @tsv: (out) (transfer full): "text/plain": captions and rows, cells parted by tabs, lines ended by "\n"; tabs and line breaks inside a
 *   cell are blanks
 * @html: (out) (transfer full): "text/html": the same as a table. Cells of numbers say that they are text (mso-number-format for WPS and
 *   Excel, sdnum for LibreOffice), so that pasted documents and accounts stay whole
 *
 * For a reader's thread: about 3.5 s for 100,000 rows of the usual fields.
 */
gboolean sn_recipient_table_copy (SnConnection           *connection,
                                  const SnRecipientTable *table,
                                  char                  **tsv,
                                  char                  **html,
                                  GCancellable           *cancellable,
                                  GError                **error);

/**
 * sn_recipient_table_note_full:
 *
 * To be written before numbers in full leave for a file or the clipboard: a Change without rows, "recipients-export-full".
 *
 * Errors: %SN_ERROR_REFUSED: who acts may not look at numbers in full
 */
gboolean sn_recipient_table_note_full (SnTransaction *transaction,
                                       guint          n_people,
                                       GError       **error);

G_END_DECLS
