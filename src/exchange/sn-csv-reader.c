/* sn-csv-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-csv-reader.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define LARGEST_BYTES (512u << 20)
#define LOOKED_AT_LINES 20
#define MOST_COLUMNS 16384

/* ── Encoding ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Code points that GB18030 of 2000 and 2005 put into the private area, and where they are since 2022. */
static const struct
{
  gunichar private_area;
  gunichar character;
} moved[] = {
  { 0xe78d, 0xfe10 }, { 0xe78e, 0xfe12 }, { 0xe78f, 0xfe11 }, { 0xe790, 0xfe13 }, { 0xe791, 0xfe14 }, { 0xe792, 0xfe15 },
  { 0xe793, 0xfe16 }, { 0xe794, 0xfe17 }, { 0xe795, 0xfe18 }, { 0xe796, 0xfe19 }, { 0xe816, 0x20087 }, { 0xe817, 0x20089 },
  { 0xe818, 0x200cc }, { 0xe81e, 0x9fb4 }, { 0xe826, 0x9fb5 }, { 0xe82b, 0x9fb6 }, { 0xe82c, 0x9fb7 }, { 0xe831, 0x215d7 },
  { 0xe832, 0x9fb8 }, { 0xe83b, 0x2298f }, { 0xe843, 0x9fb9 }, { 0xe854, 0x9fba }, { 0xe855, 0x241fe }, { 0xe864, 0x9fbb },
};

/* Bytes that glibc's converter refuses although programs write them: older encoders' forms of the same characters, and the
 * euro sign of Windows. */
static const struct
{
  const char *bytes;
  gsize       length;
  const char *text;
} refused_bytes[] = {
  { "\x82\x35\x90\x37", 4, "\xe9\xbe\xb4" }, { "\x82\x35\x90\x38", 4, "\xe9\xbe\xb5" }, { "\x82\x35\x90\x39", 4, "\xe9\xbe\xb6" },
  { "\x80", 1, "€" },
};

char *
sn_csv_move_private (char *take_text)
{
  GString *text;

  /* The private area begins with the byte EE; most files have none. */
  if (strchr (take_text, '\xee') == NULL)
    return take_text;
  text = g_string_new (NULL);
  for (const char *p = take_text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      for (gsize i = 0; i < G_N_ELEMENTS (moved); i++)
        if (moved[i].private_area == c)
          c = moved[i].character;
      g_string_append_unichar (text, c);
    }
  g_free (take_text);
  return g_string_free (text, FALSE);
}

static gsize
append_refused (GString *text, const guint8 *bytes, gsize length_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_bytes); i++)
    {
      if (refused_bytes[i].length > length_bytes || memcmp (bytes, refused_bytes[i].bytes, refused_bytes[i].length) != 0)
        continue;
      g_string_append (text, refused_bytes[i].text);
      return refused_bytes[i].length;
    }
  return 0;
}

static char *
decode_gb18030 (const guint8 *bytes, gsize length_bytes, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (length_bytes * 3 / 2);
  gsize done = 0;

  while (done < length_bytes)
    {
      g_autoptr (GError) local_error = NULL;
      gsize n_read = 0, n_written = 0, n_skipped;
      g_autofree char *piece = g_convert ((const char *) bytes + done, (gssize) (length_bytes - done), "UTF-8", "GB18030", &n_read,
                                          &n_written, &local_error);

      if (piece == NULL)
        piece = g_convert ((const char *) bytes + done, (gssize) n_read, "UTF-8", "GB18030", NULL, &n_written, NULL);
      if (piece != NULL)
        g_string_append_len (text, piece, (gssize) n_written);
      done += n_read;
      if (done >= length_bytes)
        break;
      n_skipped = append_refused (text, bytes + done, length_bytes - done);
      if (n_skipped == 0)
        {
          guint row = 1;

          for (gsize i = 0; i < done; i++)
            row += bytes[i] == '\n';
          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("Row %u holds a character that is neither UTF-8 nor GB18030 (byte %" PRIu64 " of the file). Save the file again as UTF-8 CSV."),
                       row, (guint64) done + 1);
          return NULL;
        }
      done += n_skipped;
    }
  return sn_csv_move_private (g_string_free (g_steal_pointer (&text), FALSE));
}

static char *
decode_utf16 (const guint8 *bytes, gsize length_bytes, const char *charset, GError **error)
{
  char *text = g_convert ((const char *) bytes, (gssize) (length_bytes & ~(gsize) 1), "UTF-8", charset, NULL, NULL, NULL);

  if (text == NULL)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The file is damaged UTF-16 text. Save it again as UTF-8 CSV."));
  return text;
}

/* UTF-16 without a mark: of a short text nearly every other byte is 0. */
static const char *
guess_utf16 (const guint8 *bytes, gsize length_bytes)
{
  gsize n = MIN (length_bytes, 4096) & ~(gsize) 1, even = 0, odd = 0;

  for (gsize i = 0; i < n; i += 2)
    {
      even += bytes[i] == 0;
      odd += bytes[i + 1] == 0;
    }
  if (n < 4)
    return NULL;
  return odd > n / 8 && even == 0 ? "UTF-16LE" : even > n / 8 && odd == 0 ? "UTF-16BE" : NULL;
}

