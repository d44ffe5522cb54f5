/* sn-recipient-holdings.h: the categories that somebody holds, and the accounts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-identity.h"

G_BEGIN_DECLS

/**
 * sn_recipient_holdings_fill_categories:
 * @categories: (element-type SnPersonCategory): as core gives them
 *
 * Replaces what is in @grid: name, since when or until, where it is known from; one that is still held has the button
 * "page.category-end" with its row as target.
 *
 * Returns: (transfer full): names of those that are still held, joined; ""
 */
char *sn_recipient_holdings_fill_categories (GtkGrid              *grid,
                                             GPtrArray            *categories);
/* The account in use, which payments go to, and the others, with the buttons "page.account-use" and "page.account-remove". */
void  sn_recipient_holdings_fill_accounts   (GtkGrid              *grid,
                                             const SnPersonRecord *record,
                                             const SnNumbers      *numbers);

G_END_DECLS
