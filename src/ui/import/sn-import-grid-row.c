/* sn-import-grid-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-row.h"

#include "sn-sheet-reader.h"
#include "sn-spoken-cell.h"

#define TINT_ALPHA 0.16f
#define LINE_ALPHA 0.13f
#define DIM_ALPHA 0.6f

struct _SnImportGridRow
{
  GtkWidget                parent_instance;

  const SnImportGridStyle *style;
  guint                    place;
  GPtrArray               *texts;  /* (nullable) PangoLayout (nullable): by column, made when first drawn */
  GPtrArray               *spoken; /* (nullable) SnSpokenCell (borrowed): by column */
};

G_DEFINE_FINAL_TYPE (SnImportGridRow, sn_import_grid_row, GTK_TYPE_WIDGET)

/* ── What is drawn ──────────────────────────────────────────────────────────────────────────────────────────────── */

static GdkRGBA
find_colour (SnImportGridRow *self, const char *name, float alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= alpha;
  return colour;
}

static const char *
name_level_colour (SnFaultLevel level)
{
  static const char *const names[] = { [SN_FAULT_FIXED] = "success_color", [SN_FAULT_WARNING] = "warning_color", [SN_FAULT_ERROR] = "error_color" };

  return names[level];
}

static PangoLayout *
make_caption (SnImportGridRow *self, guint column)
{
  g_autofree char *markup = NULL;
  char letter[4];
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), sn_import_grid_style_get_caption (self->style, column));

  if (column < SN_IMPORT_N_LEADS)
    return layout;
  sn_column_name (column - SN_IMPORT_N_LEADS, letter);
  markup = g_markup_printf_escaped ("<span alpha='60%%'>%s</span> <b>%s</b>", letter, sn_import_grid_style_get_caption (self->style, column));
  pango_layout_set_markup (layout, markup, -1);
  return layout;
}

static PangoLayout *
make_text (SnImportGridRow *self, guint column)
{
  guint index = sn_import_lines_get_index (self->style->lines, self->place);
  g_autofree char *text = sn_import_grid_style_dup_text (self->style, index, column);
  PangoLayout *layout;

  if (*text == '\0')
    return NULL;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_attributes (layout, column == SN_IMPORT_LEAD_VERDICT ? self->style->strong
                                         : g_str_is_ascii (text)          ? self->style->latin
                                                                          : self->style->plain);
  return layout;
}

/* (nullable): a cell with nothing in it has none */
static PangoLayout *
get_text (SnImportGridRow *self, guint column)
{
  if (self->texts == NULL)
    {
      self->texts = g_ptr_array_new_full (self->style->n_columns, NULL);
      g_ptr_array_set_size (self->texts, (int) self->style->n_columns);
      for (guint i = 0; i < self->style->n_columns; i++)
        {
          PangoLayout *layout = self->place == SN_IMPORT_NOWHERE ? make_caption (self, i) : make_text (self, i);

          if (layout == NULL)
            continue;
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
          pango_layout_set_single_paragraph_mode (layout, TRUE);
          self->texts->pdata[i] = layout;
        }
    }
  return g_ptr_array_index (self->texts, column);
}

static void
forget_texts (SnImportGridRow *self)
{
  for (guint i = 0; self->texts != NULL && i < self->texts->len; i++)
    g_clear_object (&self->texts->pdata[i]);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}

/* Returns: the pixels that it takes of the cell */
static int
draw_icon (SnImportGridRow *self, GtkSnapshot *snapshot, GdkPaintable *icon, int end, const char *colour_name)
{
  GdkRGBA colours[4];
  int top = (gtk_widget_get_height (GTK_WIDGET (self)) - SN_IMPORT_ICON_SIZE) / 2;

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    colours[i] = find_colour (self, colour_name, 1);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (end - SN_IMPORT_ICON_SIZE), (float) top));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, SN_IMPORT_ICON_SIZE, SN_IMPORT_ICON_SIZE, colours,
                                            G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
  return SN_IMPORT_ICON_SIZE + 3;
}

