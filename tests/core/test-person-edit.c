/* test-person-edit.c: what an officer types about a person: judged field by field, written as one Change; and somebody new.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "person-fixture.h"

#include "sn-identity-document.h"

typedef struct
{
  gint64       id;
  SnPersonEdit edit;
} Work;

#define TEXT(field, text) .texts = { [SN_PERSON_FIELD_##field] = (text) }

static gboolean
edit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_person_edit (transaction, work->id, &work->edit, error);
}

/* ── Judging ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_check (void)
{
  static const struct
  {
    SnPersonField field;
    const char   *text;
    const char   *normal; /* NULL: a fault */
    const char   *saying;
  } vectors[] = {
    { SN_PERSON_FIELD_NAME, " 单\xe3\x80\x80伟 ", "单伟", NULL },
    { SN_PERSON_FIELD_NAME, "买买提•阿不都", "买买提·阿不都", NULL },
    { SN_PERSON_FIELD_NAME, " ", NULL, "name is missing" },
    { SN_PERSON_FIELD_FORMER_NAMES, "单大伟 单小伟", "单大伟、单小伟", NULL },
    { SN_PERSON_FIELD_SEX, "男", "male", NULL },
    { SN_PERSON_FIELD_SEX, "", "male", NULL },
    { SN_PERSON_FIELD_SEX, "female", NULL, "given as female, but the identity number says male" },
    { SN_PERSON_FIELD_SEX, "x", NULL, "sex is male, female" },
    { SN_PERSON_FIELD_BIRTH_DATE, "1960年1月1日", "1960-01-01", NULL },
    { SN_PERSON_FIELD_BIRTH_DATE, "", "1960-01-01", NULL },
    { SN_PERSON_FIELD_BIRTH_DATE, "1960-01-02", NULL, "1960-01-02, but the identity number says 1960-01-01" },
    { SN_PERSON_FIELD_BIRTH_DATE, "1960-02-30", NULL, "no day of the calendar" },
    { SN_PERSON_FIELD_BIRTH_DATE, "2025-01-11", NULL, "future" },
    { SN_PERSON_FIELD_ETHNIC_GROUP, "回", "回族", NULL },
    { SN_PERSON_FIELD_ETHNIC_GROUP, "", "", NULL },
    { SN_PERSON_FIELD_ETHNIC_GROUP, "上海", NULL, "ethnic group" },
    { SN_PERSON_FIELD_PHONE, "１３９ 0000 0001", "13900000001", NULL },
    { SN_PERSON_FIELD_PHONE, "1390000", NULL, "phone number" },
    { SN_PERSON_FIELD_GUARDIAN_PHONE, "无", NULL, "guardian's phone number" },
    { SN_PERSON_FIELD_RELATION, "儿子", "子", NULL },
    { SN_PERSON_FIELD_ADDRESS, " 公园路　１００号 ", "公园路 100号", NULL },
    { SN_PERSON_FIELD_ACCOUNT_NUMBER, "6222 0200 0000 0000 000", "6222020000000000000", NULL },
    { SN_PERSON_FIELD_ACCOUNT_NUMBER, "123456789", NULL, "bank account" },
    { SN_PERSON_FIELD_ACCOUNT_HOLDER, "单 伟", "", NULL }, /* the person */
    { SN_PERSON_FIELD_ACCOUNT_HOLDER, "单大", "单大", NULL },
    { SN_PERSON_FIELD_DISABILITY_CERTIFICATE, NUMBER "43 b1", NUMBER "43B1", NULL },
    { SN_PERSON_FIELD_DISABILITY_CERTIFICATE, OTHER_NUMBER "43", NULL, "does not begin with this person's" },
    { SN_PERSON_FIELD_DISABILITY_CERTIFICATE, NUMBER "83", NULL, "19th digit" },
    { SN_PERSON_FIELD_DISABILITY_KIND, "肢体", "4", NULL },
    { SN_PERSON_FIELD_DISABILITY_KIND, "8", NULL, "kind of disability" },
    { SN_PERSON_FIELD_DISABILITY_LEVEL, "", "", NULL },
    { SN_PERSON_FIELD_DISABILITY_LEVEL, "5", NULL, "level of disability" },
    { SN_PERSON_FIELD_NOTE, " 一\n二 ", "一\n二", NULL },
  };
  const SnPerson person = { .name = (char *) "单伟", .document_type = (char *) "resident", .document_number = (char *) NUMBER };

  sn_test_set_clock ();
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *normal = NULL;
      g_autofree char *fault = sn_person_check_field (&person, vectors[i].field, vectors[i].text, &normal);

      g_test_message ("%s “%s”: %s", sn_person_field_key (vectors[i].field), vectors[i].text, fault);
      g_assert_cmpint (fault == NULL, ==, vectors[i].normal != NULL);
      g_assert_cmpstr (normal, ==, vectors[i].normal != NULL ? vectors[i].normal : vectors[i].text);
      if (fault != NULL)
        g_assert_nonnull (strstr (fault, vectors[i].saying));
    }
  sn_clock_set_today (NULL);
}

