/* test-roster-admission.c: rows of a roster against the registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-date.h"
#include "sn-journal.h"
#include "sn-person-merge.h"
#include "sn-roster-admission.h"
#include "sn-test.h"

#include <string.h>

typedef struct
{
  char        *folder;
  SnWorkspace *workspace;
  SnAdmission  admission;
  guint        n_files;
  char         file_sha256[12]; /* each run reads another file */
  GPtrArray   *rows;
  GPtrArray   *faults;
  gint64       change_id; /* of the last admission */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
  fixture->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_row_free);
  fixture->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->rows);
  g_ptr_array_unref (fixture->faults);
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
  sn_clock_set_today (NULL);
}

static SnRosterRow *
add_row (Fixture *fixture, const char *document_number, const char *name, gint64 amount_fen)
{
  SnRosterRow *row = sn_roster_row_new ();

  row->row = fixture->rows->len + 2;
  row->document_type = g_strdup ("resident");
  row->document_number = g_strdup (document_number);
  row->name = g_strdup (name);
  row->town_id = 310118102;
  row->has_amount = amount_fen >= 0;
  row->amount_fen = MAX (amount_fen, 0);
  g_ptr_array_add (fixture->rows, row);
  return row;
}

static void
take_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static const SnAdmissionResult *
run_with (Fixture *fixture, const char *program_code, const char *rate_label, GCancellable *cancellable, GError **error)
{
  g_snprintf (fixture->file_sha256, sizeof fixture->file_sha256, "%u", fixture->n_files++);
  fixture->admission = (SnAdmission){ .program_code = program_code, .rate_label = rate_label, .sheet = "花名册",
                                      .file_name = "名单.xlsx", .file_sha256 = fixture->file_sha256, .rows = fixture->rows,
                                      .faults = fixture->faults, .leave_out_rejected = TRUE };
  fixture->change_id = sn_workspace_write (fixture->workspace, admit, &fixture->admission, cancellable, error);
  return &fixture->admission.result;
}

static const SnAdmissionResult *
run (Fixture *fixture, const char *program_code)
{
  g_autoptr (GError) error = NULL;

  run_with (fixture, program_code, NULL, NULL, &error);
  g_assert_no_error (error);
  return &fixture->admission.result;
}

/* The next file. */
static void
start_over (Fixture *fixture)
{
  g_ptr_array_set_size (fixture->rows, 0);
  g_ptr_array_set_size (fixture->faults, 0);
}

static gpointer
read_text (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, (const char *) data);

  if (statement == NULL)
    return NULL;
  return sn_statement_step (statement, error) ? g_strdup (sn_statement_get_text (statement, 0)) : g_strdup ("(none)");
}

