/* sn-department-page.c: cards, filters and the table. What can be done with a roster is in sn-department-actions.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-department-page-private.h"

#include "sn-accessible-label.h"
#include "sn-money.h"
#include "sn-program-card.h"
#include "sn-text.h"
#include "sn-words.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define PROGRAM_TARGET "program:"

G_DEFINE_FINAL_TYPE (SnDepartmentPage, sn_department_page, SN_TYPE_PAGE)

/* In the order of the choice; the first is all of them. */
static const char *const states[] = { NULL, "listed", "submitted", "approved", "pending", "issued", "paid", "failed", "returned",
                                       "held", "withdrawn" };

gint64
sn_department_page_get_town (SnDepartmentPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->town_choice);

  if (self->reading->towns == NULL || selected == 0 || selected > self->reading->towns->len)
    return 0;
  return ((const SnDivision *) g_ptr_array_index (self->reading->towns, selected - 1))->id;
}

/* ── The table ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
fold_search (SnDepartmentPage *self)
{
  g_autofree char *squeezed = sn_text_squeeze (gtk_editable_get_text (self->find_entry));

  return g_utf8_strdown (squeezed, -1);
}

static GPtrArray *
filter_items (SnDepartmentPage *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_item_unref);
  g_autofree char *folded = fold_search (self);
  const char *state = states[MIN (gtk_drop_down_get_selected (self->state_choice), G_N_ELEMENTS (states) - 1)];
  gint64 town_id = sn_department_page_get_town (self);

  for (guint i = 0; i < self->reading->items->len; i++)
    {
      SnRosterItem *item = g_ptr_array_index (self->reading->items, i);

      if ((town_id == 0 || item->entitlement->town_id == town_id) && (state == NULL || strcmp (sn_roster_item_get_state (item), state) == 0) &&
          sn_roster_item_matches (item, folded))
        g_ptr_array_add (items, sn_roster_item_ref (item));
    }
  return items;
}

/* The program's card counts without those that are held or withdrawn: the two must not look like a miscount. */
static void
show_summary (SnDepartmentPage *self, GPtrArray *items)
{
  gint64 amount_fen = 0, out_fen = 0;
  guint n_out = 0;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const SnEntitlement *line = ((const SnRosterItem *) g_ptr_array_index (items, i))->entitlement;
      gboolean is_out = strcmp (line->state, "held") == 0 || strcmp (line->state, "withdrawn") == 0;

      amount_fen += line->amount_fen;
      out_fen += is_out ? line->amount_fen : 0;
      n_out += is_out ? 1 : 0;
    }
  amount = sn_money_format (amount_fen);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u line, %s yuan", "%'u lines, %s yuan", items->len), items->len, amount);
  if (n_out > 0)
    {
      g_autofree char *out = sn_money_format (out_fen);
      g_autofree char *whole = g_steal_pointer (&text);

      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s; %'u of them is held or withdrawn, %s yuan",
                                           "%s; %'u of them are held or withdrawn, %s yuan", n_out), whole, n_out, out);
    }
  gtk_label_set_label (self->summary, text);
}

/* As a spreadsheet does: what is marked, counted and summed. One line is its own sum. */
static void
show_selected_summary (SnDepartmentPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = (guint) gtk_bitset_get_size (selected);
  gint64 amount_fen = 0;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      const SnRosterItem *item = sn_row_list_get (self->rows, gtk_bitset_get_nth (selected, i));

      amount_fen += item != NULL ? item->entitlement->amount_fen : 0;
    }
  amount = sn_money_format (amount_fen);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u selected, %s yuan", "%'u selected, %s yuan", n), n, amount);
  gtk_label_set_label (self->selected_summary, n > 1 ? text : "");
}

static GHashTable *
collect_selected_ids (SnDepartmentPage *self)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint64 n = gtk_bitset_get_size (selected);

  for (guint64 i = 0; i < n; i++)
    {
      const SnRosterItem *item = sn_row_list_get (self->rows, gtk_bitset_get_nth (selected, (guint) i));

      if (item != NULL)
        g_hash_table_add (ids, g_memdup2 (&item->entitlement->id, sizeof item->entitlement->id));
    }
  return ids;
}

