/* test-roster-import.c: two dirty rosters whose faults are known, row by row.
 *
 * tests/data/rosters/NAME.expected.tsv says for each row what was planted in it and what must come out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "sn-roster-import.h"
#include "sn-test.h"

/* What was planted, and the fault that must be told. What is not in the list must go without a fault. */
static const struct
{
  const char  *planted;
  const char  *code;
  SnFaultLevel level;
} POLICY[] = {
  { "id_check_digit", "id_check_digit", SN_FAULT_ERROR },
  { "id_missing", "id_missing", SN_FAULT_ERROR },
  { "id_len17", "id_length", SN_FAULT_ERROR },
  { "id_len19", "id_length", SN_FAULT_ERROR },
  { "id_15", "id_extended", SN_FAULT_FIXED },
  { "id_15_numeric", "id_extended", SN_FAULT_FIXED },
  { "id_bad_date", "id_bad_date", SN_FAULT_ERROR },
  { "id_future_birth", "id_future_birth", SN_FAULT_ERROR },
  { "id_bad_region", "id_bad_region", SN_FAULT_ERROR },
  { "id_letter_o", "id_characters", SN_FAULT_ERROR },
  { "id_numeric_precision", "id_digits_lost", SN_FAULT_ERROR },
  { "id_numeric_precision_lucky", "id_digits_lost", SN_FAULT_ERROR },
  { "id_numeric_double", "id_digits_lost", SN_FAULT_ERROR },
  { "id_sci_text", "id_digits_lost", SN_FAULT_ERROR },
  { "id_dup", "id_duplicate", SN_FAULT_ERROR },
  { "id_dup_after_norm", "id_duplicate", SN_FAULT_ERROR },
  { "id_dup_after_norm", "id_cleaned", SN_FAULT_FIXED },
  { "id_fullwidth", "id_cleaned", SN_FAULT_FIXED },
  { "id_lower_x", "id_cleaned", SN_FAULT_FIXED },
  { "id_fullwidth_x", "id_cleaned", SN_FAULT_FIXED },
  { "id_lead_trail_space", "id_cleaned", SN_FAULT_FIXED },
  { "id_ideographic_space", "id_cleaned", SN_FAULT_FIXED },
  { "id_inner_space", "id_cleaned", SN_FAULT_FIXED },
  { "id_nbsp_zwsp", "id_cleaned", SN_FAULT_FIXED },
  { "id_apostrophe", "id_cleaned", SN_FAULT_FIXED },
  { "id_csv_guard", "id_cleaned", SN_FAULT_FIXED },
  { "id_newline", "id_cleaned", SN_FAULT_FIXED },
  { "id_sex_mismatch", "id_sex_mismatch", SN_FAULT_WARNING },
  { "name_missing", "name_missing", SN_FAULT_ERROR },
  { "name_blank_spaces", "name_missing", SN_FAULT_ERROR },
  { "name_error_value", "name_error_value", SN_FAULT_ERROR },
  { "name_inner_space", "name_cleaned", SN_FAULT_FIXED },
  { "name_lead_trail", "name_cleaned", SN_FAULT_FIXED },
  { "name_interpunct_variant", "name_cleaned", SN_FAULT_FIXED },
  { "name_newline", "name_cleaned", SN_FAULT_FIXED },
  { "name_x000d", "name_cleaned", SN_FAULT_FIXED },
  { "amount_missing", "amount_missing", SN_FAULT_ERROR },
  { "amount_negative", "amount_negative", SN_FAULT_ERROR },
  { "amount_garbage", "amount_garbage", SN_FAULT_ERROR },
  { "amount_3dp", "amount_decimals", SN_FAULT_ERROR },
  { "amount_error_value", "amount_error_value", SN_FAULT_ERROR },
  { "amount_bool", "amount_bool", SN_FAULT_ERROR },
  { "amount_formula_nocache", "amount_no_result", SN_FAULT_ERROR },
  { "amount_chinese_numerals", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_text", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_thousands", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_yuan", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_yen_sign", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_fullwidth", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_float_noise", "amount_cleaned", SN_FAULT_FIXED },
  { "amount_zero", "amount_zero", SN_FAULT_WARNING },
  { "acct_missing", "account_missing", SN_FAULT_WARNING },
  { "acct_numeric_precision", "account_digits_lost", SN_FAULT_ERROR },
  { "acct_spaces", "account_cleaned", SN_FAULT_FIXED },
  { "acct_fullwidth", "account_cleaned", SN_FAULT_FIXED },
  { "acct_luhn", "account_luhn", SN_FAULT_WARNING },
  { "acct_shared", "account_shared", SN_FAULT_WARNING },
  { "phone_numeric", "phone_cleaned", SN_FAULT_FIXED },
  { "phone_dashes", "phone_cleaned", SN_FAULT_FIXED },
  { "phone_float_text", "phone_cleaned", SN_FAULT_FIXED },
  { "phone_bad", "phone_bad", SN_FAULT_WARNING },
  { "birth_text_slash", "birth_cleaned", SN_FAULT_FIXED },
  { "birth_text_dot", "birth_cleaned", SN_FAULT_FIXED },
  { "birth_text_cn", "birth_cleaned", SN_FAULT_FIXED },
  { "birth_compact_text", "birth_cleaned", SN_FAULT_FIXED },
  { "birth_compact_number", "birth_cleaned", SN_FAULT_FIXED },
  { "birth_serial_general", "birth_cleaned", SN_FAULT_FIXED },
  { "birth_mismatch", "birth_mismatch", SN_FAULT_WARNING },
  { "birth_invalid", "birth_invalid", SN_FAULT_WARNING },
  { "sex_missing", "sex_missing", SN_FAULT_WARNING },
  { "sex_variant", "sex_cleaned", SN_FAULT_FIXED },
  { "town_missing", "town_missing", SN_FAULT_WARNING },
  { "town_space", "town_cleaned", SN_FAULT_FIXED },
};

