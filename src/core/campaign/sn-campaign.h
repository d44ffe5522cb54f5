/* sn-campaign.h: campaigns, departments, programs, rates and who pays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-rate-basis.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *title;
  char   *notice_number;
  char   *issued_on;       /* ISO, may be NULL */
  char   *spring_festival; /* ISO */
  char   *as_of;
  char   *age_on;
  char   *delivery_due;
  char   *report_due;
  int     amount_change_percent; /* from how large a difference to the last campaign a line is pointed out */
  gint64  second_approval_fen;   /* from which amount on two must approve; 0: one is enough for all */
} SnCampaign;

typedef struct
{
  gint64   id;
  int      position;
  char    *label;
  char    *eligible;
  gboolean per_household;
  char    *form;           /* "cash", "goods", "visit" */
  gboolean discretionary;  /* then min_fen and max_fen are 0 */
  gboolean approximate;
  gint64   min_fen;
  gint64   max_fen;
  int      min_age;        /* years; 0 for none */
  char    *as_of;          /* ISO; the campaign's where the rate names none */
  gboolean confirmed;      /* FALSE: taken over from last year, and nobody has said yet that it holds */
  SnRateBasis *basis;      /* (nullable): what the amount follows from, within min_fen and max_fen */
} SnBenefitRate;

typedef struct
{
  char   *source_code;
  char   *source_name;
  char   *source_kind;
  char   *budget_holder;
  char   *note;
  gint64  ceiling_fen;     /* -1: none set */
} SnFundingLine;

typedef struct
{
  gint64     id;
  gint64     campaign_id;
  gint64     department_id;
  char      *department_code; /* "03" */
  char      *department;      /* 区民政局 */
  char      *code;            /* "03.1" */
  char      *title;
  char      *clause;
  char      *description;
  int        quota;           /* at most so many lines are approved; 0: no bound */
  GPtrArray *rates;           /* SnBenefitRate, in the order in which they are tried */
  guint      n_unconfirmed;   /* of them */
  GPtrArray *funding;         /* SnFundingLine */
} SnProgram;

void sn_campaign_free (SnCampaign *campaign);
void sn_program_free  (SnProgram  *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnCampaign, sn_campaign_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnProgram, sn_program_free)

/* (transfer full): newest Spring Festival first */
GPtrArray  *sn_campaign_list        (SnConnection  *connection,
                                     GError       **error);
/* (transfer full): the campaign at work: the one chosen by sn_workspace_set_campaign(), or the newest. %SN_ERROR_NOT_FOUND where
 * there is none. */
SnCampaign *sn_campaign_get_current (SnConnection  *connection,
                                     GError       **error);
/**
 * sn_campaign_copy:
 * @from_id: last year's
 * @spring_festival: ISO. Delivery is due the day before, reports at the end of the month after the festival; as-of dates
 *   move by the same number of years. All of it is to be confirmed by hand.
 * @campaign_id: (out): the new one
 *
 * Copies programs, rates (to be confirmed) with what their amounts follow from, rate categories and conditions, funding lines (without ceilings) and pair rules. %SN_ERROR_REFUSED
 * when a campaign of that festival exists.
 */
gboolean    sn_campaign_copy        (SnTransaction *transaction,
                                     gint64         from_id,
                                     const char    *title,
                                     const char    *spring_festival,
                                     gint64        *campaign_id,
                                     GError       **error);

/**
 * sn_campaign_set_checks:
 * @second_approval_fen: from this amount on two must approve; 0: one is enough; -1: as it is
 * @amount_change_percent: 1 to 1000: from how large a difference to the last campaign a line is pointed out; 0: as it is
 *
 * Of the campaign at work. What is approved already stays so. One Change, "campaign-checks"; none where all is as it was.
 * %SN_ERROR_INVALID_INPUT: a number outside its bounds. Thread: the writer's.
 */
gboolean    sn_campaign_set_checks  (SnTransaction *transaction,
                                     gint64         second_approval_fen,
                                     int            amount_change_percent,
                                     GError       **error);

/* What next year's campaign is likely to be called, and the first day of its Spring Festival: ISO, or "" where the table of
 * sn_spring_festival() ends. For an officer to confirm. */
void        sn_campaign_suggest_next (const SnCampaign  *campaign,
                                      char             **title,
                                      char             **spring_festival);

/* (transfer full): SnProgram with rates and funding, in the notice's order. @campaign_id 0: the current campaign. */
GPtrArray  *sn_program_list         (SnConnection  *connection,
                                     gint64         campaign_id,
                                     GError       **error);
/* @code: "03.1" in the current campaign. %SN_ERROR_NOT_FOUND names the codes there are. */
SnProgram  *sn_program_lookup       (SnConnection  *connection,
                                     const char    *code,
                                     GError       **error);
/* The rate of that label; blanks and full-width forms do not matter. %SN_ERROR_NOT_FOUND names the labels there are. */
SnBenefitRate *sn_program_find_rate (SnProgram     *program,
                                     const char    *label,
                                     GError       **error);

/**
 * sn_catalogue_install:
 * @name: "qingpu-2025", a resource in data/catalogue
 *
 * Puts divisions, categories, departments, funding sources, the campaign, its programs and rates into an empty workspace.
 */
gboolean    sn_catalogue_install    (SnTransaction *transaction,
                                     const char    *name,
                                     GError       **error);

/* Towns and villages. @text as offices write it: 朱家角, 盈浦, 香花桥街道办, 310118102. 0 when unknown. A village is looked
 * for under @town_id, or everywhere when that is 0 (0 when ambiguous). Loaded once. */
typedef struct _SnDivisions SnDivisions;
SnDivisions *sn_divisions_load         (SnConnection  *connection,
                                        GError       **error);
void         sn_divisions_free         (SnDivisions   *divisions);
gint64       sn_divisions_find_town    (SnDivisions   *divisions,
                                        const char    *text);
gint64       sn_divisions_find_village (SnDivisions   *divisions,
                                        gint64         town_id,
                                        const char    *text);
const char  *sn_divisions_get_name     (SnDivisions   *divisions,
                                        gint64         division_id); /* "" when unknown or 0 */
gint64       sn_divisions_get_parent   (SnDivisions   *divisions,
                                        gint64         division_id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnDivisions, sn_divisions_free)

typedef struct
{
  gint64  id;
  gint64  parent_id; /* of a village: its town */
  char   *name;
} SnDivision;

void         sn_division_free (SnDivision    *division);
/* (transfer full): SnDivision in the order of the catalogue. @level: "town" or "village" */
GPtrArray   *sn_division_list (SnConnection  *connection,
                               const char    *level,
                               GError       **error);

/* Categories by name or synonym, as offices write them in a 类别 column. 0 when unknown. */
typedef struct _SnCategories SnCategories;
SnCategories *sn_categories_load (SnConnection  *connection,
                                  GError       **error);
void          sn_categories_free (SnCategories  *categories);
gint64        sn_categories_find (SnCategories  *categories,
                                  const char    *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnCategories, sn_categories_free)

G_END_DECLS
