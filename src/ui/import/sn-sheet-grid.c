/* sn-sheet-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-grid-private.h"

#include "sn-sheet-picture.h"
#include "sn-tab-stop.h"

#define LEAST_COLUMN_PIXELS 48
#define MOST_COLUMN_PIXELS 240
#define CELL_ROOM_PIXELS 14 /* left and right of a text, and its line */
#define LEAST_NUMBER_DIGITS 2

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };

G_DEFINE_FINAL_TYPE_WITH_CODE (SnSheetGrid, sn_sheet_grid, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ── Where things are ───────────────────────────────────────────────────────────────────────────────────────────── */

int
sn_sheet_grid_get_value (SnSheetGrid *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL ? (int) gtk_adjustment_get_value (self->adjustments[orientation]) : 0;
}

static int
get_digit_width (SnSheetGrid *self)
{
  /* The rows show numbers in the font for Latin. */
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL,
                                                         pango_language_from_string ("en"));
  int width = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return MAX (width, 1);
}

static int
choose_width (SnSheetGrid *self, guint column, int digit_width)
{
  int text_width = PANGO_PIXELS_CEIL ((int) self->picture->digits[column] * digit_width) + CELL_ROOM_PIXELS, head_width;

  gtk_widget_measure (g_ptr_array_index (self->column_heads, column), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &head_width, NULL, NULL);
  return CLAMP (text_width, MAX (head_width, LEAST_COLUMN_PIXELS), MAX (head_width, MOST_COLUMN_PIXELS));
}

void
sn_sheet_grid_place_columns (SnSheetGrid *self)
{
  int digit_width = get_digit_width (self);
  guint digits = LEAST_NUMBER_DIGITS;

  if (self->placed || self->picture == NULL)
    return;
  self->placed = TRUE;
  for (guint i = 0; i < self->columns.n_columns; i++)
    self->columns.starts[i + 1] = self->columns.starts[i] + choose_width (self, i, digit_width);
  if (self->picture->lines->len > 0)
    for (guint row = ((SnPictureLine *) g_ptr_array_index (self->picture->lines, self->picture->lines->len - 1))->row; row >= 100; row /= 10)
      digits++;
  self->columns.number_width = PANGO_PIXELS_CEIL ((int) digits * digit_width) + CELL_ROOM_PIXELS;
  for (guint i = 0; i < self->rows->len; i++)
    sn_sheet_grid_row_forget (g_ptr_array_index (self->rows, i));
  self->row_height = 0;
  if (self->rows->len > 0)
    gtk_widget_measure (g_ptr_array_index (self->rows, 0), GTK_ORIENTATION_VERTICAL, -1, NULL, &self->row_height, NULL, NULL);
}

static void
measure_heads (GtkWidget *heads, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
               int *natural_baseline)
{
  *minimum = *natural = 0;
  for (GtkWidget *head = gtk_widget_get_first_child (heads); orientation == GTK_ORIENTATION_VERTICAL && head != NULL;
       head = gtk_widget_get_next_sibling (head))
    {
      int height;

      gtk_widget_measure (head, orientation, -1, NULL, &height, NULL, NULL);
      *minimum = *natural = MAX (*natural, height);
    }
}

/* Of 256 heads a dozen is in sight; the others cost nothing when it is scrolled. The one with the focus keeps it. */
static void
allocate_heads (GtkWidget *heads, int width, int height, int baseline)
{
  SnSheetGrid *self = SN_SHEET_GRID (gtk_widget_get_parent (heads));
  int focused = sn_sheet_grid_find_focused (self->column_heads);

  for (guint i = 0; i < self->column_heads->len; i++)
    {
      GtkWidget *head = g_ptr_array_index (self->column_heads, i);
      int x = self->columns.starts[i] - self->columns.offset, head_width = self->columns.starts[i + 1] - self->columns.starts[i];
      gboolean in_sight = (x + head_width > 0 && x < width) || (int) i == focused;

      gtk_widget_set_child_visible (head, in_sight);
      if (in_sight)
        gtk_widget_size_allocate (head, &(GtkAllocation){ x, 0, head_width, height }, -1);
    }
}

static void
measure_body (GtkWidget *body, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
              int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
allocate_body (GtkWidget *body, int width, int height, int baseline)
{
  SnSheetGrid *self = SN_SHEET_GRID (gtk_widget_get_parent (body));
  int y = -sn_sheet_grid_get_value (self, GTK_ORIENTATION_VERTICAL);

  for (guint i = 0; i < self->rows->len; i++, y += self->row_height)
    gtk_widget_size_allocate (g_ptr_array_index (self->rows, i), &(GtkAllocation){ 0, y, width, self->row_height }, -1);
}

static int
get_extent (SnSheetGrid *self, GtkOrientation orientation)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? (self->columns.starts != NULL ? self->columns.starts[self->columns.n_columns] : 0)
                                                   : (int) self->rows->len * self->row_height;
}

