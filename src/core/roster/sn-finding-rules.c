/* sn-finding-rules.c: the rules that look at the lines of one program: who stands twice, and what does not fit the rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-rate-due.h"

#include <glib/gi18n-lib.h>

/* ── Sentences ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
say_person_twice (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same person stands %u time under “%s” in %s: keep one line and withdraw the others.",
                                    "The same person stands %u times under “%s” in %s: keep one line and withdraw the others.",
                                    lines->len), lines->len, first->rate_label, first->program);
}

static char *
say_several_rates (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const SnPlannedLine *line = g_ptr_array_index (lines, i);

      if (!g_ptr_array_find_with_equal_func (labels, line->rate_label, g_str_equal, NULL))
        g_ptr_array_add (labels, line->rate_label);
    }
  g_ptr_array_add (labels, NULL);
  list = g_strjoinv (_("”, “"), (char **) labels->pdata);
  return g_strdup_printf (_("The same person stands under several rates of %s: “%s”. Check whether one excludes the other."),
                          first->program, list);
}

static char *
say_household_twice (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same household stands %u time in %s: keep one line and withdraw the others.",
                                    "The same household stands %u times in %s: keep one line and withdraw the others.",
                                    lines->len), lines->len, first->program);
}

/* What the amount follows from says something else, or nothing. */
static char *
say_amount_not_due (const SnPlannedLine *line, const SnRateDue *due)
{
  g_autofree char *amount = sn_money_format (line->amount_fen), *why = sn_rate_due_say (due);

  if (due->state == SN_RATE_DUE_OPEN || (due->state == SN_RATE_DUE_SET && due->least_fen == line->amount_fen))
    return sn_finding_say_gone ();
  if (due->state == SN_RATE_DUE_UNKNOWN)
    /* Translators: yuan, a rate, why: no score of 残联综合困难评分 is known */
    return g_strdup_printf (_("%s yuan are listed under “%s”, but nothing says how much is due: %s. Bring it in, or say why the amount is right."),
                            amount, line->rate_label, why);
  /* Translators: yuan, a rate, what is due and why */
  return g_strdup_printf (_("%s yuan are listed, but “%s” gives otherwise: %s."), amount, line->rate_label, why);
}

static char *
say_amount_outside_rate (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  SnRateDue due;
  g_autofree char *amount = sn_money_format (line->amount_fen);
  g_autofree char *least = sn_money_format (line->min_fen);
  g_autofree char *most = sn_money_format (line->max_fen);

  if (fact != NULL && sn_rate_due_read_text (fact, &due))
    return say_amount_not_due (line, &due);
  if (line->min_fen != line->max_fen)
    return g_strdup_printf (_("%s yuan are listed, but “%s” gives %s to %s yuan."), amount, line->rate_label, least, most);
  if (line->approximate)
    return g_strdup_printf (_("%s yuan are listed, but “%s” gives about %s yuan."), amount, line->rate_label, least);
  return g_strdup_printf (_("%s yuan are listed, but “%s” gives %s yuan."), amount, line->rate_label, least);
}

static char *
say_age_not_met (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  GDate birth, day;

  if (line->birth_date == NULL || !sn_date_from_iso (line->birth_date, &birth) || !sn_date_from_iso (line->age_on, &day))
    return g_strdup_printf (_("“%s” asks for an age of %d, but the date of birth is not known."), line->rate_label, line->min_age);
  return g_strdup_printf (_("“%s” asks for an age of %d, but this person is %d on %s."), line->rate_label, line->min_age,
                          sn_date_age_years (&birth, &day), line->age_on);
}

static char *
say_condition_not_met (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);

  return g_strdup_printf (_("This person does not meet a further condition of “%s”. Look at the person's data, or say why the line is right."),
                          line->rate_label);
}

static char *
say_category_not_held (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);

  return g_strdup_printf (_("This person was listed under “%s” by an officer's word, without a category of the rate. The note of the line says why:"
                            " look whether that holds."), line->rate_label);
}

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
rates_differ (GPtrArray *lines)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  for (guint i = 1; i < lines->len; i++)
    if (((const SnPlannedLine *) g_ptr_array_index (lines, i))->rate_id != first->rate_id)
      return TRUE;
  return FALSE;
}

static void
add_amount (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%" G_GINT64_FORMAT, ((const SnPlannedLine *) g_ptr_array_index (lines, 0))->amount_fen);
  /* Where it follows from something, a decision rests on that as well. */
  if (fact != NULL)
    g_string_append_printf (ground, "|%s", fact);
}

static void
add_birth (GString *ground, GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  g_string_append_printf (ground, "|%s", first->birth_date != NULL ? first->birth_date : "");
}

enum { PERSON_TWICE, SEVERAL_RATES, HOUSEHOLD_TWICE, AMOUNT_OUTSIDE_RATE, AGE_NOT_MET, CONDITION_NOT_MET, CATEGORY_NOT_HELD };

static gboolean
recall_level (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error)
{
  *rule = &sn_finding_program_rules[rates_differ (lines) ? SEVERAL_RATES : PERSON_TWICE];
  return TRUE;
}

static gboolean
recall_due (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error)
{
  return sn_rate_due_read_of_line (connection, ((const SnPlannedLine *) g_ptr_array_index (lines, 0))->id, fact, error);
}

