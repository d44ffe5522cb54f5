/* test-xls-reader.c: old Excel workbooks, by the records that programs of thirty years wrote.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "biff-fixture.h"
#include "sn-biff-key.h"

#include <math.h>

typedef struct
{
  char       *folder;
  char       *path;
  GByteArray *globals;
  GByteArray *records; /* of the first sheet */
  guint       year;    /* whose Excel wrote it */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "book.xls", NULL);
  fixture->globals = g_byte_array_new ();
  fixture->records = g_byte_array_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_byte_array_unref (fixture->globals);
  g_byte_array_unref (fixture->records);
  g_free (fixture->path);
  sn_test_remove_folder (fixture->folder);
}

static GByteArray *
make_book (Fixture *fixture, guint version)
{
  const BiffSheet sheets[BIFF_MOST_SHEETS] = { { "Sheet1", 0, fixture->records } };

  GByteArray *book = biff_make_book (version, fixture->globals, sheets);

  book->data[10] = (guint8) fixture->year;
  book->data[11] = (guint8) (fixture->year >> 8);
  return book;
}

/* As bare records and in a container, and begins anew. */
static void
check (Fixture *fixture, guint version, const char *expected, const char *refusal)
{
  static const char *const streams[] = { "Workbook", NULL };
  g_autoptr (GByteArray) book = make_book (fixture, version);

  biff_write (fixture->path, book);
  check_file (fixture->path, NULL, expected, refusal);
  biff_write_container (fixture->path, streams, book);
  check_file (fixture->path, NULL, expected, refusal);
  g_byte_array_set_size (fixture->globals, 0);
  g_byte_array_set_size (fixture->records, 0);
}

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* 1.5 and -7 whole, and their hundredths; the last is 0.1, whose double is nearest to a hundredth of 10. */
static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->records, BIFF_RK, "wwwl", 0u, 0u, 0u, 0x3ff80000u);
  biff_add (fixture->records, BIFF_RK, "wwwl", 0u, 1u, 0u, (guint) (-7 * 4) | 2u);
  biff_add (fixture->records, BIFF_MULRK, "wwwlwlwlw", 0u, 2u, 0u, 0x3ff80001u, 0u, 120055u * 4 | 3u, 0u, 10u * 4 | 3u, 4u);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 0u, 0u, 310118196001011239.0);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 1u, 0u, 6217000012345678.0);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 2u, 0u, 13901234567.0);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 3u, 0u, 0.1 + 0.2);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 4u, 0u, -0.0);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 5u, 0u, 1e300);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 1u, 6u, 0u, (double) NAN);
  check (fixture, BIFF_VERSION_8, "1|n1.5|n-7|n0.015|n1200.55|n0.1\n"
                                  "2|n3.1011819600101126E+17|n6217000012345678|n13901234567|n0.30000000000000004|n0|n1E+300|x#NUM!\n", NULL);
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->records, BIFF_BOOLERR, "wwwbb", 0u, 0u, 0u, 1u, 0u);
  biff_add (fixture->records, BIFF_BOOLERR, "wwwbb", 0u, 1u, 0u, 0u, 0u);
  biff_add (fixture->records, BIFF_BOOLERR, "wwwbb", 0u, 2u, 0u, 0x2au, 1u);
  biff_add (fixture->records, BIFF_BOOLERR, "wwwbb", 0u, 3u, 0u, 7u, 1u);
  biff_add (fixture->records, BIFF_BLANK, "www", 0u, 4u, 0u);
  biff_add (fixture->records, BIFF_MULBLANK, "wwwww", 0u, 5u, 0u, 0u, 6u);
  biff_add (fixture->records, BIFF_LABEL, "wwwwba", 0u, 7u, 0u, 3u, 0u, "abc");
  biff_add (fixture->records, BIFF_RSTRING, "wwwwbwuww", 0u, 8u, 0u, 2u, 9u, 1u, "甲乙", 0u, 0u);
  biff_add (fixture->records, BIFF_LABEL, "wwwwbu", 0u, 9u, 0u, 4u, 1u, "\U00020bb7丙丁");
  biff_add (fixture->records, BIFF_LABEL, "wwwwbw", 0u, 10u, 0u, 1u, 1u, 0xd842u);
  biff_add (fixture->records, BIFF_LABEL, "wwwwb", 0u, 11u, 0u, 0u, 0u);
  /* Of an empty text some programs write nothing but its length. */
  biff_add (fixture->records, BIFF_LABEL, "wwww", 0u, 12u, 0u, 0u);
  check (fixture, BIFF_VERSION_8, "1|bTRUE|bFALSE|x#N/A|x#DIV/0!|-|-|-|tabc|t甲乙|t\U00020bb7丙丁|t\ufffd|t|t\n", NULL);
}

