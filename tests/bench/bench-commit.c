/* bench-commit.c: one officer corrects one telephone number, and waits until it is safe on the disk.
 *
 * The floor is appending 4 KiB to a file of the same folder and waiting for it (fdatasync). Beside it: the same one-row
 * change by SQLite alone, WAL and FULL, in a copy of the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-util.h"

#include "sn-person-edit.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define RUNS 400
#define PAGE_BYTES 4096
#define GOAL 2.5
#define ROWS_A_PART 20000

static gboolean
fill_registry (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *people = data;

  if (!sn_transaction_begin_bulk (transaction, "person", people->len, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      BenchPerson *person = &g_array_index (people, BenchPerson, i);
      SnPerson draft = { .name = person->person.name, .document_number = person->person.number, .phone = person->person.phone,
                         .town_id = person->town_id, .village_id = person->village_id, .address = person->address };

      if (!sn_person_insert (transaction, &draft, NULL, error) ||
          (i % ROWS_A_PART == 0 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64 person_id;
  char   phone[12];
} Correction;

static gboolean
correct_phone (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Correction *correction = data;

  return sn_person_edit (transaction, correction->person_id,
                         &(SnPersonEdit){ .texts = { [SN_PERSON_FIELD_PHONE] = correction->phone } }, error);
}

static BenchTime
time_append (int file)
{
  static const char page[PAGE_BYTES];
  BenchTime start = bench_now ();
  gboolean done = write (file, page, sizeof page) == sizeof page && fdatasync (file) == 0;

  bench_check (done, NULL);
  return bench_since (start);
}

static BenchTime
time_bare (sqlite3 *handle, sqlite3_stmt *update, const Correction *correction)
{
  BenchTime start = bench_now ();
  gboolean done;

  sqlite3_bind_int64 (update, 1, correction->person_id);
  sqlite3_bind_text (update, 2, correction->phone, -1, SQLITE_STATIC);
  done = sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK && sqlite3_step (update) == SQLITE_DONE &&
         sqlite3_reset (update) == SQLITE_OK && sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  bench_check (done, NULL);
  return bench_since (start);
}

static BenchTime
time_ours (SnWorkspace *workspace, Correction *correction)
{
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();
  gint64 change_id = sn_workspace_write (workspace, correct_phone, correction, NULL, &error);

  bench_check (change_id > 0, error);
  return bench_since (start);
}

static sqlite3 *
open_bare (const char *folder, SnWorkspace *workspace)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *copy = g_strdup_printf ("VACUUM INTO '%s'", path);
  sqlite3 *handle = NULL;

  bench_check (sqlite3_open (sn_workspace_get_path (workspace), &handle) == SQLITE_OK &&
               sqlite3_exec (handle, copy, NULL, NULL, NULL) == SQLITE_OK && sqlite3_close (handle) == SQLITE_OK &&
               sqlite3_open (path, &handle) == SQLITE_OK &&
               sqlite3_exec (handle, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0", NULL, NULL,
                             NULL) == SQLITE_OK, NULL);
  return handle;
}

static void
print_spread (const char *name, BenchRuns *runs)
{
  g_print ("%s: p95 %.3f ms, worst %.3f ms\n", name, bench_runs_get (runs, 95).wall_us / 1e3,
           bench_runs_get (runs, 100).wall_us / 1e3);
}

static void
measure (SnWorkspace *workspace, const char *folder, GArray *people)
{
  g_autoptr (BenchRuns) appends = bench_runs_new ();
  g_autoptr (BenchRuns) bare = bench_runs_new ();
  g_autoptr (BenchRuns) ours = bench_runs_new ();
  g_autofree char *path = g_build_filename (folder, "append", NULL);
  int file = open (path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  sqlite3 *handle = open_bare (folder, workspace);
  sqlite3_stmt *update = NULL;
  SnDice dice = sn_dice_for (1, 1, 1);

  bench_check (file >= 0 && sqlite3_prepare_v2 (handle, "UPDATE person SET phone = ?2 WHERE id = ?1", -1, &update, NULL) == SQLITE_OK,
               NULL);
  for (guint i = 0; i < RUNS; i++)
    {
      Correction correction = { g_array_index (people, BenchPerson, sn_dice_below (&dice, people->len)).id, "" };

      g_snprintf (correction.phone, sizeof correction.phone, "139%08u", i);
      bench_runs_add (appends, time_append (file));
      bench_runs_add (bare, time_bare (handle, update, &correction));
      bench_runs_add (ours, time_ours (workspace, &correction));
    }
  sqlite3_finalize (update);
  sqlite3_close (handle);
  close (file);
  bench_print_runs ("commit", appends, ours, GOAL);
  bench_print_runs ("commit, SQLite alone", appends, bare, GOAL);
  print_spread ("commit", ours);
  print_spread ("commit, SQLite alone", bare);
}

int
main (void)
{
  char *folder = sn_test_make_folder ();
  g_autoptr (SnWorkspace) workspace = sn_test_new_workspace (folder);
  g_autoptr (GArray) people = bench_make_people (bench_get_rows (100000));
  g_autoptr (GError) error = NULL;

  bench_check (sn_workspace_write (workspace, fill_registry, people, NULL, &error) > 0, error);
  measure (workspace, folder, people);
  sn_workspace_close (workspace);
  sn_test_remove_folder (folder);
  return 0;
}
