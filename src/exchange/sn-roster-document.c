/* sn-roster-document.c: documents and birth dates in the cells of a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-date.h"
#include "sn-identity-document.h"
#include "sn-roster-cells.h"
#include "sn-text.h"

static const char *const DOCUMENT_CODES[] = {
  [SN_RESIDENT_ID_OK] = "",
  [SN_RESIDENT_ID_MISSING] = "id_missing",
  [SN_RESIDENT_ID_LENGTH_WRONG] = "id_length",
  [SN_RESIDENT_ID_CHARACTERS] = "id_characters",
  [SN_RESIDENT_ID_REGION] = "id_bad_region",
  [SN_RESIDENT_ID_BIRTH_DATE] = "id_bad_date",
  [SN_RESIDENT_ID_FUTURE] = "id_future_birth",
  [SN_RESIDENT_ID_CHECK_DIGIT] = "id_check_digit",
  [SN_RESIDENT_ID_DIGITS_LOST] = "id_digits_lost",
};

static gboolean
refuse_document (const SnRosterCells *cells_of,
                 SnCellPlace         *place,
                 SnResidentIdFault    fault,
                 const char          *text)
{
  g_autofree char *masked = sn_roster_mask_document (text);
  g_autofree char *squeezed = sn_text_squeeze (text);

  /* As text it may have been typed so; that it was is less likely than that a spreadsheet had it in hand. */
  if (fault == SN_RESIDENT_ID_CHECK_DIGIT && g_str_has_suffix (squeezed, "000"))
    sn_cell_fault_add (cells_of->faults, place, DOCUMENT_CODES[fault], SN_FAULT_ERROR, masked,
                       _("The ID number ends in 000 and its check digit is wrong: a spreadsheet keeps 15 digits of a number, and the rest is"
                         " lost. Format the column as text and type the number again from the card."));
  else
    sn_roster_fault_add (cells_of->faults, place, DOCUMENT_CODES[fault], masked, (int) g_utf8_strlen (squeezed, -1));
  return FALSE;
}

/* 19600101 has the form of a permit's number; a birth date in the wrong column has it as well. */
static gboolean
reads_as_day (const SnRosterCells *cells_of,
              const char          *number)
{
  gboolean repaired;
  GDate date = { 0 };

  return strlen (number) == 8 && strspn (number, "0123456789") == 8 && sn_date_parse_loose (number, &date, &repaired)
         && g_date_get_year (&date) >= 1900 && g_date_compare (&date, cells_of->today) <= 0;
}

gboolean
sn_roster_cell_read_document (const SnRosterCells *cells_of,
                              const SnCell        *cell,
                              SnCellPlace         *place,
                              SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_auto (SnIdentityDocument) document = { .number = NULL };
  char birth[11];

  if (cell->type == SN_CELL_ERROR || cell->type == SN_CELL_BOOLEAN || cell->type == SN_CELL_FORMULA)
    {
      sn_roster_fault_add (cells_of->faults, place, cell->type == SN_CELL_FORMULA ? "id_no_result" : "id_error_value",
                           cell->text);
      return FALSE;
    }
  if (sn_roster_cell_lost_digits (cell))
    return refuse_document (cells_of, place, SN_RESIDENT_ID_DIGITS_LOST, text);
  /* A number cell as it is shown, others as they are: what was cleaned is noted. */
  if (!sn_identity_document_judge (cell->type == SN_CELL_TEXT ? cell->text : text, cells_of->today, &document))
    return refuse_document (cells_of, place, document.fault, text);

  if (document.notes != SN_RESIDENT_ID_AS_WRITTEN || strcmp (cell->text, document.number) != 0)
    {
      g_autofree char *masked = sn_roster_mask_document (text);

      sn_roster_fault_add (cells_of->faults, place, (document.notes & SN_RESIDENT_ID_EXTENDED) != 0 ? "id_extended" : "id_cleaned",
                           masked);
    }
  if (reads_as_day (cells_of, document.number))
    {
      g_autofree char *masked = sn_roster_mask_document (document.number);

      sn_roster_fault_add (cells_of->faults, place, "id_unlikely", masked);
    }
  if (g_date_valid (&document.birth_date))
    row->birth_date = g_strdup (sn_date_to_iso (&document.birth_date, birth));
  row->sex = document.sex;
  row->document_type = g_strdup (document.family);
  row->document_number = g_steal_pointer (&document.number);
  return TRUE;
}

/* ── Birth dates ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* Nobody living was born before. */
#define FIRST_YEAR 1900

typedef enum
{
  BIRTH_INVALID,
  BIRTH_DAY,
  BIRTH_MONTH,   /* the month, or the year, of the one in the number; the number tells the day */
  BIRTH_ANOTHER, /* another month or year than that */
} BirthKind;

static guint
read_digits (const char **at,
             guint        most)
{
  guint number = 0;

  for (guint i = 0; i < most && g_ascii_isdigit (**at); i++, ++*at)
    number = number * 10 + (guint) g_ascii_digit_value (**at);
  return number;
}

/* 1944, 1944年: no day of 1905, though a spreadsheet would make one of it. */
static BirthKind
match_year (const char  *text,
            const GDate *from_number,
            const GDate *today)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  const char *at = squeezed;
  guint year = read_digits (&at, 4);

  if (from_number == NULL || at != squeezed + 4 || (*at != '\0' && strcmp (at, "年") != 0) || year < FIRST_YEAR || year > g_date_get_year (today))
    return BIRTH_INVALID;
  return year == g_date_get_year (from_number) ? BIRTH_MONTH : BIRTH_ANOTHER;
}

