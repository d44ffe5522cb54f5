/* sn-recipient-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-row.h"

#include "sn-recipient-columns.h"
#include "sn-spoken-cell.h"

#define LEAST_DIGITS 34    /* of the width: a name and a number */
#define NATURAL_DIGITS 66
#define MARK_ALPHA 0x4000  /* of 0xffff */

struct _SnRecipientRow
{
  GtkWidget          parent_instance;

  SnRecipientLayout *layout;
  SnRecipientItem   *item;   /* (nullable) (owned) */
  SnSearchMarks     *marks;  /* (nullable) (borrowed) */
  gulong             handler;
  PangoLayout       *texts[SN_RECIPIENT_N_FIELDS]; /* (nullable): by place; made when first drawn */
  GPtrArray         *spoken; /* (nullable) SnSpokenCell (borrowed): one for each cell */
  guint64            fresh;  /* a bit for each place whose text is what the item shows */
  guint              stamp;  /* of the layout by which the texts were made */
  gboolean           shown;  /* they hold something that the item showed */
};

G_DEFINE_FINAL_TYPE (SnRecipientRow, sn_recipient_row, GTK_TYPE_WIDGET)

/* ── What is drawn ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_mark (PangoAttrList *attributes, const char *from, const char *text, const char *to, const GdkRGBA *colour)
{
  PangoAttribute *made[] = {
    pango_attr_weight_new (PANGO_WEIGHT_BOLD),
    pango_attr_background_new ((guint16) (colour->red * 0xffff), (guint16) (colour->green * 0xffff), (guint16) (colour->blue * 0xffff)),
    pango_attr_background_alpha_new (MARK_ALPHA),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
    {
      made[i]->start_index = (guint) (from - text);
      made[i]->end_index = (guint) (to - text);
      pango_attr_list_insert (attributes, made[i]);
    }
}

static void
add_marks (SnRecipientRow *self, PangoAttrList *attributes, const char *text, guint64 bits)
{
  GdkRGBA colour = { 0.2f, 0.5f, 0.9f, 1 };
  const char *from = NULL, *p = text;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &colour);
  for (guint i = 0; i < SN_SEARCH_MARKS_MOST && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      gboolean marked = (bits >> i & 1) != 0;

      if (marked && from == NULL)
        from = p;
      else if (!marked && from != NULL)
        {
          add_mark (attributes, from, text, p, &colour);
          from = NULL;
        }
    }
  if (from != NULL)
    add_mark (attributes, from, text, p, &colour);
}

static guint64
find_marks (SnRecipientRow *self, SnRecipientField column, const char *text)
{
  if (self->marks == NULL)
    return 0;
  if (column == SN_RECIPIENT_FIELD_NAME)
    return sn_search_marks_in_name (self->marks, text);
  if (column == SN_RECIPIENT_FIELD_DOCUMENT || column == SN_RECIPIENT_FIELD_PHONE)
    return sn_search_marks_in_number (self->marks, text);
  return 0;
}

/* One for all: digits of one width. Numbers are said to be Latin: in a Chinese window Pango would else take one font for those with an X
 * at their end and another for those without. */
static PangoAttrList *
get_plain_attributes (SnRecipientField column)
{
  static PangoAttrList *plain[2] = { NULL, NULL };
  gboolean is_text = sn_recipient_field_get_kind (column) == SN_RECIPIENT_FIELD_IS_TEXT;

  if (plain[is_text] == NULL)
    {
      plain[is_text] = pango_attr_list_new ();
      pango_attr_list_insert (plain[is_text], pango_attr_font_features_new ("tnum=1"));
      if (!is_text)
        pango_attr_list_insert (plain[is_text], pango_attr_language_new (pango_language_from_string ("en")));
    }
  return plain[is_text];
}

