/* test-household-change.c: households come together, part and change who stands for them; what they are due stays with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "household-fixture.h"

#define MEMBERS(household) \
  "SELECT group_concat (id || relation) FROM (SELECT id, relation FROM person WHERE household_id = " household " ORDER BY id)"

#define NAMED "SELECT group_concat (person_id) FROM (SELECT person_id FROM entitlement ORDER BY id)"

/* 1 and 2 live in 11, 1 is its head; 3 alone in 12. */
static void
make_people (Fixture *fixture)
{
  add_person (fixture, 1, 11, "1950-01-01", TOWN);
  add_person (fixture, 2, 11, "1955-01-01", TOWN);
  add_person (fixture, 3, 12, "1980-01-01", TOWN);
  do_sql (fixture, "UPDATE person SET relation = '户主' WHERE id <> 2; UPDATE person SET relation = '配偶' WHERE id = 2;"
                   "UPDATE household SET register_number = 'H' || id, certificate_number = 'C' || id, address = '路' || id");
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  const gint64 chosen[] = { 2, 3, 0 };
  gint64 made;
  g_autofree char *members = NULL;

  make_people (fixture);
  add_line (fixture, 101, FAMILY, 3, TOWN, 120000);
  made = DO_HOUSEHOLD (HOUSEHOLD_CREATE, .person_ids = chosen, .person_id = 2, .relation = "之子", .related_id = 3,
                       .edit = { .kind = "collective", .certificate_kind = "低保证" });
  /* 12 has nobody left: what it was due, and its number, go along. */
  assert_sql (fixture, "SELECT group_concat (id || relation, ',') FROM person WHERE household_id = (SELECT max (id) FROM household)", "2户主,3之子");
  assert_sql (fixture, "SELECT h.merged_into = n.id AND n.register_number = 'H12' AND n.certificate_kind = '低保证' AND n.kind = 'collective'"
                       "   AND h.head_id IS NULL AND h.register_number IS NULL"
                       " FROM household h, household n WHERE h.id = 12 AND n.id = (SELECT max (id) FROM household)", "1");
  members = g_strdup_printf ("%" G_GINT64_FORMAT, made);
  assert_sql (fixture, "SELECT household_id FROM entitlement WHERE id = 101", members);
  assert_sql (fixture, MEMBERS ("11"), "1户主");
  assert_sql (fixture, "SELECT action || json_extract (arguments, '$[1]') FROM change ORDER BY id DESC LIMIT 1", "household-create2");
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "Nobody is chosen", HOUSEHOLD_CREATE, .person_id = 1);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "The head must be one of", HOUSEHOLD_CREATE, .person_ids = chosen, .person_id = 1);
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "head of a household in which others stay", HOUSEHOLD_CREATE, .person_ids = (const gint64[]){ 2, 0 },
                    .person_id = 2);
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "Another household has the register number", HOUSEHOLD_CREATE, .person_ids = (const gint64[]){ 3, 0 },
                    .person_id = 3, .edit = { .register_number = "H11" });
}

static void
test_split (Fixture *fixture, gconstpointer data)
{
  const gint64 head[] = { 1, 0 }, both[] = { 1, 2, 0 }, stranger[] = { 3, 0 };

  make_people (fixture);
  add_line (fixture, 101, FAMILY, 1, TOWN, 120000);
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "人1 is the head", HOUSEHOLD_SPLIT, 11, .person_ids = head);
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "All members would leave", HOUSEHOLD_SPLIT, 11, .person_ids = both);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "人3 does not belong", HOUSEHOLD_SPLIT, 11, .person_ids = stranger);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "人3 does not belong", HOUSEHOLD_SPLIT, 11, .person_ids = head, .old_head_id = 3);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "must be one of those who leave", HOUSEHOLD_SPLIT, 11, .person_ids = head, .person_id = 2);
  REFUSE_HOUSEHOLD (SN_ERROR_NOT_FOUND, "household is not in the registry", HOUSEHOLD_SPLIT, 99, .person_ids = head);
  DO_HOUSEHOLD (HOUSEHOLD_SPLIT, 11, .person_ids = head, .old_head_id = 2);
  assert_sql (fixture, MEMBERS ("11"), "2户主");
  assert_sql (fixture, "SELECT register_number || head_id || certificate_number FROM household WHERE id = 11", "H112C11");
  /* The benefit stays, and names who is head now: 1 is no longer of the household. */
  assert_sql (fixture, "SELECT household_id || ' ' || person_id FROM entitlement WHERE id = 101", "11 2");
  assert_sql (fixture, "SELECT h.head_id || h.address || coalesce (h.register_number, '-') || p.relation FROM person p"
                       " JOIN household h ON h.id = p.household_id WHERE p.id = 1", "1路11-户主");
}

