/* sn-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-workspace.h"

#include "sn-date.h"
#include "sn-migrations.h"
#include "sn-name.h"
#include "sn-text.h"
#include "sn-transaction-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CHECKPOINT_PAGES 1000 /* 4 MB of WAL; folded in between two changes, when nobody waits */

typedef struct _Job Job;

/* A thread with a connection of its own and a queue of jobs. */
typedef struct
{
  SnWorkspace    *workspace;  /* borrowed */
  GThread        *thread;
  GAsyncQueue    *jobs;       /* shared by the readers; (owned) */
  gboolean        writes;
  /* only on the thread: */
  SnConnection   *connection;
  SnFigureKeeper *keeper;
  int             wal_pages;
} Worker;

struct _SnWorkspace
{
  GObject       parent_instance;

  char         *path;
  GMainContext *context;      /* where "changed" is emitted */
  GAsyncQueue  *read_jobs;
  GAsyncQueue  *write_jobs;
  Worker        writer;
  Worker        readers[SN_WORKSPACE_READERS];

  GMutex        lock;
  gboolean      closed;       /* (lock) */
  gint64        officer_id;   /* (lock): 0 is the first officer */
  gint64        campaign_id;  /* (lock): 0 is the newest */
};

/* Either a task (asynchronous) or a waiting thread (lock, condition, done). */
struct _Job
{
  SnReadFunc      read;
  SnWriteFunc     write;
  gpointer        data;
  GDestroyNotify  data_free;
  GDestroyNotify  result_free;
  GCancellable   *cancellable;
  GTask          *task;       /* (nullable) (owned) */
  gboolean        is_last;    /* tells the thread to end */

  GMutex          lock;
  GCond           condition;
  gboolean        done;       /* (lock) */
  gpointer        result;
  gint64          change_id;
  GError         *error;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnWorkspace, sn_workspace, G_TYPE_OBJECT)