/* A zero is one, unless LibreOffice wrote it: as Excel of 97, but with an engine of later. */
static void
test_zeros (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint       version;
    guint       engine; /* 0: none is noted */
    guint       year;
    const char *expected;
  } cases[] = {
    { BIFF_VERSION_8, 0, 1996, "1|n0|n1\n" },      { BIFF_VERSION_8, 101716, 1996, "1|f|n1\n" }, { BIFF_VERSION_8, 101716, 1997, "1|n0|n1\n" },
    { BIFF_VERSION_8, 191029, 1996, "1|n0|n1\n" }, { BIFF_VERSION_5, 0, 1994, "1|n0|n1\n" },     { 0x0580, 0, 1994, "1|n0|n1\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].engine > 0)
        biff_add (fixture->globals, BIFF_RECALCID, "wwl", 0x01c1u, 0u, cases[i].engine);
      biff_add (fixture->records, BIFF_FORMULA, "wwwfwl", 0u, 0u, 0u, 0.0, 0u, 0u);
      biff_add (fixture->records, BIFF_FORMULA, "wwwfwl", 0u, 1u, 0u, 1.0, 0u, 0u);
      fixture->year = cases[i].year;
      check (fixture, cases[i].version, cases[i].expected, NULL);
    }
}

static void
test_formulas (Fixture *fixture, gconstpointer data)
{
  GByteArray *records = fixture->records;

  biff_add (fixture->globals, BIFF_RECALCID, "wwl", 0x01c1u, 0u, 191029u);
  biff_add (records, BIFF_FORMULA, "wwwfwl", 0u, 0u, 0u, 2.5, 0u, 0u);
  biff_add (records, BIFF_FORMULA, "wwwllwl", 0u, 1u, 0u, 0u, 0xffff0000u, 0u, 0u);
  biff_add (records, BIFF_SHRFMLA, "wwbb", 0u, 9u, 1u, 1u);
  biff_add (records, BIFF_STRING, "wbu", 2u, 1u, "甲乙");
  biff_add (records, BIFF_FORMULA, "wwwllwl", 0u, 2u, 0u, 0x00010001u, 0xffff0000u, 0u, 0u);
  biff_add (records, BIFF_FORMULA, "wwwllwl", 0u, 3u, 0u, 0x00170002u, 0xffff0000u, 0u, 0u);
  biff_add (records, BIFF_FORMULA, "wwwllwl", 0u, 4u, 0u, 3u, 0xffff0000u, 0u, 0u);
  /* Written by a program that cannot calculate; then a zero that was calculated, and a text that never comes. */
  biff_add (records, BIFF_FORMULA, "wwwfwl", 0u, 5u, 0u, 0.0, 2u, 0u);
  biff_add (records, BIFF_FORMULA, "wwwfwl", 0u, 6u, 0u, 0.0, 0u, 0u);
  biff_add (records, BIFF_FORMULA, "wwwllwl", 0u, 7u, 0u, 0u, 0xffff0000u, 0u, 0u);
  biff_add (records, BIFF_NUMBER, "wwwf", 0u, 8u, 0u, 9.0);
  biff_add (records, BIFF_STRING, "wbu", 1u, 1u, "丙");
  /* A text that goes on in another record, and changes its width there. */
  biff_add (records, BIFF_FORMULA, "wwwllwl", 0u, 9u, 0u, 0u, 0xffff0000u, 0u, 0u);
  biff_add (records, BIFF_STRING, "wbacbu", 4u, 0u, "ab", 1u, "丙丁");
  check (fixture, BIFF_VERSION_8, "1|n2.5|t甲乙|bTRUE|x#REF!|t|f|n0|f|n9|tab丙丁\n", NULL);
}

