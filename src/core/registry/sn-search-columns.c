/* sn-search-columns.c: people put into the columns of the search image.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-columns.h"

#include "sn-name.h"

#include <string.h>

#define FIRST_LETTERS 12
#define REST_LETTERS 6
#define INITIALS 4

/* ── Side lines ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
init_lines (SnSearchLines *lines)
{
  lines->text = g_byte_array_new ();
  lines->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  lines->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_byte_array_append (lines->text, (const guint8 *) "\n", 1);
}

static void
clear_lines (SnSearchLines *lines)
{
  g_byte_array_unref (lines->text);
  g_array_unref (lines->starts);
  g_array_unref (lines->rows);
}

static void
add_line (SnSearchLines *lines, guint row, const char *text)
{
  guint32 start = lines->text->len;

  g_array_append_val (lines->starts, start);
  g_array_append_val (lines->rows, row);
  g_byte_array_append (lines->text, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (lines->text, (const guint8 *) "\n", 1);
}

/* ── Readings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

#define HAN_FIRST 0x4e00
#define HAN_LAST 0x9fff

/* The only reading of a character wherever it stands. */
typedef struct
{
  gint8 n_letters;  /* 0: not known yet; SEVERAL */
  char  letters[7]; /* without an end */
} OnlyReading;

#define SEVERAL (-1) /* readings, or one that is too long to be pinyin */

struct _SnReadingMemo
{
  OnlyReading han[HAN_LAST - HAN_FIRST + 1];
};

SnReadingMemo *
sn_reading_memo_new (void)
{
  return g_new0 (SnReadingMemo, 1);
}

void
sn_reading_memo_free (SnReadingMemo *memo)
{
  g_free (memo);
}

static void
collect_reading (const char *spelling, gpointer data)
{
  g_ptr_array_add (data, g_strdup (spelling));
}

static GPtrArray *
list_readings (const char *name)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func (g_free);

  sn_name_each_reading (name, collect_reading, readings);
  return readings;
}

/* (transfer full) (nullable) */
static char *
find_only_reading (gunichar character)
{
  /* As a surname and behind one: 任, 曾, 单 are read otherwise there. */
  static const char surname[] = "王", surname_spelling[] = "wang";
  char alone[7] = "", behind[16];
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) later = NULL;
  const char *later_reading;

  alone[g_unichar_to_utf8 (character, alone)] = '\0';
  g_snprintf (behind, sizeof behind, "%s%s", surname, alone);
  first = list_readings (alone);
  later = list_readings (behind);
  if (first->len != 1 || later->len != 1)
    return NULL;
  later_reading = g_ptr_array_index (later, 0);
  if (!g_str_has_prefix (later_reading, surname_spelling) ||
      !g_str_equal (later_reading + strlen (surname_spelling), g_ptr_array_index (first, 0)))
    return NULL;
  return g_strdup (g_ptr_array_index (first, 0));
}

static void
learn_reading (OnlyReading *only, gunichar character)
{
  g_autofree char *reading = find_only_reading (character);
  gsize n_letters = reading != NULL ? strlen (reading) : 0;

  only->n_letters = SEVERAL;
  if (n_letters == 0 || n_letters > sizeof only->letters)
    return;
  memcpy (only->letters, reading, n_letters);
  only->n_letters = (gint8) n_letters;
}

/* (nullable): characters outside the table are rare enough to be read in full */
static const OnlyReading *
get_only_reading (SnReadingMemo *memo, gunichar character)
{
  OnlyReading *only;

  if (character < HAN_FIRST || character > HAN_LAST)
    return NULL;
  only = &memo->han[character - HAN_FIRST];
  if (only->n_letters == 0)
    learn_reading (only, character);
  return only->n_letters > 0 ? only : NULL;
}

/* Whether @name_pinyin is all there is: no character has a second reading and no pair of them is read in a way of its own.
 * Then @spelling and @initials are filled from it. */
static gboolean
has_one_reading (SnReadingMemo *memo, const char *name, const char *name_pinyin, char *spelling, gsize size, char *initials)
{
  const char *syllable = name_pinyin;
  gsize length = 0;
  int n_characters = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      const OnlyReading *only = get_only_reading (memo, g_utf8_get_char (p));
      gsize n_letters = only != NULL ? (gsize) only->n_letters : 0;

      if (only == NULL || n_characters == INITIALS || length + n_letters >= size ||
          strncmp (syllable, only->letters, n_letters) != 0)
        return FALSE;
      syllable += n_letters;
      if (*syllable == ' ')
        syllable++;
      else if (*syllable != '\0')
        return FALSE;
      memcpy (spelling + length, only->letters, n_letters);
      length += n_letters;
      initials[n_characters++] = only->letters[0];
    }
  spelling[length] = '\0';
  initials[n_characters] = '\0';
  return *syllable == '\0' && n_characters > 0;
}

