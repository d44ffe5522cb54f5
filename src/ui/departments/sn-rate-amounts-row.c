/* sn-rate-amounts-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-amounts-row.h"

#include "sn-benefit-rate.h"
#include "sn-money.h"

#include <glib/gi18n.h>
#include <string.h>

#define USUAL_SOURCE "残联综合困难评分"

/* A tier's row: its two entries, and the row that they stand in */
typedef struct
{
  GtkWidget *row;
  GtkEntry  *from;
  GtkEntry  *amount;
} Tier;

struct _SnRateAmountsRow
{
  AdwPreferencesGroup parent_instance;

  /* Template */
  AdwComboRow    *kind_row;
  GtkWidget      *amount_entry;
  GtkWidget      *source_entry;
  AdwExpanderRow *tiers_row;
  GtkWidget      *add_button;
  GtkWidget      *covered_entry;
  GtkWidget      *member_entry;
  AdwExpanderRow *towns_row;

  /* Owned */
  GArray         *tiers;   /* Tier, in the order of the rows */
  GArray         *towns;   /* GtkWidget*: an entry row of each town, borrowed */
  GArray         *town_ids; /* gint64, as towns */
};

G_DEFINE_FINAL_TYPE (SnRateAmountsRow, sn_rate_amounts_row, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static char *
dup_text (gpointer editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editable))));
}

/* The rows of the model are the kinds in their order. */
static SnRateBasisKind
get_kind (SnRateAmountsRow *self)
{
  return (SnRateBasisKind) adw_combo_row_get_selected (self->kind_row);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* How many towns have set something stands in the row also while it is closed. */
static void
show_town_count (SnRateAmountsRow *self)
{
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < self->towns->len; i++)
    n += *gtk_editable_get_text (GTK_EDITABLE (g_array_index (self->towns, GtkWidget *, i))) != '\0' ? 1 : 0;
  words = n > 0 ? g_strdup_printf (_ ("%u of %u have set one; the others decide case by case"), n, self->towns->len)
                : g_strdup (_ ("none has set one; each decides case by case"));
  adw_expander_row_set_subtitle (self->towns_row, words);
}

static void
handle_changed (SnRateAmountsRow *self)
{
  show_town_count (self);
  g_signal_emit (self, changed_signal, 0);
}

static GtkEntry *
make_entry (SnRateAmountsRow *self, GtkBox *box, const char *name, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (handle_changed), self);
  gtk_box_append (box, entry);
  return GTK_ENTRY (entry);
}

static void
handle_remove (GtkWidget *button, SnRateAmountsRow *self)
{
  for (guint i = 0; i < self->tiers->len; i++)
    {
      GtkWidget *row = g_array_index (self->tiers, Tier, i).row;

      if (!gtk_widget_is_ancestor (button, row))
        continue;
      /* Where the row goes, the keys do not go nowhere. */
      gtk_widget_grab_focus (self->add_button);
      g_array_remove_index (self->tiers, i);
      adw_expander_row_remove (self->tiers_row, row);
      handle_changed (self);
      return;
    }
}

static void
add_remove_button (SnRateAmountsRow *self, GtkBox *box)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Remove this tier"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (handle_remove), self);
  gtk_box_append (box, button);
}

static void
add_tier (SnRateAmountsRow *self, const char *from, const char *amount)
{
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Tier tier = { .row = row };

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  /* TRANSLATORS: these three stand around the entries of a tier: From [80] on: [2,000.00] yuan. 达到 [80] 发放 [2,000.00] 元 */
  gtk_box_append (GTK_BOX (box), gtk_label_new (C_ ("tier", "From")));
  tier.from = make_entry (self, GTK_BOX (box), _ ("From which score on"), from);
  gtk_box_append (GTK_BOX (box), gtk_label_new (C_ ("tier", "on:")));
  tier.amount = make_entry (self, GTK_BOX (box), _ ("Amount in yuan"), amount);
  gtk_box_append (GTK_BOX (box), gtk_label_new (C_ ("tier", "yuan")));
  add_remove_button (self, GTK_BOX (box));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (self->tiers_row, row);
  g_array_append_val (self->tiers, tier);
}

static void
handle_add (SnRateAmountsRow *self)
{
  adw_expander_row_set_expanded (self->tiers_row, TRUE);
  add_tier (self, "", "");
  gtk_widget_grab_focus (GTK_WIDGET (g_array_index (self->tiers, Tier, self->tiers->len - 1).from));
}

