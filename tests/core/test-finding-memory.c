/* test-finding-memory.c: after any change, what a look at a part says is what a look at everything says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-fixture.h"
#include "pair-rule-fixture.h"

#include "sn-finding-memory.h"
#include "sn-journal.h"
#include "sn-line-change.h"
#include "sn-person-merge.h"

#define TOWN 310118102
#define N_PERSONS 36
#define FIRST_HOUSEHOLD 1 /* a person and a household may have the same number */
#define N_HOUSEHOLDS 14
#define N_CHANGES 400

typedef struct
{
  Fixture             base;
  SnFindingMemory    *memory;
  GRand              *dice;
  int                 n_lines;    /* numbered so far */
  int                 n_payments;
  int                 n_rows;
  SnFindingLookExtent extent;     /* of the last look */
} World;

/* ── Two looks ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Everything that a finding says, each in a line of its own. */
static char *
describe (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s", finding->id, finding->rule, finding->level, finding->program);
      for (guint j = 0; j < finding->programs->len; j++)
        g_string_append_printf (text, " %s", (char *) g_ptr_array_index (finding->programs, j));
      for (guint j = 0; j < finding->entitlements->len; j++)
        g_string_append_printf (text, " %d", (int) g_array_index (finding->entitlements, gint64, j));
      for (guint j = 0; j < finding->persons->len; j++)
        g_string_append_printf (text, " %s", (char *) g_ptr_array_index (finding->persons, j));
      g_string_append_printf (text, " %s %s %s %s\n", finding->message, finding->fact, finding->decision, finding->reason);
    }
  return g_string_free (text, FALSE);
}

/* The texts are long: the first line that differs is told. */
static void
assert_same (const char *text, const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1), expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL || expected_lines[i] != NULL; i++)
    if (g_strcmp0 (lines[i], expected_lines[i]) != 0)
      g_error ("finding %u is\n%s\nand should be\n%s", i, lines[i], expected_lines[i]);
}

static void
word_all (SnConnection *connection, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;

  sn_finding_word (connection, findings, 0, findings->len, &error);
  g_assert_no_error (error);
}

static gboolean
is_of_first_rules (const SnFinding *finding)
{
  return *finding->decision == '\0' && (g_str_equal (finding->rule, "person_twice") || g_str_equal (finding->rule, "household_twice") ||
                                        g_str_equal (finding->rule, "programs_meet"));
}

/* What is shown before all is known is the beginning of all. */
static void
compare_first (SnConnection *connection, GPtrArray *whole)
{
  g_autoptr (SnFindingMemory) fresh = sn_finding_memory_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) first = NULL, beginning = g_ptr_array_new ();
  g_autofree char *text = NULL, *expected = NULL;
  gboolean is_whole = TRUE;

  first = sn_finding_memory_look_first (fresh, connection, &is_whole, &error);
  g_assert_no_error (error);
  g_assert_false (is_whole);
  sn_finding_sort_for_work (first);
  word_all (connection, first);
  for (guint i = 0; i < whole->len && is_of_first_rules (g_ptr_array_index (whole, i)); i++)
    g_ptr_array_add (beginning, g_ptr_array_index (whole, i));
  text = describe (first);
  expected = describe (beginning);
  assert_same (text, expected);
}

static gpointer
compare_looks (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  World *world = data;
  g_autoptr (GPtrArray) remembered = sn_finding_memory_look (world->memory, connection, &world->extent, error);
  g_autoptr (GPtrArray) whole = sn_finding_look (connection, NULL, error);
  g_autofree char *text = NULL, *expected = NULL;

  g_assert_no_error (*error);
  word_all (connection, remembered);
  word_all (connection, whole);
  text = describe (remembered);
  expected = describe (whole);
  assert_same (text, expected);
  sn_finding_sort_for_work (whole);
  compare_first (connection, whole);
  return g_ptr_array_ref (whole);
}

/* (transfer full): all findings */
static GPtrArray *
check (World *world)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *whole = sn_workspace_read (world->base.workspace, compare_looks, world, NULL, &error);

  g_assert_no_error (error);
  return whole;
}

static void
expect (World *world, SnFindingLookExtent extent, const char *expected)
{
  g_autoptr (GPtrArray) findings = check (world);
  g_autoptr (GString) rules = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (rules, "%s%s", i > 0 ? " " : "", ((SnFinding *) g_ptr_array_index (findings, i))->rule);
  g_assert_cmpstr (rules->str, ==, expected);
  g_assert_cmpint (world->extent, ==, extent);
}

