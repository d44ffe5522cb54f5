/* sn-department-actions.c: what can be done with a roster and its lines. Whether it may be done is core's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-department-page-private.h"

#include "sn-add-person-dialog.h"
#include "sn-batch-dialog.h"
#include "sn-file-dialog.h"
#include "sn-import-dialog.h"
#include "sn-line-change-dialog.h"
#include "sn-line-change.h"
#include "sn-reason-dialog.h"
#include "sn-review-dialog.h"
#include "sn-roster-workbook.h"
#include "sn-summary-workbook.h"

#include <glib/gi18n.h>
#include <string.h>

static GtkWindow *
get_window (SnDepartmentPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* (transfer full): "03.1", or "03.1 盈浦街道" */
static char *
name_part (SnDepartmentPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->town_choice);

  if (sn_department_page_get_town (self) == 0)
    return g_strdup (self->program_code);
  return g_strdup_printf ("%s %s", self->program_code, ((const SnDivision *) g_ptr_array_index (self->reading->towns, selected - 1))->name);
}

/* ── Submit, approve, return ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRosterStepKind kind;
  char            *program_code;
  gint64           town_id;
  char            *reason;  /* (nullable) */
} Step;

static void
free_step (gpointer data)
{
  Step *step = data;

  g_free (step->program_code);
  g_free (step->reason);
  g_free (step);
}

static gboolean
take_step (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Step *step = data;

  if (step->kind == SN_ROSTER_SUBMIT)
    return sn_roster_submit (transaction, step->program_code, step->town_id, NULL, error);
  return sn_roster_return (transaction, step->program_code, step->town_id, step->reason, NULL, error);
}

static gboolean
run_step (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, take_step, data, error);
}

static void
start_step (SnDepartmentPage *self, SnRosterStepKind kind, const char *reason)
{
  static const char *const sentences[] = {
    [SN_ROSTER_SUBMIT] = N_ ("Submitting the roster…"),
    [SN_ROSTER_RETURN] = N_ ("Returning the roster…"),
  };
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->program_code = g_strdup (self->program_code);
  step->town_id = sn_department_page_get_town (self);
  step->reason = g_strdup (reason);
  sn_page_run (SN_PAGE (self), _ (sentences[kind]), run_step, step, free_step, NULL);
}

static void
handle_submit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start_step (SN_DEPARTMENT_PAGE (widget), SN_ROSTER_SUBMIT, NULL);
}

static void
handle_approve (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  g_autofree char *part = name_part (self);

  sn_review_dialog_present (SN_PAGE (self), self->program_code, sn_department_page_get_town (self), part);
}

static void
take_return_reason (const char *reason, gpointer owner, gpointer data)
{
  start_step (SN_DEPARTMENT_PAGE (owner), SN_ROSTER_RETURN, reason);
}

static void
handle_return (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  g_autofree char *part = name_part (self);
  g_autofree char *body = g_strdup_printf (_ ("All submitted lines of %s go back to whoever prepared them. The reason is noted."), part);

  sn_reason_dialog_present (get_window (self), _ ("Return the Roster?"), body, _ ("_Return"), take_return_reason, G_OBJECT (self), NULL, NULL);
}

/* ── Hold, withdraw, release ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray     *ids;      /* gint64: those of the chosen lines that can go */
  const char *state;    /* to */
  char       *reason;
  guint       n_left;   /* that cannot */
  char       *why_left; /* (nullable): the first of them */
  guint       n_approved;
} Move;

static void
free_move (gpointer data)
{
  Move *move = data;

  g_array_unref (move->ids);
  g_free (move->reason);
  g_free (move->why_left);
  g_free (move);
}

static gboolean
move_lines (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Move *move = data;

  return sn_entitlement_move_lines (transaction, move->ids, move->state, move->reason, error);
}

static gboolean
run_move (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, move_lines, data, error);
}

static void
sort_line (Move *move, const char *program_code, const SnEntitlement *line)
{
  g_autoptr (GError) error = NULL;

  /* One reason is told: whoever chose a whole roster does not wait for a sentence a line. */
  if (sn_entitlement_check_line (line, program_code, move->state, move->why_left == NULL ? &error : NULL))
    {
      g_array_append_val (move->ids, line->id);
      move->n_approved += strcmp (line->state, "approved") == 0;
      return;
    }
  move->n_left++;
  if (error != NULL)
    move->why_left = g_strdup (error->message);
}

static Move *
make_move (SnDepartmentPage *self, const char *state)
{
  Move *move = g_new0 (Move, 1);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iterator;
  guint position;

  move->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  move->state = state;
  for (gboolean valid = gtk_bitset_iter_init_first (&iterator, selected, &position); valid; valid = gtk_bitset_iter_next (&iterator, &position))
    {
      const SnRosterItem *item = sn_row_list_get (self->rows, position);

      if (item != NULL)
        sort_line (move, self->program_code, item->entitlement);
    }
  return move;
}

