/* sn-recipient-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-view-private.h"

#include "sn-tab-stop.h"

#include <string.h>

#define MOST_FOLLOWED 20000 /* selected rows that are looked for in another result */

/* So long is waited for the list to take in new rows before it is scrolled. */
#define MOST_SCROLL_FRAMES 30

enum { CHOSEN, ACTIVATED, SELECTED, SORT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientView, sn_recipient_view, GTK_TYPE_BOX)

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
forget_row (SnRecipientView *self, GtkWidget *row)
{
  if ((GtkWidget *) self->spoken == row)
    self->spoken = NULL;
  g_ptr_array_remove_fast (self->rows, row);
}

static void
set_up_row (SnRecipientView *self, GtkListItem *item)
{
  GtkWidget *row = sn_recipient_row_new (self->layout);

  g_ptr_array_add (self->rows, row);
  /* Not "teardown" of the factory: by then GTK may have taken the row out of its item. */
  g_signal_connect_object (row, "destroy", G_CALLBACK (forget_row), self, G_CONNECT_SWAPPED);
  sn_recipient_row_set_marks (SN_RECIPIENT_ROW (row), self->marks);
  gtk_list_item_set_child (item, row);
}

static void
bind_row (SnRecipientView *self, GtkListItem *item)
{
  sn_recipient_row_set_item (SN_RECIPIENT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_row (SnRecipientView *self, GtkListItem *item)
{
  sn_recipient_row_set_item (SN_RECIPIENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
set_marks (SnRecipientView *self, const char *text)
{
  g_autoptr (SnSearchMarks) old = g_steal_pointer (&self->marks);

  self->marks = sn_search_marks_new (text);
  for (guint i = 0; i < self->rows->len; i++)
    sn_recipient_row_set_marks (g_ptr_array_index (self->rows, i), self->marks);
}

/* ── Choosing ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
note_chosen (SnRecipientView *self)
{
  guint position = sn_recipient_selection_get_only (self->selection);
  gint64 chosen = position != GTK_INVALID_LIST_POSITION ? sn_recipient_list_get_id (self->list, position) : 0;

  if (chosen == self->chosen)
    return;
  self->chosen = chosen;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
handle_selection (SnRecipientView *self)
{
  if (self->showing)
    return;
  note_chosen (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
handle_activated (SnRecipientView *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static guint
find_person (GArray *ids, gint64 person_id)
{
  for (guint i = 0; person_id != 0 && ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == person_id)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* Every row is as high as the next, so a place is a height. %FALSE while the list has not taken in how many rows there are. */
static gboolean
scroll_now (SnRecipientView *self, guint position)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment), value = gtk_adjustment_get_value (adjustment);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  double row = n_rows > 0 ? gtk_adjustment_get_upper (adjustment) / n_rows : 0;
  int minimum, natural;

  if (self->rows->len == 0 || page < 1)
    return FALSE;
  gtk_widget_measure (g_ptr_array_index (self->rows, 0), GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  if (row < natural - 1 || (row > natural + 1 && n_rows * row > page + 1))
    return FALSE;
  if (position * row < value || (position + 1) * row > value + page)
    gtk_adjustment_set_value (adjustment, position * row - page / 3);
  return TRUE;
}

static gboolean
scroll_later (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SnRecipientView *self = SN_RECIPIENT_VIEW (widget);

  if (self->scroll_position != GTK_INVALID_LIST_POSITION && self->n_scroll_frames++ < MOST_SCROLL_FRAMES &&
      !scroll_now (self, self->scroll_position))
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

/* GTK 4.8's own "list.scroll-to-item" leaves the list blank when the place is far away. */
static void
scroll_to (SnRecipientView *self, guint position)
{
  self->scroll_position = position;
  self->n_scroll_frames = 0;
  if (position != GTK_INVALID_LIST_POSITION && !scroll_now (self, position) && self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_later, NULL, NULL);
}

/* (transfer full) (nullable): a set of the selected people's ids; %NULL where the places can stay, or are too many to be looked for */
static GHashTable *
collect_selected (SnRecipientView *self, GArray *ids)
{
  guint64 n_selected = sn_recipient_view_get_n_selected (self);
  GArray *old = sn_recipient_list_get_ids (self->list);
  GHashTable *set;
  GtkBitsetIter iterator;
  guint position;

  if (n_selected < 2 || n_selected > MOST_FOLLOWED || old == NULL)
    return NULL;
  if (old->len == ids->len && memcmp (old->data, ids->data, ids->len * sizeof (gint64)) == 0)
    return NULL;
  set = g_hash_table_new (g_int64_hash, g_int64_equal);
  if (gtk_bitset_iter_init_first (&iterator, sn_recipient_selection_get_places (self->selection), &position))
    do
      g_hash_table_add (set, &g_array_index (old, gint64, position));
    while (gtk_bitset_iter_next (&iterator, &position));
  return set;
}

/* (transfer full): where those people stand now */
static GtkBitset *
find_selected (GHashTable *set, GArray *ids)
{
  GtkBitset *places = gtk_bitset_new_empty ();

  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (set, &g_array_index (ids, gint64, i)))
      gtk_bitset_add (places, i);
  return places;
}

/* Who was selected stays selected: several by who they are, all where all were, else the chosen one. */
static void
follow_selected (SnRecipientView *self, GHashTable *set, GArray *ids, gboolean all, gboolean same, guint position)
{
  if (all)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  else if (set != NULL)
    {
      g_autoptr (GtkBitset) places = find_selected (set, ids), mask = gtk_bitset_new_range (0, MAX (ids->len, 1));

      gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), places, mask);
    }
  else if (!same || sn_recipient_view_get_n_selected (self) < 2)
    sn_recipient_selection_set (self->selection, position);
}

void
sn_recipient_view_show (SnRecipientView *self, GArray *ids, const char *text, gboolean anew)
{
  g_autoptr (GArray) old = self->list != NULL && sn_recipient_list_get_ids (self->list) != NULL
                             ? g_array_ref (sn_recipient_list_get_ids (self->list)) : NULL; /* the set points into it */
  g_autoptr (GHashTable) set = NULL;
  gboolean all, same;
  guint position;

  g_return_if_fail (SN_IS_RECIPIENT_VIEW (self) && self->list != NULL);

  self->showing = TRUE;
  set = collect_selected (self, ids);
  same = set == NULL && old != NULL && old->len == ids->len && memcmp (old->data, ids->data, ids->len * sizeof (gint64)) == 0;
  all = !anew && old != NULL && old->len > 1 && sn_recipient_view_get_n_selected (self) == old->len;
  set_marks (self, text);
  sn_recipient_list_set_ids (self->list, ids);
  position = find_person (ids, self->chosen);
  if (anew || self->chosen != 0 || set != NULL || all)
    follow_selected (self, set, ids, all, same, position);
  if (anew)
    scroll_to (self, position);
  if (anew && position == GTK_INVALID_LIST_POSITION)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->showing = FALSE;
  note_chosen (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

gint64
sn_recipient_view_get_chosen (SnRecipientView *self)
{
  return self->chosen;
}

gboolean
sn_recipient_view_choose (SnRecipientView *self, gint64 person_id)
{
  guint position = find_person (sn_recipient_list_get_ids (self->list), person_id);

  sn_recipient_selection_set (self->selection, position);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  scroll_to (self, position);
  return TRUE;
}

GArray *
sn_recipient_view_dup_selected (SnRecipientView *self)
{
  GArray *all = sn_recipient_list_get_ids (self->list), *ids;
  GtkBitsetIter iterator;
  guint position;

  if (all != NULL && sn_recipient_view_get_n_selected (self) == all->len)
    return g_array_ref (all);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (all == NULL || !gtk_bitset_iter_init_first (&iterator, sn_recipient_selection_get_places (self->selection), &position))
    return ids;
  do
    if (position < all->len)
      g_array_append_val (ids, g_array_index (all, gint64, position));
  while (gtk_bitset_iter_next (&iterator, &position));
  return ids;
}

guint64
sn_recipient_view_get_n_selected (SnRecipientView *self)
{
  return gtk_bitset_get_size (sn_recipient_selection_get_places (self->selection));
}

void
sn_recipient_view_select_all (SnRecipientView *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/* GTK 4.8 has no way to say which row shall have the focus but to give it to the row's widget. */
static void
focus_row (SnRecipientView *self, guint position)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      SnRecipientItem *item = sn_recipient_row_get_item (g_ptr_array_index (self->rows, i));
      GtkWidget *around = gtk_widget_get_parent (g_ptr_array_index (self->rows, i));

      if (item != NULL && around != NULL && sn_recipient_item_get_position (item) == position && gtk_widget_grab_focus (around))
        return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

void
sn_recipient_view_enter (SnRecipientView *self)
{
  guint position = sn_recipient_selection_get_only (self->selection);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    sn_recipient_selection_set (self->selection, position = 0);
  focus_row (self, position);
}

GtkListView *
sn_recipient_view_get_list_view (SnRecipientView *self)
{
  return self->list_view;
}

/* ── Columns ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
redraw_rows (SnRecipientView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_queue_draw (g_ptr_array_index (self->rows, i));
  if (self->spoken != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self->spoken));
}

SnRecipientFields
sn_recipient_view_get_fields (SnRecipientView *self, SnRecipientField *fields, guint *n_fields)
{
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, n_fields);
  SnRecipientFields set = 0;

  for (guint i = 0; i < *n_fields; i++)
    {
      set |= SN_RECIPIENT_FIELD_BIT (cells[i].column);
      if (fields != NULL)
        fields[i] = cells[i].column;
    }
  return set;
}

static void
handle_layout_changed (SnRecipientView *self)
{
  GtkAdjustment *adjustment = sn_recipient_layout_get_adjustment (self->layout);
  guint n_fields;
  SnRecipientFields fields = sn_recipient_view_get_fields (self, NULL, &n_fields);

  gtk_widget_set_visible (GTK_WIDGET (self->scrollbar), gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment));
  if (self->list != NULL)
    sn_recipient_list_set_fields (self->list, fields);
  if (self->spoken != NULL)
    sn_recipient_row_set_spoken (self->spoken, TRUE); /* one for each cell */
  redraw_rows (self);
}

static void
handle_fit (SnRecipientView *self, guint column)
{
  int width = sn_recipient_header_get_title_width (self->header, (SnRecipientField) column);

  for (guint i = 0; i < self->rows->len; i++)
    width = MAX (width, sn_recipient_row_get_text_width (g_ptr_array_index (self->rows, i), (SnRecipientField) column));
  sn_recipient_layout_set_width (self->layout, (SnRecipientField) column, width + 2 * SN_RECIPIENT_CELL_PADDING + 1);
  sn_recipient_layout_keep (self->layout);
}

static void
handle_sort (SnRecipientView *self, guint sort, gboolean descending)
{
  g_signal_emit (self, signals[SORT], 0, sort, descending);
}

static void
handle_header_left (SnRecipientView *self)
{
  sn_recipient_view_enter (self);
}

SnRecipientLayout *
sn_recipient_view_get_layout (SnRecipientView *self)
{
  return self->layout;
}

SnRecipientHeader *
sn_recipient_view_get_header (SnRecipientView *self)
{
  return self->header;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkListItemFactory *
make_factory (SnRecipientView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row), self, G_CONNECT_SWAPPED);
  return factory;
}

void
sn_recipient_view_set_list (SnRecipientView *self, SnRecipientList *list)
{
  g_autoptr (GtkListItemFactory) factory = make_factory (self);

  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  self->selection = sn_recipient_selection_new (G_LIST_MODEL (list));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (handle_selection), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  sn_tab_stop_make (GTK_WIDGET (self->list_view));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  handle_layout_changed (self);
}

static void
sn_recipient_view_root (GtkWidget *widget)
{
  SnRecipientView *self = SN_RECIPIENT_VIEW (widget);

  GTK_WIDGET_CLASS (sn_recipient_view_parent_class)->root (widget);
  self->focus_handler = g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (sn_recipient_view_follow_focus), self);
}

static void
sn_recipient_view_unroot (GtkWidget *widget)
{
  g_clear_signal_handler (&SN_RECIPIENT_VIEW (widget)->focus_handler, gtk_widget_get_root (widget));
  GTK_WIDGET_CLASS (sn_recipient_view_parent_class)->unroot (widget);
}

static void
sn_recipient_view_dispose (GObject *object)
{
  SnRecipientView *self = SN_RECIPIENT_VIEW (object);

  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RECIPIENT_VIEW);
  g_clear_object (&self->menu);
  g_clear_object (&self->layout);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (sn_recipient_view_parent_class)->dispose (object);
}

