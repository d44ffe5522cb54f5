/* sn-recipient-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-pane.h"

#include "sn-money.h"
#include "sn-recipient-events.h"
#include "sn-recipient-holdings.h"
#include "sn-recipient-household.h"
#include "sn-recipient-identity.h"
#include "sn-recipient-possible.h"
#include "sn-recipient-sums.h"
#include "sn-recipient-timeline.h"
#include "sn-section.h"

#include <glib/gi18n.h>

struct _SnRecipientPane
{
  AdwBin             parent_instance;

  /* Template */
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkLabel          *name_label;
  GtkLabel          *detail_label;
  GtkGrid           *facts;
  GtkExpander       *household_section;
  GtkListBox        *members;
  GtkLabel          *household_label;
  GtkExpander       *sums_section;
  GtkGrid           *sums;
  GtkExpander       *categories_section;
  GtkGrid           *categories;
  GtkExpander       *accounts_section;
  GtkGrid           *accounts;
  GtkExpander       *possible_section;
  GtkListBox        *possible;
  GtkExpander       *benefits_section;
  GtkWidget         *no_benefits;
  GtkBox            *timeline;
  GtkExpander       *history_section;
  GtkListBox        *events;
  GtkBox            *edit_place;

  /* Owned */
  SnPersonRecord    *record;   /* (nullable): nobody */
  SnPersonStory     *story;    /* (nullable): not read yet */
  GHashTable        *revealed; /* char *field → char *number in full */
  char              *barred;   /* (nullable): why no number may be seen in full */
};

enum { PERSON_WANTED, PAGE_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientPane, sn_recipient_pane, ADW_TYPE_BIN)

