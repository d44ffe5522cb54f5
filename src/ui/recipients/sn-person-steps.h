/* sn-person-steps.h: what is set right about a person, from whichever page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"
#include "sn-person.h"

G_BEGIN_DECLS

/* Asks for name, account and phone, and corrects them in the registry. @reason: why somebody has to (nullable), said first. */
void sn_person_steps_correct (SnPage       *page,
                              gint64        person_id,
                              const char   *reason);
/* Asks for the day where there is one, and notes that the person died, moved away, or is here after all. */
void sn_person_steps_mark    (SnPage       *page,
                              gint64        person_id,
                              SnPersonMark  mark);
/* Lists the person in the program, under the rate that fits, with its fixed or least amount: sn_possible_benefit_add(). */
void sn_person_steps_list    (SnPage       *page,
                              gint64        person_id,
                              const char   *program_code);

G_END_DECLS
