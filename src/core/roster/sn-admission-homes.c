/* sn-admission-homes.c: the households of those who come alone: as many as a roster has new people, and all alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

void
sn_admission_homes_take (AdmissionHomes *homes, SnTransaction *transaction, AdmissionHousehold *household)
{
  household->id = sn_transaction_next_id (transaction, "household");
  if (homes->first_id == 0)
    homes->first_id = household->id;
  homes->last_id = household->id;
}

/* One statement for all of them: a statement for each would take longer than the person, as the check of a household's kind
 * makes SQLite build a table of the kinds whenever a statement begins. Their people wait for them in the index on
 * person.household_id, which bulk work leaves. */
gboolean
sn_admission_homes_write (AdmissionHomes *homes, SnTransaction *transaction, GError **error)
{
  AdmissionHomes these = *homes;

  *homes = (AdmissionHomes){ 0, 0 };
  return these.first_id == 0 ||
         sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "INSERT INTO household (id, head_id, town_id, village_id, address)"
                            " SELECT household_id, id, town_id, village_id, address FROM person WHERE household_id BETWEEN ?1 AND ?2"
                            " ORDER BY household_id",
                            SN_INT (these.first_id), SN_INT (these.last_id));
}