/* ── The world ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *festival = data;
  gint64 id;

  return sn_campaign_copy (transaction, 2025, festival, festival, &id, error);
}

/* Campaigns of 2025 to 2027. */
static void
set_up_world (World *world, gconstpointer data)
{
  static const char *const festivals[] = { "2026-02-17", "2027-02-06" };

  set_up (&world->base, data);
  for (gsize i = 0; i < G_N_ELEMENTS (festivals); i++)
    {
      g_autoptr (GError) error = NULL;

      sn_workspace_write (world->base.workspace, copy_campaign, (gpointer) festivals[i], NULL, &error);
      g_assert_no_error (error);
    }
  do_sql (&world->base, "INSERT INTO officer (id, name, known_at) VALUES (77, '负责', '2026-01-01T00:00:00Z')");
  world->memory = sn_finding_memory_new ();
  world->dice = g_rand_new_with_seed (20270206);
}

static void
tear_down_world (World *world, gconstpointer data)
{
  sn_finding_memory_unref (world->memory);
  g_rand_free (world->dice);
  tear_down (&world->base, data);
}

static int
draw (World *world, int n)
{
  return (int) g_rand_int_range (world->dice, 0, n);
}

static const char *
pick (World *world, const char *const *choices)
{
  return choices[draw (world, (int) g_strv_length ((char **) choices))];
}

/* What the schema refuses stays undone, and that is all right. */
static G_GNUC_PRINTF (2, 3) void
try_change (World *world, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL, *script = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  script = g_strdup_printf ("UPDATE writer SET undoing = 1; %s; UPDATE writer SET undoing = 0", sql);
  try_sql (&world->base, script, &error);
}

/* A line of a campaign, under one of a dozen rates, so that they meet. */
static void
list_line (World *world, int year, const char *state)
{
  static const char *const amounts[] = { "50000", "75000", "100000", "120000", NULL };

  try_change (world,
              "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, state, listed_by,"
              "                         submitted_by, approved_by, payee_name, account_number, account_holder, reason, without_fitting)"
              " SELECT %d, r.program_id, r.id, r.unit, p.id, iif (r.unit = 'household', p.household_id, NULL), p.town_id, %s, '%s', o.id,"
              "        iif ('%s' = 'listed', NULL, o.id), iif ('%s' = 'listed', NULL, 77), iif ('%s' = 'listed', NULL, p.name),"
              "        p.account_number, p.account_holder, 'x', %d"
              "   FROM person p, officer o, (SELECT r.* FROM benefit_rate r JOIN program g ON g.id = r.program_id"
              "                               WHERE g.campaign_id = %d ORDER BY r.id LIMIT 1 OFFSET %d) r"
              "  WHERE p.id = %d AND o.name = '经办甲'",
              ++world->n_lines, pick (world, amounts), state, state, state, state, draw (world, 2), year, draw (world, 12) * 3,
              1 + draw (world, N_PERSONS));
}

static void
pay_line (World *world)
{
  static const char *const accounts[] = { "6200000000000000001", "6200 0000 0000 0000 002", "", NULL };
  int line = 1 + draw (world, world->n_lines + 1), id = ++world->n_payments;

  try_change (world,
              "INSERT OR IGNORE INTO payment_batch (id, program_id, number, channel, state, prepared_by, prepared_at, approved_by, issued_by)"
              " SELECT program_id, program_id, 1, 'bank', 'closed', listed_by, 'x', 77, 77 FROM entitlement WHERE id = %d;"
              "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, state, payee_name, payee_document, account_number,"
              "                     failure_reason, settled_on)"
              " SELECT %d, program_id, %d, id, amount_fen, '%s', 'x', 'x', '%s', 'x', '2026-02-0%d' FROM entitlement WHERE id = %d",
              line, id, id, draw (world, 3) > 0 ? "paid" : "issued", pick (world, accounts), 1 + draw (world, 9), line);
}

static void
change_person (World *world)
{
  static const char *const sets[] = {
    "died_on = '2026-12-01'", "died_on = NULL", "moved_on = '2026-12-01'", "moved_on = '2029-01-01'", "moved_on = NULL", "birth_date = '2015-05-05'",
    "birth_date = NULL", "birth_date = '1950-01-01'", "sex = 'male'", "sex = 'female'", "sex = 'unknown'", "town_id = 310118103",
    "town_id = NULL", "account_number = '6200000000000000001'", "account_number = '6200-0000-0000-0000-003'", "account_number = ''",
    "account_holder = '人3'", "account_holder = '不相干'", "account_holder = ''", "name = '人3'", "disability_level = 2",
    "ethnic_group = '回族'", "note = 'x'", NULL,
  };

  try_change (world, "UPDATE person SET %s WHERE id = %d", pick (world, sets), 1 + draw (world, N_PERSONS));
}

