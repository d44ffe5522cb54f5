/* sn-roster-row.c: one row of a roster, read and cleaned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission.h"

/* The texts of a row; one list, so that none is forgotten when a row is made or freed. */
static const gsize text_offsets[] = {
  G_STRUCT_OFFSET (SnRosterRow, document_type),
  G_STRUCT_OFFSET (SnRosterRow, document_number),
  G_STRUCT_OFFSET (SnRosterRow, name),
  G_STRUCT_OFFSET (SnRosterRow, birth_date),
  G_STRUCT_OFFSET (SnRosterRow, phone),
  G_STRUCT_OFFSET (SnRosterRow, address),
  G_STRUCT_OFFSET (SnRosterRow, household_number),
  G_STRUCT_OFFSET (SnRosterRow, head_document_number),
  G_STRUCT_OFFSET (SnRosterRow, head_name),
  G_STRUCT_OFFSET (SnRosterRow, relation),
  G_STRUCT_OFFSET (SnRosterRow, category_text),
  G_STRUCT_OFFSET (SnRosterRow, bank_name),
  G_STRUCT_OFFSET (SnRosterRow, account_number),
  G_STRUCT_OFFSET (SnRosterRow, account_holder),
  G_STRUCT_OFFSET (SnRosterRow, rate_text),
  G_STRUCT_OFFSET (SnRosterRow, note),
  G_STRUCT_OFFSET (SnRosterRow, died_on),
};

SnRosterRow *
sn_roster_row_new (void)
{
  return g_new0 (SnRosterRow, 1);
}

void
sn_roster_row_free (SnRosterRow *row)
{
  if (row == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    g_free (G_STRUCT_MEMBER (char *, row, text_offsets[i]));
  g_free (row);
}
