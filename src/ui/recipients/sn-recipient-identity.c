/* sn-recipient-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-identity.h"

#include "sn-accessible-label.h"
#include "sn-disability.h"
#include "sn-identity-document.h"
#include "sn-phone.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* A button that shows a number, and the label that it is shown in. */
typedef struct
{
  GtkLabel *value;
  char     *field;
  char     *words;  /* of the label, with the number masked */
  char     *masked;
} Protected;

static void
free_protected (gpointer data)
{
  Protected *protected = data;

  g_object_unref (protected->value);
  g_free (protected->field);
  g_free (protected->words);
  g_free (protected->masked);
  g_free (protected);
}

GtkWidget *
sn_recipient_identity_make_reveal (const SnNumbers *numbers, GtkWidget *value, const char *masked, const char *field, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));
  Protected *protected = g_new (Protected, 1);

  *protected = (Protected){ g_object_ref (GTK_LABEL (value)), g_strdup (field), g_strdup (gtk_label_get_label (GTK_LABEL (value))), g_strdup (masked) };
  g_object_set_data_full (G_OBJECT (button), "protected", protected, free_protected);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field);
  if (numbers->barred == NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.reveal");
  else
    gtk_widget_set_sensitive (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, numbers->barred != NULL ? numbers->barred : _ ("Show the number in full. The history notes who looked."));
  gtk_widget_add_css_class (button, "sn-small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  sn_accessible_label_keep (button);
  return button;
}

/* What was looked at may be another number by now: another account is in use. The end is seen in both. */
static gboolean
is_number_of (const Protected *protected, const char *number)
{
  gsize length = strlen (protected->masked);
  const char *end = protected->masked + (length > 4 ? length - 4 : 0);

  return strchr (end, '*') != NULL || g_str_has_suffix (number, end);
}

/* The keyboard goes from the button to the number, which is not selected by that. */
static void
show_number (GtkWidget *button, const Protected *protected, const char *number)
{
  const char *place = number != NULL && is_number_of (protected, number) ? strstr (protected->words, protected->masked) : NULL;
  g_autofree char *words = NULL;

  if (place != NULL)
    words = g_strdup_printf ("%.*s%s%s", (int) (place - protected->words), protected->words, number, place + strlen (protected->masked));
  if (g_strcmp0 (gtk_label_get_label (protected->value), words != NULL ? words : protected->words) != 0)
    gtk_label_set_label (protected->value, words != NULL ? words : protected->words);
  if (words != NULL && gtk_widget_is_focus (button))
    {
      gtk_widget_grab_focus (GTK_WIDGET (protected->value));
      gtk_label_select_region (protected->value, 0, 0);
    }
  gtk_widget_set_visible (button, words == NULL);
}

void
sn_recipient_identity_show_numbers (GtkWidget *widget, const SnNumbers *numbers)
{
  const Protected *protected = g_object_get_data (G_OBJECT (widget), "protected");

  if (protected != NULL)
    show_number (widget, protected, g_hash_table_lookup (numbers->revealed, protected->field));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); protected == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    sn_recipient_identity_show_numbers (child, numbers);
}

gboolean
sn_recipient_identity_is_same (GtkGrid *grid, const char *content)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (grid), "content"), content) == 0)
    return TRUE;
  g_object_set_data_full (G_OBJECT (grid), "content", g_strdup (content), g_free);
  return FALSE;
}

/* ── Facts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GtkGrid         *grid;    /* (nullable): only @content is told */
  GString         *content; /* all that is attached, as text */
  const SnNumbers *numbers;
  int              row;
  gboolean         begins_group;
} Facts;

/* @button: (nullable): beside the value */
static void
attach_fact (Facts *facts, const char *caption, GtkWidget *label, GtkWidget *button)
{
  GtkWidget *title = sn_recipient_identity_make_label (caption, "dim-label");
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

/* @field: (nullable): that of a protected number, which @value is masked; @button_name: what its button says */
static void
tell_fact (Facts *facts, const char *caption, const char *value, const char *field, const char *button_name)
{
  GtkWidget *label, *button = NULL;

  if (*value == '\0')
    return;
  g_string_append_printf (facts->content, "%d%s\t%s\t%s\n", facts->begins_group, caption, value, field != NULL ? field : "");
  if (facts->grid == NULL)
    return;
  label = sn_recipient_identity_make_value (value);
  if (field != NULL)
    button = sn_recipient_identity_make_reveal (facts->numbers, label, value, field, button_name);
  attach_fact (facts, caption, label, button);
}

static void
add_fact (Facts *facts, const char *caption, const char *value)
{
  tell_fact (facts, caption, value, NULL, NULL);
}

/* @masked: as it is shown until somebody looks */
static void
add_protected (Facts *facts, const char *caption, const char *masked, const char *field, const char *button_name)
{
  tell_fact (facts, caption, masked, field, button_name);
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

static void
tell_all (Facts *facts, const SnPersonRecord *record)
{
  const SnPerson *person = record->person;
  g_autofree char *place = sn_recipient_identity_join (sn_recipient_get_town (record->recipient), " · ", sn_recipient_get_village (record->recipient));

  add_protected (facts, _ ("ID number"), sn_recipient_get_document_masked (record->recipient), "document", _ ("Show the ID number"));
  add_fact (facts, _ ("Kind of document"), say_document_kind (person));
  add_fact (facts, _ ("Why it stands"), person->document_reason);
  add_fact (facts, _ ("Former names"), person->former_names);
  add_fact (facts, _ ("Ethnic group"), person->ethnic_group);
  facts->begins_group = TRUE;
  add_protected (facts, _ ("Phone"), sn_recipient_get_phone_masked (record->recipient), "phone", _ ("Show the phone"));
  add_fact (facts, _ ("Lives in"), place);
  add_fact (facts, _ ("Address"), person->address);
  add_fact (facts, _ ("Registered"), person->registered_address);
  add_disability (facts, person);
  add_guardian (facts, record);
  facts->begins_group = TRUE;
  add_fact (facts, _ ("Note"), person->note);
}

void
sn_recipient_identity_fill (GtkGrid *grid, const SnPersonRecord *record, const SnNumbers *numbers)
{
  g_autoptr (GString) content = g_string_new (NULL);
  Facts facts = { NULL, content, numbers };

  g_string_printf (content, "%" G_GINT64_FORMAT "\n%s\n", record->person->id, numbers->barred != NULL ? numbers->barred : "");
  tell_all (&facts, record);
  if (!sn_recipient_identity_is_same (grid, content->str))
    {
      while (gtk_grid_get_child_at (grid, 0, 0) != NULL)
        gtk_grid_remove_row (grid, 0);
      facts = (Facts){ grid, content, numbers };
      tell_all (&facts, record);
    }
  sn_recipient_identity_show_numbers (GTK_WIDGET (grid), numbers);
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
