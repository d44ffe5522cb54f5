/* test-search-image.c: what a search finds, in which order, and that an image kept current equals a fresh one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "registry-fixture.h"

#include "sn-name.h"
#include "sn-search-image.h"
#include "sn-text.h"

static gpointer
load (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_search_image_load (connection, cancellable, error);
}

/* ── Terms ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static Newcomer people[] = {
  { "曾国藩", "310229195001011239", "13800000001" },
  { "单雄信", "310118196305120017", "13800000002" },
  { "仇英", "31011819630512002X", "021-59731234" },
  { "吕洞宾", "320583197001010036", "" },
  { "王建国", "310229196305121234", "139 1234 5678" },
  { "王建", "310229197711230026", "" },
  { "张三", "310118200001010055", "13800000003 / 021-59730000" },
  { "欧阳修", "310118194001010058", "" },
  { "阿卜杜热合曼·买买提", "652301198001010077", "" },
  { "扎西次仁", "540102198001010099", "" },
  { "John Smith", "E12345678", "", "passport" },
  { "陈港生", "H87654321", "", "permit" },
  { "林台生", "99887766", "", "permit" },
  { "𠮷田一", "AB-2024-0071", "", "other" },
};

static const struct
{
  const char *text;
  const char *found; /* in the order of names */
} terms[] = {
  /* Han characters stand side by side anywhere in the name. */
  { "王", "王建|王建国" },
  { "建国", "王建国" },
  { "王建国", "王建国" },
  { "王国", "" },
  { "扎西次仁", "扎西次仁" },
  { "西次", "扎西次仁" },
  { "热合曼", "阿卜杜热合曼·买买提" },
  { "曼·买", "阿卜杜热合曼·买买提" },
  { "曼•买", "阿卜杜热合曼·买买提" },
  { "阿卜杜热合曼·买买提", "阿卜杜热合曼·买买提" },
  { "𠮷", "𠮷田一" },
  { "田一", "𠮷田一" },
  { "藩国", "" },
  /* Any reading, as initials or as spelling. */
  { "zeng", "曾国藩" },
  { "ceng", "曾国藩" },
  { "cengguofan", "曾国藩" },
  { "ZengGuo", "曾国藩" },
  { "zgf", "曾国藩" },
  { "cgf", "曾国藩" },
  { "engguo", "" },
  { "shan", "单雄信" },
  { "dan", "单雄信" },
  { "sxx", "单雄信" },
  { "dxx", "单雄信" },
  { "qiuying", "仇英" },
  { "chouying", "仇英" },
  { "qy", "仇英" },
  { "lv", "吕洞宾" },
  { "lyu", "吕洞宾" },
  { "lü dong bin", "吕洞宾" },
  { "LÜ", "吕洞宾" },
  { "ludongbin", "吕洞宾" },
  { "ouyang", "欧阳修" },
  { "oyx", "欧阳修" },
  { "wang jian", "王建|王建国" },
  { "wang jian guo", "王建国" },
  { "wjg", "王建国" },
  { "wj", "王建|王建国" },
  { "wangjianguox", "" },
  { "w", "王建|王建国" },
  { "abudurehemanmaimaiti", "阿卜杜热合曼·买买提" },
  { "abudurehemanmai", "阿卜杜热合曼·买买提" },
  { "abdrhmmmt", "阿卜杜热合曼·买买提" },
  { "abdr", "阿卜杜热合曼·买买提" },
  { "zhaxicirenx", "" },
  { "zhaxi'ciren", "扎西次仁" },
  /* Latin names: any part. */
  { "john", "John Smith" },
  { "MITH", "John Smith" },
  { "john smith", "John Smith" },
  { "js", "John Smith" },
  /* Up to three digits: the ends of a document number. */
  { "652", "阿卜杜热合曼·买买提" },
  { "6", "阿卜杜热合曼·买买提|林台生|吕洞宾|王建" },
  { "017", "单雄信" },
  { "02x", "仇英" },
  { "12X", "" },
  { "305", "" },
  { "998", "林台生" },
  { "071", "𠮷田一" },
  { "678", "John Smith" },
  /* Four and more: anywhere in document or telephone. */
  { "19630512", "仇英|单雄信|王建国" },
  { "2296305", "" },
  { "22919630512", "王建国" },
  { "3102291963051212", "王建国" },
  { "10229196305121234", "王建国" },
  { "310229196305121234", "王建国" },
  { "3102291963051212345", "" },
  { "31011819630512002x", "仇英" },
  { "0512002X", "仇英" },
  { "0310229", "" },
  { "9123456", "王建国" },
  { "139-1234-5678", "王建国" },
  { "02159731234", "仇英" },
  { "5973", "仇英|张三" },
  { "30215973", "张三" },
  { "00000", "单雄信|曾国藩|张三" },
  { "2345678", "John Smith|王建国" },
  { "9988", "林台生" },
  /* Letters and digits: other documents. */
  { "E12", "John Smith" },
  { "e1234567", "John Smith" },
  { "h87654321", "陈港生" },
  { "h8765", "陈港生" },
  { "B2024", "𠮷田一" },
  { "AB-2024-0071", "𠮷田一" },
  { "2024-00", "𠮷田一" },
  { "B20", "" },
  { "E99", "" },
  /* Several parts. */
  { "王 1963", "王建国" },
  { "1963 王 建", "王建国" },
  { "wang 建国 3102", "王建国" },
  { "wang 0026", "王建" },
  { "王 5973", "" },
  { "　１９６３０５１２　ｑｙ", "仇英" },
};

