/* sn-cli-faults.h: what the commands that read files, or name towns, share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-cli.h"
#include "sn-fault.h"

G_BEGIN_DECLS

/* Adds the member "faults": an array of SnFault. */
void     sn_cli_add_faults  (JsonBuilder *builder,
                             GPtrArray   *faults);
/* Whether one of them is of level "error". */
gboolean sn_cli_has_errors  (GPtrArray   *faults);
/* @text: (nullable): a town's name or nine-digit code; NULL is 0, all towns. */
gboolean sn_cli_find_town   (SnCli       *cli,
                             const char  *text,
                             gint64      *town_id,
                             GError     **error);

G_END_DECLS