/* What was submitted keeps whom it names. */
static void
test_split_after_approval (Fixture *fixture, gconstpointer data)
{
  make_people (fixture);
  add_line (fixture, 101, FAMILY, 1, TOWN, 120000);
  approve_family (fixture);
  DO_HOUSEHOLD (HOUSEHOLD_SPLIT, 11, .person_ids = (const gint64[]){ 1, 0 }, .old_head_id = 2);
  assert_sql (fixture, "SELECT household_id || ' ' || person_id || payee_name || state FROM entitlement WHERE id = 101", "11 1人1approved");
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  make_people (fixture);
  add_line (fixture, 101, FAMILY, 1, TOWN, 120000);
  add_line (fixture, 102, FAMILY, 3, TOWN, 120000);
  approve_family (fixture);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "one household already", HOUSEHOLD_MERGE, 11, .other_id = 11);
  DO_HOUSEHOLD (HOUSEHOLD_MERGE, 12, .other_id = 11, .relation = "父亲", .related_id = 1);
  assert_sql (fixture, MEMBERS ("12"), "1父亲,2,3户主");
  assert_sql (fixture, "SELECT merged_into || register_number || coalesce (head_id, '-') FROM household WHERE id = 11", "12H11-");
  assert_sql (fixture, "SELECT group_concat (household_id || state) FROM entitlement", "12approved,12approved");
  assert_sql (fixture, "SELECT households FROM reach WHERE grouping = 'all'", "1");
  /* Merged on: what was merged before comes along, and its number still leads to the household. */
  add_person (fixture, 4, 13, "1940-01-01", TOWN);
  DO_HOUSEHOLD (HOUSEHOLD_MERGE, 13, .other_id = 11);
  assert_sql (fixture, "SELECT group_concat (id || '>' || merged_into) FROM household WHERE merged_into IS NOT NULL", "11>13,12>13");
  assert_sql (fixture, "SELECT register_number FROM household WHERE id = 13", "H12");
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "one household already", HOUSEHOLD_MERGE, 11, .other_id = 12);
  /* The number of one that was merged into it may be taken. */
  DO_HOUSEHOLD (HOUSEHOLD_EDIT, 12, .edit = { .register_number = "H11" });
  assert_sql (fixture, "SELECT id FROM household WHERE register_number = 'H11'", "13");
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  make_people (fixture);
  add_line (fixture, 101, FAMILY, 3, TOWN, 120000);
  DO_HOUSEHOLD (HOUSEHOLD_MOVE, 12, .person_id = 2, .relation = "母亲");
  assert_sql (fixture, MEMBERS ("12"), "2母亲,3户主");
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "belongs to this household already", HOUSEHOLD_MOVE, 12, .person_id = 2);
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "人3 is the head", HOUSEHOLD_MOVE, 11, .person_id = 3);
  REFUSE_HOUSEHOLD (SN_ERROR_NOT_FOUND, "person is not in the registry", HOUSEHOLD_MOVE, 11, .person_id = 99);
  DO_HOUSEHOLD (HOUSEHOLD_MOVE, 11, .person_id = 3, .old_head_id = 2);
  assert_sql (fixture, "SELECT household_id || ' ' || person_id FROM entitlement WHERE id = 101", "12 2");
  /* The last one: the household is merged, and what it is due goes along. */
  DO_HOUSEHOLD (HOUSEHOLD_MOVE, 11, .person_id = 2);
  assert_sql (fixture, "SELECT merged_into FROM household WHERE id = 12", "11");
  /* 2, the payee there, is not the payee here. */
  assert_sql (fixture, "SELECT household_id || ' ' || person_id FROM entitlement WHERE id = 101", "11 1");
}

