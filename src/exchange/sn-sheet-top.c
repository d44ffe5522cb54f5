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

/* 单位：万元 above the table or 金额（万元） in the heading itself, which goes first. */
gboolean
sn_sheet_top_is_in_wan (GPtrArray  *lines,
                        guint       n_above,
                        const char *amount_heading)
{
  g_autofree char *heading = sn_text_squeeze (amount_heading);

  if (strstr (heading, "万元") != NULL)
    return TRUE;
  if (g_str_has_suffix (heading, "元)") || g_str_has_suffix (heading, "元"))
    return FALSE;

  for (guint i = 0; i < n_above; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);

      for (guint column = 0; column < line->n_cells; column++)
        {
          g_autofree char *text = sn_text_squeeze (line->cells[column].text);

          if (g_regex_match_simple ("单位[:：]?[(（]?(人民币)?万元", text, 0, 0))
            return TRUE;
        }
    }
  return FALSE;
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
  if (strcmp (clean, "元") == 0 || strcmp (clean, "万元") == 0 || g_str_has_prefix (clean, "人民币") || g_str_has_prefix (clean, "元/"))
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
