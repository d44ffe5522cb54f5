/* sn-officers-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officers-dialog.h"

#include "sn-officer-duties.h"
#include "sn-officer-reading.h"
#include "sn-officer-rights.h"

#include <glib/gi18n.h>

#define OFFICER_KEY "sn-officer" /* of a tick: its officer's id */
#define COLUMN_KEY "sn-column"   /* and its Column */

typedef enum
{
  COLUMN_PREPARE,
  COLUMN_REVIEW,
  COLUMN_APPROVE,
  COLUMN_REVEAL,
  N_COLUMNS
} Column;

static const struct
{
  const char *title;
  const char *help;
  SnDuty      duty; /* SN_DUTY_NONE: the right to see numbers */
} columns[N_COLUMNS] = {
  { N_ ("Prepares"), N_ ("The registry, lists, submissions, batches and the bank's answers"), SN_DUTY_PREPARE },
  { N_ ("Reviews"), N_ ("Sends rosters back; approves what one may approve, and the first of two times"), SN_DUTY_REVIEW },
  { N_ ("Approves"), N_ ("Approves all rosters and batches; sets programs, rates and rules"), SN_DUTY_APPROVE },
  { N_ ("Full numbers"), N_ ("Sees the numbers of documents, accounts and phones in full"), SN_DUTY_NONE },
};

struct _SnOfficersDialog
{
  AdwWindow            parent_instance;

  /* Template */
  GtkWidget           *duties_row, *reveal_row;
  GtkSwitch           *duties_switch, *reveal_switch;
  AdwPreferencesGroup *group;
  GtkBox              *list;

  /* Owned */
  SnSession           *session;
  GtkSizeGroup        *widths[N_COLUMNS];
  GtkWidget           *headings[N_COLUMNS]; /* borrowed */
  GPtrArray           *officers;   /* SnOfficer (nullable): as they are shown */
  GPtrArray           *ticks;      /* GtkCheckButton, borrowed: N_COLUMNS for each officer */
  gboolean             is_showing; /* what changes now was not changed by hand */
};

G_DEFINE_FINAL_TYPE (SnOfficersDialog, sn_officers_dialog, ADW_TYPE_WINDOW)

static void start_reading (SnOfficersDialog *self);

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  SET_DUTIES,
  SET_REVEAL,
  LIMIT_DUTIES,
  LIMIT_REVEAL,
} What;

typedef struct
{
  What     what;
  gint64   officer_id;
  gboolean yes;
  SnDuty   duties;
} Setting;

static gboolean
write_setting (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  switch (setting->what)
    {
    case SET_DUTIES:
      return sn_officer_set_duties (transaction, setting->officer_id, setting->duties, error);
    case SET_REVEAL:
      return sn_officer_set_may_reveal (transaction, setting->officer_id, setting->yes, error);
    case LIMIT_DUTIES:
      return sn_officer_set_duties_limited (transaction, setting->yes, error);
    case LIMIT_REVEAL:
    default:
      return sn_officer_set_reveal_limited (transaction, setting->yes, error);
    }
}

static gboolean
run_write (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_setting, data, error);
}

/* Read anew in any case: what was refused goes back. */
static void
finish_write (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  start_reading (SN_OFFICERS_DIALOG (owner));
}

static void
write_anew (SnOfficersDialog *self, const Setting *setting)
{
  g_autoptr (SnJob) job =
    sn_session_run (self->session, _ ("Setting who may do what…"), run_write, g_memdup2 (setting, sizeof *setting), g_free, finish_write,
                    G_OBJECT (self));
}

static void
handle_duties_switched (SnOfficersDialog *self)
{
  if (!self->is_showing)
    write_anew (self, &(Setting){ LIMIT_DUTIES, .yes = gtk_switch_get_active (self->duties_switch) });
}

static void
handle_reveal_switched (SnOfficersDialog *self)
{
  if (!self->is_showing)
    write_anew (self, &(Setting){ LIMIT_REVEAL, .yes = gtk_switch_get_active (self->reveal_switch) });
}

typedef struct
{
  SnOfficersDialog *dialog;
  Setting           setting;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  g_object_unref (((Question *) data)->dialog);
  g_free (data);
}

static void
handle_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;

  if (g_str_equal (response, "lay-down"))
    write_anew (question->dialog, &question->setting);
  else
    start_reading (question->dialog);
}

