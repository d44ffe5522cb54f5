/* sn-import-grid-style.c: the columns of the grid of a roster's rows: captions, widths, icons.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-grid-private.h"

#include <glib/gi18n.h>

#include "sn-roster-show.h"
#include "sn-sheet-reader.h"
#include "sn-text.h"

/* So many rows tell how wide a column has to be, in digits of the font; a Han character is two. */
#define ROWS_TO_MEASURE 60
#define LEAST_DIGITS 4
#define MOST_DIGITS 24
#define SHEET_DIGITS 8
#define VERDICT_LETTER_DIGITS 2 /* after the longest word there is room for one letter, after others for more */

/* In digits of the window's font: what is all Latin is set in a font of its own, whose digits may be wider. */
static int
count_width (SnImportGrid *self, const char *text)
{
  int digits = sn_text_count_digits (text);

  return g_str_is_ascii (text) ? (digits * self->latin_width + self->digit_width - 1) / self->digit_width : digits;
}

static guint
find_sheet (SnImportGrid *self)
{
  const SnRosterImport *import = sn_import_lines_get_import (self->lines);

  if (self->place != SN_IMPORT_NOWHERE)
    return sn_import_lines_get_row (self->lines, self->index)->sheet;
  return import->rows->len > 0 ? sn_import_lines_get_row (self->lines, 0)->sheet : 0;
}

static void
fill_captions (SnImportGrid *self)
{
  const SnRosterImport *import = sn_import_lines_get_import (self->lines);

  g_ptr_array_set_size (self->style.captions, 0);
  for (guint i = SN_IMPORT_N_LEADS; i < self->style.n_columns; i++)
    {
      SnRosterField field = sn_roster_import_get_field (import, self->sheet, i - SN_IMPORT_N_LEADS);

      g_ptr_array_add (self->style.captions, sn_roster_import_dup_heading (import, self->sheet, i - SN_IMPORT_N_LEADS));
      self->style.columns[i].is_numeric = field == SN_ROSTER_FIELD_AMOUNT || field == SN_ROSTER_FIELD_SEQUENCE || field == SN_ROSTER_FIELD_AGE ||
                                          field == SN_ROSTER_FIELD_SCORE;
    }
}

gboolean
sn_import_grid_follow_sheet (SnImportGrid *self)
{
  guint sheet = sn_import_lines_get_import (self->lines) != NULL ? find_sheet (self) : self->sheet;

  if (sheet == self->sheet)
    return FALSE;
  self->sheet = sheet;
  fill_captions (self);
  return TRUE;
}

static guint
count_columns (SnImportGrid *self)
{
  const SnRosterImport *import = sn_import_lines_get_import (self->lines);
  guint n_columns = 0;

  for (guint i = 0; i < import->sheets->len; i++)
    n_columns = MAX (n_columns, sn_roster_import_get_n_columns (import, i));
  return n_columns;
}

static void
fill_leads (SnImportGrid *self)
{
  const SnRosterImport *import = sn_import_lines_get_import (self->lines);
  SnImportColumn *columns = self->style.columns;
  guint last_row = 9999;
  int verdict = 0;

  for (guint i = 0; i < import->rows->len; i += MAX (import->rows->len / 64, 1))
    last_row = MAX (last_row, sn_import_lines_get_row (self->lines, i)->row * 2);
  columns[SN_IMPORT_LEAD_ROW] = (SnImportColumn){ sn_text_count_digits (_ ("Row")), TRUE, _ ("Row") };
  columns[SN_IMPORT_LEAD_ROW].width = MAX (columns[SN_IMPORT_LEAD_ROW].width, last_row > 99999 ? 7 : 5);
  columns[SN_IMPORT_LEAD_SHEET] = (SnImportColumn){ sn_import_lines_has_sheets (self->lines) ? SHEET_DIGITS : 0, FALSE, _ ("Sheet") };
  for (guint i = 0; i < SN_IMPORT_N_LINES; i++)
    verdict = MAX (verdict, sn_text_count_digits (sn_import_line_get_word (i)));
  /* TRANSLATORS: heads the column that says what becomes of a row of a roster: new, known, refused … */
  columns[SN_IMPORT_LEAD_VERDICT] = (SnImportColumn){ MAX (verdict + VERDICT_LETTER_DIGITS, sn_text_count_digits (_ ("Verdict"))), FALSE,
                                                       _ ("Verdict") };
}