static void
sn_sheet_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  SnSheetGrid *self = SN_SHEET_GRID (widget);
  int head_height;

  sn_sheet_grid_place_columns (self);
  gtk_widget_measure (self->heads, GTK_ORIENTATION_VERTICAL, -1, NULL, &head_height, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? self->columns.number_width : head_height;
  *natural = *minimum + get_extent (self, orientation);
}

static void
configure (SnSheetGrid *self, GtkOrientation orientation, int page)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  int extent = get_extent (self, orientation);

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (extent - page, 0)), 0, MAX (extent, page),
                              self->row_height, page * 0.9, page);
}

static void
sn_sheet_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnSheetGrid *self = SN_SHEET_GRID (widget);
  int head_height, number_width, offset;

  sn_sheet_grid_place_columns (self);
  number_width = self->columns.number_width;
  gtk_widget_measure (self->heads, GTK_ORIENTATION_VERTICAL, -1, NULL, &head_height, NULL, NULL);
  configure (self, GTK_ORIENTATION_HORIZONTAL, MAX (width - number_width, 0));
  configure (self, GTK_ORIENTATION_VERTICAL, MAX (height - head_height, 0));
  offset = sn_sheet_grid_get_value (self, GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0; offset != self->columns.offset && i < self->rows->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->rows, i));
  self->columns.offset = offset;
  gtk_widget_size_allocate (self->corner, &(GtkAllocation){ 0, 0, number_width, head_height }, -1);
  gtk_widget_size_allocate (self->heads, &(GtkAllocation){ number_width, 0, MAX (width - number_width, 0), head_height }, -1);
  gtk_widget_size_allocate (self->body, &(GtkAllocation){ 0, head_height, width, MAX (height - head_height, 0) }, -1);
  gtk_popover_present (GTK_POPOVER (self->field_list));
  gtk_popover_present (GTK_POPOVER (self->menu));
}

/* The style changed: the columns may need more room. */
static void
sn_sheet_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sn_sheet_grid_parent_class)->css_changed (widget, change);
  SN_SHEET_GRID (widget)->placed = FALSE;
  gtk_widget_queue_resize (widget);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_head (SnSheetGrid *self, guint index)
{
  GtkWidget *head = sn_column_head_new (index);

  sn_sheet_grid_watch_head (self, SN_COLUMN_HEAD (head));
  gtk_widget_set_parent (head, self->heads);
  g_ptr_array_add (self->column_heads, head);
}

/* Heads stay, and with them the focus, when the sheet is read anew with another choice. */
static void
show_heads (SnSheetGrid *self, const SnSheetPreview *preview)
{
  guint n_columns = self->picture->n_columns;

  while (self->column_heads->len > n_columns)
    {
      GtkWidget *head = g_ptr_array_index (self->column_heads, self->column_heads->len - 1);

      g_ptr_array_set_size (self->column_heads, (int) self->column_heads->len - 1);
      gtk_widget_unparent (head);
    }
  while (self->column_heads->len < n_columns)
    add_head (self, self->column_heads->len);
  for (guint i = 0; i < n_columns; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);

      sn_column_head_set_texts (g_ptr_array_index (self->column_heads, i), column->heading, column->sample);
    }
}

static void
drop_rows (SnSheetGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_rows (SnSheetGrid *self)
{
  for (guint i = 0; i < self->picture->lines->len; i++)
    {
      GtkWidget *row = sn_sheet_grid_row_new (g_ptr_array_index (self->picture->lines, i), &self->columns);

      sn_sheet_grid_watch_row (self, row);
      gtk_widget_set_parent (row, self->body);
      g_ptr_array_add (self->rows, row);
    }
}

static void
clear_columns (SnSheetColumns *columns)
{
  g_clear_pointer (&columns->starts, g_free);
  g_clear_pointer (&columns->unread, g_free);
  columns->n_columns = 0;
}

void
sn_sheet_grid_show (SnSheetGrid *self, const SnSheetPreview *preview, gboolean people_only)
{
  int focused = sn_sheet_grid_find_focused (self->rows);

  if (self->open != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->field_list));
  drop_rows (self);
  g_clear_pointer (&self->picture, sn_sheet_picture_free);
  clear_columns (&self->columns);
  self->picture = sn_sheet_picture_new (preview);
  self->has_heading = preview->first_heading_row > 0;
  self->columns.n_columns = self->picture->n_columns;
  self->columns.starts = g_new0 (int, self->picture->n_columns + 1);
  self->columns.unread = g_new0 (gboolean, self->picture->n_columns);
  show_heads (self, preview);
  show_rows (self);
  sn_field_list_limit (self->field_list, people_only);
  if (focused >= 0 && focused < (int) self->rows->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, focused));
  self->placed = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
