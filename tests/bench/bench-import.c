/* bench-import.c: a roster of many people, all of them new, from the file into the workspace.
 *
 * The floor is what nobody can do without: reading the sheet, and the same rows put into a file of the same schema by SQLite
 * alone (no foreign keys, no triggers, indexes built after, one transaction, WAL and FULL); once without a journal, and once
 * with what the session extension records. Then the same for people without a sheet, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-util.h"

#include "bench-copy.h"

#include "sn-journal.h"
#include "sn-person.h"
#include "sn-roster-import.h"
#include "sn-sheet-reader.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define PROGRAM "04.1"
#define CATEGORY "登记失业困难人员"
#define AMOUNT_YUAN 750
#define IMPORT_GOAL 1.5
#define BULK_GOAL 5.0
#define MEMORY_GOAL_KIB (150 * 1024)
#define MEMORY_GOAL_ROWS 200000
#define ROWS_A_PART 20000
#define RUNS 3

/* ── The file ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *const headings[] = {
  "序号", "姓名", "身份证号", "性别", "街镇", "村居", "家庭住址", "对象类别", "开户银行", "银行账号", "联系电话", "补助金额",
};

static void
write_row (lxw_worksheet *sheet, guint row, const BenchPerson *person)
{
  const char *const texts[] = {
    person->person.name, person->person.number, person->person.sex == SN_SEX_MALE ? "男" : "女", person->town, person->village,
    person->address, CATEGORY, sn_demo_bank_name (person->person.bank), person->person.account, person->person.phone,
  };

  worksheet_write_number (sheet, row, 0, row, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    worksheet_write_string (sheet, row, (lxw_col_t) (i + 1), texts[i], NULL);
  worksheet_write_number (sheet, row, G_N_ELEMENTS (texts) + 1, AMOUNT_YUAN, NULL);
}

/* As a spreadsheet program writes it: texts shared. In a process of its own, for all that lies in memory. */
static void
make_file (const char *path, guint n_rows)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      g_autoptr (GArray) people = bench_make_people (n_rows);
      lxw_workbook *workbook = workbook_new (path);
      lxw_worksheet *sheet = workbook_add_worksheet (workbook, "花名册");

      for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
        worksheet_write_string (sheet, 0, (lxw_col_t) i, headings[i], NULL);
      /* A file is in nobody's order: by household, not by id. */
      for (guint i = 0; i < n_rows; i++)
        write_row (sheet, i + 1, &g_array_index (people, BenchPerson, (guint) ((i * G_GUINT64_CONSTANT (2654435761)) % n_rows)));
      _exit (workbook_close (workbook) == LXW_NO_ERROR ? EXIT_SUCCESS : EXIT_FAILURE);
    }
  bench_check (child > 0 && waitpid (child, &status, 0) == child && WIFEXITED (status) && WEXITSTATUS (status) == 0, NULL);
}

/* ── Import ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
take_nothing (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  *(guint *) data += 1;
  return TRUE;
}

static BenchTime
time_sheet (const char *path, guint n_rows)
{
  g_auto (SnSheetInfo) info = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_read = 0;
  BenchTime start = bench_now ();

  bench_check (sn_sheet_read (path, NULL, take_nothing, &n_read, &info, NULL, &error) && n_read == n_rows + 1, error);
  return bench_since (start);
}

typedef struct
{
  SnDivisions  *divisions;
  SnCategories *categories;
} Tables;

static gpointer
load_tables (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Tables *tables = data;

  tables->divisions = sn_divisions_load (connection, error);
  tables->categories = tables->divisions != NULL ? sn_categories_load (connection, error) : NULL;
  return NULL;
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

/* The change that the import left. */
static gint64
import_file (SnWorkspace *workspace, const char *path, guint n_rows, BenchTime *reading)
{
  Tables tables = { NULL, NULL };
  g_auto (SnRosterImport) import = { 0 };
  g_autoptr (GError) error = NULL;
  SnAdmission admission = { .program_code = PROGRAM };
  BenchTime start = bench_now ();
  gint64 change_id;

  sn_workspace_read (workspace, load_tables, &tables, NULL, &error);
  bench_check (tables.categories != NULL, error);
  bench_check (sn_roster_import_read (path, &(SnRosterImportOptions){ .divisions = tables.divisions, .categories = tables.categories },
                                      &import, NULL, &error), error);
  *reading = bench_since (start);
  sn_roster_import_begin_admission (&import, &admission);
  change_id = sn_workspace_write (workspace, admit, &admission, NULL, &error);
  bench_check (change_id > 0 && admission.result.new_persons == n_rows && admission.result.rejected == 0, error);
  sn_divisions_free (tables.divisions);
  sn_categories_free (tables.categories);
  return change_id;
}

static const char *const imported_tables[] = { "source_file", "household", "person", "person_category", "entitlement", NULL };

typedef struct
{
  gint64 change_id;
} Undo;

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, ((Undo *) data)->change_id, cancellable, error);
}

