/* sn-program-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-program-card.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-progress-parts.h"
#include "sn-text.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnProgramCard
{
  GtkToggleButton parent_instance;

  /* Template */
  GtkLabel       *title;
  GtkLabel       *code_label;
  GtkBox         *rates;
  GtkWidget      *unconfirmed;
  GtkLabel       *funding;
  GtkLabel       *reach;
  SnStackedBar   *bar;
  GtkLabel       *paid;
  GtkLabel       *due;

  /* Owned */
  char           *code;
};

G_DEFINE_FINAL_TYPE (SnProgramCard, sn_program_card, GTK_TYPE_TOGGLE_BUTTON)

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe_amount (const SnBenefitRate *rate)
{
  g_autofree char *least = sn_money_format (rate->min_fen);
  g_autofree char *most = sn_money_format (rate->max_fen);

  /* What grows with the household begins at the least. */
  if (rate->basis != NULL && rate->basis->kind == SN_RATE_BASIS_MEMBERS)
    return g_steal_pointer (&least);
  if (rate->discretionary)
    return g_strdup (_ ("amount by need"));
  if (rate->min_fen != rate->max_fen)
    return g_strdup_printf ("%s–%s", least, most);
  /* TRANSLATORS: 约150.00 */
  return rate->approximate ? g_strdup_printf (_ ("about %s"), least) : g_steal_pointer (&least);
}

static const char *
get_form_name (const SnBenefitRate *rate)
{
  if (strcmp (rate->form, "goods") == 0)
    return _ ("goods");
  return strcmp (rate->form, "visit") == 0 ? _ ("visit") : NULL;
}

char *
sn_benefit_rate_describe (const SnBenefitRate *rate)
{
  g_autofree char *amount = describe_amount (rate);
  /* TRANSLATORS: an amount: 1,200.00/户 */
  g_autofree char *plain = g_strdup_printf (rate->per_household ? _ ("%s a household") : _ ("%s a person"), amount);
  g_autofree char *words = sn_rate_basis_say_short (rate->basis, plain);
  const char *form = get_form_name (rate);

  /* TRANSLATORS: 150.00/人（实物） */
  return form != NULL ? g_strdup_printf (_ ("%s (%s)"), words, form) : g_steal_pointer (&words);
}

static char *
describe_funding (const SnProgram *program)
{
  g_autoptr (GString) sources = g_string_new (NULL);

  for (guint i = 0; i < program->funding->len; i++)
    g_string_append_printf (sources, "%s%s", i > 0 ? "、" : "", ((const SnFundingLine *) g_ptr_array_index (program->funding, i))->source_name);
  return sources->len > 0 ? g_strdup_printf (_ ("Paid by %s"), sources->str) : g_strdup (_ ("No source named"));
}

static char *
describe_reach (const SnProgressRow *progress)
{
  g_autofree char *persons = NULL, *households = NULL;

  if (progress->entitlements == 0)
    return g_strdup (_ ("Nobody yet"));
  persons = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'d person", "%'d people", (gulong) progress->persons), (int) progress->persons);
  households = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'d household", "%'d households", (gulong) progress->households),
                                (int) progress->households);
  if (progress->households == 0)
    return g_steal_pointer (&persons);
  /* TRANSLATORS: households and people */
  return progress->persons == 0 ? g_steal_pointer (&households) : g_strdup_printf (_ ("%s, %s"), households, persons);
}

static char *
describe_due (const SnProgressRow *progress, const char *delivery_due)
{
  GDate due = { 0 }, today;
  int days;

  if (progress->planned_fen > 0 && progress->paid_fen >= progress->planned_fen)
    return g_strdup (_ ("all paid"));
  if (delivery_due == NULL || !sn_date_from_iso (delivery_due, &due))
    return g_strdup ("");
  sn_clock_today (&today);
  days = g_date_days_between (&today, &due);
  if (days == 0)
    return g_strdup (_ ("due today"));
  if (days < 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue", (gulong) -days), -days);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day left", "%d days left", (gulong) days), days);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What is longer is cut where the cards find no room: a card shall not be as wide as its longest rate. */