static void
change_household (World *world)
{
  static const char *const kinds[] = { "family", "collective", "institution", NULL };

  switch (draw (world, 3))
    {
    case 0:
      try_change (world, "UPDATE household SET kind = '%s' WHERE id = %d", pick (world, kinds), FIRST_HOUSEHOLD + draw (world, N_HOUSEHOLDS));
      break;
    case 1:
      try_change (world, "UPDATE entitlement SET household_id = %d WHERE household_id = %d", FIRST_HOUSEHOLD + draw (world, N_HOUSEHOLDS),
                  FIRST_HOUSEHOLD + draw (world, N_HOUSEHOLDS));
      break;
    default:
      try_change (world, "UPDATE person SET household_id = %d WHERE id = %d", FIRST_HOUSEHOLD + draw (world, N_HOUSEHOLDS), 1 + draw (world, N_PERSONS));
    }
}

static void
change_line (World *world)
{
  static const char *const sets[] = {
    "amount_fen = 50000", "amount_fen = 120000", "town_id = 310118103", "town_id = NULL", "note = 'x'", "account_number = '6200000000000000001'",
    "account_holder = '不相干'", "state = 'withdrawn'", "state = 'held'", "state = 'approved'", NULL,
  };
  int line = 1 + draw (world, world->n_lines + 1);

  if (draw (world, 4) > 0)
    try_change (world, "UPDATE entitlement SET %s WHERE id = %d", pick (world, sets), line);
  else if (draw (world, 2) > 0)
    try_change (world, "UPDATE entitlement SET person_id = %d WHERE id = %d", 1 + draw (world, N_PERSONS), line);
  else
    try_change (world, "DELETE FROM payment WHERE entitlement_id = %d; DELETE FROM entitlement WHERE id = %d", line, line);
}

static void
change_fact (World *world)
{
  int person = 1 + draw (world, N_PERSONS);

  switch (draw (world, 4))
    {
    case 0:
      try_change (world, "INSERT INTO person_category (id, person_id, category_id, from_date) SELECT %d, %d, id, '2020-01-01' FROM category"
                         " ORDER BY id LIMIT 1 OFFSET %d", ++world->n_rows, person, draw (world, 20));
      break;
    case 1:
      try_change (world, "UPDATE person_category SET to_date = '2021-01-01' WHERE id = %d", 1 + draw (world, world->n_rows + 1));
      break;
    case 2:
      try_change (world, "DELETE FROM person_category WHERE id = %d", 1 + draw (world, world->n_rows + 1));
      break;
    default:
      try_change (world, "INSERT OR REPLACE INTO person_score (id, person_id, source, score, counted_on) VALUES (%d, %d, '残联', %d, '2026-01-01')",
                  ++world->n_rows, person, 5000 + draw (world, 10) * 1000);
    }
}

static void
change_payment (World *world)
{
  static const char *const sets[] = { "state = 'paid'", "state = 'failed'", "settled_on = '2026-01-31'", "account_number = '6200000000000000009'", NULL };

  if (draw (world, 2) > 0)
    pay_line (world);
  else
    try_change (world, "UPDATE payment SET %s WHERE id = %d", pick (world, sets), 1 + draw (world, world->n_payments + 1));
}

/* Rare, for all of these are looked at from end to end. */
static void
change_rules (World *world)
{
  g_autoptr (GError) error = NULL;

  switch (draw (world, 5))
    {
    case 0:
      sn_workspace_write (world->base.workspace, set_rule,
                          &(Setting){ "04.1", "05.1", NULL, NULL, draw (world, 2) > 0 ? SN_PAIR_FORBID : SN_PAIR_WARN, "看" }, NULL, &error);
      break;
    case 1:
      try_change (world, "UPDATE benefit_rate SET min_fen = 60000 WHERE id IN (SELECT id FROM benefit_rate ORDER BY id DESC LIMIT 1 OFFSET %d)",
                  draw (world, 12) * 3);
      break;
    case 2:
      try_change (world, "INSERT INTO rate_condition (rate_id, kind, least) SELECT r.id, 'household_size', 3 FROM benefit_rate r JOIN program g"
                         " ON g.id = r.program_id WHERE g.campaign_id = 2027 ORDER BY r.id LIMIT 1 OFFSET %d", draw (world, 12) * 3);
      break;
    case 3:
      try_change (world, "UPDATE campaign SET amount_change_percent = %d WHERE id = 2027", 10 + draw (world, 50));
      break;
    default:
      try_change (world, "DELETE FROM pair_rule WHERE id IN (SELECT id FROM pair_rule ORDER BY id DESC LIMIT 1)");
    }
}

