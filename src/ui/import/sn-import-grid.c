/* sn-import-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-private.h"

#include <glib/gi18n.h>

#define LEAST_ROWS 5
#define NATURAL_ROWS 15
#define NATURAL_DIGITS 100

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
guint sn_import_grid_signals[SN_IMPORT_GRID_N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (SnImportGrid, sn_import_grid, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ── The cursor ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
focus_cell (SnImportGrid *self)
{
  SnImportGridRow *row = self->place != SN_IMPORT_NOWHERE ? sn_import_grid_find_row (self, self->place) : NULL;
  GtkWidget *cell = row != NULL ? sn_import_grid_row_get_cell (row, self->column) : NULL;

  if (cell != NULL)
    gtk_widget_grab_focus (cell);
}

void
sn_import_grid_move (SnImportGrid *self, guint place, guint column, gboolean extends)
{
  guint n_places = sn_import_lines_get_n_places (self->lines);

  if (n_places == 0)
    return;
  self->place = MIN (place, n_places - 1);
  self->index = sn_import_lines_get_index (self->lines, self->place);
  self->column = MIN (column, self->style.n_columns - 1);
  self->style.cursor = self->column;
  if (!extends || self->anchor >= n_places)
    self->anchor = self->place;
  if (sn_import_grid_follow_sheet (self))
    sn_import_grid_row_refresh (SN_IMPORT_GRID_ROW (self->header));
  sn_import_grid_bind_rows (self, 0, 0);
  sn_import_grid_set_states (self);
  sn_import_grid_scroll_to_cursor (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, sn_import_grid_signals[SN_IMPORT_GRID_MOVED], 0);
}

void
sn_import_grid_set_cursor (SnImportGrid *self, guint index, int column, gboolean grab)
{
  guint place = sn_import_lines_find_place (self->lines, index, TRUE);

  if (place == SN_IMPORT_NOWHERE)
    return;
  sn_import_grid_end_edit (self, TRUE);
  sn_import_grid_move (self, place, column == SN_IMPORT_WHOLE_ROW ? SN_IMPORT_LEAD_VERDICT : (guint) column + SN_IMPORT_N_LEADS, FALSE);
  self->reveals = gtk_widget_get_height (GTK_WIDGET (self)) == 0;
  if (grab)
    focus_cell (self);
}

gboolean
sn_import_grid_get_cursor (SnImportGrid *self, guint *index, int *column)
{
  if (self->place == SN_IMPORT_NOWHERE)
    return FALSE;
  *index = self->index;
  *column = self->column >= SN_IMPORT_N_LEADS ? (int) (self->column - SN_IMPORT_N_LEADS) : SN_IMPORT_WHOLE_ROW;
  return TRUE;
}

gboolean
sn_import_grid_is_editing (SnImportGrid *self)
{
  return self->entry != NULL;
}

gboolean
sn_import_grid_go_to_faulty (SnImportGrid *self, gboolean forwards)
{
  guint place = self->place;
  int column = self->column >= SN_IMPORT_N_LEADS ? (int) (self->column - SN_IMPORT_N_LEADS)
               : self->column == SN_IMPORT_LEAD_VERDICT ? SN_IMPORT_WHOLE_ROW : SN_IMPORT_WHOLE_ROW - 1;

  if (!sn_import_lines_find_faulty (self->lines, &place, &column, forwards))
    return FALSE;
  sn_import_grid_set_cursor (self, sn_import_lines_get_index (self->lines, place), column, TRUE);
  return TRUE;
}

void
sn_import_grid_get_cell_area (SnImportGrid *self, GdkRectangle *area)
{
  double y = self->row_height + (double) self->place * self->row_height - sn_import_grid_get_value (self, GTK_ORIENTATION_VERTICAL);

  area->x = sn_import_grid_style_find_x (&self->style, self->column);
  area->y = (int) CLAMP (y, -4.0 * self->row_height, gtk_widget_get_height (GTK_WIDGET (self)) + 4.0 * self->row_height);
  area->width = self->style.columns[self->column].width;
  area->height = self->row_height;
}

/* ── Other rows ─────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_import_grid_refresh (SnImportGrid *self)
{
  sn_import_grid_row_refresh (SN_IMPORT_GRID_ROW (self->header));
  for (guint i = 0; i < self->rows->len; i++)
    if (sn_import_grid_row_get_place (g_ptr_array_index (self->rows, i)) != SN_IMPORT_NOWHERE)
      sn_import_grid_row_refresh (g_ptr_array_index (self->rows, i));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, sn_import_grid_signals[SN_IMPORT_GRID_MOVED], 0);
}

static void
forget_rows (SnImportGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

void
sn_import_grid_rows_changed (SnImportGrid *self, gboolean keeps_place)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint old_place = self->place;
  double y = sn_import_grid_get_value (self, GTK_ORIENTATION_VERTICAL);
  gboolean had_focus = focus != NULL;

  if (!keeps_place)
    sn_import_grid_end_edit (self, FALSE);
  self->place = SN_IMPORT_NOWHERE;
  if (sn_import_lines_get_n_places (self->lines) > 0)
    self->place = keeps_place && old_place != SN_IMPORT_NOWHERE ? sn_import_lines_find_place (self->lines, self->index, TRUE) : 0;
  if (self->place != SN_IMPORT_NOWHERE)
    {
      /* The entry belongs to a row that is not shown any more. */
      if (self->index != sn_import_lines_get_index (self->lines, self->place))
        sn_import_grid_end_edit (self, FALSE);
      self->index = sn_import_lines_get_index (self->lines, self->place);
    }
  self->anchor = self->place;
  if (!keeps_place)
    {
      forget_rows (self);
      sn_import_grid_fill_style (self);
      self->style.cursor = self->column = SN_IMPORT_LEAD_VERDICT;
    }
  for (guint i = 0; i < self->rows->len; i++)
    sn_import_grid_row_show (g_ptr_array_index (self->rows, i), SN_IMPORT_NOWHERE);
  sn_import_grid_follow_sheet (self);
  sn_import_grid_make_rows (self);
  sn_import_grid_bind_rows (self, 0, 0);
  sn_import_grid_set_states (self);
  sn_import_grid_configure (self, gtk_widget_get_width (GTK_WIDGET (self)));
  if (keeps_place && self->place != SN_IMPORT_NOWHERE && old_place != SN_IMPORT_NOWHERE)
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], MAX (y + ((double) self->place - old_place) * self->row_height, 0));
  else
    gtk_adjustment_set_value (self->adjustments[GTK_ORIENTATION_VERTICAL], 0);
  if (had_focus && self->entry == NULL)
    focus_cell (self);
  sn_import_grid_refresh (self);
}

