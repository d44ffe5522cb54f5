/* sn-person-number.c: a person's number is corrected: a new row, to which all refers from then on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-merge.h"

#include "sn-date.h"
#include "sn-identity-document.h"
#include "sn-officer-duties.h"
#include "sn-person-references.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
check_new (const SnIdentityDocument *document, const char *reason, GError **error)
{
  const char *fault = sn_resident_id_fault_message (document->fault);

  if (document->fault == SN_RESIDENT_ID_OK || (sn_identity_document_fault_may_stand (document->fault) && reason != NULL))
    return TRUE;
  if (sn_identity_document_fault_may_stand (document->fault))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s If the document really says so, give a reason, which is kept with the number."),
                 fault);
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, fault);
  return FALSE;
}

static gboolean
check_old (const SnPerson *person, gboolean was_valid, GError **error)
{
  g_auto (SnIdentityDocument) old = { 0 };
  GDate today;

  sn_clock_today (&today);
  if (!was_valid || sn_identity_document_judge_as (person->document_number, person->document_type, &today, &old))
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The number of before is not that of a valid document, so nobody can be found by it. Change it as a mistake."));
  return FALSE;
}

/* Whose number it is already: nobody's, or one of the person's other documents, which then stands with the person itself. */
static gboolean
check_free (SnConnection *connection, const SnIdentityDocument *document, gint64 person_id, GError **error)
{
  g_autoptr (SnPerson) owner = NULL;
  gint64 owner_id = 0;

  if (!sn_person_find_by_document (connection, document->family, document->number, &owner_id, error))
    return FALSE;
  if (owner_id == 0)
    return TRUE;
  if (owner_id == person_id)
    return sn_connection_run (connection, error, "DELETE FROM other_document WHERE document_number = ?1 AND document_type = ?2",
                              SN_TEXT (document->number), SN_TEXT (document->family));
  owner = sn_person_lookup (connection, owner_id, error);
  if (owner != NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("This number is in the registry already, as that of %s. If both are one person, merge the two entries."), owner->name);
  return FALSE;
}

static void
replace (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* The same person under the new number: a new row, for the number is what the id is made of. */
static gboolean
insert_again (SnTransaction *transaction, SnPerson *person, const SnIdentityDocument *document, const char *reason, gint64 *new_id, GError **error)
{
  gint64 old_id = person->id;
  char birth[11];

  replace (&person->document_type, document->family);
  replace (&person->document_number, document->number);
  replace (&person->document_reason, document->fault != SN_RESIDENT_ID_OK ? reason : "");
  /* Where the number tells them, they follow from it. */
  if (g_date_valid (&document->birth_date))
    replace (&person->birth_date, sn_date_to_iso (&document->birth_date, birth));
  if (document->sex != SN_SEX_UNKNOWN)
    replace (&person->sex, document->sex == SN_SEX_MALE ? "male" : "female");
  /* What sn_person_insert() does not take is written with marks alone. */
  return sn_person_insert (transaction, person, new_id, error) &&
         sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "UPDATE person SET (died_on, moved_on) = (SELECT died_on, moved_on FROM person WHERE id = ?2) WHERE id = ?1",
                            SN_INT (*new_id), SN_INT (old_id));
}

/* Lines that were handed in move only to a row that is known by the old number; a number that was a mistake is forgotten after that. */
static gboolean
move_over (SnTransaction *transaction, const SnPerson *old, gint64 new_id, gboolean was_valid, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  return sn_person_note_document (transaction, new_id, old->id, error) && sn_person_move_references (transaction, new_id, old->id, error) &&
         sn_connection_run (connection, error, "DELETE FROM person WHERE id = ?1", SN_INT (old->id)) &&
         (was_valid || sn_connection_run (connection, error, "DELETE FROM other_document WHERE document_number = ?1 AND document_type = ?2",
                                          SN_TEXT (old->document_number), SN_TEXT (old->document_type)));
}

static void
describe (SnTransaction *transaction, gint64 new_id, gint64 old_id)
{
  g_autofree char *new_text = g_strdup_printf ("%" G_GINT64_FORMAT, new_id);
  g_autofree char *old_text = g_strdup_printf ("%" G_GINT64_FORMAT, old_id);

  sn_transaction_describe (transaction, "person-document", new_text, old_text, NULL);
}

gboolean
sn_person_change_document (SnTransaction *transaction, gint64 person_id, const char *text, const char *family, const char *reason,
                           gboolean was_valid, gint64 *new_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) old = sn_person_lookup (connection, person_id, error);
  g_autoptr (SnPerson) person = old != NULL ? sn_person_lookup (connection, person_id, error) : NULL;
  g_autofree char *clean_reason = reason != NULL ? sn_text_trim (reason) : NULL;
  g_auto (SnIdentityDocument) document = { 0 };
  gint64 id = person_id;
  GDate today;

  if (person == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  sn_clock_today (&today);
  sn_identity_document_judge_as (text, family, &today, &document);
  if (!check_new (&document, clean_reason != NULL && *clean_reason != '\0' ? clean_reason : NULL, error) ||
      !check_old (person, was_valid, error))
    return FALSE;
  if (strcmp (document.number, person->document_number) != 0 || strcmp (document.family, person->document_type) != 0)
    {
      if (!check_free (connection, &document, person_id, error) ||
          !insert_again (transaction, person, &document, clean_reason, &id, error) ||
          !move_over (transaction, old, id, was_valid, error))
        return FALSE;
      describe (transaction, id, person_id);
    }
  if (new_id != NULL)
    *new_id = id;
  return TRUE;
}
