/* test-person-mark.c: noting who died, who left the district, and who did not after all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-journal.h"
#include "sn-person.h"

#define TOWN 310118102

typedef struct
{
  SnPersonMark mark;
  const char  *date;
  gint64       person_id;
} Marking;

static gboolean
mark_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Marking *marking = data;

  return sn_person_mark (transaction, marking->person_id, marking->mark, marking->date, error);
}

static gint64
mark (Fixture *fixture, SnPersonMark what, const char *date)
{
  g_autoptr (GError) error = NULL;
  Marking marking = { what, date, 1 };
  gint64 change = sn_workspace_write (fixture->workspace, mark_person, &marking, NULL, &error);

  g_assert_no_error (error);
  return change;
}

static void
assert_refused (Fixture *fixture, Marking marking, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, mark_person, &marking, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
assert_marks (Fixture *fixture, const char *expected)
{
  assert_sql (fixture, "SELECT coalesce (died_on, '-') || ' ' || coalesce (moved_on, '-') FROM person WHERE id = 1", expected);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static void
test_mark (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change;

  add_person (fixture, 1, 1, "1940-02-03", TOWN);
  g_assert_cmpint (mark (fixture, SN_PERSON_HERE, NULL), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_cmpint (mark (fixture, SN_PERSON_MOVED, "2024-06-01"), >, 0);
  /* Today, by the clock of the tests, without a day. */
  change = mark (fixture, SN_PERSON_DIED, NULL);
  assert_marks (fixture, "2025-01-10 2024-06-01");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "person-died[\"1\"]");
  g_assert_cmpint (mark (fixture, SN_PERSON_DIED, "2025-01-10"), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_cmpint (mark (fixture, SN_PERSON_DIED, "2025-01-09"), >, 0);
  /* The other data stay as they are. */
  assert_sql (fixture, "SELECT name || account_number || birth_date FROM person WHERE id = 1", "人162170000000000000011940-02-03");
  g_assert_cmpint (mark (fixture, SN_PERSON_HERE, NULL), >, 0);
  assert_marks (fixture, "- -");
  assert_sql (fixture, "SELECT group_concat (action) FROM (SELECT action FROM change WHERE action GLOB 'person-*' ORDER BY id)",
              "person-moved,person-died,person-died,person-here");

  change += 2;
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &change, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_marks (fixture, "2025-01-09 2024-06-01");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1940-02-03", TOWN);
  add_person (fixture, 2, 2, "", TOWN);
  assert_refused (fixture, (Marking){ SN_PERSON_DIED, "2025-01-11", 1 }, SN_ERROR_INVALID_INPUT, "still to come");
  assert_refused (fixture, (Marking){ SN_PERSON_MOVED, "1940-02-02", 1 }, SN_ERROR_INVALID_INPUT, "1940-02-03");
  assert_refused (fixture, (Marking){ SN_PERSON_DIED, "2024年", 1 }, SN_ERROR_INVALID_INPUT, "2024年");
  assert_refused (fixture, (Marking){ SN_PERSON_HERE, "2024-01-01", 1 }, SN_ERROR_INVALID_INPUT, "leave it out");
  assert_refused (fixture, (Marking){ SN_PERSON_DIED, NULL, 99 }, SN_ERROR_NOT_FOUND, "registry");
  assert_sql (fixture, "SELECT count(*) FROM person WHERE died_on IS NOT NULL OR moved_on IS NOT NULL", "0");
  /* The day of birth itself is possible, and an unknown birth is before every day. */
  mark (fixture, SN_PERSON_DIED, "1940-02-03");
  assert_marks (fixture, "1940-02-03 -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/person-mark/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("mark", test_mark);
  ADD ("refusals", test_refusals);
  return g_test_run ();
}
