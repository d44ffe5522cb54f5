/* sn-person.c: reading and writing one person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person.h"
#include "sn-person-private.h"

#include "sn-date.h"
#include "sn-household.h"
#include "sn-identity-document.h"
#include "sn-name.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_person_free (SnPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->name);
  g_free (person->name_pinyin);
  g_free (person->document_type);
  g_free (person->document_number);
  g_free (person->birth_date);
  g_free (person->sex);
  g_free (person->phone);
  g_free (person->relation);
  g_free (person->address);
  g_free (person->bank_name);
  g_free (person->account_number);
  g_free (person->account_holder);
  g_free (person->note);
  g_free (person->died_on);
  g_free (person->moved_on);
  g_free (person->former_names);
  g_free (person->ethnic_group);
  g_free (person->registered_address);
  g_free (person->document_reason);
  g_free (person->disability_certificate);
  g_free (person->account_relation);
  g_free (person->guardian_name);
  g_free (person->guardian_relation);
  g_free (person->guardian_phone);
  g_free (person);
}

SnPerson *
sn_person_copy (const SnPerson *person)
{
  SnPerson *copy = g_memdup2 (person, sizeof *person);
  char **const texts[] = {
    &copy->name, &copy->name_pinyin, &copy->document_type, &copy->document_number, &copy->birth_date, &copy->sex,
    &copy->phone, &copy->relation, &copy->address, &copy->bank_name, &copy->account_number, &copy->account_holder,
    &copy->note, &copy->died_on, &copy->moved_on, &copy->former_names, &copy->ethnic_group, &copy->registered_address,
    &copy->document_reason, &copy->disability_certificate, &copy->account_relation, &copy->guardian_name,
    &copy->guardian_relation, &copy->guardian_phone,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  return copy;
}

SnPerson *
sn_person_read_row (SnStatement *statement)
{
  SnPerson *person = g_new0 (SnPerson, 1);
  int column = 0;

  person->id = sn_statement_get_int64 (statement, column++);
  person->name = g_strdup (sn_statement_get_text (statement, column++));
  person->name_pinyin = g_strdup (sn_statement_get_text (statement, column++));
  person->document_type = g_strdup (sn_statement_get_text (statement, column++));
  person->document_number = g_strdup (sn_statement_get_text (statement, column++));
  person->birth_date = g_strdup (sn_statement_get_text (statement, column++));
  person->sex = g_strdup (sn_statement_get_text (statement, column++));
  person->phone = g_strdup (sn_statement_get_text (statement, column++));
  person->household_id = sn_statement_get_int64 (statement, column++);
  person->relation = g_strdup (sn_statement_get_text (statement, column++));
  person->town_id = sn_statement_get_int64 (statement, column++);
  person->village_id = sn_statement_get_int64 (statement, column++);
  person->address = g_strdup (sn_statement_get_text (statement, column++));
  person->bank_name = g_strdup (sn_statement_get_text (statement, column++));
  person->account_number = g_strdup (sn_statement_get_text (statement, column++));
  person->account_holder = g_strdup (sn_statement_get_text (statement, column++));
  person->note = g_strdup (sn_statement_get_text (statement, column++));
  person->died_on = g_strdup (sn_statement_get_text (statement, column++));
  person->moved_on = g_strdup (sn_statement_get_text (statement, column++));
  person->former_names = g_strdup (sn_statement_get_text (statement, column++));
  person->ethnic_group = g_strdup (sn_statement_get_text (statement, column++));
  person->registered_address = g_strdup (sn_statement_get_text (statement, column++));
  person->document_reason = g_strdup (sn_statement_get_text (statement, column++));
  person->disability_certificate = g_strdup (sn_statement_get_text (statement, column++));
  person->disability_kind = sn_statement_get_int64 (statement, column++);
  person->disability_level = sn_statement_get_int64 (statement, column++);
  person->account_relation = g_strdup (sn_statement_get_text (statement, column++));
  person->guardian_id = sn_statement_get_int64 (statement, column++);
  person->guardian_name = g_strdup (sn_statement_get_text (statement, column++));
  person->guardian_relation = g_strdup (sn_statement_get_text (statement, column++));
  person->guardian_phone = g_strdup (sn_statement_get_text (statement, column++));
  return person;
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                       _ ("This person is not in the registry; the entry may have been taken back. Search again."));
}

SnPerson *
sn_person_lookup (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error,
                                                           "SELECT " SN_PERSON_COLUMNS " FROM person WHERE id = ?1",
                                                           SN_INT (person_id));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &step_error))
    return sn_person_read_row (statement);
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    set_not_found (error);
  return NULL;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static const char *
null_if_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
has_name (const char *name, GError **error)
{
  if (null_if_empty (name) != NULL)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The name is missing. Enter the name as on the identity document."));
  return FALSE;
}

/* An officer may have let a number pass that is none: only digits say anything. */
static gboolean
is_resident_number (const char *document_type, const char *document_number)
{
  return g_str_equal (document_type, "resident") && strlen (document_number) == SN_RESIDENT_ID_LENGTH &&
         strspn (document_number, "0123456789") >= SN_RESIDENT_ID_LENGTH - 1;
}

