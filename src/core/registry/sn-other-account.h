/* sn-other-account.h: the accounts of a person beside the one in use.
 *
 * The account in use stands with the person: what is paid goes there. It is corrected with sn_person_edit().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  gint64  person_id;
  char   *bank_name;
  char   *account_number;   /* in full: mask it before it is shown */
  char   *account_holder;   /* "": the person */
  char   *account_relation; /* of the holder to the person */
} SnOtherAccount;

void       sn_other_account_free   (SnOtherAccount        *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnOtherAccount, sn_other_account_free)

/* (transfer full): SnOtherAccount of a person, the oldest first */
GPtrArray *sn_other_account_list   (SnConnection          *connection,
                                    gint64                 person_id,
                                    GError               **error);
/* What sn_other_account_add() would say of @draft, before anything is written: @accounts are those the person has beside the one in use. */
gboolean   sn_other_account_check  (const SnPerson        *person,
                                    GPtrArray             *accounts,
                                    const SnOtherAccount  *draft,
                                    GError               **error);
/**
 * sn_other_account_add:
 * @draft: its id is not looked at; %NULL strings stand for ""
 * @account_id: (out) (optional)
 *
 * Fields are judged as sn_person_check_field() and _edit() do. One Change, "account-add".
 *
 * Errors: %SN_ERROR_INVALID_INPUT: no account; somebody else's without the relation. %SN_ERROR_REFUSED: the person has it already.
 * %SN_ERROR_NOT_FOUND: no such person
 */
gboolean   sn_other_account_add    (SnTransaction         *transaction,
                                    const SnOtherAccount  *draft,
                                    gint64                *account_id,
                                    GError               **error);
/* One Change, "account-remove". %SN_ERROR_NOT_FOUND when it is not there (any more). */
gboolean   sn_other_account_remove (SnTransaction         *transaction,
                                    gint64                 account_id,
                                    GError               **error);
/* "Use this one": it takes the place of the account in use, which from now on stands among the others (where there was one). One
 * Change, "account-use". %SN_ERROR_NOT_FOUND when it is not there (any more). */
gboolean   sn_other_account_use    (SnTransaction         *transaction,
                                    gint64                 account_id,
                                    GError               **error);

G_END_DECLS
