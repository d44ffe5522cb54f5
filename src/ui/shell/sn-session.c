/* sn-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-session.h"

#include "sn-journal.h"
#include "sn-progress.h"
#include "sn-registry-memory.h"

#include <glib/gi18n.h>
#include <string.h>

/* So long nobody asked for anything before the background begins. */
#define CALM_MS 300

struct _SnSession
{
  GObject           parent_instance;

  SnWorkspace      *workspace;
  char             *officer;
  guint             n_officers;       /* how often another took over */
  gulong            changed_handler;
  SnSessionFacts   *facts;            /* (nullable) */
  gboolean          reading_facts;
  gboolean          facts_are_old;    /* something changed while they were being read */
  SnChecks         *checks;           /* (nullable): not looked for yet */
  SnFindingMemory  *finding_memory;
  guint64           n_changes;
  guint64           n_checked;        /* n_changes when the checks were begun that are here */
  gboolean          is_checking;
  SnRegistryMemory *memory;
  guint             n_jobs;           /* at work for pages */
  guint             calm_source;
};

enum { CHANGED, OFFICER_CHANGED, CALM, FINDINGS_COUNTED, JOB_STARTED, SAID, REFUSED, IMAGE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnSession, sn_session, G_TYPE_OBJECT)

static void work_when_calm (SnSession *self);

/* ── Facts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
free_department (gpointer data)
{
  SnDepartment *department = data;

  g_free (department->code);
  g_free (department->name);
  g_free (department->short_name);
  g_free (department);
}

static void
free_facts (gpointer data)
{
  SnSessionFacts *facts = data;

  if (facts == NULL)
    return;
  sn_campaign_free (facts->campaign);
  g_clear_pointer (&facts->campaigns, g_ptr_array_unref);
  g_clear_pointer (&facts->departments, g_ptr_array_unref);
  g_free (facts);
}

static gboolean
read_departments (SnConnection *connection, SnSessionFacts *facts, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT id, code, name, short_name, role = 'funding' FROM department ORDER BY id");

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      SnDepartment *department = g_new0 (SnDepartment, 1);

      department->id = sn_statement_get_int64 (statement, 0);
      department->code = sn_statement_dup_text (statement, 1);
      department->name = sn_statement_dup_text (statement, 2);
      department->short_name = sn_statement_dup_text (statement, 3);
      department->funds = sn_statement_get_int64 (statement, 4) != 0;
      g_ptr_array_add (facts->departments, department);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static const SnDepartment *
find_department (const SnSessionFacts *facts, const char *code)
{
  for (guint i = 0; facts != NULL && i < facts->departments->len; i++)
    {
      SnDepartment *department = g_ptr_array_index (facts->departments, i);

      if (strcmp (department->code, code) == 0)
        return department;
    }
  return NULL;
}

static gboolean
read_progress (SnConnection *connection, SnSessionFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) rows = sn_progress_read (connection, facts->campaign->id, SN_PROGRESS_BY_DEPARTMENT, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);
      SnDepartment *department = (SnDepartment *) find_department (facts, row->key);

      if (department == NULL)
        continue;
      department->planned_fen = row->planned_fen;
      department->paid_fen = row->paid_fen;
    }
  return TRUE;
}

static gpointer
read_facts (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnSessionFacts *facts = g_new0 (SnSessionFacts, 1);
  gint64 has_persons = 0;

  facts->departments = g_ptr_array_new_with_free_func (free_department);
  facts->campaigns = sn_campaign_list (connection, error);
  facts->campaign = sn_campaign_get_current (connection, NULL);
  if (facts->campaigns != NULL && read_departments (connection, facts, error) &&
      sn_connection_get_int64 (connection, &has_persons, error, "SELECT EXISTS (SELECT 1 FROM person)") &&
      (facts->campaign == NULL || read_progress (connection, facts, error)))
    {
      facts->has_persons = has_persons != 0;
      return facts;
    }
  free_facts (facts);
  return NULL;
}

static void start_reading_facts (SnSession *self);

static void
handle_facts (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SnSession) self = user_data;
  g_autoptr (GError) error = NULL;
  SnSessionFacts *facts = sn_workspace_read_finish (SN_WORKSPACE (source), result, &error);

  self->reading_facts = FALSE;
  if (facts == NULL)
    {
      g_signal_emit (self, signals[REFUSED], 0, error->message);
      return;
    }
  /* The one that was chosen is gone: its making was taken back. */
  if (facts->campaign == NULL && facts->campaigns->len > 0)
    {
      free_facts (facts);
      sn_session_set_campaign (self, 0);
      return;
    }
  free_facts (self->facts);
  self->facts = facts;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->facts_are_old)
    start_reading_facts (self);
  work_when_calm (self);
}

