/* sn-household-dialog.c: the window, what is said of the household, and reading it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-dialog-private.h"

#include "sn-recipient-household.h"
#include "sn-schema-words.h"
#include "sn-window-escape.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const kinds[] = { "family", "collective", "institution", NULL };

static void
free_dialog (gpointer data)
{
  SnHouseholdDialog *dialog = data;

  g_ptr_array_unref (dialog->checks);
  g_clear_pointer (&dialog->record, sn_person_record_free);
  g_clear_pointer (&dialog->story, sn_person_story_free);
  g_free (dialog);
}

static SnSession *
get_session (SnHouseholdDialog *dialog)
{
  return sn_page_get_session (dialog->page);
}

/* ── About the household ────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_stored (SnHouseholdDialog *dialog, guint text)
{
  const SnHousehold *household = dialog->record->household;

  switch (text)
    {
    case SN_HOUSEHOLD_TEXT_KIND:
      return household->kind;
    case SN_HOUSEHOLD_TEXT_REGISTER_NUMBER:
      return household->register_number;
    case SN_HOUSEHOLD_TEXT_CERTIFICATE_KIND:
      return household->certificate_kind;
    case SN_HOUSEHOLD_TEXT_CERTIFICATE_NUMBER:
      return household->certificate_number;
    case SN_HOUSEHOLD_TEXT_ADDRESS:
    default:
      return household->address;
    }
}

static const char *
get_typed (SnHouseholdDialog *dialog, guint text)
{
  guint selected = adw_combo_row_get_selected (dialog->kind);

  if (text != SN_HOUSEHOLD_TEXT_KIND)
    return gtk_editable_get_text (dialog->texts[text]);
  return selected < G_N_ELEMENTS (kinds) - 1 ? kinds[selected] : kinds[0];
}

static void
handle_typed (SnHouseholdDialog *dialog)
{
  gboolean differs = FALSE;

  for (guint i = 0; dialog->record != NULL && i < SN_HOUSEHOLD_N_TEXTS; i++)
    differs = differs || strcmp (get_stored (dialog, i), get_typed (dialog, i)) != 0;
  gtk_widget_set_sensitive (dialog->save, differs);
}

static void
handle_save (SnHouseholdDialog *dialog)
{
  SnHouseholdWork *work = sn_household_work_new (SN_HOUSEHOLD_EDIT, dialog->record->household->id);

  for (guint i = 0; i < SN_HOUSEHOLD_N_TEXTS; i++)
    if (strcmp (get_stored (dialog, i), get_typed (dialog, i)) != 0)
      work->texts[i] = g_strdup (get_typed (dialog, i));
  sn_household_work_start (work, get_session (dialog));
}

static void
show_texts (SnHouseholdDialog *dialog)
{
  for (guint i = 0; i < SN_HOUSEHOLD_N_TEXTS; i++)
    if (i != SN_HOUSEHOLD_TEXT_KIND)
      gtk_editable_set_text (dialog->texts[i], get_stored (dialog, i));
  for (guint i = 0; kinds[i] != NULL; i++)
    if (strcmp (kinds[i], dialog->record->household->kind) == 0)
      adw_combo_row_set_selected (dialog->kind, i);
  handle_typed (dialog);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64          person_id;
  SnPersonRecord *record;
  SnPersonStory  *story;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  sn_person_record_free (reading->record);
  sn_person_story_free (reading->story);
  g_free (reading);
}

static gpointer
read_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->record = sn_person_record_read (connection, reading->person_id, error);
  if (reading->record == NULL)
    return NULL;
  reading->story = sn_person_story_read (connection, reading->person_id, NULL, cancellable, error);
  return reading->story;
}

static gboolean
run_read_all (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_all, data, error) != NULL;
}

static void
show_members (SnHouseholdDialog *dialog)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (dialog->members, 0)) != NULL)
    gtk_list_box_remove (dialog->members, GTK_WIDGET (row));
  g_ptr_array_set_size (dialog->checks, 0);
  for (guint i = 0; i < dialog->record->members->len; i++)
    {
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *member = sn_recipient_household_make_action_row (dialog->record, g_ptr_array_index (dialog->record->members, i), dialog->story);

      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      g_ptr_array_add (dialog->checks, check);
      adw_action_row_add_prefix (ADW_ACTION_ROW (member), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (member), check);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (sn_household_dialog_enable_buttons), dialog);
      gtk_list_box_append (dialog->members, member);
    }
}

static void
finish_read_all (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnHouseholdDialog *dialog = g_object_get_data (G_OBJECT (owner), SN_HOUSEHOLD_DIALOG_KEY);
  Reading *reading = data;
  g_autofree char *subtitle = NULL;

  /* Taken back or merged away: there is nothing to show any more. */
  if (error != NULL)
    {
      gtk_window_close (dialog->window);
      return;
    }
  g_clear_pointer (&dialog->record, sn_person_record_free);
  g_clear_pointer (&dialog->story, sn_person_story_free);
  dialog->record = g_steal_pointer (&reading->record);
  dialog->story = g_steal_pointer (&reading->story);
  subtitle = sn_recipient_household_describe (dialog->record);
  adw_window_title_set_subtitle (dialog->title, subtitle);
  show_members (dialog);
  show_texts (dialog);
  sn_household_dialog_enable_buttons (dialog);
}

