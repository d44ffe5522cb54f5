/* sn-category-reach.h: who of a category gets nothing at all: 应帮未帮.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *code;
  char   *name;
  gint64  persons;   /* hold it on the campaign's day, live, and have not moved away before the delivery */
  gint64  reached;   /* of these: stand on any roster of the campaign, or live in a household that does; withdrawn lines left out */
  gint64  unreached;
} SnCategoryReach;

void       sn_category_reach_free (SnCategoryReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnCategoryReach, sn_category_reach_free)

/* (transfer full): SnCategoryReach of each category that a rate of the campaign at work is for, in the order of categories. Who the
 * unreached are says SN_RECIPIENT_FILTER_UNREACHED. */
GPtrArray *sn_category_reach_list (SnConnection    *connection,
                                   GError         **error);

/* How many people the unreached of all these categories are: who holds two of them is one. -1 with @error */
gint64     sn_category_reach_count_unreached (SnConnection  *connection,
                                              GError       **error);

G_END_DECLS
