/* sn-recipient-choice.c: choices of filters that are the same in every workspace: sexes, ethnic groups, disabilities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-choice-private.h"

#include "sn-disability.h"
#include "sn-population-codes.h"

#include <glib/gi18n-lib.h>

void
sn_recipient_choice_add (GPtrArray *choices, gint64 id, const char *code, const char *name, const char *whole_names)
{
  SnRecipientChoice *choice = g_new (SnRecipientChoice, 1);

  choice->id = id;
  choice->code = g_strdup (code);
  choice->name = g_strdup (name);
  choice->parent_code = g_strdup ("");
  choice->parent_name = g_strdup ("");
  choice->whole_names = g_strdup (whole_names);
  g_ptr_array_add (choices, choice);
}

static void
add_sexes (GPtrArray *choices)
{
  sn_recipient_choice_add (choices, 1, "male", _ ("male"), "男");
  sn_recipient_choice_add (choices, 2, "female", _ ("female"), "女");
  /* TRANSLATORS: the sex or the ethnic group is not recorded */
  sn_recipient_choice_add (choices, 3, "unknown", _ ("not recorded"), "");
}

/* What is asked for most comes first. */
static void
add_ethnic_groups (GPtrArray *choices)
{
  const char *const *groups = sn_ethnic_group_list ();

  sn_recipient_choice_add (choices, -1, SN_RECIPIENT_MINORITY, _ ("any minority"), SN_RECIPIENT_MINORITY);
  for (guint i = 0; groups[i] != NULL; i++)
    sn_recipient_choice_add (choices, (gint64) i + 1, groups[i], groups[i], "");
  sn_recipient_choice_add (choices, 0, "unknown", _ ("not recorded"), "");
}

static void
add_numbered (GPtrArray *choices, int n_choices, const char *(*say) (int))
{
  for (int i = 1; i <= n_choices; i++)
    {
      g_autofree char *code = g_strdup_printf ("%d", i);

      sn_recipient_choice_add (choices, i, code, say (i), "");
    }
}

void
sn_recipient_choice_add_fixed (GPtrArray *choices, SnRecipientFilterKind kind)
{
  if (kind == SN_RECIPIENT_FILTER_SEX)
    add_sexes (choices);
  else if (kind == SN_RECIPIENT_FILTER_ETHNIC_GROUP)
    add_ethnic_groups (choices);
  else if (kind == SN_RECIPIENT_FILTER_DISABILITY)
    {
      sn_recipient_choice_add (choices, 0, "any", _ ("any kind"), "残疾");
      add_numbered (choices, SN_DISABILITY_KINDS, sn_disability_kind_word);
    }
  else if (kind == SN_RECIPIENT_FILTER_DISABILITY_LEVEL)
    add_numbered (choices, SN_DISABILITY_LEVELS, sn_disability_level_word);
}
