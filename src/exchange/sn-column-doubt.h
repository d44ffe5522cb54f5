/* sn-column-doubt.h: what an officer has to be told of what the columns of a sheet are taken for, before its rows are read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"
#include "sn-roster-field.h"

G_BEGIN_DECLS

typedef struct
{
  SnRosterField  field;
  GArray        *columns; /* guint, from 0: two or more that claim it; empty: none does, and it is needed */
  char          *message; /* a sentence */
} SnColumnDoubt;

/**
 * sn_column_doubts_list:
 * @fields: what each of the @n_columns columns is taken for; a field may stand there more than once
 * @rates: (nullable): SnBenefitRate of the program; %NULL for lists without one, of which no amount is asked
 * @rate_label: (nullable): the one rate that all rows get
 * @needed: what such a list is for: the score, the day of death; %SN_ROSTER_FIELD_NONE: nothing beside people
 *
 * A name and an ID number are needed, those of the head of the household where nobody else is listed; an amount where a rate that a
 * row may get has no fixed one.
 *
 * Returns: (transfer full): SnColumnDoubt, in the order of the fields
 */
GPtrArray *sn_column_doubts_list (const SnRosterField *fields,
                                  guint                n_columns,
                                  GPtrArray           *rates,
                                  const char          *rate_label,
                                  SnRosterField        needed);

G_END_DECLS
