/* sn-other-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-other-account.h"

#include "sn-officer-duties.h"
#include "sn-person-edit-private.h"

#include <glib/gi18n-lib.h>

#define COLUMNS "id, person_id, bank_name, account_number, account_holder, account_relation"

void
sn_other_account_free (SnOtherAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->bank_name);
  g_free (account->account_number);
  g_free (account->account_holder);
  g_free (account->account_relation);
  g_free (account);
}

static SnOtherAccount *
read_row (SnStatement *statement)
{
  SnOtherAccount *account = g_new0 (SnOtherAccount, 1);

  account->id = sn_statement_get_int64 (statement, 0);
  account->person_id = sn_statement_get_int64 (statement, 1);
  account->bank_name = g_strdup (sn_statement_get_text (statement, 2));
  account->account_number = g_strdup (sn_statement_get_text (statement, 3));
  account->account_holder = g_strdup (sn_statement_get_text (statement, 4));
  account->account_relation = g_strdup (sn_statement_get_text (statement, 5));
  return account;
}

GPtrArray *
sn_other_account_list (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error,
                                                           "SELECT " COLUMNS " FROM other_account WHERE person_id = ?1 ORDER BY id",
                                                           SN_INT (person_id));

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_row, (GDestroyNotify) sn_other_account_free, error);
}

static SnOtherAccount *
look_up (SnConnection *connection, gint64 account_id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT " COLUMNS " FROM other_account WHERE id = ?1",
                                                           SN_INT (account_id));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &step_error))
    return read_row (statement);
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("This account is not there any more. Open the person anew."));
  return NULL;
}

/* ── Adding and removing ────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) (nullable): the field as it is written */
static char *
judge (const SnPerson *person, SnPersonField field, const char *text, GError **error)
{
  char *normal = NULL;
  g_autofree char *fault = sn_person_check_field (person, field, text, &normal);

  if (fault == NULL)
    return normal;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, fault);
  g_free (normal);
  return NULL;
}

static SnOtherAccount *
judge_draft (const SnPerson *person, const SnOtherAccount *draft, GError **error)
{
  g_autoptr (SnOtherAccount) account = g_new0 (SnOtherAccount, 1);

  account->person_id = person->id;
  account->bank_name = judge (person, SN_PERSON_FIELD_BANK_NAME, draft->bank_name, error);
  if (account->bank_name == NULL)
    return NULL;
  account->account_number = judge (person, SN_PERSON_FIELD_ACCOUNT_NUMBER, draft->account_number, error);
  if (account->account_number == NULL)
    return NULL;
  account->account_holder = judge (person, SN_PERSON_FIELD_ACCOUNT_HOLDER, draft->account_holder, error);
  if (account->account_holder == NULL)
    return NULL;
  account->account_relation =
    *account->account_holder != '\0' ? judge (person, SN_PERSON_FIELD_ACCOUNT_RELATION, draft->account_relation, error) : g_strdup ("");
  if (account->account_relation == NULL || !sn_person_check_holder (account->account_holder, account->account_relation, error))
    return NULL;
  if (*account->account_number != '\0')
    return g_steal_pointer (&account);
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The account number is missing. Copy it from the card or the passbook."));
  return NULL;
}

static void
refuse_known (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, _ ("The person has this account already. Look at the accounts that are there."));
}

static gboolean
is_new (SnConnection *connection, const SnPerson *person, const char *account_number, GError **error)
{
  gint64 known = 0;

  if (!sn_connection_get_int64 (connection, &known, error, "SELECT 1 FROM other_account WHERE person_id = ?1 AND account_number = ?2",
                                SN_INT (person->id), SN_TEXT (account_number)))
    return FALSE;
  if (known == 0 && g_strcmp0 (person->account_number, account_number) != 0)
    return TRUE;
  refuse_known (error);
  return FALSE;
}

static gboolean
insert (SnTransaction *transaction, const SnOtherAccount *account, gint64 id, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "INSERT INTO other_account (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)", SN_INT (id),
                            SN_INT (account->person_id), SN_TEXT (account->bank_name), SN_TEXT (account->account_number),
                            SN_TEXT (account->account_holder), SN_TEXT (account->account_relation));
}

gboolean
sn_other_account_check (const SnPerson *person, GPtrArray *accounts, const SnOtherAccount *draft, GError **error)
{
  g_autoptr (SnOtherAccount) account = judge_draft (person, draft, error);
  gboolean known;

  if (account == NULL)
    return FALSE;
  known = g_strcmp0 (person->account_number, account->account_number) == 0;
  for (guint i = 0; i < accounts->len; i++)
    known |= g_strcmp0 (((const SnOtherAccount *) g_ptr_array_index (accounts, i))->account_number, account->account_number) == 0;
  if (known)
    refuse_known (error);
  return !known;
}

gboolean
sn_other_account_add (SnTransaction *transaction, const SnOtherAccount *draft, gint64 *account_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, draft->person_id, error);
  g_autoptr (SnOtherAccount) account = person != NULL ? judge_draft (person, draft, error) : NULL;
  gint64 id;

  if (account == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !is_new (connection, person, account->account_number, error))
    return FALSE;
  id = sn_transaction_next_id (transaction, "other_account");
  if (account_id != NULL)
    *account_id = id;
  sn_person_describe_change (transaction, "account-add", person->id, NULL);
  return insert (transaction, account, id, error);
}

gboolean
sn_other_account_remove (SnTransaction *transaction, gint64 account_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnOtherAccount) account = look_up (connection, account_id, error);

  if (account == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  sn_person_describe_change (transaction, "account-remove", account->person_id, NULL);
  return sn_connection_run (connection, error, "DELETE FROM other_account WHERE id = ?1", SN_INT (account_id));
}

/* ── Changing places ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
swap (char **a, char **b)
{
  char *kept = *a;

  *a = *b;
  *b = kept;
}

gboolean
sn_other_account_use (SnTransaction *transaction, gint64 account_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnOtherAccount) account = look_up (connection, account_id, error);
  g_autoptr (SnPerson) person = account != NULL ? sn_person_lookup (connection, account->person_id, error) : NULL;

  if (person == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  sn_person_describe_change (transaction, "account-use", person->id, NULL);
  swap (&person->bank_name, &account->bank_name);
  swap (&person->account_number, &account->account_number);
  swap (&person->account_holder, &account->account_holder);
  swap (&person->account_relation, &account->account_relation);
  if (!sn_person_update (transaction, person, error))
    return FALSE;
  if (*account->account_number == '\0')
    return sn_connection_run (connection, error, "DELETE FROM other_account WHERE id = ?1", SN_INT (account_id));
  return sn_connection_run (connection, error,
                            "UPDATE other_account SET bank_name = ?2, account_number = ?3, account_holder = ?4, account_relation = ?5"
                            " WHERE id = ?1",
                            SN_INT (account_id), SN_TEXT (account->bank_name), SN_TEXT (account->account_number),
                            SN_TEXT (account->account_holder), SN_TEXT (account->account_relation));
}
