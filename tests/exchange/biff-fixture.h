/* biff-fixture.h: old Excel workbooks written record by record, also such as no program at hand writes any more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-stdio.h>
#include <gsf/gsf-output.h>
#include <stdarg.h>

#include "sheet-fixture.h"

enum
{
  BIFF_FORMULA = 0x0006, BIFF_EOF = 0x000a, BIFF_DATEMODE = 0x0022, BIFF_FILEPASS = 0x002f, BIFF_FONT = 0x0031, BIFF_CONTINUE = 0x003c,
  BIFF_CODEPAGE = 0x0042, BIFF_BOUNDSHEET = 0x0085, BIFF_MULRK = 0x00bd, BIFF_MULBLANK = 0x00be, BIFF_RSTRING = 0x00d6,
  BIFF_XF = 0x00e0, BIFF_MERGEDCELLS = 0x00e5, BIFF_SST = 0x00fc, BIFF_LABELSST = 0x00fd, BIFF_BLANK = 0x0201, BIFF_NUMBER = 0x0203,
  BIFF_LABEL = 0x0204, BIFF_BOOLERR = 0x0205, BIFF_STRING = 0x0207, BIFF_ROW = 0x0208, BIFF_RK = 0x027e, BIFF_FORMAT = 0x041e,
  BIFF_RECALCID = 0x01c1, BIFF_SHRFMLA = 0x04bc, BIFF_BOF = 0x0809,
};

/* One record. Of what @format says: b, w, l: a number of 1, 2, 4 bytes; f: a double; a: text as bytes; u: text as UTF-16; n: so many
 * zeros; c: the record ends, and one that continues it begins. */
static inline void
biff_add (GByteArray *records, guint type, const char *format, ...)
{
  gsize start = records->len;
  const guint8 head[4] = { (guint8) type, (guint8) (type >> 8) };
  va_list arguments;

  g_byte_array_append (records, head, sizeof head);
  va_start (arguments, format);
  for (const char *p = format; *p != '\0'; p++)
    {
      if (strchr ("bwl", *p) != NULL)
        {
          guint32 number = GUINT32_TO_LE (va_arg (arguments, guint));

          g_byte_array_append (records, (const guint8 *) &number, *p == 'b' ? 1 : *p == 'w' ? 2 : 4);
        }
      else if (*p == 'f')
        {
          double number = va_arg (arguments, double);

          g_byte_array_append (records, (const guint8 *) &number, sizeof number);
        }
      else if (*p == 'a' || *p == 'u')
        {
          const char *text = va_arg (arguments, const char *);
          gsize length = strlen (text);
          g_autofree char *bytes = *p == 'u' ? g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL) : g_strdup (text);

          g_byte_array_append (records, (const guint8 *) bytes, (guint) length);
        }
      else if (*p == 'n')
        {
          for (guint n = va_arg (arguments, guint); n > 0; n--)
            g_byte_array_append (records, head + 2, 1);
        }
      else
        {
          records->data[start + 2] = (guint8) (records->len - start - 4);
          records->data[start + 3] = (guint8) ((records->len - start - 4) >> 8);
          start = records->len;
          g_byte_array_append (records, (const guint8 *) "\x3c\0\0\0", 4);
        }
    }
  va_end (arguments);
  records->data[start + 2] = (guint8) (records->len - start - 4);
  records->data[start + 3] = (guint8) ((records->len - start - 4) >> 8);
}

#define BIFF_VERSION_5 0x0500
#define BIFF_VERSION_8 0x0600
#define BIFF_MOST_SHEETS 4

typedef struct
{
  const char *name;  /* ASCII; NULL: there is no further one */
  guint       flags; /* 1: hidden, 2: hidden from users, 0x0200: a chart */
  GByteArray *records;
} BiffSheet;

/* A whole workbook. @globals: (nullable): beside what there must be */
static inline GByteArray *
biff_make_book (guint version, const GByteArray *globals, const BiffSheet *sheets)
{
  GByteArray *book = g_byte_array_new ();
  guint positions[BIFF_MOST_SHEETS] = { 0 };

  biff_add (book, BIFF_BOF, "wwwwll", version, 5u, 0u, 0u, 0u, 0u);
  if (globals != NULL)
    g_byte_array_append (book, globals->data, globals->len);
  for (guint i = 0; i < BIFF_MOST_SHEETS && sheets[i].name != NULL; i++)
    {
      positions[i] = book->len + 4;
      if (version == BIFF_VERSION_8)
        biff_add (book, BIFF_BOUNDSHEET, "lwbba", 0u, sheets[i].flags, (guint) strlen (sheets[i].name), 0u, sheets[i].name);
      else
        biff_add (book, BIFF_BOUNDSHEET, "lwba", 0u, sheets[i].flags, (guint) strlen (sheets[i].name), sheets[i].name);
    }
  biff_add (book, BIFF_EOF, "");
  for (guint i = 0; i < BIFF_MOST_SHEETS && sheets[i].name != NULL; i++)
    {
      guint32 position = GUINT32_TO_LE (book->len);

      memcpy (book->data + positions[i], &position, sizeof position);
      biff_add (book, BIFF_BOF, "wwwwll", version, sheets[i].flags & 0x0200 ? 0x20u : 0x10u, 0u, 0u, 0u, 0u);
      g_byte_array_append (book, sheets[i].records->data, sheets[i].records->len);
      biff_add (book, BIFF_EOF, "");
    }
  return book;
}

static inline void
biff_write (const char *path, const GByteArray *book)
{
  g_assert_true (g_file_set_contents (path, (const char *) book->data, (gssize) book->len, NULL));
}

/* In the container it usually comes in. @names: of streams that all hold @book, ended by %NULL */
static inline void
biff_write_container (const char *path, const char *const *names, const GByteArray *book)
{
  g_autoptr (GError) error = NULL;
  GsfOutput *output = gsf_output_stdio_new (path, &error);
  GsfOutfile *container;

  g_assert_no_error (error);
  container = gsf_outfile_msole_new (output);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      GsfOutput *stream = gsf_outfile_new_child (container, names[i], FALSE);

      g_assert_true (gsf_output_write (stream, book->len, book->data));
      g_assert_true (gsf_output_close (stream));
      g_object_unref (stream);
    }
  g_assert_true (gsf_output_close (GSF_OUTPUT (container)));
  g_object_unref (container);
  g_object_unref (output);
}
