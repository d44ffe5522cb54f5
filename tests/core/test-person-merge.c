/* test-person-merge.c: two entries that are one person become one, and the way back leaves the file as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-fixture.h"
#include "merge-fixture.h"

#include "sn-duplicate.h"
#include "sn-household.h"

#define PERIODS(person) \
  "SELECT group_concat (code || ' ' || from_date || ' ' || coalesce (to_date, '') || source, '; ')" \
  " FROM (SELECT c.code, k.from_date, k.to_date, k.source" \
  " FROM person_category k JOIN category c ON c.id = k.category_id WHERE k.person_id = " person " ORDER BY c.code, k.from_date)"

/* All that names 1 names 5 afterwards. */
static void
test_references (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  assert_referred (fixture, 1, TRUE);
  /* 5 alone: the household with others is the one that stays. */
  DO_MERGE (5, 1);
  assert_referred (fixture, 1, FALSE);
  assert_sql (fixture, "SELECT count(*) FROM person WHERE id = 1", "0");
  assert_sql (fixture, "SELECT household_id || relation || phone || former_names FROM person WHERE id = 5", "11户主13800000001旧名、人1");
  assert_sql (fixture, "SELECT h.head_id || h.payee_id || h.register_number || o.merged_into"
                       " FROM household h, household o WHERE h.id = 11 AND o.id = 15",
              "55H1111");
  assert_sql (fixture, "SELECT guardian_id FROM person WHERE id = 2", "5");
  assert_sql (fixture, "SELECT group_concat (household_id) FROM person WHERE id IN (2, 5)", "11,11");
  assert_sql (fixture, "SELECT group_concat (id || ' ' || person_id || payee_name || payee_document || state, ',')"
                       " FROM (SELECT * FROM entitlement ORDER BY id)",
              "101 5人1310118195001010001approved,102 5人1310118195001010001approved");
  assert_sql (fixture, "SELECT group_concat (document_type || document_number, ',')"
                       " FROM (SELECT * FROM other_document WHERE person_id = 5 ORDER BY id)",
              "other310118500101001,resident310118195001010001");
  assert_sql (fixture, "SELECT group_concat (account_number) FROM (SELECT account_number FROM other_account WHERE person_id = 5 ORDER BY 1)",
              "6217000000000000001,6217000000001,6217000000002");
  assert_sql (fixture, "SELECT group_concat (first_id || '-' || second_id) FROM (SELECT * FROM person_apart ORDER BY 1)", "3-5,-4-5");
  assert_sql (fixture, "SELECT group_concat (person_id || source || score) FROM (SELECT * FROM person_score ORDER BY id)", "5残联8650,5民政200");
  assert_sql (fixture, PERIODS ("5"), "disabled 2019-01-01 ; serious-illness 2019-01-01 2019-12-31; serious-illness 2021-01-01 ;"
                                      " subsistence-allowance 2020-01-01 名单");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "person-merge[\"5\",\"1\"]");
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  do_sql (fixture, "UPDATE person SET town_id = 310118103, address = '新址', note = '备注', ethnic_group = '回族' WHERE id = 1;"
                   "UPDATE person SET address = '旧址', birth_date = NULL, bank_name = '农行' WHERE id = 5");
  DO_MERGE (5, 1, "name", "address", "account", "household");
  assert_sql (fixture, "SELECT name || address || ethnic_group || note || town_id || birth_date || former_names FROM person WHERE id = 5",
              "人1新址回族备注3101181021950-01-01旧名、人5");
  assert_sql (fixture, "SELECT name_pinyin = 'ren' AND pinyin_key = X'0001' FROM person WHERE id = 5", "1");
  assert_sql (fixture, "SELECT bank_name || account_number FROM person WHERE id = 5", "上海农商银行6217000000000000001");
  assert_sql (fixture, "SELECT bank_name || account_number FROM other_account WHERE account_number = '6217000000000000005'", "农行6217000000000000005");
}

