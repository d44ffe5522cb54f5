/* sn-csv-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-csv-reader.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LARGEST_BYTES (256u << 20)
#define LOOKED_AT_LINES 20
#define MOST_COLUMNS 16384

/* ── Separator ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char separators[] = ",\t;|";

/* Counts @separator in the first lines, outside of quotes; returns how many lines those are. */
static guint
count_separators (const char *text, char separator, guint *counts)
{
  guint n_lines = 0;
  gboolean quoted = FALSE, at_start = TRUE;

  for (const char *p = text; *p != '\0' && n_lines < LOOKED_AT_LINES; p++)
    {
      /* A quotation mark within a field is a character like any other. */
      if (*p == '"' && (quoted || at_start))
        quoted = !quoted;
      else if (!quoted && *p == separator)
        counts[n_lines]++;
      else if (!quoted && (*p == '\n' || (*p == '\r' && p[1] != '\n')))
        n_lines++;
      at_start = *p == '\n' || *p == '\r' || strchr (separators, *p) != NULL;
    }
  return MIN (n_lines + 1, LOOKED_AT_LINES);
}

/* How many lines agree on the number of separators, and among equals how many that are. */
static guint
rate_separator (const char *text, char separator)
{
  guint counts[LOOKED_AT_LINES] = { 0 }, best = 0;
  guint n_lines = count_separators (text, separator, counts);

  for (guint i = 0; i < n_lines; i++)
    {
      guint agreeing = 0;

      for (guint j = 0; j < n_lines && counts[i] > 0; j++)
        agreeing += counts[j] == counts[i];
      best = MAX (best, agreeing * 64 + (agreeing > 0 ? MIN (counts[i], 63) : 0));
    }
  return best;
}

static char
find_separator (const char *text)
{
  guint best = 0;
  char separator = separators[0];

  for (gsize i = 0; separators[i] != '\0'; i++)
    {
      guint rating = rate_separator (text, separators[i]);

      if (rating <= best)
        continue;
      best = rating;
      separator = separators[i];
    }
  return separator;
}

/* Excel's own way to say it: a first line "sep=;", which is no row. Moves *text behind it. */
static char
take_separator_line (char **text)
{
  char *p = *text + (**text == '"');
  gboolean quoted = p > *text;
  char separator;

  if (g_ascii_strncasecmp (p, "sep=", 4) != 0 || p[4] == '\0' || p[4] == '\n' || p[4] == '\r')
    return '\0';
  separator = p[4];
  p += 5 + quoted;
  if ((quoted && p[-1] != '"') || (*p != '\n' && *p != '\r'))
    return '\0';
  *text = p + (*p == '\r' && p[1] == '\n' ? 2 : 1);
  return separator;
}

/* ── Records ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char          *p;         /* reading; fields are written back over the text they came from */
  char          *out;
  char           separator;
  GArray        *cells;     /* SnCell */
  char          *unclosed;  /* the field whose quotation mark is never closed, or NULL */
} Parser;

/* Moves a quoted field to where it is written; @parser->p stands behind the opening mark before, behind the closing one
 * after. FALSE when the mark is never closed. */
static gboolean
read_quoted (Parser *parser)
{
  for (; *parser->p != '\0'; parser->p++)
    {
      if (*parser->p == '"' && *++parser->p != '"')
        return TRUE;
      *parser->out++ = *parser->p;
    }
  return FALSE;
}

/* Reads one field; returns the character that ended it. */
static char
read_field (Parser *parser, char **field)
{
  char end;

  *field = parser->out;
  if (*parser->p == '"')
    {
      parser->p++;
      if (!read_quoted (parser))
        parser->unclosed = *field;
    }
  while (*parser->p != '\0' && *parser->p != parser->separator && *parser->p != '\n' && *parser->p != '\r')
    *parser->out++ = *parser->p++;
  end = *parser->p;
  if (end == '\r' && parser->p[1] == '\n')
    parser->p++;
  if (end != '\0')
    parser->p++;
  *parser->out++ = '\0';
  return end;
}

static void
read_record (Parser *parser)
{
  char end;

  g_array_set_size (parser->cells, 0);
  do
    {
      char *field;
      SnCell cell;

      end = read_field (parser, &field);
      cell = (SnCell){ *field != '\0' ? SN_CELL_TEXT : SN_CELL_EMPTY, field, field };
      g_array_append_val (parser->cells, cell);
    }
  while (end == parser->separator && parser->cells->len <= MOST_COLUMNS);
}

/* A last field without its closing mark is what it is; but one that swallowed rows after it must not pass. */
static gboolean
swallowed_rows (char *unclosed)
{
  gsize length = strlen (unclosed);

  while (length > 0 && (unclosed[length - 1] == '\n' || unclosed[length - 1] == '\r'))
    length--;
  return memchr (unclosed, '\n', length) != NULL || memchr (unclosed, '\r', length) != NULL;
}

static gboolean
check_record (const Parser *parser, guint row, GError **error)
{
  if (parser->cells->len > MOST_COLUMNS)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Row %u has more than %d columns. Choose a table of fewer columns."),
                 row, MOST_COLUMNS);
  else if (parser->unclosed != NULL && swallowed_rows (parser->unclosed))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("In row %u a quotation mark is opened and never closed, so that all rows after it would belong to one cell. "
                    "Close or remove it."),
                 row);
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_blank (GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, SnCell, i).type != SN_CELL_EMPTY)
      return FALSE;
  return TRUE;
}

static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  char *text;
  gsize length;

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) > LARGEST_BYTES)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The text file is larger than 256 MB; split it."));
      return NULL;
    }
  text = sn_csv_decode ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file), error);
  /* Old programs end a file with ^Z. */
  for (length = text != NULL ? strlen (text) : 0; length > 0 && text[length - 1] == '\x1a'; length--)
    text[length - 1] = '\0';
  return text;
}

gboolean
sn_csv_read (const char *path, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (SnCell));
  g_autofree char *text = read_file (path, error);
  char *start = text;
  char separator;
  Parser parser;

  if (text == NULL)
    return FALSE;
  separator = take_separator_line (&start);
  /* A field shrinks when its quotes go, and its NUL takes the separator's place; only an unended last one needs a byte more,
   * which is the text's own. */
  parser = (Parser){ start, start, separator != '\0' ? separator : find_separator (start), cells };
  for (guint row = 1; *parser.p != '\0'; row++)
    {
      if (row % 1024 == 1 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      read_record (&parser);
      if (!check_record (&parser, row, error))
        return FALSE;
      if (is_blank (cells))
        continue;
      info->last_row = row;
      if (!func (row, (const SnCell *) cells->data, cells->len, FALSE, data))
        return TRUE;
    }
  return TRUE;
}
