/* sn-recipient-filter.h: only the people of a town, of a category, of whom a department thinks, or of whom none does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SN_RECIPIENT_FILTER_TOWN,       /* lives there, as the registry has it */
  SN_RECIPIENT_FILTER_CATEGORY,   /* holds it today */
  SN_RECIPIENT_FILTER_DEPARTMENT, /* stands on one of its rosters of the current campaign, withdrawn lines left out */
  SN_RECIPIENT_FILTER_UNREACHED,  /* holds the category on the current campaign's day, lives, is here, and stands on no roster of any
                                   * department, nor does the household; withdrawn lines left out */
} SnRecipientFilterKind;
#define SN_RECIPIENT_N_FILTERS (SN_RECIPIENT_FILTER_UNREACHED + 1)

/* "town", "category", "department", "unreached" and back; %FALSE when @text is none of them */
const char *sn_recipient_filter_kind_to_string   (SnRecipientFilterKind  kind);
gboolean    sn_recipient_filter_kind_from_string (const char            *text,
                                                  SnRecipientFilterKind *kind);

/* What can be filtered by. */
typedef struct
{
  gint64  id;
  char   *code; /* 310118101, "03" */
  char   *name; /* short */
} SnRecipientChoice;

void       sn_recipient_choice_free  (SnRecipientChoice      *choice);
/* (transfer full) (element-type SnRecipientChoice): in the order of the notice */
GPtrArray *sn_recipient_choice_list  (SnConnection           *connection,
                                      SnRecipientFilterKind   kind,
                                      GError                **error);

/**
 * SnRecipientFilter:
 *
 * Who belongs to a choice, as it was when the filter was loaded. Immutable and counted: any thread may use it. 16 bytes a
 * person who belongs.
 */
typedef struct _SnRecipientFilter SnRecipientFilter;

/* By an index, but for a town: that reads the whole registry through, 0.2 s a million. */
SnRecipientFilter *sn_recipient_filter_load  (SnConnection           *connection,
                                              SnRecipientFilterKind   kind,
                                              gint64                  choice_id,
                                              GError                **error);
SnRecipientFilter *sn_recipient_filter_ref   (SnRecipientFilter      *filter);
void               sn_recipient_filter_unref (SnRecipientFilter      *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientFilter, sn_recipient_filter_unref)

/**
 * sn_recipient_filter_keep:
 * @ids: (element-type gint64): as sn_recipient_query_run() gives them
 *
 * One look-up an id, about 8 ms for a million: a window may call it on its main thread.
 *
 * Returns: (transfer full) (element-type gint64): those of @ids who belong, in their order
 */
GArray            *sn_recipient_filter_keep  (SnRecipientFilter      *filter,
                                              GArray                 *ids);

G_END_DECLS
