/* category-fixture.h: a short way to say what category somebody holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "roster-fixture.h"

/* @to_date: "" while it lasts */
static inline void
hold_category (Fixture *fixture, int person, const char *category, const char *from_date, const char *to_date)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO person_category (id, person_id, category_id, from_date, to_date)"
                     " SELECT (SELECT coalesce (max (id), 0) + 1 FROM person_category), %d, id, '%s', nullif ('%s', '')"
                     "   FROM category WHERE name = '%s'",
                     person, from_date, to_date, category);

  do_sql (fixture, sql);
}
