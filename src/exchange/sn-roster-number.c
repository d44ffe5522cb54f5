/* sn-roster-number.c: amounts, accounts and telephone numbers in the cells of a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-money.h"
#include "sn-roster-cells.h"
#include "sn-text.h"

/* What a double holds exactly in decimal: spreadsheets keep no more digits of a number. */
#define SPREADSHEET_DIGITS 15
#define WAN_DIGITS 4
/* The longest exponent that is worth writing out. */
#define MAX_EXPONENT 40

/* Splits "-3.10118E+17" into sign, digits and the place of the point among them. */
static gboolean
split_number (const char *lexical,
              gboolean   *negative,
              GString    *digits,
              gint64     *point)
{
  const char *at = lexical;
  gboolean seen_point = FALSE;

  *negative = *at == '-';
  if (*at == '-' || *at == '+')
    at++;
  *point = 0;
  for (; g_ascii_isdigit (*at) || (*at == '.' && !seen_point); at++)
    {
      if (*at == '.')
        {
          seen_point = TRUE;
          continue;
        }
      g_string_append_c (digits, *at);
      *point += seen_point ? 0 : 1;
    }
  if (digits->len == 0)
    return FALSE;
  if (*at == 'e' || *at == 'E')
    {
      gint64 exponent;
      const char *number = at[1] == '+' ? at + 2 : at + 1;

      if (!g_ascii_string_to_signed (number, 10, -MAX_EXPONENT, MAX_EXPONENT, &exponent, NULL))
        return FALSE;
      *point += exponent;
      return TRUE;
    }
  return *at == '\0';
}

static char *
join_number (gboolean  negative,
             GString  *digits,
             gint64    point)
{
  g_autoptr (GString) number = g_string_new (negative ? "-" : "");
  gsize start = number->len;

  while (point < 0)
    {
      g_string_prepend_c (digits, '0');
      point++;
    }
  while ((gint64) digits->len < point)
    g_string_append_c (digits, '0');
  while ((gint64) digits->len > point && digits->len > 0 && digits->str[digits->len - 1] == '0')
    g_string_truncate (digits, digits->len - 1);

  g_string_append_len (number, digits->str, (gssize) point);
  while (number->len > start + 1 && number->str[start] == '0')
    g_string_erase (number, (gssize) start, 1);
  if (number->len == start)
    g_string_append_c (number, '0');
  if ((gint64) digits->len > point)
    g_string_append_printf (number, ".%s", digits->str + point);
  return g_string_free (g_steal_pointer (&number), FALSE);
}

static char *
shift_number (const char *lexical,
              int         places)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean negative;
  gint64 point;

  if (!split_number (lexical, &negative, digits, &point))
    return NULL;
  return join_number (negative, digits, point + places);
}

char *
sn_roster_number_expand (const char *lexical)
{
  char *number = shift_number (lexical, 0);

  return number != NULL ? number : g_strdup (lexical);
}

gboolean
sn_roster_cell_lost_digits (const SnCell *cell)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autofree char *squeezed = NULL;
  gboolean negative;
  gint64 point;

  if (cell->type == SN_CELL_NUMBER || cell->type == SN_CELL_DATE)
    return split_number (cell->lexical, &negative, digits, &point) && point > SPREADSHEET_DIGITS;
  if (cell->type != SN_CELL_TEXT)
    return FALSE;

  /* In a csv file the exponent is all that is left to see; its E may be a full-width one. */
  if (strpbrk (cell->text, "eE\xef") == NULL)
    return FALSE;
  squeezed = sn_text_squeeze (cell->text);
  return strpbrk (squeezed, "eE") != NULL && split_number (squeezed, &negative, digits, &point)
         && point >= SPREADSHEET_DIGITS - 5;
}

/* ── Amounts ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Digits with separators and nothing else: what the 万元 of the whole sheet applies to. "1200元" says its unit itself. */
static gboolean
is_plain_number (const char *text)
{
  return *text != '\0' && strspn (text, "+-0123456789.,") == strlen (text);
}

