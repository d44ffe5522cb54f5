/* sn-import-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-columns.h"

#include "sn-benefit-rate.h"
#include "sn-column-doubt.h"
#include "sn-sheet-grid.h"
#include "sn-sheet-header.h"
#include "sn-sheet-line.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnImportColumns
{
  GtkWidget        parent_instance;

  /* Template */
  GtkWidget       *sheet_box;
  GtkDropDown     *sheet_choice;
  GtkSpinButton   *heading_row;
  GtkWidget       *hidden_box;
  GtkDropDown     *hidden_choice;
  GtkWidget       *rate_box;
  GtkDropDown     *rate_choice;
  GtkLabel        *facts;
  GtkWidget       *doubts_box;
  GtkLabel        *doubts;
  SnSheetGrid     *grid;

  /* Owned */
  SnImportChoices  choices;       /* but for the mapping, which is made of the columns */
  GPtrArray       *sheet_names;   /* char*: as they stand in the list, after "all" */
  GPtrArray       *rates;         /* (nullable) SnBenefitRate: %NULL: a list without a program */
  char            *problem;       /* (nullable) */
  char            *taken_mapping; /* (nullable): the last one that was taken from here */
  GArray          *fields;        /* SnRosterField of each column */
  GArray          *origins;       /* SnColumnOrigin of each column */
  guint            n_hidden_rows; /* of the file, as far as it was read */
  gboolean         chosen;        /* a column was changed */
  gboolean         filling;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnImportColumns, sn_import_columns, GTK_TYPE_WIDGET)

#define FIELD(self, column) g_array_index ((self)->fields, SnRosterField, column)
#define ORIGIN(self, column) g_array_index ((self)->origins, SnColumnOrigin, column)

static void
emit_changed (SnImportColumns *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ── What is to be said ─────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_doubtful (GPtrArray *doubts, guint column)
{
  for (guint i = 0; i < doubts->len; i++)
    {
      const SnColumnDoubt *doubt = g_ptr_array_index (doubts, i);

      for (guint k = 0; k < doubt->columns->len; k++)
        if (g_array_index (doubt->columns, guint, k) == column)
          return TRUE;
    }
  return FALSE;
}

static void
add_sentence (GString *sentences, const char *sentence)
{
  g_string_append_printf (sentences, "%s%s", sentences->len > 0 ? "\n" : "", sentence);
}

/* Where no heading was found, that it lacks a column is no news. */
static char *
join_doubts (SnImportColumns *self, GPtrArray *doubts)
{
  GString *sentences = g_string_new (self->problem);

  for (guint i = 0; i < doubts->len; i++)
    {
      const SnColumnDoubt *doubt = g_ptr_array_index (doubts, i);

      if (self->problem == NULL || doubt->columns->len > 0)
        add_sentence (sentences, doubt->message);
    }
  return g_string_free (sentences, FALSE);
}

static void
show_columns (SnImportColumns *self)
{
  const char *rate_label = self->choices.rate_way == SN_IMPORT_RATE_ONE ? self->choices.rate_label : NULL;
  g_autoptr (GPtrArray) doubts = sn_column_doubts_list ((const SnRosterField *) (void *) self->fields->data, self->fields->len, self->rates,
                                                        rate_label);
  g_autofree char *text = join_doubts (self, doubts);

  for (guint i = 0; i < sn_sheet_grid_get_n_columns (self->grid); i++)
    sn_sheet_grid_set_column (self->grid, i, FIELD (self, i), ORIGIN (self, i), is_doubtful (doubts, i));
  gtk_label_set_label (self->doubts, text);
  gtk_widget_set_visible (self->doubts_box, *text != '\0');
}

static void
add_fact (GString *facts, char *take_fact)
{
  g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", take_fact);
  g_free (take_fact);
}

static void
show_facts (SnImportColumns *self, const SnSheetPreview *preview)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  guint n_hidden = preview->hidden_rows->len;

  if (preview->title != NULL && *preview->title != '\0')
    add_fact (facts, g_strdup_printf (_ ("“%s”"), preview->title));
  if (preview->reporting_unit != NULL && *preview->reporting_unit != '\0')
    add_fact (facts, g_strdup_printf (_ ("reported by %s"), preview->reporting_unit));
  if (preview->problem == NULL && self->rates != NULL)
    add_fact (facts, g_strdup (preview->in_wan ? _ ("amounts in 10,000 yuan (万元)") : _ ("amounts in yuan (元)")));
  if (preview->is_remembered)
    add_fact (facts, g_strdup (_ ("columns as you set them for an earlier sheet with these headings")));
  if (n_hidden > 0)
    add_fact (facts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of the rows below is hidden in the file",
                                                   "%u of the rows below are hidden in the file", n_hidden), n_hidden));
  gtk_label_set_label (self->facts, facts->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts), facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts->len > 0);
}

