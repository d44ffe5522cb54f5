/* sn-recipient-condition.h: one thing that is asked of recipients, as data: it can be kept, compared, said in words and loaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-filter.h"

G_BEGIN_DECLS

/* By code, never by row id: so a condition means the same in a saved view, in another campaign and in another office's file. */
typedef struct
{
  SnRecipientFilterKind kind;
  char                 *code;  /* SnRecipientChoice.code; "" for kinds that ask for no choice */
  int                   least; /* years of AGE, yuan of TOTAL, number of DEPARTMENTS; 0 for the others */
  int                   most;  /* years of AGE, yuan of TOTAL; 0 for the others */
} SnRecipientCondition;

/* @code: (nullable): where the kind asks for a choice. What the kind does not ask for is left out. */
SnRecipientCondition *sn_recipient_condition_new   (SnRecipientFilterKind       kind,
                                                    const char                 *code,
                                                    int                         least,
                                                    int                         most);
SnRecipientCondition *sn_recipient_condition_copy  (const SnRecipientCondition *condition);
void                  sn_recipient_condition_free  (SnRecipientCondition       *condition);
gboolean              sn_recipient_condition_equal (gconstpointer               a,
                                                    gconstpointer               b); /* a GEqualFunc */
guint                 sn_recipient_condition_hash  (gconstpointer               condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientCondition, sn_recipient_condition_free)

/**
 * sn_recipient_condition_to_words:
 * @choices: (nullable) (element-type SnRecipientChoice): of its kind; without them, or where it is not among them, the code stands there
 *
 * Returns: (transfer full): what a chip says, translated: "Town: Xujing", "Age: 80–89", "At least 2 departments"
 */
char                 *sn_recipient_condition_to_words (const SnRecipientCondition *condition,
                                                       GPtrArray                  *choices);
/* Translated: what the kind is called where one is added: "Town", "Age", "Gets nothing" */
const char           *sn_recipient_filter_kind_get_title (SnRecipientFilterKind kind);

/**
 * sn_recipient_condition_load:
 * @connection: a reader's
 *
 * Errors: %SN_ERROR_NOT_FOUND with a sentence that names it: the code is no choice (any more); %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): who meets it today
 */
SnRecipientFilter    *sn_recipient_condition_load  (SnConnection               *connection,
                                                    const SnRecipientCondition *condition,
                                                    GError                    **error);

/**
 * SnRecipientFilterCache:
 *
 * The filters loaded last (16), by condition, so that taking one chip away loads nothing. Any thread may use it.
 */
typedef struct _SnRecipientFilterCache SnRecipientFilterCache;

SnRecipientFilterCache *sn_recipient_filter_cache_new   (void);
SnRecipientFilterCache *sn_recipient_filter_cache_ref   (SnRecipientFilterCache *cache);
void                    sn_recipient_filter_cache_unref (SnRecipientFilterCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientFilterCache, sn_recipient_filter_cache_unref)
/* After a change of the workspace, and when another campaign is at work. What is being loaded meanwhile is not kept. */
void                    sn_recipient_filter_cache_clear (SnRecipientFilterCache *cache);

/**
 * sn_recipient_conditions_load:
 * @conditions: (element-type SnRecipientCondition)
 * @cache: (nullable)
 * @filter: (out) (transfer full) (nullable): who meets them all, several of one kind by any of them; %NULL when there is no condition
 *
 * For a reader's thread: 0.1–2 s a million for what the cache does not have.
 *
 * Returns: %FALSE only with @error: see sn_recipient_condition_load()
 */
gboolean sn_recipient_conditions_load (SnConnection            *connection,
                                       GPtrArray               *conditions,
                                       SnRecipientFilterCache  *cache,
                                       SnRecipientFilter      **filter,
                                       GError                 **error);

G_END_DECLS
