/* sn-roster-show.c: the cells of a roster that was read, fit for a screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-show.h"

#include "sn-disability.h"
#include "sn-money.h"
#include "sn-phone.h"
#include "sn-roster-fault.h"
#include "sn-roster-reader.h"
#include "sn-text.h"

/* From so many digits on a text is somebody's number, wherever it stands. */
#define DIGITS_OF_PHONE 11

static const SnRosterReader *
get_reader (const SnRosterImport *import, guint sheet)
{
  return sheet < import->readers->len ? g_ptr_array_index (import->readers, sheet) : NULL;
}

guint
sn_roster_import_get_n_columns (const SnRosterImport *import, guint sheet)
{
  const SnRosterReader *reader = get_reader (import, sheet);

  return reader != NULL ? reader->header.n_columns : 0;
}

SnRosterField
sn_roster_import_get_field (const SnRosterImport *import, guint sheet, guint column)
{
  const SnRosterReader *reader = get_reader (import, sheet);

  return reader != NULL && column < reader->header.n_columns ? reader->header.fields[column] : SN_ROSTER_FIELD_NONE;
}

char *
sn_roster_import_dup_heading (const SnRosterImport *import, guint sheet, guint column)
{
  const SnRosterReader *reader = get_reader (import, sheet);

  return reader == NULL ? g_strdup ("")
                        : sn_sheet_lines_join_column (reader->top, reader->header.first_row, reader->header.last_row, column);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right ? 1 : 0;
}

gboolean
sn_roster_import_is_hidden_row (const SnRosterImport *import, guint index)
{
  const SnRosterRow *row = g_ptr_array_index (import->rows, index);
  const SnRosterReader *reader = get_reader (import, row->sheet);

  return reader != NULL && g_array_binary_search (reader->hidden, &row->row, compare_rows, NULL);
}

/* ── Masks ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Full-width ones are as good as any. */
static guint
count_digits (const char *text)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  guint digits = 0;

  for (const char *at = squeezed; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at) ? 1 : 0;
  return digits;
}

char *
sn_roster_mask_cell (SnRosterField field, const char *text)
{
  guint digits = count_digits (text);
  g_autofree char *phone = field == SN_ROSTER_FIELD_PHONE && digits > 0 ? sn_phone_normalise (text) : NULL;

  if (phone != NULL)
    return sn_phone_mask (phone);
  if (field == SN_ROSTER_FIELD_ACCOUNT && digits > 0)
    return sn_roster_mask_account (text);
  if (field == SN_ROSTER_FIELD_DOCUMENT || field == SN_ROSTER_FIELD_HEAD_DOCUMENT || digits >= DIGITS_OF_PHONE)
    return digits > 0 ? sn_roster_mask_document (text) : g_strdup (text);
  return g_strdup (text);
}

/* ── Rows whose cells were not kept ─────────────────────────────────────────────────────────────────────────────── */

/* (nullable) */
static const char *
get_text (const SnRosterRow *row, SnRosterField field)
{
  switch (field)
    {
    case SN_ROSTER_FIELD_NAME: return row->name;
    case SN_ROSTER_FIELD_DOCUMENT: return row->document_number;
    case SN_ROSTER_FIELD_SEX: return row->sex == SN_SEX_MALE ? "男" : row->sex == SN_SEX_FEMALE ? "女" : NULL;
    case SN_ROSTER_FIELD_BIRTH: return row->birth_date;
    case SN_ROSTER_FIELD_ADDRESS: return row->address;
    case SN_ROSTER_FIELD_REGISTERED_ADDRESS: return row->registered_address;
    case SN_ROSTER_FIELD_CATEGORY: return row->category_text;
    case SN_ROSTER_FIELD_HOUSEHOLD_NUMBER: return row->household_number;
    case SN_ROSTER_FIELD_HEAD_NAME: return row->head_name;
    case SN_ROSTER_FIELD_HEAD_DOCUMENT: return row->head_document_number;
    case SN_ROSTER_FIELD_RELATION: return row->relation;
    case SN_ROSTER_FIELD_BANK: return row->bank_name;
    case SN_ROSTER_FIELD_ACCOUNT: return row->account_number;
    case SN_ROSTER_FIELD_HOLDER: return row->account_holder;
    case SN_ROSTER_FIELD_RATE: return row->rate_text;
    case SN_ROSTER_FIELD_PHONE: return row->phone;
    case SN_ROSTER_FIELD_NOTE: return row->note;
    case SN_ROSTER_FIELD_DEATH: return row->died_on;
    case SN_ROSTER_FIELD_ETHNIC_GROUP: return row->ethnic_group;
    case SN_ROSTER_FIELD_DISABILITY_KIND: return sn_disability_kind_word ((int) row->disability_kind);
    case SN_ROSTER_FIELD_DISABILITY_LEVEL: return sn_disability_level_word ((int) row->disability_level);
    case SN_ROSTER_FIELD_DISABILITY_CERTIFICATE: return row->disability_certificate;
    default: return NULL;
    }
}

static char *
show_field (const SnRosterRow *row, SnRosterField field)
{
  const char *text = get_text (row, field);

  if (field == SN_ROSTER_FIELD_AMOUNT && row->has_amount)
    return sn_money_format (row->amount_fen);
  return sn_roster_mask_cell (field, text != NULL ? text : "");
}

char *
sn_roster_import_show_cell (const SnRosterImport *import, guint index, guint column)
{
  const SnRosterRow *row = g_ptr_array_index (import->rows, index);
  const SnSheetLine *line = sn_roster_import_get_line (import, index);
  SnRosterField field = sn_roster_import_get_field (import, row->sheet, column);

  return line != NULL ? sn_roster_mask_cell (field, sn_sheet_line_get_text (line, column)) : show_field (row, field);
}
