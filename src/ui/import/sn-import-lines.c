/* sn-import-lines.c: the rows of a roster in the import window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-lines.h"

#include <string.h>

#include "sn-roster-show.h"

#define KIND_BITS 0x07
#define DIFFERS 0x08  /* the registry says otherwise */
#define N_COUNTED 0x10 /* those two tell which filters a row belongs to */
#define STALE 0x10    /* changed since the registry was asked */
#define REPAIRED 0x20 /* changed since the filter was chosen */

struct _SnImportLines
{
  const SnRosterImport *import;   /* (nullable) (borrowed) */
  GPtrArray            *faults;   /* (nullable) */
  GArray               *verdicts; /* (nullable): SnRosterVerdict */
  guint                 n_rows;
  guint8               *states;   /* of each row: SnImportLine and the bits above */
  guint                *first;    /* of each row, and one more: where its faults begin in @by_row */
  SnFault             **by_row;
  guint                 counts[SN_IMPORT_N_SHOWN];
  SnImportShown         shown;
  GArray               *places;   /* (nullable): guint: indices of the rows shown; %NULL: all */
  GHashTable           *edited;   /* (set of): cells that the officer set */
  GHashTable           *typed;    /* cell → text that the import does not hold yet */
  gboolean              has_sheets;
};

static gpointer
make_key (guint index, guint column)
{
  return GUINT_TO_POINTER (index * SN_ROSTER_MOST_COLUMNS + column);
}

SnImportLines *
sn_import_lines_new (void)
{
  SnImportLines *self = g_new0 (SnImportLines, 1);

  self->edited = g_hash_table_new (NULL, NULL);
  self->typed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

static void
forget (SnImportLines *self)
{
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->verdicts, g_array_unref);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->by_row, g_free);
}

void
sn_import_lines_free (SnImportLines *self)
{
  forget (self);
  g_free (self->states);
  g_clear_pointer (&self->places, g_array_unref);
  g_hash_table_unref (self->edited);
  g_hash_table_unref (self->typed);
  g_free (self);
}

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

static void
index_faults (SnImportLines *self, GPtrArray *faults)
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
  const SnFault *worst = NULL;

  for (guint i = 0; i < n_faults; i++)
    if (sn_import_lines_get_fault_column (faults[i]) == column && (worst == NULL || faults[i]->level > worst->level))
      worst = faults[i];
  return worst;
}

/* ── What becomes of the rows ───────────────────────────────────────────────────────────────────────────────────── */

/* Without the registry, by the file alone. */
static SnImportLine
judge_alone (const SnImportLines *self, guint index)
{
  guint n_faults;
  SnFault **faults = sn_import_lines_get_faults (self, index, &n_faults);

  if (sn_import_lines_get_row (self, index)->rejected)
    return SN_IMPORT_LINE_REFUSED;
  for (guint i = 0; i < n_faults; i++)
    if (faults[i]->level == SN_FAULT_WARNING)
      return SN_IMPORT_LINE_DOUBTFUL;
  return SN_IMPORT_LINE_PENDING;
}

static guint8
judge (const SnImportLines *self, guint index)
{
  guint8 kept = self->states[index] & (STALE | REPAIRED);
  const SnRosterVerdict *verdict;

  if (self->verdicts == NULL || index >= self->verdicts->len || (kept & STALE) != 0)
    return (guint8) (judge_alone (self, index) | kept);
  verdict = &g_array_index (self->verdicts, SnRosterVerdict, index);
  return (guint8) (verdict->kind | kept | (verdict->differences != NULL && verdict->differences->len > 0 ? DIFFERS : 0));
}

static gboolean
belongs (guint8 state, SnImportShown shown)
{
  static const SnImportLine kinds[SN_IMPORT_N_SHOWN] = {
    [SN_IMPORT_SHOW_REFUSED] = SN_IMPORT_LINE_REFUSED, [SN_IMPORT_SHOW_DOUBTFUL] = SN_IMPORT_LINE_DOUBTFUL,
    [SN_IMPORT_SHOW_NEW] = SN_IMPORT_LINE_NEW,         [SN_IMPORT_SHOW_MATCHED] = SN_IMPORT_LINE_MATCHED,
    [SN_IMPORT_SHOW_SAME] = SN_IMPORT_LINE_SAME,       [SN_IMPORT_SHOW_PENDING] = SN_IMPORT_LINE_PENDING,
  };

  if (shown == SN_IMPORT_SHOW_ALL)
    return TRUE;
  return shown == SN_IMPORT_SHOW_DIFFERENT ? (state & DIFFERS) != 0 : (state & KIND_BITS) == kinds[shown];
}

