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

/* A category of the rate is held, and all else that its way asks for */
#define SN_FITTING_WAY(person_id, rate_id, day) \
  "EXISTS (SELECT 1 FROM person_category pk CROSS JOIN rate_category w ON w.rate_id = " rate_id " AND w.category_id = pk.category_id" \
  "         WHERE pk.person_id = " person_id " AND " SN_FITTING_HELD ("pk", day) " AND " SN_FITTING_ALSO (person_id, "w.also_id", day) ")"

/* 0 years: any age; an unknown birth reaches none. The last day of birth is reckoned in text, as ISO dates can be. */
#define SN_FITTING_AGE(person, years, day) \
  "(" years " = 0 OR (coalesce (" person ".birth_date, '') <> ''" \
  "   AND " person ".birth_date <= printf ('%04d', substr (" day ", 1, 4) - " years ") || substr (" day ", 5)))"

/* A number between the bounds of the condition "q"; one that is not known is outside. The number may be a whole query: written once. */
#define SN_FITTING_BETWEEN(number) \
  "coalesce (" number " BETWEEN coalesce (q.least, -9223372036854775808) AND coalesce (q.most, 9223372036854775807), 0)"
#define SN_FITTING_CHOSEN(value) "coalesce (" value " IN (SELECT value FROM json_each (q.choices)), 0)"
#define SN_FITTING_MEMBERS_OF(household_id) \
  "(SELECT count(*) FROM person m WHERE m.household_id = " household_id " AND m.died_on IS NULL AND m.moved_on IS NULL)"
#define SN_FITTING_MEMBERS(person) SN_FITTING_MEMBERS_OF (person ".household_id")
/* What another office counted; NULL where nobody did */
#define SN_FITTING_SCORE(person_id, source) \
  "(SELECT s.score FROM person_score s WHERE s.person_id = " person_id " AND s.source = " source ")"
/* What the amount of a rate follows from: the fact that sn_rate_basis_tell_due() asks for. @kind is an SnRateBasisKind; NULL: not known. */
#define SN_FITTING_FACT(kind, source, person_id, household_id, town_id) \
  "(CASE " kind " WHEN 1 THEN " SN_FITTING_SCORE (person_id, source) " WHEN 2 THEN " SN_FITTING_MEMBERS_OF (household_id) \
  " WHEN 3 THEN " town_id " END)"

/* The same for the line "e" of the person "p": it knows the household and the town that it is for. */
#define SN_FITTING_FACT_OF_LINE(kind, source) \
  SN_FITTING_FACT (kind, source, "e.person_id", "coalesce (e.household_id, p.household_id)", "coalesce (e.town_id, p.town_id)")

/* Whether the condition "q" of a rate holds: 0003-whole-person.sql and 0004-duties-and-amounts.sql say what each is about. Older than the greatest age is who was born
 * so many years and one before the day, or earlier. */
#define SN_FITTING_CONDITION(person, day) \
  "(CASE q.kind" \
  " WHEN 'age' THEN coalesce (" person ".birth_date, '') <> '' AND" \
  "   " person ".birth_date > printf ('%04d', substr (" day ", 1, 4) - q.most - 1) || substr (" day ", 5)" \
  " WHEN 'household_size' THEN " SN_FITTING_BETWEEN (SN_FITTING_MEMBERS (person)) \
  " WHEN 'household_kind' THEN " SN_FITTING_CHOSEN ("(SELECT o.kind FROM household o WHERE o.id = " person ".household_id)") \
  " WHEN 'disability_kind' THEN " SN_FITTING_CHOSEN (person ".disability_kind") \
  " WHEN 'disability_level' THEN " SN_FITTING_BETWEEN (person ".disability_level") \
  " WHEN 'town' THEN " SN_FITTING_CHOSEN (person ".town_id") \
  " WHEN 'ethnic_group' THEN " SN_FITTING_CHOSEN (person ".ethnic_group") \
  "   OR (" person ".ethnic_group NOT IN ('', '汉族') AND '少数民族' IN (SELECT value FROM json_each (q.choices)))" \
  " WHEN 'sex' THEN " SN_FITTING_CHOSEN (person ".sex") \
  " WHEN 'score' THEN " SN_FITTING_BETWEEN (SN_FITTING_SCORE (person ".id", "q.source")) " ELSE 0 END)"
/* The same of conditions that come as a parameter, as sn_rate_condition_to_json() writes them */
#define SN_FITTING_CONDITIONS_IN(person, json, day) \
  "(NOT EXISTS (SELECT 1 FROM (SELECT value ->> 'kind' AS kind, value ->> 'least' AS least, value ->> 'most' AS most," \
  "   value -> 'choices' AS choices, value ->> 'source' AS source FROM json_each (" json ")) q WHERE NOT " SN_FITTING_CONDITION (person, day) "))"