/* A slip of the hand that one cannot set right oneself. */
static void
ask_to_lay_down (SnOfficersDialog *self, const Setting *setting)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Lay Down a Duty of Your Own?"),
                                              _ ("Nobody names themselves: somebody who approves would have to name you again."));
  Question *question = g_new (Question, 1);

  *question = (Question){ g_object_ref (self), *setting };
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "lay-down", _ ("_Lay Down"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "lay-down", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_ticked (SnOfficersDialog *self, GParamSpec *property, GtkCheckButton *tick)
{
  Column column = (Column) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (tick), COLUMN_KEY));
  const gint64 *officer_id = g_object_get_data (G_OBJECT (tick), OFFICER_KEY);
  const SnOfficer *officer = sn_officer_find_by_id (self->officers, *officer_id);
  gboolean yes = gtk_check_button_get_active (tick);
  Setting setting = { column == COLUMN_REVEAL ? SET_REVEAL : SET_DUTIES, *officer_id, yes };

  if (self->is_showing || officer == NULL)
    return;
  setting.duties = yes ? officer->duties | columns[column].duty : officer->duties & ~columns[column].duty;
  /* A duty is taken by the first officer alone: this one is his own. */
  if (column != COLUMN_REVEAL && !yes && officer->is_first)
    ask_to_lay_down (self, &setting);
  else
    write_anew (self, &setting);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_row (GtkWidget *first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_hexpand (first, TRUE);
  gtk_box_append (GTK_BOX (box), first);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  return box;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* No list's rows: the keyboard stops at the ticks alone. */
static void
append_row (SnOfficersDialog *self, GtkWidget *row)
{
  if (gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL)
    gtk_box_append (self->list, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (self->list, row);
}

static void
append_heading (SnOfficersDialog *self)
{
  GtkWidget *box = make_row (make_label (C_ ("officer", "Name"), "caption-heading"));

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = make_label (_ (columns[i].title), "caption-heading");

      gtk_label_set_xalign (GTK_LABEL (label), 0.5);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
      self->headings[i] = label;
      gtk_widget_set_tooltip_text (label, _ (columns[i].help));
      gtk_size_group_add_widget (self->widths[i], label);
      gtk_box_append (GTK_BOX (box), label);
    }
  append_row (self, box);
}

static GtkWidget *
make_tick (SnOfficersDialog *self, const SnOfficer *officer, Column column)
{
  GtkWidget *tick = gtk_check_button_new (), *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  /* TRANSLATORS: an officer's name and what a column is about, for a screen reader */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), officer->name, _ (columns[column].title));

  gtk_widget_set_halign (tick, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (tick, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (tick), OFFICER_KEY, g_memdup2 (&officer->id, sizeof officer->id), g_free);
  g_object_set_data (G_OBJECT (tick), COLUMN_KEY, GINT_TO_POINTER (column));
  g_signal_connect_swapped (tick, "notify::active", G_CALLBACK (handle_ticked), self);
  g_ptr_array_add (self->ticks, tick);
  gtk_box_append (GTK_BOX (cell), tick);
  /* As wide as its column, not wider because of what is in its middle. */
  gtk_widget_set_hexpand (cell, FALSE);
  gtk_size_group_add_widget (self->widths[column], cell);
  return cell;
}

static void
append_officer (SnOfficersDialog *self, const SnOfficer *officer)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *box;

  gtk_widget_set_valign (names, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (names), make_label (officer->name, NULL));
  if (officer->is_first)
    {
      GtkWidget *note = make_label (_ ("Made this workspace; names the others"), "caption");

      gtk_widget_add_css_class (note, "dim-label");
      gtk_box_append (GTK_BOX (names), note);
    }
  box = make_row (names);
  for (int i = 0; i < N_COLUMNS; i++)
    gtk_box_append (GTK_BOX (box), make_tick (self, officer, (Column) i));
  append_row (self, box);
}

static gboolean
is_same_list (GPtrArray *before, GPtrArray *after)
{
  if (before == NULL || before->len != after->len)
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    if (((const SnOfficer *) before->pdata[i])->id != ((const SnOfficer *) after->pdata[i])->id)
      return FALSE;
  return TRUE;
}

/* The rows stay where they are the same: so does the keyboard. */
static void
fill_list (SnOfficersDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, row);
  g_ptr_array_set_size (self->ticks, 0);
  append_heading (self);
  for (guint i = 0; i < self->officers->len; i++)
    append_officer (self, g_ptr_array_index (self->officers, i));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) (nullable): why who works here cannot turn this tick over; core says it */
