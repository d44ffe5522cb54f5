/* sn-recipient-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-sums.h"

#include "sn-money.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkGrid  *grid;
  int       row;
  gboolean  has_last; /* there is a winter to stand beside */
} Table;

static GtkWidget *
make_label (const char *text, gboolean is_number, gboolean is_dim, gboolean is_strong)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", is_number ? 1.0 : 0.0, "yalign", 0.0, "wrap", !is_number,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "hexpand", !is_number, "selectable", is_number, NULL);

  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  if (is_dim)
    gtk_widget_add_css_class (label, "dim-label");
  if (is_strong)
    gtk_widget_add_css_class (label, "sn-strong");
  return label;
}

/* What of it arrived, where that is not simply nothing yet. */
static char *
describe_outcome (const SnStorySum *sum)
{
  g_autofree char *paid = sn_money_format (sum->paid_fen), *failed = sn_money_format (sum->failed_fen);

  if (sum->failed_fen > 0)
    return g_strdup_printf (_ ("failed: %s"), failed);
  if (sum->paid_fen > 0 && sum->paid_fen == sum->due_fen)
    return g_strdup (_ ("paid"));
  return sum->paid_fen > 0 ? g_strdup_printf (_ ("paid: %s"), paid) : g_strdup ("");
}

static void
add_sum (Table *table, int column, const char *title, const SnStorySum *sum, gboolean is_strong)
{
  g_autofree char *amount = sum->due_fen != 0 ? sn_money_format (sum->due_fen) : g_strdup ("–");
  g_autofree char *outcome = describe_outcome (sum), *words = g_strdup_printf ("%s: %s %s", title, amount, outcome);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *number = make_label (amount, TRUE, column == 2, is_strong);

  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (box), number);
  if (*outcome != '\0')
    {
      GtkWidget *label = make_label (outcome, TRUE, sum->failed_fen == 0, FALSE);

      gtk_widget_add_css_class (label, "caption");
      if (sum->failed_fen > 0)
        gtk_widget_add_css_class (label, "error");
      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_grid_attach (table->grid, box, column, table->row, 1, 1);
}

static void
add_row (Table *table, const char *title, const SnStorySum *now, const SnStorySum *then, gboolean is_strong)
{
  if (!is_strong && now->due_fen == 0 && then->due_fen == 0)
    return;
  gtk_grid_attach (table->grid, make_label (title, FALSE, FALSE, is_strong), 0, table->row, 1, 1);
  add_sum (table, 1, title, now, is_strong);
  if (table->has_last)
    add_sum (table, 2, title, then, FALSE);
  table->row++;
}

static void
add_heading (Table *table, const SnPersonStory *story)
{
  static const char *const titles[] = { N_ ("This winter"), N_ ("Last winter") };
  const char *const campaigns[] = { story->now.campaign, story->then.campaign };

  for (int i = 0; i < (table->has_last ? 2 : 1); i++)
    {
      GtkWidget *label = make_label (_ (titles[i]), TRUE, TRUE, FALSE);

      gtk_label_set_selectable (GTK_LABEL (label), FALSE);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_set_tooltip_text (label, campaigns[i]);
      gtk_grid_attach (table->grid, label, i + 1, table->row, 1, 1);
    }
  table->row++;
}

static void
add_separator (Table *table)
{
  gtk_grid_attach (table->grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, table->row++, table->has_last ? 3 : 2, 1);
}

/* @first to @last, added up; a sum of the rows above is strong. */
static void
add_parts (Table *table, const SnPersonStory *story, const char *title, SnStoryPart first, SnStoryPart last, gboolean is_strong)
{
  SnStorySum now = sn_story_year_sum (&story->now, first, last), then = sn_story_year_sum (&story->then, first, last);

  add_row (table, title, &now, &then, is_strong);
}

static void
add_programs (Table *table, const SnPersonStory *story)
{
  if (story->programs->len == 0)
    return;
  add_separator (table);
  for (guint i = 0; i < story->programs->len; i++)
    {
      const SnStoryProgram *program = g_ptr_array_index (story->programs, i);
      g_autofree char *title = g_strdup_printf ("%s %s", program->program, program->title);

      add_row (table, title, &program->now, &program->then, FALSE);
    }
}

char *
sn_recipient_sums_fill (GtkGrid *grid, const SnPersonStory *story)
{
  Table table = { grid, 0, *story->then.campaign != '\0' };
  gint64 named_fen = sn_story_year_sum (&story->now, SN_STORY_OWN, SN_STORY_HOUSEHOLD_NAMED).due_fen;

  while (gtk_grid_get_child_at (grid, 0, 0) != NULL || gtk_grid_get_child_at (grid, 1, 0) != NULL)
    gtk_grid_remove_row (grid, 0);
  add_heading (&table, story);
  add_parts (&table, story, _ ("By person"), SN_STORY_OWN, SN_STORY_OWN, FALSE);
  add_parts (&table, story, _ ("By household, in this name"), SN_STORY_HOUSEHOLD_NAMED, SN_STORY_HOUSEHOLD_NAMED, FALSE);
  add_parts (&table, story, _ ("In this person's name"), SN_STORY_OWN, SN_STORY_HOUSEHOLD_NAMED, TRUE);
  add_parts (&table, story, _ ("By household, in another's name"), SN_STORY_HOUSEHOLD_OTHER, SN_STORY_HOUSEHOLD_OTHER, FALSE);
  add_parts (&table, story, _ ("The other members"), SN_STORY_MEMBERS, SN_STORY_MEMBERS, FALSE);
  add_parts (&table, story, _ ("The whole household"), SN_STORY_OWN, SN_STORY_MEMBERS, TRUE);
  add_programs (&table, story);
  return named_fen != 0 ? sn_money_format (named_fen) : g_strdup ("");
}
