/* sn-roster-cells.c: what the cells of one row of a roster say, in their normal form, and what is wrong with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-date.h"
#include "sn-identity-document.h"
#include "sn-money.h"
#include "sn-name.h"
#include "sn-text.h"

/* Years by which a written age may differ: it was counted on another day, or by the traditional count (虚岁). */
#define AGE_TOLERANCE 1

/* A csv file, and a workbook into which one was pasted, hold error values as text; ##### is what a narrow column shows of a number. */
static const SnCell *
find_error_value (const SnCell *cell)
{
  static const SnCell VALUES[] = {
    { SN_CELL_ERROR, "#N/A", "#N/A" },       { SN_CELL_ERROR, "#REF!", "#REF!" },   { SN_CELL_ERROR, "#VALUE!", "#VALUE!" },
    { SN_CELL_ERROR, "#NAME?", "#NAME?" },   { SN_CELL_ERROR, "#DIV/0!", "#DIV/0!" }, { SN_CELL_ERROR, "#NUM!", "#NUM!" },
    { SN_CELL_ERROR, "#NULL!", "#NULL!" },   { SN_CELL_ERROR, "#SPILL!", "#SPILL!" }, { SN_CELL_ERROR, "#CALC!", "#CALC!" },
    { SN_CELL_ERROR, "#FIELD!", "#FIELD!" }, { SN_CELL_ERROR, "###", "###" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (VALUES); i++)
    if (strcmp (cell->text, VALUES[i].text) == 0)
      return &VALUES[i];
  return cell->text[1] == '#' && strspn (cell->text, "#") == strlen (cell->text) ? &VALUES[G_N_ELEMENTS (VALUES) - 1] : cell;
}

const SnCell *
sn_roster_cells_get (const SnRosterCells *cells_of,
                     SnRosterField        field,
                     const SnCell        *cells,
                     guint                n_cells)
{
  static const SnCell EMPTY = { SN_CELL_EMPTY, "", "" };
  int column = cells_of->header->columns[field];

  if (column < 0 || (guint) column >= n_cells)
    return &EMPTY;
  return cells[column].type == SN_CELL_TEXT && cells[column].text[0] == '#' ? find_error_value (&cells[column]) : &cells[column];
}

char *
sn_roster_cell_text (const SnCell *cell)
{
  switch (cell->type)
    {
    case SN_CELL_ERROR:
    case SN_CELL_FORMULA:
      return g_strdup ("");
    case SN_CELL_NUMBER:
      return sn_roster_number_expand (cell->lexical);
    case SN_CELL_EMPTY:
    case SN_CELL_TEXT:
    case SN_CELL_DATE:
    case SN_CELL_BOOLEAN:
    default:
      return sn_text_trim (cell->text);
    }
}

/* A roster of 200,000 rows has two million texts: empty ones stay NULL, the others take no more room than
 * they need. */
static void
take_text (char **text,
           char  *take_value)
{
  g_free (*text);
  *text = *take_value != '\0' ? g_strdup (take_value) : NULL;
  g_free (take_value);
}

/* Line breaks inside stay (an address in two lines is all right), but only one kind of them. */
static char *
unify_line_breaks (const char *text)
{
  g_autoptr (GString) unified = NULL;

  if (strchr (text, '\r') == NULL)
    return g_strdup (text);
  unified = g_string_new (text);
  g_string_replace (unified, "\r\n", "\n", 0);
  g_string_replace (unified, "\r", "\n", 0);
  return g_string_free (g_steal_pointer (&unified), FALSE);
}

/* So many digits in a name are somebody's number. */
#define NUMBER_DIGITS 6

static gboolean
holds_number (const char *text)
{
  guint digits = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    digits += g_unichar_isdigit (g_utf8_get_char (at)) ? 1 : 0;
  return digits >= NUMBER_DIGITS;
}

/* Returns: whether somebody can be known by it. */
static gboolean
tell_doubtful_name (const SnRosterCells *cells_of,
                    const SnCell        *cell,
                    SnCellPlace         *place)
{
  SnNameVerdict verdict = sn_name_judge (cell->text);
  g_autofree char *shown = NULL;

  if (verdict == SN_NAME_CLEAR)
    return TRUE;
  shown = holds_number (cell->text) ? sn_roster_mask_document (cell->text) : g_strdup (cell->text);
  sn_roster_fault_add (cells_of->faults, place, verdict == SN_NAME_LOST ? "name_lost" : "name_unusual", shown);
  return verdict != SN_NAME_LOST;
}

static gboolean
read_name (const SnRosterCells *cells_of,
           const SnCell        *cell,
           SnCellPlace         *place,
           SnRosterRow         *row)
{
  g_autofree char *name = NULL;
  const char *code = NULL;

  if (cell->type == SN_CELL_ERROR || cell->type == SN_CELL_BOOLEAN)
    code = "name_error_value";
  else if (cell->type == SN_CELL_FORMULA)
    code = "name_no_result";
  if (code != NULL)
    {
      sn_roster_fault_add (cells_of->faults, place, code, cell->text);
      return FALSE;
    }

  name = sn_name_normalise (cell->text, NULL);
  if (*name == '\0')
    {
      sn_roster_fault_add (cells_of->faults, place, "name_missing", "");
      return FALSE;
    }
  if (!tell_doubtful_name (cells_of, cell, place))
    return FALSE;
  if (strcmp (name, cell->text) != 0)
    sn_roster_fault_add (cells_of->faults, place, "name_cleaned", cell->text);
  if (cell->is_struck)
    sn_roster_fault_add (cells_of->faults, place, "row_struck_out", cell->text);
  take_text (&row->name, g_steal_pointer (&name));
  return TRUE;
}

static const char *
get_sex_word (SnSex sex)
{
  return sex == SN_SEX_MALE ? "男" : sex == SN_SEX_FEMALE ? "女" : "";
}

static SnSex
parse_sex (const char *text)
{
  static const struct
  {
    const char *word;
    SnSex       sex;
  } WORDS[] = {
    { "男", SN_SEX_MALE }, { "女", SN_SEX_FEMALE }, { "男性", SN_SEX_MALE }, { "女性", SN_SEX_FEMALE },
    { "m", SN_SEX_MALE }, { "f", SN_SEX_FEMALE }, { "male", SN_SEX_MALE }, { "female", SN_SEX_FEMALE },
    { "1", SN_SEX_MALE }, { "2", SN_SEX_FEMALE }, /* GB/T 2261.1 */
    { "1男", SN_SEX_MALE }, { "2女", SN_SEX_FEMALE },
    { "先生", SN_SEX_MALE }, { "女士", SN_SEX_FEMALE },
  };
  g_autofree char *folded = sn_roster_heading_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      if (strcmp (folded, WORDS[i].word) == 0)
        return WORDS[i].sex;
    }
  return SN_SEX_UNKNOWN;
}

