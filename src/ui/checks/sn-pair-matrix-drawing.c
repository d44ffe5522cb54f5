/* sn-pair-matrix-drawing.c: what the matrix looks like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pair-matrix-private.h"

#include <adwaita.h>
#include <string.h>

#define LEAST_CELL_SIZE 22
#define LEAST_NAMES_WIDTH 112
#define MOST_NAMES_WIDTH 240
#define MARGIN 6 /* before the names, and between them and the first column */
#define GAP 1
#define CORNER 3
#define DOT 4
#define RING 2

typedef struct
{
  GdkRGBA  text;
  GdkRGBA  groove;         /* a cell without a rule */
  GdkRGBA  tint;           /* row and column of the chosen cell */
  GdkRGBA  ring;
  GdkRGBA  rule;           /* between departments */
  GdkRGBA  background;
  GdkRGBA  fill[SN_PAIR_MATRIX_N_POLICIES];
  GdkRGBA  sign[SN_PAIR_MATRIX_N_POLICIES];      /* on its fill */
  GdkRGBA  pale_sign[SN_PAIR_MATRIX_N_POLICIES]; /* on a pale one */
  gboolean high_contrast;
} Colors;

/* ── Texts and sizes ────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_pair_matrix_drop_layouts (SnPairMatrix *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (self->signs); i++)
    g_clear_object (&self->signs[i]);
}

static void
make_signs (SnPairMatrix *self)
{
  static const char *const signs[] = { [SN_PAIR_ALLOW] = "", [SN_PAIR_WARN] = "!", [SN_PAIR_FORBID] = "✕" };
  PangoAttrList *bold = pango_attr_list_new ();

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      self->signs[i] = gtk_widget_create_pango_layout (GTK_WIDGET (self), signs[i]);
      pango_layout_set_attributes (self->signs[i], bold);
    }
  pango_attr_list_unref (bold);
}

static void
make_layouts (SnPairMatrix *self)
{
  if (self->names != NULL)
    return;
  self->names = g_ptr_array_new_with_free_func (g_object_unref);
  self->codes = g_ptr_array_new_with_free_func (g_object_unref);
  self->natural_names_width = self->line_height = self->codes_width = 0;
  for (guint i = 0; i < self->n_programs; i++)
    {
      const SnProgram *program = g_ptr_array_index (self->programs, i);
      g_autofree char *text = g_strdup_printf ("%s %s", program->code, program->title);
      PangoLayout *name = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
      PangoLayout *code = gtk_widget_create_pango_layout (GTK_WIDGET (self), program->code);
      int width, height;

      pango_layout_get_pixel_size (name, &width, &height);
      self->natural_names_width = MAX (self->natural_names_width, width);
      self->line_height = MAX (self->line_height, height);
      pango_layout_get_pixel_size (code, &width, &height);
      self->codes_width = MAX (self->codes_width, width);
      pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
      g_ptr_array_add (self->names, name);
      g_ptr_array_add (self->codes, code);
    }
  make_signs (self);
}

static int
get_cell_size (SnPairMatrix *self)
{
  return MAX (LEAST_CELL_SIZE, self->line_height + 2);
}

/* All but the names. The last program has no column: its pairs are in its row. */
static int
get_columns_width (SnPairMatrix *self)
{
  int cell_size = get_cell_size (self);

  return 2 * MARGIN + ((int) self->n_programs - 1) * cell_size + MAX (self->codes_width + MARGIN - cell_size, GAP);
}

void
sn_pair_matrix_get_geometry (SnPairMatrix *self, SnPairGeometry *geometry)
{
  int left;

  make_layouts (self);
  left = gtk_widget_get_width (GTK_WIDGET (self)) - get_columns_width (self);
  geometry->cell_size = get_cell_size (self);
  geometry->code_width = self->codes_width;
  geometry->names_width = 2 * MARGIN + MAX (MIN (left, MIN (self->natural_names_width, MOST_NAMES_WIDTH)), LEAST_NAMES_WIDTH);
}

void
sn_pair_matrix_get_cell_area (SnPairMatrix *self, guint row, guint column, GdkRectangle *area)
{
  SnPairGeometry geometry;

  sn_pair_matrix_get_geometry (self, &geometry);
  *area = (GdkRectangle){ geometry.names_width + (int) column * geometry.cell_size, (int) row * geometry.cell_size, geometry.cell_size,
                          geometry.cell_size };
}

gboolean
sn_pair_matrix_find_cell_at (SnPairMatrix *self, double x, double y, guint *row, guint *column)
{
  GtkAdjustment *horizontal = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  double scrolled = horizontal != NULL ? gtk_adjustment_get_value (horizontal) : 0;
  SnPairGeometry geometry;

  if (self->n_programs < 2)
    return FALSE;
  sn_pair_matrix_get_geometry (self, &geometry);
  /* The names lie over the columns that are scrolled away. */
  if (y < 0 || x - scrolled < geometry.names_width)
    return FALSE;
  *row = (guint) y / (guint) geometry.cell_size;
  *column = (guint) (x - geometry.names_width) / (guint) geometry.cell_size;
  return *row < self->n_programs && *column < *row;
}

