/* sn-row-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-row-list.h"

struct _SnRow
{
  GObject    parent_instance;

  GPtrArray *rows;
  guint      position;
};

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
  g_ptr_array_unref (SN_ROW (object)->rows);
  G_OBJECT_CLASS (sn_row_parent_class)->finalize (object);
}

static void
sn_row_class_init (SnRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_row_finalize;
}

static void
sn_row_init (SnRow *self)
{
}

struct _SnRowList
{
  GObject    parent_instance;

  GPtrArray *rows; /* (nullable) */
};

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
  row = g_object_new (SN_TYPE_ROW, NULL);
  row->rows = g_ptr_array_ref (self->rows);
  row->position = position;
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

void
sn_row_list_replace (SnRowList *self, GPtrArray *rows, guint position, guint removed, guint added)
{
  GPtrArray *old = self->rows;

  self->rows = rows != NULL ? g_ptr_array_ref (rows) : NULL;
  g_clear_pointer (&old, g_ptr_array_unref);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

void
sn_row_list_set (SnRowList *self, GPtrArray *rows)
{
  sn_row_list_replace (self, rows, 0, sn_row_list_get_n_items (G_LIST_MODEL (self)), rows != NULL ? rows->len : 0);
}

void
sn_row_list_update (SnRowList *self, GPtrArray *rows, GEqualFunc same)
{
  g_autoptr (GPtrArray) old = self->rows != NULL ? g_ptr_array_ref (self->rows) : g_ptr_array_new ();
  guint shorter = MIN (old->len, rows->len);
  guint start = 0, end = 0;

  while (start < shorter && same (old->pdata[start], rows->pdata[start]))
    start++;
  while (end < shorter - start && same (old->pdata[old->len - 1 - end], rows->pdata[rows->len - 1 - end]))
    end++;
  sn_row_list_replace (self, rows, start, old->len - start - end, rows->len - start - end);
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
  g_clear_pointer (&SN_ROW_LIST (object)->rows, g_ptr_array_unref);
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
}