static void
start_reading_facts (SnSession *self)
{
  self->facts_are_old = self->reading_facts;
  if (self->reading_facts)
    return;
  self->reading_facts = TRUE;
  sn_workspace_read_async (self->workspace, read_facts, NULL, NULL, free_facts, NULL, handle_facts, g_object_ref (self));
}

/* ── The registry in memory ─────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_memory_changed (SnSession *self)
{
  g_signal_emit (self, signals[IMAGE_CHANGED], 0);
  work_when_calm (self);
}

static void
handle_memory_refused (SnSession *self, const char *sentence)
{
  g_signal_emit (self, signals[REFUSED], 0, sentence);
}

SnSearchImage *
sn_session_get_image (SnSession *self)
{
  return sn_registry_memory_get_image (self->memory);
}

SnRecipientOrder *
sn_session_get_order (SnSession *self, SnRecipientSort sort)
{
  return sn_registry_memory_get_order (self->memory, sort);
}

/* ── Open findings ──────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnSession *session;
  guint64    n_changes;
} Checking;

static gpointer
read_checks (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnChecks) checks = sn_checks_look (connection, data, error);

  return checks != NULL ? sn_checks_complete (checks, connection, cancellable, error) : NULL;
}

static gboolean
are_checks_old (SnSession *self)
{
  return self->n_checked != self->n_changes;
}

static void
take_checks (SnSession *self, SnChecks *take_checks, guint64 n_changes)
{
  g_clear_pointer (&self->checks, sn_checks_unref);
  self->checks = take_checks;
  self->n_checked = n_changes;
}

static void
handle_checks (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Checking *checking = user_data;
  g_autoptr (SnSession) self = checking->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (SnChecks) checks = sn_workspace_read_finish (SN_WORKSPACE (source), result, &error);

  self->is_checking = FALSE;
  /* Of another campaign: it was forgotten meanwhile. What is merely a change old is better than nothing. */
  if (checks != NULL && (self->checks == NULL || checking->n_changes >= self->n_checked))
    take_checks (self, g_steal_pointer (&checks), checking->n_changes);
  g_signal_emit (self, signals[FINDINGS_COUNTED], 0);
  if (error != NULL)
    g_signal_emit (self, signals[REFUSED], 0, error->message);
  else
    work_when_calm (self);
}

static void
start_checking (SnSession *self)
{
  Checking *checking;

  if (self->is_checking || !are_checks_old (self))
    return;
  checking = g_new (Checking, 1);
  *checking = (Checking){ g_object_ref (self), self->n_changes };
  self->is_checking = TRUE;
  sn_workspace_read_async (self->workspace, read_checks, sn_finding_memory_ref (self->finding_memory),
                           (GDestroyNotify) sn_finding_memory_unref, (GDestroyNotify) sn_checks_unref, NULL, handle_checks, checking);
}

SnFindingMemory *
sn_session_get_finding_memory (SnSession *self)
{
  return self->finding_memory;
}

SnChecks *
sn_session_get_checks (SnSession *self)
{
  return are_checks_old (self) ? NULL : self->checks;
}

void
sn_session_take_checks (SnSession *self, SnChecks *checks, guint64 n_changes)
{
  if (n_changes != self->n_changes || checks->categories == NULL || checks == self->checks)
    return;
  take_checks (self, sn_checks_ref (checks), n_changes);
  g_signal_emit (self, signals[FINDINGS_COUNTED], 0);
}

gboolean
sn_session_is_checking (SnSession *self)
{
  return self->is_checking;
}

guint64
sn_session_get_n_changes (SnSession *self)
{
  return self->n_changes;
}

GPtrArray *
sn_session_get_findings (SnSession *self)
{
  return self->checks != NULL ? self->checks->findings : NULL;
}

gint64
sn_session_get_n_findings (SnSession *self)
{
  GPtrArray *findings = sn_session_get_findings (self);
  gint64 n_open = 0;

  if (findings == NULL)
    return -1;
  for (guint i = 0; i < findings->len; i++)
    n_open += *((const SnFinding *) g_ptr_array_index (findings, i))->decision == '\0';
  return n_open;
}

