/* test-recipient-list.c: the list of recipients: what it announces, what it reads and when, and what it forgets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "registry-fixture.h"

#include "sn-recipient-list.h"

#define PAGE SN_RECIPIENT_LIST_PAGE_ROWS
#define PAGES SN_RECIPIENT_LIST_PAGES

/* ── Watching ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Counts what is announced and keeps the numbers of the last announcement. */
typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Announced;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Announced *announced = data;

  *announced = (Announced){ announced->n + 1, position, removed, added };
}

#define assert_announced(announced, n_times, at, n_removed, n_added)                                                          \
  G_STMT_START                                                                                                                \
  {                                                                                                                           \
    g_assert_cmpuint ((announced)->n, ==, (n_times));                                                                         \
    g_assert_cmpuint ((announced)->position, ==, (at));                                                                       \
    g_assert_cmpuint ((announced)->removed, ==, (n_removed));                                                                 \
    g_assert_cmpuint ((announced)->added, ==, (n_added));                                                                     \
  }                                                                                                                           \
  G_STMT_END

static gboolean
is_quiet (gpointer list)
{
  /* Whatever was put off to the main loop has run, too. */
  return !g_main_context_pending (NULL) && sn_recipient_list_get_n_awaited (list) == 0;
}

static gboolean
is_shown (gpointer item)
{
  return sn_recipient_item_get_recipient (item) != NULL && !sn_recipient_item_get_loading (item);
}

static gboolean
is_settled (gpointer item)
{
  return !sn_recipient_item_get_loading (item);
}

static gboolean
is_awaiting (gpointer list)
{
  return sn_recipient_list_get_n_awaited (list) > 0;
}

static void
settle (SnRecipientList *list)
{
  wait_until (is_quiet, list);
}

/* Only what is due; nothing is waited for. */
static void
turn_loop (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

static SnRecipientItem *
get_item (SnRecipientList *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (list), position);
}

static void
assert_shows (SnRecipientItem *item, const char *name)
{
  g_assert_nonnull (sn_recipient_item_get_recipient (item));
  g_assert_cmpstr (sn_recipient_get_name (sn_recipient_item_get_recipient (item)), ==, name);
  g_assert_cmpint (sn_recipient_get_id (sn_recipient_item_get_recipient (item)), ==, sn_recipient_item_get_id (item));
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

/* ── People ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GArray *
make_ids (gint64 first, guint n_ids)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);

  for (gint64 id = first; id < first + n_ids; id++)
    g_array_append_val (ids, id);
  return ids;
}

/* Rows by SQL: person N is 人N with the id N, in one household. The ids are 1 … @n_ids; of every 256 of them the first
 * @n_of_page are there. */
static GArray *
add_some_people (Fixture *fixture, guint n_ids, guint n_of_page)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO household (id) VALUES (1);"
    "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, household_id)"
    " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " SELECT i, '人' || i, 'ren', CAST (printf ('%%08d', i) AS BLOB), x'00', 'other', i, 1 FROM n WHERE (i - 1) %% 256 < %u",
    n_ids, n_of_page);

  do_sql (fixture, sql);
  return make_ids (1, n_ids);
}

static GArray *
add_people (Fixture *fixture, guint n_people)
{
  return add_some_people (fixture, n_people, PAGE);
}

/* ── A reader thread that waits ─────────────────────────────────────────────────────────────────────────────────── */

/* Keeps one of the readers busy until it is let go. */
typedef struct
{
  GMutex   lock;
  GCond    condition;
  gboolean started;
  gboolean let_go;
  gboolean ended; /* main thread */
} Blocker;

static gpointer
block (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Blocker *blocker = data;

  g_mutex_lock (&blocker->lock);
  blocker->started = TRUE;
  g_cond_broadcast (&blocker->condition);
  while (!blocker->let_go)
    g_cond_wait (&blocker->condition, &blocker->lock);
  g_mutex_unlock (&blocker->lock);
  return NULL;
}

static void
on_unblocked (GObject *source, GAsyncResult *result, gpointer data)
{
  Blocker *blocker = data;

  sn_workspace_read_finish (SN_WORKSPACE (source), result, NULL);
  blocker->ended = TRUE;
}

