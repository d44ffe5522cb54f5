/* sn-fault.h: one thing noticed about one cell of a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SN_FAULT_FIXED,   /* set right silently; the row is taken */
  SN_FAULT_WARNING, /* the row is taken; somebody should look */
  SN_FAULT_ERROR,   /* the row stays out */
} SnFaultLevel;

typedef struct
{
  char        *sheet;   /* "" for csv */
  guint        row;     /* as the sheet counts, from 1 */
  char        *column;  /* the sheet's letter, "" when it is about the row */
  char        *code;    /* stable, e.g. "id_check_digit" */
  SnFaultLevel level;
  char        *value;   /* the cell as written; ids and accounts masked */
  char        *message; /* translated sentence: what, and what to do */
  char        *otherwise; /* (nullable): the sentence where an officer decides otherwise of the lines that a file changes: sn_faults_turn() */
  gboolean     is_of_judge; /* found against the registry, not in the file: goes when that is done again */
} SnFault;

SnFault    *sn_fault_new               (const char   *sheet,
                                        guint         row,
                                        const char   *column,
                                        const char   *code,
                                        SnFaultLevel  level,
                                        const char   *value,
                                        char         *take_message);
void        sn_fault_free              (SnFault      *fault);
/* (element-type SnFault): the sentences of those that have another one change places with it. */
void        sn_faults_turn             (GPtrArray    *faults);
const char *sn_fault_level_to_string   (SnFaultLevel  level); /* "error", "warning", "fixed" */

G_END_DECLS
