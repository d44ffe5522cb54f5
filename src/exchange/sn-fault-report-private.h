/* sn-fault-report-private.h: the list of faults as one sheet of a workbook, and how such small workbooks are put in their place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <xlsxwriter.h>

#include "sn-fault-report.h"
#include "sn-private-file.h"

G_BEGIN_DECLS

/* @sheet_name: (nullable) */
void     sn_fault_report_add_sheet (lxw_workbook   *workbook,
                                    const char     *sheet_name,
                                    const char     *file_name,
                                    GPtrArray      *faults);
/* Ends the workbook and puts the file in its place. @sha256: (out) (optional) (transfer full). Errors: those of
 * sn_fault_report_write() */
gboolean sn_workbook_close_into    (lxw_workbook   *take_workbook,
                                    SnPrivateFile  *file,
                                    char          **sha256,
                                    GError        **error);

G_END_DECLS
