/* sn-recipient-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-timeline.h"

#include "sn-benefit-history.h"
#include "sn-money.h"

#include <glib/gi18n.h>
#include <string.h>

#define DATE_CHARS 10

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first row that fits says it; an empty string fits everything. */
static const struct
{
  const char *state;
  const char *payment_state;
  const char *channel;
  const char *words;
} sentences[] = {
  { "withdrawn", "", "", N_ ("Withdrawn") },
  { "held", "", "", N_ ("Held") },
  { "", "paid", "visit", N_ ("Handed over on a visit") },
  { "", "paid", "goods", N_ ("Goods handed over") },
  { "", "paid", "", N_ ("Paid") },
  { "", "issued", "", N_ ("On its way") },
  { "", "pending", "", N_ ("In a batch that has not left") },
  { "", "failed", "", N_ ("Payment failed") },
  { "", "returned", "", N_ ("Payment came back") },
  { "approved", "", "", N_ ("Approved, not in a batch yet") },
  { "submitted", "", "", N_ ("Submitted for approval") },
  { "listed", "", "", N_ ("On the roster") },
};

static gboolean
fits (const char *wanted, const char *value)
{
  return *wanted == '\0' || strcmp (wanted, value) == 0;
}

static const char *
find_words (const SnBenefit *benefit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (fits (sentences[i].state, benefit->state) && fits (sentences[i].payment_state, benefit->payment_state) &&
        fits (sentences[i].channel, benefit->channel))
      return _ (sentences[i].words);
  return benefit->state;
}

static void
add_part (GString *text, const char *part)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
describe (const SnBenefit *benefit)
{
  GString *text = g_string_new (NULL);

  add_part (text, benefit->department);
  add_part (text, benefit->program);
  add_part (text, find_words (benefit));
  if (benefit->batch_number > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, benefit->batch_number);
      /* Translators: the number of a payment batch within its program */
      g_autofree char *batch = g_strdup_printf (_ ("batch %s"), number);

      add_part (text, batch);
    }
  return g_string_free (text, FALSE);
}

/* Why it is not paid, and for whom it is where that is not the person alone. */
static char *
describe_more (const SnBenefit *benefit)
{
  GString *text = g_string_new (NULL);

  if (benefit->per_household)
    {
      g_autofree char *whom = g_strdup_printf (_ ("For the household, in the name of %s"), benefit->named);

      add_part (text, whom);
    }
  add_part (text, benefit->reason);
  add_part (text, benefit->failure_reason);
  return g_string_free (text, FALSE);
}

/* ── Widgets ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_label (const char *text, gboolean wrap, const char *const *classes)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", wrap, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "hexpand", wrap, "css-classes", classes, NULL);
}

static GtkWidget *
make_line (const SnBenefit *benefit)
{
  static const char *const plain[] = { NULL }, *const dim[] = { "dim-label", "caption", NULL }, *const day[] = { "numeric", NULL };
  GtkGrid *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "row-spacing", 2, "css-name", "benefit", NULL);
  gboolean stands = strcmp (benefit->state, "withdrawn") != 0;
  const char *const amount_classes[] = { "numeric", stands ? NULL : "dim-label", NULL };
  g_autofree char *amount = sn_money_format (benefit->amount_fen), *words = describe (benefit), *more = describe_more (benefit);

  GtkWidget *date = make_label (*benefit->dated_on != '\0' ? benefit->dated_on : "—", FALSE, day);

  gtk_label_set_width_chars (GTK_LABEL (date), DATE_CHARS);
  gtk_grid_attach (grid, date, 0, 0, 1, 1);
  gtk_grid_attach (grid, make_label (benefit->program_title, TRUE, plain), 1, 0, 1, 1);
  gtk_grid_attach (grid, make_label (amount, FALSE, amount_classes), 2, 0, 1, 1);
  gtk_grid_attach (grid, make_label (words, TRUE, dim), 1, 1, 2, 1);
  if (*more != '\0')
    gtk_grid_attach (grid, make_label (more, TRUE, dim), 1, 2, 2, 1);
  return GTK_WIDGET (grid);
}

static guint
count_departments (GPtrArray *benefits, guint first, guint end)
{
  g_autoptr (GHashTable) departments = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = first; i < end; i++)
    {
      const SnBenefit *benefit = g_ptr_array_index (benefits, i);

      if (strcmp (benefit->state, "withdrawn") != 0)
        g_hash_table_add (departments, benefit->department);
    }
  return g_hash_table_size (departments);
}

static GtkWidget *
make_heading (const char *campaign, guint n_departments)
{
  static const char *const heading[] = { "heading", NULL }, *const several[] = { "warning", "caption-heading", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "sn-campaign");
  gtk_box_append (GTK_BOX (box), make_label (campaign, TRUE, heading));
  if (n_departments > 1)
    {
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "From %u department", "From %u departments", n_departments), n_departments);

      gtk_box_append (GTK_BOX (box), make_label (text, TRUE, several));
    }
  return box;
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const SnBenefit *first = *(const SnBenefit *const *) a, *second = *(const SnBenefit *const *) b;
  gboolean open_first = *first->dated_on == '\0', open_second = *second->dated_on == '\0';
  int order = open_first != open_second ? open_second - open_first : strcmp (second->dated_on, first->dated_on);

  return order != 0 ? order : strcmp (first->program, second->program);
}

static guint
find_end (GPtrArray *benefits, guint first)
{
  const char *campaign = ((const SnBenefit *) g_ptr_array_index (benefits, first))->campaign;
  guint end = first;

  while (end < benefits->len && strcmp (((const SnBenefit *) g_ptr_array_index (benefits, end))->campaign, campaign) == 0)
    end++;
  return end;
}

void
sn_recipient_timeline_fill (GtkBox *box, GPtrArray *benefits)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint first = 0, end; first < benefits->len; first = end)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new ();

      end = find_end (benefits, first);
      for (guint i = first; i < end; i++)
        g_ptr_array_add (lines, g_ptr_array_index (benefits, i));
      g_ptr_array_sort (lines, compare_days);
      gtk_box_append (box, make_heading (((const SnBenefit *) lines->pdata[0])->campaign, count_departments (benefits, first, end)));
      for (guint i = 0; i < lines->len; i++)
        gtk_box_append (box, make_line (g_ptr_array_index (lines, i)));
    }
}
