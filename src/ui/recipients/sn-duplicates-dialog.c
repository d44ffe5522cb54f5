/* sn-duplicates-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicates-dialog.h"

#include "sn-duplicate-comparison.h"
#include "sn-duplicate.h"
#include "sn-figure-text.h"
#include "sn-form-dialog.h"
#include "sn-person-merge.h"
#include "sn-person-record.h"
#include "sn-window-escape.h"

#include <glib/gi18n.h>
#include <string.h>

#define DIALOG_KEY "sn-duplicates"
#define PAIR_KEY "sn-pair"
#define MOST_SHOWN 300 /* pairs; those behind are the least sure, and come up when the first are settled */

/* It goes with its window. */
typedef struct
{
  GtkWindow             *window;
  SnPage                *page;
  AdwWindowTitle        *title;
  GtkStack              *stack;
  GtkListBox            *list;
  SnDuplicateComparison *comparison;
  GtkWidget             *same, *apart;
  SnJob                 *reading; /* (nullable): of the pair */
  guint                  place;   /* of the chosen row, for when the list is read anew */
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  if (dialog->reading != NULL)
    sn_job_cancel (dialog->reading);
  g_clear_object (&dialog->reading);
  g_free (dialog);
}

static SnSession *
get_session (Dialog *dialog)
{
  return sn_page_get_session (dialog->page);
}

static Dialog *
get_dialog (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), DIALOG_KEY);
}

/* (nullable) */
static const SnDuplicate *
get_pair (Dialog *dialog)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (dialog->list);

  return row != NULL ? g_object_get_data (G_OBJECT (row), PAIR_KEY) : NULL;
}

/* ── The pair side by side ──────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnDuplicate     pair;
  SnPersonRecord *records[2]; /* (nullable) */
} PairReading;

static void
free_pair_reading (gpointer data)
{
  PairReading *reading = data;

  sn_person_record_free (reading->records[0]);
  sn_person_record_free (reading->records[1]);
  g_free (reading);
}

static gpointer
read_pair (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  PairReading *reading = data;

  reading->records[0] = sn_person_record_read (connection, reading->pair.first_id, error);
  reading->records[1] = reading->records[0] != NULL ? sn_person_record_read (connection, reading->pair.second_id, error) : NULL;
  return reading->records[1];
}

static gboolean
run_read_pair (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_pair, data, error) != NULL;
}

static void
finish_read_pair (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Dialog *dialog = get_dialog (owner);
  PairReading *reading = data;

  if (error != NULL)
    return;
  sn_duplicate_comparison_show (dialog->comparison, reading->records[0], reading->records[1]);
  gtk_widget_set_sensitive (dialog->same, TRUE);
  gtk_widget_set_sensitive (dialog->apart, TRUE);
}

static void
handle_selected (Dialog *dialog)
{
  const SnDuplicate *pair = get_pair (dialog);
  PairReading *reading;

  gtk_widget_set_sensitive (dialog->same, FALSE);
  gtk_widget_set_sensitive (dialog->apart, FALSE);
  if (pair == NULL)
    return;
  dialog->place = (guint) gtk_list_box_row_get_index (gtk_list_box_get_selected_row (dialog->list));
  reading = g_new0 (PairReading, 1);
  reading->pair = *pair;
  if (dialog->reading != NULL)
    sn_job_cancel (dialog->reading);
  g_clear_object (&dialog->reading);
  dialog->reading = sn_session_run (get_session (dialog), NULL, run_read_pair, reading, free_pair_reading, finish_read_pair, G_OBJECT (dialog->window));
}

/* ── All pairs ──────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray    *pairs;      /* (nullable) SnDuplicate */
  GPtrArray *recipients; /* (nullable) SnRecipient: two for each pair that is shown */
} ListReading;

static void
free_list_reading (gpointer data)
{
  ListReading *reading = data;

  g_clear_pointer (&reading->pairs, g_array_unref);
  g_clear_pointer (&reading->recipients, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  ListReading *reading = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  reading->pairs = sn_duplicate_list (connection, cancellable, error);
  if (reading->pairs == NULL)
    return NULL;
  for (guint i = 0; i < MIN (reading->pairs->len, MOST_SHOWN); i++)
    {
      const SnDuplicate *pair = &g_array_index (reading->pairs, SnDuplicate, i);
      const gint64 both[] = { pair->first_id, pair->second_id };

      g_array_append_vals (ids, both, G_N_ELEMENTS (both));
    }
  reading->recipients = sn_recipient_read (connection, (const gint64 *) ids->data, ids->len, error);
  return reading->recipients;
}

static gboolean
run_read_list (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_list, data, error) != NULL;
}

