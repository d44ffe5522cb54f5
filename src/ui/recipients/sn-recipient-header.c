/* sn-recipient-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-header-private.h"

#include "sn-recipient-column-choice.h"
#include "sn-tab-stop.h"

#include <glib/gi18n.h>

#define BUTTON_WIDTH 22      /* of the small button in the first caption */
#define ARROW_WIDTH 16
#define WIDER_DIGITS 2       /* by one press of a key */

enum { SORT, FIT, LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientHeader, sn_recipient_header, GTK_TYPE_WIDGET)

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

int
sn_recipient_header_turn (SnRecipientHeader *self, int x)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (GTK_WIDGET (self)) - x : x;
}

static void
measure_children (GtkWidget *widget, GtkOrientation orientation)
{
  /* GTK wants every child measured before it is placed. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
}

static void
sn_recipient_header_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  int digit_width, line_height;

  sn_recipient_columns_get_unit (widget, &digit_width, &line_height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : line_height + 2 * SN_RECIPIENT_ROW_PADDING;
  measure_children (widget, orientation);
}

static void
measure_area (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
              int *natural_baseline)
{
  *minimum = *natural = 0;
  measure_children (widget, orientation);
}

static void
place (GtkWidget *parent, GtkWidget *child, int x, int width)
{
  gboolean backwards = gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL;
  int whole = gtk_widget_get_width (parent);

  gtk_widget_size_allocate (child, &(GtkAllocation){ backwards ? whole - x - width : x, 0, width, gtk_widget_get_height (parent) }, -1);
}

/* The line between two columns where a caption that is dragged would go. */
static void
place_mark (SnRecipientHeader *self, const SnRecipientCell *cells, guint n_cells)
{
  int place_of_mark = self->drag_place, x;

  gtk_widget_set_child_visible (self->mark, place_of_mark > 0);
  if (place_of_mark <= 0)
    return;
  if (place_of_mark > sn_recipient_layout_find (self->layout, self->dragged))
    x = cells[place_of_mark].x + cells[place_of_mark].width;
  else
    x = cells[place_of_mark].x;
  place (self->area, self->mark, x - cells[0].width - (int) gtk_adjustment_get_value (sn_recipient_layout_get_adjustment (self->layout)) - 1, 3);
}

static void
allocate_area (GtkWidget *widget, int width, int height, int baseline)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (gtk_widget_get_parent (widget));
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  for (guint i = 1; i < n_cells; i++)
    {
      int x;

      sn_recipient_layout_find_x (self->layout, i, &x);
      place (widget, self->captions[cells[i].column], x - cells[0].width, cells[i].width);
    }
  place_mark (self, cells, n_cells);
}

static void
sn_recipient_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (widget);
  int digit_width, line_height, choice_width;
  const SnRecipientCell *cells;
  guint n_cells;

  if (self->layout == NULL)
    return;
  sn_recipient_columns_get_unit (widget, &digit_width, &line_height);
  if (sn_recipient_layout_get_width (self->layout) == 0)
    sn_recipient_layout_place (self->layout, width, digit_width);
  cells = sn_recipient_layout_get_cells (self->layout, &n_cells);
  gtk_widget_measure (self->choice, GTK_ORIENTATION_HORIZONTAL, -1, &choice_width, NULL, NULL, NULL);
  place (widget, self->captions[0], 0, MAX (1, cells[0].width - BUTTON_WIDTH));
  place (widget, self->name_menu, MAX (1, cells[0].width - BUTTON_WIDTH), BUTTON_WIDTH);
  place (widget, self->area, cells[0].width, MAX (1, width - cells[0].width - choice_width));
  place (widget, self->choice, width - choice_width, choice_width);
}

/* ── What the captions say ──────────────────────────────────────────────────────────────────────────────────────── */

static const char *
describe_sort (SnRecipientHeader *self)
{
  switch (sn_recipient_sort_get_first (self->sort))
    {
    case SN_RECIPIENT_SORT_PINYIN:
      return self->descending ? _ ("sorted by pinyin, Z first") : _ ("sorted by pinyin, A first");
    case SN_RECIPIENT_SORT_STROKE:
      return self->descending ? _ ("sorted by strokes, most first") : _ ("sorted by strokes, fewest first");
    default:
      return self->descending ? _ ("sorted, last first") : _ ("sorted, first to last");
    }
}

