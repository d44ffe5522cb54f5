/* sn-report.h: one workbook that leaves the house: what is in it, and what came of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_REPORT (sn_report_get_type ())
G_DECLARE_FINAL_TYPE (SnReport, sn_report, SN, REPORT, GObject)

typedef enum
{
  SN_REPORT_SUMMARY,     /* of a department, or the district */
  SN_REPORT_ROSTER,      /* the others: of a program, or one town's part of it */
  SN_REPORT_SIGNSHEET,
  SN_REPORT_PUBLICATION,
} SnReportKind;

#define SN_REPORT_N_KINDS (SN_REPORT_PUBLICATION + 1)

/* Translated: "Summary" */
const char *sn_report_kind_get_title (SnReportKind  kind);

/**
 * sn_report_new:
 * @code: (nullable): of the department (%NULL: the district), or of the program
 * @subject: what people call that
 * @town: (nullable): what people call the town of @town_id
 * @town_id: 0: all towns
 * @full_ids: for rosters: documents, accounts and phones as they are; that is noted in the journal first
 */
SnReport   *sn_report_new            (SnReportKind  kind,
                                      const char   *code,
                                      const char   *subject,
                                      const char   *town,
                                      gint64        town_id,
                                      gboolean      full_ids);

/* Asks for the file, writes it as a job of @page, says so, and puts it into sn_report_list(). */
void        sn_report_export         (SnReport     *self,
                                      SnPage       *page);

/* (transfer none): what was written in this session, the last one first: #SnReport */
GListModel *sn_report_list           (SnSession    *session);

/* (transfer full): "Summary · 区民政局" */
char       *sn_report_get_title      (SnReport     *self);
gboolean    sn_report_has_full_ids   (SnReport     *self);
/* Of those in the list: */
const char *sn_report_get_path       (SnReport     *self);
gint64      sn_report_get_rows       (SnReport     *self);
gint64      sn_report_get_amount_fen (SnReport     *self);
const char *sn_report_get_sha256     (SnReport     *self);

G_END_DECLS
