/* sn-demo-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-demo-details.h"

#include <string.h>

#define DICE_DETAILS 60

void
sn_demo_draw_details (const SnDemoPopulation *population, guint32 person, const SnDemoPerson *made, SnDemoDetails *details)
{
  static const char *const groups[] = { "回族", "满族", "苗族", "土家族", "壮族", "蒙古族", "彝族", "朝鲜族" };
  static const char *const districts[] = { "上海市松江区", "上海市嘉定区", "江苏省昆山市", "浙江省嘉善县", "安徽省六安市" };
  static const char *const given[] = { "阿大", "小妹", "根宝", "招娣", "来福", "卫红" };
  SnDice dice = sn_dice_for (population->seed, DICE_DETAILS, person);
  const char *rest = g_utf8_next_char (made->name);

  /* A surname of one character and another given name: what an old card may say. */
  if (sn_dice_below (&dice, 100) == 0)
    g_snprintf (details->former_names, sizeof details->former_names, "%.*s%s", (int) (rest - made->name), made->name,
                given[sn_dice_below (&dice, G_N_ELEMENTS (given))]);
  else
    *details->former_names = '\0';
  details->ethnic_group = sn_dice_below (&dice, 100) == 0 ? groups[sn_dice_below (&dice, G_N_ELEMENTS (groups))] : "汉族";
  details->registered_at = sn_dice_below (&dice, 20) == 0 ? districts[sn_dice_below (&dice, G_N_ELEMENTS (districts))] : "";
}

/* ?1: a category's code. Kinds and levels lie spread over the row ids. */
static const char certificates_sql[] =
  "UPDATE person SET disability_kind = 1 + (id >> 3) % 7, disability_level = 1 + (id >> 7) % 4,"
  " disability_certificate = document_number || (1 + (id >> 3) % 7) || (1 + (id >> 7) % 4)"
  " WHERE id IN (SELECT h.person_id FROM person_category h JOIN category c ON c.id = h.category_id WHERE c.code = ?1)";

/* Children who hold ?1 and have somebody of age in the household: that is the guardian; the others have one in words. */
static const char guardians_sql[] =
  "WITH child (id, household_id) AS (SELECT p.id, p.household_id FROM person p JOIN person_category h ON h.person_id = p.id"
  "   JOIN category c ON c.id = h.category_id WHERE c.code = ?1),"
  " guardian (child_id, id, relation) AS (SELECT child.id, g.id, iif (g.sex = 'male', '父亲', '母亲') FROM child"
  "   JOIN household w ON w.id = child.household_id JOIN person g ON g.id = w.head_id WHERE g.id <> child.id)"
  " UPDATE person SET guardian_id = (SELECT g.id FROM guardian g WHERE g.child_id = person.id),"
  "  guardian_name = iif (EXISTS (SELECT 1 FROM guardian g WHERE g.child_id = person.id), '', '村居委会'),"
  "  guardian_relation = coalesce ((SELECT g.relation FROM guardian g WHERE g.child_id = person.id), '非亲属')"
  " WHERE id IN (SELECT id FROM child)";

static gboolean
fill_for (SnConnection *connection, const char *sql, const char *const *codes, gsize n_codes, GError **error)
{
  for (gsize i = 0; i < n_codes; i++)
    if (!sn_connection_run (connection, error, sql, SN_TEXT (codes[i])))
      return FALSE;
  return TRUE;
}

/* One in fifty of those who are poor has an older passbook: the account of somebody who is nobody, with another ending. */
static gboolean
fill_accounts (SnTransaction *transaction, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) holders =
    sn_connection_query (connection, error,
                         "SELECT DISTINCT h.person_id FROM person_category h JOIN category c ON c.id = h.category_id"
                         " WHERE c.code = 'subsistence-allowance' AND (h.person_id >> 5) % 50 = 0 ORDER BY 1");
  g_autoptr (SnStatement) insert =
    holders != NULL ? sn_connection_query (connection, error,
                                           "INSERT INTO other_account (id, person_id, bank_name, account_number) VALUES (?1, ?2, '中国邮政储蓄银行', ?3)",
                                           SN_NULL, SN_NULL, SN_NULL)
                    : NULL;

  if (insert == NULL)
    return FALSE;
  while (sn_statement_step (holders, &step_error))
    {
      gint64 person_id = sn_statement_get_int64 (holders, 0);
      SnDice dice = sn_dice_for (0, DICE_DETAILS + 1, (guint64) person_id);
      g_autofree char *account = sn_demo_draw_account (&dice);

      sn_statement_rebind (insert, SN_INT (sn_transaction_next_id (transaction, "other_account")), SN_INT (person_id), SN_TEXT (account));
      if (!sn_statement_run (insert, error))
        return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_demo_fill_details (SnTransaction *transaction, GError **error)
{
  static const char *const disabled[] = { "disabled", "severe-disability-unemployed", "orphaned-disabled" };
  static const char *const children[] = { "scattered-orphan", "child-in-need", "unguarded-child" };
  SnConnection *connection = sn_transaction_get_connection (transaction);

  return fill_for (connection, certificates_sql, disabled, G_N_ELEMENTS (disabled), error) &&
         fill_for (connection, guardians_sql, children, G_N_ELEMENTS (children), error) && fill_accounts (transaction, error);
}