static void
measure_import (const char *path, guint n_rows)
{
  g_autoptr (BenchRuns) sheets = bench_runs_new ();
  g_autoptr (BenchRuns) inserts = bench_runs_new ();
  g_autoptr (BenchRuns) recorded = bench_runs_new ();
  g_autoptr (BenchRuns) readings = bench_runs_new ();
  g_autoptr (BenchRuns) ours = bench_runs_new ();
  g_autoptr (BenchRuns) undos = bench_runs_new ();
  gint64 peak_kib = 0, undo_peak_kib = 0;
  BenchTime floor;

  for (guint i = 0; i < RUNS; i++)
    {
      char *folder = sn_test_make_folder ();
      g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
      g_autofree char *bare_recorded = g_build_filename (folder, "recorded.db", NULL);
      g_autoptr (SnWorkspace) workspace = sn_test_new_workspace (folder);
      g_autoptr (GError) error = NULL;
      BenchTime start, reading;
      Undo order;

      bench_runs_add (sheets, time_sheet (path, n_rows));
      bench_reset_peak ();
      start = bench_now ();
      order.change_id = import_file (workspace, path, n_rows, &reading);
      bench_runs_add (ours, bench_since (start));
      bench_runs_add (readings, reading);
      peak_kib = MAX (peak_kib, bench_get_peak_kib ());
      bench_runs_add (inserts, bench_copy_tables (sn_workspace_get_path (workspace), bare, imported_tables, BENCH_COPY_INDEXED));
      bench_runs_add (recorded, bench_copy_tables (sn_workspace_get_path (workspace), bare_recorded, imported_tables,
                                                   BENCH_COPY_INDEXED | BENCH_COPY_RECORDED));

      bench_reset_peak ();
      start = bench_now ();
      bench_check (sn_workspace_write (workspace, undo, &order, NULL, &error) > 0, error);
      bench_runs_add (undos, bench_since (start));
      undo_peak_kib = MAX (undo_peak_kib, bench_get_peak_kib ());
      sn_workspace_close (workspace);
      sn_test_remove_folder (folder);
    }
  floor = bench_add (bench_runs_get (sheets, 50), bench_runs_get (inserts, 50));
  bench_print_runs ("import, its reading against the sheet alone", sheets, readings, 0);
  bench_print ("import", floor, bench_runs_get (ours, 50), IMPORT_GOAL);
  floor = bench_add (bench_runs_get (sheets, 50), bench_runs_get (recorded, 50));
  bench_print ("import, the floor with SQLite's own record", floor, bench_runs_get (ours, 50), IMPORT_GOAL);
  g_print ("import: %u rows, peak %.1f MB (goal %.1f at %d)\n", n_rows, peak_kib / 1024.0, MEMORY_GOAL_KIB / 1024.0,
           MEMORY_GOAL_ROWS);
  /* Unlike time, memory is the same on a busy machine. */
  if (n_rows <= MEMORY_GOAL_ROWS && peak_kib > MEMORY_GOAL_KIB)
    bench_check (FALSE, g_error_new (SN_ERROR, SN_ERROR_FAILED, "the import took %.1f MB", peak_kib / 1024.0));
  bench_print_runs ("undo, against the import", ours, undos, 1);
  g_print ("undo: peak %.1f MB\n", undo_peak_kib / 1024.0);
}

/* ── People without a file ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
load_people (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *people = data;

  if (!sn_transaction_begin_bulk (transaction, "person", people->len, error) || !sn_transaction_begin_inserts (transaction, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      BenchPerson *person = &g_array_index (people, BenchPerson, i);
      SnPerson draft = { .name = person->person.name, .document_number = person->person.number, .phone = person->person.phone,
                         .town_id = person->town_id, .village_id = person->village_id, .address = person->address,
                         .bank_name = (char *) sn_demo_bank_name (person->person.bank), .account_number = person->person.account };

      if (!sn_person_insert (transaction, &draft, NULL, error) ||
          ((i + 1) % ROWS_A_PART == 0 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
    }
  return sn_transaction_end_inserts (transaction, error);
}

static void
measure_bulk (guint n_rows)
{
  static const char *const tables[] = { "household", "person", NULL };
  g_autoptr (GArray) people = bench_make_people (n_rows);
  g_autoptr (BenchRuns) rows = bench_runs_new ();
  g_autoptr (BenchRuns) indexed = bench_runs_new ();
  g_autoptr (BenchRuns) ours = bench_runs_new ();
  gint64 peak_kib = 0;

  for (guint i = 0; i < RUNS; i++)
    {
      char *folder = sn_test_make_folder ();
      g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
      g_autofree char *bare_indexed = g_build_filename (folder, "indexed.db", NULL);
      g_autoptr (SnWorkspace) workspace = sn_test_new_workspace (folder);
      g_autoptr (GError) error = NULL;
      BenchTime start;

      bench_reset_peak ();
      start = bench_now ();
      bench_check (sn_workspace_write (workspace, load_people, people, NULL, &error) > 0, error);
      bench_runs_add (ours, bench_since (start));
      peak_kib = MAX (peak_kib, bench_get_peak_kib ());
      bench_runs_add (rows, bench_copy_tables (sn_workspace_get_path (workspace), bare, tables, BENCH_COPY_ROWS));
      bench_runs_add (indexed, bench_copy_tables (sn_workspace_get_path (workspace), bare_indexed, tables, BENCH_COPY_INDEXED));
      sn_workspace_close (workspace);
      sn_test_remove_folder (folder);
    }
  bench_print_runs ("bulk load of people", rows, ours, BULK_GOAL);
  bench_print_runs ("bulk load of people, SQLite alone with indexes", rows, indexed, BULK_GOAL);
  g_print ("bulk load of people: peak %.1f MB, of which the people to load %.1f MB\n", peak_kib / 1024.0,
           people->len * sizeof (BenchPerson) / 1048576.0);
}

int
main (void)
{
  guint n_rows = bench_get_rows (100000);
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "花名册.xlsx", NULL);

  make_file (path, n_rows); /* before there is any thread */
  sn_test_set_clock ();
  measure_import (path, n_rows);
  measure_bulk (n_rows);
  sn_test_remove_folder (folder);
  return 0;
}
