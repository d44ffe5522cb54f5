/* test-other-benefit.c: what else the household of a roster's line is to get.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-other-benefit.h"

#define TOWN 310118102

static gpointer
read_others (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_other_benefit_list (connection, data, error);
}

/* "lines amount" of a line; "" where there is nothing else */
static void
assert_other (Fixture *fixture, const char *program_code, gint64 line, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) others = sn_workspace_read (fixture->workspace, read_others, (gpointer) program_code, NULL, &error);
  const SnOtherBenefit *other;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  other = g_hash_table_lookup (others, &line);
  text = other != NULL ? g_strdup_printf ("%u %" G_GINT64_FORMAT, other->lines, other->amount_fen) : g_strdup ("");
  g_assert_cmpstr (text, ==, expected);
}

static void
add_people (Fixture *fixture)
{
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_person (fixture, 2, 1, "1945-01-28", TOWN);
  add_person (fixture, 3, 3, "1945-01-29", TOWN);
}

static void
test_person_and_household (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  add_line (fixture, 12, "04.1", "登记失业困难人员", 2, TOWN, 75000);
  add_line (fixture, 13, "04.1", "登记失业困难人员", 3, TOWN, 75000);
  assert_other (fixture, "04.1", 11, "");
  add_line (fixture, 21, "08.1", "少数民族困难对象", 2, TOWN, 100000);
  add_line (fixture, 22, "06.1", "重点优抚对象", 1, TOWN, 120000);
  assert_other (fixture, "04.1", 11, "2 220000");
  assert_other (fixture, "04.1", 12, "2 220000");
  assert_other (fixture, "04.1", 13, "");
  /* Seen from the other side it is what the first program gives to the household, and the third. */
  assert_other (fixture, "08.1", 21, "3 270000");
}

static void
test_what_is_not_planned (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  add_line (fixture, 21, "08.1", "少数民族困难对象", 1, TOWN, 100000);
  DO (HOLD, .id = 21, .reason = "待核实");
  assert_other (fixture, "04.1", 11, "");
  DO (RELEASE, .id = 21);
  assert_other (fixture, "04.1", 11, "1 100000");
  DO (WITHDRAW, .id = 21, .reason = "误报");
  assert_other (fixture, "04.1", 11, "");
}

static void
test_unknown_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sn_workspace_read (fixture->workspace, read_others, (gpointer) "99.9", NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/other-benefit/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("person-and-household", test_person_and_household);
  ADD ("what-is-not-planned", test_what_is_not_planned);
  ADD ("unknown-program", test_unknown_program);
  return g_test_run ();
}