#define LEAST_RATE_DIGITS 24

static GtkWidget *
make_label (const char *text, gboolean numeric)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), numeric ? 1 : 0);
  if (numeric)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), MIN (sn_text_count_digits (text), LEAST_RATE_DIGITS));
    }
  gtk_widget_set_hexpand (label, !numeric);
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static void
show_rates (SnProgramCard *self, const SnProgram *program)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rates))) != NULL)
    gtk_box_remove (self->rates, child);
  for (guint i = 0; i < program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (program->rates, i);
      g_autofree char *amount = sn_benefit_rate_describe (rate);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      gtk_box_append (GTK_BOX (line), make_label (rate->label, FALSE));
      gtk_box_append (GTK_BOX (line), make_label (amount, TRUE));
      gtk_widget_set_tooltip_text (line, rate->eligible);
      gtk_box_append (self->rates, line);
    }
}

static void
show_progress (SnProgramCard *self, const SnProgressRow *progress, const char *delivery_due)
{
  g_autofree char *planned = sn_money_format (progress->planned_fen);
  g_autofree char *paid = sn_money_format (progress->paid_fen);
  g_autofree char *sums = g_strdup_printf ("%s / %s", paid, planned);
  /* TRANSLATORS: amounts of money: 已发放 600.00 / 应发 1,200.00 */
  g_autofree char *paid_words = g_strdup_printf (_ ("%s of %s yuan paid"), paid, planned);
  g_autofree char *reach = describe_reach (progress);
  g_autofree char *due = describe_due (progress, delivery_due);
  g_autofree char *words = sn_progress_parts_show (self->bar, progress, FALSE);

  gtk_label_set_label (self->reach, reach);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reach), reach);
  gtk_label_set_label (self->paid, sums);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->paid), paid_words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->paid), GTK_ACCESSIBLE_PROPERTY_LABEL, paid_words, -1);
  gtk_label_set_label (self->due, due);
}

void
sn_program_card_show (SnProgramCard *self, const SnProgram *program, const SnProgressRow *progress, const char *delivery_due)
{
  static const SnProgressRow nothing = { 0 };
  g_autofree char *funding = describe_funding (program);
  g_autofree char *name = g_strdup_printf ("%s %s", program->code, program->title);

  g_free (self->code);
  self->code = g_strdup (program->code);
  gtk_label_set_label (self->title, program->title);
  gtk_label_set_label (self->code_label, program->code);
  gtk_label_set_label (self->funding, funding);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->funding), funding);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), program->description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  program->description, -1);
  show_rates (self, program);
  gtk_widget_set_visible (self->unconfirmed, program->n_unconfirmed > 0);
  show_progress (self, progress != NULL ? progress : &nothing, delivery_due);
}

const char *
sn_program_card_get_code (SnProgramCard *self)
{
  return self->code;
}

SnProgramCard *
sn_program_card_new (void)
{
  return g_object_new (SN_TYPE_PROGRAM_CARD, NULL);
}

static void
sn_program_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_PROGRAM_CARD);
  G_OBJECT_CLASS (sn_program_card_parent_class)->dispose (object);
}

static void
sn_program_card_finalize (GObject *object)
{
  g_free (SN_PROGRAM_CARD (object)->code);
  G_OBJECT_CLASS (sn_program_card_parent_class)->finalize (object);
}

static void
sn_program_card_class_init (SnProgramCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_program_card_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_program_card_finalize;
  g_type_ensure (SN_TYPE_STACKED_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-program-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, title);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, code_label);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, rates);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, unconfirmed);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, funding);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, reach);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, bar);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, paid);
  gtk_widget_class_bind_template_child (widget_class, SnProgramCard, due);
}

static void
sn_program_card_init (SnProgramCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
