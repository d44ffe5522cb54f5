/* sn-entitlement-private.h: how lines come onto a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-entitlement.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      program_id;
  gint64      rate_id;
  gint64      person_id;
  gint64      household_id;   /* 0 unless the rate is for households */
  gint64      town_id;        /* 0: not known */
  gint64      amount_fen;
  gint64      source_file_id; /* 0: none */
  guint       source_row;     /* 0: none */
  const char *note;           /* (nullable) */
  gboolean    without_fitting; /* by an officer's word, which is the note */
} SnEntitlementLine;

/* Who gives a listed line another amount or rate signs it, each time anew: so that an earlier change is not taken back from under a later
 * one. @officer: a parameter of SQL. The value of changed_by in an UPDATE */
#define SN_ENTITLEMENT_SIGN(officer) "json_insert (changed_by, '$[#]', " officer ")"

/* (transfer full): the statement that sn_entitlement_insert() runs; one for a whole import */
SnStatement *sn_entitlement_prepare_insert (SnConnection             *connection,
                                            GError                  **error);
gboolean     sn_entitlement_insert         (SnTransaction            *transaction,
                                            SnStatement              *insert,
                                            const SnEntitlementLine  *line,
                                            GError                  **error);
/* The same where no roster names anybody: a household's line names the household's payee (sn_household_find_payee()), and @line's person,
 * through whom the rate was found to fit, only where it has none. */
gboolean     sn_entitlement_insert_found   (SnTransaction            *transaction,
                                            SnStatement              *insert,
                                            const SnEntitlementLine  *line,
                                            GError                  **error);

G_END_DECLS
