/* sn-resident-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-resident-id.h"

#include "sn-date.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGITS "0123456789"

/* The first two digits: provinces of GB/T 2260, now or once; 81–83 the residence permit of people from Hong Kong, Macau and
 * Taiwan. A first digit 9 is the permanent residence card of 2023, whose next digits are no province. */
static const guint8 provinces[] = {
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
  50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
};

static const struct
{
  SnResidentIdFault fault;
  const char       *message;
} messages[] = {
  { SN_RESIDENT_ID_OK, "" },
  { SN_RESIDENT_ID_MISSING, N_ ("The ID number is missing. Ask for it and import the row again.") },
  { SN_RESIDENT_ID_LENGTH_WRONG, N_ ("The ID number does not have 18 digits. Compare it with the card.") },
  { SN_RESIDENT_ID_CHARACTERS, N_ ("The ID number holds something else than digits and a final X. Compare it with the card.") },
  { SN_RESIDENT_ID_REGION, N_ ("The ID number begins with a province that does not exist. Compare it with the card.") },
  { SN_RESIDENT_ID_BIRTH_DATE, N_ ("The birth date in the ID number is no day of the calendar. Compare it with the card.") },
  { SN_RESIDENT_ID_FUTURE, N_ ("The birth date in the ID number lies in the future. Compare it with the card.") },
  { SN_RESIDENT_ID_CHECK_DIGIT,
    N_ ("The last digit of the ID number does not fit the others: a digit is mistyped, or a spreadsheet cut it off."
        " Compare it with the card.") },
  { SN_RESIDENT_ID_DIGITS_LOST,
    N_ ("The spreadsheet kept the ID number as a number and lost its last digits."
        " Format the column as text and enter it again.") },
};

const char *
sn_resident_id_fault_message (SnResidentIdFault fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (messages[i].fault == fault)
      return *messages[i].message != '\0' ? _ (messages[i].message) : "";
  g_return_val_if_reached ("");
}

char
sn_resident_id_check_character (const char *digits17)
{
  static const guint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (guint) (digits17[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

char *
sn_number_unwrap (const char *text)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  GString *number;
  const char *p = squeezed;

  /* Nearly every number ends here. */
  if (strspn (squeezed, DIGITS "X") == strlen (squeezed))
    return g_steal_pointer (&squeezed);
  number = g_string_new (NULL);
  if (g_str_has_prefix (p, "=\""))
    p++;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\'' || c == '"' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x201c || c == 0x201d)
        continue;
      if (c == 'x' || c == 0x425 || c == 0x445 || c == 0xd7 || c == 0x3a7 || c == 0x3c7)
        c = 'X';
      g_string_append_unichar (number, c);
    }
  return g_string_free (number, FALSE);
}

/* 3.10199E+17, or 3E+17 from a narrow column: what a spreadsheet makes of a long number. */
static gboolean
looks_scientific (const char *number)
{
  gsize length = strspn (number, DIGITS ".");
  const char *exponent = number + length + 1;

  if (length == 0 || (number[length] != 'E' && number[length] != 'e'))
    return FALSE;
  return (memchr (number, '.', length) != NULL || *exponent == '+') && strspn (exponent, DIGITS "+-") > 0;
}

static gboolean
read_birth_date (const char *number, GDate *birth_date)
{
  char iso[11];

  g_snprintf (iso, sizeof iso, "%.4s-%.2s-%.2s", number + 6, number + 10, number + 12);
  return sn_date_from_iso (iso, birth_date);
}

static gboolean
is_known_region (const char *number)
{
  guint8 province = (guint8) ((number[0] - '0') * 10 + number[1] - '0');

  return number[0] == '9' || memchr (provinces, province, sizeof provinces) != NULL;
}

static SnResidentIdFault
check_18 (const char *number, const GDate *today)
{
  GDate birth_date;

  if (strspn (number, DIGITS) < 17 || (strspn (number, DIGITS) == 17 && number[17] != 'X'))
    return SN_RESIDENT_ID_CHARACTERS;
  if (!is_known_region (number))
    return SN_RESIDENT_ID_REGION;
  if (!read_birth_date (number, &birth_date))
    return SN_RESIDENT_ID_BIRTH_DATE;
  if (g_date_compare (&birth_date, today) > 0)
    return SN_RESIDENT_ID_FUTURE;
  return number[17] == sn_resident_id_check_character (number) ? SN_RESIDENT_ID_OK : SN_RESIDENT_ID_CHECK_DIGIT;
}

/* GB 11643-1989: two digits of the year, no check character. */
static char *
extend_15 (const char *number)
{
  char *extended = g_strdup_printf ("%.6s19%s?", number, number + 6);

  extended[17] = sn_resident_id_check_character (extended);
  return extended;
}

