/* test-templates.c: every template is built once, shown and let go, without a word of complaint from GTK.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-add-person-dialog.h"
#include "sn-add-to-program-dialog.h"
#include "sn-answer-dialog.h"
#include "sn-application.h"
#include "sn-bar-row.h"
#include "sn-batch-dialog.h"
#include "sn-campaign-dialog.h"
#include "sn-import-columns.h"
#include "sn-import-delivery.h"
#include "sn-import-dialog.h"
#include "sn-import-rows.h"
#include "sn-import-target-dialog.h"
#include "sn-line-change-dialog.h"
#include "sn-officers-dialog.h"
#include "sn-page-registry.h"
#include "sn-pair-rules-dialog.h"
#include "sn-program-card.h"
#include "sn-program-dialog.h"
#include "sn-rate-dialog.h"
#include "sn-rates-dialog.h"
#include "sn-report-card.h"
#include "sn-review-dialog.h"
#include "sn-sidebar-row.h"
#include "sn-test.h"
#include "sn-ui-resources.h"
#include "sn-window.h"

#include <string.h>

#define TEMPLATES "/io/github/songnuan/Songnuan/ui"
#define LONGEST_WAIT_S 60

static gboolean
give_up (gpointer data)
{
  g_error ("nothing came on the screen within %d s", LONGEST_WAIT_S);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the widget is on the screen. */
static void
wait_until_mapped (GtkWidget *widget)
{
  guint timer = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, NULL);

  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_pages (void)
{
  char *folder = sn_test_make_folder ();
  SnSession *session = sn_session_new (sn_test_new_workspace (folder), "经办甲");

  for (const SnPageEntry *entry = sn_page_registry; entry->id != NULL; entry++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *page = g_object_new (entry->get_type (), "session", session, "department", "03", NULL);

      gtk_window_set_child (GTK_WINDOW (window), page);
      gtk_window_present (GTK_WINDOW (window));
      wait_until_mapped (page);
      run_until_idle ();
      gtk_window_destroy (GTK_WINDOW (window));
      run_until_idle ();
    }
  sn_session_close (session);
  g_object_unref (session);
  run_until_idle ();
  sn_test_remove_folder (folder);
}

static void
test_window (void)
{
  g_autoptr (SnApplication) application = sn_application_new ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.songnuan.Songnuan");
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  window = GTK_WIDGET (sn_window_new (ADW_APPLICATION (application), settings));
  gtk_window_present (GTK_WINDOW (window));
  wait_until_mapped (window);
  run_until_idle ();
  gtk_window_destroy (GTK_WINDOW (window));
  run_until_idle ();
}

/* Templates that neither an empty window nor a page builds. */
static void
test_others (void)
{
  const GType types[] = {
    SN_TYPE_ADD_PERSON_DIALOG, SN_TYPE_ADD_TO_PROGRAM_DIALOG, SN_TYPE_ANSWER_DIALOG, SN_TYPE_BAR_ROW, SN_TYPE_BATCH_DIALOG,
    SN_TYPE_CAMPAIGN_DIALOG, SN_TYPE_IMPORT_COLUMNS, SN_TYPE_IMPORT_DELIVERY, SN_TYPE_IMPORT_DIALOG, SN_TYPE_IMPORT_ROWS,
    SN_TYPE_IMPORT_TARGET_DIALOG, SN_TYPE_LINE_CHANGE_DIALOG, SN_TYPE_OFFICERS_DIALOG, SN_TYPE_PAIR_RULES_DIALOG, SN_TYPE_PROGRAM_CARD,
    SN_TYPE_PROGRAM_DIALOG, SN_TYPE_RATE_DIALOG, SN_TYPE_RATES_DIALOG, SN_TYPE_REPORT_CARD, SN_TYPE_REVIEW_DIALOG, SN_TYPE_SIDEBAR_ROW,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      /* A window is held by the list of windows as well. */
      if (GTK_IS_WINDOW (widget))
        gtk_window_destroy (GTK_WINDOW (widget));
      g_assert_finalize_object (widget);
    }
}

/* A template that no test above has built would be one that nobody looked at. */
static void
test_all_built (void)
{
  g_auto (GStrv) names = g_resources_enumerate_children (TEMPLATES, 0, NULL);

  g_assert_nonnull (names);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (TEMPLATES, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      const char *class_name = strstr (text, "<template class=\"");
      g_auto (GStrv) words = class_name != NULL ? g_strsplit (class_name, "\"", 3) : NULL;

      if (words == NULL)
        continue;
      g_test_message ("%s", words[1]);
      g_assert_cmpuint (g_type_from_name (words[1]), !=, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (sn_ui_get_resource ());
  sn_test_set_clock ();
  g_test_add_func ("/templates/window", test_window);
  g_test_add_func ("/templates/pages", test_pages);
  g_test_add_func ("/templates/others", test_others);
  g_test_add_func ("/templates/all-built", test_all_built);
  return g_test_run ();
}
