/* sn-progress.h: the figures of the dashboard and the summaries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnProgressGrouping: what the figures are grouped by. Funding: programs that several sources bear without stated shares
 * are one group under all their names, so that every yuan counts once.
 */
typedef enum
{
  SN_PROGRESS_BY_DEPARTMENT,
  SN_PROGRESS_BY_PROGRAM,
  SN_PROGRESS_BY_TOWN,
  SN_PROGRESS_BY_FUNDING,
  SN_PROGRESS_BY_RATE,
  SN_PROGRESS_ALL, /* one row */
} SnProgressGrouping;

typedef struct
{
  char  *key;          /* department, program or town code ("0": no town); rate id; source codes with '+' ("": no source) */
  char  *label;        /* a sentence where the group has no name */
  gint64 persons;      /* different people that planned person benefits reach */
  gint64 households;   /* different households that planned household benefits reach */
  gint64 entitlements; /* planned lines (人次/户次): listed, submitted and approved */
  gint64 planned_fen;
  gint64 approved, approved_fen; /* lines and money */
  gint64 issued, issued_fen;     /* have left: on their way, paid, failed or returned; a payment tried again counts once */
  gint64 paid, paid_fen;
  gint64 failed, failed_fen;     /* failed or returned, and not tried again */
  gint64 held, held_fen;
} SnProgressRow;

void       sn_progress_row_free (SnProgressRow *row);

/* (transfer full): SnProgressRow from the summary tables, every group of the catalogue also when it is empty, in its order;
 * lines without a town are a last group where there are any. @campaign_id 0: the current one. */
GPtrArray *sn_progress_read     (SnConnection        *connection,
                                 gint64               campaign_id,
                                 SnProgressGrouping   grouping,
                                 GError             **error);
gboolean   sn_progress_grouping_from_string (const char         *text,
                                             SnProgressGrouping *grouping);

G_END_DECLS
