/* sn-household.h: who lives under one register number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *register_number; /* as the office writes it; "" when none */
  gint64  head_id;         /* 0: not known */
  gint64  town_id;         /* 0: not known */
  gint64  village_id;      /* 0: not known */
  char   *address;
  char   *kind;               /* "family", "collective", "institution"; a draft without one: "family" */
  char   *certificate_kind;   /* 低保证 … in the office's words; "" when none */
  char   *certificate_number;
  gint64  payee_id;           /* 0: the head */
  gint64  merged_into;        /* 0: it stands; else it has no members any more, and this one has them */
} SnHousehold;

void         sn_household_free         (SnHousehold        *household);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnHousehold, sn_household_free)

/* (transfer full): %SN_ERROR_NOT_FOUND when there is none */
SnHousehold *sn_household_lookup       (SnConnection       *connection,
                                        gint64              household_id,
                                        GError            **error);
/* (transfer full): SnPerson, the head first, then the eldest first */
GPtrArray   *sn_household_list_members (SnConnection       *connection,
                                        gint64              household_id,
                                        GError            **error);
/* @draft: %NULL strings stand for ""; its id is not looked at. The head may come into the registry after the household, but
 * before the commit. Does not describe the Change. %SN_ERROR_REFUSED when the register number is another household's. */
gboolean     sn_household_insert       (SnTransaction      *transaction,
                                        const SnHousehold  *draft,
                                        gint64             *household_id,
                                        GError            **error);
/* The household that @household_id stands for: the one it was merged into, else itself. %SN_ERROR_NOT_FOUND when there is none. */
gboolean     sn_household_resolve      (SnConnection       *connection,
                                        gint64              household_id,
                                        gint64             *standing_id,
                                        GError            **error);
/**
 * sn_household_find_payee:
 * @fallback_id: the person who takes it where there is neither payee nor head, or both have died; 0: nobody
 * @payee_id: (out)
 *
 * Who takes what the household is due, where no roster names somebody: see sn-household-change.h.
 */
gboolean     sn_household_find_payee   (SnConnection       *connection,
                                        gint64              household_id,
                                        gint64              fallback_id,
                                        gint64             *payee_id,
                                        GError            **error);

G_END_DECLS
