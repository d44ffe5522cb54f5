/* sn-schema-words.h: what the tables, fields, values and rows of the file are called when people read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/* What a field holds, and so how its values are read. sn-schema-columns.c says it of each field, beside the field's word. */
typedef enum
{
  SN_SCHEMA_TEXT,             /* as somebody wrote it */
  SN_SCHEMA_NUMBER,           /* counts, percentages, codes of the notice */
  SN_SCHEMA_INSTANT,          /* UTC in the file; day and time of day here */
  SN_SCHEMA_DAY,
  SN_SCHEMA_YES_NO,
  SN_SCHEMA_MONEY,            /* fen in the file; yuan */
  SN_SCHEMA_HUNDREDTHS,       /* a score */
  SN_SCHEMA_BOUND,            /* of a condition: hundredths where it is about a score, else a number */
  SN_SCHEMA_WORD,             /* a code of the schema */
  SN_SCHEMA_DISABILITY_KIND,
  SN_SCHEMA_DISABILITY_LEVEL,
  SN_SCHEMA_ROW,              /* the id of a row; 0: none */
  SN_SCHEMA_ROWS,             /* a JSON array of such */
  SN_SCHEMA_LIST,             /* a JSON array of texts */
  SN_SCHEMA_CHOICES,          /* of a condition: kinds of disability (1 to 7), ids of divisions (longer numbers), codes, texts */
  SN_SCHEMA_COLUMNS,          /* names of fields, joined by commas */
  /* What is shown to nobody in passing: */
  SN_SCHEMA_DOCUMENT,
  SN_SCHEMA_ACCOUNT,
  SN_SCHEMA_PHONE,
  SN_SCHEMA_SEARCH,           /* it may hold any of them */
  SN_SCHEMA_OWN,              /* what the program makes for itself of the rest: numbers of rows, keys to sort by */
  SN_SCHEMA_UNKNOWN,          /* the table has no such field yet */
} SnSchemaKind;

/* Translated and static, for the journal's before and after. A name without a word of its own is given back as it is. */
const char   *sn_schema_table_word          (const char   *table);
const char   *sn_schema_column_word         (const char   *column);
const char   *sn_schema_column_word_in      (const char   *table,
                                             const char   *column);

/* @table: where fields of the same name differ by it */
SnSchemaKind  sn_schema_column_kind         (const char   *table,
                                             const char   *column);
/* (nullable): the table whose rows the field names */
const char   *sn_schema_column_refers_to    (const char   *table,
                                             const char   *column);
/* Whether a field holds numbers of documents, accounts or phones (or a question that may name one): they stay what they are in the
 * journal, but are not shown in full to whoever looks over a shoulder. */
gboolean      sn_schema_column_is_protected (const char   *table,
                                             const char   *column);

/* A value of a field in words, where the schema writes codes: "listed", "household". Any other value is given back as it is. */
const char   *sn_schema_value_word          (const char   *column,
                                             const char   *value);

/**
 * sn_schema_row_word:
 * @key: the row's primary key as sn_journal_list_rows() gives it
 *
 * What an officer would call the row: the person's name, the batch's number. Nothing protected is in it.
 *
 * Returns: (transfer full) (nullable): %NULL when the row has no such word, or is not there any more
 */
char         *sn_schema_row_word            (SnConnection *connection,
                                             const char   *table,
                                             const char   *key);

/**
 * sn_schema_value_text:
 * @kind: sn_schema_column_kind(); of a bound, what the condition makes of it
 * @value: (nullable): as the journal has it
 *
 * What an officer reads in the place of a value: by @kind an amount in yuan, a moment of this place, yes or no, a word for a code, in the
 * place of a row's id what sn_schema_row_word() calls the row, and of what is protected some digits.
 *
 * Returns: (transfer full): "" for %NULL
 */
char         *sn_schema_value_text          (SnConnection *connection,
                                             SnSchemaKind  kind,
                                             const char   *table,
                                             const char   *column,
                                             const char   *value);

G_END_DECLS
