/* sn-import-grid-keys.c: keyboard and pointer of the grid of a roster's rows, and what is copied of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-private.h"

/* ── Copying ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_field (GString *text, const char *field, gboolean is_last)
{
  for (const char *at = field; *at != '\0'; at++)
    g_string_append_c (text, *at == '\t' || *at == '\n' || *at == '\r' ? ' ' : *at);
  g_string_append_c (text, is_last ? '\n' : '\t');
}

static void
append_line (SnImportGrid *self, GString *text, guint place)
{
  for (guint i = 0; i < self->style.n_columns; i++)
    {
      gboolean is_last = i + 1 == self->style.n_columns;
      g_autofree char *cell = NULL;

      if (self->style.columns[i].width == 0)
        continue;
      if (place != SN_IMPORT_NOWHERE)
        cell = sn_import_grid_style_dup_text (&self->style, sn_import_lines_get_index (self->lines, place), i);
      else
        cell = g_strdup (i < SN_IMPORT_N_LEADS ? self->style.columns[i].caption : g_ptr_array_index (self->style.captions, i - SN_IMPORT_N_LEADS));
      append_field (text, cell, is_last);
    }
}

/* With captions and masks, as the tables of all pages. */
static void
copy (SnImportGrid *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_line (self, text, SN_IMPORT_NOWHERE);
  for (guint place = MIN (self->place, self->anchor); place <= MAX (self->place, self->anchor); place++)
    append_line (self, text, place);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
step_column (SnImportGrid *self, int step)
{
  int column = (int) self->column + step;

  while (column >= 0 && column < (int) self->style.n_columns && self->style.columns[column].width == 0)
    column += step;
  return column >= 0 && column < (int) self->style.n_columns ? (guint) column : self->column;
}

static gboolean
move_by_key (SnImportGrid *self, guint key, GdkModifierType state)
{
  guint place = self->place, column = self->column, n_places = sn_import_lines_get_n_places (self->lines), page = sn_import_grid_rows_a_page (self);
  gboolean far = (state & GDK_CONTROL_MASK) != 0;

  switch (key)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up: place = far || place == 0 ? 0 : place - 1; break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: place = far ? n_places - 1 : place + 1; break;
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: place = place > page ? place - page : 0; break;
    case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down: place = place + page; break;
    case GDK_KEY_Left: case GDK_KEY_KP_Left: column = far ? 0 : step_column (self, -1); break;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: column = far ? self->style.n_columns - 1 : step_column (self, 1); break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home: column = 0; place = far ? 0 : place; break;
    case GDK_KEY_End: case GDK_KEY_KP_End: column = self->style.n_columns - 1; place = far ? n_places - 1 : place; break;
    default: return FALSE;
    }
  sn_import_grid_move (self, place, column, (state & GDK_SHIFT_MASK) != 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/* The letter, or what an input method makes of it, goes to the entry. */
static gboolean
type (SnImportGrid *self, GtkEventController *keys, guint key, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 || gdk_keyval_to_unicode (key) < ' ' ||
      key == GDK_KEY_Delete || !sn_import_grid_begin_edit (self, TRUE))
    return FALSE;
  gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (keys), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
  return TRUE;
}

static gboolean
handle_key (SnImportGrid *self, guint key, guint code, GdkModifierType state, GtkEventController *keys)
{
  if (self->entry != NULL || self->place == SN_IMPORT_NOWHERE)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_c || key == GDK_KEY_C || key == GDK_KEY_Insert))
    {
      copy (self);
      return GDK_EVENT_STOP;
    }
  if ((state & GDK_ALT_MASK) == 0 && move_by_key (self, key, state))
    return GDK_EVENT_STOP;
  if (key == GDK_KEY_F2 || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    {
      sn_import_grid_begin_edit (self, FALSE);
      return GDK_EVENT_STOP;
    }
  return type (self, keys, key, state) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* ── Pointer ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_cell (SnImportGrid *self, double x, double y, guint *place, guint *column)
{
  double below = y - self->row_height;

  if (below < 0 || self->row_height == 0)
    return FALSE;
  *place = (guint) ((below + gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL])) / self->row_height);
  if (*place >= sn_import_lines_get_n_places (self->lines))
    return FALSE;
  for (*column = 0; *column < self->style.n_columns; (*column)++)
    {
      int left = sn_import_grid_style_find_x (&self->style, *column), width = self->style.columns[*column].width;

      if (*column >= SN_IMPORT_N_LEADS && x < self->style.frozen_width)
        break;
      if (width > 0 && x >= left && x < left + width)
        return TRUE;
    }
  *column = self->column;
  return TRUE;
}

static void
handle_pressed (SnImportGrid *self, int n_presses, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  guint place, column;

  if (self->entry != NULL && picked != NULL && (picked == GTK_WIDGET (self->entry) || gtk_widget_is_ancestor (picked, GTK_WIDGET (self->entry))))
    return;
  if (!find_cell (self, x, y, &place, &column))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  sn_import_grid_end_edit (self, TRUE);
  sn_import_grid_move (self, place, column, (state & GDK_SHIFT_MASK) != 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_presses == 2)
    sn_import_grid_begin_edit (self, FALSE);
}

void
sn_import_grid_add_controllers (SnImportGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (handle_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}
