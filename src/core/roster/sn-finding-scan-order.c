/* sn-finding-scan-order.c: the lines of a scan in the order in which rules go through them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

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

#define SORT_BY(field) \
  G_STMT_START { \
    for (guint i = 0; i < n_lines; i++) \
      items[i].number = (guint64) lines[items[i].value].field; \
    sn_numbered_sort (items, n_lines); \
  } G_STMT_END

void
sn_finding_scan_sort_by_person (SnFindingScan *scan)
{
  guint n_lines = scan->lines->len;
  const SnScannedLine *lines = (SnScannedLine *) scan->lines->data;
  g_autofree SnNumbered *items = g_new (SnNumbered, n_lines);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (SnScannedLine), n_lines);

  for (guint i = 0; i < n_lines; i++)
    items[i].value = i;
  SORT_BY (id);
  SORT_BY (program_id);
  SORT_BY (person_id);
  for (guint i = 0; i < n_lines; i++)
    g_array_append_val (sorted, lines[items[i].value]);
  g_array_unref (scan->lines);
  scan->lines = sorted;
  scan->by_person = g_ptr_array_sized_new (n_lines);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (scan->by_person, &g_array_index (sorted, SnScannedLine, i));
}

void
sn_finding_scan_sort_by_household (SnFindingScan *scan)
{
  guint n_lines = scan->lines->len;
  const SnScannedLine *lines = (SnScannedLine *) scan->lines->data;
  g_autofree SnNumbered *items = g_new (SnNumbered, n_lines);

  for (guint i = 0; i < n_lines; i++)
    items[i].value = i;
  SORT_BY (id);
  SORT_BY (program_id);
  SORT_BY (household_id);
  scan->by_household = g_ptr_array_sized_new (n_lines);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (scan->by_household, &g_array_index (scan->lines, SnScannedLine, (guint) items[i].value));
}