/* ── Shared texts ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_shared_cells (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    biff_add (fixture->records, BIFF_LABELSST, "wwwl", 0u, i, 0u, i);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->globals, BIFF_SST, "ll" "wba" "wbwuww" "wblua" "wbwluwwa" "wb" "wba", 6u, 6u, 3u, 0u, "a\xe9" "b",
            2u, 9u, 1u, "欧阳", 0u, 0u, 2u, 5u, 6u, "本田", "phonet", 2u, 13u, 1u, 6u, "金额", 0u, 0u, "phonet", 0u, 0u, 2u, 0u, "zz");
  add_shared_cells (fixture, 6);
  check (fixture, BIFF_VERSION_8, "1|taéb|t欧阳|t本田|t金额|-|tzz\n", NULL);

  /* Across records: at a width that changes both ways, within runs and what is pronounced, between texts, within a count. */
  biff_add (fixture->globals, BIFF_SST, "ll" "wbacbucba" "wbwuwcw" "wblucaca" "c" "wbu" "bcbbu" "wbcba", 6u, 6u, 6u, 0u, "ab", 1u, "甲乙", 0u,
            "cd", 2u, 9u, 1u, "欧阳", 0u, 0u, 2u, 5u, 6u, "本田", "phon", "et", 1u, 1u, "丙", 1u, 0u, 1u, "丁", 1u, 0u, 0u, "z");
  add_shared_cells (fixture, 6);
  check (fixture, BIFF_VERSION_8, "1|tab甲乙cd|t欧阳|t本田|t丙|t丁|tz\n", NULL);

  /* A record that continues with nothing, within a text. */
  biff_add (fixture->globals, BIFF_SST, "llwbaccbu", 1u, 1u, 4u, 0u, "ab", 1u, "甲乙");
  add_shared_cells (fixture, 1);
  check (fixture, BIFF_VERSION_8, "1|tab甲乙\n", NULL);

  biff_add (fixture->globals, BIFF_SST, "llwba", 1u, 1000000u, 1u, 0u, "a");
  add_shared_cells (fixture, 1);
  check (fixture, BIFF_VERSION_8, "1|ta\n", NULL);
}

static void
test_shared_damaged (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->globals, BIFF_SST, "llwba", 1u, 1u, 1u, 0u, "a");
  add_shared_cells (fixture, 2);
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
  biff_add (fixture->globals, BIFF_SST, "llwba", 1u, 1u, 9u, 0u, "a");
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
  biff_add (fixture->globals, BIFF_SST, "llwblu", 1u, 1u, 1u, 5u, 0xffffffffu, "甲");
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
  add_shared_cells (fixture, 1);
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
}

