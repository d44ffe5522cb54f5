/* sn-recipient-possible.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-possible.h"

#include "sn-accessible-label.h"
#include "sn-money.h"
#include "sn-possible-benefit.h"

#include <glib/gi18n.h>

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* "" where the rate sets none */
static char *
describe_amount (const SnPossibleBenefit *possible)
{
  g_autofree char *least = sn_money_format (possible->min_fen);

  if (possible->discretionary)
    return g_strdup ("");
  /* Translators: the least amount of a range, in yuan */
  return possible->min_fen < possible->max_fen ? g_strdup_printf (_ ("from %s"), least) : g_steal_pointer (&least);
}

/* What the button does, as it does not say which row it is in and which end of a range it takes. */
static char *
describe_button (const SnPossibleBenefit *possible)
{
  g_autofree char *least = sn_money_format (possible->min_fen), *most = sn_money_format (possible->max_fen);

  if (possible->min_fen < possible->max_fen)
    return g_strdup_printf (_ ("Lists in %s with %s yuan, the least; up to %s are possible"), possible->program, least, most);
  return g_strdup_printf (_ ("Lists in %s with %s yuan"), possible->program, least);
}

/* "区民政局 · 低保" */
static char *
describe_ground (const SnPossibleBenefit *possible)
{
  if (possible->per_household)
    /* Translators: a department, and the categories by which a household fits */
    return g_strdup_printf (_ ("%s · for the household: %s"), possible->department, possible->ground);
  return g_strdup_printf ("%s · %s", possible->department, possible->ground);
}

/* ── Widgets ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_label (const char *text, gboolean wrap, const char *const *classes)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", wrap, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "hexpand", wrap, "css-classes", classes, NULL);
}

static GtkWidget *
make_button (const SnPossibleBenefit *possible)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_List"));
  g_autofree char *name = g_strdup_printf (_ ("List in %s %s"), possible->program, possible->program_title);
  g_autofree char *tip = describe_button (possible);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.list-in");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", possible->program);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_add_css_class (button, "sn-small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  sn_accessible_label_keep (button);
  return button;
}

static GtkWidget *
make_row (const SnPossibleBenefit *possible)
{
  static const char *const plain[] = { NULL }, *const dim[] = { "dim-label", "caption", NULL }, *const number[] = { "numeric", NULL };
  const char *open = _ ("Sets no amount: add the person on the department's page");
  GtkWidget *row = gtk_list_box_row_new ();
  GtkGrid *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "row-spacing", 2, NULL);
  g_autofree char *title = g_strdup_printf ("%s %s", possible->program, possible->program_title), *ground = describe_ground (possible),
                  *amount = describe_amount (possible), *words = g_strdup_printf ("%s, %s, %s", title, ground, possible->discretionary ? open : amount);

  gtk_widget_add_css_class (GTK_WIDGET (grid), "sn-member");
  gtk_grid_attach (grid, make_label (title, TRUE, plain), 0, 0, 1, 1);
  gtk_grid_attach (grid, make_label (amount, FALSE, number), 1, 0, 1, 1);
  gtk_grid_attach (grid, make_label (ground, TRUE, dim), 0, 1, 2, 1);
  if (possible->discretionary)
    gtk_grid_attach (grid, make_label (open, TRUE, dim), 0, 2, 2, 1);
  else
    gtk_grid_attach (grid, make_button (possible), 2, 0, 1, 2);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (grid));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

gboolean
sn_recipient_possible_fill (GtkListBox *list, GPtrArray *possible)
{
  gboolean had_keyboard = gtk_widget_get_focus_child (GTK_WIDGET (list)) != NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < possible->len; i++)
    gtk_list_box_append (list, make_row (g_ptr_array_index (possible, i)));
  row = gtk_list_box_get_row_at_index (list, 0);
  return !had_keyboard || (row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row)));
}
