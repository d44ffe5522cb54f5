/* sn-import-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-columns-private.h"

#include "sn-accessible-label.h"
#include "sn-column-doubt.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnImportColumns, sn_import_columns, GTK_TYPE_WIDGET)

#define FIELD(self, column) g_array_index ((self)->fields, SnRosterField, column)
#define ORIGIN(self, column) g_array_index ((self)->origins, SnColumnOrigin, column)

void
sn_import_columns_emit_changed (SnImportColumns *self)
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

static gboolean
is_claimed (GPtrArray *doubts, SnRosterField field)
{
  for (guint i = 0; i < doubts->len; i++)
    {
      const SnColumnDoubt *doubt = g_ptr_array_index (doubts, i);

      if (doubt->field == field && doubt->columns->len > 0)
        return TRUE;
    }
  return FALSE;
}

/* Where it cannot be read at all, that it lacks a column is no news. With a heading, what is wrong is the amount: of columns that were
 * chosen for it the doubt says more. */
static char *
join_doubts (SnImportColumns *self, GPtrArray *doubts)
{
  gboolean says_problem = self->problem != NULL && !(self->has_heading && is_claimed (doubts, SN_ROSTER_FIELD_AMOUNT));
  GString *sentences = g_string_new (says_problem ? self->problem : NULL);

  if (self->problem != NULL && !self->has_heading)
    add_sentence (sentences, _ ("If a row of the sheet is its heading, right-click it, or enter its number above."));
  for (guint i = 0; i < doubts->len; i++)
    {
      const SnColumnDoubt *doubt = g_ptr_array_index (doubts, i);

      if (self->problem == NULL || doubt->columns->len > 0)
        add_sentence (sentences, doubt->message);
    }
  return g_string_free (sentences, FALSE);
}

void
sn_import_columns_show_columns (SnImportColumns *self)
{
  const char *rate_label = self->choices.rate_way == SN_IMPORT_RATE_ONE ? self->choices.rate_label : NULL;
  g_autoptr (GPtrArray) doubts = sn_column_doubts_list ((const SnRosterField *) (void *) self->fields->data, self->fields->len, self->rates,
                                                        rate_label, self->needed);
  g_autofree char *text = join_doubts (self, doubts);

  for (guint i = 0; i < sn_sheet_grid_get_n_columns (self->grid); i++)
    sn_sheet_grid_set_column (self->grid, i, FIELD (self, i), ORIGIN (self, i), is_doubtful (doubts, i));
  gtk_label_set_label (self->doubts, text);
  gtk_widget_set_visible (self->doubts_box, *text != '\0');
}

gboolean
sn_import_columns_has_doubts (SnImportColumns *self)
{
  return *gtk_label_get_label (self->doubts) != '\0';
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

  if (self->choices.sheet == NULL && self->sheet_names->len > 1)
    add_fact (facts, g_strdup_printf (_ ("sheet “%s” is shown"), preview->sheet));
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
  if (preview->lines->len == SN_SHEET_PREVIEW_ROWS)
    add_fact (facts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "the first %u row is shown", "the first %u rows are shown",
                                                   SN_SHEET_PREVIEW_ROWS), SN_SHEET_PREVIEW_ROWS));
  gtk_label_set_label (self->facts, facts->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts), facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts->len > 0);
}

static void
show_unread (SnImportColumns *self, const SnSheetPreview *preview)
{
  g_autofree char *names = sn_sheet_preview_name_unread (preview);
  /* TRANSLATORS: the letters and headings of columns */
  g_autofree char *sentence = names != NULL ? g_strdup_printf (_ ("Not read: %s"), names) : g_strdup ("");

  gtk_label_set_label (self->unread, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->unread), sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->unread), names != NULL);
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
  sn_import_columns_show_columns (self);
  sn_import_columns_emit_changed (self);
}

/* ── Showing and taking ─────────────────────────────────────────────────────────────────────────────────────────── */

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
  self->has_heading = preview->first_heading_row > 0;
  take_columns (self, preview, choices->mapping);
  sn_import_columns_fill_choices (self, preview);
  show_facts (self, preview);
  show_unread (self, preview);
  sn_sheet_grid_show (self->grid, preview, self->rates == NULL);
  sn_import_columns_show_columns (self);
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
sn_import_columns_set_needed (SnImportColumns *self, SnRosterField needed)
{
  self->needed = needed;
}

void
sn_import_columns_set_hidden_rows (SnImportColumns *self, guint n_rows)
{
  self->n_hidden_rows = n_rows;
  if (n_rows > 0)
    gtk_widget_set_visible (self->hidden_box, TRUE);
}

/* Where it is asked to take the focus: the column that is in doubt, or the first one. */
static gboolean
sn_import_columns_grab_focus (GtkWidget *widget)
{
  return sn_sheet_grid_focus_doubtful (SN_IMPORT_COLUMNS (widget)->grid);
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
  widget_class->grab_focus = sn_import_columns_grab_focus;
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
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, unread);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, doubts_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, doubts);
  gtk_widget_class_bind_template_child (widget_class, SnImportColumns, grid);
  gtk_widget_class_bind_template_callback (widget_class, handle_field);
  gtk_widget_class_bind_template_callback (widget_class, sn_import_columns_handle_heading);
  gtk_widget_class_bind_template_callback (widget_class, sn_import_columns_handle_heading_row);
  gtk_widget_class_bind_template_callback (widget_class, sn_import_columns_show_heading_row);
  gtk_widget_class_bind_template_callback (widget_class, sn_import_columns_handle_sheet);
  gtk_widget_class_bind_template_callback (widget_class, sn_import_columns_handle_hidden);
  gtk_widget_class_bind_template_callback (widget_class, sn_import_columns_handle_rate);
}

static void
sn_import_columns_init (SnImportColumns *self)
{
  self->sheet_names = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_array_new (FALSE, TRUE, sizeof (SnRosterField));
  self->origins = g_array_new (FALSE, TRUE, sizeof (SnColumnOrigin));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_accessible_label_keep (GTK_WIDGET (self->sheet_choice));
  sn_accessible_label_keep (GTK_WIDGET (self->hidden_choice));
  sn_accessible_label_keep (GTK_WIDGET (self->rate_choice));
  self->filling = FALSE;
}