static GtkWidget *
make_row (const SnDuplicate *pair, SnRecipient *first, SnRecipient *second)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = sn_recipient_get_name (first), *other = sn_recipient_get_name (second);
  g_autofree char *title = strcmp (name, other) == 0 ? g_strdup (name) : g_strdup_printf ("%s · %s", name, other);
  g_autofree char *grounds = sn_duplicate_say_grounds (pair->grounds);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), grounds);
  g_object_set_data_full (G_OBJECT (row), PAIR_KEY, g_memdup2 (pair, sizeof *pair), g_free);
  return row;
}

static void
show_count (Dialog *dialog, guint n_pairs)
{
  g_autofree char *number = sn_figure_text_count (n_pairs), *shown = sn_figure_text_count (MOST_SHOWN);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s pair", "%s pairs", n_pairs), number);
  g_autofree char *words = n_pairs > MOST_SHOWN ? g_strdup_printf (_ ("%s, the surest %s of them here"), count, shown) : g_strdup (count);

  adw_window_title_set_subtitle (dialog->title, words);
}

/* The next pair takes the place of the one that was settled. */
static void
finish_read_list (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Dialog *dialog = get_dialog (owner);
  ListReading *reading = data;
  guint place = dialog->place, n_rows = 0;
  GtkListBoxRow *row;

  if (error != NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (dialog->list, 0)) != NULL)
    gtk_list_box_remove (dialog->list, GTK_WIDGET (row));
  for (guint i = 0; i + 1 < reading->recipients->len; i += 2)
    {
      SnRecipient *first = g_ptr_array_index (reading->recipients, i), *second = g_ptr_array_index (reading->recipients, i + 1);

      if (first == NULL || second == NULL)
        continue;
      gtk_list_box_append (dialog->list, make_row (&g_array_index (reading->pairs, SnDuplicate, i / 2), first, second));
      n_rows++;
    }
  show_count (dialog, reading->pairs->len);
  gtk_stack_set_visible_child_name (dialog->stack, n_rows > 0 ? "pairs" : "none");
  if (n_rows == 0)
    return;
  row = gtk_list_box_get_row_at_index (dialog->list, (int) MIN (place, n_rows - 1));
  gtk_list_box_select_row (dialog->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
start_reading (Dialog *dialog)
{
  g_autoptr (SnJob) job = sn_session_run (get_session (dialog), _ ("Looking for entries that are one person…"), run_read_list,
                                          g_new0 (ListReading, 1), free_list_reading, finish_read_list, G_OBJECT (dialog->window));
}

static void
handle_workspace_changed (GtkWindow *window)
{
  start_reading (get_dialog (window));
}

/* ── The word ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64  keep_id;
  gint64  gone_id;
  GStrv   take;
  char   *reason; /* (nullable): two different people */
} Word;

static void
free_word (gpointer data)
{
  Word *word = data;

  g_strfreev (word->take);
  g_free (word->reason);
  g_free (word);
}

static gboolean
give_word (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Word *word = data;

  if (word->reason != NULL)
    return sn_duplicate_apart (transaction, word->keep_id, word->gone_id, word->reason, error);
  return sn_person_merge (transaction, word->keep_id, word->gone_id, (const char *const *) word->take, error);
}

static gboolean
run_give_word (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, give_word, data, error);
}

static void
start_word (Dialog *dialog, Word *take_word)
{
  g_autoptr (SnJob) job = sn_session_run (get_session (dialog), _ ("Noting it in the registry…"), run_give_word, take_word, free_word, NULL,
                                          G_OBJECT (dialog->window));
}

static void
handle_merge_answer (AdwMessageDialog *question, const char *response, GtkWindow *window)
{
  Dialog *dialog = get_dialog (window);
  Word *word;

  if (strcmp (response, "merge") != 0)
    return;
  word = g_new0 (Word, 1);
  word->keep_id = sn_duplicate_comparison_get_keep (dialog->comparison);
  word->gone_id = sn_duplicate_comparison_get_gone (dialog->comparison);
  word->take = sn_duplicate_comparison_dup_take (dialog->comparison);
  start_word (dialog, word);
}

