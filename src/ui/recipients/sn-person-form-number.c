/* sn-person-form-number.c: the number of somebody new: what it says, and whether somebody has it already.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-form-private.h"

#include "sn-date.h"
#include "sn-identity-document.h"

#include <glib/gi18n.h>

#define SHORTEST_RESIDENT 15

static void
handle_changed (SnPersonForm *self)
{
  sn_person_form_judge (self);
}

static void
handle_entered (SnPersonForm *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
handle_known (SnPersonForm *self)
{
  g_signal_emit_by_name (self, "person-wanted", self->known_id);
}

void
sn_person_form_add_number (SnPersonForm *self)
{
  self->document = sn_person_row_new_entry (self->grid, self->line, _ ("ID number"), "", NULL);
  self->line += 2;
  self->known_button = gtk_button_new ();
  gtk_widget_set_halign (self->known_button, GTK_ALIGN_START);
  gtk_widget_set_visible (self->known_button, FALSE);
  g_signal_connect_swapped (self->known_button, "clicked", G_CALLBACK (handle_known), self);
  gtk_grid_attach (self->grid, self->known_button, 1, self->line++, 1, 1);
  self->override_reason = sn_person_row_new_entry (self->grid, self->line, _ ("Why it stands"), "", NULL);
  self->line += 2;
  sn_person_row_set_visible (self->override_reason, FALSE);
  sn_person_row_connect (self->document, G_CALLBACK (handle_changed), G_CALLBACK (handle_entered), self);
  sn_person_row_connect (self->override_reason, G_CALLBACK (handle_changed), G_CALLBACK (handle_entered), self);
}

/* ── Whether it is known ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char     *family;
  char     *number;
  SnPerson *person; /* (nullable): nobody */
  char     *town;   /* (nullable) */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->family);
  g_free (search->number);
  g_free (search->town);
  g_clear_pointer (&search->person, sn_person_free);
  g_free (search);
}

static gpointer
look_up (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (SnDivisions) divisions = NULL;
  gint64 person_id;

  if (!sn_person_find_by_document (connection, search->family, search->number, &person_id, error))
    return NULL;
  if (person_id == 0)
    return search;
  search->person = sn_person_lookup (connection, person_id, error);
  divisions = search->person != NULL ? sn_divisions_load (connection, error) : NULL;
  if (divisions == NULL)
    return NULL;
  search->town = g_strdup (sn_divisions_get_name (divisions, search->person->town_id));
  return search;
}

static gboolean
run_look_up (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, look_up, data, error) != NULL;
}

static void
finish_look_up (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnPersonForm *self = owner;
  Search *search = data;
  g_autofree char *open = NULL;

  if (error != NULL || search->person == NULL || g_strcmp0 (search->number, self->person->document_number) != 0)
    return;
  open = g_strdup_printf (_ ("Open %s"), search->person->name);
  self->known_id = search->person->id;
  g_free (self->known_words);
  self->known_words = *search->town != '\0'
                        /* TRANSLATORS: a person, and a town */
                        ? g_strdup_printf (_ ("%s has this number already, in %s. Open that person instead."), search->person->name, search->town)
                        : g_strdup_printf (_ ("%s has this number already. Open that person instead."), search->person->name);
  gtk_button_set_label (GTK_BUTTON (self->known_button), open);
  sn_person_form_judge (self);
}

static void
start_look_up (SnPersonForm *self, const SnIdentityDocument *document)
{
  Search *search = g_new0 (Search, 1);

  search->family = g_strdup (document->family);
  search->number = g_strdup (document->number);
  self->looking = sn_session_run (self->session, NULL, run_look_up, search, free_search, finish_look_up, G_OBJECT (self));
}

/* ── What it says ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_number (SnPersonForm *self, const SnIdentityDocument *document)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = "unknown", [SN_SEX_MALE] = "male", [SN_SEX_FEMALE] = "female" };
  gboolean tells_birth = document->number != NULL && g_date_valid (&document->birth_date);
  gboolean tells_sex = document->number != NULL && document->sex != SN_SEX_UNKNOWN;
  char birth_date[11];

  if (g_strcmp0 (self->person->document_number, document->number) == 0)
    return;
  if (self->looking != NULL)
    sn_job_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->known_words, g_free);
  self->known_id = 0;
  g_free (self->person->document_number);
  g_free (self->person->document_type);
  self->person->document_number = g_strdup (document->number);
  self->person->document_type = g_strdup (document->number != NULL ? document->family : "resident");
  self->is_judging = TRUE;
  if (tells_birth)
    sn_person_row_set_text (self->rows[SN_PERSON_FIELD_BIRTH_DATE], sn_date_to_iso (&document->birth_date, birth_date));
  if (tells_sex)
    sn_person_row_set_text (self->rows[SN_PERSON_FIELD_SEX], sexes[document->sex]);
  self->is_judging = FALSE;
  sn_person_row_set_sensitive (self->rows[SN_PERSON_FIELD_BIRTH_DATE], !tells_birth);
  sn_person_row_set_sensitive (self->rows[SN_PERSON_FIELD_SEX], !tells_sex);
  if (document->number != NULL)
    start_look_up (self, document);
}

/* "resident identity card · 310229195001011234", the number where it was typed otherwise */
static char *
describe (const SnIdentityDocument *document)
{
  const char *kind = sn_identity_document_kind_word (document->kind);

  return document->notes != 0 ? g_strdup_printf ("%s · %s", kind, document->number) : g_strdup (kind);
}

/* Who is still typing is not told off: the shortest of the long numbers has 15 digits. */
static gboolean
is_being_typed (const SnIdentityDocument *document, const char *text)
{
  return document->fault == SN_RESIDENT_ID_LENGTH_WRONG && g_utf8_strlen (text, -1) < SHORTEST_RESIDENT;
}

static SnRowMessage
choose_message (SnPersonForm *self, gboolean is_good, gboolean may_stand)
{
  return self->known_words != NULL || (!is_good && !may_stand) ? SN_ROW_FAULT : is_good ? SN_ROW_FINE : SN_ROW_DOUBT;
}

char *
sn_person_form_judge_number (SnPersonForm *self)
{
  g_auto (SnIdentityDocument) document = { 0 };
  const char *text = sn_person_row_get_text (self->document);
  gboolean is_good, may_stand;
  g_autofree char *words = NULL;
  GDate today;

  sn_clock_today (&today);
  is_good = sn_identity_document_judge_as (text, NULL, &today, &document);
  may_stand = !is_good && sn_identity_document_fault_may_stand (document.fault);
  take_number (self, &document);
  sn_person_row_set_visible (self->override_reason, may_stand);
  gtk_widget_set_visible (self->known_button, self->known_words != NULL);
  if (*text == '\0')
    {
      sn_person_row_say (self->document, SN_ROW_FINE, NULL);
      return g_strdup (_ ("Enter the number first."));
    }
  words = self->known_words != NULL ? g_strdup (self->known_words)
          : is_good                 ? describe (&document)
                                    : g_strdup (sn_resident_id_fault_message (document.fault));
  sn_person_row_say (self->document, is_being_typed (&document, text) ? SN_ROW_FINE : choose_message (self, is_good, may_stand), words);
  if (self->known_words != NULL || (!is_good && !may_stand))
    return g_steal_pointer (&words);
  if (may_stand && *sn_person_row_get_text (self->override_reason) == '\0')
    return g_strdup (_ ("The check digit is wrong. Correct the number, or say why it stands."));
  return NULL;
}