/* Without a number that tells, both may be said; of nobody at all a field can be judged too. */
static void
test_check_without_number (void)
{
  const SnPerson stranger = { .name = (char *) "Mary", .document_type = (char *) "passport", .document_number = (char *) "E12345678" };
  g_autofree char *sex = NULL;
  g_autofree char *birth = NULL;
  g_autofree char *certificate = NULL;

  g_assert_null (sn_person_check_field (&stranger, SN_PERSON_FIELD_SEX, "女", &sex));
  g_assert_cmpstr (sex, ==, "female");
  g_assert_null (sn_person_check_field (&stranger, SN_PERSON_FIELD_BIRTH_DATE, "", &birth));
  g_assert_cmpstr (birth, ==, "");
  g_assert_null (sn_person_check_field (NULL, SN_PERSON_FIELD_DISABILITY_CERTIFICATE, OTHER_NUMBER "43", &certificate));
  g_assert_cmpstr (certificate, ==, OTHER_NUMBER "43");
}

static void
test_doubt (void)
{
  g_autofree char *doubt = sn_person_doubt_field (NULL, SN_PERSON_FIELD_ACCOUNT_NUMBER, "6217000000000000005");

  g_assert_nonnull (doubt);
  g_assert_null (sn_person_doubt_field (NULL, SN_PERSON_FIELD_ACCOUNT_NUMBER, "6217000000000000004"));
  g_assert_null (sn_person_doubt_field (NULL, SN_PERSON_FIELD_ACCOUNT_NUMBER, "not one"));
  g_assert_null (sn_person_doubt_field (NULL, SN_PERSON_FIELD_PHONE, "6217000000000000005"));
}

static void
test_fields (void)
{
  for (int i = 0; i < SN_PERSON_N_FIELDS; i++)
    {
      SnPersonField field;

      g_assert_true (sn_person_field_from_key (sn_person_field_key ((SnPersonField) i), &field));
      g_assert_cmpint (field, ==, i);
      /* A word of its own, not the column's name. */
      g_assert_cmpstr (sn_person_field_word ((SnPersonField) i), !=, sn_person_field_key ((SnPersonField) i));
    }
}

