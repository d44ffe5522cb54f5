/* sn-summary-workbook.c: the sheets of a summary: the district's, one a department, and the ledger of funding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-summary-workbook.h"

#include "sn-campaign.h"
#include "sn-date.h"
#include "sn-error.h"
#include "sn-money.h"
#include "sn-progress.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TITLE_SUFFIX "发放情况汇总表"
#define LEDGER_SUFFIX "资金来源汇总表"
#define CAMPAIGN_WORD "专项活动"

/* ── The columns ───────────────────────────────────────────────────────────────────────────────────────────────── */

enum
{
  FIGURE_HOUSEHOLDS,
  FIGURE_PERSONS,
  FIGURE_LINES,
  FIGURE_PLANNED,
  FIGURE_APPROVED,
  FIGURE_PAID,
  FIGURE_FAILED,
  N_FIGURES,
};

#define WORDS(program_width, rate_width, funding_width)                                                                    \
  { "帮困项目", program_width, SN_WORKBOOK_TEXT }, { "补助标准", rate_width, SN_WORKBOOK_TEXT },                           \
  { "标准（元）", 15, SN_WORKBOOK_CENTRED }, { "资金来源", funding_width, SN_WORKBOOK_TEXT }
#define FIGURES                                                                                                            \
  { "户数", 7, SN_WORKBOOK_COUNT }, { "人数", 7, SN_WORKBOOK_COUNT }, { "应发\n笔数", 7, SN_WORKBOOK_COUNT },              \
  { "应发金额", 15.5, SN_WORKBOOK_MONEY }, { "已批金额", 15.5, SN_WORKBOOK_MONEY },                                        \
  { "已发金额", 15.5, SN_WORKBOOK_MONEY }, { "失败金额", 12.5, SN_WORKBOOK_MONEY }, { "备注", 10, SN_WORKBOOK_CENTRED }

static const SnWorkbookColumn district_columns[] = {
  { "序号", 5, SN_WORKBOOK_CENTRED }, { "部门", 13, SN_WORKBOOK_TEXT }, WORDS (19, 19, 19), FIGURES,
};
static const SnWorkbookColumn department_columns[] = {
  { "序号", 5, SN_WORKBOOK_CENTRED }, WORDS (23, 23, 23), FIGURES,
};

/* The words before the figures; the district has one more. */
typedef struct
{
  const SnWorkbookColumn *columns;
  guint                   n_columns;
  guint                   first_word;   /* 帮困项目 */
  guint                   first_figure;
} SummaryShape;

static const SummaryShape district_shape = { district_columns, G_N_ELEMENTS (district_columns), 2, 6 };
static const SummaryShape department_shape = { department_columns, G_N_ELEMENTS (department_columns), 1, 5 };

static const SnWorkbookColumn ledger_columns[] = {
  { "序号", 6, SN_WORKBOOK_CENTRED },    { "资金来源", 34, SN_WORKBOOK_TEXT },   { "帮困项目", 46, SN_WORKBOOK_TEXT },
  { "应发\n笔数", 10, SN_WORKBOOK_COUNT }, { "应发金额", 18, SN_WORKBOOK_MONEY }, { "已批金额", 18, SN_WORKBOOK_MONEY },
  { "已发金额", 18, SN_WORKBOOK_MONEY }, { "未发金额", 18, SN_WORKBOOK_MONEY },
};
#define LEDGER_FIRST_FIGURE 3
#define LEDGER_N_FIGURES 5

/* ── What is reported ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnWorkbook *workbook;
  SnCampaign *campaign;
  char       *issuer;
  char       *title;      /* of the campaign, with 专项活动 */
  char       *today;      /* 2025年1月10日 */
  GPtrArray  *programs;   /* SnProgram, in the notice's order */
  GPtrArray  *rates;      /* SnProgressRow */
  GHashTable *by_rate;    /* rate id as text → SnProgressRow of @rates */
  GPtrArray  *departments;/* SnProgressRow */
  GPtrArray  *funding;    /* SnProgressRow */
  GPtrArray  *all;        /* SnProgressRow, one */
} Summary;

static void
summary_clear (Summary *self)
{
  g_clear_pointer (&self->workbook, sn_workbook_free);
  g_clear_pointer (&self->campaign, sn_campaign_free);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_clear_pointer (&self->by_rate, g_hash_table_unref);
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  g_clear_pointer (&self->departments, g_ptr_array_unref);
  g_clear_pointer (&self->funding, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self->issuer);
  g_free (self->title);
  g_free (self->today);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Summary, summary_clear)

