/* sn-officer-duties.h: who prepares, who reviews, who approves.
 *
 * As long as the workspace is not limited everybody may do all, and four eyes hold as ever. Once it is limited an officer does what he was
 * named for, and one who is made known from then on has no duty until he is named for one.
 *
 * The first officer names all others. Nobody gives a duty to himself, not even while everybody may do all: the first officer, whom the
 * schema names for everything, may lay a duty down, and is named anew by an officer who approves. So there is no dead end either: the
 * first officer can always name somebody else, or lift the limit, which the history keeps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-officer.h"

G_BEGIN_DECLS

/* What a step asks for: one of the bits is enough. */
typedef enum
{
  SN_STEP_PREPARES = SN_DUTY_PREPARE,                   /* registry, lists, lines, submissions, batches, answers */
  SN_STEP_APPROVES = SN_DUTY_REVIEW | SN_DUTY_APPROVE,  /* approve or return lines */
  SN_STEP_APPROVES_LAST = SN_DUTY_APPROVE,              /* batches; the second approval of a line that asks for two */
  SN_STEP_DECIDES = SN_DUTY_ALL,                        /* findings, attachments, a batch given up */
  SN_STEP_SETS_RULES = SN_DUTY_APPROVE | 1 << 3,        /* campaigns, programs, rates, ceilings, rules for pairs, the amount from which on two
                                                           must approve: who approves, or the first officer, who sets the workspace up */
} SnDutyStep;

/* Whether duties are asked for. %FALSE is returned only on failure. */
gboolean    sn_officer_get_duties_limited (SnConnection  *connection,
                                           gboolean      *limited,
                                           GError       **error);
/**
 * sn_officer_check_duty:
 *
 * Whether who acts may take the step now: for the beginning of every function that writes. One small query; more only for the sentence.
 *
 * Errors: %SN_ERROR_REFUSED with which duty is missing, who has it and who names
 */
gboolean    sn_officer_check_duty         (SnTransaction *transaction,
                                           SnDutyStep     step,
                                           GError       **error);
/* The same of who is at work (sn_connection_get_officer()), for a reader: for a window that greys out what would be refused */
gboolean    sn_officer_check_duty_ahead   (SnConnection  *connection,
                                           SnDutyStep     step,
                                           GError       **error);
/* Whether who acts may name @officer_id, 0: at least somebody, and lift or set the limit. %SN_ERROR_REFUSED with a sentence where not */
gboolean    sn_officer_check_naming       (SnTransaction *transaction,
                                           gint64         officer_id,
                                           GError       **error);
/* The same, judged by officers as they were read. @named: (nullable): nobody in particular */
gboolean    sn_officer_check_naming_of    (GPtrArray       *officers,
                                           const SnOfficer *acting,
                                           const SnOfficer *named,
                                           GError         **error);
/* Around the statement that names or limits: the schema asks who does. Between the two nothing else is written. */
gboolean    sn_officer_sign_naming        (SnTransaction *transaction,
                                           gboolean       begins,
                                           GError       **error);
/* As a file, the command line and the history name them: "prepare,review"; "none" */
char       *sn_duty_to_words              (SnDuty         duties);
/* %FALSE where a word is none of "prepare", "review", "approve"; "none" stands alone */
gboolean    sn_duty_from_words            (const char    *words,
                                           SnDuty        *duties);
/* (transfer full): translated, as officers say it: 经办、复核; also where there is none */
char       *sn_duty_describe              (SnDuty         duties);
/**
 * sn_officer_set_duties:
 *
 * One Change, "officer-duties"; none where it is so already.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_REFUSED: who acts may not name this officer, or would give a duty to himself
 */
gboolean    sn_officer_set_duties         (SnTransaction *transaction,
                                           gint64         officer_id,
                                           SnDuty         duties,
                                           GError       **error);
/**
 * sn_officer_set_duties_limited:
 *
 * One Change, "duties-limit" or "duties-open"; none where it is so already.
 *
 * Errors: %SN_ERROR_REFUSED: who acts is not the first officer
 */
gboolean    sn_officer_set_duties_limited (SnTransaction *transaction,
                                           gboolean       limited,
                                           GError       **error);

G_END_DECLS