/* ── Dates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_formats (Fixture *fixture, gboolean is_8)
{
  if (is_8)
    {
      biff_add (fixture->globals, BIFF_FORMAT, "wwba", 164u, 6u, 0u, "[h]:mm");
      biff_add (fixture->globals, BIFF_FORMAT, "wwbu", 165u, 10u, 1u, "yyyy\"年\"m\"月");
    }
  else
    {
      biff_add (fixture->globals, BIFF_FORMAT, "wba", 164u, 6u, "[h]:mm");
      biff_add (fixture->globals, BIFF_FORMAT, "wba", 165u, 8u, "yyyy-m-d");
    }
  for (guint i = 0; i < 5; i++)
    biff_add (fixture->globals, BIFF_XF, "wwn", 0u, (guint[]){ 0, 14, 164, 165, 58 }[i], is_8 ? 16u : 12u);
}

static void
add_dates (Fixture *fixture)
{
  for (guint i = 0; i < 6; i++)
    biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, i, i, 45665.5);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 6u, 1u, 60.0);
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  add_formats (fixture, TRUE);
  add_dates (fixture);
  check (fixture, BIFF_VERSION_8, "1|n45665.5|d2025-01-08T12:00:00=45665.5|d1095972:00:00=45665.5|d2025-01-08T12:00:00=45665.5"
                                  "|d2025-01-08T12:00:00=45665.5|n45665.5|n60\n", NULL);
  add_formats (fixture, FALSE);
  biff_add (fixture->globals, BIFF_DATEMODE, "w", 1u);
  add_dates (fixture);
  check (fixture, BIFF_VERSION_5, "1|n45665.5|d2029-01-09T12:00:00=45665.5|d1095972:00:00=45665.5|d2029-01-09T12:00:00=45665.5"
                                  "|d2029-01-09T12:00:00=45665.5|n45665.5|d1904-03-01=60\n", NULL);
}

/* A code that its record cuts off. */
static void
test_short_format (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->globals, BIFF_FORMAT, "wwba", 164u, 40u, 0u, "yyyy-mm-dd;@");
  biff_add (fixture->globals, BIFF_XF, "wwn", 0u, 164u, 16u);
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 45665.0);
  check (fixture, BIFF_VERSION_8, "1|d2025-01-08=45665\n", NULL);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* In whatever order; of two cells in one place the later one counts. A chart's records lie between those of the sheet. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  GByteArray *records = fixture->records;

  biff_add (records, BIFF_ROW, "wwwwwwwl", 1u, 0u, 1u, 0u, 0u, 0u, 0x20u, 0u);
  biff_add (records, BIFF_ROW, "wwwwwwwl", 2u, 0u, 1u, 0u, 0u, 0u, 0x140u, 0u);
  biff_add (records, BIFF_NUMBER, "wwwf", 65535u, 1u, 0u, 9.0);
  biff_add (records, BIFF_NUMBER, "wwwf", 1u, 0u, 0u, 1.0);
  biff_add (records, BIFF_BOF, "wwwwll", BIFF_VERSION_8, 0x20u, 0u, 0u, 0u, 0u);
  biff_add (records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 99.0);
  biff_add (records, BIFF_EOF, "");
  biff_add (records, BIFF_NUMBER, "wwwf", 2u, 0u, 0u, 2.0);
  biff_add (records, BIFF_NUMBER, "wwwf", 1u, 0u, 0u, 3.0);
  check (fixture, BIFF_VERSION_8, "2h|n3\n3|n2\n65536|-|n9\n", NULL);
}

static void
test_merges (Fixture *fixture, gconstpointer data)
{
  static const SnCellRange first = { 1, 1, 3, 2 }, second = { 5, 256, 65536, 256 };
  g_autoptr (GByteArray) book = NULL;
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };

  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 1.0);
  /* One of three says nothing, and the count is one too many. */
  biff_add (fixture->records, BIFF_MERGEDCELLS, "wwwwwwwwwwwww", 4u, 0u, 2u, 0u, 1u, 4u, 65535u, 255u, 255u, 3u, 2u, 0u, 0u);
  book = make_book (fixture, BIFF_VERSION_8);
  biff_write (fixture->path, book);
  g_assert_true (sn_sheet_read (fixture->path, NULL, describe_row, rows, &info, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (info.merges->len, ==, 2);
  g_assert_cmpmem (&g_array_index (info.merges, SnCellRange, 0), sizeof first, &first, sizeof first);
  g_assert_cmpmem (&g_array_index (info.merges, SnCellRange, 1), sizeof second, &second, sizeof second);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  static const guint cells[] = { BIFF_NUMBER, BIFF_RK, BIFF_LABELSST, BIFF_LABEL, BIFF_RSTRING, BIFF_FORMULA, BIFF_BOOLERR, BIFF_MULRK,
                                 BIFF_ROW };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      biff_add (fixture->records, cells[i], "wwb", 0u, 0u, 0u);
      check (fixture, BIFF_VERSION_8, NULL, "damaged");
    }
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 16384u, 0u, 1.0);
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
  biff_add (fixture->records, BIFF_MULRK, "wwwlwlw", 0u, 65535u, 0u, 0u, 0u, 0u, 0u);
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
  biff_add (fixture->records, BIFF_LABEL, "wwwwba", 0u, 0u, 0u, 9u, 0u, "abc");
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
  biff_add (fixture->records, BIFF_BOF, "wwwwll", BIFF_VERSION_8, 0x20u, 0u, 0u, 0u, 0u);
  check (fixture, BIFF_VERSION_8, NULL, "damaged");
}

