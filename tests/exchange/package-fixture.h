/* package-fixture.h: workbooks written part by part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <stdlib.h>
#include <zip.h>

#include "sheet-fixture.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORKBOOK_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
#define TYPES(overrides) \
  XML "<Types xmlns='" PACKAGE "content-types'><Default Extension='rels' ContentType='application/xml'/>" \
  "<Default Extension='xml' ContentType='application/xml'/>" overrides "</Types>"
#define RELATIONSHIPS(rows) XML "<Relationships xmlns='" PACKAGE "relationships'>" rows "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id='" id "' Type='" OFFICE "/" type "' Target='" target "'/>"
#define WORKBOOK(inside) XML "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'>" inside "</workbook>"
#define SHEET_ENTRY(name, more, id) "<sheet name='" name "' sheetId='1' " more " r:id='" id "'/>"
#define WORKSHEET(inside) XML "<worksheet xmlns='" MAIN "'>" inside "</worksheet>"
#define SHARED(inside) XML "<sst xmlns='" MAIN "' count='9' uniqueCount='9'>" inside "</sst>"
#define STYLES(formats, cells) \
  XML "<styleSheet xmlns='" MAIN "'><numFmts>" formats "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>" \
  "<cellXfs><xf numFmtId='0'/>" cells "</cellXfs></styleSheet>"
#define FORMAT(id, code) "<numFmt numFmtId='" id "' formatCode='" code "'/>"
#define STYLE(id) "<xf numFmtId='" id "'/>"

#define MOST_PARTS 8

typedef struct
{
  const char *name;
  const char *text;     /* NULL: the part is left out */
  const char *charset;  /* NULL: UTF-8 */
} PackagePart;

/* A workbook of one sheet; @parts come on top of the usual ones, or take their place. */
typedef struct
{
  const char  *rows;     /* within sheetData */
  const char  *strings;  /* within sst */
  const char  *styles;   /* the whole part */
  PackagePart  parts[MOST_PARTS];
  gboolean     stored;   /* not compressed, so that a test can put its hand in */
} Book;

static const PackagePart *
find_part (const Book *book, const char *name)
{
  for (guint i = 0; i < MOST_PARTS && book->parts[i].name != NULL; i++)
    if (strcmp (book->parts[i].name, name) == 0)
      return &book->parts[i];
  return NULL;
}

static void
add_part (zip_t *archive, const PackagePart *part, gboolean stored)
{
  gsize length = strlen (part->text);
  char *bytes = part->charset != NULL ? g_convert (part->text, -1, part->charset, "UTF-8", NULL, &length, NULL)
                                      : g_strdup (part->text);
  zip_source_t *source;
  zip_int64_t entry;
  void *copy;

  g_assert_nonnull (bytes);
  /* libzip frees what it is given with free(), but not what is empty. */
  copy = length > 0 ? malloc (length) : NULL;
  if (copy != NULL)
    memcpy (copy, bytes, length);
  g_free (bytes);
  source = zip_source_buffer (archive, copy, length, 1);
  entry = zip_file_add (archive, part->name, source, ZIP_FL_ENC_RAW);
  g_assert_cmpint (entry, >=, 0);
  if (stored)
    g_assert_cmpint (zip_set_file_compression (archive, (zip_uint64_t) entry, ZIP_CM_STORE, 0), ==, 0);
}

static inline void
book_write (const Book *book, const char *path)
{
  g_autofree char *sheet = g_strconcat (XML "<worksheet xmlns='" MAIN "'><sheetData>", book->rows, "</sheetData></worksheet>",
      NULL);
  g_autofree char *strings = g_strconcat (XML "<sst xmlns='" MAIN "'>", book->strings, "</sst>", NULL);
  const PackagePart usual[] = {
    { "[Content_Types].xml", TYPES ("<Override PartName='/xl/workbook.xml' ContentType='" WORKBOOK_TYPE "'/>") },
    { "_rels/.rels", RELATIONSHIPS (RELATION ("rId1", "officeDocument", "xl/workbook.xml")) },
    { "xl/workbook.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("Sheet1", "", "rId1") "</sheets>") },
    { "xl/_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("rId1", "worksheet", "worksheets/sheet1.xml")
                                                     RELATION ("rId2", "sharedStrings", "sharedStrings.xml")
                                                       RELATION ("rId3", "styles", "styles.xml")) },
    { "xl/worksheets/sheet1.xml", sheet },
    { "xl/sharedStrings.xml", book->strings != NULL ? strings : NULL },
    { "xl/styles.xml", book->styles },
  };
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (archive);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i].text != NULL && find_part (book, usual[i].name) == NULL)
      add_part (archive, &usual[i], book->stored);
  for (guint i = 0; i < MOST_PARTS && book->parts[i].name != NULL; i++)
    if (book->parts[i].text != NULL)
      add_part (archive, &book->parts[i], book->stored);
  g_assert_cmpint (zip_close (archive), ==, 0);
}

/* ── Tables of workbooks ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *name;
  Book        book;
  const char *expected;
  const char *refusal;
  const char *sheet;
} BookCase;

#define ONE_ROW "<row r='1'><c r='A1' t='inlineStr'><is><t>一</t></is></c></row>"
#define ONE_ROW_READ "1|t一\n"
#define PARTS(...) .parts = { __VA_ARGS__ }
#define RELS_TO(target) { "xl/_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("rId1", "worksheet", target)) }
#define SHEET_PART(inside) { "xl/worksheets/sheet1.xml", inside }
#define SHEETS(entries) { "xl/workbook.xml", WORKBOOK ("<sheets>" entries "</sheets>") }

/* "@131100" in a test's XML stands for so many letters, "@702" in what is expected for so many empty cells behind row 1. */
static inline char *
expand (const char *text, const char *unit, const char *before)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;
  GString *expanded;

  if (at == NULL || !g_ascii_isdigit (at[1]))
    return g_strdup (text);
  expanded = g_string_new_len (text, at - text);
  g_string_append (expanded, before);
  for (guint64 n = g_ascii_strtoull (at + 1, (char **) &at, 10); n > 0; n--)
    g_string_append (expanded, unit);
  g_string_append (expanded, at);
  return g_string_free (expanded, FALSE);
}

static inline void
test_case (gconstpointer data)
{
  const BookCase *given = data;
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *rows = expand (given->book.rows, "x", "");
  g_autofree char *strings = expand (given->book.strings, "x", "");
  g_autofree char *expected = expand (given->expected, "|-", "1");
  Book book = given->book;

  book.rows = rows;
  book.strings = strings;
  book_write (&book, path);
  check_file (path, given->sheet, expected, given->refusal);
  sn_test_remove_folder (folder);
}

static inline void
add_cases (const char *group, const BookCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", group, cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}
