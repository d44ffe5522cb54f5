/* sn-recipient-header-pointer.c: edges and captions that are dragged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-header-private.h"

#define EDGE 5        /* pixels at either side of an edge that take it */
#define LEAST_DRAG 8  /* a hand that clicks shakes less */
#define SCROLL_STEP 12

/* The cell whose end is at @x, or in which @x is where @edge is %FALSE; -1: none. In the layout's direction. */
static int
find_cell (SnRecipientHeader *self, int x, gboolean edge)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    {
      int from;

      if (!sn_recipient_layout_find_x (self->layout, i, &from) || (i > 0 && x < cells[0].width - (edge ? EDGE : 0)))
        continue;
      if (edge ? ABS (x - from - cells[i].width) <= EDGE : x >= from && x < from + cells[i].width)
        return (int) i;
    }
  return -1;
}

static void
handle_motion (SnRecipientHeader *self, double x, double y)
{
  gboolean at_edge = self->drag == DRAG_EDGE ||
                     (self->drag == DRAG_NOTHING && self->layout != NULL && find_cell (self, sn_recipient_header_turn (self, (int) x), TRUE) >= 0);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), at_edge ? "col-resize" : NULL);
}

static void
begin_drag (SnRecipientHeader *self, double x, double y, GtkGesture *gesture)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);
  int at = sn_recipient_header_turn (self, (int) x), cell = find_cell (self, at, TRUE);

  self->drag = cell >= 0 ? DRAG_EDGE : DRAG_CAPTION;
  if (cell < 0)
    cell = find_cell (self, at, FALSE);
  if (cell < 0 || (cell == 0 && self->drag == DRAG_CAPTION))
    {
      self->drag = DRAG_NOTHING;
      return;
    }
  self->dragged = cells[cell].column;
  self->drag_width = cells[cell].width;
  if (self->drag == DRAG_EDGE)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* Below the pointer; an arm that reaches beyond the end takes the columns there along. */
static void
move_to (SnRecipientHeader *self, int x)
{
  GtkAdjustment *adjustment = sn_recipient_layout_get_adjustment (self->layout);
  int width = sn_recipient_layout_get_width (self->layout), place;
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  if (x > width)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_STEP);
  else if (x < cells[0].width)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - SCROLL_STEP);
  place = find_cell (self, CLAMP (x, cells[0].width, width - 1), FALSE);
  self->drag_place = place < 0 ? (int) n_cells - 1 : MAX (place, 1);
  gtk_widget_queue_allocate (self->area);
}

static void
update_drag (SnRecipientHeader *self, double offset_x, double offset_y, GtkGesture *gesture)
{
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double start_x, start_y;

  if (self->drag == DRAG_EDGE && ABS (offset_x) >= 1)
    sn_recipient_layout_set_width (self->layout, self->dragged, MAX (1, self->drag_width + (int) (backwards ? -offset_x : offset_x)));
  if (self->drag == DRAG_CAPTION && ABS (offset_x) > LEAST_DRAG)
    {
      self->drag = DRAG_MOVING;
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
    }
  if (self->drag == DRAG_MOVING && gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &start_x, &start_y))
    move_to (self, sn_recipient_header_turn (self, (int) (start_x + offset_x)));
}

static void
end_drag (SnRecipientHeader *self)
{
  if (self->drag == DRAG_EDGE)
    sn_recipient_layout_keep (self->layout);
  else if (self->drag == DRAG_MOVING && self->drag_place > 0)
    sn_recipient_layout_move (self->layout, self->dragged, self->drag_place);
  self->drag = DRAG_NOTHING;
  self->drag_place = 0;
  gtk_widget_queue_allocate (self->area);
}

static void
handle_pressed (SnRecipientHeader *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);
  int cell = n_presses == 2 ? find_cell (self, sn_recipient_header_turn (self, (int) x), TRUE) : -1;

  if (cell < 0)
    return;
  self->menu_column = cells[cell].column;
  gtk_widget_activate_action (GTK_WIDGET (self), "caption.fit", NULL);
}

static void
handle_menu_pressed (SnRecipientHeader *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);
  int cell = find_cell (self, sn_recipient_header_turn (self, (int) x), FALSE);

  if (cell < 0)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  sn_recipient_header_show_menu (self, cells[cell].column);
}

static GtkGesture *
add_gesture (SnRecipientHeader *self, GtkGesture *gesture, guint button)
{
  /* Before the captions, which are buttons, hear of a press. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  return gesture;
}

void
sn_recipient_header_add_gestures (SnRecipientHeader *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = add_gesture (self, gtk_gesture_drag_new (), GDK_BUTTON_PRIMARY);
  GtkGesture *press = add_gesture (self, gtk_gesture_click_new (), GDK_BUTTON_PRIMARY);
  GtkGesture *menu = add_gesture (self, gtk_gesture_click_new (), GDK_BUTTON_SECONDARY);

  gtk_gesture_group (drag, press);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (begin_drag), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (update_drag), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (end_drag), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (handle_pressed), self);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (handle_menu_pressed), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (handle_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
