/* test-duplicate.c: entries that look like one person are found, each pair once, the surest first; others are not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "registry-fixture.h"
#include "whole-dump.h"

#include "sn-duplicate.h"
#include "sn-person-comparison.h"
#include "sn-person-merge.h"

/* 张伟 once more for each n, with the same phone and a number that is far from all others */
#define COPIES \
  "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, phone, household_id)" \
  " SELECT i, name, name_pinyin, x'00', x'00', 'other', 'N' || printf ('%08d%08d', i * 4177, i * 7919), '13800000000', household_id" \
  " FROM n, person WHERE length (document_number) = 18 AND document_type = 'resident'"

typedef struct
{
  const char *name;
  const char *number;
  const char *birth_date;
  const char *phone;
  const char *account_number;
  const char *document_type;
  const char *sex;
} Known;

static gboolean
insert_known (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Known *known = data;
  SnPerson draft = {
    .name = (char *) known->name, .document_number = (char *) known->number, .document_type = (char *) known->document_type,
    .birth_date = (char *) known->birth_date, .phone = (char *) known->phone, .account_number = (char *) known->account_number,
    .sex = (char *) (known->sex != NULL ? known->sex : "unknown"),
  };

  return sn_person_insert (transaction, &draft, NULL, error);
}

static void
add_known (Fixture *fixture, const Known *known, gsize n_known)
{
  for (gsize i = 0; i < n_known; i++)
    do_write (fixture, insert_known, (gpointer) &known[i]);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_number (SnConnection *connection, gint64 id)
{
  g_autoptr (SnPerson) person = sn_person_lookup (connection, id, NULL);

  return g_strdup (person->document_number + MAX (0, (int) strlen (person->document_number) - 4));
}

/* (transfer full): "0013=0021 number+phone 120" for each, in the order of the list; of a pair the lesser end of the number first */
static gpointer
picture_duplicates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) pairs = sn_duplicate_list (connection, cancellable, error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (*error);
  for (guint i = 0; i < pairs->len; i++)
    {
      const SnDuplicate *pair = &g_array_index (pairs, SnDuplicate, i);
      char *ends[] = { dup_number (connection, pair->first_id), dup_number (connection, pair->second_id) };
      const char *sign = "";

      g_assert_cmpint (pair->first_id, <, pair->second_id);
      qsort (ends, 2, sizeof *ends, compare_words);
      g_string_append_printf (text, "%s=%s ", ends[0], ends[1]);
      for (guint ground = 1; ground < 1u << SN_DUPLICATE_N_GROUNDS; ground <<= 1)
        if ((pair->grounds & ground) != 0)
          {
            g_string_append_printf (text, "%s%s", sign, sn_duplicate_ground_code (ground));
            sign = "+";
          }
      g_string_append_printf (text, " %u\n", pair->score);
      g_free (ends[0]);
      g_free (ends[1]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_duplicates (Fixture *fixture, const char *expected)
{
  g_autofree char *text = do_read (fixture, picture_duplicates, NULL);

  g_assert_cmpstr (text, ==, expected);
}

#define ADD_KNOWN(...) \
  G_STMT_START \
    { \
      const Known known[] = { __VA_ARGS__ }; \
      add_known (fixture, known, G_N_ELEMENTS (known)); \
    } \
  G_STMT_END

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  ADD_KNOWN ({ "张伟", "310118196001010011" },
             /* the same in 15 digits, under another kind */
             { "张玮", "310118600101001", .document_type = "other" },
             /* one digit, in the day: the name sounds alike; in the region: one character of the name differs */
             { "李建国", "310118196502020022" }, { "李建国", "310118196502030028" },
             { "王小明", "310118197003031013" }, { "王小朋", "310117197003031017" },
             /* two neighbours changed places, in the order, across region and birth */
             { "赵兰", "310118194503121234" }, { "赵兰", "310118194503122135" },
             { "钱英", "310118945031213336" }, { "钱英", "310119845031213337" },
             /* only the check digit */
             { "孙立", "310118198001011111" }, { "孙立", "310118198001011112" },
             /* documents of other kinds */
             { "陈文", "E12345678", .document_type = "passport" }, { "陈文", "E12345679", .document_type = "passport" },
             /* none: twins, somebody else, two digits; and two that are no neighbours */
             { "周大明", "310118199001012001" }, { "周小明", "310118199001012022" },
             { "吴芳", "310118199202022101" }, { "郑强", "310118199202023101" },
             { "冯刚", "310118199303033201" }, { "冯刚", "310118199304043202" },
             { "卫东", "310118199505051345" }, { "卫东", "310118199505054315" });
  assert_duplicates (fixture, "1111=1112 number_typo+name_birth 100\n1234=2135 number_typo+name_birth 100\n0011=1001 number 100\n"
                              "5678=5679 number_typo 70\n0022=0028 number_typo 60\n1013=1017 number_typo 60\n3336=3337 number_typo 60\n"
                              "1345=4315 name_birth 40\n");
}

static void
test_grounds (Fixture *fixture, gconstpointer data)
{
  ADD_KNOWN ({ "张伟", "310118196001010011", "1960-01-01", "13800000001", "6217000000000001", .sex = "male" },
             { "张伟", "31010119600101002X", "1960-01-01", "13800000001", .sex = "male" },
             { "张玮", "E12345678", NULL, "13800000001、02159720000", "6217000000000001", .document_type = "passport" },
             /* another sex; a couple with one account and phone; no birth known */
             { "张伟", "310117196001012048", "1960-01-01", .sex = "female" },
             { "李梅", "310118196201010040", "1962-01-01", "13800000001", "6217000000000001" },
             { "何平", "P00000001", .document_type = "passport" }, { "何平", "Q99999992", .document_type = "passport" });
  assert_duplicates (fixture, "0011=002X name_birth+phone 60\n0011=5678 account+phone 60\n002X=5678 phone 30\n");
}

static gpointer
count_grounds (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  for (guint ground = 1; ground < 1u << SN_DUPLICATE_N_GROUNDS; ground <<= 1)
    {
      g_autofree char *word = sn_duplicate_say_grounds (ground);

      g_assert_cmpstr (word, !=, "");
    }
  return sn_duplicate_say_grounds (SN_DUPLICATE_NAME_BIRTH | SN_DUPLICATE_PHONE);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *both = do_read (fixture, count_grounds, NULL);

  g_assert_cmpstr (both, ==, "the same name and date of birth; the same phone and name");
}

static void
test_other_document (Fixture *fixture, gconstpointer data)
{
  ADD_KNOWN ({ "张伟", "310118196001010011" }, { "刘洋", "310118196001010038" });
  do_sql (fixture, "INSERT INTO other_document (id, person_id, document_type, document_number)"
                   " SELECT 1, id, 'other', '310118600101003' FROM person WHERE name = '张伟'");
  assert_duplicates (fixture, "0011=0038 number 100\n");
}

typedef struct
{
  gint64      ids[2];
  const char *reason;
  gboolean    back;
} Word;

static gboolean
give_word (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Word *word = data;

  return word->back ? sn_duplicate_apart_back (transaction, word->ids[0], word->ids[1], error)
                    : sn_duplicate_apart (transaction, word->ids[0], word->ids[1], word->reason, error);
}

static gpointer
list_words (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) words = sn_person_apart_list (connection, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const SnPersonApart *apart = g_ptr_array_index (words, i);

      g_assert_cmpint (apart->first_id, <, apart->second_id);
      g_assert_cmpstr (apart->made_at, !=, "");
      g_assert_cmpstr (apart->officer, !=, "");
      g_string_append_printf (text, "%s;", apart->reason);
    }
  return g_string_free (text, FALSE);
}

static gint64
find_by_name (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM person WHERE name = '%s'", name);
  gint64 id = 0;
  g_autoptr (SnConnection) connection = NULL;
  g_autofree char *path = g_strdup (sn_workspace_get_path (fixture->workspace));

  connection = sn_connection_open (path, SN_CONNECTION_READ, &error);
  g_assert_no_error (error);
  g_assert_true (sn_connection_get_int64 (connection, &id, &error, sql));
  return id;
}

static void
refuse_word (Fixture *fixture, Word word, int code)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, give_word, &word, NULL, &error);
  g_assert_error (error, SN_ERROR, code);
}