/* 1944.10, 1944年10月, 194410; a spreadsheet makes 1944.1 of the first, so that .1 may be October. */
static BirthKind
match_month (const char  *text,
             const GDate *from_number,
             const GDate *today)
{
  static const char *const SEPARATORS[] = { "-", ".", "/", "年" };
  g_autofree char *squeezed = sn_text_squeeze (text);
  const char *at = squeezed;
  guint year = read_digits (&at, 4), month;
  const char *start;

  if (from_number == NULL || at != squeezed + 4 || year < FIRST_YEAR || year > g_date_get_year (today))
    return BIRTH_INVALID;
  for (guint i = 0; i < G_N_ELEMENTS (SEPARATORS); i++)
    {
      if (!g_str_has_prefix (at, SEPARATORS[i]))
        continue;
      at += strlen (SEPARATORS[i]);
      break;
    }
  start = at;
  month = read_digits (&at, 2);
  if (month < 1 || month > 12 || (*at != '\0' && strcmp (at, "月") != 0))
    return BIRTH_INVALID;
  if (year != g_date_get_year (from_number))
    return BIRTH_ANOTHER;
  if (month == (guint) g_date_get_month (from_number))
    return BIRTH_MONTH;
  return month == 1 && at == start + 1 && g_date_get_month (from_number) == G_DATE_OCTOBER ? BIRTH_MONTH : BIRTH_ANOTHER;
}

/* A day counted from 1900 or 1904: which one a workbook uses is told by the number of the person. */
static gboolean
parse_serial (const char  *text,
              const GDate *from_number,
              GDate       *date)
{
  guint64 serial;
  GDate other = { 0 };

  if (strlen (text) > 5 || !g_ascii_string_to_unsigned (text, 10, 1, 99999, &serial, NULL))
    return FALSE;
  if (from_number != NULL && sn_date_from_serial ((gint64) serial, TRUE, &other)
      && g_date_compare (&other, from_number) == 0)
    {
      *date = other;
      return TRUE;
    }
  return sn_date_from_serial ((gint64) serial, FALSE, date);
}

static BirthKind
parse_birth (const SnRosterCells *cells_of,
             const SnCell        *cell,
             const GDate         *from_number,
             GDate               *date,
             gboolean            *repaired)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  BirthKind kind;

  *repaired = FALSE;
  if (cell->type == SN_CELL_DATE)
    {
      if (strlen (text) < 10)
        return BIRTH_INVALID;
      text[10] = '\0';
      if (!sn_date_from_iso (text, date))
        return BIRTH_INVALID;
      if (cells_of->month_only && from_number != NULL && g_date_get_day (date) == 1
          && g_date_get_year (date) == g_date_get_year (from_number)
          && g_date_get_month (date) == g_date_get_month (from_number))
        return BIRTH_MONTH;
      return BIRTH_DAY;
    }
  if (sn_date_parse_loose (text, date, repaired))
    {
      *repaired |= cell->type == SN_CELL_NUMBER || strcmp (text, cell->text) != 0;
      return BIRTH_DAY;
    }
  *repaired = TRUE;
  kind = match_year (text, from_number, cells_of->today);
  if (kind == BIRTH_INVALID)
    kind = parse_serial (text, from_number, date) ? BIRTH_DAY : match_month (text, from_number, cells_of->today);
  return kind;
}

/* What the sheet says is kept where it differs from the number: the officer is asked, not overruled. */
void
sn_roster_cell_read_birth (const SnRosterCells *cells_of,
                           const SnCell        *cell,
                           SnCellPlace         *place,
                           SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  GDate from_number = { 0 }, date = { 0 };
  gboolean has_number = row->birth_date != NULL && sn_date_from_iso (row->birth_date, &from_number);
  gboolean repaired;
  char written[11];

  if (*text == '\0')
    {
      if (cell->type == SN_CELL_ERROR || cell->type == SN_CELL_FORMULA)
        sn_roster_fault_add (cells_of->faults, place, cell->type == SN_CELL_ERROR ? "birth_invalid" : "cell_no_result", cell->text);
      return;
    }
  switch (parse_birth (cells_of, cell, has_number ? &from_number : NULL, &date, &repaired))
    {
    case BIRTH_MONTH:
      return;
    case BIRTH_ANOTHER:
      sn_roster_fault_add (cells_of->faults, place, "birth_mismatch", text, text, row->birth_date);
      return;
    case BIRTH_DAY:
      if (g_date_compare (&date, cells_of->today) <= 0)
        break;
      G_GNUC_FALLTHROUGH;
    case BIRTH_INVALID:
    default:
      sn_roster_fault_add (cells_of->faults, place, "birth_invalid", text);
      return;
    }

  sn_date_to_iso (&date, written);
  if (repaired)
    sn_roster_fault_add (cells_of->faults, place, "birth_cleaned", text, written);
  if (has_number && g_date_compare (&date, &from_number) != 0)
    sn_roster_fault_add (cells_of->faults, place, "birth_mismatch", text, written, row->birth_date);
  g_free (row->birth_date);
  row->birth_date = g_strdup (written);
}