static void
select_ids (SnDepartmentPage *self, GHashTable *ids)
{
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;
  GPtrArray *items = sn_row_list_get_rows (self->rows);

  if (g_hash_table_size (ids) == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    if (g_hash_table_contains (ids, &((const SnRosterItem *) g_ptr_array_index (items, i))->entitlement->id))
      gtk_bitset_add (chosen, i);
  all = gtk_bitset_new_range (0, items->len);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), chosen, all);
}

typedef struct
{
  GtkAdjustment *adjustment;
  double         value;
} Place;

static gboolean
return_to_place (gpointer data)
{
  Place *place = data;

  gtk_adjustment_set_value (place->adjustment, place->value);
  return G_SOURCE_REMOVE;
}

static void
free_place (gpointer data)
{
  g_object_unref (((Place *) data)->adjustment);
  g_free (data);
}

/* The view forgets where it was when many rows change, and knows its new height only once it is laid out. */
static void
keep_place (SnDepartmentPage *self)
{
  Place *place = g_new (Place, 1);

  place->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (self->roster_scroll));
  place->value = self->other_roster ? 0 : gtk_adjustment_get_value (place->adjustment);
  g_idle_add_full (G_PRIORITY_LOW, return_to_place, place, free_place);
}

/* Where no other program gives anything, or nothing was found, the other columns get that room; of the whole roster, so that nothing
 * comes and goes while somebody types. */
static void
choose_columns (SnDepartmentPage *self, GPtrArray *items)
{
  gboolean has_other = FALSE, has_findings = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const SnRosterItem *item = g_ptr_array_index (items, i);

      has_other |= item->other.lines > 0;
      has_findings |= item->n_open > 0;
    }
  sn_table_show_column (self->roster_view, SN_ROSTER_COLUMN_OTHER, has_other);
  sn_table_show_column (self->roster_view, SN_ROSTER_COLUMN_FINDINGS, has_findings);
}

static void
show_items (SnDepartmentPage *self)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) selected = NULL;

  if (self->filling || self->reading->items == NULL)
    return;
  selected = collect_selected_ids (self);
  items = filter_items (self);
  choose_columns (self, self->reading->items);
  sn_row_list_update (self->rows, items, sn_roster_item_is_same, sn_roster_item_looks_same, NULL);
  select_ids (self, selected);
  show_summary (self, items);
  show_selected_summary (self);
  gtk_stack_set_visible_child_name (self->roster_stack, items->len > 0 ? "rows" : self->reading->items->len > 0 ? "no-match" : "empty");
  gtk_widget_set_visible (self->work_bar, self->reading->items->len > 0);
  gtk_widget_set_visible (self->filter_bar, self->reading->items->len > 0);
  gtk_widget_set_visible (self->status_bar, items->len > 0);
  sn_department_page_update_moves (self);
}

/* ── Cards ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
choose_program (SnDepartmentPage *self, const char *code)
{
  if (g_strcmp0 (self->program_code, code) == 0)
    return;
  g_free (self->program_code);
  self->program_code = g_strdup (code);
  self->other_roster = TRUE;
  sn_page_refresh (SN_PAGE (self));
}

static void
handle_card_toggled (SnProgramCard *card, SnDepartmentPage *self)
{
  if (!self->filling && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)))
    choose_program (self, sn_program_card_get_code (card));
}

static void
set_number_of_cards (SnDepartmentPage *self, guint n_cards)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  GtkWidget *first = child;

  for (guint i = 0; i < n_cards; i++)
    {
      if (child == NULL)
        {
          GtkWidget *card = GTK_WIDGET (sn_program_card_new ());

          g_signal_connect (card, "toggled", G_CALLBACK (handle_card_toggled), self);
          gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (card), first != NULL ? GTK_TOGGLE_BUTTON (first) : NULL);
          gtk_box_append (self->cards, card);
          first = first != NULL ? first : card;
          continue;
        }
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (self->cards, child);
      child = next;
    }
}

static void
show_cards (SnDepartmentPage *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));
  GtkWidget *card;
  guint i = 0;

  set_number_of_cards (self, self->reading->programs->len);
  for (card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      const SnProgram *program = g_ptr_array_index (self->reading->programs, i++);

      sn_program_card_show (SN_PROGRAM_CARD (card), program, sn_department_reading_find_progress (self->reading, program->code),
                            facts != NULL && facts->campaign != NULL ? facts->campaign->delivery_due : NULL);
      if (g_strcmp0 (program->code, self->reading->program_code) == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
    }
}

static void
show_rates_bar (SnDepartmentPage *self)
{
  const SnProgram *program = sn_department_reading_get_program (self->reading);
  guint n = program != NULL ? program->n_unconfirmed : 0;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->rates_bar, n > 0);
  if (n == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rate of %s is taken over from last year and waits for confirmation.",
                                        "%u rates of %s are taken over from last year and wait for confirmation.", n), n, program->code);
  gtk_label_set_label (self->rates_words, words);
}

/* ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
fill_town_choice (SnDepartmentPage *self)
{
  g_autoptr (GtkStringList) names = NULL;
  GListModel *model = gtk_drop_down_get_model (self->town_choice);

  /* Towns do not come and go while a workspace is open. */
  if (model != NULL && g_list_model_get_n_items (model) == self->reading->towns->len + 1)
    return;
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _ ("All towns"));
  for (guint i = 0; i < self->reading->towns->len; i++)
    gtk_string_list_append (names, ((const SnDivision *) g_ptr_array_index (self->reading->towns, i))->name);
  gtk_drop_down_set_model (self->town_choice, G_LIST_MODEL (names));
}