static void
take_move_reason (const char *reason, gpointer owner, gpointer data)
{
  const Move *asked = data;
  Move *move = g_new0 (Move, 1);

  move->ids = g_array_ref (asked->ids);
  move->state = asked->state;
  move->reason = g_strdup (reason);
  sn_page_run (SN_PAGE (owner), _ ("Noting it on the lines…"), run_move, move, free_move, NULL);
}

/* What will be done to how many, how many are left as they are and why, and what it costs. */
static char *
describe_move (const Move *move, const char *deed)
{
  g_autoptr (GString) text = g_string_new (deed);

  if (move->n_left > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u chosen line is left as it is: %s", "%u chosen lines are left as they are: %s",
                                                 move->n_left), move->n_left, move->why_left);
    }
  if (move->n_approved > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u of them is approved: the approval goes with it.",
                                                 "%u of them are approved: the approval goes with it.", move->n_approved), move->n_approved);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
ask_for_move (SnDepartmentPage *self, Move *take_move, const char *heading, const char *deed, const char *accept)
{
  g_autofree char *body = describe_move (take_move, deed);

  sn_reason_dialog_present (get_window (self), heading, body, accept, take_move_reason, G_OBJECT (self), take_move, free_move);
}

static void
handle_hold (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  Move *move = make_move (self, "held");
  guint n = move->ids->len;
  g_autofree char *deed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line stays on the roster and is not paid until it is released.",
                                                     "%u lines stay on the roster and are not paid until they are released.", n), n);

  ask_for_move (self, move, _ ("Hold?"), deed, _ ("_Hold"));
}

static void
handle_withdraw (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  Move *move = make_move (self, "withdrawn");
  guint n = move->ids->len;
  g_autofree char *deed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line is taken off the roster for good; it stays visible with the reason.",
                                                     "%u lines are taken off the roster for good; they stay visible with the reason.", n), n);

  ask_for_move (self, move, _ ("Withdraw?"), deed, _ ("_Withdraw"));
}

static void
handle_release (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);

  sn_page_run (SN_PAGE (self), _ ("Noting it on the lines…"), run_move, make_move (self, "listed"), free_move, NULL);
}

/* All that are chosen: which of them can be changed is for the dialog to say. */
static GArray *
list_selected (SnDepartmentPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iterator;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iterator, selected, &position); valid; valid = gtk_bitset_iter_next (&iterator, &position))
    {
      const SnRosterItem *item = sn_row_list_get (self->rows, position);

      if (item != NULL)
        g_array_append_val (ids, item->entitlement->id);
    }
  return ids;
}

static void
handle_change (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  const SnProgram *program = sn_department_reading_get_program (self->reading);
  g_autoptr (GArray) ids = list_selected (self);

  if (program != NULL && ids->len > 0)
    sn_line_change_dialog_present (get_window (self), sn_page_get_session (SN_PAGE (self)), program, ids);
}

/* ── What is possible ───────────────────────────────────────────────────────────────────────────────────────────── */

/* An action that cannot be taken says why where the pointer rests on it, and to a screen reader. */
static void
allow (SnDepartmentPage *self, const char *action, GtkWidget *button, const char *refusal, const char *help)
{
  const char *text = refusal != NULL ? refusal : help;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, refusal == NULL);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* What the officer at work is named for, or is not. The program's own dialog opens in any case: it is read as well. */
