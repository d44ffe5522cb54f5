/* test-person-story.c: what is told of one person, in which order, and sums that add up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "batch-fixture.h"

#include "sn-person-category.h"
#include "sn-person-reveal.h"
#include "sn-person-story.h"
#include "sn-possible-benefit.h"

#define LOW_INCOME "低保家庭"

/* 人1 and 人2 are one household. 人1: 750.00 by person, 1,200.00 by household; 人2: 600.00 by household, 500.00 by person. */
static void
add_family (Fixture *fixture)
{
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_person (fixture, 2, 1, "1942-01-01", TOWN);
  add_line (fixture, 1, JOBLESS, 1, TOWN, 75000);
  add_line (fixture, 2, "03.1", LOW_INCOME, 1, TOWN, 120000);
  add_line (fixture, 3, "03.2", LOW_INCOME, 2, TOWN, 60000);
  add_line (fixture, 4, "05.1", "高额自负医疗费用人员", 2, TOWN, 50000);
}

static gpointer
read_story (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 person_id = *(gint64 *) data;
  g_autoptr (GPtrArray) findings = sn_finding_list (connection, NULL, error);

  return sn_person_story_read (connection, person_id, findings, cancellable, error);
}

static SnPersonStory *
get_story (Fixture *fixture, gint64 person_id)
{
  g_autoptr (GError) error = NULL;
  SnPersonStory *story = sn_workspace_read (fixture->workspace, read_story, &person_id, NULL, &error);

  g_assert_no_error (error);
  return story;
}

/* (transfer full): one line an event: kind, program, officer, words, yuan */
static char *
tell (const SnPersonStory *story)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < story->events->len; i++)
    {
      const SnStoryEvent *event = g_ptr_array_index (story->events, i);

      if (event->kind != SN_STORY_FINDING)
        g_string_append_printf (text, "%s|%s|%s|%s|%" G_GINT64_FORMAT "\n", sn_story_kind_words (event->kind), event->program, event->officer,
                                event->words, event->amount_fen / 100);
    }
  return g_string_free (text, FALSE);
}

static void
test_payment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) failure = new_rows (), success = new_rows ();
  g_autoptr (SnPersonStory) story = NULL;
  g_autofree char *text = NULL;
  Action retry = { BATCH_RETRY };
  gint64 batch_id;

  add_family (fixture);
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  DO (RETURN, "04.1", .reason = "账号请核对");
  act_as (fixture, "经办甲");
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  act_as (fixture, "经办甲");
  batch_id = create_batch (fixture, "04.1");
  send_batch (fixture, batch_id);
  add_row (failure, 1, NULL, NULL, -1, "账号不存在");
  assert_answer (fixture, batch_id, "答一.xlsx", failure, "0 1 0 0 0", "", NULL);
  ACT (PERSON_CORRECT, 1, .edit = { .texts = { [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "6217000000000000099" } });
  retry.id = batch_id;
  act (fixture, &retry);
  send_batch (fixture, retry.batch_id);
  add_row (success, 1, NULL, NULL, -1, NULL);
  assert_answer (fixture, retry.batch_id, "答二.xlsx", success, "1 0 0 0 0", "", NULL);
  ACT (PERSON_CORRECT, 2, .edit = { .texts = { [SN_PERSON_FIELD_PHONE] = "13800000000" } });

  story = get_story (fixture, 1);
  text = tell (story);
  g_assert_true (story->is_complete);
  /* All of it is one day and most of it one second: what the steps' own order says. */
  g_assert_nonnull (strstr (text, "Paid|04.1|||750\n"));
  g_assert_nonnull (strstr (text, "Payment failed|04.1||账号不存在|750\n"));
  g_assert_nonnull (strstr (text, "Tried again|04.1|经办甲|batch 2|750\n"));
  g_assert_nonnull (strstr (text, "Issued|04.1|复核乙|batch 1|750\n"));
  g_assert_nonnull (strstr (text, "Put into a batch|04.1|经办甲|batch 1|750\n"));
  g_assert_nonnull (strstr (text, "Approved|04.1|复核乙||750\n"));
  g_assert_nonnull (strstr (text, "Returned|04.1|复核乙||750\n"));
  g_assert_nonnull (strstr (text, "Submitted for approval|04.1|经办甲||750\n"));
  g_assert_nonnull (strstr (text, "Listed|04.1|经办甲|登记失业困难人员|750\n"));
  /* The field is named; what stood in it is not. */
  g_assert_nonnull (strstr (text, "Data changed||经办甲|Account number|0\n"));
  g_assert_null (strstr (text, "62170"));
  /* The household's line in another name is told, the other member's own is not. */
  g_assert_nonnull (strstr (text, "Listed|03.2|经办甲|低保家庭|600\n"));
  g_assert_null (strstr (text, "05.1"));
  g_assert_null (strstr (text, "Phone"));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnPersonStory) story = NULL;
  g_autofree char *text = NULL;

  add_family (fixture);
  DO (SUBMIT, "04.1");
  DO (HOLD, .id = 1, .reason = "待核实");
  DO (RELEASE, .id = 1);
  do_sql (fixture, "UPDATE change SET made_at = '2025-01-0' || (id - (SELECT max (id) FROM change) + 5) || 'T02:00:00Z'"
                   " WHERE id > (SELECT max (id) FROM change) - 3");
  story = get_story (fixture, 1);
  text = tell (story);
  g_assert_true (g_str_has_prefix (text, "Released|04.1|经办甲||750\nHeld|04.1|经办甲|待核实|750\nSubmitted for approval|04.1|经办甲||750\n"));
  g_assert_cmpstr (((SnStoryEvent *) g_ptr_array_index (story->events, 0))->at, !=, "");
  g_assert_cmpint (((SnStoryEvent *) g_ptr_array_index (story->events, 0))->change_id, >, 0);
}