/* Birth and sex as the draft gives them, or as a resident number says. */
typedef struct
{
  char        birth_buffer[11];
  const char *birth_date; /* (nullable) */
  const char *sex;
} Origin;

static void
read_origin (const SnPerson *draft, const char *document_type, const char *document_number, Origin *origin)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = "unknown", [SN_SEX_MALE] = "male", [SN_SEX_FEMALE] = "female" };
  gboolean is_resident = is_resident_number (document_type, document_number);
  GDate birth;

  origin->birth_date = null_if_empty (draft->birth_date);
  origin->sex = null_if_empty (draft->sex);
  if (origin->birth_date == NULL && is_resident)
    {
      g_date_clear (&birth, 1);
      sn_resident_id_get_birth_date (document_number, &birth);
      if (g_date_valid (&birth))
        origin->birth_date = sn_date_to_iso (&birth, origin->birth_buffer);
    }
  if (origin->sex == NULL)
    origin->sex = sexes[is_resident ? sn_resident_id_get_sex (document_number) : SN_SEX_UNKNOWN];
}

static gboolean
make_household_of_one (SnTransaction *transaction, const SnPerson *draft, gint64 person_id, gint64 *household_id, GError **error)
{
  /* The household first, with its head: the person that comes next settles that reference through the index on head_id.
   * The other way round SQLite would look for the person by household, in an index that bulk work has dropped. */
  SnHousehold household = {
    .head_id = person_id,
    .town_id = draft->town_id,
    .village_id = draft->village_id,
    .address = draft->address,
  };

  return sn_household_insert (transaction, &household, household_id, error);
}

static const char *
get_document_type (const SnPerson *draft)
{
  return null_if_empty (draft->document_type) != NULL ? draft->document_type : "resident";
}

gboolean
sn_person_insert_as (SnTransaction *transaction, const SnPerson *draft, const char *document_number, gint64 id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  const char *document_type = get_document_type (draft);
  g_autofree char *name_pinyin = NULL;
  g_autoptr (GBytes) pinyin_key = NULL;
  g_autoptr (GBytes) stroke_key = NULL;
  gint64 household_id = draft->household_id;
  Origin origin;

  if (!has_name (draft->name, error) ||
      (household_id == 0 && !make_household_of_one (transaction, draft, id, &household_id, error)))
    return FALSE;

  name_pinyin = sn_name_pinyin_with_key (draft->name, &pinyin_key);
  stroke_key = sn_name_stroke_key (draft->name);
  read_origin (draft, document_type, document_number, &origin);
  return sn_connection_run (connection, error,
                            "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number,"
                            " birth_date, sex, phone, household_id, relation, town_id, village_id, address, bank_name,"
                            " account_number, account_holder, note, former_names, ethnic_group, registered_address,"
                            " document_reason, disability_certificate, disability_kind, disability_level, account_relation,"
                            " guardian_id, guardian_name, guardian_relation, guardian_phone)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"
                            " ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)",
                            SN_INT (id), SN_TEXT (draft->name), SN_TEXT (name_pinyin),
                            SN_BLOB (g_bytes_get_data (pinyin_key, NULL), g_bytes_get_size (pinyin_key)),
                            SN_BLOB (g_bytes_get_data (stroke_key, NULL), g_bytes_get_size (stroke_key)), SN_TEXT (document_type),
                            SN_TEXT (document_number), SN_TEXT (origin.birth_date), SN_TEXT (origin.sex),
                            SN_TEXT (or_empty (draft->phone)), SN_INT (household_id), SN_TEXT (or_empty (draft->relation)),
                            SN_INT_OR_NULL (draft->town_id), SN_INT_OR_NULL (draft->village_id),
                            SN_TEXT (or_empty (draft->address)), SN_TEXT (or_empty (draft->bank_name)),
                            SN_TEXT (or_empty (draft->account_number)), SN_TEXT (or_empty (draft->account_holder)),
                            SN_TEXT (or_empty (draft->note)), SN_TEXT (or_empty (draft->former_names)),
                            SN_TEXT (or_empty (draft->ethnic_group)), SN_TEXT (or_empty (draft->registered_address)),
                            SN_TEXT (or_empty (draft->document_reason)), SN_TEXT (or_empty (draft->disability_certificate)),
                            SN_INT_OR_NULL (draft->disability_kind), SN_INT_OR_NULL (draft->disability_level),
                            SN_TEXT (or_empty (draft->account_relation)), SN_INT_OR_NULL (draft->guardian_id),
                            SN_TEXT (or_empty (draft->guardian_name)), SN_TEXT (or_empty (draft->guardian_relation)),
                            SN_TEXT (or_empty (draft->guardian_phone)));
}