static void
start_blocker (Blocker *blocker, Fixture *fixture)
{
  *blocker = (Blocker){ 0 };
  g_mutex_init (&blocker->lock);
  g_cond_init (&blocker->condition);
  sn_workspace_read_async (fixture->workspace, block, blocker, NULL, NULL, NULL, on_unblocked, blocker);
  g_mutex_lock (&blocker->lock);
  while (!blocker->started)
    g_cond_wait (&blocker->condition, &blocker->lock);
  g_mutex_unlock (&blocker->lock);
}

static gboolean
has_ended (gpointer blocker)
{
  return ((Blocker *) blocker)->ended;
}

static void
end_blocker (Blocker *blocker)
{
  g_mutex_lock (&blocker->lock);
  blocker->let_go = TRUE;
  g_cond_broadcast (&blocker->condition);
  g_mutex_unlock (&blocker->lock);
  wait_until (has_ended, blocker);
  g_mutex_clear (&blocker->lock);
  g_cond_clear (&blocker->condition);
}

static gpointer
read_nothing (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

/* ── Announcements ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_announcements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ten = make_ids (1, 10);
  g_autoptr (GArray) other_ten = make_ids (101, 10);
  g_autoptr (GArray) three = make_ids (1, 3);
  g_autoptr (GArray) none = make_ids (1, 0);
  Announced announced = { 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &announced);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == SN_TYPE_RECIPIENT_ITEM);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_null (get_item (list, 0));

  sn_recipient_list_set_ids (list, ten);
  assert_announced (&announced, 1, 0, 0, 10);
  sn_recipient_list_set_ids (list, other_ten);
  assert_announced (&announced, 1, 0, 0, 10);
  g_assert_true (sn_recipient_list_get_ids (list) == other_ten);
  g_assert_cmpint (sn_recipient_list_get_id (list, 9), ==, 110);
  g_assert_cmpint (sn_recipient_list_get_id (list, 10), ==, 0);
  sn_recipient_list_set_ids (list, three);
  assert_announced (&announced, 2, 3, 7, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  sn_recipient_list_set_ids (list, ten);
  assert_announced (&announced, 3, 3, 0, 7);
  sn_recipient_list_set_ids (list, none);
  assert_announced (&announced, 4, 0, 10, 0);
  sn_recipient_list_set_ids (list, NULL);
  assert_announced (&announced, 4, 0, 10, 0);
  sn_recipient_list_refresh (list);
  assert_announced (&announced, 4, 0, 10, 0);
  settle (list);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_rows_come (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 600);
  g_autoptr (SnRecipientItem) last = NULL;
  g_autoptr (SnRecipientItem) same = NULL;
  g_autoptr (SnRecipientItem) neighbour = NULL;
  guint n_recipient = 0, n_loading = 0, n_id = 0;

  sn_recipient_list_set_ids (list, ids);
  last = get_item (list, 599);
  same = get_item (list, 599);
  g_assert_true (last == same);
  g_assert_cmpuint (sn_recipient_item_get_position (last), ==, 599);
  g_assert_cmpint (sn_recipient_item_get_id (last), ==, 600);
  g_assert_null (sn_recipient_item_get_recipient (last));
  g_assert_true (sn_recipient_item_get_loading (last));

  g_signal_connect (last, "notify::recipient", G_CALLBACK (count_notify), &n_recipient);
  g_signal_connect (last, "notify::loading", G_CALLBACK (count_notify), &n_loading);
  g_signal_connect (last, "notify::id", G_CALLBACK (count_notify), &n_id);
  wait_until (is_shown, last);
  assert_shows (last, "人600");
  g_assert_cmpuint (n_recipient, ==, 1);
  g_assert_cmpuint (n_loading, ==, 1);
  g_assert_cmpuint (n_id, ==, 0);

  /* Its page is there: shown at once. */
  neighbour = get_item (list, 2 * PAGE);
  assert_shows (neighbour, "人513");
  g_assert_false (sn_recipient_item_get_loading (neighbour));
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 1);
  g_assert_cmpuint (sn_recipient_list_get_n_living (list), ==, 2);
  settle (list);
}

