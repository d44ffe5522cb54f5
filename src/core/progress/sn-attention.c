/* sn-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-attention.h"

#include "sn-campaign.h"

void
sn_attention_free (SnAttention *attention)
{
  if (attention == NULL)
    return;
  g_free (attention->department);
  g_free (attention->department_name);
  g_free (attention);
}

/* ?1 is the campaign. Each gives code and name of the department (or NULL), items, lines, fen. The joins are in the order that
 * reads no other campaign's rows. */
#define BATCHES(state)                                                                                                     \
  "SELECT NULL, NULL, count(*), sum (b.control_count), sum (b.control_sum_fen) FROM payment_batch b"                       \
  " JOIN program p ON p.id = b.program_id WHERE p.campaign_id = ?1 AND b.state = '" state "' GROUP BY p.campaign_id"
#define PAYMENTS(where)                                                                                                    \
  "SELECT NULL, NULL, count (DISTINCT b.id), count(*), sum (m.amount_fen) FROM program p"                                  \
  " CROSS JOIN payment_batch b ON b.program_id = p.id CROSS JOIN payment m ON m.batch_id = b.id"                           \
  " CROSS JOIN entitlement e ON e.id = m.entitlement_id WHERE p.campaign_id = ?1 AND " where " GROUP BY p.campaign_id"

static const char *const kinds[] = {
  [SN_ATTENTION_ROSTER_SUBMITTED] =
    "SELECT d.code, d.name, count (DISTINCT p.id), sum (f.lines), sum (f.amount_fen) FROM program p"
    " CROSS JOIN department d ON d.id = p.department_id CROSS JOIN benefit_rate r ON r.program_id = p.id"
    " CROSS JOIN figure f ON f.rate_id = r.id"
    " WHERE p.campaign_id = ?1 AND f.stage = 'entitlement.submitted' AND f.lines > 0 GROUP BY d.id ORDER BY d.id",
  /* A batch leaves out lines of no amount; a void payment never was. */
  [SN_ATTENTION_ROSTER_APPROVED] =
    "SELECT d.code, d.name, count (DISTINCT p.id), count(*), sum (e.amount_fen) FROM program p"
    " CROSS JOIN department d ON d.id = p.department_id CROSS JOIN entitlement e ON e.program_id = p.id"
    " WHERE p.campaign_id = ?1 AND e.state = 'approved' AND e.amount_fen > 0"
    " AND NOT EXISTS (SELECT 1 FROM payment m WHERE m.entitlement_id = e.id AND m.state <> 'void')"
    " GROUP BY d.id ORDER BY d.id",
  [SN_ATTENTION_BATCH_DRAFT] = BATCHES ("draft"),
  [SN_ATTENTION_BATCH_APPROVED] = BATCHES ("approved"),
  [SN_ATTENTION_BATCH_ISSUED] = PAYMENTS ("m.state = 'issued'"),
  [SN_ATTENTION_PAYMENT_FAILED] =
    PAYMENTS ("(m.state = 'failed' OR m.state = 'returned') AND m.retried = 0 AND e.state = 'approved'"),
};

static gboolean
read_kind (SnConnection *connection, gint64 campaign_id, SnAttentionKind kind, GPtrArray *list, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, kinds[kind], SN_INT (campaign_id));
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &local_error))
    {
      SnAttention *attention = g_new0 (SnAttention, 1);

      attention->kind = kind;
      attention->department = sn_statement_dup_text (statement, 0);
      attention->department_name = sn_statement_dup_text (statement, 1);
      attention->items = sn_statement_get_int64 (statement, 2);
      attention->lines = sn_statement_get_int64 (statement, 3);
      attention->amount_fen = sn_statement_get_int64 (statement, 4);
      g_ptr_array_add (list, attention);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
sn_attention_list (SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_attention_free);

  if (campaign_id == 0)
    {
      g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

      if (campaign == NULL)
        return NULL;
      campaign_id = campaign->id;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!read_kind (connection, campaign_id, (SnAttentionKind) i, list, error))
      return NULL;
  return g_steal_pointer (&list);
}
