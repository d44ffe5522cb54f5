/* sn-person-references.h: all that refers to a person, moved to another row of the same person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person.h"

G_BEGIN_DECLS

/* Notes that @person_id is known by the number of @other_id as well. Lines that were handed in move to another person only on that word
 * (the schema holds it). */
gboolean sn_person_note_document    (SnTransaction  *transaction,
                                     gint64          person_id,
                                     gint64          other_id,
                                     GError        **error);
/**
 * sn_person_move_references:
 *
 * Everything in the file that refers to @from_id refers to @to_id: a test looks through the schema whether something is left out.
 * sn_person_note_document() comes first. Periods of one category that overlap become one, the same account or word stands once. Does not
 * look at what @from_id's own row holds, and leaves the row.
 */
gboolean sn_person_move_references  (SnTransaction  *transaction,
                                     gint64          to_id,
                                     gint64          from_id,
                                     GError        **error);

G_END_DECLS
