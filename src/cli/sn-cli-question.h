/* sn-cli-question.h: the options by which commands are told which people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-cli.h"
#include "sn-named-view.h"

G_BEGIN_DECLS

/* What the options said; one command runs in a process. */
typedef struct
{
  char      *sort_name;
  gboolean   ascending;
  gboolean   descending;
  char     **towns;
  char     **villages;
  char     **categories;
  char     **departments;
  char     **programs;
  char     **states;
  char     **unreached;
  char     **ages;
  char     **sexes;
  char     **ethnic_groups;
  char     **disabilities;
  char     **disability_levels;
  char     **totals;
  int        departments_at_least;
  gboolean   nothing;
  char      *view_name;
} SnCliQuestion;

extern SnCliQuestion sn_cli_question;

/* Entries for a command's options. */
#define SN_CLI_QUESTION_OPTIONS                                                                                        \
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sn_cli_question.sort_name, NULL, "pinyin|stroke|id|town|total[,KEY]" },       \
  { "ascending", 0, 0, G_OPTION_ARG_NONE, &sn_cli_question.ascending, NULL, NULL },                                    \
  { "descending", 0, 0, G_OPTION_ARG_NONE, &sn_cli_question.descending, NULL, NULL },                                  \
  { "town", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.towns, NULL, "T" },                                      \
  { "village", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.villages, NULL, "V" },                                \
  { "category", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.categories, NULL, "CODE" },                          \
  { "age", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.ages, NULL, "A-B" },                                      \
  { "sex", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.sexes, NULL, "male|female|unknown" },                     \
  { "ethnic-group", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.ethnic_groups, NULL, "NAME|少数民族" },          \
  { "disability", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.disabilities, NULL, "any|1-7" },                   \
  { "disability-level", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.disability_levels, NULL, "1-4" },            \
  { "total", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.totals, NULL, "A-B" },                                  \
  { "department", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.departments, NULL, "CODE" },                       \
  { "program", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.programs, NULL, "CODE" },                             \
  { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.states, NULL, "STATE" },                                \
  { "unreached", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_question.unreached, NULL, "CODE" },                          \
  { "nothing", 0, 0, G_OPTION_ARG_NONE, &sn_cli_question.nothing, NULL, NULL },                                        \
  { "departments-at-least", 0, 0, G_OPTION_ARG_INT, &sn_cli_question.departments_at_least, NULL, "N" },                \
  { "view", 0, 0, G_OPTION_ARG_STRING, &sn_cli_question.view_name, NULL, "NAME" }

/* SN_CLI_USAGE with an error where an option is no such thing */
SnCliStatus       sn_cli_question_check (GError       **error);
/**
 * sn_cli_question_ask:
 * @text: (nullable): what is searched for
 *
 * The view's question, where one is named, and what the other options and @text say besides.
 *
 * Returns: (transfer full) (nullable)
 */
SnRecipientQuery *sn_cli_question_ask   (SnCli         *cli,
                                         const char    *text,
                                         GError       **error);
/* (transfer full) (nullable): of that name, or an error */
SnNamedView      *sn_cli_find_view      (SnConnection  *connection,
                                         const char    *name,
                                         GError       **error);

G_END_DECLS
