/* sn-import-filters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-filters.h"

#include <glib/gi18n.h>

#include "sn-wrap-layout.h"

#define SPACING 6

struct _SnImportFilters
{
  GtkWidget        parent_instance;

  GtkToggleButton *chips[SN_IMPORT_N_SHOWN];  /* (borrowed) */
  GtkLabel        *counts[SN_IMPORT_N_SHOWN]; /* (borrowed) */
  gboolean         is_filling;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SnImportFilters, sn_import_filters, GTK_TYPE_WIDGET)

static const char *const chip_words[SN_IMPORT_N_SHOWN] = {
  /* TRANSLATORS: which rows of a roster are shown; each is followed by their number */
  [SN_IMPORT_SHOW_ALL] = N_ ("All"),
  [SN_IMPORT_SHOW_REFUSED] = N_ ("Refused"),
  [SN_IMPORT_SHOW_DOUBTFUL] = N_ ("Doubtful"),
  [SN_IMPORT_SHOW_NEW] = N_ ("New"),
  [SN_IMPORT_SHOW_MATCHED] = N_ ("Known"),
  [SN_IMPORT_SHOW_DIFFERENT] = N_ ("Differing"),
  [SN_IMPORT_SHOW_SAME] = N_ ("Same"),
  [SN_IMPORT_SHOW_PENDING] = N_ ("Not compared"),
};

static const char *const chip_tips[SN_IMPORT_N_SHOWN] = {
  [SN_IMPORT_SHOW_ALL] = N_ ("All rows of people"),
  [SN_IMPORT_SHOW_REFUSED] = N_ ("Rows that stay out, because something in them is wrong"),
  [SN_IMPORT_SHOW_DOUBTFUL] = N_ ("Rows that are taken, and that somebody should look at"),
  [SN_IMPORT_SHOW_NEW] = N_ ("People whom the registry does not know"),
  [SN_IMPORT_SHOW_MATCHED] = N_ ("People whom the registry knows"),
  [SN_IMPORT_SHOW_DIFFERENT] = N_ ("People of whom the registry says something else than the roster"),
  [SN_IMPORT_SHOW_SAME] = N_ ("Rows that say nothing that is not known already"),
  [SN_IMPORT_SHOW_PENDING] = N_ ("Rows without a fault that have not been compared with the registry yet"),
};

static gboolean
is_shown (SnImportShown chip, SnImportShown chosen, guint count, gboolean is_judged)
{
  if (chip == chosen)
    return TRUE;
  if (chip == SN_IMPORT_SHOW_DIFFERENT || chip == SN_IMPORT_SHOW_PENDING)
    return count > 0;
  return is_judged || chip < SN_IMPORT_SHOW_NEW;
}

static void
show_chip (SnImportFilters *self, SnImportShown shown, SnImportShown chosen, guint count, gboolean is_judged)
{
  GtkWidget *chip = GTK_WIDGET (self->chips[shown]);
  g_autofree char *text = g_strdup_printf ("%'u", count);
  g_autofree char *name = g_strdup_printf ("%s %s", _ (chip_words[shown]), text);

  gtk_label_set_label (self->counts[shown], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (chip, count > 0 || shown == chosen);
  gtk_widget_set_visible (chip, is_shown (shown, chosen, count, is_judged));
}

void
sn_import_filters_show (SnImportFilters *self, const SnImportLines *lines, gboolean is_judged)
{
  SnImportShown chosen = sn_import_lines_get_chosen (lines);

  self->is_filling = TRUE;
  gtk_toggle_button_set_active (self->chips[chosen], TRUE);
  self->is_filling = FALSE;
  for (guint i = 0; i < SN_IMPORT_N_SHOWN; i++)
    show_chip (self, i, chosen, sn_import_lines_count (lines, i), is_judged);
}

static void
handle_toggled (GtkToggleButton *chip, SnImportFilters *self)
{
  guint shown = 0;

  if (self->is_filling || !gtk_toggle_button_get_active (chip))
    return;
  while (shown < SN_IMPORT_N_SHOWN - 1 && self->chips[shown] != chip)
    shown++;
  g_signal_emit (self, chosen_signal, 0, shown);
}

static void
add_chip (SnImportFilters *self, SnImportShown shown)
{
  GtkWidget *chip = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING), *count = gtk_label_new ("0");

  gtk_box_append (GTK_BOX (box), gtk_label_new (_ (chip_words[shown])));
  gtk_box_append (GTK_BOX (box), count);
  gtk_widget_add_css_class (count, "sn-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (chip, "sn-chip");
  gtk_widget_set_tooltip_text (chip, _ (chip_tips[shown]));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
  self->chips[shown] = GTK_TOGGLE_BUTTON (chip);
  self->counts[shown] = GTK_LABEL (count);
  if (shown > 0)
    gtk_toggle_button_set_group (self->chips[shown], self->chips[0]);
  g_signal_connect (chip, "toggled", G_CALLBACK (handle_toggled), self);
}

static void
sn_import_filters_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sn_import_filters_parent_class)->dispose (object);
}

static void
sn_import_filters_class_init (SnImportFiltersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_filters_dispose;
  chosen_signal = g_signal_new ("chosen", SN_TYPE_IMPORT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sn_import_filters_init (SnImportFilters *self)
{
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", SPACING, NULL);
  for (guint i = 0; i < SN_IMPORT_N_SHOWN; i++)
    add_chip (self, i);
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[SN_IMPORT_SHOW_REFUSED]), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[SN_IMPORT_SHOW_DOUBTFUL]), "warning");
}