static char *
query (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = sn_workspace_read (fixture->workspace, read_text, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_sql (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *text = query (fixture, sql);

  g_assert_cmpstr (text, ==, expected);
}

static const SnFault *
find_fault (Fixture *fixture, guint row, const char *code)
{
  for (guint i = 0; i < fixture->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (fixture->faults, i);

      if (fault->row == row && strcmp (fault->code, code) == 0)
        return fault;
    }
  return NULL;
}

static void
assert_fault (Fixture *fixture, guint row, const char *code, SnFaultLevel level)
{
  const SnFault *fault = find_fault (fixture, row, code);

  g_assert_nonnull (fault);
  g_assert_cmpint (fault->level, ==, level);
  g_assert_cmpstr (fault->sheet, ==, "花名册");
  g_assert_cmpuint (strlen (fault->message), >, 20);
}

static void
test_new_people (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;
  SnRosterRow *row = add_row (fixture, "310118196001010010", "王一", 75000);

  take_text (&row->birth_date, "1960-01-01");
  take_text (&row->phone, "13800000001");
  take_text (&row->address, "朱家角镇某路1号");
  take_text (&row->bank_name, "上海农商银行");
  take_text (&row->account_number, "6217000000000000001");
  take_text (&row->account_holder, "王一");
  take_text (&row->note, "备注");
  row->sex = SN_SEX_MALE;
  row->village_id = 310118102001;
  add_row (fixture, "310118196001010029", "李二", -1)->town_id = 0;
  add_row (fixture, "310118196001010037", "赵三", 75000)->rejected = TRUE;
  result = run (fixture, "04.1");

  g_assert_cmpuint (result->rows, ==, 3);
  g_assert_cmpuint (result->accepted, ==, 2);
  g_assert_cmpuint (result->new_persons, ==, 2);
  g_assert_cmpuint (result->matched_persons, ==, 0);
  g_assert_cmpuint (result->rejected, ==, 1);
  g_assert_cmpuint (result->skipped, ==, 0);
  g_assert_cmpuint (result->warned, ==, 0);
  g_assert_cmpint (result->amount_fen, ==, 150000);
  g_assert_cmpuint (fixture->faults->len, ==, 0);
  g_assert_cmpint (fixture->change_id, >, 0);

  assert_sql (fixture, "SELECT count(*) FROM person", "2");
  assert_sql (fixture,
              "SELECT p.name || '|' || p.birth_date || '|' || p.sex || '|' || p.phone || '|' || p.address || '|' || p.bank_name"
              " || '|' || p.account_number || '|' || p.account_holder || '|' || p.town_id || '|' || p.village_id || '|'"
              " || (h.head_id = p.id) || '|' || (h.town_id = p.town_id) FROM person p JOIN household h ON h.id = p.household_id"
              " WHERE document_number = '310118196001010010'",
              "王一|1960-01-01|male|13800000001|朱家角镇某路1号|上海农商银行|6217000000000000001||310118102|310118102001|1|1");
  assert_sql (fixture,
              "SELECT e.amount_fen || '|' || e.state || '|' || e.unit || '|' || e.town_id || '|' || e.source_row || '|' || e.note"
              " || '|' || f.name || '|' || f.sheet || '|' || f.rows || '|' || f.kind || '|' || o.name"
              " FROM entitlement e JOIN source_file f ON f.id = e.source_file_id JOIN officer o ON o.id = e.listed_by"
              " WHERE source_row = 2",
              "75000|listed|person|310118102|2|备注|名单.xlsx|花名册|3|roster|经办甲");
  assert_sql (fixture, "SELECT amount_fen || '|' || coalesce (town_id, 'none') FROM entitlement WHERE source_row = 3",
              "75000|none");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "roster-import[\"名单.xlsx\",\"04.1\",\"2\",\"1,500.00\"]");
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;

  add_row (fixture, "310118196001010010", "王一", 75000);
  add_row (fixture, "310118196001010029", "李二", 75000);
  run (fixture, "04.1");
  result = run (fixture, "04.1");

  g_assert_cmpuint (result->accepted, ==, 2);
  g_assert_cmpuint (result->skipped, ==, 2);
  g_assert_cmpuint (result->matched_persons, ==, 2);
  g_assert_cmpuint (result->new_persons, ==, 0);
  g_assert_cmpint (result->amount_fen, ==, 0);
  g_assert_cmpuint (result->warned, ==, 0);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-import'", "1");
  assert_sql (fixture, "SELECT count(*) FROM source_file", "1");
  assert_sql (fixture, "SELECT count(*) FROM entitlement", "2");
}

static void
test_registry_learns (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;
  SnRosterRow *row = add_row (fixture, "310118196001010010", "王一", 75000);

  take_text (&row->account_number, "6217000000000000001");
  take_text (&row->bank_name, "上海农商银行");
  take_text (&row->account_holder, "王小一");
  run (fixture, "04.1");

  start_over (fixture);
  row = add_row (fixture, "310118196001010010", "王壹", 75000);
  take_text (&row->account_number, "6217000000000000002");
  take_text (&row->phone, "13800000002");
  take_text (&row->address, "某路2号");
  result = run (fixture, "04.1");

  g_assert_cmpuint (result->skipped, ==, 1);
  g_assert_cmpuint (result->warned, ==, 1);
  assert_fault (fixture, 2, "account_changed", SN_FAULT_WARNING);
  assert_fault (fixture, 2, "name_differs", SN_FAULT_WARNING);
  g_assert_cmpuint (fixture->faults->len, ==, 2);
  /* No account number in full where faults are shown. */
  g_assert_null (strstr (find_fault (fixture, 2, "account_changed")->value, "6217000000000000002"));
  g_assert_null (strstr (find_fault (fixture, 2, "account_changed")->message, "6217000000000000001"));
  /* The holder goes with the old account; the bank is not named anew and stays. */
  assert_sql (fixture, "SELECT name || '|' || account_number || '|' || bank_name || '|' || account_holder || '|' || phone || '|' || address"
                       " FROM person",
              "王一|6217000000000000002|上海农商银行||13800000002|某路2号");
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-import'", "2");

  /* The same once more: nothing is left to learn. */
  g_ptr_array_set_size (fixture->faults, 0);
  take_text (&row->name, "王一");
  run (fixture, "04.1");
  g_assert_cmpuint (fixture->faults->len, ==, 0);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-import'", "2");
}

static void
test_other_line (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;
  const SnFault *fault;

  add_row (fixture, "310118196001010010", "王一", 80000);
  run (fixture, "09.1");
  start_over (fixture);
  add_row (fixture, "310118196001010010", "王一", 90000);
  add_row (fixture, "310118196001010010", "王一", 80000)->town_id = 310118002;
  add_row (fixture, "310118196001010010", "王一", 90000);
  result = run (fixture, "09.1");

  g_assert_cmpuint (result->accepted, ==, 3);
  g_assert_cmpuint (result->skipped, ==, 3);
  g_assert_cmpuint (result->changed, ==, 0);
  g_assert_cmpuint (result->warned, ==, 3);
  g_assert_cmpint (result->amount_fen, ==, 0);
  g_assert_cmpuint (result->matched_persons, ==, 1);
  assert_fault (fixture, 2, "listed_already", SN_FAULT_WARNING);
  assert_fault (fixture, 3, "listed_already", SN_FAULT_WARNING);
  fault = find_fault (fixture, 2, "listed_already");
  g_assert_nonnull (strstr (fault->message, "with 800.00 yuan in 朱家角镇, and is left so; this row says 900.00 yuan in 朱家角镇"));
  fault = find_fault (fixture, 3, "listed_already");
  g_assert_nonnull (strstr (fault->message, "this row says 800.00 yuan in "));
  assert_sql (fixture, "SELECT count(*) || '|' || sum (amount_fen) FROM entitlement", "1|80000");
  assert_sql (fixture, "SELECT count(*) FROM source_file", "1");
}

/* Another file, whose amounts the lines that stand get. */
static const SnAdmissionResult *
run_taking (Fixture *fixture, const char *program_code, const char *rate_label, const char *reason, SnDelivery *delivery, GError **error)
{
  g_snprintf (fixture->file_sha256, sizeof fixture->file_sha256, "%u", fixture->n_files++);
  fixture->admission = (SnAdmission){ .program_code = program_code, .rate_label = rate_label, .sheet = "花名册",
                                      .file_name = "更正.xlsx", .file_sha256 = fixture->file_sha256, .rows = fixture->rows, .faults = fixture->faults,
                                      .take_changed_reason = reason, .delivery = delivery };
  fixture->change_id = sn_workspace_write (fixture->workspace, admit, &fixture->admission, NULL, error);
  return &fixture->admission.result;
}

static gboolean
run_sql (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error, (const char *) data);
}

