/* sn-import-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-rows.h"

#include "sn-import-filters.h"
#include "sn-import-grid.h"
#include "sn-import-row-pane.h"

/* From so many pixels on the pane stands beside the rows. */
#define WIDE_WIDTH 940
#define PANE_WIDTH 300
#define PANE_HEIGHT 170
#define LEAST_WIDTH 340

enum { CELL_EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SnImportRows
{
  GtkWidget        parent_instance;

  /* Template */
  GtkWidget       *bar;
  SnImportFilters *filters;
  GtkWidget       *back_button;
  GtkWidget       *on_button;
  GtkWidget       *top_line;
  GtkStack        *stack; /* "rows", "none" */
  SnImportGrid    *grid;
  GtkWidget       *pane_line;
  GtkWidget       *pane_scroller;
  SnImportRowPane *pane;

  /* Owned */
  SnImportLines   *lines;
  guint            last_index;  /* where the cursor was when rows were shown last */
  int              last_column;
  SnImportShown    last_shown;
  guint            shown_index; /* in the pane; %SN_IMPORT_NOWHERE: none */
  gboolean         has_chosen;  /* the officer, a filter */
  gboolean         is_judged;
};

G_DEFINE_FINAL_TYPE (SnImportRows, sn_import_rows, GTK_TYPE_WIDGET)

/* ── What is shown ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_buttons (SnImportRows *self)
{
  guint place = SN_IMPORT_NOWHERE;
  int column = SN_IMPORT_WHOLE_ROW;
  gboolean has_faults = sn_import_lines_find_faulty (self->lines, &place, &column, TRUE);

  gtk_widget_set_sensitive (self->back_button, has_faults);
  gtk_widget_set_sensitive (self->on_button, has_faults);
  gtk_stack_set_visible_child_name (self->stack, sn_import_lines_get_n_places (self->lines) > 0 || sn_import_lines_get_import (self->lines) == NULL
                                                   ? "rows" : "none");
}

static void
go_to_first (SnImportRows *self)
{
  guint place = SN_IMPORT_NOWHERE;
  int column = SN_IMPORT_WHOLE_ROW;

  if (sn_import_lines_find_faulty (self->lines, &place, &column, TRUE))
    sn_import_grid_set_cursor (self->grid, sn_import_lines_get_index (self->lines, place), column, FALSE);
}

static void
handle_filter (SnImportRows *self, guint shown)
{
  guint index = 0;
  int column;
  gboolean had_row = sn_import_grid_get_cursor (self->grid, &index, &column);

  self->has_chosen = TRUE;
  sn_import_lines_choose (self->lines, shown);
  /* The same row stays where it is shown again; else the first that something is wrong with is. */
  sn_import_grid_rows_changed (self->grid, TRUE);
  if (!had_row || sn_import_lines_find_place (self->lines, index, FALSE) == SN_IMPORT_NOWHERE)
    go_to_first (self);
  sn_import_filters_show (self->filters, self->lines, self->is_judged);
  show_buttons (self);
}

/* ── Going about ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_pane (SnImportRows *self, gboolean anew)
{
  guint index = SN_IMPORT_NOWHERE;
  int column;
  gboolean has_row = sn_import_lines_get_import (self->lines) != NULL && sn_import_grid_get_cursor (self->grid, &index, &column);

  if (!anew && index == self->shown_index)
    return;
  self->shown_index = index;
  sn_import_row_pane_show (self->pane, has_row ? self->lines : NULL, index);
}

static void
handle_moved (SnImportRows *self)
{
  show_pane (self, FALSE);
}

static void
go (SnImportRows *self, gboolean forwards)
{
  if (!sn_import_grid_go_to_faulty (self->grid, forwards))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
handle_back (SnImportRows *self)
{
  go (self, FALSE);
}

static void
handle_on (SnImportRows *self)
{
  go (self, TRUE);
}

/* Wherever in the window the keyboard is, as long as the rows are to be seen. */
static gboolean
handle_shortcut (GtkWidget *widget, GVariant *forwards, gpointer data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  go (SN_IMPORT_ROWS (widget), g_variant_get_boolean (forwards));
  return TRUE;
}

