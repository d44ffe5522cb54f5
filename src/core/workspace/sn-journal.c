/* sn-journal.c: storing, chaining and listing changes. Undo has a file of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal.h"
#include "sn-journal-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define HASH_BYTES 32
#define COMPRESSION_LEVEL 1 /* the changes of a roster shrink to a quarter already at the fastest level */

static const char *const unjournalled_tables[] = { "change", "change_part", "figure", "reach", "writer", NULL };

gboolean
sn_journal_wants_table (const char *table)
{
  return !g_strv_contains (unjournalled_tables, table) && !g_str_has_prefix (table, "sqlite_");
}

void
sn_change_free (SnChange *change)
{
  if (change == NULL)
    return;
  g_free (change->officer);
  g_free (change->made_at);
  g_free (change->action);
  g_free (change->summary);
  g_free (change);
}

typedef struct
{
  GConverter *converter;
  GByteArray *output;
  gsize       filled;
} Conversion;

/* @is_last: nothing comes behind @data */
static gboolean
convert_piece (Conversion *conversion, const guint8 *data, gsize length_bytes, gboolean is_last, GError **error)
{
  GByteArray *output = conversion->output;
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize consumed = 0;

  while (is_last ? result != G_CONVERTER_FINISHED : consumed < length_bytes)
    {
      gsize bytes_read = 0, bytes_written = 0;

      if (output->len - conversion->filled < 128)
        g_byte_array_set_size (output, output->len * 2);
      result = g_converter_convert (conversion->converter, data + consumed, length_bytes - consumed, output->data + conversion->filled,
                                    output->len - conversion->filled, is_last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                    &bytes_read, &bytes_written, error);
      if (result == G_CONVERTER_ERROR)
        return FALSE;
      consumed += bytes_read;
      conversion->filled += bytes_written;
    }
  return TRUE;
}

static void
begin_conversion (Conversion *conversion, GConverter *converter, gsize first_guess_bytes)
{
  conversion->converter = converter;
  conversion->output = g_byte_array_new ();
  conversion->filled = 0;
  g_byte_array_set_size (conversion->output, (guint) MAX (first_guess_bytes, 256));
}

static GBytes *
end_conversion (Conversion *conversion, gboolean done)
{
  if (done)
    g_byte_array_set_size (conversion->output, (guint) conversion->filled);
  else
    g_clear_pointer (&conversion->output, g_byte_array_unref);
  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&conversion->output)) : NULL;
}

static GBytes *
convert_all (GConverter *converter, const guint8 *data, gsize length_bytes, gsize first_guess_bytes, GError **error)
{
  Conversion conversion;

  begin_conversion (&conversion, converter, first_guess_bytes);
  return end_conversion (&conversion, convert_piece (&conversion, data, length_bytes, TRUE, error));
}

static GBytes *
compress (gconstpointer data, gsize length_bytes, GError **error)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, COMPRESSION_LEVEL);

  return convert_all (G_CONVERTER (compressor), data, length_bytes, length_bytes / 3, error);
}

static GBytes *
compress_pieces (GPtrArray *pieces, GError **error)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, COMPRESSION_LEVEL);
  Conversion conversion;
  gboolean done = TRUE;
  gsize length_bytes = 0;

  for (guint i = 0; i < pieces->len; i++)
    length_bytes += ((const GByteArray *) g_ptr_array_index (pieces, i))->len;
  begin_conversion (&conversion, G_CONVERTER (compressor), length_bytes / 3);
  for (guint i = 0; done && i < pieces->len; i++)
    {
      const GByteArray *piece = g_ptr_array_index (pieces, i);

      done = convert_piece (&conversion, piece->data, piece->len, i + 1 == pieces->len, error);
    }
  return end_conversion (&conversion, done);
}

GBytes *
sn_journal_decompress (gconstpointer data, gsize length_bytes, GError **error)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes = convert_all (G_CONVERTER (decompressor), data, length_bytes, length_bytes * 4, &local_error);

  if (bytes == NULL)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_CORRUPT, _ ("A part of the journal is damaged. Run a verification."));
  return bytes;
}

static gboolean
insert_part (SnConnection *connection, gint64 change_id, int position, gint64 rows, GBytes *bytes, GError **error)
{
  gsize length_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &length_bytes);

  return sn_connection_run (connection, error,
                            "INSERT INTO change_part (change_id, position, rows, changeset) VALUES (?1, ?2, ?3, ?4)",
                            SN_INT (change_id), SN_INT (position), SN_INT (rows), SN_BLOB (data, length_bytes));
}

