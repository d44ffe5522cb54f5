/* sn-rate-basis-words.c: amounts that follow, as people read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-basis.h"

#include "sn-money.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── What is due ────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
say_score (const SnRateDue *due)
{
  g_autofree char *score = sn_score_format (due->fact), *tier = sn_score_format (due->step), *amount = sn_money_format (due->least_fen);

  if (due->state == SN_RATE_DUE_UNKNOWN)
    return g_strdup_printf (_ ("no score of %s is known"), due->name);
  if (due->state == SN_RATE_DUE_NOTHING)
    /* Translators: whose count, a score, the lowest score that gives anything */
    return g_strdup_printf (_ ("%s: %s, which is below the lowest tier, from %s on: nothing is due"), due->name, score, tier);
  /* Translators: whose count, a score, from which score on the tier counts, yuan. 残联综合困难评分 86.50，达到 80 分档：2,000.00 元 */
  return g_strdup_printf (_ ("%s: %s, which reaches the tier from %s on: %s yuan"), due->name, score, tier, amount);
}

static char *
say_members (const SnRateDue *due)
{
  g_autofree char *amount = sn_money_format (due->least_fen), *each = sn_money_format (due->each_fen);
  int further = (int) MAX (due->fact - due->step, 0);

  if (due->state == SN_RATE_DUE_UNKNOWN)
    return g_strdup (_ ("the household is not known"));
  if (further == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d member of the household: %s yuan", "%d members of the household: %s yuan",
                                         (gulong) due->fact), (int) due->fact, amount);
  if (due->is_capped)
    /* Translators: members of a household, of them further ones, yuan for each of those, the largest amount of the rate in yuan */
    return g_strdup_printf (_ ("%d members of the household, %d of them at %s yuan more each, up to the largest amount: %s yuan"), (int) due->fact,
                            further, each, amount);
  /* Translators: members of a household, of them further ones, yuan for each of those, yuan altogether */
  return g_strdup_printf (_ ("%d members of the household, %d of them at %s yuan more each: %s yuan"), (int) due->fact, further, each, amount);
}

char *
sn_rate_due_say (const SnRateDue *due)
{
  g_autofree char *amount = NULL;

  if (due->basis == SN_RATE_BASIS_SCORE)
    return say_score (due);
  if (due->basis == SN_RATE_BASIS_MEMBERS)
    return say_members (due);
  if (due->basis == SN_RATE_BASIS_NONE)
    return g_strdup ("");
  if (due->state != SN_RATE_DUE_SET)
    return g_strdup (due->fact != 0 ? _ ("the town has set no amount") : _ ("the town is not known"));
  amount = sn_money_format (due->least_fen);
  /* Translators: a town, yuan */
  return g_strdup_printf (_ ("%s has set %s yuan"), due->name, amount);
}

/* ── The basis ──────────────────────────────────────────────────────────────────────────────────────────────────── */

char *
sn_rate_basis_say_short (const SnRateBasis *basis, const char *amount)
{
  g_autofree char *each = NULL;

  if (basis == NULL || basis->kind == SN_RATE_BASIS_NONE)
    return g_strdup (amount);
  if (basis->kind == SN_RATE_BASIS_TOWN)
    return g_strdup (_ ("set by each town"));
  if (basis->kind == SN_RATE_BASIS_SCORE)
    /* What is spent on treatment is no score. Translators: amounts of money: 1,000.00–2,000.00，按评分 */
    return g_strdup_printf (strstr (basis->source, "分") != NULL ? _ ("%s, by score") : _ ("%s, in tiers"), amount);
  each = sn_money_format (basis->member_fen);
  /* Translators: the least amount, and for each further member: 1,200.00，每增一人加 300.00 */
  return g_strdup_printf (_ ("%s, and %s for each further member"), amount, each);
}

static char *
say_steps (const SnRateBasis *basis)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < basis->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (basis->steps, SnRateStep, i);
      g_autofree char *amount = sn_money_format (step->amount_fen), *score = sn_score_format (step->key);

      g_string_append (words, i > 0 ? _ (", ") : "");
      if (basis->kind == SN_RATE_BASIS_TOWN)
        g_string_append_printf (words, "%s %s", step->name, amount);
      else
        /* Translators: a score, yuan */
        g_string_append_printf (words, _ ("from %s on %s"), score, amount);
    }
  return g_string_free (words, FALSE);
}

char *
sn_rate_basis_say (const SnRateBasis *basis)
{
  g_autofree char *steps = NULL, *each = NULL;

  if (basis == NULL || basis->kind == SN_RATE_BASIS_NONE)
    return g_strdup ("");
  steps = say_steps (basis);
  if (basis->kind == SN_RATE_BASIS_TOWN)
    return g_steal_pointer (&steps);
  if (basis->kind == SN_RATE_BASIS_SCORE)
    /* Translators: whose count, and the tiers */
    return g_strdup_printf (_ ("%s: %s"), basis->source, steps);
  each = sn_money_format (basis->member_fen);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s yuan more for each member beyond %d", "%s yuan more for each member beyond %d",
                                       (gulong) basis->members_covered), each, basis->members_covered);
}
