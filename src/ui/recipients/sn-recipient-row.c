/* sn-recipient-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-row.h"

#include "sn-recipient-columns.h"

#include <string.h>

#define LEAST_DIGITS 34    /* of the width: a name and a number */
#define NATURAL_DIGITS 66
#define MARK_ALPHA 0x4000  /* of 0xffff */

struct _SnRecipientRow
{
  GtkWidget        parent_instance;

  SnRecipientItem *item;   /* (nullable) (owned) */
  SnSearchMarks   *marks;  /* (nullable) (borrowed) */
  gulong           handler;
  SnRecipientCell  cells[SN_RECIPIENT_N_COLUMNS];
  PangoLayout     *layouts[SN_RECIPIENT_N_COLUMNS]; /* (nullable): made when first drawn */
  gboolean         fresh;  /* the layouts hold what the item shows */
  gboolean         shown;  /* they hold something that it showed */
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
find_marks (SnRecipientRow *self, guint column, const char *text)
{
  if (self->marks == NULL)
    return 0;
  if (column == SN_RECIPIENT_COLUMN_NAME)
    return sn_search_marks_in_name (self->marks, text);
  if (column == SN_RECIPIENT_COLUMN_DOCUMENT || column == SN_RECIPIENT_COLUMN_PHONE)
    return sn_search_marks_in_number (self->marks, text);
  return 0;
}

/* One for all: digits of one width. */
static PangoAttrList *
get_plain_attributes (void)
{
  static PangoAttrList *plain = NULL;

  if (plain == NULL)
    {
      plain = pango_attr_list_new ();
      pango_attr_list_insert (plain, pango_attr_font_features_new ("tnum=1"));
    }
  return plain;
}

static void
set_attributes (SnRecipientRow *self, guint column, const char *text)
{
  guint64 bits = find_marks (self, column, text);
  PangoAttrList *attributes;

  if (bits == 0)
    {
      pango_layout_set_attributes (self->layouts[column], get_plain_attributes ());
      return;
    }
  attributes = pango_attr_list_copy (get_plain_attributes ());
  add_marks (self, attributes, text, bits);
  pango_layout_set_attributes (self->layouts[column], attributes);
  pango_attr_list_unref (attributes);
}

static void
ensure_layout (SnRecipientRow *self, guint column)
{
  PangoLayout *layout;

  if (self->layouts[column] != NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (sn_recipient_column_is_numeric ((SnRecipientColumn) column))
    pango_layout_set_alignment (layout, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  self->layouts[column] = layout;
}

static void
fill_layout (SnRecipientRow *self, guint column, SnRecipient *recipient)
{
  g_autofree char *text = recipient != NULL ? sn_recipient_column_dup_text ((SnRecipientColumn) column, recipient) : g_strdup ("");
  pango_layout_set_text (self->layouts[column], text, -1);
  set_attributes (self, column, text);
}

static void
fill_layouts (SnRecipientRow *self)
{
  SnRecipient *recipient = sn_recipient_item_get_recipient (self->item);
  /* A new result comes a few milliseconds before its rows. What stood there stays so long: all rows blank for one frame would
   * flicker with every letter that is typed. */
  gboolean keep = recipient == NULL && self->shown && sn_recipient_item_get_loading (self->item);

  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      if (self->cells[i].width == 0)
        continue;
      ensure_layout (self, i);
      pango_layout_set_width (self->layouts[i], self->cells[i].width * PANGO_SCALE);
      if (!keep)
        fill_layout (self, i, recipient);
    }
  self->shown |= recipient != NULL;
  self->fresh = !keep;
}

static void
sn_recipient_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnRecipientRow *self = SN_RECIPIENT_ROW (widget);
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA colour;

  if (self->item == NULL)
    return;
  if (!self->fresh)
    fill_layouts (self);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      const SnRecipientCell *cell = &self->cells[i];
      int text_height;

      if (cell->width == 0 || *pango_layout_get_text (self->layouts[i]) == '\0')
        continue;
      pango_layout_get_pixel_size (self->layouts[i], NULL, &text_height);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (backwards ? width - cell->x - cell->width : cell->x),
                                                              (float) ((height - text_height) / 2)));
      gtk_snapshot_append_layout (snapshot, self->layouts[i], &colour);
      gtk_snapshot_restore (snapshot);
    }
}

/* ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe (SnRecipient *recipient)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      g_autofree char *text = sn_recipient_column_dup_text ((SnRecipientColumn) i, recipient);

      if (*text == '\0')
        continue;
      if (i == SN_RECIPIENT_COLUMN_NAME)
        g_string_append (words, text);
      else
        g_string_append_printf (words, ", %s %s", sn_recipient_column_get_title ((SnRecipientColumn) i), text);
    }
  return g_string_free (words, FALSE);
}

/* The list's own widget around this one takes the focus, so a screen reader asks that. */
static void
tell (SnRecipientRow *self)
{
  SnRecipient *recipient = self->item != NULL ? sn_recipient_item_get_recipient (self->item) : NULL;
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = recipient != NULL ? describe (recipient) : NULL;

  if (around != NULL && words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_changed (SnRecipientRow *self)
{
  self->fresh = FALSE;
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
  self->fresh = FALSE;
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
sn_recipient_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnRecipientRow *self = SN_RECIPIENT_ROW (widget);
  SnRecipientCell cells[SN_RECIPIENT_N_COLUMNS] = { { 0, 0 } };
  int digit_width, line_height;

  sn_recipient_columns_get_unit (widget, &digit_width, &line_height);
  sn_recipient_columns_place (width, digit_width, cells);
  if (memcmp (cells, self->cells, sizeof cells) == 0)
    return;
  memcpy (self->cells, cells, sizeof cells);
  self->fresh = FALSE;
}

static void
sn_recipient_row_dispose (GObject *object)
{
  SnRecipientRow *self = SN_RECIPIENT_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    g_clear_object (&self->layouts[i]);
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
  gtk_widget_class_set_css_name (widget_class, "recipient");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sn_recipient_row_init (SnRecipientRow *self)
{
}

GtkWidget *
sn_recipient_row_new (void)
{
  return g_object_new (SN_TYPE_RECIPIENT_ROW, NULL);
}
