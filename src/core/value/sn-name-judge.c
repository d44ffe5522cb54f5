/* sn-name-judge.c: whether what stands where a name should is one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name-private.h"

#include <string.h>

/* What is written into a column of names by somebody who has none to write. */
static const char *const NO_NAMES[] = { "无", "同上", "同左", "空", "暂无", "不详", "未知", "待定", "待补", "空白" };

/* Words of a sheet, and what is noted behind a name: nobody is called so. */
static const char *const SHEET_WORDS[] = { "合计", "小计", "总计", "共计", "累计", "户数", "人数", "姓名", "户主", "本人", "备注", "签名", "测试" };
static const char *const NOTE_ENDINGS[] = { "死亡", "已故", "去世", "病故", "亡故" };

/* So many digits are somebody's number, and a name is shown in full wherever it stands. */
#define NUMBER_DIGITS 6
/* Longer ones are a sentence, in any script. */
#define LONGEST_NAME 40

/* Put for a character that somebody hid, or that a character set could not hold. */
static gboolean
stands_for_lost (gunichar c)
{
  static const gunichar signs[] = { '?', 0xff1f, '*', 0xff0a, 0xfffd, 0x00d7, 0x25a1, 0x25a0, 0x25cb, 0x3013 };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i] == c)
      return TRUE;
  return FALSE;
}

/* Characters that the standards lack are written from the private areas. */
static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN || g_unichar_type (c) == G_UNICODE_PRIVATE_USE || g_unichar_ismark (c);
}

/* What joins the parts of one name. */
static gboolean
is_joint (gunichar c)
{
  return c == SN_NAME_MIDDLE_DOT || c == ' ' || c == '-' || c == '\'' || c == 0x2019 || c == '.';
}

static gboolean
is_no_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (NO_NAMES); i++)
    if (strcmp (name, NO_NAMES[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_more_than_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SHEET_WORDS); i++)
    if (strcmp (name, SHEET_WORDS[i]) == 0)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (NOTE_ENDINGS); i++)
    if (g_str_has_suffix (name, NOTE_ENDINGS[i]))
      return TRUE;
  return FALSE;
}

/* 张三 李四 are two people, 欧阳 修文 is one. Other signs between names are seen by themselves. */
static gboolean
holds_several (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n", ' ');
  g_autofree char *names = sn_name_list_normalise (line);
  g_auto (GStrv) parts = g_strsplit (names, "、", 3);
  g_autofree char *joined = NULL;
  gsize length = 0;

  if (parts[0] == NULL || parts[1] == NULL)
    return FALSE;
  joined = g_strconcat (parts[0], parts[1], NULL);
  return sn_name_find_surname (joined, &length) == NULL || length != strlen (parts[0]);
}

SnNameVerdict
sn_name_judge (const char *text)
{
  g_autofree char *name = sn_name_normalise (text, NULL);
  gboolean has_letter = FALSE, has_han = FALSE, has_latin = FALSE, has_other = FALSE;
  glong length = g_utf8_strlen (name, -1);
  guint digits = 0;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (stands_for_lost (c))
        return SN_NAME_LOST;
      digits += g_unichar_isdigit (c) ? 1 : 0;
      has_letter |= is_letter (c);
      has_han |= g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
      has_latin |= g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
      has_other |= !is_letter (c) && !is_joint (c);
    }
  if (!has_letter || digits >= NUMBER_DIGITS || is_no_name (name))
    return SN_NAME_LOST;
  if (has_other || (has_han && has_latin) || (has_han && length == 1) || length > LONGEST_NAME || strstr (name, "某") != NULL
      || is_more_than_name (name) || holds_several (text))
    return SN_NAME_UNUSUAL;
  return SN_NAME_CLEAR;
}
