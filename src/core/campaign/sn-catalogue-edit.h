/* sn-catalogue-edit.h: what this year's notice says otherwise than last year's: a campaign's days, its programs and their rates.
 *
 * All of it is about the campaign at work, and each function makes one Change, or none where all is as it was. In an edit %NULL (and -1
 * of a number) leaves a field as it is. Thread: the writer's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* Days are ISO. */
typedef struct
{
  const char *title;
  const char *notice_number; /* "" for none */
  const char *issued_on;     /* "" for none */
  const char *as_of;         /* a category must be held on this day */
  const char *age_on;        /* ages are counted on this day */
  const char *delivery_due;  /* before the festival */
  const char *report_due;    /* after the delivery */
} SnCampaignEdit;
/* "campaign-edit". %SN_ERROR_INVALID_INPUT: no title, no day, or days in the wrong order, which it names. */
gboolean sn_campaign_edit (SnTransaction         *transaction,
                           const SnCampaignEdit  *edit,
                           GError               **error);

typedef struct
{
  const char *title;
  const char *clause;      /* where the notice says so */
  const char *description; /* "" for none */
  int         quota;       /* at most so many lines are approved (部分); 0: no bound */
} SnProgramEdit;
/**
 * sn_program_add:
 * @department_code: "03"; one that has programs, not the one that bears the money of others
 * @code: (out) (transfer full) (optional): "03.7", the next of the department
 *
 * "program-add". It has no rate and no source yet. %SN_ERROR_NOT_FOUND: no such department; %SN_ERROR_INVALID_INPUT: no title;
 * %SN_ERROR_REFUSED: a department without programs of its own.
 */
gboolean sn_program_add    (SnTransaction        *transaction,
                            const char           *department_code,
                            const SnProgramEdit  *edit,
                            char                **code,
                            GError              **error);
/* "program-edit". %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: no title; %SN_ERROR_REFUSED: more lines than that are approved. */
gboolean sn_program_edit   (SnTransaction        *transaction,
                            const char           *program_code,
                            const SnProgramEdit  *edit,
                            GError              **error);
/* "program-remove", with its rates, sources and rules for pairs. %SN_ERROR_REFUSED once a line stood on its roster: that is history. */
gboolean sn_program_remove (SnTransaction        *transaction,
                            const char           *program_code,
                            GError              **error);
/* Refused beyond the quota, with the numbers; for sn_roster_approve(). */
gboolean sn_program_check_quota (SnConnection     *connection,
                                 const SnProgram  *program,
                                 gint64            more_lines,
                                 GError          **error);

#define SN_RATE_AMOUNT_AS_IT_IS (-1)
typedef struct
{
  const char *label;
  const char *eligible;    /* who it is for, in words; "" for none */
  const char *unit;        /* "person", "household" */
  const char *form;        /* "cash", "goods", "visit" */
  gint64      min_fen;     /* fen; both 0: decided case by case; %SN_RATE_AMOUNT_AS_IT_IS */
  gint64      max_fen;
  int         approximate; /* 1: goods of about this value */
  int         min_age;     /* years; 0 for none */
  const char *as_of;       /* ISO; "": the campaign's day */
  const SnRateBasis *basis; /* what the amount follows from (sn-rate-amount.h); kind %SN_RATE_BASIS_NONE: nothing any more */
} SnRateEdit;
/* "rate-add", behind the other rates, and confirmed. %SN_ERROR_NOT_FOUND: the program; %SN_ERROR_INVALID_INPUT: a field, which it
 * names; %SN_ERROR_REFUSED: the program has a rate of that label. Unit and form that are not given: a person, cash. */
gboolean sn_benefit_rate_add    (SnTransaction     *transaction,
                                 const char        *program_code,
                                 const SnRateEdit  *edit,
                                 GError           **error);
/* "rate-edit". An edited rate is a confirmed one. %SN_ERROR_INVALID_INPUT: also amounts that no longer enclose what they follow
 * from; %SN_ERROR_REFUSED: lines that were handed in stand on it and unit, form or amount would change, or any line stands on it and the unit
 * would. */
gboolean sn_benefit_rate_edit   (SnTransaction     *transaction,
                                 const char        *program_code,
                                 const char        *label,
                                 const SnRateEdit  *edit,
                                 GError           **error);
/* "rate-remove", with its rules for pairs. %SN_ERROR_REFUSED once a line stood on it. */
gboolean sn_benefit_rate_remove (SnTransaction     *transaction,
                                 const char        *program_code,
                                 const char        *label,
                                 GError           **error);
/* "rate-move". @place: from 1; the first rate that fits a person wins. %SN_ERROR_INVALID_INPUT: no such place. */
gboolean sn_benefit_rate_move   (SnTransaction     *transaction,
                                 const char        *program_code,
                                 const char        *label,
                                 int                place,
                                 GError           **error);
/* A category, and whether who holds it qualifies. */
typedef struct
{
  char     *code;
  char     *name;
  gboolean  qualifies;
  char     *also;      /* names of categories of which the household must hold one as well, joined by 、; "" where it need not */
} SnRateCategory;
void       sn_rate_category_free             (SnRateCategory *category);
/* (transfer full): SnRateCategory: all of the workspace, in their order. @label: (nullable): a rate that is yet to be made */
GPtrArray *sn_benefit_rate_list_categories   (SnConnection   *connection,
                                              const char     *program_code,
                                              const char     *label,
                                              GError        **error);
/* Who qualifies: each row of "rate_category" is one way. @categories: (array zero-terminated=1): codes, one way each. "rate-categories".
 * %SN_ERROR_NOT_FOUND: a category. Ways that ask for a second category are replaced like the others. */
gboolean sn_benefit_rate_set_categories (SnTransaction      *transaction,
                                         const char         *program_code,
                                         const char         *label,
                                         const char *const  *categories,
                                         GError            **error);

G_END_DECLS
