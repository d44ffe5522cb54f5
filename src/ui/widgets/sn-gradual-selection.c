/* sn-gradual-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-gradual-selection.h"

/* GTK's list makes 200 rows around the place in view and a few beyond. */
#define MADE_ROWS 208

struct _SnGradualSelection
{
  GObject            parent_instance;

  GtkSelectionModel *selection;
  GtkWidget         *view; /* (nullable) (borrowed): as long as it lives */
  guint              step;
  guint              n_told; /* the first so many rows of the selection */
  guint              tick;    /* 0 while nothing is left to tell */
  guint              idle;    /* tells, once a frame is over; or 0 */
  guint              toggled; /* by the event that is being handled; or none */
};

/* ── The rows ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static GType
sn_gradual_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (SN_GRADUAL_SELECTION (model)->selection));
}

static guint
sn_gradual_selection_get_n_items (GListModel *model)
{
  return SN_GRADUAL_SELECTION (model)->n_told;
}

static gpointer
sn_gradual_selection_get_item (GListModel *model, guint position)
{
  SnGradualSelection *self = SN_GRADUAL_SELECTION (model);

  return position < self->n_told ? g_list_model_get_item (G_LIST_MODEL (self->selection), position) : NULL;
}

static void
init_list_model (GListModelInterface *interface)
{
  interface->get_item_type = sn_gradual_selection_get_item_type;
  interface->get_n_items = sn_gradual_selection_get_n_items;
  interface->get_item = sn_gradual_selection_get_item;
}

/* ── The selection, as it is ────────────────────────────────────────────────────────────────────────────────────── */

#define GET_SELECTION(model) (SN_GRADUAL_SELECTION (model)->selection)

static gboolean
sn_gradual_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (GET_SELECTION (model), position);
}

static GtkBitset *
sn_gradual_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (GET_SELECTION (model), position, n_items);
}

static gboolean
forget_toggled (gpointer data)
{
  SN_GRADUAL_SELECTION (data)->toggled = GTK_INVALID_LIST_POSITION;
  return G_SOURCE_REMOVE;
}

/* A click with Ctrl comes twice in GTK 4.8, from the cell and from its row, and would take itself back: the second is no click. */
static gboolean
is_echo (SnGradualSelection *self, guint position)
{
  if (self->toggled == position)
    return TRUE;
  if (self->toggled == GTK_INVALID_LIST_POSITION)
    g_idle_add_full (G_PRIORITY_HIGH, forget_toggled, g_object_ref (self), g_object_unref);
  self->toggled = position;
  return FALSE;
}

static gboolean
sn_gradual_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  if (!unselect_rest && is_echo (SN_GRADUAL_SELECTION (model), position))
    return TRUE;
  return gtk_selection_model_select_item (GET_SELECTION (model), position, unselect_rest);
}

static gboolean
sn_gradual_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return is_echo (SN_GRADUAL_SELECTION (model), position) || gtk_selection_model_unselect_item (GET_SELECTION (model), position);
}

static gboolean
sn_gradual_selection_select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  return gtk_selection_model_select_range (GET_SELECTION (model), position, n_items, unselect_rest);
}

static gboolean
sn_gradual_selection_unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_unselect_range (GET_SELECTION (model), position, n_items);
}

static gboolean
sn_gradual_selection_select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (GET_SELECTION (model));
}

static gboolean
sn_gradual_selection_unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (GET_SELECTION (model));
}

static gboolean
sn_gradual_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (GET_SELECTION (model), selected, mask);
}

static void
init_selection_model (GtkSelectionModelInterface *interface)
{
  interface->is_selected = sn_gradual_selection_is_selected;
  interface->get_selection_in_range = sn_gradual_selection_get_selection_in_range;
  interface->select_item = sn_gradual_selection_select_item;
  interface->unselect_item = sn_gradual_selection_unselect_item;
  interface->select_range = sn_gradual_selection_select_range;
  interface->unselect_range = sn_gradual_selection_unselect_range;
  interface->select_all = sn_gradual_selection_select_all;
  interface->unselect_all = sn_gradual_selection_unselect_all;
  interface->set_selection = sn_gradual_selection_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SnGradualSelection, sn_gradual_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, init_selection_model))

