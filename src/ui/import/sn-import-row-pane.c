/* sn-import-row-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-row-pane.h"

#include <glib/gi18n.h>

#include "sn-import-grid-row.h"
#include "sn-roster-show.h"
#include "sn-schema-words.h"

#define SPACING 6
#define LEAST_CHARS 12
#define MOST_IN_ONE_PIECE 14

struct _SnImportRowPane
{
  GtkBox parent_instance;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SnImportRowPane, sn_import_row_pane, GTK_TYPE_BOX)

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_title (SnImportRowPane *self, const SnImportLines *lines, guint index)
{
  const SnRosterRow *row = sn_import_lines_get_row (lines, index);
  SnImportLine kind = sn_import_lines_get_kind (lines, index);
  const SnRosterSheet *sheet = g_ptr_array_index (sn_import_lines_get_import (lines)->sheets, row->sheet);
  g_autofree char *place = sn_import_lines_has_sheets (lines) ? g_strdup_printf (_ ("Sheet “%s”, row %u"), sheet->name, row->row)
                                                              : g_strdup_printf (_ ("Row %u"), row->row);
  g_autofree char *name = sn_roster_mask_cell (SN_ROSTER_FIELD_NAME, row->name != NULL ? row->name : "");
  /* TRANSLATORS: a row that is hidden in the file */
  g_autofree char *hidden = sn_roster_import_is_hidden_row (sn_import_lines_get_import (lines), index)
                              ? g_strdup_printf (" · %s", _ ("hidden row")) : g_strdup ("");
  g_autofree char *text = *name != '\0' ? g_strdup_printf ("%s · %s%s", name, place, hidden) : g_strconcat (place, hidden, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *title = add_label (box, text, "heading");
  GtkWidget *verdict = gtk_label_new (sn_import_line_get_word (kind));

  gtk_label_set_width_chars (GTK_LABEL (title), 1);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (verdict, sn_import_line_get_style (kind));
  gtk_widget_add_css_class (verdict, "heading");
  gtk_widget_set_valign (verdict, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), verdict);
  gtk_box_append (GTK_BOX (self), box);
}

/* ── Faults ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_fault (GtkButton *button, SnImportRowPane *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "sn-column"));

  g_signal_emit (self, chosen_signal, 0, column);
}

static GtkWidget *
make_icon (SnFaultLevel level)
{
  static const char *const names[] = {
    [SN_FAULT_FIXED] = "object-select-symbolic", [SN_FAULT_WARNING] = "dialog-warning-symbolic", [SN_FAULT_ERROR] = "dialog-error-symbolic",
  };
  static const char *const styles[] = { [SN_FAULT_FIXED] = "success", [SN_FAULT_WARNING] = "warning", [SN_FAULT_ERROR] = "error" };
  static const char *const words[] = { [SN_FAULT_FIXED] = N_ ("set right"), [SN_FAULT_WARNING] = N_ ("warning"), [SN_FAULT_ERROR] = N_ ("error") };
  GtkWidget *icon = gtk_image_new_from_icon_name (names[level]);

  gtk_widget_add_css_class (icon, styles[level]);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (words[level]), -1);
  return icon;
}

static char *
make_caption (const SnImportLines *lines, guint index, const SnFault *fault)
{
  int column = sn_import_lines_get_fault_column (fault);
  g_autofree char *heading = NULL;

  if (column == SN_IMPORT_WHOLE_ROW)
    return g_strdup (_ ("The row as a whole"));
  heading = sn_roster_import_dup_heading (sn_import_lines_get_import (lines), sn_import_lines_get_row (lines, index)->sheet, (guint) column);
  return g_strdup_printf ("%s %s", fault->column, heading);
}

static void
add_fault (SnImportRowPane *self, const SnImportLines *lines, guint index, const SnFault *fault)
{
  g_autofree char *caption = make_caption (lines, index, fault);
  g_autofree char *found = *fault->value != '\0' ? g_strdup_printf (_ ("Found: %s"), fault->value) : NULL;
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING + 2);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (line), make_icon (fault->level));
  gtk_box_append (GTK_BOX (line), texts);
  gtk_widget_add_css_class (add_label (texts, caption, "caption"), "dim-label");
  add_label (texts, fault->message, NULL);
  if (found != NULL)
    gtk_widget_add_css_class (add_label (texts, found, "caption"), "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sn-import-fault");
  /* What it is called in the list of faults that goes back to a town. */
  gtk_widget_set_tooltip_text (button, fault->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, fault->message, -1);
  g_object_set_data (G_OBJECT (button), "sn-column", GINT_TO_POINTER (sn_import_lines_get_fault_column (fault)));
  g_signal_connect (button, "clicked", G_CALLBACK (handle_fault), self);
  gtk_box_append (GTK_BOX (self), button);
}

