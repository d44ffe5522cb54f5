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

/* ── As offices write it ────────────────────────────────────────────────────────────────────────────────────────── */

/* Longer ways first. 语言 is how people miswrite 言语. */
static const struct
{
  const char *text;
  int         kind;
} said_kinds[] = {
  { "视力", 1 }, { "视残", 1 }, { "听力", 2 }, { "听残", 2 }, { "言语", 3 }, { "语言", 3 }, { "言残", 3 }, { "肢体", 4 },
  { "肢残", 4 }, { "智力", 5 }, { "智残", 5 }, { "精神", 6 }, { "精残", 6 }, { "多重", SN_DISABILITY_KINDS },
};
static const struct
{
  const char *text;
  int         level;
} said_levels[] = {
  { "一", 1 }, { "二", 2 }, { "三", 3 }, { "四", 4 }, { "壹", 1 }, { "贰", 2 }, { "叁", 3 }, { "肆", 4 }, { "1", 1 },
  { "2", 2 },  { "3", 3 },  { "4", 4 },  { "Ⅰ", 1 },  { "Ⅱ", 2 },  { "Ⅲ", 3 },  { "Ⅳ", 4 },  { "III", 3 }, { "II", 2 },
  { "IV", 4 }, { "I", 1 },
};
/* What says nothing beside a kind or a level. */
static const char *const said_besides[] = {
  "残疾", "重残", "残", "极重度", "重度", "中度", "轻度", "类别", "等级", "级", "(", ")", "、", ",", "，", ";", "；", "/", "+", "-", ":", "：", "和", "及",
};
static const char *const said_none[] = { "无", "没有", "否", "无残疾", "非残疾", "非残疾人", "健全", "健康", "正常", "/", "-", "--", "—", "——", "0" };

typedef struct
{
  const char *rest;
  int         kind;
  int         level;
  guint       n_kinds;
  guint       n_levels;
} SaidDisability;

static gboolean
take_said_kind (SaidDisability *said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (said_kinds); i++)
    {
      if (!g_str_has_prefix (said->rest, said_kinds[i].text))
        continue;
      said->rest += strlen (said_kinds[i].text);
      said->kind = said->kind == 0 || said->kind == said_kinds[i].kind ? said_kinds[i].kind : SN_DISABILITY_KINDS;
      said->n_kinds++;
      return TRUE;
    }
  return FALSE;
}

/* The standard gives several kinds the level of the most severe. */
static gboolean
take_said_level (SaidDisability *said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (said_levels); i++)
    {
      if (!g_str_has_prefix (said->rest, said_levels[i].text))
        continue;
      said->rest += strlen (said_levels[i].text);
      said->level = said->level == 0 ? said_levels[i].level : MIN (said->level, said_levels[i].level);
      said->n_levels++;
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_said_besides (SaidDisability *said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (said_besides); i++)
    {
      if (!g_str_has_prefix (said->rest, said_besides[i]))
        continue;
      said->rest += strlen (said_besides[i]);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_said_none (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (said_none); i++)
    if (strcmp (text, said_none[i]) == 0)
      return TRUE;
  return *text == '\0';
}

/* Two levels of one kind contradict each other; a bare figure is a level only where levels stand. */
static gboolean
is_settled (const SaidDisability *said, const char *text, gboolean digit_is_level)
{
  if (said->n_levels > MAX (said->n_kinds, 1))
    return FALSE;
  return said->kind != 0 || (said->level != 0 && (digit_is_level || strstr (text, "级") != NULL));
}

gboolean
sn_disability_read (const char *text, gboolean digit_is_level, int *kind, int *level)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  SaidDisability said = { .rest = squeezed };
  gboolean goes_on = TRUE;

  *kind = *level = 0;
  if (is_said_none (squeezed))
    return TRUE;
  if (squeezed[1] == '\0')
    {
      *level = digit_is_level ? sn_disability_level_parse (squeezed) : 0;
      *kind = digit_is_level ? 0 : sn_disability_kind_parse (squeezed);
      return *level != 0 || *kind != 0;
    }
  while (goes_on && *said.rest != '\0')
    goes_on = take_said_kind (&said) || take_said_level (&said) || take_said_besides (&said);
  if (!goes_on || !is_settled (&said, squeezed, digit_is_level))
    return FALSE;
  *kind = said.kind;
  *level = said.level;
  return TRUE;
}

char *
sn_disability_to_words (int kind, int level)
{
  return g_strconcat (sn_disability_kind_word (kind), sn_disability_level_word (level), NULL);
}

/* ── The certificate ────────────────────────────────────────────────────────────────────────────────────────────── */

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
