/* sn-disability.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-disability.h"

#include "sn-resident-id.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGITS "0123456789"
#define LENGTH 20

static const char *const kind_words[] = { "", "视力残疾", "听力残疾", "言语残疾", "肢体残疾", "智力残疾", "精神残疾", "多重残疾" };
static const char *const level_words[] = { "", "一级", "二级", "三级", "四级" };

static const char *const messages[] = {
  [SN_DISABILITY_OK] = "",
  [SN_DISABILITY_FORM] =
    N_ ("A disability certificate has 20 digits: the identity number, the kind and the level. Compare it with the certificate."),
  [SN_DISABILITY_KIND] =
    N_ ("The 19th digit of the disability certificate is the kind, from 1 to 7. Compare it with the certificate."),
  [SN_DISABILITY_LEVEL] =
    N_ ("The 20th digit of the disability certificate is the level, from 1 to 4. Compare it with the certificate."),
  [SN_DISABILITY_OTHER_PERSON] =
    N_ ("The disability certificate does not begin with this person's identity number: it is another person's, or one of the numbers"
        " is mistyped. Compare both with the certificate."),
};

const char *
sn_disability_fault_message (SnDisabilityFault fault)
{
  g_return_val_if_fail ((guint) fault < G_N_ELEMENTS (messages), "");

  return *messages[fault] != '\0' ? _ (messages[fault]) : "";
}

const char *
sn_disability_kind_word (int kind)
{
  return kind >= 0 && kind <= SN_DISABILITY_KINDS ? kind_words[kind] : "";
}

const char *
sn_disability_level_word (int level)
{
  return level >= 0 && level <= SN_DISABILITY_LEVELS ? level_words[level] : "";
}

static int
parse_word (const char *text, const char *const *words, int n_words, const char *ending)
{
  g_autofree char *word = sn_text_squeeze (text);
  g_autofree char *whole = g_strconcat (word, ending, NULL);

  if (word[0] >= '1' && word[0] <= '0' + n_words && (word[1] == '\0' || strcmp (word + 1, ending) == 0))
    return word[0] - '0';
  for (int i = 1; i <= n_words; i++)
    if (strcmp (word, words[i]) == 0 || strcmp (whole, words[i]) == 0)
      return i;
  return 0;
}

int
sn_disability_kind_parse (const char *text)
{
  return parse_word (text, kind_words, SN_DISABILITY_KINDS, "残疾");
}

int
sn_disability_level_parse (const char *text)
{
  return parse_word (text, level_words, SN_DISABILITY_LEVELS, "级");
}

/* 17 digits, a digit or X, two digits; B and the count of a replaced card. */
static gboolean
has_form (const char *number)
{
  gsize length = strlen (number);

  if (length != LENGTH && !(length == LENGTH + 2 && number[LENGTH] == 'B' && g_ascii_isdigit (number[LENGTH + 1])))
    return FALSE;
  return strspn (number, DIGITS) >= 17 && (g_ascii_isdigit (number[17]) || number[17] == 'X') && g_ascii_isdigit (number[18]) &&
         g_ascii_isdigit (number[19]);
}

static SnDisabilityFault
judge (const char *number, const char *document_number)
{
  if (!has_form (number))
    return SN_DISABILITY_FORM;
  if (number[18] < '1' || number[18] > '0' + SN_DISABILITY_KINDS)
    return SN_DISABILITY_KIND;
  if (number[19] < '1' || number[19] > '0' + SN_DISABILITY_LEVELS)
    return SN_DISABILITY_LEVEL;
  return document_number == NULL || strncmp (number, document_number, SN_RESIDENT_ID_LENGTH) == 0 ? SN_DISABILITY_OK
                                                                                                   : SN_DISABILITY_OTHER_PERSON;
}

gboolean
sn_disability_judge (const char *text, const char *document_number, SnDisability *disability)
{
  g_autofree char *number = sn_number_unwrap (text);

  memset (disability, 0, sizeof *disability);
  for (char *p = number; *p != '\0'; p++)
    if (*p == 'b')
      *p = 'B';
  disability->fault = judge (number, document_number);
  if (disability->fault != SN_DISABILITY_OK)
    return FALSE;
  g_strlcpy (disability->number, number, sizeof disability->number);
  disability->kind = number[18] - '0';
  disability->level = number[19] - '0';
  return TRUE;
}
