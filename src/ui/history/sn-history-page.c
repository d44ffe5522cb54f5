/* sn-history-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-history-page.h"

#include "sn-date.h"
#include "sn-figure-text.h"
#include "sn-journal-words.h"
#include "sn-table.h"

#include <glib/gi18n.h>

/* More changes than anybody reads; older ones are on the command line. */
#define MOST_CHANGES 5000
#define MOST_ROWS 500

struct _SnHistoryPage
{
  SnPage         parent_instance;

  /* Template */
  GtkColumnView *changes_view;
  GtkColumnView *rows_view;
  GtkLabel      *detail_title;
  GtkStack      *detail_stack;

  /* Owned */
  SnRowList     *changes;   /* SnChange */
  SnRowList     *rows;      /* CellChange */
  GtkSingleSelection *selection;
  gint64         wanted;    /* a change to be chosen once the list is there; 0: none */
};

G_DEFINE_FINAL_TYPE (SnHistoryPage, sn_history_page, SN_TYPE_PAGE)

/* ── What the cells show ────────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_when (gpointer row)
{
  return sn_instant_to_local (((SnChange *) row)->made_at);
}

static char *
get_officer (gpointer row)
{
  return g_strdup (((SnChange *) row)->officer);
}

static char *
get_summary (gpointer row)
{
  const SnChange *change = row;

  if (change->undone_by == 0)
    return g_strdup (change->summary);
  return g_strdup_printf (_ ("%s (taken back)"), change->summary);
}

static char *
get_rows (gpointer row)
{
  return sn_figure_text_count (((SnChange *) row)->rows);
}

static char *
get_number (gpointer row)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ((SnChange *) row)->id);
}

static const char *
style_change (gpointer row)
{
  return ((SnChange *) row)->undone_by != 0 ? "dim-label" : NULL;
}

static const SnColumn change_columns[] = {
  { N_ ("No."), get_number, 5, 0, TRUE, 0, NULL },
  { N_ ("When"), get_when, 15, 0, FALSE, 0, style_change },
  { N_ ("Officer"), get_officer, 9, 0, FALSE, 2, style_change },
  { N_ ("What was done"), get_summary, 24, 1, FALSE, 0, style_change },
  { N_ ("Rows"), get_rows, 7, 0, TRUE, 1, NULL },
};

/* One value of one row, before and after. */
typedef struct
{
  char *place;
  char *column;
  char *before;
  char *after;
} CellChange;

static void
free_cell_change (gpointer data)
{
  CellChange *cell = data;

  g_free (cell->place);
  g_free (cell->column);
  g_free (cell->before);
  g_free (cell->after);
  g_free (cell);
}

static char *
get_place (gpointer row)
{
  return g_strdup (((CellChange *) row)->place);
}

static char *
get_column (gpointer row)
{
  return g_strdup (((CellChange *) row)->column);
}

static char *
get_before (gpointer row)
{
  return g_strdup (((CellChange *) row)->before);
}

static char *
get_after (gpointer row)
{
  return g_strdup (((CellChange *) row)->after);
}

static const SnColumn row_columns[] = {
  { N_ ("Row"), get_place, 18, 1, FALSE, 0, NULL },
  { N_ ("Field"), get_column, 10, 1, FALSE, 0, NULL },
  { N_ ("Before"), get_before, 14, 2, FALSE, 0, NULL },
  { N_ ("After"), get_after, 14, 2, FALSE, 0, NULL },
};

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64     change_id;
  GPtrArray *rows;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_free (reading);
}

/* (nullable) (transfer none) */
static const SnChange *
get_chosen (SnHistoryPage *self)
{
  return sn_row_list_get (self->changes, gtk_single_selection_get_selected (self->selection));
}

static void handle_selected (SnHistoryPage *self);

static gpointer
read_changes (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_list (connection, MOST_CHANGES, error);
}

static gboolean
run_read_changes (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->rows = sn_job_read (job, read_changes, NULL, error);
  return reading->rows != NULL;
}

static gboolean
is_same_change (gconstpointer one, gconstpointer other)
{
  return ((const SnChange *) one)->id == ((const SnChange *) other)->id;
}

/* Where the list is there already, and so long. */
static void
choose_wanted (SnHistoryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->changes));

  for (guint i = 0; i < n && self->wanted != 0; i++)
    {
      const SnChange *change = sn_row_list_get (self->changes, i);

      if (change == NULL || change->id != self->wanted)
        continue;
      self->wanted = 0;
      gtk_single_selection_set_selected (self->selection, i);
      sn_table_scroll_to (self->changes_view, i);
    }
}

/* What was chosen stays chosen, though it may look otherwise now: the next one would be taken back by the same button. */
static void
finish_read_changes (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnHistoryPage *self = SN_HISTORY_PAGE (owner);
  GPtrArray *rows = ((Reading *) data)->rows;
  const SnChange *chosen = get_chosen (self);
  gint64 chosen_id = chosen != NULL ? chosen->id : 0;

  if (error != NULL)
    return;
  sn_table_update (self->changes, rows, change_columns, G_N_ELEMENTS (change_columns), is_same_change);
  for (guint i = 0; i < rows->len && chosen_id != 0; i++)
    if (((const SnChange *) g_ptr_array_index (rows, i))->id == chosen_id)
      gtk_single_selection_set_selected (self->selection, i);
  choose_wanted (self);
  handle_selected (self);
}

/* "change:NUMBER" */
static void
sn_history_page_open (SnPage *page, const char *target)
{
  SnHistoryPage *self = SN_HISTORY_PAGE (page);

  if (!g_str_has_prefix (target, "change:"))
    return;
  self->wanted = g_ascii_strtoll (target + strlen ("change:"), NULL, 10);
  choose_wanted (self);
}

