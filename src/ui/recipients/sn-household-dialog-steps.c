/* sn-household-dialog-steps.c: what is done with the members who are chosen, and with another household.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-dialog-private.h"

#include "sn-household-question.h"
#include "sn-person-chooser.h"

#include <glib/gi18n.h>

static SnSession *
get_session (SnHouseholdDialog *dialog)
{
  return sn_page_get_session (dialog->page);
}

/* ── Who is chosen ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_checked (SnHouseholdDialog *dialog, guint i)
{
  return gtk_check_button_get_active (g_ptr_array_index (dialog->checks, i));
}

/* (transfer container): SnPerson who are chosen, or who are not */
static GPtrArray *
list_members (SnHouseholdDialog *dialog, gboolean chosen)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; dialog->record != NULL && i < dialog->record->members->len; i++)
    if (is_checked (dialog, i) == chosen)
      g_ptr_array_add (list, g_ptr_array_index (dialog->record->members, i));
  return list;
}

void
sn_household_dialog_enable_buttons (SnHouseholdDialog *dialog)
{
  g_autoptr (GPtrArray) chosen = list_members (dialog, TRUE);
  guint n = dialog->record != NULL ? dialog->record->members->len : 0;
  gint64 only_id = chosen->len == 1 ? ((const SnPerson *) g_ptr_array_index (chosen, 0))->id : 0;

  gtk_widget_set_sensitive (dialog->split, chosen->len > 0 && chosen->len < n);
  gtk_widget_set_sensitive (dialog->move, only_id != 0);
  gtk_widget_set_sensitive (dialog->head, only_id != 0 && only_id != dialog->record->household->head_id);
  gtk_widget_set_sensitive (dialog->payee, only_id != 0 && only_id != dialog->record->household->payee_id);
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnHouseholdWork *
new_work (SnHouseholdDialog *dialog, SnHouseholdStep step)
{
  SnHouseholdWork *work = sn_household_work_new (step, dialog->record->household->id);
  g_autoptr (GPtrArray) chosen = list_members (dialog, TRUE);

  for (guint i = 0; i < chosen->len; i++)
    sn_household_work_add_person (work, ((const SnPerson *) g_ptr_array_index (chosen, i))->id);
  return work;
}

static gboolean
head_leaves (SnHouseholdDialog *dialog, SnHouseholdWork *work)
{
  return sn_household_work_has_person (work, dialog->record->household->head_id) && dialog->record->members->len > work->persons->len;
}

void
sn_household_dialog_split (SnHouseholdDialog *dialog)
{
  SnHouseholdWork *work = new_work (dialog, SN_HOUSEHOLD_SPLIT);
  gboolean asks_old = head_leaves (dialog, work);
  g_autoptr (GPtrArray) leaving = list_members (dialog, TRUE), staying = list_members (dialog, FALSE);
  SnHouseholdQuestion question = {
    .heading = _ ("Split the Household"),
    .body = asks_old ? _ ("Who is chosen moves into a household of its own; the benefits stay with the old one, which needs another head.")
                     : _ ("Who is chosen moves into a household of its own; number, certificate and benefits stay with the old one."),
    .response = _ ("_Split"),
    .head_title = asks_old ? _ ("Head of those who stay") : leaving->len > 1 ? _ ("Head of the new household") : NULL,
    .head_is_old = asks_old,
    .heads = asks_old ? staying : leaving,
    .relations_of = leaving->len > 1 ? leaving : NULL,
  };

  sn_household_question_present (dialog->window, get_session (dialog), &question, work);
}

void
sn_household_dialog_change_head (SnHouseholdDialog *dialog)
{
  SnHouseholdWork *work = new_work (dialog, SN_HOUSEHOLD_HEAD);
  g_autoptr (GPtrArray) chosen = list_members (dialog, TRUE), others = list_members (dialog, FALSE);
  g_autofree char *heading = g_strdup_printf (_ ("Make %s the Head"), ((const SnPerson *) g_ptr_array_index (chosen, 0))->name);
  SnHouseholdQuestion question = {
    .heading = heading,
    .body = _ ("How the others stand to the new head is asked anew. Lines that are only listed and named the old head name the new one."),
    .response = _ ("_Make Head"),
    .relations_of = others,
  };

  sn_household_question_present (dialog->window, get_session (dialog), &question, work);
}

void
sn_household_dialog_set_payee (SnHouseholdDialog *dialog)
{
  sn_household_work_start (new_work (dialog, SN_HOUSEHOLD_PAYEE), get_session (dialog));
}

/* ── With another household ─────────────────────────────────────────────────────────────────────────────────────── */

typedef enum { MOVE_OUT, TAKE_IN, MOVE_IN } Meeting;

typedef struct
{
  Meeting  meeting;
  gint64   person_id; /* who was chosen */
  gint64   household_id;
} Meet;

static gpointer
read_household (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Meet *meet = data;
  g_autoptr (SnPerson) person = sn_person_lookup (connection, meet->person_id, error);

  if (person == NULL)
    return NULL;
  meet->household_id = person->household_id;
  return meet;
}

static gboolean
run_read_household (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_household, data, error) != NULL;
}