/* The first that fits goes to the column, others that fit to "readings", the rest to lines. */
typedef struct
{
  SnSearchColumns *columns;
  guint            row;
} Putting;

static void
put_spelling (const char *spelling, gpointer data)
{
  Putting *putting = data;
  SnSearchColumns *columns = putting->columns;
  SnSearchReading reading = { .row = putting->row };

  if (!sn_search_pack_spelling (spelling, &reading.spelling, &reading.spelling_rest))
    {
      add_line (&columns->spelling_lines, putting->row, spelling);
      return;
    }
  if (columns->spellings[putting->row] != 0)
    {
      g_array_append_val (columns->readings, reading);
      return;
    }
  columns->spellings[putting->row] = reading.spelling;
  columns->spelling_rests[putting->row] = reading.spelling_rest;
}

static void
put_initials (const char *initials, Putting *putting)
{
  SnSearchColumns *columns = putting->columns;
  SnSearchReading reading = { .row = putting->row };

  if (!sn_search_pack_initials (initials, &reading.initials))
    add_line (&columns->initials_lines, putting->row, initials);
  else if (columns->initials[putting->row] != 0)
    g_array_append_val (columns->readings, reading);
  else
    columns->initials[putting->row] = reading.initials;
}

static void
put_readings (SnSearchColumns *columns, guint row_number, const char *name, const char *name_pinyin, SnReadingMemo *memo)
{
  Putting putting = { columns, row_number };
  char spelling[FIRST_LETTERS + REST_LETTERS + 1], initials[INITIALS + 1];
  g_autofree char *all_initials = NULL;
  g_auto (GStrv) each_initials = NULL;

  if (has_one_reading (memo, name, name_pinyin, spelling, sizeof spelling, initials))
    {
      put_spelling (spelling, &putting);
      put_initials (initials, &putting);
      return;
    }
  sn_name_each_reading (name, put_spelling, &putting);
  all_initials = sn_name_initials (name);
  each_initials = g_strsplit (all_initials, " ", -1);
  for (int i = 0; each_initials[i] != NULL; i++)
    put_initials (each_initials[i], &putting);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_latin_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      return TRUE;
  return FALSE;
}

static void
put_name (SnSearchColumns *columns, guint row_number, const char *name)
{
  g_autofree char *lower = NULL;

  if (!has_latin_letter (name) && sn_search_pack_name (name, &columns->names[row_number]))
    return;
  columns->names[row_number] = 0;
  lower = g_ascii_strdown (name, -1);
  add_line (&columns->name_lines, row_number, lower);
}

/* Behind the name: it is found by its characters and its readings like the name in use. */
static void
put_former_names (SnSearchColumns *columns, guint row_number, const char *former_names, SnReadingMemo *memo)
{
  g_auto (GStrv) names = NULL;

  if (*former_names == '\0')
    return;
  names = g_strsplit (former_names, "、", -1);
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (names[i], -1);
      g_autofree char *pinyin = sn_name_pinyin (names[i]);

      if (*names[i] == '\0')
        continue;
      add_line (&columns->name_lines, row_number, lower);
      put_readings (columns, row_number, names[i], pinyin, memo);
    }
}

/* In upper case, without the signs that a search leaves out of what was typed. */
static char *
make_line (const char *number)
{
  GString *line = g_string_new (NULL);

  for (const char *p = number; *p != '\0'; p++)
    if (*p != '-' && *p != '\'')
      g_string_append_c (line, g_ascii_toupper (*p));
  return g_string_free (line, FALSE);
}

static void
put_document (SnSearchColumns *columns, guint row_number, const char *number, const char *birth_date)
{
  g_autofree char *line = NULL;
  g_autofree char *birth = NULL;

  if (sn_search_pack_document (number, &columns->document_heads[row_number], &columns->documents[row_number]))
    return;
  columns->document_heads[row_number] = G_MAXUINT8;
  columns->documents[row_number] = G_MAXUINT64;
  line = make_line (number);
  add_line (&columns->document_lines, row_number, line);
  birth = make_line (birth_date);
  if (*birth != '\0')
    add_line (&columns->birth_lines, row_number, birth);
}

/* The digits of @number alone, as many as fit. */
static void
take_digits (const char *number, char *digits, gsize size)
{
  gsize n_digits = 0;

  for (const char *p = number; *p != '\0' && n_digits + 1 < size; p++)
    if (g_ascii_isdigit (*p))
      digits[n_digits++] = *p;
  digits[n_digits] = '\0';
}

static void
put_phone (SnSearchColumns *columns, guint row_number, const char *phone)
{
  char digits[64];

  take_digits (phone, digits, sizeof digits);
  if (sn_search_pack_phone (digits, &columns->phones[row_number]))
    return;
  columns->phones[row_number] = G_MAXUINT64;
  add_line (&columns->phone_lines, row_number, digits);
}