void
sn_import_grid_set_lines (SnImportGrid *self, SnImportLines *lines)
{
  self->lines = lines;
  self->style.lines = lines;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_import_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  SnImportGrid *self = SN_IMPORT_GRID (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? self->style.frozen_width : LEAST_ROWS * self->row_height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_DIGITS * self->digit_width : NATURAL_ROWS * self->row_height;
  *natural = MAX (*minimum, *natural);
}

static void
sn_import_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnImportGrid *self = SN_IMPORT_GRID (widget);

  if (self->lines == NULL || self->row_height == 0)
    return;
  /* The rows above may take a line more, the pane below too: what was in view stays so. */
  self->reveals |= height < self->height && sn_import_grid_is_in_view (self);
  self->height = height;
  sn_import_grid_configure (self, width);
  if (self->reveals)
    sn_import_grid_scroll_to_cursor (self);
  sn_import_grid_place_rows (self, width);
  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->header, &(GtkAllocation){ 0, 0, width, self->row_height }, -1);
  sn_import_grid_place_entry (self);
}

static void
sn_import_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnImportGrid *self = SN_IMPORT_GRID (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, (float) self->row_height, (float) width, (float) (height - self->row_height)));
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->rows, i), snapshot);
  if (self->entry != NULL)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->entry), snapshot);
  gtk_snapshot_pop (snapshot);
  if (self->style.n_columns > 0)
    gtk_widget_snapshot_child (widget, self->header, snapshot);
}

