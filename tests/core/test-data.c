/* test-data.c: the lists that are shipped: how characters are read and written, and the divisions of the district.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-han-tables.h"
#include "sn-test.h"

#include <string.h>

/* (transfer full): the lines of a file of the source tree, without comments and the empty end */
static GPtrArray *
read_lines (const char *name)
{
  g_autofree char *path = sn_test_source_path (name);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) all = NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (content, -1, NULL));
  g_assert_true (g_str_has_suffix (content, "\n"));
  g_assert_null (strchr (content, '\r'));
  all = g_strsplit (content, "\n", -1);
  for (char **line = all; line[1] != NULL; line++)
    {
      g_assert_cmpstr (*line, !=, "");
      if (**line != '#')
        g_ptr_array_add (lines, g_strdup (*line));
    }
  return lines;
}

/* (transfer full): as many fields as that, none of them with blanks at the ends */
static GStrv
split (const char *line, guint n_fields)
{
  GStrv fields = g_strsplit (line, "\t", -1);

  g_assert_cmpuint (g_strv_length (fields), ==, n_fields);
  for (char **field = fields; *field != NULL; field++)
    {
      g_assert_cmpstr (*field, !=, "");
      g_assert_false (g_str_has_prefix (*field, " ") || g_str_has_suffix (*field, " "));
    }
  return fields;
}

/* Syllables of plain letters, ü as v, between single blanks. */
static guint
count_syllables (const char *readings)
{
  g_auto (GStrv) syllables = g_strsplit (readings, " ", -1);

  for (char **syllable = syllables; *syllable != NULL; syllable++)
    {
      g_assert_cmpuint (strlen (*syllable), >=, 1);
      g_assert_cmpuint (strlen (*syllable), <=, 6); /* zhuang */
      g_assert_cmpuint (strspn (*syllable, "abcdefghijklmnopqrstuvwxyz"), ==, strlen (*syllable));
    }
  return g_strv_length (syllables);
}

static void
assert_distinct (const char *words, const char *separator)
{
  g_auto (GStrv) list = g_strsplit (words, separator, -1);

  for (char **word = list; *word != NULL; word++)
    for (char **other = list; other < word; other++)
      g_assert_cmpstr (*word, !=, *other);
}

/* The strokes that the tables have of a character; 0: not known */
static guint
get_strokes (gunichar character)
{
  if (character >= SN_HAN_FIRST && character <= SN_HAN_LAST)
    return sn_han_entries[character - SN_HAN_FIRST].strokes;
  for (unsigned i = 0; i < sn_han_n_rare_entries; i++)
    if (sn_han_rare_entries[i].character == character)
      return sn_han_rare_entries[i].strokes;
  return 0;
}

static const char *
get_readings (gunichar character)
{
  if (character >= SN_HAN_FIRST && character <= SN_HAN_LAST)
    return sn_han_reading_sets[sn_han_entries[character - SN_HAN_FIRST].reading_set];
  for (unsigned i = 0; i < sn_han_n_rare_entries; i++)
    if (sn_han_rare_entries[i].character == character)
      return sn_han_reading_sets[sn_han_rare_entries[i].reading_set];
  return "";
}

/* ── Characters ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Every line is well formed, in the order of the characters, and is what the built tables say. */
static void
test_readings (void)
{
  g_autoptr (GPtrArray) lines = read_lines ("data/names/readings.tsv");
  gunichar previous = 0;
  guint n_rare = 0;

  g_assert_cmpuint (lines->len, >, 26000);
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) fields = split (g_ptr_array_index (lines, i), 3);
      gunichar character = g_utf8_get_char (fields[0]);
      gint64 strokes = g_ascii_strtoll (fields[1], NULL, 10);

      g_assert_cmpint (g_utf8_strlen (fields[0], -1), ==, 1);
      g_assert_cmpuint (character, >, previous);
      g_assert_cmpuint (character, >=, SN_HAN_FIRST);
      g_assert_cmpuint (strspn (fields[1], "0123456789"), ==, strlen (fields[1]));
      g_assert_cmpint (strokes, >=, 1);
      g_assert_cmpint (strokes, <=, 64);
      g_assert_cmpuint (count_syllables (fields[2]), >=, 1);
      assert_distinct (fields[2], " ");
      g_assert_cmpuint (get_strokes (character), ==, strokes);
      g_assert_cmpstr (get_readings (character), ==, fields[2]);
      n_rare += character > SN_HAN_LAST;
      previous = character;
    }
  g_assert_cmpuint (n_rare, ==, sn_han_n_rare_entries);
  /* A few by hand. */
  g_assert_cmpstr (get_readings (0x738b), ==, "wang");
  g_assert_cmpuint (get_strokes (0x738b), ==, 4);
  g_assert_cmpstr (get_readings (0x5355), ==, "dan chan shan");
  g_assert_cmpstr (get_readings (0x5415), ==, "lv");
  g_assert_cmpstr (get_readings (0x36c3), ==, "jie");  /* 㛃, not in GBK */
  g_assert_cmpstr (get_readings (0x2cc5f), ==, "wei"); /* 𬱟, beyond the first plane */
}

