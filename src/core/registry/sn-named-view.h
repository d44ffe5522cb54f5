/* sn-named-view.h: questions about recipients that an officer gave a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-query.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  gint64            id;
  char             *name;
  SnRecipientQuery *query;
} SnNamedView;

void         sn_named_view_free   (SnNamedView             *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnNamedView, sn_named_view_free)

/* (transfer full) (element-type SnNamedView): by name, in the order of pinyin. One whose question cannot be read is left out. */
GPtrArray   *sn_named_view_list   (SnConnection            *connection,
                                   GError                 **error);
/**
 * sn_named_view_save:
 * @name: blanks at its ends are dropped
 * @view_id: (out) (optional)
 *
 * A view of that name gets the new question. One Change, "view-save"; none when it is the same question.
 *
 * Errors: %SN_ERROR_INVALID_INPUT: no name
 */
gboolean     sn_named_view_save   (SnTransaction           *transaction,
                                   const char              *name,
                                   const SnRecipientQuery  *query,
                                   gint64                  *view_id,
                                   GError                 **error);
/* One Change, "view-rename". %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: no name; %SN_ERROR_REFUSED: another view has that name */
gboolean     sn_named_view_rename (SnTransaction           *transaction,
                                   gint64                   view_id,
                                   const char              *name,
                                   GError                 **error);
/* One Change, "view-delete". %SN_ERROR_NOT_FOUND */
gboolean     sn_named_view_delete (SnTransaction           *transaction,
                                   gint64                   view_id,
                                   GError                 **error);

G_END_DECLS
