/* sn-fold-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-fold-box.h"

#define SPACING 24
/* From this width on they stand side by side. */
#define SIDE_BY_SIDE_WIDTH 880

struct _SnFoldBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SnFoldBox, sn_fold_box, GTK_TYPE_WIDGET)

static gboolean
is_folded (int width)
{
  return width < SIDE_BY_SIDE_WIDTH;
}

/* The width of the child at that place, of @width for both */
static int
share_width (int width, gboolean first)
{
  int left = (width - SPACING) * 3 / 5;

  if (is_folded (width))
    return width;
  return first ? left : width - SPACING - left;
}

static void
measure_width (GtkWidget *self, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
  *natural = MAX (*natural, SIDE_BY_SIDE_WIDTH);
}

static void
measure_height (GtkWidget *self, int width, int *minimum, int *natural)
{
  GtkWidget *first = gtk_widget_get_first_child (self);

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width < 0 ? -1 : share_width (width, child == first),
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = is_folded (width) ? *minimum + child_minimum + (child != first ? SPACING : 0) : MAX (*minimum, child_minimum);
      *natural = is_folded (width) ? *natural + child_natural + (child != first ? SPACING : 0) : MAX (*natural, child_natural);
    }
}

static void
sn_fold_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    measure_height (widget, for_size, minimum, natural);
}

static void
sn_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int x = 0, y = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width = share_width (width, child == first);
      int child_height = height;

      if (is_folded (width))
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, child_width, child_height }, -1);
      if (is_folded (width))
        y += child_height + SPACING;
      else
        x += child_width + SPACING;
    }
}

static GtkSizeRequestMode
sn_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sn_fold_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sn_fold_box_parent_class)->dispose (object);
}

static void
sn_fold_box_class_init (SnFoldBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_fold_box_dispose;
  widget_class->measure = sn_fold_box_measure;
  widget_class->size_allocate = sn_fold_box_size_allocate;
  widget_class->get_request_mode = sn_fold_box_get_request_mode;
}

static void
sn_fold_box_init (SnFoldBox *self)
{
}