void
sn_pair_matrix_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  SnPairMatrix *self = SN_PAIR_MATRIX (widget);

  make_layouts (self);
  *minimum = *natural = (int) self->n_programs * get_cell_size (self) + GAP;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *minimum = get_columns_width (self) + LEAST_NAMES_WIDTH;
  *natural = get_columns_width (self) + CLAMP (self->natural_names_width, LEAST_NAMES_WIDTH, MOST_NAMES_WIDTH);
}

/* ── Colours ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GdkRGBA
find_color (GtkStyleContext *style, const char *name, float alpha)
{
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  color.alpha *= alpha;
  return color;
}

/* What the theme calls them, filled and to write with. */
static void
find_colors (GtkWidget *widget, Colors *colors)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  gboolean focused = gtk_widget_has_focus (widget);

  colors->high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  colors->text = find_color (style, NULL, 1);
  colors->groove = find_color (style, NULL, colors->high_contrast ? 0.2f : 0.07f);
  colors->rule = find_color (style, NULL, colors->high_contrast ? 0.8f : 0.3f);
  colors->tint = find_color (style, "accent_bg_color", colors->high_contrast ? 0.3f : 0.15f);
  colors->ring = focused ? find_color (style, "accent_color", 1) : find_color (style, NULL, 0.6f);
  colors->background = find_color (style, "window_bg_color", 1);
  colors->fill[SN_PAIR_ALLOW] = colors->groove;
  colors->fill[SN_PAIR_WARN] = find_color (style, "warning_bg_color", 1);
  colors->fill[SN_PAIR_FORBID] = find_color (style, "error_bg_color", 1);
  colors->sign[SN_PAIR_ALLOW] = colors->pale_sign[SN_PAIR_ALLOW] = colors->text;
  colors->sign[SN_PAIR_WARN] = find_color (style, "warning_fg_color", 1);
  colors->sign[SN_PAIR_FORBID] = find_color (style, "error_fg_color", 1);
  colors->pale_sign[SN_PAIR_WARN] = find_color (style, "warning_color", 1);
  colors->pale_sign[SN_PAIR_FORBID] = find_color (style, "error_color", 1);
}

/* ── Drawing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static graphene_rect_t
get_area (const SnPairGeometry *geometry, guint row, guint column)
{
  float size = (float) geometry->cell_size;

  return GRAPHENE_RECT_INIT ((float) geometry->names_width + (float) column * size + GAP, (float) row * size + GAP, size - GAP, size - GAP);
}

static void
draw_dot (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  graphene_rect_t dot = GRAPHENE_RECT_INIT (area->origin.x + area->size.width - DOT - 2, area->origin.y + 2, DOT, DOT);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &dot, DOT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, color, &dot);
  gtk_snapshot_pop (snapshot);
}

static void
draw_cell (SnPairMatrix *self, GtkSnapshot *snapshot, const Colors *colors, const SnPairCell *cell, const graphene_rect_t *area)
{
  SnPairPolicy policy = sn_pair_cell_get_policy (cell);
  gboolean pale = sn_pair_cell_is_of_rates (cell);
  const GdkRGBA *sign = pale ? &colors->pale_sign[policy] : &colors->sign[policy];
  GdkRGBA fill = colors->fill[policy];
  GskRoundedRect outline;
  int width, height;

  if (pale && policy != SN_PAIR_ALLOW)
    fill.alpha *= 0.25f;
  gsk_rounded_rect_init_from_rect (&outline, area, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  /* Not over the tint, which would make another colour of it */
  if (policy != SN_PAIR_ALLOW)
    gtk_snapshot_append_color (snapshot, &colors->background, area);
  gtk_snapshot_append_color (snapshot, &fill, area);
  gtk_snapshot_pop (snapshot);
  if (policy != SN_PAIR_ALLOW && (pale || colors->high_contrast))
    gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ *sign, *sign, *sign, *sign });
  if (cell->for_rates)
    draw_dot (snapshot, area, sign);
  if (policy == SN_PAIR_ALLOW)
    return;
  pango_layout_get_pixel_size (self->signs[policy], &width, &height);
  draw_text (snapshot, self->signs[policy], sign, area->origin.x + (area->size.width - (float) width) / 2,
             area->origin.y + (area->size.height - (float) height) / 2);
}

/* From the names to the program's code, and from there down. */
static void
draw_tint (SnPairMatrix *self, GtkSnapshot *snapshot, const Colors *colors, const SnPairGeometry *geometry)
{
  float size = (float) geometry->cell_size, height = (float) self->n_programs * size;
  graphene_rect_t row = GRAPHENE_RECT_INIT (0, (float) self->row * size, (float) geometry->names_width + (float) self->row * size, size);
  graphene_rect_t column = GRAPHENE_RECT_INIT ((float) geometry->names_width + (float) self->column * size, (float) self->column * size,
                                               size, height - (float) self->column * size);

  gtk_snapshot_append_color (snapshot, &colors->tint, &row);
  gtk_snapshot_append_color (snapshot, &colors->tint, &column);
}

