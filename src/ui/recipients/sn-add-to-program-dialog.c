/* sn-add-to-program-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-add-to-program-dialog.h"

#include "sn-figure-text.h"
#include "sn-listing.h"
#include "sn-money.h"
#include "sn-recipient-filter.h"
#include "sn-window-layout.h"

#include <glib/gi18n.h>

struct _SnAddToProgramDialog
{
  AdwWindow       parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkEditable    *entry;
  GtkListBox     *programs_list;
  GtkStack       *stack;      /* "programs", "judgement" */
  GtkWidget      *back;
  AdwComboRow    *rate;
  GtkEditable    *amount;
  GtkEditable    *reason;
  AdwActionRow   *can;
  GtkListBox     *obstacles;
  GtkWidget      *reading;
  GtkWidget      *add_button;

  /* Owned */
  SnSession      *session;
  GArray         *person_ids;
  GPtrArray      *programs;     /* (nullable) SnRecipientChoice: until they are read */
  char           *program_code; /* (nullable): the chosen one */
  GPtrArray      *rate_labels;  /* char*: those of the program behind the first choice, which is any */
  SnJob          *judging;      /* (nullable) */
  gboolean        filling;      /* the rates are being put in, not chosen */
};

G_DEFINE_FINAL_TYPE (SnAddToProgramDialog, sn_add_to_program_dialog, ADW_TYPE_WINDOW)

static void judge (SnAddToProgramDialog *self);

/* ── What is asked for ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray    *person_ids;
  char      *program_code;
  char      *rate_label; /* (nullable) */
  char      *reason;     /* (nullable) */
  gboolean   has_amount;
  gint64     amount_fen;
  SnListing *listing;    /* (nullable): the answer */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_array_unref (work->person_ids);
  g_free (work->program_code);
  g_free (work->rate_label);
  g_free (work->reason);
  g_clear_pointer (&work->listing, sn_listing_free);
  g_free (work);
}

static const char *
get_rate (SnAddToProgramDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->rate);

  return selected > 0 && selected <= self->rate_labels->len ? g_ptr_array_index (self->rate_labels, selected - 1) : NULL;
}

/* %FALSE while what stands there is no amount. */
static gboolean
read_amount (SnAddToProgramDialog *self, Work *work)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->amount)));

  work->has_amount = *text != '\0';
  if (work->has_amount && (!sn_money_parse (text, FALSE, &work->amount_fen, NULL, NULL) || work->amount_fen <= 0))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->amount), "error");
      return FALSE;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->amount), "error");
  return TRUE;
}

/* (nullable) */
static Work *
make_work (SnAddToProgramDialog *self)
{
  Work *work = g_new0 (Work, 1);
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  work->person_ids = g_array_ref (self->person_ids);
  work->program_code = g_strdup (self->program_code);
  work->rate_label = g_strdup (get_rate (self));
  /* Against the rates only under one that an officer named. */
  if (work->rate_label != NULL && *reason != '\0')
    work->reason = g_steal_pointer (&reason);
  if (read_amount (self, work))
    return work;
  free_work (work);
  return NULL;
}

static SnListingRequest
describe_request (const Work *work)
{
  return (SnListingRequest){ .program_code = work->program_code,
                             .person_ids = work->person_ids,
                             .rate_label = work->rate_label,
                             .has_amount = work->has_amount,
                             .amount_fen = work->amount_fen,
                             .reason = work->reason };
}

