/* test-person.c: one person of the registry: adding, changing, correcting, revealing, and what the journal says of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-journal.h"
#include "sn-name.h"
#include "sn-officer-rights.h"
#include "sn-person-edit.h"
#include "sn-person-reveal.h"
#include "sn-resident-id.h"

#define TOWN 310118102
#define VILLAGE 310118102001
#define NUMBER "310199196001011236"       /* a man, born 1960-01-01 */
#define OTHER_NUMBER "310199196502034524" /* a woman, born 1965-02-03 */

/* ── Short ways ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnPerson     *person;
  const SnPersonEdit *edit;
  gint64              id;
  char               *revealed;
} Work;

static gboolean
insert (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_person_insert (transaction, work->person, &work->id, error);
}

static gboolean
insert_in_bulk (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_transaction_begin_bulk (transaction, "person", 1000, error) &&
         sn_person_insert (transaction, ((Work *) data)->person, NULL, error);
}

static gboolean
update (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_update (transaction, ((Work *) data)->person, error);
}

static gboolean
correct (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_person_edit (transaction, work->id, work->edit, error);
}

static gboolean
reveal (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_person_reveal (transaction, work->id, SN_PROTECTED_DOCUMENT, 0, &work->revealed, error);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static gpointer
look_up (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_lookup (connection, *(gint64 *) data, error);
}

static gpointer
find (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnPerson *who = data;
  gint64 id = -1;

  if (!sn_person_find_by_document (connection, who->document_type, who->document_number, &id, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

/* The id of the Change, or SN_WORKSPACE_UNCHANGED */
static gint64
do_write (Fixture *fixture, SnWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change_id, !=, 0);
  return change_id;
}

static void
refuse_write (Fixture *fixture, SnWriteFunc func, gpointer data, SnError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, func, data, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, (int) code);
}

static gint64
add (Fixture *fixture, const SnPerson *draft)
{
  Work work = { .person = draft };

  do_write (fixture, insert, &work);
  return work.id;
}

static SnPerson *
get (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  SnPerson *person = sn_workspace_read (fixture->workspace, look_up, &id, NULL, &error);

  g_assert_no_error (error);
  return person;
}

static gint64
find_id (Fixture *fixture, const char *type, const char *number)
{
  g_autoptr (GError) error = NULL;
  SnPerson who = { .document_type = (char *) type, .document_number = (char *) number };
  g_autofree gint64 *id = sn_workspace_read (fixture->workspace, find, &who, NULL, &error);

  g_assert_no_error (error);
  return *id;
}

#define LATEST "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1"
#define N_CHANGES "SELECT count(*) FROM change"

/* ── Adding ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = {
    .name = (char *) "曾国藩", .document_type = (char *) "resident", .document_number = (char *) NUMBER,
    .phone = (char *) "13800000000",
    .relation = (char *) "户主", .town_id = TOWN, .village_id = VILLAGE, .address = (char *) "新风路1号",
    .bank_name = (char *) "上海农商银行", .account_number = (char *) "6217000000000000004", .account_holder = (char *) "曾小弟",
    .note = (char *) "备注",
  };
  gint64 id = add (fixture, &draft);
  g_autoptr (SnPerson) person = get (fixture, id);
  g_autofree char *household = NULL;

  g_assert_cmpint (id, ==, sn_person_id_for_document ("resident", NUMBER));
  g_assert_cmpint (person->id, ==, id);
  g_assert_cmpstr (person->name, ==, "曾国藩");
  g_assert_cmpstr (person->name_pinyin, ==, "zeng guo fan");
  g_assert_cmpstr (person->document_type, ==, "resident");
  g_assert_cmpstr (person->document_number, ==, NUMBER);
  g_assert_cmpstr (person->birth_date, ==, "1960-01-01");
  g_assert_cmpstr (person->sex, ==, "male");
  g_assert_cmpstr (person->phone, ==, "13800000000");
  g_assert_cmpstr (person->relation, ==, "户主");
  g_assert_cmpint (person->town_id, ==, TOWN);
  g_assert_cmpint (person->village_id, ==, VILLAGE);
  g_assert_cmpstr (person->address, ==, "新风路1号");
  g_assert_cmpstr (person->bank_name, ==, "上海农商银行");
  g_assert_cmpstr (person->account_number, ==, "6217000000000000004");
  g_assert_cmpstr (person->account_holder, ==, "曾小弟");
  g_assert_cmpstr (person->note, ==, "备注");
  /* A household of one, with this head, at the same place. */
  household = g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|310118102|310118102001|新风路1号|none|1",
                               person->household_id, id);
  assert_sql (fixture,
              "SELECT id || '|' || head_id || '|' || town_id || '|' || village_id || '|' || address"
              " || '|' || coalesce (register_number, 'none') || '|' || (SELECT count(*) FROM household) FROM household", household);
}

