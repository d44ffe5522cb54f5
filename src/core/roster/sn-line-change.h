/* sn-line-change.h: another rate or amount for lines that are listed: what would come of it, and doing exactly that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* What an officer wants of the chosen lines. All is borrowed. */
typedef struct
{
  const char *program_code; /* "03.1" in the campaign at work */
  GArray     *ids;          /* gint64: lines of it; one that is named twice counts once */
  const char *rate_label;   /* (nullable): the rate stays */
  gboolean    has_amount;   /* else: with a rate, that one's own amount or what is due under it; without one, nothing is asked */
  gint64      amount_fen;   /* above zero */
} SnLineChange;

/* Lines that cannot be changed, by reason. */
typedef struct
{
  guint  lines;
  char  *sentence; /* translated, with the number and what to do */
} SnLineObstacle;

typedef struct
{
  guint      n_can;      /* lines that will be otherwise */
  guint      n_same;     /* that are so already */
  guint      n_cannot;
  guint      n_outside;  /* of @n_can: with an amount that the rate does not foresee. They become findings */
  guint      n_misfits;  /* of @n_can: whose person holds no category of the new rate. They become findings, the reason stands in their note */
  gint64     before_fen; /* of @n_can */
  gint64     after_fen;
  GPtrArray *obstacles;  /* SnLineObstacle, most lines first */
} SnLineOutlook;

void           sn_line_outlook_free (SnLineOutlook *outlook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnLineOutlook, sn_line_outlook_free)

/* Whether a line in that state can be changed at all: before somebody is asked for a rate in vain. Any thread. */
gboolean       sn_line_change_is_possible (const char        *state);
/**
 * sn_line_change_judge:
 *
 * The dry run. Lines that were handed in, held or withdrawn cannot be changed; nor can one for a person come under a rate for households,
 * or the other way round, or a line without an amount under a rate that sets none.
 *
 * Errors: %SN_ERROR_INVALID_INPUT: nothing is chosen, nothing is asked, an amount that is not above zero; %SN_ERROR_NOT_FOUND:
 * the program, the rate, a line of it
 *
 * Returns: (transfer full)
 */
SnLineOutlook *sn_line_change_judge (SnConnection        *connection,
                                     const SnLineChange  *change,
                                     GError             **error);
/**
 * sn_line_change_apply:
 * @reason: why; not empty. It stands in the history
 * @outlook: (out) (optional) (transfer full): what was done
 *
 * Judges anew and changes those it can. Whoever does is from then on one of the lines' preparers, and cannot approve them. One Change,
 * "entitlements-change"; none, and no error, where nothing would be otherwise.
 *
 * Errors as above; %SN_ERROR_REFUSED where none of the lines can be changed, with the first obstacle. Thread: the writer's.
 */
gboolean       sn_line_change_apply (SnTransaction       *transaction,
                                     const SnLineChange  *change,
                                     const char          *reason,
                                     SnLineOutlook      **outlook,
                                     GError             **error);

G_END_DECLS