gboolean
sn_journal_store_inserts (SnConnection *connection, SnInsertRecorder *recorder, gint64 change_id, int position, gint64 *rows,
                          GError **error)
{
  g_autoptr (GPtrArray) changeset = sn_insert_recorder_list (recorder, rows, error);
  g_autoptr (GBytes) compressed = NULL;

  if (changeset == NULL)
    return FALSE;
  if (*rows == 0)
    return TRUE;
  compressed = compress_pieces (changeset, error);
  sn_insert_recorder_clear (recorder);
  return compressed != NULL && insert_part (connection, change_id, position, *rows, compressed, error);
}

gboolean
sn_journal_store_part (SnConnection *connection, sqlite3_session *session, gint64 change_id, int position, gint64 *rows,
                       GError **error)
{
  g_autoptr (GBytes) compressed = NULL;
  gpointer changeset = NULL;
  int length_bytes = 0;
  int result = sqlite3session_changeset (session, &length_bytes, &changeset);

  *rows = 0;
  if (result != SQLITE_OK)
    {
      sn_connection_set_error (connection, result, error);
      return FALSE;
    }
  if (length_bytes > 0)
    {
      *rows = sn_changeset_count_rows (changeset, (gsize) length_bytes);
      if (*rows < 0)
        {
          sqlite3_free (changeset);
          sn_connection_set_error (connection, SQLITE_CORRUPT, error);
          return FALSE;
        }
      compressed = compress (changeset, (gsize) length_bytes, error);
    }
  sqlite3_free (changeset);
  if (*rows == 0)
    return TRUE;
  return compressed != NULL && insert_part (connection, change_id, position, *rows, compressed, error);
}

/* The content that the hash covers, in one fixed order: a change of any byte changes it. */
static gboolean
hash_change (SnConnection *connection, gconstpointer previous_hash, gint64 change_id, gint64 officer_id, const char *instant,
             const char *action, const char *arguments_json, gint64 undoes, guint8 *hash, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (SnStatement) parts = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *header = g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n%s\n%s\n%" G_GINT64_FORMAT "\n",
                                             change_id, officer_id, instant, action, arguments_json, undoes);
  gsize hash_length = HASH_BYTES;

  g_checksum_update (checksum, previous_hash, HASH_BYTES);
  g_checksum_update (checksum, (const guchar *) header, (gssize) strlen (header));
  parts = sn_connection_query (connection, error,
                               "SELECT position, rows, changeset FROM change_part WHERE change_id = ?1 ORDER BY position",
                               SN_INT (change_id));
  if (parts == NULL)
    return FALSE;
  while (sn_statement_step (parts, &local_error))
    {
      g_autofree char *numbers = g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n",
                                                  sn_statement_get_int64 (parts, 0), sn_statement_get_int64 (parts, 1));
      gsize length_bytes;
      gconstpointer changeset = sn_statement_get_blob (parts, 2, &length_bytes);

      g_checksum_update (checksum, (const guchar *) numbers, (gssize) strlen (numbers));
      g_checksum_update (checksum, changeset, (gssize) length_bytes);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_checksum_get_digest (checksum, hash, &hash_length);
  return TRUE;
}