static gboolean
look (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *number = NULL;

  return sn_person_reveal (transaction, *(gint64 *) data, SN_PROTECTED_DOCUMENT, 0, &number, error);
}

static gboolean
add_category (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_change_category (transaction, 1, *(gint64 *) data, "2024-12-01", NULL, "town roster", error);
}

static gboolean
list_in (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_possible_benefit_add (transaction, 1, data, NULL, error);
}

static gint64
do_write (Fixture *fixture, SnWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, func, data, NULL, &error);

  g_assert_no_error (error);
  return change_id;
}

static void
test_registry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnPersonStory) story = NULL, other = NULL;
  g_autofree char *text = NULL, *other_text = NULL;
  gint64 person_id = 1, category_id = 1, listing;

  add_family (fixture);
  act_as (fixture, "复核乙");
  do_write (fixture, look, &person_id);
  do_write (fixture, add_category, &category_id);
  do_sql (fixture, "INSERT INTO person_category (id, person_id, category_id, from_date)"
                   " SELECT 99, 1, id, '2024-01-01' FROM category WHERE code = 'scattered-orphan'");
  listing = do_write (fixture, list_in, (gpointer) "10.4");
  ACT (CHANGE_UNDO, listing);
  DO (WITHDRAW, .id = 2, .reason = "不符合条件");
  story = get_story (fixture, 1);
  text = tell (story);
  g_assert_nonnull (strstr (text, "Looked at in full||复核乙|"));
  g_assert_nonnull (strstr (text, "Category||复核乙|"));
  g_assert_nonnull (strstr (text, ", since 2024-12-01"));
  g_assert_nonnull (strstr (text, "Withdrawn|03.1|复核乙|不符合条件|1200\n"));
  other = get_story (fixture, 2);
  other_text = tell (other);
  g_assert_null (strstr (other_text, "Looked at in full"));
  g_assert_null (strstr (other_text, "Category"));
  g_assert_nonnull (strstr (other_text, "Withdrawn|03.1|"));
}

static void
test_findings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnPersonStory) story = NULL;
  const SnStoryEvent *first;

  add_family (fixture);
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 1");
  story = get_story (fixture, 1);
  first = g_ptr_array_index (story->events, 0);
  g_assert_cmpint (first->kind, ==, SN_STORY_FINDING);
  g_assert_cmpint (first->finding_id, !=, 0);
  g_assert_cmpstr (first->words, !=, "");
  DO (DECIDE, .id = first->finding_id, .decision = "allow", .reason = "家属代领");
  g_clear_pointer (&story, sn_person_story_free);
  story = get_story (fixture, 1);
  for (guint i = 0; i < story->events->len; i++)
    {
      const SnStoryEvent *event = g_ptr_array_index (story->events, i);

      if (event->kind == SN_STORY_DECIDED)
        {
          g_assert_cmpstr (event->words, ==, "allowed · 家属代领");
          return;
        }
    }
  g_error ("the decision is not told");
}

