/* sn-person-private.h: how rows of "person" are read within the registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person.h"

G_BEGIN_DECLS

/* What sn_person_read_row() expects, in its order. */
#define SN_PERSON_COLUMNS                                                                                                    \
  "id, name, name_pinyin, document_type, document_number, birth_date, sex, phone, household_id, relation, town_id, village_id," \
  " address, bank_name, account_number, account_holder, note, died_on, moved_on, former_names, ethnic_group, registered_address,"  \
  " document_reason, disability_certificate, disability_kind, disability_level, account_relation, guardian_id, guardian_name,"   \
  " guardian_relation, guardian_phone"

/* Who takes what a household is due: the payee, else the head; who has died is passed over. NULL for nobody. @household: an alias */
#define SN_HOUSEHOLD_PAYEE(household) \
  "coalesce ((SELECT id FROM person WHERE id = " household ".payee_id AND died_on IS NULL)," \
  " (SELECT id FROM person WHERE id = " household ".head_id AND died_on IS NULL))"

/* (transfer full): the person of the current row */
SnPerson *sn_person_read_row (SnStatement *statement);
/* The free id of a document (in its normal form) that is not in the registry; 0 with @error: %SN_ERROR_REFUSED where it is. */
gint64    sn_person_find_free_id (SnConnection *connection,
                                  const char   *document_type,
                                  const char   *document_number,
                                  GError      **error);

G_END_DECLS
