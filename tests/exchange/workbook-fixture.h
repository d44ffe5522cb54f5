/* workbook-fixture.h: a store with people, entitlements in every state and payments, for the workbooks to show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-resident-id.h"
#include "sn-test.h"

#include <string.h>

typedef enum
{
  FIXTURE_LISTED,
  FIXTURE_SUBMITTED,
  FIXTURE_APPROVED,
  FIXTURE_PAID,
  FIXTURE_FAILED,
  FIXTURE_HELD,
} FixtureStage;

typedef struct
{
  const char *name;
  const char *birth;   /* yyyy-mm-dd */
  gint64      town_id; /* 0: none */
  const char *account;
} FixturePerson;

typedef struct
{
  const char   *program;
  int           rate;   /* from 0, in the program's order */
  int           person;
  gint64        amount_fen;
  FixtureStage  stage;
} FixtureEntitlement;

static const FixturePerson fixture_people[] = {
  { "沈阿大", "1944-10-02", 310118001, "6217000000000000014" }, { "陆桂芳", "1950-03-11", 310118001, "6217000000000000022" },
  { "曾国凡", "1962-07-30", 310118102, "6217000000000000030" }, { "单小妹", "2013-05-05", 310118102, "6217000000000000048" },
  { "欧阳志远", "1971-12-24", 310118107, "" },                  { "仇玉兰", "1938-01-01", 0, "6217000000000000063" },
};

/* 199.99 and 0.29 are no binary fractions: a sum of doubles would drift. */
static const FixtureEntitlement fixture_entitlements[] = {
  { "03.1", 0, 0, 120000, FIXTURE_PAID },     { "03.1", 1, 1, 150000, FIXTURE_FAILED },
  { "03.1", 0, 2, 120000, FIXTURE_APPROVED }, { "03.1", 2, 3, 120000, FIXTURE_PAID },
  { "03.1", 0, 4, 120000, FIXTURE_LISTED },   { "03.1", 2, 5, 120000, FIXTURE_HELD },
  { "03.4", 0, 0, 19999, FIXTURE_SUBMITTED }, { "03.4", 0, 1, 29, FIXTURE_PAID },
  { "05.1", 0, 2, 123457, FIXTURE_APPROVED }, { "05.1", 0, 5, 249999, FIXTURE_PAID },
  { "09.1", 0, 4, 80001, FIXTURE_LISTED },
};

static gint64
fixture_person_id (int person)
{
  return (G_GINT64_CONSTANT (1) << 52) + person + 1;
}

static char *
fixture_document (int person)
{
  g_autofree char *birth = g_strdup (fixture_people[person].birth);
  g_auto (GStrv) parts = g_strsplit (birth, "-", 3);
  g_autofree char *body = g_strdup_printf ("310118%s%s%s%03d", parts[0], parts[1], parts[2], 100 + person);

  return g_strdup_printf ("%s%c", body, sn_resident_id_check_character (body));
}

#define FIXTURE_RUN(transaction, error, ...)                                                                               \
  G_STMT_START                                                                                                             \
  {                                                                                                                        \
    if (!sn_connection_run (sn_transaction_get_connection (transaction), error, __VA_ARGS__))                              \
      return FALSE;                                                                                                        \
  }                                                                                                                        \
  G_STMT_END

static gboolean
fixture_add_people (SnTransaction *transaction, GError **error)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (fixture_people); i++)
    {
      const FixturePerson *person = &fixture_people[i];
      gint64 household = sn_transaction_next_id (transaction, "household");
      g_autofree char *document = fixture_document (i);
      guint8 key = (guint8) ('a' + i);

      FIXTURE_RUN (transaction, error, "INSERT INTO household (id, head_id, town_id) VALUES (?1, ?2, ?3)",
                   SN_INT (household), SN_INT (fixture_person_id (i)), SN_INT_OR_NULL (person->town_id));
      FIXTURE_RUN (transaction, error,
                   "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number,"
                   " birth_date, household_id, town_id, phone, bank_name, account_number) VALUES"
                   " (?1, ?2, '', ?3, ?3, 'resident', ?4, ?5, ?6, ?7, '13912345678', '农商银行', ?8)",
                   SN_INT (fixture_person_id (i)), SN_TEXT (person->name), SN_BLOB (&key, 1), SN_TEXT (document),
                   SN_TEXT (person->birth), SN_INT (household), SN_INT_OR_NULL (person->town_id), SN_TEXT (person->account));
    }
  return TRUE;
}

