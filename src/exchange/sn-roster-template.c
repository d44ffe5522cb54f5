/* sn-roster-template.c: an empty workbook for one program, for the towns to fill in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-template.h"

#include "sn-campaign.h"
#include "sn-disability.h"
#include "sn-fault-report-private.h"
#include "sn-money.h"
#include "sn-population-codes.h"
#include "sn-sheet-reader.h"

/* Choices are offered in so many rows below the heading. */
#define FIRST_ROW 3
#define LAST_ROW 5002
#define CHOICES "选项"
#define VILLAGES_OF "村居_"

/* The columns, in the order in which offices write them. */
enum
{
  SEQUENCE, TOWN, VILLAGE, NAME, DOCUMENT, SEX, ETHNIC_GROUP, CATEGORY, DISABILITY_KIND, DISABILITY_LEVEL, CERTIFICATE, HEAD,
  HEAD_DOCUMENT, RELATION, RATE, AMOUNT, BANK, ACCOUNT, HOLDER, PHONE, ADDRESS, NOTE, N_COLUMNS
};

static const struct
{
  const char *heading;
  double      width;
  gboolean    is_text; /* "@": what is typed stays as it is */
  const char *help;
} COLUMNS[N_COLUMNS] = {
  [SEQUENCE] = { "序号", 6, FALSE, "可不填。" },
  [TOWN] = { "街镇", 12, FALSE, "必填。从下拉列表中选择。" },
  [VILLAGE] = { "村居", 16, FALSE, "先选街镇，再从下拉列表中选择；列表里没有的新居委可以直接写。" },
  [NAME] = { "姓名", 12, TRUE, "必填。与身份证一致，中间不加空格；少数民族姓名的间隔号写作“·”。" },
  [DOCUMENT] = { "身份证号", 22, TRUE, "必填。18位，按文本填写；港澳台居民居住证、永久居留证、护照照实填写。" },
  [SEX] = { "性别", 6, FALSE, "从下拉列表中选择。" },
  [ETHNIC_GROUP] = { "民族", 9, FALSE, "从下拉列表中选择，与身份证一致。" },
  [DISABILITY_KIND] = { "残疾类别", 11, FALSE, "持残疾人证的填写，从下拉列表中选择；有两类以上的选“多重残疾”。" },
  [DISABILITY_LEVEL] = { "残疾等级", 9, FALSE, "持残疾人证的填写，从下拉列表中选择。" },
  [CERTIFICATE] = { "残疾证号", 24, TRUE, "持残疾人证的填写，20位，按文本填写；填了证号的，类别和等级可以不填。" },
  [CATEGORY] = { "对象类别", 16, FALSE, "从下拉列表中选择，补助标准据此核定。" },
  [HEAD] = { "户主姓名", 12, TRUE, "按户发放的项目填写；本人就是户主的，填本人姓名。" },
  [HEAD_DOCUMENT] = { "户主身份证号", 22, TRUE, "按户发放的项目填写，按文本填写。" },
  [RELATION] = { "与户主关系", 11, FALSE, "如：本人、配偶、子、女。" },
  [RATE] = { "补助标准", 24, FALSE, "从下拉列表中选择；不填则按对象类别、年龄和金额判断。" },
  [AMOUNT] = { "补助金额（元）", 14, FALSE, "必填。单位为元，最多两位小数，只写数字。" },
  [BANK] = { "开户银行", 22, FALSE, "社会化发放的必填，写到支行。" },
  [ACCOUNT] = { "银行账号", 24, TRUE, "社会化发放的必填，按文本填写，不加空格。" },
  [HOLDER] = { "户名", 12, TRUE, "账户不是本人的填写，并在备注中说明关系。" },
  [PHONE] = { "联系电话", 14, TRUE, "手机号11位。" },
  [ADDRESS] = { "家庭住址", 30, FALSE, "实际居住地址。" },
  [NOTE] = { "备注", 20, FALSE, "" },
};

