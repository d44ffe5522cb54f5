/* sn-admission-learn.c: what the registry learns from an accepted row, and where the two disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
sn_admission_get_sheet (const SnAdmission *admission, const SnRosterRow *row)
{
  return admission->sheets != NULL ? admission->sheets[row->sheet] : admission->sheet;
}

void
sn_admission_add_fault (AdmissionWork *work, const SnRosterRow *row, const char *field, SnFaultLevel level, const char *code,
                        const char *value, char *take_message)
{
  const SnAdmission *admission = work->admission;
  g_autofree char *column = field != NULL && admission->find_column != NULL
                              ? admission->find_column (row->sheet, field, admission->find_column_data) : NULL;
  SnFault *fault = sn_fault_new (sn_admission_get_sheet (admission, row), row->row, column, code, level, value, take_message);

  fault->is_of_judge = TRUE;
  g_ptr_array_add (admission->faults, fault);
}

static void
read_details (const SnRosterRow *row, AdmissionDetails *details)
{
  *details = (AdmissionDetails){
    .name = row->name,
    .birth_date = row->birth_date,
    .sex = row->sex,
    .phone = row->phone,
    .address = row->address,
    .registered_address = row->registered_address,
    .relation = row->relation,
    .bank_name = row->bank_name,
    .account_number = row->account_number,
    .account_holder = g_strcmp0 (row->account_holder, row->name) == 0 ? "" : row->account_holder,
    .ethnic_group = row->ethnic_group,
    .disability_certificate = row->disability_certificate,
    .disability_kind = row->disability_kind,
    .disability_level = row->disability_level,
    .town_id = row->town_id,
    .village_id = row->village_id,
  };
}

void
sn_admission_get_details (const AdmissionPerson *person, AdmissionDetails *details)
{
  if (person->details != NULL)
    *details = *person->details;
  else
    read_details (person->row, details);
}

gint64
sn_admission_get_town (const AdmissionPerson *person)
{
  return person->details != NULL ? person->details->town_id : person->row->town_id;
}

static void
fill_text (AdmissionWork *work, AdmissionPerson *person, const char *field, const char **known, const char *told)
{
  if (is_given (*known) || !is_given (told))
    return;
  sn_admission_note_difference (work, person, field, "", told, TRUE);
  *known = told;
  person->is_changed = TRUE;
}

static void
fill_place (AdmissionWork *work, AdmissionPerson *person, const char *field, gint64 *known, gint64 told)
{
  if (*known != 0 || told == 0)
    return;
  sn_admission_note_difference (work, person, field, "", sn_divisions_get_name (work->divisions, told), TRUE);
  *known = told;
  person->is_changed = TRUE;
}

static void
fill_unknown (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  fill_text (work, person, "birth_date", &person->details->birth_date, row->birth_date);
  fill_text (work, person, "phone", &person->details->phone, row->phone);
  fill_text (work, person, "address", &person->details->address, row->address);
  fill_text (work, person, "registered_address", &person->details->registered_address, row->registered_address);
  fill_text (work, person, "relation", &person->details->relation, row->relation);
  fill_text (work, person, "bank_name", &person->details->bank_name, row->bank_name);
  if (person->details->sex == SN_SEX_UNKNOWN && row->sex != SN_SEX_UNKNOWN)
    {
      sn_admission_note_difference (work, person, "sex", "", row->sex == SN_SEX_MALE ? "男" : "女", TRUE);
      person->details->sex = row->sex;
      person->is_changed = TRUE;
    }
  fill_place (work, person, "town_id", &person->details->town_id, row->town_id);
  if (row->town_id == 0 || row->town_id == person->details->town_id)
    fill_place (work, person, "village_id", &person->details->village_id, row->village_id);
}

/* Takes what differs and says so. @shown: how the old value is written in the warning */
static void
take_text (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row, const char *field, const char **known,
           const char *told, const char *sentence, char *take_old_shown, char *take_new_shown)
{
  g_autofree char *old_shown = take_old_shown;
  g_autofree char *new_shown = take_new_shown;

  sn_admission_note_difference (work, person, field, *known, told, TRUE);
  *known = told;
  person->is_changed = TRUE;
  sn_admission_add_fault (work, row, field, SN_FAULT_WARNING, "account_changed", new_shown, g_strdup_printf (sentence, old_shown));
}

static gboolean
differs (const char *known, const char *told)
{
  return is_given (known) && is_given (told) && strcmp (known, told) != 0;
}

/* The account, its bank and its holder belong together: a new account without a holder's name is the person's own. */
static void
merge_account (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  const char *holder = g_strcmp0 (row->account_holder, person->details->name) == 0 ? "" : row->account_holder;

  if (!is_given (row->account_number))
    return;
  if (!is_given (person->details->account_number))
    {
      fill_text (work, person, "account_number", &person->details->account_number, row->account_number);
      person->details->account_holder = holder;
    }
  else if (strcmp (person->details->account_number, row->account_number) != 0)
    {
      take_text (work, person, row, "account_number", &person->details->account_number, row->account_number,
                 _("The registry had another account number (%s); the roster's was taken. Confirm it before paying."),
                 sn_account_number_mask (person->details->account_number), sn_account_number_mask (row->account_number));
      person->details->account_holder = holder;
    }
  else if (is_given (holder) && g_strcmp0 (person->details->account_holder, holder) != 0)
    take_text (work, person, row, "account_holder", &person->details->account_holder, holder,
               _("The registry had another holder of this account (%s); the roster's was taken. Confirm it before paying."),
               g_strdup (is_given (person->details->account_holder) ? person->details->account_holder : person->details->name), g_strdup (holder));
}

