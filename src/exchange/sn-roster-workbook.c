/* sn-roster-workbook.c: the lines of a roster as rows of a form, streamed from the store.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-workbook.h"

#include "sn-campaign.h"
#include "sn-date.h"
#include "sn-money.h"
#include "sn-officer-rights.h"
#include "sn-resident-id.h"

#include <string.h>

#define CAMPAIGN_WORD "专项活动"
/* 个人信息保护法 art. 31 */
#define CHILD_YEARS 14
/* At least 9 mm to sign in or leave a fingerprint. */
#define SIGNING_ROW_POINTS 28
/* Of the whole work; the rest is closing and reading back. */
#define WRITING_SHARE 0.67
/* Rows that must be left on a sheet after a line: the town's sum, the total, its words, an empty row, the signatures. */
#define CLOSING_ROWS 6

/* ── What a cell shows ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  FIELD_NUMBER,
  FIELD_TOWN,
  FIELD_VILLAGE,
  FIELD_NAME,
  FIELD_PUBLIC_NAME,
  FIELD_DOCUMENT,
  FIELD_MASKED_DOCUMENT,
  FIELD_PUBLIC_DOCUMENT,
  FIELD_HEAD,
  FIELD_RELATION,
  FIELD_CATEGORY,
  FIELD_RATE,
  FIELD_AMOUNT,
  FIELD_BANK,
  FIELD_ACCOUNT,
  FIELD_HOLDER,
  FIELD_PHONE,
  FIELD_STATE,
  FIELD_NOTE,
  FIELD_UNAPPROVED, /* a sign sheet printed too early says so */
  FIELD_BLANK,
} Field;

/* The order of the columns that the statements give. */
enum
{
  COLUMN_TOWN,
  COLUMN_VILLAGE,
  COLUMN_NAME,
  COLUMN_DOCUMENT,
  COLUMN_DOCUMENT_TYPE,
  COLUMN_BIRTH,
  COLUMN_RATE,
  COLUMN_AMOUNT,
  COLUMN_STATE,
  COLUMN_NOTE,
  COLUMN_HEAD,
  COLUMN_RELATION,
  COLUMN_CATEGORY,
  COLUMN_BANK,
  COLUMN_ACCOUNT,
  COLUMN_HOLDER,
  COLUMN_PHONE,
};

/* ?1 the program, ?2 the town or 0: the towns in order, those without one last. Each is then read by itself, so that SQLite
 * never sorts, and holds in memory, more than one town. */
static const char towns_sql[] =
  "SELECT coalesce (t.id, 0) FROM (SELECT id, position FROM division UNION ALL SELECT NULL, NULL) t"
  " WHERE (?2 = 0 OR t.id = ?2) AND EXISTS (SELECT 1 FROM entitlement e WHERE e.program_id = ?1 AND e.town_id IS t.id)"
  " ORDER BY t.position IS NULL, t.position, t.id";

/* ?1 the program, ?2 the town or NULL. What was submitted is shown as it was submitted. */
#define WHO                                                                                                                \
  "coalesce (t.name, ''), coalesce (v.name, ''), coalesce (e.payee_name, p.name),"                                         \
  " coalesce (e.payee_document, p.document_number), p.document_type, coalesce (p.birth_date, ''), r.label, e.amount_fen,"  \
  " e.state, e.note"
#define FROM                                                                                                               \
  " FROM entitlement e JOIN person p ON p.id = e.person_id JOIN benefit_rate r ON r.id = e.rate_id"                        \
  " LEFT JOIN division t ON t.id = e.town_id LEFT JOIN division v ON v.id = p.village_id"
#define WHERE                                                                                                              \
  " WHERE e.program_id = ?1 AND e.town_id IS ?2 AND e.state IN ('listed', 'submitted', 'approved')"                        \
  " ORDER BY p.pinyin_key, e.id"
/* The categories that the person holds on the day that the campaign names. */
#define CATEGORIES                                                                                                         \
  "coalesce (e.payee_category, (SELECT group_concat (c.name, '、') FROM person_category h JOIN category c"                 \
  " ON c.id = h.category_id WHERE h.person_id = p.id AND h.from_date <= coalesce (r.as_of, ?3)"                            \
  " AND (h.to_date IS NULL OR h.to_date >= coalesce (r.as_of, ?3))), '')"

