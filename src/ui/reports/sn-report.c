/* sn-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-report.h"

#include "sn-date.h"
#include "sn-file-dialog.h"
#include "sn-roster-workbook.h"
#include "sn-summary-workbook.h"

#include <glib/gi18n.h>
#include <string.h>

#define ENDING ".xlsx"

struct _SnReport
{
  GObject         parent_instance;

  SnReportKind    kind;
  char           *code;    /* (nullable) */
  char           *subject;
  char           *town;    /* (nullable) */
  gint64          town_id;
  gboolean        full_ids;
  GWeakRef        page;    /* that asked */
  char           *path;    /* (nullable): until one was chosen */
  SnJob          *job;     /* (unowned): that writes it, while it does */
  SnExportResult  result;
};

G_DEFINE_FINAL_TYPE (SnReport, sn_report, G_TYPE_OBJECT)

static const struct
{
  const char           *title;
  SnRosterWorkbookKind  workbook; /* of all but the summary */
} kinds[SN_REPORT_N_KINDS] = {
  [SN_REPORT_SUMMARY] = { N_ ("Summary"), (SnRosterWorkbookKind) 0 },
  [SN_REPORT_ROSTER] = { N_ ("Roster"), SN_ROSTER_WORKBOOK_ROSTER },
  [SN_REPORT_SIGNSHEET] = { N_ ("Sign Sheet"), SN_ROSTER_WORKBOOK_SIGNSHEET },
  [SN_REPORT_PUBLICATION] = { N_ ("Publication List"), SN_ROSTER_WORKBOOK_PUBLICATION },
};

const char *
sn_report_kind_get_title (SnReportKind kind)
{
  return _ (kinds[kind].title);
}

SnReport *
sn_report_new (SnReportKind kind, const char *code, const char *subject, const char *town, gint64 town_id, gboolean full_ids)
{
  SnReport *self = g_object_new (SN_TYPE_REPORT, NULL);

  self->kind = kind;
  self->code = g_strdup (code);
  self->subject = g_strdup (subject);
  self->town = g_strdup (town);
  self->town_id = town_id;
  self->full_ids = full_ids && kind == SN_REPORT_ROSTER;
  return self;
}

GListModel *
sn_report_list (SnSession *session)
{
  static const char key[] = "sn-report-list";
  GListStore *store = g_object_get_data (G_OBJECT (session), key);

  if (store == NULL)
    {
      store = g_list_store_new (SN_TYPE_REPORT);
      g_object_set_data_full (G_OBJECT (session), key, store, g_object_unref);
    }
  return G_LIST_MODEL (store);
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
note_full_ids (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_workbook_note_full (transaction, ((SnReport *) data)->code, error);
}

static gpointer
write_workbook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnReport *self = data;
  gboolean written;

  if (self->kind == SN_REPORT_SUMMARY)
    written = sn_summary_workbook_write (connection, self->code, self->path, &self->result, cancellable, error);
  else
    written = sn_roster_workbook_write_and_tell (connection, kinds[self->kind].workbook, self->code, self->town_id, self->full_ids,
                                                 self->path, sn_job_show_fraction, self->job, &self->result, cancellable, error);
  return written ? self : NULL;
}

static gboolean
run_export (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  SnReport *self = data;

  /* Past the job, which would offer to undo it: that somebody took the numbers out cannot be taken back. */
  if (self->full_ids && sn_workspace_write (workspace, note_full_ids, self, sn_job_get_cancellable (job), error) == 0)
    return FALSE;
  self->job = job;
  return sn_job_read (job, write_workbook, self, error) != NULL;
}

static void
finish_export (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnReport *self = data;
  SnSession *session = sn_page_get_session (SN_PAGE (owner));
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (error != NULL || session == NULL)
    return;
  name = g_path_get_basename (self->path);
  sentence = g_strdup_printf (_ ("Written, read back and found equal: “%s”"), name);
  g_list_store_insert (G_LIST_STORE (sn_report_list (session)), 0, self);
  sn_session_say (session, sentence);
}

static void
start_export (SnReport *self, SnPage *page)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *sentence = g_strdup_printf (_ ("Writing “%s”…"), name);

  sn_page_run (page, sentence, run_export, g_object_ref (self), g_object_unref, finish_export);
}

static void
take_path (const char *path, gpointer owner)
{
  SnReport *self = owner;
  g_autoptr (SnPage) page = g_weak_ref_get (&self->page);

  g_free (self->path);
  self->path = g_strdup (path);
  if (page != NULL)
    start_export (self, page);
}

/* Names of programs may hold what a file's name may not. */
static void
append_word (GString *name, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (name->len > 0)
    g_string_append_c (name, '-');
  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      g_string_append_unichar (name, letter < 0x80 && strchr ("/\\:*?\"<>| ", (int) letter) != NULL ? '_' : letter);
    }
}

/* (transfer full) */
static char *
propose_name (SnReport *self)
{
  g_autoptr (GString) name = g_string_new (NULL);
  GDate today;
  char day[11];

  sn_clock_today (&today);
  append_word (name, _ (kinds[self->kind].title));
  append_word (name, self->subject);
  append_word (name, self->town);
  append_word (name, sn_date_to_iso (&today, day));
  g_string_append (name, ENDING);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

void
sn_report_export (SnReport *self, SnPage *page)
{
  g_autofree char *name = propose_name (self);

  g_weak_ref_set (&self->page, page);
  /* The dialog holds whom it answers only weakly. */
  g_object_set_data_full (G_OBJECT (page), "sn-report", g_object_ref (self), g_object_unref);
  sn_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _ ("Export a Workbook"), name, SN_FILE_WORKBOOK, take_path,
                       G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

char *
sn_report_get_title (SnReport *self)
{
  const char *kind = _ (kinds[self->kind].title);

  return self->town != NULL ? g_strdup_printf ("%s · %s · %s", kind, self->subject, self->town)
                            : g_strdup_printf ("%s · %s", kind, self->subject);
}

gboolean
sn_report_has_full_ids (SnReport *self)
{
  return self->full_ids;
}

const char *
sn_report_get_path (SnReport *self)
{
  return self->path;
}

gint64
sn_report_get_rows (SnReport *self)
{
  return self->result.rows;
}

gint64
sn_report_get_amount_fen (SnReport *self)
{
  return self->result.amount_fen;
}

const char *
sn_report_get_sha256 (SnReport *self)
{
  return self->result.sha256;
}

static void
sn_report_finalize (GObject *object)
{
  SnReport *self = SN_REPORT (object);

  g_free (self->code);
  g_free (self->subject);
  g_free (self->town);
  g_free (self->path);
  g_weak_ref_clear (&self->page);
  sn_export_result_clear (&self->result);
  G_OBJECT_CLASS (sn_report_parent_class)->finalize (object);
}

static void
sn_report_class_init (SnReportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_report_finalize;
}

static void
sn_report_init (SnReport *self)
{
  g_weak_ref_init (&self->page, NULL);
}
