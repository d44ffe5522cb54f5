/* sn-person-edit.c: writing what an officer typed about a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-edit-private.h"

#include "sn-date.h"
#include "sn-disability.h"
#include "sn-household.h"
#include "sn-identity-document.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_person_describe_change (SnTransaction *transaction, const char *action, gint64 person_id, const char *detail)
{
  g_autofree char *argument = g_strdup_printf ("%" G_GINT64_FORMAT, person_id);

  sn_transaction_describe (transaction, action, argument, detail, NULL);
}

gboolean
sn_person_check_holder (const char *account_holder, const char *account_relation, GError **error)
{
  if (*account_holder == '\0' || *account_relation != '\0')
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The account is in another person's name. Say how the holder stands to the person: spouse, child, guardian."));
  return FALSE;
}

/* ── The fields ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What follows from a field that was set. */
static void
follow (SnPerson *person, SnPersonField field)
{
  SnDisability disability;

  switch (field)
    {
    case SN_PERSON_FIELD_DISABILITY_CERTIFICATE:
      if (sn_disability_judge (person->disability_certificate, NULL, &disability))
        {
          person->disability_kind = disability.kind;
          person->disability_level = disability.level;
        }
      break;
    case SN_PERSON_FIELD_ACCOUNT_HOLDER:
      /* Another holder stands otherwise to the person. */
      sn_person_set_field (person, SN_PERSON_FIELD_ACCOUNT_RELATION, "");
      break;
    case SN_PERSON_FIELD_GUARDIAN_NAME:
      if (*person->guardian_name != '\0')
        person->guardian_id = 0;
      break;
    default:
      break;
    }
}

static gboolean
take_field (SnPerson *person, SnPersonField field, const char *text, gboolean *changed, GError **error)
{
  g_autofree char *normal = NULL;
  g_autofree char *fault = NULL;

  if (text == NULL)
    return TRUE;
  fault = sn_person_check_field (person, field, text, &normal);
  if (fault != NULL)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, fault);
      return FALSE;
    }
  if (sn_person_set_field (person, field, normal))
    {
      *changed = TRUE;
      follow (person, field);
    }
  return TRUE;
}

/* A form that sends all its fields sends the old kind and level beside a new certificate: they follow, and contradict nothing. */
static const char *
leave_out_same (const SnPerson *person, SnPersonField field, const char *text)
{
  g_autofree char *stored = sn_person_dup_field (person, field);

  return text != NULL && strcmp (text, stored) == 0 ? NULL : text;
}

static gboolean
take_texts (SnPerson *person, const SnPersonEdit *edit, gboolean *changed, GError **error)
{
  g_autofree char *stored_holder = g_strdup (person->account_holder);
  g_autofree char *stored_relation = g_strdup (person->account_relation);

  const char *texts[SN_PERSON_N_FIELDS];

  memcpy (texts, edit->texts, sizeof texts);
  texts[SN_PERSON_FIELD_DISABILITY_KIND] = leave_out_same (person, SN_PERSON_FIELD_DISABILITY_KIND, edit->texts[SN_PERSON_FIELD_DISABILITY_KIND]);
  texts[SN_PERSON_FIELD_DISABILITY_LEVEL] =
    leave_out_same (person, SN_PERSON_FIELD_DISABILITY_LEVEL, edit->texts[SN_PERSON_FIELD_DISABILITY_LEVEL]);
  /* In the order of the fields: the name before the holder who may be the same, the certificate before what it says. */
  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    if (!take_field (person, (SnPersonField) i, texts[i], changed, error))
      return FALSE;
  if (*person->account_holder == '\0')
    *changed |= sn_person_set_field (person, SN_PERSON_FIELD_ACCOUNT_RELATION, "");
  /* A holder that came with a roster waits for the officer who touches it. */
  if (strcmp (stored_holder, person->account_holder) == 0 && strcmp (stored_relation, person->account_relation) == 0)
    return TRUE;
  return sn_person_check_holder (person->account_holder, person->account_relation, error);
}

