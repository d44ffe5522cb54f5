/* test-recipient.c: what a row of the list says of a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recipient-fixture.h"

#include "sn-recipient-list.h"
#include "sn-recipient.h"

typedef struct
{
  const gint64 *ids;
  guint         n_ids;
} Wanted;

static gpointer
read_recipients (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;

  return sn_recipient_read (connection, wanted->ids, wanted->n_ids, error);
}

static GPtrArray *
read_rows (Fixture *fixture, const gint64 *ids, guint n_ids)
{
  return do_read (fixture, read_recipients, &(Wanted){ ids, n_ids });
}

/* Three categories held today, two not; lines of 04.1: two planned, one held, and one of last year's campaign. */
static void
add_all (Fixture *fixture, gint64 id)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE person SET town_id = 310118102, village_id = (SELECT min (id) FROM division WHERE parent_id = 310118102),"
    "                  birth_date = '1963-01-11', sex = 'male' WHERE id = %1$" G_GINT64_FORMAT ";"
    "INSERT INTO person_category (id, person_id, category_id, from_date, to_date)"
    " SELECT 10 - n, %1$" G_GINT64_FORMAT ", id,"
    "        CASE n WHEN 3 THEN '2025-01-11' ELSE '2020-01-01' END,"
    "        CASE n WHEN 1 THEN '2025-01-10' WHEN 4 THEN '2025-01-09' END"
    "   FROM (SELECT id, row_number () OVER (ORDER BY position) - 1 AS n FROM category) WHERE n < 5;"
    "INSERT INTO campaign (id, title, spring_festival, as_of, age_on, delivery_due, report_due)"
    " VALUES (2024, '2024', '2024-02-10', '2024-01-01', '2024-02-09', '2024-02-09', '2024-03-31');"
    "INSERT INTO program (id, campaign_id, department_id, number, code, title, clause, description)"
    " VALUES (99, 2024, 4, 1, '04.1', 'x', 'x', 'x');"
    "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen)"
    " VALUES (99, 99, 1, 'x', 'x', 'person', 'cash', 1, 1);"
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by)"
    " SELECT n, program_id, id, 'person', %1$" G_GINT64_FORMAT ", 10000 * n, (SELECT min (id) FROM officer)"
    "   FROM (SELECT min (id) AS id, program_id FROM benefit_rate WHERE unit = 'person' AND program_id <> 99),"
    "        (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 4);"
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by)"
    " VALUES (9, 99, 99, 'person', %1$" G_GINT64_FORMAT ", 77, (SELECT min (id) FROM officer));"
    "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 4;",
    id);

  do_sql (fixture, sql);
}

static gpointer
read_text (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query_values (connection, data, (SnValue[]){ { SN_VALUE_END, 0, NULL } }, error);

  return sn_statement_step (statement, error) ? g_strdup (sn_statement_get_text (statement, 0)) : NULL;
}

static char *
ask_text (Fixture *fixture, const char *sql)
{
  return do_read (fixture, read_text, (gpointer) sql);
}