static void
put_account (SnSearchColumns *columns, guint row_number, const char *account)
{
  char digits[64];
  int n_head_digits;
  g_autofree char *line = NULL;

  if (*account == '\0')
    return;
  take_digits (account, digits, sizeof digits);
  if (!has_latin_letter (account) &&
      sn_search_pack_account (digits, &columns->account_heads[row_number], &columns->accounts[row_number], &n_head_digits))
    {
      columns->n_head_digits = MAX (columns->n_head_digits, n_head_digits);
      return;
    }
  line = make_line (account);
  add_line (&columns->account_lines, row_number, line);
}

void
sn_search_columns_put (SnSearchColumns *columns, guint row_number, const SnSearchRow *row, SnReadingMemo *memo)
{
  const char *const *texts = row->texts;

  columns->ids[row_number] = row->id;
  put_name (columns, row_number, texts[SN_SEARCH_TEXT_NAME]);
  put_readings (columns, row_number, texts[SN_SEARCH_TEXT_NAME], texts[SN_SEARCH_TEXT_PINYIN], memo);
  put_former_names (columns, row_number, texts[SN_SEARCH_TEXT_FORMER_NAMES], memo);
  put_document (columns, row_number, texts[SN_SEARCH_TEXT_DOCUMENT], texts[SN_SEARCH_TEXT_BIRTH]);
  put_phone (columns, row_number, texts[SN_SEARCH_TEXT_PHONE]);
  put_account (columns, row_number, texts[SN_SEARCH_TEXT_ACCOUNT]);
}

SnSearchColumns *
sn_search_columns_new (guint n_rows)
{
  SnSearchColumns *columns = g_atomic_rc_box_new0 (SnSearchColumns);
  gsize n_padded;

  columns->n_rows = n_rows;
  columns->n_words = (n_rows + SN_SEARCH_BLOCK - 1) / SN_SEARCH_BLOCK;
  n_padded = (gsize) columns->n_words * SN_SEARCH_BLOCK;
  columns->ids = g_new0 (gint64, n_padded);
  columns->names = g_new0 (guint64, n_padded);
  columns->spellings = g_new0 (guint64, n_padded);
  columns->spelling_rests = g_new0 (guint32, n_padded);
  columns->initials = g_new0 (guint32, n_padded);
  columns->document_heads = g_new (guint8, n_padded);
  columns->documents = g_new (guint64, n_padded);
  columns->phones = g_new (guint64, n_padded);
  columns->accounts = g_new (guint64, n_padded);
  columns->account_heads = g_new (guint16, n_padded);
  columns->households = g_new0 (guint32, n_padded);
  /* No digit looked for is 15, so the padding never matches. */
  memset (columns->document_heads, 0xff, n_padded);
  memset (columns->documents, 0xff, n_padded * sizeof (guint64));
  memset (columns->phones, 0xff, n_padded * sizeof (guint64));
  memset (columns->accounts, 0xff, n_padded * sizeof (guint64));
  memset (columns->account_heads, 0xff, n_padded * sizeof (guint16));
  columns->readings = g_array_new (FALSE, FALSE, sizeof (SnSearchReading));
  init_lines (&columns->name_lines);
  init_lines (&columns->spelling_lines);
  init_lines (&columns->initials_lines);
  init_lines (&columns->document_lines);
  init_lines (&columns->phone_lines);
  init_lines (&columns->account_lines);
  init_lines (&columns->birth_lines);
  return columns;
}

static void
clear_columns (gpointer data)
{
  SnSearchColumns *columns = data;

  g_free (columns->ids);
  g_free (columns->names);
  g_free (columns->spellings);
  g_free (columns->spelling_rests);
  g_free (columns->initials);
  g_free (columns->document_heads);
  g_free (columns->documents);
  g_free (columns->phones);
  g_free (columns->accounts);
  g_free (columns->account_heads);
  g_free (columns->households);
  g_clear_pointer (&columns->places, sn_id_places_free);
  g_array_unref (columns->readings);
  clear_lines (&columns->name_lines);
  clear_lines (&columns->spelling_lines);
  clear_lines (&columns->initials_lines);
  clear_lines (&columns->document_lines);
  clear_lines (&columns->phone_lines);
  clear_lines (&columns->account_lines);
  clear_lines (&columns->birth_lines);
}

SnSearchColumns *
sn_search_columns_ref (SnSearchColumns *columns)
{
  return g_atomic_rc_box_acquire (columns);
}

void
sn_search_columns_unref (SnSearchColumns *columns)
{
  if (columns != NULL)
    g_atomic_rc_box_release_full (columns, clear_columns);
}
