/* sn-findings-rows.c: what is said of the finding that is chosen, and the rows around it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-findings-page-private.h"

#include "sn-finding-line.h"
#include "sn-money.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* More rows side by side than anybody compares. */
#define MOST_LINES 200

typedef struct
{
  GArray    *entitlements;
  GPtrArray *lines;
} LineReading;

static void
free_line_reading (gpointer data)
{
  LineReading *reading = data;

  g_array_unref (reading->entitlements);
  g_clear_pointer (&reading->lines, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_lines (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_finding_line_list (connection, ((LineReading *) data)->entitlements, error);
}

static gboolean
run_read_lines (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  LineReading *reading = data;

  reading->lines = sn_job_read (job, read_lines, reading, error);
  return reading->lines != NULL;
}

/* What all departments together give: the reason why somebody has to look. */
static void
show_sum (SnFindingsPage *self, GPtrArray *lines)
{
  gint64 amount_fen = 0;
  guint n = 0;
  gboolean has_reason = FALSE;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const SnFindingLine *line = g_ptr_array_index (lines, i);

      has_reason |= *line->reason != '\0';
      if (strcmp (line->state, "held") == 0 || strcmp (line->state, "withdrawn") == 0)
        continue;
      amount_fen += line->amount_fen;
      n++;
    }
  amount = sn_money_format (amount_fen);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Altogether %'u line, %s yuan", "Altogether %'u lines, %s yuan", n), n, amount);
  gtk_label_set_label (self->lines_sum, text);
  sn_table_show_column (self->lines_view, SN_FINDING_LINE_COLUMN_REASON, has_reason);
}

static void
finish_read_lines (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (owner);

  /* A later choice has cancelled it, but it may have been done before that. */
  if (error != NULL || job != self->lines_job)
    return;
  sn_table_update (self->lines, ((LineReading *) data)->lines, sn_finding_line_columns, sn_finding_line_n_columns, NULL);
  show_sum (self, ((LineReading *) data)->lines);
}

static void
start_reading_lines (SnFindingsPage *self, GPtrArray *chosen)
{
  LineReading *reading = g_new0 (LineReading, 1);

  if (self->lines_job != NULL)
    sn_job_cancel (self->lines_job);
  g_clear_object (&self->lines_job);
  reading->entitlements = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < chosen->len && reading->entitlements->len < MOST_LINES; i++)
    {
      const SnFinding *finding = g_ptr_array_index (chosen, i);

      g_array_append_vals (reading->entitlements, finding->entitlements->data, finding->entitlements->len);
    }
  self->lines_job = sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_lines, reading, free_line_reading,
                                    finish_read_lines, G_OBJECT (self));
}

static void
show_one (SnFindingsPage *self, const SnFinding *finding)
{
  g_autofree char *decision = NULL;

  gtk_label_set_label (self->message, finding->message);
  if (*finding->decision != '\0')
    /* TRANSLATORS: the decision on a finding, and its reason */
    decision = g_strdup_printf (_ ("%s: %s"), sn_words_for_decision (finding->decision), finding->reason);
  gtk_label_set_label (self->decision_label, decision != NULL ? decision : "");
  gtk_widget_set_visible (GTK_WIDGET (self->decision_label), decision != NULL);
}

static void
show_several (SnFindingsPage *self, guint n_chosen)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "%u finding is chosen.",
                                                        "%u findings are chosen; a decision goes for all of them.",
                                                     n_chosen),
                                           n_chosen);

  gtk_label_set_label (self->message, n_chosen > 0 ? text : _ ("Choose a finding to see its rows side by side."));
  gtk_widget_set_visible (GTK_WIDGET (self->decision_label), FALSE);
}

void
sn_findings_page_show_chosen (SnFindingsPage *self)
{
  g_autoptr (GPtrArray) chosen = NULL;

  if (self->filling)
    return;
  chosen = sn_findings_page_get_chosen (self);
  if (chosen->len == 1)
    show_one (self, g_ptr_array_index (chosen, 0));
  else
    show_several (self, chosen->len);
  sn_finding_decisions_update (self);
  start_reading_lines (self, chosen);
}