/* What the sheet says is kept where it differs from the number: the officer is asked, not overruled. */
static void
read_sex (const SnRosterCells *cells_of,
          const SnCell        *cell,
          SnCellPlace         *place,
          SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  SnSex sex;

  if (*text == '\0')
    {
      sn_roster_fault_add (cells_of->faults, place, "sex_missing", cell->text);
      return;
    }
  sex = parse_sex (text);
  if (sex == SN_SEX_UNKNOWN)
    {
      sn_roster_fault_add (cells_of->faults, place, "sex_invalid", cell->text);
      return;
    }
  if (strcmp (cell->text, get_sex_word (sex)) != 0)
    sn_roster_fault_add (cells_of->faults, place, "sex_cleaned", cell->text, get_sex_word (sex));
  if (row->sex != SN_SEX_UNKNOWN && row->sex != sex)
    sn_roster_fault_add (cells_of->faults, place, "id_sex_mismatch", cell->text, get_sex_word (sex),
                         get_sex_word (row->sex));
  row->sex = sex;
}

static void
read_age (const SnRosterCells *cells_of,
          const SnCell        *cell,
          SnCellPlace         *place,
          SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_autofree char *squeezed = sn_text_squeeze (text);
  GDate birth = { 0 };
  int age, counted;
  char *end;

  if (row->birth_date == NULL || !g_ascii_isdigit (*squeezed) || !sn_date_from_iso (row->birth_date, &birth))
    return;
  age = (int) g_ascii_strtoll (squeezed, &end, 10);
  if (*end != '\0' && strcmp (end, "岁") != 0 && strcmp (end, "周岁") != 0)
    return;
  counted = sn_date_age_years (&birth, cells_of->today);
  if (ABS (age - counted) > AGE_TOLERANCE)
    sn_roster_fault_add (cells_of->faults, place, "age_mismatch", text, age, counted);
}

static void
read_head (const SnRosterCells *cells_of,
           const SnCell        *cell,
           SnCellPlace         *place,
           SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_auto (SnIdentityDocument) document = { .number = NULL };

  if (*text == '\0')
    return;
  if (!sn_roster_cell_lost_digits (cell) && sn_identity_document_judge (text, cells_of->today, &document))
    {
      take_text (&row->head_document_number, g_steal_pointer (&document.number));
      return;
    }
  g_clear_pointer (&text, g_free);
  text = sn_roster_mask_document (cell->text);
  sn_roster_fault_add (cells_of->faults, place, "head_id_invalid", text);
}