static void
write_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, run_sql, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

/* Told when the list comes, while the town can still correct it. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  static const char *const deaths[] = { "UPDATE person SET died_on = '2024-11-03' WHERE name = '王一'",
                                        "UPDATE person SET moved_on = '2024-12-01' WHERE name = '李二'",
                                        "UPDATE person SET moved_on = '2025-06-01' WHERE name = '赵三'" };

  for (guint round = 0; round < 2; round++)
    {
      start_over (fixture);
      add_row (fixture, "310118196001010010", "王一", 75000);
      add_row (fixture, "310118196001010037", "李二", 75000);
      add_row (fixture, "310118196001010053", "赵三", 75000);
      run (fixture, "04.1");
      if (round > 0)
        break;
      g_assert_cmpuint (fixture->faults->len, ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (deaths); i++)
        write_sql (fixture, deaths[i]);
    }
  g_assert_cmpuint (fixture->faults->len, ==, 2);
  assert_fault (fixture, 2, "person_died", SN_FAULT_WARNING);
  assert_fault (fixture, 3, "person_moved", SN_FAULT_WARNING);
  g_assert_nonnull (strstr (find_fault (fixture, 2, "person_died")->message, "2024-11-03"));
}

static gboolean
take_back (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

#define LINES_SQL \
  "SELECT group_concat (text, ' ') FROM (SELECT p.name || '=' || e.amount_fen || ',' || e.town_id || ',' || f.name || ':' || e.source_row || ','" \
  " || json_array_length (e.changed_by) AS text FROM entitlement e JOIN person p ON p.id = e.person_id JOIN source_file f" \
  " ON f.id = e.source_file_id ORDER BY e.id)"

/* The corrected list: who is still listed gets its amounts and town, all in one change; who is not stays, and it is said why. */
static void
test_changed_lines (Fixture *fixture, gconstpointer data)
{
  static const char before[] = "王一=80000,310118102,名单.xlsx:2,0 李二=80000,310118102,名单.xlsx:3,0 赵三=80000,310118102,名单.xlsx:4,0"
                               " 钱四=80000,310118102,名单.xlsx:5,0";
  g_auto (SnDelivery) delivery = { FALSE };
  g_autoptr (GError) error = NULL;
  const SnAdmissionResult *result;
  const SnDeliveryLine *line;

  add_row (fixture, "310118196001010010", "王一", 80000);
  add_row (fixture, "310118196001010029", "李二", 80000);
  add_row (fixture, "310118196001010037", "赵三", 80000);
  add_row (fixture, "310118196001010045", "钱四", 80000);
  run (fixture, "09.1");
  write_sql (fixture, "UPDATE entitlement SET state = 'held', reason = '待核实' WHERE source_row = 4");
  start_over (fixture);
  add_row (fixture, "310118196001010045", "钱四", 80000);
  add_row (fixture, "310118196001010037", "赵三", 90000);
  add_row (fixture, "310118196001010010", "王一", 100000);
  add_row (fixture, "310118196001010029", "李二", 80000)->town_id = 310118002;
  add_row (fixture, "310118196001010053", "孙五", 70000);

  run_taking (fixture, "09.1", NULL, "  ", &delivery, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  assert_sql (fixture, LINES_SQL, before);
  result = run_taking (fixture, "09.1", NULL, "镇里更正", &delivery, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (result->accepted, ==, 5);
  g_assert_cmpuint (result->skipped, ==, 2);
  g_assert_cmpuint (result->changed, ==, 2);
  g_assert_cmpint (result->changed_before_fen, ==, 160000);
  g_assert_cmpint (result->changed_after_fen, ==, 180000);
  g_assert_cmpint (result->amount_fen, ==, 70000);
  assert_sql (fixture, LINES_SQL,
              "王一=100000,310118102,更正.xlsx:4,1 李二=80000,310118002,更正.xlsx:5,1 赵三=80000,310118102,名单.xlsx:4,0"
              " 钱四=80000,310118102,名单.xlsx:5,0 孙五=70000,310118102,更正.xlsx:6,0");
  g_assert_nonnull (strstr (find_fault (fixture, 3, "listed_already")->message, "release it first"));
  g_assert_nonnull (strstr (find_fault (fixture, 4, "listed_already")->message, "gets what this row says"));
  /* What is said where it is decided the other way; of what cannot be changed there is no other way. */
  g_assert_nonnull (strstr (find_fault (fixture, 4, "listed_already")->otherwise, "is left so"));
  g_assert_null (find_fault (fixture, 3, "listed_already")->otherwise);
  g_assert_cmpuint (delivery.added, ==, 1);
  g_assert_cmpuint (delivery.same, ==, 1);
  g_assert_cmpuint (delivery.changed->len, ==, 3);
  line = g_ptr_array_index (delivery.changed, 0);
  g_assert_cmpstr (line->name, ==, "赵三");
  g_assert_nonnull (line->obstacle);
  line = g_ptr_array_index (delivery.changed, 1);
  g_assert_cmpstr (line->name, ==, "王一");
  g_assert_null (line->obstacle);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "roster-import-change[\"更正.xlsx\",\"09.1\",\"1\",\"700.00\",\"2\",\"1,600.00\",\"1,800.00\",\"镇里更正\"]");

  /* Taken back, all is as it was. */
  sn_workspace_write (fixture->workspace, take_back, &fixture->change_id, NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, LINES_SQL, before);
}

/* Each file that changes a line is signed anew: the first is not taken back from under the second. */
static void
test_changed_lines_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 first;

  add_row (fixture, "310118196001010010", "王一", 80000);
  run (fixture, "09.1");
  start_over (fixture);
  add_row (fixture, "310118196001010010", "王一", 100000);
  run_taking (fixture, "09.1", NULL, "镇里更正", NULL, &error);
  g_assert_no_error (error);
  first = fixture->change_id;
  start_over (fixture);
  add_row (fixture, "310118196001010010", "王一", 100000)->town_id = 310118002;
  run_taking (fixture, "09.1", NULL, "镇里再次更正", NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, LINES_SQL, "王一=100000,310118002,更正.xlsx:2,2");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, take_back, &first, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  assert_sql (fixture, LINES_SQL, "王一=100000,310118002,更正.xlsx:2,2");
}