/* More digits behind the point than money has, and otherwise a number. */
static gboolean
has_surplus_decimals (const char *text)
{
  const char *point = strchr (text, '.');

  return point != NULL && strspn (point + 1, "0123456789") > 2 && strspn (point + 1, "0123456789") == strlen (point + 1);
}

/* (transfer full): @text in yuan where it is in 万元, else NULL */
static char *
convert_from_wan (const char *text,
                  gboolean    in_wan,
                  gboolean   *own_unit)
{
  static const char *const UNITS[] = { "万元整", "万元", "万" };
  g_autofree char *number = g_strdup (text);

  *own_unit = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (UNITS); i++)
    {
      if (!g_str_has_suffix (number, UNITS[i]))
        continue;
      number[strlen (number) - strlen (UNITS[i])] = '\0';
      g_strchomp (number);
      *own_unit = TRUE;
      break;
    }
  if ((!in_wan && !*own_unit) || !is_plain_number (number))
    return NULL;
  for (char *comma = strchr (number, ','); comma != NULL; comma = strchr (number, ','))
    memmove (comma, comma + 1, strlen (comma));
  return shift_number (number, WAN_DIGITS);
}

static gboolean
reject_amount (const SnRosterCells *cells_of,
               SnCellPlace         *place,
               const char          *code,
               const char          *value)
{
  sn_roster_fault_add (cells_of->faults, place, code, value);
  return FALSE;
}

/* A spreadsheet's cell of text that should be a number; in a csv file everything is text. */
static gboolean
is_text_for_number (const SnRosterCells *cells_of,
                    const SnCell        *cell)
{
  return cell->type == SN_CELL_TEXT && *cells_of->sheet != '\0';
}

gboolean
sn_roster_cell_read_amount (const SnRosterCells *cells_of,
                            const SnCell        *cell,
                            SnCellPlace         *place,
                            SnRosterRow         *row)
{
  gboolean is_number = cell->type == SN_CELL_NUMBER;
  /* Blanks inside stay: two amounts in one cell must not become one. */
  g_autofree char *clean = sn_text_clean (is_number ? cell->lexical : cell->text);
  g_autofree char *written = is_number ? sn_roster_number_expand (clean) : g_strdup (clean);
  g_autofree char *from_wan = NULL;
  SnMoneyNote note = SN_MONEY_AS_WRITTEN;
  gboolean own_unit;

  if (cell->type == SN_CELL_ERROR)
    return reject_amount (cells_of, place, "amount_error_value", cell->text);
  if (cell->type == SN_CELL_BOOLEAN)
    return reject_amount (cells_of, place, "amount_bool", cell->text);
  if (cell->type == SN_CELL_FORMULA)
    return reject_amount (cells_of, place, "amount_no_result", cell->text);
  /* Its owner sees a day there, and not the number of days that a spreadsheet keeps for it. */
  if (cell->type == SN_CELL_DATE)
    return reject_amount (cells_of, place, "amount_garbage", cell->text);
  if (*written == '\0')
    return reject_amount (cells_of, place, "amount_missing", "");

  from_wan = convert_from_wan (written, cells_of->header->unit.in_wan, &own_unit);
  if (!sn_money_parse (from_wan != NULL ? from_wan : written, is_number, &row->amount_fen, &note, NULL))
    return reject_amount (cells_of, place,
                          is_plain_number (written) && has_surplus_decimals (from_wan != NULL ? from_wan : written)
                            ? "amount_decimals" : "amount_garbage",
                          cell->text);
  if (row->amount_fen < 0)
    return reject_amount (cells_of, place, "amount_negative", cell->text);

  row->has_amount = TRUE;
  if (own_unit || note != SN_MONEY_AS_WRITTEN || is_text_for_number (cells_of, cell)
      || (!is_number && strcmp (cell->text, written) != 0))
    {
      g_autofree char *formatted = sn_money_format_plain (row->amount_fen);

      sn_roster_fault_add (cells_of->faults, place, own_unit ? "amount_wan" : "amount_cleaned", cell->text, formatted);
    }
  if (row->amount_fen == 0)
    sn_roster_fault_add (cells_of->faults, place, "amount_zero", cell->text);
  return TRUE;
}