/* A day that cannot be read is no day: whoever wants one refuses the row. */
static void
read_death (const SnRosterCells *cells_of,
            const SnCell        *cell,
            SnCellPlace         *place,
            SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  GDate date = { 0 };
  gboolean repaired = FALSE;
  char iso[11];

  if (*text == '\0')
    return;
  if (cell->type == SN_CELL_DATE && strlen (text) > 10)
    text[10] = '\0';
  if (!sn_date_parse_loose (text, &date, &repaired)
      && !(cell->type == SN_CELL_NUMBER && sn_date_from_serial (g_ascii_strtoll (text, NULL, 10), FALSE, &date)))
    return;
  sn_date_to_iso (&date, iso);
  if (repaired || cell->type == SN_CELL_NUMBER)
    sn_roster_fault_add (cells_of->faults, place, "death_cleaned", text, iso);
  take_text (&row->died_on, g_strdup (iso));
}

/* A score is no money, but written like it: two decimals at most. */
static void
read_score (const SnCell *cell,
            SnRosterRow  *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_autofree char *squeezed = sn_text_squeeze (text);

  if (g_str_has_suffix (squeezed, "分"))
    squeezed[strlen (squeezed) - strlen ("分")] = '\0';
  row->has_score = *squeezed != '\0' && strspn (squeezed, "-0123456789.") == strlen (squeezed)
                   && sn_money_parse (squeezed, cell->type == SN_CELL_NUMBER, &row->score, NULL, NULL);
}

/* Columns that are taken over as they are. */
static const struct
{
  SnRosterField field;
  gsize         offset;
  gboolean      is_name;
} PLAIN_FIELDS[] = {
  { SN_ROSTER_FIELD_ADDRESS, G_STRUCT_OFFSET (SnRosterRow, address), FALSE },
  { SN_ROSTER_FIELD_REGISTERED_ADDRESS, G_STRUCT_OFFSET (SnRosterRow, registered_address), FALSE },
  { SN_ROSTER_FIELD_CATEGORY, G_STRUCT_OFFSET (SnRosterRow, category_text), FALSE },
  { SN_ROSTER_FIELD_HOUSEHOLD_NUMBER, G_STRUCT_OFFSET (SnRosterRow, household_number), FALSE },
  { SN_ROSTER_FIELD_HEAD_NAME, G_STRUCT_OFFSET (SnRosterRow, head_name), TRUE },
  { SN_ROSTER_FIELD_RELATION, G_STRUCT_OFFSET (SnRosterRow, relation), FALSE },
  { SN_ROSTER_FIELD_BANK, G_STRUCT_OFFSET (SnRosterRow, bank_name), FALSE },
  { SN_ROSTER_FIELD_HOLDER, G_STRUCT_OFFSET (SnRosterRow, account_holder), TRUE },
  { SN_ROSTER_FIELD_RATE, G_STRUCT_OFFSET (SnRosterRow, rate_text), FALSE },
  { SN_ROSTER_FIELD_NOTE, G_STRUCT_OFFSET (SnRosterRow, note), FALSE },
};

/* Fields whose own reading has nothing to say of an error value. */
static const SnRosterField SILENT_FIELDS[] = {
  SN_ROSTER_FIELD_AGE, SN_ROSTER_FIELD_TOWN, SN_ROSTER_FIELD_VILLAGE, SN_ROSTER_FIELD_PHONE, SN_ROSTER_FIELD_HEAD_DOCUMENT,
  SN_ROSTER_FIELD_SCORE,
};

void
sn_roster_cells_tell_unreadable (const SnRosterCells *cells_of,
                                 SnRosterField        field,
                                 const SnCell        *cell,
                                 SnCellPlace         *place)
{
  if (cell->type != SN_CELL_ERROR && cell->type != SN_CELL_FORMULA)
    return;
  place->column = cells_of->header->columns[field];
  sn_roster_fault_add (cells_of->faults, place, cell->type == SN_CELL_ERROR ? "cell_error_value" : "cell_no_result", cell->text);
}

static void
read_plain_fields (const SnRosterCells *cells_of,
                   const SnCell        *cells,
                   guint                n_cells,
                   SnCellPlace         *place,
                   SnRosterRow         *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (PLAIN_FIELDS); i++)
    {
      const SnCell *cell = sn_roster_cells_get (cells_of, PLAIN_FIELDS[i].field, cells, n_cells);
      g_autofree char *text = NULL;

      if (cell->type == SN_CELL_EMPTY)
        continue;
      text = sn_roster_cell_text (cell);
      sn_roster_cells_tell_unreadable (cells_of, PLAIN_FIELDS[i].field, cell, place);
      take_text (G_STRUCT_MEMBER_P (row, PLAIN_FIELDS[i].offset),
                 PLAIN_FIELDS[i].is_name ? sn_name_normalise (text, NULL) : unify_line_breaks (text));
    }
}

