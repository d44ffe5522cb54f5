/* sn-pair-matrix.c: what the matrix holds, and how one goes through it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pair-matrix-private.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (SnPairMatrix, sn_pair_matrix, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ── What a cell says ───────────────────────────────────────────────────────────────────────────────────────────── */

static const SnProgram *
get_program (SnPairMatrix *self, guint i)
{
  return g_ptr_array_index (self->programs, i);
}

/* The first program of the notice first. */
static char *
describe_shortly (SnPairMatrix *self, guint row, guint column)
{
  /* TRANSLATORS: codes of two programs, and what the two mean for each other */
  return g_strdup_printf (_ ("%s × %s: %s"), get_program (self, column)->code, get_program (self, row)->code,
                          sn_pair_cell_describe (&self->cells[row * self->n_programs + column]));
}

/* What a screen reader speaks of the chosen cell. */
static void
update_name (SnPairMatrix *self)
{
  const SnProgram *first, *second;
  g_autofree char *name = NULL;

  if (self->n_programs < 2)
    return;
  first = get_program (self, self->column);
  second = get_program (self, self->row);
  /* TRANSLATORS: code and title of two programs, and what the two mean for each other */
  name = g_strdup_printf (_ ("%s %s, %s %s: %s"), first->code, first->title, second->code, second->title,
                          sn_pair_cell_describe (&self->cells[self->row * self->n_programs + self->column]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
handle_tooltip (SnPairMatrix *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GdkRectangle area;
  guint row, column;
  g_autofree char *text = NULL;

  if (keyboard || !sn_pair_matrix_find_cell_at (self, x, y, &row, &column))
    return FALSE;
  text = describe_shortly (self, row, column);
  sn_pair_matrix_get_cell_area (self, row, column, &area);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* ── Keeping the choice in view ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
keep_in_view (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SnPairMatrix *self = SN_PAIR_MATRIX (widget);
  int margin = gtk_widget_get_margin_top (widget) + gtk_widget_get_margin_bottom (widget);
  SnPairGeometry geometry;
  GdkRectangle area;

  self->tick = 0;
  if (self->n_programs < 2 || self->adjustments[0] == NULL)
    return G_SOURCE_REMOVE;
  sn_pair_matrix_get_geometry (self, &geometry);
  sn_pair_matrix_get_cell_area (self, self->row, self->column, &area);
  /* The names lie over the columns at the left; at the right there is the column's code. */
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_HORIZONTAL], area.x - geometry.names_width,
                             area.x + MAX (area.width, geometry.code_width) + 4);
  gtk_adjustment_clamp_page (self->adjustments[GTK_ORIENTATION_VERTICAL], area.y, area.y + area.height + margin);
  return G_SOURCE_REMOVE;
}

/* The window around it is being placed now: it may scroll in the next frame. */
static void
queue_keep_in_view (SnPairMatrix *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), keep_in_view, NULL, NULL);
}

static void
leave_adjustments (SnPairMatrix *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }
}

