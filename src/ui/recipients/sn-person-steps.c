/* sn-person-steps.c: what is set right about a person, from whichever page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-steps.h"

#include "sn-date.h"
#include "sn-form-dialog.h"
#include "sn-person-edit.h"
#include "sn-possible-benefit.h"
#include "sn-resident-id.h"

#include <glib/gi18n.h>

static GtkWindow *
get_window (SnPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

/* ── Correcting ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64    person_id;
  SnPerson *person;  /* (nullable): as the registry has it */
  char     *reason;  /* (nullable) */
  char     *name, *bank_name, *account_number, *account_holder, *account_relation, *phone; /* (nullable): the correction */
} Correction;

static void
free_correction (gpointer data)
{
  Correction *correction = data;

  g_clear_pointer (&correction->person, sn_person_free);
  g_free (correction->reason);
  g_free (correction->name);
  g_free (correction->bank_name);
  g_free (correction->account_number);
  g_free (correction->account_holder);
  g_free (correction->account_relation);
  g_free (correction->phone);
  g_free (correction);
}

static gboolean
correct_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Correction *correction = data;
  SnPersonEdit edit = {
    .texts = {
      [SN_PERSON_FIELD_NAME] = correction->name,
      [SN_PERSON_FIELD_PHONE] = correction->phone,
      [SN_PERSON_FIELD_BANK_NAME] = correction->bank_name,
      [SN_PERSON_FIELD_ACCOUNT_NUMBER] = correction->account_number,
      [SN_PERSON_FIELD_ACCOUNT_HOLDER] = correction->account_holder,
      [SN_PERSON_FIELD_ACCOUNT_RELATION] = correction->account_relation,
    },
  };

  return sn_person_edit (transaction, correction->person_id, &edit, error);
}

static gboolean
run_correct (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, correct_person, data, error);
}

/* A protected number stands nowhere in full: an empty field leaves it as it is. */
static char *
dup_unless_empty (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

static void
take_correction (const char *const *values, gpointer owner, gpointer data)
{
  Correction *correction = g_new0 (Correction, 1);

  correction->person_id = ((Correction *) data)->person_id;
  correction->name = g_strdup (values[0]);
  correction->account_number = dup_unless_empty (values[1]);
  correction->bank_name = g_strdup (values[2]);
  correction->account_holder = g_strdup (values[3]);
  correction->account_relation = g_strdup (values[4]);
  correction->phone = dup_unless_empty (values[5]);
  sn_page_run (SN_PAGE (owner), _ ("Correcting the person…"), run_correct, correction, free_correction, NULL);
}

static void
ask_correction (SnPage *page, Correction *take_correction_data)
{
  const SnPerson *person = take_correction_data->person;
  g_autofree char *masked = *person->account_number != '\0' ? sn_account_number_mask (person->account_number) : g_strdup (_ ("none"));
  g_autofree char *account = g_strdup_printf (_ ("New account; now: %s"), masked);
  const char *consequence = _ ("The registry is corrected; what was paid or tried before stays as it is.");
  g_autofree char *body = take_correction_data->reason != NULL ? g_strdup_printf ("%s\n%s", take_correction_data->reason, consequence)
                                                               : g_strdup (consequence);
  const SnFormField fields[] = {
    { _ ("Name"), person->name, TRUE },
    { account, NULL, FALSE },
    { _ ("Bank"), person->bank_name, FALSE },
    { _ ("Account holder; empty: the person"), person->account_holder, FALSE },
    { _ ("How another holder stands to the person"), person->account_relation, FALSE },
    { _ ("New phone; empty: as it is"), NULL, FALSE },
  };
  SnForm form = { _ ("Correct the Person"), body, _ ("_Correct"), FALSE, fields, G_N_ELEMENTS (fields) };

  sn_form_dialog_present (get_window (page), &form, take_correction, G_OBJECT (page), take_correction_data, free_correction);
}

static gpointer
read_person (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_lookup (connection, ((Correction *) data)->person_id, error);
}

static gboolean
run_read_person (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Correction *correction = data;

  correction->person = sn_job_read (job, read_person, correction, error);
  return correction->person != NULL;
}

static void
finish_read_person (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Correction *read = data, *correction;

  if (error != NULL)
    return;
  correction = g_new0 (Correction, 1);
  correction->person_id = read->person_id;
  correction->person = g_steal_pointer (&read->person);
  correction->reason = g_steal_pointer (&read->reason);
  ask_correction (SN_PAGE (owner), correction);
}

void
sn_person_steps_correct (SnPage *page, gint64 person_id, const char *reason)
{
  Correction *correction = g_new0 (Correction, 1);
  g_autoptr (SnJob) job = NULL;

  correction->person_id = person_id;
  correction->reason = g_strdup (reason);
  /* Not sn_page_run(): a refresh of the page shall not take the question away. */
  job = sn_session_run (sn_page_get_session (page), NULL, run_read_person, correction, free_correction, finish_read_person, G_OBJECT (page));
}

/* ── Marking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64       person_id;
  SnPersonMark mark;
  char        *date; /* (nullable) */
} Marking;