/* What was handed in is not rewritten, whatever the officer says; what was withdrawn does not stand. */
static void
test_changed_lines_handed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const SnAdmissionResult *result;

  add_row (fixture, "310118196001010010", "王一", 80000);
  add_row (fixture, "310118196001010029", "李二", 80000);
  run (fixture, "09.1");
  write_sql (fixture, "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = 'x', payee_document = 'x'"
                      " WHERE source_row = 2");
  write_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = '有误' WHERE source_row = 3");
  start_over (fixture);
  add_row (fixture, "310118196001010010", "王一", 90000);
  add_row (fixture, "310118196001010029", "李二", 90000);
  result = run_taking (fixture, "09.1", NULL, "镇里更正", NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (result->changed, ==, 0);
  g_assert_cmpuint (result->skipped, ==, 1);
  g_assert_cmpint (result->amount_fen, ==, 90000);
  g_assert_nonnull (strstr (find_fault (fixture, 2, "listed_already")->message, "return the roster first"));
  g_assert_null (find_fault (fixture, 3, "listed_already"));
  assert_sql (fixture, "SELECT group_concat (state || amount_fen, ' ') FROM (SELECT * FROM entitlement ORDER BY id)",
              "submitted80000 withdrawn80000 listed90000");
}

/* A household's line stands for it, whoever is named; another member's row changes it only where the file does not name the one it stands for. */
static void
test_changed_household (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  take_text (&add_row (fixture, "310118196001010010", "王一", 120000)->household_number, "H-1");
  run_with (fixture, "03.1", "低保家庭", NULL, &error);
  g_assert_no_error (error);
  start_over (fixture);
  take_text (&add_row (fixture, "310118196001010029", "王二", 110000)->household_number, "H-1");
  take_text (&add_row (fixture, "310118196001010010", "王一", 120000)->household_number, "H-1");
  g_assert_cmpuint (run_taking (fixture, "03.1", "低保家庭", "镇里更正", NULL, &error)->skipped, ==, 2);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (find_fault (fixture, 2, "listed_already")->message, "whom this file names too"));
  assert_sql (fixture, "SELECT group_concat (amount_fen) FROM entitlement", "120000");

  start_over (fixture);
  take_text (&add_row (fixture, "310118196001010029", "王二", 110000)->household_number, "H-1");
  g_assert_cmpuint (run_taking (fixture, "03.1", "低保家庭", "镇里更正", NULL, &error)->changed, ==, 1);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT group_concat (amount_fen) FROM entitlement", "110000");
}