static const char people_sql[] = "SELECT " WHO FROM WHERE;
static const char payees_sql[] =
  "SELECT " WHO ", coalesce (head.name, ''), p.relation, " CATEGORIES ", coalesce (e.bank_name, p.bank_name),"
  " coalesce (e.account_number, p.account_number),"
  " coalesce (nullif (coalesce (e.account_holder, p.account_holder), ''), e.payee_name, p.name), p.phone"
  FROM " LEFT JOIN household hh ON hh.id = p.household_id LEFT JOIN person head ON head.id = hh.head_id" WHERE;

/* ── The forms ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static const SnWorkbookColumn roster_columns[] = {
  { "序号", 6, SN_WORKBOOK_CENTRED },          { "街镇", 11, SN_WORKBOOK_TEXT },        { "村居", 13, SN_WORKBOOK_TEXT },
  { "姓名", 9, SN_WORKBOOK_TEXT },             { "身份证号", 21, SN_WORKBOOK_CENTRED }, { "户主", 9, SN_WORKBOOK_TEXT },
  { "与户主\n关系", 7.5, SN_WORKBOOK_CENTRED }, { "对象类别", 14, SN_WORKBOOK_TEXT },   { "补助标准", 18.8, SN_WORKBOOK_TEXT },
  { "补助金额\n（元）", 13, SN_WORKBOOK_MONEY }, { "开户银行", 14, SN_WORKBOOK_CENTRED }, { "银行账号", 23, SN_WORKBOOK_CENTRED },
  { "户名", 9, SN_WORKBOOK_TEXT },             { "联系电话", 13, SN_WORKBOOK_CENTRED }, { "状态", 8, SN_WORKBOOK_CENTRED },
  { "备注", 10, SN_WORKBOOK_TEXT },
};
static const Field roster_fields[] = {
  FIELD_NUMBER, FIELD_TOWN, FIELD_VILLAGE, FIELD_NAME, FIELD_DOCUMENT, FIELD_HEAD, FIELD_RELATION, FIELD_CATEGORY,
  FIELD_RATE, FIELD_AMOUNT, FIELD_BANK, FIELD_ACCOUNT, FIELD_HOLDER, FIELD_PHONE, FIELD_STATE, FIELD_NOTE,
};

static const SnWorkbookColumn signsheet_columns[] = {
  { "序号", 7, SN_WORKBOOK_CENTRED },       { "街镇", 12, SN_WORKBOOK_TEXT },           { "村居", 15, SN_WORKBOOK_TEXT },
  { "姓名", 11, SN_WORKBOOK_TEXT },         { "身份证号", 21, SN_WORKBOOK_TEXT },       { "慰问金（品）", 20, SN_WORKBOOK_TEXT },
  { "金额（元）", 14, SN_WORKBOOK_MONEY },  { "签收人", 14, SN_WORKBOOK_TEXT },         { "与本人关系\n（代领）", 12, SN_WORKBOOK_TEXT },
  { "签收日期", 13, SN_WORKBOOK_TEXT },     { "经办人", 11, SN_WORKBOOK_TEXT },         { "备注", 12, SN_WORKBOOK_TEXT },
};
static const Field signsheet_fields[] = {
  FIELD_NUMBER, FIELD_TOWN, FIELD_VILLAGE, FIELD_NAME, FIELD_MASKED_DOCUMENT, FIELD_RATE, FIELD_AMOUNT, FIELD_BLANK,
  FIELD_BLANK, FIELD_BLANK, FIELD_BLANK, FIELD_UNAPPROVED,
};

/* Neither the rate nor the program is named: many tell an illness or a disability. */
static const SnWorkbookColumn publication_columns[] = {
  { "序号", 7, SN_WORKBOOK_CENTRED }, { "街镇", 15, SN_WORKBOOK_TEXT },     { "村居", 20, SN_WORKBOOK_TEXT },
  { "姓名", 14, SN_WORKBOOK_TEXT },   { "身份证号", 23, SN_WORKBOOK_CENTRED }, { "补助金额（元）", 17, SN_WORKBOOK_MONEY },
};
static const Field publication_fields[] = {
  FIELD_NUMBER, FIELD_TOWN, FIELD_VILLAGE, FIELD_PUBLIC_NAME, FIELD_PUBLIC_DOCUMENT, FIELD_AMOUNT,
};

