/* sn-recipient-workbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-workbook.h"

#include "sn-date.h"

#define WRITING_SHARE 0.9 /* of the work; the rest is the proof */

/* The headings of the office's forms. */
static const char *const headings[] = {
  [SN_RECIPIENT_FIELD_NAME] = "姓名",
  [SN_RECIPIENT_FIELD_FORMER_NAMES] = "曾用名",
  [SN_RECIPIENT_FIELD_DOCUMENT] = "证件号码",
  [SN_RECIPIENT_FIELD_SEX] = "性别",
  [SN_RECIPIENT_FIELD_AGE] = "年龄",
  [SN_RECIPIENT_FIELD_BIRTH_DATE] = "出生日期",
  [SN_RECIPIENT_FIELD_ETHNIC_GROUP] = "民族",
  [SN_RECIPIENT_FIELD_TOWN] = "街镇",
  [SN_RECIPIENT_FIELD_VILLAGE] = "村居",
  [SN_RECIPIENT_FIELD_ADDRESS] = "居住地址",
  [SN_RECIPIENT_FIELD_REGISTERED_ADDRESS] = "户籍地址",
  [SN_RECIPIENT_FIELD_CATEGORIES] = "人员类别",
  [SN_RECIPIENT_FIELD_PHONE] = "联系电话",
  [SN_RECIPIENT_FIELD_BANK] = "开户银行",
  [SN_RECIPIENT_FIELD_ACCOUNT] = "银行账号",
  [SN_RECIPIENT_FIELD_ACCOUNT_HOLDER] = "账户户名",
  [SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD] = "户主",
  [SN_RECIPIENT_FIELD_RELATION] = "与户主关系",
  [SN_RECIPIENT_FIELD_HOUSEHOLD_SIZE] = "家庭人数",
  [SN_RECIPIENT_FIELD_DISABILITY] = "残疾类别等级",
  [SN_RECIPIENT_FIELD_DEPARTMENTS] = "帮困部门",
  [SN_RECIPIENT_FIELD_LINES] = "项目笔数",
  [SN_RECIPIENT_FIELD_TOTAL] = "本次应发（元）",
  [SN_RECIPIENT_FIELD_LAST_TOTAL] = "上次应发（元）",
  [SN_RECIPIENT_FIELD_WHEREABOUTS] = "死亡或迁出",
  [SN_RECIPIENT_FIELD_NOTE] = "备注",
};
G_STATIC_ASSERT (G_N_ELEMENTS (headings) == SN_RECIPIENT_N_FIELDS);

static const SnWorkbookStyle styles[] = {
  [SN_RECIPIENT_FIELD_IS_TEXT] = SN_WORKBOOK_TEXT,   [SN_RECIPIENT_FIELD_IS_NUMBER] = SN_WORKBOOK_TEXT,
  [SN_RECIPIENT_FIELD_IS_DATE] = SN_WORKBOOK_DATE,   [SN_RECIPIENT_FIELD_IS_COUNT] = SN_WORKBOOK_COUNT,
  [SN_RECIPIENT_FIELD_IS_MONEY] = SN_WORKBOOK_MONEY,
};

typedef struct
{
  const SnRecipientTable *table;
  SnWorkbook             *workbook;
  SnWorkbookColumn        columns[SN_RECIPIENT_N_FIELDS];
  gint64                  rows;
  gint64                  amount_fen;
} List;

static void
clear_list (List *list)
{
  g_clear_pointer (&list->workbook, sn_workbook_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, clear_list)

/* The words of a workbook are Chinese whatever language the window has. */
static char *
make_text (SnRecipient *recipient, SnRecipientField field)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = "", [SN_SEX_MALE] = "男", [SN_SEX_FEMALE] = "女" };

  if (field == SN_RECIPIENT_FIELD_SEX)
    return g_strdup (sexes[sn_recipient_get_sex (recipient)]);
  if (field != SN_RECIPIENT_FIELD_WHEREABOUTS)
    return g_strdup (sn_recipient_get_text (recipient, field));
  if (*sn_recipient_get_died_on (recipient) != '\0')
    return g_strconcat ("死亡 ", sn_recipient_get_died_on (recipient), NULL);
  return *sn_recipient_get_moved_on (recipient) != '\0' ? g_strconcat ("迁出 ", sn_recipient_get_moved_on (recipient), NULL) : g_strdup ("");
}