static const char *
describe_second (SnRecipientSort second)
{
  switch (second)
    {
    case SN_RECIPIENT_SORT_PINYIN:
      return _ ("then sorted by pinyin");
    case SN_RECIPIENT_SORT_STROKE:
      return _ ("then sorted by strokes");
    default:
      return sn_recipient_sort_begins_descending (second) ? _ ("then sorted by this, largest first") : _ ("then sorted by this");
    }
}

static gboolean
is_second (SnRecipientHeader *self, SnRecipientField column)
{
  SnRecipientSort second;

  return sn_recipient_sort_get_second (self->sort, &second) && sn_recipient_column_of_sort (second) == column;
}

static void
show_sorted (SnRecipientHeader *self, SnRecipientField column)
{
  SnRecipientSort second = SN_RECIPIENT_SORT_PINYIN;
  gboolean sorted = sn_recipient_column_of_sort (sn_recipient_sort_get_first (self->sort)) == column, then = is_second (self, column);
  gboolean has_second = sn_recipient_sort_get_second (self->sort, &second);
  gboolean down = then ? sn_recipient_sort_begins_descending (second) : self->descending;
  const char *title = sn_recipient_field_get_title (column);
  g_autofree char *words = sorted || then ? g_strdup_printf ("%s, %s", title, then ? describe_second (second) : describe_sort (self))
                                          : g_strdup (title);

  gtk_widget_set_visible (self->arrows[column], sorted || then);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[column]), down ? "pan-down-symbolic" : "pan-up-symbolic");
  gtk_label_set_label (GTK_LABEL (self->ranks[column]), then ? "2" : "1");
  gtk_widget_set_visible (self->ranks[column], has_second && (sorted || then));
  gtk_widget_set_tooltip_text (self->captions[column], sorted || then ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->captions[column]), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
sn_recipient_header_set_sorted (SnRecipientHeader *self, SnRecipientSort sort, gboolean descending)
{
  self->sort = sort;
  self->descending = descending;
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    show_sorted (self, (SnRecipientField) i);
}

int
sn_recipient_header_get_title_width (SnRecipientHeader *self, SnRecipientField column)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->captions[column], sn_recipient_field_get_title (column));
  SnRecipientSort sort;
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + (sn_recipient_column_get_sort (column, &sort) ? ARROW_WIDTH : 0) + (column == 0 ? BUTTON_WIDTH : 0);
}

/* ── What can be done with a caption ────────────────────────────────────────────────────────────────────────────── */

static void
sort_by (SnRecipientHeader *self, SnRecipientSort sort, gboolean descending)
{
  g_signal_emit (self, signals[SORT], 0, sort, descending);
}

static gboolean
is_shift_held (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;
}

/* The key that a column brings to the order as it is. */
static gboolean
find_added (SnRecipientHeader *self, SnRecipientField column, SnRecipientSort *added)
{
  SnRecipientSort sort;

  if (!sn_recipient_column_get_sort (column, &sort))
    return FALSE;
  if (is_second (self, column))
    sn_recipient_sort_get_second (self->sort, &sort);
  *added = sn_recipient_sort_add (self->sort, sort);
  return *added != self->sort;
}

/* A key that comes first is asked for in its own direction. */
static void
add_key (SnRecipientHeader *self, SnRecipientField column)
{
  SnRecipientSort added;

  if (!find_added (self, column, &added))
    return;
  sort_by (self, added, sn_recipient_sort_get_first (added) == sn_recipient_sort_get_first (self->sort)
                          ? self->descending : sn_recipient_sort_begins_descending (added));
}

static void
handle_clicked (GtkWidget *caption, SnRecipientHeader *self)
{
  SnRecipientField column = (SnRecipientField) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (caption), "column"));
  SnRecipientSort sort;

  if (is_shift_held (caption) && sn_recipient_column_get_sort (column, &sort))
    add_key (self, column);
  else if (sn_recipient_column_of_sort (sn_recipient_sort_get_first (self->sort)) == column)
    sort_by (self, self->sort, !self->descending);
  else if (sn_recipient_column_get_sort (column, &sort))
    sort_by (self, sort, sn_recipient_sort_begins_descending (sort));
  else
    sn_recipient_header_show_menu (self, column);
}

