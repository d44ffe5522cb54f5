/* sn-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-attachment.h"

#include "sn-error.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>

void
sn_attachment_free (SnAttachment *attachment)
{
  if (attachment == NULL)
    return;
  g_free (attachment->program);
  g_free (attachment->name);
  g_free (attachment->path);
  g_free (attachment->sha256);
  g_free (attachment->note);
  g_free (attachment->officer);
  g_free (attachment->added_at);
  g_free (attachment);
}

/* ?1: the campaign's or the program's id, whichever ?2 says */
static const char list_sql[] =
  "SELECT a.id, g.code, a.name, a.path, a.sha256, a.size_bytes, a.note, o.name, a.added_at"
  "  FROM attachment a JOIN program g ON g.id = a.program_id JOIN officer o ON o.id = a.officer_id"
  " WHERE iif (?2, g.id, g.campaign_id) = ?1 ORDER BY a.added_at DESC, a.id DESC";

static SnAttachment *
read_attachment (SnStatement *statement)
{
  SnAttachment *attachment = g_new0 (SnAttachment, 1);

  attachment->id = sn_statement_get_int64 (statement, 0);
  attachment->program = sn_statement_dup_text (statement, 1);
  attachment->name = sn_statement_dup_text (statement, 2);
  attachment->path = sn_statement_dup_text (statement, 3);
  attachment->sha256 = sn_statement_dup_text (statement, 4);
  attachment->size_bytes = sn_statement_get_int64 (statement, 5);
  attachment->note = sn_statement_dup_text (statement, 6);
  attachment->officer = sn_statement_dup_text (statement, 7);
  attachment->added_at = sn_statement_dup_text (statement, 8);
  return attachment;
}

static gint64
find_owner (SnConnection *connection, const char *program_code, GError **error)
{
  g_autoptr (SnCampaign) campaign = program_code == NULL ? sn_campaign_get_current (connection, error) : NULL;
  g_autoptr (SnProgram) program = program_code != NULL ? sn_program_lookup (connection, program_code, error) : NULL;

  if (program_code != NULL)
    return program != NULL ? program->id : 0;
  return campaign != NULL ? campaign->id : 0;
}

GPtrArray *
sn_attachment_list (SnConnection *connection, const char *program_code, GError **error)
{
  gint64 owner_id = find_owner (connection, program_code, error);
  g_autoptr (SnStatement) statement = NULL;

  if (owner_id == 0)
    return NULL;
  statement = sn_connection_query (connection, error, list_sql, SN_INT (owner_id), SN_INT (program_code != NULL));
  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_attachment, (GDestroyNotify) sn_attachment_free, error);
}

static gboolean
check_is_new (SnConnection *connection, const SnProgram *program, const char *sha256, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT name FROM attachment WHERE program_id = ?1 AND sha256 = ?2", SN_INT (program->id),
                         SN_TEXT (sha256));

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &step_error))
    step_error = g_error_new (SN_ERROR, SN_ERROR_REFUSED, _ ("%s has this file already, under the name “%s”."), program->code,
                              sn_statement_get_text (statement, 0));
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_attachment_add (SnTransaction *transaction, const char *program_code, const char *path, const char *sha256, gint64 size_bytes,
                   const char *note, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *clean = sn_text_trim (note != NULL ? note : "");

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_DECIDES, error) || !check_is_new (connection, program, sha256, error))
    return FALSE;
  sn_transaction_describe (transaction, "attachment-add", program->code, name, NULL);
  return sn_connection_run (connection, error,
                            "INSERT INTO attachment (id, program_id, name, path, sha256, size_bytes, note, officer_id, added_at)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                            SN_INT (sn_transaction_next_id (transaction, "attachment")), SN_INT (program->id), SN_TEXT (name),
                            SN_TEXT (path), SN_TEXT (sha256), SN_INT (size_bytes), SN_TEXT (clean),
                            SN_INT (sn_transaction_get_officer (transaction)), SN_TEXT (sn_transaction_get_instant (transaction)));
}

gboolean
sn_attachment_remove (SnTransaction *transaction, gint64 attachment_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT g.code, a.name FROM attachment a JOIN program g ON g.id = a.program_id WHERE a.id = ?1",
                         SN_INT (attachment_id));

  if (statement == NULL || !sn_officer_check_duty (transaction, SN_STEP_DECIDES, error))
    return FALSE;
  if (!sn_statement_step (statement, &step_error))
    {
      if (step_error == NULL)
        step_error = g_error_new_literal (SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no such attachment; somebody may have removed it."));
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  sn_transaction_describe (transaction, "attachment-remove", sn_statement_get_text (statement, 0), sn_statement_get_text (statement, 1),
                           NULL);
  return sn_connection_run (connection, error, "DELETE FROM attachment WHERE id = ?1", SN_INT (attachment_id));
}
