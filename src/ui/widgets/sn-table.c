/* sn-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-table.h"

#include "sn-gradual-selection.h"
#include "sn-tab-stop.h"
#include "sn-table-cell.h"
#include "sn-text.h"

#include <glib/gi18n.h>

#define CELL_PADDING_PIXELS 8 /* style.css has the same */
#define HEADING_BORDER_PIXELS 2
#define MOST_COLUMNS 16
#define CELLS_A_FRAME 100 /* made and laid out in about 20 ms */
#define FIRST_PADDING_PIXELS 4 /* more, so that a table begins below the toolbar's first button; style.css has the same */
#define ROWS_TO_MEASURE 200
#define ROUNDING_PIXELS 2

typedef struct
{
  const SnColumn      *columns;
  guint                n_columns;
  GtkColumnViewColumn *made[MOST_COLUMNS];   /* (owned) */
  GtkWidget           *labels[MOST_COLUMNS]; /* (nullable) (borrowed): of the headings */
  gboolean             barred[MOST_COLUMNS]; /* has nothing to say */
  int                  digits[MOST_COLUMNS]; /* of the longest text that there was */
  int                  wanted[MOST_COLUMNS]; /* its width in pixels */
  int                  width;                /* that they are laid out for */
  guint                tick;
} Layout;

/* ── Widths ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
get_digit_width (GtkWidget *view)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (view), NULL, NULL);
  int width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (width, 1);
}

/* A column that does not grow has room for its heading, which is longer in some languages. */
static int
get_least (const Layout *layout, guint column, int digit_width)
{
  int width = layout->columns[column].width_chars * digit_width, heading_width = 0;

  if (layout->labels[column] != NULL && layout->columns[column].grows == 0)
    gtk_widget_measure (layout->labels[column], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &heading_width, NULL, NULL);
  return MAX (width, heading_width + HEADING_BORDER_PIXELS) + 2 * CELL_PADDING_PIXELS + (column == 0 ? FIRST_PADDING_PIXELS : 0);
}

static gboolean
is_shown (const Layout *layout, guint column, int rank)
{
  return !layout->barred[column] && (layout->columns[column].rank == 0 || layout->columns[column].rank >= rank);
}

/* The lowest rank that finds room in @width; what is left over in @spare. */
static int
choose_rank (const Layout *layout, int width, int digit_width, int *spare)
{
  int highest = 0, rank = 1;

  for (guint i = 0; i < layout->n_columns; i++)
    highest = MAX (highest, layout->columns[i].rank);
  for (;; rank++)
    {
      *spare = width;
      for (guint i = 0; i < layout->n_columns; i++)
        if (is_shown (layout, i, rank))
          *spare -= get_least (layout, i, digit_width);
      if (*spare >= 0 || rank > highest)
        return rank;
    }
}

/* How much wider each column would be if nothing in it were cut. */
static void
find_needs (const Layout *layout, const int *widths, int *needs)
{
  for (guint i = 0; i < layout->n_columns; i++)
    needs[i] = widths[i] > 0 ? MAX (layout->wanted[i] + 2 * CELL_PADDING_PIXELS + (i == 0 ? FIRST_PADDING_PIXELS : 0) - widths[i], 0) : 0;
}

/* Gives of @spare to those that need it, the least need first: one long remark shall not cut all the names. Returns: what is left */
static int
meet_needs (const Layout *layout, int *widths, int *needs, int spare)
{
  while (spare > 0)
    {
      guint least = MOST_COLUMNS;
      int given;

      for (guint i = 0; i < layout->n_columns; i++)
        if (needs[i] > 0 && (least == MOST_COLUMNS || needs[i] < needs[least]))
          least = i;
      if (least == MOST_COLUMNS)
        return spare;
      given = MIN (needs[least], spare);
      widths[least] += given;
      needs[least] = 0;
      spare -= given;
    }
  return 0;
}

