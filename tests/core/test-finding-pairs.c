/* test-finding-pairs.c: where programs meet, as the notice has it and as an office sets it; and where they must not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-fixture.h"

#include "pair-rule-fixture.h"

#define TOWN 310118102
#define ORPHANS "特困供养人员、孤儿、困境儿童"
#define PACESETTER "老三八红旗手"
#define CORPS "新疆兵团返沪困难人员"
#define GIFT_80 "新春大礼包（80周岁及以上）"
#define GIFT_60 "低龄特殊困难老人（60周岁及以上）"

/* Households 1 (persons 1, 2), 3 and 4; all old enough for anything. */
static void
add_people (Fixture *fixture)
{
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_person (fixture, 2, 1, "1941-01-01", TOWN);
  add_person (fixture, 3, 3, "1942-01-01", TOWN);
  add_person (fixture, 4, 4, "1943-01-01", TOWN);
}

/* A line whose amount fits the rate. */
static void
list (Fixture *fixture, int id, const char *program, const char *label, int person)
{
  g_autofree char *sql = NULL;

  add_line (fixture, id, program, label, person, TOWN, 0);
  sql = g_strdup_printf ("UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = coalesce ((SELECT min_fen FROM benefit_rate r WHERE r.id = rate_id), 50000)"
                         " WHERE id = %d", id);
  do_sql (fixture, sql);
}

static void
set (Fixture *fixture, Setting setting)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, set_rule, &setting, NULL, &error);
  g_assert_no_error (error);
}

/* Every meeting of the notice, in a line for itself, and beside each what must not be taken for one. */
static const struct
{
  const char *program, *label;
  const char *other_program, *other_label;
  int         other_person; /* the first is person 1; 2 lives with 1, 3 does not */
  gboolean    meets;
} notice[] = {
  { "03.6", "急难帮困", "13.1", "急难帮困", 1, TRUE },
  { "03.6", "急难帮困", "13.1", "急难帮困", 2, FALSE }, /* each is a person's own */
  { "03.6", "急难帮困", "13.1", "新春大礼包", 1, FALSE },
  { "03.6", GIFT_80, "13.1", "新春大礼包", 1, TRUE },
  { "03.6", GIFT_60, "13.1", "新春大礼包", 1, FALSE }, /* not the parcel */
  { "03.6", GIFT_80, "13.1", "急难帮困", 1, FALSE },
  { "03.3", PACESETTER, "10.3", PACESETTER, 1, TRUE },
  { "03.3", PACESETTER, "10.3", PACESETTER, 2, TRUE }, /* the household's, and what one of it gets */
  { "03.3", PACESETTER, "10.3", PACESETTER, 3, FALSE },
  { "03.3", "农村小乡干部", "10.3", PACESETTER, 1, FALSE },
  { "03.1", ORPHANS, "10.4", "散居孤儿", 1, TRUE },
  { "03.1", ORPHANS, "10.5", "监护缺失儿童", 1, TRUE },
  { "03.2", ORPHANS, "10.4", "散居孤儿", 1, TRUE },
  { "03.2", ORPHANS, "10.5", "监护缺失儿童", 1, TRUE },
  { "03.1", ORPHANS, "10.4", "散居孤儿", 2, FALSE },
  { "03.1", "低保家庭", "10.4", "散居孤儿", 1, FALSE },
  { "03.1", ORPHANS, "03.2", ORPHANS, 1, FALSE }, /* belong together by the notice */
  { "03.1", "低保家庭", "03.2", "低保家庭", 2, FALSE },
  { "10.4", "散居孤儿", "10.5", "监护缺失儿童", 1, TRUE },
  { "03.3", CORPS, "13.2", "新疆兵团回沪大病知青", 1, TRUE },
  { "03.3", "支援外地建设退休回沪人员", "13.2", "新疆兵团回沪大病知青", 1, FALSE },
  { "03.4", "政策外困难家庭", "04.1", "登记失业困难人员", 1, TRUE },
  { "03.4", "政策外困难家庭", "04.1", "登记失业困难人员", 2, TRUE },
  { "03.4", "政策外困难家庭", "14.1", "助学、助老、助医、助幼、助困", 2, TRUE },
  { "03.4", "政策外困难家庭", "04.1", "登记失业困难人员", 3, FALSE },
  { "04.1", "登记失业困难人员", "11.1", "困难残疾人家庭", 1, FALSE }, /* no rule: allowed */
};

