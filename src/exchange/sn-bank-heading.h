/* sn-bank-heading.h: what banks call the columns of their answers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-line.h"

G_BEGIN_DECLS

typedef enum
{
  SN_BANK_FIELD_LINE,    /* 序号 */
  SN_BANK_FIELD_ACCOUNT,
  SN_BANK_FIELD_HOLDER,
  SN_BANK_FIELD_AMOUNT,
  SN_BANK_FIELD_RESULT,
  SN_BANK_FIELD_REASON,
  SN_BANK_FIELD_DATE,
  SN_BANK_N_FIELDS,      /* or: a column that is not read */
} SnBankField;

typedef struct
{
  guint last_row;
  int   columns[SN_BANK_N_FIELDS]; /* -1: the sheet has none */
} SnBankHeading;

/* @strength: (out): the greater wins where two columns claim one field */
SnBankField sn_bank_heading_match (const char     *text,
                                   guint          *strength);
/**
 * sn_bank_heading_find:
 * @lines: SnSheetLine: the first filled rows of the sheet
 *
 * The row, or two rows below one another, with most of the fields, among them the result and the line number or account.
 */
gboolean    sn_bank_heading_find  (GPtrArray      *lines,
                                   SnBankHeading  *heading);

G_END_DECLS