/* ── Sheets ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  static const guint versions[] = { BIFF_VERSION_5, BIFF_VERSION_8 };
  g_autoptr (GByteArray) second = g_byte_array_new ();
  const BiffSheet sheets[BIFF_MOST_SHEETS] = {
    { "chart", 0x0200, second }, { "hidden", 1, fixture->records }, { "deep", 2, fixture->records }, { "shown", 0, second },
  };

  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 1.0);
  biff_add (second, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 2.0);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GByteArray) book = biff_make_book (versions[i], NULL, sheets);
      g_autoptr (GString) rows = g_string_new (NULL);
      g_auto (SnSheetInfo) info = { NULL };

      biff_write (fixture->path, book);
      check_file (fixture->path, NULL, "1|n2\n", NULL);
      check_file (fixture->path, "deep", "1|n1\n", NULL);
      check_file (fixture->path, "chart", NULL, "no sheet");
      g_assert_true (sn_sheet_read (fixture->path, NULL, describe_row, rows, &info, NULL, NULL));
      g_assert_cmpstr (info.sheet, ==, "shown");
      g_assert_cmpuint (info.sheet_names->len, ==, 1);
      g_assert_cmpuint (info.hidden_sheet_names->len, ==, 2);
      g_assert_cmpstr (g_ptr_array_index (info.hidden_sheet_names, 1), ==, "deep");
    }
}

/* Where the noted places are wrong, the sheets come in their order. */
static void
test_wrong_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) second = g_byte_array_new ();
  const BiffSheet sheets[BIFF_MOST_SHEETS] = { { "first", 0, fixture->records }, { "second", 0, second } };
  g_autoptr (GByteArray) book = NULL;

  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 1.0);
  biff_add (fixture->records, BIFF_BOF, "wwwwll", BIFF_VERSION_8, 0x20u, 0u, 0u, 0u, 0u);
  biff_add (fixture->records, BIFF_EOF, "");
  biff_add (second, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 2.0);
  book = biff_make_book (BIFF_VERSION_8, NULL, sheets);
  for (guint at = 0; at + 4 <= book->len; at += 4u + book->data[at + 2])
    if (book->data[at] == BIFF_BOUNDSHEET && book->data[at + 1] == 0)
      book->data[at + 4] += 20;
  biff_write (fixture->path, book);
  check_file (fixture->path, NULL, "1|n1\n", NULL);
  check_file (fixture->path, "second", "1|n2\n", NULL);
  g_byte_array_set_size (book, book->len - 4);
  biff_write (fixture->path, book);
  check_file (fixture->path, "second", NULL, "damaged");
}

static void
test_passwords (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->globals, BIFF_FILEPASS, "www", 0u, 1u, 2u);
  check (fixture, BIFF_VERSION_8, NULL, "password");
  biff_add (fixture->globals, BIFF_FILEPASS, "ww", 1u, 2u);
  check (fixture, BIFF_VERSION_5, NULL, "password");
  biff_add (fixture->records, BIFF_FILEPASS, "www", 0u, 1u, 2u);
  check (fixture, BIFF_VERSION_8, NULL, "password");
}

