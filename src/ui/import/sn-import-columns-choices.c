/* sn-import-columns-choices.c: the choices above the sheet: which sheet, where its heading ends, what is hidden, how the rate is found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-columns-private.h"

#include "sn-benefit-rate.h"
#include "sn-sheet-header.h"
#include "sn-sheet-line.h"

#include <glib/gi18n.h>

/* ── Showing ─────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_sheet (SnImportColumns *self, GtkStringList *model, const char *name, gboolean hidden)
{
  /* TRANSLATORS: a sheet of a workbook that is hidden in the file */
  g_autofree char *label = hidden ? g_strdup_printf (_ ("%s (hidden)"), name) : g_strdup (name);

  gtk_string_list_append (model, label);
  g_ptr_array_add (self->sheet_names, g_strdup (name));
}

static void
fill_sheets (SnImportColumns *self, const SnSheetPreview *preview)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->sheet_names, 0);
  gtk_string_list_append (model, _ ("All with the same table"));
  for (guint i = 0; preview->sheet_names != NULL && i < preview->sheet_names->len; i++)
    add_sheet (self, model, g_ptr_array_index (preview->sheet_names, i), FALSE);
  for (guint i = 0; preview->hidden_sheet_names != NULL && i < preview->hidden_sheet_names->len; i++)
    add_sheet (self, model, g_ptr_array_index (preview->hidden_sheet_names, i), TRUE);
  for (guint i = 0; i < self->sheet_names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->sheet_names, i), self->choices.sheet) == 0)
      selected = i + 1;
  gtk_drop_down_set_model (self->sheet_choice, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->sheet_choice, selected);
  gtk_widget_set_visible (self->sheet_box, self->sheet_names->len > 1);
}

static void
fill_heading_row (SnImportColumns *self, const SnSheetPreview *preview)
{
  guint n_lines = MIN (preview->lines->len, SN_SHEET_HEADER_SEARCH_ROWS);
  guint last = n_lines > 0 ? ((const SnSheetLine *) g_ptr_array_index (preview->lines, n_lines - 1))->row : 0;

  gtk_spin_button_set_range (self->heading_row, 0, MAX (last, preview->last_heading_row));
  gtk_spin_button_set_value (self->heading_row, preview->last_heading_row);
}

static char *
describe_amount (const SnBenefitRate *rate)
{
  g_autofree char *range = sn_rate_format_range (rate->min_fen, rate->max_fen);

  return rate->discretionary ? g_strdup (_ ("amount by need")) : g_strdup_printf (_ ("%s yuan"), range);
}

static void
fill_rates (SnImportColumns *self)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = self->choices.rate_way == SN_IMPORT_RATE_BY_RULE ? SN_IMPORT_RATE_BY_RULE : SN_IMPORT_RATE_BY_COLUMN;

  gtk_string_list_append (model, _ ("By the sheet's column"));
  gtk_string_list_append (model, _ ("By rule: category, age, disability"));
  for (guint i = 0; self->rates != NULL && i < self->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (self->rates, i);
      g_autofree char *amount = describe_amount (rate);
      /* TRANSLATORS: one rate for all rows of a sheet: its label, and its amount */
      g_autofree char *label = g_strdup_printf (_ ("For all: %s, %s"), rate->label, amount);

      gtk_string_list_append (model, label);
      if (self->choices.rate_way == SN_IMPORT_RATE_ONE && g_strcmp0 (rate->label, self->choices.rate_label) == 0)
        selected = SN_IMPORT_RATE_ONE + i;
    }
  gtk_drop_down_set_model (self->rate_choice, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->rate_choice, selected);
  gtk_widget_set_visible (self->rate_box, self->rates != NULL && self->rates->len > 1);
}

static void
show_hidden (SnImportColumns *self, gboolean has_hidden)
{
  gtk_drop_down_set_selected (self->hidden_choice, self->choices.hidden);
  gtk_widget_set_visible (self->hidden_box, has_hidden || self->n_hidden_rows > 0 || self->choices.hidden != SN_HIDDEN_ROWS);
}

void
sn_import_columns_fill_choices (SnImportColumns *self, const SnSheetPreview *preview)
{
  fill_sheets (self, preview);
  fill_heading_row (self, preview);
  fill_rates (self);
  show_hidden (self, preview->hidden_rows->len > 0 || (preview->hidden_sheet_names != NULL && preview->hidden_sheet_names->len > 0));
}

/* ── What the officer does ──────────────────────────────────────────────────────────────────────────────────────── */

void
sn_import_columns_handle_heading (SnImportColumns *self, guint row)
{
  if (self->choices.heading_row == row)
    return;
  self->choices.heading_row = row;
  self->filling = TRUE;
  gtk_spin_button_set_value (self->heading_row, row);
  self->filling = FALSE;
  sn_import_columns_emit_changed (self);
}

void
sn_import_columns_handle_heading_row (SnImportColumns *self)
{
  if (!self->filling)
    sn_import_columns_handle_heading (self, (guint) gtk_spin_button_get_value_as_int (self->heading_row));
}

/* 0 is no row. */
gboolean
sn_import_columns_show_heading_row (SnImportColumns *self)
{
  if (gtk_spin_button_get_value_as_int (self->heading_row) > 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->heading_row), "–");
  return TRUE;
}

/* Another sheet is another table: what was chosen for this one does not hold there. */
void
sn_import_columns_handle_sheet (SnImportColumns *self)
{
  guint selected = gtk_drop_down_get_selected (self->sheet_choice);

  if (self->filling || selected > self->sheet_names->len)
    return;
  g_free (self->choices.sheet);
  self->choices.sheet = selected > 0 ? g_strdup (g_ptr_array_index (self->sheet_names, selected - 1)) : NULL;
  self->choices.heading_row = 0;
  self->chosen = FALSE;
  sn_import_columns_emit_changed (self);
}

void
sn_import_columns_handle_hidden (SnImportColumns *self)
{
  if (self->filling)
    return;
  self->choices.hidden = gtk_drop_down_get_selected (self->hidden_choice);
  sn_import_columns_emit_changed (self);
}

void
sn_import_columns_handle_rate (SnImportColumns *self)
{
  guint selected = gtk_drop_down_get_selected (self->rate_choice);

  if (self->filling || self->rates == NULL || selected >= SN_IMPORT_RATE_ONE + self->rates->len)
    return;
  self->choices.rate_way = MIN (selected, SN_IMPORT_RATE_ONE);
  g_free (self->choices.rate_label);
  self->choices.rate_label =
    selected >= SN_IMPORT_RATE_ONE
      ? g_strdup (((const SnBenefitRate *) g_ptr_array_index (self->rates, selected - SN_IMPORT_RATE_ONE))->label) : NULL;
  sn_import_columns_show_columns (self);
  sn_import_columns_emit_changed (self);
}
