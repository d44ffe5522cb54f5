/* bench-sheet.c: reading a workbook, against bare inflate and expat that decode the same cells.
 *
 * Each run is a process of its own, so that its memory is its own; the two take turns, so that a busy machine is busy
 * for both. What is compared is processor time. SN_BENCH_ROWS sets the size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "sn-sheet-reader.h"
#include "sn-test.h"

#define N_COLUMNS 12
#define N_RUNS 5
#define GOAL 1.25
#define READ_BYTES 65536

/* What a reader saw: the two must have seen the same. */
typedef struct
{
  guint64 n_rows;
  guint64 n_cells;
  guint64 n_bytes;
} Tally;

typedef struct
{
  Tally  tally;
  double cpu_ms;
  long   peak_kib;
} Run;

/* ── The workbook ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_row (lxw_worksheet *sheet, lxw_row_t row)
{
  static const char *const formats[N_COLUMNS - 2] = {
    "沈%u", "3101181950%08u", "街道%u", "居委%u", "青浦路%u号", "低保%u", "农商银行%u", "62170000%011u", "1391%07u", "备注%u",
  };
  /* As in rosters: ids, accounts and addresses are each their own, towns and banks repeat. */
  static const guint distinct[N_COLUMNS - 2] = { 90000, 0, 11, 300, 0, 9, 20, 0, 0, 50 };
  char text[64];

  for (guint i = 0; i < N_COLUMNS - 2; i++)
    {
      g_snprintf (text, sizeof text, formats[i], distinct[i] > 0 ? row % distinct[i] : row);
      worksheet_write_string (sheet, row, (lxw_col_t) i, text, NULL);
    }
  worksheet_write_number (sheet, row, N_COLUMNS - 2, 1200 + row % 800, NULL);
  worksheet_write_number (sheet, row, N_COLUMNS - 1, 45000 + row % 365, NULL);
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
  BareCell  cells[N_COLUMNS];
  char      numbers[N_COLUMNS][32];
  guint     n_cells;
  guint     column;
  gboolean  shared;
  gboolean  collecting;
  Tally     tally;
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

static Tally
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

/* ── Ours ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
count_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Tally *tally = data;

  tally->n_rows++;
  for (guint i = 0; i < n_cells; i++)
    tally->n_bytes += strlen (cells[i].text);
  tally->n_cells += n_cells;
  return TRUE;
}

static Tally
read_ours (const char *path)
{
  g_autoptr (GError) error = NULL;
  Tally tally = { 0 };

  sn_sheet_read (path, NULL, count_row, &tally, NULL, NULL, &error);
  g_assert_no_error (error);
  return tally;
}

/* ── Taking turns ───────────────────────────────────────────────────────────────────────────────────────────────── */

static double
get_cpu_ms (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
         (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
}

static Run
run_apart (Tally (*read_workbook) (const char *path), const char *path)
{
  int ends[2], status;
  struct rusage usage;
  Run run = { { 0 } };
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      Tally tally = read_workbook (path);

      _exit (write (ends[1], &tally, sizeof tally) == sizeof tally ? 0 : 1);
    }
  g_assert_cmpint (read (ends[0], &run.tally, sizeof run.tally), ==, sizeof run.tally);
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  g_assert_cmpint (status, ==, 0);
  close (ends[0]);
  close (ends[1]);
  run.cpu_ms = get_cpu_ms (&usage);
  run.peak_kib = usage.ru_maxrss;
  return run;
}

static int
compare_runs (const void *a, const void *b)
{
  double first = ((const Run *) a)->cpu_ms, second = ((const Run *) b)->cpu_ms;

  return (first > second) - (first < second);
}

static void
write_workbook_apart (const char *path, guint n_rows)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      write_workbook (path, n_rows);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

int
main (void)
{
  const char *rows_text = g_getenv ("SN_BENCH_ROWS");
  guint n_rows = rows_text != NULL ? (guint) g_ascii_strtoull (rows_text, NULL, 10) : 200000;
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "roster.xlsx", NULL);
  Run bare[N_RUNS], ours[N_RUNS];

  write_workbook_apart (path, n_rows);
  for (int i = 0; i < N_RUNS; i++)
    {
      bare[i] = run_apart (read_bare, path);
      ours[i] = run_apart (read_ours, path);
      g_assert_cmpmem (&bare[i].tally, sizeof (Tally), &ours[i].tally, sizeof (Tally));
    }
  qsort (bare, N_RUNS, sizeof (Run), compare_runs);
  qsort (ours, N_RUNS, sizeof (Run), compare_runs);
  printf ("sheet: bare %.0f ms, ours %.0f ms, ratio %.2f (goal %.2f)\n", bare[N_RUNS / 2].cpu_ms, ours[N_RUNS / 2].cpu_ms,
          ours[N_RUNS / 2].cpu_ms / bare[N_RUNS / 2].cpu_ms, GOAL);
  printf ("sheet: %u rows, peak memory bare %ld MiB, ours %ld MiB\n", n_rows, bare[N_RUNS / 2].peak_kib / 1024,
          ours[N_RUNS / 2].peak_kib / 1024);
  sn_test_remove_folder (folder);
  return 0;
}
