/* sn-roster-line.c: telling the rows of people in a sheet from titles, totals and signatures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-roster-line.h"

#include <string.h>

#include "sn-text.h"

/* Fewer digits than any document has: enough to call a row somebody's. */
#define DOCUMENT_DIGITS 6
/* So many, alone in the column of accounts, are somebody's money. */
#define ACCOUNT_DIGITS 12
/* So many filled columns besides name, number, amount make a row somebody's, even with all three missing. */
#define TELLING_COLUMNS 3
#define NAME_MAX_CHARACTERS 20
#define TOTAL_MAX_CHARACTERS 20

static const char *const TOTAL_WORDS[] = { "小计", "合计", "总计", "共计", "累计", "总合计", "总数", "大写", "结转", "过次页", "承前页" };

/* At the start of a cell. */
static const char *const FOOTER_WORDS[] = {
  "制表", "填表", "审核", "复核", "审批", "经办", "负责人", "单位负责人", "分管领导", "主管", "领导", "会计", "出纳", "核准", "签字",
  "签名", "盖章", "单位盖章", "公章", "联系人", "联系电话", "填报", "编制", "报送", "日期", "打印", "注:", "注：", "备注:", "备注：",
  "说明:", "说明：", "填表说明", "附注", "附:", "附：", "单位:", "单位：", "以下空白",
  "此页空白", "以下无正文",
};

/* Texts that may say what a row is: its first cell, or where a label is put in a total. A remark 含上月合计 or an
 * address says nothing about it. */
static gboolean
is_telling_field (SnRosterField field)
{
  return field == SN_ROSTER_FIELD_SEQUENCE || field == SN_ROSTER_FIELD_NAME || field == SN_ROSTER_FIELD_DOCUMENT
         || field == SN_ROSTER_FIELD_TOWN || field == SN_ROSTER_FIELD_VILLAGE || field == SN_ROSTER_FIELD_HEAD_NAME;
}

typedef struct
{
  guint    filled;       /* cells with anything */
  guint    telling;      /* mapped cells besides sequence, name, number, amount and note */
  gboolean is_total;
  guint    footers;      /* cells that begin like a line to sign on */
  gboolean starts_footer; /* the first filled one does */
  gboolean is_numbering; /* 1 2 3 4 … below the heading */
} LineSigns;