static char *
format_today (void)
{
  GDate today;

  sn_clock_today (&today);
  return g_strdup_printf ("%d年%d月%d日", g_date_get_year (&today), g_date_get_month (&today), g_date_get_day (&today));
}

static gboolean
load_issuer (SnConnection *connection, Summary *self, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT issuer FROM campaign WHERE id = ?1",
                                                           SN_INT (self->campaign->id));
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &local_error))
    self->issuer = sn_statement_dup_text (statement, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_figures (SnConnection *connection, Summary *self, GError **error)
{
  gint64 campaign_id = self->campaign->id;
  const struct
  {
    SnProgressGrouping   grouping;
    GPtrArray          **rows;
  } wanted[] = {
    { SN_PROGRESS_BY_RATE, &self->rates },
    { SN_PROGRESS_BY_DEPARTMENT, &self->departments },
    { SN_PROGRESS_BY_FUNDING, &self->funding },
    { SN_PROGRESS_ALL, &self->all },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if ((*wanted[i].rows = sn_progress_read (connection, campaign_id, wanted[i].grouping, error)) == NULL)
      return FALSE;
  self->by_rate = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->rates->len; i++)
    {
      SnProgressRow *row = g_ptr_array_index (self->rates, i);

      g_hash_table_insert (self->by_rate, row->key, row);
    }
  return TRUE;
}

static gboolean
load_summary (SnConnection *connection, Summary *self, GError **error)
{
  self->campaign = sn_campaign_get_current (connection, error);
  if (self->campaign == NULL || !load_issuer (connection, self, error))
    return FALSE;
  self->title = g_str_has_suffix (self->campaign->title, CAMPAIGN_WORD)
                  ? g_strdup (self->campaign->title) : g_strconcat (self->campaign->title, CAMPAIGN_WORD, NULL);
  self->today = format_today ();
  self->programs = sn_program_list (connection, self->campaign->id, error);
  return self->programs != NULL && load_figures (connection, self, error);
}

/* ── Words of one rate ─────────────────────────────────────────────────────────────────────────────────────────── */

/* 1,200.00/户, 1,100.00～2,500.00/人, 约150.00/人, 由街镇定; 1,000.00～2,000.00/人，分档; 1,200.00/户，每增一人加300.00 */
static char *
format_standard (const SnBenefitRate *rate)
{
  const char *unit = rate->per_household ? "户" : "人";
  g_autofree char *least = sn_money_format (rate->min_fen);
  g_autofree char *most = sn_money_format (rate->max_fen);

  if (rate->discretionary)
    return g_strdup ("由街镇定");
  if (rate->basis != NULL && rate->basis->kind == SN_RATE_BASIS_MEMBERS)
    {
      g_autofree char *each = sn_money_format (rate->basis->member_fen);

      return g_strdup_printf ("%s/%s，每增一人加%s", least, unit, each);
    }
  if (rate->basis != NULL)
    return g_strdup_printf ("%s～%s/%s，分档", least, most, unit);
  if (rate->min_fen == rate->max_fen)
    return g_strdup_printf ("%s%s/%s", rate->approximate ? "约" : "", least, unit);
  return g_strdup_printf ("%s～%s/%s", least, most, unit);
}

static char *
format_funding (const SnProgram *program)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", line->source_name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_note (const SnBenefitRate *rate, const SnProgressRow *row)
{
  const char *form = strcmp (rate->form, "goods") == 0 ? "实物" : strcmp (rate->form, "visit") == 0 ? "走访慰问" : "";

  if (row == NULL || row->held == 0)
    return g_strdup (form);
  return g_strdup_printf ("%s%s暂缓%" G_GINT64_FORMAT "笔", form, *form != '\0' ? "；" : "", row->held);
}

/* ── The sheet of programs and rates ───────────────────────────────────────────────────────────────────────────── */

static void
add_figures (gint64 *sums, const gint64 *figures)
{
  for (guint i = 0; i < N_FIGURES; i++)
    sums[i] += figures[i];
}

static void
take_figures (const SnProgressRow *row, gint64 *figures)
{
  memset (figures, 0, N_FIGURES * sizeof *figures);
  if (row == NULL)
    return;
  figures[FIGURE_HOUSEHOLDS] = row->households;
  figures[FIGURE_PERSONS] = row->persons;
  figures[FIGURE_LINES] = row->entitlements;
  figures[FIGURE_PLANNED] = row->planned_fen;
  figures[FIGURE_APPROVED] = row->approved_fen;
  figures[FIGURE_PAID] = row->paid_fen;
  figures[FIGURE_FAILED] = row->failed_fen;
}

static void
write_rate (Summary *self, const SummaryShape *shape, const SnProgram *program, const SnBenefitRate *rate, guint number,
            gint64 *sums)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, rate->id);
  const SnProgressRow *row = g_hash_table_lookup (self->by_rate, key);
  g_autofree char *place = g_strdup_printf ("%u", number);
  g_autofree char *standard = format_standard (rate);
  g_autofree char *funding = format_funding (program);
  g_autofree char *note = format_note (rate, row);
  const char *words[] = { program->title, rate->label, standard, funding };
  gint64 figures[N_FIGURES];

  take_figures (row, figures);
  add_figures (sums, figures);
  if (!sn_workbook_next_row (self->workbook))
    return;
  sn_workbook_write_text (self->workbook, 0, SN_WORKBOOK_CENTRED, place);
  if (shape->first_word == 2)
    sn_workbook_write_text (self->workbook, 1, SN_WORKBOOK_TEXT, program->department);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    sn_workbook_write_text (self->workbook, shape->first_word + i, shape->columns[shape->first_word + i].style, words[i]);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      guint column = shape->first_figure + i;

      if (shape->columns[column].style == SN_WORKBOOK_MONEY)
        sn_workbook_write_fen (self->workbook, column, SN_WORKBOOK_MONEY, figures[i]);
      else
        sn_workbook_write_count (self->workbook, column, SN_WORKBOOK_COUNT, figures[i]);
    }
  sn_workbook_write_text (self->workbook, shape->n_columns - 1, SN_WORKBOOK_CENTRED, note);
}

