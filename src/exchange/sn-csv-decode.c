/* sn-csv-decode.c: which encoding a text file is in, without being told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-csv-reader.h"

#include "sn-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define PIECE_BYTES 65536
#define LONGEST_CHARACTER 4
#define LOOKED_AT_BYTES 4096

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
  { 0xe7c7, 0x1e3f },
};

/* Four-byte forms that glibc's converter refuses although older encoders write them, as runs in the order of the standard. */
static const struct
{
  guint8   first[LONGEST_CHARACTER];
  guint32  length;
  gunichar character;
} refused_runs[] = {
  { { 0x82, 0x35, 0x90, 0x37 }, 8, 0x9fb4 },
  { { 0x84, 0x31, 0x82, 0x36 }, 10, 0xfe10 },
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

/* ── GB18030 ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The place of a four-byte form among all of them. */
static guint32
get_linear (const guint8 *bytes)
{
  return ((((guint32) bytes[0] - 0x81) * 10 + bytes[1] - 0x30) * 126 + bytes[2] - 0x81) * 10 + bytes[3] - 0x30;
}

/* Appends what stands at @bytes though the converter refuses it; returns how many bytes that took, 0: it is nothing. */
static gsize
append_refused (GString *text, const guint8 *bytes, gsize length_bytes)
{
  guint32 linear;

  /* Windows writes the euro sign so. */
  if (bytes[0] == 0x80)
    {
      g_string_append (text, "€");
      return 1;
    }
  if (length_bytes < LONGEST_CHARACTER || bytes[0] < 0x81 || !g_ascii_isdigit ((char) bytes[1]) || bytes[2] < 0x81 ||
      !g_ascii_isdigit ((char) bytes[3]))
    return 0;
  linear = get_linear (bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (refused_runs); i++)
    {
      guint32 first = get_linear (refused_runs[i].first);

      if (linear < first || linear - first >= refused_runs[i].length)
        continue;
      g_string_append_unichar (text, refused_runs[i].character + (linear - first));
      return LONGEST_CHARACTER;
    }
  return 0;
}

static void
set_undecodable (const guint8 *bytes, gsize at, GError **error)
{
  guint line = 1;

  for (gsize i = 0; i < at; i++)
    line += bytes[i] == '\n';
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
               _ ("Line %u holds a character that is neither UTF-8 nor GB18030 (byte %" PRIu64 " of the file). "
                  "Save the file again as UTF-8 CSV."),
               line, (guint64) at + 1);
}

/* Converts up to what the converter refuses; *bytes and *length_bytes move there. */
static void
convert_piece (GIConv converter, char **bytes, gsize *length_bytes, GString *text)
{
  char buffer[PIECE_BYTES];
  gsize n_converted;

  do
    {
      char *out = buffer;
      gsize n_free = sizeof buffer;

      n_converted = g_iconv (converter, bytes, length_bytes, &out, &n_free);
      g_string_append_len (text, buffer, (gssize) (sizeof buffer - n_free));
    }
  while (n_converted == (gsize) -1 && errno == E2BIG);
}

char *
sn_csv_decode_gb18030 (const guint8 *bytes, gsize length_bytes, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (length_bytes * 3 / 2);
  GIConv converter = g_iconv_open ("UTF-8", "GB18030");
  char *p = (char *) bytes;
  gsize n_left = length_bytes;

  if (converter == (GIConv) -1)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, _ ("This system cannot read GB18030. Save the file as UTF-8 CSV."));
      return NULL;
    }
  while (n_left > 0)
    {
      gsize n_refused;

      convert_piece (converter, &p, &n_left, text);
      if (n_left == 0)
        break;
      n_refused = append_refused (text, (const guint8 *) p, n_left);
      if (n_refused == 0)
        {
          set_undecodable (bytes, length_bytes - n_left, error);
          break;
        }
      p += n_refused;
      n_left -= n_refused;
      g_iconv (converter, NULL, NULL, NULL, NULL);
    }
  g_iconv_close (converter);
  return n_left == 0 ? sn_csv_move_private (g_string_free (g_steal_pointer (&text), FALSE)) : NULL;
}

/* ── Unicode ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
decode_units (const guint8 *bytes, gsize length_bytes, const char *charset, gsize *n_written, GError **error)
{
  char *text = NULL;

  if (length_bytes % (strstr (charset, "32") != NULL ? 4 : 2) == 0)
    text = g_convert ((const char *) bytes, (gssize) length_bytes, "UTF-8", charset, NULL, n_written, NULL);
  if (text == NULL)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _ ("The file is damaged UTF-16 text. Save it again as UTF-8 CSV."));
  return text;
}

/* UTF-16 without a mark: of a table many characters are digits, whose upper byte is 0, and there must be separators, tags or line
 * ends; of Chinese characters a few have a lower byte of 0, as 一 and 开. */