/* ── When it is calm ────────────────────────────────────────────────────────────────────────────────────────────── */

/* One thing at a time: on a computer of two cores the window needs the other. */
static gboolean
work_in_background (gpointer data)
{
  SnSession *self = data;

  self->calm_source = 0;
  if (sn_registry_memory_get_image (self->memory) == NULL)
    sn_registry_memory_load_image (self->memory);
  else
    start_checking (self);
  return G_SOURCE_REMOVE;
}

/* What nobody waits for: a search should find the image there, and the sidebar tells how many findings are open. The page that is
 * shown comes first, and being painted is part of that. */
static void
work_when_calm (SnSession *self)
{
  g_clear_handle_id (&self->calm_source, g_source_remove);
  if (self->facts == NULL || self->n_jobs > 0 || self->changed_handler == 0)
    return;
  g_signal_emit (self, signals[CALM], 0);
  /* Somebody may have waited for that. */
  if (self->n_jobs > 0)
    return;
  if (sn_registry_memory_get_image (self->memory) == NULL || are_checks_old (self))
    self->calm_source = g_timeout_add_full (G_PRIORITY_LOW, CALM_MS, work_in_background, self, NULL);
}

/* ── Work ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What the caller gave, wrapped so that the session hears of the end first. */
typedef struct
{
  SnSession      *session;
  gpointer        data;
  GDestroyNotify  data_free;
  SnJobFunc       func;
  SnJobDone       done;
  GWeakRef        owner;
  gboolean        has_owner;
  guint           n_officers; /* of the session, when it began */
} Errand;

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  if (errand->data_free != NULL)
    errand->data_free (errand->data);
  g_weak_ref_clear (&errand->owner);
  g_object_unref (errand->session);
  g_free (errand);
}

static gboolean
run_errand (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Errand *errand = data;

  return errand->func (job, workspace, errand->data, error);
}

static void
finish_errand (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Errand *errand = data;
  g_autoptr (GObject) asker = g_weak_ref_get (&errand->owner);

  errand->session->n_jobs--;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_signal_emit (errand->session, signals[REFUSED], 0, error->message);
  else if (error == NULL && sn_job_get_change_id (job) != 0)
    g_signal_emit (errand->session, signals[SAID], 0, sn_job_get_summary (job),
                   errand->n_officers == errand->session->n_officers ? sn_job_get_change_id (job) : (gint64) 0);
  if (errand->done != NULL && (asker != NULL || !errand->has_owner))
    errand->done (job, errand->data, error, asker);
  work_when_calm (errand->session);
}

SnJob *
sn_session_run (SnSession *self, const char *sentence, SnJobFunc func, gpointer take_data, GDestroyNotify data_free, SnJobDone done,
                GObject *owner)
{
  Errand *errand = g_new0 (Errand, 1);
  SnJob *job;

  errand->session = g_object_ref (self);
  errand->data = take_data;
  errand->data_free = data_free;
  errand->func = func;
  errand->done = done;
  errand->has_owner = owner != NULL;
  errand->n_officers = self->n_officers;
  g_weak_ref_init (&errand->owner, owner);
  self->n_jobs++;
  g_clear_handle_id (&self->calm_source, g_source_remove);
  job = sn_job_start (self->workspace, sentence, run_errand, errand, free_errand, finish_errand, NULL);
  if (sentence != NULL)
    g_signal_emit (self, signals[JOB_STARTED], 0, job);
  return job;
}

static gboolean
undo_change (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static gboolean
run_undo (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, undo_change, data, error);
}

void
sn_session_undo (SnSession *self, gint64 change_id)
{
  g_autoptr (SnJob) job = sn_session_run (self, _ ("Taking the change back…"), run_undo, g_memdup2 (&change_id, sizeof change_id),
                                          g_free, NULL, NULL);
}

void
sn_session_say (SnSession *self, const char *sentence)
{
  g_signal_emit (self, signals[SAID], 0, sentence, (gint64) 0);
}

