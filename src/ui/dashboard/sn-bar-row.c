/* sn-bar-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bar-row.h"

#include "sn-figure-text.h"
#include "sn-progress-parts.h"

#include <glib/gi18n.h>

struct _SnBarRow
{
  GtkListBoxRow parent_instance;

  GtkLabel     *name;
  SnStackedBar *bar;
  GtkLabel     *paid;
  GtkLabel     *planned;
  GtkLabel     *share;
};

G_DEFINE_FINAL_TYPE (SnBarRow, sn_bar_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_sum (GtkLabel *label, gint64 amount_fen, gboolean in_wan)
{
  g_autofree char *sum = sn_figure_text_money (amount_fen, in_wan);

  gtk_label_set_label (label, sum);
}

void
sn_bar_row_set (SnBarRow *self, const SnProgressRow *progress, gboolean in_wan)
{
  g_autofree char *words = sn_progress_parts_show (self->bar, progress, in_wan);
  g_autofree char *share = sn_figure_text_share (progress->paid_fen, progress->planned_fen);

  gtk_label_set_label (self->name, progress->label);
  gtk_label_set_label (self->share, share);
  show_sum (self->paid, progress->paid_fen, in_wan);
  show_sum (self->planned, progress->planned_fen, in_wan);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  (progress->planned_fen == 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->planned), "dim-label");
  (progress->paid_fen == 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->paid), "dim-label");
}

GtkWidget *
sn_bar_row_new (const SnBarColumns *columns)
{
  SnBarRow *self = g_object_new (SN_TYPE_BAR_ROW, NULL);

  gtk_size_group_add_widget (columns->names, GTK_WIDGET (self->name));
  gtk_size_group_add_widget (columns->paid, GTK_WIDGET (self->paid));
  gtk_size_group_add_widget (columns->planned, GTK_WIDGET (self->planned));
  gtk_size_group_add_widget (columns->share, GTK_WIDGET (self->share));
  return GTK_WIDGET (self);
}

static void
sn_bar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_BAR_ROW);
  G_OBJECT_CLASS (sn_bar_row_parent_class)->dispose (object);
}

static void
sn_bar_row_class_init (SnBarRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_bar_row_dispose;
  g_type_ensure (SN_TYPE_STACKED_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-bar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SnBarRow, name);
  gtk_widget_class_bind_template_child (widget_class, SnBarRow, bar);
  gtk_widget_class_bind_template_child (widget_class, SnBarRow, paid);
  gtk_widget_class_bind_template_child (widget_class, SnBarRow, planned);
  gtk_widget_class_bind_template_child (widget_class, SnBarRow, share);
}

static void
sn_bar_row_init (SnBarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
