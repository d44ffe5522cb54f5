/* bench-export.c: the roster of one program as a workbook.
 *
 * The floor is libxlsxwriter alone, writing the same cells in the same formats from an array in memory, a row at a time
 * (constant_memory). What the program adds on purpose, reading the finished file back and its checksum, is timed by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-util.h"

#include "sn-roster-admission.h"
#include "sn-roster-workbook.h"
#include "sn-sheet-reader.h"
#include "sn-file-digest.h"
#include "sn-workbook-private.h"

#include <string.h>

#define PROGRAM "04.1"
#define SHEET "花名册"
#define AMOUNT_FEN 75000
#define GOAL 1.15
#define MEMORY_GOAL_KIB (16 * 1024)
#define RUNS 3
#define N_COLUMNS 16
#define AMOUNT_COLUMN 9

/* As in the form that is exported. */
static const SnWorkbookStyle styles[N_COLUMNS] = {
  SN_WORKBOOK_CENTRED, SN_WORKBOOK_TEXT,  SN_WORKBOOK_TEXT,    SN_WORKBOOK_TEXT,    SN_WORKBOOK_CENTRED, SN_WORKBOOK_TEXT,
  SN_WORKBOOK_CENTRED, SN_WORKBOOK_TEXT,  SN_WORKBOOK_TEXT,    SN_WORKBOOK_MONEY,   SN_WORKBOOK_CENTRED, SN_WORKBOOK_CENTRED,
  SN_WORKBOOK_TEXT,    SN_WORKBOOK_CENTRED, SN_WORKBOOK_CENTRED, SN_WORKBOOK_TEXT,
};

/* ── A roster ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_row (GPtrArray *rows, const BenchPerson *person)
{
  SnRosterRow *row = sn_roster_row_new ();

  row->row = rows->len + 2;
  row->document_type = g_strdup ("resident");
  row->document_number = g_strdup (person->person.number);
  row->name = g_strdup (person->person.name);
  row->sex = person->person.sex;
  row->phone = g_strdup (person->person.phone);
  row->address = g_strdup (person->address);
  row->town_id = person->town_id;
  row->village_id = person->village_id;
  row->bank_name = g_strdup (sn_demo_bank_name (person->person.bank));
  row->account_number = g_strdup (person->person.account);
  row->has_amount = TRUE;
  row->amount_fen = AMOUNT_FEN;
  g_ptr_array_add (rows, row);
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static void
fill_roster (SnWorkspace *workspace, guint n_rows)
{
  g_autoptr (GArray) people = bench_make_people (n_rows);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_row_free);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  g_autoptr (GError) error = NULL;
  SnAdmission admission = { .program_code = PROGRAM, .rows = rows, .faults = faults, .leave_out_rejected = TRUE };

  for (guint i = 0; i < people->len; i++)
    add_row (rows, &g_array_index (people, BenchPerson, i));
  bench_check (sn_workspace_write (workspace, admit, &admission, NULL, &error) > 0 && admission.result.accepted == n_rows, error);
}

/* ── The cells ──────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray    *texts; /* const char* (nullable), N_COLUMNS a row */
  GStringChunk *chunk;
  guint         filled_rows;
  gint64        money_fen;
} Cells;

static gboolean
keep_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Cells *kept = data;
  gboolean filled = FALSE;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      const char *text = i < n_cells && cells[i].type != SN_CELL_EMPTY ? cells[i].text : NULL;

      filled |= text != NULL;
      if (text != NULL && i == AMOUNT_COLUMN && cells[i].type == SN_CELL_NUMBER)
        kept->money_fen += (gint64) (g_ascii_strtod (text, NULL) * 100 + 0.5);
      g_ptr_array_add (kept->texts, text != NULL ? g_string_chunk_insert_const (kept->chunk, text) : NULL);
    }
  kept->filled_rows += filled;
  return TRUE;
}

static void
read_cells (const char *path, Cells *cells)
{
  g_auto (SnSheetInfo) info = { 0 };
  g_autoptr (GError) error = NULL;

  cells->texts = g_ptr_array_new ();
  cells->chunk = g_string_chunk_new (65536);
  bench_check (sn_sheet_read (path, SHEET, keep_row, cells, &info, NULL, &error), error);
}

/* ── The three works ────────────────────────────────────────────────────────────────────────────────────────────── */

