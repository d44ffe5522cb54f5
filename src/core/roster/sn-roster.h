/* sn-roster.h: a program's roster as a whole: handing in, approving, returning, and the officer's decisions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      entitlements; /* moved by this step */
  gint64      amount_fen;
  gint64      waiting;      /* approved once: they stay submitted and wait for a second approver */
  const char *state;        /* they are in now */
} SnRosterStep;

/**
 * sn_roster_submit / sn_roster_approve / sn_roster_return:
 * @program_code: "03.1" of the current campaign
 * @town_id: 0 for the whole roster
 * @reason: why it goes back; not empty
 *
 * Submit copies name, document, category and account of each person into the entitlement. It is refused while a finding
 * of level "error" has no decision, while a rate waits for confirmation, and when nothing is listed. Approve is refused to whoever
 * listed, changed or submitted any of the lines. A line from the campaign's second_approval_fen on is approved by two: the first marks it, and
 * is refused as the second. What is approved together with what was approved before stays within the program's quota and the
 * ceiling of its money (sn_program_check_quota(), sn_funding_check_approval()). Errors: %SN_ERROR_NOT_FOUND, %SN_ERROR_REFUSED with the reason.
 */
gboolean sn_roster_submit  (SnTransaction *transaction, const char *program_code, gint64 town_id,
                            SnRosterStep *step, GError **error);
gboolean sn_roster_approve (SnTransaction *transaction, const char *program_code, gint64 town_id,
                            SnRosterStep *step, GError **error);
/* What an approver saw: sn_roster_review_read() has it. */
typedef struct
{
  gint64 lines;
  gint64 amount_fen;
} SnRosterControl;
/* @control: (nullable): %SN_ERROR_REFUSED where by now something else is submitted there */
gboolean sn_roster_approve_as_seen (SnTransaction *transaction, const char *program_code, gint64 town_id, const SnRosterControl *control,
                                    SnRosterStep *step, GError **error);
gboolean sn_roster_return  (SnTransaction *transaction, const char *program_code, gint64 town_id, const char *reason,
                            SnRosterStep *step, GError **error);

typedef enum
{
  SN_ROSTER_SUBMIT,
  SN_ROSTER_APPROVE,
  SN_ROSTER_RETURN,
} SnRosterStepKind;

/* Whether anything is there for the step to move; says why not. Findings and who prepared what are asked when it is taken. */
gboolean sn_roster_check_step (SnConnection      *connection,
                               SnRosterStepKind   kind,
                               const char        *program_code,
                               gint64             town_id,
                               GError           **error);

typedef struct
{
  gint64     id;           /* stable: from rule, program and the entitlements' subject */
  char      *rule;         /* one of sn_finding_rule_list() */
  char      *level;        /* "error" or "warning" */
  char      *program;      /* code: the first of @programs */
  GPtrArray *programs;     /* char*: the codes of all programs that its lines are of, in the order of programs */
  GArray    *entitlements; /* gint64, first listed first */
  GPtrArray *persons;      /* char*: "name (masked document), town", one for each entitlement */
  char      *message;      /* translated */
  char      *decision;     /* "", "allow", "hold", "withdraw" */
  char      *reason;
} SnFinding;

void       sn_finding_free (SnFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnFinding, sn_finding_free)

/* (transfer none): the ids of all rules, ended by %NULL, in the order in which an officer wants to hear of them: who stands twice,
 * where programs meet, the person behind a line, the account, the amount */
const char *const *sn_finding_rule_list (void);

/* (transfer full): computed now over the planned entitlements of the current campaign, worst first, with decisions; also those
 * decided before whose cause is gone. With @program_code only those that touch a line of that program. */
GPtrArray *sn_finding_list   (SnConnection  *connection,
                              const char    *program_code,
                              GError       **error);
/**
 * sn_finding_decide:
 * @decision: "allow", "hold" (all lines of it) or "withdraw" (all but the first listed; the only one where there is one; where
 *   programs meet, those of the other program than the first listed's)
 * @reason: not empty
 */
gboolean   sn_finding_decide (SnTransaction *transaction,
                              gint64         finding_id,
                              const char    *decision,
                              const char    *reason,
                              GError       **error);
/**
 * sn_finding_decide_all:
 * @finding_ids: gint64
 *
 * sn_finding_decide() for all of them in one Change, or for none. A line that one of them moved is left where it is by the
 * next, and no longer counts as the first listed.
 */
gboolean   sn_finding_decide_all (SnTransaction *transaction,
                                  GArray        *finding_ids,
                                  const char    *decision,
                                  const char    *reason,
                                  GError       **error);

G_END_DECLS