/* ── On the worker threads ──────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnWorkspace *workspace;
  gint64       change_id;
} Emission;

static gboolean
emit_changed (gpointer data)
{
  Emission *emission = data;

  g_signal_emit (emission->workspace, signals[CHANGED], 0, (guint64) emission->change_id);
  return G_SOURCE_REMOVE;
}

static void
free_emission (gpointer data)
{
  Emission *emission = data;

  g_object_unref (emission->workspace);
  g_free (emission);
}

static void
schedule_changed (SnWorkspace *self, gint64 change_id)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Emission *emission = g_new (Emission, 1);

  emission->workspace = g_object_ref (self);
  emission->change_id = change_id;
  g_source_set_callback (source, emit_changed, emission, free_emission);
  g_source_attach (source, self->context);
}

static gint64
get_officer (SnWorkspace *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->officer_id;
}

static gint64
get_campaign (SnWorkspace *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->campaign_id;
}

static void
run_write (Worker *worker, Job *job)
{
  SnTransaction *transaction;

  transaction = sn_transaction_begin (worker->connection, worker->keeper, get_officer (worker->workspace), &job->error);
  if (transaction == NULL)
    return;
  if (!job->write (transaction, job->data, job->cancellable, &job->error))
    {
      if (job->error == NULL)
        g_set_error_literal (&job->error, SN_ERROR, SN_ERROR_FAILED, _ ("The change failed; nothing was changed."));
      sn_transaction_rollback (transaction);
      return;
    }
  if (!sn_transaction_commit (transaction, &job->change_id, &job->error))
    return;
  if (job->change_id != 0)
    schedule_changed (worker->workspace, job->change_id);
  else
    job->change_id = SN_WORKSPACE_UNCHANGED;
}

static void
run_read (Worker *worker, Job *job)
{
  if (!sn_connection_run_script (worker->connection, "BEGIN", &job->error))
    return;
  job->result = job->read (worker->connection, job->data, job->cancellable, &job->error);
  sn_connection_set_cancellable (worker->connection, NULL);
  sn_connection_run_script (worker->connection, "COMMIT", NULL);
}

static void
finish_job (Job *job)
{
  if (job->task == NULL)
    {
      g_mutex_lock (&job->lock);
      job->done = TRUE;
      g_cond_signal (&job->condition);
      g_mutex_unlock (&job->lock);
      return;
    }
  if (job->data_free != NULL)
    job->data_free (job->data);
  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->write != NULL)
    g_task_return_int (job->task, (gssize) job->change_id);
  else
    g_task_return_pointer (job->task, job->result, job->result_free);
  g_object_unref (job->task);
  g_clear_object (&job->cancellable);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->condition);
  g_free (job);
}

static int
note_wal_size (gpointer data, sqlite3 *handle, const char *name, int n_pages)
{
  Worker *worker = data;

  worker->wal_pages = n_pages;
  return SQLITE_OK;
}

static void
checkpoint_when_idle (Worker *worker)
{
  if (worker->wal_pages < CHECKPOINT_PAGES || g_async_queue_length (worker->jobs) > 0)
    return;
  sqlite3_wal_checkpoint_v2 (sn_connection_get_handle (worker->connection), NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  worker->wal_pages = 0;
}

static void
end_worker (Worker *worker)
{
  if (worker->writes)
    sqlite3_wal_checkpoint_v2 (sn_connection_get_handle (worker->connection), NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  g_clear_pointer (&worker->connection, sn_connection_close);
  g_clear_pointer (&worker->keeper, sn_figure_keeper_free);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (worker->jobs);
      gboolean is_last = job->is_last;

      if (is_last)
        end_worker (worker);
      else if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
        {
          sn_connection_set_cancellable (worker->connection, job->cancellable);
          sn_connection_set_campaign (worker->connection, get_campaign (worker->workspace));
          sn_connection_set_officer (worker->connection, get_officer (worker->workspace));
          if (worker->writes)
            run_write (worker, job);
          else
            run_read (worker, job);
          sn_connection_set_cancellable (worker->connection, NULL);
        }
      finish_job (job);
      if (is_last)
        return NULL;
      if (worker->writes)
        checkpoint_when_idle (worker);
    }
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  Worker           *worker;
  const char       *path;
  SnConnectionMode  mode;
  guint             office;       /* for a new one */
  const char       *officer_name;
  GError           *error;
  GMutex            lock;
  GCond             condition;
  gboolean          ready;
} Start;

static gboolean
found_workspace (Worker *worker, const Start *start, GError **error)
{
  g_autofree char *instant = sn_clock_instant ();
  guint office = start->office != 0 ? start->office : (guint) g_random_int_range (1, 4096);

  if (!sn_connection_run (worker->connection, error, "INSERT INTO workspace (id, office, created_at) VALUES (1, ?1, ?2)",
                          SN_INT (office), SN_TEXT (instant)))
    return FALSE;
  return sn_connection_run (worker->connection, error, "INSERT INTO officer (id, name, known_at) VALUES (?1, ?2, ?3)",
                            SN_INT (((gint64) office << 40) + 1), SN_TEXT (start->officer_name), SN_TEXT (instant));
}

static gboolean
open_worker (Start *start, GError **error)
{
  Worker *worker = start->worker;

  worker->connection = sn_connection_open (start->path, start->mode, error);
  if (worker->connection == NULL)
    return FALSE;
  if (!worker->writes)
    return TRUE;
  if (!sn_migrations_prepare (worker->connection, error))
    return FALSE;
  if (start->mode == SN_CONNECTION_CREATE && !found_workspace (worker, start, error))
    return FALSE;
  sqlite3_wal_hook (sn_connection_get_handle (worker->connection), note_wal_size, worker);
  worker->keeper = sn_figure_keeper_new (worker->connection, error);
  return worker->keeper != NULL;
}