static gpointer
find_names (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *text = data;
  g_autoptr (SnSearchImage) image = sn_search_image_load (connection, NULL, error);
  g_autoptr (GArray) ids = image != NULL ? sn_search_image_query (image, text, NULL) : NULL;

  return ids != NULL ? join_names (connection, ids, cancellable, error) : NULL;
}

static void
test_terms (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    do_write (fixture, insert_newcomer, &people[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      g_autofree char *found = do_read (fixture, find_names, (gpointer) terms[i].text);

      g_test_message ("%s", terms[i].text);
      g_assert_cmpstr (found, ==, terms[i].found);
    }
}

static void
test_everyone (Fixture *fixture, gconstpointer data)
{
  static const char *const blanks[] = { "", "  ", "　" };
  g_autoptr (SnSearchImage) nobody = do_read (fixture, load, NULL);
  g_autoptr (GArray) none = sn_search_image_query (nobody, "", NULL);
  g_autoptr (GArray) none_named = sn_search_image_query (nobody, "王 1963 wang", NULL);

  g_assert_cmpuint (sn_search_image_get_n_people (nobody), ==, 0);
  g_assert_nonnull (none);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_nonnull (none_named);
  g_assert_cmpuint (none_named->len, ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    do_write (fixture, insert_newcomer, &people[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      g_autofree char *found = do_read (fixture, find_names, (gpointer) blanks[i]);

      g_assert_cmpstr (found, ==,
                       "阿卜杜热合曼·买买提|陈港生|John Smith|林台生|吕洞宾|欧阳修|仇英|单雄信|王建|王建国|曾国藩|扎西次仁|张三|𠮷田一");
    }
}

/* ── A slow reference ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *part;
  gboolean    found;
} Spelling;

static void
compare_spelling (const char *spelling, gpointer data)
{
  Spelling *wanted = data;

  wanted->found |= g_str_has_prefix (spelling, wanted->part);
}

/* In lower case, ü as v, without "-" and "'". */
static char *
keep_letters_and_digits (const char *text)
{
  g_auto (GStrv) v = g_strsplit (text, "ü", -1);
  g_autofree char *with_v = g_strjoinv ("v", v);
  GString *kept = g_string_new (NULL);

  for (const char *p = with_v; *p != '\0'; p++)
    if (*p != '-' && *p != '\'')
      g_string_append_c (kept, g_ascii_tolower (*p));
  return g_string_free (kept, FALSE);
}

static char *
keep_digits (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (kept, *p);
  return g_string_free (kept, FALSE);
}

static gboolean
has_letters (const SnPerson *person, const char *letters)
{
  g_autofree char *initials = sn_name_initials (person->name);
  g_auto (GStrv) each = g_strsplit (initials, " ", -1);
  g_autofree char *lower = g_ascii_strdown (person->name, -1);
  Spelling wanted = { letters, strstr (lower, letters) != NULL };

  sn_name_each_reading (person->name, compare_spelling, &wanted);
  for (guint i = 0; each[i] != NULL; i++)
    wanted.found |= g_str_has_prefix (each[i], letters);
  return wanted.found;
}

static gboolean
has_number (const SnPerson *person, const char *number)
{
  g_autofree char *document = keep_letters_and_digits (person->document_number);
  g_autofree char *phone = keep_digits (person->phone);

  if (strlen (number) < 4)
    return g_str_has_prefix (document, number) || g_str_has_suffix (document, number);
  return strstr (document, number) != NULL || strstr (phone, number) != NULL;
}

static gboolean
has_part (const SnPerson *person, const char *part)
{
  g_autofree char *plain = keep_letters_and_digits (part);

  if (*plain == '\0')
    return strstr (person->name, part) != NULL; /* nothing but signs */
  if (strspn (plain, "abcdefghijklmnopqrstuvwxyz") == strlen (plain))
    return has_letters (person, plain);
  if (strspn (plain, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen (plain))
    return has_number (person, plain);
  return strstr (person->name, part) != NULL;
}

/* The texts of the property test never put two parts of letters side by side. */
static GArray *
find_slowly (GPtrArray *everyone, const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; i < everyone->len; i++)
    {
      const SnPerson *person = g_ptr_array_index (everyone, i);
      gboolean has_all = TRUE;

      for (guint j = 0; parts[j] != NULL; j++)
        has_all = has_all && has_part (person, parts[j]);
      if (has_all)
        g_array_append_val (ids, person->id);
    }
  return ids;
}

/* ── Random people, edits and texts ─────────────────────────────────────────────────────────────────────────────── */

static const char *const name_parts[] = { "曾", "单", "仇", "吕", "王", "张", "欧阳", "任", "覃", "盖", "国", "明", "长", "重", "朝", "乐" };
static const char *const odd_names[] = { "阿依古丽·买买提", "扎西次仁", "Anna Lee", "𠮷田", "王Tom", "诸葛亮", "古丽娜尔·艾力" };

static const char *
pick (GRand *rand, const char *const *list, guint n)
{
  return list[g_rand_int_range (rand, 0, (gint32) n)];
}

static char *
make_name (GRand *rand)
{
  GString *name = g_string_new (NULL);
  int n_parts = g_rand_int_range (rand, 2, 5);

  if (g_rand_int_range (rand, 0, 8) == 0)
    {
      g_string_append (name, pick (rand, odd_names, G_N_ELEMENTS (odd_names)));
      return g_string_free (name, FALSE);
    }
  for (int i = 0; i < n_parts; i++)
    g_string_append (name, pick (rand, name_parts, G_N_ELEMENTS (name_parts)));
  return g_string_free (name, FALSE);
}

/* Few different digits, so that parts of numbers meet. */
static void
append_digits (GString *text, GRand *rand, int n_digits)
{
  for (int i = 0; i < n_digits; i++)
    g_string_append_c (text, (char) ('0' + g_rand_int_range (rand, 0, 4)));
}

static char *
make_document (GRand *rand)
{
  static const char *const heads[] = { "", "", "", "E", "H", "AB-" };
  GString *number = g_string_new (pick (rand, heads, G_N_ELEMENTS (heads)));

  append_digits (number, rand, number->len == 0 ? 17 : g_rand_int_range (rand, 6, 20));
  g_string_append_c (number, g_rand_boolean (rand) ? 'X' : '7');
  return g_string_free (number, FALSE);
}

static char *
make_phone (GRand *rand)
{
  static const int lengths[] = { 0, 8, 11, 11, 16, 17, 22 };
  GString *phone = g_string_new (NULL);

  append_digits (phone, rand, lengths[g_rand_int_range (rand, 0, G_N_ELEMENTS (lengths))]);
  if (phone->len > 5)
    g_string_insert_c (phone, 3, '-');
  return g_string_free (phone, FALSE);
}

static gpointer
list_everyone (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *everyone = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_person_free);
  g_autoptr (SnStatement) ids = sn_connection_query (connection, error, "SELECT id FROM person ORDER BY pinyin_key, id");

  while (sn_statement_step (ids, error))
    g_ptr_array_add (everyone, sn_person_lookup (connection, sn_statement_get_int64 (ids, 0), error));
  return everyone;
}

typedef struct
{
  GRand     *rand;
  GPtrArray *everyone;
  GArray    *changed; /* gint64: who was touched, some of them twice */
  guint      n_edits;
} Edits;

static gboolean
add_somebody (SnTransaction *transaction, Edits *edits, GError **error)
{
  g_autofree char *name = make_name (edits->rand);
  g_autofree char *document_number = make_document (edits->rand);
  g_autofree char *phone = make_phone (edits->rand);
  Newcomer newcomer = { name, document_number, phone, "other", 0 };

  if (!insert_newcomer (transaction, &newcomer, NULL, error))
    return FALSE;
  g_array_append_val (edits->changed, newcomer.id);
  return TRUE;
}

static gboolean
remove_somebody (SnTransaction *transaction, gint64 id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  return sn_connection_run (connection, error, "UPDATE household SET head_id = NULL WHERE head_id = ?1", SN_INT (id)) &&
         sn_connection_run (connection, error, "DELETE FROM person WHERE id = ?1", SN_INT (id));
}

static gboolean
change_somebody (SnTransaction *transaction, Edits *edits, gint64 id, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (sn_transaction_get_connection (transaction), id, NULL);
  gboolean renames = g_rand_boolean (edits->rand);
  char **field;

  if (person == NULL)
    return TRUE; /* removed a moment ago */
  field = renames ? &person->name : &person->phone;
  g_free (*field);
  *field = renames ? make_name (edits->rand) : make_phone (edits->rand);
  return sn_person_update (transaction, person, error);
}

/* 0 where nobody is */
static gint64
pick_somebody (Edits *edits)
{
  gint32 n_people = (gint32) edits->everyone->len;

  if (n_people == 0)
    return 0;
  return ((SnPerson *) g_ptr_array_index (edits->everyone, (guint) g_rand_int_range (edits->rand, 0, n_people)))->id;
}

static gboolean
edit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Edits *edits = data;

  for (guint i = 0; i < edits->n_edits; i++)
    {
      gint64 id = pick_somebody (edits);
      int what = id != 0 ? g_rand_int_range (edits->rand, 0, 4) : 0;

      if (what == 0)
        {
          if (!add_somebody (transaction, edits, error))
            return FALSE;
          continue;
        }
      if (what == 1 ? !remove_somebody (transaction, id, error) : !change_somebody (transaction, edits, id, error))
        return FALSE;
      g_array_append_val (edits->changed, id);
    }
  return TRUE;
}

/* Some characters of somebody's name, document or telephone, or of how the name is spelled. */
static char *
make_part (GRand *rand, const SnPerson *person)
{
  g_autofree char *spelling = g_strdup (person->name_pinyin);
  g_autofree char *initials = sn_name_initials (person->name);
  g_auto (GStrv) words = g_strsplit (spelling, " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);
  const char *const sources[] = { person->name, person->document_number, person->document_number, person->phone, joined, initials };
  const char *source = pick (rand, sources, G_N_ELEMENTS (sources));
  glong length = g_utf8_strlen (source, -1);
  glong start, n;

  if (length == 0)
    return g_strdup ("7");
  start = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, (gint32) length);
  n = g_rand_int_range (rand, 1, (gint32) (length - start) + 1);
  return g_strstrip (g_strdelimit (g_utf8_substring (source, start, start + n), " ", '\0'));
}

static char *
make_text (GRand *rand, GPtrArray *everyone)
{
  const SnPerson *person = g_ptr_array_index (everyone, (guint) g_rand_int_range (rand, 0, (gint32) everyone->len));
  g_autofree char *part = make_part (rand, person);

  if (g_rand_int_range (rand, 0, 3) > 0)
    return g_steal_pointer (&part);
  return g_strdup_printf ("%s %d", part, g_rand_int_range (rand, 0, 10));
}

static gpointer
apply (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer *arguments = data;
  GArray *changed = arguments[1];

  return sn_search_image_apply (arguments[0], connection, (const gint64 *) changed->data, changed->len, error);
}

static void
assert_same_ids (const char *text, GArray *found, GArray *expected)
{
  g_test_message ("%s", text);
  g_assert_nonnull (found);
  g_assert_cmpmem (found->data, found->len * sizeof (gint64), expected->data, expected->len * sizeof (gint64));
}

static void
assert_equal (SnSearchImage *applied, SnSearchImage *fresh, GPtrArray *everyone, GRand *rand)
{
  g_assert_cmpuint (sn_search_image_get_n_people (applied), ==, everyone->len);
  g_assert_cmpuint (sn_search_image_get_n_people (fresh), ==, everyone->len);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *text = i == 0 ? g_strdup ("") : make_text (rand, everyone);
      g_autofree char *clean = sn_text_clean (text);
      g_autoptr (GArray) from_applied = sn_search_image_query (applied, text, NULL);
      g_autoptr (GArray) from_fresh = sn_search_image_query (fresh, text, NULL);
      g_autoptr (GArray) slowly = find_slowly (everyone, clean);

      if (i == 0)
        g_assert_cmpuint (from_fresh->len, ==, everyone->len);
      else
        assert_same_ids (text, from_fresh, slowly);
      assert_same_ids (text, from_applied, from_fresh);
    }
}

