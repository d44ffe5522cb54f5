/* sn-recipient-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-selection.h"

struct _SnRecipientSelection
{
  GObject     parent_instance;

  GListModel *model;
  gulong      handler;
  GtkBitset  *selected;
};

static void sn_recipient_selection_list_init (GListModelInterface *interface);
static void sn_recipient_selection_selection_init (GtkSelectionModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SnRecipientSelection, sn_recipient_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sn_recipient_selection_list_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, sn_recipient_selection_selection_init))

/* ── The list, as it is ─────────────────────────────────────────────────────────────────────────────────────────── */

static GType
sn_recipient_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (SN_RECIPIENT_SELECTION (model)->model);
}

static guint
sn_recipient_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (SN_RECIPIENT_SELECTION (model)->model);
}

static gpointer
sn_recipient_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (SN_RECIPIENT_SELECTION (model)->model, position);
}

static void
sn_recipient_selection_list_init (GListModelInterface *interface)
{
  interface->get_item_type = sn_recipient_selection_get_item_type;
  interface->get_n_items = sn_recipient_selection_get_n_items;
  interface->get_item = sn_recipient_selection_get_item;
}

static void
handle_items_changed (SnRecipientSelection *self, guint position, guint n_removed, guint n_added)
{
  gtk_bitset_splice (self->selected, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* ── Selecting ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
sn_recipient_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (SN_RECIPIENT_SELECTION (model)->selected, position);
}

static GtkBitset *
sn_recipient_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (SN_RECIPIENT_SELECTION (model)->selected);
}

/* All that GTK asks for: the places in @mask shall be as in @wanted. */
static gboolean
sn_recipient_selection_set_selection (GtkSelectionModel *model, GtkBitset *wanted, GtkBitset *mask)
{
  SnRecipientSelection *self = SN_RECIPIENT_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  GtkBitset *selected;

  /* GTK's "difference" is the symmetric one. */
  gtk_bitset_difference (changes, wanted);
  gtk_bitset_intersect (changes, mask);
  if (gtk_bitset_is_empty (changes))
    return TRUE;
  /* What get_selection_in_range() gave away must not change under whoever holds it. */
  selected = gtk_bitset_copy (self->selected);
  gtk_bitset_difference (selected, changes);
  gtk_bitset_unref (self->selected);
  self->selected = selected;
  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (changes),
                                         gtk_bitset_get_maximum (changes) - gtk_bitset_get_minimum (changes) + 1);
  return TRUE;
}

static void
sn_recipient_selection_selection_init (GtkSelectionModelInterface *interface)
{
  /* The interface makes the others of this one. */
  interface->is_selected = sn_recipient_selection_is_selected;
  interface->get_selection_in_range = sn_recipient_selection_get_selection_in_range;
  interface->set_selection = sn_recipient_selection_set_selection;
}

void
sn_recipient_selection_set (SnRecipientSelection *self, guint position)
{
  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self));
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self), position, TRUE);
}

guint
sn_recipient_selection_get_only (SnRecipientSelection *self)
{
  return gtk_bitset_get_size (self->selected) == 1 ? gtk_bitset_get_minimum (self->selected) : GTK_INVALID_LIST_POSITION;
}

GtkBitset *
sn_recipient_selection_get_places (SnRecipientSelection *self)
{
  return self->selected;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnRecipientSelection *
sn_recipient_selection_new (GListModel *model)
{
  SnRecipientSelection *self = g_object_new (SN_TYPE_RECIPIENT_SELECTION, NULL);

  self->model = g_object_ref (model);
  self->handler = g_signal_connect_swapped (model, "items-changed", G_CALLBACK (handle_items_changed), self);
  return self;
}

static void
sn_recipient_selection_finalize (GObject *object)
{
  SnRecipientSelection *self = SN_RECIPIENT_SELECTION (object);

  g_clear_signal_handler (&self->handler, self->model);
  g_object_unref (self->model);
  gtk_bitset_unref (self->selected);
  G_OBJECT_CLASS (sn_recipient_selection_parent_class)->finalize (object);
}

static void
sn_recipient_selection_class_init (SnRecipientSelectionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_recipient_selection_finalize;
}

static void
sn_recipient_selection_init (SnRecipientSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}
