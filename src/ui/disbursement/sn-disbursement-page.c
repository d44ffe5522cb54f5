/* sn-disbursement-page.c: the tables and what is chosen in them. What can be done is in sn-batch-steps.c and sn-bank-steps.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-disbursement-page-private.h"

#include "sn-accessible-label.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-person-steps.h"
#include "sn-progress.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (SnDisbursementPage, sn_disbursement_page, SN_TYPE_PAGE)

/* ── Filters ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first of each stands for all; "failed" is no state of a batch, but lines of it failed or came back. */
static const char *const state_words[] = { "", "draft", "approved", "issued", "reconciled", "closed", "void", "failed" };
static const char *const channel_words[] = { "", "bank", "visit", "goods" };

static gboolean
fits_state (const SnPaymentBatch *batch, const char *state)
{
  if (strcmp (state, "failed") == 0)
    return batch->failed + batch->returned > 0;
  return *state == '\0' || strcmp (batch->state, state) == 0;
}

static gboolean
fits_filters (gpointer item, gpointer data)
{
  SnDisbursementPage *self = data;
  const SnPaymentBatch *batch = sn_row_get (item);
  guint state = gtk_drop_down_get_selected (self->state_filter);
  guint channel = gtk_drop_down_get_selected (self->channel_filter);

  return (state >= G_N_ELEMENTS (state_words) || fits_state (batch, state_words[state])) &&
         (channel == 0 || channel >= G_N_ELEMENTS (channel_words) || strcmp (batch->channel, channel_words[channel]) == 0);
}

static GtkStringList *
make_state_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All States"));
  for (gsize i = 1; i + 1 < G_N_ELEMENTS (state_words); i++)
    gtk_string_list_append (names, sn_words_for_state (state_words[i]));
  gtk_string_list_append (names, _ ("With Failed Lines"));
  return names;
}

static GtkStringList *
make_channel_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All Channels"));
  for (gsize i = 1; i < G_N_ELEMENTS (channel_words); i++)
    gtk_string_list_append (names, sn_words_for_channel (channel_words[i]));
  return names;
}

static void
show_totals (SnDisbursementPage *self)
{
  GListModel *model = G_LIST_MODEL (self->shown_batches);
  guint n_batches = g_list_model_get_n_items (model);
  g_autofree char *amount = NULL, *text = NULL;
  gint64 amount_fen = 0;

  for (guint i = 0; i < n_batches; i++)
    {
      g_autoptr (SnRow) row = g_list_model_get_item (model, i);
      const SnPaymentBatch *batch = sn_row_get (row);

      amount_fen += strcmp (batch->state, "void") != 0 ? batch->amount_fen : 0;
    }
  amount = sn_money_format (amount_fen);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u batch, %s yuan", "%u batches, %s yuan", n_batches), n_batches, amount);
  gtk_label_set_label (self->totals, text);
  gtk_stack_set_visible_child_name (self->batch_stack, n_batches > 0 ? "table" : "none");
}

static guint
find_position (SnDisbursementPage *self, gint64 batch_id)
{
  GListModel *model = G_LIST_MODEL (self->shown_batches);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SnRow) row = g_list_model_get_item (model, i);

      if (((SnPaymentBatch *) sn_row_get (row))->id == batch_id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* ── The chosen batch ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64          batch_id;
  SnPaymentBatch *batch;
  GPtrArray      *rows;    /* SnPaymentRow */
  char           *refusals[SN_BATCH_N_DUTIES]; /* (nullable) */
} DetailReading;

static void
free_detail_reading (gpointer data)
{
  DetailReading *reading = data;

  g_clear_pointer (&reading->batch, sn_payment_batch_free);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  for (int i = 0; i < SN_BATCH_N_DUTIES; i++)
    g_free (reading->refusals[i]);
  g_free (reading);
}

static void
add_payment_rows (GPtrArray *rows, GPtrArray *payments, GHashTable *outlooks)
{
  for (guint i = 0; i < payments->len; i++)
    {
      SnPaymentRow *row = g_new (SnPaymentRow, 1);

      row->payment = g_steal_pointer (&payments->pdata[i]);
      row->outlook = (SnRetryOutlook) GPOINTER_TO_INT (g_hash_table_lookup (outlooks, &row->payment->id));
      g_ptr_array_add (rows, row);
    }
}

