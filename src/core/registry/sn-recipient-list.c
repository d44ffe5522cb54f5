/* sn-recipient-list.c
 *
 * A place is a position that somebody holds an item of. A page is 256 places: its rows when they are kept, how many of its
 * places live, and the reading that is on its way. Pages without any of these are forgotten.
 *
 * Pages are asked for from the main loop, not from get_item(): GTK walks over items it lets go at once (under a selection
 * model, in what was added), and by then only pages are left that somebody still looks at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-list.h"

#define PAGE_ROWS SN_RECIPIENT_LIST_PAGE_ROWS

typedef struct _Page    Page;
typedef struct _Reading Reading;

struct _Page
{
  SnRecipientList *list;    /* borrowed */
  guint            number;
  guint            n_living;
  GPtrArray       *rows;    /* (nullable): SnRecipient or %NULL for each id */
  gboolean         wanted;  /* its rows are missing or outdated */
  Reading         *reading; /* (nullable): on its way; it owns itself */
  GList            recent;  /* in list->recent while it has rows */
};

/* From the question until the answer comes, which may be long after the list lost interest. */
struct _Reading
{
  Page         *page; /* (nullable): %NULL once outdated */
  GCancellable *cancellable;
};

typedef struct
{
  SnRecipientList *list; /* borrowed */
  guint            position;
  SnRecipientItem *item; /* weak */
} Place;

struct _SnRecipientList
{
  GObject      parent_instance;

  SnWorkspace *workspace;
  GArray      *ids;        /* (nullable) gint64 */
  GHashTable  *places;     /* guint → Place: living items */
  GHashTable  *pages;      /* guint → Page */
  GQueue       recent;     /* Page with rows, the last used first */
  SnRecipientFields fields; /* that rows are read with */
  guint        generation; /* moves on with the ids and with each refresh */
  guint        dispatch;   /* source id */
};

static void sn_recipient_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SnRecipientList, sn_recipient_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sn_recipient_list_model_init))

static guint
count_ids (SnRecipientList *self)
{
  return self->ids != NULL ? self->ids->len : 0;
}

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static Page *
find_page (SnRecipientList *self, guint position)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (position / PAGE_ROWS));
}

static Page *
ensure_page (SnRecipientList *self, guint position)
{
  Page *page = find_page (self, position);

  if (page != NULL)
    return page;
  page = g_new0 (Page, 1);
  page->list = self;
  page->number = position / PAGE_ROWS;
  page->wanted = TRUE;
  page->recent.data = page;
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (page->number), page);
  return page;
}

static void
drop_reading (Page *page)
{
  if (page->reading == NULL)
    return;
  page->reading->page = NULL;
  g_cancellable_cancel (page->reading->cancellable);
  page->reading = NULL;
}

static void
drop_rows (Page *page)
{
  if (page->rows == NULL)
    return;
  g_queue_unlink (&page->list->recent, &page->recent);
  g_clear_pointer (&page->rows, g_ptr_array_unref);
  page->wanted = TRUE;
}

static void
free_page (gpointer data)
{
  Page *page = data;

  drop_reading (page);
  drop_rows (page);
  g_free (page);
}

static void
forget_if_idle (Page *page)
{
  if (page->n_living == 0 && page->rows == NULL && page->reading == NULL)
    g_hash_table_remove (page->list->pages, GUINT_TO_POINTER (page->number));
}

static void
mark_used (Page *page)
{
  g_queue_unlink (&page->list->recent, &page->recent);
  g_queue_push_head_link (&page->list->recent, &page->recent);
}

/* Down to the pages that are kept, the longest unused first. A page that somebody looks at stays, however many those are: it
 * would be read again at once. */
static void
evict (SnRecipientList *self)
{
  GList *link = self->recent.tail;

  while (self->recent.length > SN_RECIPIENT_LIST_PAGES && link != NULL)
    {
      Page *page = link->data;

      link = link->prev;
      if (page->n_living > 0)
        continue;
      drop_rows (page);
      forget_if_idle (page);
    }
}