static GError *
find_refusal (SnOfficersDialog *self, const SnOfficer *acting, const SnOfficer *officer, Column column)
{
  GError *error = NULL;

  if (column == COLUMN_REVEAL && officer->is_first)
    g_set_error_literal (&error, SN_ERROR, SN_ERROR_REFUSED, _ ("Who made the workspace always may: somebody must be able to open what was closed."));
  else
    sn_officer_check_naming_of (self->officers, acting, column == COLUMN_REVEAL || (officer->duties & columns[column].duty) != 0 ? NULL : officer,
                                &error);
  return error;
}

static void
allow (GtkWidget *widget, GtkWidget *explained, GError *take_refusal, const char *help)
{
  g_autoptr (GError) refusal = take_refusal;
  const char *text = refusal != NULL ? refusal->message : help;

  gtk_widget_set_sensitive (widget, refusal == NULL);
  gtk_widget_set_tooltip_text (explained, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
}

static void
show_officer (SnOfficersDialog *self, guint place, const SnOfficer *acting)
{
  const SnOfficer *officer = g_ptr_array_index (self->officers, place);

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *tick = g_ptr_array_index (self->ticks, place * N_COLUMNS + (guint) i);
      gboolean yes = i == COLUMN_REVEAL ? officer->may_reveal : (officer->duties & columns[i].duty) != 0;

      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), yes);
      allow (tick, gtk_widget_get_parent (tick), find_refusal (self, acting, officer, (Column) i), _ (columns[i].help));
    }
}

static void
show_switches (SnOfficersDialog *self, const SnOfficerReading *reading, const SnOfficer *acting)
{
  GError *no_naming = NULL;

  /* What is not asked for stands back. */
  for (int i = 0; i < N_COLUMNS; i++)
    if (i == COLUMN_REVEAL ? reading->reveal_limited : reading->duties_limited)
      gtk_widget_remove_css_class (self->headings[i], "dim-label");
    else
      gtk_widget_add_css_class (self->headings[i], "dim-label");
  gtk_switch_set_active (self->duties_switch, reading->duties_limited);
  gtk_switch_set_active (self->reveal_switch, reading->reveal_limited);
  sn_officer_check_naming_of (self->officers, acting, NULL, &no_naming);
  /* A tip is seen by who has a pointer and waits; who may not name reads it at once. */
  adw_preferences_group_set_description (self->group, no_naming != NULL ? no_naming->message : NULL);
  allow (GTK_WIDGET (self->duties_switch), self->duties_row, no_naming != NULL ? g_error_copy (no_naming) : NULL, NULL);
  allow (GTK_WIDGET (self->reveal_switch), self->reveal_row, no_naming, NULL);
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnOfficersDialog *self = SN_OFFICERS_DIALOG (owner);
  SnOfficerReading *reading = data;
  const SnOfficer *acting;
  gboolean is_same;

  if (error != NULL)
    return;
  is_same = is_same_list (self->officers, reading->officers);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  self->officers = g_steal_pointer (&reading->officers);
  acting = sn_officer_find_by_id (self->officers, reading->acting_id);
  self->is_showing = TRUE;
  if (!is_same)
    fill_list (self);
  for (guint i = 0; i < self->officers->len; i++)
    show_officer (self, i, acting);
  show_switches (self, reading, acting);
  self->is_showing = FALSE;
}

static void
start_reading (SnOfficersDialog *self)
{
  sn_officer_reading_start (self->session, finish_read, G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_officers_dialog_present (GtkWindow *parent, SnSession *session)
{
  SnOfficersDialog *self = g_object_new (SN_TYPE_OFFICERS_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  start_reading (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
sn_officers_dialog_dispose (GObject *object)
{
  SnOfficersDialog *self = SN_OFFICERS_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_OFFICERS_DIALOG);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_clear_pointer (&self->ticks, g_ptr_array_unref);
  for (int i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->widths[i]);
  G_OBJECT_CLASS (sn_officers_dialog_parent_class)->dispose (object);
}

static void
sn_officers_dialog_class_init (SnOfficersDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_officers_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-officers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnOfficersDialog, duties_row);
  gtk_widget_class_bind_template_child (widget_class, SnOfficersDialog, reveal_row);
  gtk_widget_class_bind_template_child (widget_class, SnOfficersDialog, duties_switch);
  gtk_widget_class_bind_template_child (widget_class, SnOfficersDialog, reveal_switch);
  gtk_widget_class_bind_template_child (widget_class, SnOfficersDialog, group);
  gtk_widget_class_bind_template_child (widget_class, SnOfficersDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, handle_duties_switched);
  gtk_widget_class_bind_template_callback (widget_class, handle_reveal_switched);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_officers_dialog_init (SnOfficersDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ticks = g_ptr_array_new ();
  for (int i = 0; i < N_COLUMNS; i++)
    self->widths[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}
