/* sn-pending.c: bodies that are still to come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-named-view.h"
#include "sn-recipient-list.h"
#include "sn-recipient-table.h"

#define PENDING g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "pending")

const char *
sn_recipient_get_text (SnRecipient *self, SnRecipientField field)
{
  return field == SN_RECIPIENT_FIELD_NAME ? sn_recipient_get_name (self) : NULL;
}

GPtrArray *
sn_recipient_read_fields (SnConnection *connection, const gint64 *ids, guint n_ids, SnRecipientFields fields, gboolean full_numbers,
                          GError **error)
{
  return sn_recipient_read (connection, ids, n_ids, error);
}

void
sn_recipient_list_set_fields (SnRecipientList *self, SnRecipientFields fields)
{
}

guint
sn_search_image_count_households (SnSearchImage *image, GArray *ids)
{
  return 0;
}

gboolean
sn_recipient_table_each (SnConnection *connection, const SnRecipientTable *table, SnRecipientTableFunc func, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  PENDING;
  return FALSE;
}

gboolean
sn_recipient_table_copy (SnConnection *connection, const SnRecipientTable *table, char **tsv, char **html, GCancellable *cancellable,
                         GError **error)
{
  PENDING;
  return FALSE;
}

void
sn_recipient_table_note_full (SnTransaction *transaction, guint n_people)
{
}

void
sn_named_view_free (SnNamedView *view)
{
}

GPtrArray *
sn_named_view_list (SnConnection *connection, GError **error)
{
  PENDING;
  return NULL;
}

gboolean
sn_named_view_save (SnTransaction *transaction, const char *name, const SnRecipientQuery *query, gint64 *view_id, GError **error)
{
  PENDING;
  return FALSE;
}

gboolean
sn_named_view_rename (SnTransaction *transaction, gint64 view_id, const char *name, GError **error)
{
  PENDING;
  return FALSE;
}

gboolean
sn_named_view_delete (SnTransaction *transaction, gint64 view_id, GError **error)
{
  PENDING;
  return FALSE;
}

char *
sn_recipient_query_to_json (const SnRecipientQuery *query, SnConnection *connection, GError **error)
{
  PENDING;
  return NULL;
}

SnRecipientQuery *
sn_recipient_query_from_json (const char *json, SnConnection *connection, GError **error)
{
  PENDING;
  return NULL;
}

gboolean
sn_recipient_query_looks_further (const SnRecipientQuery *query)
{
  return FALSE;
}

GArray *
sn_recipient_query_run_further (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
                                GCancellable *cancellable, GError **error)
{
  return sn_recipient_query_run (query, connection, image, order, cancellable, error);
}
