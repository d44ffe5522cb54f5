/* sn-import-grid-view.c: which rows of the grid are in view, where they lie, and how they are scrolled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-private.h"

#include <math.h>

#define LEAST_ROWS 32  /* made before the grid has a size */
#define STEP_DIGITS 8 /* of the font, sideways */

/* ── Rows in view ───────────────────────────────────────────────────────────────────────────────────────────────── */

static int
get_room (SnImportGrid *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - self->row_height, 0);
}

guint
sn_import_grid_rows_a_page (SnImportGrid *self)
{
  return (guint) MAX (get_room (self) / MAX (self->row_height, 1) - 1, 1);
}

double
sn_import_grid_get_value (SnImportGrid *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] != NULL ? floor (gtk_adjustment_get_value (self->adjustments[orientation])) : 0;
}

SnImportGridRow *
sn_import_grid_find_row (SnImportGrid *self, guint place)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (sn_import_grid_row_get_place (g_ptr_array_index (self->rows, i)) == place)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static gboolean
is_chosen (SnImportGrid *self, guint place)
{
  return place >= MIN (self->place, self->anchor) && place <= MAX (self->place, self->anchor) && self->place != SN_IMPORT_NOWHERE;
}

void
sn_import_grid_set_states (SnImportGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      SnImportGridRow *row = g_ptr_array_index (self->rows, i);
      guint place = sn_import_grid_row_get_place (row);

      sn_import_grid_row_set_state (row, place != SN_IMPORT_NOWHERE && is_chosen (self, place), place == self->place && place != SN_IMPORT_NOWHERE);
    }
}

/* (transfer none) (nullable): a row that nobody sees, and that has not the cursor */
static SnImportGridRow *
take_row (SnImportGrid *self, guint first, guint end)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint place = sn_import_grid_row_get_place (g_ptr_array_index (self->rows, i));

      if (place == SN_IMPORT_NOWHERE || ((place < first || place >= end) && place != self->place))
        return g_ptr_array_index (self->rows, i);
    }
  return NULL;
}

static gboolean
bind_row (SnImportGrid *self, guint place, guint first, guint end)
{
  SnImportGridRow *row = sn_import_grid_find_row (self, place) == NULL ? take_row (self, first, end) : NULL;

  if (row == NULL)
    return FALSE;
  sn_import_grid_row_show (row, place);
  return TRUE;
}

/* The places that are in view, and the cursor's, get a row each; a row that stays in view is let alone. */
void
sn_import_grid_bind_rows (SnImportGrid *self, guint first, guint end)
{
  gboolean changed = self->place != SN_IMPORT_NOWHERE && bind_row (self, self->place, first, end);

  for (guint place = first; place < end; place++)
    changed |= bind_row (self, place, first, end);
  if (changed)
    sn_import_grid_set_states (self);
}

static guint
count_wanted (SnImportGrid *self)
{
  guint in_view = self->row_height > 0 ? (guint) (get_room (self) / self->row_height) + 2 : 0;

  return MIN (MAX (in_view, LEAST_ROWS), sn_import_lines_get_n_places (self->lines)) + 1;
}

void
sn_import_grid_make_rows (SnImportGrid *self)
{
  guint wanted = count_wanted (self);

  while (self->rows->len < wanted)
    {
      GtkWidget *row = sn_import_grid_row_new (&self->style);

      gtk_widget_insert_before (row, GTK_WIDGET (self), self->header);
      g_ptr_array_add (self->rows, row);
    }
}

/* A widget that is being placed gets no children. */
static gboolean
make_more (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SnImportGrid *self = SN_IMPORT_GRID (widget);

  self->tick = 0;
  sn_import_grid_make_rows (self);
  return G_SOURCE_REMOVE;
}

/* A row that is out of sight, but for the cursor, lies above the view. */
static void
place_row (SnImportGrid *self, GtkWidget *row, guint first, guint end, int width)
{
  guint place = sn_import_grid_row_get_place (SN_IMPORT_GRID_ROW (row));
  gboolean seen = place >= first && place < end;
  double y = self->row_height + (double) place * self->row_height - sn_import_grid_get_value (self, GTK_ORIENTATION_VERTICAL);

  gtk_widget_set_child_visible (row, seen || (place == self->place && place != SN_IMPORT_NOWHERE));
  if (!gtk_widget_get_child_visible (row))
    return;
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (row, &(GtkAllocation){ 0, seen ? (int) y : -2 * self->row_height, width, self->row_height }, -1);
}

