/* sn-roster-traits.c: ethnic group and disability in the cells of a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-roster-cells.h"

#include <string.h>

#include "sn-disability.h"
#include "sn-population-codes.h"
#include "sn-resident-id.h"
#include "sn-text.h"

/* (transfer full) (nullable): what the cell of @field says; %NULL for nothing. @place: gets the column */
static char *
read_text (const SnRosterCells *cells_of, SnRosterField field, const SnCell *cells, guint n_cells, SnCellPlace *place)
{
  const SnCell *cell = sn_roster_cells_get (cells_of, field, cells, n_cells);
  g_autofree char *text = NULL;

  if (cell->type == SN_CELL_EMPTY)
    return NULL;
  place->column = cells_of->header->columns[field];
  text = sn_roster_cell_text (cell);
  sn_roster_cells_tell_unreadable (cells_of, field, cell, place);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* ── Ethnic group ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* 汉 for 汉族 is how everybody writes it, and no fault: only what the word does not show by itself is said. */
static void
read_ethnic_group (const SnRosterCells *cells_of, const SnCell *cells, guint n_cells, SnCellPlace *place, SnRosterRow *row)
{
  g_autofree char *text = read_text (cells_of, SN_ROSTER_FIELD_ETHNIC_GROUP, cells, n_cells, place);
  g_autofree char *squeezed = text != NULL ? sn_text_squeeze (text) : NULL;
  const char *word;

  if (text == NULL || strspn (squeezed, "/-") == strlen (squeezed))
    return;
  word = sn_ethnic_group_normalise (squeezed);
  if (word == NULL)
    sn_roster_fault_add (cells_of->faults, place, "ethnic_group_unknown", text);
  else if (!g_str_has_prefix (word, squeezed))
    sn_roster_fault_add (cells_of->faults, place, "ethnic_group_cleaned", text, word);
  row->ethnic_group = word;
}

/* ── Disability ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What one of the two columns says; each may say both. */
typedef struct
{
  int kind;
  int level;
} Said;

/* Several kinds are one by the standard, and a code shows no kind: that is said. */
static void
read_said (const SnRosterCells *cells_of, SnRosterField field, const SnCell *cells, guint n_cells, SnCellPlace *place, Said *said)
{
  g_autofree char *text = read_text (cells_of, field, cells, n_cells, place);
  g_autofree char *words = NULL;

  if (text == NULL)
    return;
  if (!sn_disability_read (text, field == SN_ROSTER_FIELD_DISABILITY_LEVEL, &said->kind, &said->level))
    {
      sn_roster_fault_add (cells_of->faults, place, "disability_unknown", text);
      return;
    }
  words = sn_disability_to_words (said->kind, said->level);
  if (said->kind != 0 && (g_ascii_isdigit (*text) || (said->kind == SN_DISABILITY_KINDS && strstr (text, "多重") == NULL)))
    sn_roster_fault_add (cells_of->faults, place, "disability_cleaned", text, words);
}

static gboolean
contradict (int one, int other)
{
  return one != 0 && other != 0 && one != other;
}

/* @said: (out): what both columns say together; nothing where they contradict each other */
static void
read_columns (const SnRosterCells *cells_of, const SnCell *cells, guint n_cells, SnCellPlace *place, Said *said)
{
  Said other = { 0, 0 };
  g_autofree char *words = NULL;
  g_autofree char *other_words = NULL;

  read_said (cells_of, SN_ROSTER_FIELD_DISABILITY_KIND, cells, n_cells, place, said);
  read_said (cells_of, SN_ROSTER_FIELD_DISABILITY_LEVEL, cells, n_cells, place, &other);
  if (!contradict (said->kind, other.kind) && !contradict (said->level, other.level))
    {
      said->kind = MAX (said->kind, other.kind);
      said->level = MAX (said->level, other.level);
      return;
    }
  words = sn_disability_to_words (said->kind, said->level);
  other_words = sn_disability_to_words (other.kind, other.level);
  sn_roster_fault_add (cells_of->faults, place, "disability_contradicts", other_words, other_words, words);
  *said = (Said){ 0, 0 };
}

/* Certificates are made of numbers of 18 signs; somebody with a passport holds none that could be compared. */
static const char *
get_certified_number (const SnRosterRow *row)
{
  return row->document_number != NULL && strlen (row->document_number) == SN_RESIDENT_ID_LENGTH ? row->document_number : NULL;
}

/* Whether the row has a certificate of this very person. */
static gboolean
read_certificate (const SnRosterCells *cells_of, const SnCell *cells, guint n_cells, SnCellPlace *place, const SnRosterRow *row,
                  SnDisability *disability)
{
  const SnCell *cell = sn_roster_cells_get (cells_of, SN_ROSTER_FIELD_DISABILITY_CERTIFICATE, cells, n_cells);
  g_autofree char *text = read_text (cells_of, SN_ROSTER_FIELD_DISABILITY_CERTIFICATE, cells, n_cells, place);
  g_autofree char *masked = NULL;
  Said none;

  if (text == NULL || (strpbrk (text, "123456789") == NULL && sn_disability_read (text, FALSE, &none.kind, &none.level)))
    return FALSE;
  masked = sn_roster_mask_document (text);
  if (sn_roster_cell_lost_digits (cell))
    sn_roster_fault_add (cells_of->faults, place, "disability_certificate_lost", masked);
  else if (sn_disability_judge (text, get_certified_number (row), disability))
    return TRUE;
  else
    sn_roster_fault_add (cells_of->faults, place, "disability_certificate_bad", masked, sn_disability_fault_message (disability->fault));
  return FALSE;
}

static void
read_disability (const SnRosterCells *cells_of, const SnCell *cells, guint n_cells, SnCellPlace *place, SnRosterRow *row)
{
  Said said = { 0, 0 };
  SnDisability certified;

  read_columns (cells_of, cells, n_cells, place, &said);
  if (read_certificate (cells_of, cells, n_cells, place, row, &certified))
    {
      if (contradict (said.kind, certified.kind) || contradict (said.level, certified.level))
        {
          g_autofree char *words = sn_disability_to_words (said.kind, said.level);
          g_autofree char *certified_words = sn_disability_to_words (certified.kind, certified.level);

          sn_roster_fault_add (cells_of->faults, place, "disability_mismatch", words, words, certified_words);
        }
      said = (Said){ certified.kind, certified.level };
      row->disability_certificate = g_strdup (certified.number);
    }
  row->disability_kind = (guint) said.kind & 7;
  row->disability_level = (guint) said.level & 7;
}

void
sn_roster_cells_read_traits (const SnRosterCells *cells_of, const SnCell *cells, guint n_cells, SnCellPlace *place, SnRosterRow *row)
{
  const int *columns = cells_of->header->columns;

  if (columns[SN_ROSTER_FIELD_ETHNIC_GROUP] >= 0)
    read_ethnic_group (cells_of, cells, n_cells, place, row);
  if (columns[SN_ROSTER_FIELD_DISABILITY_KIND] >= 0 || columns[SN_ROSTER_FIELD_DISABILITY_LEVEL] >= 0 ||
      columns[SN_ROSTER_FIELD_DISABILITY_CERTIFICATE] >= 0)
    read_disability (cells_of, cells, n_cells, place, row);
}