typedef struct
{
  const char             *name;   /* on the command line */
  const char             *sheet;
  const char             *suffix; /* of the title */
  gboolean                names_program;
  const char             *sql;
  SnWorkbookOrientation   orientation;
  const SnWorkbookColumn *columns;
  const Field            *fields;
  guint                   n_columns;
  double                  row_points; /* 0: as high as the text needs */
} Form;

static const Form forms[] = {
  [SN_ROSTER_WORKBOOK_ROSTER] = {
    "roster", "花名册", "花名册", TRUE, payees_sql, SN_WORKBOOK_LANDSCAPE,
    roster_columns, roster_fields, G_N_ELEMENTS (roster_columns), 0 },
  [SN_ROSTER_WORKBOOK_SIGNSHEET] = {
    "signsheet", "签收表", "签收表", TRUE, people_sql, SN_WORKBOOK_LANDSCAPE,
    signsheet_columns, signsheet_fields, G_N_ELEMENTS (signsheet_columns), SIGNING_ROW_POINTS },
  [SN_ROSTER_WORKBOOK_PUBLICATION] = {
    "publication", "公示", "拟补助对象公示", FALSE, people_sql, SN_WORKBOOK_PORTRAIT,
    publication_columns, publication_fields, G_N_ELEMENTS (publication_columns), 0 },
};

gboolean
sn_roster_workbook_kind_from_string (const char *text, SnRosterWorkbookKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (strcmp (forms[i].name, text) != 0)
        continue;
      *kind = (SnRosterWorkbookKind) i;
      return TRUE;
    }
  return FALSE;
}

/* ── One list under way ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const Form  *form;
  SnWorkbook  *workbook;
  SnProgram   *program;
  SnCampaign  *campaign;
  gboolean     full_ids;
  GDate        today;
  guint        amount_column;
  gint64       lines;
  gint64       amount_fen;
  /* The town whose rows are being written */
  gboolean     in_town;
  char        *town;
  guint        first_row;
  gint64       part_lines;
  gint64       part_fen;
  GString     *subtotals; /* the cells of the sums so far, on all sheets */
  /* How far it is */
  void       (*progress) (double fraction, gpointer data); /* (nullable) */
  gpointer     progress_data;
  gint64       expected;  /* lines, as the figures say */
} List;