/* As LibreOffice wrote them: with the password that Excel tries by itself, and with another one. */
static const char open_key[] = "\x01\x00\x01\x00\x01\x00\xfb\xff\xeb\xde\x0a\x7b\x84\xc2\x6f\x29\x65\x09\x3a\x5d\xb9\x0e\x91\xfc\x2d\xcf\x61"
                               "\xfa\x56\x4c\x3a\xf3\x8a\xee\xc1\xdc\x53\xe3\x61\xc6\x6d\x18\x40\x91\xb9\x1a\x8d\xcc\x02\xe5\x6b\xc2\xad\x53";
static const char shut_key[] = "\x01\x00\x01\x00\x01\x00\x62\x12\x1e\xcb\x5b\x08\x10\xe8\xa8\xc4\xca\xa0\xc8\x51\xe7\x73\x61\x78\x1c\xa6\x2a"
                               "\x79\xe6\x07\x23\x03\xd2\xa9\x4c\x1e\x8c\x04\xf6\x70\x7a\xed\x92\xb4\x23\x05\xbc\x37\x99\xf3\xa8\x9b\x6c\xea";

static void
add_key (GByteArray *globals, const char *description)
{
  biff_add (globals, BIFF_FILEPASS, "n", 54u);
  memcpy (globals->data + globals->len - 54, description, 54);
}

/* All but what it takes to find one's way; encrypting and decrypting are one. */
static void
encrypt (GByteArray *book)
{
  SnBiffKey key;

  g_assert_true (sn_biff_key_init (&key, (const guint8 *) open_key, sizeof open_key - 1));
  for (guint at = 0; at + 4 <= book->len;)
    {
      guint type = book->data[at] | (guint) book->data[at + 1] << 8, length = book->data[at + 2] | (guint) book->data[at + 3] << 8;
      guint plain = type == BIFF_BOF || type == BIFF_FILEPASS ? length : type == BIFF_BOUNDSHEET ? 4 : 0;

      sn_biff_key_decrypt (&key, at + 4 + plain, book->data + at + 4 + plain, length - plain);
      at += 4 + length;
    }
}

/* Texts over several blocks of the cipher, one of them in a record that is continued. */
static void
test_open_to_anybody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) book = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  add_key (fixture->globals, open_key);
  biff_add (fixture->globals, BIFF_SST, "llwbacbu", 1u, 1u, 4u, 0u, "ab", 1u, "甲乙");
  for (guint row = 0; row < 500; row++)
    {
      biff_add (fixture->records, row % 2 == 0 ? BIFF_LABELSST : BIFF_RK, "wwwl", row, 0u, 0u, row % 2 == 0 ? 0u : row * 4 | 2u);
      g_string_append_printf (expected, row % 2 == 0 ? "%u|tab甲乙\n" : "%u|n%u\n", row + 1, row);
    }
  book = make_book (fixture, BIFF_VERSION_8);
  encrypt (book);
  biff_write (fixture->path, book);
  check_file (fixture->path, NULL, expected->str, NULL);
  g_byte_array_set_size (fixture->globals, 0);
  add_key (fixture->globals, shut_key);
  check (fixture, BIFF_VERSION_8, NULL, "password");
}

/* ── Excel 5 and 95, and what calls itself so ───────────────────────────────────────────────────────────────────── */

