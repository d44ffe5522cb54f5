/* test-workspace.c: the file: made, opened, refused, shared between threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <sys/stat.h>

#include "sn-migrations.h"
#include "sn-safety.h"
#include "sn-test.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "a.songnuan", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  sn_test_remove_folder (fixture->folder);
}

static SnWorkspace *
create (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SnWorkspace *workspace = sn_workspace_create (fixture->path, 7, "经办甲", &error);

  g_assert_no_error (error);
  return workspace;
}

static void
run_on_file (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static gpointer
read_pragmas (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *values = data;

  g_assert_true (sn_connection_get_int64 (connection, &values[0], error, "PRAGMA application_id"));
  g_assert_true (sn_connection_get_int64 (connection, &values[1], error, "PRAGMA user_version"));
  g_assert_true (sn_connection_get_int64 (connection, &values[2], error, "PRAGMA foreign_keys"));
  g_assert_true (sn_connection_get_int64 (connection, &values[3], error, "PRAGMA query_only"));
  return data;
}

static gboolean
read_writer_pragmas (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 *values = data;
  g_autoptr (SnStatement) mode = sn_connection_query (connection, error, "PRAGMA journal_mode");

  g_assert_true (sn_statement_step (mode, error));
  g_assert_cmpstr (sn_statement_get_text (mode, 0), ==, "wal");
  return sn_connection_get_int64 (connection, &values[0], error, "PRAGMA synchronous") &&
         sn_connection_get_int64 (connection, &values[1], error, "PRAGMA foreign_keys");
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnWorkspace) workspace = create (fixture);
  g_autoptr (GError) error = NULL;
  gint64 values[4] = { 0 };
  struct stat status;

  g_assert_nonnull (sn_workspace_read (workspace, read_pragmas, values, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (values[0], ==, SN_APPLICATION_ID);
  g_assert_cmpint (values[1], ==, SN_SCHEMA_VERSION);
  g_assert_cmpint (values[2], ==, 1);
  g_assert_cmpint (values[3], ==, 1);
  g_assert_cmpint (sn_workspace_write (workspace, read_writer_pragmas, values, NULL, &error), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_no_error (error);
  g_assert_cmpint (values[0], ==, 2); /* FULL */
  g_assert_cmpint (values[1], ==, 1);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_existing_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "mine", -1, NULL));
  g_assert_null (sn_workspace_create (fixture->path, 7, "甲", &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
}

static void
test_missing_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sn_workspace_open (fixture->path, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_newer_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SnWorkspace *workspace = create (fixture);

  sn_workspace_close (workspace);
  g_object_unref (workspace);
  run_on_file (fixture->path, "PRAGMA user_version = 4711");
  g_assert_null (sn_workspace_open (fixture->path, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_TOO_NEW);
  g_assert_nonnull (strstr (error->message, "4711"));
  g_assert_nonnull (strstr (error->message, G_STRINGIFY (SN_SCHEMA_VERSION)));
}

static void
test_foreign_files_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "a letter to the district office, nothing else at all", -1, NULL));
  g_assert_null (sn_workspace_open (fixture->path, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "a letter"));

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  run_on_file (fixture->path, "CREATE TABLE stamps (id)");
  g_assert_null (sn_workspace_open (fixture->path, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_CORRUPT);
}

/* Each frozen file of an earlier version opens, migrates and verifies. */
static void
test_frozen_files_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = sn_test_data_path ("workspaces");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *frozen = g_build_filename (folder, name, NULL);
      g_autofree char *copy = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autoptr (SnWorkspace) workspace = NULL;
      g_autoptr (SnVerification) verification = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (frozen, &contents, &length, NULL));
      g_assert_true (g_file_set_contents (copy, contents, (gssize) length, NULL));
      workspace = sn_workspace_open (copy, &error);
      g_assert_no_error (error);
      verification = sn_workspace_read (workspace, sn_verify, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (sn_verification_is_ok (verification));
      n_files++;
    }
  g_assert_cmpuint (n_files, ==, SN_SCHEMA_VERSION);
}

static gpointer
read_schema (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) schema = g_string_new (NULL);
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");

  while (statement != NULL && sn_statement_step (statement, error))
    g_string_append_printf (schema, "%s\n%s\n", sn_statement_get_text (statement, 0), sn_statement_get_text (statement, 1));
  return g_string_free (g_steal_pointer (&schema), FALSE);
}

