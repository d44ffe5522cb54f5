/* bench-sheet-xls.c: reading an old workbook, against bare libgsf, of whose bytes the same cells are decoded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-stdio.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-stdio.h>
#include <gsf/gsf-output.h>
#include <gsf/gsf-utils.h>
#include <stdio.h>
#include <string.h>

#include "bench-sheet-run.h"

#define LONGEST_RECORD_BYTES 8000

enum
{
  RECORD_EOF = 0x000a,
  RECORD_CONTINUE = 0x003c,
  RECORD_BOUNDSHEET = 0x0085,
  RECORD_SST = 0x00fc,
  RECORD_LABELSST = 0x00fd,
  RECORD_NUMBER = 0x0203,
  RECORD_BOF = 0x0809,
};

/* ── The workbook ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
append (GByteArray *bytes, guint n_bytes, guint64 number)
{
  guint64 little = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, n_bytes);
}

static void
append_head (GByteArray *bytes, guint type, gsize length)
{
  append (bytes, 2, type);
  append (bytes, 2, length);
}

static void
append_begin (GByteArray *bytes, guint kind)
{
  append_head (bytes, RECORD_BOF, 16);
  append (bytes, 2, 0x0600);
  append (bytes, 2, kind);
  append (bytes, 8, 0);
  append (bytes, 4, 0);
}

/* The texts, each once; a record goes on in others, between two of them. */
static void
append_texts (GByteArray *bytes, GPtrArray *texts)
{
  g_autoptr (GByteArray) record = g_byte_array_new ();
  guint type = RECORD_SST;

  append (record, 4, texts->len);
  append (record, 4, texts->len);
  for (guint i = 0; i <= texts->len; i++)
    {
      glong n_units = 0;
      g_autofree gunichar2 *units = i < texts->len ? g_utf8_to_utf16 (g_ptr_array_index (texts, i), -1, NULL, &n_units, NULL) : NULL;

      if (units == NULL || record->len + 3 + 2 * (gsize) n_units > LONGEST_RECORD_BYTES)
        {
          append_head (bytes, type, record->len);
          g_byte_array_append (bytes, record->data, record->len);
          g_byte_array_set_size (record, 0);
          type = RECORD_CONTINUE;
        }
      append (record, 2, (guint64) n_units);
      append (record, 1, 1);
      g_byte_array_append (record, (const guint8 *) units, (guint) n_units * 2);
    }
}

static void
append_row (GByteArray *bytes, guint row, GHashTable *indices, GPtrArray *texts)
{
  char text[64];

  for (guint i = 0; i < BENCH_N_COLUMNS; i++)
    {
      double number = bench_sheet_get_number (row, i);

      append_head (bytes, i < BENCH_N_TEXTS ? RECORD_LABELSST : RECORD_NUMBER, i < BENCH_N_TEXTS ? 10 : 14);
      append (bytes, 2, row);
      append (bytes, 2, i);
      append (bytes, 2, 0);
      if (i >= BENCH_N_TEXTS)
        {
          g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
          continue;
        }
      bench_sheet_get_text (row, i, text, sizeof text);
      if (!g_hash_table_contains (indices, text))
        {
          g_ptr_array_add (texts, g_strdup (text));
          g_hash_table_insert (indices, g_ptr_array_index (texts, texts->len - 1), GUINT_TO_POINTER (texts->len - 1));
        }
      append (bytes, 4, GPOINTER_TO_UINT (g_hash_table_lookup (indices, text)));
    }
}

static void
write_container (const char *path, const GByteArray *book)
{
  GsfOutput *output = gsf_output_stdio_new (path, NULL);
  GsfOutfile *container = gsf_outfile_msole_new (output);
  GsfOutput *stream = gsf_outfile_new_child (container, "Workbook", FALSE);

  g_assert_true (gsf_output_write (stream, book->len, book->data));
  g_assert_true (gsf_output_close (stream));
  g_assert_true (gsf_output_close (GSF_OUTPUT (container)));
  g_object_unref (stream);
  g_object_unref (container);
  g_object_unref (output);
}

static void
write_workbook (const char *path, guint n_rows)
{
  g_autoptr (GByteArray) book = g_byte_array_new (), cells = g_byte_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) indices = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 position;

  gsf_init ();
  for (guint row = 0; row < n_rows; row++)
    append_row (cells, row, indices, texts);
  append_begin (book, 0x05);
  append_head (book, RECORD_BOUNDSHEET, 9);
  append (book, 8, 0);
  g_byte_array_append (book, (const guint8 *) "s", 1);
  /* The name is one letter. */
  book->data[book->len - 3] = 1;
  append_texts (book, texts);
  append_head (book, RECORD_EOF, 0);
  position = GUINT32_TO_LE (book->len);
  memcpy (book->data + 24, &position, sizeof position);
  append_begin (book, 0x10);
  g_byte_array_append (book, cells->data, cells->len);
  append_head (book, RECORD_EOF, 0);
  write_container (path, book);
}

/* ── Bare libgsf ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *texts;
  guint      row;
  BenchTally tally;
} Bare;

static guint
get_number (const guint8 *bytes, guint n_bytes)
{
  guint number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number |= (guint) bytes[i] << (8 * i);
  return number;
}

static void
take_texts (Bare *bare, const guint8 *p, const guint8 *end)
{
  while (p < end)
    {
      guint n_units = get_number (p, 2);
      g_autofree gunichar2 *units = g_memdup2 (p + 3, n_units * sizeof (gunichar2));

      g_ptr_array_add (bare->texts, g_utf16_to_utf8 (units, n_units, NULL, NULL, NULL));
      p += 3 + 2 * n_units;
    }
}

static void
take_cell (Bare *bare, guint type, const guint8 *data)
{
  char number[32];
  double value;

  if (bare->row != get_number (data, 2) + 1)
    bare->tally.n_rows++;
  bare->row = get_number (data, 2) + 1;
  bare->tally.n_cells++;
  if (type == RECORD_LABELSST)
    {
      bare->tally.n_bytes += strlen (g_ptr_array_index (bare->texts, get_number (data + 6, 4)));
      return;
    }
  memcpy (&value, data + 6, sizeof value);
  bare->tally.n_bytes += (guint64) g_snprintf (number, sizeof number, "%.15g", value);
}

static BenchTally
read_bare (const char *path)
{
  GsfInput *input = gsf_input_stdio_new (path, NULL);
  GsfInfile *container = gsf_infile_msole_new (input, NULL);
  GsfInput *stream = gsf_infile_child_by_name (container, "Workbook");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Bare bare = { texts };
  guint length;

  for (;; )
    {
      const guint8 *head = gsf_input_remaining (stream) >= 4 ? gsf_input_read (stream, 4, NULL) : NULL;
      guint type = head != NULL ? get_number (head, 2) : 0;
      const guint8 *data;

      if (head == NULL)
        break;
      length = get_number (head + 2, 2);
      data = length > 0 ? gsf_input_read (stream, length, NULL) : NULL;
      if (type == RECORD_SST || type == RECORD_CONTINUE)
        take_texts (&bare, data + (type == RECORD_SST ? 8 : 0), data + length);
      else if (type == RECORD_LABELSST || type == RECORD_NUMBER)
        take_cell (&bare, type, data);
    }
  g_object_unref (stream);
  g_object_unref (container);
  g_object_unref (input);
  return bare.tally;
}

int
main (void)
{
  return bench_sheet_run (&(BenchSheet){ "sheet-xls", "roster.xls", 65536, 65536, 1.25, write_workbook, read_bare });
}
