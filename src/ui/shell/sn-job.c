/* sn-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-job.h"

#include "sn-journal.h"

/* A bar moves in steps that an eye can see. */
#define FRACTION_STEPS 200

struct _SnJob
{
  GObject         parent_instance;

  SnWorkspace    *workspace;    /* (nullable) (owned) */
  GCancellable   *cancellable;
  SnJobFunc       func;
  gpointer        data;
  GDestroyNotify  data_free;
  SnJobDone       done;
  GWeakRef        owner;
  gboolean        has_owner;
  gboolean        running;
  char           *sentence;     /* (nullable) */
  GMutex          lock;         /* of the next one */
  char           *next_sentence; /* (nullable): from the job's thread, on its way to the main one */
  int             step;         /* (atomic): fraction × FRACTION_STEPS; -1: not known */
  int             announced;    /* (atomic): 1 while an idle is on its way to the main thread */
  /* the job's thread, read by the main thread when it is done: */
  gint64          change_id;
  char           *summary;
};

enum { PROGRESS, FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnJob, sn_job, G_TYPE_OBJECT)

static void
run_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SnJob *self = source;
  GError *error = NULL;

  if (self->func (self, self->workspace, self->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
handle_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SnJob *self = SN_JOB (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  g_task_propagate_boolean (G_TASK (result), &error);
  self->running = FALSE;
  g_signal_emit (self, signals[FINISHED], 0);
  if (self->done != NULL && (owner != NULL || !self->has_owner))
    self->done (self, self->data, error, owner);
  if (self->data_free != NULL)
    self->data_free (self->data);
  self->data = NULL;
}

SnJob *
sn_job_start (SnWorkspace *workspace, const char *sentence, SnJobFunc func, gpointer take_data, GDestroyNotify data_free,
              SnJobDone done, GObject *owner)
{
  SnJob *self = g_object_new (SN_TYPE_JOB, NULL);
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (func != NULL, self);

  self->workspace = workspace != NULL ? g_object_ref (workspace) : NULL;
  self->sentence = g_strdup (sentence);
  self->func = func;
  self->data = take_data;
  self->data_free = data_free;
  self->done = done;
  self->has_owner = owner != NULL;
  g_weak_ref_set (&self->owner, owner);
  self->running = TRUE;
  task = g_task_new (self, NULL, handle_done, NULL);
  g_task_set_source_tag (task, sn_job_start);
  g_task_run_in_thread (task, run_on_thread);
  return self;
}

const char *
sn_job_get_sentence (SnJob *self)
{
  return self->sentence;
}

double
sn_job_get_fraction (SnJob *self)
{
  int step = g_atomic_int_get (&self->step);

  return step < 0 ? -1 : (double) step / FRACTION_STEPS;
}

gboolean
sn_job_is_running (SnJob *self)
{
  return self->running;
}

gint64
sn_job_get_change_id (SnJob *self)
{
  return self->change_id;
}

const char *
sn_job_get_summary (SnJob *self)
{
  return self->summary != NULL ? self->summary : "";
}

void
sn_job_cancel (SnJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

GCancellable *
sn_job_get_cancellable (SnJob *self)
{
  return self->cancellable;
}

static gboolean
announce (gpointer data)
{
  SnJob *self = data;
  g_autofree char *sentence = NULL;

  g_atomic_int_set (&self->announced, 0);
  g_mutex_lock (&self->lock);
  sentence = g_steal_pointer (&self->next_sentence);
  g_mutex_unlock (&self->lock);
  if (sentence != NULL)
    {
      g_free (self->sentence);
      self->sentence = g_steal_pointer (&sentence);
    }
  if (self->running)
    g_signal_emit (self, signals[PROGRESS], 0);
  return G_SOURCE_REMOVE;
}

static void
queue_announcement (SnJob *self)
{
  if (g_atomic_int_compare_and_exchange (&self->announced, 0, 1))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, announce, g_object_ref (self), g_object_unref);
}

void
sn_job_show_sentence (SnJob *self, const char *sentence)
{
  g_mutex_lock (&self->lock);
  g_free (self->next_sentence);
  self->next_sentence = g_strdup (sentence);
  g_mutex_unlock (&self->lock);
  queue_announcement (self);
}

void
sn_job_show_fraction (double fraction, gpointer job)
{
  SnJob *self = job;
  int step = (int) (CLAMP (fraction, 0.0, 1.0) * FRACTION_STEPS);

  if (g_atomic_int_get (&self->step) == step)
    return;
  g_atomic_int_set (&self->step, step);
  queue_announcement (self);
}

gpointer
sn_job_read (SnJob *self, SnReadFunc func, gpointer data, GError **error)
{
  return sn_workspace_read (self->workspace, func, data, self->cancellable, error);
}

/* Another job may have made a change since; more than a few it cannot be. */
#define LATEST_CHANGES 16

static gpointer
read_summary (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) changes = sn_journal_list (connection, LATEST_CHANGES, error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const SnChange *change = g_ptr_array_index (changes, i);

      if (change->id == *(gint64 *) data)
        return g_strdup (change->summary);
    }
  return NULL;
}

gboolean
sn_job_write (SnJob *self, SnWriteFunc func, gpointer data, GError **error)
{
  gint64 change_id = sn_workspace_write (self->workspace, func, data, self->cancellable, error);

  if (change_id == 0)
    return FALSE;
  if (change_id == SN_WORKSPACE_UNCHANGED)
    return TRUE;
  self->change_id = change_id;
  g_free (self->summary);
  /* What was done is done; that its sentence could not be read is no reason to say otherwise. */
  self->summary = sn_workspace_read (self->workspace, read_summary, &change_id, NULL, NULL);
  return TRUE;
}

static void
sn_job_finalize (GObject *object)
{
  SnJob *self = SN_JOB (object);

  g_weak_ref_clear (&self->owner);
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  g_free (self->sentence);
  g_free (self->next_sentence);
  g_mutex_clear (&self->lock);
  g_free (self->summary);
  G_OBJECT_CLASS (sn_job_parent_class)->finalize (object);
}

static void
sn_job_class_init (SnJobClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_job_finalize;
  signals[PROGRESS] = g_signal_new ("progress", SN_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", SN_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_job_init (SnJob *self)
{
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&self->owner, NULL);
  g_mutex_init (&self->lock);
  self->step = -1;
}