static void
start_reading (SnHouseholdDialog *dialog)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (SnJob) job = NULL;

  reading->person_id = dialog->person_id;
  job = sn_session_run (get_session (dialog), NULL, run_read_all, reading, free_reading, finish_read_all, G_OBJECT (dialog->window));
}

static void
handle_workspace_changed (GtkWindow *window)
{
  start_reading (g_object_get_data (G_OBJECT (window), SN_HOUSEHOLD_DIALOG_KEY));
}

/* ── The window ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_button (SnHouseholdDialog *dialog, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, dialog);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_members (SnHouseholdDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6),
            *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  dialog->members = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (dialog->members, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (dialog->members), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->members), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Members of the household"), -1);
  dialog->split = make_button (dialog, first, _ ("_Split Off…"), G_CALLBACK (sn_household_dialog_split));
  dialog->move = make_button (dialog, first, _ ("_Move Out…"), G_CALLBACK (sn_household_dialog_move_out));
  dialog->head = make_button (dialog, first, _ ("Make _Head…"), G_CALLBACK (sn_household_dialog_change_head));
  dialog->payee = make_button (dialog, first, _ ("Make _Payee"), G_CALLBACK (sn_household_dialog_set_payee));
  make_button (dialog, second, _ ("_Add a Member…"), G_CALLBACK (sn_household_dialog_add_member));
  make_button (dialog, second, _ ("_Take In a Household…"), G_CALLBACK (sn_household_dialog_take_in));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->members));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static GtkWidget *
make_texts (SnHouseholdDialog *dialog)
{
  const char *const titles[SN_HOUSEHOLD_N_TEXTS] = {
    [SN_HOUSEHOLD_TEXT_REGISTER_NUMBER] = _ ("Register number"),
    [SN_HOUSEHOLD_TEXT_CERTIFICATE_KIND] = _ ("Kind of certificate"),
    [SN_HOUSEHOLD_TEXT_CERTIFICATE_NUMBER] = _ ("Number of the certificate"),
    [SN_HOUSEHOLD_TEXT_ADDRESS] = _ ("Address"),
  };
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    gtk_string_list_append (words, sn_schema_value_word ("kind", kinds[i]));
  dialog->kind = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->kind), _ ("Kind"));
  adw_combo_row_set_model (dialog->kind, G_LIST_MODEL (words));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (dialog->kind));
  g_signal_connect_swapped (dialog->kind, "notify::selected", G_CALLBACK (handle_typed), dialog);
  for (guint i = 0; i < SN_HOUSEHOLD_N_TEXTS; i++)
    {
      GtkWidget *entry;

      if (titles[i] == NULL)
        continue;
      entry = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), titles[i]);
      adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
      dialog->texts[i] = GTK_EDITABLE (entry);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
      g_signal_connect_swapped (entry, "changed", G_CALLBACK (handle_typed), dialog);
    }
  return group;
}

static GtkWidget *
make_header (SnHouseholdDialog *dialog)
{
  GtkWidget *header = adw_header_bar_new (), *close = gtk_button_new_with_mnemonic (_ ("_Close"));

  dialog->save = gtk_button_new_with_mnemonic (_ ("Sa_ve"));
  dialog->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Household"), NULL));
  gtk_widget_add_css_class (dialog->save, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (dialog->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), close);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->save);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  g_signal_connect_swapped (dialog->save, "clicked", G_CALLBACK (handle_save), dialog);
  return header;
}

/* The window in which it stood would give the keyboard to its first button. */
static void
handle_closed (SnPage *page)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (page)))
    sn_page_take_focus (page);
}

void
sn_household_dialog_present (SnPage *page, gint64 person_id)
{
  SnHouseholdDialog *dialog = g_new0 (SnHouseholdDialog, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new (),
            *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  dialog->window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "title", _ ("Household"), "transient-for",
                                 gtk_widget_get_root (GTK_WIDGET (page)), "default-width", 580, "default-height", 640, NULL);
  dialog->page = page;
  dialog->person_id = person_id;
  dialog->checks = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (dialog->window), SN_HOUSEHOLD_DIALOG_KEY, dialog, free_dialog);
  gtk_widget_add_css_class (body, "sn-content");
  gtk_box_append (GTK_BOX (content), make_header (dialog));
  gtk_box_append (GTK_BOX (body), make_members (dialog));
  gtk_box_append (GTK_BOX (body), make_texts (dialog));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (dialog->window), content);
  gtk_window_set_default_widget (dialog->window, dialog->save);
  sn_window_escape_add (dialog->window);
  g_signal_connect_object (sn_page_get_session (page), "changed", G_CALLBACK (handle_workspace_changed), dialog->window, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog->window, "destroy", G_CALLBACK (handle_closed), page, G_CONNECT_SWAPPED);
  sn_household_dialog_enable_buttons (dialog);
  handle_typed (dialog);
  start_reading (dialog);
  gtk_window_present (dialog->window);
}
