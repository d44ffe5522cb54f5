/* sn-admission-standing.c: what a row of a roster means for the lines that stand already.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── In words ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
name_rate (const AdmissionWork *work, gint64 rate_id)
{
  for (guint i = 0; i < work->program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (work->program->rates, i);

      if (rate->id == rate_id)
        return rate->label;
    }
  return "";
}

/* "1,200.00 yuan in 盈浦街道" */
static char *
describe_amount (AdmissionWork *work, gint64 amount_fen, gint64 town_id)
{
  g_autofree char *amount = sn_money_format (amount_fen);

  if (town_id == 0)
    return g_strdup_printf (_("%s yuan"), amount);
  return g_strdup_printf (_("%s yuan in %s"), amount, sn_divisions_get_name (work->divisions, town_id));
}

const char *
sn_admission_describe_obstacle (AdmissionObstacle obstacle)
{
  static const char *const sentences[] = {
    [ADMISSION_CAN_CHANGE] = NULL,
    [ADMISSION_IS_SUBMITTED] = N_ ("The line is submitted: return the roster first."),
    [ADMISSION_IS_APPROVED] = N_ ("The line is approved: hold and release it first; it is then approved anew."),
    [ADMISSION_IS_HELD] = N_ ("The line is held: release it first."),
    [ADMISSION_IS_NAMED] = N_ ("The line stands for another member of the household, whom this file names too."),
    [ADMISSION_IS_CLAIMED] = N_ ("An earlier row of this file says another amount for the same line."),
    [ADMISSION_IS_NOTHING] = N_ ("The amount must be above zero."),
  };

  g_return_val_if_fail ((guint) obstacle < G_N_ELEMENTS (sentences), NULL);
  return sentences[obstacle] != NULL ? _(sentences[obstacle]) : NULL;
}

/* ── Which line ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The lines of the recipient under the rate: the household's under a rate for households, else the person's. */
static AdmissionLine *
next_line (AdmissionWork *work, const AdmissionRow *row, guint *number)
{
  while (*number > 0)
    {
      AdmissionLine *line = &g_array_index (work->lines, AdmissionLine, *number - 1);

      *number = row->rate->per_household ? line->next_of_household : line->next_of_person;
      if (line->rate_id == row->rate->id)
        return line;
    }
  return NULL;
}

/* A row that names no town says nothing against the line's. */
static gboolean
says_the_same (const AdmissionRow *row, const AdmissionLine *line)
{
  return line->amount_fen == row->amount_fen && (row->town_id == 0 || line->town_id == row->town_id);
}

static AdmissionObstacle
find_obstacle (AdmissionWork *work, const AdmissionRow *row, const AdmissionLine *line)
{
  static const struct
  {
    const char       *state;
    AdmissionObstacle obstacle;
  } obstacles[] = { { "submitted", ADMISSION_IS_SUBMITTED }, { "approved", ADMISSION_IS_APPROVED }, { "held", ADMISSION_IS_HELD } };

  for (gsize i = 0; i < G_N_ELEMENTS (obstacles); i++)
    if (g_strcmp0 (line->state, obstacles[i].state) == 0)
      return obstacles[i].obstacle;
  if (line->is_claimed)
    return ADMISSION_IS_CLAIMED;
  if (line->person_id != row->person->id && sn_admission_find_person (work, line->person_id) != NULL)
    return ADMISSION_IS_NAMED;
  return row->amount_fen > 0 ? ADMISSION_CAN_CHANGE : ADMISSION_IS_NOTHING;
}

/* How well a line answers to a row that says otherwise: one that stands before one that this roster lists, the person's own before one of another
 * member, one that can be changed before others. */
static guint
weigh_line (AdmissionWork *work, const AdmissionRow *row, const AdmissionLine *line)
{
  return (line->id != 0 ? 4u : 0u) + (line->person_id == row->person->id ? 2u : 0u) +
         (line->id != 0 && find_obstacle (work, row, line) == ADMISSION_CAN_CHANGE ? 1u : 0u);
}

/* (nullable): the line that stands for the recipient under the rate. A household that is listed for another member is listed, too: leaving the row
 * out without a word would hide what a reviewer has to see. @is_same: it is exactly this line */
static AdmissionLine *
find_line (AdmissionWork *work, const AdmissionRow *row, gboolean *is_same)
{
  guint number = row->rate->per_household ? row->person->household->first_line : row->person->first_line;
  AdmissionLine *best = NULL;
  AdmissionLine *line;

  while ((line = next_line (work, row, &number)) != NULL)
    {
      *is_same = line->person_id == row->person->id && says_the_same (row, line);
      if (*is_same)
        return line;
      /* The earliest of several: they come the latest first. */
      if (best == NULL || weigh_line (work, row, line) >= weigh_line (work, row, best))
        best = line;
    }
  *is_same = FALSE;
  return best;
}

static const AdmissionLine *
find_other_rate (AdmissionWork *work, const AdmissionRow *row)
{
  const AdmissionLine *line;

  for (guint i = row->person->first_line; i > 0; i = line->next_of_person)
    {
      line = &g_array_index (work->lines, AdmissionLine, i - 1);
      if (line->person_id == row->person->id && line->rate_id != row->rate->id)
        return line;
    }
  return NULL;
}

