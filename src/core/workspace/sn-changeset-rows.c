/* sn-changeset-rows.c: how many rows a changeset holds, told from its bytes.
 *
 * SQLite's iterator makes an object of every value it passes, which for the changes of a roster takes as long as making the
 * changeset did. The format is written down at the head of SQLite's sqlite3session.c and cannot change, as files hold it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal-private.h"

#include <string.h>

#define TABLE_MARK 'T'
#define NUMBER_BYTES 8
#define LONGEST_VARINT 9

/* What is left of the changeset. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Bytes;

static gboolean
skip (Bytes *bytes, guint64 length)
{
  if (length > (guint64) (bytes->end - bytes->at))
    return FALSE;
  bytes->at += length;
  return TRUE;
}

/* SQLite's integers of one to nine bytes: seven bits each, the highest first, and all eight of the ninth. */
static gboolean
read_varint (Bytes *bytes, guint64 *value)
{
  *value = 0;
  for (guint i = 1; bytes->at < bytes->end; i++)
    {
      guint8 byte = *bytes->at++;

      if (i == LONGEST_VARINT)
        {
          *value = *value << 8 | byte;
          return TRUE;
        }
      *value = *value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
skip_value (Bytes *bytes)
{
  guint64 length;

  if (bytes->at == bytes->end)
    return FALSE;
  switch (*bytes->at++)
    {
    case 0: /* an update leaves the column as it was */
    case SQLITE_NULL:
      return TRUE;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return skip (bytes, NUMBER_BYTES);
    case SQLITE_TEXT:
    case SQLITE_BLOB:
      return read_varint (bytes, &length) && skip (bytes, length);
    default:
      return FALSE;
    }
}

static gboolean
skip_table (Bytes *bytes, guint64 *n_columns)
{
  const guint8 *end;

  if (!read_varint (bytes, n_columns) || !skip (bytes, *n_columns)) /* whether each column is of the key */
    return FALSE;
  end = memchr (bytes->at, '\0', (gsize) (bytes->end - bytes->at));
  return end != NULL && skip (bytes, (guint64) (end - bytes->at) + 1);
}

static gboolean
skip_row (Bytes *bytes, int operation, guint64 n_columns)
{
  guint64 n_values = operation == SQLITE_UPDATE ? 2 * n_columns : n_columns;

  if (!skip (bytes, 1)) /* whether a trigger did it */
    return FALSE;
  for (guint64 i = 0; i < n_values; i++)
    if (!skip_value (bytes))
      return FALSE;
  return TRUE;
}

gint64
sn_changeset_count_rows (gconstpointer changeset, gsize length_bytes)
{
  Bytes bytes = { changeset, (const guint8 *) changeset + length_bytes };
  guint64 n_columns = 0;
  gint64 n_rows = 0;

  while (bytes.at < bytes.end)
    {
      int operation = *bytes.at++;

      if (operation == TABLE_MARK)
        {
          if (!skip_table (&bytes, &n_columns))
            return -1;
          continue;
        }
      if ((operation != SQLITE_INSERT && operation != SQLITE_UPDATE && operation != SQLITE_DELETE) || n_columns == 0 ||
          !skip_row (&bytes, operation, n_columns))
        return -1;
      n_rows++;
    }
  return n_rows;
}
