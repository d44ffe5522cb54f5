/* test-officer-rights.c: who may look at numbers in full, and what each look leaves in the journal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "person-fixture.h"

#include "sn-officer-rights.h"
#include "sn-person-reveal.h"

typedef struct
{
  gint64           id; /* of the person, or the officer */
  SnProtectedField field;
  gint64           row_id;
  gboolean         yes;
  char            *text;
} Work;

static gboolean
reveal (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  g_clear_pointer (&work->text, g_free);
  return sn_person_reveal (transaction, work->id, work->field, work->row_id, &work->text, error);
}

static gboolean
set_right (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return sn_officer_set_may_reveal (transaction, work->id, work->yes, error);
}

static gboolean
limit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_set_reveal_limited (transaction, ((Work *) data)->yes, error);
}

static gpointer
list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_list (connection, error);
}

static const SnOfficer *
find (GPtrArray *officers, const char *name)
{
  for (guint i = 0; i < officers->len; i++)
    if (g_str_equal (((SnOfficer *) g_ptr_array_index (officers, i))->name, name))
      return g_ptr_array_index (officers, i);
  g_assert_not_reached ();
}

static gint64
get_officer (Fixture *fixture, const char *name, gboolean *may_reveal)
{
  g_autoptr (GPtrArray) officers = sn_workspace_read (fixture->workspace, list, NULL, NULL, NULL);
  const SnOfficer *officer = find (officers, name);

  if (may_reveal != NULL)
    *may_reveal = officer->may_reveal;
  return officer->id;
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *word;
    gint64      row_id;
    const char *text;
  } vectors[] = {
    { "document", 0, NUMBER }, { "id", 0, NUMBER }, { "account", 0, "6217000000000000004" }, { "phone", 0, "13900000001" },
    { "guardian-phone", 0, "" }, { "disability-certificate", 0, NUMBER "43" }, { "other-account", 7, "1234567890" },
    { "other-document", 8, "E12345678" },
  };
  Work work = { .id = create_person (fixture, "单伟", NUMBER) };

  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000004', phone = '13900000001', disability_certificate = '" NUMBER "43';"
                   "INSERT INTO other_account (id, person_id, account_number) SELECT 7, id, '1234567890' FROM person;"
                   "INSERT INTO other_document (id, person_id, document_type, document_number) SELECT 8, id, 'passport', 'E12345678' FROM person");
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *expected = g_strdup_printf ("person-reveal[\"%" G_GINT64_FORMAT "\",\"%s\"]0", work.id, i == 1 ? "document" : vectors[i].word);
      gint64 change_id;

      g_assert_true (sn_protected_field_from_string (vectors[i].word, &work.field));
      work.row_id = vectors[i].row_id;
      change_id = do_write (fixture, reveal, &work);
      g_assert_cmpstr (work.text, ==, vectors[i].text);
      assert_sql (fixture, "SELECT action || arguments || (SELECT count(*) FROM change_part WHERE change_id = c.id) FROM change c"
                           " ORDER BY id DESC LIMIT 1", expected);
      refuse_write (fixture, undo, &change_id, SN_ERROR_REFUSED, "");
    }
  g_assert_false (sn_protected_field_from_string ("name", &work.field));
  /* Another person's account is not looked at through this one. */
  g_clear_pointer (&work.text, g_free);
  work = (Work){ .id = create_person (fixture, "单母", OTHER_NUMBER), .field = SN_PROTECTED_OTHER_ACCOUNT, .row_id = 7 };
  refuse_write (fixture, reveal, &work, SN_ERROR_NOT_FOUND, "not there");
  g_assert_null (work.text);
}