/* ── What is said of it ─────────────────────────────────────────────────────────────────────────────────────────── */

static char *
say_listed_twice (const AdmissionRow *verdict, const char *standing)
{
  return g_strdup_printf (verdict->rate->per_household
                            ? _("This household stands under “%s” already, with %s; it was listed once more. Withdraw one"
                                " of the lines or say why both are right.")
                            : _("This person stands under “%s” already, with %s; the line was listed once more. Withdraw one"
                                " of them or say why both are right."),
                          verdict->rate->label, standing);
}

static char *
say_changed (const AdmissionRow *verdict, const char *standing, const char *said)
{
  return g_strdup_printf (verdict->rate->per_household
                            ? _("This household stands under “%s” already, with %s; that line gets what this row says: %s.")
                            : _("This person stands under “%s” already, with %s; that line gets what this row says: %s."),
                          verdict->rate->label, standing, said);
}

static char *
say_left (const AdmissionWork *work, const AdmissionRow *verdict, const char *standing, const char *said)
{
  const char *obstacle = sn_admission_describe_obstacle (verdict->obstacle);
  const char *advice = verdict->changes == 0 ? _("It stands for another member; withdraw that line first if it shall be listed for this one.")
                       : obstacle != NULL ? obstacle
                       : work->admission->file_name == NULL ? _("Change that line where the amount has become another one.")
                       : _("Say that the lines that are changed get this file's amount where that is the right one.");

  return g_strdup_printf (verdict->rate->per_household
                            ? _("This household stands under “%s” already, with %s, and is left so; this row says %s. %s")
                            : _("This person stands under “%s” already, with %s, and is left so; this row says %s. %s"),
                          verdict->rate->label, standing, said, advice);
}

static void
warn_of_other_rate (AdmissionWork *work, const AdmissionRow *verdict, const SnRosterRow *row)
{
  const AdmissionLine *other_rate = find_other_rate (work, verdict);
  g_autofree char *standing = NULL;

  if (other_rate == NULL)
    return;
  standing = describe_amount (work, other_rate->amount_fen, other_rate->town_id);
  sn_admission_add_fault (work, row, "name", SN_FAULT_WARNING, "person_in_program", standing,
             g_strdup_printf (_("This person stands in %s already, under “%s” with %s. Check whether one excludes the other."),
                              work->program->code, name_rate (work, other_rate->rate_id), standing));
}

/* ── What becomes of the row ────────────────────────────────────────────────────────────────────────────────────── */

/* Of a line that can be changed it is also known what is said where the officer decides the other way. */
static void
say_otherwise (AdmissionWork *work, const AdmissionRow *verdict, const char *standing, const char *said)
{
  SnFault *fault = g_ptr_array_index (work->admission->faults, work->admission->faults->len - 1);

  if (verdict->changes != 0 && verdict->obstacle == ADMISSION_CAN_CHANGE)
    fault->otherwise = verdict->verdict == ADMISSION_CHANGED ? say_left (work, verdict, standing, said) : say_changed (verdict, standing, said);
}

/* @line: stands with another amount, in another town or for another member of the household. It is never listed a second time. */
static void
settle_otherwise (AdmissionWork *work, AdmissionRow *verdict, AdmissionLine *line)
{
  verdict->verdict = ADMISSION_SKIPPED;
  if (says_the_same (verdict, line))
    return;
  verdict->changes = line->id;
  verdict->obstacle = find_obstacle (work, verdict, line);
  if (verdict->obstacle != ADMISSION_CAN_CHANGE)
    return;
  line->is_claimed = TRUE;
  if (work->admission->take_changed_reason == NULL)
    return;
  verdict->verdict = ADMISSION_CHANGED;
  work->changed_before_fen += line->amount_fen;
  line->amount_fen = verdict->amount_fen;
  line->town_id = verdict->town_id != 0 ? verdict->town_id : line->town_id;
}

void
sn_admission_settle_standing (AdmissionWork *work, AdmissionRow *verdict, const SnRosterRow *row)
{
  gboolean is_same;
  AdmissionLine *line = find_line (work, verdict, &is_same);
  g_autofree char *standing = line != NULL ? describe_amount (work, line->amount_fen, line->town_id) : NULL;
  g_autofree char *said = NULL;
  char *message;

  verdict->verdict = is_same ? ADMISSION_SKIPPED : ADMISSION_LISTED;
  if (is_same)
    return;
  if (line != NULL)
    {
      said = describe_amount (work, verdict->amount_fen, verdict->town_id);
      if (line->id != 0)
        settle_otherwise (work, verdict, line);
      message = verdict->verdict == ADMISSION_LISTED    ? say_listed_twice (verdict, standing)
                : verdict->verdict == ADMISSION_CHANGED ? say_changed (verdict, standing, said)
                                                        : say_left (work, verdict, standing, said);
      sn_admission_add_fault (work, row, "amount", SN_FAULT_WARNING, "listed_already", standing, message);
      say_otherwise (work, verdict, standing, said);
    }
  warn_of_other_rate (work, verdict, row);
}