static void
set_attributes (SnRecipientRow *self, PangoLayout *layout, SnRecipientField column, const char *text)
{
  guint64 bits = find_marks (self, column, text);
  PangoAttrList *attributes;

  if (bits == 0)
    {
      pango_layout_set_attributes (layout, get_plain_attributes (column));
      return;
    }
  attributes = pango_attr_list_copy (get_plain_attributes (column));
  add_marks (self, attributes, text, bits);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
make_layout (SnRecipientRow *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static void
align_layout (SnRecipientRow *self, guint place, const SnRecipientCell *cell)
{
  PangoLayout *layout = self->texts[place];
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  pango_layout_set_alignment (layout, sn_recipient_field_is_numeric (cell->column) && !backwards ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_width (layout, MAX (1, cell->width - 2 * SN_RECIPIENT_CELL_PADDING) * PANGO_SCALE);
}

static void
fill_text (SnRecipientRow *self, guint place, const SnRecipientCell *cell, SnRecipient *recipient, gboolean keep)
{
  const char *text = keep ? NULL : sn_recipient_column_get_text (cell->column, recipient);

  if (self->texts[place] == NULL)
    self->texts[place] = make_layout (self);
  align_layout (self, place, cell);
  if (keep)
    return;
  pango_layout_set_text (self->texts[place], text, -1);
  set_attributes (self, self->texts[place], cell->column, text);
  self->fresh |= G_GUINT64_CONSTANT (1) << place;
}

static void
draw_text (SnRecipientRow *self, GtkSnapshot *snapshot, guint place, int x, const SnRecipientCell *cell, const GdkRGBA *colour)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), text_height;

  if (*pango_layout_get_text (self->texts[place]) == '\0')
    return;
  x += SN_RECIPIENT_CELL_PADDING;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x - (cell->width - 2 * SN_RECIPIENT_CELL_PADDING);
  pango_layout_get_pixel_size (self->texts[place], NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, self->texts[place], colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_cell (SnRecipientRow *self, GtkSnapshot *snapshot, guint place, const SnRecipientCell *cell, gboolean keep, const GdkRGBA *colour)
{
  int x;

  if (!sn_recipient_layout_find_x (self->layout, place, &x))
    return;
  if ((self->fresh >> place & 1) == 0)
    fill_text (self, place, cell, sn_recipient_item_get_recipient (self->item), keep);
  draw_text (self, snapshot, place, x, cell, colour);
  if (self->spoken != NULL && place < self->spoken->len)
    gtk_widget_snapshot_child (GTK_WIDGET (self), g_ptr_array_index (self->spoken, place), snapshot);
}

/* What scrolls goes below the first column, whose end is then seen. */
static void
push_scrolled (SnRecipientRow *self, GtkSnapshot *snapshot, int frozen, const GdkRGBA *colour)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA line = *colour;

  line.alpha *= 0.2f;
  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT ((float) (backwards ? width - frozen : frozen - 1), 0, 1, (float) height));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) (backwards ? 0 : frozen), 0, (float) MAX (width - frozen, 0), (float) height));
}

static void
note_stamp (SnRecipientRow *self)
{
  guint stamp = sn_recipient_layout_get_stamp (self->layout);

  if (stamp == self->stamp)
    return;
  self->stamp = stamp;
  self->fresh = 0;
  self->shown = FALSE; /* another column may have stood there */
}

static void
sn_recipient_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnRecipientRow *self = SN_RECIPIENT_ROW (widget);
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);
  gboolean scrolled = gtk_adjustment_get_value (sn_recipient_layout_get_adjustment (self->layout)) > 0, keep;
  SnRecipient *recipient;
  GdkRGBA colour;

  if (self->item == NULL)
    return;
  note_stamp (self);
  recipient = sn_recipient_item_get_recipient (self->item);
  /* A new result comes a few milliseconds before its rows. What stood there stays so long: all rows blank for one frame would
   * flicker with every letter that is typed. */
  keep = recipient == NULL && self->shown && sn_recipient_item_get_loading (self->item);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  draw_cell (self, snapshot, 0, &cells[0], keep, &colour);
  if (scrolled)
    push_scrolled (self, snapshot, cells[0].width, &colour);
  for (guint i = 1; i < n_cells; i++)
    draw_cell (self, snapshot, i, &cells[i], keep, &colour);
  if (scrolled)
    gtk_snapshot_pop (snapshot);
  self->shown |= recipient != NULL;
}