/* The columns of the expectation after row, outcome and faults. */
enum
{
  EXPECTED_ROW,
  EXPECTED_OUTCOME,
  EXPECTED_FAULTS,
  EXPECTED_NAME,
  EXPECTED_DOCUMENT,
  EXPECTED_SEX,
  EXPECTED_BIRTH,
  EXPECTED_ADDRESS,
  EXPECTED_TOWN,
  EXPECTED_VILLAGE,
  EXPECTED_CATEGORY,
  EXPECTED_BANK,
  EXPECTED_ACCOUNT,
  EXPECTED_AMOUNT,
  EXPECTED_PHONE,
  EXPECTED_NOTE,
};

typedef struct
{
  char         *folder;
  SnWorkspace  *workspace;
  SnDivisions  *divisions;
} Fixture;

static gpointer
load_divisions (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_divisions_load (connection, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
  fixture->divisions = sn_workspace_read (fixture->workspace, load_divisions, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_divisions_free (fixture->divisions);
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static const SnRosterRow *
find_row (const SnRosterImport *import, guint number)
{
  for (guint i = 0; i < import->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (import->rows, i);

      if (row->row == number)
        return row;
    }
  return NULL;
}

/* Exactly the faults that were planted, no other. */
static void
check_faults (const SnRosterImport *import, guint number, const char *planted)
{
  g_auto (GStrv) names = g_strsplit (planted, ",", -1);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_plain_text;

  /* A number as text is nothing to tell in a csv file, unless there are blanks about it. */
  is_plain_text = *import->sheet == '\0' && g_strv_contains ((const char *const *) names, "amount_text");
  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (POLICY); j++)
      if (strcmp (names[i], POLICY[j].planted) == 0)
        g_hash_table_insert (wanted, (gpointer) POLICY[j].code, GUINT_TO_POINTER (POLICY[j].level + 1));

  for (guint i = 0; i < import->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (import->faults, i);

      if (fault->row != number)
        continue;
      /* 9126.620000000001: some writers store seventeen digits of any number. */
      if (strcmp (fault->code, "amount_cleaned") == 0 && strchr (fault->value, '.') != NULL && strlen (fault->value) >= 16)
        {
          if (g_hash_table_contains (wanted, fault->code))
            g_hash_table_add (told, fault->code);
          continue;
        }
      if (g_hash_table_lookup (wanted, fault->code) != GUINT_TO_POINTER (fault->level + 1))
        g_error ("row %u (%s): unexpected %s", number, planted, fault->code);
      g_hash_table_add (told, fault->code);
      g_assert_cmpstr (fault->message, !=, "");
      g_assert_cmpstr (fault->column, !=, "");
    }
  if (is_plain_text)
    g_hash_table_add (told, (gpointer) "amount_cleaned");
  if (g_hash_table_size (told) != g_hash_table_size (wanted))
    g_error ("row %u (%s): %u of %u faults told", number, planted, g_hash_table_size (told), g_hash_table_size (wanted));
}

static void
check_accepted (Fixture *fixture, const SnRosterRow *row, char **expected)
{
  gboolean is_permit = expected[EXPECTED_DOCUMENT][0] == '8';
  g_autofree char *address = g_strcompress (expected[EXPECTED_ADDRESS]);
  const char *sex = row->sex == SN_SEX_MALE ? "男" : row->sex == SN_SEX_FEMALE ? "女" : "";

  g_assert_cmpstr (row->name, ==, expected[EXPECTED_NAME]);
  g_assert_cmpstr (row->document_number, ==, expected[EXPECTED_DOCUMENT]);
  g_assert_cmpstr (row->document_type, ==, is_permit ? "permit" : "resident");
  g_assert_cmpstr (sex, ==, expected[EXPECTED_SEX]);
  g_assert_cmpstr (row->birth_date, ==, expected[EXPECTED_BIRTH]);
  g_assert_cmpstr (row->address, ==, address);
  g_assert_cmpstr (sn_divisions_get_name (fixture->divisions, row->town_id), ==, expected[EXPECTED_TOWN]);
  if (row->village_id != 0)
    g_assert_cmpint (sn_divisions_get_parent (fixture->divisions, row->village_id), ==, row->town_id);
  g_assert_cmpstr (or_empty (row->category_text), ==, expected[EXPECTED_CATEGORY]);
  g_assert_cmpstr (or_empty (row->bank_name), ==, expected[EXPECTED_BANK]);
  g_assert_cmpstr (or_empty (row->account_number), ==, expected[EXPECTED_ACCOUNT]);
  g_assert_true (row->has_amount);
  g_assert_cmpint (row->amount_fen, ==, g_ascii_strtoll (expected[EXPECTED_AMOUNT], NULL, 10));
  g_assert_cmpstr (or_empty (row->phone), ==, expected[EXPECTED_PHONE]);
  g_assert_cmpstr (or_empty (row->note), ==, expected[EXPECTED_NOTE]);
}

/* "= town 华新镇 23 8635952": rows and fen of what was accepted */
static void
check_total (Fixture *fixture, const SnRosterImport *import, char **total)
{
  gint64 amount_fen = 0, persons = 0;

  for (guint i = 0; i < import->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (import->rows, i);

      if (row->rejected)
        continue;
      if (strcmp (total[1], "town") == 0 && strcmp (sn_divisions_get_name (fixture->divisions, row->town_id), total[2]) != 0)
        continue;
      if (strcmp (total[1], "category") == 0 && g_strcmp0 (row->category_text, total[2]) != 0)
        continue;
      persons++;
      amount_fen += row->amount_fen;
    }
  if (strcmp (total[1], "amount_fen") != 0)
    g_assert_cmpint (persons, ==, g_ascii_strtoll (total[3], NULL, 10));
  g_assert_cmpint (amount_fen, ==, g_ascii_strtoll (total[strcmp (total[1], "amount_fen") == 0 ? 2 : 4], NULL, 10));
}

/* No id and no account may be read out of a fault. */
static void
check_masks (const SnRosterImport *import)
{
  for (guint i = 0; i < import->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (import->faults, i);
      guint run = 0;

      if (!g_str_has_prefix (fault->code, "id_") && !g_str_has_prefix (fault->code, "account_"))
        continue;
      for (const char *at = fault->value; *at != '\0'; at++)
        {
          run = g_ascii_isdigit (*at) ? run + 1 : 0;
          g_assert_cmpuint (run, <, 10);
        }
    }
}

static void
test_dirty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_build_filename ("rosters", data, NULL);
  g_autofree char *path = sn_test_data_path (name);
  g_autofree char *expected_path = g_strconcat (path, ".expected.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options = { .divisions = fixture->divisions };
  guint n_rows = 0;

  g_assert_true (g_file_get_contents (expected_path, &text, NULL, &error));
  g_assert_no_error (error);
  sn_roster_import_read (path, &options, &import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (import.file_name, ==, data);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) expected = g_strsplit (lines[i], "\t", -1);
      const SnRosterRow *row;
      guint number;

      if (*lines[i] == '#')
        continue;
      if (*lines[i] == '=')
        {
          check_total (fixture, &import, expected);
          continue;
        }
      number = (guint) g_ascii_strtoull (expected[EXPECTED_ROW], NULL, 10);
      row = find_row (&import, number);
      if (row == NULL || row->rejected != (*expected[EXPECTED_OUTCOME] == 'r'))
        g_error ("row %u (%s): %s", number, expected[EXPECTED_FAULTS], row == NULL ? "not read" : row->rejected ? "rejected" : "taken");
      n_rows++;
      check_faults (&import, number, expected[EXPECTED_FAULTS]);
      if (!row->rejected)
        check_accepted (fixture, row, expected);
    }
  g_assert_cmpuint (n_rows, >=, 300);
  g_assert_cmpuint (import.rows->len, ==, n_rows);
  check_masks (&import);
}

static void
test_names_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sn_test_data_path ("rosters/dirty-1000.xlsx");
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options = { .divisions = fixture->divisions };

  sn_roster_import_read (path, &options, &import, NULL, &error);
  g_assert_no_error (error);
  /* The first sheet explains how to fill in the form; the roster is the second. */
  g_assert_cmpstr (import.sheet, ==, "花名册");
  g_assert_cmpstr (import.file_name, ==, "dirty-1000.xlsx");
  g_assert_cmpstr (import.file_sha256, ==, "068201cee794ebe3b73785b32cce31db165ec02f867ac267c81bdd7c1cc0a552");
  g_assert_cmpuint (import.n_ignored, >=, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/roster-import/dirty-csv", Fixture, "dirty-300.csv", set_up, test_dirty, tear_down);
  g_test_add ("/roster-import/dirty-xlsx", Fixture, "dirty-1000.xlsx", set_up, test_dirty, tear_down);
  g_test_add ("/roster-import/file", Fixture, NULL, set_up, test_names_file, tear_down);
  return g_test_run ();
}
