/* sn-stage-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-stage-table.h"

#include "sn-figure-text.h"

#include <glib/gi18n.h>

typedef enum { STAGE_PLANNED, STAGE_APPROVED, STAGE_ISSUED, STAGE_PAID, STAGE_FAILED, N_STAGES } Stage;
typedef enum { COLUMN_STAGE, COLUMN_PERSONS, COLUMN_HOUSEHOLDS, COLUMN_LINES, COLUMN_MONEY, COLUMN_SHARE, N_COLUMNS } Column;

struct _SnStageTable
{
  GtkWidget  parent_instance;

  GtkLabel  *headings[N_COLUMNS];
  GtkLabel  *cells[N_STAGES][N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (SnStageTable, sn_stage_table, GTK_TYPE_WIDGET)

#define OF_PROGRESS(lines, amount_fen) G_STRUCT_OFFSET (SnProgressRow, lines), G_STRUCT_OFFSET (SnProgressRow, amount_fen)

static const struct
{
  const char *title;
  const char *help;
  gsize       lines_offset;
  gsize       amount_offset;
  gssize      reach_offset; /* -1: the progress knows it */
} stages[] = {
  [STAGE_PLANNED] = { N_ ("Planned"), N_ ("On a roster: listed, submitted or approved"), OF_PROGRESS (entitlements, planned_fen), -1 },
  [STAGE_APPROVED] = { N_ ("Approved"), N_ ("Approved, whether paid or not"), OF_PROGRESS (approved, approved_fen),
                       G_STRUCT_OFFSET (SnStageReach, approved) },
  [STAGE_ISSUED] = { N_ ("Issued"), N_ ("Have left: on their way, paid or failed"), OF_PROGRESS (issued, issued_fen),
                     G_STRUCT_OFFSET (SnStageReach, issued) },
  [STAGE_PAID] = { N_ ("Paid"), N_ ("Confirmed by the bank, or signed for"), OF_PROGRESS (paid, paid_fen),
                   G_STRUCT_OFFSET (SnStageReach, paid) },
  [STAGE_FAILED] = { N_ ("Failed"), N_ ("Failed or returned, and not tried again"), OF_PROGRESS (failed, failed_fen),
                     G_STRUCT_OFFSET (SnStageReach, failed) },
};

static const char *const columns[] = {
  [COLUMN_STAGE] = "",
  [COLUMN_PERSONS] = N_ ("People"),
  [COLUMN_HOUSEHOLDS] = N_ ("Households"),
  [COLUMN_LINES] = N_ ("Lines"),
  [COLUMN_MONEY] = N_ ("Yuan"),
  [COLUMN_SHARE] = N_ ("Share"),
};

static void
show_count (GtkLabel *label, gint64 count)
{
  g_autofree char *text = sn_figure_text_count (count);

  gtk_label_set_label (label, text);
}

static void
show_reach (SnStageTable *self, Stage stage, const SnReach *reach)
{
  if (reach == NULL)
    {
      gtk_label_set_label (self->cells[stage][COLUMN_PERSONS], "…");
      gtk_label_set_label (self->cells[stage][COLUMN_HOUSEHOLDS], "…");
      return;
    }
  show_count (self->cells[stage][COLUMN_PERSONS], reach->persons);
  show_count (self->cells[stage][COLUMN_HOUSEHOLDS], reach->households);
}

static void
show_share (GtkLabel *label, gint64 amount_fen, gint64 planned_fen)
{
  g_autofree char *text = sn_figure_text_share (amount_fen, planned_fen);

  gtk_label_set_label (label, text);
}

void
sn_stage_table_set (SnStageTable *self, const SnProgressRow *progress, const SnStageReach *reach, gboolean in_wan)
{
  SnReach planned = { progress->persons, progress->households };

  gtk_label_set_label (self->headings[COLUMN_MONEY], in_wan ? _ ("10,000 yuan") : _ ("Yuan"));
  for (int i = 0; i < N_STAGES; i++)
    {
      gint64 amount_fen = G_STRUCT_MEMBER (gint64, progress, stages[i].amount_offset);
      g_autofree char *money = sn_figure_text_money (amount_fen, in_wan);

      if (stages[i].reach_offset < 0)
        show_reach (self, (Stage) i, &planned);
      else
        show_reach (self, (Stage) i, reach != NULL ? G_STRUCT_MEMBER_P (reach, stages[i].reach_offset) : NULL);
      show_count (self->cells[i][COLUMN_LINES], G_STRUCT_MEMBER (gint64, progress, stages[i].lines_offset));
      gtk_label_set_label (self->cells[i][COLUMN_MONEY], money);
      show_share (self->cells[i][COLUMN_SHARE], amount_fen, progress->planned_fen);
    }
  (progress->failed > 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (
    GTK_WIDGET (self->cells[STAGE_FAILED][COLUMN_MONEY]), "error");
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkLabel *
add_label (GtkGrid *grid, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_STAGE ? 0 : 1);
  gtk_widget_set_hexpand (label, column != COLUMN_STAGE);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static GtkLabel *
add_cell (GtkGrid *grid, Stage stage, Column column)
{
  GtkLabel *label = add_label (grid, column == COLUMN_STAGE ? _ (stages[stage].title) : "", (int) column, (int) stage + 1);

  gtk_widget_set_tooltip_text (GTK_WIDGET (label), _ (stages[stage].help));
  if (column != COLUMN_STAGE)
    gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  if (column == COLUMN_MONEY)
    gtk_widget_add_css_class (GTK_WIDGET (label), "sn-strong");
  return label;
}

static void
sn_stage_table_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sn_stage_table_parent_class)->dispose (object);
}

static void
sn_stage_table_class_init (SnStageTableClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_stage_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sn_stage_table_init (SnStageTable *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_widget_set_parent (GTK_WIDGET (grid), GTK_WIDGET (self));
  gtk_grid_set_row_spacing (grid, 5);
  gtk_grid_set_column_spacing (grid, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Figures of the campaign"), -1);
  for (int column = 0; column < N_COLUMNS; column++)
    {
      self->headings[column] = add_label (grid, *columns[column] != '\0' ? _ (columns[column]) : "", column, 0);
      gtk_widget_add_css_class (GTK_WIDGET (self->headings[column]), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->headings[column]), "caption");
      for (int stage = 0; stage < N_STAGES; stage++)
        self->cells[stage][column] = add_cell (grid, (Stage) stage, (Column) column);
    }
}
