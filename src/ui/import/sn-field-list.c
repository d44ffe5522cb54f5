/* sn-field-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-field-list.h"

#include <glib/gi18n.h>

#include "sn-sheet-reader.h"

#define MOST_HEIGHT_PIXELS 420

typedef struct
{
  GtkListBoxRow *row;
  GtkLabel      *taken; /* "B": the column that has it */
  GtkWidget     *mark;
} Line;

struct _SnFieldList
{
  GtkPopover  parent_instance;

  GtkWidget  *scrolled;
  GtkListBox *list;
  GtkWidget  *revealed; /* (nullable): the row to be scrolled to once it is placed */
  Line        lines[SN_ROSTER_N_FIELDS];
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnFieldList, sn_field_list, GTK_TYPE_POPOVER)

static void
add_line (SnFieldList *self, SnRosterField field)
{
  Line *line = &self->lines[field];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (sn_roster_field_get_label (field));

  line->row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  line->taken = GTK_LABEL (gtk_label_new (""));
  line->mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (line->taken), "dim-label");
  gtk_widget_add_css_class (box, "sn-line");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->taken));
  gtk_box_append (GTK_BOX (box), line->mark);
  gtk_list_box_row_set_child (line->row, box);
  gtk_list_box_append (self->list, GTK_WIDGET (line->row));
}

static void
show_line (SnFieldList *self, SnRosterField field, gboolean is_current, const char *letters)
{
  const Line *line = &self->lines[field];
  const char *label = sn_roster_field_get_label (field);
  /* TRANSLATORS: beside what a column of a sheet can hold: the column that has it now */
  g_autofree char *taken = letters != NULL ? g_strdup_printf (_("column %s"), letters) : g_strdup ("");
  g_autofree char *spoken = letters != NULL ? g_strdup_printf ("%s, %s", label, taken) : g_strdup (label);

  gtk_label_set_label (line->taken, taken);
  gtk_widget_set_opacity (line->mark, is_current ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static gboolean
reveal (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  SnFieldList *self = data;
  GtkWidget *row = g_steal_pointer (&self->revealed);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (row, list, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

void
sn_field_list_open (SnFieldList *self, const GdkRectangle *place, SnRosterField current, const SnRosterField *fields, guint n_columns)
{
  for (SnRosterField field = SN_ROSTER_FIELD_NONE; field < SN_ROSTER_N_FIELDS; field++)
    {
      char letters[4];
      guint column = 0;

      while (column < n_columns && fields[column] != field)
        column++;
      show_line (self, field, field == current,
                 field != SN_ROSTER_FIELD_NONE && column < n_columns ? sn_column_name (column, letters) : NULL);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->lines[current].row));
  if (self->revealed == NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->list), reveal, self, NULL);
  self->revealed = GTK_WIDGET (self->lines[current].row);
}

void
sn_field_list_limit (SnFieldList *self, gboolean people_only)
{
  gtk_widget_set_visible (GTK_WIDGET (self->lines[SN_ROSTER_FIELD_AMOUNT].row), !people_only);
  gtk_widget_set_visible (GTK_WIDGET (self->lines[SN_ROSTER_FIELD_RATE].row), !people_only);
  gtk_widget_set_visible (GTK_WIDGET (self->lines[SN_ROSTER_FIELD_DEATH].row), people_only);
  gtk_widget_set_visible (GTK_WIDGET (self->lines[SN_ROSTER_FIELD_SCORE].row), people_only);
}

static void
handle_row (SnFieldList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
  gtk_popover_popdown (GTK_POPOVER (self));
}

GtkWidget *
sn_field_list_new (void)
{
  return g_object_new (SN_TYPE_FIELD_LIST, NULL);
}

static void
sn_field_list_class_init (SnFieldListClass *class)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
sn_field_list_init (SnFieldList *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "sn-choice");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the column holds"), -1);
  for (SnRosterField field = SN_ROSTER_FIELD_NONE; field < SN_ROSTER_N_FIELDS; field++)
    add_line (self, field);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (handle_row), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MOST_HEIGHT_PIXELS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self), self->scrolled);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
}
