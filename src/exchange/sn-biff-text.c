/* sn-biff-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-biff-text.h"

#include "sn-csv-reader.h"
#include "sn-error.h"
#include "sn-xml-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDE 0x01       /* two bytes a character */
#define WITH_PHONETIC 0x04
#define WITH_RUNS 0x08  /* of looks */
#define RUN_BYTES 4

#define PAGE_UTF16 1200
#define PAGE_GBK 936

void
sn_biff_text_clear (SnBiffText *text)
{
  if (text->converter_page > 0 && text->converter != (GIConv) -1)
    g_iconv_close (text->converter);
  text->converter_page = 0;
  g_clear_pointer (&text->units, g_array_unref);
  g_clear_pointer (&text->bytes, g_byte_array_unref);
}

/* ── UTF-16 ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The bytes of the record from *at on, at most @n_wanted; where there are none left, those of the one that continues it. */
static gsize
get_piece (SnBiffStream *stream, gsize *at, gsize n_wanted)
{
  while (*at >= stream->length)
    {
      if (!sn_biff_stream_continue (stream))
        return 0;
      *at = 0;
    }
  return MIN (n_wanted, stream->length - *at);
}

static gboolean
read_number (SnBiffStream *stream, gsize *at, guint n_bytes, guint32 *number)
{
  *number = 0;
  for (guint i = 0; i < n_bytes; i++)
    {
      if (get_piece (stream, at, 1) == 0)
        return FALSE;
      *number |= (guint32) stream->data[(*at)++] << (8 * i);
    }
  return TRUE;
}

static gboolean
skip (SnBiffStream *stream, gsize *at, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      gsize n = get_piece (stream, at, n_bytes);

      if (n == 0)
        return FALSE;
      *at += n;
      n_bytes -= n;
    }
  return TRUE;
}

/* Where characters go on in another record, that begins with how wide they are there. */
static gboolean
read_units (SnBiffText *text, SnBiffStream *stream, gsize *at, guint32 n_units, gboolean wide)
{
  g_array_set_size (text->units, 0);
  while (n_units > 0)
    {
      gsize width = wide ? 2 : 1;
      gsize n = MIN (n_units, (stream->length - *at) / width);

      for (gsize i = 0; i < n; i++, *at += width)
        {
          guint16 unit = (guint16) (stream->data[*at] | (wide ? stream->data[*at + 1] << 8 : 0));

          g_array_append_val (text->units, unit);
        }
      n_units -= (guint32) n;
      if (n_units == 0)
        return TRUE;
      do
        if (!sn_biff_stream_continue (stream))
          return FALSE;
      while (stream->length == 0);
      wide = (stream->data[0] & WIDE) != 0;
      *at = 1;
    }
  return TRUE;
}

/* Halves of pairs without the other one become what stands for something that cannot be shown. */
static void
append_units (const GArray *units, GString *output)
{
  const guint16 *unit = (const guint16 *) units->data, *end = unit + units->len;

  for (; unit < end; unit++)
    {
      if (*unit >= 0xd800 && *unit < 0xdc00 && unit + 1 < end && unit[1] >= 0xdc00 && unit[1] < 0xe000)
        {
          g_string_append_unichar (output, 0x10000 + ((gunichar) (*unit - 0xd800) << 10) + (unit[1] - 0xdc00u));
          unit++;
        }
      else if (*unit >= 0xd800 && *unit < 0xe000)
        {
          g_string_append_unichar (output, 0xfffd);
        }
      else if (*unit > 0 && *unit < 0x80)
        {
          g_string_append_c (output, (char) *unit);
        }
      else if (*unit > 0)
        {
          g_string_append_unichar (output, *unit);
        }
    }
}

static gboolean
read_unicode (SnBiffText *text, SnBiffStream *stream, guint32 n_units, gsize *at, GString *output)
{
  guint32 flags = 0, n_runs = 0, n_phonetic = 0;

  if (text->units == NULL)
    text->units = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_array_set_size (text->units, 0);
  /* Some programs write of an empty text how long it is, and no more. */
  if (!read_number (stream, at, 1, &flags))
    return n_units == 0;
  if (((flags & WITH_RUNS) != 0 && !read_number (stream, at, 2, &n_runs)) ||
      ((flags & WITH_PHONETIC) != 0 && !read_number (stream, at, 4, &n_phonetic)) ||
      !read_units (text, stream, at, n_units, (flags & WIDE) != 0))
    {
      append_units (text->units, output);
      return FALSE;
    }
  append_units (text->units, output);
  return skip (stream, at, (gsize) n_runs * RUN_BYTES + n_phonetic);
}

