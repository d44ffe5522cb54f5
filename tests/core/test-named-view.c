/* test-named-view.c: questions as text, and those that have a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recipient-fixture.h"

#include "sn-journal.h"
#include "sn-named-view.h"

static SnRecipientQuery *
make_query (void)
{
  SnRecipientQuery *query = sn_recipient_query_new ("张 \"徐泾\"\n\\", SN_RECIPIENT_SORT_TOWN);
  g_autoptr (SnRecipientCondition) town = sn_recipient_condition_new (SN_RECIPIENT_FILTER_TOWN, "310118106", 0, 0);
  g_autoptr (SnRecipientCondition) age = sn_recipient_condition_new (SN_RECIPIENT_FILTER_AGE, NULL, 60, 79);

  query->descending = TRUE;
  sn_recipient_query_add (query, town);
  sn_recipient_query_add (query, age);
  sn_recipient_query_add (query, town); /* stands there already */
  return query;
}

/* ── As text ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
write_json (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_query_to_json (data, connection, error);
}

static gpointer
read_json (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_query_from_json (data, connection, error);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) query = make_query ();
  g_autofree char *json = do_read (fixture, write_json, query);
  g_autoptr (SnRecipientQuery) again = do_read (fixture, read_json, json);
  g_autoptr (SnRecipientQuery) copy = sn_recipient_query_copy (query);

  g_assert_cmpuint (query->conditions->len, ==, 2);
  g_assert_cmpstr (json, ==,
                   "{\"text\":\"张 \\\"徐泾\\\"\\n\\\\\",\"sort\":\"town\",\"descending\":true,\"conditions\":["
                   "{\"kind\":\"town\",\"code\":\"310118106\",\"least\":0,\"most\":0},"
                   "{\"kind\":\"age\",\"code\":\"\",\"least\":60,\"most\":79}]}");
  g_assert_true (sn_recipient_query_equal (query, again));
  g_assert_true (sn_recipient_query_equal (query, copy));
  again->descending = FALSE;
  g_assert_false (sn_recipient_query_equal (query, again));
  /* The order in which conditions were added says nothing; their number does. */
  g_ptr_array_add (copy->conditions, g_ptr_array_steal_index (copy->conditions, 0));
  g_assert_true (sn_recipient_query_equal (query, copy));
  g_ptr_array_remove_index (copy->conditions, 0);
  g_assert_false (sn_recipient_query_equal (query, copy));
  g_assert_false (sn_recipient_query_equal (copy, query));
}

/* What is no question, or asks what this version does not know, is refused: half a question would find too many. */
static void
test_bad_json (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"text\":1,\"sort\":\"id\",\"conditions\":[]}",
    "{\"text\":\"\",\"sort\":\"age\",\"conditions\":[]}",
    "{\"text\":\"\",\"sort\":\"id\",\"conditions\":{}}",
    "{\"text\":\"\",\"sort\":\"id\",\"conditions\":[{\"kind\":\"hair\"}]}",
    "{\"text\":\"\",\"sort\":\"id\",\"conditions\":[{}]}",
    "{\"text\":\"\",\"sort\":\"id\",\"conditions\":[\"town\"]}",
  };
  g_autoptr (SnRecipientQuery) least = do_read (fixture, read_json, (gpointer) "{\"text\":\"\",\"sort\":\"total\",\"conditions\":[]}");

  g_assert_true (least->descending);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (sn_workspace_read (fixture->workspace, read_json, (gpointer) bad[i], NULL, &error));
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
    }
}

/* ── With a name ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char             *name;
  const SnRecipientQuery *query;
  gint64                  id;
} View;

static gboolean
save (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  View *view = data;

  return sn_named_view_save (transaction, view->name, view->query, &view->id, error);
}

static gboolean
rename_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  View *view = data;

  return sn_named_view_rename (transaction, view->id, view->name, error);
}

static gboolean
delete_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_named_view_delete (transaction, ((View *) data)->id, error);
}

static gpointer
list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_named_view_list (connection, error);
}

static void
assert_views (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) views = do_read (fixture, list, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", ((SnNamedView *) g_ptr_array_index (views, i))->name);
  g_assert_cmpstr (names->str, ==, expected);
}

/* The number of the Change, or SN_WORKSPACE_UNCHANGED */
static gint64
write_view (Fixture *fixture, SnWriteFunc func, View *view)
{
  g_autoptr (GError) error = NULL;
  gint64 change = sn_workspace_write (fixture->workspace, func, view, NULL, &error);

  g_assert_no_error (error);
  return change;
}

static void
assert_refused (Fixture *fixture, SnWriteFunc func, View *view, int code)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, func, view, NULL, &error);
  g_assert_error (error, SN_ERROR, code);
}

static void
test_views (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) query = make_query ();
  g_autoptr (SnRecipientQuery) other = sn_recipient_query_new ("x", SN_RECIPIENT_SORT_ID);
  g_autoptr (GPtrArray) views = NULL;
  View first = { " 徐泾的老人 ", query, 0 }, second = { "低保", other, 0 }, missing = { "x", query, 4711 };
  gint64 change;

  change = write_view (fixture, save, &first);
  g_assert_cmpint (change, >, 0);
  write_view (fixture, save, &second);
  assert_views (fixture, "低保|徐泾的老人");
  views = do_read (fixture, list, NULL);
  g_assert_true (sn_recipient_query_equal (((SnNamedView *) g_ptr_array_index (views, 1))->query, query));
  g_assert_cmpint (((SnNamedView *) g_ptr_array_index (views, 1))->id, ==, first.id);

  /* The same again is no change; another question under the name is one. */
  g_assert_cmpint (write_view (fixture, save, &first), ==, SN_WORKSPACE_UNCHANGED);
  first.query = other;
  g_assert_cmpint (write_view (fixture, save, &first), >, change);
  assert_views (fixture, "低保|徐泾的老人");

  first.name = "低保";
  assert_refused (fixture, rename_view, &first, SN_ERROR_REFUSED);
  first.name = " ";
  assert_refused (fixture, rename_view, &first, SN_ERROR_INVALID_INPUT);
  assert_refused (fixture, save, &first, SN_ERROR_INVALID_INPUT);
  assert_refused (fixture, rename_view, &missing, SN_ERROR_NOT_FOUND);
  assert_refused (fixture, delete_view, &missing, SN_ERROR_NOT_FOUND);
  first.name = "阿";
  write_view (fixture, rename_view, &first);
  assert_views (fixture, "阿|低保");
  change = write_view (fixture, delete_view, &second);
  assert_views (fixture, "阿");
  g_assert_cmpint (change, >, 0);
}

/* One that a later version wrote is left alone, and the others are there. */
static void
test_unreadable_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) query = make_query ();
  View view = { "老人", query, 0 };

  do_sql (fixture, "INSERT INTO recipient_view (id, name, query) VALUES (1, '新', '{\"text\":\"\",\"sort\":\"hair\",\"conditions\":[]}')");
  write_view (fixture, save, &view);
  assert_views (fixture, "老人");
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/named-view/json", test_json },
    { "/named-view/bad-json", test_bad_json },
    { "/named-view/views", test_views },
    { "/named-view/unreadable", test_unreadable_view },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