static void
sn_history_page_refresh (SnPage *page)
{
  sn_page_run (page, NULL, run_read_changes, g_new0 (Reading, 1), free_reading, finish_read_changes);
}

static char *
name_row (SnConnection *connection, const SnChangedRow *row)
{
  g_autofree char *word = sn_changed_row_name (connection, row);

  return word != NULL ? g_strdup_printf ("%s · %s", sn_schema_table_word (row->table), word)
                      : g_strdup (sn_schema_table_word (row->table));
}

static void
add_cells (GPtrArray *cells, SnConnection *connection, const SnChangedRow *row)
{
  g_autofree char *place = name_row (connection, row);
  g_autoptr (GPtrArray) values = sn_changed_row_list_values (connection, row);

  for (guint i = 0; i < values->len; i++)
    {
      const SnChangedValue *value = g_ptr_array_index (values, i);
      CellChange *cell;

      if (value->kind == SN_SCHEMA_OWN || (*value->before_text == '\0' && *value->after_text == '\0'))
        continue;
      cell = g_new (CellChange, 1);
      *cell = (CellChange){ g_strdup (place), g_strdup (value->word), g_strdup (value->before_text), g_strdup (value->after_text) };
      g_ptr_array_add (cells, cell);
    }
}

static gpointer
read_rows (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = sn_journal_list_rows (connection, *(gint64 *) data, MOST_ROWS, error);
  GPtrArray *cells;

  if (rows == NULL)
    return NULL;
  cells = g_ptr_array_new_with_free_func (free_cell_change);
  for (guint i = 0; i < rows->len; i++)
    add_cells (cells, connection, g_ptr_array_index (rows, i));
  return cells;
}

static gboolean
run_read_rows (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->rows = sn_job_read (job, read_rows, &reading->change_id, error);
  return reading->rows != NULL;
}

static void
finish_read_rows (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnHistoryPage *self = SN_HISTORY_PAGE (owner);
  Reading *reading = data;
  const SnChange *change = get_chosen (self);

  /* Somebody may have moved on while it was read. */
  if (error != NULL || change == NULL || change->id != reading->change_id)
    return;
  sn_row_list_set (self->rows, reading->rows);
  gtk_stack_set_visible_child_name (self->detail_stack, reading->rows->len > 0 ? "rows" : "none");
}

static void
handle_selected (SnHistoryPage *self)
{
  const SnChange *change = get_chosen (self);
  Reading *reading;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.undo", change != NULL && change->rows > 0 && change->undone_by == 0);
  gtk_label_set_label (self->detail_title, change != NULL ? change->summary : "");
  if (change == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->change_id = change->id;
  sn_page_run (SN_PAGE (self), NULL, run_read_rows, reading, free_reading, finish_read_rows);
}

static void
handle_undo_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  SnHistoryPage *self = SN_HISTORY_PAGE (data);

  if (strcmp (response, "undo") == 0)
    sn_session_undo (sn_page_get_session (SN_PAGE (self)), *(gint64 *) g_object_get_data (G_OBJECT (dialog), "change-id"));
}

/* The history holds what others did, and what has left the house. */
static void
handle_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnHistoryPage *self = SN_HISTORY_PAGE (widget);
  const SnChange *change = get_chosen (self);
  gboolean has_left;
  g_autofree char *number = NULL, *what = NULL, *body = NULL;
  GtkWidget *dialog;

  if (change == NULL)
    return;
  has_left = strcmp (change->action, "batch-issue") == 0;
  /* TRANSLATORS: a change's number, who made it, what it was */
  number = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);
  what = g_strdup_printf (_ ("No. %s, %s: %s"), number, change->officer, change->summary);
  body = has_left ? g_strdup_printf ("%s\n%s", what, _ ("The file may be at the bank already. Make sure first that the bank does not carry it out."))
                  : g_strdup (what);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Take This Change Back?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "undo", _ ("_Take Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "undo", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), has_left ? "cancel" : "undo");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "change-id", g_memdup2 (&change->id, sizeof change->id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (handle_undo_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_table_copy (SN_HISTORY_PAGE (widget)->changes_view, change_columns, G_N_ELEMENTS (change_columns));
}

static void
sn_history_page_dispose (GObject *object)
{
  SnHistoryPage *self = SN_HISTORY_PAGE (object);

  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_HISTORY_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->changes);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (sn_history_page_parent_class)->dispose (object);
}

static void
sn_history_page_class_init (SnHistoryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_history_page_dispose;
  SN_PAGE_CLASS (class)->refresh = sn_history_page_refresh;
  SN_PAGE_CLASS (class)->open = sn_history_page_open;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnHistoryPage, changes_view);
  gtk_widget_class_bind_template_child (widget_class, SnHistoryPage, rows_view);
  gtk_widget_class_bind_template_child (widget_class, SnHistoryPage, detail_title);
  gtk_widget_class_bind_template_child (widget_class, SnHistoryPage, detail_stack);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, handle_undo);
  gtk_widget_class_install_action (widget_class, "page.copy", NULL, handle_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
}

static void
sn_history_page_init (SnHistoryPage *self)
{
  g_autoptr (GtkNoSelection) no_selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->changes = sn_row_list_new ();
  self->rows = sn_row_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->changes)));
  no_selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  sn_table_set_columns (self->changes_view, change_columns, G_N_ELEMENTS (change_columns));
  sn_table_set_columns (self->rows_view, row_columns, G_N_ELEMENTS (row_columns));
  sn_table_set_model (self->changes_view, GTK_SELECTION_MODEL (self->selection));
  sn_table_set_model (self->rows_view, GTK_SELECTION_MODEL (no_selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (handle_selected), self, G_CONNECT_SWAPPED);
  handle_selected (self);
}