/* ── Code pages ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The Macintosh's have numbers of their own; all others are known by theirs. GB18030 reads more than GBK, and nothing otherwise. */
static GIConv
open_converter (guint code_page)
{
  static const struct
  {
    guint       code_page;
    const char *charset;
  } charsets[] = {
    { PAGE_GBK, "GB18030" },  { 10008, "GB18030" },      { 54936, "GB18030" }, { 950, "BIG5-HKSCS" }, { 10002, "BIG5" }, { 949, "UHC" },
    { 10000, "MACINTOSH" },   { 32768, "MACINTOSH" }, { 32769, "CP1252" },  { 65001, "UTF-8" },    { 20127, "ASCII" }, { 10001, "SHIFT_JIS" },
    { 10003, "EUC-KR" }, { 10007, "MAC-CYRILLIC" }, { 10029, "MAC-CENTRALEUROPE" }, { 0, NULL },
  };
  char name[16];

  g_snprintf (name, sizeof name, "CP%u", code_page);
  for (gsize i = 0; charsets[i].charset != NULL; i++)
    if (charsets[i].code_page == code_page)
      return g_iconv_open ("UTF-8", charsets[i].charset);
  return g_iconv_open ("UTF-8", name);
}

guint
sn_biff_text_get_charset_page (guint charset)
{
  static const struct
  {
    guint charset;
    guint code_page;
  } pages[] = {
    { 77, 10000 }, { 128, 932 },  { 129, 949 },  { 134, PAGE_GBK }, { 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 163, 1258 },
    { 177, 1255 }, { 178, 1256 }, { 186, 1257 }, { 204, 1251 },     { 222, 874 },  { 238, 1250 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].charset == charset)
      return pages[i].code_page;
  return 0;
}

static gboolean
convert (SnBiffText *text, guint code_page, GString *output)
{
  g_autofree char *converted = NULL;

  if (text->converter_page != code_page)
    {
      if (text->converter_page > 0 && text->converter != (GIConv) -1)
        g_iconv_close (text->converter);
      text->converter = open_converter (code_page);
      text->converter_page = code_page;
    }
  if (text->converter != (GIConv) -1)
    {
      g_iconv (text->converter, NULL, NULL, NULL, NULL);
      converted = g_convert_with_iconv ((const char *) text->bytes->data, text->bytes->len, text->converter, NULL, NULL, NULL);
    }
  /* What the converter refuses of GB18030, and older programs write. */
  if (converted == NULL && code_page == PAGE_GBK)
    converted = sn_csv_decode_gb18030 (text->bytes->data, text->bytes->len, NULL);
  else if (converted != NULL)
    converted = sn_csv_move_private (g_steal_pointer (&converted));
  if (converted == NULL)
    return FALSE;
  g_string_append (output, converted);
  return TRUE;
}

static gboolean
is_ascii (const GByteArray *bytes)
{
  for (guint i = 0; i < bytes->len; i++)
    if (bytes->data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Without a code page, and a font that tells, it is what the programs of this country write. */
static gboolean
read_bytes (SnBiffText *text, SnBiffStream *stream, guint32 n_bytes, gsize *at, GString *output, GError **error)
{
  guint code_page = text->code_page == 0 ? text->font_page : text->code_page;

  if (text->bytes == NULL)
    text->bytes = g_byte_array_new ();
  g_byte_array_set_size (text->bytes, 0);
  while (n_bytes > 0)
    {
      gsize n = get_piece (stream, at, n_bytes);

      if (n == 0)
        {
          sn_set_damaged (error);
          return FALSE;
        }
      for (gsize i = 0; i < n; i++)
        if (stream->data[*at + i] != 0)
          g_byte_array_append (text->bytes, stream->data + *at + i, 1);
      *at += n;
      n_bytes -= (guint32) n;
    }
  if (is_ascii (text->bytes) || ((code_page == 0 || code_page == PAGE_UTF16) &&
                                 g_utf8_validate ((const char *) text->bytes->data, text->bytes->len, NULL)))
    {
      g_string_append_len (output, (const char *) text->bytes->data, text->bytes->len);
      return TRUE;
    }
  if (convert (text, code_page == 0 || code_page == PAGE_UTF16 ? PAGE_GBK : code_page, output))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
               _ ("A text of the workbook has characters that its code page (%u) does not know. Open it in WPS or Excel and save it "
                  "as .xlsx."), code_page);
  return FALSE;
}

gboolean
sn_biff_text_read (SnBiffText *text, SnBiffStream *stream, SnBiffCount count, gsize *at, GString *output, GError **error)
{
  guint32 n_characters = 0;
  gboolean counted = read_number (stream, at, count, &n_characters);

  if (counted && text->version == SN_BIFF_5)
    return read_bytes (text, stream, n_characters, at, output, error);
  if (counted && read_unicode (text, stream, n_characters, at, output))
    return TRUE;
  sn_set_damaged (error);
  return FALSE;
}