static void
test_notice (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (notice); i++)
    {
      int id = (int) i * 2 + 1;
      g_autofree char *expected =
        notice[i].meets ? g_strdup_printf ("programs_meet warning %s×%s [%d,%d]", notice[i].program, notice[i].other_program, id, id + 1)
                        : g_strdup ("");

      list (fixture, id, notice[i].program, notice[i].label, 1);
      list (fixture, id + 1, notice[i].other_program, notice[i].other_label, notice[i].other_person);
      assert_findings (fixture, NULL, expected);
      do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE state = 'listed'");
    }
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  list (fixture, 1, "13.1", "急难帮困", 1);
  list (fixture, 2, "03.6", "急难帮困", 1);
  assert_first_message (fixture, NULL,
                        "The same person stands in “03.6 低龄、高龄困难老人节日补助” and in “13.1 困难老人帮扶”."
                        " (两处都有急难帮困：同一件事可能由民政局、老年基金会各帮一次) Look whether both are meant; take one out if not.");
  set (fixture, (Setting){ "03.6", "13.1", "急难帮困", "急难帮困", SN_PAIR_FORBID, "" });
  assert_first_message (fixture, NULL,
                        "The same person stands in “03.6 低龄、高龄困难老人节日补助” and in “13.1 困难老人帮扶”."
                        " The office's rules forbid both together: take one out, or allow it with a reason.");
  list (fixture, 3, "03.4", "政策外困难家庭", 2);
  assert_findings (fixture, "03.4", "programs_meet warning 03.4×13.1 [1,3]; programs_meet warning 03.4×03.6 [2,3]");
  assert_first_message (fixture, "03.4",
                        "The same household stands in “03.4 临时补助” and in “13.1 困难老人帮扶”."
                        " (临时补助只给政策覆盖不到的家庭，这一家在别的项目已有名单) Look whether both are meant; take one out if not.");
}

/* One subject in the same two programs is one finding, with all lines that meet and with no other. */
static void
test_one_finding (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  list (fixture, 1, "03.6", "急难帮困", 1);
  list (fixture, 2, "03.6", GIFT_80, 1);
  list (fixture, 3, "13.1", "急难帮困", 1);
  list (fixture, 4, "13.1", "新春大礼包", 1);
  assert_findings (fixture, "13.1", "programs_meet warning 03.6×13.1 [1,2,3,4]; person_twice warning 13.1 [3,4]");
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x'");

  /* Three of one household: the two orphans' lines, and the household's. */
  list (fixture, 11, "10.4", "散居孤儿", 1);
  list (fixture, 12, "10.4", "散居孤儿", 2);
  list (fixture, 13, "03.4", "政策外困难家庭", 1);
  list (fixture, 14, "10.4", "散居孤儿", 3);
  assert_findings (fixture, NULL, "programs_meet warning 03.4×10.4 [11,12,13]");
  /* Three programs are three pairs. */
  list (fixture, 15, "10.5", "监护缺失儿童", 1);
  assert_findings (fixture, NULL, "programs_meet warning 03.4×10.4 [11,12,13]; programs_meet warning 03.4×10.5 [13,15];"
                                  " programs_meet warning 10.4×10.5 [11,15]");
}

/* Both rates before one rate before the programs; to allow two rates takes them out of a stricter rule. */
static void
test_most_specific (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  list (fixture, 1, "03.6", "急难帮困", 1);
  list (fixture, 2, "13.1", "急难帮困", 1);
  list (fixture, 3, "03.6", GIFT_60, 3);
  list (fixture, 4, "13.1", "急难帮困", 3);
  assert_findings (fixture, NULL, "programs_meet warning 03.6×13.1 [1,2]");
  set (fixture, (Setting){ "03.6", "13.1", NULL, NULL, SN_PAIR_FORBID, NULL });
  assert_findings (fixture, NULL, "programs_meet error 03.6×13.1 [3,4]; programs_meet warning 03.6×13.1 [1,2]");
  set (fixture, (Setting){ "13.1", "03.6", NULL, GIFT_60, SN_PAIR_ALLOW, NULL });
  assert_findings (fixture, NULL, "programs_meet warning 03.6×13.1 [1,2]");
  set (fixture, (Setting){ "03.6", "13.1", "急难帮困", "急难帮困", SN_PAIR_ALLOW, NULL });
  assert_findings (fixture, NULL, "");
  set (fixture, (Setting){ "03.6", "13.1", GIFT_60, "急难帮困", SN_PAIR_WARN, NULL });
  assert_findings (fixture, NULL, "programs_meet warning 03.6×13.1 [3,4]");
  /* Of two rules that say as much the stricter holds. */
  set (fixture, (Setting){ "03.6", "13.1", GIFT_60, "急难帮困", SN_PAIR_ALLOW, NULL });
  do_sql (fixture, "DELETE FROM pair_rule WHERE policy = 'allow' AND second_rate_id IS NOT NULL AND first_rate_id % 100 = 3");
  set (fixture, (Setting){ "03.6", "13.1", NULL, "急难帮困", SN_PAIR_FORBID, NULL });
  assert_findings (fixture, NULL, "programs_meet error 03.6×13.1 [3,4]");
}

