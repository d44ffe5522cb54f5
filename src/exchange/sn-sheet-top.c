/* sn-sheet-top.c: what stands above a roster: its title, who reports, the unit of its amounts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-top.h"

#include <string.h>

#include "sn-text.h"

/* What begins a cell that says who reports; 单位 alone mostly means the unit of money. */
static const char *const UNIT_WORDS[] = { "填报单位", "报送单位", "上报单位", "填表单位", "编制单位", "制表单位", "单位名称", "单位" };
/* What follows on the same line. */
static const char *const NEXT_WORDS[] = { "填报日期", "填表日期", "制表日期", "报送日期", "上报日期", "日期", "填报时间", "制表时间",
                                          "时间", "单位:", "单位：", "金额单位", "填报人", "制表人", "  ", "\t", "\n", "　　" };

/* Units that money is given in; what counts people may stand before it: 单位：人、万元. After a blank that was squeezed out
 * comes the date or whoever filled the table in. */
#define UNITS "(万元|千元|百元|亿元|美元|港元|港币|欧元|日元|元|万|角|分)"
#define COUNTED "(?:人民币|[人户口名个次份]+[、,，/;；和])*"

/* (nullable) (transfer full): the unit of money that @text names */
static char *
find_unit (const char *pattern,
           const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *unit;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  unit = g_match_info_fetch (match, 1);
  if (strcmp (unit, "万") != 0)
    return unit;
  g_free (unit);
  return g_strdup ("万元");
}

static char *
find_unit_of_line (const char *squeezed)
{
  return find_unit ("单位[:：]?[(（]?" COUNTED UNITS "(?=$|[)）、,，;；/]|日期|时间|填报|填表|制表|报送|20)", squeezed);
}

static char *
find_unit_of_heading (const char *squeezed)
{
  if (strstr (squeezed, "万元") != NULL)
    return g_strdup ("万元");
  if (g_str_has_suffix (squeezed, "元") && !g_str_has_suffix (squeezed, "美元") && !g_str_has_suffix (squeezed, "港元"))
    return g_strdup ("元");
  return find_unit ("[(（](?:单位[:：]?)?(?:人民币)?" UNITS "(?:/[^)）]*)?[)）]", squeezed);
}

SnSheetUnit
sn_sheet_top_find_unit (GPtrArray  *lines,
                        guint       n_above,
                        const char *amount_heading)
{
  g_autofree char *heading = sn_text_squeeze (amount_heading);
  g_autofree char *unit = find_unit_of_heading (heading);
  SnSheetUnit found = { FALSE, FALSE };

  for (guint i = 0; i < n_above; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);

      for (guint column = 0; column < line->n_cells; column++)
        {
          g_autofree char *text = sn_text_squeeze (line->cells[column].text);
          g_autofree char *other = find_unit_of_line (text);

          found.is_unclear |= other != NULL && unit != NULL && strcmp (other, unit) != 0;
          if (unit == NULL)
            unit = g_steal_pointer (&other);
        }
    }
  found.in_wan = g_strcmp0 (unit, "万元") == 0;
  found.is_unclear |= unit != NULL && !found.in_wan && strcmp (unit, "元") != 0;
  return found;
}

/* 填报单位 and the like at the start of @text, with (盖章) and the colon behind it. (nullable): what follows */
static const char *
skip_unit_word (const char *text)
{
  static const char *const SEALS[] = { "（盖章）", "(盖章)", "（公章）", "(公章)", "（章）", "(章)", "盖章" };

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (guint i = 0; i < G_N_ELEMENTS (UNIT_WORDS); i++)
    {
      const char *at = text + strlen (UNIT_WORDS[i]);

      if (!g_str_has_prefix (text, UNIT_WORDS[i]))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (SEALS); j++)
        if (g_str_has_prefix (at, SEALS[j]))
          at += strlen (SEALS[j]);
      if (g_str_has_prefix (at, ":"))
        return at + 1;
      if (g_str_has_prefix (at, "："))
        return at + strlen ("：");
    }
  return NULL;
}

/* (transfer full): the name at the start of @text, "" for none */
static char *
cut_unit_name (const char *text)
{
  g_autofree char *name = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *line = NULL;
  g_autofree char *unit = NULL;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  name = g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (NEXT_WORDS); i++)
    {
      char *next = strstr (name, NEXT_WORDS[i]);

      if (next != NULL)
        *next = '\0';
    }
  clean = sn_text_trim (name);
  for (guint i = 0; i < 2; i++)
    {
      static const char *const SEALS[] = { "（盖章）", "(盖章)" };

      if (g_str_has_suffix (clean, SEALS[i]))
        clean[strlen (clean) - strlen (SEALS[i])] = '\0';
    }
  line = g_strconcat ("单位:", clean, NULL);
  unit = find_unit_of_line (line);
  if (unit != NULL || g_str_has_prefix (clean, "元、") || g_str_has_prefix (clean, "人民币") || g_str_has_prefix (clean, "元/"))
    *clean = '\0';
  return g_steal_pointer (&clean);
}

char *
sn_sheet_top_find_reporting_unit (GPtrArray *lines,
                                  guint      n_above)
{
  for (guint i = 0; i < n_above; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);

      for (guint column = 0; column < line->n_cells; column++)
        {
          const char *rest = skip_unit_word (line->cells[column].text);
          g_autofree char *name = rest != NULL ? cut_unit_name (rest) : NULL;
          g_autofree char *nothing = rest != NULL ? sn_text_squeeze (rest) : NULL;

          if (name != NULL && *name == '\0' && *nothing == '\0' && !sn_sheet_line_is_blank (line, column + 1))
            {
              g_clear_pointer (&name, g_free);
              name = cut_unit_name (sn_sheet_line_get_text (line, column + 1));
            }
          if (name != NULL && *name != '\0')
            return g_steal_pointer (&name);
        }
    }
  return g_strdup ("");
}

/* The title stands alone in its row and is no line to fill in. */
char *
sn_sheet_top_find_title (GPtrArray *lines,
                         guint      n_above)
{
  for (guint i = 0; i < n_above; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);
      const char *title = NULL;
      guint filled = 0;

      for (guint column = 0; column < line->n_cells; column++)
        {
          if (sn_sheet_line_is_blank (line, column))
            continue;
          filled++;
          title = line->cells[column].text;
        }
      if (filled == 1 && skip_unit_word (title) == NULL)
        return sn_text_clean (title);
    }
  return g_strdup ("");
}
