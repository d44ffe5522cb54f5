/* sn-payee-correction.c: setting right in the registry what made a payment fail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-disbursement-page-private.h"

#include "sn-form-dialog.h"
#include "sn-person.h"
#include "sn-resident-id.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64    person_id;
  SnPerson *person;  /* (nullable): as the registry has it */
  char     *reason;  /* why the payment failed */
  char     *name, *bank_name, *account_number, *account_holder, *phone; /* (nullable): the correction */
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
  g_free (correction->phone);
  g_free (correction);
}

static gboolean
correct_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Correction *correction = data;
  SnPersonCorrection corrected = {
    .name = correction->name,
    .phone = correction->phone,
    .bank_name = correction->bank_name,
    .account_number = correction->account_number,
    .account_holder = correction->account_holder,
  };

  return sn_person_correct (transaction, correction->person_id, &corrected, error);
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
  correction->phone = dup_unless_empty (values[4]);
  sn_page_run (SN_PAGE (owner), _ ("Correcting the person…"), run_correct, correction, free_correction, NULL);
}

static void
ask_correction (SnDisbursementPage *self, Correction *take_correction_data)
{
  const SnPerson *person = take_correction_data->person;
  g_autofree char *masked = *person->account_number != '\0' ? sn_account_number_mask (person->account_number) : g_strdup (_ ("none"));
  g_autofree char *account = g_strdup_printf (_ ("New account; now: %s"), masked);
  g_autofree char *body = g_strdup_printf (_ ("%s\nThe registry is corrected; what was paid or tried before stays as it is."),
                                           take_correction_data->reason);
  const SnFormField fields[] = {
    { _ ("Name"), person->name, TRUE },
    { account, NULL, FALSE },
    { _ ("Bank"), person->bank_name, FALSE },
    { _ ("Account holder; empty: the person"), person->account_holder, FALSE },
    { _ ("New phone; empty: as it is"), NULL, FALSE },
  };
  SnForm form = { _ ("Correct the Person"), body, _ ("_Correct"), FALSE, fields, G_N_ELEMENTS (fields) };

  sn_form_dialog_present (sn_disbursement_page_get_window (self), &form, take_correction, G_OBJECT (self), take_correction_data,
                          free_correction);
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
  ask_correction (SN_DISBURSEMENT_PAGE (owner), correction);
}

static void
handle_correct (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  g_autoptr (GPtrArray) selected = sn_disbursement_page_get_selected (self);
  const SnPaymentRow *row = selected->len > 0 ? g_ptr_array_index (selected, 0) : NULL;
  g_autoptr (SnJob) job = NULL;
  Correction *correction;

  if (row == NULL)
    return;
  correction = g_new0 (Correction, 1);
  correction->person_id = row->payment->person_id;
  correction->reason = *row->payment->failure_reason != '\0'
                         ? g_strdup_printf (_ ("The payment failed: %s."), row->payment->failure_reason)
                         : g_strdup ("");
  job = sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_person, correction, free_correction, finish_read_person,
                        G_OBJECT (self));
}

void
sn_payee_correction_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.correct", NULL, handle_correct);
}
