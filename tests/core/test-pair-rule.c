/* test-pair-rule.c: the matrix of what programs mean for each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-journal.h"
#include "pair-rule-fixture.h"

static gint64
set (Fixture *fixture, Setting setting)
{
  g_autoptr (GError) error = NULL;
  gint64 change = sn_workspace_write (fixture->workspace, set_rule, &setting, NULL, &error);

  g_assert_no_error (error);
  return change;
}

static void
assert_refused (Fixture *fixture, Setting setting, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, set_rule, &setting, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static gpointer
read_rules (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_pair_rule_list (connection, error);
}

/* The rules that touch @code, each "A[rate]×B[rate] policy". */
static void
assert_rules (Fixture *fixture, const char *code, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = sn_workspace_read (fixture->workspace, read_rules, NULL, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rules->len; i++)
    {
      const SnPairRule *rule = g_ptr_array_index (rules, i);

      if (strcmp (rule->first_program, code) != 0 && strcmp (rule->second_program, code) != 0)
        continue;
      g_string_append_printf (text, "%s%s[%s]×%s[%s] %s", text->len > 0 ? "; " : "", rule->first_program,
                              rule->first_rate != NULL ? rule->first_rate : "", rule->second_program,
                              rule->second_rate != NULL ? rule->second_rate : "", sn_pair_policy_to_string (rule->policy));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_catalogue (Fixture *fixture, gconstpointer data)
{
  assert_rules (fixture, "13.1", "03.4[]×13.1[] warn; 03.6[急难帮困]×13.1[急难帮困] warn;"
                                 " 03.6[新春大礼包（80周岁及以上）]×13.1[新春大礼包] warn");
  assert_rules (fixture, "10.3", "03.3[老三八红旗手]×10.3[] warn; 03.4[]×10.3[] warn");
  assert_rules (fixture, "10.5", "03.1[特困供养人员、孤儿、困境儿童]×10.5[] warn; 03.2[特困供养人员、孤儿、困境儿童]×10.5[] warn;"
                                 " 03.4[]×10.5[] warn; 10.4[]×10.5[] warn");
  assert_rules (fixture, "13.2", "03.3[新疆兵团返沪困难人员]×13.2[] warn; 03.4[]×13.2[] warn");
  /* 3.1 and 3.2 belong together by the notice. */
  assert_rules (fixture, "03.1", "03.1[]×03.4[] warn; 03.1[特困供养人员、孤儿、困境儿童]×10.4[] warn;"
                                 " 03.1[特困供养人员、孤儿、困境儿童]×10.5[] warn");
  assert_rules (fixture, "07.1", "03.4[]×07.1[] warn");
  assert_sql (fixture, "SELECT sum (first_program_id = 20250304 OR second_program_id = 20250304) FROM pair_rule", "24");
  assert_sql (fixture, "SELECT count(*) FROM pair_rule WHERE note = '' OR note GLOB '*20[0-9][0-9]*'", "0");
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  gint64 change;

  g_assert_cmpint (set (fixture, (Setting){ "12.1", "07.1", NULL, NULL, SN_PAIR_FORBID, " 两处都是大病，请核对 " }), >, 0);
  assert_rules (fixture, "12.1", "03.4[]×12.1[] warn; 07.1[]×12.1[] forbid");
  assert_sql (fixture, "SELECT note || (id >> 40) FROM pair_rule WHERE policy = 'forbid'", "两处都是大病，请核对7");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "pair-rule-set[\"07.1\",\"12.1\",\"forbid\"]");

  /* The other way round it is the same cell; without a note the note stays. */
  g_assert_cmpint (set (fixture, (Setting){ "07.1", "12.1", NULL, NULL, SN_PAIR_WARN, NULL }), >, 0);
  assert_sql (fixture, "SELECT policy || note FROM pair_rule WHERE second_program_id = 20251201 AND first_program_id = 20250701",
              "warn两处都是大病，请核对");
  g_assert_cmpint (set (fixture, (Setting){ "12.1", "07.1", NULL, NULL, SN_PAIR_WARN, NULL }), ==, SN_WORKSPACE_UNCHANGED);

  /* Labels go with their program, whichever is named first, and each pair of labels is a cell of its own. */
  g_assert_cmpint (set (fixture, (Setting){ "13.1", "03.6", " 新春 大礼包 ", NULL, SN_PAIR_ALLOW, NULL }), >, 0);
  assert_rules (fixture, "13.1", "03.4[]×13.1[] warn; 03.6[]×13.1[新春大礼包] allow; 03.6[急难帮困]×13.1[急难帮困] warn;"
                                 " 03.6[新春大礼包（80周岁及以上）]×13.1[新春大礼包] warn");

  /* To allow two programs is to have no rule; taken back, it is there again. */
  change = set (fixture, (Setting){ "12.1", "07.1", NULL, NULL, SN_PAIR_ALLOW, NULL });
  g_assert_cmpint (change, >, 0);
  assert_rules (fixture, "12.1", "03.4[]×12.1[] warn");
  g_assert_cmpint (set (fixture, (Setting){ "12.1", "07.1", NULL, NULL, SN_PAIR_ALLOW, NULL }), ==, SN_WORKSPACE_UNCHANGED);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, (Setting){ "07.1", "07.1", NULL, NULL, SN_PAIR_WARN, NULL }, SN_ERROR_INVALID_INPUT, "07.1 is one");
  assert_refused (fixture, (Setting){ "07.1", "99.9", NULL, NULL, SN_PAIR_WARN, NULL }, SN_ERROR_NOT_FOUND, "99.9");
  assert_refused (fixture, (Setting){ "07.1", "12.1", "没有", NULL, SN_PAIR_WARN, NULL }, SN_ERROR_NOT_FOUND, "困难教职工");
  assert_sql (fixture, "SELECT count(*) FROM pair_rule", "33");
}

