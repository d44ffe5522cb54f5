/* sn-person-category.h: which categories of hardship a person holds, from which day to which.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  gint64  category_id;
  char   *code;
  char   *name;
  char   *from_date; /* ISO */
  char   *to_date;   /* ISO, the last day; "": still held */
  char   *source;    /* where it is known from, in the office's words: 2025年1月低保名单; "" */
} SnPersonCategory;

void       sn_person_category_free    (SnPersonCategory *category);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPersonCategory, sn_person_category_free)

/* (transfer full): SnPersonCategory held on @on_date (ISO), or ever when that is %NULL; in the order of the categories */
GPtrArray *sn_person_list_categories  (SnConnection  *connection,
                                       gint64         person_id,
                                       const char    *on_date,
                                       GError       **error);
/**
 * sn_person_add_category:
 * @from_date: ISO, the first day
 * @source: (nullable): where it is known from; written with a new period, and where an earlier day is found
 *
 * Held on that day already: nothing is changed. Where a later period begins, that one is made to begin earlier, so that
 * periods of one category never overlap. Does not describe the Change.
 *
 * Errors: %SN_ERROR_INVALID_INPUT: not a day
 */
gboolean   sn_person_add_category     (SnTransaction *transaction,
                                       gint64         person_id,
                                       gint64         category_id,
                                       const char    *from_date,
                                       const char    *source,
                                       GError       **error);
/**
 * sn_person_end_category:
 * @to_date: ISO, the last day on which it is held
 *
 * Does not describe the Change.
 *
 * Errors: %SN_ERROR_INVALID_INPUT: not a day; %SN_ERROR_NOT_FOUND: not held on that day
 */
gboolean   sn_person_end_category     (SnTransaction *transaction,
                                       gint64         person_id,
                                       gint64         category_id,
                                       const char    *to_date,
                                       GError       **error);
/**
 * sn_person_change_category:
 * @from_date: (nullable): ISO: held from this day on
 * @to_date: (nullable): ISO: held no longer than this day. With neither: held from today on
 * @source: (nullable)
 *
 * An officer's hand: the two above as one Change, "category-add", or "category-end" where only an end is given; none where all is so
 * already.
 *
 * Errors: as above; %SN_ERROR_INVALID_INPUT also where it would end before it begins; %SN_ERROR_NOT_FOUND: no such person or category
 */
gboolean   sn_person_change_category  (SnTransaction *transaction,
                                       gint64         person_id,
                                       gint64         category_id,
                                       const char    *from_date,
                                       const char    *to_date,
                                       const char    *source,
                                       GError       **error);

G_END_DECLS
