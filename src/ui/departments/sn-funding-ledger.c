/* sn-funding-ledger.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-funding-ledger.h"

#include "sn-figure-text.h"
#include "sn-money.h"
#include "sn-program-dialog.h"
#include "sn-progress.h"
#include "sn-table.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnFundingLedger
{
  AdwBin         parent_instance;

  /* Template */
  GtkColumnView *view;
  GtkLabel      *hint;

  /* Owned */
  SnRowList     *rows; /* LedgerRow */
  SnPage        *page; /* borrowed weakly (nullable): whose job read last */
};

G_DEFINE_FINAL_TYPE (SnFundingLedger, sn_funding_ledger, ADW_TYPE_BIN)

/* A program under the sources that bear it, the sum of a group of sources, or the sum of all. */
typedef struct
{
  char    *title;
  char    *code;         /* (nullable): of a program */
  gboolean sum;
  gint64   ceiling_fen;  /* -1: none set */
  gint64   planned_fen;
  gint64   approved_fen;
  gint64   paid_fen;
} LedgerRow;

static void
free_row (gpointer data)
{
  g_free (((LedgerRow *) data)->title);
  g_free (((LedgerRow *) data)->code);
  g_free (data);
}

static char *
get_title (gpointer row)
{
  return g_strdup (((LedgerRow *) row)->title);
}

static char *
get_ceiling (gpointer row)
{
  gint64 ceiling_fen = ((LedgerRow *) row)->ceiling_fen;

  return ceiling_fen < 0 ? g_strdup ("–") : sn_money_format (ceiling_fen);
}

static char *
get_planned (gpointer row)
{
  return sn_money_format (((LedgerRow *) row)->planned_fen);
}

static char *
get_approved (gpointer row)
{
  return sn_money_format (((LedgerRow *) row)->approved_fen);
}

static char *
get_paid (gpointer row)
{
  return sn_money_format (((LedgerRow *) row)->paid_fen);
}

static char *
get_left (gpointer row)
{
  return sn_money_format (((LedgerRow *) row)->planned_fen - ((LedgerRow *) row)->paid_fen);
}

static char *
get_share (gpointer row)
{
  return sn_figure_text_share (((LedgerRow *) row)->paid_fen, ((LedgerRow *) row)->planned_fen);
}

static const char *
style_row (gpointer row)
{
  return ((LedgerRow *) row)->sum ? "sn-strong" : NULL;
}

/* What is nothing steps back. */
static const char *
style_amount (gpointer row, gint64 amount_fen)
{
  return amount_fen == 0 && !((LedgerRow *) row)->sum ? "dim-label" : style_row (row);
}

/* More is planned than there is: it will be refused when it is to be approved. */
static const char *
style_planned (gpointer row)
{
  const LedgerRow *ledger_row = row;

  if (!ledger_row->sum && ledger_row->ceiling_fen >= 0 && ledger_row->planned_fen > ledger_row->ceiling_fen)
    return "error";
  return style_amount (row, ledger_row->planned_fen);
}

static const char *
style_approved (gpointer row)
{
  return style_amount (row, ((LedgerRow *) row)->approved_fen);
}

static const char *
style_paid (gpointer row)
{
  return style_amount (row, ((LedgerRow *) row)->paid_fen);
}

static const char *
style_left (gpointer row)
{
  return style_amount (row, ((LedgerRow *) row)->planned_fen - ((LedgerRow *) row)->paid_fen);
}

enum { COLUMN_CEILING = 1 };
static const SnColumn columns[] = {
  { N_ ("Source of funds, and its programs"), get_title, 30, 2, FALSE, 0, style_row },
  { N_ ("Ceiling"), get_ceiling, 13, 1, TRUE, 2, style_row },
  { N_ ("Planned"), get_planned, 13, 1, TRUE, 0, style_planned },
  { N_ ("Approved"), get_approved, 13, 1, TRUE, 3, style_approved },
  { N_ ("Paid"), get_paid, 13, 1, TRUE, 0, style_paid },
  { N_ ("Share"), get_share, 8, 0, TRUE, 1, style_paid },
  { N_ ("Left to pay"), get_left, 13, 1, TRUE, 0, style_left },
};

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnFundingLedger *ledger; /* (owned) */
  GPtrArray       *rows;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->ledger);
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_free (reading);
}

static LedgerRow *
add_row (GPtrArray *rows, char *take_title, const SnProgressRow *progress, gint64 ceiling_fen)
{
  LedgerRow *row = g_new0 (LedgerRow, 1);

  row->title = take_title;
  row->ceiling_fen = ceiling_fen;
  row->planned_fen = progress->planned_fen;
  row->approved_fen = progress->approved_fen;
  row->paid_fen = progress->paid_fen;
  g_ptr_array_add (rows, row);
  return row;
}

static const SnProgressRow *
find_progress (GPtrArray *progress, const char *key)
{
  for (guint i = 0; i < progress->len; i++)
    if (strcmp (((const SnProgressRow *) g_ptr_array_index (progress, i))->key, key) == 0)
      return g_ptr_array_index (progress, i);
  return NULL;
}

/* The key under which core counts the sources of a program, and what they may bear in all; -1 where one of them has no ceiling. */
static char *
get_funding_key (const SnProgram *program, gint64 *ceiling_fen)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  *ceiling_fen = program->funding->len > 0 ? 0 : -1;
  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      g_string_append_printf (codes, "%s%s", i > 0 ? "+" : "", line->source_code);
      *ceiling_fen = line->ceiling_fen >= 0 && *ceiling_fen >= 0 ? *ceiling_fen + line->ceiling_fen : -1;
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

