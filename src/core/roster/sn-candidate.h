/* sn-candidate.h: who of the registry fits a program's rates and stands on no roster of it: 应帮未帮.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    person_id;
  gint64    household_id;
  char     *name;
  char     *document_number;
  char     *birth_date;
  gint64    town_id;       /* 0: not known */
  char     *town;
  gint64    rate_id;       /* the first that fits */
  char     *rate_label;
  gboolean  per_household; /* then the household is the recipient, and its head is named if he fits */
  gboolean  discretionary; /* no amount of its own, and none that is due */
  gint64    amount_fen;    /* what is due, fixed, or the least of a range; 0 when discretionary */
  char     *due;           /* why it is this much, or why nobody can say; "" where the amount follows from nothing */
} SnCandidate;

void       sn_candidate_free (SnCandidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnCandidate, sn_candidate_free)

/**
 * sn_candidate_list:
 *
 * Who holds a rate's category on its day (and the household the other one, where the rate asks for two), has the age, lives, has
 * not moved away before the delivery, has no planned or held line in the program, and is not forbidden it by a rule of the office beside
 * what is planned elsewhere. One for each person, one for each household under rates for households.
 *
 * Returns: (transfer full): SnCandidate, in the order of the rates, then by town and name
 */
GPtrArray *sn_candidate_list (SnConnection  *connection,
                              const char    *program_code,
                              GError       **error);
/**
 * sn_candidate_add:
 * @lines: (out) (optional): how many were listed
 * @amount_fen: (out) (optional): their sum
 *
 * Lists them all. Nobody to list is no error and leaves no Change. %SN_ERROR_REFUSED where a rate sets no amount, and where
 * for somebody nothing says how much is due.
 */
gboolean   sn_candidate_add  (SnTransaction *transaction,
                              const char    *program_code,
                              gint64        *lines,
                              gint64        *amount_fen,
                              GError       **error);

G_END_DECLS