/* A migration that went out is never edited: offices have files of its shape. What changes gets a number of its own. */
static void
test_newest_shape_is_frozen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("workspaces/version-%d.songnuan", SN_SCHEMA_VERSION);
  g_autofree char *frozen = sn_test_data_path (name);
  g_autofree char *copy = g_build_filename (fixture->folder, "frozen.songnuan", NULL);
  g_autoptr (SnWorkspace) fresh = create (fixture);
  g_autofree char *fresh_schema = sn_workspace_read (fresh, read_schema, NULL, NULL, NULL);
  g_autofree char *frozen_schema = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (SnWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (frozen, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (copy, contents, (gssize) length, NULL));
  workspace = sn_workspace_open (copy, &error);
  g_assert_no_error (error);
  frozen_schema = sn_workspace_read (workspace, read_schema, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fresh_schema, ==, frozen_schema);
}

/* A statement that would run for hours stops when it is cancelled, on either door. */
typedef struct
{
  GCancellable *cancellable;
  GMutex        lock;
  GCond         condition;
  gboolean      under_way; /* (lock) */
} LongRun;

static gpointer
count_for_ever (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  LongRun *run = data;
  gint64 value = 0;

  g_mutex_lock (&run->lock);
  run->under_way = TRUE;
  g_cond_signal (&run->condition);
  g_mutex_unlock (&run->lock);
  return sn_connection_get_int64 (connection, &value, error,
                                  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000)"
                                  " SELECT count(*) FROM n")
           ? data : NULL;
}

static gpointer
cancel_once_under_way (gpointer data)
{
  LongRun *run = data;

  g_mutex_lock (&run->lock);
  while (!run->under_way)
    g_cond_wait (&run->condition, &run->lock);
  g_mutex_unlock (&run->lock);
  g_cancellable_cancel (run->cancellable);
  return NULL;
}

