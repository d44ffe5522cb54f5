/* test-changeset-rows.c: counting the rows of a changeset without SQLite's iterator.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-journal-private.h"

#include <string.h>

typedef struct
{
  sqlite3 *handle;
  gpointer changeset;
  int      length_bytes;
} Fixture;

static void
run (Fixture *fixture, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (fixture->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Every kind of value, texts whose length takes one, two and three bytes, and all three operations on two tables. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  sqlite3_session *session = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &fixture->handle), ==, SQLITE_OK);
  run (fixture, "CREATE TABLE first (id INTEGER PRIMARY KEY, a TEXT, b BLOB, c REAL, d INTEGER);"
                "CREATE TABLE second (key TEXT, part INTEGER, value TEXT, PRIMARY KEY (key, part)) WITHOUT ROWID;"
                "INSERT INTO first VALUES (1, 'old', x'00', 1.5, -1), (2, 'goes', NULL, NULL, NULL), (3, 'stays', NULL, NULL, 9)");
  g_assert_cmpint (sqlite3session_create (fixture->handle, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, NULL), ==, SQLITE_OK);
  run (fixture, "INSERT INTO first VALUES (10, '', zeroblob (20000), 0.25, 1 << 40), (11, hex (zeroblob (100)), x'ff', NULL, 0),"
                "                         (12, hex (zeroblob (40000)), NULL, 2e300, NULL);"
                "UPDATE first SET a = hex (zeroblob (70)), d = NULL WHERE id = 1; DELETE FROM first WHERE id = 2;"
                "INSERT INTO second VALUES ('甲', 1, NULL), ('甲', 2, '乙'), ('T', 3, char (18, 9, 23))");
  g_assert_cmpint (sqlite3session_changeset (session, &fixture->length_bytes, &fixture->changeset), ==, SQLITE_OK);
  sqlite3session_delete (session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sqlite3_free (fixture->changeset);
  sqlite3_close (fixture->handle);
}

static gint64
count_by_iterator (Fixture *fixture)
{
  sqlite3_changeset_iter *iterator;
  gint64 n_rows = 0;

  g_assert_cmpint (sqlite3changeset_start (&iterator, fixture->length_bytes, fixture->changeset), ==, SQLITE_OK);
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    n_rows++;
  sqlite3changeset_finalize (iterator);
  return n_rows;
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count_by_iterator (fixture), ==, 8);
  g_assert_cmpint (sn_changeset_count_rows (fixture->changeset, (gsize) fixture->length_bytes), ==, 8);
  g_assert_cmpint (sn_changeset_count_rows ("", 0), ==, 0);
}

/* Cut anywhere it is no changeset, but where a row or a table's head ends; nothing is read behind the cut. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  guint n_whole = 0;

  for (gsize length = 1; length < (gsize) fixture->length_bytes; length += length < 200 ? 1 : 997)
    {
      g_autofree guint8 *cut = g_memdup2 (fixture->changeset, length);
      gint64 n_rows = sn_changeset_count_rows (cut, length);

      g_assert_cmpint (n_rows, >=, -1);
      g_assert_cmpint (n_rows, <, 8);
      n_whole += n_rows >= 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_whole, <, 16);
}

static void
test_foreign_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = g_memdup2 (fixture->changeset, (gsize) fixture->length_bytes);

  bytes[0] = 'X';
  g_assert_cmpint (sn_changeset_count_rows (bytes, (gsize) fixture->length_bytes), ==, -1);
  memset (bytes, 0xff, (gsize) fixture->length_bytes);
  bytes[0] = 'T';
  g_assert_cmpint (sn_changeset_count_rows (bytes, (gsize) fixture->length_bytes), ==, -1);
  bytes[0] = SQLITE_INSERT; /* a row of no table */
  g_assert_cmpint (sn_changeset_count_rows (bytes, (gsize) fixture->length_bytes), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/changeset-rows/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/changeset-rows/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/changeset-rows/foreign-bytes", Fixture, NULL, set_up, test_foreign_bytes, tear_down);
  return g_test_run ();
}
