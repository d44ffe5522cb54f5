/* sn-biff-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-biff-stream.h"

#include "sn-xml-reader.h"

#include <string.h>

#define HEADER_BYTES 4
/* Twice the longest record, so that there is always one whole after what was left is moved to the front. */
#define WINDOW_BYTES (2 * (HEADER_BYTES + G_MAXUINT16))

void
sn_biff_stream_init (SnBiffStream *stream, GsfInput *input)
{
  *stream = (SnBiffStream){ input };
  stream->window = g_malloc (WINDOW_BYTES);
}

void
sn_biff_stream_clear (SnBiffStream *stream)
{
  g_clear_pointer (&stream->window, g_free);
}

gboolean
sn_biff_stream_seek (SnBiffStream *stream, guint32 position, GError **error)
{
  stream->n_window = stream->at = stream->next = 0;
  stream->type = stream->length = 0;
  stream->data = stream->window;
  if (position <= gsf_input_size (stream->input) && !gsf_input_seek (stream->input, position, G_SEEK_SET))
    return TRUE;
  sn_set_damaged (error);
  return FALSE;
}

/* Has at least @n_bytes from the next record on in the window; FALSE where the stream has no more. The current record's data
 * moves with it. */
static gboolean
fill (SnBiffStream *stream, gsize n_bytes)
{
  gsf_off_t remaining;
  gsize wanted;

  if (stream->n_window - stream->next >= n_bytes)
    return TRUE;
  memmove (stream->window, stream->window + stream->at, stream->n_window - stream->at);
  stream->n_window -= stream->at;
  stream->next -= stream->at;
  stream->at = 0;
  stream->data = stream->window + MIN (HEADER_BYTES, stream->next);
  remaining = gsf_input_remaining (stream->input);
  wanted = MIN (WINDOW_BYTES - stream->n_window, (gsize) MAX (remaining, 0));
  if (wanted == 0 || gsf_input_read (stream->input, wanted, stream->window + stream->n_window) == NULL)
    return FALSE;
  stream->n_window += wanted;
  return stream->n_window - stream->next >= n_bytes;
}

static guint16
get_16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static gboolean
go_on (SnBiffStream *stream)
{
  guint16 length;

  if (!fill (stream, HEADER_BYTES))
    return FALSE;
  length = get_16 (stream->window + stream->next + 2);
  if (!fill (stream, HEADER_BYTES + (gsize) length))
    return FALSE;
  stream->at = stream->next;
  stream->type = get_16 (stream->window + stream->at);
  stream->length = length;
  stream->data = stream->window + stream->at + HEADER_BYTES;
  stream->next = stream->at + HEADER_BYTES + length;
  return TRUE;
}

gboolean
sn_biff_stream_next (SnBiffStream *stream, GError **error)
{
  if (go_on (stream))
    return TRUE;
  sn_set_damaged (error);
  return FALSE;
}

gboolean
sn_biff_stream_continue (SnBiffStream *stream)
{
  return fill (stream, HEADER_BYTES) && get_16 (stream->window + stream->next) == SN_BIFF_CONTINUE && go_on (stream);
}

guint16
sn_biff_get_16 (const SnBiffStream *stream, gsize at)
{
  return at + 2 <= stream->length ? get_16 (stream->data + at) : 0;
}

guint32
sn_biff_get_32 (const SnBiffStream *stream, gsize at)
{
  return at + 4 <= stream->length ? get_16 (stream->data + at) | (guint32) get_16 (stream->data + at + 2) << 16 : 0;
}
