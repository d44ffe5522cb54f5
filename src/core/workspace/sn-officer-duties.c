/* sn-officer-duties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officer-duties.h"

#include "sn-transaction-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of SN_STEP_SETS_RULES: the first officer, whatever he was named for. */
#define FIRST_BIT (1 << 3)

static const struct
{
  SnDuty      duty;
  const char *word;
  const char *name;
} duties[] = {
  { SN_DUTY_PREPARE, "prepare", NC_ ("duty", "prepare") },
  { SN_DUTY_REVIEW, "review", NC_ ("duty", "review") },
  { SN_DUTY_APPROVE, "approve", NC_ ("duty", "approve") },
};

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) */
static char *
join (SnDuty of, const char *between, const char *nothing, gboolean translated)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    if ((of & duties[i].duty) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? between : "",
                              translated ? g_dpgettext2 (GETTEXT_PACKAGE, "duty", duties[i].name) : duties[i].word);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (nothing);
}

char *
sn_duty_to_words (SnDuty of)
{
  return join (of, ",", "none", FALSE);
}

char *
sn_duty_describe (SnDuty of)
{
  return join (of, _ (", "), C_ ("duty", "nothing yet"), TRUE);
}

gboolean
sn_duty_from_words (const char *words, SnDuty *of)
{
  g_auto (GStrv) parts = g_strsplit (words, ",", -1);

  *of = SN_DUTY_NONE;
  if (strcmp (words, "none") == 0)
    return TRUE;
  for (char **part = parts; *part != NULL; part++)
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (duties) && strcmp (g_strstrip (*part), duties[i].word) != 0)
        i++;
      if (i == G_N_ELEMENTS (duties))
        return FALSE;
      *of |= duties[i].duty;
    }
  return *of != SN_DUTY_NONE;
}

/* ── Asking ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_officer_get_duties_limited (SnConnection *connection, gboolean *limited, GError **error)
{
  gint64 value = 0;

  if (!sn_connection_get_int64 (connection, &value, error, "SELECT duties_limited FROM workspace"))
    return FALSE;
  *limited = value != 0;
  return TRUE;
}

/* What is missing, for each kind of step */
static const struct
{
  SnDutyStep  step;
  const char *missing;
} refusals[] = {
  { SN_STEP_PREPARES, N_ ("You have not been named to prepare.") },
  { SN_STEP_APPROVES, N_ ("You have been named neither to review nor to approve.") },
  { SN_STEP_APPROVES_LAST, N_ ("You have not been named to approve.") },
  { SN_STEP_DECIDES, N_ ("You have not been named for any duty.") },
  { SN_STEP_SETS_RULES, N_ ("Programs, rates and rules are changed by those who approve, and you have not been named for that.") },
};

/* (transfer full): so many are named; a long list helps nobody */
#define MOST_NAMES 4

static char *
list_names (GPtrArray *officers, int any_of)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint count = 0;

  for (guint i = 0; i < officers->len; i++)
    {
      const SnOfficer *officer = g_ptr_array_index (officers, i);

      if (((officer->duties | (officer->is_first ? FIRST_BIT : 0)) & any_of) == 0)
        continue;
      if (count < MOST_NAMES)
        g_string_append_printf (names, "%s%s", count > 0 ? _ (", ") : "", officer->name);
      else if (count == MOST_NAMES)
        g_string_append (names, _ (", …"));
      count++;
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
refuse_step (SnConnection *connection, SnDutyStep step, GError **error)
{
  g_autoptr (GPtrArray) officers = sn_officer_list (connection, error);
  g_autofree char *names = officers != NULL ? list_names (officers, (int) step) : NULL;
  const SnOfficer *first;
  gsize i = 0;

  if (officers == NULL)
    return FALSE;
  while (refusals[i].step != step)
    i++;
  first = g_ptr_array_index (officers, 0);
  if (*names == '\0')
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 /* TRANSLATORS: 1: the sentence that says which duty is missing; 2: the name of the first officer */
                 _ ("%1$s Nobody has been yet. Officers are named by %2$s, who made this workspace."), _ (refusals[i].missing), first->name);
  else
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 /* TRANSLATORS: 1: the sentence that says which duty is missing; 2: names; 3: the name of the first officer */
                 _ ("%1$s This is done by: %2$s. Officers are named by %3$s, who made this workspace."), _ (refusals[i].missing), names,
                 first->name);
  return FALSE;
}

/* ?1: who; ?2: any of these bits */
static const char may_sql[] =
  "SELECT CASE WHEN duties_limited = 0 THEN 1"
  " ELSE (SELECT (may_prepare + 2 * may_review + 4 * may_approve) & ?2 FROM officer WHERE id = ?1)"
  "      OR ((?2 & 8) AND ?1 = " SN_FIRST_OFFICER_SQL ") END FROM workspace";

static gboolean
check_duty (SnConnection *connection, gint64 officer_id, SnDutyStep step, GError **error)
{
  gint64 may = 0;

  if (!sn_connection_get_int64 (connection, &may, error, may_sql, SN_INT (officer_id), SN_INT (step)))
    return FALSE;
  return may != 0 || refuse_step (connection, step, error);
}

