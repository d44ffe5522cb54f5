/* sn-person-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-chooser.h"

#include "sn-recipient-query.h"
#include "sn-recipient.h"

#include <glib/gi18n.h>

#define MOST_SHOWN 50
#define CHOOSER_KEY "sn-person-chooser"
#define PERSON_KEY "sn-person"

typedef struct
{
  GtkWindow      *window;
  SnSession      *session;
  GtkSearchEntry *entry;
  GtkListBox     *list;
  SnPersonChosen  chosen;
  GWeakRef        owner;
  SnJob          *reading; /* (nullable) */
} Chooser;

static void
free_chooser (gpointer data)
{
  Chooser *chooser = data;

  if (chooser->reading != NULL)
    sn_job_cancel (chooser->reading);
  g_clear_object (&chooser->reading);
  g_object_unref (chooser->session);
  g_weak_ref_clear (&chooser->owner);
  g_free (chooser);
}

/* ── Who is found ───────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray    *ids;
  GPtrArray *recipients; /* (nullable) SnRecipient, %NULL for who is gone meanwhile */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->ids);
  g_clear_pointer (&reading->recipients, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_recipients (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return sn_recipient_read (connection, (const gint64 *) ids->data, ids->len, error);
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->recipients = sn_job_read (job, read_recipients, reading->ids, error);
  return reading->recipients != NULL;
}

static GtkWidget *
make_row (SnRecipient *recipient)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *where = g_strdup_printf ("%s · %s · %s", sn_recipient_get_document_masked (recipient), sn_recipient_get_town (recipient),
                                            sn_recipient_get_village (recipient));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sn_recipient_get_name (recipient));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), PERSON_KEY, g_object_ref (recipient), g_object_unref);
  return row;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Chooser *chooser = g_object_get_data (G_OBJECT (owner), CHOOSER_KEY);
  Reading *reading = data;
  GtkListBoxRow *row;

  if (error != NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (chooser->list, 0)) != NULL)
    gtk_list_box_remove (chooser->list, GTK_WIDGET (row));
  for (guint i = 0; i < reading->recipients->len; i++)
    if (g_ptr_array_index (reading->recipients, i) != NULL)
      gtk_list_box_append (chooser->list, make_row (g_ptr_array_index (reading->recipients, i)));
}

static void
search (Chooser *chooser)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (gtk_editable_get_text (GTK_EDITABLE (chooser->entry)), SN_RECIPIENT_SORT_PINYIN);
  SnSearchImage *image = sn_session_get_image (chooser->session);
  g_autoptr (GArray) found = image != NULL ? sn_recipient_query_run (query, NULL, image, NULL, NULL, NULL) : NULL;
  Reading *reading;

  if (found == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (reading->ids, found->data, MIN (found->len, MOST_SHOWN));
  if (chooser->reading != NULL)
    sn_job_cancel (chooser->reading);
  g_clear_object (&chooser->reading);
  chooser->reading = sn_session_run (chooser->session, NULL, run_read, reading, free_reading, finish_read, G_OBJECT (chooser->window));
}

/* ── The answer ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_activated (Chooser *chooser, GtkListBoxRow *row)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&chooser->owner);
  g_autoptr (SnRecipient) recipient = g_object_ref (g_object_get_data (G_OBJECT (row), PERSON_KEY));
  SnPersonChosen chosen = chooser->chosen;

  gtk_window_close (chooser->window); /* the chooser is gone from here on */
  if (owner != NULL)
    chosen (sn_recipient_get_id (recipient), sn_recipient_get_name (recipient), owner);
}

/* Enter takes the only one, or goes to the first. */
static void
handle_entered (Chooser *chooser)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (chooser->list, 0);

  if (first != NULL && gtk_list_box_get_row_at_index (chooser->list, 1) == NULL)
    handle_activated (chooser, first);
  else if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static gboolean
handle_key (Chooser *chooser, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (chooser->list, 0);

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || first == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (first));
  return GDK_EVENT_STOP;
}

/* ── The window ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_entry (Chooser *chooser)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  chooser->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (chooser->entry, "placeholder-text", _ ("Name, pinyin, initials, digits of ID or phone"), "margin-start", 12, "margin-end", 12,
                "margin-bottom", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search recipients"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), chooser);
  gtk_widget_add_controller (GTK_WIDGET (chooser->entry), keys);
  g_signal_connect_swapped (chooser->entry, "search-changed", G_CALLBACK (search), chooser);
  g_signal_connect_swapped (chooser->entry, "activate", G_CALLBACK (handle_entered), chooser);
  g_signal_connect_swapped (chooser->entry, "stop-search", G_CALLBACK (gtk_window_close), chooser->window);
  return GTK_WIDGET (chooser->entry);
}

static GtkWidget *
make_list (Chooser *chooser)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  chooser->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (chooser->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recipients"), -1);
  g_signal_connect_swapped (chooser->list, "row-activated", G_CALLBACK (handle_activated), chooser);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (chooser->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

void
sn_person_chooser_present (GtkWindow *parent, SnSession *session, const char *title, SnPersonChosen chosen, GObject *owner)
{
  Chooser *chooser = g_new0 (Chooser, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  chooser->window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "title", title, "transient-for", parent,
                                  "default-width", 440, "default-height", 480, NULL);
  chooser->session = g_object_ref (session);
  chooser->chosen = chosen;
  g_weak_ref_init (&chooser->owner, owner);
  g_object_set_data_full (G_OBJECT (chooser->window), CHOOSER_KEY, chooser, free_chooser);
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), make_entry (chooser));
  gtk_box_append (GTK_BOX (content), make_list (chooser));
  adw_window_set_content (ADW_WINDOW (chooser->window), content);
  gtk_window_present (chooser->window);
  gtk_widget_grab_focus (GTK_WIDGET (chooser->entry));
}
