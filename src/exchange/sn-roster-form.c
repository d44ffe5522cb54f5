/* sn-roster-form.c: one line of a roster, typed in by hand, judged as if it were the row of a sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-form.h"

#include <string.h>

#include "sn-date.h"
#include "sn-roster-cells.h"

/* The sheet that the form stands for has a column for each field. */
SnRosterRow *
sn_roster_form_read (const char *const *texts, GPtrArray *faults)
{
  SnRosterRow *row = sn_roster_row_new ();
  SnRosterField fields[SN_ROSTER_N_FIELDS];
  SnCell cells[SN_ROSTER_N_FIELDS];
  SnSheetHeader header = { .first_row = 1, .last_row = 1, .n_columns = SN_ROSTER_N_FIELDS, .fields = fields };
  SnRosterCells cells_of = { .header = &header, .sheet = "", .faults = faults };
  GDate today;

  sn_clock_today (&today);
  cells_of.today = &today;
  for (int i = 0; i < SN_ROSTER_N_FIELDS; i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : "";

      fields[i] = texts[i] != NULL ? (SnRosterField) i : SN_ROSTER_FIELD_NONE;
      header.columns[i] = texts[i] != NULL ? i : -1;
      cells[i] = (SnCell){ *text != '\0' ? SN_CELL_TEXT : SN_CELL_EMPTY, text, text };
    }
  row->row = 1;
  sn_roster_cells_read (&cells_of, cells, SN_ROSTER_N_FIELDS, row);
  return row;
}

const char *
sn_roster_form_find_fault (GPtrArray *faults, SnRosterField field)
{
  char column[4];

  sn_column_name ((guint) field, column);
  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      if (fault->level == SN_FAULT_ERROR && strcmp (fault->column, column) == 0)
        return fault->message;
    }
  return NULL;
}
