/* sn-recipient-query.h: which recipients are asked for, and in which order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-condition.h"
#include "sn-recipient-order.h"
#include "sn-search-image.h"

G_BEGIN_DECLS

typedef struct
{
  char            *text;       /* as for sn_search_image_query(); "" for everyone */
  SnRecipientSort  sort;
  gboolean         descending;
  GPtrArray       *conditions; /* SnRecipientCondition, in the order they were added, each once */
} SnRecipientQuery;

/* Without conditions, in the direction the sort begins with. */
SnRecipientQuery *sn_recipient_query_new    (const char                 *text,
                                             SnRecipientSort             sort);
SnRecipientQuery *sn_recipient_query_copy   (const SnRecipientQuery     *query);
void              sn_recipient_query_free   (SnRecipientQuery           *query);
gboolean          sn_recipient_query_equal  (const SnRecipientQuery     *a,
                                             const SnRecipientQuery     *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientQuery, sn_recipient_query_free)
/* One that is there already is not added again. */
void              sn_recipient_query_add    (SnRecipientQuery           *query,
                                             const SnRecipientCondition *condition);

/**
 * sn_recipient_query_to_json:
 *
 * Codes and words only, so that it can be read again anywhere: {"text", "sort", "descending", "conditions": [{"kind", "code", "least",
 * "most"}]}.
 *
 * Returns: (transfer full)
 */
char             *sn_recipient_query_to_json   (const SnRecipientQuery  *query,
                                                SnConnection            *connection,
                                                GError                 **error);
/* (transfer full): %SN_ERROR_INVALID_INPUT when it is no query. Whether its codes mean anything here shows when it is loaded. */
SnRecipientQuery *sn_recipient_query_from_json (const char              *json,
                                                SnConnection            *connection,
                                                GError                 **error);

/**
 * sn_recipient_query_run:
 * @image: (nullable): without one, a query with text loads one for this call (CLI)
 * @order: (nullable): of the query's sort; without one, or with another sort's, it is read where it is needed
 *
 * The instant stage: text and order, no conditions. With @image, and @order unless the sort is pinyin, nothing is read from
 * @connection, which may then be %NULL, and a window may call it on its main thread. By pinyin the image answers, so that a list is as
 * new as the image; in another sort everyone is who was there when @order was read, and whom a search finds since then stands at the end.
 *
 * A window with conditions: sn_recipient_conditions_load() in a job when they change, then sn_recipient_filter_keep() over what this gives
 * (8 ms a million).
 *
 * Returns: (transfer full) (element-type gint64): all the ids in order, not to be changed; their number is the total
 */
GArray           *sn_recipient_query_run   (const SnRecipientQuery *query,
                                            SnConnection           *connection,
                                            SnSearchImage          *image,
                                            SnRecipientOrder       *order,
                                            GCancellable           *cancellable,
                                            GError                **error);

/* Whether the text has a part that is also looked for in addresses: two characters or more, Han among them. */
gboolean          sn_recipient_query_looks_further (const SnRecipientQuery *query);
/**
 * sn_recipient_query_run_further:
 * @connection: a reader's; its cancellable stops the scan
 *
 * The second stage, 0.3–0.6 s a million: as sn_recipient_query_run(), but a part of two characters or more, Han among them, matches also where it
 * stands in the address, the registered address or the name of the village or town ("张 徐泾": everyone called 张 in 徐泾). For a query
 * that does not look further it gives the same as sn_recipient_query_run(). Then sn_recipient_filter_keep() as there.
 *
 * Returns: (transfer full) (element-type gint64): the whole result in order, those of the first stage among them: it takes the place of
 *   what the first stage gave, as another answer to the same question
 */
GArray           *sn_recipient_query_run_further (const SnRecipientQuery *query,
                                                  SnConnection           *connection,
                                                  SnSearchImage          *image,
                                                  SnRecipientOrder       *order,
                                                  GCancellable           *cancellable,
                                                  GError                **error);

/* Everything at once, both stages and the conditions, for the CLI and for jobs. @image: (nullable): loaded where it is needed.
 * (transfer full) (element-type gint64) */
GArray           *sn_recipient_query_find  (const SnRecipientQuery *query,
                                            SnConnection           *connection,
                                            SnSearchImage          *image,
                                            GCancellable           *cancellable,
                                            GError                **error);

G_END_DECLS
