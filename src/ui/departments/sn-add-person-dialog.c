/* sn-add-person-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-add-person-dialog.h"

#include "sn-place-reading.h"
#include "sn-program-card.h"
#include "sn-rate-choice.h"
#include "sn-roster-form.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnAddPersonDialog
{
  AdwWindow       parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkEditable    *name;
  GtkEditable    *document;
  AdwComboRow    *town;
  AdwComboRow    *village;
  AdwComboRow    *rate;
  GtkEditable    *amount;
  GtkEditable    *bank;
  GtkEditable    *account;
  GtkLabel       *fault;
  GtkWidget      *add_button;

  /* Owned */
  SnSession      *session;
  char           *program_code;
  GPtrArray      *rate_labels;   /* char* */
  GArray         *rate_is_fixed; /* gboolean: the amount is the rate's */
  gint64          proposed_town_id;
  GPtrArray      *towns;         /* SnDivision (nullable): until they are read */
  GPtrArray      *villages;      /* SnDivision, of all towns (nullable) */
  GPtrArray      *offered;       /* SnDivision of the chosen town, borrowed from villages */
};

G_DEFINE_FINAL_TYPE (SnAddPersonDialog, sn_add_person_dialog, ADW_TYPE_WINDOW)

/* ── What was typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first choice is none. */
static gint64
get_chosen (AdwComboRow *row, GPtrArray *divisions)
{
  guint selected = adw_combo_row_get_selected (row);

  if (divisions == NULL || selected == 0 || selected > divisions->len)
    return 0;
  return ((const SnDivision *) g_ptr_array_index (divisions, selected - 1))->id;
}

static const char *
get_text_or_null (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);

  return *text != '\0' ? text : NULL;
}

static gboolean
asks_amount (SnAddPersonDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->rate);

  return selected < self->rate_is_fixed->len && !g_array_index (self->rate_is_fixed, gboolean, selected);
}

static SnRosterRow *
read_form (SnAddPersonDialog *self, GPtrArray *faults)
{
  const char *texts[SN_ROSTER_N_FIELDS] = { NULL };
  SnRosterRow *row;

  texts[SN_ROSTER_FIELD_NAME] = gtk_editable_get_text (self->name);
  texts[SN_ROSTER_FIELD_DOCUMENT] = gtk_editable_get_text (self->document);
  texts[SN_ROSTER_FIELD_AMOUNT] = asks_amount (self) ? gtk_editable_get_text (self->amount) : NULL;
  texts[SN_ROSTER_FIELD_BANK] = get_text_or_null (self->bank);
  texts[SN_ROSTER_FIELD_ACCOUNT] = get_text_or_null (self->account);
  row = sn_roster_form_read (texts, faults);
  row->town_id = get_chosen (self->town, self->towns);
  row->village_id = get_chosen (self->village, self->offered);
  return row;
}

/* What is still empty is not wrong yet: only what was typed is judged aloud. */
static const char *
find_fault (SnAddPersonDialog *self, GPtrArray *faults)
{
  const struct
  {
    GtkEditable  *entry;
    SnRosterField field;
  } fields[] = {
    { self->document, SN_ROSTER_FIELD_DOCUMENT }, { self->name, SN_ROSTER_FIELD_NAME },
    { self->amount, SN_ROSTER_FIELD_AMOUNT },     { self->account, SN_ROSTER_FIELD_ACCOUNT },
  };
  const char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *message = get_text_or_null (fields[i].entry) != NULL ? sn_roster_form_find_fault (faults, fields[i].field) : NULL;

      if (message != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (fields[i].entry), "error");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (fields[i].entry), "error");
      first = first != NULL ? first : message;
    }
  return first;
}

static void
handle_changed (SnAddPersonDialog *self)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  SnRosterRow *row;
  const char *fault;

  if (self->rate_is_fixed == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->amount), asks_amount (self));
  row = read_form (self, faults);
  fault = find_fault (self, faults);
  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_sensitive (self->add_button, !row->rejected && adw_combo_row_get_selected (self->rate) != GTK_INVALID_LIST_POSITION);
  sn_roster_row_free (row);
}

/* ── Towns and villages ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_town (SnAddPersonDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 town_id = get_chosen (self->town, self->towns);

  if (self->villages == NULL)
    return;
  g_ptr_array_set_size (self->offered, 0);
  gtk_string_list_append (names, _ ("As in the registry"));
  for (guint i = 0; i < self->villages->len; i++)
    {
      SnDivision *village = g_ptr_array_index (self->villages, i);

      if (village->parent_id != town_id)
        continue;
      gtk_string_list_append (names, village->name);
      g_ptr_array_add (self->offered, village);
    }
  adw_combo_row_set_model (self->village, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (GTK_WIDGET (self->village), self->offered->len > 0);
}

static void
finish_read_places (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnAddPersonDialog *self = SN_ADD_PERSON_DIALOG (owner);
  SnPlaceReading *places = data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (error != NULL)
    return;
  self->towns = g_steal_pointer (&places->towns);
  self->villages = g_steal_pointer (&places->villages);
  gtk_string_list_append (names, _ ("As in the registry"));
  for (guint i = 0; i < self->towns->len; i++)
    {
      const SnDivision *town = g_ptr_array_index (self->towns, i);

      gtk_string_list_append (names, town->name);
      selected = town->id == self->proposed_town_id ? i + 1 : selected;
    }
  adw_combo_row_set_model (self->town, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->town, selected);
  handle_town (self);
}

/* ── Adding ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char        *program_code;
  char        *rate_label;
  SnRosterRow *row;
  GPtrArray   *faults; /* SnFault */
} Addition;

