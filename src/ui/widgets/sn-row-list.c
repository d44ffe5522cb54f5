/* sn-row-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-row-list.h"

struct _SnRowList
{
  GObject     parent_instance;

  GPtrArray  *rows; /* (nullable) */
  GHashTable *live; /* position → SnRow (borrowed): those that somebody holds */
};

/* ── A row ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

struct _SnRow
{
  GObject    parent_instance;

  SnRowList *list; /* (nullable) (borrowed): %NULL once it is none of the list's any more */
  GPtrArray *rows;
  guint      position;
};

enum { ROW_CHANGED, N_ROW_SIGNALS };
static guint row_signals[N_ROW_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRow, sn_row, G_TYPE_OBJECT)

gpointer
sn_row_get (SnRow *self)
{
  return g_ptr_array_index (self->rows, self->position);
}

guint
sn_row_get_position (SnRow *self)
{
  return self->position;
}

static void
sn_row_finalize (GObject *object)
{
  SnRow *self = SN_ROW (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->live, GUINT_TO_POINTER (self->position));
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (sn_row_parent_class)->finalize (object);
}

static void
sn_row_class_init (SnRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_row_finalize;
  row_signals[ROW_CHANGED] = g_signal_new ("changed", SN_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_row_init (SnRow *self)
{
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static GType
sn_row_list_get_item_type (GListModel *model)
{
  return SN_TYPE_ROW;
}

static guint
sn_row_list_get_n_items (GListModel *model)
{
  SnRowList *self = SN_ROW_LIST (model);

  return self->rows != NULL ? self->rows->len : 0;
}

static gpointer
sn_row_list_get_item (GListModel *model, guint position)
{
  SnRowList *self = SN_ROW_LIST (model);
  SnRow *row;

  if (position >= sn_row_list_get_n_items (model))
    return NULL;
  row = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (SN_TYPE_ROW, NULL);
  row->list = self;
  row->rows = g_ptr_array_ref (self->rows);
  row->position = position;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), row);
  return row;
}

static void
init_list_model (GListModelInterface *interface)
{
  interface->get_item_type = sn_row_list_get_item_type;
  interface->get_n_items = sn_row_list_get_n_items;
  interface->get_item = sn_row_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SnRowList, sn_row_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

SnRowList *
sn_row_list_new (void)
{
  return g_object_new (SN_TYPE_ROW_LIST, NULL);
}

/* Gives each row that somebody holds its place among the new ones; those of the @removed keep what they were. */
static void
move_rows (SnRowList *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) live = g_steal_pointer (&self->live);
  GHashTableIter iter;
  gpointer value;

  self->live = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, live);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SnRow *row = value;

      if (row->position >= position && row->position < position + removed)
        {
          row->list = NULL;
          continue;
        }
      row->position = row->position < position ? row->position : row->position - removed + added;
      g_ptr_array_unref (row->rows);
      row->rows = g_ptr_array_ref (self->rows);
      g_hash_table_insert (self->live, GUINT_TO_POINTER (row->position), row);
    }
}

void
sn_row_list_replace (SnRowList *self, GPtrArray *rows, guint position, guint removed, guint added)
{
  GPtrArray *old = self->rows;

  self->rows = rows != NULL ? g_ptr_array_ref (rows) : NULL;
  move_rows (self, position, removed, added);
  g_clear_pointer (&old, g_ptr_array_unref);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

void
sn_row_list_set (SnRowList *self, GPtrArray *rows)
{
  sn_row_list_replace (self, rows, 0, sn_row_list_get_n_items (G_LIST_MODEL (self)), rows != NULL ? rows->len : 0);
}

/* (transfer container): the rows from @start on that somebody holds and that look different in @rows */
static GPtrArray *
find_changed (SnRowList *self, GPtrArray *rows, guint start, guint n_rows, SnRowLooks looks_same, gpointer data)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint position = SN_ROW (value)->position;

      if (position >= start && position < start + n_rows && !looks_same (self->rows->pdata[position], rows->pdata[position], data))
        g_ptr_array_add (changed, g_object_ref (value));
    }
  return changed;
}

static gboolean
are_same (GPtrArray *old, GPtrArray *rows, guint start, guint n_rows, GEqualFunc is_same)
{
  for (guint i = start; i < start + n_rows; i++)
    if (!is_same (old->pdata[i], rows->pdata[i]))
      return FALSE;
  return TRUE;
}

void
sn_row_list_update (SnRowList *self, GPtrArray *rows, GEqualFunc is_same, SnRowLooks looks_same, gpointer data)
{
  g_autoptr (GPtrArray) old = self->rows != NULL ? g_ptr_array_ref (self->rows) : g_ptr_array_new ();
  g_autoptr (GPtrArray) changed = NULL;
  guint shorter = MIN (old->len, rows->len);
  guint start = 0, end = 0;

  while (start < shorter && looks_same (old->pdata[start], rows->pdata[start], data))
    start++;
  while (end < shorter - start && looks_same (old->pdata[old->len - 1 - end], rows->pdata[rows->len - 1 - end], data))
    end++;
  if (is_same == NULL || old->len != rows->len || !are_same (old, rows, start, old->len - start - end, is_same))
    {
      sn_row_list_replace (self, rows, start, old->len - start - end, rows->len - start - end);
      return;
    }
  changed = find_changed (self, rows, start, old->len - start - end, looks_same, data);
  sn_row_list_replace (self, rows, start, 0, 0);
  for (guint i = 0; i < changed->len; i++)
    g_signal_emit (changed->pdata[i], row_signals[ROW_CHANGED], 0);
}

GPtrArray *
sn_row_list_get_rows (SnRowList *self)
{
  return self->rows;
}

gpointer
sn_row_list_get (SnRowList *self, guint position)
{
  return position < sn_row_list_get_n_items (G_LIST_MODEL (self)) ? g_ptr_array_index (self->rows, position) : NULL;
}

static void
sn_row_list_finalize (GObject *object)
{
  SnRowList *self = SN_ROW_LIST (object);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    SN_ROW (row)->list = NULL;
  g_hash_table_unref (self->live);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sn_row_list_parent_class)->finalize (object);
}

static void
sn_row_list_class_init (SnRowListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_row_list_finalize;
}

static void
sn_row_list_init (SnRowList *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}