static void
test_surnames (void)
{
  g_autoptr (GPtrArray) lines = read_lines ("data/names/surnames.tsv");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (lines->len, ==, sn_n_surname_entries);
  g_assert_cmpuint (lines->len, >=, 500);
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) fields = split (g_ptr_array_index (lines, i), 2);
      g_auto (GStrv) alternatives = g_strsplit (fields[1], "/", -1);
      glong n_characters = g_utf8_strlen (fields[0], -1);

      g_assert_cmpint (n_characters, >=, 1);
      g_assert_cmpint (n_characters, <=, 2);
      g_assert_cmpuint (g_strv_length (alternatives), <=, 4);
      assert_distinct (fields[1], "/");
      for (char **alternative = alternatives; *alternative != NULL; alternative++)
        g_assert_cmpint (count_syllables (*alternative), ==, n_characters);
      for (const char *p = fields[0]; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_cmpint (g_unichar_get_script (g_utf8_get_char (p)), ==, G_UNICODE_SCRIPT_HAN);
      g_assert_true (g_hash_table_add (seen, (char *) g_intern_string (fields[0])));
    }
  for (unsigned i = 1; i < sn_n_surname_entries; i++)
    g_assert_cmpint (strcmp (sn_surname_entries[i - 1].surname, sn_surname_entries[i].surname), <, 0);
}

/* As many strokes as the character has; where characters share an order, letters from a on tell them apart. */
static void
test_strokes (void)
{
  g_autoptr (GPtrArray) lines = read_lines ("data/names/strokes.tsv");
  g_autoptr (GHashTable) characters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) orders = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) surnames = read_lines ("data/names/surnames.tsv");
  guint n_unknown = 0;

  g_assert_cmpuint (lines->len, ==, sn_han_n_stroke_orders);
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) fields = split (g_ptr_array_index (lines, i), 2);
      gsize n_strokes = strspn (fields[1], "12345");

      g_assert_cmpint (g_utf8_strlen (fields[0], -1), ==, 1);
      g_assert_cmpuint (n_strokes, ==, get_strokes (g_utf8_get_char (fields[0])));
      g_assert_cmpuint (strspn (fields[1] + n_strokes, "abcd"), ==, strlen (fields[1] + n_strokes));
      g_assert_cmpuint (strlen (fields[1] + n_strokes), <=, 1);
      g_assert_true (g_hash_table_add (characters, (char *) g_intern_string (fields[0])));
      g_assert_true (g_hash_table_add (orders, (char *) g_intern_string (fields[1])));
    }
  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) fields = split (g_ptr_array_index (lines, i), 2);
      gsize n_strokes = strspn (fields[1], "12345");
      g_autofree char *bare = g_strndup (fields[1], n_strokes);
      g_autofree char *before = g_strdup (fields[1]);
      g_autofree char *second = g_strconcat (bare, "b", NULL);

      if (fields[1][n_strokes] == '\0')
        continue;
      g_assert_false (g_hash_table_contains (orders, bare));
      g_assert_true (g_hash_table_contains (orders, second));
      before[n_strokes]--;
      g_assert_true (fields[1][n_strokes] == 'a' || g_hash_table_contains (orders, before));
    }
  for (unsigned i = 1; i < sn_han_n_stroke_orders; i++)
    g_assert_cmpuint (sn_han_stroke_orders[i - 1].character, <, sn_han_stroke_orders[i].character);
  /* Nearly every surname begins with a character of the table. */
  for (guint i = 0; i < surnames->len; i++)
    {
      const char *surname = g_ptr_array_index (surnames, i);
      g_autofree char *first = g_strndup (surname, (gsize) (g_utf8_next_char (surname) - surname));

      n_unknown += !g_hash_table_contains (characters, first);
    }
  g_assert_cmpuint (n_unknown, <=, 10);
}

/* ── Divisions ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The state of 2021, as the statistics office published it: a code or a name that slips shows here. test-catalogue.c looks
 * at counts, kinds and parents. */
static void
test_divisions (void)
{
  g_autoptr (GPtrArray) lines = read_lines ("data/catalogue/divisions.csv");
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *checksum = NULL;

  g_assert_cmpuint (lines->len, ==, 1 + 1 + 11 + 330); /* headings, district, towns, villages */
  for (guint i = 1; i < lines->len; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_ptr_array_index (lines, i), ",", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, 6);
      g_assert_true (g_str_has_prefix (fields[2], fields[3])); /* a short name is the beginning of the name */
      g_ptr_array_add (codes, g_strdup_printf ("%s %s\n", fields[0], fields[2]));
    }
  g_ptr_array_sort (codes, compare_lines);
  for (guint i = 0; i < codes->len; i++)
    g_string_append (text, g_ptr_array_index (codes, i));
  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
  g_assert_cmpstr (checksum, ==, "ec5eda1817ad2a1a152737f1ddade3747fded98ae33086a533d5469eb2ac8cf4");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/readings", test_readings);
  g_test_add_func ("/data/surnames", test_surnames);
  g_test_add_func ("/data/strokes", test_strokes);
  g_test_add_func ("/data/divisions", test_divisions);
  return g_test_run ();
}
