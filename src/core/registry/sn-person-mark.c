/* sn-person-mark.c: noting who died, moved away, or is here after all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-edit-private.h"

#include "sn-date.h"
#include "sn-officer-duties.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

  if (person == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !check_day (person, mark, date, sn_transaction_get_today (transaction), error))
    return FALSE;
  if (is_marked (person, mark, day))
    return TRUE;
  sn_person_describe_change (transaction, marks[mark].action, person_id, NULL);
  return sn_connection_run (connection, error, marks[mark].sql, SN_INT (person_id), SN_TEXT (mark == SN_PERSON_HERE ? NULL : day));
}
