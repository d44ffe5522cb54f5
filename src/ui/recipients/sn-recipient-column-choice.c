/* sn-recipient-column-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-column-choice.h"

#include <glib/gi18n.h>

#define MOST_HEIGHT 420

struct _SnRecipientColumnChoice
{
  GtkWidget          parent_instance;

  SnRecipientLayout *layout;
  GtkListBox        *list;
  GtkWidget         *rows[SN_RECIPIENT_N_FIELDS]; /* GtkListBoxRow, by column */
  GtkWidget         *checks[SN_RECIPIENT_N_FIELDS];
  GtkWidget         *ups[SN_RECIPIENT_N_FIELDS];
  GtkWidget         *downs[SN_RECIPIENT_N_FIELDS];
  int                places[SN_RECIPIENT_N_FIELDS]; /* of the rows, since it was opened */
  gboolean           showing; /* the boxes are set by what is shown, not by a hand */
};

G_DEFINE_FINAL_TYPE (SnRecipientColumnChoice, sn_recipient_column_choice, GTK_TYPE_WIDGET)

static SnRecipientField
get_column (gpointer widget)
{
  return (SnRecipientField) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "column"));
}

/* ── What is shown ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* Columns that are not shown stand below the others when it is opened. Until then each stays where it is, whatever is ticked: whoever takes
 * three away goes down the list. Only what is moved changes its place, with the one that it passes. */
static void
remember_places (SnRecipientColumnChoice *self)
{
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    {
      int place = sn_recipient_layout_find (self->layout, (SnRecipientField) i);

      self->places[i] = place >= 0 ? place : SN_RECIPIENT_N_FIELDS + (int) i;
    }
  gtk_list_box_invalidate_sort (self->list);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const SnRecipientColumnChoice *self = data;

  return self->places[get_column (a)] - self->places[get_column (b)];
}

static void
show_layout (SnRecipientColumnChoice *self)
{
  guint n_cells;

  sn_recipient_layout_get_cells (self->layout, &n_cells);
  self->showing = TRUE;
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    {
      int place = sn_recipient_layout_find (self->layout, (SnRecipientField) i);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), place >= 0);
      gtk_widget_set_sensitive (self->ups[i], place > 1);
      gtk_widget_set_sensitive (self->downs[i], place > 0 && place + 1 < (int) n_cells);
    }
  self->showing = FALSE;
}

static void
open_at_first (SnRecipientColumnChoice *self)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  show_layout (self);
  remember_places (self);
  gtk_widget_grab_focus (self->checks[n_cells > 1 ? cells[1].column : 1]);
}

static void
handle_changed (SnRecipientColumnChoice *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_layout (self);
}

/* ── What the user does ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_toggled (SnRecipientColumnChoice *self, GtkCheckButton *check)
{
  if (!self->showing)
    sn_recipient_layout_show (self->layout, get_column (check), gtk_check_button_get_active (check));
}

static void
move (SnRecipientColumnChoice *self, SnRecipientField column, int steps)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);
  int place = sn_recipient_layout_find (self->layout, column), row = self->places[column];
  SnRecipientField passed;

  if (place <= 0 || place + steps <= 0 || place + steps >= (int) n_cells)
    return;
  passed = cells[place + steps].column;
  sn_recipient_layout_move (self->layout, column, place + steps);
  self->places[column] = self->places[passed];
  self->places[passed] = row;
  gtk_list_box_invalidate_sort (self->list);
}

static void
handle_up (SnRecipientColumnChoice *self, GtkWidget *button)
{
  move (self, get_column (button), -1);
}

static void
handle_down (SnRecipientColumnChoice *self, GtkWidget *button)
{
  move (self, get_column (button), 1);
}

static void
handle_reset (SnRecipientColumnChoice *self)
{
  sn_recipient_layout_reset (self->layout);
  remember_places (self);
}

static void
step (SnRecipientColumnChoice *self, GtkListBoxRow *row, int steps)
{
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + steps);

  if (next != NULL)
    gtk_widget_grab_focus (self->checks[get_column (next)]);
}

static gboolean
handle_key (SnRecipientColumnChoice *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  int steps = key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1 : key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1 : 0;

  if (row == NULL || steps == 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_ALT_MASK) != 0)
    move (self, get_column (row), steps);
  else
    step (self, GTK_LIST_BOX_ROW (row), steps);
  return GDK_EVENT_STOP;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_button (SnRecipientColumnChoice *self, SnRecipientField column, const char *icon, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  /* TRANSLATORS: a screen reader's words for a button of one of many rows: which row, and what it does */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), sn_recipient_field_get_title (column), words);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_row (SnRecipientColumnChoice *self, SnRecipientField column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *check = gtk_check_button_new_with_label (sn_recipient_field_get_title (column));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_sensitive (check, column != 0);
  g_object_set_data (G_OBJECT (check), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (check, "toggled", G_CALLBACK (handle_toggled), self, G_CONNECT_SWAPPED);
  self->checks[column] = check;
  self->ups[column] = make_button (self, column, "go-up-symbolic", _ ("Further to the Front (Alt+Up)"), G_CALLBACK (handle_up));
  self->downs[column] = make_button (self, column, "go-down-symbolic", _ ("Further to the End (Alt+Down)"), G_CALLBACK (handle_down));
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), self->ups[column]);
  gtk_box_append (GTK_BOX (box), self->downs[column]);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  self->rows[column] = row;
  gtk_list_box_append (self->list, row);
}

static void
sn_recipient_column_choice_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&SN_RECIPIENT_COLUMN_CHOICE (object)->layout);
  G_OBJECT_CLASS (sn_recipient_column_choice_parent_class)->dispose (object);
}

static void
sn_recipient_column_choice_class_init (SnRecipientColumnChoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_recipient_column_choice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
add_list (SnRecipientColumnChoice *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self->list), "sn-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
sn_recipient_column_choice_init (SnRecipientColumnChoice *self)
{
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("_Columns as at First"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  add_list (self);
  gtk_widget_add_css_class (reset, "flat");
  g_signal_connect_object (reset, "clicked", G_CALLBACK (handle_reset), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (reset, GTK_WIDGET (self));
}

GtkWidget *
sn_recipient_column_choice_new (SnRecipientLayout *layout)
{
  SnRecipientColumnChoice *self = g_object_new (SN_TYPE_RECIPIENT_COLUMN_CHOICE, NULL);
  GtkWidget *popover = gtk_popover_new ();

  self->layout = g_object_ref (layout);
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    add_row (self, (SnRecipientField) i);
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  g_signal_connect_object (layout, "changed", G_CALLBACK (handle_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (open_at_first), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self));
  return popover;
}
