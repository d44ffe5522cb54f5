/* sn-workbook-style.c: the looks of an office form: type, borders, number formats, page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-workbook-private.h"

#include <string.h>

/* Fonts are named, not embedded: every office PC has them, and WPS or LibreOffice put their own in their place. */
#define FONT_TITLE "黑体"
#define FONT_BODY  "宋体" /* at 五号, 10.5 points */

static const struct
{
  const char *font;
  double      points;
  gboolean    bold;
  gboolean    border;
  gboolean    wrap;
  guint8      align;
  const char *number_format; /* (nullable) */
} looks[SN_WORKBOOK_N_STYLES] = {
  [SN_WORKBOOK_TITLE]       = { FONT_TITLE, 18, FALSE, FALSE, TRUE,  LXW_ALIGN_CENTER, NULL },
  [SN_WORKBOOK_LINE]        = { FONT_BODY, 10.5, FALSE, FALSE, FALSE, LXW_ALIGN_LEFT,   "@" },
  [SN_WORKBOOK_LINE_CENTRE] = { FONT_BODY, 10.5, FALSE, FALSE, FALSE, LXW_ALIGN_CENTER, "@" },
  [SN_WORKBOOK_LINE_RIGHT]  = { FONT_BODY, 10.5, FALSE, FALSE, FALSE, LXW_ALIGN_RIGHT,  "@" },
  [SN_WORKBOOK_HEADER]      = { FONT_BODY, 10.5, TRUE,  TRUE,  TRUE,  LXW_ALIGN_CENTER, NULL },
  [SN_WORKBOOK_TEXT]        = { FONT_BODY, 10.5, FALSE, TRUE,  TRUE,  LXW_ALIGN_LEFT,   "@" },
  [SN_WORKBOOK_CENTRED]     = { FONT_BODY, 10.5, FALSE, TRUE,  TRUE,  LXW_ALIGN_CENTER, "@" },
  [SN_WORKBOOK_MONEY]       = { FONT_BODY, 10.5, FALSE, TRUE,  FALSE, LXW_ALIGN_RIGHT,  "#,##0.00" },
  [SN_WORKBOOK_COUNT]       = { FONT_BODY, 10.5, FALSE, TRUE,  FALSE, LXW_ALIGN_RIGHT,  "#,##0" },
  [SN_WORKBOOK_DATE]        = { FONT_BODY, 10.5, FALSE, TRUE,  FALSE, LXW_ALIGN_CENTER, "yyyy-mm-dd" },
  [SN_WORKBOOK_TOTAL_TEXT]  = { FONT_BODY, 10.5, TRUE,  TRUE,  TRUE,  LXW_ALIGN_CENTER, "@" },
  [SN_WORKBOOK_TOTAL_MONEY] = { FONT_BODY, 10.5, TRUE,  TRUE,  FALSE, LXW_ALIGN_RIGHT,  "#,##0.00" },
  [SN_WORKBOOK_TOTAL_COUNT] = { FONT_BODY, 10.5, TRUE,  TRUE,  FALSE, LXW_ALIGN_RIGHT,  "#,##0" },
};

static void
apply_look (lxw_format *format, SnWorkbookStyle style)
{
  format_set_font_name (format, looks[style].font);
  format_set_font_size (format, looks[style].points);
  format_set_align (format, looks[style].align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  if (looks[style].bold)
    format_set_bold (format);
  if (looks[style].border)
    format_set_border (format, LXW_BORDER_THIN);
  if (looks[style].wrap)
    format_set_text_wrap (format);
  if (looks[style].number_format != NULL)
    format_set_num_format (format, looks[style].number_format);
}

void
sn_workbook_make_styles (lxw_workbook *workbook, lxw_format **formats)
{
  for (guint i = 0; i < SN_WORKBOOK_N_STYLES; i++)
    {
      formats[i] = workbook_add_format (workbook);
      apply_look (formats[i], i);
    }
}

void
sn_workbook_set_page (lxw_worksheet *worksheet, SnWorkbookOrientation orientation)
{
  if (orientation == SN_WORKBOOK_LANDSCAPE)
    worksheet_set_landscape (worksheet);
  else
    worksheet_set_portrait (worksheet);
  worksheet_set_paper (worksheet, 9); /* A4 */
  worksheet_fit_to_pages (worksheet, 1, 0);
  worksheet_set_margins (worksheet, 0.5, 0.5, 0.6, 0.7);
  worksheet_center_horizontally (worksheet);
  worksheet_set_default_row (worksheet, SN_WORKBOOK_ROW_POINTS, LXW_FALSE);
  worksheet_set_footer (worksheet, "&C第 &P 页 共 &N 页");
}

/* A Chinese character of 10.5 points is as wide as two digits of the font that widths are counted in; the cell keeps a
 * margin. */
#define CELL_MARGIN 0.8

guint
sn_workbook_count_lines (const char *text, double width)
{
  double room = width - CELL_MARGIN;
  double filled = 0;
  guint n_lines = 1;

  /* No character is wider than it has bytes: nearly all cells end here. */
  if (strlen (text) <= room && strchr (text, '\n') == NULL)
    return 1;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);
      guint step = g_unichar_iswide_cjk (character) ? 2 : 1;

      if (character != '\n' && filled + step <= room)
        {
          filled += step;
          continue;
        }
      n_lines++;
      filled = character == '\n' ? 0 : step;
    }
  return n_lines;
}