static void
test_items_are_weak (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 10);
  SnRecipientItem *item;
  gpointer watched;

  sn_recipient_list_set_ids (list, ids);
  item = get_item (list, 3);
  watched = item;
  g_object_add_weak_pointer (G_OBJECT (item), &watched);
  wait_until (is_shown, item);
  g_assert_cmpuint (sn_recipient_list_get_n_living (list), ==, 1);
  g_object_unref (item);
  g_assert_null (watched);
  g_assert_cmpuint (sn_recipient_list_get_n_living (list), ==, 0);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 1);

  /* Items may outlive their list, and the answer to it. */
  item = get_item (list, 3);
  g_clear_object (&list);
  assert_shows (item, "人4");
  g_object_unref (item);
}

/* An item that is let go at once, as GTK does by the thousand, asks for nothing. */
static void
test_glances_read_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = make_ids (1, 100 * PAGE);

  sn_recipient_list_set_ids (list, ids);
  for (guint position = 0; position < ids->len; position++)
    g_object_unref (get_item (list, position));
  g_assert_cmpuint (sn_recipient_list_get_n_awaited (list), ==, 0);
  settle (list);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 0);
  g_assert_cmpuint (sn_recipient_list_get_n_living (list), ==, 0);
}

/* Scrolled past while all readers were busy: cancelled, and never kept. */
static void
test_passed_pages_are_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_some_people (fixture, 20 * PAGE, 1);
  g_autoptr (SnRecipientItem) stays = NULL;
  Blocker blockers[SN_WORKSPACE_READERS];

  sn_recipient_list_set_ids (list, ids);
  for (guint i = 0; i < G_N_ELEMENTS (blockers); i++)
    start_blocker (&blockers[i], fixture);
  for (guint page = 0; page < 10; page++)
    {
      g_autoptr (SnRecipientItem) passed = get_item (list, page * PAGE);

      turn_loop ();
      g_assert_cmpuint (sn_recipient_list_get_n_awaited (list), ==, 1);
    }
  stays = get_item (list, 15 * PAGE);
  turn_loop ();
  g_assert_cmpuint (sn_recipient_list_get_n_awaited (list), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (blockers); i++)
    end_blocker (&blockers[i]);
  wait_until (is_shown, stays);
  settle (list);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 1);
}

static void
test_gone_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = make_ids (1, 4);
  g_autoptr (GArray) people = add_people (fixture, 2);
  g_autoptr (SnRecipientItem) there = NULL;
  g_autoptr (SnRecipientItem) gone = NULL;

  sn_recipient_list_set_ids (list, ids);
  there = get_item (list, 1);
  gone = get_item (list, 2);
  wait_until (is_shown, there);
  g_assert_false (sn_recipient_item_get_loading (gone));
  g_assert_null (sn_recipient_item_get_recipient (gone));
  g_assert_cmpint (sn_recipient_item_get_id (gone), ==, 3);
}

/* ── Keeping ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
look_at_page (SnRecipientList *list, guint page)
{
  g_autoptr (SnRecipientItem) item = get_item (list, page * PAGE + 7);

  wait_until (is_settled, item);
}

static void
test_eviction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = make_ids (1, (PAGES + 20) * PAGE);
  g_autoptr (SnRecipientItem) kept = NULL;
  g_autoptr (SnRecipientItem) evicted = NULL;

  sn_recipient_list_set_ids (list, ids);
  for (guint page = 0; page < PAGES; page++)
    look_at_page (list, page);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, PAGES);
  look_at_page (list, 0); /* the last used now */
  for (guint page = PAGES; page < PAGES + 10; page++)
    look_at_page (list, page);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, PAGES);
  kept = get_item (list, 0);
  evicted = get_item (list, PAGE);
  g_assert_false (sn_recipient_item_get_loading (kept));
  g_assert_true (sn_recipient_item_get_loading (evicted));
  wait_until (is_settled, evicted);
  settle (list);
}

