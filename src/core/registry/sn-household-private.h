/* sn-household-private.h: what changing households and merging people share. None of it describes the Change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-household-change.h"

G_BEGIN_DECLS

/* People who go into one household, wherever they are now. */
typedef struct
{
  GArray *person_ids;  /* gint64 */
  gint64  target_id;   /* the household that they go to; it exists */
  gint64  old_head_id; /* of the household that they leave; 0: as it is */
} SnHouseholdMove;

/* Moves them, and sets right what they leave: the household's head, its payee, the lines that name who left; one that nobody is left in is
 * merged into the target. Their relations are empty then. */
gboolean sn_household_move_people   (SnTransaction          *transaction,
                                     const SnHouseholdMove  *move,
                                     GError                **error);
/* Merges a household without members into another: what it is due, its number where the other has none, what was merged into it. */
gboolean sn_household_absorb        (SnTransaction          *transaction,
                                     gint64                  keep_id,
                                     gint64                  gone_id,
                                     GError                **error);
/* (transfer full): the person, who is a member and lives; %SN_ERROR_INVALID_INPUT or %SN_ERROR_REFUSED otherwise */
SnPerson *sn_household_look_up_member (SnConnection         *connection,
                                     gint64                  household_id,
                                     gint64                  person_id,
                                     GError                **error);
/* A member becomes the head; how the others stand to the new head is not known. */
gboolean sn_household_set_head      (SnConnection           *connection,
                                     gint64                  household_id,
                                     gint64                  head_id,
                                     GError                **error);
/* Listed lines that did not come from a file and name the payee of before name the one of now. */
gboolean sn_household_follow_payee  (SnConnection           *connection,
                                     gint64                  household_id,
                                     gint64                  former_id,
                                     GError                **error);
/* Lines still listed that name @person_id, who left, name the household's payee. */
gboolean sn_household_replace_named (SnConnection           *connection,
                                     gint64                  household_id,
                                     gint64                  person_id,
                                     GError                **error);

G_END_DECLS
