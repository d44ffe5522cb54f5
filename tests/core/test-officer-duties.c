/* test-officer-duties.c: who names whom for what, what everybody may do then, and that taking back is no way around it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "duty-fixture.h"

#include "sn-officer-rights.h"

#define FLAGS "SELECT group_concat (name || may_prepare || may_review || may_approve, ' ') FROM (SELECT * FROM officer ORDER BY id)"
#define MEDICAL "05.1", "高额自负医疗费用人员"
#define STATES "SELECT group_concat (state || iif (first_approved_by IS NULL, '', '+'), ' ') FROM (SELECT * FROM entitlement ORDER BY id)"

static gint64
last_change (Fixture *fixture)
{
  g_autofree char *id = sn_workspace_read (fixture->workspace, read_text, (gpointer) "SELECT max (id) FROM change", NULL, NULL);

  return g_ascii_strtoll (id, NULL, 10);
}

/* 经办甲 is the first officer. */
static void
make_officers (Fixture *fixture)
{
  static const char *const names[] = { "复核乙", "负责人丙", "经办甲" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    act_as (fixture, names[i]);
  name_for (fixture, "复核乙", SN_DUTY_REVIEW);
  name_for (fixture, "负责人丙", SN_DUTY_APPROVE);
  name_for (fixture, "经办甲", SN_DUTY_PREPARE);
}

static void
test_words (void)
{
  SnDuty duties;
  g_autofree char *both = sn_duty_to_words (SN_DUTY_PREPARE | SN_DUTY_APPROVE), *none = sn_duty_to_words (SN_DUTY_NONE);

  g_assert_cmpstr (both, ==, "prepare,approve");
  g_assert_cmpstr (none, ==, "none");
  g_assert_true (sn_duty_from_words ("approve, prepare", &duties));
  g_assert_cmpint (duties, ==, SN_DUTY_PREPARE | SN_DUTY_APPROVE);
  g_assert_true (sn_duty_from_words ("none", &duties));
  g_assert_cmpint (duties, ==, SN_DUTY_NONE);
  g_assert_false (sn_duty_from_words ("", &duties));
  g_assert_false (sn_duty_from_words ("prepare,none", &duties));
  g_assert_false (sn_duty_from_words ("sign", &duties));
}

/* Until it is limited nothing changes: whoever is named for nothing still does all. */
static void
test_nobody_is_limited (Fixture *fixture, gconstpointer data)
{
  act_as (fixture, "复核乙");
  act_as (fixture, "经办甲");
  name_for (fixture, "复核乙", SN_DUTY_NONE);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "officer-duties[\"复核乙\",\"none\"]");
  g_assert_cmpint (name_for (fixture, "复核乙", SN_DUTY_NONE), ==, SN_WORKSPACE_UNCHANGED);
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_line (fixture, 1, JOBLESS, 1, TOWN, 75000);
  DO (SUBMIT, "04.1");
  REFUSE (SN_ERROR_REFUSED, "somebody else must approve it", APPROVE, "04.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
}

static void
test_naming (Fixture *fixture, gconstpointer data)
{
  make_officers (fixture);
  assert_sql (fixture, FLAGS, "经办甲100 复核乙010 负责人丙001");
  refuse_naming (fixture, "没有的人", SN_DUTY_REVIEW, SN_ERROR_NOT_FOUND, "no such officer");
  /* Nobody names himself, not even while everybody may do all; nor does any other but the first name others. */
  refuse_naming (fixture, "经办甲", SN_DUTY_ALL, SN_ERROR_REFUSED, "Somebody who approves must name you: 负责人丙");
  act_as (fixture, "复核乙");
  refuse_naming (fixture, "复核乙", SN_DUTY_ALL, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_naming (fixture, "负责人丙", SN_DUTY_ALL, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_naming (fixture, "负责人丙", SN_DUTY_NONE, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_naming (fixture, "经办甲", SN_DUTY_ALL, SN_ERROR_REFUSED, "you are not one of them");
  refuse_naming (fixture, NULL, SN_DUTY_NONE, SN_ERROR_REFUSED, "is set by 经办甲");
  act_as (fixture, "负责人丙");
  refuse_naming (fixture, "负责人丙", SN_DUTY_ALL, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_naming (fixture, "经办甲", SN_DUTY_NONE, SN_ERROR_REFUSED, "is set by 经办甲");
  name_for (fixture, "经办甲", SN_DUTY_PREPARE | SN_DUTY_REVIEW);

  act_as (fixture, "经办甲");
  limit_duties (fixture, TRUE);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "duties-limit[]");
  g_assert_cmpint (limit_duties (fixture, TRUE), ==, SN_WORKSPACE_UNCHANGED);
  /* Who is made known from now on waits to be named. */
  act_as (fixture, "新来丁");
  assert_sql (fixture, FLAGS, "经办甲110 复核乙010 负责人丙001 新来丁000");
  act_as (fixture, "经办甲");
  limit_duties (fixture, FALSE);
  act_as (fixture, "新来戊");
  assert_sql (fixture, FLAGS, "经办甲110 复核乙010 负责人丙001 新来丁000 新来戊111");
}

/* Prepared by one, approved by the next, the large ones by a third; each step by none but him. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  make_officers (fixture);
  do_sql (fixture, "UPDATE campaign SET second_approval_fen = 200000");
  limit_duties (fixture, TRUE);
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_line (fixture, 1, JOBLESS, 1, TOWN, 75000);
  add_line (fixture, 2, MEDICAL, 1, TOWN, 250000);
  act_as (fixture, "复核乙");
  REFUSE (SN_ERROR_REFUSED, "You have not been named to prepare. This is done by: 经办甲.", SUBMIT, "04.1");
  act_as (fixture, "经办甲");
  DO (SUBMIT, "04.1");
  DO (SUBMIT, "05.1");
  REFUSE (SN_ERROR_REFUSED, "neither to review nor to approve. This is done by: 复核乙, 负责人丙.", APPROVE, "04.1");
  REFUSE (SN_ERROR_REFUSED, "neither to review nor to approve", RETURN, "04.1", .reason = "x");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  DO (APPROVE, "05.1");
  assert_sql (fixture, STATES, "approved submitted+");
  act_as (fixture, "经办甲");
  act_as (fixture, "复核戊");
  REFUSE (SN_ERROR_REFUSED, "neither to review", APPROVE, "05.1");
  act_as (fixture, "经办甲");
  name_for (fixture, "复核戊", SN_DUTY_REVIEW);
  act_as (fixture, "复核戊");
  REFUSE (SN_ERROR_REFUSED, "You have not been named to approve. This is done by: 负责人丙.", APPROVE, "05.1");
  act_as (fixture, "负责人丙");
  DO (APPROVE, "05.1");
  assert_sql (fixture, STATES, "approved approved+");
}

/* A batch is made and sent by who prepares, and approved by who approves. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id;

  approve_lines (fixture, 1, 1, JOBLESS, 75000);
  make_officers (fixture);
  limit_duties (fixture, TRUE);
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "named to prepare", BATCH_CREATE, .program_code = "04.1");
  act_as (fixture, "经办甲");
  batch_id = create_batch (fixture, "04.1");
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "You have not been named to approve", BATCH_APPROVE, batch_id);
  act_as (fixture, "负责人丙");
  ACT (BATCH_APPROVE, batch_id);
  FORBID (SN_ERROR_REFUSED, "named to prepare", BATCH_ISSUE, batch_id);
  act_as (fixture, "经办甲");
  ACT (BATCH_ISSUE, batch_id);
}

static gpointer
check_ahead (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_check_duty_ahead (connection, *(SnDutyStep *) data, error) ? data : NULL;
}

static gboolean
may (Fixture *fixture, SnDutyStep step)
{
  return sn_workspace_read (fixture->workspace, check_ahead, &step, NULL, NULL) != NULL;
}

/* What a reader says beforehand is what a writer would say. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  make_officers (fixture);
  g_assert_true (may (fixture, SN_STEP_APPROVES_LAST));
  limit_duties (fixture, TRUE);
  act_as (fixture, NULL);
  g_assert_true (may (fixture, SN_STEP_PREPARES));
  g_assert_false (may (fixture, SN_STEP_APPROVES));
  g_assert_true (may (fixture, SN_STEP_DECIDES));
  /* The first officer sets the workspace up. */
  g_assert_true (may (fixture, SN_STEP_SETS_RULES));
  act_as (fixture, "复核乙");
  g_assert_false (may (fixture, SN_STEP_PREPARES));
  g_assert_true (may (fixture, SN_STEP_APPROVES));
  g_assert_false (may (fixture, SN_STEP_APPROVES_LAST));
  g_assert_false (may (fixture, SN_STEP_SETS_RULES));
  act_as (fixture, "负责人丙");
  g_assert_true (may (fixture, SN_STEP_APPROVES_LAST));
  g_assert_true (may (fixture, SN_STEP_SETS_RULES));
  act_as (fixture, "新来丁");
  g_assert_false (may (fixture, SN_STEP_DECIDES));
}

/* ── Taking back ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_undo_opens_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 limited, laid_down, taken;

  make_officers (fixture);
  laid_down = last_change (fixture);
  limited = limit_duties (fixture, TRUE);
  /* A swap opens as well, though as many duties are held as before. */
  taken = name_for (fixture, "复核乙", SN_DUTY_PREPARE);
  act_as (fixture, "负责人丙");
  FORBID (SN_ERROR_REFUSED, "is set by 经办甲", CHANGE_UNDO, limited);
  FORBID (SN_ERROR_REFUSED, "is set by 经办甲", CHANGE_UNDO, taken);
  act_as (fixture, "经办甲");
  FORBID (SN_ERROR_REFUSED, "Nobody names themselves", CHANGE_UNDO, laid_down);
  ACT (CHANGE_UNDO, taken);
  ACT (CHANGE_UNDO, limited);
  act_as (fixture, "负责人丙");
  ACT (CHANGE_UNDO, laid_down);
  assert_sql (fixture, FLAGS, "经办甲111 复核乙010 负责人丙001");
  assert_sql (fixture, "SELECT undoing || coalesce (acting_id, '-') || coalesce (officer_id, '-') FROM writer", "0--");
}

/* An approval comes back, and goes, by the hand of who could give it now; also by that of who gave it. */
static void
test_undo_of_approval (Fixture *fixture, gconstpointer data)
{
  gint64 submitted, approved, taken_back;

  make_officers (fixture);
  act_as (fixture, "经办己");
  act_as (fixture, "经办甲");
  limit_duties (fixture, TRUE);
  name_for (fixture, "经办己", SN_DUTY_PREPARE);
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_line (fixture, 1, JOBLESS, 1, TOWN, 75000);
  DO (SUBMIT, "04.1");
  submitted = last_change (fixture);
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "not been named for the step", CHANGE_UNDO, submitted);
  DO (APPROVE, "04.1");
  approved = last_change (fixture);
  act_as (fixture, "经办己");
  FORBID (SN_ERROR_REFUSED, "not been named for the step", CHANGE_UNDO, approved);
  act_as (fixture, "复核乙");
  taken_back = ACT (CHANGE_UNDO, approved);
  act_as (fixture, "经办己");
  FORBID (SN_ERROR_REFUSED, "not been named for the step", CHANGE_UNDO, taken_back);
  /* He gave it, and may not give it any more. */
  act_as (fixture, "经办甲");
  name_for (fixture, "复核乙", SN_DUTY_PREPARE);
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "not been named for the step", CHANGE_UNDO, taken_back);
  act_as (fixture, "负责人丙");
  ACT (CHANGE_UNDO, taken_back);
  assert_sql (fixture, STATES, "approved");
}