/* ── Scrolling ──────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_import_grid_configure (SnImportGrid *self, int width)
{
  int room = get_room (self), total = sn_import_grid_get_width (self);
  double height = (double) sn_import_lines_get_n_places (self->lines) * self->row_height;
  double x = sn_import_grid_get_value (self, GTK_ORIENTATION_HORIZONTAL), y = sn_import_grid_get_value (self, GTK_ORIENTATION_VERTICAL);

  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], CLAMP (x, 0, MAX (total - width, 0)), 0, MAX (total, width),
                            STEP_DIGITS * self->digit_width, MAX (width - self->style.frozen_width, 1), width);
  gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_VERTICAL], CLAMP (y, 0, MAX (height - room, 0)), 0, MAX (height, room),
                            self->row_height, MAX (room - self->row_height, 1), room);
}

static void
scroll_sideways (SnImportGrid *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  int x = sn_import_grid_style_find_x (&self->style, self->column), end = x + self->style.columns[self->column].width;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double value = gtk_adjustment_get_value (adjustment);

  if (self->column < SN_IMPORT_N_LEADS)
    return;
  /* Back to the left end where the cell is in view from there: so is the name then. */
  if (x < self->style.frozen_width)
    gtk_adjustment_set_value (adjustment, value + end <= width ? 0 : value + x - self->style.frozen_width);
  else if (end > width)
    gtk_adjustment_set_value (adjustment, value + MIN (end - width, x - self->style.frozen_width));
}

gboolean
sn_import_grid_is_in_view (SnImportGrid *self)
{
  double top = (double) self->place * self->row_height - sn_import_grid_get_value (self, GTK_ORIENTATION_VERTICAL);

  return self->place != SN_IMPORT_NOWHERE && top >= 0 && top + 2 * self->row_height <= self->height;
}

void
sn_import_grid_scroll_to_cursor (SnImportGrid *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double top = (double) self->place * self->row_height;
  int room = get_room (self);
  double value = gtk_adjustment_get_value (adjustment);

  self->reveals = FALSE;
  if (self->place == SN_IMPORT_NOWHERE || room <= 0)
    return;
  /* From afar, into the midst. */
  if (top + self->row_height < value - room || top > value + 2 * room)
    value = top - (room - self->row_height) / 2.0;
  else if (top < value)
    value = top;
  else if (top + self->row_height > value + room)
    value = top + self->row_height - room;
  gtk_adjustment_set_value (adjustment, floor (MAX (value, 0)));
  scroll_sideways (self);
}

static void
handle_vertical (SnImportGrid *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
handle_horizontal (SnImportGrid *self)
{
  gtk_widget_queue_draw (self->header);
  for (guint i = 0; i < self->rows->len; i++)
    {
      gtk_widget_queue_draw (g_ptr_array_index (self->rows, i));
      gtk_widget_queue_allocate (g_ptr_array_index (self->rows, i));
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
sn_import_grid_set_adjustment (SnImportGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment *old = self->adjustments[orientation];

  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (adjustment == old)
    return;
  if (old != NULL)
    g_clear_signal_handler (&self->handlers[orientation], old);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  self->handlers[orientation] = g_signal_connect_swapped (
    adjustment, "value-changed", orientation == GTK_ORIENTATION_VERTICAL ? G_CALLBACK (handle_vertical) : G_CALLBACK (handle_horizontal), self);
  self->style.adjustment = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
sn_import_grid_place_rows (SnImportGrid *self, int width)
{
  guint n_places = sn_import_lines_get_n_places (self->lines);
  guint first = (guint) (sn_import_grid_get_value (self, GTK_ORIENTATION_VERTICAL) / self->row_height);
  guint end = MIN (first + (guint) (get_room (self) / self->row_height) + 2, n_places);

  if (self->rows->len < count_wanted (self) && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), make_more, NULL, NULL);
  sn_import_grid_bind_rows (self, MIN (first, end), end);
  for (guint i = 0; i < self->rows->len; i++)
    place_row (self, g_ptr_array_index (self->rows, i), first, end, width);
}
