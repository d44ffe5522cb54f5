/* sn-department-reading.h: everything that the page of a department shows, read in one go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-job.h"
#include "sn-progress.h"
#include "sn-roster.h"
#include "sn-roster-item.h"

G_BEGIN_DECLS

/* What can be done with the chosen program's roster, or a town's part of it. */
typedef enum
{
  SN_ROSTER_DEED_SUBMIT,
  SN_ROSTER_DEED_APPROVE,
  SN_ROSTER_DEED_RETURN,
  SN_ROSTER_DEED_BATCH,
  SN_ROSTER_N_DEEDS,
} SnRosterDeed;

typedef struct
{
  /* In */
  char      *department;
  char      *program_code; /* (nullable): the first one; set to the one that was read */
  gint64     town_id;      /* 0: all */
  GPtrArray *findings;     /* (nullable): SnFinding of the campaign, as they were last looked for */
  /* Out */
  GPtrArray *programs;     /* SnProgram, the department's */
  GPtrArray *progress;     /* SnProgressRow, all programs' */
  GPtrArray *items;        /* SnRosterItem, all towns */
  GPtrArray *towns;        /* SnDivision, those of the district */
  char      *refusals[SN_ROSTER_N_DEEDS]; /* (nullable): why it cannot be done now; %NULL: it can */
  char      *no_preparing; /* (nullable): why who works here lists, holds and withdraws nothing; %NULL: he does */
  char      *no_setting;   /* (nullable): why he sets no program and no rate */
} SnDepartmentReading;

void                 sn_department_reading_free     (gpointer              data);
/* A SnJobFunc */
gboolean             sn_department_reading_run      (SnJob                *job,
                                                     SnWorkspace          *workspace,
                                                     gpointer              data,
                                                     GError              **error);
/* (nullable) */
const SnProgram     *sn_department_reading_get_program  (SnDepartmentReading  *self);
const SnProgressRow *sn_department_reading_find_progress (SnDepartmentReading *self,
                                                          const char          *program_code);

G_END_DECLS