static void
add_faults (SnImportRowPane *self, const SnImportLines *lines, guint index)
{
  guint n_faults;
  SnFault **faults = sn_import_lines_get_faults (lines, index, &n_faults);

  /* The worst first. */
  for (int level = SN_FAULT_ERROR; level >= SN_FAULT_FIXED; level--)
    for (guint i = 0; i < n_faults; i++)
      if ((int) faults[i]->level == level)
        add_fault (self, lines, index, faults[i]);
}

/* ── Differences ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
attach (GtkWidget *grid, const char *text, int column, int row, const char *style)
{
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  /* A number stays in one piece. */
  if (row > 0 && column > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), MOST_IN_ONE_PIECE));
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

/* What the registry will say has a tick. */
static void
attach_value (GtkWidget *grid, const char *text, int column, int row, gboolean is_taken)
{
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  attach (grid, text, column, row, is_taken ? "sn-strong" : "dim-label");
  if (!is_taken)
    return;
  gtk_widget_add_css_class (tick, "success");
  gtk_widget_set_valign (tick, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (tick, _ ("This is taken"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("This is taken"), -1);
  gtk_grid_attach (GTK_GRID (grid), tick, column - 1, row, 1, 1);
}

/* Columns: field, tick, what the registry says, tick, what the roster says */
static void
add_differences (SnImportRowPane *self, GPtrArray *differences)
{
  GtkWidget *grid = gtk_grid_new ();

  add_label (GTK_WIDGET (self), _ ("What the registry says otherwise"), "heading");
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  attach (grid, _ ("Field"), 0, 0, "sn-import-caption");
  attach (grid, _ ("Registry"), 2, 0, "sn-import-caption");
  attach (grid, _ ("Roster"), 4, 0, "sn-import-caption");
  for (guint i = 0; i < differences->len; i++)
    {
      const SnRosterDifference *difference = g_ptr_array_index (differences, i);
      int row = (int) i + 1;

      attach (grid, sn_schema_column_word (difference->field), 0, row, "dim-label");
      attach_value (grid, sn_schema_value_word (difference->field, difference->registry), 2, row, !difference->is_taken);
      attach_value (grid, sn_schema_value_word (difference->field, difference->roster), 4, row, difference->is_taken);
    }
  gtk_box_append (GTK_BOX (self), grid);
  add_label (GTK_WIDGET (self), _ ("What has a tick is in the registry after the import."), "sn-import-caption");
}

/* ── The row ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
choose_note (const SnImportLines *lines, guint index)
{
  guint n_faults;

  if (sn_roster_import_get_line (sn_import_lines_get_import (lines), index) == NULL)
    return _ ("Nothing was wrong with this row, and of so long a roster its cells are not kept: what was understood of it is shown. "
              "Whatever it says wrong is corrected in the file.");
  if (sn_import_lines_is_stale (lines, index))
    return _ ("Repaired. It is compared with the registry once more before the import.");
  sn_import_lines_get_faults (lines, index, &n_faults);
  if (n_faults > 0 || sn_import_lines_get_differences (lines, index) != NULL)
    return NULL;
  switch (sn_import_lines_get_kind (lines, index))
    {
    case SN_IMPORT_LINE_NEW: return _ ("Nothing is wrong with this row. The registry does not know the person, and takes the row as it is.");
    case SN_IMPORT_LINE_MATCHED: return _ ("Nothing is wrong with this row, and the registry says the same of the person.");
    case SN_IMPORT_LINE_SAME:
      return sn_import_lines_is_of_program (lines, index) ? _ ("It stands on the roster already, with the same amount.")
                                                          : _ ("The registry knows the person, and this row tells it nothing new.");
    case SN_IMPORT_LINE_PENDING: return _ ("Nothing is wrong with this row by itself. It has not been compared with the registry yet.");
    case SN_IMPORT_LINE_DOUBTFUL:
    case SN_IMPORT_LINE_REFUSED:
    case SN_IMPORT_N_LINES:
    default: return NULL;
    }
}

void
sn_import_row_pane_show (SnImportRowPane *self, const SnImportLines *lines, guint index)
{
  GtkWidget *child;
  const char *note;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  if (lines == NULL)
    return;
  note = choose_note (lines, index);
  add_title (self, lines, index);
  if (note != NULL)
    gtk_widget_add_css_class (add_label (GTK_WIDGET (self), note, NULL), "dim-label");
  add_faults (self, lines, index);
  if (sn_import_lines_get_differences (lines, index) != NULL)
    add_differences (self, sn_import_lines_get_differences (lines, index));
}

static void
sn_import_row_pane_class_init (SnImportRowPaneClass *class)
{
  chosen_signal = g_signal_new ("chosen", SN_TYPE_IMPORT_ROW_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sn_import_row_pane_init (SnImportRowPane *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sn-import-row-pane");
}
