/* sn-entitlement.h: one benefit due to one person or household: the lines of a roster, and taking one out of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    id;
  gint64    person_id;
  char     *name;             /* as it was submitted; the registry's before that, and so for the next four */
  char     *document_number;
  char     *account_number;
  char     *bank_name;
  char     *account_holder;   /* "": the person */
  char     *category;         /* names, joined by 、 */
  gint64    town_id;          /* 0: not given */
  char     *town;
  char     *village;
  char     *address;
  char     *phone;
  char     *rate_label;
  char     *form;             /* "cash", "goods", "visit" */
  gboolean  per_household;
  int       household_members;
  gint64    amount_fen;
  char     *state;
  gboolean  approved_once;    /* submitted, and waits for a second approver */
  char     *payment_state;    /* of the payment that counts: "pending", "issued", "paid", "failed", "returned"; "" before there is one */
  char     *reason;
  char     *note;
  guint     source_row;       /* in the sheet it came from; 0: none */
} SnEntitlement;

void       sn_entitlement_free (SnEntitlement *entitlement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnEntitlement, sn_entitlement_free)

/* (transfer full): SnEntitlement, by town, then as they were listed. @town_id 0: all; @state (nullable): any */
GPtrArray *sn_entitlement_list (SnConnection  *connection,
                                const char    *program_code,
                                gint64         town_id,
                                const char    *state,
                                GError       **error);

/**
 * sn_entitlement_withdraw / sn_entitlement_hold / sn_entitlement_release:
 * @reason: not empty; release: (nullable)
 *
 * Takes a line out for good, for now, or back in as listed. Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT without a
 * reason; %SN_ERROR_REFUSED when the state does not allow it or a payment stands on the line.
 */
gboolean   sn_entitlement_withdraw (SnTransaction  *transaction,
                                    gint64          entitlement_id,
                                    const char     *reason,
                                    GError        **error);
gboolean   sn_entitlement_hold     (SnTransaction  *transaction,
                                    gint64          entitlement_id,
                                    const char     *reason,
                                    GError        **error);
gboolean   sn_entitlement_release  (SnTransaction  *transaction,
                                    gint64          entitlement_id,
                                    const char     *reason,
                                    GError        **error);

/* The same for several lines of one program in one Change: all of them or none. @ids: gint64, not empty; @state: "withdrawn", "held"
 * or "listed". */
gboolean   sn_entitlement_move_lines (SnTransaction *transaction,
                                      GArray        *ids,
                                      const char    *state,
                                      const char    *reason,
                                      GError       **error);
/* Whether a line in the state @from may be brought to @state; says why not. A payment on the line may still forbid it. */
gboolean   sn_entitlement_check_move (const char    *program_code,
                                      const char    *from,
                                      const char    *state,
                                      GError       **error);
/* The same for a line as sn_entitlement_list() told of it, whose payments are known: nothing else can forbid it but what happens
 * meanwhile. Before somebody types a reason in vain. */
gboolean   sn_entitlement_check_line (const SnEntitlement *line,
                                      const char          *program_code,
                                      const char          *state,
                                      GError             **error);
/* The state as people read it */
const char *sn_entitlement_state_name (const char   *state);

/* "withdrawn", "held" or "listed" by the same rules, without describing the Change: for decisions that move several. */
gboolean   sn_entitlement_move     (SnTransaction  *transaction,
                                    gint64          entitlement_id,
                                    const char     *state,
                                    const char     *reason,
                                    GError        **error);

/* Whether @reason says anything; sets %SN_ERROR_INVALID_INPUT otherwise. */
gboolean   sn_reason_is_given      (const char     *reason,
                                    GError        **error);

G_END_DECLS
