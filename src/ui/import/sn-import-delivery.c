/* sn-import-delivery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-delivery.h"

#include "sn-category-list.h"
#include "sn-check-label.h"
#include "sn-money.h"
#include "sn-table.h"
#include "sn-words.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>

typedef enum { GONE, CHANGED, ADDED, N_GROUPS } Group;

struct _SnImportDelivery
{
  GtkWidget          parent_instance;

  /* Template */
  GtkWidget         *box;
  GtkLabel          *sentence;
  GtkToggleButton   *show_all;
  GtkToggleButton   *show_gone;
  GtkToggleButton   *show_changed;
  GtkToggleButton   *show_added;
  GtkColumnView     *view;
  GtkWidget         *gone_bar;
  GtkCheckButton    *leave;
  GtkCheckButton    *hold;
  GtkEditable       *reason;
  GtkLabel          *gone_help;
  GtkWidget         *changed_bar;
  GtkLabel          *changed_help;
  GtkCheckButton    *keep;
  GtkCheckButton    *take;
  GtkEditable       *change_reason;

  /* Owned */
  SnImportJudgement *judgement; /* (nullable): until the first is shown */
  SnRowList         *rows;      /* Line */
  gboolean           is_category;
};

enum { CHANGED_SIGNAL, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnImportDelivery, sn_import_delivery, GTK_TYPE_WIDGET)

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Borrows from the judgement. */
typedef struct
{
  Group       group;
  gboolean    has_amounts;
  const char *name;
  const char *id_number_masked;
  const char *town;
  const char *town_after;  /* (nullable): another one */
  const char *rate_label;
  const char *since;
  const char *state;
  gint64      before_fen;
  gint64      after_fen;
} Line;

static char *
get_group (gpointer row)
{
  static const char *const words[] = {
    [GONE] = NC_ ("delivery", "Gone"), [CHANGED] = NC_ ("delivery", "Changed"), [ADDED] = NC_ ("delivery", "New"),
  };

  return g_strdup (g_dpgettext2 (NULL, "delivery", words[((const Line *) row)->group]));
}

static char *
get_name (gpointer row)
{
  return g_strdup (((const Line *) row)->name);
}

static char *
get_id_number (gpointer row)
{
  return g_strdup (((const Line *) row)->id_number_masked);
}

static char *
get_town (gpointer row)
{
  const Line *line = row;

  return line->town_after != NULL ? g_strdup_printf ("%s → %s", line->town, line->town_after) : g_strdup (line->town);
}

static char *
get_rate (gpointer row)
{
  return g_strdup (((const Line *) row)->rate_label);
}

static char *
get_before (gpointer row)
{
  const Line *line = row;

  return line->group != ADDED && line->has_amounts ? sn_money_format (line->before_fen) : g_strdup ("");
}

static char *
get_after (gpointer row)
{
  const Line *line = row;

  return line->group != GONE && line->has_amounts ? sn_money_format (line->after_fen) : g_strdup ("");
}

static char *
get_since (gpointer row)
{
  return g_strdup (((const Line *) row)->since);
}

static char *
get_state (gpointer row)
{
  const char *state = ((const Line *) row)->state;

  return g_strdup (state != NULL && *state != '\0' ? sn_words_for_state (state) : "");
}

static const char *
style_group (gpointer row)
{
  static const char *const styles[] = { [GONE] = "error", [CHANGED] = "warning", [ADDED] = "success" };

  return styles[((const Line *) row)->group];
}

enum { COLUMN_RATE = 4, COLUMN_BEFORE, COLUMN_AFTER, COLUMN_STATE, COLUMN_SINCE };
static const SnColumn columns[] = {
  { N_ ("What Differs"), get_group, 6, 0, FALSE, 0, style_group },
  { N_ ("Name"), get_name, 8, 1, FALSE, 0, NULL },
  { N_ ("ID Number"), get_id_number, 20, 0, FALSE, 0, NULL },
  { N_ ("Town"), get_town, 10, 1, FALSE, 0, NULL },
  { N_ ("Rate"), get_rate, 10, 1, FALSE, 1, NULL },
  { N_ ("Last Time"), get_before, 10, 0, TRUE, 0, NULL },
  { N_ ("Now"), get_after, 10, 0, TRUE, 0, NULL },
  { N_ ("State"), get_state, 7, 0, FALSE, 2, NULL },
  { N_ ("Since"), get_since, 11, 0, FALSE, 0, NULL },
};

