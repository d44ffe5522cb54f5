/* sn-admission-traits.c: ethnic group and disability of a person whom the registry knows, and what a row says of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-disability.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_text (AdmissionWork *work, AdmissionPerson *person, const char *field, const char **known, const char *told)
{
  if (!is_given (told) || g_strcmp0 (*known, told) == 0)
    return;
  sn_admission_note_difference (work, person, field, *known, told, TRUE);
  *known = told;
  person->is_changed = TRUE;
}

static void
set_number (AdmissionWork *work, AdmissionPerson *person, const char *field, guint8 *known, guint told, const char *(*say) (int))
{
  if (*known == told)
    return;
  sn_admission_note_difference (work, person, field, say (*known), say ((int) told), TRUE);
  *known = (guint8) told;
  person->is_changed = TRUE;
}

static void
merge_ethnic_group (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  const char *known = person->details->ethnic_group;

  if (is_given (known) && is_given (row->ethnic_group) && strcmp (known, row->ethnic_group) != 0)
    sn_admission_add_fault (work, row, "ethnic_group", SN_FAULT_WARNING, "ethnic_group_changed", row->ethnic_group,
                            g_strdup_printf (_("The registry had another ethnic group (%s); the roster's was taken. Check which is right."),
                                             known));
  set_text (work, person, "ethnic_group", &person->details->ethnic_group, row->ethnic_group);
}

/* ── Disability ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
differs (guint known, guint told)
{
  return known != 0 && told != 0 && known != told;
}

/* (nullable): the column of "person" of which the two say something else */
static const char *
find_contradiction (const AdmissionDetails *known, const SnRosterRow *row)
{
  if (is_given (known->disability_certificate) && is_given (row->disability_certificate) &&
      strcmp (known->disability_certificate, row->disability_certificate) != 0)
    return "disability_certificate";
  if (differs (known->disability_kind, row->disability_kind))
    return "disability_kind";
  return differs (known->disability_level, row->disability_level) ? "disability_level" : NULL;
}

/* Where the sheet wrote it: a certificate says kind and level by itself. */
static void
add_fault (AdmissionWork *work, const SnRosterRow *row, const char *field, const char *code, const char *sentence,
           const AdmissionDetails *known)
{
  g_autofree char *told = sn_disability_to_words (row->disability_kind, row->disability_level);
  g_autofree char *kept = sn_disability_to_words (known->disability_kind, known->disability_level);

  sn_admission_add_fault (work, row, is_given (row->disability_certificate) ? "disability_certificate" : field, SN_FAULT_WARNING, code, told,
                          g_strdup_printf (sentence, kept));
}

/* What was looked at on a certificate is worth more than a word in a list. */
static void
keep_certified (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row, const char *field)
{
  const AdmissionDetails *known = person->details;

  if (differs (known->disability_kind, row->disability_kind))
    sn_admission_note_difference (work, person, "disability_kind", sn_disability_kind_word (known->disability_kind),
                                  sn_disability_kind_word (row->disability_kind), FALSE);
  if (differs (known->disability_level, row->disability_level))
    sn_admission_note_difference (work, person, "disability_level", sn_disability_level_word (known->disability_level),
                                  sn_disability_level_word (row->disability_level), FALSE);
  add_fault (work, row, field, "disability_differs",
             _("The registry has a disability certificate that says %s; that was kept. Check which is right, and enter the new certificate"
               " if there is one."), known);
}

/* Kind and level belong together: a level goes with the kind that it was given for. */
static void
take_disability (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  AdmissionDetails *known = person->details;
  guint kind = row->disability_kind != 0 ? row->disability_kind : known->disability_kind;
  guint level = row->disability_level != 0 || differs (known->disability_kind, kind) ? row->disability_level : known->disability_level;

  set_number (work, person, "disability_kind", &known->disability_kind, kind, sn_disability_kind_word);
  set_number (work, person, "disability_level", &known->disability_level, level, sn_disability_level_word);
  set_text (work, person, "disability_certificate", &known->disability_certificate, row->disability_certificate);
}

static void
merge_disability (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  const char *field = find_contradiction (person->details, row);

  if (row->disability_kind == 0 && row->disability_level == 0)
    return;
  if (field != NULL && is_given (person->details->disability_certificate) && !is_given (row->disability_certificate))
    {
      keep_certified (work, person, row, field);
      return;
    }
  if (field != NULL)
    add_fault (work, row, field, "disability_changed",
               _("The registry had another disability (%s); the roster's was taken. Compare it with the certificate."), person->details);
  take_disability (work, person, row);
}

void
sn_admission_merge_traits (AdmissionWork *work, AdmissionPerson *person, const SnRosterRow *row)
{
  merge_ethnic_group (work, person, row);
  merge_disability (work, person, row);
}