static void
test_code_pages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint       code_page; /* 0: none is named */
    const char *bytes;
    const char *expected;
    const char *refusal;
  } cases[] = {
    { 936, "\xd5\xc5\xc8\xfd", "1|t张三\n", NULL },
    /* A character that GBK lacks, and one that converters refuse of the form it has here. */
    { 936, "\xfe\x9f\x82\x35\x90\x37", "1|t䶮龴\n", NULL },
    { 0, "\xd5\xc5\xc8\xfd", "1|t张三\n", NULL },
    { 0, "张三", "1|t张三\n", NULL },
    { 1200, "\xd5\xc5\xc8\xfd", "1|t张三\n", NULL },
    { 950, "\xb1\x69\xa4\x54", "1|t張三\n", NULL },
    { 1252, "caf\xe9", "1|tcafé\n", NULL },
    { 32768, "caf\x8e", "1|tcafé\n", NULL },
    { 10029, "zg\xb8osi\xe7", "1|tzgłosiÁ\n", NULL },
    { 936, "\xd5\xc5\xff\xff", NULL, "code page" },
    { 4711, "\xd5\xc5", NULL, "code page" },
    { 4711, "abc", "1|tabc\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].code_page > 0)
        biff_add (fixture->globals, BIFF_CODEPAGE, "w", cases[i].code_page);
      biff_add (fixture->records, BIFF_LABEL, "wwwwa", 0u, 0u, 0u, (guint) strlen (cases[i].bytes), cases[i].bytes);
      check (fixture, BIFF_VERSION_5, cases[i].expected, cases[i].refusal);
    }
}

/* A workbook that names no code page, but whose fonts are for a script. The font of all scripts says nothing. */
static void
test_fonts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint       charsets[2];
    const char *expected;
  } cases[] = { { { 204, 238 }, "1|tСчет\n" }, { { 0, 204 }, "1|tСчет\n" }, { { 0, 1 }, "1|t痒弪\n" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint j = 0; j < 2; j++)
        biff_add (fixture->globals, BIFF_FONT, "wwwwwbbbbba", 200u, 0u, 0u, 400u, 0u, 0u, 0u, cases[i].charsets[j], 0u, 1u, "A");
      biff_add (fixture->records, BIFF_LABEL, "wwwwa", 0u, 0u, 0u, 4u, "\xd1\xf7\xe5\xf2");
      check (fixture, BIFF_VERSION_5, cases[i].expected, NULL);
    }
}

/* What scripts of web servers write: one sheet, no workbook, and neither a version nor a code page. */
static void
test_bare_sheet (Fixture *fixture, gconstpointer data)
{
  biff_add (fixture->records, BIFF_BOF, "wwww", 0u, 0x10u, 0u, 0u);
  biff_add (fixture->records, BIFF_LABEL, "wwwwa", 0u, 0u, 0u, 4u, "\xd5\xc5\xc8\xfd");
  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 1u, 0u, 1200.5);
  biff_add (fixture->records, BIFF_EOF, "");
  biff_write (fixture->path, fixture->records);
  check_file (fixture->path, NULL, "1|t张三|n1200.5\n", NULL);
  check_file (fixture->path, "Sheet1", NULL, "no sheet");
}

static void
test_older (Fixture *fixture, gconstpointer data)
{
  static const guint begins[] = { 0x0009, 0x0209, 0x0409 };

  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_byte_array_set_size (fixture->records, 0);
      biff_add (fixture->records, begins[i], "wwn", 0u, 0x10u, begins[i] == 0x0009 ? 0u : 2u);
      biff_add (fixture->records, BIFF_EOF, "");
      biff_write (fixture->path, fixture->records);
      check_file (fixture->path, NULL, NULL, "older than Excel 5");
    }
  g_byte_array_set_size (fixture->records, 0);
  biff_add (fixture->records, BIFF_BOF, "wwww", 0x0400u, 0x10u, 0u, 0u);
  biff_write (fixture->path, fixture->records);
  check_file (fixture->path, NULL, NULL, "older than Excel 5");
}

