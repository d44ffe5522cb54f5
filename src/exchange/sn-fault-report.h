/* sn-fault-report.h: the faults of an import as a workbook, to hand back to whoever made the roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sn_fault_report_write:
 * @path: the .xlsx to write; replaced as a whole or not at all
 * @file_name: the roster's own name, for the title
 * @faults: SnFault
 *
 * Errors: %SN_ERROR_DISK_FULL; %SN_ERROR_FAILED; %G_IO_ERROR where the file cannot be written.
 */
gboolean sn_fault_report_write (const char  *path,
                                const char  *file_name,
                                GPtrArray   *faults,
                                GError     **error);

G_END_DECLS
