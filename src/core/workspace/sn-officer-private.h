/* sn-officer-private.h: who may give what, judged by officers as they were read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-officer.h"

G_BEGIN_DECLS

/* (transfer none) (nullable) */
const SnOfficer *sn_officer_find_by_id (GPtrArray *officers,
                                        gint64     officer_id);
/* As sn_officer_check_right() and, for giving a duty, sn_officer_check_naming(). @named: (nullable): nobody in particular */
gboolean sn_officer_check_right_of  (const SnOfficer  *acting,
                                     GError          **error);
gboolean sn_officer_check_naming_of (GPtrArray        *officers,
                                     const SnOfficer  *acting,
                                     const SnOfficer  *named,
                                     GError          **error);

G_END_DECLS