/* ── Editing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define EVERYTHING \
  "SELECT name || '|' || former_names || '|' || sex || '|' || birth_date || '|' || ethnic_group || '|' || phone || '|' || relation" \
  " || '|' || address || '|' || registered_address || '|' || bank_name || '|' || account_number || '|' || account_holder" \
  " || '|' || account_relation || '|' || disability_certificate || '|' || coalesce (disability_kind, '')" \
  " || '|' || coalesce (disability_level, '') || '|' || guardian_name || '|' || guardian_relation || '|' || guardian_phone" \
  " || '|' || note || '|' || coalesce (town_id, '') || '|' || coalesce (village_id, '') FROM person"

static void
test_every_field (Fixture *fixture, gconstpointer data)
{
  Work work = {
    create_person (fixture, "单伟", NUMBER),
    { .texts = { [SN_PERSON_FIELD_NAME] = "单 大伟", [SN_PERSON_FIELD_FORMER_NAMES] = "单伟", [SN_PERSON_FIELD_SEX] = "1",
                 [SN_PERSON_FIELD_BIRTH_DATE] = "19600101", [SN_PERSON_FIELD_ETHNIC_GROUP] = "汉", [SN_PERSON_FIELD_PHONE] = "13900000001",
                 [SN_PERSON_FIELD_RELATION] = "儿子", [SN_PERSON_FIELD_ADDRESS] = "甲路1号", [SN_PERSON_FIELD_REGISTERED_ADDRESS] = "乙路2号",
                 [SN_PERSON_FIELD_BANK_NAME] = "农商", [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "6217 0000 0000 0000 004",
                 [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "单母", [SN_PERSON_FIELD_ACCOUNT_RELATION] = "妈妈",
                 [SN_PERSON_FIELD_DISABILITY_CERTIFICATE] = NUMBER "43", [SN_PERSON_FIELD_DISABILITY_KIND] = "肢体",
                 [SN_PERSON_FIELD_GUARDIAN_NAME] = "单母", [SN_PERSON_FIELD_GUARDIAN_RELATION] = "母",
                 [SN_PERSON_FIELD_GUARDIAN_PHONE] = "59200001", [SN_PERSON_FIELD_NOTE] = "记" },
      .village_id = VILLAGE },
  };
  g_autofree char *expected = g_strdup_printf ("person-edit[\"%" G_GINT64_FORMAT "\"]", work.id);
  gint64 change_id = do_write (fixture, edit, &work);

  assert_sql (fixture, LATEST, expected);
  assert_sql (fixture, EVERYTHING,
              "单大伟|单伟|male|1960-01-01|汉族|13900000001|子|甲路1号|乙路2号|农商|6217000000000000004|单母|母亲|" NUMBER
              "43|4|3|单母|母亲|59200001|记|310118102|310118102001");
  /* Once more the same: no Change. */
  g_assert_cmpint (do_write (fixture, edit, &work), ==, SN_WORKSPACE_UNCHANGED);
  /* The name's keys follow; the undo brings all back. */
  assert_sql (fixture, "SELECT name_pinyin FROM person", "shan da wei");
  do_write (fixture, undo, &change_id);
  assert_sql (fixture, EVERYTHING, "单伟||male|1960-01-01||||||||||||||||||");
}

/* What a roster once brought may stand: who edits another field is not held up by it. */
static void
test_what_stands (Fixture *fixture, gconstpointer data)
{
  Work work = { create_person (fixture, "单伟", NUMBER), { .texts = { [SN_PERSON_FIELD_PHONE] = "无", [SN_PERSON_FIELD_BIRTH_DATE] = "1960-01-02",
                                                                    [SN_PERSON_FIELD_NOTE] = "记" } } };

  refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, "");
  do_sql (fixture, "UPDATE person SET phone = '无', birth_date = '1960-01-02'");
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT phone || birth_date || note FROM person", "无1960-01-02记");
  work.edit = (SnPersonEdit){ TEXT (PHONE, "无 ") };
  refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, "phone number");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SnPersonEdit edit;
    const char  *saying;
  } wrong[] = {
    { { TEXT (PHONE, "1390000") }, "phone number" },
    { { TEXT (SEX, "女") }, "identity number says male" },
    { { TEXT (ACCOUNT_HOLDER, "单大") }, "another person's name" },
    { { TEXT (DISABILITY_CERTIFICATE, OTHER_NUMBER "43") }, "does not begin" },
    { { .town_id = 1 }, "town is not in the list" },
    { { .village_id = 1 }, "village is not in the list" },
    { { .town_id = OTHER_TOWN, .village_id = VILLAGE }, "does not belong to the town" },
    { { .guardian_id = 4711 }, "not in the registry" },
  };
  Work work = { .id = create_person (fixture, "单伟", NUMBER) };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      work.edit = wrong[i].edit;
      /* What is right beside what is wrong is not written either. */
      if (work.edit.texts[SN_PERSON_FIELD_NOTE] == NULL)
        work.edit.texts[SN_PERSON_FIELD_NAME] = "改名";
      refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, wrong[i].saying);
    }
  work.edit = (SnPersonEdit){ .guardian_id = work.id };
  refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, "own guardian");
  assert_sql (fixture, "SELECT name FROM person", "单伟");
  work.id = 4711;
  refuse_write (fixture, edit, &work, SN_ERROR_NOT_FOUND, "not in the registry");
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64      town_id;
    gint64      village_id;
    const char *town_and_village;
  } steps[] = {
    { 0, VILLAGE, "310118102 310118102001" },
    { TOWN, 0, "310118102 310118102001" },
    { 0, SN_PERSON_EDIT_NONE, "310118102 " },
    { TOWN, VILLAGE, "310118102 310118102001" },
    { OTHER_TOWN, 0, "310118103 " }, /* the village stays behind */
    { SN_PERSON_EDIT_NONE, 0, " " },
    { 0, VILLAGE, "310118102 310118102001" },
    { SN_PERSON_EDIT_NONE, 0, " " },
  };
  Work work = { .id = create_person (fixture, "单伟", NUMBER) };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      work.edit = (SnPersonEdit){ .town_id = steps[i].town_id, .village_id = steps[i].village_id };
      do_write (fixture, edit, &work);
      assert_sql (fixture, "SELECT coalesce (town_id, '') || ' ' || coalesce (village_id, '') FROM person", steps[i].town_and_village);
    }
}

