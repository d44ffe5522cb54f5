/* sn-recipient-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-pane.h"

#include "sn-money.h"
#include "sn-recipient-possible.h"
#include "sn-recipient-timeline.h"

#include <glib/gi18n.h>

#define FIRST_FACT_ROW 1 /* below the document number, which stands in the template */

struct _SnRecipientPane
{
  AdwBin             parent_instance;

  /* Template */
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkLabel          *name_label;
  GtkLabel          *detail_label;
  GtkGrid           *facts;
  GtkLabel          *document_label;
  GtkWidget         *reveal_button;
  GtkWidget         *categories_section;
  GtkGrid           *categories;
  GtkLabel          *household_title;
  GtkListBox        *members;
  GtkWidget         *possible_section;
  GtkListBox        *possible;
  GtkWidget         *no_benefits;
  GtkBox            *timeline;

  /* Owned */
  gint64             person_id; /* 0: nobody */
  char              *revealed;  /* (nullable): the number in full */
};

enum { PERSON_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientPane, sn_recipient_pane, ADW_TYPE_BIN)

/* ── Facts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_fact (SnRecipientPane *self, int *row, const char *caption, const char *value)
{
  GtkWidget *label;

  if (*value == '\0')
    return;
  label = make_label (value, "numeric");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_grid_attach (self->facts, make_label (caption, "dim-label"), 0, *row, 1, 1);
  gtk_grid_attach (self->facts, label, 1, *row, 2, 1);
  ++*row;
}

static char *
join (const char *first, const char *separator, const char *second)
{
  return *first != '\0' && *second != '\0' ? g_strconcat (first, separator, second, NULL)
                                           : g_strdup (*first != '\0' ? first : second);
}

static char *
describe_account (const SnPerson *person)
{
  g_autofree char *masked = sn_account_number_mask (person->account_number);
  g_autofree char *account = *person->account_number != '\0' ? join (masked, "\n", person->bank_name) : g_strdup (person->bank_name);

  if (*person->account_holder == '\0' || g_str_equal (person->account_holder, person->name))
    return g_steal_pointer (&account);
  return join (account, "\n", person->account_holder);
}

static void
fill_facts (SnRecipientPane *self, const SnPersonRecord *record)
{
  g_autofree char *account = describe_account (record->person);
  g_autofree char *place = join (sn_recipient_get_town (record->recipient), " · ", sn_recipient_get_village (record->recipient));
  g_autofree char *total = sn_money_format (sn_recipient_get_total_fen (record->recipient));
  int row = FIRST_FACT_ROW;

  while (gtk_grid_get_child_at (self->facts, 0, FIRST_FACT_ROW) != NULL)
    gtk_grid_remove_row (self->facts, FIRST_FACT_ROW);
  add_fact (self, &row, _ ("Phone"), sn_recipient_get_phone_masked (record->recipient));
  add_fact (self, &row, _ ("Account"), account);
  add_fact (self, &row, _ ("Lives in"), place);
  add_fact (self, &row, _ ("Address"), record->person->address);
  add_fact (self, &row, _ ("Note"), record->person->note);
  add_fact (self, &row, _ ("This winter"), sn_recipient_get_total_fen (record->recipient) != 0 ? total : "");
}

/* "female · 72 years · born 1953-04-01" */
static char *
describe_person (const SnPersonRecord *record)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = NULL, [SN_SEX_MALE] = N_ ("male"), [SN_SEX_FEMALE] = N_ ("female") };
  const char *sex = sexes[sn_recipient_get_sex (record->recipient)];
  int age_years = sn_recipient_get_age_years (record->recipient);
  g_autofree char *age = age_years >= 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong) age_years), age_years) : g_strdup ("");
  g_autofree char *born = *record->person->birth_date != '\0' ? g_strdup_printf (_ ("born %s"), record->person->birth_date) : g_strdup ("");
  g_autofree char *first = join (sex != NULL ? _ (sex) : "", " · ", age);

  g_autofree char *life = join (first, " · ", born);
  g_autofree char *gone = *record->person->died_on != '\0'    ? g_strdup_printf (_ ("died on %s"), record->person->died_on)
                          : *record->person->moved_on != '\0' ? g_strdup_printf (_ ("moved away on %s"), record->person->moved_on)
                                                              : g_strdup ("");

  return join (life, " · ", gone);
}

static void
show_document (SnRecipientPane *self, const SnPersonRecord *record)
{
  gtk_label_set_label (self->document_label,
                       self->revealed != NULL ? self->revealed : sn_recipient_get_document_masked (record->recipient));
  gtk_widget_set_visible (self->reveal_button, self->revealed == NULL);
}

