/* test-roster-traits.c: ethnic group and disability in the cells of a roster: what is read of them, what is left out and said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-file-fixture.h"
#include "sn-roster-show.h"

#define HEAD "姓名,身份证号,民族,残疾类别,残疾等级,残疾证号\n"
#define MAN "张三," ID_MAN ","

static const struct
{
  const char *cells;
  const char *expected; /* group|kind|level|certificate, and what is said */
} ROWS[] = {
  { "汉,,,", "汉族|0|0||" },
  { "维族,,,", "维吾尔族|0|0||ethnic_group_cleaned" },
  { "1,,,", "汉族|0|0||ethnic_group_cleaned" },
  { "汉人,,,", "|0|0||ethnic_group_unknown" },
  { "/,无,无,无", "|0|0||" },
  { "回族,肢体二级,,", "回族|4|2||" },
  { ",肢体,二级,", "|4|2||" },
  { ",肢体残疾二级,2,", "|4|2||" },
  { ",4,2,", "|4|2||disability_cleaned" },
  { ",视力一级、肢体三级,,", "|7|1||disability_cleaned" },
  { ",是,,", "|0|0||disability_unknown" },
  { ",肢体,重度,", "|4|0||disability_unknown" },
  { ",肢体二级,三级,", "|0|0||disability_contradicts" },
  { ",,," ID_MAN "42", "|4|2|" ID_MAN "42|" },
  { ",肢体,二级," ID_MAN "42B1", "|4|2|" ID_MAN "42B1|" },
  { ",肢体,三级," ID_MAN "42", "|4|2|" ID_MAN "42|disability_mismatch" },
  { ",肢体,三级," ID_WOMAN "42", "|4|3||disability_certificate_bad" },
  { ",,," ID_MAN "82", "|0|0||disability_certificate_bad" },
  { ",,,有", "|0|0||disability_certificate_bad" },
  { ",,,3.10199196001011E+19", "|0|0||disability_certificate_lost" },
};

static char *
say_row (const SnRosterImport *import)
{
  const SnRosterRow *row = g_ptr_array_index (import->rows, 0);
  g_autofree char *codes = list_codes (import, row->row);

  g_assert_false (row->rejected);
  return g_strdup_printf ("%s|%d|%d|%s|%s", row->ethnic_group != NULL ? row->ethnic_group : "", (int) row->disability_kind,
                          (int) row->disability_level, row->disability_certificate != NULL ? row->disability_certificate : "", codes);
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *sheet = g_strconcat (HEAD MAN, ROWS[i].cells, "\n", NULL);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  read_csv (fixture, sheet, NULL, &import, &error);
  g_assert_no_error (error);
  got = say_row (&import);
  g_assert_cmpstr (got, ==, ROWS[i].expected);
  /* Nothing that is told, and nothing that is shown, holds a number in full. */
  for (guint fault = 0; fault < import.faults->len; fault++)
    {
      const SnFault *told = g_ptr_array_index (import.faults, fault);

      g_assert_null (strstr (told->value, "196001"));
      g_assert_null (strstr (told->message, "196001"));
      g_assert_cmpstr (told->column, >=, "C");
    }
}

/* By the masks of a screen, and repaired where it stands. */
static void
test_repair (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  g_autofree char *shown = NULL;

  read_csv (fixture, HEAD MAN "汉人,肢体,三级," ID_MAN "42\n", NULL, &import, &error);
  g_assert_no_error (error);
  shown = sn_roster_import_show_cell (&import, 0, 5);
  g_assert_null (strstr (shown, "196001"));
  sn_roster_import_set_cell (&import, 0, 2, 2, "汉", NULL, &error);
  g_assert_no_error (error);
  sn_roster_import_set_cell (&import, 0, 2, 4, "二级", NULL, &error);
  g_assert_no_error (error);
  got = say_row (&import);
  g_assert_cmpstr (got, ==, "汉族|4|2|" ID_MAN "42|");
}

/* Another heading, by --map; and a column that is not to be read. */
static void
test_map (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  g_hash_table_insert (map, (gpointer) "族", (gpointer) "ethnic_group");
  g_hash_table_insert (map, (gpointer) "残", (gpointer) "disability_kind");
  g_hash_table_insert (map, (gpointer) "残疾等级", (gpointer) "ignore");
  g_hash_table_insert (map, (gpointer) "证", (gpointer) "disability_certificate");
  read_csv (fixture, "姓名,身份证号,族,残,残疾等级,证\n" MAN "满,精神,四级,\n", map, &import, &error);
  g_assert_no_error (error);
  got = say_row (&import);
  g_assert_cmpstr (got, ==, "满族|6|0||");
}

/* Where somebody is registered and where he lives are two things; alone the one stands for the other. */
static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  const SnRosterRow *row;

  read_csv (fixture, "姓名,身份证号,户籍地址,居住地址\n" MAN "夏阳街道甲路1号,徐泾镇乙路2号\n", NULL, &import, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (import.rows, 0);
  g_assert_cmpstr (row->registered_address, ==, "夏阳街道甲路1号");
  g_assert_cmpstr (row->address, ==, "徐泾镇乙路2号");
  sn_roster_import_clear (&import);

  read_csv (fixture, "姓名,身份证号,户籍地址\n" MAN "夏阳街道甲路1号\n", NULL, &import, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (import.rows, 0);
  g_assert_cmpstr (row->address, ==, "夏阳街道甲路1号");
  g_assert_null (row->registered_address);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roster-traits/row/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_row, tear_down);
    }
  g_test_add ("/roster-traits/repair", Fixture, NULL, set_up, test_repair, tear_down);
  g_test_add ("/roster-traits/addresses", Fixture, NULL, set_up, test_addresses, tear_down);
  g_test_add ("/roster-traits/map", Fixture, NULL, set_up, test_map, tear_down);
  return g_test_run ();
}
