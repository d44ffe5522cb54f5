/* sn-person-form-fields.c: which fields the form has, in groups, and where towns and villages come from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-form-private.h"

#include "sn-disability.h"
#include "sn-place-reading.h"
#include "sn-phone.h"
#include "sn-population-codes.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Fields ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  ENTRY,
  PROTECTED,
  ETHNIC_GROUP,
  RELATION,
  SEX,
  KIND,
  LEVEL,
  PLACES, /* town and village stand here, before the field */
} Shape;

static const struct
{
  SnPersonField  field;
  Shape          shape;
  const char    *group; /* (nullable): a heading before it */
} fields[] = {
  { SN_PERSON_FIELD_NAME, ENTRY, NULL },
  { SN_PERSON_FIELD_FORMER_NAMES, ENTRY, NULL },
  { SN_PERSON_FIELD_SEX, SEX, NULL },
  { SN_PERSON_FIELD_BIRTH_DATE, ENTRY, NULL },
  { SN_PERSON_FIELD_ETHNIC_GROUP, ETHNIC_GROUP, NULL },
  { SN_PERSON_FIELD_RELATION, RELATION, NULL },
  { SN_PERSON_FIELD_PHONE, PROTECTED, N_ ("Where to Find the Person") },
  { SN_PERSON_FIELD_ADDRESS, PLACES, NULL },
  { SN_PERSON_FIELD_REGISTERED_ADDRESS, ENTRY, NULL },
  { SN_PERSON_FIELD_BANK_NAME, ENTRY, N_ ("Account") },
  { SN_PERSON_FIELD_ACCOUNT_NUMBER, PROTECTED, NULL },
  { SN_PERSON_FIELD_ACCOUNT_HOLDER, ENTRY, NULL },
  { SN_PERSON_FIELD_ACCOUNT_RELATION, RELATION, NULL },
  { SN_PERSON_FIELD_DISABILITY_CERTIFICATE, PROTECTED, N_ ("Disability") },
  { SN_PERSON_FIELD_DISABILITY_KIND, KIND, NULL },
  { SN_PERSON_FIELD_DISABILITY_LEVEL, LEVEL, NULL },
  { SN_PERSON_FIELD_GUARDIAN_NAME, ENTRY, N_ ("Guardian") },
  { SN_PERSON_FIELD_GUARDIAN_RELATION, RELATION, NULL },
  { SN_PERSON_FIELD_GUARDIAN_PHONE, PROTECTED, NULL },
  { SN_PERSON_FIELD_NOTE, ENTRY, N_ ("Note") },
};

static void
add_heading (SnPersonForm *self, const char *title)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "sn-group");
  gtk_grid_attach (self->grid, label, 0, self->line++, 2, 1);
}

/* (transfer full): the list's own words behind "not known" */
static GStrv
with_empty (const char *const *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "");
  g_strv_builder_addv (builder, (const char **) list);
  return g_strv_builder_end (builder);
}

/* (transfer full): "1" to "@n", or with @say what the certificate calls them */
static GStrv
list_numbers (int n, const char *(*say) (int))
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "");
  for (int i = 1; i <= n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);

      g_strv_builder_add (builder, say != NULL ? say (i) : number);
    }
  return g_strv_builder_end (builder);
}

static SnPersonRow *
add_numbered (SnPersonForm *self, const char *caption, const char *text, int n, const char *(*say) (int))
{
  g_auto (GStrv) values = list_numbers (n, NULL), words = list_numbers (n, say);
  int number = say == sn_disability_kind_word ? sn_disability_kind_parse (text) : sn_disability_level_parse (text);
  g_autofree char *chosen = number > 0 ? g_strdup_printf ("%d", number) : g_strdup ("");

  return sn_person_row_new_choice (self->grid, self->line, caption, chosen, (const char *const *) values, (const char *const *) words);
}

static SnPersonRow *
add_sex (SnPersonForm *self, const char *caption, const char *text)
{
  const char *const values[] = { "unknown", "female", "male", NULL };
  const char *const words[] = { _ ("not known"), _ ("female"), _ ("male"), NULL };

  return sn_person_row_new_choice (self->grid, self->line, caption, *text != '\0' ? text : "unknown", values, words);
}

static SnPersonRow *
add_list (SnPersonForm *self, const char *caption, const char *text, const char *const *list)
{
  g_auto (GStrv) values = with_empty (list);

  return sn_person_row_new_choice (self->grid, self->line, caption, text, (const char *const *) values, NULL);
}

static SnPersonRow *
add_protected (SnPersonForm *self, SnPersonField field, const char *caption, const char *text)
{
  gboolean is_phone = field == SN_PERSON_FIELD_PHONE || field == SN_PERSON_FIELD_GUARDIAN_PHONE;
  g_autofree char *masked = *text == '\0' ? NULL
                            : is_phone    ? sn_phone_mask (text)
                            : field == SN_PERSON_FIELD_ACCOUNT_NUMBER ? sn_account_number_mask (text)
                                                                      : sn_document_number_mask (text);

  return sn_person_row_new_entry (self->grid, self->line, caption, "", masked);
}