/* More pages looked at than are kept: all of them stay, however many others pass, until nobody looks at them. */
static void
test_visible_pages_stay (Fixture *fixture, gconstpointer data)
{
  enum { VISIBLE = PAGES + 6 };
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_some_people (fixture, (VISIBLE + 20) * PAGE, 2);
  g_autoptr (GPtrArray) visible = g_ptr_array_new_with_free_func (g_object_unref);

  sn_recipient_list_set_ids (list, ids);
  for (guint page = 0; page < VISIBLE; page++)
    g_ptr_array_add (visible, get_item (list, page * PAGE));
  for (guint page = 0; page < VISIBLE; page++)
    wait_until (is_shown, g_ptr_array_index (visible, page));
  settle (list);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, VISIBLE);
  for (guint page = VISIBLE; page < VISIBLE + 20; page++)
    look_at_page (list, page);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, VISIBLE);
  for (guint page = 0; page < VISIBLE; page++)
    {
      g_autoptr (SnRecipientItem) neighbour = get_item (list, page * PAGE + 1);

      g_assert_true (is_shown (g_ptr_array_index (visible, page)));
      g_assert_true (is_shown (neighbour));
    }
  g_ptr_array_set_size (visible, 0);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, PAGES);
  settle (list);
}

/* ── New ids ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_places_show_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 600);
  g_autoptr (GArray) fewer = make_ids (1, 5);
  g_autoptr (GArray) shifted = make_ids (101, 400);
  g_autoptr (SnRecipientItem) first = NULL;
  g_autoptr (SnRecipientItem) tenth = NULL;
  g_autoptr (SnRecipientItem) tenth_again = NULL;
  guint n_first = 0, n_tenth = 0;

  sn_recipient_list_set_ids (list, ids);
  first = get_item (list, 0);
  tenth = get_item (list, 9);
  wait_until (is_shown, tenth);
  g_signal_connect (first, "notify", G_CALLBACK (count_notify), &n_first);
  g_signal_connect (tenth, "notify::recipient", G_CALLBACK (count_notify), &n_tenth);

  /* The same person at the first place keeps being shown; at the tenth nobody stands any more. */
  sn_recipient_list_set_ids (list, fewer);
  assert_shows (first, "人1");
  g_assert_false (sn_recipient_item_get_loading (first));
  g_assert_cmpuint (n_first, ==, 0);
  g_assert_null (sn_recipient_item_get_recipient (tenth));
  g_assert_cmpint (sn_recipient_item_get_id (tenth), ==, 0);
  g_assert_false (sn_recipient_item_get_loading (tenth));
  g_assert_cmpuint (n_tenth, ==, 1);
  g_assert_null (get_item (list, 9));
  settle (list);
  /* Read anew all the same. */
  g_assert_cmpuint (n_first, ==, 1);

  sn_recipient_list_set_ids (list, shifted);
  g_assert_cmpint (sn_recipient_item_get_id (first), ==, 101);
  g_assert_null (sn_recipient_item_get_recipient (first));
  g_assert_true (sn_recipient_item_get_loading (first));
  tenth_again = get_item (list, 9);
  g_assert_true (tenth_again == tenth);
  wait_until (is_shown, tenth);
  assert_shows (first, "人101");
  assert_shows (tenth, "人110");
  settle (list);
}

/* Whatever is shown is of the person who stands there by now. */
static void
check_shown (GObject *object, GParamSpec *pspec, gpointer data)
{
  SnRecipientItem *item = SN_RECIPIENT_ITEM (object);
  SnRecipient *recipient = sn_recipient_item_get_recipient (item);

  g_assert_cmpint (sn_recipient_item_get_id (item), ==,
                   sn_recipient_list_get_id (data, sn_recipient_item_get_position (item)));
  if (recipient != NULL)
    g_assert_cmpint (sn_recipient_get_id (recipient), ==, sn_recipient_item_get_id (item));
}

