/* sn-finding-line.h: the rows around a finding, side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/* Why a line stands beside a finding; the first that applies. */
typedef enum
{
  SN_FINDING_LINE_NAMED,     /* the finding is about it */
  SN_FINDING_LINE_PERSON,    /* of the same person */
  SN_FINDING_LINE_HOUSEHOLD, /* of the same household */
} SnFindingLineLink;

typedef struct
{
  gint64             entitlement_id;
  gint64             person_id;
  SnFindingLineLink  link;
  char              *name;            /* as it was submitted; the registry's before that */
  char              *document_number; /* in full: mask it before it is shown */
  char              *town;
  char              *department;
  char              *program;         /* code */
  char              *program_title;
  char              *rate_label;
  gboolean           per_household;
  gint64             amount_fen;
  char              *state;
  char              *reason;          /* why it is held or withdrawn; "" otherwise */
  char              *payment_state;   /* of its last payment; "" before there is one */
} SnFindingLine;

void       sn_finding_line_free (SnFindingLine *line);

/**
 * sn_finding_line_list:
 * @entitlements: gint64: those of an SnFinding
 *
 * The finding's own lines, then the other lines of the same campaign that the same persons and households have, from whatever
 * department.
 *
 * Returns: (transfer full) (element-type SnFindingLine)
 */
GPtrArray *sn_finding_line_list (SnConnection  *connection,
                                 GArray        *entitlements,
                                 GError       **error);

G_END_DECLS
