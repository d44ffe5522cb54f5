/* sn-words.h: the schema's words as people read them in a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of a batch, a payment or an entitlement: "draft" … "withdrawn"; "" for "" */
const char *sn_words_for_state    (const char *state);
const char *sn_words_for_channel  (const char *channel);
/* On a finding: "" is open */
const char *sn_words_for_decision (const char *decision);

/* (transfer full): day of an instant in UTC, here: "2025-01-16"; "" for "" */
char       *sn_words_for_day      (const char *instant);

/* (nullable): the CSS class of a cell that shows the state */
const char *sn_words_style_for_state (const char *state);

/* Keeps the widget's tooltip, a word or two, in one line: GTK 4.8 breaks it after each Chinese character. */
void        sn_words_keep_tooltip (GtkWidget *widget);

G_END_DECLS
