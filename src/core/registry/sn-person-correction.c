/* sn-person-correction.c: setting a person's data right by hand, noting who died or moved, and looking at a number in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person.h"

#include "sn-date.h"
#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @take_text takes the place of @field; whether they differed. */
static gboolean
replace (char **field, char *take_text)
{
  gboolean differs = g_strcmp0 (*field, take_text) != 0;

  g_free (*field);
  *field = take_text;
  return differs;
}

static gboolean
correct_name (SnPerson *person, const char *name, gboolean *changed, GError **error)
{
  g_autofree char *normal = NULL;

  if (name == NULL)
    return TRUE;
  normal = sn_name_normalise (name, NULL);
  if (*normal == '\0')
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("The name is missing. Enter the name as on the identity document."));
      return FALSE;
    }
  *changed |= replace (&person->name, g_steal_pointer (&normal));
  return TRUE;
}

static gboolean
correct_account_number (SnPerson *person, const char *account_number, gboolean *changed, GError **error)
{
  g_autofree char *clean = NULL;

  if (account_number == NULL)
    return TRUE;
  clean = sn_text_squeeze (account_number);
  if (*clean != '\0')
    {
      g_autofree char *normal = sn_account_number_normalise (clean, NULL, NULL);

      if (normal == NULL)
        {
          g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                               _ ("This is not a bank account: it takes 10 to 32 digits. Compare it with the card or the passbook."));
          return FALSE;
        }
      g_free (clean);
      clean = g_steal_pointer (&normal);
    }
  *changed |= replace (&person->account_number, g_steal_pointer (&clean));
  return TRUE;
}

static void
correct_text (char **field, const char *text, gboolean *changed)
{
  if (text != NULL)
    *changed |= replace (field, sn_text_clean (text));
}

static void
describe (SnTransaction *transaction, const char *action, gint64 person_id)
{
  g_autofree char *argument = g_strdup_printf ("%" G_GINT64_FORMAT, person_id);

  sn_transaction_describe (transaction, action, argument, NULL);
}

gboolean
sn_person_correct (SnTransaction *transaction, gint64 person_id, const SnPersonCorrection *correction, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (sn_transaction_get_connection (transaction), person_id, error);
  gboolean changed = FALSE;

  if (person == NULL || !correct_name (person, correction->name, &changed, error) ||
      !correct_account_number (person, correction->account_number, &changed, error))
    return FALSE;
  correct_text (&person->phone, correction->phone, &changed);
  correct_text (&person->address, correction->address, &changed);
  correct_text (&person->bank_name, correction->bank_name, &changed);
  correct_text (&person->account_holder, correction->account_holder, &changed);
  if (!changed)
    return TRUE;
  describe (transaction, "person-correct", person_id);
  return sn_person_update (transaction, person, error);
}

/* ── Died, moved, here ──────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *word;
  const char *action;
  const char *sql; /* ?1: the person; ?2: the day */
} marks[] = {
  [SN_PERSON_DIED] = { "died", "person-died", "UPDATE person SET died_on = ?2 WHERE id = ?1" },
  [SN_PERSON_MOVED] = { "moved", "person-moved", "UPDATE person SET moved_on = ?2 WHERE id = ?1" },
  [SN_PERSON_HERE] = { "here", "person-here", "UPDATE person SET died_on = ?2, moved_on = ?2 WHERE id = ?1" },
};

gboolean
sn_person_mark_from_string (const char *text, SnPersonMark *mark)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_strcmp0 (text, marks[i].word) != 0)
        continue;
      *mark = (SnPersonMark) i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_day (const SnPerson *person, SnPersonMark mark, const char *date, const char *today, GError **error)
{
  GDate day;

  if (mark == SN_PERSON_HERE)
    {
      if (date == NULL)
        return TRUE;
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("That somebody is here has no day: leave it out."));
      return FALSE;
    }
  if (date != NULL && !sn_date_from_iso (date, &day))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not a day. Write it as 2025-01-31."), date);
  else if (date != NULL && strcmp (date, today) > 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s is still to come. Note it when it has happened."), date);
  else if (date != NULL && strcmp (date, person->birth_date) < 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s is before the person was born, on %s. Compare both days."), date,
                 person->birth_date);
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_marked (const SnPerson *person, SnPersonMark mark, const char *day)
{
  switch (mark)
    {
    case SN_PERSON_DIED:
      return strcmp (person->died_on, day) == 0;
    case SN_PERSON_MOVED:
      return strcmp (person->moved_on, day) == 0;
    case SN_PERSON_HERE:
    default:
      return *person->died_on == '\0' && *person->moved_on == '\0';
    }
}

gboolean
sn_person_mark (SnTransaction *transaction, gint64 person_id, SnPersonMark mark, const char *date, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  const char *day = date != NULL ? date : sn_transaction_get_today (transaction);

  if (person == NULL || !check_day (person, mark, date, sn_transaction_get_today (transaction), error))
    return FALSE;
  if (is_marked (person, mark, day))
    return TRUE;
  describe (transaction, marks[mark].action, person_id);
  return sn_connection_run (connection, error, marks[mark].sql, SN_INT (person_id), SN_TEXT (mark == SN_PERSON_HERE ? NULL : day));
}

gboolean
sn_person_reveal (SnTransaction *transaction, gint64 person_id, char **document_number, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (sn_transaction_get_connection (transaction), person_id, error);

  if (person == NULL)
    return FALSE;
  describe (transaction, "person-reveal", person_id);
  *document_number = g_steal_pointer (&person->document_number);
  return TRUE;
}
