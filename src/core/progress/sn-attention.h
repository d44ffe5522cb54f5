/* sn-attention.h: what waits for an officer: the next step of rosters, batches and payments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnAttentionKind: in the order of the work.
 * @SN_ATTENTION_ROSTER_SUBMITTED: lines that somebody has to approve; a row for each department
 * @SN_ATTENTION_ROSTER_APPROVED: approved lines of an amount that were in no batch yet; a row for each department
 * @SN_ATTENTION_BATCH_DRAFT: batches that somebody has to approve
 * @SN_ATTENTION_BATCH_APPROVED: approved batches that have not left
 * @SN_ATTENTION_BATCH_ISSUED: batches with lines that have left and are not answered or signed for; those lines
 * @SN_ATTENTION_PAYMENT_FAILED: failed and returned payments that were neither tried again nor their line held or withdrawn
 *
 * Open findings are the business of sn_finding_list().
 */
typedef enum
{
  SN_ATTENTION_ROSTER_SUBMITTED,
  SN_ATTENTION_ROSTER_APPROVED,
  SN_ATTENTION_BATCH_DRAFT,
  SN_ATTENTION_BATCH_APPROVED,
  SN_ATTENTION_BATCH_ISSUED,
  SN_ATTENTION_PAYMENT_FAILED,
} SnAttentionKind;

typedef struct
{
  SnAttentionKind  kind;
  char            *department;      /* (nullable): code; %NULL: of all departments together */
  char            *department_name; /* (nullable) */
  gint64           items;           /* programs for rosters, else batches */
  gint64           lines;
  gint64           amount_fen;
} SnAttention;

void       sn_attention_free (SnAttention   *attention);

/* (transfer full): SnAttention by kind, then department; nothing that waits for nobody. Looks at every line of the campaign.
 * @campaign_id 0: the current one. */
GPtrArray *sn_attention_list (SnConnection  *connection,
                              gint64         campaign_id,
                              GError       **error);

G_END_DECLS
