/* sn-recipient-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-header.h"

#include "sn-recipient-columns.h"

struct _SnRecipientHeader
{
  GtkWidget  parent_instance;

  GtkWidget *list; /* (nullable) (borrowed) */
  guint      follow_tick;
  GtkWidget *captions[SN_RECIPIENT_N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (SnRecipientHeader, sn_recipient_header, GTK_TYPE_WIDGET)

static void
sn_recipient_header_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  int digit_width, line_height;

  sn_recipient_columns_get_unit (widget, &digit_width, &line_height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : line_height + 2 * SN_RECIPIENT_ROW_PADDING;
  /* GTK wants every child measured before it is placed. */
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    gtk_widget_measure (SN_RECIPIENT_HEADER (widget)->captions[i], orientation, -1, NULL, NULL, NULL, NULL);
}

static void
sn_recipient_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (widget);
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int list_width = self->list != NULL ? gtk_widget_get_width (self->list) : 0, digit_width, line_height;
  SnRecipientCell cells[SN_RECIPIENT_N_COLUMNS];

  /* The rows' digits: the captions may be in a font of another size. */
  sn_recipient_columns_get_unit (self->list != NULL ? self->list : widget, &digit_width, &line_height);
  sn_recipient_columns_place (list_width > 0 ? MIN (list_width, width) : width, digit_width, cells);
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      gtk_widget_set_child_visible (self->captions[i], cells[i].width > 0);
      if (cells[i].width > 0)
        gtk_widget_size_allocate (self->captions[i],
                                  &(GtkAllocation){ backwards ? width - cells[i].x - cells[i].width : cells[i].x, 0, cells[i].width, height },
                                  -1);
    }
}

static gboolean
follow_width (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SN_RECIPIENT_HEADER (widget)->follow_tick = 0;
  gtk_widget_queue_allocate (widget);
  return G_SOURCE_REMOVE;
}

/* The header is placed before the list below it, which is in the middle of that now: so in the next frame. */
static void
handle_width_changed (SnRecipientHeader *self)
{
  if (self->follow_tick == 0)
    self->follow_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_width, NULL, NULL);
}

void
sn_recipient_header_set_list (SnRecipientHeader *self, GtkWidget *list)
{
  self->list = list;
  if (list != NULL)
    g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (list)), "notify::page-size",
                             G_CALLBACK (handle_width_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
sn_recipient_header_dispose (GObject *object)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (object);

  if (self->follow_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_tick);
  self->follow_tick = 0;
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    g_clear_pointer (&self->captions[i], gtk_widget_unparent);
  G_OBJECT_CLASS (sn_recipient_header_parent_class)->dispose (object);
}

static void
sn_recipient_header_class_init (SnRecipientHeaderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_recipient_header_dispose;
  widget_class->measure = sn_recipient_header_measure;
  widget_class->size_allocate = sn_recipient_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "recipientheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sn_recipient_header_init (SnRecipientHeader *self)
{
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      GtkWidget *caption = g_object_new (GTK_TYPE_INSCRIPTION, "text", sn_recipient_column_get_title ((SnRecipientColumn) i), "min-chars", 0,
                                         "nat-chars", 0, "xalign", sn_recipient_column_is_numeric ((SnRecipientColumn) i) ? 1.0 : 0.0,
                                         "yalign", 0.5, "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, NULL);

      gtk_widget_set_parent (caption, GTK_WIDGET (self));
      self->captions[i] = caption;
    }
}

GtkWidget *
sn_recipient_header_new (void)
{
  return g_object_new (SN_TYPE_RECIPIENT_HEADER, NULL);
}