static const char *const RULES[] = {
  "一、一人一行，不合并单元格，不插入小计行；表头不要改动。",
  "二、身份证号、残疾证号、账号、电话已设为文本格式，请直接填写或按“值”粘贴；从别处粘贴后末尾变成000的，须照证件重填。",
  "三、分村居的，可以复制本表为多个工作表，表头相同即可一并导入。",
  "四、不需要的列可以空着，不要删除。",
};

typedef struct
{
  SnConnection  *connection;
  SnProgram     *program;
  SnCampaign    *campaign;
  lxw_workbook  *workbook;
  lxw_worksheet *roster;
  lxw_worksheet *help;
  lxw_worksheet *choices;
  lxw_format    *title;
  lxw_format    *heading;
  lxw_format    *text;
  lxw_format    *money;
  lxw_format    *wrapped;
} Template;

static void
clear_template (Template *template)
{
  g_clear_pointer (&template->program, sn_program_free);
  g_clear_pointer (&template->campaign, sn_campaign_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Template, clear_template)

static void
make_formats (Template *template)
{
  template->title = workbook_add_format (template->workbook);
  format_set_bold (template->title);
  format_set_font_size (template->title, 16);
  format_set_align (template->title, LXW_ALIGN_CENTER);
  template->heading = workbook_add_format (template->workbook);
  format_set_bold (template->heading);
  format_set_text_wrap (template->heading);
  format_set_align (template->heading, LXW_ALIGN_CENTER);
  format_set_align (template->heading, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border (template->heading, LXW_BORDER_THIN);
  template->text = workbook_add_format (template->workbook);
  format_set_num_format (template->text, "@");
  template->money = workbook_add_format (template->workbook);
  format_set_num_format (template->money, "#,##0.00");
  template->wrapped = workbook_add_format (template->workbook);
  format_set_text_wrap (template->wrapped);
  format_set_align (template->wrapped, LXW_ALIGN_VERTICAL_TOP);
}

/* ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Offers what stands in a column of the hidden sheet. @strict: nothing else can be typed */
static void
offer (Template *template, lxw_col_t column, const char *formula, gboolean strict)
{
  lxw_data_validation validation = {
    .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
    .value_formula = (char *) formula,
    .ignore_blank = LXW_VALIDATION_ON,
    .dropdown = LXW_VALIDATION_ON,
    .show_error = strict ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
    .error_title = (char *) "不在列表中",
    .error_message = (char *) "请从下拉列表中选择。",
  };

  worksheet_data_validation_range (template->roster, FIRST_ROW, column, LAST_ROW, column, &validation);
}

static char *
name_column (lxw_col_t column, guint n_rows)
{
  char letters[4];

  sn_column_name (column, letters);
  return g_strdup_printf ("='" CHOICES "'!$%s$1:$%s$%u", letters, letters, MAX (n_rows, 1));
}

static void
offer_column (Template *template, lxw_col_t choices_column, lxw_col_t column, GPtrArray *names, gboolean strict)
{
  g_autofree char *range = name_column (choices_column, names->len);

  for (guint i = 0; i < names->len; i++)
    worksheet_write_string (template->choices, i, choices_column, g_ptr_array_index (names, i), NULL);
  if (names->len > 0)
    offer (template, column, range, strict);
}

/* A list for each town, and a name for each list: what is offered beside a town are its own villages. */
static gboolean
offer_places (Template *template, lxw_col_t first_column, GError **error)
{
  g_autoptr (GPtrArray) towns = sn_division_list (template->connection, "town", error);
  g_autoptr (GPtrArray) villages = towns != NULL ? sn_division_list (template->connection, "village", error) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (villages == NULL)
    return FALSE;
  for (guint i = 0; i < towns->len; i++)
    {
      const SnDivision *town = g_ptr_array_index (towns, i);
      lxw_col_t column = (lxw_col_t) (first_column + 1 + i);
      g_autofree char *name = g_strconcat (VILLAGES_OF, town->name, NULL);
      g_autofree char *range = NULL;
      guint n_villages = 0;

      g_ptr_array_add (names, town->name);
      for (guint j = 0; j < villages->len; j++)
        {
          const SnDivision *village = g_ptr_array_index (villages, j);

          if (village->parent_id == town->id)
            worksheet_write_string (template->choices, n_villages++, column, village->name, NULL);
        }
      range = name_column (column, n_villages);
      workbook_define_name (template->workbook, name, range);
    }
  offer_column (template, first_column, TOWN, names, TRUE);
  offer (template, VILLAGE, "=INDIRECT(\"" VILLAGES_OF "\"&$B4)", FALSE);
  return TRUE;
}

static GPtrArray *
list_categories (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows = sn_connection_query (connection, error, "SELECT name FROM category ORDER BY position");

  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    g_ptr_array_add (names, sn_statement_dup_text (rows, 0));
  if (step_error == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static void
offer_words (Template *template, lxw_col_t choices_column, lxw_col_t column, const char *const *words)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) words[i]);
  offer_column (template, choices_column, column, names, TRUE);
}

static void
offer_numbered (Template *template, lxw_col_t choices_column, lxw_col_t column, int n_words, const char *(*say) (int))
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (int i = 1; i <= n_words; i++)
    g_ptr_array_add (names, (gpointer) say (i));
  offer_column (template, choices_column, column, names, TRUE);
}

