/* sn-person-merge.h: two entries that are one person become one, and a person's number is corrected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person.h"

G_BEGIN_DECLS

/**
 * sn_person_merge_fields:
 *
 * The fields of which sn_person_merge() can be told whose value stays: "name", "birth_date", "sex", "ethnic_group", "phone",
 * "town" (with the village), "address", "registered_address", "account" (with bank, holder and relation), "disability", "guardian",
 * "household" (with the relation), "died_on", "moved_on", "note".
 *
 * Returns: (transfer none): ended by %NULL
 */
const char *const *sn_person_merge_fields (void);
/* The field as people read it; %NULL for a field that is none */
const char *sn_person_merge_field_word (const char       *field);

/**
 * sn_person_merge:
 * @keep_id: whose number stays, and what is not taken from the other
 * @gone_id: whose entry goes
 * @take: (nullable): fields whose value is @gone_id's, ended by %NULL. Of all others @keep_id's stays, or where that is empty the other's.
 *   Of the household a person who lives alone has none to speak of: there the one with others stays
 *
 * All that refers to the one refers to the other from then on: entitlements in every state (what was copied at submission stays as it
 * was), categories (periods that overlap become one), accounts, documents, guardianship, heads and payees, words on who is apart. The
 * number of @gone_id goes to the other documents, so that a roster finds the person by it; its account to the other accounts and its name
 * to the former names, where they differ. A household that @gone_id alone lived in is merged into the one that stays, with what it is due.
 * A household that keeps other members keeps what it is due.
 *
 * One Change, "person-merge", with both numbers as arguments; taken back it leaves the file as it was.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: one and the same, a field that is none; %SN_ERROR_REFUSED: somebody said that they
 * are two people, one is the other's guardian, the one is head of a household that others stay in, a date of birth or a sex that
 * contradicts the number that stays
 */
gboolean    sn_person_merge            (SnTransaction      *transaction,
                                        gint64              keep_id,
                                        gint64              gone_id,
                                        const char *const  *take,
                                        GError            **error);

/* Which of two entries of one person is proposed to stay: 0 or 1. A number that only stands by an officer's reason gives way to one that
 * stands by itself; of two alike the one with more benefits stays, and the first where they have as many. */
guint       sn_person_merge_propose    (const SnPerson     *const persons[2],
                                        const guint         n_benefits[2]);
/**
 * sn_person_change_document:
 * @text: the number as typed
 * @family: (nullable): "passport" or "other" where an officer says so, see sn_identity_document_judge_as(); else the form tells
 * @reason: (nullable): why it is changed; needed where the new number's check digit is wrong, and kept with the person then
 * @was_valid: the old number was a document of this person (renewed, replaced) and not a mistake: the person is found by it as well. A
 *   number that was a mistake may be somebody else's: it is forgotten
 * @new_id: (out) (optional): the person's row id from now on, for it follows from the number
 *
 * The person gets a new row, and all that refers to the old one refers to it. Birth and sex follow a resident number. What was
 * submitted keeps the number it was submitted with. One Change, "person-document".
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: not a document, or a wrong check digit without a reason, or @was_valid of a number
 * that is none; %SN_ERROR_REFUSED: the number is another person's, who then has to be merged
 */
gboolean    sn_person_change_document  (SnTransaction      *transaction,
                                        gint64              person_id,
                                        const char         *text,
                                        const char         *family,
                                        const char         *reason,
                                        gboolean            was_valid,
                                        gint64             *new_id,
                                        GError            **error);

G_END_DECLS
