/* sn-person-reveal.h: looking at a protected number in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

typedef enum
{
  SN_PROTECTED_DOCUMENT,
  SN_PROTECTED_ACCOUNT,
  SN_PROTECTED_PHONE,
  SN_PROTECTED_GUARDIAN_PHONE,
  SN_PROTECTED_DISABILITY_CERTIFICATE,
  SN_PROTECTED_OTHER_ACCOUNT,          /* a row of "other_account" */
  SN_PROTECTED_OTHER_DOCUMENT,         /* a row of "other_document" */
} SnProtectedField;

/* "document", "account", "phone", "guardian-phone", "disability-certificate", "other-account", "other-document"; also "id" */
gboolean sn_protected_field_from_string (const char        *text,
                                         SnProtectedField  *field);
/**
 * sn_person_reveal:
 * @row_id: of the other account or document; 0 for a field of the person
 * @text: (out) (transfer full): in full; "" where nothing stands there
 *
 * A Change without rows, "person-reveal", with the person's row id and the field's word as arguments. It cannot be undone.
 *
 * Errors: %SN_ERROR_NOT_FOUND: no such person, or no such row of that person; %SN_ERROR_REFUSED: sn_officer_check_reveal()
 */
gboolean sn_person_reveal               (SnTransaction     *transaction,
                                         gint64             person_id,
                                         SnProtectedField   field,
                                         gint64             row_id,
                                         char             **text,
                                         GError           **error);

G_END_DECLS
