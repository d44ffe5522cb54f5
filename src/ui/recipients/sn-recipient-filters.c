/* sn-recipient-filters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-filters.h"

#include "sn-wrap-layout.h"

#include <glib/gi18n.h>

#define MOST_CHARS 32 /* of a chip: a village's whole name */

struct _SnRecipientFilters
{
  GtkWidget parent_instance;
};

enum { REMOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientFilters, sn_recipient_filters, GTK_TYPE_WIDGET)

static void
remove_chip (GtkWidget *chip)
{
  GtkWidget *self = gtk_widget_get_parent (chip);

  if (self != NULL)
    g_signal_emit (self, signals[REMOVED], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "index")));
}

static gboolean
handle_key (GtkWidget *chip, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete && key != GDK_KEY_BackSpace)
    return GDK_EVENT_PROPAGATE;
  remove_chip (chip);
  return GDK_EVENT_STOP;
}

/* The whole chip is the button: a mark of a few pixels is hard to hit, and one thing can be done with it. */
static GtkWidget *
make_chip (const char *words, int index, const char *icon)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (words), *chip = gtk_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS);
  gtk_box_append (GTK_BOX (box), label);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  g_object_set_data (G_OBJECT (chip), "index", GINT_TO_POINTER (index));
  g_signal_connect (chip, "clicked", G_CALLBACK (remove_chip), NULL);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), chip);
  gtk_widget_add_controller (chip, keys);
  return chip;
}

static void
add_chip (SnRecipientFilters *self, const SnRecipientCondition *condition, int index, GPtrArray *choices)
{
  g_autofree char *words = sn_recipient_condition_to_words (condition, choices);
  /* TRANSLATORS: what a chip that stands for a condition says to a screen reader; “%s” is “Town: Xujing” */
  g_autofree char *said = g_strdup_printf (_ ("%s; press to remove"), words);
  GtkWidget *chip = make_chip (words, index, "window-close-symbolic");

  gtk_widget_add_css_class (chip, "sn-chip");
  gtk_widget_set_tooltip_text (chip, _ ("Remove this filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
}

static void
add_clear (SnRecipientFilters *self)
{
  GtkWidget *clear = make_chip (_ ("Clear"), -1, NULL);

  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_set_tooltip_text (clear, _ ("Remove all filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (clear), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Clear"), -1);
  gtk_widget_set_parent (clear, GTK_WIDGET (self));
}

/* Where the keyboard was among the chips; -1: elsewhere */
static int
find_focus (SnRecipientFilters *self)
{
  int place = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child), place++)
    if (gtk_widget_has_focus (child))
      return place;
  return -1;
}

static void
focus_chip (SnRecipientFilters *self, int place)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (; place > 0 && child != NULL && gtk_widget_get_next_sibling (child) != NULL; place--)
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_grab_focus (child);
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_BACKWARD);
}

static void
remove_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
sn_recipient_filters_show (SnRecipientFilters *self, GPtrArray *conditions, GPtrArray *const *choices)
{
  int focus = find_focus (self);

  remove_children (GTK_WIDGET (self));
  for (guint i = 0; i < conditions->len; i++)
    {
      const SnRecipientCondition *condition = g_ptr_array_index (conditions, i);

      add_chip (self, condition, (int) i, choices[condition->kind]);
    }
  if (conditions->len > 0)
    add_clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), conditions->len > 0);
  /* The one that came into its place can be taken away as well. */
  if (focus >= 0)
    focus_chip (self, focus);
}

static void
sn_recipient_filters_dispose (GObject *object)
{
  remove_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (sn_recipient_filters_parent_class)->dispose (object);
}

static void
sn_recipient_filters_class_init (SnRecipientFiltersClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_recipient_filters_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[REMOVED] = g_signal_new ("removed", SN_TYPE_RECIPIENT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sn_recipient_filters_init (SnRecipientFilters *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 6, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filters"), -1);
}