static gboolean
fixture_pay (SnTransaction *transaction, gint64 entitlement_id, const FixtureEntitlement *entitlement, gint64 other, GError **error)
{
  gint64 batch = sn_transaction_next_id (transaction, "payment_batch");
  gint64 payment = sn_transaction_next_id (transaction, "payment");

  FIXTURE_RUN (transaction, error,
               "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
               " SELECT ?1, program_id, ?1 & 1048575, 'bank', ?3, '2025-01-10T01:00:00Z' FROM entitlement WHERE id = ?2",
               SN_INT (batch), SN_INT (entitlement_id), SN_INT (sn_transaction_get_officer (transaction)));
  FIXTURE_RUN (transaction, error,
               "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document)"
               " VALUES (?1, ?2, 1, ?3, ?4, 'x', 'x')",
               SN_INT (payment), SN_INT (batch), SN_INT (entitlement_id), SN_INT (entitlement->amount_fen));
  FIXTURE_RUN (transaction, error, "UPDATE payment_batch SET state = 'approved', approved_by = ?2 WHERE id = ?1",
               SN_INT (batch), SN_INT (other));
  FIXTURE_RUN (transaction, error, "UPDATE payment_batch SET state = 'issued', issued_by = ?2 WHERE id = ?1",
               SN_INT (batch), SN_INT (other));
  FIXTURE_RUN (transaction, error, "UPDATE payment SET state = 'issued' WHERE id = ?1", SN_INT (payment));
  if (entitlement->stage == FIXTURE_PAID)
    FIXTURE_RUN (transaction, error, "UPDATE payment SET state = 'paid', settled_on = '2025-01-12' WHERE id = ?1", SN_INT (payment));
  else
    FIXTURE_RUN (transaction, error, "UPDATE payment SET state = 'failed', failure_reason = '账号户名不符' WHERE id = ?1",
                 SN_INT (payment));
  return TRUE;
}

static gboolean
fixture_add_entitlement (SnTransaction *transaction, const FixtureEntitlement *entitlement, gint64 other, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 id = sn_transaction_next_id (transaction, "entitlement");
  gint64 me = sn_transaction_get_officer (transaction);
  gint64 rate = 0;

  if (!sn_connection_get_int64 (connection, &rate, error,
                                "SELECT r.id FROM benefit_rate r JOIN program p ON p.id = r.program_id WHERE p.code = ?1"
                                " ORDER BY r.position LIMIT 1 OFFSET ?2", SN_TEXT (entitlement->program), SN_INT (entitlement->rate)))
    return FALSE;
  g_assert_cmpint (rate, !=, 0);
  FIXTURE_RUN (transaction, error,
               "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, listed_by)"
               " SELECT ?1, r.program_id, r.id, r.unit, p.id, iif (r.unit = 'household', p.household_id, NULL), p.town_id, ?4, ?5"
               " FROM benefit_rate r, person p WHERE r.id = ?2 AND p.id = ?3",
               SN_INT (id), SN_INT (rate), SN_INT (fixture_person_id (entitlement->person)), SN_INT (entitlement->amount_fen),
               SN_INT (me));
  if (entitlement->stage == FIXTURE_HELD)
    FIXTURE_RUN (transaction, error, "UPDATE entitlement SET state = 'held', reason = '待核实' WHERE id = ?1", SN_INT (id));
  if (entitlement->stage == FIXTURE_LISTED || entitlement->stage == FIXTURE_HELD)
    return TRUE;
  FIXTURE_RUN (transaction, error,
               "UPDATE entitlement SET state = 'submitted', submitted_by = ?2, (payee_name, payee_document, payee_category, bank_name,"
               " account_number, account_holder) = (SELECT name, document_number, '低保', bank_name, account_number, account_holder"
               " FROM person WHERE id = entitlement.person_id) WHERE id = ?1", SN_INT (id), SN_INT (me));
  if (entitlement->stage == FIXTURE_SUBMITTED)
    return TRUE;
  FIXTURE_RUN (transaction, error, "UPDATE entitlement SET state = 'approved', approved_by = ?2 WHERE id = ?1", SN_INT (id),
               SN_INT (other));
  if (entitlement->stage == FIXTURE_APPROVED)
    return TRUE;
  return fixture_pay (transaction, id, entitlement, other, error);
}

static gboolean
fixture_fill (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 other = sn_transaction_next_id (transaction, "officer");

  FIXTURE_RUN (transaction, error, "INSERT INTO officer (id, name, known_at) VALUES (?1, '负责人乙', '2025-01-10T00:00:00Z')",
               SN_INT (other));
  if (!fixture_add_people (transaction, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fixture_entitlements); i++)
    if (!fixture_add_entitlement (transaction, &fixture_entitlements[i], other, error))
      return FALSE;
  return TRUE;
}

/* (transfer full): an open workspace FOLDER/test.songnuan with the catalogue and the rows above */
static SnWorkspace *
fixture_new (const char *folder)
{
  g_autoptr (GError) error = NULL;
  SnWorkspace *workspace;

  sn_test_set_clock ();
  workspace = sn_test_new_workspace (folder);
  sn_workspace_write (workspace, fixture_fill, NULL, NULL, &error);
  g_assert_no_error (error);
  return workspace;
}

/* A number out of the store, to compare with. */
static gint64
fixture_ask (SnWorkspace *workspace, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnConnection) connection = sn_connection_open (sn_workspace_get_path (workspace), SN_CONNECTION_READ, &error);
  gint64 value = 0;

  g_assert_no_error (error);
  g_assert_true (sn_connection_get_int64 (connection, &value, &error, sql));
  g_assert_no_error (error);
  return value;
}