static gboolean
begins_department (SnPairMatrix *self, guint i)
{
  const SnProgram *program = g_ptr_array_index (self->programs, i);

  return i > 0 && program->department_id != ((const SnProgram *) g_ptr_array_index (self->programs, i - 1))->department_id;
}

static void
draw_departments (SnPairMatrix *self, GtkSnapshot *snapshot, const Colors *colors, const SnPairGeometry *geometry)
{
  float size = (float) geometry->cell_size, height = (float) self->n_programs * size;

  for (guint i = 1; i < self->n_programs; i++)
    {
      gboolean has_column = i + 1 < self->n_programs;
      float x = (float) geometry->names_width + (float) i * size, y = (float) i * size;

      if (!begins_department (self, i))
        continue;
      gtk_snapshot_append_color (snapshot, &colors->rule, &GRAPHENE_RECT_INIT (0, y, has_column ? x + size : x, 1));
      if (has_column)
        gtk_snapshot_append_color (snapshot, &colors->rule, &GRAPHENE_RECT_INIT (x, y, 1, height - y));
    }
}

static void
draw_codes (SnPairMatrix *self, GtkSnapshot *snapshot, const Colors *colors, const SnPairGeometry *geometry)
{
  for (guint i = 0; i + 1 < self->n_programs; i++)
    {
      graphene_rect_t area = get_area (geometry, i, i);
      GdkRGBA color = colors->text;

      color.alpha *= i == self->column || i == self->row || colors->high_contrast ? 1 : 0.6f;
      draw_text (snapshot, g_ptr_array_index (self->codes, i), &color, area.origin.x + 2,
                 area.origin.y + (area.size.height - (float) self->line_height) / 2);
    }
}

/* Where the columns are scrolled away beneath them, the names stay. */
static void
draw_names (SnPairMatrix *self, GtkSnapshot *snapshot, const Colors *colors, const SnPairGeometry *geometry)
{
  GtkAdjustment *horizontal = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  float left = horizontal != NULL ? (float) gtk_adjustment_get_value (horizontal) : 0, size = (float) geometry->cell_size;
  graphene_rect_t area = GRAPHENE_RECT_INIT (left, 0, (float) geometry->names_width, (float) self->n_programs * size);

  if (left > 0)
    {
      gtk_snapshot_append_color (snapshot, &colors->background, &area);
      gtk_snapshot_append_color (snapshot, &colors->tint, &GRAPHENE_RECT_INIT (left, (float) self->row * size, area.size.width, size));
    }
  for (guint i = 0; i < self->n_programs; i++)
    {
      PangoLayout *name = g_ptr_array_index (self->names, i);

      if (left > 0 && begins_department (self, i))
        gtk_snapshot_append_color (snapshot, &colors->rule, &GRAPHENE_RECT_INIT (left, (float) i * size, area.size.width, 1));
      pango_layout_set_width (name, (geometry->names_width - 2 * MARGIN) * PANGO_SCALE);
      draw_text (snapshot, name, &colors->text, left + MARGIN, (float) i * size + (size - (float) self->line_height) / 2);
    }
}

static void
draw_ring (SnPairMatrix *self, GtkSnapshot *snapshot, const Colors *colors, const SnPairGeometry *geometry)
{
  graphene_rect_t area = get_area (geometry, self->row, self->column);
  GskRoundedRect outline;

  graphene_rect_inset (&area, -RING / 2.0f, -RING / 2.0f);
  gsk_rounded_rect_init_from_rect (&outline, &area, CORNER);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ RING, RING, RING, RING },
                              (GdkRGBA[4]){ colors->ring, colors->ring, colors->ring, colors->ring });
}

void
sn_pair_matrix_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnPairMatrix *self = SN_PAIR_MATRIX (widget);
  SnPairGeometry geometry;
  Colors colors;

  if (self->n_programs < 2)
    return;
  sn_pair_matrix_get_geometry (self, &geometry);
  find_colors (widget, &colors);
  draw_tint (self, snapshot, &colors, &geometry);
  for (guint row = 1; row < self->n_programs; row++)
    for (guint column = 0; column < row; column++)
      {
        graphene_rect_t area = get_area (&geometry, row, column);

        draw_cell (self, snapshot, &colors, &self->cells[row * self->n_programs + column], &area);
      }
  draw_departments (self, snapshot, &colors, &geometry);
  draw_codes (self, snapshot, &colors, &geometry);
  draw_ring (self, snapshot, &colors, &geometry);
  draw_names (self, snapshot, &colors, &geometry);
}
