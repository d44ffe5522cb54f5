/* roster-file-fixture.h: a workspace with divisions and categories, files read against it, and what they became in one line a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "sn-person.h"
#include "sn-roster-import.h"
#include "sn-test.h"

/* Numbers of made-up people: the district 310199 never existed. */
#define ID_MAN "310199196001011236"
#define ID_WOMAN "31019919700101006X"
#define ID_LEAP "310199200002298880"

typedef struct
{
  char         *folder;
  SnWorkspace  *workspace;
  SnDivisions  *divisions;
  SnCategories *categories;
} Fixture;

static inline gpointer
load_divisions (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_divisions_load (connection, error);
}

static inline gpointer
load_categories (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_categories_load (connection, error);
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
  fixture->divisions = sn_workspace_read (fixture->workspace, load_divisions, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->categories = sn_workspace_read (fixture->workspace, load_categories, NULL, NULL, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_divisions_free (fixture->divisions);
  sn_categories_free (fixture->categories);
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
}

static inline gboolean
read_csv (Fixture *fixture, const char *text, GHashTable *map, SnRosterImport *import, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "名单.csv", NULL);
  SnRosterImportOptions options = { .divisions = fixture->divisions, .categories = fixture->categories, .map = map };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return sn_roster_import_read (path, &options, import, NULL, error);
}

/* The codes told of one row, in order of columns; "" when none. */
static inline char *
list_codes (const SnRosterImport *import, guint number)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < import->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (import->faults, i);

      if (fault->row == number)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", fault->code);
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

/* What a sheet must become: "row+name|number|town|fen" or "row-code code" for a rejected one, one a line. */
static inline char *
describe (Fixture *fixture, const SnRosterImport *import)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < import->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (import->rows, i);
      g_autofree char *codes = list_codes (import, row->row);

      if (row->rejected)
        g_string_append_printf (text, "%u-%s\n", row->row, codes);
      else
        g_string_append_printf (text, "%u+%s|%s|%s|%" G_GINT64_FORMAT "%s%s\n", row->row, row->name, row->document_number,
                                sn_divisions_get_name (fixture->divisions, row->town_id), row->has_amount ? row->amount_fen : -1,
                                *codes != '\0' ? " " : "", codes);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