/* What a kind asks for is there at once. */
static void
show_kind (SnRateAmountsRow *self)
{
  SnRateBasisKind kind = get_kind (self);

  gtk_widget_set_visible (self->amount_entry, kind != SN_RATE_BASIS_TOWN);
  gtk_widget_set_visible (self->source_entry, kind == SN_RATE_BASIS_SCORE);
  gtk_widget_set_visible (GTK_WIDGET (self->tiers_row), kind == SN_RATE_BASIS_SCORE);
  gtk_widget_set_visible (self->covered_entry, kind == SN_RATE_BASIS_MEMBERS);
  gtk_widget_set_visible (self->member_entry, kind == SN_RATE_BASIS_MEMBERS);
  gtk_widget_set_visible (GTK_WIDGET (self->towns_row), kind == SN_RATE_BASIS_TOWN);
  for (guint i = self->tiers->len; kind == SN_RATE_BASIS_SCORE && i < 2; i++)
    add_tier (self, "", "");
}

static void
handle_kind (SnRateAmountsRow *self)
{
  show_kind (self);
  handle_changed (self);
}

static void
add_town (SnRateAmountsRow *self, const SnRateStep *town, const SnRateBasis *basis)
{
  GtkWidget *row = adw_entry_row_new ();
  const SnRateStep *set = basis != NULL && basis->kind == SN_RATE_BASIS_TOWN ? sn_rate_basis_find_step (basis, town->key) : NULL;
  g_autofree char *amount = set != NULL ? sn_money_format (set->amount_fen) : g_strdup ("");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), town->name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "numeric");
  gtk_editable_set_text (GTK_EDITABLE (row), amount);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (handle_changed), self);
  adw_expander_row_add_row (self->towns_row, row);
  g_array_append_val (self->towns, row);
  g_array_append_val (self->town_ids, town->key);
}

static void
show_basis (SnRateAmountsRow *self, const SnRateBasis *basis)
{
  g_autofree char *covered = g_strdup_printf ("%d", basis->members_covered), *each = sn_money_format (basis->member_fen);

  if (basis->kind == SN_RATE_BASIS_SCORE)
    gtk_editable_set_text (GTK_EDITABLE (self->source_entry), basis->source);
  for (guint i = 0; basis->kind == SN_RATE_BASIS_SCORE && i < basis->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (basis->steps, SnRateStep, i);
      g_autofree char *from = sn_score_format (step->key), *amount = sn_money_format (step->amount_fen);

      add_tier (self, from, amount);
    }
  if (basis->kind == SN_RATE_BASIS_MEMBERS)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->covered_entry), covered);
      gtk_editable_set_text (GTK_EDITABLE (self->member_entry), each);
    }
  adw_combo_row_set_selected (self->kind_row, basis->kind);
}

void
sn_rate_amounts_row_show (SnRateAmountsRow *self, const SnBenefitRate *rate, const SnRateBasis *towns)
{
  g_autofree char *amount = rate == NULL || rate->discretionary ? g_strdup ("") : sn_rate_format_range (rate->min_fen, rate->max_fen);

  gtk_editable_set_text (GTK_EDITABLE (self->amount_entry), amount);
  for (guint i = 0; i < towns->steps->len; i++)
    add_town (self, &g_array_index (towns->steps, SnRateStep, i), rate != NULL ? rate->basis : NULL);
  if (rate != NULL && rate->basis != NULL)
    show_basis (self, rate->basis);
  show_kind (self);
  show_town_count (self);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Nothing is no amount, and is judged with the rest. */
static gboolean
read_money (gpointer editable, gint64 *amount_fen, GError **error)
{
  g_autofree char *text = dup_text (editable);

  *amount_fen = 0;
  return *text == '\0' || sn_money_parse (text, FALSE, amount_fen, NULL, error);
}

static gboolean
read_tiers (SnRateAmountsRow *self, SnRateBasis *basis, GError **error)
{
  for (guint i = 0; i < self->tiers->len; i++)
    {
      const Tier *tier = &g_array_index (self->tiers, Tier, i);
      g_autofree char *from = dup_text (tier->from), *amount = dup_text (tier->amount);
      gint64 score, amount_fen;

      if (*from == '\0' && *amount == '\0')
        continue;
      if (!sn_score_parse (from, &score))
        {
          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no score from which a tier counts. Write a number such as 80 or 86.5."),
                       from);
          return FALSE;
        }
      if (!read_money (tier->amount, &amount_fen, error))
        return FALSE;
      if (amount_fen == 0)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The tier from %s on has no amount yet."), from);
          return FALSE;
        }
      sn_rate_basis_add_step (basis, score, amount_fen, NULL);
    }
  return TRUE;
}