static void
test_everything (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_person (fixture, "王建国", "310229196301111234", "139 1234 5678");
  g_autofree char *categories = NULL;
  g_autofree char *village = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  SnRecipient *row;

  add_all (fixture, id);
  categories = ask_text (fixture, "SELECT group_concat (name, '、') FROM (SELECT name FROM category ORDER BY position LIMIT 3)");
  village = ask_text (fixture, "SELECT short_name FROM division WHERE parent_id = 310118102 ORDER BY id LIMIT 1");
  rows = read_rows (fixture, &id, 1);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (sn_recipient_get_id (row), ==, id);
  g_assert_cmpstr (sn_recipient_get_name (row), ==, "王建国");
  g_assert_cmpstr (sn_recipient_get_document_masked (row), ==, "310229********1234");
  g_assert_cmpstr (sn_recipient_get_town (row), ==, "朱家角");
  g_assert_cmpstr (sn_recipient_get_village (row), ==, village);
  /* 62 tomorrow. */
  g_assert_cmpint (sn_recipient_get_age_years (row), ==, 61);
  g_assert_cmpint (sn_recipient_get_sex (row), ==, SN_SEX_MALE);
  /* The first three in the order of the categories; the fourth begins tomorrow, the fifth ended yesterday. */
  g_assert_cmpstr (sn_recipient_get_categories (row), ==, categories);
  g_assert_cmpstr (sn_recipient_get_phone_masked (row), ==, "139 **** 5678");
  g_assert_cmpint (sn_recipient_get_total_fen (row), ==, 30000);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_person (fixture, "A", "E12345678", "");
  g_autoptr (GPtrArray) rows = NULL;
  SnRecipient *row;

  do_sql (fixture, "UPDATE person SET birth_date = NULL, village_id = NULL, town_id = NULL");
  rows = read_rows (fixture, &id, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (sn_recipient_get_document_masked (row), ==, "E*******8");
  g_assert_cmpstr (sn_recipient_get_town (row), ==, "");
  g_assert_cmpstr (sn_recipient_get_village (row), ==, "");
  g_assert_cmpint (sn_recipient_get_age_years (row), ==, -1);
  g_assert_cmpint (sn_recipient_get_sex (row), ==, SN_SEX_UNKNOWN);
  g_assert_cmpstr (sn_recipient_get_categories (row), ==, "");
  g_assert_cmpstr (sn_recipient_get_phone_masked (row), ==, "");
  g_assert_cmpint (sn_recipient_get_total_fen (row), ==, 0);
}

static void
test_order_and_gaps (Fixture *fixture, gconstpointer data)
{
  gint64 first = add_person (fixture, "甲", "310229196301111234", "");
  gint64 second = add_person (fixture, "乙", "310229196301111235", "");
  const gint64 ids[] = { second, 4711, first, second };
  g_autoptr (GPtrArray) rows = read_rows (fixture, ids, G_N_ELEMENTS (ids));
  g_autoptr (GPtrArray) none = read_rows (fixture, ids, 0);

  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (sn_recipient_get_name (g_ptr_array_index (rows, 0)), ==, "乙");
  g_assert_null (g_ptr_array_index (rows, 1));
  g_assert_cmpstr (sn_recipient_get_name (g_ptr_array_index (rows, 2)), ==, "甲");
  g_assert_cmpint (sn_recipient_get_id (g_ptr_array_index (rows, 3)), ==, second);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_phones (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *phone, *masked; } vectors[] = {
    { "13912345678", "139****5678" },
    { "139-1234-5678", "139-****-5678" },
    { "021-59731234", "021-****1234" },
    { "59731234", "****1234" },
    { "597-312", "***-*12" },
    { "12", "**" },
    { "+8613912345678", "+861******5678" },
    { "13800000003 / 59730000", "138******** / ****0000" },
    { "村委代", "村委代" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *number = g_strdup_printf ("3102291963011112%02u", (guint) i);
      gint64 id = add_person (fixture, "甲", number, vectors[i].phone);
      g_autoptr (GPtrArray) rows = read_rows (fixture, &id, 1);

      g_assert_cmpstr (sn_recipient_get_phone_masked (g_ptr_array_index (rows, 0)), ==, vectors[i].masked);
    }
}

/* A workspace without the catalogue knows nothing of totals, and that is no failure. */
static void
test_no_campaign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bare.songnuan", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SnWorkspace) workspace = sn_workspace_create (path, 8, "经办甲", &error);
  Newcomer newcomer = { "甲", "310229196301111234", "", NULL, 0 };
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  sn_workspace_write (workspace, insert_newcomer, &newcomer, NULL, &error);
  g_assert_no_error (error);
  rows = sn_workspace_read (workspace, read_recipients, &(Wanted){ &newcomer.id, 1 }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sn_recipient_get_total_fen (g_ptr_array_index (rows, 0)), ==, 0);
}

/* ── Any field ──────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64            id;
  SnRecipientFields fields;
  gboolean          full;
} Asked;

static gpointer
read_asked (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;

  return sn_recipient_read_fields (connection, &asked->id, 1, asked->fields, asked->full, error);
}

static void
assert_texts (SnRecipient *row, const char *const texts[SN_RECIPIENT_N_FIELDS])
{
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    {
      g_test_message ("%s", sn_recipient_field_get_key ((SnRecipientField) i));
      g_assert_cmpstr (sn_recipient_get_text (row, (SnRecipientField) i), ==, texts[i]);
    }
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  static const char *const all[SN_RECIPIENT_N_FIELDS] = {
    [SN_RECIPIENT_FIELD_NAME] = "王伟",
    [SN_RECIPIENT_FIELD_FORMER_NAMES] = "王大毛、王二",
    [SN_RECIPIENT_FIELD_DOCUMENT] = "310118194501100011",
    [SN_RECIPIENT_FIELD_SEX] = "male",
    [SN_RECIPIENT_FIELD_AGE] = "80",
    [SN_RECIPIENT_FIELD_BIRTH_DATE] = "1945-01-10",
    [SN_RECIPIENT_FIELD_ETHNIC_GROUP] = "回族",
    [SN_RECIPIENT_FIELD_TOWN] = "徐泾",
    [SN_RECIPIENT_FIELD_VILLAGE] = "x村",
    [SN_RECIPIENT_FIELD_ADDRESS] = "明珠路12号",
    [SN_RECIPIENT_FIELD_REGISTERED_ADDRESS] = "老街1号",
    [SN_RECIPIENT_FIELD_CATEGORIES] = "",
    [SN_RECIPIENT_FIELD_PHONE] = "13912345678",
    [SN_RECIPIENT_FIELD_BANK] = "上海农商银行",
    [SN_RECIPIENT_FIELD_ACCOUNT] = "6222021001122334455",
    [SN_RECIPIENT_FIELD_ACCOUNT_HOLDER] = "曾明",
    [SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD] = "王伟",
    [SN_RECIPIENT_FIELD_RELATION] = "户主",
    [SN_RECIPIENT_FIELD_HOUSEHOLD_SIZE] = "2",
    [SN_RECIPIENT_FIELD_DISABILITY] = "肢体残疾二级",
    [SN_RECIPIENT_FIELD_DEPARTMENTS] = "民政局、退役军人局",
    [SN_RECIPIENT_FIELD_LINES] = "2",
    [SN_RECIPIENT_FIELD_TOTAL] = "1,200.00",
    [SN_RECIPIENT_FIELD_LAST_TOTAL] = "0.77",
    [SN_RECIPIENT_FIELD_WHEREABOUTS] = "moved away 2025-01-02",
    [SN_RECIPIENT_FIELD_NOTE] = "独居",
  };
  g_autoptr (GPtrArray) rows = NULL;
  Asked asked = { 0, SN_RECIPIENT_FIELDS_ALL, TRUE };

  add_five_people (fixture);
  do_sql (fixture, lines_sql);
  do_sql (fixture, "UPDATE division SET short_name = 'x村' WHERE id = (SELECT village_id FROM person WHERE name = '王伟');"
                   "UPDATE person SET former_names = '王大毛、王二', sex = 'male', ethnic_group = '回族', registered_address = '老街1号',"
                   " phone = '13912345678', bank_name = '上海农商银行', account_number = '6222021001122334455', account_holder = '曾明',"
                   " relation = '户主', disability_kind = 4, disability_level = 2, moved_on = '2025-01-02', note = '独居' WHERE name = '王伟';"
                   /* A line of 曾明 for the household is one of 王伟, too; the one of last year that was withdrawn is none. */
                   LINE (7, "06.1", "person", "曾明", "NULL", 100)
                   "UPDATE entitlement SET unit = 'household', household_id = (SELECT household_id FROM person WHERE name = '曾明')"
                   " WHERE id = 7;"
                   "INSERT INTO campaign (id, title, spring_festival, as_of, age_on, delivery_due, report_due)"
                   " VALUES (2024, '2024', '2024-02-10', '2024-01-01', '2024-02-09', '2024-02-09', '2024-03-31');"
                   "INSERT INTO program (id, campaign_id, department_id, number, code, title, clause, description)"
                   " VALUES (99, 2024, 4, 1, '04.1', 'x', 'x', 'x');"
                   "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen)"
                   " VALUES (99, 99, 1, 'x', 'x', 'person', 'cash', 1, 1);"
                   "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by)"
                   " SELECT n, 99, 99, 'person', p.id, 77, (SELECT min (id) FROM officer)"
                   " FROM person p, (SELECT 8 AS n UNION ALL SELECT 9) WHERE p.name = '王伟';"
                   "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 9;");
  asked.id = five_people[2].id;
  rows = do_read (fixture, read_asked, &asked);
  assert_texts (g_ptr_array_index (rows, 0), all);
  g_assert_cmpint (sn_recipient_get_last_total_fen (g_ptr_array_index (rows, 0)), ==, 77);
  g_assert_cmpstr (sn_recipient_get_moved_on (g_ptr_array_index (rows, 0)), ==, "2025-01-02");
}