static void
lay_out (GtkWidget *view, Layout *layout)
{
  int digit_width = get_digit_width (view), widths[MOST_COLUMNS] = { 0 }, needs[MOST_COLUMNS];
  int spare, grows = 0, rank = choose_rank (layout, layout->width, digit_width, &spare);

  for (guint i = 0; i < layout->n_columns; i++)
    {
      gboolean shown = is_shown (layout, i, rank);

      gtk_column_view_column_set_visible (layout->made[i], shown);
      widths[i] = shown ? get_least (layout, i, digit_width) : 0;
      grows += shown ? layout->columns[i].grows : 0;
    }
  find_needs (layout, widths, needs);
  spare = meet_needs (layout, widths, needs, spare);
  for (guint i = 0; i < layout->n_columns; i++)
    {
      const SnColumn *column = &layout->columns[i];
      int share = column->grows > 0 && grows > 0 && widths[i] > 0 ? spare * column->grows / grows : 0;

      gtk_column_view_column_set_fixed_width (layout->made[i], widths[i] + share);
      /* What the next ones share is without rounding. */
      spare -= share;
      grows -= widths[i] > 0 ? column->grows : 0;
    }
}

/* Only a text that seems longer than all before it is measured: that takes a while. Returns: whether the column grows */
static gboolean
measure_text (GtkWidget *view, Layout *layout, guint column, const char *text)
{
  g_autoptr (PangoLayout) measured = NULL;
  int digits = text != NULL ? sn_text_count_digits (text) : 0, width;

  if (digits <= layout->digits[column])
    return FALSE;
  layout->digits[column] = digits;
  measured = gtk_widget_create_pango_layout (view, text);
  pango_layout_set_attributes (measured, sn_table_cell_get_attributes (text, layout->columns[column].numeric));
  pango_layout_get_pixel_size (measured, &width, NULL);
  if (width + ROUNDING_PIXELS <= layout->wanted[column])
    return FALSE;
  layout->wanted[column] = width + ROUNDING_PIXELS;
  return TRUE;
}

/* Some rows, from all over the list, tell how wide the columns should be. They only grow: nothing moves while somebody types what to
 * look for. */
static void
measure_rows (GtkColumnView *view, guint position, guint removed, guint added, GListModel *rows)
{
  Layout *layout = g_object_get_data (G_OBJECT (view), "sn-table");
  guint n_rows = g_list_model_get_n_items (rows);
  gboolean grown = FALSE;

  for (guint i = 0; i < n_rows; i += MAX (n_rows / ROWS_TO_MEASURE, 1))
    {
      g_autoptr (SnRow) row = g_list_model_get_item (rows, i);

      for (guint j = 0; j < layout->n_columns; j++)
        {
          g_autofree char *text = layout->columns[j].text (sn_row_get (row));

          grown |= measure_text (GTK_WIDGET (view), layout, j, text);
        }
    }
  if (grown && layout->width > 0)
    lay_out (GTK_WIDGET (view), layout);
}

static gboolean
follow_width (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  Layout *layout = data;

  layout->tick = 0;
  lay_out (view, layout);
  return G_SOURCE_REMOVE;
}

static void
queue_layout (GtkWidget *view, Layout *layout)
{
  if (layout->tick == 0)
    layout->tick = gtk_widget_add_tick_callback (view, follow_width, layout, NULL);
}

/* The view is being placed now: its columns may change in the next frame. */
static void
handle_width_changed (GtkColumnView *view, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  Layout *layout = g_object_get_data (G_OBJECT (view), "sn-table");
  int width = (int) gtk_adjustment_get_page_size (adjustment);

  if (layout == NULL || width <= 1 || width == layout->width)
    return;
  layout->width = width;
  queue_layout (GTK_WIDGET (view), layout);
}

void
sn_table_show_column (GtkColumnView *view, guint column, gboolean shown)
{
  Layout *layout = g_object_get_data (G_OBJECT (view), "sn-table");

  if (layout->barred[column] == !shown)
    return;
  layout->barred[column] = !shown;
  if (layout->width > 0)
    lay_out (GTK_WIDGET (view), layout);
}

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const SnColumn *column)
{
  gtk_list_item_set_child (item, sn_table_cell_new (column->numeric));
}

