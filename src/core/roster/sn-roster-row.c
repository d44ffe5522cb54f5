/* sn-roster-row.c: one row of a roster, read and cleaned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission.h"

/* The texts of a row; one list, so that none is forgotten when a row is made or freed. */
static const struct
{
  gsize    offset;
  gboolean is_common; /* many rows say the same */
} texts_of_row[] = {
  { G_STRUCT_OFFSET (SnRosterRow, document_type), TRUE },
  { G_STRUCT_OFFSET (SnRosterRow, document_number), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, name), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, birth_date), TRUE },
  { G_STRUCT_OFFSET (SnRosterRow, phone), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, address), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, registered_address), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, household_number), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, head_document_number), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, head_name), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, relation), TRUE },
  { G_STRUCT_OFFSET (SnRosterRow, category_text), TRUE },
  { G_STRUCT_OFFSET (SnRosterRow, bank_name), TRUE },
  { G_STRUCT_OFFSET (SnRosterRow, account_number), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, account_holder), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, rate_text), TRUE },
  { G_STRUCT_OFFSET (SnRosterRow, note), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, died_on), FALSE },
  { G_STRUCT_OFFSET (SnRosterRow, disability_certificate), FALSE },
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
  for (gsize i = 0; !row->borrows && i < G_N_ELEMENTS (texts_of_row); i++)
    g_free (G_STRUCT_MEMBER (char *, row, texts_of_row[i].offset));
  g_free (row);
}

void
sn_roster_row_lend (SnRosterRow *row, GStringChunk *texts)
{
  if (row->borrows)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (texts_of_row); i++)
    {
      char **text = G_STRUCT_MEMBER_P (row, texts_of_row[i].offset);
      char *own = *text;

      if (own == NULL)
        continue;
      *text = texts_of_row[i].is_common ? g_string_chunk_insert_const (texts, own) : g_string_chunk_insert (texts, own);
      g_free (own);
    }
  row->borrows = TRUE;
}