const SnFindingRule sn_finding_program_rules[] = {
  [PERSON_TWICE] = { "person_twice", "error", say_person_twice, .recall = recall_level },
  [SEVERAL_RATES] = { "person_twice", "warning", say_several_rates },
  [HOUSEHOLD_TWICE] = { "household_twice", "error", say_household_twice },
  [AMOUNT_OUTSIDE_RATE] = { "amount_outside_rate", "warning", say_amount_outside_rate, add_amount, recall_due },
  [AGE_NOT_MET] = { "age_not_met", "warning", say_age_not_met, add_birth },
  [CONDITION_NOT_MET] = { "condition_not_met", "warning", say_condition_not_met },
  [CATEGORY_NOT_HELD] = { "category_not_held", "warning", say_category_not_held },
  { NULL },
};

/* ── Looking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The lines of one subject in one program: a part of an array of the scan. */
typedef struct
{
  SnScannedLine **lines;
  guint           n;
} Group;

/* @fact: (nullable) */
static SnFindingDraft *
add_draft (GPtrArray *drafts, guint rule, const char *fact)
{
  SnFindingDraft *draft = sn_finding_draft_new (&sn_finding_program_rules[rule], g_strdup (fact));

  g_ptr_array_add (drafts, draft);
  return draft;
}

/* The person's own lines under the rate of the line at @start, unless an earlier line has it: the same rate twice. */
static void
judge_rate (const Group *group, guint start, GPtrArray *drafts)
{
  SnFindingDraft *draft = NULL;

  for (guint i = 0; i < start; i++)
    if (!group->lines[i]->per_household && group->lines[i]->rate == group->lines[start]->rate)
      return;
  for (guint i = start + 1; i < group->n; i++)
    {
      const SnScannedLine *line = group->lines[i];

      if (line->per_household || line->rate != group->lines[start]->rate)
        continue;
      if (draft == NULL)
        {
          draft = add_draft (drafts, PERSON_TWICE, NULL);
          g_ptr_array_add (draft->lines, group->lines[start]);
        }
      g_ptr_array_add (draft->lines, group->lines[i]);
    }
}

static void
add_group (const Group *group, guint rule, GPtrArray *drafts)
{
  SnFindingDraft *draft = add_draft (drafts, rule, NULL);

  for (guint i = 0; i < group->n; i++)
    g_ptr_array_add (draft->lines, group->lines[i]);
}

/* The same rate twice is an error; several rates of one program may be right. Lines of households alone are the business
 * of household_twice. */
static void
judge_person (const Group *group, GPtrArray *drafts)
{
  gboolean any_own = FALSE, rates_differ_here = FALSE;

  for (guint i = 0; i < group->n; i++)
    {
      rates_differ_here |= group->lines[i]->rate != group->lines[0]->rate;
      if (group->lines[i]->per_household)
        continue;
      any_own = TRUE;
      judge_rate (group, i, drafts);
    }
  if (any_own && rates_differ_here)
    add_group (group, SEVERAL_RATES, drafts);
}

static void
judge_household (const Group *group, GPtrArray *drafts)
{
  add_group (group, HOUSEHOLD_TWICE, drafts);
}

static gboolean
is_same_person (const SnScannedLine *line, const SnScannedLine *other)
{
  return line->person_id == other->person_id && line->program_id == other->program_id;
}

static gboolean
is_same_household (const SnScannedLine *line, const SnScannedLine *other)
{
  return line->household_id == other->household_id && line->program_id == other->program_id;
}

/* Calls @judge for all lines, side by side in @sorted, that are the same and more than one. */
static void
judge_groups (GPtrArray *sorted, gboolean (*is_same) (const SnScannedLine *, const SnScannedLine *),
              void (*judge) (const Group *, GPtrArray *), GPtrArray *drafts)
{
  Group group = { (SnScannedLine **) sorted->pdata, 0 };

  for (guint i = 0; i < sorted->len; i++)
    {
      group.n++;
      if (i + 1 < sorted->len && is_same (group.lines[0], sorted->pdata[i + 1]))
        continue;
      if (group.n > 1)
        judge (&group, drafts);
      group = (Group){ (SnScannedLine **) sorted->pdata + i + 1, 0 };
    }
}

/* (transfer container): the lines of households, in the order of the scan */
static GPtrArray *
list_household_lines (const SnFindingScan *scan)
{
  GPtrArray *lines = g_ptr_array_sized_new (scan->by_household->len);

  for (guint i = 0; i < scan->by_household->len; i++)
    if (((const SnScannedLine *) g_ptr_array_index (scan->by_household, i))->per_household)
      g_ptr_array_add (lines, g_ptr_array_index (scan->by_household, i));
  return lines;
}

void
sn_finding_look_at_programs (const SnFindingScan *scan, GPtrArray *drafts)
{
  static const struct { SnScanFlags flag; guint rule; } flags[] = { { SN_SCAN_AMOUNT, AMOUNT_OUTSIDE_RATE }, { SN_SCAN_AGE, AGE_NOT_MET },
                                                                       { SN_SCAN_CONDITION, CONDITION_NOT_MET },
                                                                       { SN_SCAN_CATEGORY, CATEGORY_NOT_HELD } };
  g_autoptr (GPtrArray) of_households = list_household_lines (scan);

  judge_groups (scan->by_person, is_same_person, judge_person, drafts);
  judge_groups (of_households, is_same_household, judge_household, drafts);
  for (guint i = 0; i < scan->lines->len; i++)
    {
      SnScannedLine *line = &g_array_index (scan->lines, SnScannedLine, i);

      for (gsize j = 0; j < G_N_ELEMENTS (flags); j++)
        if ((line->flags & flags[j].flag) != 0)
          {
            const char *fact = flags[j].flag == SN_SCAN_AMOUNT ? g_hash_table_lookup (scan->dues, &line->id) : NULL;

            g_ptr_array_add (add_draft (drafts, flags[j].rule, fact)->lines, line);
          }
    }
}