/* A guardian of the registry or one in words, never both; nobody guards his guardian. */
static void
test_guardians (Fixture *fixture, gconstpointer data)
{
  gint64 child = create_person (fixture, "单伟", NUMBER), mother = create_person (fixture, "单母", OTHER_NUMBER);
  Work work = { child, { TEXT (GUARDIAN_NAME, "舅舅"), .guardian_id = 0 } };

  do_write (fixture, edit, &work);
  work.edit = (SnPersonEdit){ TEXT (GUARDIAN_RELATION, "母"), .guardian_id = mother };
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT (guardian_id = (SELECT id FROM person WHERE name = '单母')) || guardian_name || guardian_relation"
                       " FROM person WHERE name = '单伟'", "1母亲");
  work = (Work){ mother, { .guardian_id = child } };
  refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, "each other's guardian");
  work = (Work){ child, { TEXT (GUARDIAN_NAME, "舅舅") } };
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT coalesce (guardian_id, '') || guardian_name FROM person WHERE name = '单伟'", "舅舅");
  work.edit = (SnPersonEdit){ .guardian_id = mother };
  do_write (fixture, edit, &work);
  work.edit = (SnPersonEdit){ .guardian_id = SN_PERSON_EDIT_NONE };
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT coalesce (guardian_id, '') || guardian_name FROM person WHERE name = '单伟'", "");
}

/* Another holder's relation is asked for by who names the holder, not by who corrects something else. */
static void
test_holders (Fixture *fixture, gconstpointer data)
{
  Work work = { create_person (fixture, "单伟", NUMBER), { TEXT (PHONE, "59200001") } };

  do_sql (fixture, "UPDATE person SET account_holder = '单父'"); /* as an older roster brought it */
  do_write (fixture, edit, &work);
  work.edit = (SnPersonEdit){ .texts = { [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "单父", [SN_PERSON_FIELD_BANK_NAME] = "农商" } };
  do_write (fixture, edit, &work);
  work.edit = (SnPersonEdit){ TEXT (ACCOUNT_RELATION, "父") };
  do_write (fixture, edit, &work);
  work.edit = (SnPersonEdit){ TEXT (ACCOUNT_HOLDER, "单母") };
  refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, "Say how the holder stands");
  work.edit = (SnPersonEdit){ TEXT (ACCOUNT_HOLDER, "单伟") };
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT account_holder || '|' || account_relation FROM person", "|");
}

/* Kind and level follow the certificate; what contradicts it is refused, and without one both may be said. */
static void
test_disabilities (Fixture *fixture, gconstpointer data)
{
  Work work = { create_person (fixture, "单伟", NUMBER),
                { .texts = { [SN_PERSON_FIELD_DISABILITY_KIND] = "2", [SN_PERSON_FIELD_DISABILITY_LEVEL] = "1" } } };

  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT disability_kind || ',' || disability_level FROM person", "2,1");
  /* A form that sends the old kind along: it follows the certificate all the same. */
  work.edit = (SnPersonEdit){ .texts = { [SN_PERSON_FIELD_DISABILITY_CERTIFICATE] = NUMBER "43", [SN_PERSON_FIELD_DISABILITY_KIND] = "2" } };
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT disability_kind || ',' || disability_level FROM person", "4,3");
  work.edit = (SnPersonEdit){ TEXT (DISABILITY_LEVEL, "一级") };
  refuse_write (fixture, edit, &work, SN_ERROR_INVALID_INPUT, "given as 一级, but the certificate says 三级");
  work.edit = (SnPersonEdit){ .texts = { [SN_PERSON_FIELD_DISABILITY_CERTIFICATE] = "", [SN_PERSON_FIELD_DISABILITY_KIND] = "",
                                         [SN_PERSON_FIELD_DISABILITY_LEVEL] = "" } };
  do_write (fixture, edit, &work);
  assert_sql (fixture, "SELECT disability_certificate || coalesce (disability_kind, '-') || coalesce (disability_level, '-') FROM person", "--");
}