/* Both in one household as two members: the one that stays takes over what the other was there. */
static void
test_one_household (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  do_sql (fixture, "DELETE FROM person_apart; UPDATE person SET guardian_id = NULL, relation = '子', birth_date = '1950-01-01'"
                   " WHERE id = 2");
  DO_MERGE (2, 1);
  assert_sql (fixture, "SELECT h.head_id || h.payee_id || p.relation FROM household h JOIN person p ON p.household_id = h.id"
                       " WHERE h.id = 11", "22户主");
  assert_sql (fixture, "SELECT group_concat (household_id || person_id) FROM (SELECT * FROM entitlement WHERE household_id IS NOT NULL)", "112");
}

/* A household that the one lived in alone goes along, with what it is due, handed in or not. */
static void
test_household_follows (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 11, "1950-01-01", TOWN);
  add_person (fixture, 2, 12, "1950-01-01", TOWN);
  add_person (fixture, 3, 12, "1960-01-01", TOWN);
  add_line (fixture, 101, FAMILY, 1, TOWN, 120000);
  approve_family (fixture);
  add_line (fixture, 102, "03.2", "低保家庭", 1, TOWN, 60000);
  assert_sql (fixture, "SELECT households FROM reach WHERE grouping = 'all'", "1");
  DO_MERGE (2, 1);
  assert_sql (fixture, "SELECT group_concat (household_id || person_id || state, ',') FROM (SELECT * FROM entitlement ORDER BY id)",
              "122approved,122listed");
  assert_sql (fixture, "SELECT merged_into FROM household WHERE id = 11", "12");
  assert_sql (fixture, "SELECT households FROM reach WHERE grouping = 'all'", "1");
}

/* A household that keeps others keeps what it is due; what is only listed names another of it. */
static void
test_household_stays (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  add_person (fixture, 6, 13, "1970-01-01", TOWN);
  add_person (fixture, 7, 11, "1971-01-01", TOWN);
  add_line (fixture, 103, FAMILY, 7, TOWN, 120000);
  do_sql (fixture, "UPDATE entitlement SET household_id = 11 WHERE id = 103");
  DO_MERGE (6, 7);
  assert_sql (fixture, "SELECT household_id || ' ' || person_id FROM entitlement WHERE id = 103", "11 1");
  assert_sql (fixture, "SELECT household_id FROM person WHERE id = 6", "13");
  /* 3 heads 13, where 6 stays; 1 heads 11, where 2 stays. */
  do_sql (fixture, "DELETE FROM person_apart");
  REFUSE_MERGE (SN_ERROR_REFUSED, "人1 is the head of a household", 3, 1);
  REFUSE_MERGE (SN_ERROR_REFUSED, "人3 is the head of a household", 3, 1, "household");
}

static void
test_figures (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 11, "1950-01-01", TOWN);
  add_person (fixture, 2, 12, "1950-01-01", TOWN);
  add_line (fixture, 101, JOBLESS, 1, TOWN, 75000);
  add_line (fixture, 102, "13.1", "急难帮困", 2, TOWN, 150000);
  assert_sql (fixture, "SELECT persons FROM reach WHERE grouping = 'all'", "2");
  DO_MERGE (1, 2);
  assert_sql (fixture, "SELECT persons FROM reach WHERE grouping = 'all'", "1");
  assert_sql (fixture, "SELECT sum (lines) FROM figure", "2");
}

