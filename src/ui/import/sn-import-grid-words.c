/* sn-import-grid-words.c: what stands in the cells of the grid of a roster's rows, and what a screen reader says of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-row.h"

#include <glib/gi18n.h>

#define MOST_LETTERS 2 /* of columns, after the verdict */

const char *
sn_import_line_get_word (SnImportLine line)
{
  static const char *const words[SN_IMPORT_N_LINES] = {
    /* TRANSLATORS: what becomes of a row of a roster; short */
    [SN_IMPORT_LINE_NEW] = N_ ("new"),           [SN_IMPORT_LINE_MATCHED] = N_ ("known"),   [SN_IMPORT_LINE_SAME] = N_ ("same"),
    [SN_IMPORT_LINE_DOUBTFUL] = N_ ("doubtful"), [SN_IMPORT_LINE_REFUSED] = N_ ("refused"), [SN_IMPORT_LINE_PENDING] = N_ ("not compared"),
  };

  return _ (words[line]);
}

const char *
sn_import_line_get_style (SnImportLine line)
{
  static const char *const styles[SN_IMPORT_N_LINES] = {
    [SN_IMPORT_LINE_NEW] = "success",      [SN_IMPORT_LINE_MATCHED] = "accent", [SN_IMPORT_LINE_SAME] = "dim-label",
    [SN_IMPORT_LINE_DOUBTFUL] = "warning", [SN_IMPORT_LINE_REFUSED] = "error",  [SN_IMPORT_LINE_PENDING] = "dim-label",
  };

  return styles[line];
}

/* Which columns to look at, for they may be out of sight: "refused C I"; in how many fields the registry differs: "known ≠2" */
static char *
make_verdict (const SnImportGridStyle *style, guint index)
{
  SnImportLine kind = sn_import_lines_get_kind (style->lines, index);
  SnFaultLevel level = kind == SN_IMPORT_LINE_REFUSED ? SN_FAULT_ERROR : SN_FAULT_WARNING;
  GPtrArray *differences = sn_import_lines_get_differences (style->lines, index);
  GString *text = g_string_new (sn_import_line_get_word (kind));
  guint n_faults, n_letters = 0;
  SnFault **faults = sn_import_lines_get_faults (style->lines, index, &n_faults);

  if (kind != SN_IMPORT_LINE_REFUSED && kind != SN_IMPORT_LINE_DOUBTFUL && differences != NULL)
    g_string_append_printf (text, " ≠%u", differences->len);
  for (guint i = 0; i < n_faults; i++)
    {
      if (faults[i]->level != level || *faults[i]->column == '\0' || (i > 0 && g_str_equal (faults[i]->column, faults[i - 1]->column)))
        continue;
      g_string_append_printf (text, " %s", ++n_letters > MOST_LETTERS ? "…" : faults[i]->column);
      if (n_letters > MOST_LETTERS)
        break;
    }
  return g_string_free (text, FALSE);
}

char *
sn_import_grid_style_dup_text (const SnImportGridStyle *style, guint index, guint column)
{
  const SnRosterRow *row = sn_import_lines_get_row (style->lines, index);
  const GPtrArray *sheets = sn_import_lines_get_import (style->lines)->sheets;

  switch (column)
    {
    case SN_IMPORT_LEAD_ROW: return g_strdup_printf ("%u", row->row);
    case SN_IMPORT_LEAD_SHEET: return g_strdup (((SnRosterSheet *) sheets->pdata[row->sheet])->name);
    case SN_IMPORT_LEAD_VERDICT: return make_verdict (style, index);
    default: return sn_import_lines_dup_shown (style->lines, index, column - SN_IMPORT_N_LEADS);
    }
}

const char *
sn_import_grid_style_get_caption (const SnImportGridStyle *style, guint column)
{
  return column < SN_IMPORT_N_LEADS ? style->columns[column].caption
                                    : g_ptr_array_index (style->captions, column - SN_IMPORT_N_LEADS);
}

/* (nullable) */
const SnFault *
sn_import_grid_style_get_fault (const SnImportGridStyle *style, guint index, guint column)
{
  if (column == SN_IMPORT_LEAD_VERDICT)
    return sn_import_lines_get_fault (style->lines, index, SN_IMPORT_WHOLE_ROW);
  return column >= SN_IMPORT_N_LEADS ? sn_import_lines_get_fault (style->lines, index, (int) column - SN_IMPORT_N_LEADS) : NULL;
}

int
sn_import_grid_style_find_x (const SnImportGridStyle *style, guint column)
{
  int x = 0;

  for (guint i = 0; i < column; i++)
    x += style->columns[i].width;
  return column < SN_IMPORT_N_LEADS ? x : x - (int) gtk_adjustment_get_value (style->adjustment);
}

static const char *
get_level_word (SnFaultLevel level)
{
  static const char *const words[] = { [SN_FAULT_FIXED] = N_ ("set right"), [SN_FAULT_WARNING] = N_ ("warning"), [SN_FAULT_ERROR] = N_ ("error") };

  return _ (words[level]);
}

char *
sn_import_grid_style_describe_cell (const SnImportGridStyle *style, guint index, guint column)
{
  g_autofree char *text = sn_import_grid_style_dup_text (style, index, column);
  const SnFault *fault = sn_import_grid_style_get_fault (style, index, column);

  if (fault == NULL)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s, %s: %s", text, get_level_word (fault->level), fault->message);
}

char *
sn_import_grid_style_describe_row (const SnImportGridStyle *style, guint index)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < style->n_columns; i++)
    {
      g_autofree char *text = sn_import_grid_style_dup_text (style, index, i);

      if (*text != '\0' && style->columns[i].width > 0)
        g_string_append_printf (words, "%s%s %s", words->len > 0 ? ", " : "", sn_import_grid_style_get_caption (style, i), text);
    }
  return g_string_free (words, FALSE);
}