static void
list_clear (List *self)
{
  g_clear_pointer (&self->workbook, sn_workbook_free);
  g_clear_pointer (&self->program, sn_program_free);
  g_clear_pointer (&self->campaign, sn_campaign_free);
  g_free (self->town);
  if (self->subtotals != NULL)
    g_string_free (self->subtotals, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

/* ── Masks ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
mask_phone (const char *phone)
{
  gsize length = strlen (phone);

  if (length < 8)
    return g_strdup (length > 0 ? "****" : "");
  return g_strdup_printf ("%.3s****%s", phone, phone + length - 4);
}

static gboolean
is_resident (SnStatement *statement)
{
  return strcmp (sn_statement_get_text (statement, COLUMN_DOCUMENT_TYPE), "resident") == 0;
}

static gboolean
is_child (List *self, SnStatement *statement)
{
  const char *number = sn_statement_get_text (statement, COLUMN_DOCUMENT);
  GDate birth_date;

  if (!sn_date_from_iso (sn_statement_get_text (statement, COLUMN_BIRTH), &birth_date))
    {
      if (!is_resident (statement) || strlen (number) != SN_RESIDENT_ID_LENGTH)
        return FALSE;
      sn_resident_id_get_birth_date (number, &birth_date);
    }
  return sn_date_age_years (&birth_date, &self->today) < CHILD_YEARS;
}

/* The surname's first character stays, so that the family finds its line. */
static char *
hide_given_name (const char *name)
{
  g_autoptr (GString) hidden = g_string_new (NULL);
  const char *rest = *name != '\0' ? g_utf8_next_char (name) : name;

  g_string_append_len (hidden, name, rest - name);
  for (; *rest != '\0'; rest = g_utf8_next_char (rest))
    g_string_append (hidden, "×");
  return g_string_free (g_steal_pointer (&hidden), FALSE);
}

/* The first six digits and nothing of what follows: with the check digit at hand a birth date is guessed from few candidates.
 * Numbers of other documents are too short to show a part of. */
static char *
hide_document (SnStatement *statement)
{
  const char *number = sn_statement_get_text (statement, COLUMN_DOCUMENT);

  if (!is_resident (statement) || strlen (number) != SN_RESIDENT_ID_LENGTH)
    return g_strdup ("");
  return g_strdup_printf ("%.6s************", number);
}

/* ── Cells ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
name_state (const char *state)
{
  static const char *const names[][2] = { { "listed", "已列入" }, { "submitted", "已提交" }, { "approved", "已审批" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i][0], state) == 0)
      return names[i][1];
  return state;
}

/* The text of a field that is shown as it is kept; -1 for the others */
static int
find_plain_column (Field field)
{
  static const struct
  {
    Field field;
    int   column;
  } plain[] = {
    { FIELD_TOWN, COLUMN_TOWN },         { FIELD_VILLAGE, COLUMN_VILLAGE },   { FIELD_NAME, COLUMN_NAME },
    { FIELD_HEAD, COLUMN_HEAD },         { FIELD_RELATION, COLUMN_RELATION }, { FIELD_CATEGORY, COLUMN_CATEGORY },
    { FIELD_RATE, COLUMN_RATE },         { FIELD_BANK, COLUMN_BANK },         { FIELD_HOLDER, COLUMN_HOLDER },
    { FIELD_NOTE, COLUMN_NOTE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (plain[i].field == field)
      return plain[i].column;
  return -1;
}

/* (transfer full): what the other fields show */
static char *
make_text (List *self, Field field, SnStatement *statement)
{
  switch (field)
    {
    case FIELD_PUBLIC_NAME:
      return is_child (self, statement) ? hide_given_name (sn_statement_get_text (statement, COLUMN_NAME))
                                        : sn_statement_dup_text (statement, COLUMN_NAME);
    case FIELD_PUBLIC_DOCUMENT:
      return is_child (self, statement) ? g_strdup ("") : hide_document (statement);
    case FIELD_MASKED_DOCUMENT:
      return sn_document_number_mask (sn_statement_get_text (statement, COLUMN_DOCUMENT));
    case FIELD_DOCUMENT:
      return self->full_ids ? sn_statement_dup_text (statement, COLUMN_DOCUMENT)
                            : sn_document_number_mask (sn_statement_get_text (statement, COLUMN_DOCUMENT));
    case FIELD_ACCOUNT:
      return self->full_ids ? sn_statement_dup_text (statement, COLUMN_ACCOUNT)
                            : sn_account_number_mask (sn_statement_get_text (statement, COLUMN_ACCOUNT));
    case FIELD_PHONE:
      return self->full_ids ? sn_statement_dup_text (statement, COLUMN_PHONE)
                            : mask_phone (sn_statement_get_text (statement, COLUMN_PHONE));
    case FIELD_STATE:
      return g_strdup (name_state (sn_statement_get_text (statement, COLUMN_STATE)));
    case FIELD_UNAPPROVED:
      return g_strdup (strcmp (sn_statement_get_text (statement, COLUMN_STATE), "approved") == 0 ? "" : "未审批");
    default:
      return g_strdup ("");
    }
}

static void
write_field (List *self, guint column, SnStatement *statement)
{
  Field field = self->form->fields[column];
  SnWorkbookStyle style = self->form->columns[column].style;
  int plain = find_plain_column (field);
  g_autofree char *made = NULL;

  if (plain >= 0)
    sn_workbook_write_text (self->workbook, column, style, sn_statement_get_text (statement, plain));
  else if (field == FIELD_AMOUNT)
    sn_workbook_write_fen (self->workbook, column, style, sn_statement_get_int64 (statement, COLUMN_AMOUNT));
  else if (field == FIELD_NUMBER)
    {
      char number[24];

      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, self->lines);
      sn_workbook_write_text (self->workbook, column, style, number);
    }
  else
    {
      made = make_text (self, field, statement);
      sn_workbook_write_text (self->workbook, column, style, made);
    }
}

/* ── Sums ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_sum_row (List *self, const char *label, const char *operands, gint64 amount_fen)
{
  sn_workbook_write_merged (self->workbook, 0, self->amount_column - 1, SN_WORKBOOK_TOTAL_TEXT, label);
  sn_workbook_write_sum_formula (self->workbook, self->amount_column, SN_WORKBOOK_TOTAL_MONEY, operands, amount_fen);
  if (self->amount_column + 1 < self->form->n_columns)
    sn_workbook_fill_row (self->workbook, self->amount_column + 1, self->form->n_columns - 1, SN_WORKBOOK_TOTAL_TEXT);
}

static void
note_subtotal (List *self)
{
  guint row = sn_workbook_get_row (self->workbook);
  g_autofree char *cell = sn_workbook_range (self->amount_column, row, row);

  g_string_append_printf (self->subtotals, "%s'%s'!%s", self->subtotals->len > 0 ? "," : "",
                          sn_workbook_get_sheet_name (self->workbook), cell);
}

static void
close_town (List *self)
{
  g_autofree char *label = NULL;
  g_autofree char *operands = NULL;

  if (!self->in_town)
    return;
  operands = sn_workbook_range (self->amount_column, self->first_row, sn_workbook_get_row (self->workbook));
  label = g_strdup_printf ("%s 小计（%" G_GINT64_FORMAT " 笔）", *self->town != '\0' ? self->town : "未填街镇", self->part_lines);
  self->in_town = FALSE;
  if (!sn_workbook_next_row (self->workbook))
    return;
  write_sum_row (self, label, operands, self->part_fen);
  note_subtotal (self);
}

static void
open_town (List *self, SnStatement *statement)
{
  self->in_town = TRUE;
  g_free (self->town);
  self->town = sn_statement_dup_text (statement, COLUMN_TOWN);
  self->first_row = sn_workbook_get_row (self->workbook) + 1;
  self->part_lines = 0;
  self->part_fen = 0;
}

/* The amount in capitals is what is signed for. The publication does without. */
static void
write_end (List *self)
{
  g_autofree char *label = g_strdup_printf ("合　计（%" G_GINT64_FORMAT " 笔）", self->lines);
  g_autofree char *capitals = sn_money_format_capitals (self->amount_fen);
  g_autofree char *words = g_strconcat ("合计金额（大写）：人民币", capitals, NULL);

  if (!sn_workbook_next_row (self->workbook))
    return;
  write_sum_row (self, label, self->subtotals->len > 0 ? self->subtotals->str : "0", self->amount_fen);
  if (!self->form->names_program)
    return;
  sn_workbook_next_row (self->workbook);
  sn_workbook_write_merged (self->workbook, 0, self->form->n_columns - 1, SN_WORKBOOK_TEXT, words);
  sn_workbook_write_signature (self->workbook);
}

/* ── The list ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_list_row (List *self, SnStatement *statement)
{
  gint64 amount_fen = sn_statement_get_int64 (statement, COLUMN_AMOUNT);

  if (sn_workbook_is_full (self->workbook, CLOSING_ROWS + 1))
    {
      close_town (self);
      sn_workbook_continue_sheet (self->workbook);
    }
  if (!self->in_town)
    open_town (self, statement);
  if (!sn_workbook_next_row (self->workbook))
    return FALSE;
  self->lines++;
  self->part_lines++;
  self->amount_fen += amount_fen;
  self->part_fen += amount_fen;
  if (self->form->row_points > 0)
    sn_workbook_set_row_height (self->workbook, self->form->row_points);
  for (guint i = 0; i < self->form->n_columns; i++)
    write_field (self, i, statement);
  if (self->progress != NULL && self->expected > 0)
    self->progress (WRITING_SHARE * (double) self->lines / (double) self->expected, self->progress_data);
  return TRUE;
}

static void
write_title (List *self)
{
  const char *campaign = self->campaign->title;
  const char *word = g_str_has_suffix (campaign, CAMPAIGN_WORD) ? "" : CAMPAIGN_WORD;
  g_autofree char *title = g_strconcat (campaign, word, self->form->names_program ? self->program->title : "",
                                        self->form->suffix, NULL);
  g_autofree char *left = g_strconcat ("填报单位（盖章）：", self->program->department, NULL);
  g_autofree char *centre = g_strdup_printf ("填报日期：%d年%d月%d日", g_date_get_year (&self->today),
                                             g_date_get_month (&self->today), g_date_get_day (&self->today));

  sn_workbook_add_sheet (self->workbook, self->form->sheet, self->form->orientation, self->form->columns,
                         self->form->n_columns);
  sn_workbook_write_heading (self->workbook, title, left, centre, "单位：元");
}

static gboolean
write_town (List *self, SnConnection *connection, gint64 town_id, GError **error)
{
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  /* Two literal calls: only the payees' statement has a third parameter. */
  if (self->form->sql == payees_sql)
    statement = sn_connection_query (connection, error, payees_sql, SN_INT (self->program->id), SN_INT_OR_NULL (town_id),
                                     SN_TEXT (self->campaign->as_of));
  else
    statement = sn_connection_query (connection, error, people_sql, SN_INT (self->program->id), SN_INT_OR_NULL (town_id));
  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &local_error))
    if (!write_list_row (self, statement))
      break; /* failed or cancelled: sn_workbook_finish() says so */
  close_town (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_rows (List *self, SnConnection *connection, gint64 town_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) towns = sn_connection_query (connection, error, towns_sql, SN_INT (self->program->id), SN_INT (town_id));

  if (towns == NULL)
    return FALSE;
  while (sn_statement_step (towns, &local_error))
    if (!write_town (self, connection, sn_statement_get_int64 (towns, 0), error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  write_end (self);
  return TRUE;
}

static gboolean
count_expected (List *self, SnConnection *connection, gint64 town_id, GError **error)
{
  return sn_connection_get_int64 (
    connection, &self->expected, error,
    "SELECT sum (f.lines) FROM benefit_rate r CROSS JOIN figure f ON f.rate_id = r.id WHERE r.program_id = ?1"
    " AND (?2 = 0 OR f.town_id = ?2)"
    " AND f.stage IN ('entitlement.listed', 'entitlement.submitted', 'entitlement.approved')",
    SN_INT (self->program->id), SN_INT (town_id));
}

static guint
find_amount_column (const Form *form)
{
  for (guint i = 0; i < form->n_columns; i++)
    if (form->fields[i] == FIELD_AMOUNT)
      return i;
  g_assert_not_reached ();
}

gboolean
sn_roster_workbook_write_and_tell (SnConnection         *connection,
                                   SnRosterWorkbookKind  kind,
                                   const char           *program_code,
                                   gint64                town_id,
                                   gboolean              full_ids,
                                   const char           *path,
                                   void                (*progress) (double fraction, gpointer data),
                                   gpointer              progress_data,
                                   SnExportResult       *result,
                                   GCancellable         *cancellable,
                                   GError              **error)
{
  g_auto (List) list = { 0 };

  g_return_val_if_fail (kind < G_N_ELEMENTS (forms), FALSE);

  list.form = &forms[kind];
  list.full_ids = full_ids && kind == SN_ROSTER_WORKBOOK_ROSTER;
  list.amount_column = find_amount_column (list.form);
  list.subtotals = g_string_new (NULL);
  sn_clock_today (&list.today);
  list.program = sn_program_lookup (connection, program_code, error);
  list.campaign = list.program != NULL ? sn_campaign_get_current (connection, error) : NULL;
  if (list.campaign == NULL)
    return FALSE;
  list.progress = progress;
  list.progress_data = progress_data;
  if (progress != NULL && !count_expected (&list, connection, town_id, error))
    return FALSE;
  list.workbook = sn_workbook_new (path, cancellable, error);
  if (list.workbook == NULL)
    return FALSE;

  write_title (&list);
  return write_rows (&list, connection, town_id, error)
         && sn_workbook_finish (list.workbook, list.lines, list.amount_fen, result, error);
}

gboolean
sn_roster_workbook_write (SnConnection         *connection,
                          SnRosterWorkbookKind  kind,
                          const char           *program_code,
                          gint64                town_id,
                          gboolean              full_ids,
                          const char           *path,
                          SnExportResult       *result,
                          GCancellable         *cancellable,
                          GError              **error)
{
  return sn_roster_workbook_write_and_tell (connection, kind, program_code, town_id, full_ids, path, NULL, NULL, result, cancellable,
                                            error);
}

gboolean
sn_roster_workbook_note_full (SnTransaction *transaction, const char *program_code, GError **error)
{
  if (!sn_officer_check_reveal (transaction, error))
    return FALSE;
  sn_transaction_describe (transaction, "export-full", program_code, NULL);
  return TRUE;
}