/* Both stood on one roster, and so did their households: now it shows that one stands twice. */
static void
test_findings (Fixture *fixture, gconstpointer data)
{
  for (int number = 1; number <= 2; number++)
    {
      add_person (fixture, number, 10 + number, "1950-01-01", TOWN);
      add_line (fixture, 100 + number, JOBLESS, number, TOWN, 75000);
      add_line (fixture, 110 + number, FAMILY, number, TOWN, 120000);
    }
  assert_findings (fixture, NULL, "");
  DO_MERGE (1, 2);
  assert_findings (fixture, NULL, "household_twice error 03.1 [111,112]; person_twice error 04.1 [101,102]");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  REFUSE_MERGE (SN_ERROR_INVALID_INPUT, "one entry, not two", 1, 1);
  REFUSE_MERGE (SN_ERROR_NOT_FOUND, "not in the registry", 1, 99);
  REFUSE_MERGE (SN_ERROR_NOT_FOUND, "not in the registry", 99, 1);
  REFUSE_MERGE (SN_ERROR_INVALID_INPUT, "no field “shoes”", 1, 5, "shoes");
  REFUSE_MERGE (SN_ERROR_REFUSED, "经办甲 said that 人3 and 人1 are two people", 3, 1);
  REFUSE_MERGE (SN_ERROR_REFUSED, "one is the guardian of the other", 2, 1);
  do_sql (fixture, "UPDATE person SET birth_date = '1951-01-01', sex = 'female' WHERE id = 1;"
                   "UPDATE person SET document_number = '310118195001010054' WHERE id = 5");
  REFUSE_MERGE (SN_ERROR_REFUSED, "says born on 1950-01-01", 5, 1, "birth_date");
  REFUSE_MERGE (SN_ERROR_REFUSED, "says the other sex", 5, 1, "sex");
}

/* ── Correcting a number ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64      person_id;
  const char *text;
  const char *reason;
  gboolean    was_valid;
  gint64      new_id;
} NumberOrder;

static gboolean
change_number (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  NumberOrder *order = data;

  return sn_person_change_document (transaction, order->person_id, order->text, NULL, order->reason, order->was_valid, &order->new_id, error);
}

#define DO_NUMBER(...) \
  G_STMT_START \
    { \
      g_autoptr (GError) number_error = NULL; \
      NumberOrder number_order = { __VA_ARGS__ }; \
      do_and_take_back (fixture->workspace, change_number, &number_order); \
      sn_workspace_write (fixture->workspace, change_number, &number_order, NULL, &number_error); \
      g_assert_no_error (number_error); \
      assert_verified (fixture->workspace); \
    } \
  G_STMT_END

#define REFUSE_NUMBER(code, words, ...) refuse_write (fixture, change_number, &(NumberOrder){ __VA_ARGS__ }, code, words)

/* (transfer full): the row of a person in words, every column but those that follow from the number */
static gpointer
picture_person (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (sn_connection_get_handle (connection), data, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      static const char *const following[] = { "id", "document_type", "document_number", "birth_date", "sex", "pinyin_key", "stroke_key",
                                               "name_pinyin", "document_reason", NULL };

      if (g_strv_contains (following, sqlite3_column_name (row, i)))
        continue;
      /* A column that nobody fills would hide that it is lost. */
      g_assert_nonnull (sqlite3_column_text (row, i));
      g_assert_cmpstr ((const char *) sqlite3_column_text (row, i), !=, "");
      g_string_append_printf (text, "%s=%s\n", sqlite3_column_name (row, i), (const char *) sqlite3_column_text (row, i));
    }
  sqlite3_finalize (row);
  return g_string_free (text, FALSE);
}

static void
test_number (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_entangled (fixture);
  do_sql (fixture, "UPDATE person SET village_id = (SELECT min (id) FROM division WHERE level = 'village'), address = 'a', account_holder = 'b',"
                   " note = 'c', died_on = '2025-01-01', moved_on = '2024-12-01', former_names = 'd', ethnic_group = 'e', registered_address = 'f',"
                   " disability_certificate = 'g', disability_kind = 3, disability_level = 2, account_relation = 'h', guardian_id = 3,"
                   " guardian_name = 'i', guardian_relation = 'j', guardian_phone = 'k' WHERE id = 1");
  before = sn_workspace_read (fixture->workspace, picture_person, (gpointer) "SELECT * FROM person WHERE id = 1", NULL, NULL);
  DO_NUMBER (1, "310118195003030075");
  assert_referred (fixture, 1, FALSE);
  after = sn_workspace_read (fixture->workspace, picture_person, (gpointer) "SELECT * FROM person WHERE name = '人1'", NULL, NULL);
  g_assert_cmpstr (after, ==, before);
  assert_sql (fixture, "SELECT birth_date || sex || document_number || document_type FROM person WHERE name = '人1'",
              "1950-03-03male310118195003030075resident");
  /* The wrong number may be somebody else's: nobody is found by it. What was handed in stands as it was. */
  assert_sql (fixture, "SELECT count(*) FROM other_document WHERE document_number = '310118195001010001'", "0");
  assert_sql (fixture, "SELECT count(*) FROM entitlement e JOIN person p ON p.id = e.person_id WHERE e.payee_document = '310118195001010001'"
                       " AND p.name = '人1'", "2");
}