/* What is not given: no string of the result is NULL. */
static void
test_insert_little (Fixture *fixture, gconstpointer data)
{
  SnPerson woman = { .name = (char *) "王一", .document_number = (char *) OTHER_NUMBER };
  SnPerson stranger = { .name = (char *) "Mary Ann", .document_type = (char *) "passport",
                        .document_number = (char *) "E12345678" };
  SnPerson stated = {
    .name = (char *) "王二", .document_number = (char *) NUMBER, .birth_date = (char *) "1961-02-03", .sex = (char *) "female",
  };
  SnPerson odd = { .name = (char *) "王三", .document_number = (char *) "不详三百一十八号一九六零一月一日一" };
  g_autoptr (SnPerson) first = get (fixture, add (fixture, &woman));
  g_autoptr (SnPerson) second = get (fixture, add (fixture, &stranger));
  g_autoptr (SnPerson) third = get (fixture, add (fixture, &stated));
  g_autoptr (SnPerson) fourth = get (fixture, add (fixture, &odd));

  g_assert_cmpstr (first->document_type, ==, "resident");
  g_assert_cmpstr (first->birth_date, ==, "1965-02-03");
  g_assert_cmpstr (first->sex, ==, "female");
  g_assert_cmpstr (first->phone, ==, "");
  g_assert_cmpstr (first->relation, ==, "");
  g_assert_cmpstr (first->address, ==, "");
  g_assert_cmpstr (first->bank_name, ==, "");
  g_assert_cmpstr (first->account_number, ==, "");
  g_assert_cmpstr (first->account_holder, ==, "");
  g_assert_cmpstr (first->note, ==, "");
  g_assert_cmpint (first->town_id, ==, 0);
  g_assert_cmpint (first->village_id, ==, 0);
  g_assert_cmpint (first->household_id, !=, second->household_id);
  g_assert_cmpstr (second->birth_date, ==, "");
  g_assert_cmpstr (second->sex, ==, "unknown");
  g_assert_cmpstr (second->name_pinyin, ==, "mary ann");
  g_assert_cmpint (second->id, ==, sn_person_id_for_document ("passport", "E12345678"));
  g_assert_cmpstr (third->birth_date, ==, "1961-02-03");
  g_assert_cmpstr (third->sex, ==, "female");
  g_assert_cmpstr (fourth->birth_date, ==, "");
  g_assert_cmpstr (fourth->sex, ==, "unknown");
}

/* A number of eighteen letters says nobody's sex. */
static void
test_insert_no_number (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "王一", .document_number = (char *) "ABCDEFGHIJKLMNOPQR" };
  g_autoptr (SnPerson) person = get (fixture, add (fixture, &draft));

  g_assert_cmpstr (person->birth_date, ==, "");
  g_assert_cmpstr (person->sex, ==, "unknown");
}

