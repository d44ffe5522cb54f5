/* registry-fixture.h: a workspace with made-up people, and short ways to change and to ask it. For the tests of the registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-date.h"
#include "sn-person.h"
#include "sn-test.h"

#include <string.h>

typedef struct
{
  char        *folder;
  SnWorkspace *workspace;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
  sn_clock_set_today (NULL);
}

static inline void
do_write (Fixture *fixture, SnWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, func, data, NULL, &error);
  g_assert_no_error (error);
}

static inline gpointer
do_read (Fixture *fixture, SnReadFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = sn_workspace_read (fixture->workspace, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static inline gboolean
run_script (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run_script (sn_transaction_get_connection (transaction), data, error);
}

static inline void
do_sql (Fixture *fixture, const char *sql)
{
  do_write (fixture, run_script, (gpointer) sql);
}

typedef struct
{
  const char *name;
  const char *document_number;
  const char *phone;
  const char *document_type; /* (nullable): "resident" */
  gint64      id;            /* (out) */
} Newcomer;

static inline gboolean
insert_newcomer (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Newcomer *newcomer = data;
  SnPerson draft = {
    .name = (char *) newcomer->name,
    .document_type = (char *) newcomer->document_type,
    .document_number = (char *) newcomer->document_number,
    .phone = (char *) newcomer->phone,
    /* The date of a made-up number need not be one. */
    .birth_date = (char *) "1950-01-01",
    .sex = (char *) "unknown",
  };

  return sn_person_insert (transaction, &draft, &newcomer->id, error);
}

static inline gint64
add_person (Fixture *fixture, const char *name, const char *document_number, const char *phone)
{
  Newcomer newcomer = { name, document_number, phone, NULL, 0 };

  do_write (fixture, insert_newcomer, &newcomer);
  return newcomer.id;
}

/* The whole registry, name after name in the order of the array of ids, parted by "|". */
static inline gpointer
join_names (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SnPerson) person = sn_person_lookup (connection, g_array_index (ids, gint64, i), error);

      g_assert_nonnull (person);
      g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", person->name);
    }
  return g_string_free (joined, FALSE);
}

/* Turns the main loop until @done, for a minute at most. */
typedef gboolean (*DoneFunc) (gpointer data);

static inline gboolean
note_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static inline void
wait_until (DoneFunc done, gpointer data)
{
  gboolean late = FALSE;
  guint timeout = g_timeout_add_seconds (60, note_timeout, &late); /* far beyond what a loaded machine needs */

  while (!done (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  g_assert_false (late);
}
