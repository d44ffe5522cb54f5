/* sn-schema-words.h: what the tables, fields and rows of the file are called when people read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/* Translated and static, for the journal's before and after. A name without a word of its own is given back as it is. */
const char *sn_schema_table_word  (const char    *table);
const char *sn_schema_column_word (const char    *column);

/* A value of a field in words, where the schema writes codes: "listed", "household". Any other value is given back as it is. */
const char *sn_schema_value_word  (const char    *column,
                                   const char    *value);

/**
 * sn_schema_row_word:
 * @key: the row's primary key as sn_journal_list_rows() gives it
 *
 * What an officer would call the row: the person's name, the batch's number. Nothing protected is in it.
 *
 * Returns: (transfer full) (nullable): %NULL when the row has no such word, or is not there any more
 */
char       *sn_schema_row_word    (SnConnection  *connection,
                                   const char    *table,
                                   const char    *key);

/* Whether a column holds numbers of documents, accounts or phones (or a question that may name one): they stay what they are in the
 * journal, but are not shown to whoever looks over a shoulder. */
gboolean    sn_schema_column_is_protected (const char *column);
/**
 * sn_schema_value_text:
 * @value: (nullable): as the journal has it
 *
 * sn_schema_value_word(), and more: an amount in yuan, a disability in words, and in the place of a row's id what
 * sn_schema_row_word() calls the row. What an officer reads in the journal's before and after.
 *
 * Returns: (transfer full): "" for %NULL
 */
char       *sn_schema_value_text  (SnConnection  *connection,
                                   const char    *column,
                                   const char    *value);

G_END_DECLS
