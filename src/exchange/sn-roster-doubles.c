/* sn-roster-doubles.c: people and accounts that stand in a roster more than once, on whatever sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-doubles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-roster-reader.h"

static gboolean
is_double_fault (const SnFault *fault)
{
  return strcmp (fault->code, "id_duplicate") == 0 || strcmp (fault->code, "account_shared") == 0;
}

static void
forget (SnRosterImport *import)
{
  guint kept = 0;

  for (guint i = 0; i < import->faults->len; i++)
    {
      SnFault *fault = g_ptr_array_index (import->faults, i);

      if (is_double_fault (fault))
        sn_fault_free (fault);
      else
        import->faults->pdata[kept++] = fault;
    }
  g_ptr_array_set_free_func (import->faults, NULL);
  g_ptr_array_set_size (import->faults, (int) kept);
  g_ptr_array_set_free_func (import->faults, (GDestroyNotify) sn_fault_free);
  for (guint i = 0; i < import->rows->len; i++)
    {
      SnRosterRow *row = g_ptr_array_index (import->rows, i);

      if (!row->is_double)
        continue;
      row->is_double = FALSE;
      row->rejected = FALSE;
    }
}

/* The row before, where it is on another sheet with that sheet's name. */
static void
add_fault (SnRosterImport *import, const SnRosterRow *row, SnRosterField field, const char *code, const char *value,
           const SnRosterRow *first)
{
  const SnRosterReader *reader = g_ptr_array_index (import->readers, row->sheet);
  const SnRosterSheet *sheet = g_ptr_array_index (import->sheets, row->sheet);
  const SnRosterSheet *first_sheet = g_ptr_array_index (import->sheets, first->sheet);
  SnCellPlace place = { sheet->name, row->row, reader->header.columns[field] };
  gboolean is_document = field == SN_ROSTER_FIELD_DOCUMENT;
  g_autofree char *message = NULL;

  if (row->sheet == first->sheet)
    {
      sn_roster_fault_add (import->faults, &place, code, value, first->row);
      return;
    }
  message = g_strdup_printf (is_document
                               ? _("The same ID number stands in row %u of the sheet “%s” already. That row is taken; delete the one that"
                                   " is wrong.")
                               : _("The same account stands in row %u of the sheet “%s” for somebody else. Make sure that this is meant, as"
                                   " with couples."),
                             first->row, first_sheet->name);
  sn_cell_fault_add (import->faults, &place, code, is_document ? SN_FAULT_ERROR : SN_FAULT_WARNING, value, message);
}

/* Sets of rows, each the first with its number. A table that holds its keys alone takes three fifths of the memory. */
static guint
hash_document (gconstpointer row)
{
  return g_str_hash (((const SnRosterRow *) row)->document_number);
}

static gboolean
has_same_document (gconstpointer a, gconstpointer b)
{
  return g_str_equal (((const SnRosterRow *) a)->document_number, ((const SnRosterRow *) b)->document_number);
}

static guint
hash_account (gconstpointer row)
{
  return g_str_hash (((const SnRosterRow *) row)->account_number);
}

static gboolean
has_same_account (gconstpointer a, gconstpointer b)
{
  return g_str_equal (((const SnRosterRow *) a)->account_number, ((const SnRosterRow *) b)->account_number);
}

/* (nullable): the row before with the same number */
static const SnRosterRow *
find_first (GHashTable *rows, SnRosterRow *row)
{
  const SnRosterRow *first = g_hash_table_lookup (rows, row);

  if (first == NULL)
    g_hash_table_add (rows, row);
  return first;
}

static void
settle_documents (SnRosterImport *import)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (hash_document, has_same_document);

  for (guint i = 0; i < import->rows->len; i++)
    {
      SnRosterRow *row = g_ptr_array_index (import->rows, i);
      const SnRosterRow *first = row->rejected ? NULL : find_first (rows, row);
      g_autofree char *masked = NULL;

      if (first == NULL)
        continue;
      masked = sn_document_number_mask (row->document_number);
      add_fault (import, row, SN_ROSTER_FIELD_DOCUMENT, "id_duplicate", masked, first);
      row->rejected = TRUE;
      row->is_double = TRUE;
    }
}

static void
settle_accounts (SnRosterImport *import)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (hash_account, has_same_account);

  for (guint i = 0; i < import->rows->len; i++)
    {
      SnRosterRow *row = g_ptr_array_index (import->rows, i);
      const SnRosterRow *first = row->rejected || row->account_number == NULL ? NULL : find_first (rows, row);
      g_autofree char *masked = NULL;

      if (first == NULL)
        continue;
      masked = sn_account_number_mask (row->account_number);
      add_fault (import, row, SN_ROSTER_FIELD_ACCOUNT, "account_shared", masked, first);
    }
}

void
sn_roster_doubles_settle (SnRosterImport *import)
{
  forget (import);
  settle_documents (import);
  settle_accounts (import);
}
