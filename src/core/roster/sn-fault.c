/* sn-fault.c: one thing noticed about one cell of a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-fault.h"

SnFault *
sn_fault_new (const char *sheet, guint row, const char *column, const char *code, SnFaultLevel level, const char *value,
              char *take_message)
{
  SnFault *fault = g_new0 (SnFault, 1);

  fault->sheet = g_strdup (sheet != NULL ? sheet : "");
  fault->row = row;
  fault->column = g_strdup (column != NULL ? column : "");
  fault->code = g_strdup (code);
  fault->level = level;
  fault->value = g_strdup (value != NULL ? value : "");
  fault->message = take_message;
  return fault;
}

void
sn_fault_free (SnFault *fault)
{
  if (fault == NULL)
    return;
  g_free (fault->sheet);
  g_free (fault->column);
  g_free (fault->code);
  g_free (fault->value);
  g_free (fault->message);
  g_free (fault->otherwise);
  g_free (fault);
}

void
sn_faults_turn (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      SnFault *fault = g_ptr_array_index (faults, i);
      char *message = fault->message;

      if (fault->otherwise == NULL)
        continue;
      fault->message = fault->otherwise;
      fault->otherwise = message;
    }
}

const char *
sn_fault_level_to_string (SnFaultLevel level)
{
  static const char *const names[] = {
    [SN_FAULT_FIXED] = "fixed",
    [SN_FAULT_WARNING] = "warning",
    [SN_FAULT_ERROR] = "error",
  };

  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (names), "error");
  return names[level];
}