typedef struct
{
  gint64 id;
  gint64 other_id;
} Chosen;

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, ((Chosen *) data)->id, cancellable, error);
}

static gboolean
merge (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const take[] = { NULL };

  return sn_person_merge (transaction, ((Chosen *) data)->id, ((Chosen *) data)->other_id, take, error);
}

static gboolean
change_amount (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *code = NULL;
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 id = ((Chosen *) data)->id;

  g_array_append_val (ids, id);
  {
    g_autoptr (SnStatement) row = sn_connection_query (connection, error, "SELECT g.code FROM entitlement e JOIN program g ON g.id = e.program_id"
                                                                          " WHERE e.id = ?1", SN_INT (id));
    if (row != NULL && sn_statement_step (row, NULL))
      code = sn_statement_dup_text (row, 0);
  }
  return code == NULL || sn_line_change_apply (transaction, &(SnLineChange){ .program_code = code, .ids = ids, .has_amount = TRUE, .amount_fen = 88800 },
                                               "更正", NULL, error);
}

/* What officers do, by the program's own functions; some of it is refused. */
static void
work (World *world, GPtrArray *findings)
{
  static const char *const codes[] = { "02.1", "03.1", "03.2", "04.1", "05.1", NULL };
  static const char *const decisions[] = { "allow", "hold", "withdraw", NULL };
  g_autoptr (GError) error = NULL;
  Order order = { .job = (Job) draw (world, DECIDE), .program_code = pick (world, codes), .id = 1 + draw (world, world->n_lines + 1), .reason = "x" };
  Chosen other = { 1 + draw (world, N_PERSONS), 1 + draw (world, N_PERSONS) };

  switch (draw (world, 5))
    {
    case 0:
      sn_workspace_write (world->base.workspace, merge, &other, NULL, &error);
      break;
    case 1:
      other.id = order.id;
      sn_workspace_write (world->base.workspace, change_amount, &other, NULL, &error);
      break;
    case 2:
      act_as (&world->base, order.job == APPROVE ? "负责" : "经办甲");
      try_order (&world->base, &order, &error);
      break;
    default:
      if (findings->len == 0)
        return;
      order.job = DECIDE;
      order.id = ((SnFinding *) g_ptr_array_index (findings, (guint) draw (world, (int) findings->len)))->id;
      order.decision = pick (world, decisions);
      try_order (&world->base, &order, &error);
    }
}

static void
take_back (World *world)
{
  g_autoptr (GError) error = NULL;
  gint64 last_id = 0;
  g_autofree char *last = NULL;

  last = sn_workspace_read (world->base.workspace, read_text, (gpointer) "SELECT max (id) FROM change", NULL, &error);
  g_assert_no_error (error);
  last_id = g_ascii_strtoll (last, NULL, 10) - draw (world, 4);
  sn_workspace_write (world->base.workspace, undo, &(Chosen){ last_id, 0 }, NULL, &error);
}

static void
change_something (World *world, GPtrArray *findings)
{
  static void (*const changes[]) (World *) = { change_person, change_person, change_household, change_line, change_line, change_fact, change_payment };
  int kind = draw (world, 20);

  if (kind < 4)
    list_line (world, draw (world, 3) > 0 ? 2027 : 2025 + draw (world, 2), draw (world, 3) > 0 ? "listed" : "approved");
  else if (kind < 11)
    changes[kind - 4](world);
  else if (kind < 15)
    work (world, findings);
  else if (kind < 17)
    take_back (world);
  else if (kind < 19)
    change_person (world);
  else if (draw (world, 2) > 0)
    change_rules (world);
}

