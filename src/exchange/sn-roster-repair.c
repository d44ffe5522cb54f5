/* sn-roster-repair.c: a cell of a roster is set right in the program, and its row judged once more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-error.h"
#include "sn-roster-doubles.h"
#include "sn-roster-reader.h"
#include "sn-text.h"

static const SnRosterRow *
get_row (const SnRosterImport *import, guint index)
{
  return g_ptr_array_index (import->rows, index);
}

int
sn_roster_import_find_row (const SnRosterImport *import, guint sheet, guint row)
{
  guint low = 0, high = import->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const SnRosterRow *at = get_row (import, middle);

      if (at->sheet < sheet || (at->sheet == sheet && at->row < row))
        low = middle + 1;
      else
        high = middle;
    }
  return low < import->rows->len && get_row (import, low)->sheet == sheet && get_row (import, low)->row == row ? (int) low : -1;
}

const SnSheetLine *
sn_roster_import_get_line (const SnRosterImport *import, guint index)
{
  g_return_val_if_fail (index < import->lines->len, NULL);
  return g_ptr_array_index (import->lines, index);
}

static gboolean
is_of_row (const SnRosterImport *import, const SnFault *fault, const SnRosterRow *row)
{
  return fault->row == row->row && strcmp (fault->sheet, import->sheet_names[row->sheet]) == 0;
}

GPtrArray *
sn_roster_import_list_faults (const SnRosterImport *import, guint index)
{
  GPtrArray *faults = g_ptr_array_new ();

  for (guint i = 0; i < import->faults->len; i++)
    if (is_of_row (import, g_ptr_array_index (import->faults, i), get_row (import, index)))
      g_ptr_array_add (faults, g_ptr_array_index (import->faults, i));
  return faults;
}

static void
forget_faults (SnRosterImport *import, guint index)
{
  for (guint i = import->faults->len; i > 0; i--)
    if (is_of_row (import, g_ptr_array_index (import->faults, i - 1), get_row (import, index)))
      g_ptr_array_remove_index (import->faults, i - 1);
}

/* What somebody types is text: an ID number must not pass for a number that a spreadsheet cut. An amount is the number it says. */
static SnCell
make_cell (const SnRosterReader *reader, guint column, const char *text)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  gboolean is_amount = column < reader->header.n_columns && reader->header.fields[column] == SN_ROSTER_FIELD_AMOUNT;
  gboolean is_number = is_amount && *text != '\0' && strspn (text, "0123456789.") == strlen (text);

  return (SnCell){ *squeezed == '\0' ? SN_CELL_EMPTY : is_number ? SN_CELL_NUMBER : SN_CELL_TEXT, text, text };
}

static void
read_again (SnRosterImport *import, guint index, SnRosterNumbers *numbers)
{
  SnRosterReader *reader = g_ptr_array_index (import->readers, get_row (import, index)->sheet);
  const SnSheetLine *line = g_ptr_array_index (import->lines, index);

  sn_roster_numbers_note (numbers, get_row (import, index));
  forget_faults (import, index);
  sn_roster_reader_read_again (reader, index, line);
  sn_roster_numbers_note (numbers, get_row (import, index));
}

/* A cell that is merged downwards speaks for the rows beside it. Those whose cells were not kept had nothing to repair, and stay. */
static void
read_beside (SnRosterImport *import, const SnRosterReader *reader, guint row, guint column, SnRosterNumbers *numbers, GArray *touched)
{
  for (guint i = 0; reader->merges != NULL && i < reader->merges->len; i++)
    {
      const SnCellRange *range = &g_array_index (reader->merges, SnCellRange, i);

      if (range->first_row != row || range->first_column != column + 1)
        continue;
      for (guint below = row + 1; below <= range->last_row; below++)
        {
          int index = sn_roster_import_find_row (import, reader->sheet, below);
          guint place = (guint) index;

          if (index < 0 || g_ptr_array_index (import->lines, index) == NULL)
            continue;
          read_again (import, place, numbers);
          g_array_append_val (touched, place);
        }
    }
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

static void
make_unique (GArray *touched)
{
  g_array_sort (touched, compare_indices);
  for (guint i = touched->len; i > 1; i--)
    if (g_array_index (touched, guint, i - 1) == g_array_index (touched, guint, i - 2))
      g_array_remove_index (touched, i - 1);
}

gboolean
sn_roster_import_set_cell (SnRosterImport *import, guint sheet, guint row, guint column, const char *text, GArray **touched,
                           GError **error)
{
  int index = sn_roster_import_find_row (import, sheet, row);
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (SnRosterNumbers) numbers = { NULL };
  SnRosterReader *reader;
  SnSheetLine *line;
  SnCell cell;
  guint place;

  g_return_val_if_fail (column < SN_ROSTER_MOST_COLUMNS, FALSE);

  if (index < 0 || g_ptr_array_index (import->lines, index) == NULL)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                   index < 0 ? _("Row %u holds no person; correct it in the file and import that again.")
                             : _("Row %u had nothing to repair, and its cells were not kept. Correct it in the file and import that again."),
                   row);
      return FALSE;
    }
  reader = g_ptr_array_index (import->readers, sheet);
  cell = make_cell (reader, column, text);
  line = sn_sheet_line_replace (g_ptr_array_index (import->lines, index), column, &cell);
  sn_sheet_line_free (g_ptr_array_index (import->lines, index));
  import->lines->pdata[index] = line;
  import->n_edits++;

  sn_roster_numbers_init (&numbers);
  place = (guint) index;
  read_again (import, place, &numbers);
  g_array_append_val (changed, place);
  read_beside (import, reader, row, column, &numbers, changed);
  sn_roster_doubles_settle_again (import, &numbers, changed);
  sn_roster_fault_sort (import->faults, (const char *const *) import->sheet_names);
  make_unique (changed);
  if (touched != NULL)
    *touched = g_steal_pointer (&changed);
  return TRUE;
}
