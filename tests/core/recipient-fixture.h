/* recipient-fixture.h: five people of whom something holds, and ways to ask for them. For the tests of questions about recipients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "registry-fixture.h"

#include "sn-recipient-query.h"

static Newcomer five_people[] = {
  { "赵六", "310118196001010019", "13900000001" }, { "曾明", "310118201501010013", "" }, { "王伟", "310118194501100011", "" },
  { "李四", "310118194501110019", "" },           { "丁一", "310118194002290014", "" },
};

/* 曾明 lives with 王伟, who heads the household. On 10 January 2025 王伟 is 80 years old, 李四 a day short of it, 丁一 84; of 赵六 nobody
 * knows. Towns: 徐泾 for the household, 朱家角 for 李四, none for the others. 低保: 丁一 and, until yesterday, 李四. */
static const char five_people_sql[] =
  "UPDATE person SET birth_date = '1945-01-10', town_id = 310118106,"
  "       village_id = (SELECT min (id) FROM division WHERE parent_id = 310118106), address = '明珠路12号' WHERE name = '王伟';"
  "UPDATE person SET birth_date = '2015-01-01', town_id = 310118106,"
  "       village_id = (SELECT max (id) FROM division WHERE parent_id = 310118106),"
  "       household_id = (SELECT household_id FROM person WHERE name = '王伟') WHERE name = '曾明';"
  "UPDATE person SET birth_date = '1945-01-11', town_id = 310118102, registered_address = '徐泾老街5号',"
  "       account_number = '6222021001122334455' WHERE name = '李四';"
  "UPDATE person SET birth_date = '1940-02-29', former_names = '丁小花、单雪', account_number = '620000123456' WHERE name = '丁一';"
  "UPDATE person SET birth_date = NULL, account_number = 'NRA-7788' WHERE name = '赵六';"
  "INSERT INTO person_category (id, person_id, category_id, from_date, to_date)"
  " SELECT 900 + p.id % 7, p.id, (SELECT min (id) FROM category), '2020-01-01', iif (p.name = '李四', '2025-01-09', NULL)"
  "   FROM person p WHERE p.name IN ('丁一', '李四');"
  "INSERT INTO officer (id, name, known_at) VALUES (4000000000000000, '审', '2025-01-01T00:00:00Z');";

#define LINE(id, code, unit, person, household, amount)                                                                             \
  "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, listed_by)"                \
  " SELECT " #id ", g.id, r.id, '" unit "', p.id, " household ", p.town_id, " #amount ", (SELECT min (id) FROM officer)"            \
  "   FROM program g JOIN benefit_rate r ON r.program_id = g.id AND r.unit = '" unit "' AND r.form = 'cash' JOIN person p ON p.name = '" \
  person "' WHERE g.code = '" code "' ORDER BY r.position LIMIT 1;"
#define SUBMIT(id) \
  "UPDATE entitlement SET state = 'submitted', submitted_by = (SELECT min (id) FROM officer), payee_name = 'x' WHERE id = " #id ";"

/* 李四: 04.1, whose payment failed. 丁一: 04.1, submitted, and 06.1, held. 王伟: 04.1, withdrawn, and 03.1 for the household, listed.
 * 曾明: 06.1, listed. 赵六: nothing. */
static const char lines_sql[] =
  LINE (1, "04.1", "person", "李四", "NULL", 75000) LINE (2, "04.1", "person", "丁一", "NULL", 30000)
  LINE (3, "03.1", "household", "王伟", "p.household_id", 120000) LINE (4, "04.1", "person", "王伟", "NULL", 75000)
  LINE (5, "06.1", "person", "丁一", "NULL", 99900) LINE (6, "06.1", "person", "曾明", "NULL", 75000)
  "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 4; UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 5;"
  SUBMIT (1) SUBMIT (2)
  "UPDATE entitlement SET state = 'approved', approved_by = 4000000000000000 WHERE id = 1;"
  "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
  " SELECT 1, program_id, 1, 'bank', (SELECT min (id) FROM officer), '2025-01-10T00:00:00Z' FROM entitlement WHERE id = 1;"
  "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document) VALUES (1, 1, 1, 1, 75000, 'x', 'x');"
  "UPDATE payment_batch SET state = 'approved', approved_by = 4000000000000000, approved_at = 'x' WHERE id = 1;"
  "UPDATE payment_batch SET state = 'issued', issued_by = 4000000000000000, issued_at = 'x' WHERE id = 1;"
  "UPDATE payment SET state = 'issued' WHERE id = 1;"
  "UPDATE payment SET state = 'failed', failure_reason = '户名不符' WHERE id = 1;";

static inline void
add_five_people (Fixture *fixture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (five_people); i++)
    do_write (fixture, insert_newcomer, &five_people[i]);
  do_sql (fixture, five_people_sql);
}

static inline gpointer
find_by_query (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_query_find (data, connection, NULL, cancellable, error);
}

/* Who is found, in order. */
static inline void
assert_finds (Fixture *fixture, const SnRecipientQuery *query, const char *expected)
{
  g_autoptr (GArray) ids = do_read (fixture, find_by_query, (gpointer) query);
  g_autofree char *names = do_read (fixture, join_names, ids);

  g_assert_cmpstr (names, ==, expected);
}
