/* sn-finding-memory.h: what was found, kept so that after a change only what the change touched is looked at anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster.h"

G_BEGIN_DECLS

/**
 * SnFindingMemory:
 *
 * Of one workspace. Nothing of it is a second truth: what it gives is what sn_finding_look() would give in the same read, and whoever
 * submits or approves asks that. Counted references; any thread, one at a time inside.
 */
typedef struct _SnFindingMemory SnFindingMemory;

/* How the last look was done. */
typedef enum
{
  SN_FINDING_LOOK_WHOLE, /* everything was looked at */
  SN_FINDING_LOOK_PART,  /* what was touched since, and all that hangs together with it by person, household or account */
} SnFindingLookExtent;

SnFindingMemory *sn_finding_memory_new        (void);
SnFindingMemory *sn_finding_memory_ref        (SnFindingMemory *self);
void             sn_finding_memory_unref      (SnFindingMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnFindingMemory, sn_finding_memory_unref)

/* The next look is at everything: for somebody who asks for it. */
void             sn_finding_memory_forget     (SnFindingMemory *self);

/* So many rules at the head of sn_finding_rule_list() are looked at first. */
#define SN_FINDING_N_FIRST_RULES 3

/**
 * sn_finding_memory_look:
 * @extent: (out) (optional)
 *
 * sn_finding_look() of the campaign at work. The journal tells what was touched since the last look; where that is not to be told row by
 * row (a rate, a rule between programs, the campaign; thousands of rows; another campaign than before) everything is looked at.
 *
 * Returns: (transfer full) (element-type SnFinding)
 *
 * Thread: the connection's.
 */
GPtrArray *sn_finding_memory_look       (SnFindingMemory     *self,
                                         SnConnection        *connection,
                                         SnFindingLookExtent *extent,
                                         GError             **error);
/**
 * sn_finding_memory_look_first:
 * @is_whole: (out): they are all there is, as sn_finding_memory_look() gives them
 *
 * What an officer is shown first, as soon as it is certain. Where only a part has to be looked at, all of it. Otherwise, and without
 * waiting for another thread that is looking at everything: the open findings of the rules at the head of sn_finding_rule_list(),
 * who stands twice and where programs meet. sn_finding_sort_for_work() has these before all others.
 *
 * Returns: (transfer full) (element-type SnFinding)
 */
GPtrArray *sn_finding_memory_look_first (SnFindingMemory     *self,
                                         SnConnection        *connection,
                                         gboolean            *is_whole,
                                         GError             **error);

G_END_DECLS
