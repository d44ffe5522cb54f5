/* sn-recipient-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-identity.h"

#include "sn-disability.h"
#include "sn-identity-document.h"
#include "sn-phone.h"

#include <glib/gi18n.h>

char *
sn_recipient_identity_join (const char *first, const char *separator, const char *second)
{
  return *first != '\0' && *second != '\0' ? g_strconcat (first, separator, second, NULL) : g_strdup (*first != '\0' ? first : second);
}

/* ── Widgets ────────────────────────────────────────────────────────────────────────────────────────────────────── */

GtkWidget *
sn_recipient_identity_make_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
sn_recipient_identity_make_value (const char *text)
{
  GtkWidget *label = sn_recipient_identity_make_label (text, "numeric");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

GtkWidget *
sn_recipient_identity_make_reveal (const SnNumbers *numbers, const char *field, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field);
  if (numbers->barred == NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.reveal");
  else
    gtk_widget_set_sensitive (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, numbers->barred != NULL ? numbers->barred : _ ("Show the number in full. The history notes who looked."));
  gtk_widget_add_css_class (button, "sn-small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* ── Facts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GtkGrid         *grid;
  const SnNumbers *numbers;
  int              row;
  gboolean         begins_group;
} Facts;

/* @button: (nullable): beside the value */
static void
attach_fact (Facts *facts, const char *caption, const char *value, GtkWidget *button)
{
  GtkWidget *title = sn_recipient_identity_make_label (caption, "dim-label"), *label = sn_recipient_identity_make_value (value);
  GtkWidget *const all[] = { title, label, button };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL && facts->begins_group && facts->row > 0)
      gtk_widget_add_css_class (all[i], "sn-group");
  /* A button is higher than a number of one line. */
  for (gsize i = 0; i < G_N_ELEMENTS (all) && button != NULL; i++)
    gtk_widget_set_valign (all[i], GTK_ALIGN_CENTER);
  facts->begins_group = FALSE;
  gtk_grid_attach (facts->grid, title, 0, facts->row, 1, 1);
  gtk_grid_attach (facts->grid, label, 1, facts->row, button != NULL ? 1 : 2, 1);
  if (button != NULL)
    gtk_grid_attach (facts->grid, button, 2, facts->row, 1, 1);
  facts->row++;
}

static void
add_fact (Facts *facts, const char *caption, const char *value)
{
  if (*value != '\0')
    attach_fact (facts, caption, value, NULL);
}

/* @masked: as it is shown until somebody looks */
static void
add_protected (Facts *facts, const char *caption, const char *masked, const char *field, const char *button_name)
{
  const char *number = g_hash_table_lookup (facts->numbers->revealed, field);

  if (*masked != '\0')
    attach_fact (facts, caption, number != NULL ? number : masked, number != NULL ? NULL : sn_recipient_identity_make_reveal (facts->numbers, field, button_name));
}

/* A resident card is what everybody has: only another document is named. */
static const char *
say_document_kind (const SnPerson *person)
{
  SnDocumentKind kind = sn_identity_document_get_kind (person->document_type, person->document_number);

  return kind != SN_DOCUMENT_RESIDENT_CARD ? sn_identity_document_kind_word (kind) : "";
}

static void
add_disability (Facts *facts, const SnPerson *person)
{
  g_autofree char *masked = *person->disability_certificate != '\0' ? sn_document_number_mask (person->disability_certificate) : g_strdup ("");
  g_autofree char *words = sn_recipient_identity_join (sn_disability_kind_word ((int) person->disability_kind), " · ",
                                                       sn_disability_level_word ((int) person->disability_level));

  facts->begins_group = TRUE;
  add_fact (facts, _ ("Disability"), words);
  add_protected (facts, _ ("Its certificate"), masked, "disability-certificate", _ ("Show the disability certificate"));
}

static void
add_guardian (Facts *facts, const SnPersonRecord *record)
{
  const SnPerson *person = record->person, *guardian = record->guardian;
  g_autofree char *words = sn_recipient_identity_join (guardian != NULL ? guardian->name : person->guardian_name, " · ", person->guardian_relation);
  g_autofree char *phone = sn_phone_mask (person->guardian_phone);

  facts->begins_group = TRUE;
  add_fact (facts, _ ("Guardian"), words);
  add_protected (facts, _ ("Guardian's phone"), phone, "guardian-phone", _ ("Show the guardian's phone"));
}

void
sn_recipient_identity_fill (GtkGrid *grid, const SnPersonRecord *record, const SnNumbers *numbers)
{
  const SnPerson *person = record->person;
  g_autofree char *place = sn_recipient_identity_join (sn_recipient_get_town (record->recipient), " · ", sn_recipient_get_village (record->recipient));
  Facts facts = { grid, numbers };

  while (gtk_grid_get_child_at (grid, 0, 0) != NULL)
    gtk_grid_remove_row (grid, 0);
  add_protected (&facts, _ ("ID number"), sn_recipient_get_document_masked (record->recipient), "document", _ ("Show the ID number"));
  add_fact (&facts, _ ("Kind of document"), say_document_kind (person));
  add_fact (&facts, _ ("Why it stands"), person->document_reason);
  add_fact (&facts, _ ("Former names"), person->former_names);
  add_fact (&facts, _ ("Ethnic group"), person->ethnic_group);
  facts.begins_group = TRUE;
  add_protected (&facts, _ ("Phone"), sn_recipient_get_phone_masked (record->recipient), "phone", _ ("Show the phone"));
  add_fact (&facts, _ ("Lives in"), place);
  add_fact (&facts, _ ("Address"), person->address);
  add_fact (&facts, _ ("Registered"), person->registered_address);
  add_disability (&facts, person);
  add_guardian (&facts, record);
  facts.begins_group = TRUE;
  add_fact (&facts, _ ("Note"), person->note);
}

/* ── Below the name ─────────────────────────────────────────────────────────────────────────────────────────────── */

char *
sn_recipient_identity_describe (const SnPersonRecord *record)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = NULL, [SN_SEX_MALE] = N_ ("male"), [SN_SEX_FEMALE] = N_ ("female") };
  const SnPerson *person = record->person;
  const char *sex = sexes[sn_recipient_get_sex (record->recipient)];
  int age_years = sn_recipient_get_age_years (record->recipient);
  g_autofree char *age = age_years >= 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong) age_years), age_years) : g_strdup ("");
  g_autofree char *born = *person->birth_date != '\0' ? g_strdup_printf (_ ("born %s"), person->birth_date) : g_strdup ("");
  g_autofree char *first = sn_recipient_identity_join (sex != NULL ? _ (sex) : "", " · ", age);
  g_autofree char *life = sn_recipient_identity_join (first, " · ", born);
  g_autofree char *gone = *person->died_on != '\0'    ? g_strdup_printf (_ ("died on %s"), person->died_on)
                          : *person->moved_on != '\0' ? g_strdup_printf (_ ("moved away on %s"), person->moved_on)
                                                      : g_strdup ("");

  return sn_recipient_identity_join (life, " · ", gone);
}
