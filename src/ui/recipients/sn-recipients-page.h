/* sn-recipients-page.h: the registry: search, list, and one person with everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENTS_PAGE (sn_recipients_page_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientsPage, sn_recipients_page, SN, RECIPIENTS_PAGE, SnPage)

/**
 * SnRecipientsPage:
 *
 * A search is a question to the image of the registry in memory and is answered before the next frame; the database is read for
 * the rows in view and for the chosen person only.
 *
 * It opens "person:ID" (row id), "search:TEXT", and "KIND:CODE" of each kind of SnRecipientFilterKind that has choices: "town:310118101",
 * "category:…", "department:03", "unreached:…".
 */

G_END_DECLS
