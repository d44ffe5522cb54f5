/* sn-finding-columns.c: what the tables of findings and of the rows around them show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-findings-page-private.h"

#include "sn-finding-line.h"
#include "sn-money.h"
#include "sn-resident-id.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Findings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_level (gpointer row)
{
  return g_strdup (strcmp (((SnFinding *) row)->level, "error") == 0 ? _ ("Error") : _ ("Warning"));
}

static char *
get_rule (gpointer row)
{
  return g_strdup (sn_finding_rule_name (((SnFinding *) row)->rule));
}

/* Where programs meet, both. */
static char *
get_programs (gpointer row)
{
  const SnFinding *finding = row;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < finding->programs->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (finding->programs, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sn_finding_name_persons (const SnFinding *finding)
{
  g_autoptr (GPtrArray) persons = g_ptr_array_new ();

  for (guint i = 0; i < finding->persons->len; i++)
    if (!g_ptr_array_find_with_equal_func (persons, g_ptr_array_index (finding->persons, i), g_str_equal, NULL))
      g_ptr_array_add (persons, g_ptr_array_index (finding->persons, i));
  g_ptr_array_add (persons, NULL);
  /* TRANSLATORS: between two persons */
  return g_strjoinv (_ ("; "), (char **) persons->pdata);
}

static char *
get_persons (gpointer row)
{
  return sn_finding_name_persons (row);
}

static char *
get_message (gpointer row)
{
  return g_strdup (((SnFinding *) row)->message);
}

static char *
get_decision (gpointer row)
{
  return g_strdup (sn_words_for_decision (((SnFinding *) row)->decision));
}

static const char *
style_level (gpointer row)
{
  return strcmp (((SnFinding *) row)->level, "error") == 0 ? "error" : "warning";
}

const SnColumn sn_finding_columns[] = {
  { N_ ("Level"), get_level, 7, 0, FALSE, 0, style_level },
  { N_ ("Rule"), get_rule, 12, 1, FALSE, 0, NULL },
  { N_ ("Program"), get_programs, 10, 0, FALSE, 2, NULL },
  { N_ ("Persons"), get_persons, 18, 2, FALSE, 0, NULL },
  { N_ ("What It Is"), get_message, 18, 4, FALSE, 0, NULL },
  { N_ ("Decision"), get_decision, 8, 0, FALSE, 1, NULL },
};
const guint sn_finding_n_columns = G_N_ELEMENTS (sn_finding_columns);

/* ── The rows around them ───────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_link (gpointer row)
{
  static const char *const links[] = {
    [SN_FINDING_LINE_NAMED] = N_ ("This finding"),
    [SN_FINDING_LINE_PERSON] = N_ ("Same person"),
    [SN_FINDING_LINE_HOUSEHOLD] = N_ ("Same household"),
  };

  return g_strdup (_ (links[((SnFindingLine *) row)->link]));
}

static char *
get_name (gpointer row)
{
  return g_strdup (((SnFindingLine *) row)->name);
}

static char *
get_document (gpointer row)
{
  return sn_document_number_mask (((SnFindingLine *) row)->document_number);
}

static char *
get_town (gpointer row)
{
  return g_strdup (((SnFindingLine *) row)->town);
}

static char *
get_department (gpointer row)
{
  return g_strdup (((SnFindingLine *) row)->department);
}

static char *
get_line_program (gpointer row)
{
  return g_strdup_printf ("%s %s", ((SnFindingLine *) row)->program, ((SnFindingLine *) row)->program_title);
}

static char *
get_rate (gpointer row)
{
  const SnFindingLine *line = row;

  if (!line->per_household)
    return g_strdup (line->rate_label);
  /* TRANSLATORS: what a benefit is called; it goes to the household */
  return g_strdup_printf (_ ("%s (household)"), line->rate_label);
}

static char *
get_amount (gpointer row)
{
  return sn_money_format (((SnFindingLine *) row)->amount_fen);
}

/* Where it was paid, or tried to be, that says more than that it was approved. */
static char *
get_state (gpointer row)
{
  const SnFindingLine *line = row;

  return g_strdup (sn_words_for_state (*line->payment_state != '\0' ? line->payment_state : line->state));
}

static char *
get_reason (gpointer row)
{
  return g_strdup (((SnFindingLine *) row)->reason);
}

static const char *
style_state (gpointer row)
{
  const SnFindingLine *line = row;

  return sn_words_style_for_state (*line->payment_state != '\0' ? line->payment_state : line->state);
}

/* The lines that the finding is about stand out from those around them. */
static const char *
style_link (gpointer row)
{
  return ((SnFindingLine *) row)->link == SN_FINDING_LINE_NAMED ? "sn-strong" : NULL;
}

const SnColumn sn_finding_line_columns[] = {
  { N_ ("Beside It Because"), get_link, 10, 0, FALSE, 0, style_link },
  { N_ ("Full name"), get_name, 8, 0, FALSE, 0, style_link },
  { N_ ("Town"), get_town, 11, 0, FALSE, 2, NULL },
  { N_ ("Department"), get_department, 12, 1, FALSE, 5, NULL },
  { N_ ("Program"), get_line_program, 14, 4, FALSE, 0, NULL },
  { N_ ("Amount"), get_amount, 10, 0, TRUE, 0, NULL },
  { N_ ("State"), get_state, 7, 0, FALSE, 0, style_state },
  { N_ ("Rate"), get_rate, 12, 2, FALSE, 3, NULL },
  { N_ ("Document number"), get_document, 20, 0, FALSE, 4, NULL },
  { N_ ("Reason"), get_reason, 8, 2, FALSE, 1, NULL },
};
const guint sn_finding_line_n_columns = G_N_ELEMENTS (sn_finding_line_columns);
