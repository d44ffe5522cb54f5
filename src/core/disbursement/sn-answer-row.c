/* sn-answer-row.c: one line of a bank's answer, or of a signed sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-payment-batch.h"

void
sn_answer_row_free (SnAnswerRow *row)
{
  if (row == NULL)
    return;
  g_free (row->account_number);
  g_free (row->name);
  g_free (row->reason);
  g_free (row->settled_on);
  g_free (row);
}
