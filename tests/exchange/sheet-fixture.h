/* sheet-fixture.h: what the reader makes of a file, in one line a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "sn-error.h"
#include "sn-sheet-reader.h"
#include "sn-test.h"

/* "3h|t姓名|n12.50|d2025-01-08=45665|-|bTRUE|x#N/A|f": row, h for hidden, and each cell's type and text */
static inline gboolean
describe_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  static const char letters[] = "-tndbxf";
  GString *rows = data;

  g_string_append_printf (rows, "%u%s", row, hidden ? "h" : "");
  for (guint i = 0; i < n_cells; i++)
    {
      g_string_append_printf (rows, "|%c%s", letters[cells[i].type], cells[i].text);
      if (strcmp (cells[i].text, cells[i].lexical) != 0)
        g_string_append_printf (rows, "=%s", cells[i].lexical);
    }
  g_string_append_c (rows, '\n');
  return TRUE;
}

/* The file reads as @expected, or is refused with a sentence that holds @refusal. */
static inline void
check_file (const char *path, const char *sheet, const char *expected, const char *refusal)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };
  gboolean done = sn_sheet_read (path, sheet, describe_row, rows, &info, NULL, &error);

  if (refusal == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      g_assert_cmpstr (rows->str, ==, expected);
      return;
    }
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_false (done);
  if (strstr (error->message, refusal) == NULL)
    g_error ("refused with “%s”, not with “%s”", error->message, refusal);
  g_assert_null (info.sheet);
}
