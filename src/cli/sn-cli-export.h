/* sn-cli-export.h: what the commands that write a workbook share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-cli.h"
#include "sn-workbook.h"

G_BEGIN_DECLS

/* Prints what was written: {file, rows, amount_fen, sha256}. */
SnCliStatus sn_cli_print_export (SnCli                *cli,
                                 const SnExportResult *result);

G_END_DECLS