/* ── Town and village ───────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_division (SnConnection *connection, gint64 division_id, const char *level, const char *sentence, GError **error)
{
  gint64 found = 0;

  if (!sn_connection_get_int64 (connection, &found, error, "SELECT 1 FROM division WHERE id = ?1 AND level = ?2", SN_INT (division_id),
                                SN_TEXT (level)))
    return FALSE;
  if (found == 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, sentence);
  return found != 0;
}

static gboolean
get_town_of (SnConnection *connection, gint64 village_id, gint64 *town_id, GError **error)
{
  *town_id = 0;
  return sn_connection_get_int64 (connection, town_id, error, "SELECT parent_id FROM division WHERE id = ?1", SN_INT (village_id));
}

static gboolean
check_village (SnConnection *connection, const SnPersonEdit *edit, SnPerson *place, GError **error)
{
  gint64 town_id;

  if (!is_division (connection, place->village_id, "village", _ ("The village is not in the list of divisions. Choose one of the list."), error) ||
      !get_town_of (connection, place->village_id, &town_id, error))
    return FALSE;
  if (edit->town_id == 0)
    place->town_id = town_id;
  if (town_id == place->town_id)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The village does not belong to the town. Choose a village of that town, or the town that it belongs to."));
  return FALSE;
}

static gint64
choose (gint64 edited, gint64 stored)
{
  return edited == 0 ? stored : MAX (edited, 0);
}

static gboolean
take_place (SnConnection *connection, SnPerson *person, const SnPersonEdit *edit, gboolean *changed, GError **error)
{
  SnPerson place = { .town_id = choose (edit->town_id, person->town_id), .village_id = choose (edit->village_id, person->village_id) };
  gint64 town_id;

  if (edit->town_id > 0 &&
      !is_division (connection, edit->town_id, "town", _ ("The town is not in the list of divisions. Choose one of the list."), error))
    return FALSE;
  if (edit->village_id > 0 && !check_village (connection, edit, &place, error))
    return FALSE;
  if (edit->village_id == 0 && edit->town_id != 0 && place.village_id != 0)
    {
      if (!get_town_of (connection, place.village_id, &town_id, error))
        return FALSE;
      if (town_id != place.town_id)
        place.village_id = 0;
    }
  *changed |= place.town_id != person->town_id || place.village_id != person->village_id;
  person->town_id = place.town_id;
  person->village_id = place.village_id;
  return TRUE;
}

/* ── The guardian ───────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_guardian (SnConnection *connection, const SnPerson *person, gint64 guardian_id, GError **error)
{
  gint64 known = 0, is_ward = 0;
  const char *sentence;

  if (!sn_connection_get_int64 (connection, &known, error, "SELECT 1 FROM person WHERE id = ?1", SN_INT (guardian_id)) ||
      !sn_connection_get_int64 (connection, &is_ward, error, "SELECT 1 FROM person WHERE id = ?1 AND guardian_id = ?2", SN_INT (guardian_id),
                                SN_INT (person->id)))
    return FALSE;
  if (guardian_id == person->id)
    sentence = _ ("Nobody is their own guardian. Choose another person, or write the name of one who is not in the registry.");
  else if (known == 0)
    sentence = _ ("The guardian is not in the registry. Write the name instead.");
  else if (is_ward != 0)
    sentence = _ ("These two would be each other's guardian. Look at whose guardian is whose.");
  else
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, sentence);
  return FALSE;
}

static gboolean
take_guardian (SnConnection *connection, SnPerson *person, const SnPersonEdit *edit, gboolean *changed, GError **error)
{
  gint64 guardian_id = choose (edit->guardian_id, person->guardian_id);

  if (edit->guardian_id == 0)
    return TRUE;
  if (guardian_id != 0 && !check_guardian (connection, person, guardian_id, error))
    return FALSE;
  *changed |= guardian_id != person->guardian_id;
  person->guardian_id = guardian_id;
  if (guardian_id != 0)
    *changed |= sn_person_set_field (person, SN_PERSON_FIELD_GUARDIAN_NAME, "");
  return TRUE;
}

/* ── Editing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
take_edit (SnConnection *connection, SnPerson *person, const SnPersonEdit *edit, gboolean *changed, GError **error)
{
  return take_texts (person, edit, changed, error) && take_place (connection, person, edit, changed, error) &&
         take_guardian (connection, person, edit, changed, error);
}

gboolean
sn_person_edit (SnTransaction *transaction, gint64 person_id, const SnPersonEdit *edit, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  gboolean changed = FALSE;

  if (person == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) || !take_edit (connection, person, edit, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  sn_person_describe_change (transaction, "person-edit", person_id, NULL);
  return sn_person_update (transaction, person, error);
}

/* ── Somebody new ───────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_document (SnResidentIdFault fault, GError **error)
{
  const char *message = sn_resident_id_fault_message (fault);

  if (fault == SN_RESIDENT_ID_MISSING)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _ ("The document number is missing. Without it the person cannot be told from others."));
  else if (sn_identity_document_fault_may_stand (fault))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, "%s %s", message, _ ("If the card really bears this number, give the reason."));
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, message);
  return FALSE;
}

/* What the document makes of a new row. */
static gboolean
start_person (const SnNewPerson *newcomer, SnPerson *person, GError **error)
{
  g_auto (SnIdentityDocument) document = { .number = NULL };
  g_autofree char *reason = sn_text_clean (newcomer->override_reason != NULL ? newcomer->override_reason : "");
  gboolean is_good, stands;
  GDate today;
  char iso[11];

  sn_clock_today (&today);
  is_good = sn_identity_document_judge_as (newcomer->document_text, newcomer->document_family, &today, &document);
  stands = sn_identity_document_fault_may_stand (document.fault) && *reason != '\0';
  if (!is_good && !stands)
    return refuse_document (document.fault, error);
  person->document_type = g_strdup (document.family);
  person->document_number = g_steal_pointer (&document.number);
  person->document_reason = stands ? g_steal_pointer (&reason) : NULL;
  if (g_date_valid (&document.birth_date))
    person->birth_date = g_strdup (sn_date_to_iso (&document.birth_date, iso));
  if (document.sex != SN_SEX_UNKNOWN)
    person->sex = g_strdup (document.sex == SN_SEX_MALE ? "male" : "female");
  person->household_id = newcomer->household_id;
  return TRUE;
}

