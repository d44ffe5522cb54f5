/* sn-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-words.h"

#include "sn-date.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *word;
  const char *context;
  const char *said;
} Said;

static const Said states[] = {
  { "draft", "state", NC_ ("state", "Draft") },
  { "approved", "state", NC_ ("state", "Approved") },
  { "issued", "state", NC_ ("state", "Issued") },
  { "reconciled", "state", NC_ ("state", "Reconciled") },
  { "closed", "state", NC_ ("state", "Closed") },
  { "void", "state", NC_ ("state", "Void") },
  { "pending", "state", NC_ ("state", "Pending") },
  { "paid", "state", NC_ ("state", "Paid") },
  { "failed", "state", NC_ ("state", "Failed") },
  { "returned", "state", NC_ ("state", "Returned") },
  { "listed", "state", NC_ ("state", "Listed") },
  { "submitted", "state", NC_ ("state", "Submitted") },
  { "held", "state", NC_ ("state", "Held") },
  { "withdrawn", "state", NC_ ("state", "Withdrawn") },
};
static const Said channels[] = {
  { "bank", "channel", NC_ ("channel", "Bank") },
  { "visit", "channel", NC_ ("channel", "Visit") },
  { "goods", "channel", NC_ ("channel", "Goods") },
};
static const Said decisions[] = {
  { "", "decision", NC_ ("decision", "Open") },
  { "allow", "decision", NC_ ("decision", "Allowed") },
  { "hold", "decision", NC_ ("decision", "Held") },
  { "withdraw", "decision", NC_ ("decision", "Withdrawn") },
};

static const char *
find_said (const Said *said, gsize n_said, const char *word)
{
  for (gsize i = 0; i < n_said; i++)
    if (strcmp (said[i].word, word) == 0)
      return g_dpgettext2 (NULL, said[i].context, said[i].said);
  return word;
}

const char *
sn_words_for_state (const char *state)
{
  return find_said (states, G_N_ELEMENTS (states), state);
}

const char *
sn_words_style_for_state (const char *state)
{
  static const struct { const char *state, *style; } styles[] = {
    { "failed", "error" }, { "returned", "error" }, { "held", "warning" }, { "withdrawn", "dim-label" }, { "void", "dim-label" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strcmp (styles[i].state, state) == 0)
      return styles[i].style;
  return NULL;
}

const char *
sn_words_for_channel (const char *channel)
{
  return find_said (channels, G_N_ELEMENTS (channels), channel);
}

const char *
sn_words_for_decision (const char *decision)
{
  return find_said (decisions, G_N_ELEMENTS (decisions), decision);
}

char *
sn_words_for_day (const char *instant)
{
  char *moment = sn_instant_to_local (instant);

  return g_strdelimit (moment, " ", '\0'); /* the time of day behind it */
}

void
sn_words_keep_tooltip (GtkWidget *widget)
{
  g_autofree char *markup = g_markup_printf_escaped ("<span allow_breaks=\"false\">%s</span>", gtk_widget_get_tooltip_text (widget));

  gtk_widget_set_tooltip_markup (widget, markup);
}
