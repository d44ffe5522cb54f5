/* sn-finding-scan-order.c: the lines of a scan in the order in which rules go through them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"
#include "sn-numbered.h"

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
