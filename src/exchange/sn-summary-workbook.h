/* sn-summary-workbook.h: 汇总表, what a department or the district reports: households, people and money of each rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"
#include "sn-workbook.h"

G_BEGIN_DECLS

/**
 * sn_summary_workbook_write:
 * @department_code: (nullable): "03"; %NULL: the district, with the ledger of funding and a sheet for each department
 * @path: the target, replaced when it is there
 * @result: (out caller-allocates) (optional): its rows are programs × rates, its amount is what is planned; for the
 *   department that bears the money (02, it has no programs) the rows are those of the ledger
 *
 * Writes the current campaign's figures, rates with nothing too. Totals are formulas with their results.
 *
 * Errors: %SN_ERROR_NOT_FOUND when there is no such department or no campaign; those of sn_workbook_finish().
 */
gboolean sn_summary_workbook_write (SnConnection    *connection,
                                    const char      *department_code,
                                    const char      *path,
                                    SnExportResult  *result,
                                    GCancellable    *cancellable,
                                    GError         **error);

G_END_DECLS