static gpointer
start_and_work (gpointer data)
{
  Start *start = data;
  Worker *worker = start->worker;
  gboolean opened = open_worker (start, &start->error);

  if (!opened)
    {
      g_clear_pointer (&worker->connection, sn_connection_close);
      g_clear_pointer (&worker->keeper, sn_figure_keeper_free);
    }
  g_mutex_lock (&start->lock);
  start->ready = TRUE;
  g_cond_signal (&start->condition);
  g_mutex_unlock (&start->lock);
  return opened ? work (worker) : NULL;
}

static gboolean
start_worker (SnWorkspace *self, Worker *worker, const char *thread_name, GAsyncQueue *jobs, Start *start, GError **error)
{
  worker->workspace = self;
  worker->jobs = jobs;
  worker->writes = jobs == self->write_jobs;
  start->worker = worker;
  start->ready = FALSE;
  g_mutex_init (&start->lock);
  g_cond_init (&start->condition);
  worker->thread = g_thread_new (thread_name, start_and_work, start);
  g_mutex_lock (&start->lock);
  while (!start->ready)
    g_cond_wait (&start->condition, &start->lock);
  g_mutex_unlock (&start->lock);
  g_mutex_clear (&start->lock);
  g_cond_clear (&start->condition);
  if (start->error == NULL)
    return TRUE;
  g_clear_pointer (&worker->thread, g_thread_join);
  g_propagate_error (error, g_steal_pointer (&start->error));
  return FALSE;
}

static SnWorkspace *
open_workspace (const char *path, SnConnectionMode mode, guint office, const char *officer_name, GError **error)
{
  g_autoptr (SnWorkspace) self = g_object_new (SN_TYPE_WORKSPACE, NULL);
  Start start = { .path = path, .mode = mode, .office = office, .officer_name = officer_name };

  self->path = g_strdup (path);
  self->context = g_main_context_ref_thread_default ();
  if (!start_worker (self, &self->writer, "songnuan-writer", self->write_jobs, &start, error))
    return NULL;
  start.mode = SN_CONNECTION_READ;
  for (int i = 0; i < SN_WORKSPACE_READERS; i++)
    if (!start_worker (self, &self->readers[i], "songnuan-reader", self->read_jobs, &start, error))
      return NULL;
  return g_steal_pointer (&self);
}

static gboolean
check_officer_name (const char *name, GError **error)
{
  if (*name != '\0')
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The officer's name is empty. Say who acts."));
  return FALSE;
}

SnWorkspace *
sn_workspace_create (const char *path, guint office, const char *officer_name, GError **error)
{
  g_autofree char *officer = NULL;
  SnWorkspace *self;

  g_return_val_if_fail (office <= 4095, NULL);
  g_return_val_if_fail (officer_name != NULL && *officer_name != '\0', NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("“%s” exists already. Choose another name, or open it."), path);
      return NULL;
    }
  officer = sn_name_normalise (officer_name, NULL);
  if (!check_officer_name (officer, error))
    return NULL;
  self = open_workspace (path, SN_CONNECTION_CREATE, office, officer, error);
  if (self == NULL)
    g_unlink (path);
  return self;
}

SnWorkspace *
sn_workspace_open (const char *path, GError **error)
{
  return open_workspace (path, SN_CONNECTION_WRITE, 0, NULL, error);
}

/* What is asked for before the close is answered: the jobs that end the threads stand behind it. Whoever comes later, such as a job of a
 * window that is being closed, is told. */
static gboolean
push_job (SnWorkspace *self, GAsyncQueue *jobs, Job *job, GError **error)
{
  gboolean is_open;

  g_mutex_lock (&self->lock);
  is_open = !self->closed;
  if (is_open)
    g_async_queue_push (jobs, job);
  g_mutex_unlock (&self->lock);
  if (!is_open)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The workspace is closed."));
  return is_open;
}

