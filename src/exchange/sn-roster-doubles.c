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
settle_document (SnRosterImport *import, GHashTable *rows, SnRosterRow *row)
{
  const SnRosterRow *first = row->rejected ? NULL : find_first (rows, row);
  g_autofree char *masked = NULL;

  if (first == NULL)
    return;
  masked = sn_document_number_mask (row->document_number);
  add_fault (import, row, SN_ROSTER_FIELD_DOCUMENT, "id_duplicate", masked, first);
  row->rejected = TRUE;
  row->is_double = TRUE;
}

static void
settle_account (SnRosterImport *import, GHashTable *rows, SnRosterRow *row)
{
  const SnRosterRow *first = row->rejected || row->account_number == NULL ? NULL : find_first (rows, row);
  g_autofree char *masked = NULL;

  if (first == NULL)
    return;
  masked = sn_account_number_mask (row->account_number);
  add_fault (import, row, SN_ROSTER_FIELD_ACCOUNT, "account_shared", masked, first);
}

/* @chosen: (nullable): guint, the rows to go through; %NULL: all. One table at a time: each is as large as the roster. */
static void
settle (SnRosterImport *import, const GArray *chosen, GHashFunc hash, GEqualFunc is_equal,
        void (*settle_row) (SnRosterImport *import, GHashTable *rows, SnRosterRow *row))
{
  g_autoptr (GHashTable) rows = g_hash_table_new (hash, is_equal);
  guint n = chosen != NULL ? chosen->len : import->rows->len;

  for (guint i = 0; i < n; i++)
    settle_row (import, rows, g_ptr_array_index (import->rows, chosen != NULL ? g_array_index (chosen, guint, i) : i));
}

void
sn_roster_doubles_settle (SnRosterImport *import)
{
  forget (import);
  settle (import, NULL, hash_document, has_same_document, settle_document);
  settle (import, NULL, hash_account, has_same_account, settle_account);
}

/* ── After a repair ─────────────────────────────────────────────────────────────────────────────────────────────── */

static void
note_number (GPtrArray *numbers, const char *number)
{
  if (number != NULL && *number != '\0' && !g_ptr_array_find_with_equal_func (numbers, number, g_str_equal, NULL))
    g_ptr_array_add (numbers, g_strdup (number));
}

void
sn_roster_numbers_init (SnRosterNumbers *numbers)
{
  numbers->documents = g_ptr_array_new_with_free_func (g_free);
  numbers->accounts = g_ptr_array_new_with_free_func (g_free);
}

void
sn_roster_numbers_note (SnRosterNumbers *numbers, const SnRosterRow *row)
{
  note_number (numbers->documents, row->document_number);
  note_number (numbers->accounts, row->account_number);
}

void
sn_roster_numbers_clear (SnRosterNumbers *numbers)
{
  g_clear_pointer (&numbers->documents, g_ptr_array_unref);
  g_clear_pointer (&numbers->accounts, g_ptr_array_unref);
}

/* (transfer full): guint: the rows that have one of those numbers in the field at @offset of SnRosterRow */
static GArray *
find_rows (const SnRosterImport *import, GPtrArray *numbers, gsize offset)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < import->rows->len; i++)
    {
      const char *number = G_STRUCT_MEMBER (char *, g_ptr_array_index (import->rows, i), offset);

      for (guint k = 0; number != NULL && k < numbers->len; k++)
        if (strcmp (number, g_ptr_array_index (numbers, k)) == 0)
          {
            g_array_append_val (found, i);
            break;
          }
    }
  return found;
}

static int
find_fault_row (const SnRosterImport *import, const SnFault *fault)
{
  guint sheet = 0;

  while (import->sheet_names[sheet] != NULL && strcmp (import->sheet_names[sheet], fault->sheet) != 0)
    sheet++;
  return sn_roster_import_find_row (import, sheet, fault->row);
}

static char *
make_key (int index, const SnFault *fault)
{
  return g_strdup_printf ("%d %s %s", index, fault->code, fault->message);
}

/* (transfer full): what was said about doubles of those rows, and is not any more, as key → index + 1 */
static GHashTable *
take_away (SnRosterImport *import, GHashTable *people, GHashTable *holders)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint kept = 0;

  for (guint i = 0; i < import->faults->len; i++)
    {
      SnFault *fault = g_ptr_array_index (import->faults, i);
      int index = is_double_fault (fault) ? find_fault_row (import, fault) : -1;
      GHashTable *rows = index >= 0 && strcmp (fault->code, "id_duplicate") == 0 ? people : holders;

      if (index >= 0 && g_hash_table_contains (rows, GINT_TO_POINTER (index)))
        {
          g_hash_table_insert (said, make_key (index, fault), GINT_TO_POINTER (index + 1));
          sn_fault_free (fault);
        }
      else
        import->faults->pdata[kept++] = fault;
    }
  g_ptr_array_set_free_func (import->faults, NULL);
  g_ptr_array_set_size (import->faults, (int) kept);
  g_ptr_array_set_free_func (import->faults, (GDestroyNotify) sn_fault_free);
  return said;
}

/* Whose fault came, went, or names another row now. */
static void
note_changes (SnRosterImport *import, guint first_new, GHashTable *said, GArray *touched)
{
  GHashTableIter iter;
  gpointer index;

  for (guint i = first_new; i < import->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (import->faults, i);
      guint row = (guint) find_fault_row (import, fault);
      g_autofree char *key = make_key ((int) row, fault);

      if (!g_hash_table_remove (said, key))
        g_array_append_val (touched, row);
    }
  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, NULL, &index))
    {
      guint row = GPOINTER_TO_UINT (index) - 1;

      g_array_append_val (touched, row);
    }
}

static GHashTable *
make_set (const GArray *rows)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (set, GUINT_TO_POINTER (g_array_index (rows, guint, i)));
  return set;
}

/* Numbers of several rows are looked for by going through all rows twice: a few milliseconds, where a table of all numbers took a hundred,
 * and would have to be kept. */
void
sn_roster_doubles_settle_again (SnRosterImport *import, SnRosterNumbers *numbers, GArray *touched)
{
  g_autoptr (GArray) people = find_rows (import, numbers->documents, G_STRUCT_OFFSET (SnRosterRow, document_number));
  g_autoptr (GHashTable) people_set = make_set (people);
  g_autoptr (GArray) holders = NULL;
  g_autoptr (GHashTable) holders_set = NULL;
  g_autoptr (GHashTable) said = NULL;
  guint first_new;

  for (guint i = 0; i < people->len; i++)
    {
      SnRosterRow *row = g_ptr_array_index (import->rows, g_array_index (people, guint, i));

      row->rejected = row->rejected && !row->is_double;
      row->is_double = FALSE;
      note_number (numbers->accounts, row->account_number);
    }
  holders = find_rows (import, numbers->accounts, G_STRUCT_OFFSET (SnRosterRow, account_number));
  holders_set = make_set (holders);
  said = take_away (import, people_set, holders_set);
  first_new = import->faults->len;
  settle (import, people, hash_document, has_same_document, settle_document);
  settle (import, holders, hash_account, has_same_account, settle_account);
  note_changes (import, first_new, said, touched);
}
