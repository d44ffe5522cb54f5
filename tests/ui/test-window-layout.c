/* test-window-layout.c: a page that asks for another layout while it is laid out gets it, also when a tooltip goes meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-test.h"
#include "sn-window-layout.h"

#include <adwaita.h>

#define LONGEST_WAIT_S 60
#define N_FRAMES 3
#define TALL 120

#define TEST_TYPE_WINDOW (test_window_get_type ())
G_DECLARE_FINAL_TYPE (TestWindow, test_window, TEST, WINDOW, AdwWindow)

struct _TestWindow
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (TestWindow, test_window, ADW_TYPE_WINDOW)

static void
test_window_class_init (TestWindowClass *class)
{
  sn_window_layout_install (GTK_WIDGET_CLASS (class));
}

static void
test_window_init (TestWindow *self)
{
}

/* Asks for another layout when it is laid out, as a scrolled view does where a list tells only then that it needs a bar. */
#define TEST_TYPE_VIEW (test_view_get_type ())
G_DECLARE_FINAL_TYPE (TestView, test_view, TEST, VIEW, GtkWidget)

struct _TestView
{
  GtkWidget parent_instance;
  guint     n_layouts;
};

G_DEFINE_FINAL_TYPE (TestView, test_view, GTK_TYPE_WIDGET)

static void
test_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  if (TEST_VIEW (widget)->n_layouts++ == 0)
    gtk_widget_queue_resize (widget);
}

static void
test_view_class_init (TestViewClass *class)
{
  GTK_WIDGET_CLASS (class)->size_allocate = test_view_size_allocate;
}

static void
test_view_init (TestView *self)
{
}

static gboolean
give_up (gpointer data)
{
  g_error ("nothing was painted within %d s", LONGEST_WAIT_S);
  return G_SOURCE_REMOVE;
}

static void
count_frame (GdkFrameClock *clock, guint *n_frames)
{
  ++*n_frames;
}

/* GTK warns, which ends the test, of what it cannot paint because it was not laid out. */
static void
paint (GtkWidget *window)
{
  guint timer = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, NULL);
  guint n_frames = 0;
  gulong id = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (count_frame), &n_frames);

  while (n_frames < N_FRAMES)
    {
      gtk_widget_queue_draw (window);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (gtk_widget_get_frame_clock (window), id);
  g_source_remove (timer);
}

static void
test_page_and_tooltip (void)
{
  GtkWidget *window = g_object_new (TEST_TYPE_WINDOW, "default-width", 500, "default-height", 400, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *stack = gtk_stack_new (), *below = gtk_label_new ("below");
  TestView *view = g_object_new (TEST_TYPE_VIEW, NULL);

  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), below);
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("page"), "page");
  gtk_stack_add_named (GTK_STACK (stack), GTK_WIDGET (view), "view");
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_window_is_active (GTK_WINDOW (window)))
    g_main_context_iteration (NULL, TRUE);
  paint (window);

  /* A tooltip that goes asks its window for a layout, too. */
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "view");
  gtk_widget_queue_resize (window);
  paint (window);
  g_assert_cmpuint (view->n_layouts, >, 0);

  /* And what is asked for later is heard. */
  gtk_widget_set_size_request (below, -1, TALL);
  paint (window);
  g_assert_cmpint (gtk_widget_get_height (below), ==, TALL);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  /* While a style changes all is laid out. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/window-layout/page-and-tooltip", test_page_and_tooltip);
  return g_test_run ();
}