static BenchTime
time_bare (const char *path, char *folder, const Cells *cells)
{
  BenchTime start = bench_now ();
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, SHEET);
  lxw_format *formats[SN_WORKBOOK_N_STYLES];

  sn_workbook_make_styles (workbook, formats);
  sn_workbook_set_page (sheet, SN_WORKBOOK_LANDSCAPE);
  for (guint i = 0; i < cells->texts->len; i++)
    {
      const char *text = g_ptr_array_index (cells->texts, i);
      lxw_row_t row = i / N_COLUMNS;
      lxw_col_t column = i % N_COLUMNS;

      if (text == NULL)
        worksheet_write_blank (sheet, row, column, formats[styles[column]]);
      else if (column == AMOUNT_COLUMN && g_ascii_isdigit (*text))
        worksheet_write_number (sheet, row, column, g_ascii_strtod (text, NULL), formats[styles[column]]);
      else
        worksheet_write_string (sheet, row, column, text, formats[styles[column]]);
    }
  bench_check (workbook_close (workbook) == LXW_NO_ERROR, NULL);
  return bench_since (start);
}

static BenchTime
time_ours (SnConnection *connection, const char *path, guint n_rows)
{
  g_auto (SnExportResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();

  bench_check (sn_roster_workbook_write (connection, SN_ROSTER_WORKBOOK_ROSTER, PROGRAM, 0, TRUE, path, &result, NULL, &error) &&
               result.rows == n_rows, error);
  return bench_since (start);
}

/* The same that sn_workbook_finish() does with a finished file. */
static BenchTime
time_proof (const char *path, const Cells *cells)
{
  g_autoptr (GPtrArray) controls = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = NULL;
  SnWorkbookControl control = { (char *) SHEET, cells->filled_rows, cells->money_fen, G_GUINT64_CONSTANT (1) << AMOUNT_COLUMN };
  BenchTime start = bench_now ();

  g_ptr_array_add (controls, &control);
  bench_check (sn_workbook_prove (path, "", controls, NULL, &error), error);
  sha256 = sn_file_digest (path, NULL, NULL, NULL, &error);
  bench_check (sha256 != NULL, error);
  return bench_since (start);
}

/* Twice: the first time the connection also fills its cache, which stays. */
static void
measure_memory (SnConnection *connection, const char *path, guint n_rows)
{
  static const char *const names[] = { "the first", "a later one" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 idle_kib;

      bench_reset_peak ();
      idle_kib = bench_get_rss_kib ();
      time_ours (connection, path, n_rows);
      g_print ("export, memory of %s: %.1f MB above idle (goal %.1f)\n", names[i], (bench_get_peak_kib () - idle_kib) / 1024.0,
               MEMORY_GOAL_KIB / 1024.0);
    }
}

static void
measure (SnConnection *connection, char *folder, guint n_rows)
{
  g_autoptr (BenchRuns) bare = bench_runs_new ();
  g_autoptr (BenchRuns) ours = bench_runs_new ();
  g_autoptr (BenchRuns) proofs = bench_runs_new ();
  g_autofree char *path = g_build_filename (folder, "ours.xlsx", NULL);
  g_autofree char *bare_path = g_build_filename (folder, "bare.xlsx", NULL);
  Cells cells = { 0 };
  BenchTime proof;

  measure_memory (connection, path, n_rows);
  read_cells (path, &cells);
  for (guint i = 0; i < RUNS; i++)
    {
      bench_runs_add (bare, time_bare (bare_path, folder, &cells));
      bench_runs_add (ours, time_ours (connection, path, n_rows));
      bench_runs_add (proofs, time_proof (path, &cells));
    }
  proof = bench_runs_get (proofs, 50);
  bench_print ("export", bench_runs_get (bare, 50), bench_subtract (bench_runs_get (ours, 50), proof), GOAL);
  bench_print_runs ("export, read back and proved", bare, ours, 0);
  g_print ("export: %u rows, of which the proof takes %.1f ms\n", n_rows, proof.wall_us / 1e3);
  g_ptr_array_unref (cells.texts);
  g_string_chunk_free (cells.chunk);
}

int
main (void)
{
  guint n_rows = bench_get_rows (100000);
  char *folder = sn_test_make_folder ();
  g_autoptr (SnWorkspace) workspace = sn_test_new_workspace (folder);
  g_autoptr (SnConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  sn_test_set_clock ();
  fill_roster (workspace, n_rows);
  connection = sn_connection_open (sn_workspace_get_path (workspace), SN_CONNECTION_READ, &error);
  bench_check (connection != NULL, error);
  measure (connection, folder, n_rows);
  g_clear_pointer (&connection, sn_connection_close);
  sn_workspace_close (workspace);
  sn_test_remove_folder (folder);
  return 0;
}
