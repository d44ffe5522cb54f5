/* sn-rights-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rights-dialog.h"

#include "sn-officer-rights.h"

#include <glib/gi18n.h>

#define DIALOG_KEY "sn-rights"
#define OFFICER_KEY "sn-officer"

/* It goes with its window. */
typedef struct
{
  GtkWindow  *window;
  SnSession  *session;
  GtkSwitch  *limited;
  GtkListBox *officers;
  gboolean    is_showing; /* what is switched now was not switched by hand */
} Dialog;

static void
free_dialog (gpointer data)
{
  g_object_unref (((Dialog *) data)->session);
  g_free (data);
}

static void start_reading (Dialog *dialog);

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64   officer_id; /* 0: the workspace's switch */
  gboolean value;
} Switching;

static gboolean
write_right (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Switching *switching = data;

  if (switching->officer_id == 0)
    return sn_officer_set_reveal_limited (transaction, switching->value, error);
  return sn_officer_set_may_reveal (transaction, switching->officer_id, switching->value, error);
}

static gboolean
run_write_right (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_right, data, error);
}

/* Read anew in any case: what was refused goes back. */
static void
finish_write_right (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  start_reading (g_object_get_data (G_OBJECT (owner), DIALOG_KEY));
}

static void
handle_switched (GtkSwitch *toggle, GParamSpec *property, Dialog *dialog)
{
  gint64 *officer_id = g_object_get_data (G_OBJECT (toggle), OFFICER_KEY);
  Switching *switching;
  g_autoptr (SnJob) job = NULL;

  if (dialog->is_showing)
    return;
  switching = g_new (Switching, 1);
  *switching = (Switching){ officer_id != NULL ? *officer_id : 0, gtk_switch_get_active (toggle) };
  job = sn_session_run (dialog->session, _ ("Setting who may see numbers…"), run_write_right, switching, g_free, finish_write_right,
                        G_OBJECT (dialog->window));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gboolean   limited;
  GPtrArray *officers; /* (nullable) SnOfficer */
} Reading;

static void
free_reading (gpointer data)
{
  g_clear_pointer (&((Reading *) data)->officers, g_ptr_array_unref);
  g_free (data);
}

static gpointer
read_rights (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  if (!sn_officer_get_reveal_limited (connection, &reading->limited, error))
    return NULL;
  reading->officers = sn_officer_list (connection, error);
  return reading->officers;
}

static gboolean
run_read_rights (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_rights, data, error) != NULL;
}

static GtkWidget *
make_row (Dialog *dialog, const char *title, const char *subtitle, gboolean active, const gint64 *officer_id)
{
  GtkWidget *row = adw_action_row_new (), *toggle = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), active);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  if (officer_id != NULL)
    g_object_set_data_full (G_OBJECT (toggle), OFFICER_KEY, g_memdup2 (officer_id, sizeof *officer_id), g_free);
  else
    dialog->limited = GTK_SWITCH (toggle);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (handle_switched), dialog);
  return row;
}

static void
finish_read_rights (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Dialog *dialog = g_object_get_data (G_OBJECT (owner), DIALOG_KEY);
  const Reading *reading = data;
  GtkListBoxRow *row;

  if (error != NULL)
    return;
  dialog->is_showing = TRUE;
  gtk_switch_set_active (dialog->limited, reading->limited);
  while ((row = gtk_list_box_get_row_at_index (dialog->officers, 0)) != NULL)
    gtk_list_box_remove (dialog->officers, GTK_WIDGET (row));
  for (guint i = 0; i < reading->officers->len; i++)
    {
      const SnOfficer *officer = g_ptr_array_index (reading->officers, i);
      GtkWidget *made = make_row (dialog, officer->name, officer->is_first ? _ ("Made the workspace, and always may") : NULL, officer->may_reveal,
                                  &officer->id);

      gtk_widget_set_sensitive (made, reading->limited && !officer->is_first);
      gtk_list_box_append (dialog->officers, made);
    }
  dialog->is_showing = FALSE;
}

static void
start_reading (Dialog *dialog)
{
  g_autoptr (SnJob) job = sn_session_run (dialog->session, NULL, run_read_rights, g_new0 (Reading, 1), free_reading, finish_read_rights,
                                          G_OBJECT (dialog->window));
}

/* ── The window ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_body (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *group = adw_preferences_group_new (), *scroller = gtk_scrolled_window_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("Numbers of documents, accounts and phones are masked everywhere. Each look at one in full is noted in the history."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (dialog, _ ("Only the officers chosen below may look"), NULL, FALSE, NULL));
  dialog->officers = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (dialog->officers, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (dialog->officers), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (dialog->officers), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->officers), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Officers"), -1);
  gtk_widget_add_css_class (box, "sn-content");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->officers));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

void
sn_rights_dialog_present (GtkWindow *parent, SnSession *session)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  dialog->window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "title", _ ("Who May See Numbers"), "transient-for",
                                 parent, "default-width", 460, "default-height", 480, NULL);
  dialog->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (dialog->window), DIALOG_KEY, dialog, free_dialog);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (dialog->window), shortcuts);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), make_body (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), content);
  start_reading (dialog);
  gtk_window_present (dialog->window);
}