int
sn_recipient_row_get_text_width (SnRecipientRow *self, SnRecipientField column)
{
  SnRecipient *recipient = self->item != NULL ? sn_recipient_item_get_recipient (self->item) : NULL;
  const char *text = sn_recipient_column_get_text (column, recipient);
  g_autoptr (PangoLayout) layout = *text != '\0' ? gtk_widget_create_pango_layout (GTK_WIDGET (self), text) : NULL;
  int width = 0;

  if (layout == NULL)
    return 0;
  pango_layout_set_attributes (layout, get_plain_attributes (column));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe (SnRecipientRow *self, SnRecipient *recipient)
{
  GString *words = g_string_new (NULL);
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  for (guint i = 0; i < n_cells; i++)
    {
      const char *text = sn_recipient_column_get_text (cells[i].column, recipient);

      if (*text == '\0')
        continue;
      if (i == 0)
        g_string_append (words, text);
      else
        g_string_append_printf (words, ", %s %s", sn_recipient_field_get_title (cells[i].column), text);
    }
  return g_string_free (words, FALSE);
}

static void
tell_cells (SnRecipientRow *self)
{
  SnRecipient *recipient = self->item != NULL ? sn_recipient_item_get_recipient (self->item) : NULL;
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  for (guint i = 0; self->spoken != NULL && i < MIN (n_cells, self->spoken->len); i++)
    {
      sn_spoken_cell_set (g_ptr_array_index (self->spoken, i), sn_recipient_field_get_title (cells[i].column),
                          sn_recipient_column_get_text (cells[i].column, recipient));
    }
}

/* The list's own widget around this one takes the focus, so a screen reader asks that. */
static void
tell (SnRecipientRow *self)
{
  SnRecipient *recipient = self->item != NULL ? sn_recipient_item_get_recipient (self->item) : NULL;
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = recipient != NULL ? describe (self, recipient) : NULL;

  if (around != NULL && words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  tell_cells (self);
}

/* ── Cell by cell ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
drop_spoken (SnRecipientRow *self)
{
  if (self->spoken == NULL)
    return;
  for (guint i = 0; i < self->spoken->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->spoken, i));
  g_clear_pointer (&self->spoken, g_ptr_array_unref);
}

void
sn_recipient_row_set_spoken (SnRecipientRow *self, gboolean spoken)
{
  guint n_cells;

  sn_recipient_layout_get_cells (self->layout, &n_cells);
  if (spoken ? self->spoken != NULL && self->spoken->len == n_cells : self->spoken == NULL)
    return;
  drop_spoken (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, !spoken, -1);
  if (!spoken)
    return;
  self->spoken = g_ptr_array_new ();
  for (guint i = 0; i < n_cells; i++)
    {
      GtkWidget *cell = sn_spoken_cell_new ();

      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_ptr_array_add (self->spoken, cell);
    }
  tell_cells (self);
}

void
sn_recipient_row_focus_cell (SnRecipientRow *self, int cell)
{
  if (self->spoken == NULL || cell < 0)
    return;
  gtk_widget_grab_focus (g_ptr_array_index (self->spoken, MIN ((guint) cell, self->spoken->len - 1)));
}

int
sn_recipient_row_find_cell (SnRecipientRow *self, GtkWidget *focus)
{
  guint cell;

  return self->spoken != NULL && g_ptr_array_find (self->spoken, focus, &cell) ? (int) cell : -1;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_changed (SnRecipientRow *self)
{
  self->fresh = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  tell (self);
}

void
sn_recipient_row_set_item (SnRecipientRow *self, SnRecipientItem *item)
{
  if (item == self->item)
    return;
  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  self->shown = FALSE;
  if (item != NULL)
    self->handler = g_signal_connect_swapped (item, "notify", G_CALLBACK (handle_changed), self);
  handle_changed (self);
}

SnRecipientItem *
sn_recipient_row_get_item (SnRecipientRow *self)
{
  return self->item;
}

void
sn_recipient_row_set_marks (SnRecipientRow *self, SnSearchMarks *marks)
{
  if (marks == NULL && self->marks == NULL)
    return;
  self->marks = marks;
  self->fresh = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sn_recipient_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                          int *natural_baseline)
{
  int digit_width, line_height;

  sn_recipient_columns_get_unit (widget, &digit_width, &line_height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_DIGITS * digit_width : line_height + 2 * SN_RECIPIENT_ROW_PADDING;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_DIGITS * digit_width : *minimum;
}

static void
place_spoken (SnRecipientRow *self, int width, int height)
{
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint n_cells;
  const SnRecipientCell *cells = sn_recipient_layout_get_cells (self->layout, &n_cells);

  for (guint i = 0; self->spoken != NULL && i < MIN (n_cells, self->spoken->len); i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->spoken, i);
      int x;

      sn_recipient_layout_find_x (self->layout, i, &x);
      /* GTK wants every child measured before it is placed. */
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (cell, &(GtkAllocation){ backwards ? width - x - cells[i].width : x, 0, cells[i].width, height }, -1);
    }
}

static void
sn_recipient_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnRecipientRow *self = SN_RECIPIENT_ROW (widget);
  int digit_width, line_height;

  sn_recipient_columns_get_unit (widget, &digit_width, &line_height);
  sn_recipient_layout_place (self->layout, width, digit_width);
  place_spoken (self, width, height);
}

/* The list's own widget around it has the focus, not the first cell: the arrows go to those. */
static gboolean
sn_recipient_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
sn_recipient_row_dispose (GObject *object)
{
  SnRecipientRow *self = SN_RECIPIENT_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    g_clear_object (&self->texts[i]);
  drop_spoken (self);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (sn_recipient_row_parent_class)->dispose (object);
}

static void
sn_recipient_row_class_init (SnRecipientRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_recipient_row_dispose;
  widget_class->snapshot = sn_recipient_row_snapshot;
  widget_class->measure = sn_recipient_row_measure;
  widget_class->size_allocate = sn_recipient_row_size_allocate;
  widget_class->focus = sn_recipient_row_focus;
  gtk_widget_class_set_css_name (widget_class, "recipient");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sn_recipient_row_init (SnRecipientRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

GtkWidget *
sn_recipient_row_new (SnRecipientLayout *layout)
{
  SnRecipientRow *self = g_object_new (SN_TYPE_RECIPIENT_ROW, NULL);

  self->layout = g_object_ref (layout);
  return GTK_WIDGET (self);
}