static void
add_lines (GPtrArray *lines, Group group, GPtrArray *delivered, GPtrArray *towns_after)
{
  for (guint i = 0; delivered != NULL && i < delivered->len; i++)
    {
      const SnDeliveryLine *from = g_ptr_array_index (delivered, i);
      Line *line = g_new0 (Line, 1);

      *line = (Line){ .group = group, .has_amounts = TRUE, .name = from->name, .id_number_masked = from->id_number_masked,
                      .town = from->town, .town_after = towns_after != NULL ? g_ptr_array_index (towns_after, i) : NULL,
                      .rate_label = from->rate_label, .state = from->state, .before_fen = from->before_fen, .after_fen = from->after_fen };
      g_ptr_array_add (lines, line);
    }
}

static void
add_ended (GPtrArray *lines, GPtrArray *ended)
{
  for (guint i = 0; ended != NULL && i < ended->len; i++)
    {
      const SnCategoryEnd *from = g_ptr_array_index (ended, i);
      Line *line = g_new0 (Line, 1);

      *line = (Line){ .group = GONE, .name = from->name, .id_number_masked = from->id_number_masked, .town = from->town,
                      .since = from->since };
      g_ptr_array_add (lines, line);
    }
}

/* What the buttons above the table let through. */
static void
show_lines (SnImportDelivery *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gboolean all = gtk_toggle_button_get_active (self->show_all);

  if (self->judgement == NULL)
    return;
  if (all || gtk_toggle_button_get_active (self->show_gone))
    {
      add_lines (lines, GONE, self->judgement->delivery.gone, NULL);
      add_ended (lines, self->judgement->ended);
    }
  if (all || gtk_toggle_button_get_active (self->show_changed))
    add_lines (lines, CHANGED, self->judgement->delivery.changed, self->judgement->towns_after);
  if (all || gtk_toggle_button_get_active (self->show_added))
    add_lines (lines, ADDED, self->judgement->added, NULL);
  sn_row_list_set (self->rows, lines);
}

/* ── What is said above and below ───────────────────────────────────────────────────────────────────────────────── */

static guint
count (GPtrArray *lines)
{
  return lines != NULL ? lines->len : 0;
}

static char *
describe_delivery (const SnImportJudgement *judgement)
{
  const SnDelivery *delivery = &judgement->delivery;

  return g_strdup_printf (_ ("An earlier file brought lines for these towns. Against it, %u are new, %u changed, %u gone, and %u as before."),
                          count (judgement->added), count (delivery->changed), count (delivery->gone), delivery->same);
}

static char *
describe_category (const SnImportJudgement *judgement)
{
  g_autoptr (GString) towns = g_string_new (NULL);

  for (guint i = 0; i < count (judgement->towns); i++)
    g_string_append_printf (towns, "%s%s", i > 0 ? _ (", ") : "", (char *) g_ptr_array_index (judgement->towns, i));
  if (towns->len == 0)
    return g_strdup_printf (_ ("Of the people on this list %u are new and %u held the category before; %u who held it are not on the list."),
                            judgement->begun, judgement->held, count (judgement->ended));
  return g_strdup_printf (_ ("This list is of %s. Of the people on it %u are new and %u held the category before; %u there who held it are not on it."),
                          towns->str, judgement->begun, judgement->held, count (judgement->ended));
}

static void
label_toggle (GtkToggleButton *button, const char *pattern, guint n)
{
  g_autofree char *label = g_strdup_printf (pattern, n);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_visible (GTK_WIDGET (button), n > 0);
}