/* The page of the old ids was read and lies in the main loop when the ids change. */
static void
test_late_pages_are_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 600);
  g_autoptr (GArray) shifted = make_ids (301, 300);
  g_autoptr (SnRecipientItem) item = NULL;
  Blocker blockers[SN_WORKSPACE_READERS - 1];

  sn_recipient_list_set_ids (list, ids);
  /* All readers but one are held, so that this one runs the page and then what is asked next: when that is back, the page is read. */
  for (guint i = 0; i < G_N_ELEMENTS (blockers); i++)
    start_blocker (&blockers[i], fixture);
  item = get_item (list, 5);
  g_signal_connect_object (item, "notify", G_CALLBACK (check_shown), list, 0);
  wait_until (is_awaiting, list);
  do_read (fixture, read_nothing, NULL);
  g_assert_null (sn_recipient_item_get_recipient (item));

  sn_recipient_list_set_ids (list, shifted);
  g_assert_cmpuint (sn_recipient_list_get_n_awaited (list), ==, 0);
  wait_until (is_shown, item);
  assert_shows (item, "人306");
  for (guint i = 0; i < G_N_ELEMENTS (blockers); i++)
    end_blocker (&blockers[i]);
  settle (list);
  assert_shows (item, "人306");
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 1);
}

/* Everything moves many times before anything comes. */
static void
test_many_ids_in_a_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 3000);
  g_autoptr (GPtrArray) visible = g_ptr_array_new_with_free_func (g_object_unref);

  sn_recipient_list_set_ids (list, ids);
  for (guint position = 0; position < 200; position++)
    {
      g_ptr_array_add (visible, get_item (list, position + 200));
      g_signal_connect_object (g_ptr_array_index (visible, position), "notify", G_CALLBACK (check_shown), list, 0);
    }
  for (gint64 first = 2; first < 100; first++)
    {
      g_autoptr (GArray) shifted = make_ids (first, (guint) (3000 - 20 * first));

      sn_recipient_list_set_ids (list, shifted);
      for (int i = 0; i < first % 7; i++)
        g_main_context_iteration (NULL, FALSE);
    }
  settle (list);
  for (guint position = 0; position < 200; position++)
    {
      g_autofree char *name = g_strdup_printf ("人%u", position + 200 + 99);

      assert_shows (g_ptr_array_index (visible, position), name);
    }
}

/* ── A listener that acts ───────────────────────────────────────────────────────────────────────────────────────── */

static void
set_ids_once (SnRecipientItem *item, GParamSpec *pspec, gpointer data)
{
  gpointer *arguments = data;
  GArray *ids = g_steal_pointer (&arguments[1]);

  if (ids != NULL)
    sn_recipient_list_set_ids (arguments[0], ids);
  g_clear_pointer (&ids, g_array_unref);
}

static void
test_ids_set_by_a_listener (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 600);
  g_autoptr (GPtrArray) visible = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer arguments[] = { list, make_ids (101, 20) };

  sn_recipient_list_set_ids (list, ids);
  for (guint position = 0; position < 40; position++)
    {
      g_ptr_array_add (visible, get_item (list, position));
      g_signal_connect (g_ptr_array_index (visible, position), "notify::recipient", G_CALLBACK (set_ids_once), arguments);
    }
  wait_until (is_shown, g_ptr_array_index (visible, 0));
  settle (list);
  assert_shows (g_ptr_array_index (visible, 0), "人101");
  assert_shows (g_ptr_array_index (visible, 19), "人120");
  g_assert_null (sn_recipient_item_get_recipient (g_ptr_array_index (visible, 20)));
}

/* ── Refresh ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_renamed (gpointer item)
{
  return g_str_equal (sn_recipient_get_name (sn_recipient_item_get_recipient (item)), "新名");
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 3 * PAGE);
  g_autoptr (SnRecipientItem) item = NULL;
  g_autoptr (SnRecipientItem) neighbour = NULL;
  g_autoptr (SnRecipientItem) elsewhere = NULL;
  guint n_loading = 0;

  sn_recipient_list_set_ids (list, ids);
  item = get_item (list, 4);
  wait_until (is_shown, item);
  look_at_page (list, 1);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 2);
  g_signal_connect (item, "notify::loading", G_CALLBACK (count_notify), &n_loading);

  do_sql (fixture, "UPDATE person SET name = '新名' WHERE id IN (5, 300)");
  settle (list);
  assert_shows (item, "人5");
  sn_recipient_list_refresh (list);
  /* The old row is shown until the new one is there; what nobody looks at is forgotten. */
  assert_shows (item, "人5");
  neighbour = get_item (list, 3);
  assert_shows (neighbour, "人4");
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 1);
  wait_until (is_renamed, item);
  g_assert_cmpuint (n_loading, ==, 0);
  settle (list);
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), ==, 1);

  elsewhere = get_item (list, 299);
  wait_until (is_shown, elsewhere);
  assert_shows (elsewhere, "新名");
}