static void
update_duties (SnDepartmentPage *self)
{
  const char *no_preparing = self->reading->no_preparing, *no_setting = self->reading->no_setting;
  const char *import_help = _ ("Read a roster from a spreadsheet; first you see what it would do"), *add_help = _ ("List somebody by search");

  allow (self, "page.import", self->import_button, no_preparing, import_help);
  allow (self, "page.import", self->first_import_button, no_preparing, import_help);
  allow (self, "page.add", self->add_button, no_preparing, add_help);
  allow (self, "page.add", self->first_add_button, no_preparing, add_help);
  allow (self, "page.confirm-rates", self->rates_button, no_setting, _ ("This year's amounts beside last year's"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.new-program", no_setting == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.remove-program", no_setting == NULL);
}

void
sn_department_page_update_deeds (SnDepartmentPage *self)
{
  const struct
  {
    const char *action;
    GtkWidget  *button;
    const char *help;
  } deeds[] = {
    [SN_ROSTER_DEED_SUBMIT] = { "page.submit", self->submit_button, _ ("Hand in all listed lines for approval") },
    [SN_ROSTER_DEED_APPROVE] = { "page.approve", self->approve_button, _ ("Approve all submitted lines; by another officer than their preparer") },
    [SN_ROSTER_DEED_RETURN] = { "page.return", self->return_button, _ ("Send all submitted lines back, with a reason") },
    [SN_ROSTER_DEED_BATCH] = { "page.batch", self->batch_button, _ ("Put all that is approved and unpaid into a batch") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    allow (self, deeds[i].action, deeds[i].button, self->reading->refusals[i], deeds[i].help);
  update_duties (self);
}

/* (transfer full) (nullable): why none of the selected lines can get another rate or amount */
static char *
find_change_refusal (SnDepartmentPage *self, GtkBitset *selected)
{
  GtkBitsetIter iterator;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iterator, selected, &position); valid; valid = gtk_bitset_iter_next (&iterator, &position))
    {
      const SnRosterItem *item = sn_row_list_get (self->rows, position);

      if (item != NULL && sn_line_change_is_possible (item->entitlement->state))
        return NULL;
    }
  return g_strdup (gtk_bitset_is_empty (selected) ? _ ("Choose a line first.") : _ ("Only lines that are listed can get another rate or amount."));
}

/* (transfer full) (nullable): why none of the selected lines can go to @state */
static char *
find_move_refusal (SnDepartmentPage *self, GtkBitset *selected, const char *state)
{
  g_autoptr (GError) error = NULL;
  GtkBitsetIter iterator;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iterator, selected, &position); valid; valid = gtk_bitset_iter_next (&iterator, &position))
    {
      const SnRosterItem *item = sn_row_list_get (self->rows, position);

      if (item != NULL && sn_entitlement_check_line (item->entitlement, self->program_code, state, error == NULL ? &error : NULL))
        return NULL;
    }
  return g_strdup (error != NULL ? error->message : _ ("Choose a line first."));
}

void
sn_department_page_update_moves (SnDepartmentPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  const struct
  {
    const char *action;
    GtkWidget  *button;
    const char *state;
    const char *help;
  } moves[] = {
    { "page.hold", self->hold_button, "held", _ ("Not to be paid for now") },
    { "page.withdraw", self->withdraw_button, "withdrawn", _ ("Take the lines off the roster, with a reason") },
    { "page.release", self->release_button, "listed", _ ("Back on the roster, as listed") },
  };
  const char *no_preparing = self->reading->no_preparing;
  g_autofree char *change_refusal = no_preparing != NULL ? g_strdup (no_preparing) : find_change_refusal (self, selected);

  allow (self, "page.change", self->change_button, change_refusal, _ ("Another rate or amount, with a reason"));

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *refusal = no_preparing != NULL ? g_strdup (no_preparing) : find_move_refusal (self, selected, moves[i].state);

      allow (self, moves[i].action, moves[i].button, refusal, moves[i].help);
    }
}

/* ── Dialogs ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_import_path (const char *path, gpointer owner)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (owner);
  const SnProgram *program = sn_department_reading_get_program (self->reading);

  if (program != NULL)
    {
      const SnImportTarget target = { .kind = SN_IMPORT_ROSTER, .program_code = program->code };

      sn_import_dialog_present (get_window (self), sn_page_get_session (SN_PAGE (self)), &target, path, NULL);
    }
}

static void
handle_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  g_autofree char *title = g_strdup_printf (_ ("Import a Roster into %s"), self->program_code);

  sn_file_dialog_open (get_window (self), title, SN_FILE_SHEET, take_import_path, G_OBJECT (self));
}

static void
handle_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  const SnProgram *program = self->reading->programs != NULL ? sn_department_reading_get_program (self->reading) : NULL;

  if (program != NULL)
    sn_add_person_dialog_present (get_window (self), sn_page_get_session (SN_PAGE (self)), program, sn_department_page_get_town (self));
}

static void
handle_batch (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  g_autofree char *part = name_part (self);

  sn_batch_dialog_present (SN_PAGE (self), self->program_code, sn_department_page_get_town (self), part);
}

/* ── Export ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRosterWorkbookKind kind;
  gboolean             full_ids;
  char                *program_code;
  char                *department;  /* (nullable): its summary, instead of a program's list */
  gint64               town_id;
  char                *path;
  SnExportResult       result;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->program_code);
  g_free (export->department);
  g_free (export->path);
  sn_export_result_clear (&export->result);
  g_free (export);
}

static gboolean
note_full_export (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_workbook_note_full (transaction, ((const Export *) data)->program_code, error);
}

static gpointer
write_workbook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  if (export->department != NULL)
    return sn_summary_workbook_write (connection, export->department, export->path, &export->result, cancellable, error) ? data : NULL;
  return sn_roster_workbook_write (connection, export->kind, export->program_code, export->town_id, export->full_ids, export->path,
                                   &export->result, cancellable, error) ? data : NULL;
}

