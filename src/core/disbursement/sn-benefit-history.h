/* sn-benefit-history.h: what one person and the household were due and got, from all departments and in all campaigns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    entitlement_id;
  char     *campaign;       /* title */
  char     *department;
  char     *program;        /* code */
  char     *program_title;
  char     *rate_label;
  gboolean  per_household;
  char     *named;          /* who stands on the roster: the person, or another member of the household */
  gint64    amount_fen;
  char     *state;          /* of the entitlement */
  char     *reason;         /* why it is held or withdrawn; "" otherwise */
  char     *payment_state;  /* of its last payment; "" before there is one */
  char     *channel;        /* "bank", "visit", "goods"; "" before there is a payment */
  char     *failure_reason; /* the bank's words; "" unless it failed or came back */
  char     *settled_on;     /* ISO; "" before it is settled */
  char     *dated_on;       /* ISO: the day of the last step of its payment (settled, issued, or put into a batch); "" before
                               there is a payment */
  gint64    batch_id;       /* of its last payment; 0 before there is one */
  gint64    batch_number;   /* 1, 2, … within the program; 0 before there is a payment */
} SnBenefit;

void       sn_benefit_free         (SnBenefit     *benefit);

/**
 * sn_benefit_history_read:
 *
 * The lines that name the person, and those of the household the person belongs to now; withdrawn ones too.
 *
 * Returns: (transfer full) (element-type SnBenefit): newest campaign first, then in the notice's order; empty for nobody
 */
GPtrArray *sn_benefit_history_read (SnConnection  *connection,
                                    gint64         person_id,
                                    GError       **error);

G_END_DECLS