static void
assert_sum (SnStorySum sum, gint64 due_fen, gint64 paid_fen)
{
  g_assert_cmpint (sum.due_fen, ==, due_fen);
  g_assert_cmpint (sum.paid_fen, ==, paid_fen);
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id;

  return sn_campaign_copy (transaction, 2025, "2026年元旦春节帮困送温暖", "2026-02-17", &id, error);
}

static void
assert_total_is_lists (Fixture *fixture, gint64 person_id, gint64 fen)
{
  g_autofree char *sql = g_strdup_printf ("SELECT sum (amount_fen) FROM entitlement e WHERE person_id = %" G_GINT64_FORMAT
                                          " AND state IN ('listed', 'submitted', 'approved')", person_id);
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT, fen);

  assert_sql (fixture, sql, expected);
}

/* The same six figures from both members' sides: each line in exactly one part. */
static void
test_sums (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnPersonStory) first = NULL, second = NULL, later = NULL;
  const SnStoryProgram *program;

  add_family (fixture);
  add_person (fixture, 3, 3, "1950-01-01", TOWN);
  add_line (fixture, 9, JOBLESS, 3, TOWN, 75000);
  DO (WITHDRAW, .id = 9, .reason = "迁出");
  first = get_story (fixture, 1);
  assert_sum (first->now.parts[SN_STORY_OWN], 75000, 0);
  assert_sum (first->now.parts[SN_STORY_HOUSEHOLD_NAMED], 120000, 0);
  assert_sum (first->now.parts[SN_STORY_HOUSEHOLD_OTHER], 60000, 0);
  assert_sum (first->now.parts[SN_STORY_MEMBERS], 50000, 0);
  assert_total_is_lists (fixture, 1, sn_story_year_sum (&first->now, SN_STORY_OWN, SN_STORY_HOUSEHOLD_NAMED).due_fen);
  g_assert_cmpstr (first->then.campaign, ==, "");
  second = get_story (fixture, 2);
  assert_total_is_lists (fixture, 2, sn_story_year_sum (&second->now, SN_STORY_OWN, SN_STORY_HOUSEHOLD_NAMED).due_fen);
  assert_sum (sn_story_year_sum (&second->now, SN_STORY_OWN, SN_STORY_MEMBERS), 305000, 0);
  assert_sum (sn_story_year_sum (&first->now, SN_STORY_OWN, SN_STORY_MEMBERS), 305000, 0);
  g_assert_cmpuint (first->members->len, ==, 2);
  assert_sum (g_array_index (first->members, SnStoryMember, 0).now, 195000, 0);
  assert_sum (g_array_index (first->members, SnStoryMember, 1).now, 110000, 0);

  /* A year later the same stands beside nothing. */
  do_write (fixture, copy_campaign, NULL);
  do_sql (fixture, "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, amount_fen, listed_by)"
                   " SELECT 20, p.id, r.id, 'household', 1, 1, 130000, (SELECT id FROM officer WHERE name = '经办甲')"
                   " FROM program p JOIN benefit_rate r ON r.program_id = p.id"
                   " WHERE p.campaign_id = 2026 AND p.code = '03.1' AND r.label = '" LOW_INCOME "'");
  later = get_story (fixture, 1);
  g_assert_cmpstr (later->now.campaign, ==, "2026年元旦春节帮困送温暖");
  assert_sum (sn_story_year_sum (&later->then, SN_STORY_OWN, SN_STORY_MEMBERS), 305000, 0);
  assert_sum (sn_story_year_sum (&later->now, SN_STORY_OWN, SN_STORY_MEMBERS), 130000, 0);
  g_assert_cmpuint (later->programs->len, ==, 3);
  program = g_ptr_array_index (later->programs, 0);
  g_assert_cmpstr (program->program, ==, "03.1");
  assert_sum (program->now, 130000, 0);
  assert_sum (program->then, 120000, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/person-story/payment", Fixture, NULL, set_up, test_payment, tear_down);
  g_test_add ("/person-story/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/person-story/registry", Fixture, NULL, set_up, test_registry, tear_down);
  g_test_add ("/person-story/findings", Fixture, NULL, set_up, test_findings, tear_down);
  g_test_add ("/person-story/sums", Fixture, NULL, set_up, test_sums, tear_down);
  return g_test_run ();
}