static gboolean
run_export (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  const Export *export = data;

  return (!export->full_ids || sn_job_write (job, note_full_export, data, error)) && sn_job_read (job, write_workbook, data, error) != NULL;
}

static void
finish_export (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  const Export *export = data;
  g_autofree char *name = g_path_get_basename (export->path);
  g_autofree char *sentence = NULL;

  if (error != NULL)
    return;
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Exported %u line to “%s”", "Exported %u lines to “%s”",
                                        (gulong) export->result.rows), (guint) export->result.rows, name);
  sn_session_say (sn_page_get_session (SN_PAGE (owner)), sentence);
}

/* What the menu offers: the word of the action's parameter, and the proposed name of the file behind program and town. */
static const struct
{
  const char          *word;
  SnRosterWorkbookKind kind;
  gboolean             full_ids;
  const char          *title;
  const char          *name;
} exports[] = {
  { "roster", SN_ROSTER_WORKBOOK_ROSTER, FALSE, N_ ("Export the Roster"), N_ ("roster") },
  { "roster-full", SN_ROSTER_WORKBOOK_ROSTER, TRUE, N_ ("Export the Roster With Full Numbers"), N_ ("roster with full numbers") },
  { "signsheet", SN_ROSTER_WORKBOOK_SIGNSHEET, FALSE, N_ ("Export the Sign Sheet"), N_ ("sign sheet") },
  { "publication", SN_ROSTER_WORKBOOK_PUBLICATION, FALSE, N_ ("Export the Publication List"), N_ ("publication list") },
};

static void
take_export_path (const char *path, gpointer owner)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (owner);
  gsize which = GPOINTER_TO_SIZE (g_object_get_data (owner, "sn-export"));
  Export *export = g_new0 (Export, 1);

  export->kind = exports[which].kind;
  export->full_ids = exports[which].full_ids;
  export->program_code = g_strdup (self->program_code);
  export->town_id = sn_department_page_get_town (self);
  export->path = g_strdup (path);
  sn_page_run (SN_PAGE (self), _ ("Writing the workbook…"), run_export, export, free_export, finish_export);
}

static void
start_export (SnDepartmentPage *self, gsize which)
{
  g_autofree char *part = name_part (self);
  g_autofree char *name = g_strdup_printf ("%s %s.xlsx", part, _ (exports[which].name));

  /* The file dialog is modal: there is never a second one of this page. */
  g_object_set_data (G_OBJECT (self), "sn-export", GSIZE_TO_POINTER (which));
  sn_file_dialog_save (get_window (self), _ (exports[which].title), name, SN_FILE_WORKBOOK, take_export_path, G_OBJECT (self));
}

static void
take_ledger_path (const char *path, gpointer owner)
{
  Export *export = g_new0 (Export, 1);

  export->department = g_strdup (sn_page_get_department (SN_PAGE (owner)));
  export->path = g_strdup (path);
  sn_page_run (SN_PAGE (owner), _ ("Writing the workbook…"), run_export, export, free_export, finish_export);
}

void
sn_department_page_export_ledger (SnDepartmentPage *self)
{
  g_autofree char *name = g_strdup_printf ("%s.xlsx", _ ("Ledger of funding"));

  sn_file_dialog_save (get_window (self), _ ("Export the Ledger of Funding"), name, SN_FILE_WORKBOOK, take_ledger_path, G_OBJECT (self));
}

void
sn_department_page_export_roster (SnDepartmentPage *self)
{
  if (self->reading->items != NULL && self->reading->items->len > 0)
    start_export (self, 0);
  else
    sn_session_say (sn_page_get_session (SN_PAGE (self)), _ ("There is no roster here that could be exported."));
}

static void
handle_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exports); i++)
    if (strcmp (exports[i].word, g_variant_get_string (parameter, NULL)) == 0)
      start_export (SN_DEPARTMENT_PAGE (widget), i);
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_table_copy (SN_DEPARTMENT_PAGE (widget)->roster_view, sn_roster_columns, SN_ROSTER_N_COLUMNS);
}

void
sn_department_page_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *parameter_type;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "page.import", NULL, handle_import },     { "page.add", NULL, handle_add },           { "page.submit", NULL, handle_submit },
    { "page.approve", NULL, handle_approve },   { "page.return", NULL, handle_return },     { "page.batch", NULL, handle_batch },
    { "page.change", NULL, handle_change },     { "page.hold", NULL, handle_hold },         { "page.withdraw", NULL, handle_withdraw },
    { "page.release", NULL, handle_release },   { "page.export", "s", handle_export },      { "page.copy", NULL, handle_copy },
    { "page.export-template", NULL, sn_department_page_export_template },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "page.withdraw", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "page.withdraw", NULL);
}
