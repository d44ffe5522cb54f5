/* sn-household-work.h: what a household dialog asks core to do, as one job each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-household-change.h"
#include "sn-session.h"

G_BEGIN_DECLS

typedef enum
{
  SN_HOUSEHOLD_SPLIT,  /* @persons leave */
  SN_HOUSEHOLD_MOVE,   /* the first of @persons goes to @other_id */
  SN_HOUSEHOLD_MERGE,  /* @other_id comes in */
  SN_HOUSEHOLD_HEAD,   /* the first of @persons, or @head_id */
  SN_HOUSEHOLD_PAYEE,  /* the first of @persons; none: the head */
  SN_HOUSEHOLD_EDIT,   /* @texts */
} SnHouseholdStep;

enum
{
  SN_HOUSEHOLD_TEXT_KIND,
  SN_HOUSEHOLD_TEXT_REGISTER_NUMBER,
  SN_HOUSEHOLD_TEXT_CERTIFICATE_KIND,
  SN_HOUSEHOLD_TEXT_CERTIFICATE_NUMBER,
  SN_HOUSEHOLD_TEXT_ADDRESS,
  SN_HOUSEHOLD_N_TEXTS
};

typedef struct
{
  SnHouseholdStep  step;
  gint64           household_id;
  GArray          *persons;     /* gint64 */
  gint64           other_id;    /* of a household */
  gint64           head_id;     /* of those who leave, or of the household */
  gint64           old_head_id; /* of those who stay, where the head leaves; 0: as it is */
  GArray          *relations;   /* SnHouseholdRelation, whose strings are in @strings */
  GPtrArray       *strings;     /* char* */
  char            *texts[SN_HOUSEHOLD_N_TEXTS]; /* (nullable): as it is */
} SnHouseholdWork;

SnHouseholdWork *sn_household_work_new          (SnHouseholdStep   step,
                                                 gint64            household_id);
void             sn_household_work_free         (SnHouseholdWork  *work);
void             sn_household_work_add_person   (SnHouseholdWork  *work,
                                                 gint64            person_id);
void             sn_household_work_add_relation (SnHouseholdWork  *work,
                                                 gint64            person_id,
                                                 const char       *relation);
/* Whether the person is among those whom the step is about. */
gboolean         sn_household_work_has_person   (SnHouseholdWork  *work,
                                                 gint64            person_id);
/* Runs it; the session says what was done, or why not. */
void             sn_household_work_start        (SnHouseholdWork  *take_work,
                                                 SnSession        *session);

G_END_DECLS
