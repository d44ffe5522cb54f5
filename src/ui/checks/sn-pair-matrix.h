/* sn-pair-matrix.h: the programs down and across, and in each cell what the two mean for each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-pair-rule.h"

G_BEGIN_DECLS

/**
 * SnPairMatrix:
 *
 * One stop for the keyboard: arrows, Home and End go from cell to cell. Each pair of programs is there once; a program's column begins
 * under its code. In a GtkScrolledWindow the names of the rows stay in view, and so does the chosen cell. Its name for a screen reader
 * is what the chosen cell says.
 *
 * Signals:
 *   "chosen"     another cell was chosen with keyboard or mouse
 *   "activated"  Return, or a double click
 */
#define SN_TYPE_PAIR_MATRIX (sn_pair_matrix_get_type ())
G_DECLARE_FINAL_TYPE (SnPairMatrix, sn_pair_matrix, SN, PAIR_MATRIX, GtkWidget)

/* @programs: SnProgram in their order, @rules: SnPairRule; referenced, not to be changed any more. Keeps the chosen pair where it is still
 * there; else the first pair with a rule is chosen, or the first. Does not emit "chosen". */
void             sn_pair_matrix_set        (SnPairMatrix *self,
                                            GPtrArray    *programs,
                                            GPtrArray    *rules);
/* Codes in either order; nothing happens when a program is not there. Does not emit "chosen". */
void             sn_pair_matrix_choose     (SnPairMatrix *self,
                                            const char   *first_program,
                                            const char   *second_program);
/* (transfer none) (nullable): of the chosen cell, the first and the second in the order of programs; %NULL while there are fewer than two */
const SnProgram *sn_pair_matrix_get_first  (SnPairMatrix *self);
const SnProgram *sn_pair_matrix_get_second (SnPairMatrix *self);

G_END_DECLS