SnResidentIdFault
sn_resident_id_normalise (const char *text, const GDate *today, char **number, SnResidentIdNote *note)
{
  g_autofree char *unwrapped = sn_number_unwrap (text != NULL ? text : "");
  SnResidentIdNote found = g_strcmp0 (unwrapped, text) == 0 ? SN_RESIDENT_ID_AS_WRITTEN : SN_RESIDENT_ID_CLEANED;
  gsize length = strlen (unwrapped);
  SnResidentIdFault fault;

  *number = NULL;
  if (note != NULL)
    *note = SN_RESIDENT_ID_AS_WRITTEN;
  if (length == 0)
    return SN_RESIDENT_ID_MISSING;
  if (looks_scientific (unwrapped))
    return SN_RESIDENT_ID_DIGITS_LOST;
  if (length == 15 && strspn (unwrapped, DIGITS) == 15)
    {
      char *extended = extend_15 (unwrapped);

      g_free (unwrapped);
      unwrapped = extended;
      length = SN_RESIDENT_ID_LENGTH;
      found |= SN_RESIDENT_ID_EXTENDED;
    }
  if (length != SN_RESIDENT_ID_LENGTH)
    return strspn (unwrapped, DIGITS "X") == length ? SN_RESIDENT_ID_LENGTH_WRONG
           : g_utf8_strlen (unwrapped, -1) == SN_RESIDENT_ID_LENGTH ? SN_RESIDENT_ID_CHARACTERS : SN_RESIDENT_ID_LENGTH_WRONG;
  fault = check_18 (unwrapped, today);
  if (fault != SN_RESIDENT_ID_OK && fault != SN_RESIDENT_ID_CHECK_DIGIT)
    return fault;
  *number = g_steal_pointer (&unwrapped);
  if (note != NULL)
    *note = found;
  return fault;
}

void
sn_resident_id_get_birth_date (const char *number, GDate *birth_date)
{
  g_return_if_fail (strlen (number) == SN_RESIDENT_ID_LENGTH);

  read_birth_date (number, birth_date);
}

SnSex
sn_resident_id_get_sex (const char *number)
{
  g_return_val_if_fail (strlen (number) == SN_RESIDENT_ID_LENGTH, SN_SEX_UNKNOWN);

  return (number[16] - '0') % 2 == 1 ? SN_SEX_MALE : SN_SEX_FEMALE;
}

char *
sn_document_number_mask (const char *number)
{
  gsize length = strlen (number);
  char *masked;

  if (!g_str_is_ascii (number) || length < 3)
    return g_strnfill (g_utf8_strlen (number, -1) > 0 ? (gsize) g_utf8_strlen (number, -1) : 0, '*');
  masked = g_strdup (number);
  if (length >= 15)
    memset (masked + 6, '*', length - 10);
  else
    memset (masked + 1, '*', length - 2);
  return masked;
}

/* Letters, then digits. */
static const struct
{
  gsize       n_letters;
  gsize       least_digits;
  gsize       most_digits;
  const char *first_letters; /* (nullable): any */
} permit_shapes[] = {
  { 1, 8, 10, "HM" },   /* Hong Kong, Macau */
  { 0, 8, 8, NULL },    /* Taiwan */
  { 0, 10, 10, NULL },  /* Taiwan, with the count of the card behind */
  { 1, 7, 9, NULL },    /* passports of China and most countries */
  { 2, 7, 7, NULL },    /* passports of China since 2017, of Japan, Vietnam … */
  { 3, 12, 12, NULL },  /* the foreigner's permanent residence card before 2023 */
};

char *
sn_permit_number_normalise (const char *text)
{
  g_autofree char *unwrapped = sn_number_unwrap (text != NULL ? text : "");
  g_autofree char *number = g_ascii_strup (unwrapped, -1);
  gsize n_letters = strspn (number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize n_digits = strspn (number + n_letters, DIGITS);

  if (number[n_letters + n_digits] != '\0')
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (permit_shapes); i++)
    if (n_letters == permit_shapes[i].n_letters && n_digits >= permit_shapes[i].least_digits &&
        n_digits <= permit_shapes[i].most_digits &&
        (permit_shapes[i].first_letters == NULL || strchr (permit_shapes[i].first_letters, number[0]) != NULL))
      return g_steal_pointer (&number);
  return NULL;
}

gint64
sn_person_id_for_document (const char *document_type, const char *document_number)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 id = 0;

  g_checksum_update (checksum, (const guchar *) "songnuan person 1\n", -1);
  g_checksum_update (checksum, (const guchar *) document_type, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) document_number, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (int i = 0; i < 8; i++)
    id = id << 8 | digest[i];
  /* [2^52, 2^53): apart from all other ids, and still exact in a program that keeps numbers as doubles. */
  return (gint64) ((id >> 12) | (G_GUINT64_CONSTANT (1) << 52));
}