static void
test_cancellation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnWorkspace) workspace = create (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LongRun run = { .cancellable = cancellable };
  GThread *thread;

  g_mutex_init (&run.lock);
  g_cond_init (&run.condition);
  thread = g_thread_new ("cancel", cancel_once_under_way, &run);
  g_assert_null (sn_workspace_read (workspace, count_for_ever, &run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_mutex_clear (&run.lock);
  g_cond_clear (&run.condition);
}

static gboolean
add_officer_then_fail (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_assert_true (sn_connection_run (sn_transaction_get_connection (transaction), error,
                                    "INSERT INTO officer (id, name, known_at) VALUES (?1, 'nobody', '2025-01-01')",
                                    SN_INT (sn_transaction_next_id (transaction, "officer"))));
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, "no");
  return FALSE;
}

static gpointer
count_officers (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_get_int64 (connection, data, error, "SELECT count(*) FROM officer") ? data : NULL;
}

static void
test_failed_write_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnWorkspace) workspace = create (fixture);
  g_autoptr (GError) error = NULL;
  gint64 n_officers = 0;

  g_assert_cmpint (sn_workspace_write (workspace, add_officer_then_fail, NULL, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_nonnull (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_cmpint (n_officers, ==, 1);
  /* The writer goes on as if nothing had been. */
  g_assert_true (sn_workspace_set_officer (workspace, "乙", &error));
  g_assert_nonnull (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_cmpint (n_officers, ==, 2);
  /* A blank makes nobody else, and nobody at all is refused. */
  g_assert_true (sn_workspace_set_officer (workspace, " 乙\u200b ", &error));
  g_assert_nonnull (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_cmpint (n_officers, ==, 2);
  /* Nor does another width, another case, or a sign that only looks different. */
  g_assert_true (sn_workspace_set_officer (workspace, "Anna Li", &error));
  g_assert_true (sn_workspace_set_officer (workspace, "ａｎｎａ　ＬＩ", &error));
  g_assert_true (sn_workspace_set_officer (workspace, "㆚", &error));
  g_assert_nonnull (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_cmpint (n_officers, ==, 3);
  g_assert_false (sn_workspace_set_officer (workspace, "\u3000", &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
}

typedef struct
{
  gint64  change_id;
  guint   n_signals;
  guint64 signalled;
} Answer;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ((Answer *) data)->change_id = sn_workspace_write_finish (SN_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
changed_cb (SnWorkspace *workspace, guint64 change_id, gpointer data)
{
  ((Answer *) data)->n_signals++;
  ((Answer *) data)->signalled = change_id;
}

static gboolean
add_officer (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "INSERT INTO officer (id, name, known_at) VALUES (?1, ?2, '2025-01-01')",
                            SN_INT (sn_transaction_next_id (transaction, "officer")), SN_TEXT (data));
}

static void
test_asynchronous (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnWorkspace) workspace = create (fixture);
  Answer answer = { 0 };

  g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), &answer);
  sn_workspace_write_async (workspace, add_officer, g_strdup ("丙"), g_free, NULL, written_cb, &answer);
  for (guint i = 0; i < 10000 && (answer.change_id == 0 || answer.n_signals == 0); i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answer.change_id, ==, 1);
  g_assert_cmpuint (answer.n_signals, ==, 1);
  g_assert_cmpuint (answer.signalled, ==, 1);
}

static void
refused_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  sn_workspace_write_finish (SN_WORKSPACE (source), result, data);
}

/* A window's jobs may come after its workspace was closed: they are told so, on every door, and nobody waits for ever. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnWorkspace) workspace = create (fixture);
  g_autoptr (GError) error = NULL;
  gint64 n_officers;

  sn_workspace_close (workspace);
  g_assert_null (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (sn_workspace_write (workspace, add_officer, (gpointer) "丁", NULL, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  sn_workspace_write_async (workspace, add_officer, g_strdup ("丁"), g_free, NULL, refused_cb, &error);
  for (guint i = 0; i < 10000 && error == NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  sn_workspace_close (workspace);
}

static gboolean
read_ids (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *ids = data;

  ids[0] = sn_transaction_next_id (transaction, "household");
  ids[1] = sn_transaction_next_id (transaction, "household");
  ids[2] = sn_transaction_next_id (transaction, "officer");
  return TRUE;
}

static void
test_ids_carry_the_office (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnWorkspace) workspace = create (fixture);
  g_autoptr (GError) error = NULL;
  const gint64 base = G_GINT64_CONSTANT (7) << 40;
  gint64 ids[3];

  g_assert_cmpint (sn_workspace_write (workspace, read_ids, ids, NULL, &error), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_cmpint (ids[0], ==, base + 1);
  g_assert_cmpint (ids[1], ==, base + 2);
  g_assert_cmpint (ids[2], ==, base + 2); /* the first officer has 1 */
}

static void
test_backup_and_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.songnuan", NULL);
  g_autofree char *kept = NULL;
  SnWorkspace *workspace = create (fixture);
  struct stat status;
  gint64 n_officers = 0;

  g_assert_true (sn_backup_write (workspace, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (sn_backup_write (workspace, copy, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (sn_workspace_set_officer (workspace, "乙", &error));
  sn_workspace_close (workspace);
  g_object_unref (workspace);

  g_assert_true (sn_backup_restore (copy, fixture->path, &kept, &error));
  g_assert_no_error (error);
  workspace = sn_workspace_open (fixture->path, &error);
  g_assert_nonnull (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_cmpint (n_officers, ==, 1);
  g_object_unref (workspace);
  workspace = sn_workspace_open (kept, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sn_workspace_read (workspace, count_officers, &n_officers, NULL, &error));
  g_assert_cmpint (n_officers, ==, 2);
  g_object_unref (workspace);

  /* A damaged copy is not put back, and what stands there stays. */
  g_assert_true (g_file_set_contents (copy, "SQLite format 3\0 but not really", 31, NULL));
  g_assert_false (sn_backup_restore (copy, fixture->path, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  workspace = sn_workspace_open (fixture->path, &error);
  g_assert_no_error (error);
  g_object_unref (workspace);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/workspace/create", test_create },
    { "/workspace/existing-is-refused", test_existing_is_refused },
    { "/workspace/missing-is-refused", test_missing_is_refused },
    { "/workspace/newer-is-refused", test_newer_is_refused },
    { "/workspace/foreign-files-are-refused", test_foreign_files_are_refused },
    { "/workspace/frozen-files-open", test_frozen_files_open },
    { "/workspace/newest-shape-is-frozen", test_newest_shape_is_frozen },
    { "/workspace/cancellation", test_cancellation },
    { "/workspace/failed-write-leaves-nothing", test_failed_write_leaves_nothing },
    { "/workspace/asynchronous", test_asynchronous },
    { "/workspace/closed", test_closed },
    { "/workspace/ids-carry-the-office", test_ids_carry_the_office },
    { "/workspace/backup-and-restore", test_backup_and_restore },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sn_test_set_clock ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