/* The length of what may stand before the word that tells: 2024年12月, 已, 于. 0 when @text begins with it. */
static gsize
measure_lead (const char *text)
{
  static const char *const LEADS[] = { "年", "月", "日", "本人", "对象", "该", "于", "已", ".", "-", "/" };
  const char *at = text;
  gboolean moved = TRUE;

  while (moved)
    {
      moved = g_ascii_isdigit (*at);
      at += moved ? 1 : 0;
      for (guint i = 0; !moved && i < G_N_ELEMENTS (LEADS); i++)
        if (g_str_has_prefix (at, LEADS[i]))
          {
            at += strlen (LEADS[i]);
            moved = TRUE;
          }
    }
  return (gsize) (at - text);
}

/* 2024年12月已去世; 已故, 停发. About this person and nobody else: 丈夫已故 is another matter. */
static void
read_note (const SnRosterCells *cells_of,
           SnCellPlace         *place,
           const SnRosterRow   *row)
{
  static const char *const WORDS[] = { "故", "死亡", "去世", "过世", "病故", "亡故", "身故", "迁出", "停发", "不发", "取消", "退出",
                                        "作废", "删除", "剔除", "重复", "暂停", "暂缓" };
  g_autofree char *squeezed = row->note != NULL ? sn_text_squeeze (row->note) : NULL;
  const char *at = squeezed != NULL ? squeezed + measure_lead (squeezed) : "";

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      if (!g_str_has_prefix (at, WORDS[i]) || g_unichar_isalpha (g_utf8_get_char (at + strlen (WORDS[i]))))
        continue;
      place->column = cells_of->header->columns[SN_ROSTER_FIELD_NOTE];
      sn_roster_fault_add (cells_of->faults, place, "note_excludes", row->note);
      return;
    }
}

/* A list by heads of households names each of them twice; then they are their own heads. */
static void
settle_head (SnRosterRow *row)
{
  if (row->head_document_number == NULL && row->head_name != NULL && g_strcmp0 (row->head_name, row->name) == 0)
    row->head_document_number = g_strdup (row->document_number);
}

void
sn_roster_cells_read (const SnRosterCells *cells_of,
                      const SnCell        *cells,
                      guint                n_cells,
                      SnRosterRow         *row)
{
  const int *columns = cells_of->header->columns;
  SnCellPlace place = { cells_of->sheet, row->row, -1 };
  gboolean good = TRUE;

#define CELL(field) (place.column = columns[field], sn_roster_cells_get (cells_of, field, cells, n_cells))
  good &= read_name (cells_of, CELL (SN_ROSTER_FIELD_NAME), &place, row);
  good &= sn_roster_cell_read_document (cells_of, CELL (SN_ROSTER_FIELD_DOCUMENT), &place, row);
  if (columns[SN_ROSTER_FIELD_SEX] >= 0)
    read_sex (cells_of, CELL (SN_ROSTER_FIELD_SEX), &place, row);
  sn_roster_cell_read_birth (cells_of, CELL (SN_ROSTER_FIELD_BIRTH), &place, row);
  read_age (cells_of, CELL (SN_ROSTER_FIELD_AGE), &place, row);
  if (columns[SN_ROSTER_FIELD_AMOUNT] >= 0)
    good &= sn_roster_cell_read_amount (cells_of, CELL (SN_ROSTER_FIELD_AMOUNT), &place, row);
  if (columns[SN_ROSTER_FIELD_ACCOUNT] >= 0)
    good &= sn_roster_cell_read_account (cells_of, CELL (SN_ROSTER_FIELD_ACCOUNT), &place, row);
  sn_roster_cell_read_phone (cells_of, CELL (SN_ROSTER_FIELD_PHONE), &place, row);
  read_head (cells_of, CELL (SN_ROSTER_FIELD_HEAD_DOCUMENT), &place, row);
  if (columns[SN_ROSTER_FIELD_DEATH] >= 0)
    read_death (cells_of, CELL (SN_ROSTER_FIELD_DEATH), &place, row);
  if (columns[SN_ROSTER_FIELD_SCORE] >= 0)
    read_score (CELL (SN_ROSTER_FIELD_SCORE), row);
#undef CELL
  for (guint i = 0; i < G_N_ELEMENTS (SILENT_FIELDS); i++)
    sn_roster_cells_tell_unreadable (cells_of, SILENT_FIELDS[i], sn_roster_cells_get (cells_of, SILENT_FIELDS[i], cells, n_cells), &place);
  sn_roster_cells_read_traits (cells_of, cells, n_cells, &place, row);
  read_plain_fields (cells_of, cells, n_cells, &place, row);
  read_note (cells_of, &place, row);
  settle_head (row);
  row->rejected = !good;
}
