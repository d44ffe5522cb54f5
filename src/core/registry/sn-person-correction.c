/* sn-person-correction.c: setting a person's data right by hand, and looking at a number in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person.h"

#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>

/* @take_text takes the place of @field; whether they differed. */
static gboolean
replace (char **field, char *take_text)
{
  gboolean differs = g_strcmp0 (*field, take_text) != 0;

  g_free (*field);
  *field = take_text;
  return differs;
}

static gboolean
correct_name (SnPerson *person, const char *name, gboolean *changed, GError **error)
{
  g_autofree char *normal = NULL;

  if (name == NULL)
    return TRUE;
  normal = sn_name_normalise (name, NULL);
  if (*normal == '\0')
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("The name is missing. Enter the name as on the identity document."));
      return FALSE;
    }
  *changed |= replace (&person->name, g_steal_pointer (&normal));
  return TRUE;
}

static gboolean
correct_account_number (SnPerson *person, const char *account_number, gboolean *changed, GError **error)
{
  g_autofree char *clean = NULL;

  if (account_number == NULL)
    return TRUE;
  clean = sn_text_squeeze (account_number);
  if (*clean != '\0')
    {
      g_autofree char *normal = sn_account_number_normalise (clean, NULL, NULL);

      if (normal == NULL)
        {
          g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                               _ ("This is not a bank account: it takes 10 to 32 digits. Compare it with the card or the passbook."));
          return FALSE;
        }
      g_free (clean);
      clean = g_steal_pointer (&normal);
    }
  *changed |= replace (&person->account_number, g_steal_pointer (&clean));
  return TRUE;
}

static void
correct_text (char **field, const char *text, gboolean *changed)
{
  if (text != NULL)
    *changed |= replace (field, sn_text_clean (text));
}

static void
describe (SnTransaction *transaction, const char *action, gint64 person_id)
{
  g_autofree char *argument = g_strdup_printf ("%" G_GINT64_FORMAT, person_id);

  sn_transaction_describe (transaction, action, argument, NULL);
}

gboolean
sn_person_correct (SnTransaction *transaction, gint64 person_id, const SnPersonCorrection *correction, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (sn_transaction_get_connection (transaction), person_id, error);
  gboolean changed = FALSE;

  if (person == NULL || !correct_name (person, correction->name, &changed, error) ||
      !correct_account_number (person, correction->account_number, &changed, error))
    return FALSE;
  correct_text (&person->phone, correction->phone, &changed);
  correct_text (&person->address, correction->address, &changed);
  correct_text (&person->bank_name, correction->bank_name, &changed);
  correct_text (&person->account_holder, correction->account_holder, &changed);
  if (!changed)
    return TRUE;
  describe (transaction, "person-correct", person_id);
  return sn_person_update (transaction, person, error);
}

gboolean
sn_person_reveal (SnTransaction *transaction, gint64 person_id, char **document_number, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (sn_transaction_get_connection (transaction), person_id, error);

  if (person == NULL)
    return FALSE;
  describe (transaction, "person-reveal", person_id);
  *document_number = g_steal_pointer (&person->document_number);
  return TRUE;
}