/* Numbers are masked where they are not asked for in full, and what is not asked for is not there. */
static void
test_usual_fields (Fixture *fixture, gconstpointer data)
{
  Asked asked = { 0, SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_ACCOUNT), FALSE };
  g_autoptr (GPtrArray) rows = NULL;
  SnRecipient *row;

  add_five_people (fixture);
  asked.id = five_people[3].id;
  rows = do_read (fixture, read_asked, &asked);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (sn_recipient_get_text (row, SN_RECIPIENT_FIELD_ACCOUNT), ==, "6222 **** **** 4455");
  g_assert_cmpstr (sn_recipient_get_text (row, SN_RECIPIENT_FIELD_DOCUMENT), ==, "310118********0019");
  g_assert_cmpstr (sn_recipient_get_text (row, SN_RECIPIENT_FIELD_TOTAL), ==, "");
  g_assert_null (sn_recipient_get_text (row, SN_RECIPIENT_FIELD_NOTE));
  g_assert_null (sn_recipient_get_text (row, SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD));
}

/* A list that gets another column reads what it shows anew. */
static gboolean
shows_note (gpointer data)
{
  SnRecipient *row = sn_recipient_item_get_recipient (data);

  return row != NULL && g_strcmp0 (sn_recipient_get_text (row, SN_RECIPIENT_FIELD_NOTE), "独居") == 0;
}