static gboolean
withdraw_all (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "UPDATE entitlement SET state = 'withdrawn', reason = '有误'");
}

static void
test_withdrawn_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_row (fixture, "310118196001010010", "王一", 75000);
  run (fixture, "04.1");
  sn_workspace_write (fixture->workspace, withdraw_all, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (run (fixture, "04.1")->skipped, ==, 0);
  g_assert_cmpuint (fixture->faults->len, ==, 0);
  assert_sql (fixture, "SELECT group_concat (state, '|') FROM (SELECT state FROM entitlement ORDER BY id)", "withdrawn|listed");
}

static void
test_other_rate (Fixture *fixture, gconstpointer data)
{
  add_row (fixture, "310118196001010010", "王一", 80000);
  add_row (fixture, "310118196001010010", "王一", 30000);
  run (fixture, "03.3");

  g_assert_null (find_fault (fixture, 2, "person_in_program"));
  assert_fault (fixture, 3, "person_in_program", SN_FAULT_WARNING);
  assert_sql (fixture, "SELECT group_concat (label, '|') FROM (SELECT r.label FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id ORDER BY e.id)",
              "新疆兵团返沪困难人员|支援外地建设退休回沪人员");
}

static gint64
find_category (Fixture *fixture, const char *code)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM category WHERE code = '%s'", code);
  g_autofree char *id = query (fixture, sql);

  return g_ascii_strtoll (id, NULL, 10);
}

static void
test_rate_by_category (Fixture *fixture, gconstpointer data)
{
  SnRosterRow *row;

  /* The disability that makes 1500 of 1200 is held by another member, further down in the file. */
  row = add_row (fixture, "310118196001010010", "王一", 150000);
  row->category_id = find_category (fixture, "subsistence-allowance");
  take_text (&row->household_number, "H-1");
  row = add_row (fixture, "310118196001010029", "李二", -1);
  row->category_id = find_category (fixture, "subsistence-allowance");
  row = add_row (fixture, "310118196001010037", "赵三", 120000);
  row->category_id = find_category (fixture, "child-in-need");
  row = add_row (fixture, "310118196001010045", "王四", 150000);
  row->category_id = find_category (fixture, "disabled");
  take_text (&row->household_number, "H-1");
  row->rejected = FALSE;
  run (fixture, "03.1");

  assert_sql (fixture,
              "SELECT group_concat (text, '|') FROM (SELECT r.label || e.amount_fen || e.unit AS text FROM entitlement e"
              " JOIN benefit_rate r ON r.id = e.rate_id WHERE e.source_row < 5 ORDER BY e.id)",
              "低保家庭（残疾家庭）150000household|低保家庭120000household|特困供养人员、孤儿、困境儿童120000person");
  assert_sql (fixture, "SELECT group_concat (from_date || ',' || coalesce (to_date, ''), '|') FROM person_category",
              "2024-12-31,|2024-12-31,|2024-12-31,|2024-12-31,");
  /* Where it is known from stays with it. */
  assert_sql (fixture, "SELECT group_concat (DISTINCT source) FROM person_category", "名单.xlsx");
  /* The fourth row stands for the same household: it is listed, and somebody has to look. */
  assert_fault (fixture, 5, "listed_already", SN_FAULT_WARNING);
  assert_sql (fixture, "SELECT count(DISTINCT household_id) FROM person", "3");
  assert_sql (fixture, "SELECT count(*) FROM person p JOIN household h ON h.id = p.household_id WHERE h.register_number = 'H-1'", "2");

  /* The registry knows the categories now: another file need not say them. */
  start_over (fixture);
  add_row (fixture, "310118196001010010", "王一", -1);
  run (fixture, "03.2");
  assert_sql (fixture, "SELECT r.label || e.amount_fen FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id"
                       " JOIN program g ON g.id = e.program_id WHERE g.code = '03.2'", "低保家庭60000");
}

static void
test_rate_by_amount (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;
  SnRosterRow *row;

  add_row (fixture, "310118194501010018", "钱五", 150000);
  row = add_row (fixture, "310118194501280026", "孙六", 60000);
  take_text (&row->birth_date, "1945-01-28");
  row = add_row (fixture, "310118194501290039", "周七", 60000);
  take_text (&row->birth_date, "1945-01-29");
  add_row (fixture, "310118194501010042", "吴八", 60000);
  add_row (fixture, "310118194501010050", "郑九", 12300);
  row = add_row (fixture, "310118194501010069", "冯十", 60000);
  take_text (&row->rate_text, "低龄特殊困难老人（60周岁及以上）");
  row = add_row (fixture, "310118194501010077", "陈乙", 150000);
  take_text (&row->rate_text, "别的标准");
  row = add_row (fixture, "310118194501010085", "褚丙", 150000);
  take_text (&row->rate_text, "1500元/人");
  result = run (fixture, "03.6");

  g_assert_cmpuint (result->accepted, ==, 8);
  assert_sql (fixture,
              "SELECT group_concat (text, '|') FROM (SELECT substr (r.label, 1, 4) AS text FROM entitlement e"
              " JOIN benefit_rate r ON r.id = e.rate_id ORDER BY e.id)",
              "急难帮困|新春大礼|低龄特殊|新春大礼|急难帮困|低龄特殊|急难帮困|急难帮困");
  /* Both rates of 600 are met at 80; at 79 only one; without a date of birth nothing tells. */
  assert_fault (fixture, 3, "rate_assumed", SN_FAULT_WARNING);
  g_assert_null (find_fault (fixture, 4, "rate_assumed"));
  assert_fault (fixture, 5, "rate_assumed", SN_FAULT_WARNING);
  assert_fault (fixture, 6, "amount_outside_rate", SN_FAULT_WARNING);
  assert_fault (fixture, 8, "rate_unknown", SN_FAULT_WARNING);
  g_assert_cmpuint (fixture->faults->len, ==, 4);
  g_assert_cmpuint (result->warned, ==, 4);
}

