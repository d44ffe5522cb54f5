/* sn-person-record.h: one person with everything that the registry and the rosters hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-benefit-history.h"
#include "sn-household.h"
#include "sn-other-account.h"
#include "sn-other-document.h"
#include "sn-person-category.h"
#include "sn-possible-benefit.h"
#include "sn-recipient.h"

G_BEGIN_DECLS

typedef struct
{
  SnPerson    *person;     /* numbers in full: mask them before they are shown */
  SnRecipient *recipient;  /* the same person as a list shows one: masked, in words */
  SnHousehold *household;
  GPtrArray   *members;    /* SnPerson, the person too */
  SnPerson    *guardian;   /* (nullable): where one of the registry is named */
  GPtrArray   *accounts;   /* SnOtherAccount beside the one in use */
  GPtrArray   *documents;  /* SnOtherDocument */
  GPtrArray   *categories; /* SnPersonCategory ever held */
  GPtrArray   *benefits;   /* SnBenefit of the person and the household */
  GPtrArray   *possible;   /* SnPossibleBenefit of the campaign at work */
} SnPersonRecord;

void            sn_person_record_free (SnPersonRecord  *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPersonRecord, sn_person_record_free)

/* (transfer full): %SN_ERROR_NOT_FOUND when nobody has that id */
SnPersonRecord *sn_person_record_read (SnConnection    *connection,
                                       gint64           person_id,
                                       GError         **error);

G_END_DECLS
