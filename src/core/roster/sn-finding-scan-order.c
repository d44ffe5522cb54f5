/* sn-finding-scan-order.c: the lines of a scan in the order in which rules go through them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include <string.h>

/* Numbers are sorted digit by digit, which for a hundred thousand lines takes a tenth of comparing them. */
typedef struct
{
  guint64        number;
  SnScannedLine *line;
} Numbered;

#define DIGIT_BITS 11
#define N_DIGITS (1 << DIGIT_BITS)

/* Leaves those of the same number in their order. @spare: room for as many */
static void
sort_numbered (Numbered *items, Numbered *spare, guint n_items)
{
  guint64 all = 0, common = G_MAXUINT64;

  for (guint i = 0; i < n_items; i++)
    {
      all |= items[i].number;
      common &= items[i].number;
    }
  for (guint shift = 0; shift < 64; shift += DIGIT_BITS)
    {
      guint places[N_DIGITS] = { 0 }, place = 0;

      /* The upper digits are the office's and the same for nearly all. */
      if ((((all ^ common) >> shift) & (N_DIGITS - 1)) == 0)
        continue;
      for (guint i = 0; i < n_items; i++)
        places[(items[i].number >> shift) & (N_DIGITS - 1)]++;
      for (guint digit = 0; digit < N_DIGITS; digit++)
        {
          guint n = places[digit];

          places[digit] = place;
          place += n;
        }
      for (guint i = 0; i < n_items; i++)
        spare[places[(items[i].number >> shift) & (N_DIGITS - 1)]++] = items[i];
      memcpy (items, spare, n_items * sizeof *items);
    }
}

/* No number is negative. */
#define SORT_BY(field) \
  G_STMT_START { \
    for (guint i = 0; i < n_lines; i++) \
      items[i].number = (guint64) items[i].line->field; \
    sort_numbered (items, items + n_lines, n_lines); \
  } G_STMT_END

GPtrArray *
sn_finding_scan_sort (const SnFindingScan *scan, gboolean by_household)
{
  guint n_lines = scan->lines->len;
  g_autofree Numbered *items = g_new (Numbered, 2 * (gsize) n_lines + 1);
  GPtrArray *sorted = g_ptr_array_sized_new (n_lines);

  for (guint i = 0; i < n_lines; i++)
    items[i].line = &g_array_index (scan->lines, SnScannedLine, i);
  SORT_BY (id);
  SORT_BY (program_id);
  if (by_household)
    SORT_BY (household_id);
  else
    SORT_BY (person_id);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (sorted, items[i].line);
  return sorted;
}