static const SnDutyStep duty_steps[SN_BATCH_N_DUTIES] = {
  [SN_BATCH_PREPARES] = SN_STEP_PREPARES,
  [SN_BATCH_APPROVES] = SN_STEP_APPROVES_LAST,
  [SN_BATCH_DECIDES] = SN_STEP_DECIDES,
};

static gpointer
read_detail (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DetailReading *reading = data;
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GHashTable) outlooks = NULL;

  reading->batch = sn_payment_batch_lookup (connection, reading->batch_id, error);
  payments = reading->batch != NULL ? sn_payment_batch_payments (connection, reading->batch_id, error) : NULL;
  outlooks = payments != NULL ? sn_payment_batch_read_outlook (connection, reading->batch_id, error) : NULL;
  if (outlooks == NULL)
    return NULL;
  for (int i = 0; i < SN_BATCH_N_DUTIES; i++)
    {
      g_autoptr (GError) no_duty = NULL;

      if (!sn_officer_check_duty_ahead (connection, duty_steps[i], &no_duty))
        reading->refusals[i] = g_strdup (no_duty->message);
    }
  /* What was stolen from it is NULL, which its free function takes. */
  reading->rows = g_ptr_array_new_with_free_func (sn_payment_row_free);
  add_payment_rows (reading->rows, payments, outlooks);
  return reading;
}

static gboolean
run_read_detail (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_detail, data, error) != NULL;
}

static void
append_note (GString *text, const char *format, const char *value)
{
  if (*value == '\0')
    return;
  g_string_append (text, text->len > 0 ? " · " : "");
  g_string_append_printf (text, format, value);
}

static char *
dup_note (const SnPaymentBatch *batch)
{
  GString *text = g_string_new (NULL);
  g_autofree char *amount = sn_money_format (batch->amount_fen);

  append_note (text, "%s", sn_words_for_channel (batch->channel));
  append_note (text, "%s", sn_words_for_state (batch->state));
  append_note (text, _ ("%s yuan"), amount);
  append_note (text, _ ("prepared by %s"), batch->prepared_by);
  append_note (text, _ ("visited by %s"), batch->visitors);
  append_note (text, _ ("on %s"), batch->visit_date);
  append_note (text, _ ("procurement %s"), batch->procurement);
  append_note (text, _ ("given up: %s"), batch->void_reason);
  return g_string_free (text, FALSE);
}

static void
show_batch (SnDisbursementPage *self, SnPaymentBatch *take_batch)
{
  g_autofree char *name = take_batch != NULL ? sn_batch_dup_name (take_batch) : NULL;
  g_autofree char *title = take_batch != NULL ? g_strdup_printf ("%s · %s", name, take_batch->program_title) : g_strdup ("");
  g_autofree char *note = take_batch != NULL ? dup_note (take_batch) : g_strdup ("");

  g_clear_pointer (&self->batch, sn_payment_batch_free);
  self->batch = take_batch;
  gtk_label_set_label (self->detail_title, title);
  gtk_label_set_label (self->detail_note, note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail_title), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail_note), note);
  sn_batch_steps_update (self);
}

/* (transfer full): the line numbers that are chosen, as a set */
static GtkBitset *
collect_selected_lines (SnDisbursementPage *self)
{
  g_autoptr (GPtrArray) selected = sn_disbursement_page_get_selected (self);
  GtkBitset *lines = gtk_bitset_new_empty ();

  for (guint i = 0; i < selected->len; i++)
    gtk_bitset_add (lines, (guint) ((SnPaymentRow *) g_ptr_array_index (selected, i))->payment->line);
  return lines;
}

/* Lines that look different now came anew into the table and lost their mark. */
static void
update_payments (SnDisbursementPage *self, GPtrArray *rows)
{
  g_autoptr (GtkBitset) lines = collect_selected_lines (self);

  sn_table_update (self->payments, rows, sn_payment_columns, sn_payment_n_columns, NULL);
  for (guint i = 0; i < rows->len && !gtk_bitset_is_empty (lines); i++)
    if (gtk_bitset_contains (lines, (guint) ((SnPaymentRow *) g_ptr_array_index (rows, i))->payment->line))
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->payment_selection), i, FALSE);
}