static void
show_toggles (SnImportDelivery *self)
{
  const guint counts[N_GROUPS] = {
    [GONE] = count (self->judgement->delivery.gone) + count (self->judgement->ended),
    [CHANGED] = count (self->judgement->delivery.changed),
    [ADDED] = count (self->judgement->added),
  };
  GtkToggleButton *const buttons[] = { self->show_gone, self->show_changed, self->show_added };

  label_toggle (self->show_all, _ ("All %u"), counts[GONE] + counts[CHANGED] + counts[ADDED]);
  label_toggle (self->show_gone, _ ("Gone %u"), counts[GONE]);
  label_toggle (self->show_changed, _ ("Changed %u"), counts[CHANGED]);
  label_toggle (self->show_added, _ ("New %u"), counts[ADDED]);
  for (Group group = GONE; group < N_GROUPS; group++)
    if (counts[group] == 0 && gtk_toggle_button_get_active (buttons[group]))
      gtk_toggle_button_set_active (self->show_all, TRUE);
  gtk_widget_set_visible (self->gone_bar, counts[GONE] > 0);
  gtk_widget_set_visible (self->changed_bar, counts[CHANGED] > 0);
}

/* (transfer full): how many can get this file's amount, and what that comes to */
static char *
describe_changed (const SnImportJudgement *judgement)
{
  g_autofree char *before = sn_money_format (judgement->before_fen);
  g_autofree char *after = sn_money_format (judgement->after_fen);
  guint n = count (judgement->delivery.changed);

  if (judgement->n_can_change == 0)
    return g_strdup (_ ("Lines that are changed cannot get this amount now; the warnings on the rows say why."));
  if (judgement->n_can_change < n)
    return g_strdup_printf (_ ("Lines that are changed (%u of %u can get this amount, %s → %s yuan):"), judgement->n_can_change, n, before, after);
  return g_strdup_printf (_ ("Lines that are changed (%s → %s yuan):"), before, after);
}

static void
show_change_choice (SnImportDelivery *self)
{
  g_autofree char *help = describe_changed (self->judgement);
  gboolean can_take = self->judgement->n_can_change > 0;

  gtk_label_set_label (self->changed_help, help);
  gtk_widget_set_visible (GTK_WIDGET (self->keep), can_take);
  gtk_widget_set_visible (GTK_WIDGET (self->take), can_take);
  gtk_widget_set_visible (GTK_WIDGET (self->change_reason), can_take);
}

static void
show_choice (SnImportDelivery *self, const SnImportTarget *target)
{
  g_autofree char *ends = g_strdup_printf (_ ("_End the category for them, from %s on"), target->day != NULL ? target->day : "");

  sn_check_label_set (self->hold, self->is_category ? ends : _ ("_Hold them, because of"));
  gtk_label_set_label (self->gone_help, self->is_category ? _ ("Who is gone from the list:") : _ ("Lines that are gone:"));
  gtk_widget_set_visible (GTK_WIDGET (self->reason), !self->is_category);
}

void
sn_import_delivery_show (SnImportDelivery *self, SnImportJudgement *judgement, const SnImportTarget *target)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (SN_IS_IMPORT_DELIVERY (self));

  sn_import_judgement_ref (judgement);
  /* Rows of the table borrow from the old one until they are replaced. */
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  sn_row_list_set (self->rows, nothing);
  g_clear_pointer (&self->judgement, sn_import_judgement_unref);
  self->judgement = judgement;
  self->is_category = target->kind == SN_IMPORT_CATEGORY;
  for (guint i = COLUMN_RATE; i <= COLUMN_STATE; i++)
    sn_table_show_column (self->view, i, !self->is_category);
  sn_table_show_column (self->view, COLUMN_SINCE, self->is_category);
  sentence = self->is_category ? describe_category (judgement) : describe_delivery (judgement);
  gtk_label_set_label (self->sentence, sentence);
  show_toggles (self);
  show_choice (self, target);
  show_change_choice (self);
  show_lines (self);
}