static void
test_insert_refusals (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "王一", .document_number = (char *) NUMBER };
  SnPerson again = { .name = (char *) "王二", .document_type = (char *) "resident", .document_number = (char *) NUMBER };
  SnPerson nameless = { .document_number = (char *) OTHER_NUMBER };
  SnPerson blank = { .name = (char *) "", .document_number = (char *) OTHER_NUMBER };
  SnPerson numberless = { .name = (char *) "王一" };
  SnPerson empty_number = { .name = (char *) "王一", .document_number = (char *) "" };
  SnPerson permit = { .name = (char *) "王一", .document_type = (char *) "other", .document_number = (char *) NUMBER };
  Work work = { .person = &again };

  add (fixture, &draft);
  refuse_write (fixture, insert, &work, SN_ERROR_REFUSED);
  refuse_write (fixture, insert_in_bulk, &work, SN_ERROR_REFUSED);
  work.person = &nameless;
  refuse_write (fixture, insert, &work, SN_ERROR_INVALID_INPUT);
  work.person = &blank;
  refuse_write (fixture, insert, &work, SN_ERROR_INVALID_INPUT);
  work.person = &numberless;
  refuse_write (fixture, insert, &work, SN_ERROR_INVALID_INPUT);
  work.person = &empty_number;
  refuse_write (fixture, insert, &work, SN_ERROR_INVALID_INPUT);
  /* No household is left behind. */
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) || (SELECT count(*) FROM household)", "11");
  /* The same number of another kind is another document. */
  g_assert_cmpint (add (fixture, &permit), ==, sn_person_id_for_document ("other", NUMBER));
}

/* Foreign rows sit where the document's hash points and behind: the next free id is taken, found, and refused a second time. */
static void
test_collision (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "王一", .document_number = (char *) NUMBER };
  gint64 hashed_id = sn_person_id_for_document ("resident", NUMBER), id;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO household (id) VALUES (1);"
    "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, household_id)"
    " VALUES (%" G_GINT64_FORMAT ", '甲', 'jia', X'00', X'00', 'other', 'A', 1),"
    " (%" G_GINT64_FORMAT ", '乙', 'yi', X'00', X'00', 'passport', '" NUMBER "', 1),"
    " (%" G_GINT64_FORMAT ", '丙', 'bing', X'00', X'00', 'other', 'B', 1);", hashed_id, hashed_id + 1, hashed_id + 2);
  Work work = { .person = &draft };

  do_sql (fixture, sql);
  g_assert_cmpint (find_id (fixture, "resident", NUMBER), ==, 0);
  id = add (fixture, &draft);
  g_assert_cmpint (id, ==, hashed_id + 3);
  g_assert_cmpint (find_id (fixture, "resident", NUMBER), ==, id);
  g_assert_cmpint (find_id (fixture, "other", "A"), ==, hashed_id);
  refuse_write (fixture, insert, &work, SN_ERROR_REFUSED);
  refuse_write (fixture, insert_in_bulk, &work, SN_ERROR_REFUSED);
  assert_sql (fixture, "SELECT count(*) FROM person", "4");
}

