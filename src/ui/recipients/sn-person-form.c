/* sn-person-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-form-private.h"

#include "sn-identity-document.h"

#include <glib/gi18n.h>
#include <string.h>

enum { CHANGED, SUBMITTED, CANCELLED, PERSON_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnPersonForm, sn_person_form, ADW_TYPE_BIN)

/* ── What was typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_person_typed_free (SnPersonTyped *typed)
{
  if (typed == NULL)
    return;
  g_ptr_array_unref (typed->strings);
  g_free (typed);
}

static const char *
keep (SnPersonTyped *typed, const char *text)
{
  char *copy = g_strdup (text);

  if (copy != NULL)
    g_ptr_array_add (typed->strings, copy);
  return copy;
}

SnPersonTyped *
sn_person_form_dup_typed (SnPersonForm *self)
{
  SnPersonTyped *typed = g_new0 (SnPersonTyped, 1);
  SnPersonEdit *edit = &typed->newcomer.fields;

  typed->strings = g_ptr_array_new_with_free_func (g_free);
  typed->person_id = self->is_new ? 0 : self->person->id;
  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    edit->texts[i] = keep (typed, sn_person_row_get_changed (self->rows[i]));
  edit->town_id = sn_person_form_get_town (self);
  edit->village_id = sn_person_form_get_village (self);
  if (!self->is_new)
    return typed;
  typed->newcomer.document_text = keep (typed, sn_person_row_get_text (self->document));
  if (*sn_person_row_get_text (self->override_reason) != '\0')
    typed->newcomer.override_reason = keep (typed, sn_person_row_get_text (self->override_reason));
  return typed;
}

/* ── Judging ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The person as the form would have one, for what hangs together; its strings are the fields' and the person's. */
static SnPerson
draft (SnPersonForm *self)
{
  SnPerson person = *self->person;
  char **const places[SN_PERSON_N_FIELDS] = {
    [SN_PERSON_FIELD_NAME] = &person.name,
    [SN_PERSON_FIELD_SEX] = &person.sex,
    [SN_PERSON_FIELD_BIRTH_DATE] = &person.birth_date,
    [SN_PERSON_FIELD_BANK_NAME] = &person.bank_name,
    [SN_PERSON_FIELD_ACCOUNT_NUMBER] = &person.account_number,
    [SN_PERSON_FIELD_ACCOUNT_HOLDER] = &person.account_holder,
    [SN_PERSON_FIELD_ACCOUNT_RELATION] = &person.account_relation,
    [SN_PERSON_FIELD_DISABILITY_CERTIFICATE] = &person.disability_certificate,
    [SN_PERSON_FIELD_GUARDIAN_NAME] = &person.guardian_name,
    [SN_PERSON_FIELD_GUARDIAN_RELATION] = &person.guardian_relation,
    [SN_PERSON_FIELD_GUARDIAN_PHONE] = &person.guardian_phone,
  };

  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    {
      const char *text = places[i] != NULL ? sn_person_row_get_changed (self->rows[i]) : NULL;

      if (text != NULL)
        *places[i] = (char *) text;
    }
  return person;
}

/* (nullable) (transfer full): what is wrong with the field, which says so; what is as it was, or empty still, is not wrong yet */
static char *
judge_field (SnPersonForm *self, const SnPerson *person, SnPersonField field)
{
  const char *text = sn_person_row_get_changed (self->rows[field]);
  g_autofree char *normal = NULL, *fault = NULL, *doubt = NULL, *words = NULL;

  if (text == NULL)
    {
      sn_person_row_say (self->rows[field], SN_ROW_FINE, NULL);
      return NULL;
    }
  fault = sn_person_check_field (person, field, text, &normal);
  doubt = fault == NULL ? sn_person_doubt_field (person, field, text) : NULL;
  if (fault == NULL && doubt == NULL && strcmp (normal, text) != 0 && field != SN_PERSON_FIELD_DISABILITY_KIND &&
      field != SN_PERSON_FIELD_DISABILITY_LEVEL)
    words = g_strdup_printf (_ ("Will be written as %s"), normal);
  sn_person_row_say (self->rows[field], fault != NULL ? SN_ROW_FAULT : doubt != NULL ? SN_ROW_DOUBT : SN_ROW_FINE,
                     fault != NULL ? fault : doubt != NULL ? doubt : words);
  return g_steal_pointer (&fault);
}

static gboolean
is_changed (SnPersonForm *self)
{
  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    if (sn_person_row_get_changed (self->rows[i]) != NULL)
      return TRUE;
  return sn_person_form_get_town (self) != 0 || sn_person_form_get_village (self) != 0;
}

/* Asked for only where the account is somebody else's. */
static gboolean
lacks_relation (SnPersonForm *self)
{
  const char *holder = sn_person_row_get_text (self->rows[SN_PERSON_FIELD_ACCOUNT_HOLDER]);

  return *holder != '\0' && strcmp (holder, sn_person_row_get_text (self->rows[SN_PERSON_FIELD_NAME])) != 0 &&
         *sn_person_row_get_text (self->rows[SN_PERSON_FIELD_ACCOUNT_RELATION]) == '\0';
}

