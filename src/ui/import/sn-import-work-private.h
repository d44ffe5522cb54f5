/* sn-import-work-private.h: shared by the files of the jobs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-work.h"

#include "sn-import-pace.h"

G_BEGIN_DECLS

void     sn_import_show_pace  (SnJob         *job,
                               SnImportPace  *pace,
                               SnImportStep   step,
                               guint          rows,
                               double         fraction);
/* Judges, or admits by the work's aim; either leaves a judgement. */
gboolean sn_import_work_judge (SnImportWork  *work,
                               SnJob         *job,
                               SnWorkspace   *workspace,
                               GError       **error);

G_END_DECLS
