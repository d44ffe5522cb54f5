/* sn-returned-heading.c: the headings of the columns that Songnuan adds behind a roster's own, to say why rows come back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-returned-heading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const HEADINGS[SN_RETURNED_HEADINGS] = { N_("Why it comes back"), N_("Row in the original"), N_("Code") };

/* A workbook may be written in one language and read in another: each that this program has is known, whatever is installed. What was ever
 * written stays here when a translation changes. */
static const char *const IN_CHINESE[SN_RETURNED_HEADINGS] = { "退回原因", "原表行次", "代码" };

const char *
sn_returned_heading_get (guint index)
{
  g_return_val_if_fail (index < SN_RETURNED_HEADINGS, "");
  return _(HEADINGS[index]);
}

static gboolean
is_heading (const char *heading, guint index)
{
  return strcmp (heading, HEADINGS[index]) == 0 || strcmp (heading, IN_CHINESE[index]) == 0 || strcmp (heading, _(HEADINGS[index])) == 0;
}

/* All three, in their order: a town's own column 代码 is none of them. */
guint
sn_returned_heading_count_own (const SnSheetLine *line)
{
  guint n_cells = line->n_cells;

  while (n_cells > 0 && sn_sheet_line_is_blank (line, n_cells - 1))
    n_cells--;
  if (n_cells < SN_RETURNED_HEADINGS)
    return line->n_cells;
  for (guint i = 0; i < SN_RETURNED_HEADINGS; i++)
    if (!is_heading (sn_sheet_line_get_text (line, n_cells - SN_RETURNED_HEADINGS + i), i))
      return line->n_cells;
  return n_cells - SN_RETURNED_HEADINGS;
}