/* The icons tell what the tints tell, to those who cannot tell the tints. */
static int
draw_marks (SnImportGridRow *self, GtkSnapshot *snapshot, guint index, guint column, int x, int width)
{
  const SnFault *fault = sn_import_grid_style_get_fault (self->style, index, column);
  int end = x + width - SN_IMPORT_CELL_PADDING + 2, taken = 0;

  if (fault != NULL && column >= SN_IMPORT_N_LEADS && fault->level != SN_FAULT_FIXED)
    {
      GdkRGBA tint = find_colour (self, name_level_colour (fault->level), TINT_ALPHA);

      gtk_snapshot_append_color (snapshot, &tint, &GRAPHENE_RECT_INIT ((float) x, 0, (float) (width - 1),
                                                                       (float) gtk_widget_get_height (GTK_WIDGET (self)) - 1));
    }
  if (fault != NULL)
    taken += draw_icon (self, snapshot, self->style->icons[fault->level], end, name_level_colour (fault->level));
  if (column >= SN_IMPORT_N_LEADS && sn_import_lines_is_edited (self->style->lines, index, column - SN_IMPORT_N_LEADS))
    taken += draw_icon (self, snapshot, self->style->icons[3], end - taken, "accent_color");
  return taken;
}

static GdkRGBA
choose_colour (SnImportGridRow *self, guint index, guint column)
{
  const char *style = column == SN_IMPORT_LEAD_VERDICT ? sn_import_line_get_style (sn_import_lines_get_kind (self->style->lines, index))
                                                       : NULL;
  g_autofree char *name = style != NULL ? g_strconcat (style, "_color", NULL) : NULL;
  gboolean is_dim = column < SN_IMPORT_LEAD_VERDICT || g_strcmp0 (style, "dim-label") == 0 ||
                    sn_roster_import_get_line (sn_import_lines_get_import (self->style->lines), index) == NULL;

  return find_colour (self, name, is_dim ? DIM_ALPHA : 1);
}

static void
draw_text (SnImportGridRow *self, GtkSnapshot *snapshot, guint column, int x, int room, const GdkRGBA *colour)
{
  PangoLayout *layout = get_text (self, column);
  int height;

  if (layout == NULL || room <= 0)
    return;
  pango_layout_set_width (layout, room * PANGO_SCALE);
  pango_layout_set_alignment (layout, self->style->columns[column].is_numeric ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* While the keyboard is elsewhere; when it is there, the cell has the outline of the focus. */
static void
draw_cursor (SnImportGridRow *self, GtkSnapshot *snapshot, int x, int width)
{
  GdkRGBA colour = find_colour (self, "accent_color", DIM_ALPHA);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT ((float) x, 0, (float) width, (float) gtk_widget_get_height (GTK_WIDGET (self)) - 1), 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ colour, colour, colour, colour });
}

static void
draw_cell (SnImportGridRow *self, GtkSnapshot *snapshot, guint column, const GdkRGBA *line)
{
  int x = sn_import_grid_style_find_x (self->style, column), width = self->style->columns[column].width, taken = 0;
  gboolean is_caption = self->place == SN_IMPORT_NOWHERE;
  guint index = is_caption ? 0 : sn_import_lines_get_index (self->style->lines, self->place);
  GdkRGBA colour;

  if (width == 0 || x + width <= (column < SN_IMPORT_N_LEADS ? 0 : self->style->frozen_width) || x >= gtk_widget_get_width (GTK_WIDGET (self)))
    return;
  if (!is_caption)
    taken = draw_marks (self, snapshot, index, column, x, width);
  colour = is_caption ? find_colour (self, NULL, column < SN_IMPORT_N_LEADS ? DIM_ALPHA : 1) : choose_colour (self, index, column);
  draw_text (self, snapshot, column, x + SN_IMPORT_CELL_PADDING, width - 2 * SN_IMPORT_CELL_PADDING - taken, &colour);
  gtk_snapshot_append_color (snapshot, line, &GRAPHENE_RECT_INIT ((float) (x + width - 1), 0, 1, (float) gtk_widget_get_height (GTK_WIDGET (self))));
  if (self->spoken == NULL)
    return;
  if (column == self->style->cursor && !gtk_widget_has_focus (g_ptr_array_index (self->spoken, column)))
    draw_cursor (self, snapshot, x, width - 1);
  gtk_widget_snapshot_child (GTK_WIDGET (self), g_ptr_array_index (self->spoken, column), snapshot);
}

static void
sn_import_grid_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnImportGridRow *self = SN_IMPORT_GRID_ROW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), frozen = self->style->frozen_width;
  GdkRGBA line = find_colour (self, NULL, LINE_ALPHA);

  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (0, (float) (height - 1), (float) width, 1));
  for (guint i = 0; i < MIN (SN_IMPORT_N_LEADS, self->style->n_columns); i++)
    draw_cell (self, snapshot, i, &line);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) frozen, 0, (float) MAX (width - frozen, 0), (float) height));
  for (guint i = SN_IMPORT_N_LEADS; i < self->style->n_columns; i++)
    draw_cell (self, snapshot, i, &line);
  gtk_snapshot_pop (snapshot);
}

/* ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
tell (SnImportGridRow *self)
{
  guint index;
  g_autofree char *words = NULL;

  if (self->place == SN_IMPORT_NOWHERE)
    return;
  index = sn_import_lines_get_index (self->style->lines, self->place);
  words = sn_import_grid_style_describe_row (self->style, index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  for (guint i = 0; self->spoken != NULL && i < self->spoken->len; i++)
    {
      g_autofree char *text = sn_import_grid_style_describe_cell (self->style, index, i);

      sn_spoken_cell_set (g_ptr_array_index (self->spoken, i), sn_import_grid_style_get_caption (self->style, i), text);
    }
}

/* ── State ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
drop_spoken (SnImportGridRow *self)
{
  for (guint i = 0; self->spoken != NULL && i < self->spoken->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->spoken, i));
  g_clear_pointer (&self->spoken, g_ptr_array_unref);
}

static void
make_spoken (SnImportGridRow *self)
{
  drop_spoken (self);
  self->spoken = g_ptr_array_new ();
  for (guint i = 0; i < self->style->n_columns; i++)
    {
      GtkWidget *cell = sn_spoken_cell_new ();

      gtk_widget_set_visible (cell, self->style->columns[i].width > 0);
      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      g_ptr_array_add (self->spoken, cell);
    }
}

void
sn_import_grid_row_set_state (SnImportGridRow *self, gboolean is_chosen, gboolean has_cursor)
{
  if (is_chosen)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  if (has_cursor)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  if (has_cursor == (self->spoken != NULL))
    return;
  if (has_cursor)
    make_spoken (self);
  else
    drop_spoken (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
sn_import_grid_row_get_cell (SnImportGridRow *self, guint column)
{
  return self->spoken != NULL && column < self->spoken->len ? g_ptr_array_index (self->spoken, column) : NULL;
}

void
sn_import_grid_row_refresh (SnImportGridRow *self)
{
  forget_texts (self);
  if (self->spoken != NULL && self->spoken->len != self->style->n_columns)
    make_spoken (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sn_import_grid_row_show (SnImportGridRow *self, guint place)
{
  self->place = place;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, place == SN_IMPORT_NOWHERE, -1);
  sn_import_grid_row_refresh (self);
}

guint
sn_import_grid_row_get_place (SnImportGridRow *self)
{
  return self->place;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_import_grid_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
sn_import_grid_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnImportGridRow *self = SN_IMPORT_GRID_ROW (widget);

  for (guint i = 0; self->spoken != NULL && i < MIN (self->spoken->len, self->style->n_columns); i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->spoken, i);

      if (!gtk_widget_get_visible (cell))
        continue;
      /* GTK wants every child measured before it is placed. */
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (cell, &(GtkAllocation){ sn_import_grid_style_find_x (self->style, i), 0, self->style->columns[i].width - 1,
                                                        height - 1 }, -1);
    }
}

static void
sn_import_grid_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sn_import_grid_row_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static gboolean
sn_import_grid_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
sn_import_grid_row_dispose (GObject *object)
{
  forget_texts (SN_IMPORT_GRID_ROW (object));
  drop_spoken (SN_IMPORT_GRID_ROW (object));
  G_OBJECT_CLASS (sn_import_grid_row_parent_class)->dispose (object);
}

static void
sn_import_grid_row_class_init (SnImportGridRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_grid_row_dispose;
  widget_class->snapshot = sn_import_grid_row_snapshot;
  widget_class->measure = sn_import_grid_row_measure;
  widget_class->size_allocate = sn_import_grid_row_size_allocate;
  widget_class->css_changed = sn_import_grid_row_css_changed;
  widget_class->focus = sn_import_grid_row_focus;
  gtk_widget_class_set_css_name (widget_class, "importrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
sn_import_grid_row_init (SnImportGridRow *self)
{
  self->place = SN_IMPORT_NOWHERE;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

GtkWidget *
sn_import_grid_row_new (const SnImportGridStyle *style)
{
  SnImportGridRow *self = g_object_new (SN_TYPE_IMPORT_GRID_ROW, NULL);

  self->style = style;
  return GTK_WIDGET (self);
}