/* ── Categories ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe_period (const SnPersonCategory *category)
{
  if (*category->to_date == '\0')
    return g_strdup_printf (_ ("since %s"), category->from_date);
  return g_strdup_printf (_ ("%s to %s"), category->from_date, category->to_date);
}

static void
fill_categories (SnRecipientPane *self, GPtrArray *categories)
{
  while (gtk_grid_get_child_at (self->categories, 0, 0) != NULL)
    gtk_grid_remove_row (self->categories, 0);
  for (guint i = 0; i < categories->len; i++)
    {
      const SnPersonCategory *category = g_ptr_array_index (categories, i);
      g_autofree char *period = describe_period (category);
      GtkWidget *name = make_label (category->name, *category->to_date != '\0' ? "dim-label" : NULL);

      gtk_widget_set_hexpand (name, TRUE);
      gtk_grid_attach (self->categories, name, 0, (int) i, 1, 1);
      gtk_grid_attach (self->categories, make_label (period, "dim-label"), 1, (int) i, 1, 1);
    }
  gtk_widget_set_visible (self->categories_section, categories->len > 0);
}

/* ── Household ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_member (const SnPerson *member, gboolean is_head, gboolean is_shown)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *masked = sn_document_number_mask (member->document_number);
  const char *relation = is_head && *member->relation == '\0' ? _ ("head") : member->relation;
  GtkWidget *name = make_label (member->name, is_shown ? "heading" : NULL), *number = make_label (masked, "numeric"),
            *place = make_label (relation, "dim-label");
  g_autofree char *words = g_strdup_printf ("%s, %s, %s", member->name, relation, masked);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (number), FALSE);
  gtk_label_set_wrap (GTK_LABEL (place), FALSE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), place);
  gtk_box_append (GTK_BOX (box), number);
  gtk_widget_add_css_class (box, "sn-member");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !is_shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "person-id", g_memdup2 (&member->id, sizeof member->id), g_free);
  return row;
}

static void
fill_household (SnRecipientPane *self, const SnPersonRecord *record)
{
  guint n_members = record->members->len;
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Household of %u person", "Household of %u people", n_members), n_members);
  g_autofree char *title = join (count, " · ", record->household->register_number);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->members, 0)) != NULL)
    gtk_list_box_remove (self->members, GTK_WIDGET (row));
  for (guint i = 0; i < n_members; i++)
    {
      const SnPerson *member = g_ptr_array_index (record->members, i);

      gtk_list_box_append (self->members,
                           make_member (member, member->id == record->household->head_id, member->id == record->person->id));
    }
  gtk_label_set_label (self->household_title, title);
}

static void
handle_member_activated (SnRecipientPane *self, GtkListBoxRow *row)
{
  gint64 person_id = *(gint64 *) g_object_get_data (G_OBJECT (row), "person-id");

  g_signal_emit (self, signals[PERSON_WANTED], 0, person_id);
}

/* ── What is possible ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
fill_possible (SnRecipientPane *self, GPtrArray *possible)
{
  gboolean keyboard_is_settled = sn_recipient_possible_fill (self->possible, possible);

  gtk_widget_set_visible (self->possible_section, possible->len > 0);
  if (!keyboard_is_settled)
    gtk_widget_grab_focus (GTK_WIDGET (self->members));
}

/* ── The person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipient_pane_show (SnRecipientPane *self, const SnPersonRecord *record)
{
  gint64 person_id = record != NULL ? record->person->id : 0;
  g_autofree char *details = NULL;

  if (person_id != self->person_id)
    {
      g_clear_pointer (&self->revealed, g_free);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  self->person_id = person_id;
  gtk_stack_set_visible_child_name (self->stack, record != NULL ? "person" : "none");
  if (record == NULL)
    return;
  details = describe_person (record);
  gtk_label_set_label (self->name_label, record->person->name);
  gtk_label_set_label (self->detail_label, details);
  show_document (self, record);
  fill_facts (self, record);
  fill_categories (self, record->categories);
  fill_household (self, record);
  fill_possible (self, record->possible);
  gtk_widget_set_visible (self->no_benefits, record->benefits->len == 0);
  sn_recipient_timeline_fill (self->timeline, record->benefits);
}

gint64
sn_recipient_pane_get_person_id (SnRecipientPane *self)
{
  return self->person_id;
}

void
sn_recipient_pane_reveal (SnRecipientPane *self, gint64 person_id, const char *document_number)
{
  if (person_id != self->person_id)
    return;
  g_free (self->revealed);
  self->revealed = g_strdup (document_number);
  gtk_label_set_label (self->document_label, document_number);
  gtk_widget_set_visible (self->reveal_button, FALSE);
}

static void
sn_recipient_pane_dispose (GObject *object)
{
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RECIPIENT_PANE);
  G_OBJECT_CLASS (sn_recipient_pane_parent_class)->dispose (object);
}

static void
sn_recipient_pane_finalize (GObject *object)
{
  g_free (SN_RECIPIENT_PANE (object)->revealed);
  G_OBJECT_CLASS (sn_recipient_pane_parent_class)->finalize (object);
}

static void
sn_recipient_pane_class_init (SnRecipientPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_recipient_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_recipient_pane_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-recipient-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, name_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, detail_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, facts);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, document_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, categories_section);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, categories);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, household_title);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, members);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, possible_section);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, possible);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, no_benefits);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, timeline);
  gtk_widget_class_bind_template_callback (widget_class, handle_member_activated);
  signals[PERSON_WANTED] = g_signal_new ("person-wanted", SN_TYPE_RECIPIENT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         1, G_TYPE_INT64);
}

static void
sn_recipient_pane_init (SnRecipientPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