static void
fill_state_choice (SnDepartmentPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All states"));
  for (gsize i = 1; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (names, sn_words_for_state (states[i]));
  gtk_drop_down_set_model (self->state_choice, G_LIST_MODEL (names));
}

static void
handle_town (SnDepartmentPage *self)
{
  if (self->filling)
    return;
  show_items (self);
  sn_page_refresh (SN_PAGE (self));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
finish_reading (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (owner);
  SnDepartmentReading *reading = data, old;

  if (error != NULL)
    return;
  old = *self->reading;
  *self->reading = *reading;
  *reading = old;
  g_free (self->program_code);
  self->program_code = g_strdup (self->reading->program_code);
  self->filling = TRUE;
  fill_town_choice (self);
  show_cards (self);
  show_rates_bar (self);
  self->filling = FALSE;
  keep_place (self);
  show_items (self);
  self->other_roster = FALSE;
  sn_department_page_update_deeds (self);
  gtk_stack_set_visible_child_name (self->stack, self->reading->programs->len > 0 ? "programs" : "none");
}

static void
sn_department_page_refresh (SnPage *page)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (page);
  const char *code = sn_page_get_department (page);
  const SnDepartment *department = code != NULL ? sn_session_find_department (sn_page_get_session (page), code) : NULL;
  GPtrArray *findings = sn_session_get_findings (sn_page_get_session (page));
  SnDepartmentReading *reading;

  /* The registry's row stands for one page each; there is none without its department. */
  if (code == NULL)
    return;
  if (department != NULL && department->funds)
    {
      gtk_stack_set_visible_child_name (self->stack, "funding");
      sn_funding_ledger_refresh (self->ledger, page);
      return;
    }
  reading = g_new0 (SnDepartmentReading, 1);
  reading->department = g_strdup (code);
  reading->program_code = g_strdup (self->program_code);
  reading->town_id = sn_department_page_get_town (self);
  reading->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  sn_page_run (page, NULL, sn_department_reading_run, reading, sn_department_reading_free, finish_reading);
}

static void
sn_department_page_open (SnPage *page, const char *target)
{
  if (g_str_has_prefix (target, PROGRAM_TARGET))
    choose_program (SN_DEPARTMENT_PAGE (page), target + strlen (PROGRAM_TARGET));
}

static void
sn_department_page_find (SnPage *page)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (page);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->find_entry)))
    gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  else
    sn_page_go (page, "recipients", NULL);
}

static const SnProgram *
sn_department_page_get_program (SnPage *page)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (page);

  return self->reading->programs != NULL ? sn_department_reading_get_program (self->reading) : NULL;
}

static void
sn_department_page_export (SnPage *page)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "funding") == 0)
    sn_department_page_export_ledger (self);
  else
    sn_department_page_export_roster (self);
}

/* (nullable): whose roster is shown */
static GtkWidget *
find_active_card (SnDepartmentPage *self)
{
  GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  while (card != NULL && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)))
    card = gtk_widget_get_next_sibling (card);
  return card;
}