static void
free_addition (gpointer data)
{
  Addition *addition = data;

  g_free (addition->program_code);
  g_free (addition->rate_label);
  sn_roster_row_free (addition->row);
  g_ptr_array_unref (addition->faults);
  g_free (addition);
}

static gboolean
add (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Addition *addition = data;

  return sn_roster_add (transaction, addition->program_code, addition->rate_label, addition->row, addition->faults, error);
}

static gboolean
run_add (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, add, data, error);
}

/* What the judge would have somebody look at; the line stands. */
static void
show_warnings (SnAddPersonDialog *self, GPtrArray *faults)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *dialog;

  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      if (fault->level == SN_FAULT_WARNING)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", fault->message);
    }
  if (text->len == 0)
    return;
  dialog = adw_message_dialog_new (gtk_window_get_transient_for (GTK_WINDOW (self)), _ ("Listed; Please Look at This"), text->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
finish_add (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnAddPersonDialog *self = SN_ADD_PERSON_DIALOG (owner);

  if (error != NULL)
    {
      handle_changed (self);
      return;
    }
  show_warnings (self, ((const Addition *) data)->faults);
  gtk_window_close (GTK_WINDOW (self));
}

static void
handle_add (SnAddPersonDialog *self)
{
  Addition *addition = g_new0 (Addition, 1);
  g_autoptr (SnJob) job = NULL;

  addition->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  addition->row = read_form (self, addition->faults);
  addition->program_code = g_strdup (self->program_code);
  addition->rate_label = g_strdup (g_ptr_array_index (self->rate_labels, adw_combo_row_get_selected (self->rate)));
  gtk_widget_set_sensitive (self->add_button, FALSE);
  job = sn_session_run (self->session, _ ("Listing the person…"), run_add, addition, free_addition, finish_add, G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
fill_rates (SnAddPersonDialog *self, const SnProgram *program)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->rate_is_fixed = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (guint i = 0; i < program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (program->rates, i);
      g_autofree char *amount = sn_benefit_rate_describe (rate);
      g_autofree char *name = g_strdup_printf ("%s · %s", rate->label, amount);
      gboolean fixed = sn_benefit_rate_is_fixed (rate);

      gtk_string_list_append (names, name);
      g_ptr_array_add (self->rate_labels, g_strdup (rate->label));
      g_array_append_val (self->rate_is_fixed, fixed);
    }
  adw_combo_row_set_model (self->rate, G_LIST_MODEL (names));
  /* Of several somebody has to choose: the first is often the highest. */
  if (program->rates->len > 1)
    adw_combo_row_set_selected (self->rate, GTK_INVALID_LIST_POSITION);
}

void
sn_add_person_dialog_present (GtkWindow *parent, SnSession *session, const SnProgram *program, gint64 town_id)
{
  SnAddPersonDialog *self = g_object_new (SN_TYPE_ADD_PERSON_DIALOG, "transient-for", parent, NULL);
  g_autofree char *target = g_strdup_printf ("%s %s", program->code, program->title);
  g_autoptr (SnJob) job = NULL;

  self->session = g_object_ref (session);
  self->program_code = g_strdup (program->code);
  self->proposed_town_id = town_id;
  adw_window_title_set_subtitle (self->title, target);
  fill_rates (self, program);
  handle_changed (self);
  job = sn_session_run (session, NULL, sn_place_reading_run, g_new0 (SnPlaceReading, 1), sn_place_reading_free, finish_read_places,
                        G_OBJECT (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
sn_add_person_dialog_dispose (GObject *object)
{
  SnAddPersonDialog *self = SN_ADD_PERSON_DIALOG (object);

  g_clear_pointer (&self->rate_is_fixed, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_ADD_PERSON_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sn_add_person_dialog_parent_class)->dispose (object);
}

static void
sn_add_person_dialog_finalize (GObject *object)
{
  SnAddPersonDialog *self = SN_ADD_PERSON_DIALOG (object);

  g_free (self->program_code);
  g_ptr_array_unref (self->rate_labels);
  g_ptr_array_unref (self->offered);
  g_clear_pointer (&self->towns, g_ptr_array_unref);
  g_clear_pointer (&self->villages, g_ptr_array_unref);
  G_OBJECT_CLASS (sn_add_person_dialog_parent_class)->finalize (object);
}

static void
sn_add_person_dialog_class_init (SnAddPersonDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_add_person_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_add_person_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-add-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, name);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, document);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, town);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, village);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, rate);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, bank);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, account);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SnAddPersonDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_town);
  gtk_widget_class_bind_template_callback (widget_class, handle_add);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_add_person_dialog_init (SnAddPersonDialog *self)
{
  self->rate_labels = g_ptr_array_new_with_free_func (g_free);
  self->offered = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
