/* bench-sheet.c: reading a workbook, against bare inflate and expat that decode the same cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "bench-sheet-run.h"

#define READ_BYTES 65536

/* ── The workbook ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_row (lxw_worksheet *sheet, lxw_row_t row)
{
  char text[64];

  for (guint i = 0; i < BENCH_N_COLUMNS; i++)
    {
      if (i >= BENCH_N_TEXTS)
        {
          worksheet_write_number (sheet, row, (lxw_col_t) i, bench_sheet_get_number (row, i), NULL);
          continue;
        }
      bench_sheet_get_text (row, i, text, sizeof text);
      worksheet_write_string (sheet, row, (lxw_col_t) i, text, NULL);
    }
}

static void
write_workbook (const char *path, guint n_rows)
{
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "花名册");

  for (guint row = 0; row < n_rows; row++)
    write_row (sheet, row);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
}

/* ── Bare inflate and expat ─────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  guint       column;
  const char *text;
} BareCell;

typedef struct
{
  GString  *arena;      /* of the shared strings */
  GArray   *starts;     /* guint32 */
  GString  *text;       /* of the cell */
  BareCell  cells[BENCH_N_COLUMNS];
  char      numbers[BENCH_N_COLUMNS][32];
  guint     n_cells;
  guint     column;
  gboolean  shared;
  gboolean  collecting;
  BenchTally tally;
} Bare;

static void XMLCALL
start_string (void *data, const char *name, const char **attributes)
{
  Bare *bare = data;

  if (strcmp (name, "t") == 0)
    bare->collecting = TRUE;
}

static void XMLCALL
end_string (void *data, const char *name)
{
  Bare *bare = data;
  guint32 start;

  if (strcmp (name, "t") == 0)
    {
      bare->collecting = FALSE;
    }
  else if (strcmp (name, "si") == 0)
    {
      g_string_append_c (bare->arena, '\0');
      start = (guint32) bare->arena->len;
      g_array_append_val (bare->starts, start);
    }
}

static void XMLCALL
text_of_string (void *data, const char *text, int length)
{
  Bare *bare = data;

  if (bare->collecting)
    g_string_append_len (bare->arena, text, length);
}

static void XMLCALL
start_cell (void *data, const char *name, const char **attributes)
{
  Bare *bare = data;

  if (strcmp (name, "c") == 0)
    {
      bare->shared = FALSE;
      for (; *attributes != NULL; attributes += 2)
        {
          if (strcmp (attributes[0], "r") == 0)
            {
              bare->column = 0;
              for (const char *p = attributes[1]; *p >= 'A'; p++)
                bare->column = bare->column * 26 + (guint) (*p - 'A' + 1);
            }
          else if (strcmp (attributes[0], "t") == 0)
            {
              bare->shared = strcmp (attributes[1], "s") == 0;
            }
        }
      g_string_truncate (bare->text, 0);
    }
  else if (strcmp (name, "v") == 0)
    {
      bare->collecting = TRUE;
    }
  else if (strcmp (name, "row") == 0)
    {
      bare->n_cells = 0;
    }
}

static void XMLCALL
end_cell (void *data, const char *name)
{
  Bare *bare = data;

  if (strcmp (name, "v") == 0)
    {
      bare->collecting = FALSE;
    }
  else if (strcmp (name, "c") == 0)
    {
      BareCell *cell = &bare->cells[bare->n_cells];

      cell->column = bare->column;
      if (bare->shared)
        cell->text = bare->arena->str + g_array_index (bare->starts, guint32, strtoul (bare->text->str, NULL, 10));
      else
        cell->text = strcpy (bare->numbers[bare->n_cells], bare->text->str);
      bare->n_cells++;
    }
  else if (strcmp (name, "row") == 0)
    {
      bare->tally.n_rows++;
      for (guint i = 0; i < bare->n_cells; i++)
        bare->tally.n_bytes += strlen (bare->cells[i].text);
      bare->tally.n_cells += bare->n_cells;
    }
}

static void XMLCALL
text_of_cell (void *data, const char *text, int length)
{
  Bare *bare = data;

  if (bare->collecting)
    g_string_append_len (bare->text, text, length);
}

static void
parse_part (zip_t *archive, const char *part, XML_StartElementHandler start, XML_EndElementHandler end,
            XML_CharacterDataHandler text, Bare *bare)
{
  zip_file_t *file = zip_fopen (archive, part, 0);
  XML_Parser parser = XML_ParserCreate (NULL);
  zip_int64_t n_bytes;

  g_assert_nonnull (file);
  XML_SetUserData (parser, bare);
  XML_SetElementHandler (parser, start, end);
  XML_SetCharacterDataHandler (parser, text);
  do
    {
      n_bytes = zip_fread (file, XML_GetBuffer (parser, READ_BYTES), READ_BYTES);
      g_assert_cmpint (n_bytes, >=, 0);
      g_assert_cmpint (XML_ParseBuffer (parser, (int) n_bytes, n_bytes == 0), ==, XML_STATUS_OK);
    }
  while (n_bytes > 0);
  XML_ParserFree (parser);
  zip_fclose (file);
}

static BenchTally
read_bare (const char *path)
{
  zip_t *archive = zip_open (path, ZIP_RDONLY, NULL);
  Bare bare = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint32)), g_string_new (NULL) };
  guint32 first = 0;

  g_array_append_val (bare.starts, first);
  parse_part (archive, "xl/sharedStrings.xml", start_string, end_string, text_of_string, &bare);
  parse_part (archive, "xl/worksheets/sheet1.xml", start_cell, end_cell, text_of_cell, &bare);
  zip_discard (archive);
  g_string_free (bare.arena, TRUE);
  g_string_free (bare.text, TRUE);
  g_array_unref (bare.starts);
  return bare.tally;
}

int
main (void)
{
  return bench_sheet_run (&(BenchSheet){ "sheet", "roster.xlsx", 200000, 0, 1.25, write_workbook, read_bare });
}
