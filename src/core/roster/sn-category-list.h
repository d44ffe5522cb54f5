/* sn-category-list.h: this month's list of who holds a category: who is new on it, and who is on it no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-admission.h"

G_BEGIN_DECLS

/* Somebody who held the category the day before and is not on the list. */
typedef struct
{
  gint64  person_id;
  char   *name;
  char   *id_number_masked;
  char   *town;
  char   *since;     /* ISO */
} SnCategoryEnd;

typedef struct
{
  const char  *category_code;
  const char  *from_date;   /* ISO: the day from which the list holds */
  const char  *source;      /* (nullable): what the list is; %NULL: the file's name */
  gboolean     end_missing; /* the list is complete: who is not on it holds the category no longer, from @from_date on */
  SnAdmission *admission;   /* of sn_roster_import_begin_admission(); its program, category and verdicts are set here */
  /* What came of it: */
  guint        begun;       /* who did not hold it before */
  guint        held;        /* who did */
  GPtrArray   *ended;       /* SnCategoryEnd: who is not on the list; ended only with @end_missing. Free with sn_category_list_clear() */
  GPtrArray   *towns;       /* (nullable): char*: the towns of which the list speaks, by their position; %NULL: of all. As above */
} SnCategoryList;

/**
 * sn_category_list_import:
 *
 * People whom the registry does not know come into it. One Change, "category-import".
 *
 * A list of one town says nothing of the others: who is not on it is looked for in the towns that its rows name; where no row names one, in
 * those that the registry knows of the people on it.
 *
 * Errors: %SN_ERROR_NOT_FOUND for the category; %SN_ERROR_INVALID_INPUT for the day; those of sn_roster_admit(); %SN_ERROR_REFUSED where
 * rows are rejected and @end_missing is set: who stands on them would lose the category by a mistyped number.
 */
gboolean sn_category_list_import  (SnTransaction   *transaction,
                                   SnCategoryList  *list,
                                   GCancellable    *cancellable,
                                   GError         **error);
/* The same, rolled back; it refuses for no rejected row. The calling thread waits. */
gboolean sn_category_list_preview (SnWorkspace     *workspace,
                                   SnCategoryList  *list,
                                   GCancellable    *cancellable,
                                   GError         **error);
void     sn_category_list_clear   (SnCategoryList  *list);
/* (transfer full): the category's name, or %SN_ERROR_NOT_FOUND */
char    *sn_category_list_find_name (SnConnection   *connection,
                                     const char     *category_code,
                                     GError        **error);

G_END_DECLS
