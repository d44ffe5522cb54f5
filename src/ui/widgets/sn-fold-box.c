/* sn-fold-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-fold-box.h"

#define SPACING 18
/* From this width on they stand side by side. */
#define SIDE_BY_SIDE_WIDTH 860

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

/* The second child is the one that stands beside the others. */
static gboolean
is_beside (GtkWidget *child)
{
  return gtk_widget_get_prev_sibling (child) == gtk_widget_get_first_child (gtk_widget_get_parent (child));
}

/* The width of a child, of @width for all */
static int
share_width (int width, GtkWidget *child)
{
  int left = (width - SPACING) * 3 / 5;

  if (is_folded (width))
    return width;
  return is_beside (child) ? width - SPACING - left : left;
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

/* Places the children in @width, or only counts how high that is. */
static int
place (GtkWidget *self, int width, gboolean only_count)
{
  int height = 0, height_beside = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean beside = !is_folded (width) && is_beside (child);
      int child_width = share_width (width, child);
      int *y = beside ? &height_beside : &height;
      int child_height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      *y += *y > 0 ? SPACING : 0;
      if (!only_count)
        gtk_widget_size_allocate (child, &(GtkAllocation){ beside ? width - child_width : 0, *y, child_width, child_height }, -1);
      *y += child_height;
    }
  return MAX (height, height_beside);
}

static void
sn_fold_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = place (widget, for_size < 0 ? SIDE_BY_SIDE_WIDTH : for_size, TRUE);
}

static void
sn_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  place (widget, width, FALSE);
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