static gboolean
sn_import_grid_grab_focus (GtkWidget *widget)
{
  SnImportGrid *self = SN_IMPORT_GRID (widget);

  if (self->entry != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  focus_cell (self);
  return gtk_widget_get_focus_child (widget) != NULL;
}

/* One stop of the Tab key. */
static gboolean
sn_import_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL || SN_IMPORT_GRID (widget)->place == SN_IMPORT_NOWHERE)
    return FALSE;
  return sn_import_grid_grab_focus (widget);
}

static void
sn_import_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SnImportGrid *self = SN_IMPORT_GRID (widget);

  GTK_WIDGET_CLASS (sn_import_grid_parent_class)->css_changed (widget, change);
  if (self->lines == NULL || self->row_height == 0 || !sn_import_grid_measure_font (self))
    return;
  sn_import_grid_fill_style (self);
  sn_import_grid_refresh (self);
  gtk_widget_queue_resize (widget);
}

static void
sn_import_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SnImportGrid *self = SN_IMPORT_GRID (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id == PROP_HADJUSTMENT ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL]);
  else if (id == PROP_HSCROLL_POLICY || id == PROP_VSCROLL_POLICY)
    g_value_set_enum (value, GTK_SCROLL_MINIMUM);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sn_import_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SnImportGrid *self = SN_IMPORT_GRID (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    sn_import_grid_set_adjustment (self, id == PROP_HADJUSTMENT ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
  else if (id != PROP_HSCROLL_POLICY && id != PROP_VSCROLL_POLICY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sn_import_grid_dispose (GObject *object)
{
  SnImportGrid *self = SN_IMPORT_GRID (object);

  sn_import_grid_end_edit (self, FALSE);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  forget_rows (self);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      if (self->adjustments[i] != NULL)
        g_clear_signal_handler (&self->handlers[i], self->adjustments[i]);
      g_clear_object (&self->adjustments[i]);
    }
  self->style.adjustment = NULL;
  G_OBJECT_CLASS (sn_import_grid_parent_class)->dispose (object);
}

static void
sn_import_grid_finalize (GObject *object)
{
  SnImportGrid *self = SN_IMPORT_GRID (object);

  g_ptr_array_unref (self->rows);
  sn_import_grid_clear_style (self);
  G_OBJECT_CLASS (sn_import_grid_parent_class)->finalize (object);
}

static void
sn_import_grid_class_init (SnImportGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = sn_import_grid_get_property;
  object_class->set_property = sn_import_grid_set_property;
  object_class->dispose = sn_import_grid_dispose;
  object_class->finalize = sn_import_grid_finalize;
  widget_class->measure = sn_import_grid_measure;
  widget_class->size_allocate = sn_import_grid_size_allocate;
  widget_class->snapshot = sn_import_grid_snapshot;
  widget_class->grab_focus = sn_import_grid_grab_focus;
  widget_class->focus = sn_import_grid_focus;
  widget_class->css_changed = sn_import_grid_css_changed;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  sn_import_grid_signals[SN_IMPORT_GRID_MOVED] = g_signal_new ("moved", SN_TYPE_IMPORT_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  sn_import_grid_signals[SN_IMPORT_GRID_EDITED] = g_signal_new ("edited", SN_TYPE_IMPORT_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                                                G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
  sn_import_grid_signals[SN_IMPORT_GRID_REFUSED] = g_signal_new ("refused", SN_TYPE_IMPORT_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "importgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
sn_import_grid_init (SnImportGrid *self)
{
  self->rows = g_ptr_array_new ();
  self->place = SN_IMPORT_NOWHERE;
  self->anchor = SN_IMPORT_NOWHERE;
  self->style.captions = g_ptr_array_new_with_free_func (g_free);
  self->style.plain = pango_attr_list_new ();
  self->style.latin = pango_attr_list_new ();
  self->style.strong = pango_attr_list_new ();
  pango_attr_list_insert (self->style.plain, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (self->style.latin, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (self->style.latin, pango_attr_language_new (pango_language_from_string ("en")));
  pango_attr_list_insert (self->style.strong, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  sn_import_grid_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  sn_import_grid_set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  self->header = sn_import_grid_row_new (&self->style);
  gtk_widget_add_css_class (self->header, "sn-captions");
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Rows of the roster"), -1);
  sn_import_grid_add_controllers (self);
}
