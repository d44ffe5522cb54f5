/* test-household.c: who lives under one register number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-household.h"

#define TOWN 310118102
#define VILLAGE 310118102001

typedef struct
{
  SnHousehold     household;
  const SnPerson *head; /* (nullable): comes into the registry after the household */
  gint64          id;
} Work;

static gboolean
insert (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  SnPerson head;

  if (!sn_household_insert (transaction, &work->household, &work->id, error))
    return FALSE;
  if (work->head == NULL)
    return TRUE;
  head = *work->head;
  head.household_id = work->id;
  return sn_person_insert (transaction, &head, NULL, error);
}

static gpointer
look_up (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_household_lookup (connection, *(gint64 *) data, error);
}

static gpointer
list_members (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_household_list_members (connection, *(gint64 *) data, error);
}

static gint64
add (Fixture *fixture, Work *work)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, insert, work, NULL, &error);
  g_assert_no_error (error);
  return work->id;
}

static SnHousehold *
get (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  SnHousehold *household = sn_workspace_read (fixture->workspace, look_up, &id, NULL, &error);

  g_assert_no_error (error);
  return household;
}

static void
assert_members (Fixture *fixture, gint64 id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = sn_workspace_read (fixture->workspace, list_members, &id, NULL, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", ((SnPerson *) g_ptr_array_index (members, i))->name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  Work full = {
    .household = {
      .id = 99, .register_number = (char *) "青0001", .town_id = TOWN, .village_id = VILLAGE, .address = (char *) "新风路1号",
    },
  };
  Work empty = { .household = { .register_number = (char *) "" } };
  Work another = { .household = { .register_number = NULL } };
  gint64 id = add (fixture, &full);
  g_autoptr (SnHousehold) household = get (fixture, id);
  g_autoptr (SnHousehold) bare = get (fixture, add (fixture, &empty));

  g_assert_cmpint (id, !=, 99);
  g_assert_cmpint (id >> 40, ==, 7); /* the office's number */
  g_assert_cmpint (household->id, ==, id);
  g_assert_cmpstr (household->register_number, ==, "青0001");
  g_assert_cmpint (household->head_id, ==, 0);
  g_assert_cmpint (household->town_id, ==, TOWN);
  g_assert_cmpint (household->village_id, ==, VILLAGE);
  g_assert_cmpstr (household->address, ==, "新风路1号");
  /* Any number of households without a register number. */
  add (fixture, &another);
  g_assert_cmpstr (bare->register_number, ==, "");
  g_assert_cmpstr (bare->address, ==, "");
  g_assert_cmpint (bare->town_id, ==, 0);
  assert_sql (fixture, "SELECT count(*) FROM household WHERE register_number IS NULL", "2");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  Work work = { .household = { .register_number = (char *) "青0001" } };
  Work headless = { .household = { .register_number = (char *) "青0002", .head_id = 4711 } };
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) dangling = NULL;
  g_autoptr (GError) missing = NULL;
  gint64 id = 4711;

  add (fixture, &work);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, insert, &work, NULL, &taken), ==, 0);
  g_assert_error (taken, SN_ERROR, SN_ERROR_REFUSED);
  /* A head that never comes into the registry. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, insert, &headless, NULL, &dangling), ==, 0);
  g_assert_nonnull (dangling);
  g_assert_null (sn_workspace_read (fixture->workspace, look_up, &id, NULL, &missing));
  g_assert_error (missing, SN_ERROR, SN_ERROR_NOT_FOUND);
  assert_sql (fixture, "SELECT count(*) FROM household", "1");
}

static void
test_head_comes_later (Fixture *fixture, gconstpointer data)
{
  SnPerson head = { .name = (char *) "王一", .document_number = (char *) "310199196001011236" };
  Work work = { .household = { .head_id = G_GINT64_CONSTANT (5620421883751667) }, .head = &head };
  g_autoptr (SnHousehold) household = get (fixture, add (fixture, &work));

  g_assert_cmpint (household->head_id, ==, work.household.head_id);
  assert_members (fixture, work.id, "王一");
  assert_sql (fixture, "SELECT count(*) FROM household", "1");
}

/* The head first, then the eldest; who has no birth date is last. */
static void
test_members (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1990-01-01", TOWN);
  add_person (fixture, 2, 1, "1960-01-01", TOWN);
  add_person (fixture, 3, 1, "", TOWN);
  add_person (fixture, 4, 1, "1950-01-01", TOWN);
  add_person (fixture, 5, 1, "1960-01-01", TOWN);
  add_person (fixture, 6, 2, "1940-01-01", TOWN);
  assert_members (fixture, 1, "人1 人4 人2 人5 人3");
  do_sql (fixture, "UPDATE household SET head_id = 3 WHERE id = 1");
  assert_members (fixture, 1, "人3 人4 人2 人5 人1");
  do_sql (fixture, "UPDATE household SET head_id = NULL WHERE id = 1");
  assert_members (fixture, 1, "人4 人2 人5 人1 人3");
  assert_members (fixture, 2, "人6");
  assert_members (fixture, 4711, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/household/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("insert", test_insert);
  ADD ("refusals", test_refusals);
  ADD ("head-comes-later", test_head_comes_later);
  ADD ("members", test_members);
  return g_test_run ();
}
