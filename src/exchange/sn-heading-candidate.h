/* sn-heading-candidate.h: what columns there would be if these rows were the heading of a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-field.h"
#include "sn-sheet-line.h"

G_BEGIN_DECLS

/* A roster has 10 to 30 columns; what lies far to the right is somebody's scratch pad. */
#define SN_HEADING_MAX_COLUMNS 256

typedef struct
{
  guint         n_columns;
  SnRosterField fields[SN_HEADING_MAX_COLUMNS];
  int           columns[SN_ROSTER_N_FIELDS]; /* -1: none */
  guint         n_found;      /* fields; those that the user named count twice */
  gboolean      names_amount; /* the user said which column is the amount */
  gboolean      is_amount_weak; /* the amount's heading is SN_ROSTER_MATCH_WEAK */
  int           rival_amount; /* a second column that is as much an amount as the first; -1: none */
  SnRosterField passed_over[SN_HEADING_MAX_COLUMNS]; /* what a column that is not read could be as well: another amount, a second 姓名 */
} SnHeadingCandidate;

/**
 * sn_heading_candidate_judge:
 * @candidate: (out caller-allocates):
 * @folded_map: (nullable): of sn_roster_map_fold()
 * @mapping: (nullable): field keys of the columns; goes before everything else where it is not ""
 *
 * Where no column is 姓名 but one is 户主姓名, the head of the household is who is listed.
 */
void sn_heading_candidate_judge (SnHeadingCandidate  *candidate,
                                 SnSheetLine        **rows,
                                 guint                n_rows,
                                 GHashTable          *folded_map,
                                 char               **mapping);
/* (transfer full): the same for all headings that read alike: SHA-256 of the folded texts, row by row */
char *sn_heading_layout (SnSheetLine **rows,
                         guint         n_rows);

G_END_DECLS