/* ── Somebody new ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_create (Fixture *fixture, gconstpointer data)
{
  Creation creation = { { .document_text = " 310199 600101 123 ",
                          .fields = { .texts = { [SN_PERSON_FIELD_NAME] = "单　伟", [SN_PERSON_FIELD_PHONE] = "139 0000 0001" },
                                      .village_id = VILLAGE } }, 0 };
  g_autofree char *expected = NULL;
  gint64 change_id = do_write (fixture, create, &creation);

  g_assert_cmpint (creation.id, ==, sn_person_id_for_document ("resident", NUMBER));
  expected = g_strdup_printf ("person-create[\"%" G_GINT64_FORMAT "\"]", creation.id);
  assert_sql (fixture, LATEST, expected);
  assert_sql (fixture, "SELECT name || '|' || document_type || '|' || document_number || '|' || document_reason || '|' || sex || '|' ||"
                       " birth_date || '|' || phone || '|' || town_id FROM person",
              "单伟|resident|" NUMBER "||male|1960-01-01|13900000001|310118102");
  assert_sql (fixture, "SELECT count(*) FROM household h JOIN person p ON p.household_id = h.id AND h.head_id = p.id"
                       " AND h.village_id = p.village_id", "1");
  do_write (fixture, undo, &change_id);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) || (SELECT count(*) FROM household)", "00");
}

static void
test_create_into_household (Fixture *fixture, gconstpointer data)
{
  Creation creation = { { .document_text = OTHER_NUMBER, .fields = { TEXT (NAME, "单母") } }, 0 };

  create_person (fixture, "单伟", NUMBER);
  creation.newcomer.household_id = 4711;
  refuse_write (fixture, create, &creation, SN_ERROR_NOT_FOUND, "household is not in the registry");
  do_sql (fixture, "UPDATE household SET id = 5, town_id = 310118102, village_id = 310118102001, address = '甲路1号';"
                   "UPDATE person SET household_id = 5");
  creation.newcomer.household_id = 5;
  do_write (fixture, create, &creation);
  assert_sql (fixture, "SELECT group_concat (name || coalesce (village_id, '') || address, '|')"
                       " FROM (SELECT * FROM person WHERE household_id = 5 ORDER BY name)", "单伟|单母310118102001甲路1号");
}

/* However the number is typed, it is one person; and the refusal says where, and who. */
static void
test_one_person (Fixture *fixture, gconstpointer data)
{
  static const char *const ways[] = {
    NUMBER, "310199600101123", "３１０１９９６００１０１１２３", "３１０１９９１９６００１０１１２３６", " 310199 19600101 1236 ", "\xe2\x80\xad" NUMBER "\xe2\x80\xac",
    "=\"" NUMBER "\"", "'" NUMBER,
  };
  gint64 id = create_person (fixture, "单伟", NUMBER);

  do_sql (fixture, "UPDATE person SET town_id = 310118102, village_id = 310118102001");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Creation creation = { { .document_text = ways[i], .fields = { TEXT (NAME, "别人") } }, 0 };

      refuse_write (fixture, create, &creation, SN_ERROR_REFUSED, "already, in 朱家角镇大新街居委会");
      g_assert_cmpint (creation.id, ==, id);
    }
  assert_sql (fixture, "SELECT count(*) FROM person", "1");
}

typedef struct
{
  const char *number;
  gint64      id;
} Search;

static gpointer
find (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;

  return sn_person_find_by_document (connection, "resident", search->number, &search->id, error) ? data : NULL;
}

static gboolean
insert_raw (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnPerson draft = { .name = (char *) "别人", .document_number = data };

  return sn_person_insert (transaction, &draft, NULL, error);
}

