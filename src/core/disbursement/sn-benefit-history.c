/* sn-benefit-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-benefit-history.h"

void
sn_benefit_free (SnBenefit *benefit)
{
  if (benefit == NULL)
    return;
  g_free (benefit->campaign);
  g_free (benefit->department);
  g_free (benefit->program);
  g_free (benefit->program_title);
  g_free (benefit->rate_label);
  g_free (benefit->named);
  g_free (benefit->state);
  g_free (benefit->reason);
  g_free (benefit->payment_state);
  g_free (benefit->channel);
  g_free (benefit->failure_reason);
  g_free (benefit->settled_on);
  g_free (benefit->dated_on);
  g_free (benefit);
}

/* Both ways to a line go through an index. A payment that was voided never left; of the others the last one counts. */
static const char history_sql[] =
  "SELECT e.id, e.unit = 'household', e.amount_fen, c.title, d.name, p.code, p.title, r.label,"
  "       coalesce (e.payee_name, n.name), e.state, e.reason, m.state, b.channel, m.failure_reason, m.settled_on,"
  "       coalesce (m.settled_on, date (coalesce (b.issued_at, b.prepared_at), 'localtime')), b.id, b.number"
  "  FROM (SELECT id FROM entitlement WHERE person_id = ?1"
  "        UNION SELECT id FROM entitlement WHERE household_id = (SELECT household_id FROM person WHERE id = ?1)) x"
  "  JOIN entitlement e ON e.id = x.id JOIN person n ON n.id = e.person_id JOIN benefit_rate r ON r.id = e.rate_id"
  "  JOIN program p ON p.id = e.program_id JOIN department d ON d.id = p.department_id JOIN campaign c ON c.id = p.campaign_id"
  "  LEFT JOIN payment m ON m.id = (SELECT max (id) FROM payment WHERE entitlement_id = e.id AND state <> 'void')"
  "  LEFT JOIN payment_batch b ON b.id = m.batch_id"
  " ORDER BY c.spring_festival DESC, d.id, p.number, e.id";

static SnBenefit *
read_benefit (SnStatement *statement)
{
  SnBenefit *benefit = g_new0 (SnBenefit, 1);
  char **const texts[] = {
    &benefit->campaign, &benefit->department, &benefit->program, &benefit->program_title, &benefit->rate_label, &benefit->named,
    &benefit->state, &benefit->reason, &benefit->payment_state, &benefit->channel, &benefit->failure_reason, &benefit->settled_on,
    &benefit->dated_on,
  };

  benefit->entitlement_id = sn_statement_get_int64 (statement, 0);
  benefit->per_household = sn_statement_get_int64 (statement, 1) != 0;
  benefit->amount_fen = sn_statement_get_int64 (statement, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (sn_statement_get_text (statement, (int) i + 3));
  benefit->batch_id = sn_statement_get_int64 (statement, (int) G_N_ELEMENTS (texts) + 3);
  benefit->batch_number = sn_statement_get_int64 (statement, (int) G_N_ELEMENTS (texts) + 4);
  return benefit;
}

GPtrArray *
sn_benefit_history_read (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, history_sql, SN_INT (person_id));

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_benefit, (GDestroyNotify) sn_benefit_free, error);
}
