/* sn-rate-condition.h: what a rate asks for beyond a category and a least age.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/**
 * SnRateCondition:
 *
 * All conditions of a rate must hold, one of each kind. data/sql/0003-whole-person.sql says what each is about; how they are judged is
 * the business of sn-fitting-sql.h. What is not known of a person meets none.
 */
typedef struct
{
  gint64   id;
  gint64   rate_id;
  char    *rate_label;
  char    *kind;     /* "age", "household_size", "household_kind", "disability_kind", "disability_level", "town", "ethnic_group", "sex", "score" */
  int      least;    /* 0: none; of a score in hundredths */
  int      most;     /* 0: none */
  char   **choices;  /* any of these will do, as the file has them; empty where a number is bounded. Of a score: whose count it is, alone */
  char    *value;    /* as sn_rate_condition_parse() reads it: "3-", "盈浦街道、夏阳街道", "残联综合困难评分:80-" */
  char    *sentence; /* what is asked, in a few words: "at most 59 years old"; translated */
} SnRateCondition;

void       sn_rate_condition_free   (SnRateCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRateCondition, sn_rate_condition_free)

/* (transfer none): all kinds, ended by %NULL, in the order in which a form shows them; and the name of one */
const char *const *sn_rate_condition_list_kinds (void);
const char *sn_rate_condition_get_kind_name (const char *kind);
/* What a form says of how to write the value: "such as 3- or 1-3"; translated, (transfer none) */
const char *sn_rate_condition_get_hint   (const char   *kind);
/* Whether the kind bounds a number; else it has choices */
gboolean   sn_rate_condition_is_number  (const char   *kind);

/* (transfer full): SnRateCondition in the order of the rates. @label (nullable): of one rate. %SN_ERROR_NOT_FOUND */
GPtrArray *sn_rate_condition_list   (SnConnection     *connection,
                                     const char       *program_code,
                                     const char       *label,
                                     GError          **error);
/**
 * sn_rate_condition_set:
 * @kind: one of sn_rate_condition_list_kinds()
 * @least, @most: 0 for none; both 0 where the kind has choices
 * @choices: (nullable): as people write them: 视力残疾 or 1, a town's name or code, 女 or female; empty where a number is bounded, but for a score,
 *   where it is the one whose count it is
 *
 * Sets the rate's condition of that kind, in the place of another. It can be set also when lines were handed in: what was approved
 * stays, and who no longer fits is a finding, as when a least age is changed. One Change, "rate-condition-set"; none where it is as it was.
 *
 * Errors: %SN_ERROR_NOT_FOUND: program, rate; %SN_ERROR_INVALID_INPUT: no such kind or choice, a bound out of reach, nothing asked.
 * Thread: the writer's.
 */
gboolean   sn_rate_condition_set    (SnTransaction      *transaction,
                                     const char         *program_code,
                                     const char         *label,
                                     const char         *kind,
                                     int                 least,
                                     int                 most,
                                     const char *const  *choices,
                                     GError            **error);
/* (transfer full): the condition as an object of JSON, for a draft that is not kept (sn-what-if.h). Arguments and errors as above;
 * thread: the connection's. */
char      *sn_rate_condition_to_json (SnConnection       *connection,
                                      const char         *kind,
                                      int                 least,
                                      int                 most,
                                      const char *const  *choices,
                                      GError            **error);
/* "rate-condition-remove"; none, and no error, where the rate has no such condition. Errors and thread as above. */
gboolean   sn_rate_condition_remove (SnTransaction      *transaction,
                                     const char         *program_code,
                                     const char         *label,
                                     const char         *kind,
                                     GError            **error);
/**
 * sn_rate_condition_parse:
 * @text: of a number "18-59", "3-", "-59" or "3"; of a score the same behind whose count it is: "残联综合困难评分:80-", "自负医疗费用：30000-", with
 *   two decimals at most; else choices, between commas
 *
 * For forms and the command line. %SN_ERROR_INVALID_INPUT. Choices are looked at when they are set.
 */
gboolean   sn_rate_condition_parse  (const char         *kind,
                                     const char         *text,
                                     int                *least,
                                     int                *most,
                                     char             ***choices,
                                     GError            **error);

G_END_DECLS
