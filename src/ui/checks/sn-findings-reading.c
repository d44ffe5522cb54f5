/* sn-findings-reading.c: how findings come to their page: those that stand first, then all, then all with their words and who gets nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-findings-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  SnFindingMemory *memory;
  SnChecks        *checks;    /* (nullable): in: what has to be completed; out: what was found */
  guint64          n_changes; /* when it was begun */
  gboolean         is_first;  /* what stands first will do: nothing is shown yet */
  gboolean         tells;     /* somebody asked for it, and how many there are: everything is looked at */
} Reading;

static void
free_reading (gpointer data)
{
  g_clear_pointer (&((Reading *) data)->checks, sn_checks_unref);
  sn_finding_memory_unref (((Reading *) data)->memory);
  g_free (data);
}

/* (transfer full): first what there is, and the sentences of the first page; then the rest */
static gpointer
read_checks (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  if (reading->checks != NULL && reading->checks->is_whole)
    return sn_checks_complete (reading->checks, connection, cancellable, error);
  if (reading->tells)
    sn_finding_memory_forget (reading->memory);
  return reading->is_first ? sn_checks_look_first (connection, reading->memory, error) : sn_checks_look (connection, reading->memory, error);
}

static gboolean
run_read_checks (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Reading *reading = data;
  SnChecks *checks = sn_job_read (job, read_checks, reading, error);

  if (checks == NULL)
    return FALSE;
  g_clear_pointer (&reading->checks, sn_checks_unref);
  reading->checks = checks;
  return TRUE;
}

static void
show_checked (SnFindingsPage *self, GDateTime *made_at)
{
  g_autofree char *time = g_date_time_format (made_at, "%H:%M");
  /* TRANSLATORS: hour and minute */
  g_autofree char *label = g_strdup_printf (_ ("Checked at %s"), time);
  g_autofree char *description = g_strdup_printf (
      _ ("Checked at %s: nobody stands twice, no programs meet, and people, accounts and amounts are as they should be. Rosters are checked again as they change."), time);

  gtk_label_set_label (self->checked_label, self->is_partial ? _ ("Checking the rosters…") : label);
  adw_status_page_set_description (self->empty_page, description);
}

/* What was not worded yet has no number: its rule and its lines say which it is. */
static gboolean
is_same_finding (gconstpointer one, gconstpointer other)
{
  const SnFinding *first = one, *second = other;

  return first->id == second->id && strcmp (first->rule, second->rule) == 0 && first->entitlements->len == second->entitlements->len &&
         memcmp (first->entitlements->data, second->entitlements->data, first->entitlements->len * sizeof (gint64)) == 0;
}

static gboolean
is_blank (SnFindingsPage *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->stages), "blank") == 0;
}

/* A beginning is better than nothing, but not than what was found before the last change: that would lose what somebody is at. And that nothing
 * stands first does not say that nothing is doubtful. */
static gboolean
is_worth_showing (SnFindingsPage *self, SnChecks *checks)
{
  return checks->findings != sn_row_list_get_rows (self->findings) &&
         (checks->is_whole || (checks->findings->len > 0 && is_blank (self)));
}

static void
show_checks (SnFindingsPage *self, SnChecks *checks)
{
  g_autoptr (GHashTable) ids = NULL;

  if (!is_worth_showing (self, checks))
    return;
  ids = sn_findings_page_collect_chosen_ids (self);
  self->is_partial = !checks->is_whole;
  /* Only open ones are there yet. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->decision_filter), checks->is_whole);
  self->filling = TRUE;
  sn_table_update (self->findings, checks->findings, sn_finding_columns, sn_finding_n_columns, is_same_finding);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stages, "findings");
  gtk_stack_set_visible_child_name (self->result_stack, checks->findings->len > 0 ? "findings" : "empty");
  show_checked (self, checks->made_at);
  sn_findings_page_restore_selection (self, ids);
  if (checks->categories == NULL)
    return;
  sn_rule_list_set_reach (self->rule_list, checks->categories);
  if (self->shows_unreached)
    sn_rule_list_show_unreached (self->rule_list);
  self->shows_unreached = FALSE;
}

static void
tell_count (SnFindingsPage *self, GPtrArray *findings)
{
  g_autofree char *sentence = NULL;
  guint n_open = 0;

  for (guint i = 0; i < findings->len; i++)
    n_open += *((SnFinding *) g_ptr_array_index (findings, i))->decision == '\0';
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "Checked: %u open finding", "Checked: %u open findings", n_open), n_open);
  sn_session_say (sn_page_get_session (SN_PAGE (self)), sentence);
}

static void start_reading (SnFindingsPage *self, const char *sentence, const Reading *begun);

static void
finish_read_checks (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (owner);
  const Reading *reading = data;

  if (error != NULL)
    return;
  show_checks (self, reading->checks);
  /* The session brings the rest. */
  if (self->waits)
    return;
  if (reading->tells)
    tell_count (self, reading->checks->findings);
  if (reading->checks->categories == NULL)
    start_reading (self, NULL, &(Reading){ .checks = reading->checks, .n_changes = reading->n_changes });
  else
    sn_session_take_checks (sn_page_get_session (SN_PAGE (self)), reading->checks, reading->n_changes);
}

static void
start_reading (SnFindingsPage *self, const char *sentence, const Reading *begun)
{
  Reading *reading = g_memdup2 (begun, sizeof *begun);

  reading->memory = sn_finding_memory_ref (sn_session_get_finding_memory (sn_page_get_session (SN_PAGE (self))));
  if (reading->checks != NULL)
    sn_checks_ref (reading->checks);
  sn_page_run (SN_PAGE (self), sentence, run_read_checks, reading, free_reading, finish_read_checks);
}

/* What the session found when it was calm is here at once. Where it is at work on it, the beginning comes before that. */
void
sn_findings_page_refresh (SnPage *page)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (page);
  SnSession *session = sn_page_get_session (page);
  SnChecks *checks = sn_session_get_checks (session);

  self->waits = checks == NULL && sn_session_is_checking (session);
  if (checks != NULL)
    show_checks (self, checks);
  if (!self->waits || is_blank (self))
    start_reading (self, NULL, &(Reading){ .checks = checks, .n_changes = sn_session_get_n_changes (session), .is_first = is_blank (self) });
}

void
sn_findings_reading_note_counted (SnFindingsPage *self)
{
  if (self->waits)
    sn_page_refresh (SN_PAGE (self));
}

static void
handle_check (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (widget);

  self->waits = FALSE;
  start_reading (self, _ ("Checking the rosters…"),
                 &(Reading){ .n_changes = sn_session_get_n_changes (sn_page_get_session (SN_PAGE (self))), .tells = TRUE });
}

void
sn_findings_reading_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.check", NULL, handle_check);
}
