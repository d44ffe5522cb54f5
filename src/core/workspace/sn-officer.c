/* sn-officer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officer.h"

#include "sn-officer-duties.h"
#include "sn-officer-rights.h"
#include "sn-transaction-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_OFFICER SN_FIRST_OFFICER_SQL

void
sn_officer_free (SnOfficer *officer)
{
  if (officer == NULL)
    return;
  g_free (officer->name);
  g_free (officer);
}

/* ?1: an id, or 0 for all */
static const char officers_sql[] =
  "SELECT id, name, id = " FIRST_OFFICER ", may_reveal OR id = " FIRST_OFFICER ", may_prepare, may_review, may_approve FROM officer"
  " WHERE ?1 = 0 OR id = ?1 ORDER BY id <> " FIRST_OFFICER ", name";

static SnOfficer *
read_officer (SnStatement *statement)
{
  static const SnDuty duties[] = { SN_DUTY_PREPARE, SN_DUTY_REVIEW, SN_DUTY_APPROVE };
  SnOfficer *officer = g_new0 (SnOfficer, 1);

  officer->id = sn_statement_get_int64 (statement, 0);
  officer->name = g_strdup (sn_statement_get_text (statement, 1));
  officer->is_first = sn_statement_get_int64 (statement, 2) != 0;
  officer->may_reveal = sn_statement_get_int64 (statement, 3) != 0;
  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    if (sn_statement_get_int64 (statement, 4 + (int) i) != 0)
      officer->duties |= duties[i];
  return officer;
}

GPtrArray *
sn_officer_list (SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, officers_sql, SN_INT (0));

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_officer, (GDestroyNotify) sn_officer_free, error);
}

SnOfficer *
sn_officer_lookup (SnConnection *connection, gint64 officer_id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, officers_sql, SN_INT (officer_id > 0 ? officer_id : -1));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &step_error))
    return read_officer (statement);
  if (step_error == NULL)
    step_error = g_error_new_literal (SN_ERROR, SN_ERROR_NOT_FOUND,
                                      _ ("There is no such officer in this workspace. Look at the list of officers."));
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

const SnOfficer *
sn_officer_find (GPtrArray *officers, const char *name)
{
  for (guint i = 0; i < officers->len; i++)
    if (strcmp (((const SnOfficer *) g_ptr_array_index (officers, i))->name, name) == 0)
      return g_ptr_array_index (officers, i);
  return NULL;
}

const SnOfficer *
sn_officer_find_by_id (GPtrArray *officers, gint64 officer_id)
{
  for (guint i = 0; i < officers->len; i++)
    if (officer_id == 0 || ((const SnOfficer *) g_ptr_array_index (officers, i))->id == officer_id)
      return g_ptr_array_index (officers, i);
  return NULL;
}

/* ── What is open to whom ───────────────────────────────────────────────────────────────────────────────────────── */

struct _SnOpenness
{
  gboolean   reveal_limited;
  gboolean   duties_limited;
  GPtrArray *officers;       /* SnOfficer */
};

void
sn_openness_free (SnOpenness *openness)
{
  if (openness == NULL)
    return;
  g_clear_pointer (&openness->officers, g_ptr_array_unref);
  g_free (openness);
}

SnOpenness *
sn_openness_new (SnTransaction *transaction, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnOpenness) self = g_new0 (SnOpenness, 1);

  if (!sn_officer_get_reveal_limited (connection, &self->reveal_limited, error) ||
      !sn_officer_get_duties_limited (connection, &self->duties_limited, error))
    return NULL;
  self->officers = sn_officer_list (connection, error);
  return self->officers != NULL ? g_steal_pointer (&self) : NULL;
}

/* Who acts is judged as he was before: what is taken back must not give him the right to take it back. */
static gboolean
check_as_before (const SnOpenness *before, SnTransaction *transaction, gint64 named_id, GError **error)
{
  const SnOfficer *acting = sn_officer_find_by_id (before->officers, sn_transaction_get_officer (transaction));

  return sn_officer_check_naming_of (before->officers, acting, named_id != 0 ? sn_officer_find_by_id (before->officers, named_id) : NULL, error);
}

void
sn_openness_refuse (SnOpenness *before, SnTransaction *transaction, GError **error)
{
  const SnOfficer *acting = sn_officer_find_by_id (before->officers, sn_transaction_get_officer (transaction));

  sn_officer_check_naming_of (before->officers, acting, acting != NULL && acting->is_first ? acting : NULL, error);
}

gboolean
sn_openness_check (SnOpenness *before, SnTransaction *transaction, GError **error)
{
  g_autoptr (SnOpenness) after = sn_openness_new (transaction, error);

  if (after == NULL ||
      ((before->reveal_limited != after->reveal_limited || before->duties_limited != after->duties_limited) &&
       !check_as_before (before, transaction, 0, error)))
    return FALSE;
  for (guint i = 0; i < after->officers->len; i++)
    {
      const SnOfficer *now = g_ptr_array_index (after->officers, i), *was = sn_officer_find_by_id (before->officers, now->id);

      if ((now->duties & ~(was != NULL ? was->duties : SN_DUTY_NONE)) != 0 && !check_as_before (before, transaction, now->id, error))
        return FALSE;
      /* To take a duty is for whoever names, as sn_officer_set_duties() has it; and so is the right to see numbers, given or taken. */
      if (((was != NULL && (was->duties & ~now->duties) != 0) || now->may_reveal != (was != NULL && was->may_reveal)) &&
          !check_as_before (before, transaction, 0, error))
        return FALSE;
    }
  return TRUE;
}
