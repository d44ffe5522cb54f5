/* sn-other-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-other-document.h"

void
sn_other_document_free (SnOtherDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->document_type);
  g_free (document->document_number);
  g_free (document);
}

GPtrArray *
sn_other_document_list (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_other_document_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT id, document_type, document_number FROM other_document WHERE person_id = ?1 ORDER BY id",
                         SN_INT (person_id));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnOtherDocument *document = g_new0 (SnOtherDocument, 1);

      document->id = sn_statement_get_int64 (statement, 0);
      document->document_type = g_strdup (sn_statement_get_text (statement, 1));
      document->document_number = g_strdup (sn_statement_get_text (statement, 2));
      g_ptr_array_add (documents, document);
    }
  if (step_error == NULL)
    return g_steal_pointer (&documents);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
