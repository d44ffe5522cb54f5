/* bench-sheet-ods.c: reading an OpenDocument spreadsheet, against bare inflate and expat that decode the same cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <expat.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "bench-sheet-run.h"

#define READ_BYTES 65536
#define HEAD \
  "<?xml version='1.0' encoding='UTF-8'?><office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:calcext='c'>" \
  "<office:body><office:spreadsheet><table:table table:name='花名册' table:style-name='ta1'>"
#define TAIL "</table:table></office:spreadsheet></office:body></office:document-content>"

/* ── The spreadsheet ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_row (FILE *file, guint row)
{
  char text[64];

  fputs ("<table:table-row table:style-name=\"ro1\">", file);
  for (guint i = 0; i < BENCH_N_TEXTS; i++)
    {
      bench_sheet_get_text (row, i, text, sizeof text);
      fprintf (file, "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\"><text:p>%s</text:p></table:table-cell>", text);
    }
  for (guint i = BENCH_N_TEXTS; i < BENCH_N_COLUMNS; i++)
    fprintf (file, "<table:table-cell office:value-type=\"float\" office:value=\"%d\" calcext:value-type=\"float\"><text:p>%d</text:p>"
             "</table:table-cell>", bench_sheet_get_number (row, i), bench_sheet_get_number (row, i));
  fputs ("</table:table-row>", file);
}

static void
write_spreadsheet (const char *path, guint n_rows)
{
  g_autofree char *content_path = g_strconcat (path, ".xml", NULL);
  FILE *file = g_fopen (content_path, "wb");
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_true (file != NULL && archive != NULL);
  fputs (HEAD, file);
  for (guint row = 0; row < n_rows; row++)
    write_row (file, row);
  fputs (TAIL, file);
  g_assert_cmpint (fclose (file), ==, 0);
  g_assert_cmpint (zip_file_add (archive, "content.xml", zip_source_file (archive, content_path, 0, -1), 0), ==, 0);
  g_assert_cmpint (zip_close (archive), ==, 0);
  g_remove (content_path);
}

/* ── Bare inflate and expat ─────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GString   *text;
  gboolean   in_paragraph;
  gboolean   is_number;
  guint64    n_bytes;  /* of the row */
  guint64    n_cells;
  BenchTally tally;
} Bare;

static void XMLCALL
start_element (void *data, const char *name, const char **attributes)
{
  Bare *bare = data;

  if (strcmp (name, "table:table-cell") == 0)
    {
      bare->is_number = FALSE;
      g_string_truncate (bare->text, 0);
      for (; *attributes != NULL; attributes += 2)
        {
          if (strcmp (attributes[0], "office:value-type") == 0)
            bare->is_number = strcmp (attributes[1], "float") == 0;
          else if (strcmp (attributes[0], "office:value") == 0)
            g_string_append (bare->text, attributes[1]);
        }
    }
  else if (strcmp (name, "text:p") == 0)
    {
      bare->in_paragraph = !bare->is_number;
    }
  else if (strcmp (name, "table:table-row") == 0)
    {
      bare->n_bytes = bare->n_cells = 0;
    }
}

static void XMLCALL
end_element (void *data, const char *name)
{
  Bare *bare = data;

  if (strcmp (name, "text:p") == 0)
    {
      bare->in_paragraph = FALSE;
    }
  else if (strcmp (name, "table:table-cell") == 0)
    {
      bare->n_bytes += strlen (bare->text->str);
      bare->n_cells++;
    }
  else if (strcmp (name, "table:table-row") == 0)
    {
      bare->tally.n_rows++;
      bare->tally.n_cells += bare->n_cells;
      bare->tally.n_bytes += bare->n_bytes;
    }
}

static void XMLCALL
handle_text (void *data, const char *text, int length)
{
  Bare *bare = data;

  if (bare->in_paragraph)
    g_string_append_len (bare->text, text, length);
}

static BenchTally
read_bare (const char *path)
{
  zip_t *archive = zip_open (path, ZIP_RDONLY, NULL);
  zip_file_t *file = zip_fopen (archive, "content.xml", 0);
  XML_Parser parser = XML_ParserCreate (NULL);
  Bare bare = { g_string_new (NULL) };
  zip_int64_t n_bytes;

  XML_SetUserData (parser, &bare);
  XML_SetElementHandler (parser, start_element, end_element);
  XML_SetCharacterDataHandler (parser, handle_text);
  do
    {
      n_bytes = zip_fread (file, XML_GetBuffer (parser, READ_BYTES), READ_BYTES);
      g_assert_cmpint (n_bytes, >=, 0);
      g_assert_cmpint (XML_ParseBuffer (parser, (int) n_bytes, n_bytes == 0), ==, XML_STATUS_OK);
    }
  while (n_bytes > 0);
  XML_ParserFree (parser);
  zip_fclose (file);
  zip_discard (archive);
  g_string_free (bare.text, TRUE);
  return bare.tally;
}

int
main (void)
{
  return bench_sheet_run (&(BenchSheet){ "sheet-ods", "roster.ods", 200000, 0, 1.25, write_spreadsheet, read_bare });
}