/* Goods have no account, and where nothing failed there is no reason: the others get that room. */
static void
choose_payment_columns (SnDisbursementPage *self, GPtrArray *rows)
{
  static const guint choices[] = { SN_PAYMENT_COLUMN_ACCOUNT, SN_PAYMENT_COLUMN_REASON, SN_PAYMENT_COLUMN_OUTLOOK };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      gboolean says_something = FALSE;

      for (guint row = 0; row < rows->len && !says_something; row++)
        {
          g_autofree char *text = sn_payment_columns[choices[i]].text (g_ptr_array_index (rows, row));

          says_something = text != NULL && *text != '\0';
        }
      sn_table_show_column (self->payments_view, choices[i], says_something);
    }
}

static void
finish_read_detail (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (owner);
  DetailReading *reading = data;

  /* Somebody may have moved on while it was read. */
  if (error != NULL || reading->batch_id != self->chosen_id)
    return;
  choose_payment_columns (self, reading->rows);
  if (self->payments_of == reading->batch_id)
    update_payments (self, reading->rows);
  else
    {
      sn_row_list_set (self->payments, reading->rows);
      sn_table_scroll_to (self->payments_view, 0);
    }
  self->payments_of = reading->batch_id;
  for (int i = 0; i < SN_BATCH_N_DUTIES; i++)
    {
      g_free (self->refusals[i]);
      self->refusals[i] = g_steal_pointer (&reading->refusals[i]);
    }
  show_batch (self, g_steal_pointer (&reading->batch));
}

static void
start_reading_detail (SnDisbursementPage *self)
{
  DetailReading *reading;

  if (self->detail_job != NULL)
    sn_job_cancel (self->detail_job);
  g_clear_object (&self->detail_job);
  if (self->chosen_id == 0)
    return;
  reading = g_new0 (DetailReading, 1);
  reading->batch_id = self->chosen_id;
  /* Not sn_page_run(): reading the list and reading the batch shall not cancel each other. */
  self->detail_job = sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_detail, reading, free_detail_reading,
                                     finish_read_detail, G_OBJECT (self));
}

static void
handle_selected (SnDisbursementPage *self)
{
  SnRow *row = gtk_single_selection_get_selected_item (self->selection);
  gint64 batch_id = row != NULL ? ((SnPaymentBatch *) sn_row_get (row))->id : 0;

  if (self->filling)
    return;
  gtk_widget_set_visible (self->detail, batch_id != 0);
  if (batch_id == self->chosen_id && self->batch != NULL && self->batch->id == batch_id)
    return;
  self->chosen_id = batch_id;
  show_batch (self, NULL);
  start_reading_detail (self);
}

/* The list is new, or filtered anew: the chosen batch stays chosen where it is still to be seen. */
static void
restore_selection (SnDisbursementPage *self)
{
  guint position = self->chosen_id != 0 ? find_position (self, self->chosen_id) : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    {
      gtk_single_selection_set_selected (self->selection, position);
      /* Somebody asked for it before it was read. */
      if (self->payments_of != self->chosen_id)
        sn_table_scroll_to (self->batches_view, position);
    }
  self->filling = FALSE;
  show_totals (self);
  handle_selected (self);
}

static void
handle_filter (SnDisbursementPage *self)
{
  if (self->filter == NULL || self->filling)
    return;
  self->filling = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  restore_selection (self);
}

static void
set_filters (SnDisbursementPage *self, guint state, guint channel)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->state_filter, state);
  gtk_drop_down_set_selected (self->channel_filter, channel);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  restore_selection (self);
}

void
sn_disbursement_page_choose (SnDisbursementPage *self, gint64 batch_id)
{
  guint position;

  self->chosen_id = batch_id;
  g_clear_pointer (&self->batch, sn_payment_batch_free);
  set_filters (self, 0, 0);
  /* A batch that was just made is not in the list yet: the refresh that is on its way chooses it. */
  self->chosen_id = batch_id;
  position = find_position (self, batch_id);
  if (position != GTK_INVALID_LIST_POSITION)
    sn_table_scroll_to (self->batches_view, position);
}

/* ── Reading the list ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64     campaign_id;
  GPtrArray *batches;
  char      *approved_department; /* (nullable) */
} ListReading;

static void
free_list_reading (gpointer data)
{
  ListReading *reading = data;

  g_clear_pointer (&reading->batches, g_ptr_array_unref);
  g_free (reading->approved_department);
  g_free (reading);
}

