/* sn-person-merge.c: two entries that are one person become one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-merge.h"

gboolean
sn_person_merge (SnTransaction *transaction, gint64 keep_id, gint64 gone_id, const char *const *take, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_person_change_document (SnTransaction *transaction, gint64 person_id, const char *text, const char *reason, gboolean was_valid,
                           gint64 *new_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

const char *const *
sn_person_merge_fields (void)
{
  static const char *const fields[] = { NULL };

  return fields;
}

const char *
sn_person_merge_field_word (const char *field)
{
  return NULL;
}
