/* sn-stacked-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-stacked-bar.h"

#include <adwaita.h>

#define HEIGHT 6 /* style.css may ask for more */
#define SWATCH 11
#define MIN_WIDTH 48
#define NATURAL_WIDTH 416
#define CORNER 4
/* Between two parts, so that they are told apart without colours. */
#define GAP 2
#define MIN_PART_WIDTH 3
#define STRIPE 3.0f
#define FAINT 0.18f
#define FAINT_IN_HIGH_CONTRAST 0.4f

struct _SnStackedBar
{
  GtkWidget parent_instance;

  SnBarPart parts[SN_STACKED_BAR_MOST_PARTS];
  guint     n_parts;
  gboolean  is_swatch;
};

G_DEFINE_FINAL_TYPE (SnStackedBar, sn_stacked_bar, GTK_TYPE_WIDGET)

GtkWidget *
sn_stacked_bar_new (void)
{
  return g_object_new (SN_TYPE_STACKED_BAR, NULL);
}

GtkWidget *
sn_stacked_bar_new_swatch (const char *color, gboolean striped)
{
  SnStackedBar *self = g_object_new (SN_TYPE_STACKED_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                                     GTK_ALIGN_CENTER, NULL);

  self->is_swatch = TRUE;
  self->parts[0] = (SnBarPart){ 1, color, striped };
  self->n_parts = 1;
  return GTK_WIDGET (self);
}

void
sn_stacked_bar_set (SnStackedBar *self, const SnBarPart *parts, guint n_parts, const char *words)
{
  g_return_if_fail (n_parts <= SN_STACKED_BAR_MOST_PARTS);

  self->n_parts = 0;
  for (guint i = 0; i < n_parts; i++)
    if (parts[i].amount > 0)
      self->parts[self->n_parts++] = parts[i];
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* @widths: of the parts, without gaps: together the bar. What the smallest are given more than their share is taken from the
 * largest. */
static void
share_width (SnStackedBar *self, int width, int *widths)
{
  int left = width - GAP * (int) (self->n_parts - 1);
  guint largest = 0;
  double whole = 0;

  for (guint i = 0; i < self->n_parts; i++)
    whole += (double) self->parts[i].amount;
  for (guint i = 0; i < self->n_parts; i++)
    {
      widths[i] = MAX (MIN_PART_WIDTH, (int) ((double) self->parts[i].amount / whole * left));
      if (self->parts[i].amount > self->parts[largest].amount)
        largest = i;
    }
  for (guint i = 0; i < self->n_parts; i++)
    if (i != largest)
      left -= widths[i];
  widths[largest] = MAX (left, MIN_PART_WIDTH);
}

/* The theme has each of them twice: to fill with, and, darker, to write with. */
static GdkRGBA
find_color (GtkStyleContext *style, const char *name)
{
  gboolean high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  g_autofree char *full_name = name != NULL ? g_strconcat (name, high_contrast ? "_color" : "_bg_color", NULL) : NULL;
  GdkRGBA color;

  if (full_name != NULL && gtk_style_context_lookup_color (style, full_name, &color))
    return color;
  gtk_style_context_get_color (style, &color);
  if (name == NULL)
    color.alpha *= high_contrast ? FAINT_IN_HIGH_CONTRAST : FAINT;
  return color;
}

static void
draw_part (GtkSnapshot *snapshot, const SnBarPart *part, const GdkRGBA *color, const graphene_rect_t *area)
{
  GdkRGBA pale = *color;
  GskColorStop stops[4];

  if (!part->striped)
    {
      gtk_snapshot_append_color (snapshot, color, area);
      return;
    }
  pale.alpha *= 0.45f;
  stops[0] = (GskColorStop){ 0, *color };
  stops[1] = (GskColorStop){ 0.5f, *color };
  stops[2] = (GskColorStop){ 0.5f, pale };
  stops[3] = (GskColorStop){ 1, pale };
  gtk_snapshot_append_repeating_linear_gradient (
    snapshot, area, &GRAPHENE_POINT_INIT (area->origin.x, 0),
    &GRAPHENE_POINT_INIT (area->origin.x + STRIPE, STRIPE), stops, G_N_ELEMENTS (stops));
}

static void
sn_stacked_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnStackedBar *self = SN_STACKED_BAR (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bar = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  int widths[SN_STACKED_BAR_MOST_PARTS];
  GskRoundedRect outline;
  GdkRGBA color = find_color (style, NULL);
  int x = 0;

  gsk_rounded_rect_init_from_rect (&outline, &bar, MIN (CORNER, (float) height / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->n_parts > 0)
    share_width (self, width, widths);
  for (guint i = 0; i < self->n_parts; i++)
    {
      graphene_rect_t area = GRAPHENE_RECT_INIT ((float) x, 0, (float) widths[i], (float) height);
      GdkRGBA part_color = find_color (style, self->parts[i].color);

      draw_part (snapshot, &self->parts[i], &part_color, &area);
      x += widths[i] + GAP;
    }
  gtk_snapshot_pop (snapshot);
  if (self->n_parts == 0 || adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ color, color, color, color });
}

static void
sn_stacked_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  if (SN_STACKED_BAR (widget)->is_swatch)
    {
      *minimum = *natural = SWATCH;
      return;
    }
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

/* Other colours, or light instead of dark. */
static void
sn_stacked_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sn_stacked_bar_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
sn_stacked_bar_class_init (SnStackedBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->snapshot = sn_stacked_bar_snapshot;
  widget_class->measure = sn_stacked_bar_measure;
  widget_class->css_changed = sn_stacked_bar_css_changed;
  gtk_widget_class_set_css_name (widget_class, "sn-stacked-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sn_stacked_bar_init (SnStackedBar *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
