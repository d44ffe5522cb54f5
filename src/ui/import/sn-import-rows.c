/* sn-import-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-rows.h"

#include <glib/gi18n.h>

#include "sn-import-grid.h"
#include "sn-import-row-pane.h"
#include "sn-wrap-layout.h"

/* From so many pixels on the pane stands beside the rows. */
#define WIDE_WIDTH 940
#define PANE_WIDTH 300
#define PANE_HEIGHT 170
#define LEAST_WIDTH 340

enum { CELL_EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SnImportRows
{
  GtkWidget        parent_instance;

  /* Template */
  GtkWidget       *bar;
  GtkBox          *chips;
  GtkWidget       *back_button;
  GtkWidget       *on_button;
  GtkWidget       *top_line;
  GtkStack        *stack; /* "rows", "none" */
  SnImportGrid    *grid;
  GtkWidget       *pane_line;
  GtkWidget       *pane_scroller;
  SnImportRowPane *pane;

  /* Owned */
  SnImportLines   *lines;
  GtkToggleButton *chip[SN_IMPORT_N_SHOWN]; /* (borrowed) */
  GtkLabel        *counts[SN_IMPORT_N_SHOWN]; /* (borrowed) */
  char            *file_sha256; /* (nullable): of what is shown */
  guint            shown_index; /* in the pane; %SN_IMPORT_NOWHERE: none */
  gboolean         is_filling;
  gboolean         has_chosen;  /* the officer, a filter */
  gboolean         is_judged;
};

G_DEFINE_FINAL_TYPE (SnImportRows, sn_import_rows, GTK_TYPE_WIDGET)

/* ── Chips ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *const chip_words[SN_IMPORT_N_SHOWN] = {
  /* TRANSLATORS: which rows of a roster are shown; each is followed by their number */
  [SN_IMPORT_SHOW_ALL] = N_ ("All"),
  [SN_IMPORT_SHOW_REFUSED] = N_ ("Refused"),
  [SN_IMPORT_SHOW_DOUBTFUL] = N_ ("Doubtful"),
  [SN_IMPORT_SHOW_NEW] = N_ ("New"),
  [SN_IMPORT_SHOW_MATCHED] = N_ ("Known"),
  [SN_IMPORT_SHOW_DIFFERENT] = N_ ("Differing"),
  [SN_IMPORT_SHOW_SAME] = N_ ("Same"),
  [SN_IMPORT_SHOW_PENDING] = N_ ("Not compared"),
};

static const char *const chip_tips[SN_IMPORT_N_SHOWN] = {
  [SN_IMPORT_SHOW_ALL] = N_ ("All rows of people"),
  [SN_IMPORT_SHOW_REFUSED] = N_ ("Rows that stay out, because something in them is wrong"),
  [SN_IMPORT_SHOW_DOUBTFUL] = N_ ("Rows that are taken, and that somebody should look at"),
  [SN_IMPORT_SHOW_NEW] = N_ ("People whom the registry does not know"),
  [SN_IMPORT_SHOW_MATCHED] = N_ ("People whom the registry knows"),
  [SN_IMPORT_SHOW_DIFFERENT] = N_ ("People of whom the registry says something else than the roster"),
  [SN_IMPORT_SHOW_SAME] = N_ ("Rows that stand on the roster already, and say nothing new"),
  [SN_IMPORT_SHOW_PENDING] = N_ ("Rows without a fault that have not been compared with the registry yet"),
};