static void
test_amount_missing (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;
  SnRosterRow *row = add_row (fixture, "310118196001010010", "王一", -1);

  add_row (fixture, "310118196001010029", "", 110000);
  result = run (fixture, "05.1");

  g_assert_cmpuint (result->rejected, ==, 2);
  g_assert_cmpuint (result->accepted, ==, 0);
  g_assert_cmpuint (result->new_persons, ==, 0);
  g_assert_false (row->rejected);
  assert_fault (fixture, 2, "amount_missing", SN_FAULT_ERROR);
  assert_fault (fixture, 3, "name_missing", SN_FAULT_ERROR);
  assert_sql (fixture, "SELECT count(*) FROM person", "0");
  assert_sql (fixture, "SELECT count(*) FROM source_file", "0");
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action NOT IN ('workspace-create', 'catalogue-install')", "0");
}

static void
test_forced_rate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_row (fixture, "310118196001010010", "王一", 160000);
  run_with (fixture, "10.1", "没有的标准", NULL, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  run_with (fixture, "99.9", NULL, NULL, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_sql (fixture, "SELECT count(*) FROM person", "0");

  run_with (fixture, "10.1", "市妇联标准", NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT r.label || e.amount_fen FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id", "市妇联标准160000");
}

static void
test_households (Fixture *fixture, gconstpointer data)
{
  SnRosterRow *row;

  row = add_row (fixture, "310118196001010010", "甲户主", 100000);
  row = add_row (fixture, "310118196001010029", "甲成员", 100000);
  take_text (&row->head_document_number, "310118196001010010");
  row = add_row (fixture, "310118196001010037", "乙成员", 100000);
  take_text (&row->head_name, "乙户主");
  row = add_row (fixture, "310118196001010045", "乙户主", 100000);
  take_text (&row->head_name, "乙户主");
  /* Two of one name in the town: nobody knows which is meant. */
  add_row (fixture, "310118196001010053", "同名", 100000);
  add_row (fixture, "310118196001010061", "同名", 100000);
  row = add_row (fixture, "31011819600101007X", "丙成员", 100000);
  take_text (&row->head_name, "同名");
  /* Each names the other as head. */
  row = add_row (fixture, "310118196001010088", "丁一", 100000);
  take_text (&row->head_document_number, "310118196001010096");
  row = add_row (fixture, "310118196001010096", "丁二", 100000);
  take_text (&row->head_document_number, "310118196001010088");
  row = add_row (fixture, "310118196001010109", "戊成员", 100000);
  take_text (&row->household_number, "户-5");
  row = add_row (fixture, "310118196001010117", "戊户主", 100000);
  take_text (&row->household_number, "户-5");
  take_text (&row->relation, "户主");
  run_with (fixture, "08.1", NULL, NULL, NULL);

  assert_sql (fixture,
              "SELECT group_concat (members, '|') FROM (SELECT h.name || ':' || (SELECT group_concat (name, '+') FROM"
              "   (SELECT name FROM person WHERE household_id = f.id ORDER BY document_number)) AS members"
              " FROM household f JOIN person h ON h.id = f.head_id WHERE h.name NOT GLOB '丁*'"
              " ORDER BY (SELECT min (document_number) FROM person WHERE household_id = f.id))",
              "甲户主:甲户主+甲成员|乙户主:乙成员+乙户主|同名:同名|同名:同名|丙成员:丙成员|戊户主:戊成员+戊户主");
  assert_sql (fixture, "SELECT count(DISTINCT household_id) || '|' || count(*) FROM person WHERE name GLOB '丁*'", "1|2");
  assert_sql (fixture, "SELECT count(*) FROM pragma_foreign_key_check", "0");

  /* Later files find the households in the registry. */
  start_over (fixture);
  row = add_row (fixture, "310118196001010125", "戊三", 100000);
  take_text (&row->household_number, "户-5");
  row = add_row (fixture, "310118196001010133", "甲三", 100000);
  take_text (&row->head_document_number, "310118196001010029");
  row = add_row (fixture, "310118196001010010", "甲户主", 100000);
  take_text (&row->household_number, "户-1");
  row = add_row (fixture, "310118196001010141", "甲四", 100000);
  take_text (&row->household_number, "户-1");
  run (fixture, "08.1");
  assert_sql (fixture,
              "SELECT group_concat (name, '+') FROM (SELECT p.name FROM person p JOIN household h ON h.id = p.household_id"
              " WHERE h.register_number = '户-5' ORDER BY p.document_number)", "戊成员+戊户主+戊三");
  assert_sql (fixture,
              "SELECT group_concat (name, '+') FROM (SELECT p.name FROM person p JOIN household h ON h.id = p.household_id"
              " WHERE h.register_number = '户-1' ORDER BY p.document_number)", "甲户主+甲成员+甲三+甲四");
  assert_sql (fixture, "SELECT count(*) FROM pragma_foreign_key_check", "0");
}

static void
test_warned (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;

  add_row (fixture, "310118196001010010", "王一", 75000);
  add_row (fixture, "310118196001010029", "李二", 75000);
  add_row (fixture, "310118196001010037", "赵三", 75000)->rejected = TRUE;
  g_ptr_array_add (fixture->faults, sn_fault_new ("花名册", 2, "F", "acct_missing", SN_FAULT_WARNING, "", g_strdup ("-")));
  g_ptr_array_add (fixture->faults, sn_fault_new ("花名册", 2, "G", "phone_bad", SN_FAULT_WARNING, "", g_strdup ("-")));
  g_ptr_array_add (fixture->faults, sn_fault_new ("花名册", 3, "B", "name_inner_space", SN_FAULT_FIXED, "", g_strdup ("-")));
  g_ptr_array_add (fixture->faults, sn_fault_new ("花名册", 4, "F", "acct_missing", SN_FAULT_WARNING, "", g_strdup ("-")));
  result = run (fixture, "04.1");

  g_assert_cmpuint (result->warned, ==, 1);
  g_assert_cmpuint (result->rejected, ==, 1);
  g_assert_cmpuint (fixture->faults->len, ==, 4);
  g_assert_cmpstr (sn_fault_level_to_string (SN_FAULT_FIXED), ==, "fixed");
  g_assert_cmpstr (sn_fault_level_to_string (SN_FAULT_ERROR), ==, "error");
}

static void
cancel_at_once (double fraction, gpointer data)
{
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  if (fraction >= 0.3)
    g_cancellable_cancel (data);
}

static void
add_many_rows (Fixture *fixture, guint n_rows)
{
  gint64 category_id = find_category (fixture, "registered-unemployed");

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("31011819600101%04u", i % 10000);
      SnRosterRow *row;

      if (i >= 10000)
        number[13] = (char) ('2' + (i / 10000 - 1) % 8);
      row = add_row (fixture, number, "王一", 75000);
      row->category_id = category_id;
    }
}

static void
test_bulk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *indexes = query (fixture, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'");
  const SnAdmissionResult *result;

  add_many_rows (fixture, 24000);
  fixture->admission = (SnAdmission){ .program_code = "04.1", .sheet = "花名册", .file_name = "名单.xlsx", .file_sha256 = "aa", .leave_out_rejected = TRUE,
                                      .rows = fixture->rows, .faults = fixture->faults, .progress = cancel_at_once,
                                      .progress_data = cancellable };
  sn_workspace_write (fixture->workspace, admit, &fixture->admission, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM household) + (SELECT count(*) FROM entitlement)", "0");

  result = run (fixture, "04.1");
  g_assert_cmpuint (result->accepted, ==, 24000);
  g_assert_cmpuint (result->new_persons, ==, 24000);
  assert_sql (fixture, "SELECT count(*) FROM person", "24000");
  assert_sql (fixture, "SELECT count(*) FROM household h JOIN person p ON p.id = h.head_id AND p.household_id = h.id", "24000");
  assert_sql (fixture, "SELECT count(*) FROM person_category", "24000");
  assert_sql (fixture, "SELECT count(*) || '|' || sum (amount_fen) FROM entitlement", "24000|1800000000");
  assert_sql (fixture, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'", indexes);
  assert_sql (fixture, "SELECT count(*) FROM pragma_foreign_key_check", "0");
  assert_sql (fixture, "SELECT integrity_check FROM pragma_integrity_check", "ok");
  assert_sql (fixture, "SELECT count(*) > 1 FROM change_part WHERE change_id = (SELECT max (id) FROM change)", "1");

  result = run (fixture, "04.1");
  g_assert_cmpuint (result->skipped, ==, 24000);
  g_assert_cmpuint (result->matched_persons, ==, 24000);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-import'", "1");
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SnAdmission admission = { .program_code = "04.1", .sheet = "花名册", .file_name = "名单.xlsx", .file_sha256 = "aa", .leave_out_rejected = TRUE,
                            .rows = fixture->rows, .faults = fixture->faults };

  add_row (fixture, "310118196001010010", "王一", 75000);
  add_row (fixture, "310118196001010029", "李二", 1);
  g_assert_true (sn_roster_preview (fixture->workspace, &admission, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (admission.result.accepted, ==, 2);
  g_assert_cmpuint (admission.result.warned, ==, 1);
  assert_fault (fixture, 3, "amount_outside_rate", SN_FAULT_WARNING);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM entitlement) + (SELECT count(*) FROM source_file)", "0");
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-import'", "0");

  admission.program_code = "99.9";
  g_assert_false (sn_roster_preview (fixture->workspace, &admission, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

static gboolean
add_first (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  return sn_roster_add (transaction, "04.1", NULL, g_ptr_array_index (fixture->rows, 0), fixture->faults, error);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) twice = NULL;
  g_autoptr (GError) nameless = NULL;
  SnRosterRow *row = add_row (fixture, "310118196001010010", "王一", -1);

  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_first, fixture, NULL, NULL), >, 0);
  assert_sql (fixture, "SELECT amount_fen || state || coalesce (source_file_id, '') || coalesce (source_row, '') FROM entitlement", "75000listed");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "roster-add[\"04.1\",\"750.00\"]");
  assert_sql (fixture, "SELECT count(*) FROM source_file", "0");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_first, fixture, NULL, &twice), ==, 0);
  g_assert_error (twice, SN_ERROR, SN_ERROR_REFUSED);
  g_clear_error (&twice);
  /* Nor with another amount: the line that stands is changed instead. */
  row->has_amount = TRUE;
  row->amount_fen = 60000;
  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_first, fixture, NULL, &twice), ==, 0);
  g_assert_error (twice, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (twice->message, "with 750.00 yuan"));
  g_assert_nonnull (strstr (twice->message, "Change that line"));
  take_text (&row->name, "");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_first, fixture, NULL, &nameless), ==, 0);
  g_assert_error (nameless, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (nameless->message, "name is missing"));
  assert_sql (fixture, "SELECT count(*) FROM entitlement", "1");
}