/* ── Asked by the window ────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_import_delivery_is_needed (const SnImportJudgement *judgement)
{
  return judgement->delivery.is_second || count (judgement->ended) > 0;
}

static gboolean
has_gone (SnImportDelivery *self)
{
  return self->judgement != NULL && count (self->judgement->delivery.gone) + count (self->judgement->ended) > 0;
}

const char *
sn_import_delivery_get_reason (SnImportDelivery *self)
{
  if (self->is_category || !has_gone (self) || !gtk_check_button_get_active (self->hold))
    return NULL;
  return gtk_editable_get_text (self->reason);
}

const char *
sn_import_delivery_get_change_reason (SnImportDelivery *self)
{
  if (self->is_category || self->judgement == NULL || self->judgement->n_can_change == 0 || !gtk_check_button_get_active (self->take))
    return NULL;
  return gtk_editable_get_text (self->change_reason);
}

gboolean
sn_import_delivery_ends (SnImportDelivery *self)
{
  return self->is_category && has_gone (self) && gtk_check_button_get_active (self->hold);
}

/* @otherwise: what asks for no reason. GTK does not bear that the field with the focus is closed. */
static void
ask_why (GtkEditable *reason, GtkCheckButton *otherwise, gboolean asks)
{
  GtkWidget *field = GTK_WIDGET (reason);

  if (!asks && (gtk_widget_get_state_flags (field) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_widget_grab_focus (GTK_WIDGET (otherwise));
  gtk_widget_set_sensitive (field, asks);
  if (asks && gtk_widget_get_visible (field))
    gtk_widget_grab_focus (field);
}

static void
handle_choice (SnImportDelivery *self)
{
  ask_why (self->reason, self->leave, gtk_check_button_get_active (self->hold));
  g_signal_emit (self, signals[CHANGED_SIGNAL], 0);
}

static void
handle_change_choice (SnImportDelivery *self)
{
  ask_why (self->change_reason, self->keep, gtk_check_button_get_active (self->take));
  g_signal_emit (self, signals[CHANGED_SIGNAL], 0);
}

static void
handle_reason (SnImportDelivery *self)
{
  g_signal_emit (self, signals[CHANGED_SIGNAL], 0);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_import_delivery_dispose (GObject *object)
{
  SnImportDelivery *self = SN_IMPORT_DELIVERY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_DELIVERY);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->judgement, sn_import_judgement_unref);
  G_OBJECT_CLASS (sn_import_delivery_parent_class)->dispose (object);
}

static void
sn_import_delivery_class_init (SnImportDeliveryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_delivery_dispose;
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-delivery.ui");
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, box);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, sentence);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, show_all);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, show_gone);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, show_changed);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, show_added);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, view);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, gone_bar);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, leave);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, hold);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, reason);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, gone_help);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, changed_bar);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, changed_help);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, keep);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, take);
  gtk_widget_class_bind_template_child (widget_class, SnImportDelivery, change_reason);
  gtk_widget_class_bind_template_callback (widget_class, show_lines);
  gtk_widget_class_bind_template_callback (widget_class, handle_choice);
  gtk_widget_class_bind_template_callback (widget_class, handle_change_choice);
  gtk_widget_class_bind_template_callback (widget_class, handle_reason);
  signals[CHANGED_SIGNAL] = g_signal_new ("changed", SN_TYPE_IMPORT_DELIVERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_import_delivery_init (SnImportDelivery *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  sn_check_label_set (self->leave, _ ("Leave them as they _are"));
  sn_check_label_set (self->keep, _ ("_Keep last time's amounts"));
  sn_check_label_set (self->take, _ ("Take _this file's amounts, because of"));
  self->rows = sn_row_list_new ();
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  sn_table_set_columns (self->view, columns, G_N_ELEMENTS (columns));
  sn_table_set_model (self->view, GTK_SELECTION_MODEL (selection));
}