static void
test_apart (Fixture *fixture, gconstpointer data)
{
  gint64 first, second;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  Word word;

  ADD_KNOWN ({ "张伟", "310118196001010011", "1960-01-01" }, { "张玮", "31010119600101002X", "1960-01-01", "13800000001" });
  do_sql (fixture, "UPDATE person SET phone = '13800000001'");
  assert_duplicates (fixture, "0011=002X phone 20\n");
  first = find_by_name (fixture, "张玮");
  second = find_by_name (fixture, "张伟");
  word = (Word){ { first, second }, "父子" };
  do_and_take_back (fixture->workspace, give_word, &word);
  do_write (fixture, give_word, &word);
  assert_duplicates (fixture, "");
  word = (Word){ { second, first }, "见户口簿" };
  do_write (fixture, give_word, &word);
  words = do_read (fixture, list_words, NULL);
  g_assert_cmpstr (words, ==, "见户口簿;");
  refuse_word (fixture, (Word){ { first, first } }, SN_ERROR_INVALID_INPUT);
  refuse_word (fixture, (Word){ { first, 99 } }, SN_ERROR_NOT_FOUND);
  word = (Word){ { first, second }, NULL, TRUE };
  do_and_take_back (fixture->workspace, give_word, &word);
  do_write (fixture, give_word, &word);
  assert_duplicates (fixture, "0011=002X phone 20\n");
  refuse_word (fixture, word, SN_ERROR_NOT_FOUND);
}

