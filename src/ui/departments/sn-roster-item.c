/* sn-roster-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-item.h"

#include "sn-money.h"
#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

static void
append_spelling (const char *spelling, gpointer text)
{
  g_string_append_printf (text, "%s ", spelling);
}

SnRosterItem *
sn_roster_item_new (SnEntitlement *take_entitlement)
{
  SnRosterItem *item = g_atomic_rc_box_new0 (SnRosterItem);
  g_autoptr (GString) spellings = g_string_new (NULL);

  sn_name_each_reading (take_entitlement->name, append_spelling, spellings);
  item->entitlement = take_entitlement;
  item->document = sn_document_number_mask (take_entitlement->document_number);
  item->initials = sn_name_initials (take_entitlement->name);
  item->spellings = g_string_free (g_steal_pointer (&spellings), FALSE);
  return item;
}

static void
clear_item (gpointer data)
{
  SnRosterItem *item = data;

  sn_entitlement_free (item->entitlement);
  g_free (item->document);
  g_free (item->initials);
  g_free (item->spellings);
  g_free (item->findings);
}

SnRosterItem *
sn_roster_item_ref (SnRosterItem *item)
{
  return g_atomic_rc_box_acquire (item);
}

void
sn_roster_item_unref (SnRosterItem *item)
{
  g_atomic_rc_box_release_full (item, clear_item);
}

gboolean
sn_roster_item_is_same (gconstpointer a, gconstpointer b)
{
  return ((const SnRosterItem *) a)->entitlement->id == ((const SnRosterItem *) b)->entitlement->id;
}

gboolean
sn_roster_item_looks_same (gpointer one, gpointer other, gpointer data)
{
  const SnRosterItem *left = one, *right = other;
  const SnEntitlement *first = left->entitlement, *second = right->entitlement;

  return first->id == second->id && first->amount_fen == second->amount_fen && left->n_open == right->n_open &&
         first->approved_once == second->approved_once &&
         left->other.lines == right->other.lines && left->other.amount_fen == right->other.amount_fen &&
         strcmp (first->payment_state, second->payment_state) == 0 &&
         strcmp (first->state, second->state) == 0 && strcmp (first->reason, second->reason) == 0 &&
         strcmp (first->name, second->name) == 0 && strcmp (left->document, right->document) == 0 &&
         strcmp (first->town, second->town) == 0 && strcmp (first->village, second->village) == 0 &&
         strcmp (first->rate_label, second->rate_label) == 0 && g_strcmp0 (left->findings, right->findings) == 0;
}

/* Whether one of the words, parted by blanks, begins with @start. */
static gboolean
begins_a_word (const char *words, const char *start)
{
  gsize length = strlen (start);

  for (const char *word = words; word != NULL && *word != '\0'; word = strchr (word, ' '))
    {
      word += *word == ' ';
      if (g_ascii_strncasecmp (word, start, length) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
sn_roster_item_matches (const SnRosterItem *item, const char *folded)
{
  return *folded == '\0' || strstr (item->entitlement->name, folded) != NULL || strstr (item->entitlement->village, folded) != NULL ||
         begins_a_word (item->initials, folded) || begins_a_word (item->spellings, folded) ||
         (strlen (folded) >= 4 && strstr (item->document, folded) != NULL);
}

/* ── Columns ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_name (gpointer row)
{
  return g_strdup (((SnRosterItem *) row)->entitlement->name);
}

static char *
get_document (gpointer row)
{
  return g_strdup (((SnRosterItem *) row)->document);
}

static char *
get_town (gpointer row)
{
  return g_strdup (((SnRosterItem *) row)->entitlement->town);
}

static char *
get_village (gpointer row)
{
  return g_strdup (((SnRosterItem *) row)->entitlement->village);
}

static char *
get_rate (gpointer row)
{
  return g_strdup (((SnRosterItem *) row)->entitlement->rate_label);
}

static char *
get_amount (gpointer row)
{
  return sn_money_format (((SnRosterItem *) row)->entitlement->amount_fen);
}

static char *
get_other (gpointer row)
{
  const SnOtherBenefit *other = &((SnRosterItem *) row)->other;
  g_autofree char *amount = sn_money_format (other->amount_fen);

  if (other->lines == 0)
    return g_strdup ("");
  /* TRANSLATORS: how many other benefits a household gets, and how many yuan they are together */
  return g_strdup_printf (_ ("%u: %s"), other->lines, amount);
}

const char *
sn_roster_item_get_state (const SnRosterItem *item)
{
  const SnEntitlement *entitlement = item->entitlement;

  return strcmp (entitlement->state, "approved") == 0 && *entitlement->payment_state != '\0' ? entitlement->payment_state
                                                                                           : entitlement->state;
}

static char *
get_state (gpointer row)
{
  const SnEntitlement *entitlement = ((SnRosterItem *) row)->entitlement;
  const char *name = entitlement->approved_once ? _ ("Approved once") : sn_words_for_state (sn_roster_item_get_state (row));

  /* TRANSLATORS: a state and the reason for it */
  return *entitlement->reason == '\0' ? g_strdup (name) : g_strdup_printf (_ ("%s: %s"), name, entitlement->reason);
}

static char *
get_findings (gpointer row)
{
  const SnRosterItem *item = row;

  if (item->n_open == 0)
    return g_strdup ("");
  return item->n_open == 1 ? g_strdup (item->findings) : g_strdup_printf ("(%u) %s", item->n_open, item->findings);
}

static const char *
style_state (gpointer row)
{
  return sn_words_style_for_state (sn_roster_item_get_state (row));
}

static const char *
style_findings (gpointer row)
{
  return "warning";
}

const SnColumn sn_roster_columns[SN_ROSTER_N_COLUMNS] = {
  { N_ ("Full name"), get_name, 8, 0, FALSE, 0, NULL },
  { N_ ("ID number"), get_document, 18, 0, FALSE, 0, NULL },
  { N_ ("Town"), get_town, 10, 0, FALSE, 2, NULL },
  { N_ ("Village"), get_village, 12, 1, FALSE, 1, NULL },
  { N_ ("Rate"), get_rate, 14, 2, FALSE, 3, NULL },
  { N_ ("Amount"), get_amount, 8, 0, TRUE, 0, NULL },
  { N_ ("Other programs"), get_other, 14, 0, TRUE, 4, NULL },
  { N_ ("State"), get_state, 7, 1, FALSE, 0, style_state },
  { N_ ("Findings"), get_findings, 12, 3, FALSE, 0, style_findings },
};
