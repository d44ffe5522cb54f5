/* columns-fixture.h: a workbook as a town sends it: a title, a reporting unit, a heading of two rows, hidden rows and a hidden sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-resident-id.h"

#include <glib.h>
#include <xlsxwriter.h>

#define FIXTURE_PEOPLE 30
#define FIXTURE_HEADING_ROW 4
#define FIXTURE_HIDDEN_ROW 9

/* From A to M: what the two rows of the heading say. */
static const char *const fixture_upper[] = { "序号", "姓名", "身份证号", "性别", "对象类别", "家庭住址", "补助金额", "", "",
                                             "银行账户", "", "联系电话", "备注" };
static const char *const fixture_lower[] = { "", "", "", "", "", "", "元旦", "春节", "合计", "开户行", "账号", "", "" };

static void
fixture_write_person (lxw_worksheet *sheet, lxw_row_t row, int number)
{
  static const char *const names[] = { "沈阿大", "陆桂芳", "曾国凡", "单小妹", "欧阳志远", "仇玉兰" };
  static const char *const categories[] = { "低保", "低收入", "特困", "重残" };
  g_autofree char *body = g_strdup_printf ("3101181952%02d%02d%03d", number % 12 + 1, number % 28 + 1, 100 + number);
  g_autofree char *document = g_strdup_printf ("%s%c", body, sn_resident_id_check_character (body));
  g_autofree char *account = g_strdup_printf ("62284800380%08d", 12340000 + number);
  g_autofree char *address = g_strdup_printf ("盈浦街道城中西路%d弄%d号", 10 + number, number);
  g_autofree char *phone = g_strdup_printf ("139%08d", 16300000 + number);

  worksheet_write_number (sheet, row, 0, number, NULL);
  worksheet_write_string (sheet, row, 1, names[number % (int) G_N_ELEMENTS (names)], NULL);
  worksheet_write_string (sheet, row, 2, document, NULL);
  worksheet_write_string (sheet, row, 3, number % 2 == 0 ? "男" : "女", NULL);
  worksheet_write_string (sheet, row, 4, categories[number % (int) G_N_ELEMENTS (categories)], NULL);
  worksheet_write_string (sheet, row, 5, address, NULL);
  worksheet_write_number (sheet, row, 6, 500, NULL);
  worksheet_write_number (sheet, row, 7, 700, NULL);
  worksheet_write_number (sheet, row, 8, 1200, NULL);
  worksheet_write_string (sheet, row, 9, "上海农商银行", NULL);
  worksheet_write_string (sheet, row, 10, account, NULL);
  worksheet_write_string (sheet, row, 11, phone, NULL);
  if (number % 7 == 0)
    worksheet_write_string (sheet, row, 12, "由村委会代领，已电话核实本人意愿并留存委托书", NULL);
}

static void
fixture_write_sheet (lxw_workbook *workbook, lxw_worksheet *sheet)
{
  lxw_format *format = workbook_add_format (workbook);
  lxw_row_col_options hidden = { .hidden = LXW_TRUE };

  worksheet_merge_range (sheet, 0, 0, 0, 12, "2025年元旦春节帮困送温暖补助发放花名册", format);
  worksheet_write_string (sheet, 1, 0, "填报单位：盈浦街道", NULL);
  worksheet_write_string (sheet, 1, 11, "单位：元", NULL);
  for (lxw_col_t i = 0; i < G_N_ELEMENTS (fixture_upper); i++)
    {
      worksheet_write_string (sheet, FIXTURE_HEADING_ROW - 2, i, fixture_upper[i], NULL);
      worksheet_write_string (sheet, FIXTURE_HEADING_ROW - 1, i, fixture_lower[i], NULL);
    }
  for (int i = 0; i < FIXTURE_PEOPLE; i++)
    fixture_write_person (sheet, (lxw_row_t) (FIXTURE_HEADING_ROW + i), i + 1);
  worksheet_set_row_opt (sheet, FIXTURE_HIDDEN_ROW - 1, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
}

/* (transfer full): its path */
static char *
fixture_write_workbook (const char *folder)
{
  char *path = g_build_filename (folder, "花名册.xlsx", NULL);
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *old;

  fixture_write_sheet (workbook, workbook_add_worksheet (workbook, "盈浦"));
  fixture_write_sheet (workbook, workbook_add_worksheet (workbook, "香花桥"));
  old = workbook_add_worksheet (workbook, "旧名单");
  fixture_write_sheet (workbook, old);
  worksheet_hide (old);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  return path;
}