static SnRecipient *
get_row (Page *page, guint position)
{
  guint row = position % PAGE_ROWS;

  return page->rows != NULL && row < page->rows->len ? g_ptr_array_index (page->rows, row) : NULL;
}

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void schedule_dispatch (SnRecipientList *self);

static void
on_item_gone (gpointer data, GObject *where_the_item_was)
{
  Place *place = data;
  SnRecipientList *self = place->list;
  Page *page = find_page (self, place->position);

  g_hash_table_remove (self->places, GUINT_TO_POINTER (place->position));
  if (--page->n_living > 0)
    return;
  if (page->rows != NULL)
    mark_used (page);
  /* Nobody waits for it any more; but the item may come back before the loop turns. */
  if (page->reading != NULL)
    schedule_dispatch (self);
  else
    forget_if_idle (page);
  evict (self);
}

/* (transfer full): so that whoever hears of a change may let items go, or ask for more, while the others are told */
static GPtrArray *
list_living (SnRecipientList *self)
{
  GPtrArray *living = g_ptr_array_new_full (g_hash_table_size (self->places), g_object_unref);
  GHashTableIter iterator;
  gpointer place;

  g_hash_table_iter_init (&iterator, self->places);
  while (g_hash_table_iter_next (&iterator, NULL, &place))
    g_ptr_array_add (living, g_object_ref (((Place *) place)->item));
  return living;
}

/* What a living item shows as things are. A row of the same person that it shows already stays until the new one is there. */
static void
show_now (SnRecipientList *self, SnRecipientItem *item)
{
  guint position = sn_recipient_item_get_position (item);
  gint64 id = sn_recipient_list_get_id (self, position);
  SnRecipient *recipient = sn_recipient_item_get_recipient (item);
  Page *page = find_page (self, position);
  gboolean comes = id != 0 && page != NULL && page->wanted;

  if (page != NULL && page->rows != NULL)
    recipient = get_row (page, position);
  else if (recipient != NULL && (id == 0 || sn_recipient_get_id (recipient) != id))
    recipient = NULL;
  sn_recipient_item_show (item, id, recipient, comes && recipient == NULL);
}

static SnRecipientItem *
make_item (SnRecipientList *self, guint position)
{
  SnRecipientItem *item = sn_recipient_item_new (position);
  Page *page = ensure_page (self, position);
  Place *place = g_new (Place, 1);

  *place = (Place){ self, position, item };
  g_hash_table_insert (self->places, GUINT_TO_POINTER (position), place);
  g_object_weak_ref (G_OBJECT (item), on_item_gone, place);
  page->n_living++;
  if (page->wanted && page->reading == NULL)
    schedule_dispatch (self);
  show_now (self, item);
  return item;
}

static void
show_living (SnRecipientList *self, GPtrArray *living)
{
  guint generation = self->generation;

  for (guint i = 0; i < living->len && self->generation == generation; i++)
    show_now (self, g_ptr_array_index (living, i));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray            *ids;
  SnRecipientFields  fields;
} Question;

static gpointer
read_rows (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return sn_recipient_read_fields (connection, (const gint64 *) question->ids->data, question->ids->len, question->fields, FALSE, error);
}

static void
destroy_question (gpointer data)
{
  Question *question = data;

  g_array_unref (question->ids);
  g_free (question);
}

static void
destroy_rows (gpointer rows)
{
  g_ptr_array_unref (rows);
}

static GPtrArray *
list_living_of (SnRecipientList *self, Page *page)
{
  GPtrArray *living = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = page->number * PAGE_ROWS;

  for (guint i = 0; i < PAGE_ROWS; i++)
    {
      Place *place = g_hash_table_lookup (self->places, GUINT_TO_POINTER (first + i));

      if (place != NULL)
        g_ptr_array_add (living, g_object_ref (place->item));
    }
  return living;
}

static void
keep_rows (Page *page, GPtrArray *take_rows)
{
  drop_rows (page);
  page->wanted = FALSE;
  page->rows = take_rows;
  if (take_rows != NULL)
    g_queue_push_head_link (&page->list->recent, &page->recent);
}