/* A total whose operands are the rows from @first to @last, or the rows of @parts (guint) where that is given. */
static void
write_total (SnWorkbook *workbook, const SnWorkbookColumn *columns, guint n_columns, guint first_figure, guint n_figures,
             const char *label, guint first, guint last, const GArray *parts, const gint64 *sums)
{
  if (!sn_workbook_next_row (workbook))
    return;
  sn_workbook_write_merged (workbook, 0, first_figure - 1, SN_WORKBOOK_TOTAL_TEXT, label);
  for (guint i = 0; i < n_figures; i++)
    {
      guint column = first_figure + i;
      g_autoptr (GString) operands = g_string_new (NULL);
      SnWorkbookStyle style = columns[column].style == SN_WORKBOOK_MONEY ? SN_WORKBOOK_TOTAL_MONEY : SN_WORKBOOK_TOTAL_COUNT;

      for (guint j = 0; parts != NULL && j < parts->len; j++)
        {
          g_autofree char *cell = sn_workbook_range (column, g_array_index (parts, guint, j), g_array_index (parts, guint, j));

          g_string_append_printf (operands, "%s%s", j > 0 ? "," : "", cell);
        }
      if (parts == NULL)
        {
          /* No rows: nothing to add, and a range turned round would hold the total itself. */
          g_autofree char *range = first <= last ? sn_workbook_range (column, first, last) : g_strdup ("0");

          g_string_append (operands, range);
        }
      sn_workbook_write_sum_formula (workbook, column, style, operands->str, sums[i]);
    }
  if (first_figure + n_figures < n_columns)
    sn_workbook_fill_row (workbook, first_figure + n_figures, n_columns - 1, SN_WORKBOOK_TOTAL_TEXT);
}

/* Sums of the columns 户数 and 人数 count a household once for each rate; the form must still add up, so it says so. */
static void
write_footnote (Summary *self, guint n_columns, const SnProgressRow *reach)
{
  g_autofree char *note = g_strdup_printf ("注：户数、人数按补助标准分别统计，享受多项补助的在小计、合计中重复计算；去重后共 "
                                           "%" G_GINT64_FORMAT " 户、%" G_GINT64_FORMAT " 人。失败金额为退票、发放失败且尚未重发的金额。",
                                           reach != NULL ? reach->households : 0, reach != NULL ? reach->persons : 0);

  if (!sn_workbook_next_row (self->workbook))
    return;
  sn_workbook_set_row_height (self->workbook, 20);
  sn_workbook_write_merged (self->workbook, 0, n_columns - 1, SN_WORKBOOK_LINE, note);
}

