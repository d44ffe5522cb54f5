/* sn-sheet-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-grid.h"

#include "sn-column-head.h"
#include "sn-field-list.h"
#include "sn-sheet-grid-row.h"
#include "sn-sheet-picture.h"
#include "sn-tab-stop.h"

#include <glib/gi18n.h>

#define LEAST_COLUMN_PIXELS 48
#define MOST_COLUMN_PIXELS 240
#define CELL_ROOM_PIXELS 14 /* left and right of a text, and its line */
#define LEAST_NUMBER_DIGITS 2

struct _SnSheetGrid
{
  GtkWidget            parent_instance;

  GtkAdjustment       *adjustments[2]; /* (nullable) by GtkOrientation */
  GtkScrollablePolicy  policies[2];
  GtkWidget           *corner;
  GtkWidget           *heads;          /* clips the SnColumnHeads */
  GtkWidget           *body;           /* clips the SnSheetGridRows */
  SnFieldList         *field_list;
  GtkWidget           *menu;
  SnSheetPicture      *picture;        /* (nullable) */
  SnSheetColumns       columns;
  GPtrArray           *column_heads;   /* SnColumnHead (borrowed) */
  GPtrArray           *rows;           /* SnSheetGridRow (borrowed) */
  SnColumnHead        *open;           /* (nullable) (borrowed): whose list is open */
  int                  row_height;
  gboolean             placed;         /* @columns are as wide as they shall be */
};

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
enum { FIELD_CHOSEN, HEADING_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (SnSheetGrid, sn_sheet_grid, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ── Where things are ───────────────────────────────────────────────────────────────────────────────────────────── */

static int
get_value (SnSheetGrid *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL ? (int) gtk_adjustment_get_value (self->adjustments[orientation]) : 0;
}

static int
get_digit_width (SnSheetGrid *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
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

static void
place_columns (SnSheetGrid *self)
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

static void
allocate_heads (GtkWidget *heads, int width, int height, int baseline)
{
  SnSheetGrid *self = SN_SHEET_GRID (gtk_widget_get_parent (heads));

  for (guint i = 0; i < self->column_heads->len; i++)
    {
      int start = self->columns.starts[i], end = self->columns.starts[i + 1];

      gtk_widget_size_allocate (g_ptr_array_index (self->column_heads, i),
                                &(GtkAllocation){ start - self->columns.offset, 0, end - start, height }, -1);
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
  int y = -get_value (self, GTK_ORIENTATION_VERTICAL);

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

  place_columns (self);
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

  place_columns (self);
  number_width = self->columns.number_width;
  gtk_widget_measure (self->heads, GTK_ORIENTATION_VERTICAL, -1, NULL, &head_height, NULL, NULL);
  configure (self, GTK_ORIENTATION_HORIZONTAL, MAX (width - number_width, 0));
  configure (self, GTK_ORIENTATION_VERTICAL, MAX (height - head_height, 0));
  offset = get_value (self, GTK_ORIENTATION_HORIZONTAL);
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

/* ── The keyboard's way ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
reveal (SnSheetGrid *self, GtkOrientation orientation, int start, int end)
{
  if (self->adjustments[orientation] != NULL)
    gtk_adjustment_clamp_page (self->adjustments[orientation], start, end);
}

static void
handle_head_focus (GtkEventController *controller, SnSheetGrid *self)
{
  guint column = sn_column_head_get_index (SN_COLUMN_HEAD (gtk_event_controller_get_widget (controller)));

  reveal (self, GTK_ORIENTATION_HORIZONTAL, self->columns.starts[column], self->columns.starts[column + 1]);
}

static void
handle_row_focus (GtkEventController *controller, SnSheetGrid *self)
{
  guint index;

  if (g_ptr_array_find (self->rows, gtk_event_controller_get_widget (controller), &index))
    reveal (self, GTK_ORIENTATION_VERTICAL, (int) index * self->row_height, (int) (index + 1) * self->row_height);
}

static void
watch_focus (GtkWidget *widget, GCallback handler, SnSheetGrid *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "enter", handler, self);
  gtk_widget_add_controller (widget, focus);
}

/* The head, or the row, that has the focus. */
static int
find_focused (GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    if (gtk_widget_get_state_flags (g_ptr_array_index (widgets, i)) & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN))
      return (int) i;
  return -1;
}

static void
focus_head (SnSheetGrid *self, guint column)
{
  gtk_widget_grab_focus (GTK_WIDGET (sn_column_head_get_button (g_ptr_array_index (self->column_heads, column))));
}

static gboolean
handle_head_key (SnSheetGrid *self, guint key, guint code, GdkModifierType state)
{
  int column = find_focused (self->column_heads), last = (int) self->column_heads->len - 1;

  if (column < 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      focus_head (self, (guint) MAX (column - 1, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      focus_head (self, (guint) MIN (column + 1, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      focus_head (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      focus_head (self, (guint) last);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ── What the officer says ──────────────────────────────────────────────────────────────────────────────────────── */

static void
open_list (SnSheetGrid *self, SnColumnHead *head)
{
  g_autofree SnRosterField *fields = g_new0 (SnRosterField, self->column_heads->len);
  graphene_rect_t bounds;

  for (guint i = 0; i < self->column_heads->len; i++)
    fields[i] = sn_column_head_get_field (g_ptr_array_index (self->column_heads, i));
  if (!gtk_widget_compute_bounds (GTK_WIDGET (sn_column_head_get_button (head)), GTK_WIDGET (self), &bounds))
    return;
  self->open = head;
  sn_field_list_open (self->field_list, &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                         (int) bounds.size.height },
                      sn_column_head_get_field (head), fields, self->column_heads->len);
}

static void
handle_toggled (GtkToggleButton *button, SnSheetGrid *self)
{
  if (gtk_toggle_button_get_active (button))
    open_list (self, SN_COLUMN_HEAD (gtk_widget_get_parent (GTK_WIDGET (button))));
}

static void
handle_list_closed (SnSheetGrid *self)
{
  SnColumnHead *head = g_steal_pointer (&self->open);

  if (head == NULL)
    return;
  gtk_toggle_button_set_active (sn_column_head_get_button (head), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (sn_column_head_get_button (head)));
}

static void
handle_field (SnSheetGrid *self, guint field)
{
  SnColumnHead *head = self->open;

  if (head == NULL)
    return;
  handle_list_closed (self);
  if (field != sn_column_head_get_field (head))
    g_signal_emit (self, signals[FIELD_CHOSEN], 0, sn_column_head_get_index (head), field);
}

static void
choose_heading (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[HEADING_CHOSEN], 0, g_variant_get_uint32 (parameter));
}

static void
open_menu (SnSheetGrid *self, guint index, int x, int y)
{
  guint row = sn_sheet_grid_row_get_row (g_ptr_array_index (self->rows, index));
  g_autofree char *label = g_strdup_printf (_("Row %u _Is the Heading"), row);
  g_autofree char *action = g_strdup_printf ("sheet.heading(uint32 %u)", row);
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, label, action);
  g_menu_append (menu, _("_Find the Heading Again"), "sheet.heading(uint32 0)");
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static int
get_row_y (SnSheetGrid *self, guint index)
{
  return gtk_widget_get_height (self->heads) + (int) index * self->row_height - get_value (self, GTK_ORIENTATION_VERTICAL);
}

static void
handle_click (SnSheetGrid *self, int n_press, double x, double y)
{
  int index = self->row_height > 0 ? ((int) y + get_value (self, GTK_ORIENTATION_VERTICAL)) / self->row_height : -1;

  if (index < 0 || index >= (int) self->rows->len)
    return;
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, index));
  open_menu (self, (guint) index, (int) x, (int) y + gtk_widget_get_height (self->heads));
}

static void
handle_menu_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnSheetGrid *self = SN_SHEET_GRID (widget);
  int index = find_focused (self->rows);

  if (index >= 0)
    open_menu (self, (guint) index, self->columns.number_width, get_row_y (self, (guint) index) + self->row_height / 2);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_head (SnSheetGrid *self, guint index)
{
  GtkWidget *head = sn_column_head_new (index);

  g_signal_connect (sn_column_head_get_button (SN_COLUMN_HEAD (head)), "toggled", G_CALLBACK (handle_toggled), self);
  watch_focus (head, G_CALLBACK (handle_head_focus), self);
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

      watch_focus (row, G_CALLBACK (handle_row_focus), self);
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
  int focused = find_focused (self->rows);

  if (self->open != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->field_list));
  drop_rows (self);
  g_clear_pointer (&self->picture, sn_sheet_picture_free);
  clear_columns (&self->columns);
  self->picture = sn_sheet_picture_new (preview);
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
  g_return_if_fail (column < self->column_heads->len);

  sn_column_head_set (g_ptr_array_index (self->column_heads, column), field, origin, doubtful);
  self->placed = FALSE;
  if (self->columns.unread[column] == (field == SN_ROSTER_FIELD_NONE))
    return;
  self->columns.unread[column] = field == SN_ROSTER_FIELD_NONE;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->rows, i));
}

guint
sn_sheet_grid_get_n_columns (SnSheetGrid *self)
{
  return self->column_heads->len;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
set_adjustment (SnSheetGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment **held = &self->adjustments[orientation];

  if (*held != NULL)
    g_signal_handlers_disconnect_by_func (*held, gtk_widget_queue_allocate, self);
  g_clear_object (held);
  if (adjustment == NULL)
    return;
  *held = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_allocate), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
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

  self->open = NULL;
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  if (self->heads != NULL)
    {
      drop_rows (self);
      for (guint i = 0; i < self->column_heads->len; i++)
        gtk_widget_unparent (g_ptr_array_index (self->column_heads, i));
      g_ptr_array_set_size (self->column_heads, 0);
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->field_list)));
    }
  g_clear_pointer (&self->menu, gtk_widget_unparent);
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
  signals[FIELD_CHOSEN] = g_signal_new ("field-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_UINT, G_TYPE_UINT);
  signals[HEADING_CHOSEN] = g_signal_new ("heading-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "sheet.heading", "u", choose_heading);
  gtk_widget_class_install_action (widget_class, "sheet.menu", NULL, handle_menu_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sheet.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sheet.menu", NULL);
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
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  /* Columns are lettered from the left in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  self->column_heads = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->corner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->corner, "sn-corner");
  gtk_widget_set_parent (self->corner, GTK_WIDGET (self));
  self->heads = make_part (self, measure_heads, allocate_heads);
  self->body = make_part (self, measure_body, allocate_body);
  gtk_widget_add_css_class (self->heads, "sn-heads");
  self->field_list = SN_FIELD_LIST (sn_field_list_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->field_list), GTK_WIDGET (self));
  g_signal_connect_swapped (self->field_list, "chosen", G_CALLBACK (handle_field), self);
  g_signal_connect_swapped (self->field_list, "closed", G_CALLBACK (handle_list_closed), self);
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_head_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->heads, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (handle_click), self);
  gtk_widget_add_controller (self->body, GTK_EVENT_CONTROLLER (click));
}