/* ── The container ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_containers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *streams[3];
    const char *refusal;
  } cases[] = {
    { { "WORKBOOK", NULL }, NULL },  { { "Book", "Other", NULL }, NULL },
    { { "WordDocument", NULL }, "text document" }, { { "PowerPoint Document", NULL }, "presentation" },
    { { "EncryptionInfo", "EncryptedPackage", NULL }, "password" }, { { "__properties_version1.0", NULL }, "neither" },
  };
  g_autoptr (GByteArray) book = NULL;

  biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, 1.0);
  book = make_book (fixture, BIFF_VERSION_8);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      biff_write_container (fixture->path, cases[i].streams, book);
      check_file (fixture->path, NULL, "1|n1\n", cases[i].refusal);
    }
}

/* The newer of two forms is what Excel shows. */
static void
test_two_forms (Fixture *fixture, gconstpointer data)
{
  GsfOutput *output = gsf_output_stdio_new (fixture->path, NULL);
  GsfOutfile *container = gsf_outfile_msole_new (output);

  for (guint i = 0; i < 2; i++)
    {
      GsfOutput *stream = gsf_outfile_new_child (container, i == 0 ? "Book" : "Workbook", FALSE);
      g_autoptr (GByteArray) book = NULL;

      g_byte_array_set_size (fixture->records, 0);
      biff_add (fixture->records, BIFF_NUMBER, "wwwf", 0u, 0u, 0u, (double) i);
      book = make_book (fixture, i == 0 ? BIFF_VERSION_5 : BIFF_VERSION_8);
      g_assert_true (gsf_output_write (stream, book->len, book->data));
      g_assert_true (gsf_output_close (stream));
      g_object_unref (stream);
    }
  g_assert_true (gsf_output_close (GSF_OUTPUT (container)));
  g_object_unref (container);
  g_object_unref (output);
  check_file (fixture->path, NULL, "1|n1\n", NULL);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) book = NULL;

  biff_add (fixture->globals, BIFF_SST, "llwba", 1u, 1u, 1u, 0u, "a");
  add_shared_cells (fixture, 1);
  book = make_book (fixture, BIFF_VERSION_8);
  for (guint length = 2; length < book->len; length++)
    {
      g_assert_true (g_file_set_contents (fixture->path, (const char *) book->data, length, NULL));
      check_file (fixture->path, NULL, NULL, "damaged");
    }
}

/* As many rows as there can be, in texts that are all their own, over many records. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  static const char *const streams[] = { "Workbook", NULL };
  g_autoptr (GByteArray) book = NULL;
  g_autoptr (GString) texts = g_string_new (NULL), expected = g_string_new (NULL);

  for (guint row = 0; row < 65536; row++)
    {
      g_autofree char *text = g_strdup_printf ("%05u", row);

      g_string_append_len (texts, "\5\0", 3);
      g_string_append (texts, text);
      biff_add (fixture->records, BIFF_LABELSST, "wwwl", row, 0u, 0u, row);
      g_string_append_printf (expected, "%u|t%s\n", row + 1, text);
    }
  biff_add (fixture->globals, BIFF_SST, "ll", 65536u, 65536u);
  for (gsize at = 0; at < texts->len; at += 8000)
    {
      biff_add (fixture->globals, BIFF_CONTINUE, "");
      fixture->globals->data[fixture->globals->len - 2] = (guint8) MIN (8000, texts->len - at);
      fixture->globals->data[fixture->globals->len - 1] = (guint8) (MIN (8000, texts->len - at) >> 8);
      g_byte_array_append (fixture->globals, (const guint8 *) texts->str + at, (guint) MIN (8000, texts->len - at));
    }
  book = make_book (fixture, BIFF_VERSION_8);
  biff_write_container (fixture->path, streams, book);
  check_file (fixture->path, NULL, expected->str, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "numbers", test_numbers },       { "others", test_others },         { "formulas", test_formulas },
    { "zeros", test_zeros }, { "open-to-anybody", test_open_to_anybody },
    { "shared", test_shared },         { "shared-damaged", test_shared_damaged }, { "dates", test_dates },
    { "rows", test_rows },             { "merges", test_merges },         { "damaged", test_damaged },
    { "short-format", test_short_format }, { "wrong-places", test_wrong_places }, { "fonts", test_fonts },
    { "sheets", test_sheets },         { "passwords", test_passwords },   { "code-pages", test_code_pages },
    { "bare-sheet", test_bare_sheet }, { "older", test_older },           { "containers", test_containers },
    { "two-forms", test_two_forms },   { "truncated", test_truncated },   { "full", test_full },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/xls-reader/%s", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
