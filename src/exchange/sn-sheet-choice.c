/* sn-sheet-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-choice.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
sn_sheet_choice_offer (SnSheetInfo *info, const char *wanted, const char *name, gboolean hidden)
{
  g_ptr_array_add (hidden ? info->hidden_sheet_names : info->sheet_names, g_strdup (name));
  if (info->sheet != NULL || (wanted != NULL ? strcmp (wanted, name) != 0 : hidden))
    return FALSE;
  info->sheet = g_strdup (name);
  return TRUE;
}

gboolean
sn_sheet_choice_finish (SnSheetInfo *info, const char *wanted, GError **error)
{
  if (info->sheet != NULL)
    return TRUE;
  if (wanted != NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The workbook has no sheet “%s”."), wanted);
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The workbook has no visible sheet with cells."));
  return FALSE;
}