static void
measure_texts (SnImportGrid *self, guint column)
{
  const SnRosterImport *import = sn_import_lines_get_import (self->lines);
  const char *caption = g_ptr_array_index (self->style.captions, column);
  int digits = MAX (LEAST_DIGITS, sn_text_count_digits (caption) + 2);

  for (guint i = 0; i < import->rows->len; i += MAX (import->rows->len / ROWS_TO_MEASURE, 1))
    {
      g_autofree char *text = sn_roster_import_show_cell (import, i, column);

      digits = MAX (digits, count_width (self, text));
    }
  self->style.columns[SN_IMPORT_N_LEADS + column].width = MIN (digits, MOST_DIGITS);
}

gboolean
sn_import_grid_measure_font (SnImportGrid *self)
{
  int old_digit_width = self->digit_width, old_row_height = self->row_height;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  PangoFontMetrics *latin_metrics = pango_context_get_metrics (context, NULL, pango_language_from_string ("en"));
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "汉Ag");
  int height;

  self->digit_width = MAX (PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics)), 1);
  self->latin_width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (latin_metrics));
  pango_layout_get_pixel_size (layout, NULL, &height);
  self->row_height = height + 2 * SN_IMPORT_ROW_PADDING + 1;
  pango_font_metrics_unref (metrics);
  pango_font_metrics_unref (latin_metrics);
  g_object_unref (layout);
  return self->digit_width != old_digit_width || self->row_height != old_row_height;
}

static void
find_icons (SnImportGrid *self)
{
  static const char *const names[G_N_ELEMENTS (self->style.icons)] = {
    [SN_FAULT_FIXED] = "object-select-symbolic", [SN_FAULT_WARNING] = "dialog-warning-symbolic", [SN_FAULT_ERROR] = "dialog-error-symbolic",
    "document-edit-symbolic",
  };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (self->style.icons[i] == NULL)
      self->style.icons[i] = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, names[i], NULL, SN_IMPORT_ICON_SIZE,
                                                                        gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                                                        gtk_widget_get_direction (GTK_WIDGET (self)), GTK_ICON_LOOKUP_FORCE_SYMBOLIC));
}

/* Nothing is wrong with the number that counts the rows. */
static gboolean
may_be_marked (SnImportGrid *self, guint column)
{
  return column >= SN_IMPORT_N_LEADS && sn_roster_import_get_field (sn_import_lines_get_import (self->lines), self->sheet,
                                                                    column - SN_IMPORT_N_LEADS) != SN_ROSTER_FIELD_SEQUENCE;
}

void
sn_import_grid_fill_style (SnImportGrid *self)
{
  SnImportGridStyle *style = &self->style;

  g_clear_pointer (&style->columns, g_free);
  style->n_columns = 0;
  style->frozen_width = 0;
  sn_import_grid_measure_font (self);
  find_icons (self);
  if (sn_import_lines_get_import (self->lines) == NULL)
    return;
  style->n_columns = SN_IMPORT_N_LEADS + count_columns (self);
  style->columns = g_new0 (SnImportColumn, style->n_columns);
  self->sheet = find_sheet (self);
  fill_captions (self);
  fill_leads (self);
  for (guint i = SN_IMPORT_N_LEADS; i < style->n_columns; i++)
    measure_texts (self, i - SN_IMPORT_N_LEADS);
  for (guint i = 0; i < style->n_columns; i++)
    {
      SnImportColumn *column = &style->columns[i];

      if (column->width > 0)
        column->width = column->width * self->digit_width + 2 * SN_IMPORT_CELL_PADDING + 1 + (may_be_marked (self, i) ? SN_IMPORT_ICON_SIZE + 3 : 0);
      style->frozen_width += i < SN_IMPORT_N_LEADS ? column->width : 0;
    }
}

int
sn_import_grid_get_width (SnImportGrid *self)
{
  int width = 0;

  for (guint i = 0; i < self->style.n_columns; i++)
    width += self->style.columns[i].width;
  return width;
}

void
sn_import_grid_clear_style (SnImportGrid *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->style.icons); i++)
    g_clear_object (&self->style.icons[i]);
  g_clear_pointer (&self->style.columns, g_free);
  g_clear_pointer (&self->style.captions, g_ptr_array_unref);
  g_clear_pointer (&self->style.plain, pango_attr_list_unref);
  g_clear_pointer (&self->style.latin, pango_attr_list_unref);
  g_clear_pointer (&self->style.strong, pango_attr_list_unref);
}

char *
sn_import_grid_dup_caption (SnImportGrid *self, guint index, guint column)
{
  const SnRosterImport *import = sn_import_lines_get_import (self->lines);
  g_autofree char *heading = sn_roster_import_dup_heading (import, sn_import_lines_get_row (self->lines, index)->sheet, column);
  char letter[4];

  sn_column_name (column, letter);
  return *heading != '\0' ? g_strdup_printf ("%s %s", letter, heading) : g_strdup (letter);
}