static void
add_shortcuts (SnImportRows *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (int i = 0; i < 2; i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F8, i == 0 ? 0 : GDK_SHIFT_MASK),
                                                gtk_callback_action_new (handle_shortcut, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (i == 0));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

static void
handle_fault_chosen (SnImportRows *self, int column)
{
  if (self->shown_index != SN_IMPORT_NOWHERE)
    sn_import_grid_set_cursor (self->grid, self->shown_index, column, TRUE);
}

static void
handle_edited (SnImportRows *self, guint index, guint column, const char *text)
{
  const SnRosterRow *row = sn_import_lines_get_row (self->lines, index);
  guint sheet = row->sheet, number = row->row;

  sn_import_lines_note_edit (self->lines, index, column, text);
  sn_import_grid_refresh (self->grid);
  g_signal_emit (self, signals[CELL_EDITED], 0, sheet, number, column, text);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_all (SnImportRows *self)
{
  sn_import_filters_show (self->filters, self->lines, self->is_judged);
  show_buttons (self);
  show_pane (self, TRUE);
}

/* A filter that suits the rows; the officer's own is left. */
static void
suggest (SnImportRows *self)
{
  SnImportShown suggested = sn_import_lines_suggest (self->lines);

  if (!self->has_chosen && suggested != sn_import_lines_get_chosen (self->lines))
    sn_import_lines_choose (self->lines, suggested);
}

/* Another reading. Of a file that was shown before the officer finds what was there. */
static void
show_anew (SnImportRows *self, gboolean is_same_file)
{
  gboolean stays = is_same_file && self->last_index < sn_import_lines_count (self->lines, SN_IMPORT_SHOW_ALL);

  /* Nothing is shown between two readings. */
  if (sn_import_lines_get_import (self->lines) == NULL)
    {
      sn_import_grid_rows_changed (self->grid, FALSE);
      return;
    }
  self->has_chosen = stays && self->has_chosen;
  if (self->has_chosen && sn_import_lines_count (self->lines, self->last_shown) > 0)
    sn_import_lines_choose (self->lines, self->last_shown);
  else
    suggest (self);
  sn_import_grid_rows_changed (self->grid, FALSE);
  if (stays && sn_import_lines_find_place (self->lines, self->last_index, FALSE) != SN_IMPORT_NOWHERE)
    sn_import_grid_set_cursor (self->grid, self->last_index, self->last_column, FALSE);
  else
    go_to_first (self);
}

/* Other verdicts on the same rows. */
static void
show_verdicts (SnImportRows *self, gboolean are_first)
{
  /* Nobody's cell is taken away while it is corrected. */
  if (are_first && !sn_import_grid_is_editing (self->grid) && !sn_import_lines_has_edits (self->lines))
    suggest (self);
  sn_import_grid_rows_changed (self->grid, TRUE);
}

void
sn_import_rows_show (SnImportRows *self, const SnRosterImport *import, GPtrArray *faults, GArray *verdicts)
{
  gboolean is_same_file, is_first_judged;

  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  is_same_file = import != NULL && g_strcmp0 (sn_import_lines_get_file (self->lines), import->file_sha256) == 0;
  is_first_judged = verdicts != NULL && !self->is_judged;
  self->is_judged = verdicts != NULL;
  if (sn_import_lines_get_import (self->lines) != NULL && sn_import_grid_get_cursor (self->grid, &self->last_index, &self->last_column))
    self->last_shown = sn_import_lines_get_chosen (self->lines);
  if (sn_import_lines_set (self->lines, import, faults, verdicts))
    show_verdicts (self, is_first_judged);
  else
    {
      sn_import_lines_choose (self->lines, SN_IMPORT_SHOW_ALL);
      show_anew (self, is_same_file);
    }
  show_all (self);
}

void
sn_import_rows_update (SnImportRows *self, GArray *touched, GPtrArray *faults)
{
  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  sn_import_lines_update (self->lines, touched, faults);
  sn_import_grid_refresh (self->grid);
  show_all (self);
}

void
sn_import_rows_reword (SnImportRows *self)
{
  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  sn_import_grid_refresh (self->grid);
  show_pane (self, TRUE);
}

void
sn_import_rows_end_edit (SnImportRows *self)
{
  sn_import_grid_end_edit (self->grid, TRUE);
}

void
sn_import_rows_reveal (SnImportRows *self, guint index)
{
  guint place, row_place;
  int column = SN_IMPORT_WHOLE_ROW - 1;

  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  if (sn_import_lines_get_import (self->lines) == NULL || index >= sn_import_lines_count (self->lines, SN_IMPORT_SHOW_ALL))
    return;
  if (sn_import_lines_find_place (self->lines, index, FALSE) == SN_IMPORT_NOWHERE)
    {
      self->has_chosen = TRUE;
      sn_import_lines_choose (self->lines, SN_IMPORT_SHOW_ALL);
      sn_import_grid_rows_changed (self->grid, TRUE);
    }
  place = row_place = sn_import_lines_find_place (self->lines, index, FALSE);
  if (!sn_import_lines_find_faulty (self->lines, &place, &column, TRUE) || place != row_place)
    column = SN_IMPORT_WHOLE_ROW;
  sn_import_grid_set_cursor (self->grid, index, column, TRUE);
  show_all (self);
}

/* ── Layout: the pane beside the rows where there is room, else below ───────────────────────────────────────────── */

static GtkSizeRequestMode
sn_import_rows_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
sn_import_rows_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  SnImportRows *self = SN_IMPORT_ROWS (widget);
  int least = MAX (get_least_width (self->bar), MAX (LEAST_WIDTH, get_least_width (GTK_WIDGET (self->stack))));

  least = MAX (least, get_least_width (self->pane_scroller));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, WIDE_WIDTH);
      return;
    }
  /* Asked without a width, GTK wants the least height of any width. */
  *minimum = measure_height (self->bar, for_size < 0 ? -1 : MAX (for_size, least)) + measure_height (GTK_WIDGET (self->stack), -1) + PANE_HEIGHT / 2 + 2;
  *natural = *minimum + PANE_HEIGHT;
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  /* GTK wants every child measured before it is placed. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
sn_import_rows_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnImportRows *self = SN_IMPORT_ROWS (widget);
  int top = measure_height (self->bar, width), room = height - top - 1;
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  place (self->bar, 0, 0, width, top);
  place (self->top_line, 0, top, width, 1);
  top++;
  if (width >= WIDE_WIDTH)
    {
      place (GTK_WIDGET (self->stack), backwards ? PANE_WIDTH + 1 : 0, top, width - PANE_WIDTH - 1, room);
      place (self->pane_line, backwards ? PANE_WIDTH : width - PANE_WIDTH - 1, top, 1, room);
      place (self->pane_scroller, backwards ? 0 : width - PANE_WIDTH, top, PANE_WIDTH, room);
    }
  else
    {
      int below = MIN (PANE_HEIGHT, room * 2 / 5);

      place (GTK_WIDGET (self->stack), 0, top, width, room - below - 1);
      place (self->pane_line, 0, top + room - below - 1, width, 1);
      place (self->pane_scroller, 0, top + room - below, width, below);
    }
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
sn_import_rows_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SN_IMPORT_ROWS (widget)->grid));
}

static void
sn_import_rows_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_ROWS);
  G_OBJECT_CLASS (sn_import_rows_parent_class)->dispose (object);
}

static void
sn_import_rows_finalize (GObject *object)
{
  SnImportRows *self = SN_IMPORT_ROWS (object);

  sn_import_lines_free (self->lines);
  G_OBJECT_CLASS (sn_import_rows_parent_class)->finalize (object);
}

static void
sn_import_rows_class_init (SnImportRowsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_IMPORT_FILTERS);
  g_type_ensure (SN_TYPE_IMPORT_GRID);
  g_type_ensure (SN_TYPE_IMPORT_ROW_PANE);
  G_OBJECT_CLASS (class)->dispose = sn_import_rows_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_import_rows_finalize;
  widget_class->get_request_mode = sn_import_rows_get_request_mode;
  widget_class->measure = sn_import_rows_measure;
  widget_class->size_allocate = sn_import_rows_size_allocate;
  widget_class->grab_focus = sn_import_rows_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, bar);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, filters);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, back_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, on_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, top_line);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, stack);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, grid);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, pane_line);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, pane_scroller);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, pane);
  gtk_widget_class_bind_template_callback (widget_class, handle_back);
  gtk_widget_class_bind_template_callback (widget_class, handle_filter);
  gtk_widget_class_bind_template_callback (widget_class, handle_on);
  gtk_widget_class_bind_template_callback (widget_class, handle_moved);
  gtk_widget_class_bind_template_callback (widget_class, handle_edited);
  gtk_widget_class_bind_template_callback (widget_class, handle_fault_chosen);
  gtk_widget_class_set_css_name (widget_class, "importrows");
  signals[CELL_EDITED] = g_signal_new ("cell-edited", SN_TYPE_IMPORT_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_UINT,
                                       G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
}

static void
sn_import_rows_init (SnImportRows *self)
{
  self->lines = sn_import_lines_new ();
  self->shown_index = SN_IMPORT_NOWHERE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_import_grid_set_lines (self->grid, self->lines);
  add_shortcuts (self);
  sn_import_filters_show (self->filters, self->lines, self->is_judged);
}
