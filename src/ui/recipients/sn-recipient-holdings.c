/* sn-recipient-holdings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-holdings.h"

#include "sn-accessible-label.h"
#include "sn-recipient-identity.h"
#include "sn-resident-id.h"

#include <glib/gi18n.h>

static void
empty (GtkGrid *grid)
{
  while (gtk_grid_get_child_at (grid, 0, 0) != NULL)
    gtk_grid_remove_row (grid, 0);
}

/* @icon: (nullable): in the place of the words */
static GtkWidget *
make_button (const char *words, const char *icon, const char *action, gint64 row_id, const char *name)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", row_id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "sn-small");
  if (icon != NULL)
    gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  sn_accessible_label_keep (button);
  return button;
}

/* ── Categories ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe_period (const SnPersonCategory *category)
{
  g_autofree char *period = *category->to_date == '\0' ? g_strdup_printf (_ ("since %s"), category->from_date)
                                                       : g_strdup_printf (_ ("%s to %s"), category->from_date, category->to_date);

  return sn_recipient_identity_join (period, "\n", category->source);
}

char *
sn_recipient_holdings_fill_categories (GtkGrid *grid, GPtrArray *categories)
{
  GString *held = g_string_new (NULL);

  empty (grid);
  for (guint i = 0; i < categories->len; i++)
    {
      const SnPersonCategory *category = g_ptr_array_index (categories, i);
      gboolean stands = *category->to_date == '\0';
      g_autofree char *period = describe_period (category), *end = g_strdup_printf (_ ("End “%s”…"), category->name);
      GtkWidget *name = sn_recipient_identity_make_label (category->name, stands ? NULL : "dim-label"),
                *dates = sn_recipient_identity_make_label (period, "dim-label");

      gtk_widget_set_hexpand (name, TRUE);
      gtk_widget_set_valign (name, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (dates, GTK_ALIGN_CENTER);
      gtk_grid_attach (grid, name, 0, (int) i, 1, 1);
      gtk_grid_attach (grid, dates, 1, (int) i, 1, 1);
      if (stands)
        gtk_grid_attach (grid, make_button (_ ("End…"), NULL, "page.category-end", category->id, end), 2, (int) i, 1, 1);
      if (stands)
        g_string_append_printf (held, "%s%s", held->len > 0 ? "、" : "", category->name);
    }
  return g_string_free (held, FALSE);
}

/* ── Accounts ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GtkGrid         *grid;    /* (nullable): only @content is told */
  GString         *content; /* all that is attached, as text */
  const SnNumbers *numbers;
  int              row;
} Accounts;

/* "6217 **** **** 0004", bank and, where that is somebody else, whose it is */
static char *
describe_account (const char *number, const char *bank, const char *holder, const char *relation)
{
  g_autofree char *whose = sn_recipient_identity_join (holder, " · ", relation);
  g_autofree char *first = sn_recipient_identity_join (number, "\n", bank);

  return sn_recipient_identity_join (first, "\n", whose);
}

/* What can be done with an account that is not in use: below it, for beside it the number would have no room. */
static void
attach_deeds (Accounts *accounts, gint64 account_id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), make_button (_ ("Use"), NULL, "page.account-use", account_id, _ ("Pay to this account from now on")));
  gtk_box_append (GTK_BOX (box), make_button (NULL, "user-trash-symbolic", "page.account-remove", account_id, _ ("Remove this account")));
  gtk_grid_attach (accounts->grid, box, 1, accounts->row++, 2, 1);
}

static void
add_account (Accounts *accounts, const char *caption, const char *field, const SnOtherAccount *account, const char *person_name)
{
  g_autofree char *masked = *account->account_number != '\0' ? sn_account_number_mask (account->account_number) : g_strdup ("");
  const char *holder = g_str_equal (account->account_holder, person_name) ? "" : account->account_holder;
  g_autofree char *words = describe_account (masked, account->bank_name, holder, account->account_relation);
  GtkWidget *value;

  if (*words == '\0')
    return;
  g_string_append_printf (accounts->content, "%s\t%s\t%s\n", caption, words, field);
  if (accounts->grid == NULL)
    return;
  value = sn_recipient_identity_make_value (words);
  gtk_grid_attach (accounts->grid, sn_recipient_identity_make_label (caption, "dim-label"), 0, accounts->row, 1, 1);
  gtk_grid_attach (accounts->grid, value, 1, accounts->row, 1, 1);
  if (*masked != '\0')
    gtk_grid_attach (accounts->grid, sn_recipient_identity_make_reveal (accounts->numbers, value, masked, field, _ ("Show the account")), 2,
                     accounts->row, 1, 1);
  accounts->row++;
  if (account->id != 0)
    attach_deeds (accounts, account->id);
}

static void
tell_accounts (Accounts *accounts, const SnPersonRecord *record)
{
  const SnPerson *person = record->person;
  const SnOtherAccount in_use = { 0, person->id, person->bank_name, person->account_number, person->account_holder, person->account_relation };

  add_account (accounts, _ ("In use"), "account", &in_use, person->name);
  for (guint i = 0; i < record->accounts->len; i++)
    {
      const SnOtherAccount *account = g_ptr_array_index (record->accounts, i);
      g_autofree char *field = g_strdup_printf ("other-account:%" G_GINT64_FORMAT, account->id);

      add_account (accounts, _ ("Other"), field, account, person->name);
    }
}

void
sn_recipient_holdings_fill_accounts (GtkGrid *grid, const SnPersonRecord *record, const SnNumbers *numbers)
{
  g_autoptr (GString) content = g_string_new (NULL);
  Accounts accounts = { NULL, content, numbers, 0 };

  g_string_printf (content, "%" G_GINT64_FORMAT "\n%s\n", record->person->id, numbers->barred != NULL ? numbers->barred : "");
  tell_accounts (&accounts, record);
  if (!sn_recipient_identity_is_same (grid, content->str))
    {
      /* Below an account its first column is empty: the rows are counted by the second. */
      while (gtk_grid_get_child_at (grid, 1, 0) != NULL)
        gtk_grid_remove_row (grid, 0);
      accounts = (Accounts){ grid, content, numbers, 0 };
      tell_accounts (&accounts, record);
    }
  sn_recipient_identity_show_numbers (GTK_WIDGET (grid), numbers);
}
