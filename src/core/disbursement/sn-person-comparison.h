/* sn-person-comparison.h: two entries of the registry side by side, to see whether they are one person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/* One row of the comparison. Numbers are masked; where two differ in one or two places, these are shown. */
typedef struct
{
  const char *key;         /* static: "name", "document_number", …; see sn_person_comparison_read() */
  const char *word;        /* as people read it */
  const char *merge_field; /* (nullable): what sn_person_merge() takes to choose the second's value */
  char       *first;       /* "" for none */
  char       *second;
  gboolean    same;        /* judged on the whole values, not on what the mask leaves */
} SnComparedField;

void       sn_compared_field_free     (SnComparedField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnComparedField, sn_compared_field_free)

/**
 * sn_person_comparison_read:
 *
 * name, former_names, document_type, document_number, birth_date, sex, ethnic_group, phone, town, address, registered_address, account,
 * other_accounts, disability, guardian, household, relation, categories, died_on, moved_on, due (this campaign: what the planned lines
 * come to, the household's included, in yuan), paid (of it), last_edited (by hand, a day), last_listed (in a roster, a day), note.
 * Rows that are empty on both sides stand as well: a window leaves out what it likes.
 *
 * Returns: (transfer full) (element-type SnComparedField): %SN_ERROR_NOT_FOUND
 */
GPtrArray *sn_person_comparison_read  (SnConnection    *connection,
                                       gint64           first_id,
                                       gint64           second_id,
                                       GError         **error);

G_END_DECLS
