/* sn-recipient-household.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-household.h"

#include "sn-money.h"
#include "sn-recipient-identity.h"
#include "sn-resident-id.h"
#include "sn-schema-words.h"

#include <glib/gi18n.h>

#define PERSON_KEY "person-id"

/* (transfer full): what the member is due this winter; "" for nothing, or not known yet */
static char *
describe_sum (const SnPersonStory *story, gint64 person_id)
{
  for (guint i = 0; story != NULL && i < story->members->len; i++)
    {
      const SnStoryMember *member = &g_array_index (story->members, SnStoryMember, i);

      if (member->person_id == person_id && member->now.due_fen != 0)
        return sn_money_format (member->now.due_fen);
    }
  return g_strdup ("");
}

static char *
describe_place (const SnPersonRecord *record, const SnPerson *member)
{
  const char *relation = member->id == record->household->head_id && *member->relation == '\0' ? _ ("head") : member->relation;
  const char *gone = *member->died_on != '\0' ? _ ("died") : *member->moved_on != '\0' ? _ ("moved away") : "";
  g_autofree char *first = sn_recipient_identity_join (relation, " · ", member->id == record->household->payee_id ? _ ("payee") : "");

  return sn_recipient_identity_join (first, " · ", gone);
}

static GtkWidget *
make_member (const SnPersonRecord *record, const SnPerson *member, const SnPersonStory *story)
{
  gboolean is_shown = member->id == record->person->id;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *row = gtk_list_box_row_new ();
  g_autofree char *masked = sn_document_number_mask (member->document_number), *sum = describe_sum (story, member->id),
                  *place = describe_place (record, member);
  GtkWidget *name = sn_recipient_identity_make_label (member->name, is_shown ? "heading" : NULL),
            *relation = sn_recipient_identity_make_label (place, "dim-label"), *amount = sn_recipient_identity_make_label (sum, "numeric");
  g_autofree char *words = g_strdup_printf ("%s, %s, %s, %s", member->name, place, masked, sum);

  gtk_widget_set_hexpand (relation, TRUE);
  gtk_label_set_wrap (GTK_LABEL (name), FALSE);
  gtk_label_set_wrap (GTK_LABEL (amount), FALSE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), relation);
  gtk_box_append (GTK_BOX (box), amount);
  gtk_widget_add_css_class (box, "sn-member");
  gtk_widget_set_tooltip_text (row, masked);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !is_shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), PERSON_KEY, g_memdup2 (&member->id, sizeof member->id), g_free);
  return row;
}

/* The row that had the keyboard keeps it: sums come in a moment after the members. */
void
sn_recipient_household_fill (GtkListBox *list, const SnPersonRecord *record, const SnPersonStory *story)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (list));
  int place = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < record->members->len; i++)
    gtk_list_box_append (list, make_member (record, g_ptr_array_index (record->members, i), story));
  if (place >= 0 && (row = gtk_list_box_get_row_at_index (list, place)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

gint64
sn_recipient_household_get_person_id (GtkListBoxRow *row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), PERSON_KEY);
}

char *
sn_recipient_household_describe (const SnPersonRecord *record)
{
  guint n_members = record->members->len;
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n_members), n_members);

  return sn_recipient_identity_join (count, " · ", record->household->register_number);
}

char *
sn_recipient_household_describe_more (const SnPersonRecord *record)
{
  const SnHousehold *household = record->household;
  const char *kind = g_str_equal (household->kind, "family") ? "" : sn_schema_value_word ("kind", household->kind);
  g_autofree char *certificate = sn_recipient_identity_join (household->certificate_kind, " ", household->certificate_number);

  return sn_recipient_identity_join (kind, " · ", certificate);
}

GtkWidget *
sn_recipient_household_make_action_row (const SnPersonRecord *record, const SnPerson *member, const SnPersonStory *story)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *masked = sn_document_number_mask (member->document_number), *place = describe_place (record, member),
                  *subtitle = sn_recipient_identity_join (place, " · ", masked), *sum = describe_sum (story, member->id);
  GtkWidget *amount = sn_recipient_identity_make_label (sum, "numeric");

  /* An amount is one word: the row's title gives way to it. */
  gtk_label_set_wrap (GTK_LABEL (amount), FALSE);
  gtk_label_set_xalign (GTK_LABEL (amount), 1);
  gtk_widget_set_valign (amount, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount);
  return row;
}