/* ── Accounts ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_account_fault (const SnRosterCells *cells_of,
                   SnCellPlace         *place,
                   const char          *code,
                   const char          *text)
{
  g_autofree char *masked = sn_roster_mask_account (text);

  sn_roster_fault_add (cells_of->faults, place, code, masked);
}

/* A mobile number, or the row's own ID number, that slipped into the column. */
static gboolean
is_other_number (const char        *account,
                 const SnRosterRow *row)
{
  return g_strcmp0 (account, row->document_number) == 0
         || (strlen (account) == 11 && account[0] == '1' && account[1] >= '3');
}

gboolean
sn_roster_cell_read_account (const SnRosterCells *cells_of,
                             const SnCell        *cell,
                             SnCellPlace         *place,
                             SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_autofree char *account = NULL;
  gboolean repaired = FALSE, luhn_ok = TRUE;

  if (cell->type == SN_CELL_ERROR || cell->type == SN_CELL_BOOLEAN || cell->type == SN_CELL_FORMULA)
    {
      sn_roster_fault_add (cells_of->faults, place, "account_error_value", cell->text);
      return TRUE;
    }
  if (sn_roster_cell_lost_digits (cell))
    {
      add_account_fault (cells_of, place, "account_digits_lost", text);
      return FALSE;
    }
  if (*text == '\0')
    {
      sn_roster_fault_add (cells_of->faults, place, "account_missing", "");
      return TRUE;
    }

  account = sn_account_number_normalise (text, &repaired, &luhn_ok);
  if (account == NULL)
    {
      add_account_fault (cells_of, place, "account_invalid", text);
      return TRUE;
    }
  if (repaired || strcmp (cell->text, account) != 0)
    add_account_fault (cells_of, place, "account_cleaned", text);
  if (is_other_number (account, row))
    add_account_fault (cells_of, place, "account_unlikely", text);
  else if (!luhn_ok)
    add_account_fault (cells_of, place, "account_luhn", text);
  g_free (row->account_number);
  row->account_number = g_strdup (account);
  return TRUE;
}

/* ── Telephone ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* Mobile numbers are kept as eleven digits; those of a fixed line as they are written, with or without area code. */
static char *
normalise_phone (const char *text)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *start = squeezed;

  if (g_str_has_prefix (start, "+86"))
    start += 3;
  else if (g_str_has_prefix (start, "0086"))
    start += 4;
  for (const char *at = start; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (digits, *at);
      else if (strcmp (at, ".0") == 0)
        break;
      else if (strchr ("-()'`", *at) == NULL && g_utf8_get_char (at) != 0x2018 && g_utf8_get_char (at) != 0x2019)
        return NULL;
    }
  /* 0 before a mobile number was dialled from other provinces; no area code begins like this. */
  if (digits->len == 12 && g_str_has_prefix (digits->str, "01") && digits->str[2] >= '3')
    g_string_erase (digits, 0, 1);
  if (digits->len == 11 && digits->str[0] == '1')
    return g_string_free (g_steal_pointer (&digits), FALSE);
  if (g_regex_match_simple ("^(0\\d{2,3}-?)?[2-9]\\d{6,7}(-\\d{1,5})?$", start, 0, 0))
    return g_strdup (start);
  return NULL;
}

void
sn_roster_cell_read_phone (const SnRosterCells *cells_of,
                           const SnCell        *cell,
                           SnCellPlace         *place,
                           SnRosterRow         *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_autofree char *phone = NULL;

  if (*text == '\0')
    return;
  phone = normalise_phone (text);
  if (phone == NULL)
    {
      sn_roster_fault_add (cells_of->faults, place, "phone_bad", text);
      phone = g_steal_pointer (&text);
    }
  else if (cell->type != SN_CELL_TEXT || strcmp (cell->text, phone) != 0)
    {
      sn_roster_fault_add (cells_of->faults, place, "phone_cleaned", cell->text, phone);
    }
  g_free (row->phone);
  row->phone = g_strdup (phone);
}