static const char *
guess_utf16 (const guint8 *bytes, gsize length_bytes)
{
  gsize n = MIN (length_bytes, LOOKED_AT_BYTES) & ~(gsize) 1;
  gsize n_zeros[2] = { 0 }, n_marks[2] = { 0 };
  int upper;

  for (gsize i = 0; i < n; i++)
    {
      n_zeros[i % 2] += bytes[i] == 0;
      n_marks[i % 2] += bytes[i ^ 1] == 0 && bytes[i] != 0 && strchr ("\n\r\t,;|<>", bytes[i]) != NULL;
    }
  upper = n_zeros[1] > n_zeros[0];
  if (n_zeros[upper] <= n / 8 || n_zeros[upper] < 4 * n_zeros[!upper] || n_marks[!upper] == 0)
    return NULL;
  return upper == 1 ? "UTF-16LE" : "UTF-16BE";
}

/* Moves *bytes behind the mark, if there is one. */
static const char *
find_units (const guint8 **bytes, gsize *length_bytes)
{
  const guint8 *p = *bytes;

  if (*length_bytes >= 4 && (memcmp (p, "\xff\xfe\0\0", 4) == 0 || memcmp (p, "\0\0\xfe\xff", 4) == 0))
    {
      *bytes += 4;
      *length_bytes -= 4;
      return p[0] == 0xff ? "UTF-32LE" : "UTF-32BE";
    }
  if (*length_bytes < 2 || !((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
    return guess_utf16 (p, *length_bytes);
  *bytes += 2;
  *length_bytes -= 2;
  return p[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
}

/* UTF-8 with a fault in it is not to be taken for GB18030, which would make other characters of all of it. */
static gboolean
is_damaged_utf8 (const guint8 *bytes, gsize length_bytes, gsize *first_fault)
{
  const char *p = (const char *) bytes, *end = p + length_bytes;
  gsize n_good = 0, n_bad = 0;

  while (p < end)
    {
      gunichar c = (guchar) *p < 0x80 ? 0 : g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          if (n_bad++ == 0)
            *first_fault = (gsize) (p - (const char *) bytes);
          p++;
          continue;
        }
      n_good += c != 0;
      p = c != 0 ? g_utf8_next_char (p) : p + 1;
    }
  return n_good > 10 * n_bad;
}

/* ── Text or not ────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_control (guchar c)
{
  return c < 0x20 && (c < '\t' || c > '\r') && c != 0x1a;
}

/* A stray control character is left to the importer to clean away; a NUL, or many, are no text. */
static gboolean
is_binary (const char *text, gsize length_bytes)
{
  gsize n_controls = 0;

  for (gsize i = 0; i < length_bytes; i++)
    {
      n_controls += is_control ((guchar) text[i]);
      if (text[i] == '\0')
        return TRUE;
    }
  return n_controls > 1 + length_bytes / 64;
}

static gboolean
refuse_binary (const char *text, gsize length_bytes, GError **error)
{
  if (!is_binary (text, length_bytes))
    return FALSE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("This is neither a spreadsheet nor a text table. Choose an .xlsx or .csv file."));
  return TRUE;
}

char *
sn_csv_decode (const guint8 *bytes, gsize length_bytes, GError **error)
{
  const char *units = find_units (&bytes, &length_bytes);
  gboolean marked = FALSE;
  gsize first_fault = 0;

  if (length_bytes == 0)
    return g_strdup ("");
  if (units != NULL)
    {
      gsize n_written = 0;
      g_autofree char *text = decode_units (bytes, length_bytes, units, &n_written, error);

      return text != NULL && !refuse_binary (text, n_written, error) ? sn_csv_move_private (g_steal_pointer (&text)) : NULL;
    }
  while (length_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length_bytes -= 3;
      marked = TRUE;
    }
  if (refuse_binary ((const char *) bytes, length_bytes, error))
    return NULL;
  if (g_utf8_validate ((const char *) bytes, (gssize) length_bytes, NULL))
    return sn_csv_move_private (g_strndup ((const char *) bytes, length_bytes));
  if (is_damaged_utf8 (bytes, length_bytes, &first_fault) || marked)
    {
      set_undecodable (bytes, first_fault, error);
      return NULL;
    }
  return sn_csv_decode_gb18030 (bytes, length_bytes, error);
}
