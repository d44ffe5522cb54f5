/* sn-html-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-html-cell.h"

#include "sn-xlsx-formats.h"

#include <string.h>

#define NO_BREAK_SPACE "\xc2\xa0"
#define FULL_WIDTH_YUAN "\xef\xbf\xa5"
#define YUAN "\xc2\xa5"

const char *
sn_html_get_attribute (const char **attributes, const char *name)
{
  for (; attributes != NULL && *attributes != NULL; attributes += 2)
    if (g_ascii_strcasecmp (attributes[0], name) == 0)
      return attributes[1] != NULL ? attributes[1] : "";
  return NULL;
}

/* Online sheets note {"1":3,"3":1200.5}: of kind 3, a number, its value. Others (2: text, 4: a boolean) are what is shown. */
#define ONLINE_KIND "\"1\":3"
#define ONLINE_NUMBER "\"3\":"

static gboolean
take_online_number (const char *value, GString *number)
{
  const char *found = value != NULL && strstr (value, ONLINE_KIND) != NULL ? strstr (value, ONLINE_NUMBER) : NULL;

  if (found == NULL)
    return FALSE;
  found += strlen (ONLINE_NUMBER);
  g_string_append_len (number, found, (gssize) strcspn (found, ",}"));
  return TRUE;
}

void
sn_html_cell_begin (SnHtmlCell *cell, const char **attributes)
{
  const char *number = sn_html_get_attribute (attributes, "x:num");
  const char *string = sn_html_get_attribute (attributes, "x:str");

  if (number == NULL)
    number = sn_html_get_attribute (attributes, "sdval");
  g_string_assign (cell->number, number != NULL ? number : "");
  cell->is_number = number != NULL ||
                    take_online_number (sn_html_get_attribute (attributes, "data-sheets-value"), cell->number);
  cell->is_error = sn_html_get_attribute (attributes, "x:err") != NULL;
  g_string_truncate (cell->text, 0);
  g_string_assign (cell->string, string != NULL ? string : "");
  cell->after_blank = TRUE;
}

void
sn_html_cell_append (SnHtmlCell *cell, const char *text, gsize length_bytes)
{
  for (gsize i = 0; i < length_bytes; i++)
    {
      gboolean blank = text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t' || text[i] == '\f';

      if (!blank)
        g_string_append_c (cell->text, text[i]);
      else if (!cell->after_blank)
        g_string_append_c (cell->text, ' ');
      cell->after_blank = blank;
    }
}

static void
strip_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

void
sn_html_cell_append_line_end (SnHtmlCell *cell)
{
  strip_end (cell->text);
  g_string_append_c (cell->text, '\n');
  cell->after_blank = TRUE;
}

void
sn_html_cell_begin_line (SnHtmlCell *cell)
{
  strip_end (cell->text);
  if (cell->text->len > 0 && cell->text->str[cell->text->len - 1] != '\n')
    sn_html_cell_append_line_end (cell);
  cell->after_blank = TRUE;
}

/* An empty cell is given a blank that does not go away, or browsers would draw no border. */
static gboolean
is_blank (const char *text)
{
  while (*text == ' ' || *text == '\n' || g_str_has_prefix (text, NO_BREAK_SPACE))
    text += *text == NO_BREAK_SPACE[0] ? strlen (NO_BREAK_SPACE) : 1;
  return *text == '\0';
}

/* A cell too narrow for its number shows only these. */
static gboolean
is_filled_up (const char *text)
{
  return *text == '#' && text[strspn (text, "#")] == '\0';
}

static gboolean
is_error_word (const char *text)
{
  static const char *const words[] = { "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], text) == 0)
      return TRUE;
  return FALSE;
}

/* What a number's format may hang on it. */
static void
drop_unit (GString *text)
{
  static const char *const units[] = { "元", "岁", "人", "户", "分" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_suffix (text->str, units[i]))
      {
        g_string_truncate (text, text->len - strlen (units[i]));
        return;
      }
}

/* "1,200.50", "¥ -3", "12%", "1.2E+05", "501元", but not "2025-01-08": then what is noted behind it is what it was rounded from. */
static gboolean
looks_like_number (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  const char *p;

  if (is_filled_up (text))
    return TRUE;

  g_string_replace (plain, YUAN, "", 0);
  g_string_replace (plain, FULL_WIDTH_YUAN, "", 0);
  g_string_replace (plain, NO_BREAK_SPACE, "", 0);
  g_string_replace (plain, ",", "", 0);
  g_string_replace (plain, " ", "", 0);
  g_string_replace (plain, "%", "", 0);
  drop_unit (plain);
  p = plain->str + strspn (plain->str, "$(");
  if (g_str_has_suffix (p, ")"))
    plain->str[plain->len - 1] = '\0';
  return sn_xlsx_is_number (p);
}

void
sn_html_cell_finish (SnHtmlCell *cell, guint column0, SnSheetRow *row)
{
  gboolean noted = cell->is_number && sn_xlsx_is_number (cell->number->str) && looks_like_number (cell->text->str);

  while (cell->text->len > 0 && strchr (" \n", cell->text->str[cell->text->len - 1]) != NULL)
    g_string_truncate (cell->text, cell->text->len - 1);
  /* Text that is not quite what is shown: the blanks at its ends. */
  if (cell->string->len > 0)
    g_string_assign (cell->text, cell->string->str);
  if (is_blank (cell->text->str))
    return;
  if (cell->is_error || is_error_word (cell->text->str))
    sn_sheet_row_add (row, column0, SN_CELL_ERROR, cell->text->str, NULL);
  else if (noted)
    sn_sheet_row_add (row, column0, SN_CELL_NUMBER, cell->number->str, NULL);
  else if (cell->is_number && sn_xlsx_is_number (cell->text->str))
    sn_sheet_row_add (row, column0, SN_CELL_NUMBER, cell->text->str, NULL);
  else
    sn_sheet_row_add (row, column0, SN_CELL_TEXT, cell->text->str, NULL);
}