/* ── Parts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
fill_numbers (SnRecipientPane *self)
{
  SnNumbers numbers = { self->revealed, self->barred };

  sn_recipient_identity_fill (self->facts, self->record, &numbers);
  sn_recipient_holdings_fill_accounts (self->accounts, self->record, &numbers);
}

static void
fill_household (SnRecipientPane *self)
{
  g_autofree char *count = sn_recipient_household_describe (self->record), *more = sn_recipient_household_describe_more (self->record);

  sn_recipient_household_fill (self->members, self->record, self->story);
  sn_section_set_detail (self->household_section, count);
  gtk_label_set_label (self->household_label, more);
  gtk_widget_set_visible (GTK_WIDGET (self->household_label), *more != '\0');
}

static void
fill_holdings (SnRecipientPane *self)
{
  g_autofree char *held = sn_recipient_holdings_fill_categories (self->categories, self->record->categories);

  sn_section_set_detail (self->categories_section, held);
}

static void
fill_possible (SnRecipientPane *self)
{
  GPtrArray *possible = self->record->possible;
  gboolean keyboard_is_settled = sn_recipient_possible_fill (self->possible, possible);
  g_autofree char *count = g_strdup_printf ("%u", possible->len);

  gtk_widget_set_visible (GTK_WIDGET (self->possible_section), possible->len > 0);
  sn_section_set_detail (self->possible_section, count);
  if (!keyboard_is_settled)
    gtk_widget_grab_focus (GTK_WIDGET (self->members));
}

static void
fill_benefits (SnRecipientPane *self)
{
  g_autofree char *count = g_strdup_printf ("%u", self->record->benefits->len);

  gtk_widget_set_visible (self->no_benefits, self->record->benefits->len == 0);
  sn_recipient_timeline_fill (self->timeline, self->record->benefits);
  sn_section_set_detail (self->benefits_section, self->record->benefits->len > 0 ? count : "");
}

static gboolean
has_sums (const SnPersonStory *story)
{
  return sn_story_year_sum (&story->now, SN_STORY_OWN, SN_STORY_MEMBERS).due_fen != 0 ||
         sn_story_year_sum (&story->then, SN_STORY_OWN, SN_STORY_MEMBERS).due_fen != 0;
}

static void
show_story_parts (SnRecipientPane *self)
{
  gboolean is_told = self->story != NULL;
  g_autofree char *count = is_told ? g_strdup_printf ("%u", self->story->events->len) : NULL, *sum = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->sums_section), is_told && has_sums (self->story));
  gtk_widget_set_visible (GTK_WIDGET (self->history_section), is_told && self->story->events->len > 0);
  if (!is_told)
    return;
  sum = sn_recipient_sums_fill (self->sums, self->story);
  sn_section_set_detail (self->sums_section, sum);
  sn_section_set_detail (self->history_section, count);
  sn_recipient_events_fill (self->events, self->story);
}

/* ── The person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
forget_person (SnRecipientPane *self)
{
  g_hash_table_remove_all (self->revealed);
  g_clear_pointer (&self->story, sn_person_story_free);
  sn_recipient_pane_set_form (self, NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
sn_recipient_pane_show (SnRecipientPane *self, SnPersonRecord *take_record)
{
  gint64 before = sn_recipient_pane_get_person_id (self);
  g_autofree char *details = NULL;

  g_clear_pointer (&self->record, sn_person_record_free);
  self->record = take_record;
  if (sn_recipient_pane_get_person_id (self) != before)
    forget_person (self);
  if (!sn_recipient_pane_has_form (self))
    gtk_stack_set_visible_child_name (self->stack, take_record != NULL ? "person" : "none");
  if (take_record == NULL)
    return;
  details = sn_recipient_identity_describe (take_record);
  gtk_label_set_label (self->name_label, take_record->person->name);
  gtk_label_set_label (self->detail_label, details);
  fill_numbers (self);
  fill_household (self);
  fill_holdings (self);
  fill_possible (self);
  fill_benefits (self);
  show_story_parts (self);
}

void
sn_recipient_pane_show_story (SnRecipientPane *self, gint64 person_id, SnPersonStory *take_story)
{
  g_autoptr (SnPersonStory) story = take_story;

  if (person_id == 0 || person_id != sn_recipient_pane_get_person_id (self))
    return;
  g_clear_pointer (&self->story, sn_person_story_free);
  self->story = g_steal_pointer (&story);
  fill_household (self);
  show_story_parts (self);
}

gint64
sn_recipient_pane_get_person_id (SnRecipientPane *self)
{
  return self->record != NULL ? self->record->person->id : 0;
}

const SnPersonRecord *
sn_recipient_pane_get_record (SnRecipientPane *self)
{
  return self->record;
}

void
sn_recipient_pane_reveal (SnRecipientPane *self, gint64 person_id, const char *field, const char *text)
{
  if (person_id == 0 || person_id != sn_recipient_pane_get_person_id (self))
    return;
  g_hash_table_insert (self->revealed, g_strdup (field), g_strdup (text));
  sn_recipient_identity_show_numbers (GTK_WIDGET (self->facts), &(SnNumbers){ self->revealed, self->barred });
  sn_recipient_identity_show_numbers (GTK_WIDGET (self->accounts), &(SnNumbers){ self->revealed, self->barred });
}

void
sn_recipient_pane_set_barred (SnRecipientPane *self, const char *barred)
{
  g_free (self->barred);
  self->barred = g_strdup (barred);
}

/* ── The form in its place ──────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_recipient_pane_has_form (SnRecipientPane *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->edit_place)) != NULL;
}

void
sn_recipient_pane_set_form (SnRecipientPane *self, GtkWidget *form)
{
  GtkWidget *before = gtk_widget_get_first_child (GTK_WIDGET (self->edit_place));

  if (before == NULL && form == NULL)
    return;
  if (before != NULL)
    gtk_box_remove (self->edit_place, before);
  if (form != NULL)
    gtk_box_append (self->edit_place, form);
  gtk_stack_set_visible_child_name (self->stack, form != NULL ? "edit" : self->record != NULL ? "person" : "none");
}

/* ── Where rows lead ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_member_activated (SnRecipientPane *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PERSON_WANTED], 0, sn_recipient_household_get_person_id (row));
}

static void
handle_event_activated (SnRecipientPane *self, GtkListBoxRow *row)
{
  const char *page;
  g_autofree char *target = NULL;

  if (sn_recipient_events_activate (self->events, row, &page, &target))
    g_signal_emit (self, signals[PAGE_WANTED], 0, page, target);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

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
  SnRecipientPane *self = SN_RECIPIENT_PANE (object);

  g_clear_pointer (&self->record, sn_person_record_free);
  g_clear_pointer (&self->story, sn_person_story_free);
  g_hash_table_unref (self->revealed);
  g_free (self->barred);
  G_OBJECT_CLASS (sn_recipient_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-recipient-pane.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SnRecipientPane, child)
  BIND (stack);
  BIND (scroller);
  BIND (name_label);
  BIND (detail_label);
  BIND (facts);
  BIND (household_section);
  BIND (members);
  BIND (household_label);
  BIND (sums_section);
  BIND (sums);
  BIND (categories_section);
  BIND (categories);
  BIND (accounts_section);
  BIND (accounts);
  BIND (possible_section);
  BIND (possible);
  BIND (benefits_section);
  BIND (no_benefits);
  BIND (timeline);
  BIND (history_section);
  BIND (events);
  BIND (edit_place);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, handle_member_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_event_activated);
}

static void
sn_recipient_pane_class_init (SnRecipientPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_recipient_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_recipient_pane_finalize;
  bind_template (GTK_WIDGET_CLASS (class));
  signals[PERSON_WANTED] = g_signal_new ("person-wanted", SN_TYPE_RECIPIENT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         1, G_TYPE_INT64);
  signals[PAGE_WANTED] = g_signal_new ("page-wanted", SN_TYPE_RECIPIENT_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       G_TYPE_STRING, G_TYPE_STRING);
}

static void
sn_recipient_pane_init (SnRecipientPane *self)
{
  self->revealed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_section_make (self->household_section, "household", _ ("Household"));
  sn_section_make (self->sums_section, "sums", _ ("Sums"));
  sn_section_make (self->categories_section, "categories", _ ("Categories"));
  sn_section_make (self->accounts_section, "accounts", _ ("Accounts"));
  sn_section_make (self->possible_section, "possible", _ ("Could Be Listed"));
  sn_section_make (self->benefits_section, "benefits", _ ("Benefits"));
  sn_section_make (self->history_section, "history", _ ("Everything That Happened"));
}