static void
start_sheet (Summary *self, const char *name, const char *suffix, const char *office, const SnWorkbookColumn *columns,
             guint n_columns)
{
  g_autofree char *title = g_strconcat (self->title, suffix, NULL);
  g_autofree char *left = g_strconcat ("填报单位（盖章）：", office, NULL);
  g_autofree char *centre = g_strconcat ("填报日期：", self->today, NULL);

  sn_workbook_add_sheet (self->workbook, name, SN_WORKBOOK_LANDSCAPE, columns, n_columns);
  sn_workbook_write_heading (self->workbook, title, left, centre, "单位：元");
}

/* The rows of one department from place @i in @programs on. Returns the place behind them. */
static guint
write_department_rows (Summary *self, const SummaryShape *shape, guint i, guint *number, gint64 *sums)
{
  const SnProgram *first = g_ptr_array_index (self->programs, i);

  for (; i < self->programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (self->programs, i);

      if (program->department_id != first->department_id)
        break;
      for (guint j = 0; j < program->rates->len; j++)
        write_rate (self, shape, program, g_ptr_array_index (program->rates, j), ++*number, sums);
    }
  return i;
}

static const SnProgressRow *
find_row (GPtrArray *rows, const char *key)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->key, key) == 0)
        return row;
    }
  return NULL;
}

static guint
find_programs (Summary *self, const char *department_code)
{
  for (guint i = 0; i < self->programs->len; i++)
    if (strcmp (((SnProgram *) g_ptr_array_index (self->programs, i))->department_code, department_code) == 0)
      return i;
  return self->programs->len;
}

static void
write_department_sheet (Summary *self, const char *sheet, const SnProgressRow *department, gint64 *rows, gint64 *amount_fen)
{
  const SummaryShape *shape = &department_shape;
  gint64 sums[N_FIGURES] = { 0 };
  guint number = 0;
  guint first;

  start_sheet (self, sheet, TITLE_SUFFIX, department->label, shape->columns, shape->n_columns);
  first = sn_workbook_get_row (self->workbook) + 1;
  write_department_rows (self, shape, find_programs (self, department->key), &number, sums);
  write_total (self->workbook, shape->columns, shape->n_columns, shape->first_figure, N_FIGURES, "合　计", first,
               sn_workbook_get_row (self->workbook), NULL, sums);
  write_footnote (self, shape->n_columns, department);
  sn_workbook_write_signature (self->workbook);
  *rows = number;
  *amount_fen = sums[FIGURE_PLANNED];
}

static void
write_district_sheet (Summary *self, gint64 *rows, gint64 *amount_fen)
{
  const SummaryShape *shape = &district_shape;
  g_autoptr (GArray) subtotals = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 sums[N_FIGURES] = { 0 };
  guint number = 0;

  start_sheet (self, "汇总", TITLE_SUFFIX, self->issuer, shape->columns, shape->n_columns);
  for (guint i = 0; i < self->programs->len;)
    {
      const SnProgram *program = g_ptr_array_index (self->programs, i);
      g_autofree char *label = g_strconcat (program->department, " 小计", NULL);
      guint first = sn_workbook_get_row (self->workbook) + 1;
      gint64 part[N_FIGURES] = { 0 };
      guint row;

      i = write_department_rows (self, shape, i, &number, part);
      write_total (self->workbook, shape->columns, shape->n_columns, shape->first_figure, N_FIGURES, label, first,
                   sn_workbook_get_row (self->workbook), NULL, part);
      row = sn_workbook_get_row (self->workbook);
      g_array_append_val (subtotals, row);
      add_figures (sums, part);
    }
  write_total (self->workbook, shape->columns, shape->n_columns, shape->first_figure, N_FIGURES, "全区合计", 0, 0, subtotals, sums);
  write_footnote (self, shape->n_columns, g_ptr_array_index (self->all, 0));
  sn_workbook_write_signature (self->workbook);
  *rows = number;
  *amount_fen = sums[FIGURE_PLANNED];
}

/* ── The ledger of funding ─────────────────────────────────────────────────────────────────────────────────────── */

/* The same key as the figures of funding have: the codes of a program's sources, in their order. */
static gboolean
program_has_funding (const SnProgram *program, const char *key)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      g_string_append_printf (codes, "%s%s", i > 0 ? "+" : "", line->source_code);
    }
  return strcmp (codes->str, key) == 0;
}

