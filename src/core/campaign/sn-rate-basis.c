/* sn-rate-basis.c: what the amount of a rate follows from, and what is then due to one recipient.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-basis.h"

#include "sn-text.h"

#include <stdlib.h>
#include <string.h>

const char *
sn_rate_basis_kind_to_string (SnRateBasisKind kind)
{
  static const char *const words[SN_N_RATE_BASES] = { "", "score", "members", "town" };

  g_return_val_if_fail (kind < SN_N_RATE_BASES, "");
  return words[kind];
}

/* ── The basis ──────────────────────────────────────────────────────────────────────────────────────────────────── */

SnRateBasis *
sn_rate_basis_new (SnRateBasisKind kind, const char *source)
{
  SnRateBasis *basis = g_new0 (SnRateBasis, 1);

  basis->kind = kind;
  /* One name in the rate and at the scores, whatever blanks were typed. */
  basis->source = source != NULL ? sn_text_clean (source) : g_strdup ("");
  basis->members_covered = 1;
  basis->steps = g_array_new (FALSE, FALSE, sizeof (SnRateStep));
  return basis;
}

/* Tiers are kept from the lowest up; towns as they come. */
void
sn_rate_basis_add_step (SnRateBasis *basis, gint64 key, gint64 amount_fen, const char *name)
{
  const SnRateStep step = { key, amount_fen, g_intern_string (name != NULL ? name : "") };
  guint place = basis->steps->len;

  while (basis->kind == SN_RATE_BASIS_SCORE && place > 0 && g_array_index (basis->steps, SnRateStep, place - 1).key > key)
    place--;
  g_array_insert_val (basis->steps, place, step);
}

SnRateBasis *
sn_rate_basis_copy (const SnRateBasis *basis)
{
  SnRateBasis *copy;

  if (basis == NULL)
    return NULL;
  copy = sn_rate_basis_new (basis->kind, basis->source);
  copy->member_fen = basis->member_fen;
  copy->members_covered = basis->members_covered;
  g_array_append_vals (copy->steps, basis->steps->data, basis->steps->len);
  return copy;
}

void
sn_rate_basis_free (SnRateBasis *basis)
{
  if (basis == NULL)
    return;
  g_free (basis->source);
  g_array_unref (basis->steps);
  g_free (basis);
}

const SnRateStep *
sn_rate_basis_find_step (const SnRateBasis *basis, gint64 key)
{
  for (guint i = 0; i < basis->steps->len; i++)
    if (g_array_index (basis->steps, SnRateStep, i).key == key)
      return &g_array_index (basis->steps, SnRateStep, i);
  return NULL;
}

static gboolean
steps_are_equal (const SnRateBasis *basis, const SnRateBasis *other)
{
  if (basis->steps->len != other->steps->len)
    return FALSE;
  for (guint i = 0; i < basis->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (basis->steps, SnRateStep, i);
      const SnRateStep *same = sn_rate_basis_find_step (other, step->key);

      if (same == NULL || same->amount_fen != step->amount_fen)
        return FALSE;
    }
  return TRUE;
}

gboolean
sn_rate_basis_is_equal (const SnRateBasis *basis, const SnRateBasis *other)
{
  SnRateBasisKind kind = basis != NULL ? basis->kind : SN_RATE_BASIS_NONE;

  if (kind != (other != NULL ? other->kind : SN_RATE_BASIS_NONE))
    return FALSE;
  return kind == SN_RATE_BASIS_NONE ||
         (strcmp (basis->source, other->source) == 0 && basis->member_fen == other->member_fen &&
          basis->members_covered == other->members_covered && steps_are_equal (basis, other));
}