static void
fill_up (SnPerson *person)
{
  char **strings[] = {
    &person->name, &person->birth_date, &person->sex, &person->phone, &person->relation, &person->address, &person->bank_name,
    &person->account_number, &person->account_holder, &person->note, &person->former_names, &person->ethnic_group,
    &person->registered_address, &person->disability_certificate, &person->account_relation, &person->guardian_name,
    &person->guardian_relation, &person->guardian_phone,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    if (*strings[i] == NULL)
      *strings[i] = g_strdup ("");
}

/* Where somebody is in the registry: town and village say it without a word about the person. */
static gboolean
refuse_known (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT t.name || coalesce (v.name, '') FROM person p JOIN division t ON t.id = p.town_id"
                         " LEFT JOIN division v ON v.id = p.village_id WHERE p.id = ?1", SN_INT (person_id));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &step_error))
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("Somebody with this document number is in the registry already, in %s. Correct that person instead."),
                 sn_statement_get_text (statement, 0));
  else if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("Somebody with this document number is in the registry already. Correct that person instead."));
  return FALSE;
}

/* Who joins a household and says nothing of a place lives where it lives. */
static void
move_in (SnPerson *person, const SnHousehold *household)
{
  if (person->town_id == 0 && person->village_id == 0)
    {
      person->town_id = household->town_id;
      person->village_id = household->village_id;
    }
  if (*person->address == '\0')
    sn_person_set_field (person, SN_PERSON_FIELD_ADDRESS, household->address);
}

static gboolean
join_household (SnConnection *connection, SnPerson *person, GError **error)
{
  g_autoptr (SnHousehold) household = NULL;
  gint64 merged = 0;

  if (person->household_id == 0)
    return TRUE;
  household = sn_household_lookup (connection, person->household_id, error);
  if (household == NULL ||
      !sn_connection_get_int64 (connection, &merged, error, "SELECT merged_into FROM household WHERE id = ?1",
                                SN_INT (person->household_id)))
    return FALSE;
  if (merged == 0)
    move_in (person, household);
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("This household was merged into another. Add the person to that one."));
  return merged == 0;
}

gboolean
sn_person_create (SnTransaction *transaction, const SnNewPerson *newcomer, gint64 *person_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = g_new0 (SnPerson, 1);
  SnPersonEdit fields = newcomer->fields;
  gboolean changed = FALSE;

  *person_id = 0;
  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (!start_person (newcomer, person, error) ||
      !sn_person_find_by_document (connection, person->document_type, person->document_number, person_id, error))
    return FALSE;
  if (*person_id != 0)
    return refuse_known (connection, *person_id, error);
  fill_up (person);
  /* The name may not be left as it is: there is none. */
  if (fields.texts[SN_PERSON_FIELD_NAME] == NULL)
    fields.texts[SN_PERSON_FIELD_NAME] = "";
  if (!take_edit (connection, person, &fields, &changed, error) || !join_household (connection, person, error) ||
      !sn_person_insert (transaction, person, person_id, error))
    return FALSE;
  sn_person_describe_change (transaction, "person-create", *person_id, NULL);
  return TRUE;
}