/* (transfer full): "key: first | second" for each row, "=" where they are the same, and what can be taken in the merge */
static gpointer
picture_comparison (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Word *word = data;
  g_autoptr (GPtrArray) rows = sn_person_comparison_read (connection, word->ids[0], word->ids[1], error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const SnComparedField *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (row->word, !=, "");
      g_assert_true (row->merge_field == NULL || g_strv_contains (sn_person_merge_fields (), row->merge_field));
      if (*row->first != '\0' || *row->second != '\0')
        g_string_append_printf (text, "%s%s %s|%s\n", row->key, row->same ? " =" : ":", row->first, row->second);
    }
  return g_string_free (text, FALSE);
}

static void
test_comparison (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  Word word = { { 0 } };

  ADD_KNOWN ({ "张伟", "310118196001010011", "1960-01-01", "13800000001", "6217000000000001", .sex = "male" },
             { "张玮", "310118196001010031", "1960-01-01", "13800000002", "6217000000000091", .sex = "male" });
  word = (Word){ { find_by_name (fixture, "张伟"), find_by_name (fixture, "张玮") } };
  do_sql (fixture, "UPDATE person SET died_on = '2024-12-01', bank_name = '农行', disability_kind = 3, disability_level = 1 WHERE name = '张伟';"
                   "UPDATE person SET town_id = 310118102, guardian_name = '李梅', guardian_relation = '妻' WHERE name = '张玮';"
                   "INSERT INTO other_account (id, person_id, account_number) SELECT 1, id, '6217000000000033' FROM person WHERE name = '张玮';"
                   "INSERT INTO person_category (id, person_id, category_id, from_date) SELECT 1, p.id, c.id, '2024-01-01' FROM person p, category c"
                   " WHERE p.name = '张伟' AND c.code = 'disabled';"
                   "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by)"
                   " SELECT 1, g.id, r.id, 'person', p.id, 75000, (SELECT min (id) FROM officer)"
                   "   FROM person p, program g JOIN benefit_rate r ON r.program_id = g.id WHERE g.code = '04.1' AND p.name = '张玮'");
  text = do_read (fixture, picture_comparison, &word);
  /* Of the numbers only the place in which they differ is shown beside what the mask leaves. */
  g_assert_cmpstr (text, ==,
                   "name: 张伟|张玮\ndocument_type = resident identity card|resident identity card\n"
                   "document_number: 310118********0011|310118********0031\nbirth_date = 1960-01-01|1960-01-01\nsex = male|male\n"
                   "phone: 138****0001|138****0002\ntown: |朱家角镇\naccount: 农行 6217 **** **** 0001|6217 **** **** 0091\n"
                   "other_accounts: |6217 **** **** 0033\ndisability: 言语残疾 一级|\nguardian: |李梅 (妻)\n"
                   "household: 张伟 (1 member)|张玮 (1 member)\ncategories: 残疾人 2024-01-01–|\ndied_on: 2024-12-01|\n"
                   "due: 0.00|750.00\npaid = 0.00|0.00\n");
}

static gpointer
list_cancelled (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) found = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (sn_duplicate_list (connection, cancelled, &found));
  g_assert_error (found, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return g_strdup ("");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *done = NULL;

  ADD_KNOWN ({ "张伟", "310118196001010011" });
  done = do_read (fixture, list_cancelled, NULL);
}

/* What twenty share speaks for a double of each with each, what more share is a placeholder. Not the square of thousands. */
static void
test_placeholder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *few = NULL;
  g_auto (GStrv) pairs = NULL;

  ADD_KNOWN ({ "张伟", "310118196001010011", "1960-01-01", "13800000000" });
  do_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19)" COPIES);
  few = do_read (fixture, picture_duplicates, NULL);
  pairs = g_strsplit (few, "\n", -1);
  g_assert_cmpuint (g_strv_length (pairs), ==, 190 + 1);
  do_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 20 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)" COPIES);
  assert_duplicates (fixture, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/duplicate/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("numbers", test_numbers);
  ADD ("grounds", test_grounds);
  ADD ("words", test_words);
  ADD ("other-document", test_other_document);
  ADD ("apart", test_apart);
  ADD ("comparison", test_comparison);
  ADD ("cancelled", test_cancelled);
  ADD ("placeholder", test_placeholder);
  return g_test_run ();
}
