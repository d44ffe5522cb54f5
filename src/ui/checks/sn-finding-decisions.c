/* sn-finding-decisions.c: allow, hold or withdraw, each with a reason, for all that is chosen in one Change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-findings-page-private.h"

#include "sn-form-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *action;
  const char *decision;
  const char *heading;
  const char *body;
  const char *response;
  gboolean    destructive;
} decisions[] = {
  { "page.allow", "allow", N_ ("Allow It?"), N_ ("The lines stay as they are, and the roster can be submitted."), N_ ("_Allow"), FALSE },
  { "page.hold", "hold", N_ ("Hold the Lines?"),
    N_ ("All lines of the finding stay out of submission and payment until somebody releases them."), N_ ("_Hold"), FALSE },
  { "page.withdraw", "withdraw", N_ ("Withdraw the Lines?"),
    N_ ("The line that was listed first stays, the others are taken out for good. Where there is only one line, it is taken out."),
    N_ ("_Withdraw"), TRUE },
};

/* What is held or withdrawn stands no more; what was allowed may still be held or withdrawn. What is not worded yet is in a moment. */
static gboolean
can_decide (const SnFinding *finding, const char *decision)
{
  if (finding->id == 0)
    return FALSE;
  return *finding->decision == '\0' || (strcmp (finding->decision, "allow") == 0 && strcmp (decision, "allow") != 0);
}

typedef struct
{
  GArray     *ids;      /* gint64 */
  const char *decision; /* static */
  char       *reason;
} Deciding;

static Deciding *
make_deciding (GArray *ids, const char *decision, const char *reason)
{
  Deciding *deciding = g_new (Deciding, 1);

  deciding->ids = g_array_ref (ids);
  deciding->decision = decision;
  deciding->reason = g_strdup (reason);
  return deciding;
}

static void
free_deciding (gpointer data)
{
  Deciding *deciding = data;

  g_array_unref (deciding->ids);
  g_free (deciding->reason);
  g_free (deciding);
}

static gboolean
decide (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Deciding *deciding = data;

  return sn_finding_decide_all (transaction, deciding->ids, deciding->decision, deciding->reason, error);
}

static gboolean
run_decide (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, decide, data, error);
}

static void
finish_decide (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  if (error != NULL)
    SN_FINDINGS_PAGE (owner)->next_position = GTK_INVALID_LIST_POSITION;
}

static guint
get_first_position (SnFindingsPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected);
}

static void
take_reason (const char *const *values, gpointer owner, gpointer data)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (owner);
  const Deciding *asked = data;

  self->next_position = get_first_position (self);
  sn_page_run (SN_PAGE (self), _ ("Noting the decision…"), run_decide, make_deciding (asked->ids, asked->decision, values[0]),
               free_deciding, finish_decide);
}

/* (transfer full): gint64 */
static GArray *
collect_ids (SnFindingsPage *self, const char *decision)
{
  g_autoptr (GPtrArray) chosen = sn_findings_page_get_chosen (self);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < chosen->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (chosen, i);

      if (can_decide (finding, decision))
        g_array_append_val (ids, finding->id);
    }
  return ids;
}

static void
ask_decision (SnFindingsPage *self, gsize i)
{
  g_autoptr (GArray) ids = collect_ids (self, decisions[i].decision);
  g_autoptr (GPtrArray) chosen = sn_findings_page_get_chosen (self);
  const SnFormField fields[] = { { _ ("Reason"), NULL, TRUE } };
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u finding is decided.",
                                                         "%u findings are decided, for the same reason.", ids->len),
                                            ids->len);
  g_autofree char *persons = chosen->len == 1 ? sn_finding_name_persons (g_ptr_array_index (chosen, 0)) : NULL;
  g_autofree char *body = persons != NULL ? g_strdup_printf ("%s\n%s", persons, _ (decisions[i].body))
                                          : g_strdup_printf ("%s\n%s", _ (decisions[i].body), count);
  SnForm form = { _ (decisions[i].heading), body, _ (decisions[i].response), decisions[i].destructive, fields, G_N_ELEMENTS (fields) };

  if (ids->len > 0)
    sn_form_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &form, take_reason, G_OBJECT (self),
                            make_deciding (ids, decisions[i].decision, ""), free_deciding);
}

static void
handle_decide (GtkWidget *widget, const char *action, GVariant *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (strcmp (decisions[i].action, action) == 0)
      ask_decision (SN_FINDINGS_PAGE (widget), i);
}

void
sn_finding_decisions_update (SnFindingsPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      g_autoptr (GArray) ids = collect_ids (self, decisions[i].decision);

      gtk_widget_action_set_enabled (GTK_WIDGET (self), decisions[i].action, ids->len > 0);
    }
}

void
sn_finding_decisions_install (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    gtk_widget_class_install_action (widget_class, decisions[i].action, NULL, handle_decide);
}