/* ── The dry run ────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_judgement (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  SnListingRequest request = describe_request (work);

  work->listing = sn_listing_judge (connection, &request, error);
  return work->listing != NULL ? data : NULL;
}

static gboolean
run_judge (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_judgement, data, error) != NULL;
}

static void
fill_rates (SnAddToProgramDialog *self, const SnProgram *program)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (self->rate_labels->len > 0)
    return;
  gtk_string_list_append (names, _ ("The first that fits"));
  for (guint i = 0; i < program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (program->rates, i);

      g_ptr_array_add (self->rate_labels, g_strdup (rate->label));
      gtk_string_list_append (names, rate->label);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->rate, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->rate, 0);
  self->filling = FALSE;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
add_obstacle (SnAddToProgramDialog *self, const char *sentence)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_append (self->obstacles, row);
}

static void
show_judgement (SnAddToProgramDialog *self, const SnListing *listing)
{
  g_autofree char *number = sn_figure_text_count (listing->n_can), *amount = sn_figure_text_yuan (listing->amount_fen, FALSE);
  g_autofree char *can = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s line can be added", "%s lines can be added", listing->n_can), number);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Add %s Line", "_Add %s Lines", listing->n_can), number);

  fill_rates (self, listing->program);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->can), can);
  adw_action_row_set_subtitle (self->can, amount);
  clear_list (self->obstacles);
  for (guint i = 0; i < listing->obstacles->len; i++)
    add_obstacle (self, ((const SnListingObstacle *) g_ptr_array_index (listing->obstacles, i))->sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacles), listing->obstacles->len > 0);
  gtk_button_set_label (GTK_BUTTON (self->add_button), label);
  gtk_widget_set_sensitive (self->add_button, listing->n_can > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), get_rate (self) != NULL && (listing->n_cannot > 0 || listing->n_anyway > 0));
  gtk_widget_set_visible (self->reading, FALSE);
}

static void
finish_judge (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  if (error == NULL)
    show_judgement (owner, ((const Work *) data)->listing);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_set_visible (SN_ADD_TO_PROGRAM_DIALOG (owner)->reading, FALSE);
}

static void
stop_judging (SnAddToProgramDialog *self)
{
  if (self->judging != NULL)
    sn_job_cancel (self->judging);
  g_clear_object (&self->judging);
}

static void
judge (SnAddToProgramDialog *self)
{
  Work *work = self->program_code != NULL ? make_work (self) : NULL;

  stop_judging (self);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  if (work == NULL)
    return;
  gtk_widget_set_visible (self->reading, TRUE);
  self->judging = sn_session_run (self->session, NULL, run_judge, work, free_work, finish_judge, G_OBJECT (self));
}

static void
handle_changed (SnAddToProgramDialog *self)
{
  if (!self->filling)
    judge (self);
}

/* ── Doing it ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_lines (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  SnListingRequest request = describe_request (work);

  return sn_listing_add (transaction, &request, NULL, error);
}

static gboolean
run_add (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_lines, data, error);
}

/* The window says what was done, with the way back. */
static void
handle_add (SnAddToProgramDialog *self)
{
  Work *work = make_work (self);

  if (work == NULL)
    return;
  g_object_unref (sn_session_run (self->session, _ ("Adding people to the roster…"), run_add, work, free_work, NULL, NULL));
  gtk_window_close (GTK_WINDOW (self));
}

/* ── Which program ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
choose_program (SnAddToProgramDialog *self, const SnRecipientChoice *program)
{
  g_autofree char *title = g_strdup_printf ("%s %s", program->code, program->name);

  g_free (self->program_code);
  self->program_code = g_strdup (program->code);
  g_ptr_array_set_size (self->rate_labels, 0);
  self->filling = TRUE;
  gtk_editable_set_text (self->amount, "");
  gtk_editable_set_text (self->reason, "");
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "judgement");
  gtk_widget_set_visible (self->back, TRUE);
  adw_window_title_set_subtitle (self->title, title);
  gtk_widget_grab_focus (GTK_WIDGET (self->rate));
  judge (self);
}

static const SnRecipientChoice *
get_program (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "program");
}

static void
handle_program (SnAddToProgramDialog *self, GtkListBoxRow *row)
{
  choose_program (self, get_program (row));
}

static void
handle_back (SnAddToProgramDialog *self)
{
  stop_judging (self);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->add_button), _ ("_Add"));
  gtk_stack_set_visible_child_name (self->stack, "programs");
  gtk_widget_set_visible (self->back, FALSE);
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  const SnRecipientChoice *program = get_program (row);
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (SN_ADD_TO_PROGRAM_DIALOG (data)->entry), " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (g_strrstr (program->name, *word) == NULL && g_strrstr (program->parent_name, *word) == NULL && !g_str_has_prefix (program->code, *word))
      return FALSE;
  return TRUE;
}

static void
handle_entry_changed (SnAddToProgramDialog *self)
{
  gtk_list_box_invalidate_filter (self->programs_list);
}

/* Enter takes the first that is left. */
static void
handle_entry_activated (SnAddToProgramDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->programs_list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        choose_program (self, get_program (row));
        return;
      }
}