static gboolean
shows_somebody (gpointer data)
{
  return sn_recipient_item_get_recipient (data) != NULL;
}

static void
test_list_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SnRecipientItem) item = NULL;

  add_five_people (fixture);
  do_sql (fixture, "UPDATE person SET note = '独居' WHERE name = '王伟'");
  g_array_append_val (ids, five_people[2].id);
  sn_recipient_list_set_ids (list, ids);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_until (shows_somebody, item);
  g_assert_false (shows_note (item));
  sn_recipient_list_set_fields (list, SN_RECIPIENT_FIELDS_USUAL | SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_NOTE));
  g_assert_true (shows_somebody (item)); /* the old row stays until the new one is there */
  wait_until (shows_note, item);
  sn_recipient_list_set_ids (list, NULL);
}

static void
test_field_keys (void)
{
  SnRecipientField field;

  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    {
      g_assert_true (sn_recipient_field_from_key (sn_recipient_field_get_key ((SnRecipientField) i), &field));
      g_assert_cmpuint (field, ==, i);
      g_assert_cmpstr (sn_recipient_field_get_title ((SnRecipientField) i), !=, "");
      g_assert_cmpuint (sn_recipient_field_get_width ((SnRecipientField) i), >, 0);
    }
  g_assert_false (sn_recipient_field_from_key ("hair", &field));
  g_assert_false (sn_recipient_field_from_key (NULL, &field));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/recipient/everything", Fixture, NULL, set_up, test_everything, tear_down);
  g_test_add ("/recipient/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/recipient/order-and-gaps", Fixture, NULL, set_up, test_order_and_gaps, tear_down);
  g_test_add ("/recipient/phones", Fixture, NULL, set_up, test_phones, tear_down);
  g_test_add_func ("/recipient/field-keys", test_field_keys);
  g_test_add ("/recipient/fields", Fixture, NULL, set_up, test_fields, tear_down);
  g_test_add ("/recipient/usual-fields", Fixture, NULL, set_up, test_usual_fields, tear_down);
  g_test_add ("/recipient/list-fields", Fixture, NULL, set_up, test_list_fields, tear_down);
  g_test_add ("/recipient/no-campaign", Fixture, NULL, set_up, test_no_campaign, tear_down);
  return g_test_run ();
}
