/* bench-frames.c: what a frame of the list of recipients costs, beside a bare GtkListView over a GtkStringList as long.
 *
 * A step is something a user does: a page down, a jump of the scrollbar, a letter that is typed. It is done where the frame begins,
 * and its cost is the processor time of the main thread from there to the end of the costliest frame that follows from it: rows
 * that are read meanwhile come with a frame of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-registry.h"

#include "sn-recipient-query.h"
#include "sn-recipient-view.h"
#include "sn-test.h"
#include "sn-ui-resources.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define STEPS 100
#define FRAMES_A_STEP 4
#define WINDOW_WIDTH 1400
#define WINDOW_HEIGHT 900
#define GOAL_MS 16

typedef struct _Drive Drive;
typedef void (*StepFunc) (Drive *drive, guint step);

struct _Drive
{
  GtkListView   *list_view;
  GtkAdjustment *adjustment;
  GRand         *rand;
  StepFunc       act;
  guint          frame;
  gint64         begun_us;
  GArray        *costs_us; /* gint64, one for each step */
  /* ours: */
  SnRecipientView *view;
  SnSearchImage   *image;
  /* bare: */
  GtkSelectionModel *models[2];
};

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
page_down (Drive *drive, guint step)
{
  gtk_adjustment_set_value (drive->adjustment,
                            gtk_adjustment_get_value (drive->adjustment) + gtk_adjustment_get_page_size (drive->adjustment));
}

static void
jump (Drive *drive, guint step)
{
  double end = gtk_adjustment_get_upper (drive->adjustment) - gtk_adjustment_get_page_size (drive->adjustment);
  double middle = g_rand_double_range (drive->rand, 0.3, 0.7);

  gtk_adjustment_set_value (drive->adjustment, step % 2 == 0 ? end * middle : end);
}

static void
search_ours (Drive *drive, guint step)
{
  static const char *const texts[] = { "w",  "wa",  "wan",  "wang",  "wangj", "wangji", "",       "王", "王建", "王建国",
                                       "3",  "31",  "310",  "3101",  "31022", "",       "196305", "zh", "zhj",  "" };
  const char *text = texts[step % G_N_ELEMENTS (texts)];
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (text, SN_RECIPIENT_SORT_PINYIN);
  g_autoptr (GArray) ids = sn_recipient_query_run (query, NULL, drive->image, NULL, NULL, NULL);

  sn_recipient_view_show (drive->view, ids, text, TRUE);
}

static void
search_bare (Drive *drive, guint step)
{
  gtk_list_view_set_model (drive->list_view, drive->models[step % 2]);
}

/* ── Frames ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
begin_frame (GdkFrameClock *clock, Drive *drive)
{
  drive->begun_us = get_cpu_us ();
}

static gboolean
do_step (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Drive *drive = data;

  if (drive->frame % FRAMES_A_STEP == 0 && drive->frame / FRAMES_A_STEP < STEPS)
    drive->act (drive, drive->frame / FRAMES_A_STEP);
  return G_SOURCE_CONTINUE;
}

static void
end_frame (GdkFrameClock *clock, Drive *drive)
{
  guint step = drive->frame++ / FRAMES_A_STEP;
  gint64 cost_us = get_cpu_us () - drive->begun_us;

  if (step >= drive->costs_us->len)
    g_array_append_val (drive->costs_us, cost_us);
  else if (cost_us > g_array_index (drive->costs_us, gint64, step))
    g_array_index (drive->costs_us, gint64, step) = cost_us;
}

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
wait_for_frames (Drive *drive)
{
  while (drive->frame < STEPS * FRAMES_A_STEP)
    g_main_context_iteration (NULL, TRUE);
}

/* The sorted costs of all steps. */
static GArray *
run (Drive *drive, StepFunc act)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (drive->list_view));
  gulong begins = g_signal_connect (clock, "before-paint", G_CALLBACK (begin_frame), drive);
  gulong ends = g_signal_connect_after (clock, "after-paint", G_CALLBACK (end_frame), drive);
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (drive->list_view), do_step, drive, NULL);

  drive->act = act;
  drive->frame = 0;
  drive->costs_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_adjustment_set_value (drive->adjustment, 0);
  wait_for_frames (drive);
  gtk_widget_remove_tick_callback (GTK_WIDGET (drive->list_view), tick);
  g_signal_handler_disconnect (clock, begins);
  g_signal_handler_disconnect (clock, ends);
  g_array_sort (drive->costs_us, compare_costs);
  return drive->costs_us;
}

