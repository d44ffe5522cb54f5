/* sn-person-check.c: the one judge of each field of a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-edit-private.h"

#include "sn-date.h"
#include "sn-disability.h"
#include "sn-identity-document.h"
#include "sn-name.h"
#include "sn-phone.h"
#include "sn-population-codes.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_NAME 50
#define LONGEST_TEXT 500

static const char *const sex_words[] = { [SN_SEX_UNKNOWN] = "unknown", [SN_SEX_MALE] = "male", [SN_SEX_FEMALE] = "female" };

/* What a check works with: the text comes in, its normal form or a fault goes out. */
typedef struct
{
  const SnPerson *person; /* (nullable) */
  const char     *text;
  char           *normal; /* (nullable) until it is found */
  char           *fault;  /* (nullable) */
} Check;

typedef void (*CheckFunc) (Check *check);

static void
refuse (Check *check, const char *sentence)
{
  check->fault = g_strdup (sentence);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* ── Names and words ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_name (Check *check)
{
  check->normal = sn_name_normalise (check->text, NULL);
  if (*check->normal == '\0')
    refuse (check, _ ("The name is missing. Enter the name as on the identity document."));
  else if (g_utf8_strlen (check->normal, -1) > LONGEST_NAME)
    refuse (check, _ ("The name has more than 50 characters. Enter the name as on the identity document, and former names apart."));
}

static void
check_former_names (Check *check)
{
  check->normal = sn_name_list_normalise (check->text);
  if (g_utf8_strlen (check->normal, -1) > LONGEST_TEXT)
    refuse (check, _ ("The former names have more than 500 characters. Leave out what is no name."));
}

static void
check_guardian_name (Check *check)
{
  check->normal = sn_name_normalise (check->text, NULL);
  if (g_utf8_strlen (check->normal, -1) > LONGEST_NAME)
    refuse (check, _ ("The guardian's name has more than 50 characters. Enter one name; put the rest into the note."));
}

/* Where the person holds it there is no need to say so. */
static void
check_account_holder (Check *check)
{
  check->normal = sn_name_normalise (check->text, NULL);
  if (check->person != NULL && g_strcmp0 (check->person->name, check->normal) == 0)
    *check->normal = '\0';
  if (g_utf8_strlen (check->normal, -1) > LONGEST_NAME)
    refuse (check, _ ("The account holder's name has more than 50 characters. Enter it as on the card or the passbook."));
}

static void
check_relation (Check *check)
{
  check->normal = sn_relation_normalise (check->text);
  if (g_utf8_strlen (check->normal, -1) > LONGEST_NAME)
    refuse (check, _ ("The relation has more than 50 characters. Say it in a word: spouse, son, mother."));
}

static void
check_ethnic_group (Check *check)
{
  g_autofree char *clean = sn_text_squeeze (check->text);
  const char *word = *clean != '\0' ? sn_ethnic_group_normalise (clean) : "";

  if (word != NULL)
    check->normal = g_strdup (word);
  else
    check->fault = g_strdup_printf (_ ("“%s” is no ethnic group of the national list. Choose one of the list, or “其他”."), clean);
}

static void
check_line (Check *check)
{
  check->normal = sn_text_clean (check->text);
  if (g_utf8_strlen (check->normal, -1) > LONGEST_TEXT)
    refuse (check, _ ("This field takes 500 characters at most. Put the rest into the note."));
}

static void
check_note (Check *check)
{
  check->normal = sn_text_trim (check->text);
}

/* ── What the document says as well ─────────────────────────────────────────────────────────────────────────────── */

/* What the person's own number tells; %FALSE where it tells nothing. */
static gboolean
read_document (const SnPerson *person, SnIdentityDocument *document)
{
  GDate today;

  if (person == NULL || !is_given (person->document_number))
    return FALSE;
  sn_clock_today (&today);
  sn_identity_document_judge_as (person->document_number, person->document_type, &today, document);
  return document->sex != SN_SEX_UNKNOWN && (person->document_type == NULL || g_str_equal (document->family, person->document_type));
}

static SnSex
parse_sex (const char *text, gboolean *known)
{
  static const struct
  {
    const char *text;
    SnSex       sex;
  } said[] = {
    { "", SN_SEX_UNKNOWN }, { "unknown", SN_SEX_UNKNOWN }, { "未知", SN_SEX_UNKNOWN }, { "不详", SN_SEX_UNKNOWN },
    { "male", SN_SEX_MALE }, { "男", SN_SEX_MALE }, { "男性", SN_SEX_MALE }, { "1", SN_SEX_MALE },
    { "female", SN_SEX_FEMALE }, { "女", SN_SEX_FEMALE }, { "女性", SN_SEX_FEMALE }, { "2", SN_SEX_FEMALE },
  };
  g_autofree char *word = sn_text_squeeze (text);

  *known = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (g_ascii_strcasecmp (said[i].text, word) == 0)
      return said[i].sex;
  *known = FALSE;
  return SN_SEX_UNKNOWN;
}

static const char *
say_sex (SnSex sex)
{
  return sex == SN_SEX_MALE ? _ ("male") : _ ("female");
}

static void
check_sex (Check *check)
{
  g_auto (SnIdentityDocument) document = { .number = NULL };
  gboolean known;
  SnSex sex = parse_sex (check->text, &known);

  if (!known)
    refuse (check, _ ("The sex is male, female or unknown. Choose one of them."));
  else if (!read_document (check->person, &document))
    check->normal = g_strdup (sex_words[sex]);
  else if (sex == document.sex || sex == SN_SEX_UNKNOWN)
    check->normal = g_strdup (sex_words[document.sex]);
  else
    check->fault = g_strdup_printf (_ ("The sex is given as %s, but the identity number says %s. Compare both with the card."), say_sex (sex),
                                    say_sex (document.sex));
}

static void
check_birth_date (Check *check)
{
  g_auto (SnIdentityDocument) document = { .number = NULL };
  g_autofree char *clean = sn_text_clean (check->text);
  gboolean is_told = read_document (check->person, &document);
  GDate day, today;
  char typed[11], told[11];

  if (is_told)
    sn_date_to_iso (&document.birth_date, told);
  if (*clean == '\0')
    {
      check->normal = g_strdup (is_told ? told : "");
      return;
    }
  if (!sn_date_parse_loose (clean, &day, NULL))
    {
      refuse (check, _ ("The date of birth is no day of the calendar. Write it as 1950-01-31."));
      return;
    }
  sn_clock_today (&today);
  sn_date_to_iso (&day, typed);
  if (g_date_compare (&day, &today) > 0)
    check->fault = g_strdup_printf (_ ("The date of birth, %s, lies in the future. Compare it with the card."), typed);
  else if (is_told && strcmp (typed, told) != 0)
    check->fault = g_strdup_printf (_ ("The date of birth is given as %s, but the identity number says %s. Compare both with the card."), typed,
                                    told);
  else
    check->normal = g_strdup (typed);
}

/* ── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_phone (Check *check)
{
  check->normal = sn_phone_normalise (check->text);
  if (check->normal == NULL)
    refuse (check, _ ("The phone number cannot be right: a mobile number has 11 digits, a fixed line 7 or 8 after the area code."
                      " Several are parted by a comma."));
}

static void
check_guardian_phone (Check *check)
{
  check->normal = sn_phone_normalise (check->text);
  if (check->normal == NULL)
    refuse (check, _ ("The guardian's phone number cannot be right: a mobile number has 11 digits, a fixed line 7 or 8 after the area code."
                      " Several are parted by a comma."));
}

static void
check_account_number (Check *check)
{
  g_autofree char *clean = sn_text_squeeze (check->text);

  check->normal = *clean != '\0' ? sn_account_number_normalise (clean, NULL, NULL) : g_strdup ("");
  if (check->normal == NULL)
    refuse (check, _ ("This is not a bank account: it takes 10 to 32 digits. Compare it with the card or the passbook."));
}

/* Certificates are made of the numbers of residents; somebody with a passport holds none that could be compared. */
static const char *
get_certified_number (const SnPerson *person)
{
  return person != NULL && is_given (person->document_number) && strlen (person->document_number) == SN_RESIDENT_ID_LENGTH
           ? person->document_number
           : NULL;
}

static void
check_certificate (Check *check)
{
  g_autofree char *clean = sn_text_squeeze (check->text);
  SnDisability disability;

  if (*clean == '\0')
    check->normal = g_strdup ("");
  else if (sn_disability_judge (check->text, get_certified_number (check->person), &disability))
    check->normal = g_strdup (disability.number);
  else
    refuse (check, sn_disability_fault_message (disability.fault));
}

static gboolean
read_certificate (const SnPerson *person, SnDisability *disability)
{
  return person != NULL && is_given (person->disability_certificate) &&
         sn_disability_judge (person->disability_certificate, NULL, disability);
}

static void
set_small_number (Check *check, int number)
{
  check->normal = number != 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
}

static void
check_disability_kind (Check *check)
{
  SnDisability certified = { .kind = 0 };
  g_autofree char *clean = sn_text_squeeze (check->text);
  int kind = sn_disability_kind_parse (clean);
  gboolean is_certified = read_certificate (check->person, &certified);

  if (kind == 0 && *clean != '\0')
    refuse (check, _ ("The kind of disability is one of seven: 视力, 听力, 言语, 肢体, 智力, 精神, 多重. Choose one of them."));
  else if (is_certified && kind != 0 && kind != certified.kind)
    check->fault = g_strdup_printf (_ ("The kind of disability is given as %s, but the certificate says %s. Compare both with the certificate."),
                                    sn_disability_kind_word (kind), sn_disability_kind_word (certified.kind));
  else
    set_small_number (check, is_certified ? certified.kind : kind);
}

static void
check_disability_level (Check *check)
{
  SnDisability certified = { .level = 0 };
  g_autofree char *clean = sn_text_squeeze (check->text);
  int level = sn_disability_level_parse (clean);
  gboolean is_certified = read_certificate (check->person, &certified);

  if (level == 0 && *clean != '\0')
    refuse (check, _ ("The level of disability is one of four: 一级, 二级, 三级, 四级. Choose one of them."));
  else if (is_certified && level != 0 && level != certified.level)
    check->fault = g_strdup_printf (_ ("The level of disability is given as %s, but the certificate says %s. Compare both with the certificate."),
                                    sn_disability_level_word (level), sn_disability_level_word (certified.level));
  else
    set_small_number (check, is_certified ? certified.level : level);
}

/* ── The table ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static const CheckFunc checks[] = {
  [SN_PERSON_FIELD_NAME] = check_name,
  [SN_PERSON_FIELD_FORMER_NAMES] = check_former_names,
  [SN_PERSON_FIELD_SEX] = check_sex,
  [SN_PERSON_FIELD_BIRTH_DATE] = check_birth_date,
  [SN_PERSON_FIELD_ETHNIC_GROUP] = check_ethnic_group,
  [SN_PERSON_FIELD_PHONE] = check_phone,
  [SN_PERSON_FIELD_RELATION] = check_relation,
  [SN_PERSON_FIELD_ADDRESS] = check_line,
  [SN_PERSON_FIELD_REGISTERED_ADDRESS] = check_line,
  [SN_PERSON_FIELD_BANK_NAME] = check_line,
  [SN_PERSON_FIELD_ACCOUNT_NUMBER] = check_account_number,
  [SN_PERSON_FIELD_ACCOUNT_HOLDER] = check_account_holder,
  [SN_PERSON_FIELD_ACCOUNT_RELATION] = check_relation,
  [SN_PERSON_FIELD_DISABILITY_CERTIFICATE] = check_certificate,
  [SN_PERSON_FIELD_DISABILITY_KIND] = check_disability_kind,
  [SN_PERSON_FIELD_DISABILITY_LEVEL] = check_disability_level,
  [SN_PERSON_FIELD_GUARDIAN_NAME] = check_guardian_name,
  [SN_PERSON_FIELD_GUARDIAN_RELATION] = check_relation,
  [SN_PERSON_FIELD_GUARDIAN_PHONE] = check_guardian_phone,
  [SN_PERSON_FIELD_NOTE] = check_note,
};
G_STATIC_ASSERT (G_N_ELEMENTS (checks) == SN_PERSON_N_FIELDS);

/* What came with a roster and was taken may not pass today: who edits something else is not held up by it. */
static gboolean
stands (const SnPerson *person, SnPersonField field, const char *text)
{
  g_autofree char *stored = person != NULL && person->id != 0 ? sn_person_dup_field (person, field) : NULL;

  return stored != NULL && strcmp (stored, text) == 0;
}

char *
sn_person_check_field (const SnPerson *person, SnPersonField field, const char *text, char **normal)
{
  Check check = { person, text != NULL ? text : "", NULL, NULL };

  g_return_val_if_fail ((guint) field < SN_PERSON_N_FIELDS, NULL);

  if (stands (person, field, check.text))
    check.normal = g_strdup (check.text);
  else
    checks[field] (&check);
  if (check.fault != NULL)
    {
      g_free (check.normal);
      check.normal = g_strdup (check.text);
    }
  if (normal != NULL)
    *normal = check.normal;
  else
    g_free (check.normal);
  return check.fault;
}

char *
sn_person_doubt_field (const SnPerson *person, SnPersonField field, const char *text)
{
  g_autofree char *account = NULL;
  gboolean luhn_ok = TRUE;

  if (field != SN_PERSON_FIELD_ACCOUNT_NUMBER || !is_given (text))
    return NULL;
  account = sn_account_number_normalise (text, NULL, &luhn_ok);
  if (account == NULL || luhn_ok)
    return NULL;
  return g_strdup (_ ("The last digit of this card number does not fit the others. Compare it with the card once more."));
}
