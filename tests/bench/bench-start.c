/* bench-start.c: how long the window takes from its program's start to the first frame that can be used, and what it then holds in
 * memory, beside an empty AdwApplicationWindow. Each start is a process of its own: this program again, told by its arguments what to show.
 *
 * A frame can be used once it shows what the page is for: the table of figures, or a person.
 * SN_BENCH_WORKSPACE names a workspace to open; without it a district of SN_BENCH_ROWS made-up people is made first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-util.h"

#include "sn-application.h"
#include "sn-demo.h"
#include "sn-recipient-row.h"
#include "sn-ui-resources.h"
#include "sn-window.h"

#include <stdlib.h>

#define APPLICATION_ID "io.github.songnuan.Songnuan"
#define STARTS 7
#define GOAL_RATIO 1.5
#define GOAL_RSS_MIB 160
#define SETTLE_MS 1000
#define WINDOW_WIDTH 1280
#define WINDOW_HEIGHT 850

/* ── The process that is started ────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GtkApplication *application;
  const char     *waits_for;  /* (nullable): type of a widget */
  gint64          began_us;   /* of the monotonic clock, in the process that started this one */
  gboolean        usable;
  gint64          usable_us;  /* since then */
  gint64          usable_cpu_us;
} Start;

static gboolean
has_person (SnRecipientRow *row)
{
  SnRecipientItem *item = sn_recipient_row_get_item (row);

  return item != NULL && sn_recipient_item_get_recipient (item) != NULL;
}

/* Of that type, in view, and not still waiting for what it shows */
static gboolean
shows (GtkWidget *widget, const char *type_name)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name))
    return !SN_IS_RECIPIENT_ROW (widget) || has_person (SN_RECIPIENT_ROW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows (child, type_name))
      return TRUE;
  return FALSE;
}

static gboolean
finish (gpointer data)
{
  Start *start = data;

  g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", start->usable_us, start->usable_cpu_us, bench_get_rss_kib ());
  gtk_window_close (gtk_application_get_active_window (start->application));
  return G_SOURCE_REMOVE;
}

/* What is loaded in the background counts as memory: the registry's image has to be there, and calm around it. */
static gboolean
look_for_calm (gpointer data)
{
  Start *start = data;
  GtkWindow *window = gtk_application_get_active_window (start->application);

  if (SN_IS_WINDOW (window) && sn_session_get_image (sn_window_get_session (SN_WINDOW (window))) == NULL)
    return G_SOURCE_CONTINUE;
  g_timeout_add (SETTLE_MS, finish, start);
  return G_SOURCE_REMOVE;
}

static void
handle_painted (GdkFrameClock *clock, Start *start)
{
  GtkWindow *window = gtk_application_get_active_window (start->application);

  if (start->usable || window == NULL || (start->waits_for != NULL && !shows (GTK_WIDGET (window), start->waits_for)))
    return;
  start->usable = TRUE;
  start->usable_us = g_get_monotonic_time () - start->began_us;
  start->usable_cpu_us = bench_now ().cpu_us;
  g_timeout_add (20, look_for_calm, start);
}

static void
handle_realized (GtkWidget *window, Start *start)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (handle_painted), start);
}

static void
handle_window (GtkApplication *application, GtkWindow *window, Start *start)
{
  g_signal_connect (window, "realize", G_CALLBACK (handle_realized), start);
}

static void
show_empty_window (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH, WINDOW_HEIGHT);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_window_present (GTK_WINDOW (window));
}

static GtkApplication *
make_empty_application (void)
{
  AdwApplication *application = adw_application_new ("org.example.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (show_empty_window), NULL);
  return GTK_APPLICATION (application);
}

static GtkApplication *
make_application (const char *workspace, const char *page)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  g_settings_set_string (settings, "officer", "沈晓芸");
  g_settings_set_string (settings, "last-workspace", workspace);
  g_settings_set_string (settings, "last-page", page);
  g_settings_set_int (settings, "window-width", WINDOW_WIDTH);
  g_settings_set_int (settings, "window-height", WINDOW_HEIGHT);
  g_resources_register (sn_ui_get_resource ());
  sn_application_choose_renderer ();
  return GTK_APPLICATION (sn_application_new ());
}

/* @workspace: (nullable): the empty window */
static int
run_start (gint64 began_us, const char *workspace, const char *page, const char *waits_for)
{
  Start start = { .began_us = began_us, .waits_for = waits_for };

  start.application = workspace != NULL ? make_application (workspace, page) : make_empty_application ();
  g_signal_connect (start.application, "window-added", G_CALLBACK (handle_window), &start);
  return g_application_run (G_APPLICATION (start.application), 0, NULL);
}

/* ── The process that measures ──────────────────────────────────────────────────────────────────────────────────── */

static gint64
start_once (BenchRuns *runs, const char *workspace, const char *page, const char *waits_for)
{
  g_autofree char *began = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", began, workspace, page, waits_for, NULL);
  BenchTime time;
  gint64 rss_kib;

  bench_check (process != NULL && g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error), error);
  if (sscanf (output, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &time.wall_us, &time.cpu_us, &rss_kib) != 3)
    g_error ("The window ended without a usable frame.");
  bench_runs_add (runs, time);
  return rss_kib;
}

static void
compare (const char *name, const char *workspace, const char *page, const char *waits_for)
{
  g_autoptr (BenchRuns) bare = bench_runs_new ();
  g_autoptr (BenchRuns) ours = bench_runs_new ();
  gint64 bare_kib = 0, ours_kib = 0;

  for (int i = 0; i < STARTS; i++)
    {
      bare_kib = MAX (bare_kib, start_once (bare, NULL, NULL, NULL));
      ours_kib = MAX (ours_kib, start_once (ours, workspace, page, waits_for));
    }
  bench_print_runs (name, bare, ours, GOAL_RATIO);
  g_print ("%s, memory: bare %" G_GINT64_FORMAT " MiB, ours %" G_GINT64_FORMAT " MiB, ratio %.2f (goal %d MiB)\n", name, bare_kib / 1024,
           ours_kib / 1024, (double) ours_kib / (double) bare_kib, GOAL_RSS_MIB);
}

static gboolean
install_catalogue (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_catalogue_install (transaction, "qingpu-2025", error);
}

static char *
make_district (const char *folder)
{
  char *path = g_build_filename (folder, "district.songnuan", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SnWorkspace) workspace = sn_workspace_create (path, 1, "沈晓芸", &error);
  SnDemoResult result;

  bench_check (workspace != NULL && sn_workspace_write (workspace, install_catalogue, NULL, NULL, &error) != 0 &&
               sn_demo_fill (workspace, bench_get_rows (200000), 2025, NULL, NULL, &result, NULL, &error), error);
  sn_workspace_close (workspace);
  return path;
}

int
main (int argc, char **argv)
{
  char *folder; /* goes with sn_test_remove_folder() */
  g_autofree char *path = NULL;

  if (argc > 1)
    return run_start (g_ascii_strtoll (argv[1], NULL, 10), argc > 2 ? argv[2] : NULL, argc > 4 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL);
  folder = sn_test_make_folder ();
  path = g_getenv ("SN_BENCH_WORKSPACE") != NULL ? g_strdup (g_getenv ("SN_BENCH_WORKSPACE")) : make_district (folder);
  compare ("start with the dashboard", path, "dashboard", "SnStageTable");
  compare ("start with the recipients", path, "recipients", "SnRecipientRow");
  sn_test_remove_folder (folder);
  return EXIT_SUCCESS;
}