static void
test_one_person_everywhere (Fixture *fixture, gconstpointer data)
{
  static const char *const ways[] = { NUMBER, "310199600101123", "３１０１９９６００１０１１２３", " 310199 19600101 1236 " };

  do_write (fixture, insert_raw, (gpointer) ways[2]);
  assert_sql (fixture, "SELECT document_number || sex || birth_date FROM person", NUMBER "male1960-01-01");
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;
      Search search = { ways[i], 0 };

      sn_workspace_read (fixture->workspace, find, &search, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (search.id, ==, sn_person_id_for_document ("resident", NUMBER));
      refuse_write (fixture, insert_raw, (gpointer) ways[i], SN_ERROR_REFUSED, "already");
    }
  /* An earlier number of somebody is that person's too: nobody else is added under it. */
  do_sql (fixture, "INSERT INTO other_document (id, person_id, document_type, document_number)"
                   " SELECT 1, id, 'resident', '" OTHER_NUMBER "' FROM person");
  {
    g_autoptr (GError) error = NULL;
    Search search = { OTHER_NUMBER, 0 };

    sn_workspace_read (fixture->workspace, find, &search, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (search.id, ==, sn_person_id_for_document ("resident", NUMBER));
  }
  refuse_write (fixture, insert_raw, (gpointer) OTHER_NUMBER, SN_ERROR_REFUSED, "already");
}

/* Only a wrong check digit may stand, and only with a reason; a reason that is not needed is not kept. */
static void
test_override (Fixture *fixture, gconstpointer data)
{
  static const char *const hopeless[] = { "310199209912310018", "000000196001011236", "31019919600101", "3.10199E+17", "无", "" };
  Creation creation = { { .document_text = WRONG_CHECK, .fields = { TEXT (NAME, "单伟") } }, 0 };

  refuse_write (fixture, create, &creation, SN_ERROR_INVALID_INPUT, "give the reason");
  creation.newcomer.override_reason = " \t";
  refuse_write (fixture, create, &creation, SN_ERROR_INVALID_INPUT, "give the reason");
  g_assert_cmpint (creation.id, ==, 0);
  creation.newcomer.override_reason = " 派出所证明 ";
  do_write (fixture, create, &creation);
  assert_sql (fixture, "SELECT document_number || document_reason || sex || birth_date FROM person", WRONG_CHECK "派出所证明male1960-01-01");
  creation.newcomer.document_text = OTHER_NUMBER;
  do_write (fixture, create, &creation);
  assert_sql (fixture, "SELECT document_reason FROM person WHERE document_number = '" OTHER_NUMBER "'", "");
  for (gsize i = 0; i < G_N_ELEMENTS (hopeless); i++)
    {
      creation.newcomer.document_text = hopeless[i];
      refuse_write (fixture, create, &creation, SN_ERROR_INVALID_INPUT, "");
    }
  /* Without a name nobody comes in; and what is typed besides is judged as in an edit. */
  creation = (Creation){ { .document_text = NUMBER }, 0 };
  refuse_write (fixture, create, &creation, SN_ERROR_INVALID_INPUT, "name is missing");
  creation.newcomer.fields = (SnPersonEdit){ .texts = { [SN_PERSON_FIELD_NAME] = "单伟", [SN_PERSON_FIELD_SEX] = "女" } };
  refuse_write (fixture, create, &creation, SN_ERROR_INVALID_INPUT, "identity number says male");
  assert_sql (fixture, "SELECT count(*) FROM person", "2");
}

static void
test_passport (Fixture *fixture, gconstpointer data)
{
  Creation creation = { { .document_text = "123456789", .document_family = "passport",
                          .fields = { .texts = { [SN_PERSON_FIELD_NAME] = "Mary Ann", [SN_PERSON_FIELD_SEX] = "female",
                                                 [SN_PERSON_FIELD_BIRTH_DATE] = "1970/2/3" } } }, 0 };

  do_write (fixture, create, &creation);
  assert_sql (fixture, "SELECT document_type || document_number || sex || birth_date FROM person", "passport123456789female1970-02-03");
}

#define ADD(name, func) g_test_add ("/person-edit/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-edit/check", test_check);
  g_test_add_func ("/person-edit/check-without-number", test_check_without_number);
  g_test_add_func ("/person-edit/doubt", test_doubt);
  g_test_add_func ("/person-edit/fields", test_fields);
  ADD ("every-field", test_every_field);
  ADD ("what-stands", test_what_stands);
  ADD ("refusals", test_refusals);
  ADD ("places", test_places);
  ADD ("guardians", test_guardians);
  ADD ("holders", test_holders);
  ADD ("disabilities", test_disabilities);
  ADD ("create", test_create);
  ADD ("create-into-household", test_create_into_household);
  ADD ("one-person", test_one_person);
  ADD ("one-person-everywhere", test_one_person_everywhere);
  ADD ("override", test_override);
  ADD ("passport", test_passport);
  return g_test_run ();
}