/* ── Who works ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_set_officer (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_workspace_set_officer (workspace, data, error);
}

static void
finish_set_officer (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnSession *self = SN_SESSION (owner);
  gboolean is_another = g_strcmp0 (self->officer, data) != 0;

  if (error != NULL)
    return;
  g_free (self->officer);
  self->officer = g_strdup (data);
  if (is_another)
    {
      self->n_officers++;
      g_signal_emit (self, signals[OFFICER_CHANGED], 0);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
sn_session_set_officer (SnSession *self, const char *officer)
{
  g_autoptr (SnJob) job = sn_session_run (self, NULL, run_set_officer, g_strdup (officer), g_free, finish_set_officer, G_OBJECT (self));
}

/* ── Which campaign ─────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_session_set_campaign (SnSession *self, gint64 campaign_id)
{
  sn_workspace_set_campaign (self->workspace, campaign_id);
  sn_registry_memory_note_campaign (self->memory);
  g_clear_pointer (&self->checks, sn_checks_unref);
  self->n_changes++;
  start_reading_facts (self);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_workspace_changed (SnWorkspace *workspace, guint64 change_id, gpointer user_data)
{
  SnSession *self = user_data;

  self->n_changes++;
  start_reading_facts (self);
  sn_registry_memory_note_change (self->memory, change_id);
}

SnSession *
sn_session_new (SnWorkspace *take_workspace, const char *officer)
{
  SnSession *self = g_object_new (SN_TYPE_SESSION, NULL);

  self->workspace = take_workspace;
  self->officer = g_strdup (officer);
  self->changed_handler = g_signal_connect (self->workspace, "changed", G_CALLBACK (handle_workspace_changed), self);
  self->memory = sn_registry_memory_new (self->workspace);
  self->finding_memory = sn_finding_memory_new ();
  g_signal_connect_object (self->memory, "changed", G_CALLBACK (handle_memory_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->memory, "refused", G_CALLBACK (handle_memory_refused), self, G_CONNECT_SWAPPED);
  start_reading_facts (self);
  return self;
}

static gpointer
close_workspace (gpointer data)
{
  sn_workspace_close (data);
  g_object_unref (data);
  return NULL;
}

static gboolean
release_application (gpointer data)
{
  g_application_release (data);
  return G_SOURCE_REMOVE;
}

static gpointer
close_and_release (gpointer data)
{
  close_workspace (data);
  g_idle_add (release_application, g_application_get_default ());
  return NULL;
}

void
sn_session_close (SnSession *self)
{
  GApplication *application = g_application_get_default ();

  if (self->workspace == NULL || self->changed_handler == 0)
    return;
  g_clear_signal_handler (&self->changed_handler, self->workspace);
  g_clear_handle_id (&self->calm_source, g_source_remove);
  sn_registry_memory_stop (self->memory);
  /* Draining the writer and folding the log may take a moment, and a window that goes should not. The program stays for it. */
  if (application != NULL)
    g_application_hold (application);
  g_thread_unref (g_thread_new ("songnuan-close", application != NULL ? close_and_release : close_workspace, g_object_ref (self->workspace)));
}

SnWorkspace *
sn_session_get_workspace (SnSession *self)
{
  return self->workspace;
}

const char *
sn_session_get_officer (SnSession *self)
{
  return self->officer;
}

const SnSessionFacts *
sn_session_get_facts (SnSession *self)
{
  return self->facts;
}

const SnDepartment *
sn_session_find_department (SnSession *self, const char *code)
{
  return find_department (self->facts, code);
}

static void
sn_session_dispose (GObject *object)
{
  SnSession *self = SN_SESSION (object);

  sn_session_close (self);
  g_clear_object (&self->memory);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sn_session_parent_class)->dispose (object);
}

static void
sn_session_finalize (GObject *object)
{
  SnSession *self = SN_SESSION (object);

  g_free (self->officer);
  g_clear_pointer (&self->facts, free_facts);
  g_clear_pointer (&self->checks, sn_checks_unref);
  g_clear_pointer (&self->finding_memory, sn_finding_memory_unref);
  G_OBJECT_CLASS (sn_session_parent_class)->finalize (object);
}

static void
sn_session_class_init (SnSessionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_session_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_session_finalize;
  signals[CHANGED] = g_signal_new ("changed", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OFFICER_CHANGED] = g_signal_new ("officer-changed", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CALM] = g_signal_new ("calm", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINDINGS_COUNTED] = g_signal_new ("findings-counted", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JOB_STARTED] = g_signal_new ("job-started", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SN_TYPE_JOB);
  signals[SAID] = g_signal_new ("said", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[REFUSED] = g_signal_new ("refused", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[IMAGE_CHANGED] = g_signal_new ("image-changed", SN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_session_init (SnSession *self)
{
  self->n_changes = 1;
}
