/* sn-biff-stream.h: the records of an old Excel workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <gsf/gsf-input.h>

G_BEGIN_DECLS

#define SN_BIFF_CONTINUE 0x003c

/* A stream of records, and the one it stands at. */
typedef struct
{
  GsfInput     *input;
  guint8       *window;    /* what has been read and not yet been passed */
  gsize         n_window;
  gsize         at;        /* of the current record within it */
  gsize         next;      /* of the one after */
  guint16       type;
  guint16       length;
  const guint8 *data;      /* of the current record, until the next call */
} SnBiffStream;

/* @input: remains the caller's */
void     sn_biff_stream_init     (SnBiffStream *stream,
                                  GsfInput     *input);
void     sn_biff_stream_clear    (SnBiffStream *stream);
/* Goes on with the record at @position of the stream. */
gboolean sn_biff_stream_seek     (SnBiffStream *stream,
                                  guint32       position,
                                  GError      **error);
/* Goes to the next record. Errors: %SN_ERROR_INVALID_INPUT where the stream ends, as nothing ends without a record that says so */
gboolean sn_biff_stream_next     (SnBiffStream *stream,
                                  GError      **error);
/* Goes to the next record, if that continues the current one. */
gboolean sn_biff_stream_continue (SnBiffStream *stream);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnBiffStream, sn_biff_stream_clear)

/* Of data that may be as short as the file likes: what lies beyond @length is 0. */
guint16  sn_biff_get_16 (const SnBiffStream *stream,
                         gsize               at);
guint32  sn_biff_get_32 (const SnBiffStream *stream,
                         gsize               at);

G_END_DECLS