static gpointer
read_programs (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **programs = data;

  *programs = sn_recipient_choice_list (connection, SN_RECIPIENT_FILTER_PROGRAM, error);
  return *programs != NULL ? data : NULL;
}

static gboolean
run_read_programs (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_programs, data, error) != NULL;
}

static void
add_program (SnAddToProgramDialog *self, const SnRecipientChoice *program)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s %s", program->code, program->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), program->parent_name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "program", (gpointer) program);
  gtk_list_box_append (self->programs_list, row);
}

static void
finish_read_programs (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnAddToProgramDialog *self = owner;

  if (error != NULL)
    return;
  self->programs = g_steal_pointer ((GPtrArray **) data);
  for (guint i = 0; i < self->programs->len; i++)
    add_program (self, g_ptr_array_index (self->programs, i));
}

static void
free_programs (gpointer data)
{
  g_clear_pointer ((GPtrArray **) data, g_ptr_array_unref);
  g_free (data);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_add_to_program_dialog_dispose (GObject *object)
{
  SnAddToProgramDialog *self = SN_ADD_TO_PROGRAM_DIALOG (object);

  stop_judging (self);
  G_OBJECT_CLASS (sn_add_to_program_dialog_parent_class)->dispose (object);
}

static void
sn_add_to_program_dialog_finalize (GObject *object)
{
  SnAddToProgramDialog *self = SN_ADD_TO_PROGRAM_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->person_ids, g_array_unref);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_free (self->program_code);
  g_ptr_array_unref (self->rate_labels);
  G_OBJECT_CLASS (sn_add_to_program_dialog_parent_class)->finalize (object);
}

static void
sn_add_to_program_dialog_class_init (SnAddToProgramDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  sn_window_layout_install (widget_class);
  G_OBJECT_CLASS (class)->dispose = sn_add_to_program_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_add_to_program_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-add-to-program-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, programs_list);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, back);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, rate);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, can);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, obstacles);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, reading);
  gtk_widget_class_bind_template_child (widget_class, SnAddToProgramDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_add);
  gtk_widget_class_bind_template_callback (widget_class, handle_program);
  gtk_widget_class_bind_template_callback (widget_class, handle_back);
  gtk_widget_class_bind_template_callback (widget_class, handle_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_entry_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_add_to_program_dialog_init (SnAddToProgramDialog *self)
{
  self->rate_labels = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->programs_list, matches, self, NULL);
}

void
sn_add_to_program_dialog_present (GtkWindow *parent, SnSession *session, GArray *person_ids)
{
  SnAddToProgramDialog *self = g_object_new (SN_TYPE_ADD_TO_PROGRAM_DIALOG, "transient-for", parent, NULL);
  g_autofree char *number = sn_figure_text_count (person_ids->len);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %s Person to a Program", "Add %s People to a Program",
                                                              person_ids->len), number);

  self->session = g_object_ref (session);
  self->person_ids = g_array_ref (person_ids);
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  g_object_unref (sn_session_run (session, NULL, run_read_programs, g_new0 (GPtrArray *, 1), free_programs, finish_read_programs, G_OBJECT (self)));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