/* ── Tests ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_random (World *world, gconstpointer data)
{
  static const char *const births[] = { "1950-02-03", "1985-06-07", "2012-08-09", "" };
  g_autoptr (GPtrArray) findings = NULL;
  guint n_parts = 0, n_full = 0;

  for (int i = 1; i <= N_PERSONS; i++)
    add_person (&world->base, i, FIRST_HOUSEHOLD + i % N_HOUSEHOLDS, births[i % 4], TOWN);
  /* Amounts that follow from a count, from members and from the town. */
  try_change (world, "UPDATE benefit_rate SET score_source = '残联' WHERE id IN (SELECT r.id FROM benefit_rate r JOIN program g ON g.id = r.program_id"
                     " WHERE g.campaign_id = 2027 ORDER BY r.id LIMIT 2);"
                     "INSERT INTO rate_tier (rate_id, from_score, amount_fen) SELECT id, 8000, 75000 FROM benefit_rate WHERE score_source <> '';"
                     "INSERT INTO rate_condition (rate_id, kind, least) SELECT r.id, 'household_size', 3 FROM benefit_rate r JOIN program g"
                     " ON g.id = r.program_id WHERE g.campaign_id = 2027 ORDER BY r.id LIMIT 1 OFFSET 9");
  for (int i = 0; i < 60; i++)
    list_line (world, 2025 + i % 3, i % 3 < 2 ? "approved" : "listed");
  findings = check (world);
  for (int i = 0; i < N_CHANGES; i++)
    {
      g_autoptr (GPtrArray) before = g_steal_pointer (&findings);
      int n_together = 1 + (draw (world, 6) == 0 ? draw (world, 8) : 0);

      for (int j = 0; j < n_together; j++)
        change_something (world, before);
      findings = check (world);
      n_parts += world->extent == SN_FINDING_LOOK_PART;
      n_full += findings->len > 20;
    }
  g_test_message ("%u of %d looks were at a part; %u findings at the end", n_parts, N_CHANGES, findings->len);
  g_assert_cmpuint (n_parts, >, N_CHANGES / 2);
  g_assert_cmpuint (n_parts, <, N_CHANGES);
  g_assert_cmpuint (n_full, >, N_CHANGES / 2);
}

/* A look at a part is enough for what is one person's, household's or account's; not for what is said of a program. */
static void
test_extents (World *world, gconstpointer data)
{
  add_person (&world->base, 1, 1, "1960-01-01", TOWN);
  add_person (&world->base, 2, 2, "1961-01-01", TOWN);
  add_person (&world->base, 3, 3, "1962-01-01", TOWN);
  do_sql (&world->base, "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
                        " SELECT p.id, g.id, r.id, r.unit, p.id, p.town_id, 75000, (SELECT id FROM officer WHERE name = '经办甲')"
                        " FROM person p, program g JOIN benefit_rate r ON r.program_id = g.id"
                        " WHERE g.campaign_id = 2027 AND g.code = '04.1' AND r.label = '登记失业困难人员'");
  expect (world, SN_FINDING_LOOK_WHOLE, "");
  expect (world, SN_FINDING_LOOK_PART, "");
  do_sql (&world->base, "UPDATE person SET died_on = '2026-12-24' WHERE id = 3");
  expect (world, SN_FINDING_LOOK_PART, "person_died");
  /* The account leads from the line that was touched to one that was not, and back. */
  do_sql (&world->base, "UPDATE person SET account_number = '6217 0000 0000 0000 002' WHERE id = 1");
  expect (world, SN_FINDING_LOOK_PART, "person_died same_account");
  do_sql (&world->base, "UPDATE person SET account_number = '6217000000000000001' WHERE id = 1");
  expect (world, SN_FINDING_LOOK_PART, "person_died");
  do_sql (&world->base, "UPDATE campaign SET amount_change_percent = 10 WHERE id = 2027");
  expect (world, SN_FINDING_LOOK_WHOLE, "person_died");
  do_sql (&world->base, "UPDATE person SET died_on = NULL WHERE id = 3");
  expect (world, SN_FINDING_LOOK_PART, "");
}

/* Another campaign is another matter, and what was known of the first is not taken for it. */
static gpointer
look_at_campaign (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  World *world = data;

  return sn_finding_memory_look (world->memory, connection, &world->extent, error);
}

static void
test_campaigns (World *world, gconstpointer data)
{
  add_person (&world->base, 1, 1, "1960-01-01", TOWN);
  add_line (&world->base, 1, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  do_sql (&world->base, "UPDATE person SET died_on = '2024-12-24'");
  expect (world, SN_FINDING_LOOK_WHOLE, "");
  sn_workspace_set_campaign (world->base.workspace, 2025);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) findings = sn_workspace_read (world->base.workspace, look_at_campaign, world, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (world->extent, ==, SN_FINDING_LOOK_WHOLE);
    g_assert_cmpuint (findings->len, ==, 1);
  }
  sn_workspace_set_campaign (world->base.workspace, 0);
  expect (world, SN_FINDING_LOOK_WHOLE, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/finding-memory/extents", World, NULL, set_up_world, test_extents, tear_down_world);
  g_test_add ("/finding-memory/campaigns", World, NULL, set_up_world, test_campaigns, tear_down_world);
  g_test_add ("/finding-memory/random", World, NULL, set_up_world, test_random, tear_down_world);
  return g_test_run ();
}
