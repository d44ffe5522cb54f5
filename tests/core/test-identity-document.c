/* test-identity-document.c: what a typed number is. All made up, or printed in the standard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-date.h"
#include "sn-identity-document.h"

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
test_kinds (void)
{
  static const struct
  {
    const char    *text;
    SnDocumentKind kind;
    const char    *family;
    const char    *number;
    const char    *birth; /* "": not told */
    SnSex          sex;
    int            notes;
  } vectors[] = {
    { "11010519491231002X", SN_DOCUMENT_RESIDENT_CARD, "resident", "11010519491231002X", "1949-12-31", SN_SEX_FEMALE, 0 },
    { "440524188001010014", SN_DOCUMENT_RESIDENT_CARD, "resident", "440524188001010014", "1880-01-01", SN_SEX_MALE, 0 },
    { "310199196001011236", SN_DOCUMENT_RESIDENT_CARD, "resident", "310199196001011236", "1960-01-01", SN_SEX_MALE, 0 },
    { "310199196502034524", SN_DOCUMENT_RESIDENT_CARD, "resident", "310199196502034524", "1965-02-03", SN_SEX_FEMALE, 0 },
    { "310199200002298880", SN_DOCUMENT_RESIDENT_CARD, "resident", "310199200002298880", "2000-02-29", SN_SEX_FEMALE, 0 },
    { "31019919700101006X", SN_DOCUMENT_RESIDENT_CARD, "resident", "31019919700101006X", "1970-01-01", SN_SEX_FEMALE, 0 },
    { "310229185602290034", SN_DOCUMENT_RESIDENT_CARD, "resident", "310229185602290034", "1856-02-29", SN_SEX_MALE, 0 },
    { "310118187901010017", SN_DOCUMENT_RESIDENT_CARD, "resident", "310118187901010017", "1879-01-01", SN_SEX_MALE, 0 },
    { "310229600101123", SN_DOCUMENT_RESIDENT_CARD, "resident", "310229196001011232", "1960-01-01", SN_SEX_MALE, SN_RESIDENT_ID_EXTENDED },
    { "３１０１９９６００１０１１２４", SN_DOCUMENT_RESIDENT_CARD, "resident", "310199196001011244", "1960-01-01", SN_SEX_FEMALE,
      SN_RESIDENT_ID_EXTENDED | SN_RESIDENT_ID_CLEANED },
    { "810000188001010015", SN_DOCUMENT_RESIDENCE_PERMIT, "permit", "810000188001010015", "1880-01-01", SN_SEX_MALE, 0 },
    { "820000188001010025", SN_DOCUMENT_RESIDENCE_PERMIT, "permit", "820000188001010025", "1880-01-01", SN_SEX_FEMALE, 0 },
    { "830000188001010035", SN_DOCUMENT_RESIDENCE_PERMIT, "permit", "830000188001010035", "1880-01-01", SN_SEX_MALE, 0 },
    { "931840187901010019", SN_DOCUMENT_FOREIGNER_CARD, "permit", "931840187901010019", "1879-01-01", SN_SEX_MALE, 0 },
    { "usa310118000001", SN_DOCUMENT_FOREIGNER_CARD_OLD, "passport", "USA310118000001", "", SN_SEX_UNKNOWN, SN_RESIDENT_ID_CLEANED },
    { "H12345678", SN_DOCUMENT_HONG_KONG_MACAU_PERMIT, "permit", "H12345678", "", SN_SEX_UNKNOWN, 0 },
    { "M1234567890", SN_DOCUMENT_HONG_KONG_MACAU_PERMIT, "permit", "M1234567890", "", SN_SEX_UNKNOWN, 0 },
    { "1234 5678", SN_DOCUMENT_TAIWAN_PERMIT, "permit", "12345678", "", SN_SEX_UNKNOWN, SN_RESIDENT_ID_CLEANED },
    { "1234567890", SN_DOCUMENT_TAIWAN_PERMIT, "permit", "1234567890", "", SN_SEX_UNKNOWN, 0 },
    { "E12345678", SN_DOCUMENT_PASSPORT, "passport", "E12345678", "", SN_SEX_UNKNOWN, 0 },
    { "ea1234567", SN_DOCUMENT_PASSPORT, "passport", "EA1234567", "", SN_SEX_UNKNOWN, SN_RESIDENT_ID_CLEANED },
    /* A passport by its form, in the family that its owner's row id is made of since the first version. */
    { "M1234567", SN_DOCUMENT_PASSPORT, "permit", "M1234567", "", SN_SEX_UNKNOWN, 0 },
    { "MA1234567", SN_DOCUMENT_PASSPORT, "permit", "MA1234567", "", SN_SEX_UNKNOWN, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_auto (SnIdentityDocument) document = { .number = NULL };
      char iso[11] = "";

      g_test_message ("“%s”", vectors[i].text);
      g_assert_true (sn_identity_document_judge (vectors[i].text, get_today (), &document));
      g_assert_cmpint (document.fault, ==, SN_RESIDENT_ID_OK);
      g_assert_cmpint (document.kind, ==, vectors[i].kind);
      g_assert_cmpstr (document.family, ==, vectors[i].family);
      g_assert_cmpstr (document.number, ==, vectors[i].number);
      g_assert_cmpint (document.notes, ==, vectors[i].notes);
      g_assert_cmpint (document.sex, ==, vectors[i].sex);
      if (g_date_valid (&document.birth_date))
        sn_date_to_iso (&document.birth_date, iso);
      g_assert_cmpstr (iso, ==, vectors[i].birth);
      g_assert_cmpint (sn_identity_document_get_kind (document.family, document.number), ==,
                       g_str_has_prefix (document.number, "M1234567") && strlen (document.number) == 8 ? SN_DOCUMENT_PASSPORT
                                                                                                       : (int) vectors[i].kind);
    }
}