/* ── In steps ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
count_rows (SnGradualSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

static void
tell_up_to (SnGradualSelection *self, guint n_rows)
{
  guint n_new = n_rows - self->n_told;

  self->n_told = n_rows;
  if (n_new > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_rows - n_new, 0, n_new);
}

static void keep_telling (SnGradualSelection *self);

static gboolean
tell_more (gpointer data)
{
  SnGradualSelection *self = data;
  guint n_rows = count_rows (self);

  self->idle = 0;
  tell_up_to (self, self->n_told >= MADE_ROWS ? n_rows : MIN (n_rows, self->n_told + self->step));
  keep_telling (self);
  return G_SOURCE_REMOVE;
}

/* Making rows has a turn of the main loop to itself, after the one in which those before are laid out and drawn. */
static gboolean
tell_after_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  SnGradualSelection *self = data;

  if (self->idle == 0)
    self->idle = g_idle_add (tell_more, self);
  return G_SOURCE_CONTINUE;
}

static void
stop_telling (SnGradualSelection *self)
{
  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->idle, g_source_remove);
}

static void
keep_telling (SnGradualSelection *self)
{
  if (self->n_told == count_rows (self))
    stop_telling (self);
  else if (self->tick == 0 && self->view != NULL)
    self->tick = gtk_widget_add_tick_callback (self->view, tell_after_frame, self, NULL);
}

void
sn_gradual_selection_finish (SnGradualSelection *self)
{
  g_return_if_fail (SN_IS_GRADUAL_SELECTION (self));

  tell_up_to (self, count_rows (self));
  keep_telling (self);
}

static gboolean
is_at_top (SnGradualSelection *self)
{
  GtkAdjustment *adjustment = self->view != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)) : NULL;

  return adjustment != NULL && gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment);
}

/* How many of the @added rows are told at once. */
static guint
choose_first (SnGradualSelection *self, guint position, guint removed, guint added)
{
  gboolean to_the_end = position + removed >= self->n_told;

  return to_the_end && (removed == 0 || is_at_top (self)) ? MIN (added, self->step) : added;
}

static void
handle_items_changed (SnGradualSelection *self, guint position, guint removed, guint added)
{
  guint known = MIN (removed, self->n_told - MIN (position, self->n_told));
  guint told;

  if (position <= self->n_told)
    {
      told = choose_first (self, position, removed, added);
      self->n_told = self->n_told - known + told;
      g_list_model_items_changed (G_LIST_MODEL (self), position, known, told);
    }
  keep_telling (self);
}

static void
handle_selection_changed (SnGradualSelection *self, guint position, guint n_items)
{
  if (position < self->n_told)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, MIN (n_items, self->n_told - position));
}

static void
sn_gradual_selection_dispose (GObject *object)
{
  SnGradualSelection *self = SN_GRADUAL_SELECTION (object);

  stop_telling (self);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (sn_gradual_selection_parent_class)->dispose (object);
}

static void
sn_gradual_selection_finalize (GObject *object)
{
  g_object_unref (SN_GRADUAL_SELECTION (object)->selection);
  G_OBJECT_CLASS (sn_gradual_selection_parent_class)->finalize (object);
}

static void
sn_gradual_selection_class_init (SnGradualSelectionClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_gradual_selection_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_gradual_selection_finalize;
}

static void
sn_gradual_selection_init (SnGradualSelection *self)
{
  self->toggled = GTK_INVALID_LIST_POSITION;
}

SnGradualSelection *
sn_gradual_selection_new (GtkSelectionModel *selection, GtkWidget *view, guint n_rows)
{
  SnGradualSelection *self = g_object_new (SN_TYPE_GRADUAL_SELECTION, NULL);

  g_return_val_if_fail (n_rows > 0, self);

  self->selection = g_object_ref (selection);
  self->step = n_rows;
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (handle_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (handle_selection_changed), self, G_CONNECT_SWAPPED);
  self->n_told = MIN (count_rows (self), n_rows);
  keep_telling (self);
  return self;
}