/* Cards that were made just now have no place yet: the keyboard would pass them over and go to the menu behind them. */
static gboolean
sn_department_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *card = find_active_card (SN_DEPARTMENT_PAGE (widget));

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL && card != NULL && gtk_widget_get_mapped (card))
    return gtk_widget_grab_focus (card);
  return GTK_WIDGET_CLASS (sn_department_page_parent_class)->focus (widget, direction);
}

static void
handle_row_activated (SnDepartmentPage *self, guint position)
{
  const SnRosterItem *item = sn_row_list_get (self->rows, position);
  g_autofree char *target = item != NULL ? g_strdup_printf ("person:%" PRId64, item->entitlement->person_id) : NULL;

  if (target != NULL)
    sn_page_go (SN_PAGE (self), "recipients", target);
}

static void
handle_clear_filters (SnDepartmentPage *self)
{
  gtk_editable_set_text (self->find_entry, "");
  gtk_drop_down_set_selected (self->state_choice, 0);
  gtk_drop_down_set_selected (self->town_choice, 0);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_department_page_constructed (GObject *object)
{
  SnSession *session = sn_page_get_session (SN_PAGE (object));

  G_OBJECT_CLASS (sn_department_page_parent_class)->constructed (object);
  if (session != NULL)
    g_signal_connect_object (session, "findings-counted", G_CALLBACK (sn_page_refresh), object, G_CONNECT_SWAPPED);
}

static void
sn_department_page_dispose (GObject *object)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (object);

  self->filling = TRUE;
  /* The stack is a child of the template and of the bin: only one of them may take it away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_DEPARTMENT_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (sn_department_page_parent_class)->dispose (object);
}

static void
sn_department_page_finalize (GObject *object)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (object);

  sn_department_reading_free (self->reading);
  g_free (self->program_code);
  G_OBJECT_CLASS (sn_department_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-department-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, ledger);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, cards);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, rates_bar);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, rates_words);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, work_bar);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, town_choice);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, state_choice);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, find_entry);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, status_bar);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, summary);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, selected_summary);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, rates_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, first_import_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, first_add_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, submit_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, approve_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, return_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, batch_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, change_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, hold_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, release_button);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, roster_stack);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, roster_scroll);
  gtk_widget_class_bind_template_child (widget_class, SnDepartmentPage, roster_view);
  gtk_widget_class_bind_template_callback (widget_class, show_items);
  gtk_widget_class_bind_template_callback (widget_class, handle_town);
  gtk_widget_class_bind_template_callback (widget_class, handle_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_clear_filters);
}

static void
sn_department_page_class_init (SnDepartmentPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_department_page_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_department_page_finalize;
  G_OBJECT_CLASS (class)->constructed = sn_department_page_constructed;
  GTK_WIDGET_CLASS (class)->focus = sn_department_page_focus;
  SN_PAGE_CLASS (class)->refresh = sn_department_page_refresh;
  SN_PAGE_CLASS (class)->open = sn_department_page_open;
  SN_PAGE_CLASS (class)->find = sn_department_page_find;
  SN_PAGE_CLASS (class)->export = sn_department_page_export;
  SN_PAGE_CLASS (class)->get_program = sn_department_page_get_program;
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  g_type_ensure (SN_TYPE_FUNDING_LEDGER);
  bind_template (GTK_WIDGET_CLASS (class));
  sn_department_page_install_program_actions (GTK_WIDGET_CLASS (class));
  sn_department_page_install_actions (GTK_WIDGET_CLASS (class));
}

static void
sn_department_page_init (SnDepartmentPage *self)
{
  self->filling = TRUE;
  self->other_roster = TRUE;
  self->reading = g_new0 (SnDepartmentReading, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_accessible_label_keep (GTK_WIDGET (self->town_choice));
  sn_accessible_label_keep (GTK_WIDGET (self->state_choice));
  self->rows = sn_row_list_new ();
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  sn_table_set_columns (self->roster_view, sn_roster_columns, SN_ROSTER_N_COLUMNS);
  sn_table_set_model (self->roster_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (sn_department_page_update_moves), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_selected_summary), self, G_CONNECT_SWAPPED);
  fill_state_choice (self);
  self->filling = FALSE;
}