static void
test_lookup (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "王一", .document_number = (char *) NUMBER };
  g_autoptr (GError) error = NULL;
  gint64 id = 4711;

  g_assert_cmpint (find_id (fixture, "resident", NUMBER), ==, 0);
  g_assert_cmpint (add (fixture, &draft), ==, find_id (fixture, "resident", NUMBER));
  g_assert_cmpint (find_id (fixture, "passport", NUMBER), ==, 0);
  g_assert_null (sn_workspace_read (fixture->workspace, look_up, &id, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

/* ── Changing ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
assert_keys (Fixture *fixture, const char *name)
{
  g_autoptr (GBytes) pinyin = sn_name_pinyin_key (name);
  g_autoptr (GBytes) stroke = sn_name_stroke_key (name);
  g_autofree char *spelling = sn_name_pinyin (name);
  g_autoptr (GString) expected = g_string_new (name);

  g_string_append_printf (expected, "|%s|", spelling);
  for (gsize i = 0; i < g_bytes_get_size (pinyin); i++)
    g_string_append_printf (expected, "%02X", ((const guint8 *) g_bytes_get_data (pinyin, NULL))[i]);
  g_string_append_c (expected, '|');
  for (gsize i = 0; i < g_bytes_get_size (stroke); i++)
    g_string_append_printf (expected, "%02X", ((const guint8 *) g_bytes_get_data (stroke, NULL))[i]);
  assert_sql (fixture, "SELECT name || '|' || name_pinyin || '|' || hex (pinyin_key) || '|' || hex (stroke_key) FROM person",
              expected->str);
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER, .town_id = TOWN };
  gint64 id = add (fixture, &draft);
  g_autoptr (SnPerson) person = get (fixture, id);
  g_autoptr (SnPerson) stored = NULL;
  Work work = { .person = person };

  assert_keys (fixture, "曾伟");
  /* Equal content: no Change. */
  g_assert_cmpint (do_write (fixture, update, &work), ==, SN_WORKSPACE_UNCHANGED);

  g_free (person->name);
  person->name = g_strdup ("单伟");
  g_free (person->phone);
  person->phone = g_strdup ("13900000000");
  g_free (person->birth_date);
  person->birth_date = g_strdup ("");
  person->town_id = 0;
  g_assert_cmpint (do_write (fixture, update, &work), >, 0);
  assert_keys (fixture, "单伟");
  stored = get (fixture, id);
  g_assert_cmpstr (stored->phone, ==, "13900000000");
  g_assert_cmpstr (stored->birth_date, ==, "");
  g_assert_cmpint (stored->town_id, ==, 0);
  g_assert_cmpint (stored->household_id, ==, person->household_id);
  assert_sql (fixture, "SELECT (birth_date IS NULL) || (town_id IS NULL) FROM person", "11");
}

static void
test_update_refusals (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER };
  gint64 id = add (fixture, &draft);
  g_autoptr (SnPerson) person = get (fixture, id);
  SnPerson changed = *person;
  Work work = { .person = &changed };

  changed.document_number = (char *) OTHER_NUMBER;
  refuse_write (fixture, update, &work, SN_ERROR_REFUSED);
  changed = *person;
  changed.document_type = (char *) "other";
  refuse_write (fixture, update, &work, SN_ERROR_REFUSED);
  changed = *person;
  changed.name = (char *) "";
  refuse_write (fixture, update, &work, SN_ERROR_INVALID_INPUT);
  changed.name = NULL;
  refuse_write (fixture, update, &work, SN_ERROR_INVALID_INPUT);
  changed = *person;
  changed.id = 4711;
  refuse_write (fixture, update, &work, SN_ERROR_NOT_FOUND);
  assert_keys (fixture, "曾伟");
}

