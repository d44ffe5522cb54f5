/* sn-import-choices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-choices.h"

#include <string.h>

void
sn_import_target_clear (SnImportTarget *target)
{
  g_free (target->program_code);
  g_free (target->category_code);
  g_free (target->source);
  g_free (target->day);
  memset (target, 0, sizeof *target);
}

void
sn_import_target_copy (const SnImportTarget *from, SnImportTarget *to)
{
  to->kind = from->kind;
  to->program_code = g_strdup (from->program_code);
  to->category_code = g_strdup (from->category_code);
  to->source = g_strdup (from->source);
  to->day = g_strdup (from->day);
}

gboolean
sn_import_target_is_people_only (const SnImportTarget *target)
{
  return target->kind != SN_IMPORT_ROSTER;
}

void
sn_import_choices_clear (SnImportChoices *choices)
{
  g_free (choices->sheet);
  g_free (choices->mapping);
  g_free (choices->rate_label);
  memset (choices, 0, sizeof *choices);
}

void
sn_import_choices_copy (const SnImportChoices *from, SnImportChoices *to)
{
  *to = *from;
  to->sheet = g_strdup (from->sheet);
  to->mapping = g_strdup (from->mapping);
  to->rate_label = g_strdup (from->rate_label);
}
