/* bank-fixture.h: a batch that a bank is to pay, and the script that reads its file with other people's readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-bank-file.h"
#include "sn-test.h"

#include <string.h>

typedef struct
{
  const char *holder;
  const char *account;
  const char *bank;
  const char *document;
  gint64      amount_fen;
} FixturePayment;

/* A dot that banks refuse, characters that GBK lacks, what a spreadsheet would calculate, commas and quotes; 199.99 is no
 * binary fraction. The district 310199 never existed. */
static const FixturePayment fixture_payments[] = {
  { "阿不都•热合曼", "6217000000000000014", "农商银行青浦支行", "310199194410021236", 120000 },
  { "陈䶮", "6217 0000 0000 0000 022", "=cmd|' /C calc'!A0", "31019919500311106X", 19999 },
  { "𬱟小妹", "00123456789012345678", "农商银行,\"朱家角\"", "H12345678", 1 },
};

static SnPaymentBatch *
fixture_batch (void)
{
  SnPaymentBatch *batch = g_new0 (SnPaymentBatch, 1);

  batch->program = g_strdup ("03.2");
  batch->program_title = g_strdup ("一次性节日补助");
  batch->number = 2;
  batch->channel = g_strdup ("bank");
  batch->state = g_strdup ("approved");
  return batch;
}

static GPtrArray *
fixture_make_payments (void)
{
  GPtrArray *payments = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_payment_free);

  for (gsize i = 0; i < G_N_ELEMENTS (fixture_payments); i++)
    {
      SnPayment *payment = g_new0 (SnPayment, 1);

      payment->id = (gint64) i + 100;
      payment->line = (int) i + 1;
      payment->amount_fen = fixture_payments[i].amount_fen;
      payment->payee_name = g_strdup ("受助人");
      payment->payee_document = g_strdup (fixture_payments[i].document);
      payment->bank_name = g_strdup (fixture_payments[i].bank);
      payment->account_number = g_strdup (fixture_payments[i].account);
      payment->account_holder = g_strdup (fixture_payments[i].holder);
      g_ptr_array_add (payments, payment);
    }
  return payments;
}

/* (transfer full): what tests/exchange/read-bank-file.py prints. @arguments: ended by %NULL */
static char *
fixture_run_script (const char *const *arguments)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *script = sn_test_source_path ("tests/exchange/read-bank-file.py");
  g_auto (GStrv) command = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_strv_builder_add_many (words, "/usr/bin/python3", script, NULL);
  g_strv_builder_addv (words, (const char **) arguments);
  command = g_strv_builder_end (words);
  g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return output;
}