/* The programs of a group of sources, below their sum. What some of them may take is no ceiling of all: it is known only where each has one. */
static void
add_group (GPtrArray *rows, const SnProgressRow *funding, GPtrArray *programs, GPtrArray *by_program)
{
  LedgerRow *sum = add_row (rows, g_strdup (funding->label), funding, -1);

  gboolean all_have_one = TRUE;

  sum->sum = TRUE;
  for (guint i = 0; i < programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (programs, i);
      const SnProgressRow *progress = find_progress (by_program, program->code);
      gint64 ceiling_fen;
      g_autofree char *key = get_funding_key (program, &ceiling_fen);

      if (progress == NULL || strcmp (key, funding->key) != 0)
        continue;
      add_row (rows, g_strdup_printf ("\u2003%s %s · %s", program->code, program->title, program->department), progress, ceiling_fen)->code =
        g_strdup (program->code);
      all_have_one &= ceiling_fen >= 0;
      if (ceiling_fen >= 0)
        sum->ceiling_fen = MAX (sum->ceiling_fen, 0) + ceiling_fen;
    }
  if (!all_have_one)
    sum->ceiling_fen = -1;
}

static gpointer
read_ledger (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) programs = sn_program_list (connection, 0, error);
  g_autoptr (GPtrArray) by_funding = programs != NULL ? sn_progress_read (connection, 0, SN_PROGRESS_BY_FUNDING, error) : NULL;
  g_autoptr (GPtrArray) by_program = by_funding != NULL ? sn_progress_read (connection, 0, SN_PROGRESS_BY_PROGRAM, error) : NULL;
  g_autoptr (GPtrArray) all = by_program != NULL ? sn_progress_read (connection, 0, SN_PROGRESS_ALL, error) : NULL;

  if (all == NULL || all->len == 0)
    return NULL;
  reading->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint i = 0; i < by_funding->len; i++)
    add_group (reading->rows, g_ptr_array_index (by_funding, i), programs, by_program);
  add_row (reading->rows, g_strdup (_ ("Total")), g_ptr_array_index (all, 0), -1)->sum = TRUE;
  return reading;
}

static gboolean
run_read_ledger (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_ledger, data, error) != NULL;
}

/* @all: the last row */
static void
show_hint (SnFundingLedger *self, const LedgerRow *all)
{
  gtk_label_set_label (self->hint, all->planned_fen > 0
                                     ? _ ("A program's ceilings are set by a double click or Enter.")
                                     : _ ("Nothing is planned yet: the sums follow the rosters of the departments. A program's ceilings are set by a double "
                                          "click or Enter."));
}

static gboolean
looks_same (gpointer one, gpointer other, gpointer data)
{
  const LedgerRow *left = one, *right = other;

  return strcmp (left->title, right->title) == 0 && left->ceiling_fen == right->ceiling_fen &&
         left->planned_fen == right->planned_fen && left->approved_fen == right->approved_fen && left->paid_fen == right->paid_fen;
}

static void
finish_read_ledger (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Reading *reading = data;
  gboolean has_ceiling = FALSE;

  if (error != NULL || reading->ledger->rows == NULL)
    return;
  for (guint i = 0; i < reading->rows->len; i++)
    has_ceiling |= ((const LedgerRow *) g_ptr_array_index (reading->rows, i))->ceiling_fen >= 0;
  sn_table_show_column (reading->ledger->view, COLUMN_CEILING, has_ceiling);
  sn_row_list_update (reading->ledger->rows, reading->rows, NULL, looks_same, NULL);
  show_hint (reading->ledger, g_ptr_array_index (reading->rows, reading->rows->len - 1));
}

void
sn_funding_ledger_refresh (SnFundingLedger *self, SnPage *page)
{
  Reading *reading = g_new0 (Reading, 1);

  g_set_weak_pointer (&self->page, page);
  reading->ledger = g_object_ref (self);
  sn_page_run (page, NULL, run_read_ledger, reading, free_reading, finish_read_ledger);
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_table_copy (SN_FUNDING_LEDGER (widget)->view, columns, G_N_ELEMENTS (columns));
}

/* Enter or a double click: a program's ceilings, to be set. */
static void
handle_activate (SnFundingLedger *self, guint position)
{
  const LedgerRow *row = sn_row_list_get (self->rows, position);

  if (row != NULL && row->code != NULL && self->page != NULL)
    sn_program_dialog_present (self->page, row->code);
}

static void
sn_funding_ledger_dispose (GObject *object)
{
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_FUNDING_LEDGER);
  g_clear_object (&SN_FUNDING_LEDGER (object)->rows);
  g_clear_weak_pointer (&SN_FUNDING_LEDGER (object)->page);
  G_OBJECT_CLASS (sn_funding_ledger_parent_class)->dispose (object);
}

static void
sn_funding_ledger_class_init (SnFundingLedgerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_funding_ledger_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-funding-ledger.ui");
  gtk_widget_class_bind_template_child (widget_class, SnFundingLedger, view);
  gtk_widget_class_bind_template_child (widget_class, SnFundingLedger, hint);
  gtk_widget_class_bind_template_callback (widget_class, handle_activate);
  gtk_widget_class_install_action (widget_class, "ledger.copy", NULL, handle_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "ledger.copy", NULL);
}

static void
sn_funding_ledger_init (SnFundingLedger *self)
{
  g_autoptr (GtkMultiSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = sn_row_list_new ();
  selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  sn_table_set_columns (self->view, columns, G_N_ELEMENTS (columns));
  sn_table_set_model (self->view, GTK_SELECTION_MODEL (selection));
}
