/* sn-other-document.h: other numbers by which a person is known: an earlier document, or that of an entry that was merged into this one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *document_type;
  char   *document_number; /* in full: mask it before it is shown */
} SnOtherDocument;

void       sn_other_document_free (SnOtherDocument  *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnOtherDocument, sn_other_document_free)

/* (transfer full): SnOtherDocument of a person, the oldest first */
GPtrArray *sn_other_document_list (SnConnection     *connection,
                                   gint64            person_id,
                                   GError          **error);

G_END_DECLS
