/* test-resident-id.c: the numbers of a person: identity, permit, account, and the row id made of them. All made up, or
 * printed in the standard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-date.h"
#include "sn-resident-id.h"

#include <string.h>

static const GDate *
get_today (void)
{
  static GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 10, G_DATE_JANUARY, 2025);
  return &today;
}

static void
assert_number (const char *text, const char *expected, SnResidentIdNote expected_note)
{
  g_autofree char *number = NULL;
  SnResidentIdNote note = 99;

  g_test_message ("“%s”", text);
  g_assert_cmpint (sn_resident_id_normalise (text, get_today (), &number, &note), ==, SN_RESIDENT_ID_OK);
  g_assert_cmpstr (number, ==, expected);
  g_assert_cmpint (note, ==, expected_note);
}

static void
test_valid (void)
{
  static const struct
  {
    const char *number;
    const char *birth_date;
    SnSex       sex;
  } vectors[] = {
    { "11010519491231002X", "1949-12-31", SN_SEX_FEMALE }, /* the standard's own */
    { "440524188001010014", "1880-01-01", SN_SEX_MALE },   /* the standard's own */
    { "310199196001011236", "1960-01-01", SN_SEX_MALE },
    { "310199196502034524", "1965-02-03", SN_SEX_FEMALE },
    { "310199200002298880", "2000-02-29", SN_SEX_FEMALE },
    { "31019919700101006X", "1970-01-01", SN_SEX_FEMALE },
    { "310229185602290034", "1856-02-29", SN_SEX_MALE }, /* 青浦县, before 1999 */
    { "310118187901010017", "1879-01-01", SN_SEX_MALE },
    { "810000188001010015", "1880-01-01", SN_SEX_MALE },   /* 香港 */
    { "820000188001010025", "1880-01-01", SN_SEX_FEMALE }, /* 澳门 */
    { "830000188001010035", "1880-01-01", SN_SEX_MALE },   /* 台湾 */
    { "931840187901010019", "1879-01-01", SN_SEX_MALE },   /* the foreigner's card of 2023 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      GDate birth;
      char iso[11];

      assert_number (vectors[i].number, vectors[i].number, SN_RESIDENT_ID_AS_WRITTEN);
      g_date_clear (&birth, 1);
      sn_resident_id_get_birth_date (vectors[i].number, &birth);
      g_assert_cmpstr (sn_date_to_iso (&birth, iso), ==, vectors[i].birth_date);
      g_assert_cmpint (sn_resident_id_get_sex (vectors[i].number), ==, vectors[i].sex);
      g_assert_cmpint (sn_resident_id_check_character (vectors[i].number), ==, vectors[i].number[17]);
    }
}

/* Every province there is or was, and no other; the check character by the standard's own formula. */
static void
test_provinces (void)
{
  static const char known[] =
    " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
    "50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";

  for (int province = 0; province < 100; province++)
    {
      g_autofree char *digits17 = g_strdup_printf ("%02d019918790101%03d", province, province);
      g_autofree char *text = NULL;
      g_autofree char *number = NULL;
      g_autofree char *word = g_strdup_printf (" %02d ", province);
      gboolean expected = province >= 90 || strstr (known, word) != NULL;
      int sum = 0;
      SnResidentIdFault fault;

      for (int i = 0; i < 17; i++)
        sum += (digits17[i] - '0') * ((1 << (17 - i)) % 11);
      g_assert_cmpint (sn_resident_id_check_character (digits17), ==, "10X98765432"[sum % 11]);
      text = g_strdup_printf ("%s%c", digits17, "10X98765432"[sum % 11]);
      fault = sn_resident_id_normalise (text, get_today (), &number, NULL);
      g_assert_cmpint (fault, ==, expected ? SN_RESIDENT_ID_OK : SN_RESIDENT_ID_REGION);
    }
}

