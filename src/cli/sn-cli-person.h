/* sn-cli-person.h: how one person is printed, wherever a command is about one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-cli.h"
#include "sn-person.h"
#include "sn-recipient-query.h"
#include "sn-recipient.h"

G_BEGIN_DECLS

/* Adds the members that "find" and "show" have in common to the object that is open. */
void        sn_cli_add_recipient (JsonBuilder  *builder,
                                  SnRecipient  *recipient);
SnCliStatus sn_cli_check_limit   (int                      limit,
                                  GError                 **error);
/* Prints who is found, as "recipients find" does; at most @most of them. */
SnCliStatus sn_cli_print_found   (SnCli                   *cli,
                                  const SnRecipientQuery  *query,
                                  int                      most,
                                  GError                 **error);
/* Adds who somebody of a household is to the object that is open, the number masked. */
void        sn_cli_add_member    (JsonBuilder    *builder,
                                  const SnPerson *member);
/* Adds an array of accounts, numbers masked. */
void        sn_cli_add_accounts  (JsonBuilder  *builder,
                                  GPtrArray    *accounts);
/* Prints a person with everything, as "recipients show" does: also what a command that changed one gives. */
SnCliStatus sn_cli_print_person  (SnCli        *cli,
                                  gint64        person_id,
                                  GError      **error);

G_END_DECLS
