/* sn-registry-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-registry-memory.h"

#include "sn-journal.h"

#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* So many changed rows are put into the search image one by one; after more it is loaded anew. */
#define FEW_ROWS 2000

typedef struct
{
  gboolean          wanted;
  gboolean          is_old;
  SnRecipientOrder *order; /* (nullable) */
} Order;

struct _SnRegistryMemory
{
  GObject        parent_instance;

  SnWorkspace   *workspace;
  SnSearchImage *image;           /* (nullable) */
  gboolean       image_is_wanted;
  Order          orders[SN_RECIPIENT_N_ORDERS];
  GArray        *pending_changes; /* guint64: not yet in the image */
  gboolean       is_loading;
};

enum { CHANGED, REFUSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRegistryMemory, sn_registry_memory, G_TYPE_OBJECT)

static void load_next (SnRegistryMemory *self);

/* ── On a reader's thread ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRegistryMemory *memory;
  SnRecipientSort   sort;    /* of the order that is loaded */
  SnSearchImage    *image;   /* in: the old one (nullable); out: the new one, or the old one where nothing touched it */
  GArray           *changes; /* guint64 */
} Loading;

static void
free_loading (Loading *loading)
{
  g_clear_pointer (&loading->image, sn_search_image_unref);
  g_clear_pointer (&loading->changes, g_array_unref);
  g_object_unref (loading->memory);
  g_free (loading);
}

/* A load reads all pages of the file once and will not read them again soon; nor does anyone need what it held on the way. */
static void
give_memory_back (SnConnection *connection)
{
  sqlite3_db_release_memory (sn_connection_get_handle (connection));
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static gpointer
load_order (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnRecipientOrder *order = sn_recipient_order_load (connection, ((Loading *) data)->sort, error);

  give_memory_back (connection);
  return order;
}

/* The people that the changes touched; %NULL when there are so many that a fresh load is quicker. */
static GArray *
collect_touched (SnConnection *connection, GArray *changes, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < changes->len; i++)
    {
      gint64 change_id = (gint64) g_array_index (changes, guint64, i);
      g_autoptr (GPtrArray) rows = sn_journal_list_rows (connection, change_id, FEW_ROWS, error);

      if (rows == NULL || rows->len >= FEW_ROWS || ids->len >= FEW_ROWS)
        return NULL;
      for (guint j = 0; j < rows->len; j++)
        {
          const SnChangedRow *row = g_ptr_array_index (rows, j);
          gint64 id = g_ascii_strtoll (row->row, NULL, 10);

          if (strcmp (row->table, "person") == 0)
            g_array_append_val (ids, id);
        }
    }
  return g_steal_pointer (&ids);
}

static gpointer
load_image (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;
  g_autoptr (GArray) touched = loading->image != NULL ? collect_touched (connection, loading->changes, NULL) : NULL;
  SnSearchImage *image;

  if (touched != NULL && touched->len == 0)
    return sn_search_image_ref (loading->image);
  if (touched != NULL && !sn_search_image_is_worn (loading->image))
    return sn_search_image_apply (loading->image, connection, (const gint64 *) touched->data, touched->len, error);
  image = sn_search_image_load (connection, cancellable, error);
  give_memory_back (connection);
  return image;
}

/* ── On the main thread ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_order (SnRegistryMemory *self, SnRecipientSort sort, SnRecipientOrder *take_order)
{
  Order *order = &self->orders[sort];

  g_clear_pointer (&order->order, sn_recipient_order_unref);
  order->order = take_order;
}

static gboolean
take_image (SnRegistryMemory *self, SnSearchImage *take_image)
{
  gboolean same = take_image == self->image;

  g_clear_pointer (&self->image, sn_search_image_unref);
  self->image = take_image;
  if (same)
    return FALSE;
  for (int i = 0; i < SN_RECIPIENT_N_ORDERS; i++)
    self->orders[i].is_old = TRUE;
  take_order (self, SN_RECIPIENT_SORT_PINYIN, NULL);
  self->orders[SN_RECIPIENT_SORT_PINYIN].wanted = FALSE;
  return TRUE;
}

/* What could not be read is not kept either: it would grow old. Whoever asks next begins anew. */
static void
give_up (SnRegistryMemory *self, const Loading *loading)
{
  if (loading->changes == NULL)
    {
      take_order (self, loading->sort, NULL);
      self->orders[loading->sort].wanted = FALSE;
      return;
    }
  g_clear_pointer (&self->image, sn_search_image_unref);
  self->image_is_wanted = FALSE;
}

static void
handle_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loading *loading = user_data;
  g_autoptr (SnRegistryMemory) self = g_object_ref (loading->memory);
  g_autoptr (GError) error = NULL;
  gpointer loaded = sn_workspace_read_finish (SN_WORKSPACE (source), result, &error);
  gboolean is_order = loading->changes == NULL, changed = TRUE;

  self->is_loading = FALSE;
  if (loaded == NULL)
    {
      give_up (self, loading);
      g_signal_emit (self, signals[REFUSED], 0, error->message);
    }
  else
    {
      if (is_order)
        take_order (self, loading->sort, loaded);
      else
        changed = take_image (self, loaded);
      if (changed)
        g_signal_emit (self, signals[CHANGED], 0);
    }
  free_loading (loading);
  load_next (self);
}