static void
free_marking (gpointer data)
{
  g_free (((Marking *) data)->date);
  g_free (data);
}

static gboolean
mark_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Marking *marking = data;

  return sn_person_mark (transaction, marking->person_id, marking->mark, marking->date, error);
}

static gboolean
run_mark (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, mark_person, data, error);
}

static void
start_marking (SnPage *page, const Marking *asked, const char *date)
{
  Marking *marking = g_new (Marking, 1);

  *marking = (Marking){ asked->person_id, asked->mark, g_strdup (date) };
  sn_page_run (page, _ ("Noting it in the registry…"), run_mark, marking, free_marking, NULL);
}

static void
take_day (const char *const *values, gpointer owner, gpointer data)
{
  start_marking (SN_PAGE (owner), data, values[0]);
}

void
sn_person_steps_mark (SnPage *page, gint64 person_id, SnPersonMark mark)
{
  const char *headings[] = { [SN_PERSON_DIED] = _ ("Note a Death"), [SN_PERSON_MOVED] = _ ("Note a Move") };
  const char *bodies[] = {
    [SN_PERSON_DIED] = _ ("The person stays in the registry. Lines that are still planned become findings."),
    [SN_PERSON_MOVED] = _ ("Out of the district. The person stays in the registry; lines that are still planned become findings."),
  };
  Marking marking = { person_id, mark, NULL };
  char today[11];
  GDate day;

  if (mark == SN_PERSON_HERE)
    {
      start_marking (page, &marking, NULL);
      return;
    }
  sn_clock_today (&day);
  sn_date_to_iso (&day, today);
  sn_form_dialog_present (get_window (page),
                          &(SnForm){ headings[mark], bodies[mark], _ ("_Note"), FALSE,
                                     (const SnFormField[]){ { _ ("Day, as 2025-01-28"), today, TRUE } }, 1 },
                          take_day, G_OBJECT (page), g_memdup2 (&marking, sizeof marking), g_free);
}

/* ── Listing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64  person_id;
  char   *program_code;
} Listing;

static void
free_listing (gpointer data)
{
  g_free (((Listing *) data)->program_code);
  g_free (data);
}

static gboolean
list_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Listing *listing = data;

  return sn_possible_benefit_add (transaction, listing->person_id, listing->program_code, NULL, error);
}

static gboolean
run_list_person (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, list_person, data, error);
}

void
sn_person_steps_list (SnPage *page, gint64 person_id, const char *program_code)
{
  Listing *listing = g_new (Listing, 1);

  *listing = (Listing){ person_id, g_strdup (program_code) };
  sn_page_run (page, _ ("Listing the person…"), run_list_person, listing, free_listing, NULL);
}