static void
handle_same (Dialog *dialog)
{
  GtkWidget *question = adw_message_dialog_new (
    dialog->window, _ ("One and the Same Person?"),
    _ ("The two entries become one. Benefits, payments, categories, accounts and the place in a household follow; the other number stays known, "
       "so that a roster finds the person by it. It can be taken back."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _ ("_Cancel"), "merge", _ ("_Make One"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "merge", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "merge");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (handle_merge_answer), dialog->window, 0);
  gtk_window_present (GTK_WINDOW (question));
}

static void
take_reason (const char *const *values, gpointer owner, gpointer data)
{
  const SnDuplicate *pair = data;
  Word *word = g_new0 (Word, 1);

  *word = (Word){ pair->first_id, pair->second_id, NULL, g_strdup (values[0]) };
  start_word (get_dialog (owner), word);
}

static void
handle_apart (Dialog *dialog)
{
  const SnDuplicate *pair = get_pair (dialog);
  const SnFormField fields[] = { { _ ("Reason"), NULL, FALSE } };

  if (pair == NULL)
    return;
  sn_form_dialog_present (dialog->window,
                          &(SnForm){ _ ("Two Different People?"), _ ("The pair is not shown any more, and cannot be made one."), _ ("_Two People"), FALSE,
                                     fields, G_N_ELEMENTS (fields) },
                          take_reason, G_OBJECT (dialog->window), g_memdup2 (pair, sizeof *pair), g_free);
}

/* ── The window ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_list (Dialog *dialog)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  dialog->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (dialog->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pairs that look like one person"), -1);
  g_signal_connect_swapped (dialog->list, "row-selected", G_CALLBACK (handle_selected), dialog);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (dialog->list));
  gtk_widget_set_size_request (scroller, 260, -1);
  return scroller;
}

static GtkWidget *
make_pair (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  dialog->comparison = SN_DUPLICATE_COMPARISON (sn_duplicate_comparison_new ());
  dialog->apart = gtk_button_new_with_mnemonic (_ ("_Two People…"));
  dialog->same = gtk_button_new_with_mnemonic (_ ("The _Same Person…"));
  gtk_widget_set_hexpand (dialog->apart, TRUE);
  gtk_widget_set_halign (dialog->apart, GTK_ALIGN_END);
  gtk_widget_add_css_class (dialog->same, "suggested-action");
  gtk_widget_add_css_class (bar, "sn-toolbar");
  g_signal_connect_swapped (dialog->apart, "clicked", G_CALLBACK (handle_apart), dialog);
  g_signal_connect_swapped (dialog->same, "clicked", G_CALLBACK (handle_same), dialog);
  gtk_box_append (GTK_BOX (bar), dialog->apart);
  gtk_box_append (GTK_BOX (bar), dialog->same);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->comparison));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_stack (Dialog *dialog)
{
  GtkWidget *pairs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *none = adw_status_page_new (), *spinner = gtk_spinner_new ();

  dialog->stack = GTK_STACK (gtk_stack_new ());
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (pairs), make_list (dialog));
  gtk_box_append (GTK_BOX (pairs), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (pairs), make_pair (dialog));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("Nobody Stands There Twice"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none), _ ("No two entries look like one person, or somebody has looked at all of them."));
  gtk_stack_add_named (dialog->stack, spinner, "reading");
  gtk_stack_add_named (dialog->stack, pairs, "pairs");
  gtk_stack_add_named (dialog->stack, none, "none");
  gtk_widget_set_vexpand (GTK_WIDGET (dialog->stack), TRUE);
  return GTK_WIDGET (dialog->stack);
}

void
sn_duplicates_dialog_present (SnPage *page)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();

  dialog->window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "title", _ ("Entries That May Be One Person"),
                                 "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), "default-width", 880, "default-height", 620, NULL);
  dialog->page = page;
  dialog->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Entries That May Be One Person"), NULL));
  g_object_set_data_full (G_OBJECT (dialog->window), DIALOG_KEY, dialog, free_dialog);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (dialog->title));
  gtk_box_append (GTK_BOX (content), header);
  gtk_box_append (GTK_BOX (content), make_stack (dialog));
  adw_window_set_content (ADW_WINDOW (dialog->window), content);
  sn_window_escape_add (dialog->window);
  g_signal_connect_object (get_session (dialog), "changed", G_CALLBACK (handle_workspace_changed), dialog->window, G_CONNECT_SWAPPED);
  start_reading (dialog);
  gtk_window_present (dialog->window);
}
