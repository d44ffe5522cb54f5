/* sn-import-grid-edit.c: the entry in the cell that is corrected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* An ID number in full, and a caret behind it. */
#define LEAST_ENTRY_DIGITS 24

static int
get_column (SnImportGrid *self)
{
  return (int) (self->column - SN_IMPORT_N_LEADS);
}

/* Where the repair left an error behind, the cursor stays and the pane says which. */
static void
go_on (SnImportGrid *self)
{
  const SnFault *fault = sn_import_lines_get_fault (self->lines, self->index, get_column (self));

  if (fault == NULL || fault->level != SN_FAULT_ERROR)
    sn_import_grid_go_to_faulty (self, TRUE);
}

static void
handle_activate (SnImportGrid *self)
{
  gboolean is_same = strcmp (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->written) == 0;

  sn_import_grid_end_edit (self, TRUE);
  if (is_same)
    sn_import_grid_go_to_faulty (self, TRUE);
  else
    go_on (self);
}

static void
go_beside (SnImportGrid *self, gboolean backwards)
{
  guint column = self->column, place = self->place;

  sn_import_grid_end_edit (self, TRUE);
  if (place == self->place)
    sn_import_grid_move (self, place, backwards ? column - 1 : column + 1, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* What the entry, and an input method in it, do not take. */
static gboolean
handle_key (SnImportGrid *self, guint key, guint code, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      sn_import_grid_end_edit (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      go_beside (self, key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0);
      return GDK_EVENT_STOP;
    /* Not out of the cell by mistake. */
    case GDK_KEY_Up: case GDK_KEY_KP_Up: case GDK_KEY_Down: case GDK_KEY_KP_Down:
    case GDK_KEY_Page_Up: case GDK_KEY_KP_Page_Up: case GDK_KEY_Page_Down: case GDK_KEY_KP_Page_Down:
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* A click elsewhere keeps what was typed, as sheets do. A menu of the entry, or another window, is not elsewhere. */
static void
follow_focus (SnImportGrid *self, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (self->entry == NULL || focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->entry)))
    return;
  sn_import_grid_end_edit (self, TRUE);
}

static GtkEntry *
make_entry (SnImportGrid *self)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autofree char *caption = sn_import_grid_dup_caption (self, self->index, (guint) get_column (self));
  g_autofree char *name = g_strdup_printf (_ ("Row %u, %s"), sn_import_lines_get_row (self->lines, self->index)->row, caption);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (handle_activate), self);
  gtk_widget_add_css_class (GTK_WIDGET (entry), "sn-cell-entry");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 1);
  gtk_entry_set_input_hints (entry, GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return entry;
}

gboolean
sn_import_grid_begin_edit (SnImportGrid *self, gboolean empty)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->entry != NULL || self->place == SN_IMPORT_NOWHERE || self->column < SN_IMPORT_N_LEADS || root == NULL)
    return FALSE;
  self->written = sn_import_lines_dup_written (self->lines, self->index, (guint) get_column (self));
  if (self->written == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      g_signal_emit (self, sn_import_grid_signals[SN_IMPORT_GRID_REFUSED], 0);
      return FALSE;
    }
  sn_import_grid_move (self, self->place, self->column, FALSE);
  sn_import_lines_keep (self->lines, self->index);
  self->entry = make_entry (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), empty ? "" : self->written);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);
  return TRUE;
}

void
sn_import_grid_end_edit (SnImportGrid *self, gboolean commits)
{
  GtkEntry *entry = g_steal_pointer (&self->entry);
  g_autofree char *written = g_steal_pointer (&self->written);
  g_autofree char *text = NULL;
  GtkWidget *focus;
  GtkRoot *root;

  if (entry == NULL)
    return;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (root != NULL)
    g_signal_handlers_disconnect_by_func (root, follow_focus, self);
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  /* The keyboard goes back to the cell, unless it went elsewhere by itself. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (entry)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_unparent (GTK_WIDGET (entry));
  if (commits && strcmp (text, written) != 0)
    g_signal_emit (self, sn_import_grid_signals[SN_IMPORT_GRID_EDITED], 0, self->index, (guint) get_column (self), text);
}

void
sn_import_grid_place_entry (SnImportGrid *self)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);
  int width = gtk_widget_get_width (GTK_WIDGET (self)), least, height;
  GdkRectangle area;

  if (entry == NULL)
    return;
  sn_import_grid_get_cell_area (self, &area);
  gtk_widget_measure (entry, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  area.width = MAX (area.width, MAX (least, LEAST_ENTRY_DIGITS * self->digit_width));
  area.x = CLAMP (area.x, 0, MAX (width - area.width, 0));
  gtk_widget_measure (entry, GTK_ORIENTATION_VERTICAL, area.width, &height, NULL, NULL, NULL);
  area.y -= MAX (height - area.height, 0) / 2;
  area.height = MAX (area.height, height);
  gtk_widget_size_allocate (entry, &area, -1);
}