/* ── The choices above the sheet ────────────────────────────────────────────────────────────────────────────────── */

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

/* ── What the columns are taken for ─────────────────────────────────────────────────────────────────────────────── */

/* What was chosen here comes back from the reading as the options of it; who said it is known here. */
static gboolean
is_own_mapping (SnImportColumns *self, const SnSheetPreview *preview, const char *mapping)
{
  return self->fields->len == preview->columns->len && mapping != NULL && g_strcmp0 (mapping, self->taken_mapping) == 0;
}

static void
take_columns (SnImportColumns *self, const SnSheetPreview *preview, const char *mapping)
{
  g_auto (GStrv) keys = g_strsplit (mapping != NULL ? mapping : "", ",", -1);
  guint n_keys = g_strv_length (keys);
  gboolean own = is_own_mapping (self, preview, mapping);

  g_array_set_size (self->fields, preview->columns->len);
  g_array_set_size (self->origins, preview->columns->len);
  self->chosen = mapping != NULL;
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);
      gboolean named = i < n_keys && *keys[i] != '\0';

      if (named && own)
        continue;
      FIELD (self, i) = column->field;
      ORIGIN (self, i) = column->origin;
      /* Two columns that are chosen for one field: the reading knows one of them, the officer shall see both. */
      if (named && sn_roster_field_from_key (keys[i], &FIELD (self, i)))
        ORIGIN (self, i) = SN_COLUMN_CHOSEN;
    }
}

static gboolean
is_claimed_twice (SnImportColumns *self, guint column)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (i != column && FIELD (self, i) == FIELD (self, column) && FIELD (self, i) != SN_ROSTER_FIELD_NONE)
      return TRUE;
  return FALSE;
}

/* What the headings say by themselves is left to them, lest it be taken for somebody's word. What was remembered is not looked at once a
 * mapping is given, and of two columns for one field the heading would drop one in silence: these are named. */
static char *
make_mapping (SnImportColumns *self)
{
  g_autoptr (GString) mapping = g_string_new (NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      SnColumnOrigin origin = ORIGIN (self, i);
      gboolean named = origin == SN_COLUMN_CHOSEN || origin == SN_COLUMN_REMEMBERED || is_claimed_twice (self, i);

      g_string_append_printf (mapping, "%s%s", i > 0 ? "," : "", named ? sn_roster_field_to_key (FIELD (self, i)) : "");
    }
  return g_string_free (g_steal_pointer (&mapping), FALSE);
}

/* ── What the officer does ──────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_field (SnImportColumns *self, guint column, guint field)
{
  FIELD (self, column) = field;
  ORIGIN (self, column) = SN_COLUMN_CHOSEN;
  self->chosen = TRUE;
  show_columns (self);
  emit_changed (self);
}

static void
handle_heading (SnImportColumns *self, guint row)
{
  if (self->choices.heading_row == row)
    return;
  self->choices.heading_row = row;
  self->filling = TRUE;
  gtk_spin_button_set_value (self->heading_row, row);
  self->filling = FALSE;
  emit_changed (self);
}

static void
handle_heading_row (SnImportColumns *self)
{
  if (!self->filling)
    handle_heading (self, (guint) gtk_spin_button_get_value_as_int (self->heading_row));
}

/* 0 is no row. */
static gboolean
show_heading_row (SnImportColumns *self)
{
  if (gtk_spin_button_get_value_as_int (self->heading_row) > 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->heading_row), "–");
  return TRUE;
}

/* Another sheet is another table: what was chosen for this one does not hold there. */
static void
handle_sheet (SnImportColumns *self)
{
  guint selected = gtk_drop_down_get_selected (self->sheet_choice);

  if (self->filling || selected > self->sheet_names->len)
    return;
  g_free (self->choices.sheet);
  self->choices.sheet = selected > 0 ? g_strdup (g_ptr_array_index (self->sheet_names, selected - 1)) : NULL;
  self->choices.heading_row = 0;
  self->chosen = FALSE;
  emit_changed (self);
}

static void
handle_hidden (SnImportColumns *self)
{
  if (self->filling)
    return;
  self->choices.hidden = gtk_drop_down_get_selected (self->hidden_choice);
  emit_changed (self);
}