static char *
format_programs_of_funding (Summary *self, const char *key)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (self->programs, i);

      if (program_has_funding (program, key))
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "；" : "", program->code, program->title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_funding_row (Summary *self, const SnProgressRow *row, guint number, gint64 *sums)
{
  g_autofree char *place = g_strdup_printf ("%u", number);
  g_autofree char *programs = format_programs_of_funding (self, row->key);
  const gint64 figures[LEDGER_N_FIGURES] = {
    row->entitlements, row->planned_fen, row->approved_fen, row->paid_fen, row->planned_fen - row->paid_fen,
  };

  if (!sn_workbook_next_row (self->workbook))
    return;
  sn_workbook_write_text (self->workbook, 0, SN_WORKBOOK_CENTRED, place);
  sn_workbook_write_text (self->workbook, 1, SN_WORKBOOK_TEXT, row->label);
  sn_workbook_write_text (self->workbook, 2, SN_WORKBOOK_TEXT, programs);
  sn_workbook_write_count (self->workbook, LEDGER_FIRST_FIGURE, SN_WORKBOOK_COUNT, figures[0]);
  for (guint i = 0; i < LEDGER_N_FIGURES; i++)
    {
      sums[i] += figures[i];
      if (i > 0)
        sn_workbook_write_fen (self->workbook, LEDGER_FIRST_FIGURE + i, SN_WORKBOOK_MONEY, figures[i]);
    }
}

static void
write_ledger_sheet (Summary *self, const char *office, gint64 *rows, gint64 *amount_fen)
{
  gint64 sums[LEDGER_N_FIGURES] = { 0 };
  guint first;

  start_sheet (self, "资金来源", LEDGER_SUFFIX, office, ledger_columns, G_N_ELEMENTS (ledger_columns));
  first = sn_workbook_get_row (self->workbook) + 1;
  for (guint i = 0; i < self->funding->len; i++)
    write_funding_row (self, g_ptr_array_index (self->funding, i), i + 1, sums);
  write_total (self->workbook, ledger_columns, G_N_ELEMENTS (ledger_columns), LEDGER_FIRST_FIGURE, LEDGER_N_FIGURES, "合　计",
               first, sn_workbook_get_row (self->workbook), NULL, sums);
  sn_workbook_write_signature (self->workbook);
  *rows = self->funding->len;
  *amount_fen = sums[1];
}

/* ── All of it ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_programs (Summary *self, const char *department_code)
{
  return find_programs (self, department_code) < self->programs->len;
}

static void
write_district (Summary *self, gint64 *rows, gint64 *amount_fen)
{
  gint64 ignored;

  write_district_sheet (self, rows, amount_fen);
  write_ledger_sheet (self, self->issuer, &ignored, &ignored);
  for (guint i = 0; i < self->departments->len; i++)
    {
      const SnProgressRow *department = g_ptr_array_index (self->departments, i);
      /* A sheet's name may have 31 characters. */
      g_autofree char *label = g_utf8_substring (department->label, 0, MIN (g_utf8_strlen (department->label, -1), 28));
      g_autofree char *sheet = g_strdup_printf ("%s %s", department->key, label);

      if (has_programs (self, department->key))
        write_department_sheet (self, sheet, department, &ignored, &ignored);
    }
}

gboolean
sn_summary_workbook_write (SnConnection    *connection,
                           const char      *department_code,
                           const char      *path,
                           SnExportResult  *result,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_auto (Summary) summary = { 0 };
  const SnProgressRow *department = NULL;
  gint64 rows = 0, amount_fen = 0;

  if (!load_summary (connection, &summary, error))
    return FALSE;
  if (department_code != NULL && (department = find_row (summary.departments, department_code)) == NULL)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no department “%s”. The codes are 01 to %02u."),
                   department_code, summary.departments->len);
      return FALSE;
    }
  summary.workbook = sn_workbook_new (path, cancellable, error);
  if (summary.workbook == NULL)
    return FALSE;

  if (department == NULL)
    write_district (&summary, &rows, &amount_fen);
  else if (has_programs (&summary, department->key))
    write_department_sheet (&summary, "汇总", department, &rows, &amount_fen);
  else
    write_ledger_sheet (&summary, department->label, &rows, &amount_fen);
  return sn_workbook_finish (summary.workbook, rows, amount_fen, result, error);
}
