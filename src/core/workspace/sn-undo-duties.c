/* sn-undo-duties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-undo-duties.h"

#include "sn-officer-duties.h"

#include <string.h>

/* Which state of a line or a batch comes back is looked at by the schema. */
static const struct
{
  const char *table;
  SnDutyStep  step;  /* 0: what is nobody's duty; the officers themselves are judged by sn_openness_check() */
} asked[] = {
  { "attachment", SN_STEP_DECIDES },     { "benefit_rate", SN_STEP_SETS_RULES },   { "campaign", SN_STEP_SETS_RULES },
  { "category", SN_STEP_SETS_RULES },    { "decision", SN_STEP_DECIDES },          { "department", SN_STEP_SETS_RULES },
  { "division", SN_STEP_PREPARES },      { "entitlement", SN_STEP_DECIDES },       { "funding_line", SN_STEP_SETS_RULES },
  { "funding_source", SN_STEP_SETS_RULES }, { "household", SN_STEP_PREPARES },     { "officer", 0 },
  { "other_account", SN_STEP_PREPARES }, { "other_document", SN_STEP_PREPARES },   { "pair_rule", SN_STEP_SETS_RULES },
  { "payment", SN_STEP_DECIDES },        { "payment_batch", SN_STEP_DECIDES },     { "person", SN_STEP_PREPARES },
  { "person_apart", SN_STEP_PREPARES },  { "person_category", SN_STEP_PREPARES },  { "person_score", SN_STEP_PREPARES },
  { "procurement", SN_STEP_PREPARES },   { "program", SN_STEP_SETS_RULES },        { "rate_category", SN_STEP_SETS_RULES },
  { "rate_condition", SN_STEP_SETS_RULES }, { "rate_tier", SN_STEP_SETS_RULES },   { "rate_town", SN_STEP_SETS_RULES },
  { "receipt", SN_STEP_PREPARES },       { "recipient_view", 0 },                  { "roster_step", SN_STEP_DECIDES },
  { "sheet_layout", 0 },                 { "source_file", SN_STEP_PREPARES },      { "workspace", 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (asked) <= 64);

/* One that is new here asks for any duty. */
void
sn_undo_note_table (const char *table, guint64 *steps)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (asked) && strcmp (asked[i].table, table) != 0)
    i++;
  *steps |= G_GUINT64_CONSTANT (1) << (i < G_N_ELEMENTS (asked) ? i : 0);
}

gboolean
sn_undo_check_duties (SnTransaction *transaction, guint64 steps, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    if ((steps & G_GUINT64_CONSTANT (1) << i) != 0 && asked[i].step != 0 && !sn_officer_check_duty (transaction, asked[i].step, error))
      return FALSE;
  return TRUE;
}
