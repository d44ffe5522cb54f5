/* sn-checks.h: what was found when the rosters were checked, kept for as long as nothing changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-finding-memory.h"

G_BEGIN_DECLS

/* So many findings are worded before the others are: more than a window shows at once. */
#define SN_CHECKS_FIRST_PAGE 100

/**
 * SnChecks:
 *
 * Not to be changed once it was made, so that a reference may go to any thread. Counted references.
 */
typedef struct
{
  GPtrArray *findings;   /* SnFinding, as sn_finding_sort_for_work() has them */
  gboolean   is_whole;   /* otherwise they are those alone that stand first, and the others are still being looked for */
  GPtrArray *categories; /* (nullable): SnCategoryReach; %NULL: only looked, not complete: of the findings only the first are worded */
  GDateTime *made_at;
} SnChecks;

SnChecks *sn_checks_ref      (SnChecks      *checks);
void      sn_checks_unref    (SnChecks      *checks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnChecks, sn_checks_unref)

/* (transfer full): all that is found, the first page of it worded. Nothing where there is no campaign. Thread: the connection's. */
SnChecks *sn_checks_look       (SnConnection    *connection,
                                SnFindingMemory *memory,
                                GError         **error);
/* (transfer full): the same, or what stands first in it where all would take its time: sn_finding_memory_look_first() */
SnChecks *sn_checks_look_first (SnConnection    *connection,
                                SnFindingMemory *memory,
                                GError         **error);
/* (transfer full): the same as @checks, which is whole, with everything worded, and who gets nothing. @checks stays as it is. */
SnChecks *sn_checks_complete   (SnChecks        *checks,
                                SnConnection    *connection,
                                GCancellable    *cancellable,
                                GError         **error);

G_END_DECLS