static void
test_cleaning (void)
{
  static const char *const texts[] = {
    "11010519491231002x",
    "１１０１０５１９４９１２３１００２Ｘ",
    "１１０１０５１９４９１２３１００２ｘ",
    " 110105 19491231 002X\xe3\x80\x80",
    "110105\xc2\xa0" "19491231\t002X\n",
    "\xe2\x80\xad" "11010519491231002X" "\xe2\x80\xac", /* U+202D, U+202C: from a chat window */
    "\xef\xbb\xbf" "110105\xe2\x80\x8b" "19491231002X",  /* U+FEFF, U+200B */
    "\xe2\x81\xa0" "11010519491231002X" "\xe2\x81\xa9",  /* U+2060, U+2069 */
    "'11010519491231002X",
    "‘11010519491231002X’",
    "“11010519491231002X”",
    "\"11010519491231002X\"",
    "=\"11010519491231002X\"",
    "11010519491231002Х", /* Cyrillic */
    "11010519491231002х",
    "11010519491231002×", /* the multiplication sign */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_number (texts[i], "11010519491231002X", SN_RESIDENT_ID_CLEANED);
  assert_number ("310229600101123", "310229196001011232", SN_RESIDENT_ID_EXTENDED);
  assert_number ("310199600101124", "310199196001011244", SN_RESIDENT_ID_EXTENDED);
  assert_number (" 310229 600101 123 ", "310229196001011232", SN_RESIDENT_ID_CLEANED | SN_RESIDENT_ID_EXTENDED);
  g_assert_cmpint (sn_resident_id_get_sex ("310229196001011232"), ==, SN_SEX_MALE);
  g_assert_cmpint (sn_resident_id_get_sex ("310199196001011244"), ==, SN_SEX_FEMALE);
}

static void
test_faults (void)
{
  static const struct
  {
    const char       *text;
    SnResidentIdFault fault;
  } vectors[] = {
    { NULL, SN_RESIDENT_ID_MISSING },
    { "", SN_RESIDENT_ID_MISSING },
    { " \xe3\x80\x80\t", SN_RESIDENT_ID_MISSING },
    { "'", SN_RESIDENT_ID_MISSING },
    { "110105194912310021", SN_RESIDENT_ID_CHECK_DIGIT },
    { "310199196001011237", SN_RESIDENT_ID_CHECK_DIGIT },
    { "31019919600101123X", SN_RESIDENT_ID_CHECK_DIGIT },
    { "310199196001011000", SN_RESIDENT_ID_CHECK_DIGIT }, /* a spreadsheet took three digits: only the check tells */
    { "11010519490231002X", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199190002290014", SN_RESIDENT_ID_BIRTH_DATE }, /* 1900 was no leap year */
    { "310199196013011236", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199196000011236", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199196001321236", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199196001001236", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199000001011236", SN_RESIDENT_ID_BIRTH_DATE },
    { "310229600230123", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199209912310018", SN_RESIDENT_ID_FUTURE },
    { "310199202501111231", SN_RESIDENT_ID_FUTURE }, /* tomorrow */
    { "000000196001011236", SN_RESIDENT_ID_REGION },
    { "160199196001011236", SN_RESIDENT_ID_REGION },
    { "840000188001010015", SN_RESIDENT_ID_REGION },
    { "000000600101123", SN_RESIDENT_ID_REGION },
    { "3.10199E+17", SN_RESIDENT_ID_DIGITS_LOST },
    { "3.10199e+17", SN_RESIDENT_ID_DIGITS_LOST },
    { "3.10199196001011E17", SN_RESIDENT_ID_DIGITS_LOST },
    { "３．１０１９９Ｅ＋１７", SN_RESIDENT_ID_DIGITS_LOST },
    { "3E+17", SN_RESIDENT_ID_DIGITS_LOST },
    { "31019919600101", SN_RESIDENT_ID_LENGTH_WRONG },
    { "31022960010112", SN_RESIDENT_ID_LENGTH_WRONG },
    { "3102296001011234", SN_RESIDENT_ID_LENGTH_WRONG },
    { "31019919600101123", SN_RESIDENT_ID_LENGTH_WRONG },
    { "3101991960010112366", SN_RESIDENT_ID_LENGTH_WRONG },
    { "31019919600101123643", SN_RESIDENT_ID_LENGTH_WRONG }, /* the disability card holds more */
    { "1234", SN_RESIDENT_ID_LENGTH_WRONG },
    { "E12345678", SN_RESIDENT_ID_LENGTH_WRONG },
    { "无", SN_RESIDENT_ID_LENGTH_WRONG },
    { "31022960010112X", SN_RESIDENT_ID_LENGTH_WRONG },
    { "1101051949123X0021", SN_RESIDENT_ID_CHARACTERS },
    { "X10105194912310021", SN_RESIDENT_ID_CHARACTERS },
    { "11010519491231002A", SN_RESIDENT_ID_CHARACTERS },
    { "11O105194912310021", SN_RESIDENT_ID_CHARACTERS },
    { "110105-9491231002X", SN_RESIDENT_ID_CHARACTERS },
    { "11010519491231002乙", SN_RESIDENT_ID_CHARACTERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *result = NULL;
      SnResidentIdNote note = 99;

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpint (sn_resident_id_normalise (vectors[i].text, get_today (), &result, &note), ==, vectors[i].fault);
      /* What an officer may let stand is told in its normal form. */
      g_assert_cmpint (result != NULL, ==, vectors[i].fault == SN_RESIDENT_ID_CHECK_DIGIT);
      g_assert_cmpint (note, ==, SN_RESIDENT_ID_AS_WRITTEN);
    }
  assert_number ("310199202501101236", "310199202501101236", SN_RESIDENT_ID_AS_WRITTEN); /* born today */
}

/* Each fault has a sentence of its own, and none that is good has one. */
static void
test_messages (void)
{
  for (int i = SN_RESIDENT_ID_OK; i <= SN_RESIDENT_ID_DIGITS_LOST; i++)
    {
      const char *message = sn_resident_id_fault_message ((SnResidentIdFault) i);

      if (i == SN_RESIDENT_ID_OK)
        g_assert_cmpstr (message, ==, "");
      else
        g_assert_true (g_str_has_suffix (message, "."));
      for (int j = 0; j < i; j++)
        g_assert_cmpstr (message, !=, sn_resident_id_fault_message ((SnResidentIdFault) j));
    }
}

static void
test_masks (void)
{
  static const struct
  {
    const char *number;
    const char *masked;
  } documents[] = {
    { "11010519491231002X", "110105********002X" },
    { "310199196001011236", "310199********1236" },
    { "310229600101123", "310229*****1123" },
    { "31019919600101123643", "310199**********3643" },
    { "USA310118000001", "USA310*****0001" },
    { "H12345678", "H*******8" },
    { "12345678901234", "1************4" },
    { "12345678", "1******8" },
    { "AB1", "A*1" },
    { "AB", "**" },
    { "A", "*" },
    { "", "" },
    { "户甲一二三", "*****" },
  };
  static const struct
  {
    const char *number;
    const char *masked;
  } accounts[] = {
    { "6217000000000000004", "6217 **** **** 0004" },
    { "6214830000000009", "6214 **** **** 0009" },
    { "1234567890", "1234 **** **** 7890" },
    { "123456789", "1234 **** **** 6789" },
    { "12345678", "********" },
    { "1", "*" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *masked = sn_document_number_mask (documents[i].number);

      g_assert_cmpstr (masked, ==, documents[i].masked);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *masked = sn_account_number_mask (accounts[i].number);

      g_assert_cmpstr (masked, ==, accounts[i].masked);
    }
}

static void
test_permits (void)
{
  static const struct
  {
    const char *text;
    const char *number; /* NULL: no such document */
  } vectors[] = {
    { "H12345678", "H12345678" },
    { "M123456789", "M123456789" },
    { "H1234567890", "H1234567890" },
    { "12345678", "12345678" },
    { "1234567890", "1234567890" },
    { "E12345678", "E12345678" },
    { "G1234567", "G1234567" },
    { "EA1234567", "EA1234567" },
    { "TR1234567", "TR1234567" },
    { "USA310118000001", "USA310118000001" },
    { " h 1234\xe3\x80\x80" "5678 ", "H12345678" },
    { "Ｈ１２３４５６７８", "H12345678" },
    { "'e12345678", "E12345678" },
    { "=\"H12345678\"", "H12345678" },
    { NULL, NULL },
    { "", NULL },
    { "无", NULL },
    { "H", NULL },
    { "H1234567890123", NULL },
    { "A1234567890", NULL },
    { "1234567", NULL },
    { "123456789012", NULL },
    { "310199196001011236", NULL },
    { "310229600101123", NULL },
    { "12345678H", NULL },
    { "H1234-5678", NULL },
    { "ABCD1234567", NULL },
    { "护照12345678", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *number = sn_permit_number_normalise (vectors[i].text);

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpstr (number, ==, vectors[i].number);
    }
}

static void
test_accounts (void)
{
  static const struct
  {
    const char *text;
    const char *number; /* NULL: no account */
    gboolean    repaired;
    gboolean    luhn_ok;
  } vectors[] = {
    { "6217000000000000004", "6217000000000000004", FALSE, TRUE },
    { "6222020000000000000", "6222020000000000000", FALSE, TRUE },
    { "6214830000000009", "6214830000000009", FALSE, TRUE },
    { "6217000000000000005", "6217000000000000005", FALSE, FALSE },
    { "6214830000000008", "6214830000000008", FALSE, FALSE },
    { "621700000000001", "621700000000001", FALSE, TRUE },           /* 15 digits: no card */
    { "62170000000000000001", "62170000000000000001", FALSE, TRUE }, /* 20: none either */
    { "4111111111111112", "4111111111111112", FALSE, TRUE },         /* not 62: no rule that we know */
    { "6217 0000 0000 0000 004", "6217000000000000004", TRUE, TRUE },
    { "6217-0000-0000-0000-004", "6217000000000000004", TRUE, TRUE },
    { "6217—0000–0000－0000-004", "6217000000000000004", TRUE, TRUE },
    { "６２１７００００００００００００００４", "6217000000000000004", TRUE, TRUE },
    { "'6217000000000000004", "6217000000000000004", TRUE, TRUE },
    { "=\"6217000000000000004\"", "6217000000000000004", TRUE, TRUE },
    { "\xe2\x80\xad" "6217000000000000004\t", "6217000000000000004", TRUE, TRUE },
    { "1234567890", "1234567890", FALSE, TRUE },
    { "12345678901234567890123456789012", "12345678901234567890123456789012", FALSE, TRUE },
    { "123456789", NULL, FALSE, FALSE },
    { "123456789012345678901234567890123", NULL, FALSE, FALSE },
    { "6217E00000000000004", NULL, FALSE, FALSE },
    { "6.217E+18", NULL, FALSE, FALSE },
    { "6217000000000000004(旧)", NULL, FALSE, FALSE },
    { "无", NULL, FALSE, FALSE },
    { "", NULL, FALSE, FALSE },
    { NULL, NULL, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      gboolean repaired = FALSE, luhn_ok = FALSE;
      g_autofree char *number = sn_account_number_normalise (vectors[i].text, &repaired, &luhn_ok);
      g_autofree char *again = sn_account_number_normalise (vectors[i].text, NULL, NULL);

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpstr (number, ==, vectors[i].number);
      g_assert_cmpstr (again, ==, vectors[i].number);
      if (number == NULL)
        continue;
      g_assert_cmpint (repaired, ==, vectors[i].repaired);
      g_assert_cmpint (luhn_ok, ==, vectors[i].luhn_ok);
    }
}

/* These ids stand in files: a different answer would make the same person two. */
static void
test_person_ids (void)
{
  static const struct
  {
    const char *type;
    const char *number;
    gint64      id;
  } vectors[] = {
    { "resident", "310199196001011236", G_GINT64_CONSTANT (5620421883751667) },
    { "resident", "11010519491231002X", G_GINT64_CONSTANT (7296983768160001) },
    { "passport", "E12345678", G_GINT64_CONSTANT (8823943991726478) },
    { "permit", "H12345678", G_GINT64_CONSTANT (6355937687342378) },
    { "other", "x", G_GINT64_CONSTANT (5667976622633758) },
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpint (sn_person_id_for_document (vectors[i].type, vectors[i].number), ==, vectors[i].id);
  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *number = g_strdup_printf ("3101991960%08d", i);
      gint64 id = sn_person_id_for_document ("resident", number);

      g_assert_cmpint (id, >=, G_GINT64_CONSTANT (1) << 52);
      g_assert_cmpint (id, <, G_GINT64_CONSTANT (1) << 53);
      g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
    }
  g_assert_cmpint (sn_person_id_for_document ("permit", "12345678"), !=, sn_person_id_for_document ("passport", "12345678"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resident-id/valid", test_valid);
  g_test_add_func ("/resident-id/provinces", test_provinces);
  g_test_add_func ("/resident-id/cleaning", test_cleaning);
  g_test_add_func ("/resident-id/faults", test_faults);
  g_test_add_func ("/resident-id/messages", test_messages);
  g_test_add_func ("/resident-id/masks", test_masks);
  g_test_add_func ("/resident-id/permits", test_permits);
  g_test_add_func ("/resident-id/accounts", test_accounts);
  g_test_add_func ("/resident-id/person-ids", test_person_ids);
  return g_test_run ();
}