static double
get_ms (GArray *costs_us, guint per_cent)
{
  return (double) g_array_index (costs_us, gint64, (costs_us->len - 1) * per_cent / 100) / 1000;
}

static void
compare (const char *name, Drive *bare, StepFunc bare_act, Drive *ours, StepFunc ours_act)
{
  g_autoptr (GArray) bare_us = run (bare, bare_act);
  g_autoptr (GArray) ours_us = run (ours, ours_act);

  g_print ("%s: bare p50 %.2f ms, p95 %.2f ms; ours p50 %.2f ms, p95 %.2f ms; ratio %.2f (goal p95 %d ms)\n", name, get_ms (bare_us, 50),
           get_ms (bare_us, 95), get_ms (ours_us, 50), get_ms (ours_us, 95), get_ms (ours_us, 50) / get_ms (bare_us, 50), GOAL_MS);
}

/* ── Windows ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_window (Drive *drive, GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  drive->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (drive->list_view));
  drive->rand = g_rand_new_with_seed (5);
  while (gtk_adjustment_get_page_size (drive->adjustment) < 1)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkSelectionModel *
make_strings (guint n)
{
  GtkStringList *strings = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (strings, g_strdup_printf ("row %u of %u", i, n));
  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (strings)));
}

static void
set_up_bare (Drive *drive, guint n_people)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_label), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label), NULL);
  drive->models[0] = make_strings (n_people);
  drive->models[1] = make_strings (n_people / 10);
  drive->list_view = GTK_LIST_VIEW (gtk_list_view_new (g_object_ref (drive->models[0]), factory));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (drive->list_view));
  show_window (drive, scroller);
}

static void
set_up_ours (Drive *drive, BenchRegistry *registry)
{
  g_autoptr (GError) error = NULL;
  SnWorkspace *workspace = sn_workspace_open (registry->path, &error);

  if (workspace == NULL)
    g_error ("%s", error->message);
  drive->image = sn_search_image_load (registry->ours, NULL, &error);
  if (drive->image == NULL)
    g_error ("%s", error->message);
  drive->view = SN_RECIPIENT_VIEW (sn_recipient_view_new ());
  drive->list_view = sn_recipient_view_get_list_view (drive->view);
  sn_recipient_view_set_list (drive->view, sn_recipient_list_new (workspace));
  search_ours (drive, 6); /* everyone */
  show_window (drive, GTK_WIDGET (drive->view));
}

/* As the application does. */
static void
load_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/songnuan/Songnuan/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* What is open at the end goes with the process. */
int
main (void)
{
  BenchRegistry registry;
  Drive bare = { NULL }, ours = { NULL };

  if (!gtk_init_check ())
    {
      g_print ("No display\n");
      return 77;
    }
  adw_init ();
  g_resources_register (sn_ui_get_resource ());
  load_style ();
  bench_registry_set_up (&registry);
  g_print ("%u people, %d steps each\n", registry.n_people, STEPS);
  set_up_bare (&bare, registry.n_people);
  set_up_ours (&ours, &registry);
  compare ("page down", &bare, page_down, &ours, page_down);
  compare ("jump to the middle and to the end", &bare, jump, &ours, jump);
  compare ("another result", &bare, search_bare, &ours, search_ours);
  bench_registry_tear_down (&registry);
  return EXIT_SUCCESS;
}