/* @take_rows: (nullable): reading failed */
static void
show_rows (Page *page, GPtrArray *take_rows)
{
  g_autoptr (SnRecipientList) self = g_object_ref (page->list);
  g_autoptr (GPtrArray) living = list_living_of (self, page);

  page->reading = NULL;
  keep_rows (page, take_rows);
  evict (self);
  show_living (self, living);
}

static void
on_rows_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = sn_workspace_read_finish (SN_WORKSPACE (source), result, &error);

  if (reading->page == NULL)
    g_clear_pointer (&rows, g_ptr_array_unref); /* outdated: the ids moved on, or nobody waits any more */
  else
    {
      if (error != NULL)
        g_message ("A page of recipients cannot be read: %s", error->message);
      show_rows (reading->page, rows);
    }
  g_object_unref (reading->cancellable);
  g_free (reading);
}

static void
start_reading (SnRecipientList *self, Page *page)
{
  guint first = page->number * PAGE_ROWS;
  guint n_rows = MIN (PAGE_ROWS, count_ids (self) - first);
  Question *question = g_new (Question, 1);
  Reading *reading = g_new (Reading, 1);

  question->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_rows);
  question->fields = self->fields;
  g_array_append_vals (question->ids, &g_array_index (self->ids, gint64, first), n_rows);
  reading->page = page;
  reading->cancellable = g_cancellable_new ();
  page->reading = reading;
  sn_workspace_read_async (self->workspace, read_rows, question, destroy_question, destroy_rows, reading->cancellable,
                           on_rows_read, reading);
}

static gboolean
dispatch (gpointer data)
{
  SnRecipientList *self = data;
  g_autoptr (GList) pages = g_hash_table_get_values (self->pages);

  self->dispatch = 0;
  for (GList *link = pages; link != NULL; link = link->next)
    {
      Page *page = link->data;
      gboolean is_there = page->number * PAGE_ROWS < count_ids (self);

      if (page->n_living > 0 && is_there && page->wanted && page->reading == NULL)
        start_reading (self, page);
      else if (page->n_living == 0)
        {
          drop_reading (page);
          forget_if_idle (page);
        }
    }
  return G_SOURCE_REMOVE;
}

static void
schedule_dispatch (SnRecipientList *self)
{
  /* Before the frame is painted, so that the reader threads work meanwhile. */
  if (self->dispatch == 0)
    self->dispatch = g_idle_add_full (G_PRIORITY_DEFAULT, dispatch, self, NULL);
}

/* What is on its way is outdated, and so are the rows that are kept. @keep_shown: those that somebody looks at still serve
 * until the new ones are there. */
static void
outdate (SnRecipientList *self, gboolean keep_shown)
{
  g_autoptr (GList) pages = g_hash_table_get_values (self->pages);

  self->generation++;
  for (GList *link = pages; link != NULL; link = link->next)
    {
      Page *page = link->data;

      drop_reading (page);
      if (!keep_shown || page->n_living == 0)
        drop_rows (page);
      page->wanted = TRUE;
      forget_if_idle (page);
    }
  schedule_dispatch (self);
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static GType
sn_recipient_list_get_item_type (GListModel *model)
{
  return SN_TYPE_RECIPIENT_ITEM;
}

static guint
sn_recipient_list_get_n_items (GListModel *model)
{
  return count_ids (SN_RECIPIENT_LIST (model));
}

static gpointer
sn_recipient_list_get_item (GListModel *model, guint position)
{
  SnRecipientList *self = SN_RECIPIENT_LIST (model);
  Place *place;

  if (position >= count_ids (self))
    return NULL;
  place = g_hash_table_lookup (self->places, GUINT_TO_POINTER (position));
  return place != NULL ? g_object_ref (place->item) : make_item (self, position);
}

static void
sn_recipient_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = sn_recipient_list_get_item_type;
  interface->get_n_items = sn_recipient_list_get_n_items;
  interface->get_item = sn_recipient_list_get_item;
}