static void
test_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250129);
  g_autoptr (SnSearchImage) image = NULL;
  Edits first = { rand, g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (gint64)), 300 };

  do_write (fixture, edit, &first);
  image = do_read (fixture, load, NULL);
  for (int round = 0; round < 40; round++)
    {
      g_autoptr (GPtrArray) before = do_read (fixture, list_everyone, NULL);
      g_autoptr (GPtrArray) after = NULL;
      g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (SnSearchImage) older = sn_search_image_ref (image);
      g_autoptr (SnSearchImage) fresh = NULL;
      g_autoptr (GArray) everyone_older = sn_search_image_query (older, "", NULL);
      g_autoptr (GArray) everyone_older_still = NULL;
      Edits edits = { rand, before, changed, (guint) g_rand_int_range (rand, 1, 12) };
      gpointer arguments[] = { image, changed };
      SnSearchImage *newer;

      do_write (fixture, edit, &edits);
      newer = do_read (fixture, apply, arguments);
      sn_search_image_unref (image);
      image = newer;
      fresh = do_read (fixture, load, NULL);
      after = do_read (fixture, list_everyone, NULL);
      assert_equal (image, fresh, after, rand);
      /* Whoever still holds the older one sees what it was. */
      everyone_older_still = sn_search_image_query (older, "", NULL);
      assert_same_ids ("", everyone_older_still, everyone_older);
    }
  g_ptr_array_unref (first.everyone);
  g_array_unref (first.changed);
}

