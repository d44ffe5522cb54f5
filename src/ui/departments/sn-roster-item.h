/* sn-roster-item.h: a line of a roster as the table shows it and the find entry looks through it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-entitlement.h"
#include "sn-other-benefit.h"
#include "sn-table.h"

G_BEGIN_DECLS

typedef struct
{
  SnEntitlement *entitlement;
  char          *document;  /* masked */
  char          *initials;  /* "zgf cgf" */
  char          *spellings; /* "zengguofan cengguofan" */
  SnOtherBenefit other;     /* what else the household gets */
  guint          n_open;    /* findings without a decision */
  char          *findings;  /* (nullable): what the first of them says */
} SnRosterItem;

/* @take_entitlement: what the registry or the snapshot says */
SnRosterItem *sn_roster_item_new     (SnEntitlement      *take_entitlement);
/* Counted: a table may show a line a little longer than the page keeps it. */
SnRosterItem *sn_roster_item_ref     (SnRosterItem       *item);
void          sn_roster_item_unref   (SnRosterItem       *item);
/* What became of the line: of an approved one, of its payment. A word of sn_words_for_state(). */
const char   *sn_roster_item_get_state (const SnRosterItem *item);
/* Whether two items, maybe of two readings, are the same line (GEqualFunc), and whether they look the same (SnRowLooks; @data: none). */
gboolean      sn_roster_item_is_same    (gconstpointer       a,
                                         gconstpointer       b);
gboolean      sn_roster_item_looks_same (gpointer            one,
                                         gpointer            other,
                                         gpointer            data);
/* @folded: without blanks, in lower case: a part of the name, of the village, of the number's ends; the beginning of a spelling
 * or of initials. "" fits all. */
gboolean      sn_roster_item_matches (const SnRosterItem *item,
                                      const char         *folded);

enum { SN_ROSTER_COLUMN_OTHER = 6, SN_ROSTER_COLUMN_FINDINGS = 8, SN_ROSTER_N_COLUMNS };
extern const SnColumn sn_roster_columns[SN_ROSTER_N_COLUMNS];

G_END_DECLS