gboolean
sn_person_insert (SnTransaction *transaction, const SnPerson *draft, gint64 *person_id, GError **error)
{
  g_autofree char *document_number = NULL;
  gint64 id;

  if (!has_name (draft->name, error))
    return FALSE;
  if (null_if_empty (draft->document_number) == NULL)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("The document number is missing. Without it the person cannot be told from others."));
      return FALSE;
    }
  document_number = sn_identity_document_normal_number (get_document_type (draft), draft->document_number);
  id = sn_person_find_free_id (sn_transaction_get_connection (transaction), get_document_type (draft), document_number, error);
  if (id == 0)
    return FALSE;
  if (person_id != NULL)
    *person_id = id;
  return sn_person_insert_as (transaction, draft, document_number, id, error);
}

static gboolean
update_name (SnConnection *connection, const SnPerson *person, GError **error)
{
  g_autoptr (GBytes) pinyin_key = NULL;
  g_autofree char *name_pinyin = sn_name_pinyin_with_key (person->name, &pinyin_key);
  g_autoptr (GBytes) stroke_key = sn_name_stroke_key (person->name);

  return sn_connection_run (connection, error,
                            "UPDATE person SET name = ?2, name_pinyin = ?3, pinyin_key = ?4, stroke_key = ?5 WHERE id = ?1",
                            SN_INT (person->id), SN_TEXT (person->name), SN_TEXT (name_pinyin),
                            SN_BLOB (g_bytes_get_data (pinyin_key, NULL), g_bytes_get_size (pinyin_key)),
                            SN_BLOB (g_bytes_get_data (stroke_key, NULL), g_bytes_get_size (stroke_key)));
}

static gboolean
is_same_document (const SnPerson *stored, const SnPerson *person, GError **error)
{
  if (g_strcmp0 (stored->document_number, person->document_number) == 0 &&
      g_strcmp0 (stored->document_type, person->document_type) == 0)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                       _ ("A document number is what tells a person from others and cannot be changed. Add a new person instead."));
  return FALSE;
}

gboolean
sn_person_update (SnTransaction *transaction, const SnPerson *person, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) stored = sn_person_lookup (connection, person->id, error);

  if (stored == NULL || !has_name (person->name, error) || !is_same_document (stored, person, error))
    return FALSE;
  if (!g_str_equal (stored->name, person->name) && !update_name (connection, person, error))
    return FALSE;
  return sn_connection_run (connection, error,
                            "UPDATE person SET birth_date = ?2, sex = ?3, phone = ?4, household_id = ?5, relation = ?6,"
                            " town_id = ?7, village_id = ?8, address = ?9, bank_name = ?10, account_number = ?11,"
                            " account_holder = ?12, note = ?13, former_names = ?14, ethnic_group = ?15, registered_address = ?16,"
                            " document_reason = ?17, disability_certificate = ?18, disability_kind = ?19, disability_level = ?20,"
                            " account_relation = ?21, guardian_id = ?22, guardian_name = ?23, guardian_relation = ?24,"
                            " guardian_phone = ?25 WHERE id = ?1",
                            SN_INT (person->id), SN_TEXT (null_if_empty (person->birth_date)),
                            SN_TEXT (null_if_empty (person->sex) != NULL ? person->sex : "unknown"),
                            SN_TEXT (or_empty (person->phone)), SN_INT (person->household_id),
                            SN_TEXT (or_empty (person->relation)), SN_INT_OR_NULL (person->town_id),
                            SN_INT_OR_NULL (person->village_id), SN_TEXT (or_empty (person->address)),
                            SN_TEXT (or_empty (person->bank_name)), SN_TEXT (or_empty (person->account_number)),
                            SN_TEXT (or_empty (person->account_holder)), SN_TEXT (or_empty (person->note)),
                            SN_TEXT (or_empty (person->former_names)), SN_TEXT (or_empty (person->ethnic_group)),
                            SN_TEXT (or_empty (person->registered_address)), SN_TEXT (or_empty (person->document_reason)),
                            SN_TEXT (or_empty (person->disability_certificate)), SN_INT_OR_NULL (person->disability_kind),
                            SN_INT_OR_NULL (person->disability_level), SN_TEXT (or_empty (person->account_relation)),
                            SN_INT_OR_NULL (person->guardian_id), SN_TEXT (or_empty (person->guardian_name)),
                            SN_TEXT (or_empty (person->guardian_relation)), SN_TEXT (or_empty (person->guardian_phone)));
}
