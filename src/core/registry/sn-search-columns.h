/* sn-search-columns.h: the columns of the search image, and finding text in them. For the search image alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-id-places.h"

G_BEGIN_DECLS

#define SN_SEARCH_BLOCK 64 /* rows to a word of matches; columns are padded to whole blocks, so no loop has a rest */

/* Lines of text of any length, each with the row it belongs to: "\nline\nline\n" in one piece, so that a search needs no
 * look at single lines, and the beginning and the end of a line are found like any other text. Numbers of documents stand
 * there without "-" and "'", which a search leaves out, too. */
typedef struct
{
  GByteArray *text;
  GArray     *starts; /* guint32: where each line begins */
  GArray     *rows;   /* guint32 */
} SnSearchLines;

/* One more reading of a name that fits the columns. */
typedef struct
{
  guint64 spelling;
  guint32 spelling_rest;
  guint32 initials;
  guint32 row;
} SnSearchReading;

/**
 * SnSearchColumns:
 *
 * Rows in the order of names. Filled by one thread, then never changed.
 */
typedef struct
{
  guint    n_rows;
  guint    n_words;          /* of SN_SEARCH_BLOCK rows */
  gint64  *ids;
  guint64 *names;            /* up to four UTF-16 units, the first lowest; 0 when the name stands in name_lines */
  guint64 *spellings;        /* the first 12 letters, five bits each, the first highest of 60 bits */
  guint32 *spelling_rests;   /* the next 6 letters, the first highest of 30 bits */
  guint32 *initials;         /* up to 4, the first highest */
  guint8  *document_heads;   /* the first two digits of a number of 18, as half-bytes */
  guint64 *documents;        /* the other sixteen; all bits set when the number stands in document_lines */
  guint64 *phones;           /* up to sixteen digits, the first highest, missing ones 15 */
  guint64 *accounts;         /* the last sixteen digits, the last lowest, missing ones 15; all bits set: none, or in account_lines */
  guint16 *account_heads;    /* up to four digits before them, the last lowest, missing ones 15 */
  int      n_head_digits;    /* the most that any account has before its last sixteen */
  guint32 *households;       /* numbered from 0: people of one household have one number */
  guint    n_households;
  SnIdPlaces *places;        /* (nullable): of the ids; the image's base has them */
  GArray  *readings;         /* SnSearchReading: other readings, also of former names */
  SnSearchLines name_lines;  /* also former names */
  SnSearchLines spelling_lines;
  SnSearchLines initials_lines;
  SnSearchLines document_lines;
  SnSearchLines phone_lines;
  SnSearchLines account_lines;
  SnSearchLines birth_lines; /* yyyymmdd, where the number does not say it */
} SnSearchColumns;

/* What one person brings to the columns: SN_SEARCH_TEXT_COLUMNS of table "person". */
typedef enum
{
  SN_SEARCH_TEXT_NAME,
  SN_SEARCH_TEXT_PINYIN,
  SN_SEARCH_TEXT_DOCUMENT,
  SN_SEARCH_TEXT_PHONE,
  SN_SEARCH_TEXT_ACCOUNT,
  SN_SEARCH_TEXT_FORMER_NAMES,
  SN_SEARCH_TEXT_BIRTH,
} SnSearchText;
#define SN_SEARCH_N_TEXTS (SN_SEARCH_TEXT_BIRTH + 1)
#define SN_SEARCH_TEXT_COLUMNS "name, name_pinyin, document_number, phone, account_number, former_names, birth_date"

typedef struct
{
  gint64      id;
  const char *texts[SN_SEARCH_N_TEXTS]; /* borrowed */
} SnSearchRow;

/* Knows which characters have one reading only, so that most names need no look at all their readings. */
typedef struct _SnReadingMemo SnReadingMemo;

SnReadingMemo   *sn_reading_memo_new        (void);
void             sn_reading_memo_free       (SnReadingMemo     *memo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnReadingMemo, sn_reading_memo_free)

SnSearchColumns *sn_search_columns_new      (guint              n_rows);
SnSearchColumns *sn_search_columns_ref      (SnSearchColumns   *columns);
void             sn_search_columns_unref    (SnSearchColumns   *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnSearchColumns, sn_search_columns_unref)
/* Each row once, in any order. */
void             sn_search_columns_put      (SnSearchColumns   *columns,
                                             guint              row_number,
                                             const SnSearchRow *row,
                                             SnReadingMemo     *memo);

/* How text is packed; the query packs what it looks for in the same way. %FALSE when it does not fit. */
gboolean         sn_search_pack_name        (const char        *name,
                                             guint64           *units);
gboolean         sn_search_pack_spelling    (const char        *spelling,
                                             guint64           *first,
                                             guint32           *rest);
gboolean         sn_search_pack_initials    (const char        *initials,
                                             guint32           *packed);
gboolean         sn_search_pack_document    (const char        *number,
                                             guint8            *head,
                                             guint64           *tail);
/* Nothing but digits: */
gboolean         sn_search_pack_phone       (const char        *digits,
                                             guint64           *packed);
/* @n_head_digits: (out): how many digits come before the last sixteen */
gboolean         sn_search_pack_account     (const char        *digits,
                                             guint16           *head,
                                             guint64           *tail,
                                             int               *n_head_digits);

/* A query, read once, run over several columns. */
typedef struct _SnSearchTerms SnSearchTerms;

#define SN_SEARCH_ANYWHERE_DIGITS 4 /* fewer are looked for at the ends only: an unanchored scan for them would find nearly everyone */

typedef enum
{
  SN_SEARCH_TERM_NAME,
  SN_SEARCH_TERM_LETTERS,
  SN_SEARCH_TERM_NUMBER,
  SN_SEARCH_TERM_MIXED,  /* letters and digits: other documents */
} SnSearchTermKind;

SnSearchTerms   *sn_search_terms_parse      (const char        *text);
void             sn_search_terms_free       (SnSearchTerms     *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnSearchTerms, sn_search_terms_free)
/* Blank text: everyone matches. */
gboolean         sn_search_terms_is_empty   (SnSearchTerms     *terms);
guint            sn_search_terms_get_length (SnSearchTerms     *terms);
SnSearchTermKind sn_search_terms_get_kind   (SnSearchTerms     *terms,
                                             guint              position);
/* Also looked for in addresses: two characters or more, Han among them */
gboolean         sn_search_terms_looks_further (SnSearchTerms  *terms,
                                                guint           position);
/* As it was typed, cleaned */
const char      *sn_search_terms_get_typed  (SnSearchTerms     *terms,
                                             guint              position);
/* Letters in lower case, numbers and mixed in upper case. */
const char      *sn_search_terms_get_text   (SnSearchTerms     *terms,
                                             guint              position);
/* (transfer full): a bit for each row that meets the term; columns->n_words words */
guint64         *sn_search_terms_match      (SnSearchTerms     *terms,
                                             guint              position,
                                             SnSearchColumns   *columns);

G_END_DECLS