static gboolean
run_and_wait (SnWorkspace *self, GAsyncQueue *jobs, Job *job, GError **error)
{
  g_mutex_init (&job->lock);
  g_cond_init (&job->condition);
  if (!job->is_last && !push_job (self, jobs, job, error))
    return FALSE;
  if (job->is_last)
    g_async_queue_push (jobs, job);
  g_mutex_lock (&job->lock);
  while (!job->done)
    g_cond_wait (&job->condition, &job->lock);
  g_mutex_unlock (&job->lock);
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->condition);
  return TRUE;
}

static void
stop_worker (SnWorkspace *self, Worker *worker)
{
  Job job = { .is_last = TRUE };

  if (worker->thread == NULL)
    return;
  run_and_wait (self, worker->jobs, &job, NULL);
}

void
sn_workspace_close (SnWorkspace *self)
{
  gboolean was_closed;

  g_return_if_fail (SN_IS_WORKSPACE (self));

  g_mutex_lock (&self->lock);
  was_closed = self->closed;
  self->closed = TRUE;
  g_mutex_unlock (&self->lock);
  if (was_closed)
    return;
  /* Readers share a queue: each of the two last jobs ends one of them. The writer goes last and folds the WAL in. */
  for (int i = 0; i < SN_WORKSPACE_READERS; i++)
    stop_worker (self, &self->readers[i]);
  for (int i = 0; i < SN_WORKSPACE_READERS; i++)
    g_clear_pointer (&self->readers[i].thread, g_thread_join);
  stop_worker (self, &self->writer);
  g_clear_pointer (&self->writer.thread, g_thread_join);
}

const char *
sn_workspace_get_path (SnWorkspace *self)
{
  g_return_val_if_fail (SN_IS_WORKSPACE (self), NULL);

  return self->path;
}

/* ── Doors ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

gpointer
sn_workspace_read (SnWorkspace *self, SnReadFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Job job = { .read = func, .data = data, .cancellable = cancellable };

  g_return_val_if_fail (SN_IS_WORKSPACE (self), NULL);

  if (!run_and_wait (self, self->read_jobs, &job, error))
    return NULL;
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.result;
}

gint64
sn_workspace_write (SnWorkspace *self, SnWriteFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Job job = { .write = func, .data = data, .cancellable = cancellable };

  g_return_val_if_fail (SN_IS_WORKSPACE (self), 0);

  if (!run_and_wait (self, self->write_jobs, &job, error))
    return 0;
  if (job.error == NULL)
    return job.change_id;
  g_propagate_error (error, job.error);
  return 0;
}

static Job *
new_job (SnWorkspace *self, gpointer source_tag, gpointer data, GDestroyNotify data_free, GCancellable *cancellable,
         GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_mutex_init (&job->lock);
  g_cond_init (&job->condition);
  job->data = data;
  job->data_free = data_free;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, source_tag);
  /* The worker says itself whether it was cancelled in time: a change that was committed is never reported as cancelled. */
  g_task_set_check_cancellable (job->task, FALSE);
  return job;
}

static void
push_task (SnWorkspace *self, GAsyncQueue *jobs, Job *job)
{
  if (!push_job (self, jobs, job, &job->error))
    finish_job (job);
}

void
sn_workspace_read_async (SnWorkspace *self, SnReadFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (SN_IS_WORKSPACE (self));

  job = new_job (self, sn_workspace_read_async, data, data_free, cancellable, callback, user_data);
  job->read = func;
  job->result_free = result_free;
  push_task (self, self->read_jobs, job);
}

