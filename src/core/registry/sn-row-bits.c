/* sn-row-bits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-row-bits.h"

#include <string.h>

void
sn_row_bits_set_all (guint64 *bits, gsize n_rows)
{
  memset (bits, 0xff, n_rows / SN_ROW_BITS * sizeof *bits);
  if (n_rows % SN_ROW_BITS != 0)
    bits[n_rows / SN_ROW_BITS] = (G_GUINT64_CONSTANT (1) << (n_rows % SN_ROW_BITS)) - 1;
}

gsize
sn_row_bits_count (const guint64 *bits, gsize n_rows)
{
  gsize n_words = sn_row_bits_get_n_words (n_rows), count = 0;

  for (gsize i = 0; i < n_words; i++)
    count += (gsize) __builtin_popcountll (bits[i]);
  return count;
}

static gint64 *
collect_word (guint64 word, const gint64 *ids, gint64 *out)
{
  if (word == G_MAXUINT64)
    {
      memcpy (out, ids, SN_ROW_BITS * sizeof *ids);
      return out + SN_ROW_BITS;
    }
  for (; word != 0; word &= word - 1)
    *out++ = ids[__builtin_ctzll (word)];
  return out;
}

gint64 *
sn_row_bits_collect (const guint64 *bits, guint from, guint to, const gint64 *ids, gint64 *out)
{
  guint word_number = from / SN_ROW_BITS;
  guint64 mask = G_MAXUINT64 << (from % SN_ROW_BITS);

  if (from >= to)
    return out;
  for (; word_number < to / SN_ROW_BITS; word_number++, mask = G_MAXUINT64)
    out = collect_word (bits[word_number] & mask, ids + (gsize) word_number * SN_ROW_BITS, out);
  if (to % SN_ROW_BITS == 0)
    return out;
  mask &= ~(G_MAXUINT64 << (to % SN_ROW_BITS));
  return collect_word (bits[word_number] & mask, ids + (gsize) word_number * SN_ROW_BITS, out);
}