static gboolean
read_last_hash (SnConnection *connection, guint8 *hash, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error,
                                                           "SELECT hash FROM change ORDER BY id DESC LIMIT 1");
  g_autoptr (GError) local_error = NULL;

  memset (hash, 0, HASH_BYTES); /* before the first change */
  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &local_error))
    {
      gsize length_bytes;
      gconstpointer bytes = sn_statement_get_blob (statement, 0, &length_bytes);

      if (length_bytes == HASH_BYTES)
        memcpy (hash, bytes, HASH_BYTES);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
sn_journal_close_change (SnConnection *connection, gint64 change_id, gint64 officer_id, const char *instant, const char *action,
                         const char *arguments_json, gint64 undoes, GError **error)
{
  guint8 previous_hash[HASH_BYTES], hash[HASH_BYTES];

  if (!read_last_hash (connection, previous_hash, error) ||
      !hash_change (connection, previous_hash, change_id, officer_id, instant, action, arguments_json, undoes, hash, error))
    return FALSE;
  return sn_connection_run (connection, error,
                            "INSERT INTO change (id, officer_id, made_at, action, arguments, undoes, previous_hash, hash)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                            SN_INT (change_id), SN_INT (officer_id), SN_TEXT (instant), SN_TEXT (action),
                            SN_TEXT (arguments_json), SN_INT_OR_NULL (undoes), SN_BLOB (previous_hash, HASH_BYTES),
                            SN_BLOB (hash, HASH_BYTES));
}

/* Which later change took this one back and still stands; 0 for none. An undo that was itself undone does not count. */
#define UNDONE_BY                                                                                                       \
  "(SELECT coalesce (max (u.id), 0) FROM change u WHERE u.undoes = c.id"                                                \
  " AND NOT EXISTS (SELECT 1 FROM change r WHERE r.undoes = u.id"                                                       \
  " AND NOT EXISTS (SELECT 1 FROM change rr WHERE rr.undoes = r.id)))"

/* What is done to a person names the person by the number in the registry: the name is told as it is now. */
#define PERSON_NAME \
  " (SELECT name FROM person WHERE id = CASE WHEN c.action LIKE 'person-%' THEN json_extract (c.arguments, '$[0]')" \
  "   WHEN c.action = 'undo' AND json_extract (c.arguments, '$[1]') LIKE 'person-%' THEN json_extract (c.arguments, '$[2]') END)"

static char *
tell_whom (char *take_summary, const char *name)
{
  g_autofree char *summary = take_summary;

  /* TRANSLATORS: what was done, and to whom */
  return name != NULL && *name != '\0' ? g_strdup_printf (_ ("%s: %s"), summary, name) : g_steal_pointer (&summary);
}

#define CHANGES \
  "SELECT c.id, o.name, c.made_at, c.action, c.arguments, coalesce (c.undoes, 0)," \
  " (SELECT coalesce (sum (rows), 0) FROM change_part p WHERE p.change_id = c.id), " UNDONE_BY "," PERSON_NAME \
  " FROM change c JOIN officer o ON o.id = c.officer_id"

static SnChange *
read_change (SnStatement *statement)
{
  SnChange *change = g_new0 (SnChange, 1);

  change->id = sn_statement_get_int64 (statement, 0);
  change->officer = sn_statement_dup_text (statement, 1);
  change->made_at = sn_statement_dup_text (statement, 2);
  change->action = sn_statement_dup_text (statement, 3);
  change->summary = tell_whom (sn_change_summary (change->action, sn_statement_get_text (statement, 4)), sn_statement_get_text (statement, 8));
  change->undoes = sn_statement_get_int64 (statement, 5);
  change->rows = sn_statement_get_int64 (statement, 6);
  change->undone_by = sn_statement_get_int64 (statement, 7);
  return change;
}

GPtrArray *
sn_journal_list (SnConnection *connection, gint64 limit, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, CHANGES " ORDER BY c.id DESC LIMIT CASE ?1 WHEN 0 THEN -1 ELSE ?1 END", SN_INT (limit));

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_change, (GDestroyNotify) sn_change_free, error);
}

SnChange *
sn_journal_lookup (SnConnection *connection, gint64 change_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, CHANGES " WHERE c.id = ?1", SN_INT (change_id));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &local_error))
    return read_change (statement);
  if (local_error == NULL)
    local_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no change %" PRId64 ". “history” lists them."), change_id);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

char *
sn_journal_verify (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint8 previous_hash[HASH_BYTES] = { 0 };
  gint64 n_orphans = 0;
  g_autoptr (SnStatement) statement = sn_connection_query (
      connection, error,
      "SELECT id, officer_id, made_at, action, arguments, coalesce (undoes, 0), previous_hash, hash FROM change ORDER BY id");

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &local_error))
    {
      guint8 hash[HASH_BYTES];
      gsize previous_length, length;
      gint64 change_id = sn_statement_get_int64 (statement, 0);
      gconstpointer stored_previous = sn_statement_get_blob (statement, 6, &previous_length);
      gconstpointer stored = sn_statement_get_blob (statement, 7, &length);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!hash_change (connection, previous_hash, change_id, sn_statement_get_int64 (statement, 1),
                        sn_statement_get_text (statement, 2), sn_statement_get_text (statement, 3),
                        sn_statement_get_text (statement, 4), sn_statement_get_int64 (statement, 5), hash, error))
        return NULL;
      if (previous_length != HASH_BYTES || memcmp (stored_previous, previous_hash, HASH_BYTES) != 0 || length != HASH_BYTES ||
          memcmp (stored, hash, HASH_BYTES) != 0)
        return g_strdup_printf (_ ("Change %" PRId64 " is not as it was written; it or the one before it was altered."),
                                change_id);
      memcpy (previous_hash, hash, HASH_BYTES);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!sn_connection_get_int64 (connection, &n_orphans, error,
                                "SELECT count(*) FROM change_part WHERE change_id NOT IN (SELECT id FROM change)"))
    return NULL;
  return n_orphans == 0 ? g_strdup ("ok") : g_strdup (_ ("A part of the journal belongs to no change."));
}
