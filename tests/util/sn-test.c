/* sn-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-test.h"

#include "sn-campaign.h"
#include "sn-date.h"

#include <glib/gstdio.h>

char *
sn_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("songnuan-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
sn_test_remove_folder (char *take_folder)
{
  remove_tree (take_folder);
  g_free (take_folder);
}

static gboolean
install_catalogue (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_catalogue_install (transaction, "qingpu-2025", error);
}

SnWorkspace *
sn_test_new_workspace (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "test.songnuan", NULL);
  SnWorkspace *workspace = sn_workspace_create (path, 7, "经办甲", &error);

  g_assert_no_error (error);
  sn_workspace_write (workspace, install_catalogue, NULL, NULL, &error);
  g_assert_no_error (error);
  return workspace;
}

void
sn_test_set_clock (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 10, G_DATE_JANUARY, 2025);
  sn_clock_set_today (&today);
}

char *
sn_test_data_path (const char *name)
{
  return g_build_filename (g_getenv ("SN_TEST_DATA"), name, NULL);
}

char *
sn_test_source_path (const char *name)
{
  return g_build_filename (g_getenv ("SN_SOURCE_ROOT"), name, NULL);
}