sn_sheet_grid_set_column (SnSheetGrid *self, guint column, SnRosterField field, SnColumnOrigin origin, gboolean doubtful)
{
  gboolean unread = self->has_heading && field == SN_ROSTER_FIELD_NONE;

  g_return_if_fail (column < self->column_heads->len);

  sn_column_head_set (g_ptr_array_index (self->column_heads, column), field, origin, doubtful);
  self->placed = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->columns.unread[column] == unread)
    return;
  self->columns.unread[column] = unread;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->rows, i));
}

guint
sn_sheet_grid_get_n_columns (SnSheetGrid *self)
{
  return self->column_heads->len;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The parts are where they were; what is in them moves. */
static void
handle_scrolled (SnSheetGrid *self)
{
  gtk_widget_queue_allocate (self->heads);
  gtk_widget_queue_allocate (self->body);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (SnSheetGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment **held = &self->adjustments[orientation];

  if (*held != NULL)
    g_signal_handlers_disconnect_by_func (*held, handle_scrolled, self);
  g_clear_object (held);
  if (adjustment == NULL)
    return;
  *held = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (handle_scrolled), self);
  handle_scrolled (self);
}

static void
sn_sheet_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SnSheetGrid *self = SN_SHEET_GRID (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id == PROP_HADJUSTMENT ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL]);
  else
    g_value_set_enum (value, self->policies[id == PROP_HSCROLL_POLICY ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL]);
}

static void
sn_sheet_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SnSheetGrid *self = SN_SHEET_GRID (object);

  if (id == PROP_HADJUSTMENT || id == PROP_VADJUSTMENT)
    set_adjustment (self, id == PROP_HADJUSTMENT ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
  else
    self->policies[id == PROP_HSCROLL_POLICY ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
}

static void
sn_sheet_grid_dispose (GObject *object)
{
  SnSheetGrid *self = SN_SHEET_GRID (object);

  sn_sheet_grid_dispose_input (self);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  if (self->heads != NULL)
    {
      drop_rows (self);
      for (guint i = 0; i < self->column_heads->len; i++)
        gtk_widget_unparent (g_ptr_array_index (self->column_heads, i));
      g_ptr_array_set_size (self->column_heads, 0);
    }
  g_clear_pointer (&self->corner, gtk_widget_unparent);
  g_clear_pointer (&self->heads, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (sn_sheet_grid_parent_class)->dispose (object);
}

static void
sn_sheet_grid_finalize (GObject *object)
{
  SnSheetGrid *self = SN_SHEET_GRID (object);

  g_ptr_array_unref (self->column_heads);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->picture, sn_sheet_picture_free);
  clear_columns (&self->columns);
  G_OBJECT_CLASS (sn_sheet_grid_parent_class)->finalize (object);
}

static void
sn_sheet_grid_class_init (SnSheetGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = sn_sheet_grid_get_property;
  object_class->set_property = sn_sheet_grid_set_property;
  object_class->dispose = sn_sheet_grid_dispose;
  object_class->finalize = sn_sheet_grid_finalize;
  widget_class->measure = sn_sheet_grid_measure;
  widget_class->size_allocate = sn_sheet_grid_size_allocate;
  widget_class->css_changed = sn_sheet_grid_css_changed;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  g_signal_new ("field-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  g_signal_new ("heading-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  sn_sheet_grid_install_input (widget_class);
  gtk_widget_class_set_css_name (widget_class, "sheetgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_part (SnSheetGrid *self, GtkCustomMeasureFunc measure, GtkCustomAllocateFunc allocate)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (part, gtk_custom_layout_new (NULL, measure, allocate));
  gtk_widget_set_overflow (part, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  sn_tab_stop_make (part);
  return part;
}

static void
sn_sheet_grid_init (SnSheetGrid *self)
{
  /* Columns are lettered from the left in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  /* All of it is scrolled: so that a view knows whether it needs its bars before it lays them out. */
  self->policies[GTK_ORIENTATION_HORIZONTAL] = self->policies[GTK_ORIENTATION_VERTICAL] = GTK_SCROLL_NATURAL;
  self->column_heads = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->corner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->corner, "sn-corner");
  gtk_widget_set_parent (self->corner, GTK_WIDGET (self));
  self->heads = make_part (self, measure_heads, allocate_heads);
  self->body = make_part (self, measure_body, allocate_body);
  gtk_widget_add_css_class (self->heads, "sn-heads");
  sn_sheet_grid_init_input (self);
}