static void
test_correct (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = {
    .name = (char *) "曾伟", .document_number = (char *) NUMBER, .phone = (char *) "1", .address = (char *) "旧址",
    .bank_name = (char *) "旧行",
    .account_number = (char *) "6217000000000000004", .account_holder = (char *) "曾大",
  };
  SnPersonEdit correction = { .texts = { [SN_PERSON_FIELD_NAME] = " 单\xe3\x80\x80伟 ", [SN_PERSON_FIELD_PHONE] = " １３９ 0000-0001 ",
                                         [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "6222 0200 0000 0000 000" } };
  SnPersonEdit emptying = { .texts = { [SN_PERSON_FIELD_PHONE] = "", [SN_PERSON_FIELD_ADDRESS] = "", [SN_PERSON_FIELD_BANK_NAME] = "",
                                       [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "", [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "" } };
  gint64 id = add (fixture, &draft);
  g_autofree char *expected = g_strdup_printf ("person-edit[\"%" G_GINT64_FORMAT "\"]", id);
  Work work = { .edit = &correction, .id = id };

  g_assert_cmpint (do_write (fixture, correct, &work), >, 0);
  assert_keys (fixture, "单伟");
  assert_sql (fixture,
              "SELECT phone || '|' || address || '|' || bank_name || '|' || account_number || '|' || account_holder FROM person",
              "13900000001|旧址|旧行|6222020000000000000|曾大");
  assert_sql (fixture, LATEST, expected);

  work.edit = &emptying;
  g_assert_cmpint (do_write (fixture, correct, &work), >, 0);
  assert_sql (fixture, "SELECT name || '|' || phone || address || bank_name || account_number || account_holder FROM person",
              "单伟|");
}

static void
test_correct_nothing (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER, .phone = (char *) "13900000001",
                     .account_number = (char *) "1234567890" };
  SnPersonEdit nothing = { .texts = { NULL } };
  SnPersonEdit the_same = { .texts = { [SN_PERSON_FIELD_NAME] = "曾 伟", [SN_PERSON_FIELD_PHONE] = "+86 13900000001 ", [SN_PERSON_FIELD_ADDRESS] = "",
                                       [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "12345-67890", [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "曾伟",
                                       [SN_PERSON_FIELD_BIRTH_DATE] = "", [SN_PERSON_FIELD_SEX] = "男" } };
  Work work = { .edit = &nothing, .id = add (fixture, &draft) };

  g_assert_cmpint (do_write (fixture, correct, &work), ==, SN_WORKSPACE_UNCHANGED);
  work.edit = &the_same;
  g_assert_cmpint (do_write (fixture, correct, &work), ==, SN_WORKSPACE_UNCHANGED);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'person-edit'", "0");
}

static void
test_correct_refusals (Fixture *fixture, gconstpointer data)
{
  static const SnPersonEdit wrong[] = {
    { .texts = { [SN_PERSON_FIELD_NAME] = "" } },
    { .texts = { [SN_PERSON_FIELD_NAME] = " \xe3\x80\x80 " } },
    { .texts = { [SN_PERSON_FIELD_PHONE] = "13900000001", [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "123456789" } },
    { .texts = { [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "6217E00000000000004" } },
    { .texts = { [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "无" } },
    { .texts = { [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "123456789012345678901234567890123" } },
  };
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER };
  Work work = { .id = add (fixture, &draft) };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      work.edit = &wrong[i];
      refuse_write (fixture, correct, &work, SN_ERROR_INVALID_INPUT);
    }
  work.edit = &(SnPersonEdit){ .texts = { [SN_PERSON_FIELD_PHONE] = "13900000001" } };
  work.id = 4711;
  refuse_write (fixture, correct, &work, SN_ERROR_NOT_FOUND);
  assert_keys (fixture, "曾伟");
  assert_sql (fixture, "SELECT phone || account_number FROM person", "");
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'person-edit'", "0");
}

/* ── The journal ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_reveal (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER };
  Work work = { .id = add (fixture, &draft) };
  g_autofree char *expected = g_strdup_printf ("person-reveal[\"%" G_GINT64_FORMAT "\",\"document\"]|0", work.id);
  gint64 change_id = do_write (fixture, reveal, &work);

  g_assert_cmpint (change_id, >, 0);
  g_assert_cmpstr (work.revealed, ==, NUMBER);
  g_free (work.revealed);
  assert_sql (fixture,
              "SELECT action || arguments || '|' || (SELECT count(*) FROM change_part p WHERE p.change_id = c.id) FROM change c"
              " ORDER BY id DESC LIMIT 1", expected);
  /* Looking again is a Change again, and a look cannot be taken back. */
  g_assert_cmpint (do_write (fixture, reveal, &work), !=, change_id);
  g_free (work.revealed);
  refuse_write (fixture, undo, &change_id, SN_ERROR_REFUSED);
  work.id = 4711;
  refuse_write (fixture, reveal, &work, SN_ERROR_NOT_FOUND);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'person-reveal'", "2");
}

static gpointer
list_rows (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_list_rows (connection, *(gint64 *) data, 100, error);
}

static const char *
get_value (const SnChangedRow *row, const GPtrArray *values, const char *column)
{
  for (guint i = 0; i < row->columns->len; i++)
    if (g_str_equal (g_ptr_array_index (row->columns, i), column))
      return g_ptr_array_index (values, i);
  return NULL;
}

/* A correction records the columns that changed, before and after, and undo brings the old ones back, keys and all. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER, .phone = (char *) "1" };
  SnPersonEdit correction = { .texts = { [SN_PERSON_FIELD_NAME] = "单伟", [SN_PERSON_FIELD_PHONE] = "59200002" } };
  SnPersonEdit later = { .texts = { [SN_PERSON_FIELD_PHONE] = "59200003" } };
  Work work = { .edit = &correction, .id = add (fixture, &draft) };
  gint64 change_id = do_write (fixture, correct, &work), later_id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sn_workspace_read (fixture->workspace, list_rows, &change_id, NULL, &error);
  const SnChangedRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->table, ==, "person");
  g_assert_cmpstr (row->operation, ==, "update");
  g_assert_cmpstr (get_value (row, row->before, "name"), ==, "曾伟");
  g_assert_cmpstr (get_value (row, row->after, "name"), ==, "单伟");
  g_assert_cmpstr (get_value (row, row->before, "phone"), ==, "1");
  g_assert_cmpstr (get_value (row, row->after, "phone"), ==, "59200002");
  g_assert_null (get_value (row, row->after, "document_number"));

  /* A later correction stands on the row: first that one. */
  work.edit = &later;
  later_id = do_write (fixture, correct, &work);
  refuse_write (fixture, undo, &change_id, SN_ERROR_REFUSED);
  do_write (fixture, undo, &later_id);
  assert_sql (fixture, "SELECT phone FROM person", "59200002");
  do_write (fixture, undo, &change_id);
  assert_sql (fixture, "SELECT phone FROM person", "1");
  assert_keys (fixture, "曾伟");
}

/* Taking an added person back takes the household with it; the same document may come again. */
static void
test_undo_insert (Fixture *fixture, gconstpointer data)
{
  SnPerson draft = { .name = (char *) "曾伟", .document_number = (char *) NUMBER };
  Work work = { .person = &draft };
  gint64 change_id = do_write (fixture, insert, &work), id = work.id;

  do_write (fixture, undo, &change_id);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) || (SELECT count(*) FROM household)", "00");
  g_assert_cmpint (find_id (fixture, "resident", NUMBER), ==, 0);
  g_assert_cmpint (add (fixture, &draft), ==, id);
}

static gboolean
insert_many (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!sn_transaction_begin_bulk (transaction, "person", 1000, error))
    return FALSE;
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *number = g_strdup_printf ("3101991960%08d", i);
      SnPerson draft = { .name = (char *) "王一", .document_number = number, .town_id = TOWN };

      if (!sn_person_insert (transaction, &draft, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Bulk work drops the indexes of person: adding needs none of them, and they are there again after. */
static void
test_bulk (Fixture *fixture, gconstpointer data)
{
  do_write (fixture, insert_many, NULL);
  assert_sql (fixture, "SELECT count(*) || '|' || count (DISTINCT household_id) FROM person INDEXED BY person_household",
              "500|500");
  assert_sql (fixture, "SELECT count(*) FROM household h JOIN person p ON p.id = h.head_id AND p.household_id = h.id", "500");
  g_assert_cmpint (find_id (fixture, "resident", "310199196000000042"), ==,
                   sn_person_id_for_document ("resident", "310199196000000042"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/person/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("insert", test_insert);
  ADD ("insert-little", test_insert_little);
  ADD ("insert-no-number", test_insert_no_number);
  ADD ("insert-refusals", test_insert_refusals);
  ADD ("collision", test_collision);
  ADD ("lookup", test_lookup);
  ADD ("update", test_update);
  ADD ("update-refusals", test_update_refusals);
  ADD ("correct", test_correct);
  ADD ("correct-nothing", test_correct_nothing);
  ADD ("correct-refusals", test_correct_refusals);
  ADD ("reveal", test_reveal);
  ADD ("undo", test_undo);
  ADD ("undo-insert", test_undo_insert);
  ADD ("bulk", test_bulk);
  return g_test_run ();
}