static void
show_row (GtkListItem *item, const SnColumn *column)
{
  gpointer row = sn_row_get (gtk_list_item_get_item (item));
  g_autofree char *text = column->text (row);

  sn_table_cell_set (SN_TABLE_CELL (gtk_list_item_get_child (item)), text, column->style != NULL ? column->style (row) : NULL);
}

/* A longer text may want a wider column, once all cells have heard. */
static void
handle_row_changed (SnRow *row, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *view = gtk_widget_get_ancestor (cell, GTK_TYPE_COLUMN_VIEW);
  const SnColumn *column = g_object_get_data (G_OBJECT (item), "sn-column");
  Layout *layout = view != NULL ? g_object_get_data (G_OBJECT (view), "sn-table") : NULL;

  show_row (item, column);
  if (layout != NULL && measure_text (view, layout, (guint) (column - layout->columns), sn_table_cell_get_text (SN_TABLE_CELL (cell))))
    queue_layout (view, layout);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const SnColumn *column)
{
  g_object_set_data (G_OBJECT (item), "sn-column", (gpointer) column);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (handle_row_changed), item);
  show_row (item, column);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const SnColumn *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), handle_row_changed, item);
}

/* ── Columns ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A heading stands over its numbers. GTK has no way to say so; without its label the heading stays where it is.
 * Returns: (transfer none) (nullable): the label */
static GtkWidget *
align_heading (GtkColumnView *view, gboolean numeric)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *heading = header != NULL ? gtk_widget_get_last_child (header) : NULL;
  GtkWidget *part = heading != NULL ? gtk_widget_get_first_child (heading) : NULL;

  while (part != NULL && !GTK_IS_LABEL (part))
    part = gtk_widget_get_first_child (part);
  if (part == NULL)
    return NULL;
  gtk_label_set_ellipsize (GTK_LABEL (part), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (part, TRUE);
  gtk_label_set_xalign (GTK_LABEL (part), numeric ? 1 : 0);
  /* The arrow of an order that these tables do not have. */
  if (gtk_widget_get_next_sibling (part) != NULL)
    gtk_widget_set_visible (gtk_widget_get_next_sibling (part), FALSE);
  return part;
}

static GtkColumnViewColumn *
make_column (const SnColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), (gpointer) column);
  made = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  return made;
}

static void
free_layout (gpointer data)
{
  Layout *layout = data;

  for (guint i = 0; i < layout->n_columns; i++)
    g_object_unref (layout->made[i]);
  g_free (layout);
}

void
sn_table_set_columns (GtkColumnView *view, const SnColumn *columns, guint n_columns)
{
  Layout *layout = g_new0 (Layout, 1);

  g_return_if_fail (n_columns <= MOST_COLUMNS);

  layout->columns = columns;
  layout->n_columns = n_columns;
  gtk_widget_add_css_class (GTK_WIDGET (view), "sn-table");
  sn_tab_stop_make (GTK_WIDGET (view));
  for (guint i = 0; i < n_columns; i++)
    {
      layout->made[i] = make_column (&columns[i]);
      gtk_column_view_append_column (view, layout->made[i]);
      layout->labels[i] = align_heading (view, columns[i].numeric);
    }
  g_object_set_data_full (G_OBJECT (view), "sn-table", layout, free_layout);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view)), "notify::page-size",
                           G_CALLBACK (handle_width_changed), view, G_CONNECT_SWAPPED);
}

void
sn_table_set_model (GtkColumnView *view, GtkSelectionModel *selection)
{
  const Layout *layout = g_object_get_data (G_OBJECT (view), "sn-table");
  g_autoptr (SnGradualSelection) gradual = NULL;

  g_return_if_fail (layout != NULL && layout->n_columns > 0);

  /* Before the view makes its cells. */
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (measure_rows), view, G_CONNECT_SWAPPED);
  gradual = sn_gradual_selection_new (selection, GTK_WIDGET (view), MAX (CELLS_A_FRAME / layout->n_columns, 1));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (gradual));
}