/* (nullable) (transfer full): what stands in the way, where each field by itself is well */
static char *
judge_whole (SnPersonForm *self)
{
  if (*sn_person_row_get_text (self->rows[SN_PERSON_FIELD_NAME]) == '\0')
    return g_strdup (_ ("The name is missing. Enter the name as on the identity document."));
  if (lacks_relation (self) && sn_person_row_get_changed (self->rows[SN_PERSON_FIELD_ACCOUNT_HOLDER]) != NULL)
    {
      char *words = g_strdup (_ ("The account is somebody else's: say how the holder stands to the person."));

      sn_person_row_say (self->rows[SN_PERSON_FIELD_ACCOUNT_RELATION], SN_ROW_FAULT, words);
      return words;
    }
  return is_changed (self) ? NULL : g_strdup (_ ("Nothing is changed."));
}

static void
take_refusal (char **refusal, char *take_fault)
{
  if (*refusal == NULL)
    *refusal = take_fault;
  else
    g_free (take_fault);
}

void
sn_person_form_judge (SnPersonForm *self)
{
  char *refusal = NULL;
  SnPerson person;

  if (self->is_judging)
    return;
  if (self->is_new)
    take_refusal (&refusal, sn_person_form_judge_number (self));
  person = draft (self);
  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    take_refusal (&refusal, judge_field (self, &person, (SnPersonField) i));
  if (refusal == NULL)
    refusal = judge_whole (self);
  g_free (self->refusal);
  self->refusal = refusal;
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
sn_person_form_get_refusal (SnPersonForm *self)
{
  return self->refusal;
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
submit (SnPersonForm *self)
{
  if (self->refusal == NULL)
    g_signal_emit (self, signals[SUBMITTED], 0);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
handle_submit (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  submit (SN_PERSON_FORM (widget));
  return GDK_EVENT_STOP;
}

static gboolean
handle_cancel (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  g_signal_emit (widget, signals[CANCELLED], 0);
  return GDK_EVENT_STOP;
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
lock_derived (SnPersonForm *self)
{
  g_auto (SnIdentityDocument) document = { 0 };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 1, 1, 9999); /* it is in the registry: nothing is judged, only read */
  sn_identity_document_judge_as (self->person->document_number, self->person->document_type, &today, &document);
  sn_person_row_set_sensitive (self->rows[SN_PERSON_FIELD_BIRTH_DATE], !g_date_valid (&document.birth_date));
  sn_person_row_set_sensitive (self->rows[SN_PERSON_FIELD_SEX], document.sex == SN_SEX_UNKNOWN);
}

static SnPerson *
new_empty_person (void)
{
  SnPerson *person = g_new0 (SnPerson, 1);
  char **const texts[] = {
    &person->name, &person->name_pinyin, &person->birth_date, &person->phone, &person->relation, &person->address, &person->bank_name,
    &person->account_number, &person->account_holder, &person->note, &person->died_on, &person->moved_on, &person->former_names,
    &person->ethnic_group, &person->registered_address, &person->document_reason, &person->disability_certificate,
    &person->account_relation, &person->guardian_name, &person->guardian_relation, &person->guardian_phone,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  person->document_type = g_strdup ("resident");
  person->sex = g_strdup ("unknown");
  return person;
}

static void
connect_rows (SnPersonForm *self)
{
  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    sn_person_row_connect (self->rows[i], G_CALLBACK (sn_person_form_judge), G_CALLBACK (submit), self);
}

GtkWidget *
sn_person_form_new (SnSession *session, const SnPersonRecord *record)
{
  SnPersonForm *self = g_object_new (SN_TYPE_PERSON_FORM, NULL);

  self->session = g_object_ref (session);
  self->is_new = record == NULL;
  self->person = record != NULL ? sn_person_copy (record->person) : new_empty_person ();
  if (self->is_new)
    sn_person_form_add_number (self);
  sn_person_form_add_fields (self, record);
  if (!self->is_new)
    lock_derived (self);
  connect_rows (self);
  sn_person_form_read_places (self);
  sn_person_form_judge (self);
  return GTK_WIDGET (self);
}

void
sn_person_form_take_focus (SnPersonForm *self)
{
  gtk_widget_grab_focus (sn_person_row_get_widget (self->is_new ? self->document : self->rows[SN_PERSON_FIELD_NAME]));
}

static void
sn_person_form_dispose (GObject *object)
{
  SnPersonForm *self = SN_PERSON_FORM (object);

  /* Nothing that goes with the fields shall be taken for typing. */
  self->is_judging = TRUE;
  if (self->looking != NULL)
    sn_job_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sn_person_form_parent_class)->dispose (object);
}

static void
sn_person_form_finalize (GObject *object)
{
  SnPersonForm *self = SN_PERSON_FORM (object);

  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    sn_person_row_free (self->rows[i]);
  sn_person_row_free (self->document);
  sn_person_row_free (self->override_reason);
  sn_person_row_free (self->town);
  sn_person_row_free (self->village);
  g_clear_pointer (&self->person, sn_person_free);
  g_clear_pointer (&self->towns, g_ptr_array_unref);
  g_clear_pointer (&self->villages, g_ptr_array_unref);
  g_free (self->known_words);
  g_free (self->refusal);
  G_OBJECT_CLASS (sn_person_form_parent_class)->finalize (object);
}

static void
sn_person_form_class_init (SnPersonFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_person_form_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_person_form_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, handle_submit, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, handle_submit, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, handle_cancel, NULL);
  signals[CHANGED] = g_signal_new ("changed", SN_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SUBMITTED] = g_signal_new ("submitted", SN_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", SN_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PERSON_WANTED] = g_signal_new ("person-wanted", SN_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
}

static void
sn_person_form_init (SnPersonForm *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "sn-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}
