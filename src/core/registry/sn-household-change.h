/* sn-household-change.h: households that come together, part, and change who stands for them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-household.h"

G_BEGIN_DECLS

/**
 * Each function below is one Change with a summary of its own, carrying the household's number as its first argument; where nothing
 * differs none is left. Numbers of households that were merged away stand for the one they were merged into. Thread: the writer's.
 *
 * What a household is due stays with the household, not with who is named:
 *
 *  - Lines that the program lists for a household (candidates, possible benefits, a choice of people) name its payee: who is set as payee,
 *    else the head, else whom the rate was found by; who has died is passed over (sn_household_find_payee()). A roster that was read in or
 *    typed names whom the office wrote.
 *  - As long as such a line is listed it follows: when payee or head change, lines that did not come from a file and named the payee of
 *    before name the new one. Lines of a file keep the name that the office wrote.
 *  - When the person whom a listed line of the household names leaves it, the line names the payee, wherever it came from: who is no
 *    longer of the household cannot stand for it.
 *  - From submission on a line keeps person, name and account, as it stands on paper.
 *
 * When the last member leaves a household (by a move, or into a new household), it is merged into the one that he goes to, with all
 * that it is due: so no benefit hangs on an empty household. Two lines of one program in the household that results are pointed out by
 * the finding "household_twice".
 */

/* How a person stands to the head, in words; %NULL and "" alike: not known. The head is always "户主". */
typedef struct
{
  gint64      person_id;
  const char *relation;
} SnHouseholdRelation;

/* What is said of a household itself. %NULL leaves a field as it is, "" empties it (not the kind). */
typedef struct
{
  const char *kind;               /* "family", "collective", "institution" */
  const char *register_number;
  const char *certificate_kind;
  const char *certificate_number;
  const char *address;
  gint64      town_id;            /* 0 leaves town and village as they are */
  gint64      village_id;         /* 0: with a town: none; without one: as it is */
} SnHouseholdEdit;

/**
 * sn_household_create:
 * @person_ids: gint64, each once, not empty: who lives in it; they leave the households they are in
 * @head_id: one of them
 * @relations: (nullable): SnHouseholdRelation of members; of the others it is not known any more
 * @edit: (nullable): what is known of it; without a town or an address the head's
 * @household_id: (out) (optional)
 *
 * Change "household-create". A household that its head leaves and others stay in must first get another head.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: nobody, the head is not among them, what sn_household_edit() refuses;
 * %SN_ERROR_REFUSED: the head of a household that others stay in
 */
gboolean sn_household_create      (SnTransaction          *transaction,
                                   GArray                 *person_ids,
                                   gint64                  head_id,
                                   GArray                 *relations,
                                   const SnHouseholdEdit  *edit,
                                   gint64                 *household_id,
                                   GError                **error);
/**
 * sn_household_split:
 * @person_ids: gint64: who leaves, not all of them
 * @head_id: of the new household, one who leaves; 0: the first of @person_ids
 * @old_head_id: of the old one, one who stays; 0: as it is, which is refused where the head leaves
 * @relations: (nullable): SnHouseholdRelation of any members of both
 * @new_id: (out) (optional)
 *
 * Change "household-split". The old household keeps its number, certificate and benefits; the new one has its town and address.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: nobody, not members, a head who is on the other side; %SN_ERROR_REFUSED: nobody
 * would stay, the head leaves and no other is named
 */
gboolean sn_household_split       (SnTransaction          *transaction,
                                   gint64                  household_id,
                                   GArray                 *person_ids,
                                   gint64                  head_id,
                                   gint64                  old_head_id,
                                   GArray                 *relations,
                                   gint64                 *new_id,
                                   GError                **error);
/**
 * sn_household_merge:
 * @keep_id: whose head, payee, number and certificate stay; where it has none, the other's
 * @gone_id: whose members move over; the emptied row stays and says into which it was merged
 *
 * Change "household-merge". All entitlements of the one follow, approved and paid ones too. The members' relations to their former head
 * are not known any more, unless @relations says them.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: one and the same
 */
gboolean sn_household_merge       (SnTransaction          *transaction,
                                   gint64                  keep_id,
                                   gint64                  gone_id,
                                   GArray                 *relations,
                                   GError                **error);
/**
 * sn_household_move:
 * @household_id: where the person goes
 * @relation: (nullable): to the head there
 * @old_head_id: who is the head of the household that is left; 0 unless the person was it and others stay
 *
 * Change "household-move".
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: @old_head_id does not stay; %SN_ERROR_REFUSED: the head leaves and no other is named
 */
gboolean sn_household_move        (SnTransaction          *transaction,
                                   gint64                  person_id,
                                   gint64                  household_id,
                                   const char             *relation,
                                   gint64                  old_head_id,
                                   GError                **error);
/**
 * sn_household_change_head:
 * @relations: (nullable): how the members stand to the new head; all others are not known any more
 *
 * Change "household-head".
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: not a member; %SN_ERROR_REFUSED: has died
 */
gboolean sn_household_change_head (SnTransaction          *transaction,
                                   gint64                  household_id,
                                   gint64                  head_id,
                                   GArray                 *relations,
                                   GError                **error);
/**
 * sn_household_set_payee:
 * @payee_id: a member; 0: the head, whoever that is
 *
 * Change "household-payee".
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: not a member; %SN_ERROR_REFUSED: has died
 */
gboolean sn_household_set_payee   (SnTransaction          *transaction,
                                   gint64                  household_id,
                                   gint64                  payee_id,
                                   GError                **error);
/**
 * sn_household_edit:
 *
 * Change "household-edit".
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: no such kind, town or village, a village of another town; %SN_ERROR_REFUSED:
 * another household's register number
 */
gboolean sn_household_edit        (SnTransaction          *transaction,
                                   gint64                  household_id,
                                   const SnHouseholdEdit  *edit,
                                   GError                **error);

G_END_DECLS
