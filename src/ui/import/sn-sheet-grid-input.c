/* sn-sheet-grid-input.c: the drop-downs over the columns, the menu of the rows, and the keys of both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-grid-private.h"

#include <glib/gi18n.h>

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

  /* Between a sheet that is shown anew and its layout no column lies anywhere: the view would go to the left end. */
  sn_sheet_grid_place_columns (self);
  reveal (self, GTK_ORIENTATION_HORIZONTAL, self->columns.starts[column], self->columns.starts[column + 1]);
}

static void
handle_row_focus (GtkEventController *controller, SnSheetGrid *self)
{
  guint index;

  sn_sheet_grid_place_columns (self);
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

void
sn_sheet_grid_watch_row (SnSheetGrid *self, GtkWidget *row)
{
  watch_focus (row, G_CALLBACK (handle_row_focus), self);
}

int
sn_sheet_grid_find_focused (GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    if (gtk_widget_get_state_flags (g_ptr_array_index (widgets, i)) & (GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN))
      return (int) i;
  return -1;
}

static void
focus_head (SnSheetGrid *self, guint column)
{
  gtk_widget_set_child_visible (g_ptr_array_index (self->column_heads, column), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (sn_column_head_get_button (g_ptr_array_index (self->column_heads, column))));
}

gboolean
sn_sheet_grid_focus_doubtful (SnSheetGrid *self)
{
  guint column = 0;

  while (column < self->column_heads->len && !sn_column_head_get_doubtful (g_ptr_array_index (self->column_heads, column)))
    column++;
  if (self->column_heads->len > 0)
    focus_head (self, column < self->column_heads->len ? column : 0);
  return self->column_heads->len > 0;
}

/* GTK 4.18 asks for it when a popover of the grid has closed: by then the column or row that it was of has the focus again. */
static gboolean
sn_sheet_grid_grab_focus (GtkWidget *widget)
{
  SnSheetGrid *self = SN_SHEET_GRID (widget);

  return sn_sheet_grid_find_focused (self->column_heads) >= 0 || sn_sheet_grid_find_focused (self->rows) >= 0 ||
         sn_sheet_grid_focus_doubtful (self);
}

static gboolean
handle_head_key (SnSheetGrid *self, guint key, guint code, GdkModifierType state)
{
  int column = sn_sheet_grid_find_focused (self->column_heads), last = (int) self->column_heads->len - 1;

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
  gboolean is_open = gtk_toggle_button_get_active (button);

  /* It would lie over the list. */
  gtk_widget_set_has_tooltip (GTK_WIDGET (button), !is_open);
  if (is_open)
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
    g_signal_emit_by_name (self, "field-chosen", sn_column_head_get_index (head), field);
}

static void
choose_heading (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "heading-chosen", g_variant_get_uint32 (parameter));
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
  self->menu_row = index;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
handle_menu_closed (SnSheetGrid *self)
{
  if (self->menu != NULL && self->menu_row < self->rows->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, self->menu_row));
}

static int
get_row_y (SnSheetGrid *self, guint index)
{
  return gtk_widget_get_height (self->heads) + (int) index * self->row_height - sn_sheet_grid_get_value (self, GTK_ORIENTATION_VERTICAL);
}

static void
handle_click (SnSheetGrid *self, int n_press, double x, double y)
{
  int index = self->row_height > 0 ? ((int) y + sn_sheet_grid_get_value (self, GTK_ORIENTATION_VERTICAL)) / self->row_height : -1;

  if (index < 0 || index >= (int) self->rows->len)
    return;
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, index));
  open_menu (self, (guint) index, (int) x, (int) y + gtk_widget_get_height (self->heads));
}

static void
handle_menu_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnSheetGrid *self = SN_SHEET_GRID (widget);
  int index = sn_sheet_grid_find_focused (self->rows);

  if (index >= 0)
    open_menu (self, (guint) index, self->columns.number_width, get_row_y (self, (guint) index) + self->row_height / 2);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_sheet_grid_watch_head (SnSheetGrid *self, SnColumnHead *head)
{
  g_signal_connect (sn_column_head_get_button (head), "toggled", G_CALLBACK (handle_toggled), self);
  watch_focus (GTK_WIDGET (head), G_CALLBACK (handle_head_focus), self);
}

void
sn_sheet_grid_install_input (GtkWidgetClass *class)
{
  class->grab_focus = sn_sheet_grid_grab_focus;
  gtk_widget_class_install_action (class, "sheet.heading", "u", choose_heading);
  gtk_widget_class_install_action (class, "sheet.menu", NULL, handle_menu_key);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Menu, 0, "sheet.menu", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F10, GDK_SHIFT_MASK, "sheet.menu", NULL);
}

void
sn_sheet_grid_init_input (SnSheetGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->field_list = SN_FIELD_LIST (sn_field_list_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->field_list), GTK_WIDGET (self));
  g_signal_connect_swapped (self->field_list, "chosen", G_CALLBACK (handle_field), self);
  g_signal_connect_swapped (self->field_list, "closed", G_CALLBACK (handle_list_closed), self);
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (handle_menu_closed), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_head_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->heads, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (handle_click), self);
  gtk_widget_add_controller (self->body, GTK_EVENT_CONTROLLER (click));
}

void
sn_sheet_grid_dispose_input (SnSheetGrid *self)
{
  self->open = NULL;
  if (self->field_list != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->field_list)));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}