static void
count (SnImportLines *self, guint8 state, int step)
{
  for (guint i = 0; i < SN_IMPORT_N_SHOWN; i++)
    self->counts[i] += belongs (state, i) ? (guint) step : 0;
}

static void
judge_all (SnImportLines *self)
{
  guint of_state[N_COUNTED] = { 0 };

  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < self->n_rows; i++)
    {
      self->states[i] = judge (self, i);
      of_state[self->states[i] % N_COUNTED]++;
    }
  for (guint8 state = 0; state < N_COUNTED; state++)
    count (self, state, (int) of_state[state]);
}

static void
choose_rows (SnImportLines *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  if (self->shown == SN_IMPORT_SHOW_ALL)
    return;
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->counts[self->shown]);
  for (guint i = 0; i < self->n_rows; i++)
    if (belongs (self->states[i], self->shown) || (self->states[i] & REPAIRED) != 0)
      g_array_append_val (self->places, i);
}

void
sn_import_lines_choose (SnImportLines *self, SnImportShown shown)
{
  self->shown = shown;
  for (guint i = 0; i < self->n_rows; i++)
    self->states[i] &= (guint8) ~REPAIRED;
  choose_rows (self);
}

SnImportShown
sn_import_lines_get_chosen (const SnImportLines *self)
{
  return self->shown;
}

SnImportShown
sn_import_lines_suggest (const SnImportLines *self)
{
  if (self->counts[SN_IMPORT_SHOW_REFUSED] > 0)
    return SN_IMPORT_SHOW_REFUSED;
  return self->counts[SN_IMPORT_SHOW_DOUBTFUL] > 0 ? SN_IMPORT_SHOW_DOUBTFUL : SN_IMPORT_SHOW_ALL;
}

guint
sn_import_lines_count (const SnImportLines *self, SnImportShown shown)
{
  return self->counts[shown];
}

/* ── Taking in ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What was typed is the import's by now. */
static gboolean
is_held (gpointer key, gpointer text, gpointer data)
{
  const SnImportLines *self = data;
  guint cell = GPOINTER_TO_UINT (key), index = cell / SN_ROSTER_MOST_COLUMNS;
  const SnSheetLine *line = index < self->n_rows ? sn_roster_import_get_line (self->import, index) : NULL;

  return line == NULL || strcmp (sn_sheet_line_get_text (line, cell % SN_ROSTER_MOST_COLUMNS), text) == 0;
}

static gboolean
are_those_of_before (const SnImportLines *self, const SnRosterImport *import)
{
  /* Another one may lie where the last one was; nobody has repaired anything in it. */
  return import != NULL && import == self->import && import->rows->len == self->n_rows &&
         (import->n_edits > 0 || g_hash_table_size (self->edited) == g_hash_table_size (self->typed));
}

static void
start_anew (SnImportLines *self, const SnRosterImport *import)
{
  guint n_sheets = 0;

  g_hash_table_remove_all (self->edited);
  g_hash_table_remove_all (self->typed);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self->states);
  memset (self->counts, 0, sizeof self->counts);
  self->n_rows = import != NULL ? import->rows->len : 0;
  self->states = g_new0 (guint8, self->n_rows + 1);
  for (guint i = 0; import != NULL && i < import->sheets->len; i++)
    n_sheets += ((SnRosterSheet *) g_ptr_array_index (import->sheets, i))->state == SN_ROSTER_SHEET_READ ? 1 : 0;
  self->has_sheets = n_sheets > 1;
}