static Loading *
begin_loading (SnRegistryMemory *self)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->memory = g_object_ref (self);
  self->is_loading = TRUE;
  return loading;
}

static void
start_loading_order (SnRegistryMemory *self, SnRecipientSort sort)
{
  Loading *loading = begin_loading (self);

  loading->sort = sort;
  self->orders[sort].is_old = FALSE;
  sn_workspace_read_async (self->workspace, load_order, loading, NULL, (GDestroyNotify) sn_recipient_order_unref, NULL, handle_loaded, loading);
}

static void
start_loading_image (SnRegistryMemory *self)
{
  Loading *loading = begin_loading (self);

  loading->image = self->image != NULL ? sn_search_image_ref (self->image) : NULL;
  loading->changes = g_steal_pointer (&self->pending_changes);
  self->pending_changes = g_array_new (FALSE, FALSE, sizeof (guint64));
  sn_workspace_read_async (self->workspace, load_image, loading, NULL, (GDestroyNotify) sn_search_image_unref, NULL, handle_loaded, loading);
}

static void
load_next (SnRegistryMemory *self)
{
  if (self->is_loading || self->workspace == NULL)
    return;
  for (int i = 0; i < SN_RECIPIENT_N_ORDERS; i++)
    {
      const Order *order = &self->orders[i];

      if (!order->wanted || (order->order != NULL && !order->is_old))
        continue;
      start_loading_order (self, (SnRecipientSort) i);
      return;
    }
  if (self->image_is_wanted && (self->image == NULL || self->pending_changes->len > 0))
    start_loading_image (self);
}

SnSearchImage *
sn_registry_memory_get_image (SnRegistryMemory *self)
{
  return self->image;
}

void
sn_registry_memory_load_image (SnRegistryMemory *self)
{
  self->image_is_wanted = TRUE;
  load_next (self);
}

/* Of orders by two keys one is kept: there are many, and each would be read anew with every change. */
static void
forget_other_pairs (SnRegistryMemory *self, SnRecipientSort sort)
{
  for (int i = SN_RECIPIENT_N_SORTS; i < SN_RECIPIENT_N_ORDERS; i++)
    if (i != (int) sort)
      {
        take_order (self, (SnRecipientSort) i, NULL);
        self->orders[i].wanted = FALSE;
      }
}

SnRecipientOrder *
sn_registry_memory_get_order (SnRegistryMemory *self, SnRecipientSort sort)
{
  g_return_val_if_fail ((int) sort < SN_RECIPIENT_N_ORDERS, NULL);

  if (sort == SN_RECIPIENT_SORT_PINYIN && self->image != NULL)
    return NULL;
  if (sort >= SN_RECIPIENT_N_SORTS)
    forget_other_pairs (self, sort);
  self->orders[sort].wanted = TRUE;
  load_next (self);
  return self->orders[sort].order;
}

void
sn_registry_memory_note_change (SnRegistryMemory *self, guint64 change_id)
{
  g_array_append_val (self->pending_changes, change_id);
  /* With an image it is found out whether the change touched anybody; until there is one an order is read anew. */
  for (int i = 0; i < SN_RECIPIENT_N_ORDERS; i++)
    if (self->image == NULL || sn_recipient_sort_follows_lines ((SnRecipientSort) i))
      self->orders[i].is_old = TRUE;
  load_next (self);
}

void
sn_registry_memory_note_campaign (SnRegistryMemory *self)
{
  for (int i = 0; i < SN_RECIPIENT_N_ORDERS; i++)
    if (sn_recipient_sort_follows_lines ((SnRecipientSort) i))
      self->orders[i].is_old = TRUE;
  load_next (self);
}

SnRegistryMemory *
sn_registry_memory_new (SnWorkspace *workspace)
{
  SnRegistryMemory *self = g_object_new (SN_TYPE_REGISTRY_MEMORY, NULL);

  self->workspace = g_object_ref (workspace);
  return self;
}

void
sn_registry_memory_stop (SnRegistryMemory *self)
{
  g_clear_object (&self->workspace);
}

static void
sn_registry_memory_dispose (GObject *object)
{
  sn_registry_memory_stop (SN_REGISTRY_MEMORY (object));
  G_OBJECT_CLASS (sn_registry_memory_parent_class)->dispose (object);
}

static void
sn_registry_memory_finalize (GObject *object)
{
  SnRegistryMemory *self = SN_REGISTRY_MEMORY (object);

  g_clear_pointer (&self->image, sn_search_image_unref);
  for (int i = 0; i < SN_RECIPIENT_N_ORDERS; i++)
    g_clear_pointer (&self->orders[i].order, sn_recipient_order_unref);
  g_array_unref (self->pending_changes);
  G_OBJECT_CLASS (sn_registry_memory_parent_class)->finalize (object);
}

static void
sn_registry_memory_class_init (SnRegistryMemoryClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_registry_memory_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_registry_memory_finalize;
  signals[CHANGED] = g_signal_new ("changed", SN_TYPE_REGISTRY_MEMORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", SN_TYPE_REGISTRY_MEMORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sn_registry_memory_init (SnRegistryMemory *self)
{
  self->pending_changes = g_array_new (FALSE, FALSE, sizeof (guint64));
}
