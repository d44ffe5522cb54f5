/* sn-duplicate-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicate-comparison.h"

#include "sn-disability.h"
#include "sn-money.h"
#include "sn-person-merge.h"
#include "sn-phone.h"
#include "sn-recipient-identity.h"
#include "sn-resident-id.h"
#include "sn-schema-words.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char     *field;    /* static: of sn_person_merge_fields() */
  GtkCheckButton *sides[2];
} Choice;

struct _SnDuplicateComparison
{
  AdwBin          parent_instance;

  GtkGrid        *grid;
  int             row;
  gint64          ids[2];
  GtkCheckButton *keep[2];   /* (nullable): before somebody is shown */
  GArray         *choices;   /* Choice, of the fields that differ */
};

G_DEFINE_FINAL_TYPE (SnDuplicateComparison, sn_duplicate_comparison, ADW_TYPE_BIN)

/* ── What stands where ──────────────────────────────────────────────────────────────────────────────────────────── */

static char *
join_members (const SnPersonRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->members->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", ((const SnPerson *) g_ptr_array_index (record->members, i))->name);
  return g_string_free (text, FALSE);
}

static char *
join_categories (const SnPersonRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->categories->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", ((const SnPersonCategory *) g_ptr_array_index (record->categories, i))->name);
  return g_string_free (text, FALSE);
}

static char *
describe_account (const SnPerson *person)
{
  g_autofree char *masked = *person->account_number != '\0' ? sn_account_number_mask (person->account_number) : g_strdup ("");
  g_autofree char *where = sn_recipient_identity_join (masked, " · ", person->bank_name);

  return sn_recipient_identity_join (where, " · ", person->account_holder);
}

static char *
describe_disability (const SnPerson *person)
{
  return sn_recipient_identity_join (sn_disability_kind_word ((int) person->disability_kind), " · ",
                                     sn_disability_level_word ((int) person->disability_level));
}