static gboolean
add_choices (Template *template, GError **error)
{
  static const char *const sexes[] = { "男", "女", NULL };
  g_autoptr (GPtrArray) categories = list_categories (template->connection, error);
  g_autoptr (GPtrArray) rates = g_ptr_array_new ();
  lxw_data_validation amount = {
    .validate = LXW_VALIDATION_TYPE_DECIMAL, .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO, .value_number = 0,
    .ignore_blank = LXW_VALIDATION_ON, .show_error = LXW_VALIDATION_ON, .error_title = (char *) "补助金额",
    .error_message = (char *) "请填写数字，单位为元。",
  };

  if (categories == NULL)
    return FALSE;
  for (guint i = 0; i < template->program->rates->len; i++)
    g_ptr_array_add (rates, ((SnBenefitRate *) g_ptr_array_index (template->program->rates, i))->label);
  offer_words (template, 0, SEX, sexes);
  offer_column (template, 1, CATEGORY, categories, FALSE);
  offer_column (template, 2, RATE, rates, TRUE);
  offer_words (template, 3, ETHNIC_GROUP, sn_ethnic_group_list ());
  offer_numbered (template, 4, DISABILITY_KIND, SN_DISABILITY_KINDS, sn_disability_kind_word);
  offer_numbered (template, 5, DISABILITY_LEVEL, SN_DISABILITY_LEVELS, sn_disability_level_word);
  worksheet_data_validation_range (template->roster, FIRST_ROW, AMOUNT, LAST_ROW, AMOUNT, &amount);
  return offer_places (template, 6, error);
}

/* ── Sheets ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_roster (Template *template)
{
  g_autofree char *title = g_strdup_printf ("%s %s花名册", template->campaign->title, template->program->title);

  for (lxw_col_t i = 0; i < N_COLUMNS; i++)
    {
      lxw_format *format = COLUMNS[i].is_text ? template->text : i == AMOUNT ? template->money : NULL;

      worksheet_set_column (template->roster, i, i, COLUMNS[i].width, format);
    }
  worksheet_merge_range (template->roster, 0, 0, 0, N_COLUMNS - 1, title, template->title);
  worksheet_set_row (template->roster, 0, 30, NULL);
  worksheet_write_string (template->roster, 1, 0, "填报单位（盖章）：", NULL);
  worksheet_write_string (template->roster, 1, AMOUNT, "单位：元", NULL);
  for (lxw_col_t i = 0; i < N_COLUMNS; i++)
    worksheet_write_string (template->roster, 2, i, COLUMNS[i].heading, template->heading);
  worksheet_set_row (template->roster, 2, 32, NULL);
  worksheet_freeze_panes (template->roster, FIRST_ROW, NAME + 1);
  worksheet_set_landscape (template->roster);
  worksheet_set_paper (template->roster, 9); /* A4 */
  worksheet_fit_to_pages (template->roster, 1, 0);
  worksheet_repeat_rows (template->roster, 2, 2);
  worksheet_ignore_errors (template->roster, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
}