static void
sn_recipient_view_finalize (GObject *object)
{
  SnRecipientView *self = SN_RECIPIENT_VIEW (object);

  g_ptr_array_unref (self->rows);
  sn_search_marks_free (self->marks);
  G_OBJECT_CLASS (sn_recipient_view_parent_class)->finalize (object);
}

static void
sn_recipient_view_class_init (SnRecipientViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_RECIPIENT_HEADER);
  widget_class->root = sn_recipient_view_root;
  widget_class->unroot = sn_recipient_view_unroot;
  G_OBJECT_CLASS (class)->dispose = sn_recipient_view_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_recipient_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-recipient-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRecipientView, header);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientView, scroller);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientView, list_view);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientView, scrollbar);
  gtk_widget_class_bind_template_callback (widget_class, handle_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_fit);
  gtk_widget_class_bind_template_callback (widget_class, handle_header_left);
  gtk_widget_class_bind_template_callback (widget_class, handle_sort);
  signals[CHOSEN] = g_signal_new ("chosen", SN_TYPE_RECIPIENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", SN_TYPE_RECIPIENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTED] = g_signal_new ("selected", SN_TYPE_RECIPIENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SORT] = g_signal_new ("sort", SN_TYPE_RECIPIENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
sn_recipient_view_init (SnRecipientView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cursor = -1;
  self->layout = sn_recipient_layout_new ();
  sn_recipient_header_set_layout (self->header, self->layout);
  gtk_scrollbar_set_adjustment (self->scrollbar, sn_recipient_layout_get_adjustment (self->layout));
  g_signal_connect_object (self->layout, "changed", G_CALLBACK (handle_layout_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sn_recipient_layout_get_adjustment (self->layout), "value-changed", G_CALLBACK (redraw_rows), self, G_CONNECT_SWAPPED);
  sn_recipient_view_add_controllers (self);
}

GtkWidget *
sn_recipient_view_new (void)
{
  return g_object_new (SN_TYPE_RECIPIENT_VIEW, NULL);
}
