/* sn-sheet-layout.c: what an officer made of the columns of a sheet, remembered for the next one with the same headings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-layout.h"

struct _SnSheetLayouts
{
  GHashTable *mappings; /* layout → mapping */
};

SnSheetLayouts *
sn_sheet_layouts_load (SnConnection *connection, GError **error)
{
  g_autoptr (SnSheetLayouts) layouts = g_new0 (SnSheetLayouts, 1);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows = sn_connection_query (connection, error, "SELECT layout, mapping FROM sheet_layout");

  layouts->mappings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    g_hash_table_insert (layouts->mappings, sn_statement_dup_text (rows, 0), sn_statement_dup_text (rows, 1));
  if (step_error == NULL)
    return g_steal_pointer (&layouts);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

void
sn_sheet_layouts_free (SnSheetLayouts *layouts)
{
  if (layouts == NULL)
    return;
  g_hash_table_unref (layouts->mappings);
  g_free (layouts);
}

const char *
sn_sheet_layouts_find (const SnSheetLayouts *layouts, const char *layout)
{
  return layouts != NULL ? g_hash_table_lookup (layouts->mappings, layout) : NULL;
}

gboolean
sn_sheet_layouts_is_empty (const SnSheetLayouts *layouts)
{
  return layouts == NULL || g_hash_table_size (layouts->mappings) == 0;
}

static gboolean
check_new (SnConnection *connection, const char *layout, const char *mapping, gboolean *is_new, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT mapping = ?2 FROM sheet_layout WHERE layout = ?1",
                                                           SN_TEXT (layout), SN_TEXT (mapping));

  if (statement == NULL)
    return FALSE;
  *is_new = sn_statement_step (statement, &step_error) ? sn_statement_get_int64 (statement, 0) == 0 : *mapping != '\0';
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_sheet_layout_remember (SnTransaction *transaction, const char *layout, const char *mapping, gboolean *is_new, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean wanted;

  if (!check_new (connection, layout, mapping, &wanted, error))
    return FALSE;
  if (is_new != NULL)
    *is_new = wanted;
  if (!wanted)
    return TRUE;
  if (*mapping == '\0')
    return sn_connection_run (connection, error, "DELETE FROM sheet_layout WHERE layout = ?1", SN_TEXT (layout));
  return sn_connection_run (connection, error,
                            "INSERT INTO sheet_layout (id, layout, mapping) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT (layout) DO UPDATE SET mapping = excluded.mapping",
                            SN_INT (sn_transaction_next_id (transaction, "sheet_layout")), SN_TEXT (layout), SN_TEXT (mapping));
}