static gboolean
refuse_binary (const char *text, gsize length_bytes, GError **error)
{
  for (gsize i = 0; i < length_bytes; i++)
    {
      guchar c = (guchar) text[i];

      if (c >= 0x20 || (c >= '\t' && c <= '\r') || c == 0x1a)
        continue;
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("This is neither a spreadsheet nor a text table. Choose an .xlsx or .csv file."));
      return TRUE;
    }
  return FALSE;
}

char *
sn_csv_decode (const guint8 *bytes, gsize length_bytes, GError **error)
{
  const char *utf16;

  if (length_bytes >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    return decode_utf16 (bytes + 2, length_bytes - 2, "UTF-16LE", error);
  if (length_bytes >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return decode_utf16 (bytes + 2, length_bytes - 2, "UTF-16BE", error);
  if (length_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length_bytes -= 3;
    }
  utf16 = guess_utf16 (bytes, length_bytes);
  if (utf16 != NULL)
    {
      g_autofree char *text = decode_utf16 (bytes, length_bytes, utf16, error);

      return text != NULL && !refuse_binary (text, strlen (text), error) ? g_steal_pointer (&text) : NULL;
    }
  if (refuse_binary ((const char *) bytes, length_bytes, error))
    return NULL;
  if (g_utf8_validate ((const char *) bytes, (gssize) length_bytes, NULL))
    return sn_csv_move_private (g_strndup ((const char *) bytes, length_bytes));
  return decode_gb18030 (bytes, length_bytes, error);
}

/* ── Separator ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* How many lines agree with the first filled one on the number of separators, weighed by that number. */
static guint
rate_separator (const char *text, char separator)
{
  guint counts[LOOKED_AT_LINES] = { 0 }, n_lines = 0, best = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && n_lines < LOOKED_AT_LINES; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == separator)
        counts[n_lines]++;
      else if (!quoted && (*p == '\n' || (*p == '\r' && p[1] != '\n')))
        n_lines++;
    }
  n_lines = MIN (n_lines + 1, LOOKED_AT_LINES);
  for (guint i = 0; i < n_lines; i++)
    {
      guint agreeing = 0;

      for (guint j = 0; j < n_lines; j++)
        agreeing += counts[i] > 0 && counts[j] == counts[i];
      best = MAX (best, agreeing * 64 + MIN (counts[i] * (agreeing > 0), 63));
    }
  return best;
}

static char
find_separator (const char *text)
{
  static const char separators[] = { ',', '\t', ';', '|' };
  guint best = 0;
  char separator = ',';

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint rating = rate_separator (text, separators[i]);

      if (rating <= best)
        continue;
      best = rating;
      separator = separators[i];
    }
  return separator;
}

/* ── Records ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char          *p;         /* reading; fields are written back over the text they came from */
  char          *out;
  char           separator;
  GArray        *cells;     /* SnCell */
} Parser;

/* Reads one field; returns the character that ended it. */
static char
read_field (Parser *parser, const char **field)
{
  gboolean quoted = *parser->p == '"';
  char end;

  *field = parser->out;
  if (quoted)
    for (parser->p++; *parser->p != '\0'; parser->p++)
      {
        if (*parser->p == '"' && *++parser->p != '"')
          break;
        *parser->out++ = *parser->p;
      }
  while (*parser->p != '\0' && *parser->p != parser->separator && *parser->p != '\n' && *parser->p != '\r')
    *parser->out++ = *parser->p++;
  end = *parser->p;
  if (end == '\r' && parser->p[1] == '\n')
    *parser->p++ = '\0';
  if (end != '\0')
    parser->p++;
  *parser->out++ = '\0';
  return end;
}

static char
read_record (Parser *parser)
{
  char end;

  g_array_set_size (parser->cells, 0);
  do
    {
      const char *field;
      SnCell cell;

      end = read_field (parser, &field);
      cell = (SnCell){ *field != '\0' ? SN_CELL_TEXT : SN_CELL_EMPTY, field, field };
      if (parser->cells->len < MOST_COLUMNS)
        g_array_append_val (parser->cells, cell);
    }
  while (end == parser->separator);
  return end;
}

static gboolean
is_blank (GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, SnCell, i).type != SN_CELL_EMPTY)
      return FALSE;
  return TRUE;
}

gboolean
sn_csv_read (const char *path, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (SnCell));
  g_autofree char *text = NULL;
  Parser parser;

  if (file == NULL)
    return FALSE;
  if (g_mapped_file_get_length (file) > LARGEST_BYTES)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The text file is larger than 512 MB; split it."));
      return FALSE;
    }
  text = sn_csv_decode ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file), error);
  if (text == NULL)
    return FALSE;
  /* A field shrinks when its quotes go, and its NUL takes the separator's place; only an unended last one needs a byte more,
   * which is the text's own. */
  parser = (Parser){ text, text, find_separator (text), cells };
  for (guint row = 1; *parser.p != '\0'; row++)
    {
      if (row % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      read_record (&parser);
      if (is_blank (cells))
        continue;
      info->last_row = row;
      if (!func (row, (const SnCell *) cells->data, cells->len, FALSE, data))
        return TRUE;
    }
  return TRUE;
}
