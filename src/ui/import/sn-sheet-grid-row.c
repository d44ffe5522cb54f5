/* sn-sheet-grid-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-grid-row.h"

#include <glib/gi18n.h>

#include "sn-sheet-reader.h"

#define CELL_PADDING 6
#define LINE_PADDING 3
#define GRID_ALPHA 0.12f
#define UNREAD_ALPHA 0.45f

struct _SnSheetGridRow
{
  GtkWidget             parent_instance;

  const SnPictureLine  *line;
  const SnSheetColumns *columns;
  PangoLayout          *number;
  guint                 n_texts;
  PangoLayout         **texts;   /* (nullable) of each column: made when first drawn */
};

G_DEFINE_FINAL_TYPE (SnSheetGridRow, sn_sheet_grid_row, GTK_TYPE_WIDGET)

/* ── What is drawn ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* The column before which a text of @column ends: it runs on over what is empty. */
static guint
find_end (SnSheetGridRow *self, guint column)
{
  guint end = column + 1;

  while (!self->line->numeric[column] && end < self->columns->n_columns && *self->line->texts[end] == '\0')
    end++;
  return end;
}

/* Numbers are said to be Latin: in a Chinese window Pango would else take one font for those with an X at their end and another for those
 * without. */
static void
set_language (PangoLayout *layout, const char *text)
{
  PangoAttrList *attributes;

  if (!g_str_is_ascii (text))
    return;
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("en")));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

static PangoLayout *
get_layout (SnSheetGridRow *self, guint column)
{
  PangoLayout *layout = self->texts[column];
  int width = self->columns->starts[find_end (self, column)] - self->columns->starts[column];

  if (layout != NULL)
    return layout;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->line->texts[column]);
  set_language (layout, self->line->texts[column]);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, MAX (width - 2 * CELL_PADDING, 1) * PANGO_SCALE);
  pango_layout_set_alignment (layout, self->line->numeric[column] ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  self->texts[column] = layout;
  return layout;
}

static void
draw_layout (SnSheetGridRow *self, GtkSnapshot *snapshot, PangoLayout *layout, int x, const GdkRGBA *colour)
{
  int text_height;

  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_line (SnSheetGridRow *self, GtkSnapshot *snapshot, int x, const GdkRGBA *colour)
{
  GdkRGBA faint = *colour;

  faint.alpha = GRID_ALPHA;
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT ((float) x, 0, 1, (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

/* Returns: how wide its text is, with what is left free around it */
static int
draw_text (SnSheetGridRow *self, GtkSnapshot *snapshot, guint column, const GdkRGBA *colour)
{
  int x = self->columns->number_width - self->columns->offset + self->columns->starts[column], width;
  GdkRGBA own = *colour;

  if (*self->line->texts[column] == '\0')
    return 0;
  if (self->columns->unread[column] && self->line->part != SN_PICTURE_ABOVE)
    own.alpha *= UNREAD_ALPHA;
  draw_layout (self, snapshot, get_layout (self, column), x + CELL_PADDING, &own);
  pango_layout_get_pixel_size (self->texts[column], &width, NULL);
  return width + 2 * CELL_PADDING;
}

/* The first column in sight, or the one left of it whose text reaches into it. */
static guint
find_first (SnSheetGridRow *self)
{
  guint first = 0;

  while (first + 1 < self->columns->n_columns && self->columns->starts[first + 1] <= self->columns->offset)
    first++;
  while (first > 0 && *self->line->texts[first] == '\0')
    first--;
  return first;
}

static void
draw_cells (SnSheetGridRow *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  const SnSheetColumns *columns = self->columns;
  int right = columns->offset + gtk_widget_get_width (GTK_WIDGET (self)) - columns->number_width, covered = 0;

  for (guint i = columns->n_columns > 0 ? find_first (self) : 0; i < columns->n_columns && columns->starts[i] < right; i++)
    {
      if (*self->line->texts[i] != '\0')
        covered = columns->starts[i] + draw_text (self, snapshot, i, colour);
      /* As in a spreadsheet no line goes through a text that runs on. */
      if (columns->starts[i + 1] >= covered)
        draw_line (self, snapshot, columns->number_width - columns->offset + columns->starts[i + 1] - 1, colour);
    }
}

static void
sn_sheet_grid_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnSheetGridRow *self = SN_SHEET_GRID_ROW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), number_width = self->columns->number_width;
  GdkRGBA colour, faint;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  faint = colour;
  faint.alpha = GRID_ALPHA;
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (0, (float) (height - 1), (float) width, 1));
  pango_layout_set_width (self->number, MAX (number_width - 2 * CELL_PADDING, 1) * PANGO_SCALE);
  draw_layout (self, snapshot, self->number, CELL_PADDING, &colour);
  draw_line (self, snapshot, number_width - 1, &colour);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) number_width, 0, (float) MAX (width - number_width, 0), (float) height));
  draw_cells (self, snapshot, &colour);
  gtk_snapshot_pop (snapshot);
}

/* ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe (const SnPictureLine *line, guint n_columns)
{
  GString *words = g_string_new (NULL);

  if (line->part == SN_PICTURE_HEADING)
    /* TRANSLATORS: a screen reader's words for a row of a sheet that is part of the heading */
    g_string_append_printf (words, _("Row %u, heading"), line->row);
  else if (line->hidden)
    g_string_append_printf (words, _("Row %u, hidden in the file"), line->row);
  else
    g_string_append_printf (words, _("Row %u"), line->row);
  for (guint i = 0; i < n_columns; i++)
    {
      char letters[4];

      if (*line->texts[i] != '\0')
        g_string_append_printf (words, ", %s %s", sn_column_name (i, letters), line->texts[i]);
    }
  return g_string_free (words, FALSE);
}

/* What is cut off can be read by pointing at it. */
static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  SnSheetGridRow *self = SN_SHEET_GRID_ROW (widget);
  int place = x - self->columns->number_width + self->columns->offset;

  if (keyboard || x < self->columns->number_width)
    {
      if (self->line->hidden)
        gtk_tooltip_set_text (tooltip, _("Hidden in the file"));
      return self->line->hidden;
    }
  for (guint i = find_first (self); i < self->columns->n_columns; i++)
    if (place >= self->columns->starts[i] && place < self->columns->starts[find_end (self, i)])
      {
        if (self->texts[i] == NULL || !pango_layout_is_ellipsized (self->texts[i]))
          return FALSE;
        gtk_tooltip_set_text (tooltip, self->line->texts[i]);
        return TRUE;
      }
  return FALSE;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_sheet_grid_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  int height;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  pango_layout_get_pixel_size (SN_SHEET_GRID_ROW (widget)->number, NULL, &height);
  *minimum = *natural = height + 2 * LINE_PADDING;
}

void
sn_sheet_grid_row_forget (SnSheetGridRow *self)
{
  for (guint i = 0; i < self->n_texts; i++)
    g_clear_object (&self->texts[i]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The layouts were made in the style of before. */
static void
sn_sheet_grid_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SnSheetGridRow *self = SN_SHEET_GRID_ROW (widget);

  GTK_WIDGET_CLASS (sn_sheet_grid_row_parent_class)->css_changed (widget, change);
  if (self->number == NULL)
    return;
  pango_layout_context_changed (self->number);
  sn_sheet_grid_row_forget (self);
}

guint
sn_sheet_grid_row_get_row (SnSheetGridRow *self)
{
  return self->line->row;
}

GtkWidget *
sn_sheet_grid_row_new (const SnPictureLine *line, const SnSheetColumns *columns)
{
  static const char *const classes[] = { "sn-above", "sn-heading", "sn-below" };
  SnSheetGridRow *self = g_object_new (SN_TYPE_SHEET_GRID_ROW, NULL);
  g_autofree char *number = g_strdup_printf ("%u", line->row), *words = describe (line, columns->n_columns);

  self->line = line;
  self->columns = columns;
  self->n_texts = columns->n_columns;
  self->texts = g_new0 (PangoLayout *, columns->n_columns);
  self->number = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
  pango_layout_set_alignment (self->number, PANGO_ALIGN_RIGHT);
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[line->part]);
  if (line->hidden)
    gtk_widget_add_css_class (GTK_WIDGET (self), "sn-hidden");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return GTK_WIDGET (self);
}

static void
sn_sheet_grid_row_finalize (GObject *object)
{
  SnSheetGridRow *self = SN_SHEET_GRID_ROW (object);

  for (guint i = 0; i < self->n_texts; i++)
    g_clear_object (&self->texts[i]);
  g_free (self->texts);
  g_object_unref (self->number);
  G_OBJECT_CLASS (sn_sheet_grid_row_parent_class)->finalize (object);
}

static void
sn_sheet_grid_row_class_init (SnSheetGridRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = sn_sheet_grid_row_finalize;
  widget_class->snapshot = sn_sheet_grid_row_snapshot;
  widget_class->measure = sn_sheet_grid_row_measure;
  widget_class->css_changed = sn_sheet_grid_row_css_changed;
  widget_class->query_tooltip = query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "sheetrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
sn_sheet_grid_row_init (SnSheetGridRow *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