/* Ways of typing one number lead to one. */
static void
test_one_number (void)
{
  static const char *const texts[] = {
    "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X\xe3\x80\x80",
    "\xe2\x80\xad" "11010519491231002X" "\xe2\x80\xac", "'11010519491231002X", "11010519491231002Х", "11010519491231002×",
    "=\"11010519491231002X\"", "110105491231002",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (SnIdentityDocument) document = { .number = NULL };
      g_autofree char *normal = sn_identity_document_normal_number ("resident", texts[i]);

      g_assert_true (sn_identity_document_judge (texts[i], get_today (), &document));
      g_assert_cmpstr (document.number, ==, "11010519491231002X");
      g_assert_cmpint (document.notes, !=, SN_RESIDENT_ID_AS_WRITTEN);
      g_assert_cmpstr (normal, ==, "11010519491231002X");
    }
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
    { "110105194912310021", SN_RESIDENT_ID_CHECK_DIGIT },
    { "310199196001011000", SN_RESIDENT_ID_CHECK_DIGIT },
    { "11010519490231002X", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199190002290014", SN_RESIDENT_ID_BIRTH_DATE },
    { "310199209912310018", SN_RESIDENT_ID_FUTURE },
    { "000000196001011236", SN_RESIDENT_ID_REGION },
    { "3.10199E+17", SN_RESIDENT_ID_DIGITS_LOST },
    { "31019919600101", SN_RESIDENT_ID_LENGTH_WRONG },
    { "1101051949123X0021", SN_RESIDENT_ID_CHARACTERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_auto (SnIdentityDocument) document = { .number = NULL };

      g_assert_false (sn_identity_document_judge (vectors[i].text, get_today (), &document));
      g_assert_cmpint (document.fault, ==, vectors[i].fault);
      /* Only a wrong check digit may stand; so only then is there a number to keep. */
      g_assert_cmpint (sn_identity_document_fault_may_stand (document.fault), ==, document.number != NULL);
      g_assert_cmpint (document.number != NULL, ==, vectors[i].fault == SN_RESIDENT_ID_CHECK_DIGIT);
    }
}

/* What the form does not tell an officer says. */
static void
test_named (void)
{
  static const struct
  {
    const char       *text;
    const char       *family;
    SnResidentIdFault fault;
    SnDocumentKind    kind;
    const char       *number;
  } vectors[] = {
    { "123456789", NULL, SN_RESIDENT_ID_LENGTH_WRONG, SN_DOCUMENT_RESIDENT_CARD, NULL },
    { " 123456789", "passport", SN_RESIDENT_ID_OK, SN_DOCUMENT_PASSPORT, "123456789" }, /* the United States', the United Kingdom's */
    { "12345678", "passport", SN_RESIDENT_ID_OK, SN_DOCUMENT_PASSPORT, "12345678" },    /* not a permit of Taiwan then */
    { "e1234567", "passport", SN_RESIDENT_ID_OK, SN_DOCUMENT_PASSPORT, "E1234567" },
    { "12-45", "passport", SN_RESIDENT_ID_CHARACTERS, SN_DOCUMENT_PASSPORT, NULL },
    { "1234", "passport", SN_RESIDENT_ID_LENGTH_WRONG, SN_DOCUMENT_PASSPORT, NULL },
    { "", "passport", SN_RESIDENT_ID_MISSING, SN_DOCUMENT_PASSPORT, NULL },
    { "军官证　第123号", "other", SN_RESIDENT_ID_OK, SN_DOCUMENT_OTHER, "军官证 第123号" },
    { " ", "other", SN_RESIDENT_ID_MISSING, SN_DOCUMENT_OTHER, NULL },
    { "310199600101124", "resident", SN_RESIDENT_ID_OK, SN_DOCUMENT_RESIDENT_CARD, "310199196001011244" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_auto (SnIdentityDocument) document = { .number = NULL };

      g_test_message ("“%s” as %s", vectors[i].text, vectors[i].family);
      sn_identity_document_judge_as (vectors[i].text, vectors[i].family, get_today (), &document);
      g_assert_cmpint (document.fault, ==, vectors[i].fault);
      g_assert_cmpint (document.kind, ==, vectors[i].kind);
      g_assert_cmpstr (document.number, ==, vectors[i].number);
    }
}

static void
test_words (void)
{
  for (int i = 0; i < SN_DOCUMENT_N_KINDS; i++)
    {
      g_assert_cmpstr (sn_identity_document_kind_word ((SnDocumentKind) i), !=, "");
      for (int j = 0; j < i; j++)
        {
          g_assert_cmpstr (sn_identity_document_kind_word ((SnDocumentKind) i), !=, sn_identity_document_kind_word ((SnDocumentKind) j));
          g_assert_cmpstr (sn_identity_document_kind_key ((SnDocumentKind) i), !=, sn_identity_document_kind_key ((SnDocumentKind) j));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity-document/kinds", test_kinds);
  g_test_add_func ("/identity-document/one-number", test_one_number);
  g_test_add_func ("/identity-document/faults", test_faults);
  g_test_add_func ("/identity-document/named", test_named);
  g_test_add_func ("/identity-document/words", test_words);
  return g_test_run ();
}