static void
add_places (SnPersonForm *self)
{
  const char *const nothing[] = { "", NULL };

  self->town = sn_person_row_new_choice (self->grid, self->line, _ ("Town"), "", nothing, NULL);
  self->village = sn_person_row_new_choice (self->grid, self->line + 2, _ ("Village"), "", nothing, NULL);
  self->line += 4;
}

static SnPersonRow *
add_field (SnPersonForm *self, SnPersonField field, Shape shape, const char *text)
{
  /* The schema's word is that of anything that has a name. */
  const char *caption = field == SN_PERSON_FIELD_NAME ? C_ ("person", "Name") : sn_person_field_word (field);

  switch (shape)
    {
    case PROTECTED:
      return add_protected (self, field, caption, text);
    case ETHNIC_GROUP:
      return add_list (self, caption, text, sn_ethnic_group_list ());
    case RELATION:
      return add_list (self, caption, text, sn_relation_list ());
    case SEX:
      return add_sex (self, caption, text);
    case KIND:
      return add_numbered (self, caption, text, SN_DISABILITY_KINDS, sn_disability_kind_word);
    case LEVEL:
      return add_numbered (self, caption, text, SN_DISABILITY_LEVELS, sn_disability_level_word);
    case PLACES:
      add_places (self);
      return sn_person_row_new_entry (self->grid, self->line, caption, text, NULL);
    case ENTRY:
    default:
      return sn_person_row_new_entry (self->grid, self->line, caption, text, NULL);
    }
}

void
sn_person_form_add_fields (SnPersonForm *self, const SnPersonRecord *record)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      SnPersonField field = fields[i].field;
      gboolean is_known_guardian = field == SN_PERSON_FIELD_GUARDIAN_NAME && record != NULL && record->guardian != NULL;
      g_autofree char *text = is_known_guardian ? g_strdup (record->guardian->name) : sn_person_dup_field (self->person, field);

      if (fields[i].group != NULL)
        add_heading (self, _ (fields[i].group));
      self->rows[field] = add_field (self, field, fields[i].shape, text);
      self->line += 2;
    }
}

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* @parent_id 0: of any; the rows' values are the places' ids as text */
static void
offer (SnPersonRow *row, GPtrArray *places, gint64 parent_id, gint64 chosen_id)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new (), names = g_strv_builder_new ();
  g_autofree char *chosen = chosen_id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, chosen_id) : g_strdup ("");
  g_auto (GStrv) id_list = NULL, name_list = NULL;

  g_strv_builder_add (ids, "");
  g_strv_builder_add (names, _ ("not known"));
  for (guint i = 0; i < places->len; i++)
    {
      const SnDivision *place = g_ptr_array_index (places, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, place->id);

      if (parent_id != 0 && place->parent_id != parent_id)
        continue;
      g_strv_builder_add (ids, id);
      g_strv_builder_add (names, place->name);
    }
  id_list = g_strv_builder_end (ids);
  name_list = g_strv_builder_end (names);
  if (!g_strv_contains ((const char *const *) id_list, chosen))
    chosen[0] = '\0';
  sn_person_row_set_choices (row, chosen, (const char *const *) id_list, (const char *const *) name_list);
}

static gint64
get_id (SnPersonRow *row)
{
  return g_ascii_strtoll (sn_person_row_get_text (row), NULL, 10);
}

static void
handle_town (SnPersonForm *self)
{
  gint64 town_id;

  if (self->towns == NULL || self->is_judging)
    return;
  town_id = get_id (self->town);
  self->is_judging = TRUE;
  offer (self->village, self->villages, town_id != 0 ? town_id : -1, town_id == self->person->town_id ? self->person->village_id : 0);
  self->is_judging = FALSE;
  sn_person_form_judge (self);
}

static void
handle_village (SnPersonForm *self)
{
  if (!self->is_judging)
    sn_person_form_judge (self);
}

static void
finish_read_places (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnPersonForm *self = owner;
  SnPlaceReading *places = data;

  if (error != NULL)
    return;
  self->towns = g_steal_pointer (&places->towns);
  self->villages = g_steal_pointer (&places->villages);
  self->is_judging = TRUE;
  offer (self->town, self->towns, 0, self->person->town_id);
  offer (self->village, self->villages, self->person->town_id != 0 ? self->person->town_id : -1, self->person->village_id);
  self->is_judging = FALSE;
  sn_person_row_connect (self->town, G_CALLBACK (handle_town), NULL, self);
  sn_person_row_connect (self->village, G_CALLBACK (handle_village), NULL, self);
  sn_person_form_judge (self);
}

void
sn_person_form_read_places (SnPersonForm *self)
{
  g_autoptr (SnJob) job = sn_session_run (self->session, NULL, sn_place_reading_run, g_new0 (SnPlaceReading, 1), sn_place_reading_free,
                                          finish_read_places, G_OBJECT (self));
}

static gint64
get_changed_place (SnPersonForm *self, SnPersonRow *row, gint64 before)
{
  gint64 now = self->towns != NULL ? get_id (row) : before;

  return now == before ? 0 : now == 0 ? SN_PERSON_EDIT_NONE : now;
}

gint64
sn_person_form_get_town (SnPersonForm *self)
{
  return get_changed_place (self, self->town, self->person->town_id);
}

gint64
sn_person_form_get_village (SnPersonForm *self)
{
  return get_changed_place (self, self->village, self->person->village_id);
}
