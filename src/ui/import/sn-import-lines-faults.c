/* sn-import-lines-faults.c: which faults a row and a cell of a roster have, and where the next faulty cell is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-lines-private.h"

#include <string.h>

/* ── Faults by row ──────────────────────────────────────────────────────────────────────────────────────────────── */

int
sn_import_lines_get_fault_column (const SnFault *fault)
{
  int column = 0;

  for (const char *at = fault->column; *at != '\0'; at++)
    {
      if (!g_ascii_isupper (*at) || column > SN_ROSTER_MOST_COLUMNS)
        return SN_IMPORT_WHOLE_ROW;
      column = column * 26 + *at - 'A' + 1;
    }
  return column - 1 < SN_ROSTER_MOST_COLUMNS ? column - 1 : SN_IMPORT_WHOLE_ROW;
}

static guint
find_sheet (const SnImportLines *self, const char *name, guint guess)
{
  const GPtrArray *sheets = self->import->sheets;

  if (guess < sheets->len && strcmp (((SnRosterSheet *) sheets->pdata[guess])->name, name) == 0)
    return guess;
  for (guint i = 0; i < sheets->len; i++)
    if (strcmp (((SnRosterSheet *) sheets->pdata[i])->name, name) == 0)
      return i;
  return 0;
}

static gboolean
is_at (const SnImportLines *self, guint index, guint sheet, guint row)
{
  return index < self->n_rows && sn_import_lines_get_row (self, index)->sheet == sheet && sn_import_lines_get_row (self, index)->row == row;
}

/* Where no row of the sheet is left out it is as far from the row of the last fault as their numbers say. */
static guint
find_row (const SnImportLines *self, const SnFault *fault, guint *sheet, guint last)
{
  int index;
  guint guess = last < self->n_rows ? last + fault->row - sn_import_lines_get_row (self, last)->row : 0;

  *sheet = find_sheet (self, fault->sheet, *sheet);
  if (is_at (self, guess, *sheet, fault->row))
    return guess;
  index = fault->row > 0 ? sn_roster_import_find_row (self->import, *sheet, fault->row) : -1;
  return index >= 0 ? (guint) index : SN_IMPORT_NOWHERE;
}

static void
sort_row (SnFault **faults, guint n_faults)
{
  for (guint i = 1; i < n_faults; i++)
    {
      SnFault *fault = faults[i];
      int column = sn_import_lines_get_fault_column (fault);
      guint at = i;

      for (; at > 0 && sn_import_lines_get_fault_column (faults[at - 1]) > column; at--)
        faults[at] = faults[at - 1];
      faults[at] = fault;
    }
}

void
sn_import_lines_index_faults (SnImportLines *self, GPtrArray *faults)
{
  g_autofree guint *rows = g_new (guint, MAX (faults->len, 1));
  guint sheet = 0, row = 0;

  g_ptr_array_ref (faults);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  self->faults = faults;
  g_free (self->first);
  g_free (self->by_row);
  self->first = g_new0 (guint, self->n_rows + 2);
  self->by_row = g_new (SnFault *, MAX (faults->len, 1));
  /* Counted one row too far, so that the offsets stand where they belong after the faults were put in. */
  for (guint i = 0; i < faults->len; i++)
    {
      rows[i] = find_row (self, g_ptr_array_index (faults, i), &sheet, row);
      if (rows[i] == SN_IMPORT_NOWHERE)
        continue;
      row = rows[i];
      self->first[row + 2]++;
    }
  for (guint i = 2; i < self->n_rows + 2; i++)
    self->first[i] += self->first[i - 1];
  for (guint i = 0; i < faults->len; i++)
    if (rows[i] != SN_IMPORT_NOWHERE)
      self->by_row[self->first[rows[i] + 1]++] = g_ptr_array_index (faults, i);
  for (guint i = 0; i < self->n_rows; i++)
    if (self->first[i + 1] - self->first[i] > 1)
      sort_row (self->by_row + self->first[i], self->first[i + 1] - self->first[i]);
}

SnFault **
sn_import_lines_get_faults (const SnImportLines *self, guint index, guint *n_faults)
{
  *n_faults = self->first[index + 1] - self->first[index];
  return self->by_row + self->first[index];
}

const SnFault *
sn_import_lines_get_fault (const SnImportLines *self, guint index, int column)
{
  guint n_faults;
  SnFault **faults = sn_import_lines_get_faults (self, index, &n_faults);
  gint64 key = sn_import_lines_make_key (self, index, column == SN_IMPORT_WHOLE_ROW ? 0 : (guint) column);
  const SnFault *worst = NULL;

  /* Another text stands there by now, that nobody has judged. */
  if (column != SN_IMPORT_WHOLE_ROW && g_hash_table_contains (self->typed, &key))
    return NULL;
  for (guint i = 0; i < n_faults; i++)
    if (sn_import_lines_get_fault_column (faults[i]) == column && (worst == NULL || faults[i]->level > worst->level))
      worst = faults[i];
  return worst;
}

/* ── Faulty cells ───────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_in_row (const SnImportLines *self, guint index, int *column, gboolean forwards)
{
  SnFaultLevel least = self->shown == SN_IMPORT_SHOW_REFUSED ? SN_FAULT_ERROR : SN_FAULT_WARNING;
  guint n_faults;
  SnFault **faults = sn_import_lines_get_faults (self, index, &n_faults);

  for (guint i = 0; i < n_faults; i++)
    {
      const SnFault *fault = faults[forwards ? i : n_faults - 1 - i];
      int at = sn_import_lines_get_fault_column (fault);

      if (fault->level < least || (forwards ? at <= *column : at >= *column))
        continue;
      *column = at;
      return TRUE;
    }
  return FALSE;
}

gboolean
sn_import_lines_find_faulty (const SnImportLines *self, guint *place, int *column, gboolean forwards)
{
  guint n_places = sn_import_lines_get_n_places (self);
  guint at = *place != SN_IMPORT_NOWHERE ? *place : forwards ? n_places - 1 : 0;
  int found = *place != SN_IMPORT_NOWHERE ? *column : forwards ? G_MAXINT : G_MININT;

  /* The row of the start twice: behind the start, and before it. */
  for (guint i = 0; n_places > 0 && i <= n_places; i++)
    {
      if (find_in_row (self, sn_import_lines_get_index (self, at), &found, forwards))
        {
          *place = at;
          *column = found;
          return TRUE;
        }
      at = forwards ? (at + 1 < n_places ? at + 1 : 0) : (at > 0 ? at - 1 : n_places - 1);
      found = forwards ? G_MININT : G_MAXINT;
    }
  return FALSE;
}