/* A person who came to live with others: what the former household gets is this person's all the same. */
static void
test_moved_in (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  list (fixture, 1, "03.4", "政策外困难家庭", 3);
  list (fixture, 2, "04.1", "登记失业困难人员", 3);
  list (fixture, 3, "11.1", "困难残疾人家庭", 1);
  do_sql (fixture, "UPDATE person SET household_id = 1 WHERE id = 3");
  assert_findings (fixture, NULL, "programs_meet warning 03.4×04.1 [1,2]");
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  gint64 id;

  add_people (fixture);
  list (fixture, 1, "03.6", "急难帮困", 1);
  list (fixture, 2, "13.1", "急难帮困", 1);
  list (fixture, 3, "10.4", "散居孤儿", 3);
  id = get_first_id (fixture, NULL);
  /* Whoever looks at either program sees it, and sees what was decided. */
  g_assert_cmpint (get_first_id (fixture, "03.6"), ==, id);
  g_assert_cmpint (get_first_id (fixture, "13.1"), ==, id);
  assert_findings (fixture, "10.4", "");
  DO (DECIDE, .id = id, .decision = "allow", .reason = "两件不同的事");
  assert_findings (fixture, "03.6", "programs_meet warning 03.6×13.1 [1,2] allow");
  assert_findings (fixture, "13.1", "programs_meet warning 03.6×13.1 [1,2] allow");
  assert_findings (fixture, "10.4", "");
  /* Another policy makes it another doubt; with the old one the old word holds again. A note is no policy. */
  set (fixture, (Setting){ "03.6", "13.1", "急难帮困", "急难帮困", SN_PAIR_FORBID, NULL });
  assert_findings (fixture, "13.1", "programs_meet error 03.6×13.1 [1,2]; programs_meet error 03.6×13.1 [1,2] allow");
  REFUSE (SN_ERROR_REFUSED, "1 finding in 13.1", SUBMIT, "13.1");
  REFUSE (SN_ERROR_REFUSED, "1 finding in 03.6", SUBMIT, "03.6", TOWN);
  set (fixture, (Setting){ "03.6", "13.1", "急难帮困", "急难帮困", SN_PAIR_WARN, "另一种说法" });
  assert_findings (fixture, "13.1", "programs_meet warning 03.6×13.1 [1,2] allow");
  DO (SUBMIT, "13.1");
  DO (SUBMIT, "10.4");
}

/* Where programs meet, one of the two stays with all its lines: that of the line which was listed first. */
static void
test_withdraw (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  list (fixture, 1, "10.4", "散居孤儿", 1);
  list (fixture, 2, "03.4", "政策外困难家庭", 1);
  list (fixture, 3, "10.4", "散居孤儿", 2);
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "withdraw", .reason = "已有帮困");
  assert_sql (fixture, "SELECT group_concat (id || state) FROM (SELECT * FROM entitlement ORDER BY id)", "1listed,2withdrawn,3listed");
  assert_findings (fixture, "03.4", "programs_meet warning 03.4×10.4 [1,2,3] withdraw");
}

/* The rules are a campaign's own, and so are the lines. */
static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id;

  return sn_campaign_copy (transaction, 2025, "2026年元旦春节帮困送温暖", "2026-02-17", &id, error);
}

static void
test_campaigns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_people (fixture);
  list (fixture, 1, "13.1", "急难帮困", 1);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, copy_campaign, NULL, NULL, &error), >, 0);
  do_sql (fixture, "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
                   " SELECT 2, program_id + 10000, rate_id + 1000000, unit, person_id, town_id, amount_fen, listed_by"
                   " FROM entitlement WHERE id = 1;"
                   "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
                   " SELECT 3, r.program_id, r.id, r.unit, 1, 310118102, 150000, (SELECT min (id) FROM officer)"
                   "   FROM benefit_rate r WHERE r.program_id = 20260306 AND r.label = '急难帮困'");
  assert_findings (fixture, NULL, "programs_meet warning 03.6×13.1 [2,3]");
  sn_workspace_set_campaign (fixture->workspace, 2025);
  assert_findings (fixture, NULL, "");
}

/* What a person meets is no meeting of the household of the same number. */
static void
test_same_number (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_person (fixture, 5, 2, "1944-01-01", TOWN);
  set (fixture, (Setting){ "03.1", "04.1", NULL, NULL, SN_PAIR_WARN, "" });
  list (fixture, 11, "03.1", "低保家庭", 5);
  list (fixture, 12, "04.1", "登记失业困难人员", 5);
  list (fixture, 13, "03.1", ORPHANS, 2);
  list (fixture, 14, "04.1", "登记失业困难人员", 2);
  assert_findings (fixture, "04.1", "programs_meet warning 03.1×04.1 [11,12]; programs_meet warning 03.1×04.1 [13,14]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/finding-pairs/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("notice", test_notice);
  ADD ("words", test_words);
  ADD ("one-finding", test_one_finding);
  ADD ("most-specific", test_most_specific);
  ADD ("moved-in", test_moved_in);
  ADD ("same-number", test_same_number);
  ADD ("decisions", test_decisions);
  ADD ("withdraw", test_withdraw);
  ADD ("campaigns", test_campaigns);
  return g_test_run ();
}