gboolean
sn_import_lines_set (SnImportLines *self, const SnRosterImport *import, GPtrArray *faults, GArray *verdicts)
{
  gboolean stays = are_those_of_before (self, import);
  g_autoptr (GPtrArray) held = faults != NULL && import != NULL ? g_ptr_array_ref (faults) : g_ptr_array_new ();
  GArray *held_verdicts = verdicts != NULL ? g_array_ref (verdicts) : NULL;

  forget (self);
  self->import = import;
  self->verdicts = held_verdicts;
  if (!stays)
    start_anew (self, import);
  index_faults (self, held);
  for (guint i = 0; i < self->n_rows; i++)
    self->states[i] &= (guint8) ~STALE;
  judge_all (self);
  g_hash_table_remove_all (self->typed);
  choose_rows (self);
  return stays;
}

void
sn_import_lines_update (SnImportLines *self, GArray *touched, GPtrArray *faults)
{
  g_return_if_fail (self->import != NULL);

  index_faults (self, faults);
  for (guint i = 0; i < touched->len; i++)
    {
      guint index = g_array_index (touched, guint, i);

      count (self, self->states[index], -1);
      self->states[index] |= STALE | REPAIRED;
      self->states[index] = judge (self, index);
      count (self, self->states[index], 1);
    }
  g_hash_table_foreach_remove (self->typed, is_held, self);
}

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

const SnRosterImport *
sn_import_lines_get_import (const SnImportLines *self)
{
  return self->import;
}

gboolean
sn_import_lines_has_sheets (const SnImportLines *self)
{
  return self->has_sheets;
}

guint
sn_import_lines_get_n_places (const SnImportLines *self)
{
  return self->places != NULL ? self->places->len : self->n_rows;
}

guint
sn_import_lines_get_index (const SnImportLines *self, guint place)
{
  return self->places != NULL ? g_array_index (self->places, guint, place) : place;
}

guint
sn_import_lines_find_place (const SnImportLines *self, guint index, gboolean or_next)
{
  guint low = 0, high = sn_import_lines_get_n_places (self), n_places = high;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (sn_import_lines_get_index (self, middle) < index)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < n_places && (or_next || sn_import_lines_get_index (self, low) == index))
    return low;
  return or_next && n_places > 0 ? n_places - 1 : SN_IMPORT_NOWHERE;
}

/* ── Rows and cells ─────────────────────────────────────────────────────────────────────────────────────────────── */

const SnRosterRow *
sn_import_lines_get_row (const SnImportLines *self, guint index)
{
  return g_ptr_array_index (self->import->rows, index);
}

SnImportLine
sn_import_lines_get_kind (const SnImportLines *self, guint index)
{
  return self->states[index] & KIND_BITS;
}

gboolean
sn_import_lines_is_stale (const SnImportLines *self, guint index)
{
  return (self->states[index] & STALE) != 0;
}

GPtrArray *
sn_import_lines_get_differences (const SnImportLines *self, guint index)
{
  return (self->states[index] & DIFFERS) != 0 ? g_array_index (self->verdicts, SnRosterVerdict, index).differences : NULL;
}

char *
sn_import_lines_dup_shown (const SnImportLines *self, guint index, guint column)
{
  const char *typed = g_hash_table_lookup (self->typed, make_key (index, column));

  if (typed != NULL)
    return sn_roster_mask_cell (sn_roster_import_get_field (self->import, sn_import_lines_get_row (self, index)->sheet, column), typed);
  return sn_roster_import_show_cell (self->import, index, column);
}

char *
sn_import_lines_dup_written (const SnImportLines *self, guint index, guint column)
{
  const SnSheetLine *line = sn_roster_import_get_line (self->import, index);
  const char *typed = g_hash_table_lookup (self->typed, make_key (index, column));

  return line != NULL ? g_strdup (typed != NULL ? typed : sn_sheet_line_get_text (line, column)) : NULL;
}

gboolean
sn_import_lines_is_edited (const SnImportLines *self, guint index, guint column)
{
  return g_hash_table_contains (self->edited, make_key (index, column));
}

void
sn_import_lines_note_edit (SnImportLines *self, guint index, guint column, const char *text)
{
  self->states[index] |= REPAIRED;
  g_hash_table_add (self->edited, make_key (index, column));
  g_hash_table_insert (self->typed, make_key (index, column), g_strdup (text));
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