static void
move_out (SnHouseholdDialog *dialog, gint64 household_id)
{
  SnHouseholdWork *work = new_work (dialog, SN_HOUSEHOLD_MOVE);
  gboolean asks_old = head_leaves (dialog, work);
  g_autoptr (GPtrArray) leaving = list_members (dialog, TRUE), staying = list_members (dialog, FALSE);
  SnHouseholdQuestion question = {
    .heading = _ ("Move to Another Household"),
    .body = asks_old ? _ ("The head leaves: the others need another one.") : _ ("What the household is due stays with it; what is due to the person goes along."),
    .response = _ ("_Move"),
    .head_title = asks_old ? _ ("Head of those who stay") : NULL,
    .head_is_old = TRUE,
    .heads = staying,
    .relations_of = leaving,
  };

  work->other_id = household_id;
  sn_household_question_present (dialog->window, get_session (dialog), &question, work);
}

static void
take_in (SnHouseholdDialog *dialog, gint64 household_id)
{
  SnHouseholdWork *work = sn_household_work_new (SN_HOUSEHOLD_MERGE, dialog->record->household->id);
  SnHouseholdQuestion question = {
    .heading = _ ("Take In the Other Household"),
    .body = _ ("All its members come into this household, with everything it is due. Head, payee and number stay those of this one."),
    .response = _ ("_Take In"),
  };

  work->other_id = household_id;
  sn_household_question_present (dialog->window, get_session (dialog), &question, work);
}

static void
move_in (SnHouseholdDialog *dialog, gint64 person_id)
{
  SnHouseholdWork *work = sn_household_work_new (SN_HOUSEHOLD_MOVE, dialog->record->household->id);

  sn_household_work_add_person (work, person_id);
  work->other_id = dialog->record->household->id;
  sn_household_work_start (work, get_session (dialog));
}

static void
finish_read_household (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnHouseholdDialog *dialog = g_object_get_data (G_OBJECT (owner), SN_HOUSEHOLD_DIALOG_KEY);
  const Meet *meet = data;

  if (error != NULL || dialog->record == NULL || meet->household_id == dialog->record->household->id)
    return;
  switch (meet->meeting)
    {
    case MOVE_OUT:
      move_out (dialog, meet->household_id);
      break;
    case TAKE_IN:
      take_in (dialog, meet->household_id);
      break;
    case MOVE_IN:
    default:
      move_in (dialog, meet->person_id);
    }
}

static void
meet (gpointer window, Meeting meeting, gint64 person_id)
{
  SnHouseholdDialog *dialog = g_object_get_data (G_OBJECT (window), SN_HOUSEHOLD_DIALOG_KEY);
  Meet *asked = g_new (Meet, 1);
  g_autoptr (SnJob) job = NULL;

  *asked = (Meet){ meeting, person_id, 0 };
  job = sn_session_run (get_session (dialog), NULL, run_read_household, asked, g_free, finish_read_household, G_OBJECT (window));
}

static void
take_mover (gint64 person_id, const char *name, gpointer window)
{
  meet (window, MOVE_OUT, person_id);
}

static void
take_other (gint64 person_id, const char *name, gpointer window)
{
  meet (window, TAKE_IN, person_id);
}

static void
take_member (gint64 person_id, const char *name, gpointer window)
{
  meet (window, MOVE_IN, person_id);
}

void
sn_household_dialog_move_out (SnHouseholdDialog *dialog)
{
  sn_person_chooser_present (dialog->window, get_session (dialog), _ ("Who Lives in the Household to Move To?"), take_mover, G_OBJECT (dialog->window));
}

void
sn_household_dialog_take_in (SnHouseholdDialog *dialog)
{
  sn_person_chooser_present (dialog->window, get_session (dialog), _ ("Who Lives in the Household to Take In?"), take_other, G_OBJECT (dialog->window));
}

void
sn_household_dialog_add_member (SnHouseholdDialog *dialog)
{
  sn_person_chooser_present (dialog->window, get_session (dialog), _ ("Who Moves Into This Household?"), take_member, G_OBJECT (dialog->window));
}