static void
handle_rate (SnImportColumns *self)
{
  guint selected = gtk_drop_down_get_selected (self->rate_choice);

  if (self->filling || self->rates == NULL || selected >= SN_IMPORT_RATE_ONE + self->rates->len)
    return;
  self->choices.rate_way = MIN (selected, SN_IMPORT_RATE_ONE);
  g_free (self->choices.rate_label);
  self->choices.rate_label =
    selected >= SN_IMPORT_RATE_ONE
      ? g_strdup (((const SnBenefitRate *) g_ptr_array_index (self->rates, selected - SN_IMPORT_RATE_ONE))->label) : NULL;
  show_columns (self);
  emit_changed (self);
}

/* ── Showing and taking ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_hidden (SnImportColumns *self, gboolean has_hidden)
{
  gtk_drop_down_set_selected (self->hidden_choice, self->choices.hidden);
  gtk_widget_set_visible (self->hidden_box, has_hidden || self->n_hidden_rows > 0 || self->choices.hidden != SN_HIDDEN_ROWS);
}

void
sn_import_columns_show (SnImportColumns *self, const SnSheetPreview *preview, const SnImportChoices *choices, const SnProgram *program)
{
  SnImportChoices copy;

  self->filling = TRUE;
  sn_import_choices_copy (choices, &copy);
  sn_import_choices_clear (&self->choices);
  self->choices = copy;
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  self->rates = program != NULL ? g_ptr_array_ref (program->rates) : NULL;
  g_free (self->problem);
  self->problem = g_strdup (preview->problem);
  take_columns (self, preview, choices->mapping);
  fill_sheets (self, preview);
  fill_heading_row (self, preview);
  fill_rates (self);
  show_hidden (self, preview->hidden_rows->len > 0 || (preview->hidden_sheet_names != NULL && preview->hidden_sheet_names->len > 0));
  show_facts (self, preview);
  sn_sheet_grid_show (self->grid, preview, self->rates == NULL);
  show_columns (self);
  self->filling = FALSE;
}

void
sn_import_columns_take (SnImportColumns *self, SnImportChoices *choices)
{
  SnImportChoices taken;

  sn_import_choices_copy (&self->choices, &taken);
  g_free (taken.mapping);
  taken.mapping = self->chosen ? make_mapping (self) : NULL;
  g_free (self->taken_mapping);
  self->taken_mapping = g_strdup (taken.mapping);
  sn_import_choices_clear (choices);
  *choices = taken;
}

void
sn_import_columns_set_hidden_rows (SnImportColumns *self, guint n_rows)
{
  self->n_hidden_rows = n_rows;
  if (n_rows > 0)
    gtk_widget_set_visible (self->hidden_box, TRUE);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_import_columns_dispose (GObject *object)
{
  GtkWidget *child;

  SN_IMPORT_COLUMNS (object)->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_COLUMNS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sn_import_columns_parent_class)->dispose (object);
}

static void
sn_import_columns_finalize (GObject *object)
{
  SnImportColumns *self = SN_IMPORT_COLUMNS (object);

  sn_import_choices_clear (&self->choices);
  g_ptr_array_unref (self->sheet_names);
  g_clear_pointer (&self->rates, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self->taken_mapping);
  g_array_unref (self->fields);
  g_array_unref (self->origins);
  G_OBJECT_CLASS (sn_import_columns_parent_class)->finalize (object);
}

static void
sn_import_columns_class_init (SnImportColumnsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_columns_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_import_columns_finalize;
  g_type_ensure (SN_TYPE_SHEET_GRID);
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, sheet_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, sheet_choice);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, heading_row);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, hidden_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, hidden_choice);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, rate_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, rate_choice);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, facts);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, doubts_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, doubts);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, grid);
  gtk_widget_class_bind_template_callback (widget_class, handle_field);
  gtk_widget_class_bind_template_callback (widget_class, handle_heading);
  gtk_widget_class_bind_template_callback (widget_class, handle_heading_row);
  gtk_widget_class_bind_template_callback (widget_class, show_heading_row);
  gtk_widget_class_bind_template_callback (widget_class, handle_sheet);
  gtk_widget_class_bind_template_callback (widget_class, handle_hidden);
  gtk_widget_class_bind_template_callback (widget_class, handle_rate);
}

static void
sn_import_columns_init (SnImportColumns *self)
{
  self->sheet_names = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_array_new (FALSE, TRUE, sizeof (SnRosterField));
  self->origins = g_array_new (FALSE, TRUE, sizeof (SnColumnOrigin));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}
