/* sn-numbered.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-numbered.h"

#include <string.h>

#define DIGIT_BITS 11
#define N_DIGITS (1 << DIGIT_BITS)

void
sn_numbered_sort (SnNumbered *items, guint n_items)
{
  g_autofree SnNumbered *spare = g_new (SnNumbered, n_items);
  SnNumbered *from = items, *to = spare;
  guint64 all = 0, common = G_MAXUINT64;

  for (guint i = 0; i < n_items; i++)
    {
      all |= items[i].number;
      common &= items[i].number;
    }
  for (guint shift = 0; shift < 64; shift += DIGIT_BITS)
    {
      guint places[N_DIGITS] = { 0 }, place = 0;
      SnNumbered *swapped = from;

      /* The upper digits are the office's and the same for nearly all. */
      if ((((all ^ common) >> shift) & (N_DIGITS - 1)) == 0)
        continue;
      for (guint i = 0; i < n_items; i++)
        places[(from[i].number >> shift) & (N_DIGITS - 1)]++;
      for (guint digit = 0; digit < N_DIGITS; digit++)
        {
          guint n = places[digit];

          places[digit] = place;
          place += n;
        }
      for (guint i = 0; i < n_items; i++)
        to[places[(from[i].number >> shift) & (N_DIGITS - 1)]++] = from[i];
      from = to;
      to = swapped;
    }
  if (from != items && n_items > 0)
    memcpy (items, from, n_items * sizeof *items);
}

gboolean
sn_numbered_find (const SnNumbered *items, guint n_items, guint64 number)
{
  guint first = 0, end = n_items;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (items[middle].number < number)
        first = middle + 1;
      else
        end = middle;
    }
  return first < n_items && items[first].number == number;
}