static gboolean
set_threshold (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_set_checks (transaction, *(gint64 *) data, 0, error);
}

/* What one approved does not come back once two must; and the amount is nobody's to change who only prepares. */
static void
test_undo_below_threshold (Fixture *fixture, gconstpointer data)
{
  gint64 threshold_fen = 200000, approved, taken_back, lowered;
  g_autoptr (GError) error = NULL;

  act_as (fixture, "经办己");
  act_as (fixture, "经办甲");
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_line (fixture, 1, MEDICAL, 1, TOWN, 250000);
  DO (SUBMIT, "05.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "05.1");
  approved = last_change (fixture);
  taken_back = ACT (CHANGE_UNDO, approved);
  act_as (fixture, "负责人丙");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, set_threshold, &threshold_fen, NULL, NULL), >, 0);
  lowered = last_change (fixture);
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "for this amount two must approve by now", CHANGE_UNDO, taken_back);
  make_officers (fixture);
  name_for (fixture, "经办己", SN_DUTY_PREPARE);
  limit_duties (fixture, TRUE);
  act_as (fixture, "经办己");
  threshold_fen = 900000;
  g_assert_cmpint (sn_workspace_write (fixture->workspace, set_threshold, &threshold_fen, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "changed by those who approve"));
  FORBID (SN_ERROR_REFUSED, "changed by those who approve", CHANGE_UNDO, lowered);
  act_as (fixture, "负责人丙");
  ACT (CHANGE_UNDO, lowered);
}

