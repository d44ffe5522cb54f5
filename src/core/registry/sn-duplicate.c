/* sn-duplicate.c: entries of the registry that look like one person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicate.h"

GArray *
sn_duplicate_list (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return NULL;
}

gboolean
sn_duplicate_apart (SnTransaction *transaction, gint64 first_id, gint64 second_id, const char *reason, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_duplicate_apart_back (SnTransaction *transaction, gint64 first_id, gint64 second_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

GPtrArray *
sn_person_apart_list (SnConnection *connection, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return NULL;
}

char *
sn_duplicate_say_grounds (guint grounds)
{
  return g_strdup ("");
}

const char *
sn_duplicate_ground_code (SnDuplicateGround ground)
{
  return "";
}

void
sn_person_apart_free (SnPersonApart *apart)
{
  g_free (apart);
}