static void
show_counts (SnImportRows *self)
{
  SnImportShown chosen = sn_import_lines_get_chosen (self->lines);

  for (guint i = 0; i < SN_IMPORT_N_SHOWN; i++)
    {
      guint count = sn_import_lines_count (self->lines, i);
      g_autofree char *text = g_strdup_printf ("%'u", count);
      g_autofree char *name = g_strdup_printf ("%s %s", _ (chip_words[i]), text);
      gboolean is_rare = i == SN_IMPORT_SHOW_DIFFERENT || i == SN_IMPORT_SHOW_PENDING;

      gtk_label_set_label (self->counts[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->chip[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_sensitive (GTK_WIDGET (self->chip[i]), count > 0 || i == chosen);
      gtk_widget_set_visible (GTK_WIDGET (self->chip[i]), !is_rare || count > 0 || i == chosen);
    }
  /* Until the registry was asked nobody is new or known. */
  for (guint i = SN_IMPORT_SHOW_NEW; i <= SN_IMPORT_SHOW_SAME; i++)
    if (!self->is_judged && i != chosen)
      gtk_widget_set_visible (GTK_WIDGET (self->chip[i]), FALSE);
}

static void
show_buttons (SnImportRows *self)
{
  guint place = SN_IMPORT_NOWHERE;
  int column = SN_IMPORT_WHOLE_ROW;
  gboolean has_faults = sn_import_lines_find_faulty (self->lines, &place, &column, TRUE);

  gtk_widget_set_sensitive (self->back_button, has_faults);
  gtk_widget_set_sensitive (self->on_button, has_faults);
  gtk_stack_set_visible_child_name (self->stack, sn_import_lines_get_n_places (self->lines) > 0 || sn_import_lines_get_import (self->lines) == NULL
                                                   ? "rows" : "none");
}

static void
press_chip (SnImportRows *self)
{
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (self->chip[sn_import_lines_get_chosen (self->lines)], TRUE);
  self->is_filling = FALSE;
}

static void
go_to_first (SnImportRows *self)
{
  guint place = SN_IMPORT_NOWHERE;
  int column = SN_IMPORT_WHOLE_ROW;

  if (sn_import_lines_find_faulty (self->lines, &place, &column, TRUE))
    sn_import_grid_set_cursor (self->grid, sn_import_lines_get_index (self->lines, place), column, FALSE);
}

static void
handle_chip (GtkToggleButton *chip, SnImportRows *self)
{
  guint index = 0;
  int column;
  gboolean had_row;
  guint shown = 0;

  if (self->is_filling || !gtk_toggle_button_get_active (chip))
    return;
  while (shown < SN_IMPORT_N_SHOWN - 1 && self->chip[shown] != chip)
    shown++;
  self->has_chosen = TRUE;
  had_row = sn_import_grid_get_cursor (self->grid, &index, &column);
  sn_import_lines_choose (self->lines, shown);
  /* The same row stays where it is shown again; else the first that something is wrong with is. */
  sn_import_grid_rows_changed (self->grid, TRUE);
  if (!had_row || sn_import_lines_find_place (self->lines, index, FALSE) == SN_IMPORT_NOWHERE)
    go_to_first (self);
  show_counts (self);
  show_buttons (self);
}

static void
add_chips (SnImportRows *self)
{
  for (guint i = 0; i < SN_IMPORT_N_SHOWN; i++)
    {
      GtkWidget *chip = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *number = gtk_label_new ("0");

      gtk_box_append (GTK_BOX (box), gtk_label_new (_ (chip_words[i])));
      gtk_box_append (GTK_BOX (box), number);
      gtk_widget_add_css_class (number, "sn-count");
      gtk_widget_add_css_class (number, "numeric");
      gtk_widget_add_css_class (chip, "sn-chip");
      gtk_widget_set_tooltip_text (chip, _ (chip_tips[i]));
      gtk_button_set_child (GTK_BUTTON (chip), box);
      gtk_box_append (self->chips, chip);
      self->chip[i] = GTK_TOGGLE_BUTTON (chip);
      self->counts[i] = GTK_LABEL (number);
      if (i > 0)
        gtk_toggle_button_set_group (self->chip[i], self->chip[0]);
      g_signal_connect (chip, "toggled", G_CALLBACK (handle_chip), self);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[SN_IMPORT_SHOW_REFUSED]), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[SN_IMPORT_SHOW_DOUBTFUL]), "warning");
}

/* ── Going about ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_pane (SnImportRows *self, gboolean anew)
{
  guint index = SN_IMPORT_NOWHERE;
  int column;
  gboolean has_row = sn_import_lines_get_import (self->lines) != NULL && sn_import_grid_get_cursor (self->grid, &index, &column);

  if (!anew && index == self->shown_index)
    return;
  self->shown_index = index;
  sn_import_row_pane_show (self->pane, has_row ? self->lines : NULL, index);
}

static void
handle_moved (SnImportRows *self)
{
  show_pane (self, FALSE);
}

static void
go (SnImportRows *self, gboolean forwards)
{
  if (!sn_import_grid_go_to_faulty (self->grid, forwards))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
handle_back (SnImportRows *self)
{
  go (self, FALSE);
}

static void
handle_on (SnImportRows *self)
{
  go (self, TRUE);
}

static gboolean
handle_key (SnImportRows *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_F8 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  go (self, (state & GDK_SHIFT_MASK) == 0);
  return GDK_EVENT_STOP;
}

static void
handle_fault_chosen (SnImportRows *self, int column)
{
  if (self->shown_index != SN_IMPORT_NOWHERE)
    sn_import_grid_set_cursor (self->grid, self->shown_index, column, TRUE);
}

static void
handle_edited (SnImportRows *self, guint index, guint column, const char *text)
{
  const SnRosterRow *row = sn_import_lines_get_row (self->lines, index);
  guint sheet = row->sheet, number = row->row;

  sn_import_lines_note_edit (self->lines, index, column, text);
  sn_import_grid_refresh (self->grid);
  g_signal_emit (self, signals[CELL_EDITED], 0, sheet, number, column, text);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_all (SnImportRows *self)
{
  press_chip (self);
  show_counts (self);
  show_buttons (self);
  show_pane (self, TRUE);
}

/* The rows of a file that was read once more, with other choices: the officer finds what was there before. */
static void
show_anew (SnImportRows *self, gboolean is_same_file, SnImportShown shown, guint index, int column)
{
  is_same_file = is_same_file && index < sn_import_lines_get_n_places (self->lines);
  if (is_same_file && self->has_chosen && sn_import_lines_count (self->lines, shown) > 0)
    sn_import_lines_choose (self->lines, shown);
  else
    {
      self->has_chosen = FALSE;
      sn_import_lines_choose (self->lines, sn_import_lines_suggest (self->lines));
    }
  sn_import_grid_rows_changed (self->grid, FALSE);
  if (is_same_file)
    sn_import_grid_set_cursor (self->grid, index, column, FALSE);
  else
    go_to_first (self);
}

void
sn_import_rows_show (SnImportRows *self, const SnRosterImport *import, GPtrArray *faults, GArray *verdicts)
{
  SnImportShown shown;
  gboolean is_same_file, is_first_judged;
  guint index = SN_IMPORT_NOWHERE;
  int column = SN_IMPORT_WHOLE_ROW;

  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  shown = sn_import_lines_get_chosen (self->lines);
  is_same_file = import != NULL && g_strcmp0 (self->file_sha256, import->file_sha256) == 0;
  is_first_judged = verdicts != NULL && !self->is_judged;
  self->is_judged = verdicts != NULL;
  g_free (self->file_sha256);
  self->file_sha256 = import != NULL ? g_strdup (import->file_sha256) : NULL;
  sn_import_grid_get_cursor (self->grid, &index, &column);
  if (!sn_import_lines_set (self->lines, import, faults, verdicts))
    {
      sn_import_lines_choose (self->lines, SN_IMPORT_SHOW_ALL);
      show_anew (self, is_same_file, shown, index, column);
    }
  else if (is_first_judged && !self->has_chosen)
    show_anew (self, FALSE, shown, index, column);
  else
    sn_import_grid_rows_changed (self->grid, TRUE);
  show_all (self);
}

void
sn_import_rows_update (SnImportRows *self, GArray *touched, GPtrArray *faults)
{
  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  sn_import_lines_update (self->lines, touched, faults);
  sn_import_grid_refresh (self->grid);
  show_all (self);
}

void
sn_import_rows_reveal (SnImportRows *self, guint index)
{
  guint place, row_place;
  int column = SN_IMPORT_WHOLE_ROW - 1;

  g_return_if_fail (SN_IS_IMPORT_ROWS (self));

  if (sn_import_lines_get_import (self->lines) == NULL || index >= sn_import_lines_count (self->lines, SN_IMPORT_SHOW_ALL))
    return;
  if (sn_import_lines_find_place (self->lines, index, FALSE) == SN_IMPORT_NOWHERE)
    {
      sn_import_lines_choose (self->lines, SN_IMPORT_SHOW_ALL);
      sn_import_grid_rows_changed (self->grid, TRUE);
    }
  place = row_place = sn_import_lines_find_place (self->lines, index, FALSE);
  if (!sn_import_lines_find_faulty (self->lines, &place, &column, TRUE) || place != row_place)
    column = SN_IMPORT_WHOLE_ROW;
  sn_import_grid_set_cursor (self->grid, index, column, TRUE);
  show_all (self);
}

/* ── Layout: the pane beside the rows where there is room, else below ───────────────────────────────────────────── */

static GtkSizeRequestMode
sn_import_rows_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
sn_import_rows_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  SnImportRows *self = SN_IMPORT_ROWS (widget);
  int least = MAX (get_least_width (self->bar), MAX (LEAST_WIDTH, get_least_width (GTK_WIDGET (self->stack))));

  least = MAX (least, get_least_width (self->pane_scroller));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, WIDE_WIDTH);
      return;
    }
  *minimum = measure_height (self->bar, MAX (for_size, least)) + measure_height (GTK_WIDGET (self->stack), -1) + PANE_HEIGHT / 2 + 2;
  *natural = *minimum + PANE_HEIGHT;
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  /* GTK wants every child measured before it is placed. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
sn_import_rows_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SnImportRows *self = SN_IMPORT_ROWS (widget);
  int top = measure_height (self->bar, width), room = height - top - 1;
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  place (self->bar, 0, 0, width, top);
  place (self->top_line, 0, top, width, 1);
  top++;
  if (width >= WIDE_WIDTH)
    {
      place (GTK_WIDGET (self->stack), backwards ? PANE_WIDTH + 1 : 0, top, width - PANE_WIDTH - 1, room);
      place (self->pane_line, backwards ? PANE_WIDTH : width - PANE_WIDTH - 1, top, 1, room);
      place (self->pane_scroller, backwards ? 0 : width - PANE_WIDTH, top, PANE_WIDTH, room);
    }
  else
    {
      int below = MIN (PANE_HEIGHT, room * 2 / 5);

      place (GTK_WIDGET (self->stack), 0, top, width, room - below - 1);
      place (self->pane_line, 0, top + room - below - 1, width, 1);
      place (self->pane_scroller, 0, top + room - below, width, below);
    }
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
sn_import_rows_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SN_IMPORT_ROWS (widget)->grid));
}

static void
sn_import_rows_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_ROWS);
  G_OBJECT_CLASS (sn_import_rows_parent_class)->dispose (object);
}

static void
sn_import_rows_finalize (GObject *object)
{
  SnImportRows *self = SN_IMPORT_ROWS (object);

  sn_import_lines_free (self->lines);
  g_free (self->file_sha256);
  G_OBJECT_CLASS (sn_import_rows_parent_class)->finalize (object);
}

static void
sn_import_rows_class_init (SnImportRowsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_IMPORT_GRID);
  g_type_ensure (SN_TYPE_IMPORT_ROW_PANE);
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  G_OBJECT_CLASS (class)->dispose = sn_import_rows_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_import_rows_finalize;
  widget_class->get_request_mode = sn_import_rows_get_request_mode;
  widget_class->measure = sn_import_rows_measure;
  widget_class->size_allocate = sn_import_rows_size_allocate;
  widget_class->grab_focus = sn_import_rows_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, bar);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, chips);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, back_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, on_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, top_line);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, stack);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, grid);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, pane_line);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, pane_scroller);
  gtk_widget_class_bind_template_child (widget_class, SnImportRows, pane);
  gtk_widget_class_bind_template_callback (widget_class, handle_back);
  gtk_widget_class_bind_template_callback (widget_class, handle_on);
  gtk_widget_class_bind_template_callback (widget_class, handle_moved);
  gtk_widget_class_bind_template_callback (widget_class, handle_edited);
  gtk_widget_class_bind_template_callback (widget_class, handle_fault_chosen);
  gtk_widget_class_bind_template_callback (widget_class, handle_key);
  gtk_widget_class_set_css_name (widget_class, "importrows");
  signals[CELL_EDITED] = g_signal_new ("cell-edited", SN_TYPE_IMPORT_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_UINT,
                                       G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
}

static void
sn_import_rows_init (SnImportRows *self)
{
  self->lines = sn_import_lines_new ();
  self->shown_index = SN_IMPORT_NOWHERE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_import_grid_set_lines (self->grid, self->lines);
  add_chips (self);
  press_chip (self);
  show_counts (self);
}