#define SN_FITTING_CONDITIONS(person, rate_id, day) \
  "(NOT EXISTS (SELECT 1 FROM rate_condition q WHERE q.rate_id = " rate_id " AND NOT " SN_FITTING_CONDITION (person, day) "))"

/* Lives, and is here on the day of the delivery */
#define SN_FITTING_ALIVE(person) "(" person ".died_on IS NULL)"
#define SN_FITTING_STAYS(person, day) "(" person ".moved_on IS NULL OR " person ".moved_on > " day ")"
#define SN_FITTING_HERE(person, day) "(" SN_FITTING_ALIVE (person) " AND " SN_FITTING_STAYS (person, day) ")"

/* A line of a roster that counts */
#define SN_FITTING_TAKEN(line) "(" line ".state <> 'withdrawn')"

/* The person's line in the program, and for a rate for households the household's. The unary plus keeps SQLite off the index by program. */
#define SN_FITTING_LISTED(person, program_id) \
  "EXISTS (SELECT 1 FROM entitlement e WHERE e.person_id = " person ".id AND +e.program_id = " program_id \
  " AND " SN_FITTING_TAKEN ("e") ")"
#define SN_FITTING_HOUSEHOLD_LISTED(person, program_id, unit) \
  "(" unit " = 'household' AND EXISTS (SELECT 1 FROM entitlement e WHERE e.household_id = " person ".household_id" \
  " AND +e.program_id = " program_id " AND " SN_FITTING_TAKEN ("e") "))"

/* Whether the matrix of programs forbids the planned line "e" beside one under the rate: of a pair's rules the most specific holds, of
 * two that say as much the stricter, as in sn-finding-pairs.c. */
#define SN_FITTING_MEETS(program_id, rate_id) \
  "((e.state = 'listed' OR e.state = 'submitted' OR e.state = 'approved')" \
  " AND (SELECT q.policy FROM pair_rule q" \
  "       WHERE q.first_program_id = min (e.program_id, " program_id ") AND q.second_program_id = max (e.program_id, " program_id ")" \
  "         AND (q.first_rate_id IS NULL OR q.first_rate_id = iif (e.program_id < " program_id ", e.rate_id, " rate_id "))" \
  "         AND (q.second_rate_id IS NULL OR q.second_rate_id = iif (e.program_id < " program_id ", " rate_id ", e.rate_id))" \
  "       ORDER BY (q.first_rate_id IS NULL) + (q.second_rate_id IS NULL)," \
  "                CASE q.policy WHEN 'forbid' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, q.id LIMIT 1) = 'forbid')"

/* The lines "e" that one under the rate would meet, as findings see it: the person's own; the household's; and under a rate for
 * households those of its members "m". */
#define SN_FITTING_OWN_LINES(person, unit) \
  "person m CROSS JOIN entitlement e ON e.person_id = m.id" \
  " AND (m.id = " person ".id OR (" unit " = 'household' AND e.household_id IS NULL))" \
  " AND m.household_id = " person ".household_id"

/* A rule of the office forbids it. Few programs have such a rule: that is asked first, once for a program. */
#define SN_FITTING_FORBIDDEN(person, program_id, rate_id, unit) \
  "(EXISTS (SELECT 1 FROM pair_rule f WHERE f.policy = 'forbid' AND f.first_program_id = " program_id \
  "         UNION ALL SELECT 1 FROM pair_rule f WHERE f.policy = 'forbid' AND f.second_program_id = " program_id ")" \
  " AND (EXISTS (SELECT 1 FROM " SN_FITTING_OWN_LINES (person, unit) " WHERE " SN_FITTING_MEETS (program_id, rate_id) ")" \
  "   OR EXISTS (SELECT 1 FROM entitlement e WHERE e.household_id = " person ".household_id AND " SN_FITTING_MEETS (program_id, rate_id) ")))"

/* The names of the categories that people hold on the day, joined; NULL for none. @whose: "= e.person_id" */
#define SN_FITTING_NAMES(whose, day) \
  "(SELECT group_concat (name, '、')" \
  "  FROM (SELECT DISTINCT k.name FROM person_category pk JOIN category k ON k.id = pk.category_id" \
  "        WHERE pk.person_id " whose " AND " SN_FITTING_HELD ("pk", day) " ORDER BY k.position))"

/* What a line says of categories: those of whom it names; where a household's payee holds none, those of the household. */
#define SN_FITTING_LINE_NAMES(line, day) \
  "coalesce (" SN_FITTING_NAMES ("= " line ".person_id", day) "," \
  " " SN_FITTING_NAMES ("IN (SELECT id FROM person WHERE household_id = " line ".household_id)", day) ", '')"