/* A page on its way when the registry changed may be of the old picture: it is read again. */
static void
test_refresh_while_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) ids = add_people (fixture, 10);
  g_autoptr (SnRecipientItem) item = NULL;
  Blocker blocker;

  sn_recipient_list_set_ids (list, ids);
  start_blocker (&blocker, fixture);
  item = get_item (list, 4);
  wait_until (is_awaiting, list);
  do_read (fixture, read_nothing, NULL);
  do_sql (fixture, "UPDATE person SET name = '新名' WHERE id = 5");
  sn_recipient_list_refresh (list);
  wait_until (is_shown, item);
  assert_shows (item, "新名");
  end_blocker (&blocker);
  settle (list);
}

/* ── A million ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_million (Fixture *fixture, gconstpointer data)
{
  enum { MILLION = 1000000 };
  g_autoptr (SnRecipientList) list = sn_recipient_list_new (fixture->workspace);
  g_autoptr (GArray) people = add_people (fixture, 1000);
  g_autoptr (GArray) million = make_ids (1001 - MILLION, MILLION); /* the last thousand are in the registry */
  g_autoptr (GArray) half = make_ids (501, MILLION / 2);
  g_autoptr (GPtrArray) visible = g_ptr_array_new_with_free_func (g_object_unref);
  Announced announced = { 0 };

  for (guint i = 0; i < MILLION - 1000; i++)
    g_array_index (million, gint64, i) = 2000000 + i;
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &announced);
  sn_recipient_list_set_ids (list, million);
  assert_announced (&announced, 1, 0, 0, MILLION);
  g_assert_cmpuint (sn_recipient_list_get_n_living (list), ==, 0);
  for (guint position = MILLION - 200; position < MILLION; position++)
    g_ptr_array_add (visible, get_item (list, position));
  wait_until (is_shown, g_ptr_array_index (visible, 0));
  wait_until (is_shown, g_ptr_array_index (visible, 199));
  assert_shows (g_ptr_array_index (visible, 199), "人1000");
  g_assert_cmpuint (sn_recipient_list_get_n_pages (list), <=, 2);

  sn_recipient_list_set_ids (list, half);
  assert_announced (&announced, 2, MILLION / 2, MILLION / 2, 0);
  g_assert_null (sn_recipient_item_get_recipient (g_ptr_array_index (visible, 199)));
  g_ptr_array_set_size (visible, 0);
  g_ptr_array_add (visible, get_item (list, 0));
  wait_until (is_shown, g_ptr_array_index (visible, 0));
  assert_shows (g_ptr_array_index (visible, 0), "人501");
  settle (list);
}

int
main (int argc, char *argv[])
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/recipient-list/announcements", test_announcements },
    { "/recipient-list/rows-come", test_rows_come },
    { "/recipient-list/items-are-weak", test_items_are_weak },
    { "/recipient-list/glances-read-nothing", test_glances_read_nothing },
    { "/recipient-list/passed-pages-are-cancelled", test_passed_pages_are_cancelled },
    { "/recipient-list/gone-people", test_gone_people },
    { "/recipient-list/eviction", test_eviction },
    { "/recipient-list/visible-pages-stay", test_visible_pages_stay },
    { "/recipient-list/places-show-others", test_places_show_others },
    { "/recipient-list/late-pages-are-dropped", test_late_pages_are_dropped },
    { "/recipient-list/many-ids-in-a-row", test_many_ids_in_a_row },
    { "/recipient-list/ids-set-by-a-listener", test_ids_set_by_a_listener },
    { "/recipient-list/refresh", test_refresh },
    { "/recipient-list/refresh-while-reading", test_refresh_while_reading },
    { "/recipient-list/million", test_million },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
