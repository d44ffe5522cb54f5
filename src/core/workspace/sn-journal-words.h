/* sn-journal-words.h: what a change did, row by row, as officers read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-journal.h"
#include "sn-schema-words.h"

G_BEGIN_DECLS

/* One field of a changed row. */
typedef struct
{
  const char  *column;      /* its name in the file; borrowed from the row */
  const char  *word;        /* translated */
  SnSchemaKind kind;
  char        *before;      /* (nullable): as the file has it; masked where it is protected */
  char        *after;       /* (nullable) */
  char        *before_text; /* sn_schema_value_text(); "" where there is none */
  char        *after_text;
} SnChangedValue;

void       sn_changed_value_free      (SnChangedValue     *value);

/* (transfer full): SnChangedValue, each column of @row; they live no longer than it */
GPtrArray *sn_changed_row_list_values (SnConnection       *connection,
                                       const SnChangedRow *row);
/* (transfer full) (nullable): what an officer calls the row; also of one that is not there any more, as far as the change itself names it */
char      *sn_changed_row_name        (SnConnection       *connection,
                                       const SnChangedRow *row);

G_END_DECLS