/* An earlier document, or one of an entry that was merged: the town should write the one of today. */
static void
tell_number (AdmissionWork *work, const AdmissionPerson *person, const SnRosterRow *row)
{
  g_autofree char *known = NULL;
  g_autofree char *told = NULL;

  if (!person->exists || strcmp (person->details->known_number, row->document_number) == 0)
    return;
  known = sn_document_number_mask (person->details->known_number);
  told = sn_document_number_mask (row->document_number);
  sn_admission_add_fault (work, row, "document_number", SN_FAULT_WARNING, "number_replaced", told,
                          g_strdup_printf (_("This is an earlier number of a person whom the registry knows by %s; that number is used."
                                             " Have the roster corrected."), known));
}

static void
keep_name (AdmissionWork *work, const AdmissionPerson *person, const SnRosterRow *row)
{
  sn_admission_note_difference (work, person, "name", person->details->name, row->name, FALSE);
  sn_admission_add_fault (work, row, "name", SN_FAULT_WARNING, "name_differs", row->name,
                          g_strdup_printf (_("The registry knows the person with this document as “%s”; that name was kept. Check which is"
                                             " right."), person->details->name));
}

/* The check says it again when all are listed; whoever imports can still have the roster corrected. */
static void
tell_gone (AdmissionWork *work, const AdmissionPerson *person, const SnRosterRow *row)
{
  const char *died_on = person->details->died_on, *moved_on = person->details->moved_on;

  if (work->program == NULL)
    return;
  if (is_given (died_on))
    sn_admission_add_fault (work, row, "name", SN_FAULT_WARNING, "person_died", row->name,
                            g_strdup_printf (_("By the registry this person died on %s. Delete the row from the file, or have the registry"
                                               " corrected."), died_on));
  else if (is_given (moved_on) && strcmp (moved_on, work->campaign->delivery_due) <= 0)
    sn_admission_add_fault (work, row, "name", SN_FAULT_WARNING, "person_moved", row->name,
                            g_strdup_printf (_("By the registry this person moved out of the district on %s. Look whether the benefit is"
                                               " still due."), moved_on));
}

static void
merge_person (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  if (person->details == NULL)
    {
      person->details = g_new0 (AdmissionDetails, 1);
      read_details (person->row, person->details);
    }
  tell_number (work, person, row);
  tell_gone (work, person, row);
  if (strcmp (person->details->name, row->name) != 0)
    keep_name (work, person, row);
  if (differs (person->details->bank_name, row->bank_name))
    take_text (work, person, row, "bank_name", &person->details->bank_name, row->bank_name,
               _("The registry had another bank (%s); the roster's was taken. Confirm it before paying."),
               g_strdup (person->details->bank_name), g_strdup (row->bank_name));
  merge_account (work, person, row);
  if (differs (person->details->phone, row->phone))
    take_text (work, person, row, "phone", &person->details->phone, row->phone,
               _("The registry had another telephone number (%s); the roster's was taken."), sn_admission_mask_phone (person->details->phone),
               sn_admission_mask_phone (row->phone));
  sn_admission_merge_traits (work, person, row);
  fill_unknown (work, person, row);
}

/* Whether it is held from then on, and was not before. */
static gboolean
learn_category (AdmissionWork *work, AdmissionPerson *person, gint64 category_id, const char *from_date)
{
  if (sn_admission_holds (work, person, category_id, from_date))
    return FALSE;
  work->admission->result.categories_begun++;
  sn_admission_note_difference (work, person, "category", "", from_date, TRUE);
  sn_admission_add_held (work, person, (AdmissionHeld){ .category_id = category_id, .from_date = from_date, .to_date = "",
                                                        .is_new = TRUE });
  return TRUE;
}

/* The day of a category's list is the officer's: a column that names the same category must not begin it on another. */
static void
learn_categories (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  const SnCategoryOfAll *category = work->admission->category;

  if (row->category_id != 0 && (category == NULL || row->category_id != category->category_id))
    learn_category (work, person, row->category_id, work->campaign->as_of);
  if (category != NULL && learn_category (work, person, category->category_id, category->from_date) && work->admission->verdicts != NULL)
    g_array_index (work->admission->verdicts, SnRosterVerdict, work->row).begins_category = TRUE;
}

void
sn_admission_accept_person (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  if (!person->exists && !person->is_used)
    person->row = row;
  else
    merge_person (work, person, row);
  if (!person->is_used)
    person->household->members++;
  person->is_used = TRUE;
  learn_categories (work, person, row);
}