static gpointer
read_list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  ListReading *reading = data;
  g_autoptr (GPtrArray) rows = NULL;

  reading->batches = reading->campaign_id != 0 ? sn_payment_batch_list (connection, error)
                                               : g_ptr_array_new_with_free_func ((GDestroyNotify) sn_payment_batch_free);
  if (reading->batches == NULL || reading->batches->len > 0 || reading->campaign_id == 0)
    return reading->batches != NULL ? reading : NULL;
  rows = sn_progress_read (connection, reading->campaign_id, SN_PROGRESS_BY_DEPARTMENT, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len && reading->approved_department == NULL; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);

      reading->approved_department = row->approved_fen > 0 ? g_strdup (row->key) : NULL;
    }
  return reading;
}

static gboolean
run_read_list (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_list, data, error) != NULL;
}

static gboolean
is_same_batch (gconstpointer one, gconstpointer other)
{
  return ((const SnPaymentBatch *) one)->id == ((const SnPaymentBatch *) other)->id;
}

static void
finish_read_list (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (owner);
  ListReading *reading = data;

  if (error != NULL)
    return;
  g_free (self->approved_department);
  self->approved_department = g_steal_pointer (&reading->approved_department);
  self->filling = TRUE;
  sn_table_update (self->batches, reading->batches, sn_batch_columns, sn_batch_n_columns, is_same_batch);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stages, reading->batches->len > 0 ? "batches" : "empty");
  restore_selection (self);
  start_reading_detail (self);
}

static void
sn_disbursement_page_refresh (SnPage *page)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (page));
  ListReading *reading = g_new0 (ListReading, 1);

  reading->campaign_id = facts != NULL && facts->campaign != NULL ? facts->campaign->id : 0;
  sn_page_run (page, NULL, run_read_list, reading, free_list_reading, finish_read_list);
}

static void
sn_disbursement_page_open (SnPage *page, const char *target)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (page);

  if (g_str_has_prefix (target, "batch:"))
    {
      sn_disbursement_page_choose (self, g_ascii_strtoll (target + strlen ("batch:"), NULL, 10));
      return;
    }
  for (guint i = 1; i < G_N_ELEMENTS (state_words); i++)
    if (strcmp (target, state_words[i]) == 0)
      set_filters (self, i, 0);
}

/* ── What the keyboard and the buttons do ───────────────────────────────────────────────────────────────────────── */

GtkWindow *
sn_disbursement_page_get_window (SnDisbursementPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

GPtrArray *
sn_disbursement_page_get_selected (SnDisbursementPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->payment_selection));
  GPtrArray *rows = g_ptr_array_new ();

  for (guint64 i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      gpointer row = sn_row_list_get (self->payments, gtk_bitset_get_nth (selected, (guint) i));

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return rows;
}

static void
sn_disbursement_page_find (SnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SN_DISBURSEMENT_PAGE (page)->state_filter));
}

/* Whichever paper's turn it is. */
static void
sn_disbursement_page_export (SnPage *page)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (page);

  if (self->batch == NULL)
    sn_session_say (sn_page_get_session (page), _ ("Choose a batch first."));
  else if (sn_payment_batch_allows (self->batch, SN_BATCH_WRITE_FILE))
    sn_bank_steps_write_file (self);
  else if (strcmp (self->batch->channel, "bank") != 0)
    sn_bank_steps_write_sign_sheet (self);
  else
    sn_session_say (sn_page_get_session (page), _ ("The bank's file is written once the batch is approved, until it is reconciled."));
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->payments_view)))
    sn_table_copy (self->payments_view, sn_payment_columns, sn_payment_n_columns);
  else
    sn_table_copy (self->batches_view, sn_batch_columns, sn_batch_n_columns);
}

static void
show_person (SnDisbursementPage *self, const SnPaymentRow *row)
{
  g_autofree char *target = g_strdup_printf ("person:%" G_GINT64_FORMAT, row->payment->person_id);

  sn_page_go (SN_PAGE (self), "recipients", target);
}

static void
handle_show_person (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) rows = sn_disbursement_page_get_selected (SN_DISBURSEMENT_PAGE (widget));

  if (rows->len > 0)
    show_person (SN_DISBURSEMENT_PAGE (widget), g_ptr_array_index (rows, 0));
}

static void
handle_payment_activated (SnDisbursementPage *self, guint position)
{
  const SnPaymentRow *row = sn_row_list_get (self->payments, position);

  if (row != NULL)
    show_person (self, row);
}

static void
handle_go_to_roster (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  g_autofree char *page = NULL;

  page = self->approved_department != NULL ? g_strdup_printf ("department.%s", self->approved_department) : g_strdup ("dashboard");
  sn_page_go (SN_PAGE (self), page, NULL);
}

