/* sn-finding-private.h: what the roster and the decisions need of the findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster.h"

G_BEGIN_DECLS

/* (transfer full): SnFinding as the rules see the planned lines now, without decisions. @program_id 0: the whole campaign */
GPtrArray  *sn_finding_compute           (SnConnection  *connection,
                                          gint64         campaign_id,
                                          gint64         program_id,
                                          GError       **error);
/* Puts the decisions on @findings; adds those decided before whose cause is gone. */
gboolean    sn_finding_apply_decisions   (SnConnection  *connection,
                                          gint64         campaign_id,
                                          gint64         program_id,
                                          GPtrArray     *findings,
                                          GError       **error);
/* (transfer full) (nullable): the finding that stood over @entitlements_json when somebody decided on it. %NULL without
 * @error when its lines were never here or are gone: their import was taken back. */
SnFinding  *sn_finding_rebuild           (SnConnection  *connection,
                                          gint64         finding_id,
                                          const char    *rule,
                                          const char    *entitlements_json,
                                          GError       **error);
/* How many errors without an "allow" stand over lines of the program (and the town, unless 0); -1 with @error */
gint64      sn_finding_count_blocking    (SnConnection  *connection,
                                          SnProgram     *program,
                                          gint64         town_id,
                                          GError       **error);

G_END_DECLS
