/* sn-import-lines.c: the rows of a roster in the import window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-lines-private.h"

#include <string.h>

#include "sn-roster-show.h"

gint64
sn_import_lines_make_key (const SnImportLines *self, guint index, guint column)
{
  const SnRosterRow *row = sn_import_lines_get_row (self, index);

  return ((gint64) row->sheet << 40) + ((gint64) row->row << 8) + column;
}

SnImportLines *
sn_import_lines_new (void)
{
  SnImportLines *self = g_new0 (SnImportLines, 1);

  self->edited = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->typed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
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
  g_free (self->file);
  g_clear_pointer (&self->places, g_array_unref);
  g_hash_table_unref (self->edited);
  g_hash_table_unref (self->typed);
  g_free (self);
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
  guint8 kept = self->states[index] & (STALE | KEPT);
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
    if (belongs (self->states[i], self->shown) || (self->states[i] & KEPT) != 0)
      g_array_append_val (self->places, i);
}

void
sn_import_lines_choose (SnImportLines *self, SnImportShown shown)
{
  self->shown = shown;
  for (guint i = 0; i < self->n_rows; i++)
    self->states[i] &= (guint8) ~KEPT;
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
  gint64 cell = *(gint64 *) key;
  int index = sn_roster_import_find_row (self->import, (guint) (cell >> 40), (guint) (cell >> 8));
  const SnSheetLine *line = index >= 0 ? sn_roster_import_get_line (self->import, (guint) index) : NULL;

  return line == NULL || strcmp (sn_sheet_line_get_text (line, (guint) cell & 0xff), text) == 0;
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

  if (import != NULL && g_strcmp0 (self->file, import->file_sha256) != 0)
    {
      g_hash_table_remove_all (self->edited);
      g_free (self->file);
      self->file = g_strdup (import->file_sha256);
    }
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self->states);
  memset (self->counts, 0, sizeof self->counts);
  self->n_rows = import != NULL ? import->rows->len : 0;
  self->states = g_new0 (guint8, self->n_rows + 1);
  for (guint i = 0; import != NULL && i < import->sheets->len; i++)
    n_sheets += ((SnRosterSheet *) g_ptr_array_index (import->sheets, i))->state == SN_ROSTER_SHEET_READ ? 1 : 0;
  self->has_sheets = n_sheets > 1;
}

const char *
sn_import_lines_get_file (const SnImportLines *self)
{
  return self->file;
}

gboolean
sn_import_lines_has_edits (const SnImportLines *self)
{
  return g_hash_table_size (self->edited) > 0;
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
  sn_import_lines_index_faults (self, held);
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

  sn_import_lines_index_faults (self, faults);
  for (guint i = 0; i < touched->len; i++)
    {
      guint index = g_array_index (touched, guint, i);

      count (self, self->states[index], -1);
      self->states[index] |= STALE | KEPT;
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
sn_import_lines_is_of_program (const SnImportLines *self, guint index)
{
  return self->verdicts != NULL && index < self->verdicts->len &&
         g_array_index (self->verdicts, SnRosterVerdict, index).rate_label != NULL;
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
  gint64 key = sn_import_lines_make_key (self, index, column);
  const char *typed = g_hash_table_lookup (self->typed, &key);

  if (typed != NULL)
    return sn_roster_mask_cell (sn_roster_import_get_field (self->import, sn_import_lines_get_row (self, index)->sheet, column), typed);
  return sn_roster_import_show_cell (self->import, index, column);
}

char *
sn_import_lines_dup_written (const SnImportLines *self, guint index, guint column)
{
  const SnSheetLine *line = sn_roster_import_get_line (self->import, index);
  gint64 key = sn_import_lines_make_key (self, index, column);
  const char *typed = g_hash_table_lookup (self->typed, &key);

  return line != NULL ? g_strdup (typed != NULL ? typed : sn_sheet_line_get_text (line, column)) : NULL;
}

gboolean
sn_import_lines_is_edited (const SnImportLines *self, guint index, guint column)
{
  gint64 key = sn_import_lines_make_key (self, index, column);

  /* A file that was read anew does not hold it yet. */
  return g_hash_table_contains (self->edited, &key) && (self->import->n_edits > 0 || g_hash_table_contains (self->typed, &key));
}

void
sn_import_lines_keep (SnImportLines *self, guint index)
{
  self->states[index] |= KEPT;
}

void
sn_import_lines_note_edit (SnImportLines *self, guint index, guint column, const char *text)
{
  gint64 key = sn_import_lines_make_key (self, index, column);

  sn_import_lines_keep (self, index);
  g_hash_table_add (self->edited, g_memdup2 (&key, sizeof key));
  g_hash_table_insert (self->typed, g_memdup2 (&key, sizeof key), g_strdup (text));
}