gpointer
sn_workspace_read_finish (SnWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sn_workspace_write_async (SnWorkspace *self, SnWriteFunc func, gpointer data, GDestroyNotify data_free, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (SN_IS_WORKSPACE (self));

  job = new_job (self, sn_workspace_write_async, data, data_free, cancellable, callback, user_data);
  job->write = func;
  push_task (self, self->write_jobs, job);
}

gint64
sn_workspace_write_finish (SnWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gssize change_id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  change_id = g_task_propagate_int (G_TASK (result), &local_error);
  if (local_error == NULL)
    return change_id;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return 0;
}

/* ── Who acts ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *name;
  gint64      officer_id;
} OfficerSearch;

/* (transfer full): what two ways to write one name have in common: case, width, compatible characters and blanks do not part them. */
static char *
fold_name (const char *name)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : name, -1);
  g_autofree char *clean = sn_name_normalise (folded, NULL);

  return sn_text_squeeze (clean);
}

/* The same name to the letter first; else the one that was known first among those that fold to the same. */
static gpointer
find_officer (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  OfficerSearch *search = data;
  g_autofree char *wanted = fold_name (search->name);
  g_autoptr (SnStatement) officers =
    sn_connection_query (connection, error, "SELECT id, name FROM officer ORDER BY name <> ?1, id", SN_TEXT (search->name));

  while (officers != NULL && search->officer_id == 0 && sn_statement_step (officers, error))
    {
      g_autofree char *known = fold_name (sn_statement_get_text (officers, 1));

      if (strcmp (known, wanted) == 0)
        search->officer_id = sn_statement_get_int64 (officers, 0);
    }
  return NULL;
}

static gboolean
make_officer_known (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  OfficerSearch *search = data;

  search->officer_id = sn_transaction_next_id (transaction, "officer");
  sn_transaction_describe (transaction, "officer-known", search->name, NULL);
  return sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "INSERT INTO officer (id, name, known_at, may_reveal, may_prepare, may_review, may_approve)"
                            " SELECT ?1, ?2, ?3, 1 - reveal_limited, 1 - duties_limited, 1 - duties_limited, 1 - duties_limited"
                            " FROM workspace", SN_INT (search->officer_id),
                            SN_TEXT (search->name), SN_TEXT (sn_transaction_get_instant (transaction)));
}

gboolean
sn_workspace_set_officer (SnWorkspace *self, const char *name, GError **error)
{
  /* Who prepared must not pass for somebody else by a blank in the name, or a letter of another width. */
  g_autofree char *clean = name != NULL ? sn_name_normalise (name, NULL) : NULL;
  OfficerSearch search = { clean, 0 };
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (SN_IS_WORKSPACE (self), FALSE);

  if (name != NULL)
    {
      if (!check_officer_name (clean, error))
        return FALSE;
      sn_workspace_read (self, find_officer, &search, NULL, &local_error);
      if (local_error == NULL && search.officer_id == 0)
        sn_workspace_write (self, make_officer_known, &search, NULL, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  g_mutex_lock (&self->lock);
  self->officer_id = search.officer_id;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

void
sn_workspace_set_campaign (SnWorkspace *self, gint64 campaign_id)
{
  g_return_if_fail (SN_IS_WORKSPACE (self));
  g_return_if_fail (campaign_id >= 0);

  g_mutex_lock (&self->lock);
  self->campaign_id = campaign_id;
  g_mutex_unlock (&self->lock);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_workspace_finalize (GObject *object)
{
  SnWorkspace *self = SN_WORKSPACE (object);

  sn_workspace_close (self);
  g_async_queue_unref (self->read_jobs);
  g_async_queue_unref (self->write_jobs);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  G_OBJECT_CLASS (sn_workspace_parent_class)->finalize (object);
}

static void
sn_workspace_class_init (SnWorkspaceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_workspace_finalize;
  /**
   * SnWorkspace::changed:
   * @change_id: the committed Change
   */
  signals[CHANGED] = g_signal_new ("changed", SN_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_UINT64);
}

static void
sn_workspace_init (SnWorkspace *self)
{
  g_mutex_init (&self->lock);
  self->read_jobs = g_async_queue_new ();
  self->write_jobs = g_async_queue_new ();
}