static void
handle_show_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_filters (SN_DISBURSEMENT_PAGE (widget), 0, 0);
}

/* What made a payment fail is set right in the registry. */
static void
handle_correct (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GPtrArray) selected = sn_disbursement_page_get_selected (SN_DISBURSEMENT_PAGE (widget));
  const SnPaymentRow *row = selected->len > 0 ? g_ptr_array_index (selected, 0) : NULL;
  g_autofree char *reason = NULL;

  if (row == NULL)
    return;
  if (*row->payment->failure_reason != '\0')
    reason = g_strdup_printf (_ ("The payment failed: %s."), row->payment->failure_reason);
  sn_person_steps_correct (SN_PAGE (widget), row->payment->person_id, reason);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_disbursement_page_dispose (GObject *object)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (object);

  if (self->detail_job != NULL)
    sn_job_cancel (self->detail_job);
  g_clear_object (&self->detail_job);
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_DISBURSEMENT_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown_batches);
  g_clear_object (&self->filter);
  g_clear_object (&self->batches);
  g_clear_object (&self->payment_selection);
  g_clear_object (&self->payments);
  g_clear_pointer (&self->batch, sn_payment_batch_free);
  g_clear_pointer (&self->approved_department, g_free);
  for (int i = 0; i < SN_BATCH_N_DUTIES; i++)
    g_clear_pointer (&self->refusals[i], g_free);
  G_OBJECT_CLASS (sn_disbursement_page_parent_class)->dispose (object);
}

static void
sn_disbursement_page_class_init (SnDisbursementPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_disbursement_page_dispose;
  SN_PAGE_CLASS (class)->refresh = sn_disbursement_page_refresh;
  SN_PAGE_CLASS (class)->open = sn_disbursement_page_open;
  SN_PAGE_CLASS (class)->find = sn_disbursement_page_find;
  SN_PAGE_CLASS (class)->export = sn_disbursement_page_export;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-disbursement-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, stages);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, state_filter);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, channel_filter);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, totals);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, batch_stack);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, batches_view);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, detail);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, detail_title);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, detail_note);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, step_buttons);
  gtk_widget_class_bind_template_child (widget_class, SnDisbursementPage, payments_view);
  gtk_widget_class_bind_template_callback (widget_class, handle_payment_activated);
  gtk_widget_class_install_action (widget_class, "page.copy", NULL, handle_copy);
  gtk_widget_class_install_action (widget_class, "page.show-person", NULL, handle_show_person);
  gtk_widget_class_install_action (widget_class, "page.go-to-roster", NULL, handle_go_to_roster);
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, handle_show_all);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
  sn_batch_steps_install (widget_class);
  sn_bank_steps_install (widget_class);
  gtk_widget_class_install_action (widget_class, "page.correct", NULL, handle_correct);
}

static void
sn_disbursement_page_init (SnDisbursementPage *self)
{
  g_autoptr (GtkStringList) states = make_state_names ();
  g_autoptr (GtkStringList) channels = make_channel_names ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sn_accessible_label_keep (GTK_WIDGET (self->state_filter));
  sn_accessible_label_keep (GTK_WIDGET (self->channel_filter));
  gtk_drop_down_set_model (self->state_filter, G_LIST_MODEL (states));
  gtk_drop_down_set_model (self->channel_filter, G_LIST_MODEL (channels));
  self->batches = sn_row_list_new ();
  self->payments = sn_row_list_new ();
  self->filter = gtk_custom_filter_new (fits_filters, self, NULL);
  self->shown_batches = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->batches)), g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown_batches)));
  self->payment_selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->payments)));
  sn_table_set_columns (self->batches_view, sn_batch_columns, sn_batch_n_columns);
  sn_table_set_columns (self->payments_view, sn_payment_columns, sn_payment_n_columns);
  sn_table_set_model (self->batches_view, GTK_SELECTION_MODEL (self->selection));
  sn_table_set_model (self->payments_view, GTK_SELECTION_MODEL (self->payment_selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (handle_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->payment_selection, "selection-changed", G_CALLBACK (sn_batch_steps_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->state_filter, "notify::selected", G_CALLBACK (handle_filter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->channel_filter, "notify::selected", G_CALLBACK (handle_filter), self, G_CONNECT_SWAPPED);
  sn_batch_steps_update (self);
}
