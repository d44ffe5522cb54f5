/* sn-report-card.h: a workbook that was written: where it is, what it holds, and its fingerprint.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-report.h"

G_BEGIN_DECLS

#define SN_TYPE_REPORT_CARD (sn_report_card_get_type ())
G_DECLARE_FINAL_TYPE (SnReportCard, sn_report_card, SN, REPORT_CARD, GtkListBoxRow)

GtkWidget *sn_report_card_new (SnReport *report);

G_END_DECLS