gboolean
sn_officer_check_duty (SnTransaction *transaction, SnDutyStep step, GError **error)
{
  return check_duty (sn_transaction_get_connection (transaction), sn_transaction_get_officer (transaction), step, error);
}

gboolean
sn_officer_check_duty_ahead (SnConnection *connection, SnDutyStep step, GError **error)
{
  gint64 officer_id = sn_connection_get_officer (connection);

  if (officer_id == 0 && !sn_connection_get_int64 (connection, &officer_id, error, "SELECT " SN_FIRST_OFFICER_SQL))
    return FALSE;
  return check_duty (connection, officer_id, step, error);
}

/* ── Naming ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first officer gave a duty to himself: who could. */
static void
refuse_oneself (GPtrArray *officers, const SnOfficer *acting, GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < officers->len; i++)
    if (((const SnOfficer *) g_ptr_array_index (officers, i))->id != acting->id)
      g_ptr_array_add (others, g_ptr_array_index (officers, i));
  names = list_names (others, SN_DUTY_APPROVE);
  if (*names == '\0')
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("Nobody names themselves. Name somebody else to approve; they can then name you."));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("Nobody names themselves. Somebody who approves must name you: %s."), names);
}

gboolean
sn_officer_check_naming_of (GPtrArray *officers, const SnOfficer *acting, const SnOfficer *named, GError **error)
{
  const SnOfficer *first = g_ptr_array_index (officers, 0);

  if (acting != NULL && named != NULL && named->is_first && acting->is_first)
    refuse_oneself (officers, acting, error);
  else if (acting != NULL && named != NULL && named->is_first && (acting->duties & SN_DUTY_APPROVE) == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("%s, who made this workspace, is named by those who approve, and you are not one of them."),
                 first->name);
  else if (acting == NULL || (!acting->is_first && (named == NULL || !named->is_first)))
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("Who does what, and who sees numbers in full, is set by %s, who made this workspace. Ask them."),
                 first->name);
  else
    return TRUE;
  return FALSE;
}

gboolean
sn_officer_check_naming (SnTransaction *transaction, gint64 officer_id, GError **error)
{
  g_autoptr (GPtrArray) officers = sn_officer_list (sn_transaction_get_connection (transaction), error);

  return officers != NULL && sn_officer_check_naming_of (officers, sn_officer_find_by_id (officers, sn_transaction_get_officer (transaction)),
                                                         officer_id != 0 ? sn_officer_find_by_id (officers, officer_id) : NULL, error);
}

gboolean
sn_officer_sign_naming (SnTransaction *transaction, gboolean begins, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error, "UPDATE writer SET acting_id = ?1",
                            SN_INT_OR_NULL (begins ? sn_transaction_get_officer (transaction) : 0));
}

gboolean
sn_officer_set_duties (SnTransaction *transaction, gint64 officer_id, SnDuty of, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnOfficer) officer = sn_officer_lookup (connection, officer_id, error);
  g_autofree char *words = sn_duty_to_words (of);
  gboolean gives, takes;

  g_return_val_if_fail ((of & ~SN_DUTY_ALL) == 0, FALSE);

  if (officer == NULL)
    return FALSE;
  gives = (of & ~officer->duties) != 0;
  takes = (officer->duties & ~of) != 0;
  /* To take is for the first officer alone, also from himself. */
  if ((gives && !sn_officer_check_naming (transaction, officer_id, error)) || (takes && !sn_officer_check_naming (transaction, 0, error)))
    return FALSE;
  if (!gives && !takes)
    return TRUE;
  sn_transaction_describe (transaction, "officer-duties", officer->name, words, NULL);
  return sn_officer_sign_naming (transaction, TRUE, error) &&
         sn_connection_run (connection, error, "UPDATE officer SET may_prepare = ?2, may_review = ?3, may_approve = ?4 WHERE id = ?1",
                            SN_INT (officer_id), SN_INT ((of & SN_DUTY_PREPARE) != 0), SN_INT ((of & SN_DUTY_REVIEW) != 0),
                            SN_INT ((of & SN_DUTY_APPROVE) != 0)) &&
         sn_officer_sign_naming (transaction, FALSE, error);
}

gboolean
sn_officer_set_duties_limited (SnTransaction *transaction, gboolean limited, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean stored = FALSE;

  if (!sn_officer_check_naming (transaction, 0, error) || !sn_officer_get_duties_limited (connection, &stored, error))
    return FALSE;
  if (stored == limited)
    return TRUE;
  sn_transaction_describe (transaction, limited ? "duties-limit" : "duties-open", NULL);
  return sn_officer_sign_naming (transaction, TRUE, error) &&
         sn_connection_run (connection, error, "UPDATE workspace SET duties_limited = ?1", SN_INT (limited)) &&
         sn_officer_sign_naming (transaction, FALSE, error);
}