static char *
describe_rate (const SnBenefitRate *rate)
{
  g_autofree char *least = sn_money_format (rate->min_fen);
  g_autofree char *most = sn_money_format (rate->max_fen);
  const char *unit = rate->per_household ? "每户" : "每人";

  if (rate->discretionary)
    return g_strdup_printf ("%s：%s，金额由街镇核定；%s", rate->label, unit, rate->eligible);
  if (rate->basis != NULL && rate->basis->kind == SN_RATE_BASIS_MEMBERS)
    {
      g_autofree char *each = sn_money_format (rate->basis->member_fen);

      return g_strdup_printf ("%s：%s%s元（%d人以内），每增一人加%s元，最多%s元；%s", rate->label, unit, least, rate->basis->members_covered, each, most,
                              rate->eligible);
    }
  if (rate->basis != NULL)
    return g_strdup_printf ("%s：%s%s至%s元，按%s分档，请另加一列“%s”；%s", rate->label, unit, least, most, rate->basis->source, rate->basis->source,
                            rate->eligible);
  if (rate->min_fen == rate->max_fen)
    return g_strdup_printf ("%s：%s%s元；%s", rate->label, unit, least, rate->eligible);
  return g_strdup_printf ("%s：%s%s至%s元；%s", rate->label, unit, least, most, rate->eligible);
}

/* In sentences, so that nobody takes them for headings. */
static void
write_help (Template *template)
{
  lxw_row_t row = 0;

  worksheet_set_column (template->help, 0, 0, 110, template->wrapped);
  worksheet_write_string (template->help, row++, 0, "填表说明", template->title);
  for (guint i = 0; i < G_N_ELEMENTS (RULES); i++)
    worksheet_write_string (template->help, row++, 0, RULES[i], template->wrapped);
  row++;
  worksheet_write_string (template->help, row++, 0, "本项目的补助标准如下。", template->wrapped);
  for (guint i = 0; i < template->program->rates->len; i++)
    {
      g_autofree char *sentence = describe_rate (g_ptr_array_index (template->program->rates, i));

      worksheet_write_string (template->help, row++, 0, sentence, template->wrapped);
    }
  row++;
  worksheet_write_string (template->help, row++, 0, "各列的填法如下。", template->wrapped);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("%s列：%s", COLUMNS[i].heading, COLUMNS[i].help);

      if (*COLUMNS[i].help != '\0')
        worksheet_write_string (template->help, row++, 0, sentence, template->wrapped);
    }
}

static gboolean
write_sheets (Template *template, GError **error)
{
  template->roster = workbook_add_worksheet (template->workbook, "花名册");
  template->help = workbook_add_worksheet (template->workbook, "填表说明");
  template->choices = workbook_add_worksheet (template->workbook, CHOICES);
  make_formats (template);
  write_roster (template);
  write_help (template);
  worksheet_hide (template->choices);
  return add_choices (template, error);
}

gboolean
sn_roster_template_write (SnConnection *connection, const char *program_code, const char *path, char **sha256, GError **error)
{
  g_auto (Template) template = { .connection = connection };
  g_autoptr (SnPrivateFile) file = NULL;
  gboolean done;

  template.program = sn_program_lookup (connection, program_code, error);
  template.campaign = template.program != NULL ? sn_campaign_get_current (connection, error) : NULL;
  if (template.campaign == NULL)
    return FALSE;
  file = sn_private_file_new (path, error);
  if (file == NULL)
    return FALSE;
  template.workbook = workbook_new (sn_private_file_get_temporary (file));
  done = write_sheets (&template, error);
  /* The workbook is freed by being closed, also where it is given up. */
  if (done)
    return sn_workbook_close_into (template.workbook, file, sha256, error);
  workbook_close (template.workbook);
  return FALSE;
}