static void
handle_sort (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (widget);
  int sort, descending;

  g_variant_get (parameter, "(ii)", &sort, &descending);
  sort_by (self, (SnRecipientSort) sort, descending != 0);
}

static void
handle_then (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_key (SN_RECIPIENT_HEADER (widget), SN_RECIPIENT_HEADER (widget)->menu_column);
}

static void
handle_move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (widget);

  sn_recipient_layout_move (self->layout, self->menu_column,
                            sn_recipient_layout_find (self->layout, self->menu_column) + g_variant_get_int32 (parameter));
}

static void
handle_fit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[FIT], 0, SN_RECIPIENT_HEADER (widget)->menu_column);
}

static void
handle_hide (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (widget);

  gtk_widget_grab_focus (self->captions[0]);
  sn_recipient_layout_show (self->layout, self->menu_column, FALSE);
}

void
sn_recipient_header_choose (SnRecipientHeader *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->choice));
}

static void
handle_choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_recipient_header_choose (SN_RECIPIENT_HEADER (widget));
}

static void
append_sort (GMenu *menu, const char *label, SnRecipientSort sort, gboolean descending)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "caption.sort", "(ii)", sort, descending ? 1 : 0);
  g_menu_append_item (menu, item);
}

/* What Shift and a click do; nothing where the column can be no key beside the present one. */
static void
append_then (GMenu *menu, SnRecipientHeader *self, SnRecipientField column)
{
  SnRecipientSort added, second;

  if (!find_added (self, column, &added))
    return;
  if (is_second (self, column))
    g_menu_append (menu, _ ("Not Sorted by _This as Well"), "caption.then");
  else if (sn_recipient_sort_get_second (added, &second))
    g_menu_append (menu, sn_recipient_column_of_sort (second) == column ? _ ("_Then Sort by This") : _ ("Sort by This First, _Then as Now"),
                   "caption.then");
}

static GMenu *
make_sort_section (SnRecipientHeader *self, SnRecipientField column)
{
  GMenu *section = g_menu_new ();
  SnRecipientSort sort;

  if (column == SN_RECIPIENT_FIELD_NAME)
    {
      append_sort (section, _ ("Sort by Pinyin, _A First"), SN_RECIPIENT_SORT_PINYIN, FALSE);
      append_sort (section, _ ("Sort by Pinyin, _Z First"), SN_RECIPIENT_SORT_PINYIN, TRUE);
      append_sort (section, _ ("Sort by Strokes, _Fewest First"), SN_RECIPIENT_SORT_STROKE, FALSE);
      append_sort (section, _ ("Sort by Strokes, _Most First"), SN_RECIPIENT_SORT_STROKE, TRUE);
    }
  else if (sn_recipient_column_get_sort (column, &sort))
    {
      append_sort (section, _ ("Sort _Ascending"), sort, FALSE);
      append_sort (section, _ ("Sort _Descending"), sort, TRUE);
    }
  append_then (section, self, column);
  return section;
}

static GMenu *
make_place_section (SnRecipientHeader *self, SnRecipientField column)
{
  GMenu *section = g_menu_new ();
  guint n_cells;
  int found = sn_recipient_layout_find (self->layout, column);

  sn_recipient_layout_get_cells (self->layout, &n_cells);
  if (found > 1)
    g_menu_append (section, _ ("Move _Left"), "caption.move(-1)");
  if (found > 0 && found + 1 < (int) n_cells)
    g_menu_append (section, _ ("Move _Right"), "caption.move(1)");
  g_menu_append (section, _ ("Fit the _Width to the Texts"), "caption.fit");
  if (found > 0)
    g_menu_append (section, _ ("_Hide This Column"), "caption.hide");
  return section;
}