static gint64
get_fen (SnRecipient *recipient, SnRecipientField field)
{
  return field == SN_RECIPIENT_FIELD_TOTAL ? sn_recipient_get_total_fen (recipient) : sn_recipient_get_last_total_fen (recipient);
}

/* What a row of the list leaves empty is empty here. */
static void
write_field (List *list, guint column, SnRecipient *recipient)
{
  SnRecipientField field = list->table->fields[column];
  SnRecipientFieldKind kind = sn_recipient_field_get_kind (field);
  SnWorkbookStyle style = list->columns[column].style;
  g_autofree char *text = make_text (recipient, field);

  if (*text == '\0')
    sn_workbook_fill_row (list->workbook, column, column, style);
  else if (kind == SN_RECIPIENT_FIELD_IS_MONEY)
    sn_workbook_write_fen (list->workbook, column, style, get_fen (recipient, field));
  else if (kind == SN_RECIPIENT_FIELD_IS_COUNT)
    sn_workbook_write_count (list->workbook, column, style, g_ascii_strtoll (text, NULL, 10));
  else if (kind == SN_RECIPIENT_FIELD_IS_DATE)
    sn_workbook_write_date (list->workbook, column, style, text);
  else
    sn_workbook_write_text (list->workbook, column, style, text);
}

static gboolean
write_row (SnRecipient *recipient, gpointer data)
{
  List *list = data;

  if (sn_workbook_is_full (list->workbook, 1))
    sn_workbook_continue_sheet (list->workbook);
  if (!sn_workbook_next_row (list->workbook))
    return FALSE; /* failed or cancelled: sn_workbook_finish() says so */
  for (guint i = 0; i < list->table->n_fields; i++)
    write_field (list, i, recipient);
  list->rows++;
  for (guint i = 0; i < list->table->n_fields; i++)
    if (list->table->fields[i] == SN_RECIPIENT_FIELD_TOTAL)
      list->amount_fen += sn_recipient_get_total_fen (recipient);
  return TRUE;
}

static void
write_heading (List *list)
{
  g_autofree char *left = g_strdup_printf ("共 %u 人", list->table->n_ids);
  g_autofree char *centre = NULL;
  GDate today;

  sn_clock_today (&today);
  centre = g_strdup_printf ("制表日期：%d年%d月%d日", g_date_get_year (&today), g_date_get_month (&today), g_date_get_day (&today));
  for (guint i = 0; i < list->table->n_fields; i++)
    {
      SnRecipientField field = list->table->fields[i];

      list->columns[i] = (SnWorkbookColumn){ headings[field], MAX (sn_recipient_field_get_width (field), 8),
                                             styles[sn_recipient_field_get_kind (field)] };
    }
  sn_workbook_add_sheet (list->workbook, "对象名单", SN_WORKBOOK_LANDSCAPE, list->columns, list->table->n_fields);
  sn_workbook_write_heading (list->workbook, "帮困对象名单", left, centre, "单位：元");
}

static void
pass_progress (double fraction, gpointer data)
{
  const SnRecipientTable *table = data;

  if (table->progress != NULL)
    table->progress (fraction * WRITING_SHARE, table->progress_data);
}

gboolean
sn_recipient_workbook_write (SnConnection *connection, const SnRecipientTable *table, const char *path, SnExportResult *result,
                             GCancellable *cancellable, GError **error)
{
  g_auto (List) list = { .table = table };
  SnRecipientTable told = *table;

  g_return_val_if_fail (table->n_fields > 0 && table->n_fields <= SN_RECIPIENT_N_FIELDS, FALSE);

  told.progress = pass_progress;
  told.progress_data = (gpointer) table;
  list.workbook = sn_workbook_new (path, cancellable, error);
  if (list.workbook == NULL)
    return FALSE;
  write_heading (&list);
  return sn_recipient_table_each (connection, &told, write_row, &list, cancellable, error) &&
         sn_workbook_finish (list.workbook, list.rows, list.amount_fen, result, error);
}
