/* sn-recipient-order.h: everyone's id in an order of display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SN_RECIPIENT_SORT_PINYIN,
  SN_RECIPIENT_SORT_STROKE,
  SN_RECIPIENT_SORT_ID,     /* document number */
  SN_RECIPIENT_SORT_TOWN,   /* town, then village, in the order of the notice (no town last), then pinyin */
  SN_RECIPIENT_SORT_TOTAL,  /* what sn_recipient_get_total_fen() says; equal ones always by pinyin */
} SnRecipientSort;
#define SN_RECIPIENT_N_SORTS (SN_RECIPIENT_SORT_TOTAL + 1)
/* An order by two keys is a value of its own beyond those: it goes wherever a sort goes. Below this number lie all values. */
#define SN_RECIPIENT_N_ORDERS (SN_RECIPIENT_N_SORTS * (SN_RECIPIENT_N_SORTS + 1))

/**
 * sn_recipient_sort_then:
 * @first, @second: of the enumeration
 *
 * By @first, equal ones by @second in the direction that this begins with, whichever direction @first has; then by pinyin. Of a town with
 * a second key the village does not count. Only TOWN and TOTAL leave people equal (sn_recipient_sort_groups()): names and numbers nearly never
 * repeat, and a second key after them would show nothing.
 *
 * Returns: @first alone where @second would change nothing
 */
SnRecipientSort sn_recipient_sort_then       (SnRecipientSort  first,
                                              SnRecipientSort  second);
SnRecipientSort sn_recipient_sort_get_first  (SnRecipientSort  sort);
gboolean        sn_recipient_sort_get_second (SnRecipientSort  sort,
                                              SnRecipientSort *second);
gboolean        sn_recipient_sort_groups     (SnRecipientSort  first);
/* What somebody means who adds @key to an order: the second key; the first where only that makes groups; without it where it is the second */
SnRecipientSort sn_recipient_sort_add        (SnRecipientSort  sort,
                                              SnRecipientSort  key);

/* "pinyin", "stroke", "id", "town", "total", or town or total and another, "town,pinyin", and back; %FALSE when @text is none of them. Of two that
 * say no more than the first does, "total,pinyin", the first. */
const char *sn_recipient_sort_to_string   (SnRecipientSort  sort);
gboolean    sn_recipient_sort_from_string (const char      *text,
                                           SnRecipientSort *sort);
/* The direction somebody who sorts by it wants first: %TRUE for the total, largest first; %FALSE for the others */
gboolean    sn_recipient_sort_begins_descending (SnRecipientSort sort);
/* Whether the order also follows from the lines of rosters, so that a change of those makes it old: with TOTAL among its keys */
gboolean    sn_recipient_sort_follows_lines     (SnRecipientSort sort);

/**
 * SnRecipientOrder:
 *
 * The ids of the whole registry in one order, and the place of each id in it. Equal names stand
 * in the order of their ids, equal numbers in that of their documents' types. Read from a covering index; TOWN and TOTAL sort in
 * memory what they read. Immutable and counted: any thread may use it.
 * 8 MB a million; another 8 once it arranged results.
 */
typedef struct _SnRecipientOrder SnRecipientOrder;

SnRecipientOrder *sn_recipient_order_load  (SnConnection      *connection,
                                            SnRecipientSort    sort,
                                            GError           **error);
SnRecipientOrder *sn_recipient_order_ref   (SnRecipientOrder  *order);
void              sn_recipient_order_unref (SnRecipientOrder  *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientOrder, sn_recipient_order_unref)

SnRecipientSort   sn_recipient_order_get_sort (SnRecipientOrder *order);
/* (transfer none) (element-type gint64): never to be changed; those by TOTAL stand from the largest on, the others ascending */
GArray           *sn_recipient_order_get_ids  (SnRecipientOrder *order);
/* (transfer full) (element-type gint64): everyone in the direction that is wanted; never to be changed. 2 ms a million where it is not the
 * one that is kept */
GArray           *sn_recipient_order_dup_ids  (SnRecipientOrder *order,
                                               gboolean          descending);
/**
 * sn_recipient_order_arrange:
 * @ids: (element-type gint64): a search result, each id once
 *
 * Returns: (transfer full) (element-type gint64): the same ids in this order; those that came after the order was read stand
 *   at the end as they came
 */
GArray           *sn_recipient_order_arrange  (SnRecipientOrder *order,
                                               GArray           *ids);
/* The same from the last to the first; only equal totals stay by pinyin, and whoever the first of two keys leaves equal stays by the second. */
GArray           *sn_recipient_order_arrange_descending (SnRecipientOrder *order,
                                                         GArray           *ids);

G_END_DECLS
