/* test-other-account.c: the accounts of a person beside the one in use.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "person-fixture.h"

#include "sn-other-account.h"

typedef struct
{
  SnOtherAccount draft;
  gint64         id;
} Work;

static gboolean
add (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_other_account_add (transaction, &work->draft, &work->id, error);
}

static gboolean
drop (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_other_account_remove (transaction, *(gint64 *) data, error);
}

static gboolean
use (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_other_account_use (transaction, *(gint64 *) data, error);
}

static gpointer
list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_other_account_list (connection, *(gint64 *) data, error);
}

#define IN_USE "SELECT bank_name || '|' || account_number || '|' || account_holder || '|' || account_relation FROM person"
#define OTHERS "SELECT group_concat (bank_name || '|' || account_number || '|' || account_holder || '|' || account_relation, ' ') FROM other_account"

static void
test_add_use_remove (Fixture *fixture, gconstpointer data)
{
  gint64 person_id = create_person (fixture, "单伟", NUMBER), used;
  Work first = { { .person_id = person_id, .bank_name = (char *) " 农商 ", .account_number = (char *) "6217 0000 0000 0000 004" }, 0 };
  Work second = { { .person_id = person_id, .account_number = (char *) "1234567890", .account_holder = (char *) "单母",
                    .account_relation = (char *) "妈妈" }, 0 };
  g_autofree char *expected = g_strdup_printf ("account-use[\"%" G_GINT64_FORMAT "\"]", person_id);
  g_autoptr (GPtrArray) accounts = NULL;

  do_write (fixture, add, &first);
  do_write (fixture, add, &second);
  assert_sql (fixture, OTHERS, "农商|6217000000000000004|| |1234567890|单母|母亲");
  accounts = sn_workspace_read (fixture->workspace, list, &person_id, NULL, NULL);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpint (((SnOtherAccount *) g_ptr_array_index (accounts, 0))->id, ==, first.id);
  g_assert_cmpstr (((SnOtherAccount *) g_ptr_array_index (accounts, 1))->account_relation, ==, "母亲");

  /* Where none is in use it takes the empty place; else they change places. */
  do_write (fixture, use, &first.id);
  assert_sql (fixture, LATEST, expected);
  assert_sql (fixture, IN_USE, "农商|6217000000000000004||");
  assert_sql (fixture, OTHERS, "|1234567890|单母|母亲");
  used = do_write (fixture, use, &second.id);
  assert_sql (fixture, IN_USE, "|1234567890|单母|母亲");
  assert_sql (fixture, OTHERS, "农商|6217000000000000004||");
  do_write (fixture, undo, &used);
  assert_sql (fixture, IN_USE, "农商|6217000000000000004||");
  do_write (fixture, drop, &second.id);
  assert_sql (fixture, "SELECT count(*) FROM other_account", "0");
  refuse_write (fixture, drop, &second.id, SN_ERROR_NOT_FOUND, "not there");
  refuse_write (fixture, use, &second.id, SN_ERROR_NOT_FOUND, "not there");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  gint64 person_id = create_person (fixture, "单伟", NUMBER);
  const struct
  {
    SnOtherAccount draft;
    SnError        code;
    const char    *saying;
  } wrong[] = {
    { { .person_id = person_id }, SN_ERROR_INVALID_INPUT, "account number is missing" },
    { { .person_id = person_id, .account_number = (char *) "123" }, SN_ERROR_INVALID_INPUT, "bank account" },
    { { .person_id = person_id, .account_number = (char *) "12345678901", .account_holder = (char *) "单母" }, SN_ERROR_INVALID_INPUT,
      "another person's name" },
    { { .person_id = person_id, .account_number = (char *) "12345-67890" }, SN_ERROR_REFUSED, "has this account already" },
    { { .person_id = person_id, .account_number = (char *) "2234567890" }, SN_ERROR_REFUSED, "has this account already" },
    { { .person_id = 4711, .account_number = (char *) "12345678901" }, SN_ERROR_NOT_FOUND, "not in the registry" },
  };
  Work work = { { .person_id = person_id, .account_number = (char *) "1234567890", .account_holder = (char *) "单 伟" }, 0 };

  do_write (fixture, add, &work);
  assert_sql (fixture, OTHERS, "|1234567890||"); /* the person's own: no relation is asked for */
  do_sql (fixture, "UPDATE person SET account_number = '2234567890'");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      work.draft = wrong[i].draft;
      refuse_write (fixture, add, &work, wrong[i].code, wrong[i].saying);
    }
  assert_sql (fixture, "SELECT count(*) FROM other_account", "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/other-account/add-use-remove", Fixture, NULL, set_up, test_add_use_remove, tear_down);
  g_test_add ("/other-account/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  return g_test_run ();
}