static gboolean
merge_first_two (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 keep = 0, gone = 0;

  g_assert_true (sn_connection_get_int64 (sn_transaction_get_connection (transaction), &keep, error,
                                          "SELECT id FROM person WHERE document_number = '310118196001010010'"));
  g_assert_true (sn_connection_get_int64 (sn_transaction_get_connection (transaction), &gone, error,
                                          "SELECT id FROM person WHERE document_number = '310118196001010029'"));
  return sn_person_merge (transaction, keep, gone, NULL, error);
}

/* Two entries were merged: whoever still writes the one's number, or its household's, or names it as a head, means the other. */
static void
test_merged (Fixture *fixture, gconstpointer data)
{
  const SnAdmissionResult *result;
  SnRosterRow *row;

  take_text (&add_row (fixture, "310118196001010010", "王一", 75000)->household_number, "H1");
  take_text (&add_row (fixture, "310118196001010029", "王一", 75000)->household_number, "H2");
  run (fixture, "04.1");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, merge_first_two, NULL, NULL, NULL), >, 0);

  start_over (fixture);
  add_row (fixture, "310118196001010029", "王一", 150000);
  add_row (fixture, "310118196001010010", "王一", 150000);
  take_text (&add_row (fixture, "310118196001010037", "王三", 150000)->household_number, "H2");
  row = add_row (fixture, "310118196001010045", "王四", 150000);
  take_text (&row->head_document_number, "310118196001010029");
  result = run (fixture, "13.1");
  g_assert_cmpuint (result->accepted, ==, 4);
  g_assert_cmpuint (result->matched_persons, ==, 1);
  g_assert_cmpuint (result->new_persons, ==, 2);
  assert_fault (fixture, 2, "number_replaced", SN_FAULT_WARNING);
  g_assert_null (find_fault (fixture, 3, "number_replaced"));
  g_assert_null (strstr (find_fault (fixture, 2, "number_replaced")->message, "310118196001010010"));
  assert_sql (fixture, "SELECT count(*) || ' ' || count(DISTINCT p.household_id) FROM person p", "3 1");
  /* The same line by both numbers stands once. */
  assert_sql (fixture, "SELECT count(*) FROM entitlement e JOIN program g ON g.id = e.program_id WHERE g.code = '13.1'", "3");
  g_assert_cmpuint (result->skipped, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/roster-admission/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new-people", test_new_people);
  ADD ("again", test_again);
  ADD ("registry-learns", test_registry_learns);
  ADD ("gone", test_gone);
  ADD ("other-line", test_other_line);
  ADD ("changed-lines", test_changed_lines);
  ADD ("changed-lines-again", test_changed_lines_again);
  ADD ("changed-lines-handed-in", test_changed_lines_handed_in);
  ADD ("changed-household", test_changed_household);
  ADD ("withdrawn-line", test_withdrawn_line);
  ADD ("other-rate", test_other_rate);
  ADD ("rate-by-category", test_rate_by_category);
  ADD ("rate-by-amount", test_rate_by_amount);
  ADD ("amount-missing", test_amount_missing);
  ADD ("forced-rate", test_forced_rate);
  ADD ("households", test_households);
  ADD ("warned", test_warned);
  ADD ("bulk", test_bulk);
  ADD ("preview", test_preview);
  ADD ("add", test_add);
  ADD ("merged", test_merged);
  return g_test_run ();
}