/* Starting from nobody, and so many at once that a load is cheaper. */
static void
test_many_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (SnSearchImage) image = do_read (fixture, load, NULL);

  for (int round = 0; round < 4; round++)
    {
      /* The first two rounds only add. */
      g_autoptr (GPtrArray) before = round < 2 ? g_ptr_array_new () : do_read (fixture, list_everyone, NULL);
      g_autoptr (GPtrArray) after = NULL;
      g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (SnSearchImage) fresh = NULL;
      Edits edits = { rand, before, changed, round == 2 ? 500 : 200 };
      gpointer arguments[] = { image, changed };
      SnSearchImage *newer;

      do_write (fixture, edit, &edits);
      newer = do_read (fixture, apply, arguments);
      sn_search_image_unref (image);
      image = newer;
      fresh = do_read (fixture, load, NULL);
      after = do_read (fixture, list_everyone, NULL);
      assert_equal (image, fresh, after, rand);
      /* 200, 400 over a base of nobody; then loaded anew. */
      g_assert_cmpint (sn_search_image_is_worn (image), ==, round == 1);
    }
}

static void
test_nobody_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SnSearchImage) image = NULL;
  g_autoptr (SnSearchImage) same = NULL;
  g_autoptr (SnSearchImage) unknown = NULL;
  gint64 stranger = 4711;

  add_person (fixture, "王建国", "310229196305121234", "");
  image = do_read (fixture, load, NULL);
  same = do_read (fixture, apply, (gpointer[]){ image, nobody });
  g_assert_true (same == image);
  g_assert_false (sn_search_image_is_worn (image));
  g_array_append_val (nobody, stranger);
  unknown = do_read (fixture, apply, (gpointer[]){ image, nobody });
  g_assert_cmpuint (sn_search_image_get_n_people (unknown), ==, 1);
}

static gpointer
load_cancelled (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) local_error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (sn_search_image_load (connection, cancelled, &local_error));
  g_assert_error (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return NULL;
}

static void
test_cancellation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SnSearchImage) image = NULL;
  g_autoptr (GArray) found = NULL;

  add_person (fixture, "王建国", "310229196305121234", "");
  do_read (fixture, load_cancelled, NULL);
  image = do_read (fixture, load, NULL);
  found = sn_search_image_query (image, "王", cancellable);
  g_assert_cmpuint (found->len, ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (sn_search_image_query (image, "王", cancellable));
  g_assert_null (sn_search_image_query (image, "", cancellable));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/search-image/terms", Fixture, NULL, set_up, test_terms, tear_down);
  g_test_add ("/search-image/everyone", Fixture, NULL, set_up, test_everyone, tear_down);
  g_test_add ("/search-image/edits", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/search-image/many-edits", Fixture, NULL, set_up, test_many_edits, tear_down);
  g_test_add ("/search-image/nobody-named", Fixture, NULL, set_up, test_nobody_named, tear_down);
  g_test_add ("/search-image/cancellation", Fixture, NULL, set_up, test_cancellation, tear_down);
  return g_test_run ();
}
