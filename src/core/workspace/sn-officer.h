/* sn-officer.h: who works here, and what each may do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/* What somebody can be named for. Several may be named for the same, and one for several; four eyes stay on top of it. */
typedef enum
{
  SN_DUTY_NONE = 0,
  SN_DUTY_PREPARE = 1 << 0, /* 经办: the registry, lists, submissions, batches, answers */
  SN_DUTY_REVIEW = 1 << 1,  /* 复核: returns; approves what one may approve, and the first of two times */
  SN_DUTY_APPROVE = 1 << 2, /* 负责人: returns and approves all, also batches; programs, rates and rules */
  SN_DUTY_ALL = SN_DUTY_PREPARE | SN_DUTY_REVIEW | SN_DUTY_APPROVE,
} SnDuty;

typedef struct
{
  gint64    id;
  char     *name;
  gboolean  is_first;
  gboolean  may_reveal; /* has the right, whether or not it is asked for; the first officer always */
  SnDuty    duties;     /* named for, whether or not it is asked for */
} SnOfficer;

void             sn_officer_free     (SnOfficer     *officer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnOfficer, sn_officer_free)

/* (transfer full): SnOfficer, the first before all others, then by name */
GPtrArray       *sn_officer_list     (SnConnection  *connection,
                                      GError       **error);
/* (transfer full): by id; %SN_ERROR_NOT_FOUND with a sentence */
SnOfficer       *sn_officer_lookup   (SnConnection  *connection,
                                      gint64         officer_id,
                                      GError       **error);
/* (transfer none) (nullable): by the name as it is kept */
const SnOfficer *sn_officer_find     (GPtrArray     *officers,
                                      const char    *name);
/* (transfer none) (nullable). @officer_id: 0: the first officer */
const SnOfficer *sn_officer_find_by_id (GPtrArray   *officers,
                                        gint64       officer_id);

/**
 * SnOpenness:
 *
 * Who may do what at one moment: for the undo, which must open to nobody what was closed.
 */
typedef struct _SnOpenness SnOpenness;

SnOpenness      *sn_openness_new     (SnTransaction *transaction,
                                      GError       **error);
void             sn_openness_free    (SnOpenness    *openness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnOpenness, sn_openness_free)
/**
 * sn_openness_check:
 * @before: of the same transaction
 *
 * Errors: %SN_ERROR_REFUSED: others may look at numbers than before, or somebody has a duty more or less, and who acts could not have set it
 * so when @before was made
 */
gboolean         sn_openness_check   (SnOpenness    *before,
                                      SnTransaction *transaction,
                                      GError       **error);
/* Sets the sentence for what the schema refused of it. */
void             sn_openness_refuse  (SnOpenness    *before,
                                      SnTransaction *transaction,
                                      GError       **error);

G_END_DECLS
