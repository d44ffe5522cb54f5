/* sn-biff-key.h: old workbooks that anybody may open, though they are encrypted: to protect a workbook's structure, Excel encrypts it with
 * a password that is the same everywhere and that it tries by itself. Without this an officer would be told of a password where Excel and
 * WPS ask for none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint8  secret[5];
  guint8  state[256]; /* RC4's, for the block of the stream that was decrypted last */
  guint8  i, j;
  guint32 block;
  guint   used;       /* bytes of the block's key stream */
} SnBiffKey;

/**
 * sn_biff_key_init:
 * @description: what the workbook says of its encryption (record FILEPASS)
 *
 * Returns: %FALSE: it takes another password, or is encrypted in another way
 */
gboolean sn_biff_key_init    (SnBiffKey    *key,
                              const guint8 *description,
                              gsize         length_bytes);
/* @position: of the first byte within the stream of records */
void     sn_biff_key_decrypt (SnBiffKey    *key,
                              guint64       position,
                              guint8       *bytes,
                              gsize         n_bytes);

G_END_DECLS
