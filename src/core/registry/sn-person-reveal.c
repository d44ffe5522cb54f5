/* sn-person-reveal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-reveal.h"

#include "sn-officer-rights.h"
#include "sn-person-edit-private.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  const char *sql; /* ?1: the person; ?2: the row, 0 where it is the person's own */
} protected_fields[] = {
  [SN_PROTECTED_DOCUMENT] = { "document", "SELECT document_number FROM person WHERE id = ?1 AND ?2 = 0" },
  [SN_PROTECTED_ACCOUNT] = { "account", "SELECT account_number FROM person WHERE id = ?1 AND ?2 = 0" },
  [SN_PROTECTED_PHONE] = { "phone", "SELECT phone FROM person WHERE id = ?1 AND ?2 = 0" },
  [SN_PROTECTED_GUARDIAN_PHONE] = { "guardian-phone", "SELECT guardian_phone FROM person WHERE id = ?1 AND ?2 = 0" },
  [SN_PROTECTED_DISABILITY_CERTIFICATE] = { "disability-certificate", "SELECT disability_certificate FROM person WHERE id = ?1 AND ?2 = 0" },
  [SN_PROTECTED_OTHER_ACCOUNT] = { "other-account", "SELECT account_number FROM other_account WHERE person_id = ?1 AND id = ?2" },
  [SN_PROTECTED_OTHER_DOCUMENT] = { "other-document", "SELECT document_number FROM other_document WHERE person_id = ?1 AND id = ?2" },
};

gboolean
sn_protected_field_from_string (const char *text, SnProtectedField *field)
{
  if (g_strcmp0 (text, "id") == 0)
    text = "document";
  for (guint i = 0; i < G_N_ELEMENTS (protected_fields); i++)
    {
      if (g_strcmp0 (text, protected_fields[i].word) != 0)
        continue;
      *field = (SnProtectedField) i;
      return TRUE;
    }
  return FALSE;
}

gboolean
sn_person_reveal (SnTransaction *transaction, gint64 person_id, SnProtectedField field, gint64 row_id, char **text, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  g_return_val_if_fail ((guint) field < G_N_ELEMENTS (protected_fields), FALSE);

  if (person == NULL || !sn_officer_check_reveal (transaction, error))
    return FALSE;
  statement = sn_connection_query (connection, error, protected_fields[field].sql, SN_INT (person_id), SN_INT (row_id));
  if (statement == NULL)
    return FALSE;
  if (!sn_statement_step (statement, &step_error))
    {
      if (step_error != NULL)
        g_propagate_error (error, g_steal_pointer (&step_error));
      else
        g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("This number is not there any more. Open the person anew."));
      return FALSE;
    }
  *text = g_strdup (sn_statement_get_text (statement, 0));
  sn_person_describe_change (transaction, "person-reveal", person_id, protected_fields[field].word);
  return TRUE;
}