static gboolean
read_members (SnRateAmountsRow *self, SnRateBasis *basis, GError **error)
{
  g_autofree char *covered = dup_text (self->covered_entry);
  guint64 value = 1;

  if (*covered != '\0' && !g_ascii_string_to_unsigned (covered, 10, 1, 99, &value, NULL))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no number of members. Write one from 1 to 99."), covered);
      return FALSE;
    }
  basis->members_covered = (int) value;
  return read_money (self->member_entry, &basis->member_fen, error);
}

static gboolean
read_towns (SnRateAmountsRow *self, SnRateBasis *basis, GError **error)
{
  for (guint i = 0; i < self->towns->len; i++)
    {
      GtkWidget *row = g_array_index (self->towns, GtkWidget *, i);
      g_autofree char *text = dup_text (row);
      gint64 amount_fen;

      if (*text == '\0')
        continue;
      if (!read_money (row, &amount_fen, error))
        return FALSE;
      sn_rate_basis_add_step (basis, g_array_index (self->town_ids, gint64, i), amount_fen, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
    }
  /* Each decides case by case as long as none has set anything. */
  if (basis->steps->len == 0)
    basis->kind = SN_RATE_BASIS_NONE;
  return TRUE;
}

gboolean
sn_rate_amounts_row_read (SnRateAmountsRow *self, gint64 *min_fen, gint64 *max_fen, SnRateBasis **basis, GError **error)
{
  SnRateBasisKind kind = get_kind (self);
  g_autofree char *text = dup_text (self->amount_entry), *source = dup_text (self->source_entry);
  g_autoptr (SnRateBasis) read = sn_rate_basis_new (kind, kind == SN_RATE_BASIS_SCORE ? source : NULL);

  *min_fen = *max_fen = 0;
  if ((kind == SN_RATE_BASIS_SCORE && !read_tiers (self, read, error)) || (kind == SN_RATE_BASIS_MEMBERS && !read_members (self, read, error)) ||
      (kind == SN_RATE_BASIS_TOWN && !read_towns (self, read, error)))
    return FALSE;
  if (kind != SN_RATE_BASIS_TOWN && *text != '\0' && !sn_rate_parse_range (text, min_fen, max_fen, error))
    return FALSE;
  *basis = g_steal_pointer (&read);
  return TRUE;
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_rate_amounts_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RATE_AMOUNTS_ROW);
  G_OBJECT_CLASS (sn_rate_amounts_row_parent_class)->dispose (object);
}

static void
sn_rate_amounts_row_finalize (GObject *object)
{
  SnRateAmountsRow *self = SN_RATE_AMOUNTS_ROW (object);

  g_array_unref (self->tiers);
  g_array_unref (self->towns);
  g_array_unref (self->town_ids);
  G_OBJECT_CLASS (sn_rate_amounts_row_parent_class)->finalize (object);
}

static void
sn_rate_amounts_row_class_init (SnRateAmountsRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_rate_amounts_row_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_rate_amounts_row_finalize;
  changed_signal = g_signal_new ("changed", SN_TYPE_RATE_AMOUNTS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-rate-amounts-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, kind_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, amount_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, source_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, tiers_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, add_button);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, covered_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, member_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateAmountsRow, towns_row);
  gtk_widget_class_bind_template_callback (widget_class, handle_add);
}

static void
sn_rate_amounts_row_init (SnRateAmountsRow *self)
{
  GtkWidget **entries[] = { &self->amount_entry, &self->source_entry, &self->covered_entry, &self->member_entry };

  self->tiers = g_array_new (FALSE, FALSE, sizeof (Tier));
  self->towns = g_array_new (FALSE, FALSE, sizeof (GtkWidget *));
  self->town_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->source_entry), USUAL_SOURCE);
  gtk_editable_set_text (GTK_EDITABLE (self->covered_entry), "1");
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_swapped (*entries[i], "changed", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->kind_row, "notify::selected", G_CALLBACK (handle_kind), self);
}
