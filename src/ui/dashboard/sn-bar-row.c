/* sn-bar-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bar-row.h"

#include "sn-figure-text.h"
#include "sn-stacked-bar.h"

#include <glib/gi18n.h>

struct _SnBarRow
{
  GtkListBoxRow parent_instance;

  GtkLabel     *name;
  SnStackedBar *bar;
  GtkLabel     *paid;
  GtkLabel     *planned;
};

G_DEFINE_FINAL_TYPE (SnBarRow, sn_bar_row, GTK_TYPE_LIST_BOX_ROW)

/* ── The parts of the bar: each yuan is in one of them ──────────────────────────────────────────────────────────── */

static gint64
get_paid (const SnProgressRow *progress)
{
  return progress->paid_fen;
}

static gint64
get_on_its_way (const SnProgressRow *progress)
{
  return progress->issued_fen - progress->paid_fen - progress->failed_fen;
}

static gint64
get_failed (const SnProgressRow *progress)
{
  return progress->failed_fen;
}

/* A line that is held after its payment failed is issued, but not approved any more. */
static gint64
get_approved (const SnProgressRow *progress)
{
  return MAX (progress->approved_fen - progress->issued_fen, 0);
}

static gint64
get_rest (const SnProgressRow *progress)
{
  return progress->planned_fen - progress->approved_fen;
}

static const struct
{
  const char *words; /* "%s" is a sum with its unit */
  gint64    (*get)   (const SnProgressRow *progress);
  const char *color;
  gboolean    striped;
} parts[] = {
  { N_ ("Paid: %s"), get_paid, "success_color", FALSE },
  { N_ ("On its way: %s"), get_on_its_way, "accent_color", FALSE },
  { N_ ("Failed: %s"), get_failed, "error_color", TRUE },
  { N_ ("Approved, not issued: %s"), get_approved, "warning_color", FALSE },
  { N_ ("Planned, not approved: %s"), get_rest, NULL, FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) <= SN_STACKED_BAR_MOST_PARTS);

/* (transfer full) */
static char *
describe (const SnProgressRow *progress, gboolean in_wan)
{
  g_autoptr (GString) words = g_string_new (progress->label);
  g_autofree char *planned = sn_figure_text_yuan (progress->planned_fen, in_wan);

  g_string_append_c (words, '\n');
  g_string_append_printf (words, _ ("Planned: %s"), planned);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 amount_fen = parts[i].get (progress);
      g_autofree char *sum = sn_figure_text_yuan (amount_fen, in_wan);

      if (amount_fen <= 0)
        continue;
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ (parts[i].words), sum);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_sum (GtkLabel *label, gint64 amount_fen, gboolean in_wan)
{
  g_autofree char *sum = sn_figure_text_money (amount_fen, in_wan);

  gtk_label_set_label (label, sum);
}

void
sn_bar_row_set (SnBarRow *self, const SnProgressRow *progress, gboolean in_wan)
{
  g_autofree char *words = describe (progress, in_wan);
  SnBarPart bar_parts[G_N_ELEMENTS (parts)];

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    bar_parts[i] = (SnBarPart){ parts[i].get (progress), parts[i].color, parts[i].striped };
  gtk_label_set_label (self->name, progress->label);
  show_sum (self->paid, progress->paid_fen, in_wan);
  show_sum (self->planned, progress->planned_fen, in_wan);
  sn_stacked_bar_set (self->bar, bar_parts, G_N_ELEMENTS (bar_parts), words);
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
}

static void
sn_bar_row_init (SnBarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
