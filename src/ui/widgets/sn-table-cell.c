/* sn-table-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-table-cell.h"

struct _SnTableCell
{
  GtkWidget    parent_instance;

  char        *text;    /* never NULL */
  PangoLayout *layout;  /* (nullable): of the text, once it was drawn */
  int          height;  /* of a line, as was last told; 0: not asked yet */
  gboolean     numeric;
};

G_DEFINE_FINAL_TYPE (SnTableCell, sn_table_cell, GTK_TYPE_WIDGET)

/* ── The height of a line ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  guint serial; /* of the context by which it was found; never 0 */
  int   height;
} LineHeight;

static int
find_line_height (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return height;
}

/* The table has the font of its cells: a bold one is as high. */
static int
get_line_height (SnTableCell *self)
{
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_COLUMN_VIEW);
  PangoContext *context = gtk_widget_get_pango_context (table != NULL ? table : GTK_WIDGET (self));
  LineHeight *known = g_object_get_data (G_OBJECT (context), "sn-line-height");

  if (known == NULL)
    {
      known = g_new0 (LineHeight, 1);
      g_object_set_data_full (G_OBJECT (context), "sn-line-height", known, g_free);
    }
  if (known->serial != pango_context_get_serial (context))
    {
      known->serial = pango_context_get_serial (context);
      known->height = find_line_height (context);
    }
  return known->height;
}

static void
sn_table_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                       int *natural_baseline)
{
  SnTableCell *self = SN_TABLE_CELL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  self->height = get_line_height (self);
  *minimum = *natural = self->height;
}

/* ── The text ───────────────────────────────────────────────────────────────────────────────────────────────────── */

PangoAttrList *
sn_table_cell_get_attributes (const char *text, gboolean numeric)
{
  static PangoAttrList *plain = NULL, *figures = NULL, *latin = NULL;

  if (plain == NULL)
    {
      plain = pango_attr_list_new ();
      figures = pango_attr_list_new ();
      latin = pango_attr_list_new ();
      pango_attr_list_insert (figures, pango_attr_font_features_new ("tnum=1"));
      pango_attr_list_insert (latin, pango_attr_language_new (pango_language_from_string ("en")));
    }
  if (numeric)
    return figures;
  /* Numbers of documents are said to be Latin: in a Chinese window Pango would else take one font for those with an X at their end and
   * another for those without. */
  return text != NULL && g_str_is_ascii (text) ? latin : plain;
}

static PangoLayout *
make_layout (SnTableCell *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);

  pango_layout_set_attributes (layout, sn_table_cell_get_attributes (self->text, self->numeric));
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, self->numeric ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  return layout;
}

static void
sn_table_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SnTableCell *self = SN_TABLE_CELL (widget);
  GdkRGBA color;
  int height;

  if (*self->text == '\0')
    return;
  if (self->layout == NULL)
    self->layout = make_layout (self);
  pango_layout_set_width (self->layout, gtk_widget_get_width (widget) * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) ((gtk_widget_get_height (widget) - height) / 2)));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* What is cut can be read whole. */
static gboolean
sn_table_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  SnTableCell *self = SN_TABLE_CELL (widget);

  if (self->layout == NULL || !pango_layout_is_ellipsized (self->layout))
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->text);
  return TRUE;
}

/* ── Changes ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Another font, size or weight; whoever asked for the height before hears when it is another. */
static void
renew (SnTableCell *self)
{
  g_clear_object (&self->layout);
  if (self->height != 0 && self->height != get_line_height (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sn_table_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sn_table_cell_parent_class)->css_changed (widget, change);
  renew (SN_TABLE_CELL (widget));
}

static void
sn_table_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (sn_table_cell_parent_class)->system_setting_changed (widget, setting);
  renew (SN_TABLE_CELL (widget));
}

const char *
sn_table_cell_get_text (SnTableCell *self)
{
  g_return_val_if_fail (SN_IS_TABLE_CELL (self), NULL);

  return self->text;
}

static void
set_style (SnTableCell *self, const char *style)
{
  g_auto (GStrv) now = gtk_widget_get_css_classes (GTK_WIDGET (self));
  const char *classes[] = { style, NULL };

  if (g_strcmp0 (now[0], style) != 0)
    gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
}

void
sn_table_cell_set (SnTableCell *self, const char *text, const char *style)
{
  g_return_if_fail (SN_IS_TABLE_CELL (self));

  text = text != NULL ? text : "";
  set_style (self, style);
  if (strcmp (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sn_table_cell_finalize (GObject *object)
{
  SnTableCell *self = SN_TABLE_CELL (object);

  g_clear_object (&self->layout);
  g_free (self->text);
  G_OBJECT_CLASS (sn_table_cell_parent_class)->finalize (object);
}

static void
sn_table_cell_class_init (SnTableCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = sn_table_cell_finalize;
  widget_class->measure = sn_table_cell_measure;
  widget_class->snapshot = sn_table_cell_snapshot;
  widget_class->query_tooltip = sn_table_cell_query_tooltip;
  widget_class->css_changed = sn_table_cell_css_changed;
  widget_class->system_setting_changed = sn_table_cell_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
sn_table_cell_init (SnTableCell *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
sn_table_cell_new (gboolean numeric)
{
  SnTableCell *self = g_object_new (SN_TYPE_TABLE_CELL, NULL);

  self->numeric = numeric;
  return GTK_WIDGET (self);
}
