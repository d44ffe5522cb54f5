/* sn-fitting-sql.h: when somebody fits a rate, as conditions of SQL: said once for a whole program and for one person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Aliases, columns and parameters come as text: "pk", "r.id", "?2". Days are ISO. */

/* A row of person_category that holds on the day */
#define SN_FITTING_HELD(holding, day) \
  "(" holding ".from_date <= " day " AND (" holding ".to_date IS NULL OR " holding ".to_date >= " day "))"

/* The other category, where the way asks for one (not 0), is held by anybody of the household. The cross joins keep SQLite on its way
 * from the person over the household: left alone it begins with everybody who holds that category, again for each person. */
#define SN_FITTING_ALSO(person_id, also_id, day) \
  "(" also_id " = 0 OR EXISTS (" \
  "  SELECT 1 FROM person o CROSS JOIN person m ON m.household_id = o.household_id" \
  "    CROSS JOIN person_category mk ON mk.person_id = m.id AND mk.category_id = " also_id \
  "   WHERE o.id = " person_id " AND " SN_FITTING_HELD ("mk", day) "))"

/* 0 years: any age; an unknown birth reaches none. The last day of birth is reckoned in text, as ISO dates can be. */
#define SN_FITTING_AGE(person, years, day) \
  "(" years " = 0 OR (coalesce (" person ".birth_date, '') <> ''" \
  "   AND " person ".birth_date <= printf ('%04d', substr (" day ", 1, 4) - " years ") || substr (" day ", 5)))"

/* Lives, and is here on the day of the delivery */
#define SN_FITTING_HERE(person, day) \
  "(" person ".died_on IS NULL AND (" person ".moved_on IS NULL OR " person ".moved_on > " day "))"

/* A line of a roster that counts */
#define SN_FITTING_TAKEN(line) "(" line ".state <> 'withdrawn')"