SnRecipientList *
sn_recipient_list_new (SnWorkspace *workspace)
{
  SnRecipientList *self;

  g_return_val_if_fail (SN_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (SN_TYPE_RECIPIENT_LIST, NULL);
  self->workspace = g_object_ref (workspace);
  return self;
}

static void
announce_difference (SnRecipientList *self, guint n_before, guint n_after)
{
  if (n_after > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_after - n_before);
  else if (n_after < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_after, n_before - n_after, 0);
}

void
sn_recipient_list_set_ids (SnRecipientList *self, GArray *ids)
{
  GPtrArray *living;
  guint n_before, generation;

  g_return_if_fail (SN_IS_RECIPIENT_LIST (self));
  g_return_if_fail (ids == NULL || g_array_get_element_size (ids) == sizeof (gint64));

  if (ids == self->ids)
    return;
  n_before = count_ids (self);
  if (ids != NULL)
    g_array_ref (ids);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = ids;
  outdate (self, FALSE);
  generation = self->generation;

  g_object_ref (self);
  announce_difference (self, n_before, count_ids (self));
  /* Who hears of the difference may have given other ids; then all is said. */
  living = list_living (self);
  if (self->generation == generation)
    show_living (self, living);
  g_ptr_array_unref (living);
  g_object_unref (self);
}

GArray *
sn_recipient_list_get_ids (SnRecipientList *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_LIST (self), NULL);

  return self->ids;
}

gint64
sn_recipient_list_get_id (SnRecipientList *self, guint position)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_LIST (self), 0);

  return position < count_ids (self) ? g_array_index (self->ids, gint64, position) : 0;
}

void
sn_recipient_list_set_fields (SnRecipientList *self, SnRecipientFields fields)
{
  gboolean has_more;

  g_return_if_fail (SN_IS_RECIPIENT_LIST (self));

  has_more = ((fields | SN_RECIPIENT_FIELDS_USUAL) & ~self->fields) != 0;
  self->fields = fields | SN_RECIPIENT_FIELDS_USUAL;
  if (has_more)
    outdate (self, TRUE);
}

void
sn_recipient_list_refresh (SnRecipientList *self)
{
  g_return_if_fail (SN_IS_RECIPIENT_LIST (self));

  outdate (self, TRUE);
}

guint
sn_recipient_list_get_n_pages (SnRecipientList *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_LIST (self), 0);

  return self->recent.length;
}

guint
sn_recipient_list_get_n_living (SnRecipientList *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_LIST (self), 0);

  return g_hash_table_size (self->places);
}

guint
sn_recipient_list_get_n_awaited (SnRecipientList *self)
{
  GHashTableIter iterator;
  gpointer page;
  guint n_awaited = 0;

  g_return_val_if_fail (SN_IS_RECIPIENT_LIST (self), 0);

  g_hash_table_iter_init (&iterator, self->pages);
  while (g_hash_table_iter_next (&iterator, NULL, &page))
    n_awaited += ((Page *) page)->reading != NULL ? 1 : 0;
  return n_awaited;
}

static void
sn_recipient_list_finalize (GObject *object)
{
  SnRecipientList *self = SN_RECIPIENT_LIST (object);
  GHashTableIter iterator;
  gpointer data;

  g_clear_handle_id (&self->dispatch, g_source_remove);
  /* Items may outlive the list; they keep showing what they show. */
  g_hash_table_iter_init (&iterator, self->places);
  while (g_hash_table_iter_next (&iterator, NULL, &data))
    g_object_weak_unref (G_OBJECT (((Place *) data)->item), on_item_gone, data);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->pages);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (sn_recipient_list_parent_class)->finalize (object);
}

static void
sn_recipient_list_class_init (SnRecipientListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_recipient_list_finalize;
}

static void
sn_recipient_list_init (SnRecipientList *self)
{
  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, free_page);
  g_queue_init (&self->recent);
  self->fields = SN_RECIPIENT_FIELDS_USUAL;
}