static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  do_sql (fixture, "UPDATE person SET document_type = 'passport', document_number = 'E12345678' WHERE id = -4");
  REFUSE_NUMBER (SN_ERROR_INVALID_INPUT, "not that of a valid document", 1, "310118195003030075", NULL, TRUE);
  DO_NUMBER (-4, "E87654321", NULL, TRUE);
  assert_sql (fixture, "SELECT d.document_type || d.document_number || p.document_number FROM other_document d JOIN person p ON p.id = d.person_id"
                       " WHERE p.name = '人4'", "passportE12345678E87654321");
}

static void
test_number_refusals (Fixture *fixture, gconstpointer data)
{
  make_entangled (fixture);
  do_sql (fixture, "UPDATE person SET document_number = '310118195003030075' WHERE id = 5;"
                   "INSERT INTO other_document (id, person_id, document_type, document_number) VALUES (9, 3, 'passport', 'E12345678')");
  REFUSE_NUMBER (SN_ERROR_NOT_FOUND, "not in the registry", 99, "310118195003030075");
  REFUSE_NUMBER (SN_ERROR_REFUSED, "as that of 人5", 1, "310118195003030075");
  REFUSE_NUMBER (SN_ERROR_REFUSED, "as that of 人3", 1, "E12345678");
  REFUSE_NUMBER (SN_ERROR_INVALID_INPUT, "", 1, "12345");
  REFUSE_NUMBER (SN_ERROR_INVALID_INPUT, "give a reason", 1, "310118195003030074");
  DO_NUMBER (1, "３１０１１８ 195003030074", "身份证原件如此");
  assert_sql (fixture, "SELECT document_number || document_reason FROM person WHERE name = '人1'", "310118195003030074身份证原件如此");
}

/* Lines and payments in every state there is: each goes over, and comes back. Then all of them are one person's. */
static void
test_every_state (void)
{
  Ground ground = { 0 };
  Fixture *fixture = &ground.base;

  set_up_ground (&ground);
  add_person (fixture, 30, 30, "1940-01-01", TOWN);
  do_sql (fixture, "UPDATE person SET birth_date = NULL WHERE id = 30");
  for (int number = LISTED; number <= NEXT_YEAR; number++)
    {
      NumberOrder order = { number, "310118194003030072", "原件如此" };

      do_and_take_back (fixture->workspace, change_number, &order);
      DO_MERGE (30, number);
    }
  assert_sql (fixture, "SELECT count(*) || count(DISTINCT payee_document) FROM entitlement"
                       " WHERE person_id = 30 AND payee_document IS NOT NULL", "1515");
  assert_sql (fixture, "SELECT count(*) FROM entitlement WHERE person_id <> 30", "0");
  assert_sql (fixture, "SELECT persons FROM reach WHERE grouping = 'all' AND campaign_id = 2025", "1");
  tear_down (fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/person-merge/" name, Fixture, NULL, set_up_households, function, tear_down)
  ADD ("references", test_references);
  ADD ("choices", test_choices);
  ADD ("one-household", test_one_household);
  ADD ("household-follows", test_household_follows);
  ADD ("household-stays", test_household_stays);
  ADD ("figures", test_figures);
  ADD ("findings", test_findings);
  ADD ("refusals", test_refusals);
  g_test_add_func ("/person-merge/every-state", test_every_state);
  ADD ("number", test_number);
  ADD ("renewed", test_renewed);
  ADD ("number-refusals", test_number_refusals);
  return g_test_run ();
}