static void
sn_pair_matrix_root (GtkWidget *widget)
{
  SnPairMatrix *self = SN_PAIR_MATRIX (widget);
  GtkWidget *scrolled;

  GTK_WIDGET_CLASS (sn_pair_matrix_parent_class)->root (widget);
  leave_adjustments (self);
  scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (scrolled == NULL)
    return;
  self->adjustments[GTK_ORIENTATION_HORIZONTAL] = g_object_ref (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  self->adjustments[GTK_ORIENTATION_VERTICAL] = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_signal_connect_swapped (self->adjustments[GTK_ORIENTATION_HORIZONTAL], "value-changed", G_CALLBACK (gtk_widget_queue_draw), self);
  for (gsize i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    g_signal_connect_swapped (self->adjustments[i], "notify::page-size", G_CALLBACK (queue_keep_in_view), self);
}

static void
sn_pair_matrix_unroot (GtkWidget *widget)
{
  leave_adjustments (SN_PAIR_MATRIX (widget));
  GTK_WIDGET_CLASS (sn_pair_matrix_parent_class)->unroot (widget);
}

/* ── Choosing ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
choose (SnPairMatrix *self, guint row, guint column, gboolean says_so)
{
  gboolean is_new = row != self->row || column != self->column;

  self->row = row;
  self->column = column;
  update_name (self);
  queue_keep_in_view (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (says_so && is_new)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
find_program (SnPairMatrix *self, const char *code, guint *position)
{
  for (guint i = 0; i < self->n_programs; i++)
    {
      if (strcmp (get_program (self, i)->code, code) != 0)
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_cell (SnPairMatrix *self, const char *first_program, const char *second_program, guint *row, guint *column)
{
  guint one, other;

  if (!find_program (self, first_program, &one) || !find_program (self, second_program, &other) || one == other)
    return FALSE;
  *row = MAX (one, other);
  *column = MIN (one, other);
  return TRUE;
}

void
sn_pair_matrix_choose (SnPairMatrix *self, const char *first_program, const char *second_program)
{
  guint row, column;

  if (find_cell (self, first_program, second_program, &row, &column))
    choose (self, row, column, FALSE);
}

const SnProgram *
sn_pair_matrix_get_first (SnPairMatrix *self)
{
  return self->n_programs >= 2 ? get_program (self, self->column) : NULL;
}

const SnProgram *
sn_pair_matrix_get_second (SnPairMatrix *self)
{
  return self->n_programs >= 2 ? get_program (self, self->row) : NULL;
}

static void
fill_cells (SnPairMatrix *self, GPtrArray *rules)
{
  guint row, column;

  g_free (self->cells);
  self->cells = g_new0 (SnPairCell, (gsize) self->n_programs * self->n_programs);
  for (guint i = 0; i < rules->len; i++)
    {
      const SnPairRule *rule = g_ptr_array_index (rules, i);

      if (find_cell (self, rule->first_program, rule->second_program, &row, &column))
        sn_pair_cell_add (&self->cells[row * self->n_programs + column], rule);
    }
}

void
sn_pair_matrix_set (SnPairMatrix *self, GPtrArray *programs, GPtrArray *rules)
{
  g_autofree char *first = self->n_programs >= 2 ? g_strdup (sn_pair_matrix_get_first (self)->code) : NULL;
  g_autofree char *second = self->n_programs >= 2 ? g_strdup (sn_pair_matrix_get_second (self)->code) : NULL;

  g_ptr_array_ref (programs);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  self->programs = programs;
  self->n_programs = programs->len;
  sn_pair_matrix_drop_layouts (self);
  fill_cells (self, rules);
  if (first == NULL || !find_cell (self, first, second, &self->row, &self->column))
    {
      const SnPairRule *rule = rules->len > 0 ? g_ptr_array_index (rules, 0) : NULL;

      self->row = 1;
      self->column = 0;
      if (rule != NULL)
        find_cell (self, rule->first_program, rule->second_program, &self->row, &self->column);
    }
  choose (self, self->row, self->column, FALSE);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ── Keyboard and mouse ─────────────────────────────────────────────────────────────────────────────────────────── */

/* To the ends of row and column, whatever their length. */
#define TO_THE_END G_MAXINT16

static gboolean
move (SnPairMatrix *self, int rows, int columns)
{
  int row, column;

  if (self->n_programs < 2)
    return FALSE;
  if (ABS (rows) == TO_THE_END && ABS (columns) == TO_THE_END)
    {
      /* The first and the last pair of all */
      row = rows < 0 ? 1 : (int) self->n_programs - 1;
      column = rows < 0 ? 0 : row - 1;
    }
  else
    {
      row = CLAMP ((int) self->row + rows, (int) self->column + 1, (int) self->n_programs - 1);
      column = CLAMP ((int) self->column + columns, 0, row - 1);
    }
  choose (self, (guint) row, (guint) column, TRUE);
  return TRUE;
}

static gboolean
handle_move (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  int rows, columns;

  g_variant_get (arguments, "(ii)", &rows, &columns);
  return move (SN_PAIR_MATRIX (widget), rows, columns);
}

static gboolean
handle_page (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SnPairMatrix *self = SN_PAIR_MATRIX (widget);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  SnPairGeometry geometry;
  int rows;

  sn_pair_matrix_get_geometry (self, &geometry);
  rows = vertical != NULL ? MAX ((int) gtk_adjustment_get_page_size (vertical) / geometry.cell_size - 1, 1) : TO_THE_END - 1;
  return move (self, rows * g_variant_get_int32 (arguments), 0);
}

static gboolean
handle_activate (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (SN_PAIR_MATRIX (widget)->n_programs < 2)
    return FALSE;
  g_signal_emit (widget, signals[ACTIVATED], 0);
  return TRUE;
}

static void
handle_pressed (SnPairMatrix *self, int n_press, double x, double y)
{
  guint row, column;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!sn_pair_matrix_find_cell_at (self, x, y, &row, &column))
    return;
  choose (self, row, column, TRUE);
  if (n_press == 2)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Another font, or light instead of dark. */
static void
sn_pair_matrix_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sn_pair_matrix_parent_class)->css_changed (widget, change);
  sn_pair_matrix_drop_layouts (SN_PAIR_MATRIX (widget));
  gtk_widget_queue_resize (widget);
}

static void
sn_pair_matrix_dispose (GObject *object)
{
  SnPairMatrix *self = SN_PAIR_MATRIX (object);

  leave_adjustments (self);
  sn_pair_matrix_drop_layouts (self);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_free);
  self->n_programs = 0;
  G_OBJECT_CLASS (sn_pair_matrix_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           keyval, keypad_keyval;
    GdkModifierType modifiers;
    int             rows, columns;
  } moves[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1, 0 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1, 0 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, 0, 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, 0, -TO_THE_END },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, 0, TO_THE_END },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, -TO_THE_END, -TO_THE_END },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, TO_THE_END, TO_THE_END },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_add_binding (widget_class, moves[i].keyval, moves[i].modifiers, handle_move, "(ii)", moves[i].rows,
                                    moves[i].columns);
      gtk_widget_class_add_binding (widget_class, moves[i].keypad_keyval, moves[i].modifiers, handle_move, "(ii)", moves[i].rows,
                                    moves[i].columns);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, handle_page, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, handle_page, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, handle_activate, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, handle_activate, NULL);
}

static void
sn_pair_matrix_class_init (SnPairMatrixClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_pair_matrix_dispose;
  widget_class->snapshot = sn_pair_matrix_snapshot;
  widget_class->measure = sn_pair_matrix_measure;
  widget_class->css_changed = sn_pair_matrix_css_changed;
  widget_class->root = sn_pair_matrix_root;
  widget_class->unroot = sn_pair_matrix_unroot;
  signals[CHOSEN] = g_signal_new ("chosen", SN_TYPE_PAIR_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", SN_TYPE_PAIR_MATRIX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "sn-pair-matrix");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  add_keys (widget_class);
}

static void
sn_pair_matrix_init (SnPairMatrix *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (handle_tooltip), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (handle_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