static void
test_head_and_payee (Fixture *fixture, gconstpointer data)
{
  make_people (fixture);
  add_line (fixture, 101, FAMILY, 1, TOWN, 120000);
  add_line (fixture, 102, FAMILY, 1, TOWN, 120000);
  do_sql (fixture, "INSERT INTO source_file (id, kind, name, sha256, rows, imported_at) VALUES (7, 'roster', 'x', 'x', 1, 'x');"
                   "UPDATE entitlement SET source_file_id = 7, source_row = 1 WHERE id = 102");
  DO_HOUSEHOLD (HOUSEHOLD_HEAD, 11, .person_id = 2, .relation = "丈夫", .related_id = 1);
  assert_sql (fixture, MEMBERS ("11"), "1丈夫,2户主");
  /* A roster named whom the office wrote; what the program listed follows. */
  assert_sql (fixture, NAMED, "2,1");
  DO_HOUSEHOLD (HOUSEHOLD_PAYEE, 11, .person_id = 1);
  assert_sql (fixture, NAMED, "1,1");
  DO_HOUSEHOLD (HOUSEHOLD_PAYEE, 11, .person_id = 0);
  assert_sql (fixture, NAMED, "2,1");
  DO_HOUSEHOLD (HOUSEHOLD_PAYEE, 11, .person_id = 2);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "人3 does not belong", HOUSEHOLD_PAYEE, 11, .person_id = 3);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "人3 does not belong", HOUSEHOLD_HEAD, 11, .person_id = 3);
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 1");
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "人1 died on 2025-01-02", HOUSEHOLD_HEAD, 11, .person_id = 1);
  /* The payee leaves: the head takes it again. */
  do_sql (fixture, "UPDATE person SET died_on = NULL WHERE id = 1");
  DO_HOUSEHOLD (HOUSEHOLD_MOVE, 12, .person_id = 2, .old_head_id = 1);
  assert_sql (fixture, "SELECT payee_id IS NULL AND head_id = 1 FROM household WHERE id = 11", "1");
  assert_sql (fixture, NAMED, "1,1");
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HouseholdOrder same = { HOUSEHOLD_EDIT, 11, .edit = { .register_number = "新1" } };

  make_people (fixture);
  DO_HOUSEHOLD (HOUSEHOLD_EDIT, 11, .edit = { .kind = "institution", .register_number = " 新1 ", .certificate_kind = "低保证", .address = "",
                                              .town_id = 310118103 });
  assert_sql (fixture, "SELECT kind || register_number || certificate_kind || certificate_number || address || town_id || coalesce (village_id, '-')"
                       " FROM household WHERE id = 11", "institution新1低保证C11310118103-");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, change_household, &same, NULL, &error), ==, SN_WORKSPACE_UNCHANGED);
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "not “clan”", HOUSEHOLD_EDIT, 11, .edit = { .kind = "clan" });
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "no town", HOUSEHOLD_EDIT, 11, .edit = { .town_id = 5 });
  REFUSE_HOUSEHOLD (SN_ERROR_INVALID_INPUT, "This village does not belong", HOUSEHOLD_EDIT, 11, .edit = { .village_id = 5 });
  REFUSE_HOUSEHOLD (SN_ERROR_REFUSED, "Another household has the register number", HOUSEHOLD_EDIT, 11, .edit = { .register_number = "H12" });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/household-change/" name, Fixture, NULL, set_up_households, function, tear_down)
  ADD ("create", test_create);
  ADD ("split", test_split);
  ADD ("split-after-approval", test_split_after_approval);
  ADD ("merge", test_merge);
  ADD ("move", test_move);
  ADD ("head-and-payee", test_head_and_payee);
  ADD ("edit", test_edit);
  return g_test_run ();
}