static void
test_rights (Fixture *fixture, gconstpointer data)
{
  Work look = { .id = create_person (fixture, "单伟", NUMBER) };
  Work work = { 0 };
  gboolean may;
  gint64 first = get_officer (fixture, "经办甲", &may), second;

  g_assert_true (may);
  /* Nobody is limited: everybody may look. */
  act_as (fixture, "经办乙");
  second = get_officer (fixture, "经办乙", &may);
  g_assert_true (may);
  do_write (fixture, reveal, &look);

  act_as (fixture, NULL);
  work = (Work){ .id = second, .yes = FALSE };
  do_write (fixture, set_right, &work);
  assert_sql (fixture, LATEST, "officer-reveal-forbid[\"经办乙\"]");
  g_assert_cmpint (do_write (fixture, set_right, &work), ==, SN_WORKSPACE_UNCHANGED);
  /* The right is not asked for yet, but who has it not cannot give it. */
  act_as (fixture, "经办乙");
  do_write (fixture, reveal, &look);
  work.yes = TRUE;
  refuse_write (fixture, set_right, &work, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_write (fixture, limit, &work, SN_ERROR_REFUSED, "is set by 经办甲");

  act_as (fixture, NULL);
  do_write (fixture, limit, &work);
  assert_sql (fixture, LATEST, "reveal-limit[]");
  do_write (fixture, reveal, &look);
  act_as (fixture, "经办乙");
  refuse_write (fixture, reveal, &look, SN_ERROR_REFUSED, "only named officers");
  g_assert_null (look.text);
  work.yes = FALSE;
  refuse_write (fixture, limit, &work, SN_ERROR_REFUSED, "is set by 经办甲");
  /* Another name is no way in: who is made known now has not the right. */
  act_as (fixture, "经办丙");
  get_officer (fixture, "经办丙", &may);
  g_assert_false (may);
  refuse_write (fixture, reveal, &look, SN_ERROR_REFUSED, "only named officers");
  work = (Work){ .id = get_officer (fixture, "经办丙", NULL), .yes = TRUE };
  refuse_write (fixture, set_right, &work, SN_ERROR_REFUSED, "is set by 经办甲");

  /* The first officer gives it, and keeps his own. */
  act_as (fixture, NULL);
  do_write (fixture, set_right, &work);
  assert_sql (fixture, LATEST, "officer-reveal-allow[\"经办丙\"]");
  act_as (fixture, "经办丙");
  do_write (fixture, reveal, &look);
  /* To have the right is not to give it, nor to take it, nor to open or close: who names for duties names for this. */
  work.yes = FALSE;
  refuse_write (fixture, limit, &work, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_write (fixture, set_right, &work, SN_ERROR_REFUSED, "is set by 经办甲");
  work = (Work){ .id = second, .yes = TRUE };
  refuse_write (fixture, set_right, &work, SN_ERROR_REFUSED, "is set by 经办甲");
  act_as (fixture, NULL);
  work = (Work){ .id = first, .yes = FALSE };
  refuse_write (fixture, set_right, &work, SN_ERROR_REFUSED, "first officer always");
  work.id = 4711;
  refuse_write (fixture, set_right, &work, SN_ERROR_NOT_FOUND, "no such officer");
  g_free (look.text);
}

/* Taking a change back is no way around: neither for who was limited, nor for who lost the right. */
static void
test_undo_opens_nothing (Fixture *fixture, gconstpointer data)
{
  Work work = { .yes = TRUE };
  gint64 limited, forbidden;

  act_as (fixture, "经办乙");
  act_as (fixture, NULL);
  work.id = get_officer (fixture, "经办乙", NULL);
  limited = do_write (fixture, limit, &work);
  work.yes = FALSE;
  forbidden = do_write (fixture, set_right, &work);
  act_as (fixture, "经办乙");
  refuse_write (fixture, undo, &limited, SN_ERROR_REFUSED, "is set by 经办甲");
  refuse_write (fixture, undo, &forbidden, SN_ERROR_REFUSED, "is set by 经办甲");
  assert_sql (fixture, "SELECT reveal_limited || (SELECT may_reveal FROM officer WHERE name = '经办乙') FROM workspace", "10");
  act_as (fixture, NULL);
  do_write (fixture, undo, &forbidden);
  do_write (fixture, undo, &limited);
  assert_sql (fixture, "SELECT reveal_limited || (SELECT may_reveal FROM officer WHERE name = '经办乙') FROM workspace", "01");
}

/* (nullable): what the schema says of a statement that is tried past all functions */
static gboolean
write_raw (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run_script (sn_transaction_get_connection (transaction), data, error);
}

#define FIRST "(SELECT id FROM officer WHERE name = '经办甲')"
#define SECOND "(SELECT id FROM officer WHERE name = '经办乙')"
#define THIRD "(SELECT id FROM officer WHERE name = '经办丙')"
#define AS(who) "UPDATE writer SET acting_id = " who ";"
#define UNDOING_AS(who) "UPDATE writer SET undoing = 1, acting_id = " who ";"

/* Duties and the right to see numbers follow one rule, and the schema holds it. */
static void
test_raw_attempts (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {
    /* unsigned, signed by oneself, by somebody who is not the first */
    "UPDATE officer SET may_reveal = 1 WHERE name = '经办乙'",
    AS (SECOND) "UPDATE officer SET may_reveal = 1 WHERE name = '经办乙'",
    AS (SECOND) "UPDATE officer SET may_approve = 1 WHERE name = '经办乙'",
    AS (THIRD) "UPDATE officer SET may_approve = 1 WHERE name = '经办乙'",
    AS (THIRD) "UPDATE officer SET may_prepare = 0 WHERE name = '经办丙'",
    "UPDATE officer SET may_reveal = 0 WHERE name = '经办丙'",
    /* the first: nothing by himself, nothing by one who does not approve; the right is never his to lose */
    AS (FIRST) "UPDATE officer SET may_review = 1 WHERE name = '经办甲'",
    AS (SECOND) "UPDATE officer SET may_review = 1 WHERE name = '经办甲'",
    AS (FIRST) "UPDATE officer SET may_reveal = 0 WHERE name = '经办甲'",
    /* the limits, opened and closed */
    AS (SECOND) "UPDATE workspace SET reveal_limited = 0",
    "UPDATE workspace SET duties_limited = 0",
    /* somebody new who waits for nothing, or comes before the first */
    "INSERT INTO officer (id, name, known_at, may_reveal, may_prepare, may_review, may_approve) SELECT 99, '新来丁', known_at, 1, 0, 0, 0 FROM officer"
    " WHERE name = '经办甲'",
    "INSERT INTO officer (id, name, known_at, may_reveal, may_prepare, may_review, may_approve) SELECT 99, '新来丁', known_at, 0, 0, 0, 1 FROM officer"
    " WHERE name = '经办甲'",
    "INSERT INTO officer (id, name, known_at, may_reveal, may_prepare, may_review, may_approve) SELECT id - 1, '新来丁', known_at, 0, 0, 0, 0"
    "  FROM officer WHERE name = '经办甲'",
    "UPDATE officer SET id = id - 2 WHERE name = '经办丙'",
    "UPDATE workspace SET office = office + 1",
    /* by the row's other name, and by a row that takes the other's place */
    "INSERT INTO officer (id, name, known_at, may_reveal, may_prepare, may_review, may_approve) SELECT id + 99, '新来丁', known_at, 0, 0, 0, 0"
    "  FROM officer WHERE name = '经办甲'; UPDATE officer SET rowid = rowid - 100 WHERE name = '新来丁'",
    "INSERT OR REPLACE INTO workspace (id, office, created_at) SELECT id, office, created_at FROM workspace",
    "DELETE FROM workspace",
    /* as if taken back, by who could not have set it so */
    UNDOING_AS (SECOND) "UPDATE officer SET may_reveal = 1 WHERE name = '经办乙'",
    UNDOING_AS (SECOND) "UPDATE workspace SET reveal_limited = 0",
    UNDOING_AS ("NULL") "UPDATE officer SET may_approve = 1 WHERE name = '经办乙'",
    UNDOING_AS (FIRST) "UPDATE officer SET may_review = 1 WHERE name = '经办甲'",
  };
  Work work = { .yes = TRUE };

  act_as (fixture, "经办乙");
  act_as (fixture, "经办丙");
  act_as (fixture, NULL);
  do_write (fixture, limit, &work);
  do_sql (fixture, AS (FIRST) "UPDATE workspace SET duties_limited = 1; UPDATE officer SET may_reveal = 0, may_approve = 0 WHERE name = '经办乙';"
                   "UPDATE officer SET may_review = 0 WHERE name = '经办甲';" AS ("NULL"));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i]);
      g_assert_cmpint (sn_workspace_write (fixture->workspace, write_raw, (gpointer) refused[i], NULL, &error), ==, 0);
      g_assert_nonnull (error);
      if (strstr (error->message, "officers are named by the first") == NULL)
        g_assert_nonnull (strstr (error->message, "first officer"));
    }
  assert_sql (fixture, "SELECT acting_id IS NULL FROM writer", "1");
  /* And what is right: the first names, and one who approves names him. */
  do_sql (fixture, AS (FIRST) "UPDATE officer SET may_reveal = 1, may_approve = 1 WHERE name = '经办乙';"
                   AS (SECOND) "UPDATE officer SET may_review = 1 WHERE name = '经办甲';"
                   AS (FIRST) "UPDATE workspace SET reveal_limited = 0, duties_limited = 0;" AS ("NULL"));
}

#define ADD(name, func) g_test_add ("/officer-rights/" name, Fixture, NULL, set_up, func, tear_down)

/* Who made the workspace is who became known first, whatever a clock said: a computer whose clock went wrong makes nobody else the first. */
static void
test_first_officer_by_no_clock (Fixture *fixture, gconstpointer data)
{
  const SnOfficer *first;
  g_autoptr (GPtrArray) officers = NULL;

  act_as (fixture, "钟慢的人");
  do_sql (fixture, "UPDATE officer SET known_at = '2000-01-01T00:00:00Z' WHERE name = '钟慢的人'");
  officers = sn_workspace_read (fixture->workspace, list, NULL, NULL, NULL);
  first = g_ptr_array_index (officers, 0);
  g_assert_cmpstr (first->name, ==, "经办甲");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fields", test_fields);
  ADD ("rights", test_rights);
  ADD ("undo-opens-nothing", test_undo_opens_nothing);
  ADD ("raw-attempts", test_raw_attempts);
  ADD ("first-officer-by-no-clock", test_first_officer_by_no_clock);
  return g_test_run ();
}