/* ── What is due ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
set (SnRateDue *due, gint64 amount_fen)
{
  due->state = SN_RATE_DUE_SET;
  due->least_fen = due->most_fen = amount_fen;
}

static void
tell_by_score (const SnRateBasis *basis, SnRateDue *due)
{
  due->step = g_array_index (basis->steps, SnRateStep, 0).key;
  due->state = SN_RATE_DUE_NOTHING;
  due->least_fen = due->most_fen = 0;
  for (guint i = 0; i < basis->steps->len && g_array_index (basis->steps, SnRateStep, i).key <= due->fact; i++)
    {
      due->step = g_array_index (basis->steps, SnRateStep, i).key;
      set (due, g_array_index (basis->steps, SnRateStep, i).amount_fen);
    }
}

static void
tell_by_members (const SnRateBasis *basis, gint64 min_fen, gint64 max_fen, SnRateDue *due)
{
  gint64 further = MAX (due->fact - basis->members_covered, 0);

  due->step = basis->members_covered;
  due->each_fen = basis->member_fen;
  /* Divided, for the product of numbers that somebody typed may not fit. */
  due->is_capped = basis->member_fen > 0 && further > (max_fen - min_fen) / basis->member_fen;
  set (due, due->is_capped ? max_fen : min_fen + further * basis->member_fen);
}

static void
tell_by_town (const SnRateBasis *basis, SnRateDue *due)
{
  const SnRateStep *step = sn_rate_basis_find_step (basis, due->fact);

  if (step == NULL)
    return;
  due->name = step->name;
  set (due, step->amount_fen);
}

SnRateDue
sn_rate_basis_tell_due (const SnRateBasis *basis, gint64 min_fen, gint64 max_fen, const gint64 *fact)
{
  SnRateDue due = { .state = SN_RATE_DUE_OPEN, .least_fen = min_fen, .most_fen = max_fen, .name = "" };

  if (basis == NULL || basis->kind == SN_RATE_BASIS_NONE || (basis->kind != SN_RATE_BASIS_MEMBERS && basis->steps->len == 0))
    return due;
  due.basis = basis->kind;
  due.name = g_intern_string (basis->source);
  if (fact == NULL)
    {
      /* A case that no town is named for is decided like any other. */
      if (basis->kind != SN_RATE_BASIS_TOWN)
        {
          due.state = SN_RATE_DUE_UNKNOWN;
          due.least_fen = due.most_fen = 0;
        }
      return due;
    }
  due.fact = *fact;
  if (basis->kind == SN_RATE_BASIS_SCORE)
    tell_by_score (basis, &due);
  else if (basis->kind == SN_RATE_BASIS_MEMBERS)
    tell_by_members (basis, min_fen, max_fen, &due);
  else
    tell_by_town (basis, &due);
  return due;
}

/* ── As a text ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The name comes last, for it may hold anything. */
#define DUE_FORMAT "%d,%d,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%d,%s"
enum { STATE, BASIS, LEAST, MOST, FACT, STEP, EACH, CAPPED, NAME, N_PARTS };

char *
sn_rate_due_write (const SnRateDue *due)
{
  return g_strdup_printf (DUE_FORMAT, (int) due->state, (int) due->basis, due->least_fen, due->most_fen, due->fact, due->step, due->each_fen,
                          due->is_capped, due->name);
}

gboolean
sn_rate_due_read_text (const char *text, SnRateDue *due)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", N_PARTS);

  if (g_strv_length (parts) != N_PARTS)
    return FALSE;
  *due = (SnRateDue){
    .state = (SnRateDueState) atoi (parts[STATE]),
    .basis = (SnRateBasisKind) atoi (parts[BASIS]),
    .least_fen = g_ascii_strtoll (parts[LEAST], NULL, 10),
    .most_fen = g_ascii_strtoll (parts[MOST], NULL, 10),
    .fact = g_ascii_strtoll (parts[FACT], NULL, 10),
    .step = g_ascii_strtoll (parts[STEP], NULL, 10),
    .each_fen = g_ascii_strtoll (parts[EACH], NULL, 10),
    .is_capped = atoi (parts[CAPPED]) != 0,
    .name = g_intern_string (parts[NAME]),
  };
  return due->state <= SN_RATE_DUE_NOTHING && due->basis < SN_N_RATE_BASES;
}