/* What else a change touches is asked for by its tables. */
static void
test_undo_without_duty (Fixture *fixture, gconstpointer data)
{
  gint64 corrected;

  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  make_officers (fixture);
  corrected = ACT (PERSON_CORRECT, 1, .edit.texts[SN_PERSON_FIELD_BANK_NAME] = "中国银行");
  limit_duties (fixture, TRUE);
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "named to prepare", PERSON_CORRECT, 1, .edit.texts[SN_PERSON_FIELD_BANK_NAME] = "交通银行");
  FORBID (SN_ERROR_REFUSED, "named to prepare", CHANGE_UNDO, corrected);
  act_as (fixture, "经办甲");
  ACT (CHANGE_UNDO, corrected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/officer-duties/words", test_words);
#define ADD(name, function) g_test_add ("/officer-duties/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("nobody-is-limited", test_nobody_is_limited);
  ADD ("naming", test_naming);
  ADD ("steps", test_steps);
  ADD ("batch", test_batch);
  ADD ("ahead", test_ahead);
  ADD ("undo-opens-nothing", test_undo_opens_nothing);
  ADD ("undo-of-approval", test_undo_of_approval);
  ADD ("undo-below-threshold", test_undo_below_threshold);
  ADD ("undo-without-duty", test_undo_without_duty);
  return g_test_run ();
}
