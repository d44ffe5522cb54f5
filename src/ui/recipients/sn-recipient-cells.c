/* sn-recipient-cells.c: the keyboard among the cells of the list of recipients, its menu and its wheel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-view-private.h"

#include "sn-spoken-cell.h"

/* ── Cell by cell ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): the row that has the keyboard, as a whole or one of its cells */
static SnRecipientRow *
find_row (SnRecipientView *self, GtkWidget *focus)
{
  GtkWidget *row = NULL;

  if (focus != NULL && SN_IS_SPOKEN_CELL (focus))
    row = gtk_widget_get_parent (focus);
  else if (focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self->list_view))
    row = gtk_widget_get_first_child (focus);
  return row != NULL && SN_IS_RECIPIENT_ROW (row) && g_ptr_array_find (self->rows, row, NULL) ? SN_RECIPIENT_ROW (row) : NULL;
}

static void
set_spoken (SnRecipientView *self, SnRecipientRow *row)
{
  SnRecipientRow *old = self->spoken;

  self->spoken = row;
  if (row != NULL)
    sn_recipient_row_set_spoken (row, TRUE);
  if (old != NULL && old != row)
    sn_recipient_row_set_spoken (old, FALSE);
}

void
sn_recipient_view_follow_focus (SnRecipientView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  SnRecipientRow *row = find_row (self, focus);

  /* A menu over the list comes back to where it was. */
  if (row == NULL && focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return;
  set_spoken (self, row);
  if (row != NULL && self->cursor >= 0 && !SN_IS_SPOKEN_CELL (focus))
    sn_recipient_row_focus_cell (row, self->cursor);
}

static void
go_to_cell (SnRecipientView *self, int cell)
{
  guint n_cells;

  sn_recipient_layout_get_cells (self->layout, &n_cells);
  self->cursor = CLAMP (cell, -1, (int) n_cells - 1);
  if (self->cursor < 0)
    {
      gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self->spoken)));
      return;
    }
  sn_recipient_layout_scroll_to (self->layout, (guint) self->cursor);
  sn_recipient_row_focus_cell (self->spoken, self->cursor);
}

char *
sn_recipient_view_dup_cell (SnRecipientView *self)
{
  SnRecipientItem *item = self->spoken != NULL && self->cursor >= 0 ? sn_recipient_row_get_item (self->spoken) : NULL;
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  if (item == NULL || self->cursor >= (int) n_cells)
    return NULL;
  return g_strdup (sn_recipient_column_get_text (cells[self->cursor].column, sn_recipient_item_get_recipient (item)));
}

/* ── The menu ───────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipient_view_set_menu (SnRecipientView *self, GMenuModel *menu)
{
  g_set_object (&self->menu, menu);
}

static void
show_menu (SnRecipientView *self, const GdkRectangle *at)
{
  if (self->menu == NULL)
    return;
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
show_menu_at_row (SnRecipientView *self)
{
  GtkWidget *row = GTK_WIDGET (self->spoken);
  double x, y;

  if (row == NULL || !gtk_widget_translate_coordinates (row, GTK_WIDGET (self), 0, gtk_widget_get_height (row), &x, &y))
    return GDK_EVENT_PROPAGATE;
  show_menu (self, &(GdkRectangle){ (int) x + SN_RECIPIENT_CELL_PADDING, (int) y, 1, 1 });
  return GDK_EVENT_STOP;
}

/* (nullable): the row below the pointer, which may be over the frame that GTK puts around it */
static GtkWidget *
pick_row (SnRecipientView *self, double x, double y)
{
  GtkWidget *found = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = found != NULL ? gtk_widget_get_ancestor (found, SN_TYPE_RECIPIENT_ROW) : NULL;

  return row != NULL ? row : (GtkWidget *) find_row (self, found);
}

static void
handle_menu_pressed (SnRecipientView *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  GtkWidget *row = pick_row (self, x, y);
  SnRecipientItem *item = row != NULL ? sn_recipient_row_get_item (SN_RECIPIENT_ROW (row)) : NULL;
  double at_x, at_y;

  if (item == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), sn_recipient_item_get_position (item)))
    sn_recipient_selection_set (self->selection, sn_recipient_item_get_position (item));
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list_view), GTK_WIDGET (self), x, y, &at_x, &at_y);
  show_menu (self, &(GdkRectangle){ (int) at_x, (int) at_y, 1, 1 });
}

/* ── Keys and wheel ─────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
handle_key (SnRecipientView *self, guint key, guint code, GdkModifierType state)
{
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == 0;

  if (self->spoken == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    return show_menu_at_row (self);
  if (plain && (key == GDK_KEY_Left || key == GDK_KEY_KP_Left))
    go_to_cell (self, backwards ? self->cursor + 1 : self->cursor - 1);
  else if (plain && (key == GDK_KEY_Right || key == GDK_KEY_KP_Right))
    go_to_cell (self, backwards ? self->cursor - 1 : self->cursor + 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Sideways, or with Shift as in every sheet. */
static gboolean
handle_wheel (SnRecipientView *self, double dx, double dy, GtkEventControllerScroll *wheel)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (wheel));
  GtkAdjustment *adjustment = sn_recipient_layout_get_adjustment (self->layout);
  double sideways = (state & GDK_SHIFT_MASK) != 0 && dx == 0 ? dy : dx;

  if (sideways == 0 || ABS (dx) < ABS (dy) * ((state & GDK_SHIFT_MASK) == 0 ? 1 : 0))
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + sideways * gtk_adjustment_get_step_increment (adjustment));
  return GDK_EVENT_STOP;
}

void
sn_recipient_view_add_controllers (SnRecipientView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *press = gtk_gesture_click_new ();

  /* Before the list itself hears of them. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), self);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (handle_wheel), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (handle_menu_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), wheel);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (press));
}