/* Which of several rules holds is what the findings go by. */
static void
test_holding (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *first, *second, *first_rate, *second_rate, *note;
  } vectors[] = {
    { "03.6", "13.1", "急难帮困", "急难帮困", "both" },
    { "13.1", "03.6", "急难帮困", "急难帮困", "both" },
    { "03.6", "13.1", "急难帮困", "新春大礼包", "one, stricter" },
    { "03.6", "13.1", "急难帮困", NULL, "one" },
    { "03.6", "13.1", NULL, "新春大礼包", "one, stricter" },
    { "13.1", "03.6", "新春大礼包", NULL, "one, stricter" },
    { "03.6", "13.1", NULL, "急难帮困", "programs" },
    { "03.6", "13.1", NULL, NULL, "programs" },
    { "07.1", "12.1", NULL, NULL, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = NULL;

  do_sql (fixture, "DELETE FROM pair_rule");
  set (fixture, (Setting){ "03.6", "13.1", "急难帮困", NULL, SN_PAIR_ALLOW, "one" });
  set (fixture, (Setting){ "03.6", "13.1", NULL, "新春大礼包", SN_PAIR_WARN, "one, stricter" });
  set (fixture, (Setting){ "03.6", "13.1", NULL, NULL, SN_PAIR_FORBID, "programs" });
  set (fixture, (Setting){ "03.6", "13.1", "急难帮困", "急难帮困", SN_PAIR_WARN, "both" });
  rules = sn_workspace_read (fixture->workspace, read_rules, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const SnPairRule *rule = sn_pair_rule_find_holding (rules, vectors[i].first, vectors[i].second, vectors[i].first_rate,
                                                          vectors[i].second_rate);

      g_assert_cmpstr (rule != NULL ? rule->note : NULL, ==, vectors[i].note);
    }
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id;

  return sn_campaign_copy (transaction, 2025, "2026年元旦春节帮困送温暖", "2026-02-17", &id, error);
}

/* What the office made of the rules goes along into the next campaign, and there it is its own. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set (fixture, (Setting){ "07.1", "12.1", NULL, NULL, SN_PAIR_FORBID, "两处都是大病" });
  set (fixture, (Setting){ "10.4", "10.5", NULL, NULL, SN_PAIR_ALLOW, NULL });
  do_sql (fixture, "UPDATE campaign SET amount_change_percent = 30, second_approval_fen = 500000");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, copy_campaign, NULL, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_rules (fixture, "07.1", "03.4[]×07.1[] warn; 07.1[]×12.1[] forbid");
  assert_rules (fixture, "10.4", "03.1[特困供养人员、孤儿、困境儿童]×10.4[] warn; 03.2[特困供养人员、孤儿、困境儿童]×10.4[] warn;"
                                 " 03.4[]×10.4[] warn");
  assert_sql (fixture, "SELECT count(*) FROM pair_rule WHERE id BETWEEN 2026001 AND 2026033"
                       " AND first_program_id / 10000 = 2026 AND second_program_id / 10000 = 2026"
                       " AND coalesce (first_rate_id, 2026000000) / 1000000 = 2026 AND coalesce (second_rate_id, 2026000000) / 1000000 = 2026",
              "33");
  assert_sql (fixture, "SELECT amount_change_percent || ' ' || second_approval_fen FROM campaign WHERE id = 2026", "30 500000");
  assert_sql (fixture, "SELECT sum (confirmed) || ' ' || count(*) FROM benefit_rate WHERE id > 2026000000", "0 35");
  set (fixture, (Setting){ "07.1", "12.1", NULL, NULL, SN_PAIR_ALLOW, NULL });
  sn_workspace_set_campaign (fixture->workspace, 2025);
  assert_rules (fixture, "12.1", "03.4[]×12.1[] warn; 07.1[]×12.1[] forbid");
}

static gboolean
remove_rule (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  return sn_pair_rule_remove (transaction, setting->first, setting->second, setting->first_rate, setting->second_rate, error);
}

/* A rule that allows two rates is a row of its own until it is removed; then what is said of the programs holds again. Nothing but the
 * rule about just these goes. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  Setting rates = { "13.1", "03.6", " 新春 大礼包 ", NULL, SN_PAIR_ALLOW, "名称相同" };
  Setting programs = { "03.4", "12.1", NULL, NULL, SN_PAIR_WARN, NULL };
  g_autoptr (GError) error = NULL;

  set (fixture, rates);
  assert_sql (fixture, "SELECT count(*) FROM pair_rule", "34");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, remove_rule, &(Setting){ "03.6", "13.1", NULL, "新春大礼包", 0, NULL }, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_rules (fixture, "13.1", "03.4[]×13.1[] warn; 03.6[急难帮困]×13.1[急难帮困] warn;"
                                 " 03.6[新春大礼包（80周岁及以上）]×13.1[新春大礼包] warn");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "pair-rule-remove[\"03.6\",\"13.1\",\"allow\"]");

  /* Once is enough. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, remove_rule, &rates, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_sql (fixture, "SELECT count(*) FROM pair_rule", "33");

  g_assert_cmpint (sn_workspace_write (fixture->workspace, remove_rule, &programs, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_rules (fixture, "12.1", "");
}

/* The schema holds what the function promises. */
static void
test_schema (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "INSERT INTO pair_rule VALUES (1, 20250701, 20250701, NULL, NULL, 'warn', '')",
    "INSERT INTO pair_rule VALUES (1, 20251201, 20250701, NULL, NULL, 'warn', '')",
    "INSERT INTO pair_rule VALUES (1, 20250701, 20251201, NULL, NULL, 'perhaps', '')",
    "INSERT INTO pair_rule VALUES (1, 20250701, 20251201, 2025030101, NULL, 'warn', '')", /* a rate of another program */
    "INSERT INTO pair_rule VALUES (1, 20250304, 20250701, NULL, NULL, 'forbid', '')",     /* a second one for the same cell */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (try_sql (fixture, wrong[i], &error), ==, 0);
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/pair-rule/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("catalogue", test_catalogue);
  ADD ("set", test_set);
  ADD ("remove", test_remove);
  ADD ("refusals", test_refusals);
  ADD ("holding", test_holding);
  ADD ("copy", test_copy);
  ADD ("schema", test_schema);
  return g_test_run ();
}
