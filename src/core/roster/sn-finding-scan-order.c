/* sn-finding-scan-order.c: the lines of a scan in the order in which rules go through them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"
#include "sn-numbered.h"

static gboolean
is_behind (const SnScannedLine *line, const SnScannedLine *other)
{
  return line->program_id != other->program_id ? line->program_id > other->program_id : line->id > other->id;
}

/* Those of one person or household are few: they are put in the order of programs and lines by moving each to its place. */
static void
sort_groups (const SnScannedLine *lines, SnNumbered *items, guint n_items)
{
  for (guint i = 1; i < n_items; i++)
    {
      SnNumbered item = items[i];
      guint place = i;

      for (; place > 0 && items[place - 1].number == item.number && is_behind (&lines[items[place - 1].value], &lines[item.value]); place--)
        items[place] = items[place - 1];
      items[place] = item;
    }
}

void
sn_finding_scan_sort_by_person (SnFindingScan *scan)
{
  guint n_lines = scan->lines->len;
  const SnScannedLine *lines = (SnScannedLine *) scan->lines->data;
  g_autofree SnNumbered *items = g_new (SnNumbered, n_lines);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (SnScannedLine), n_lines);

  for (guint i = 0; i < n_lines; i++)
    items[i] = (SnNumbered){ (guint64) lines[i].person_id, i };
  sn_numbered_sort (items, n_lines);
  sort_groups (lines, items, n_lines);
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
    items[i] = (SnNumbered){ (guint64) lines[i].household_id, i };
  sn_numbered_sort (items, n_lines);
  sort_groups (lines, items, n_lines);
  scan->by_household = g_ptr_array_sized_new (n_lines);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (scan->by_household, &g_array_index (scan->lines, SnScannedLine, (guint) items[i].value));
}
