/* sn-search-load.c
 *
 * The ids come in the order of names from their index; then the table is read from end to end as it lies in the file, and each
 * row is packed where its name belongs. Reading the rows in the order of names would be a look-up for each.
 *
 * Packing a row costs as much as reading it. So a thread packs what the connection's thread has read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-load.h"

#include "sn-recipient-order.h"

#include <string.h>

#define CHUNK_ROWS 1024 /* about 100 KB of text: it stays in the cache between the two threads */
#define CHUNKS 4        /* more would only lie about */

/* Rows on their way from one thread to the other. */
typedef struct
{
  guint    n_rows; /* fewer than CHUNK_ROWS: the last */
  gint64   ids[CHUNK_ROWS];
  GString *text;   /* the SN_SEARCH_N_TEXTS texts of each row, each ended by a zero byte */
} Chunk;

typedef struct
{
  SnSearchColumns  *columns;
  GAsyncQueue      *empty; /* Chunk */
  GAsyncQueue      *full;  /* Chunk */
} Packing;

static Chunk *
new_chunk (void)
{
  Chunk *chunk = g_new (Chunk, 1);

  chunk->n_rows = 0;
  chunk->text = g_string_sized_new (CHUNK_ROWS * 160);
  return chunk;
}

static void
free_chunk (gpointer data)
{
  Chunk *chunk = data;

  g_string_free (chunk->text, TRUE);
  g_free (chunk);
}

/* ── The thread that packs ──────────────────────────────────────────────────────────────────────────────────────── */

static const char *
take_text (const char **next)
{
  const char *text = *next;

  *next += strlen (text) + 1;
  return text;
}

static void
pack_chunk (const Packing *packing, const Chunk *chunk, SnReadingMemo *memo)
{
  const char *next = chunk->text->str;

  for (guint i = 0; i < chunk->n_rows; i++)
    {
      guint32 place = sn_id_places_find (packing->columns->places, chunk->ids[i]);
      SnSearchRow row = { .id = chunk->ids[i] };

      for (int text = 0; text < SN_SEARCH_N_TEXTS; text++)
        row.texts[text] = take_text (&next);
      if (place != SN_NO_PLACE)
        sn_search_columns_put (packing->columns, place, &row, memo);
    }
}

static gpointer
pack (gpointer data)
{
  Packing *packing = data;
  g_autoptr (SnReadingMemo) memo = sn_reading_memo_new ();
  gboolean more = TRUE;

  while (more)
    {
      Chunk *chunk = g_async_queue_pop (packing->full);

      pack_chunk (packing, chunk, memo);
      more = chunk->n_rows == CHUNK_ROWS;
      g_async_queue_push (packing->empty, chunk);
    }
  return NULL;
}

/* ── The connection's thread ────────────────────────────────────────────────────────────────────────────────────── */

static void
append_text (Chunk *chunk, const char *text)
{
  g_string_append_len (chunk->text, text, (gssize) strlen (text) + 1);
}

/* At the end of the rows the chunk is not full; it may be empty. To step once more would begin from the start. */
static gboolean
fill_chunk (Chunk *chunk, SnStatement *everyone, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  chunk->n_rows = 0;
  g_string_truncate (chunk->text, 0);
  while (chunk->n_rows < CHUNK_ROWS && sn_statement_step (everyone, &step_error))
    {
      chunk->ids[chunk->n_rows++] = sn_statement_get_int64 (everyone, 0);
      for (int text = 0; text < SN_SEARCH_N_TEXTS; text++)
        append_text (chunk, sn_statement_get_text (everyone, text + 1));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Hands over chunk after chunk; whatever happens, one that is not full comes last. */
static gboolean
read_everyone (Packing *packing, SnStatement *everyone, GCancellable *cancellable, GError **error)
{
  gboolean more = TRUE, read = TRUE;

  while (more)
    {
      Chunk *chunk = g_async_queue_pop (packing->empty);

      read = !g_cancellable_set_error_if_cancelled (cancellable, error) && fill_chunk (chunk, everyone, error);
      if (!read)
        chunk->n_rows = 0;
      more = chunk->n_rows == CHUNK_ROWS;
      g_async_queue_push (packing->full, chunk);
    }
  return read;
}

static gboolean
put_everyone (SnSearchColumns *columns, SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncQueue) empty = g_async_queue_new_full (free_chunk);
  g_autoptr (GAsyncQueue) full = g_async_queue_new_full (free_chunk);
  g_autoptr (SnStatement) everyone = sn_connection_query (connection, error, "SELECT id, " SN_SEARCH_TEXT_COLUMNS " FROM person");
  Packing packing = { columns, empty, full };
  GThread *packer;
  gboolean read;

  if (everyone == NULL)
    return FALSE;
  for (int i = 0; i < CHUNKS; i++)
    g_async_queue_push (empty, new_chunk ());
  packer = g_thread_new ("songnuan-packer", pack, &packing);
  read = read_everyone (&packing, everyone, cancellable, error);
  g_thread_join (packer);
  return read;
}

/* The index of households gives their people together. */
static gboolean
number_households (SnSearchColumns *columns, SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) members = sn_connection_query (connection, error, "SELECT household_id, id FROM person ORDER BY household_id");
  g_autoptr (GError) step_error = NULL;
  gint64 last_id = 0;

  if (members == NULL)
    return FALSE;
  while (sn_statement_step (members, &step_error))
    {
      gint64 household_id = sn_statement_get_int64 (members, 0);
      guint32 place = sn_id_places_find (columns->places, sn_statement_get_int64 (members, 1));

      if (columns->n_households == 0 || household_id != last_id)
        columns->n_households++;
      last_id = household_id;
      if (place != SN_NO_PLACE)
        columns->households[place] = columns->n_households - 1;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

SnSearchColumns *
sn_search_columns_load (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnRecipientOrder) order = NULL;
  g_autoptr (SnSearchColumns) columns = NULL;
  GArray *ids;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  order = sn_recipient_order_load (connection, SN_RECIPIENT_SORT_PINYIN, error);
  if (order == NULL)
    return NULL;
  ids = sn_recipient_order_get_ids (order);
  columns = sn_search_columns_new (ids->len);
  if (ids->len > 0)
    memcpy (columns->ids, ids->data, ids->len * sizeof (gint64));
  columns->places = sn_id_places_new (columns->ids, ids->len);
  return put_everyone (columns, connection, cancellable, error) && number_households (columns, connection, error)
           ? g_steal_pointer (&columns)
           : NULL;
}
