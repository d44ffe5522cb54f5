/* sn-demo-details.h: what a registry knows of some people beside the everyday: former names, ethnic groups, disabilities, guardians.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-demo-people.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  char        former_names[32]; /* "" for most */
  const char *ethnic_group;
  const char *registered_at;    /* a district; "": where the person lives */
} SnDemoDetails;

void     sn_demo_draw_details (const SnDemoPopulation *population,
                               guint32                 person,
                               const SnDemoPerson     *made,
                               SnDemoDetails          *details);
/* What follows from the categories that the made-up people hold: certificates, guardians, and accounts beside the one in use. */
gboolean sn_demo_fill_details (SnTransaction          *transaction,
                               GError                **error);

G_END_DECLS