static gboolean
contains_total (const char *text)
{
  if (g_utf8_strlen (text, -1) > TOTAL_MAX_CHARACTERS)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (TOTAL_WORDS); i++)
    {
      if (strstr (text, TOTAL_WORDS[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
starts_footer (const char *text)
{
  /* 村委会（盖章）：, 领取人签字： */
  static const char *const ENDINGS[] = { "盖章)", "公章)", "签章)", "盖章):", "公章):", "签章):", "签字:", "签名:", "盖章:", "签字)", "签字):" };

  for (guint i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    {
      if (g_str_has_suffix (text, ENDINGS[i]))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (FOOTER_WORDS); i++)
    {
      if (g_str_has_prefix (text, FOOTER_WORDS[i]))
        return TRUE;
    }
  return FALSE;
}

gboolean
sn_roster_line_is_label (const char *text)
{
  return contains_total (text) || starts_footer (text);
}

static void
read_signs (const SnSheetHeader *header,
            const SnCell        *cells,
            guint                n_cells,
            LineSigns           *signs)
{
  gint64 last_number = 0;

  *signs = (LineSigns) { .is_numbering = TRUE };
  for (guint column = 0; column < n_cells; column++)
    {
      SnRosterField field = column < header->n_columns ? header->fields[column] : SN_ROSTER_FIELD_NONE;
      g_autofree char *text = sn_text_squeeze (cells[column].text);
      gint64 number;

      if (*text == '\0' && cells[column].type != SN_CELL_FORMULA)
        continue;
      signs->filled++;
      if (starts_footer (text))
        {
          signs->footers++;
          signs->starts_footer |= signs->filled == 1;
        }
      if (!g_ascii_string_to_signed (text, 10, last_number + 1, last_number + 2, &number, NULL))
        signs->is_numbering = FALSE;
      else
        last_number = number;
      if (field > SN_ROSTER_FIELD_DOCUMENT && field != SN_ROSTER_FIELD_AMOUNT && field != SN_ROSTER_FIELD_NOTE)
        signs->telling++;
      if (!is_telling_field (field) && (field != SN_ROSTER_FIELD_NONE || signs->filled > 1))
        continue;
      signs->is_total |= contains_total (text);
    }
  signs->is_numbering &= signs->filled >= 3;
}

static const SnCell *
get_cell (const SnSheetHeader *header,
          SnRosterField        field,
          const SnCell        *cells,
          guint                n_cells)
{
  int column = header->columns[field];

  return column >= 0 && (guint) column < n_cells ? &cells[column] : NULL;
}

static gboolean
is_filled (const SnCell *cell)
{
  g_autofree char *text = NULL;

  if (cell == NULL)
    return FALSE;
  if (cell->type == SN_CELL_FORMULA || cell->type == SN_CELL_ERROR)
    return TRUE;
  text = sn_text_squeeze (cell->text);
  return *text != '\0';
}

/* So many digits, and not the words of a footer with a telephone number behind them. */
static gboolean
holds_number (const SnCell *cell,
              guint         least_digits)
{
  g_autofree char *text = NULL;
  guint digits = 0;

  if (cell == NULL || cell->type == SN_CELL_EMPTY)
    return FALSE;
  text = sn_text_squeeze (cell->text);
  for (const char *at = text; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at) ? 1 : 0;
  return digits >= least_digits && g_unichar_type (g_utf8_get_char (text)) != G_UNICODE_OTHER_LETTER;
}

static gboolean
looks_like_document (const SnCell *cell)
{
  return holds_number (cell, DOCUMENT_DIGITS);
}

static gboolean
has_sequence_number (const SnSheetHeader *header,
                     const SnCell        *cells,
                     guint                n_cells)
{
  const SnCell *cell = get_cell (header, SN_ROSTER_FIELD_SEQUENCE, cells, n_cells);
  g_autofree char *text = cell != NULL ? sn_text_squeeze (cell->text) : NULL;

  return text != NULL && g_ascii_isdigit (*text);
}

/* One cell and nothing else: a name without all the rest, or words across the table. */
static gboolean
is_lone_name (const SnCell *name)
{
  g_autofree char *text = name != NULL ? sn_text_squeeze (name->text) : NULL;
  glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;

  return length >= 2 && length <= NAME_MAX_CHARACTERS && strpbrk (text, "0123456789:;,.()") == NULL
         && !g_str_has_suffix (text, "镇") && !g_str_has_suffix (text, "街道") && !g_str_has_suffix (text, "村")
         && !g_str_has_suffix (text, "居委会") && !g_str_has_suffix (text, "社区");
}

const char *
sn_roster_line_kind_to_string (SnRosterLineKind kind)
{
  static const char *const WORDS[SN_ROSTER_N_LINE_KINDS] = {
    "data", "title", "heading", "repeat", "section", "total", "footer", "blank", "hidden",
  };

  g_return_val_if_fail (kind < SN_ROSTER_N_LINE_KINDS, "data");
  return WORDS[kind];
}

SnRosterLineKind
sn_roster_line_judge (const SnSheetHeader *header,
                      const SnCell        *cells,
                      guint                n_cells)
{
  const SnCell *name = get_cell (header, SN_ROSTER_FIELD_NAME, cells, n_cells);
  const SnCell *document = get_cell (header, SN_ROSTER_FIELD_DOCUMENT, cells, n_cells);
  const SnCell *amount = get_cell (header, SN_ROSTER_FIELD_AMOUNT, cells, n_cells);
  const SnCell *account = get_cell (header, SN_ROSTER_FIELD_ACCOUNT, cells, n_cells);
  gboolean has_name = is_filled (name), has_number;
  LineSigns signs;

  /* Nearly every row ends here, and cheaply. */
  if (has_name && name->type == SN_CELL_TEXT && looks_like_document (document))
    return SN_ROSTER_LINE_DATA;

  read_signs (header, cells, n_cells, &signs);
  if (signs.filled == 0)
    return SN_ROSTER_LINE_BLANK;
  if (signs.is_numbering)
    return SN_ROSTER_LINE_HEADING;
  if (sn_sheet_header_is_repeat (header, cells, n_cells))
    return SN_ROSTER_LINE_REPEAT;
  if (looks_like_document (document))
    return SN_ROSTER_LINE_DATA;
  if (signs.is_total)
    return SN_ROSTER_LINE_TOTAL;
  if (signs.starts_footer || signs.footers >= 2)
    return SN_ROSTER_LINE_FOOTER;
  if (signs.filled == 1)
    return (has_name && is_lone_name (name)) || holds_number (account, ACCOUNT_DIGITS) ? SN_ROSTER_LINE_DATA : SN_ROSTER_LINE_SECTION;
  if (signs.telling >= TELLING_COLUMNS)
    return SN_ROSTER_LINE_DATA;
  has_number = has_sequence_number (header, cells, n_cells);
  if (is_filled (document) || (has_name && (has_number || is_lone_name (name))))
    return SN_ROSTER_LINE_DATA;
  return is_filled (amount) && has_number ? SN_ROSTER_LINE_DATA : SN_ROSTER_LINE_SECTION;
}
