/* sn-row-bits.h: a bit for each row, and what it says as an array of ids in the order of the rows. For the registry alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SN_ROW_BITS 64 /* rows to a word */

static inline gsize
sn_row_bits_get_n_words (gsize n_rows)
{
  return (n_rows + SN_ROW_BITS - 1) / SN_ROW_BITS;
}

static inline gboolean
sn_row_bits_get (const guint64 *bits, guint row)
{
  return (bits[row / SN_ROW_BITS] >> (row % SN_ROW_BITS) & 1) != 0;
}

static inline void
sn_row_bits_set (guint64 *bits, guint row)
{
  bits[row / SN_ROW_BITS] |= G_GUINT64_CONSTANT (1) << (row % SN_ROW_BITS);
}

static inline void
sn_row_bits_unset (guint64 *bits, guint row)
{
  bits[row / SN_ROW_BITS] &= ~(G_GUINT64_CONSTANT (1) << (row % SN_ROW_BITS));
}

/* Sets the bits of the rows 0 … @n_rows - 1. */
void    sn_row_bits_set_all (guint64       *bits,
                             gsize          n_rows);
gsize   sn_row_bits_count   (const guint64 *bits,
                             gsize          n_rows);
/* Writes the ids of the rows from @from up to but not including @to whose bit is set; gives the end of what was written. */
gint64 *sn_row_bits_collect (const guint64 *bits,
                             guint          from,
                             guint          to,
                             const gint64  *ids,
                             gint64        *out);

G_END_DECLS
