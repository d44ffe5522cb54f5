/* sn-wrap-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-wrap-layout.h"

struct _SnWrapLayout
{
  GtkLayoutManager parent_instance;

  int              spacing;
};

enum { PROP_0, PROP_SPACING, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SnWrapLayout, sn_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
sn_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* One line: its children from @first up to, not with, @end. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int        width;     /* natural, with the spacing between */
  int        height;
  int        n_expand;
} Line;

static Line
take_line (GtkWidget *first, int spacing, int width)
{
  Line line = { .first = first };
  GtkWidget *child;

  for (child = first; child != NULL; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int natural_width, natural_height;
      int gap = child != first ? spacing : 0;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width, NULL, NULL);
      if (child != first && line.width + gap + natural_width > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MIN (natural_width, width), NULL, &natural_height, NULL, NULL);
      line.width += gap + natural_width;
      line.height = MAX (line.height, natural_height);
      line.n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }
  line.end = child;
  return line;
}

static void
measure_width (SnWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
sn_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  SnWrapLayout *self = SN_WRAP_LAYOUT (manager);
  int width = for_size < 0 ? G_MAXINT : for_size;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;)
    {
      Line line = take_line (child, self->spacing, width);

      *natural += line.height + (*natural > 0 ? self->spacing : 0);
      child = line.end;
    }
  *minimum = *natural;
}

static void
place_line (SnWrapLayout *self, const Line *line, int width, int y, gboolean right_to_left)
{
  int left = MAX (width - line->width, 0);
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_width;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &child_width, NULL, NULL);
      if (line->n_expand > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        child_width += left / line->n_expand;
      child_width = MIN (child_width, width);
      gtk_widget_size_allocate (child, &(GtkAllocation){ right_to_left ? width - x - child_width : x, y, child_width, line->height }, -1);
      x += child_width + self->spacing;
    }
}

static void
sn_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  SnWrapLayout *self = SN_WRAP_LAYOUT (manager);
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;)
    {
      Line line = take_line (child, self->spacing, width);

      place_line (self, &line, width, y, right_to_left);
      y += line.height + self->spacing;
      child = line.end;
    }
}

static void
sn_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, SN_WRAP_LAYOUT (object)->spacing);
}

static void
sn_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SN_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
sn_wrap_layout_class_init (SnWrapLayoutClass *class)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (class);

  G_OBJECT_CLASS (class)->get_property = sn_wrap_layout_get_property;
  G_OBJECT_CLASS (class)->set_property = sn_wrap_layout_set_property;
  manager_class->get_request_mode = sn_wrap_layout_get_request_mode;
  manager_class->measure = sn_wrap_layout_measure;
  manager_class->allocate = sn_wrap_layout_allocate;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
}

static void
sn_wrap_layout_init (SnWrapLayout *self)
{
}
