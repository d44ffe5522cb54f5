/* fuzz-xlsx.c: packages of parts. Compressed, with a checksum, hardly a change would get past the archive: so the input is the parts as
 * text, each after a line "=== NAME", and is packed here. What has no such line is an archive as it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-file.h"

#include <string.h>

#define MARK "=== "

static guint32
get_checksum (const guint8 *bytes, gsize n_bytes)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < n_bytes; i++)
    {
      sum ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
  return ~sum;
}

static void
append_number (GByteArray *bytes, guint n_bytes, guint64 number)
{
  guint64 little = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, n_bytes);
}

/* What the head of an entry and its row in the directory have in common. */
static void
append_entry (GByteArray *archive, gsize name_length, const guint8 *part, gsize n_bytes)
{
  append_number (archive, 2, 20);
  append_number (archive, 8, 0);
  append_number (archive, 4, get_checksum (part, n_bytes));
  append_number (archive, 4, n_bytes);
  append_number (archive, 4, n_bytes);
  append_number (archive, 2, name_length);
  append_number (archive, 2, 0);
}

static void
add_part (GByteArray *archive, GByteArray *directory, const char *name, gsize name_length, const guint8 *part, gsize n_bytes)
{
  gsize position = archive->len;

  g_byte_array_append (archive, (const guint8 *) "PK\3\4", 4);
  append_entry (archive, name_length, part, n_bytes);
  g_byte_array_append (archive, (const guint8 *) name, (guint) name_length);
  g_byte_array_append (archive, part, (guint) n_bytes);
  g_byte_array_append (directory, (const guint8 *) "PK\1\2\24\0", 6);
  append_entry (directory, name_length, part, n_bytes);
  append_number (directory, 8, 0);
  append_number (directory, 2, 0);
  append_number (directory, 4, position);
  g_byte_array_append (directory, (const guint8 *) name, (guint) name_length);
}

static void
finish_archive (GByteArray *archive, GByteArray *directory, guint n_parts)
{
  gsize position = archive->len;

  g_byte_array_append (archive, directory->data, directory->len);
  g_byte_array_append (archive, (const guint8 *) "PK\5\6\0\0\0\0", 8);
  append_number (archive, 2, n_parts);
  append_number (archive, 2, n_parts);
  append_number (archive, 4, directory->len);
  append_number (archive, 4, position);
  append_number (archive, 2, 0);
}

static const guint8 *
find_mark (const guint8 *bytes, const guint8 *end)
{
  const guint8 *mark = memmem (bytes, (gsize) (end - bytes), "\n" MARK, strlen ("\n" MARK));

  return mark != NULL ? mark + 1 : end;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GByteArray) archive = g_byte_array_new (), directory = g_byte_array_new ();
  const guint8 *end = bytes + n_bytes;
  guint n_parts = 0;

  if (n_bytes < strlen (MARK) || memcmp (bytes, MARK, strlen (MARK)) != 0)
    {
      fuzz_file (bytes, n_bytes, sn_sheet_read);
      return 0;
    }
  while (bytes < end)
    {
      const guint8 *name = bytes + strlen (MARK), *next = find_mark (name, end);
      const guint8 *line_end = memchr (name, '\n', (gsize) (next - name));
      const guint8 *part = line_end != NULL ? line_end + 1 : next;

      if (line_end == NULL)
        line_end = next;
      add_part (archive, directory, (const char *) name, MIN ((gsize) (line_end - name), 100), part, (gsize) (next - part));
      n_parts++;
      bytes = next;
    }
  finish_archive (archive, directory, n_parts);
  fuzz_file (archive->data, archive->len, sn_sheet_read);
  return 0;
}