/* (transfer full): masked, in words */
static char *
describe_field (const SnPersonRecord *record, const char *field)
{
  const SnPerson *person = record->person;
  const struct { const char *field, *text; } plain[] = {
    { "name", person->name },
    { "birth_date", person->birth_date },
    { "ethnic_group", person->ethnic_group },
    { "address", person->address },
    { "registered_address", person->registered_address },
    { "died_on", person->died_on },
    { "moved_on", person->moved_on },
    { "note", person->note },
    { "guardian", record->guardian != NULL ? record->guardian->name : person->guardian_name },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (strcmp (plain[i].field, field) == 0)
      return g_strdup (plain[i].text);
  if (strcmp (field, "sex") == 0)
    return strcmp (person->sex, "unknown") == 0 ? g_strdup ("") : g_strdup (sn_schema_value_word ("sex", person->sex));
  if (strcmp (field, "phone") == 0)
    return sn_phone_mask (person->phone);
  if (strcmp (field, "town") == 0)
    return sn_recipient_identity_join (sn_recipient_get_town (record->recipient), " · ", sn_recipient_get_village (record->recipient));
  if (strcmp (field, "account") == 0)
    return describe_account (person);
  if (strcmp (field, "disability") == 0)
    return describe_disability (person);
  return strcmp (field, "household") == 0 ? join_members (record) : g_strdup ("");
}

/* Masked numbers may look alike and be different. */
static gboolean
is_same (const SnPersonRecord *const records[2], const char *field, const char *const texts[2])
{
  if (strcmp (field, "phone") == 0)
    return strcmp (records[0]->person->phone, records[1]->person->phone) == 0;
  if (strcmp (field, "account") == 0 && strcmp (records[0]->person->account_number, records[1]->person->account_number) != 0)
    return FALSE;
  if (strcmp (field, "household") == 0)
    return records[0]->household->id == records[1]->household->id;
  return strcmp (texts[0], texts[1]) == 0;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
attach_caption (SnDuplicateComparison *self, const char *caption, gboolean differs)
{
  GtkWidget *label = sn_recipient_identity_make_label (caption, differs ? "sn-strong" : "dim-label");

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_grid_attach (self->grid, label, 0, self->row, 1, 1);
}

/* What both have, or what nobody chooses. */
static void
add_plain (SnDuplicateComparison *self, const char *caption, const char *const texts[2], gboolean differs)
{
  if (*texts[0] == '\0' && *texts[1] == '\0')
    return;
  attach_caption (self, caption, differs);
  for (int i = 0; i < 2; i++)
    gtk_grid_attach (self->grid, sn_recipient_identity_make_value (texts[i]), i + 1, self->row, 1, 1);
  self->row++;
}

static void
add_choice (SnDuplicateComparison *self, const char *caption, const char *const texts[2], guint proposed, GtkCheckButton *sides[2])
{
  attach_caption (self, caption, TRUE);
  for (int i = 0; i < 2; i++)
    {
      const char *words = *texts[i] != '\0' ? texts[i] : _ ("nothing");
      GtkWidget *button = gtk_check_button_new (), *label = sn_recipient_identity_make_label (words, *texts[i] != '\0' ? "numeric" : "dim-label");
      g_autofree char *name = g_strdup_printf ("%s: %s", caption, words);

      gtk_label_set_yalign (GTK_LABEL (label), 0.5);
      gtk_label_set_width_chars (GTK_LABEL (label), 18);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label); /* which wraps */
      gtk_widget_set_hexpand (button, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      sides[i] = GTK_CHECK_BUTTON (button);
      gtk_grid_attach (self->grid, button, i + 1, self->row, 1, 1);
    }
  gtk_check_button_set_group (sides[1], sides[0]);
  gtk_check_button_set_active (sides[proposed], TRUE);
  self->row++;
}

static void
add_field (SnDuplicateComparison *self, const SnPersonRecord *const records[2], const char *field, guint keep)
{
  g_autofree char *first = describe_field (records[0], field), *second = describe_field (records[1], field);
  const char *const texts[] = { first, second };
  Choice choice = { field };

  if (is_same (records, field, texts))
    {
      add_plain (self, sn_person_merge_field_word (field), texts, FALSE);
      return;
    }
  add_choice (self, sn_person_merge_field_word (field), texts, *texts[keep] != '\0' ? keep : 1 - keep, choice.sides);
  g_array_append_val (self->choices, choice);
}

static void
add_facts (SnDuplicateComparison *self, const SnPersonRecord *const records[2])
{
  g_autofree char *first = join_categories (records[0]), *second = join_categories (records[1]);
  g_autofree char *first_sum = sn_money_format (sn_recipient_get_total_fen (records[0]->recipient));
  g_autofree char *second_sum = sn_money_format (sn_recipient_get_total_fen (records[1]->recipient));
  g_autofree char *first_count = g_strdup_printf ("%u", records[0]->benefits->len), *second_count = g_strdup_printf ("%u", records[1]->benefits->len);

  gtk_grid_attach (self->grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, self->row++, 3, 1);
  add_plain (self, _ ("Categories"), (const char *const[]){ first, second }, strcmp (first, second) != 0);
  add_plain (self, _ ("Benefits"), (const char *const[]){ first_count, second_count }, FALSE);
  add_plain (self, _ ("This winter"), (const char *const[]){ first_sum, second_sum }, FALSE);
}

/* (transfer full) */
static char *
describe_number (const SnPerson *person)
{
  g_autofree char *masked = sn_document_number_mask (person->document_number);

  /* TRANSLATORS: a masked number that does not fit its check digit and was let stand for a reason */
  return *person->document_reason != '\0' ? g_strdup_printf (_ ("%s (wrong check digit)"), masked) : g_steal_pointer (&masked);
}

void
sn_duplicate_comparison_show (SnDuplicateComparison *self, const SnPersonRecord *first, const SnPersonRecord *second)
{
  const SnPersonRecord *const records[] = { first, second };
  const SnPerson *const persons[] = { first->person, second->person };
  const guint n_benefits[] = { first->benefits->len, second->benefits->len };
  g_autofree char *first_number = describe_number (first->person), *second_number = describe_number (second->person);
  guint keep = sn_person_merge_propose (persons, n_benefits);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  g_array_set_size (self->choices, 0);
  self->row = 0;
  self->ids[0] = first->person->id;
  self->ids[1] = second->person->id;
  add_choice (self, _ ("Number that stays"), (const char *const[]){ first_number, second_number }, keep, self->keep);
  for (const char *const *field = sn_person_merge_fields (); *field != NULL; field++)
    add_field (self, records, *field, keep);
  add_facts (self, records);
}

/* ── The answer ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
get_kept_side (SnDuplicateComparison *self)
{
  return self->keep[1] != NULL && gtk_check_button_get_active (self->keep[1]) ? 1 : 0;
}

gint64
sn_duplicate_comparison_get_keep (SnDuplicateComparison *self)
{
  return self->ids[get_kept_side (self)];
}

gint64
sn_duplicate_comparison_get_gone (SnDuplicateComparison *self)
{
  return self->ids[1 - get_kept_side (self)];
}

GStrv
sn_duplicate_comparison_dup_take (SnDuplicateComparison *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint other = 1 - get_kept_side (self);

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (gtk_check_button_get_active (choice->sides[other]))
        g_strv_builder_add (builder, choice->field);
    }
  return g_strv_builder_end (builder);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_duplicate_comparison_finalize (GObject *object)
{
  g_array_unref (SN_DUPLICATE_COMPARISON (object)->choices);
  G_OBJECT_CLASS (sn_duplicate_comparison_parent_class)->finalize (object);
}

static void
sn_duplicate_comparison_class_init (SnDuplicateComparisonClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_duplicate_comparison_finalize;
}

static void
sn_duplicate_comparison_init (SnDuplicateComparison *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "sn-content");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
sn_duplicate_comparison_new (void)
{
  return g_object_new (SN_TYPE_DUPLICATE_COMPARISON, NULL);
}