static void
handle_menu_closed (GtkWidget *popover)
{
  /* Its chosen action runs after this signal, and needs the popover's place in the tree. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

void
sn_recipient_header_show_menu (SnRecipientHeader *self, SnRecipientField column)
{
  g_autoptr (GMenu) menu = g_menu_new (), sorts = make_sort_section (self, column), places = make_place_section (self, column), all = g_menu_new ();
  GtkWidget *popover;

  self->menu_column = column;
  g_menu_append (all, _ ("_Columns…"), "caption.choose");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sorts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, self->captions[column]);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  g_signal_connect (popover, "closed", G_CALLBACK (handle_menu_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
handle_name_menu (SnRecipientHeader *self)
{
  sn_recipient_header_show_menu (self, SN_RECIPIENT_FIELD_NAME);
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
find_focus (SnRecipientHeader *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < SN_RECIPIENT_N_FIELDS; i++)
    if (focus == self->captions[i])
      return sn_recipient_layout_find (self->layout, (SnRecipientField) i);
  return -1;
}

static void
focus_caption (SnRecipientHeader *self, int cell)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  cell = CLAMP (cell, 0, (int) n_cells - 1);
  gtk_widget_grab_focus (self->captions[cells[cell].column]);
  sn_recipient_layout_scroll_to (self->layout, (guint) cell);
}

static void
widen (SnRecipientHeader *self, const SnRecipientCell *cell, int steps)
{
  int digit_width, line_height;

  sn_recipient_columns_get_unit (GTK_WIDGET (self), &digit_width, &line_height);
  sn_recipient_layout_set_width (self->layout, cell->column, cell->width + steps * WIDER_DIGITS * digit_width);
  sn_recipient_layout_keep (self->layout);
}

/* @steps: -1 to the left, 1 to the right */
static void
go (SnRecipientHeader *self, int focus, int steps, GdkModifierType state)
{
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  if ((state & GDK_ALT_MASK) != 0 && (state & GDK_SHIFT_MASK) != 0)
    widen (self, &cells[focus], steps);
  else if ((state & GDK_ALT_MASK) != 0)
    sn_recipient_layout_move (self->layout, cells[focus].column, focus + steps);
  else
    {
      focus_caption (self, focus + steps);
      return;
    }
  sn_recipient_layout_scroll_to (self->layout, (guint) CLAMP (focus + steps, 0, (int) n_cells - 1));
}

static gboolean
handle_key (SnRecipientHeader *self, guint key, guint code, GdkModifierType state)
{
  int focus = find_focus (self);
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  if (focus < 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left || key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    go (self, focus, key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -1 : 1, state);
  else if (key == GDK_KEY_Home)
    focus_caption (self, 0);
  else if (key == GDK_KEY_End)
    focus_caption (self, (int) n_cells - 1);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    g_signal_emit (self, signals[LEFT], 0);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    sn_recipient_header_show_menu (self, cells[focus].column);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_scrolled (SnRecipientHeader *self)
{
  gtk_widget_queue_allocate (self->area);
}

static void
handle_changed (SnRecipientHeader *self)
{
  for (guint i = 1; i < SN_RECIPIENT_N_FIELDS; i++)
    gtk_widget_set_visible (self->captions[i], sn_recipient_layout_find (self->layout, (SnRecipientField) i) > 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_allocate (self->area);
}

void
sn_recipient_header_set_layout (SnRecipientHeader *self, SnRecipientLayout *layout)
{
  g_return_if_fail (self->layout == NULL);

  self->layout = g_object_ref (layout);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->choice), sn_recipient_column_choice_new (layout));
  g_signal_connect_object (layout, "changed", G_CALLBACK (handle_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sn_recipient_layout_get_adjustment (layout), "value-changed", G_CALLBACK (handle_scrolled), self, G_CONNECT_SWAPPED);
  handle_changed (self);
}

static void
sn_recipient_header_dispose (GObject *object)
{
  SnRecipientHeader *self = SN_RECIPIENT_HEADER (object);

  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    g_clear_pointer (&self->captions[i], gtk_widget_unparent);
  g_clear_pointer (&self->mark, gtk_widget_unparent);
  g_clear_pointer (&self->area, gtk_widget_unparent);
  g_clear_pointer (&self->choice, gtk_widget_unparent);
  g_clear_pointer (&self->name_menu, gtk_widget_unparent);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (sn_recipient_header_parent_class)->dispose (object);
}

static void
sn_recipient_header_class_init (SnRecipientHeaderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_recipient_header_dispose;
  widget_class->measure = sn_recipient_header_measure;
  widget_class->size_allocate = sn_recipient_header_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "recipientheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "caption.sort", "(ii)", handle_sort);
  gtk_widget_class_install_action (widget_class, "caption.then", NULL, handle_then);
  gtk_widget_class_install_action (widget_class, "caption.move", "i", handle_move);
  gtk_widget_class_install_action (widget_class, "caption.fit", NULL, handle_fit);
  gtk_widget_class_install_action (widget_class, "caption.hide", NULL, handle_hide);
  gtk_widget_class_install_action (widget_class, "caption.choose", NULL, handle_choose);
  signals[SORT] = g_signal_new ("sort", SN_TYPE_RECIPIENT_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[FIT] = g_signal_new ("fit", SN_TYPE_RECIPIENT_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[LEFT] = g_signal_new ("left", SN_TYPE_RECIPIENT_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_caption (SnRecipientHeader *self, SnRecipientField column)
{
  gboolean numeric = sn_recipient_field_is_numeric (column);
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", sn_recipient_field_get_title (column), "xalign", numeric ? 1.0 : 0.0, "hexpand", TRUE,
                                   "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *caption = gtk_button_new ();

  self->arrows[column] = gtk_image_new ();
  self->ranks[column] = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->ranks[column], "sn-sort-rank");
  if (!numeric)
    gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->arrows[column]);
  gtk_box_append (GTK_BOX (box), self->ranks[column]);
  if (numeric)
    gtk_box_append (GTK_BOX (box), title);
  gtk_button_set_child (GTK_BUTTON (caption), box);
  gtk_widget_add_css_class (caption, "flat");
  g_object_set_data (G_OBJECT (caption), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (caption, "clicked", G_CALLBACK (handle_clicked), self, 0);
  return caption;
}

static GtkWidget *
make_button (GtkWidget *button, const char *icon, const char *words)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sn-small-button");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (GTK_IS_MENU_BUTTON (button))
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  else
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  return button;
}

static void
add_buttons (SnRecipientHeader *self)
{
  /* No triangle: that is how the order is shown. */
  self->name_menu = make_button (gtk_button_new (), "open-menu-symbolic", _ ("Pinyin or Strokes"));
  gtk_widget_set_focusable (self->name_menu, FALSE); /* the caption's own menu has it for keys */
  gtk_widget_set_parent (self->name_menu, GTK_WIDGET (self));
  g_signal_connect_object (self->name_menu, "clicked", G_CALLBACK (handle_name_menu), self, G_CONNECT_SWAPPED);
  self->choice = make_button (gtk_menu_button_new (), "view-more-symbolic", _ ("Columns"));
  gtk_widget_set_parent (self->choice, GTK_WIDGET (self));
}

static void
add_keys (SnRecipientHeader *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (handle_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  sn_tab_stop_make (GTK_WIDGET (self));
}

static void
sn_recipient_header_init (SnRecipientHeader *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Captions of the columns"), -1);
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    self->captions[i] = make_caption (self, (SnRecipientField) i);
  gtk_widget_set_parent (self->captions[0], GTK_WIDGET (self));
  self->area = g_object_new (GTK_TYPE_BOX, "overflow", GTK_OVERFLOW_HIDDEN, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_layout_manager (self->area, gtk_custom_layout_new (NULL, measure_area, allocate_area));
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  for (guint i = 1; i < SN_RECIPIENT_N_FIELDS; i++)
    gtk_widget_set_parent (self->captions[i], self->area);
  self->mark = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-name", "dropmark", "can-target", FALSE, NULL);
  gtk_widget_set_parent (self->mark, self->area);
  add_buttons (self);
  add_keys (self);
  sn_recipient_header_add_gestures (self);
  sn_recipient_header_set_sorted (self, SN_RECIPIENT_SORT_PINYIN, FALSE);
}

GtkWidget *
sn_recipient_header_new (void)
{
  return g_object_new (SN_TYPE_RECIPIENT_HEADER, NULL);
}
