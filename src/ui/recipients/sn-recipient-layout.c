/* sn-recipient-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-layout.h"

#include <string.h>

#define SETTINGS_ID "io.github.songnuan.Songnuan"
#define COLUMNS_KEY "recipient-columns"
#define LEAST_DIGITS 3
#define SHORT_DIGITS 10
#define MOST_WIDTH 2000

struct _SnRecipientLayout
{
  GObject            parent_instance;

  GSettings         *settings;
  GtkAdjustment     *adjustment;
  SnRecipientCell    cells[SN_RECIPIENT_N_FIELDS];
  guint              n_cells;
  int                chosen_widths[SN_RECIPIENT_N_FIELDS]; /* by column; 0: natural */
  int                width;       /* of the rows */
  int                digit_width;
  int                whole_width; /* of all cells */
  guint              stamp;
  guint              telling;     /* an idle source; 0: nothing is left to tell */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientLayout, sn_recipient_layout, G_TYPE_OBJECT)

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Texts of many lengths get less than most of them take before anything has to be scrolled. */
static int
get_natural_width (SnRecipientLayout *self, SnRecipientField column)
{
  int digits = (int) sn_recipient_field_get_width (column);

  if (sn_recipient_column_get_grows (column) > 1 && digits > SHORT_DIGITS)
    digits = digits * 7 / 10;
  return digits * self->digit_width + 2 * SN_RECIPIENT_CELL_PADDING;
}

static void
place_cells (SnRecipientLayout *self)
{
  int spare = self->width - SN_RECIPIENT_ROW_END, grows = 0, x = 0;

  for (guint i = 0; i < self->n_cells; i++)
    {
      SnRecipientCell *cell = &self->cells[i];
      int chosen = self->chosen_widths[cell->column];

      cell->width = chosen > 0 ? chosen : get_natural_width (self, cell->column);
      spare -= cell->width;
      grows += chosen > 0 ? 0 : sn_recipient_column_get_grows (cell->column);
    }
  for (guint i = 0; i < self->n_cells; i++)
    {
      SnRecipientCell *cell = &self->cells[i];

      if (spare > 0 && grows > 0 && self->chosen_widths[cell->column] == 0)
        cell->width += spare * sn_recipient_column_get_grows (cell->column) / grows;
      cell->x = x;
      x += cell->width;
    }
  self->whole_width = x + SN_RECIPIENT_ROW_END;
}

static void
tell (SnRecipientLayout *self)
{
  g_clear_handle_id (&self->telling, g_source_remove);
  gtk_adjustment_configure (self->adjustment, gtk_adjustment_get_value (self->adjustment), 0, MAX (self->whole_width, self->width),
                            self->digit_width * 4, self->width / 2, self->width);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
change (SnRecipientLayout *self)
{
  place_cells (self);
  self->stamp++;
  tell (self);
}

void
sn_recipient_layout_keep (SnRecipientLayout *self)
{
  g_settings_set_value (self->settings, COLUMNS_KEY, sn_recipient_layout_save (self));
}

static void
change_and_keep (SnRecipientLayout *self)
{
  change (self);
  sn_recipient_layout_keep (self);
}

static gboolean
tell_later (gpointer data)
{
  SnRecipientLayout *self = data;

  self->telling = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

void
sn_recipient_layout_place (SnRecipientLayout *self, int width, int digit_width)
{
  if (width == self->width && digit_width == self->digit_width)
    return;
  self->width = width;
  self->digit_width = digit_width;
  place_cells (self);
  self->stamp++;
  /* In the midst of an allocation nothing else can ask for one. */
  if (self->telling == 0)
    self->telling = g_idle_add_full (G_PRIORITY_HIGH, tell_later, self, NULL);
}

const SnRecipientCell *
sn_recipient_layout_get_cells (SnRecipientLayout *self, guint *n_cells)
{
  *n_cells = self->n_cells;
  return self->cells;
}

guint
sn_recipient_layout_get_stamp (SnRecipientLayout *self)
{
  return self->stamp;
}

int
sn_recipient_layout_get_width (SnRecipientLayout *self)
{
  return self->width;
}

GtkAdjustment *
sn_recipient_layout_get_adjustment (SnRecipientLayout *self)
{
  return self->adjustment;
}

gboolean
sn_recipient_layout_find_x (SnRecipientLayout *self, guint cell, int *x)
{
  const SnRecipientCell *found = &self->cells[cell];

  *x = found->x - (cell > 0 ? (int) gtk_adjustment_get_value (self->adjustment) : 0);
  return *x < self->width && (cell == 0 || *x + found->width > self->cells[0].width);
}

void
sn_recipient_layout_scroll_to (SnRecipientLayout *self, guint cell)
{
  int frozen = self->cells[0].width, value = (int) gtk_adjustment_get_value (self->adjustment);
  const SnRecipientCell *found = &self->cells[cell];

  if (cell == 0)
    return;
  if (found->x + found->width + SN_RECIPIENT_ROW_END - value > self->width)
    value = found->x + found->width + SN_RECIPIENT_ROW_END - self->width;
  if (found->x - value < frozen)
    value = found->x - frozen;
  gtk_adjustment_set_value (self->adjustment, value);
}

/* ── What is shown ──────────────────────────────────────────────────────────────────────────────────────────────── */

int
sn_recipient_layout_find (SnRecipientLayout *self, SnRecipientField column)
{
  for (guint i = 0; i < self->n_cells; i++)
    if (self->cells[i].column == column)
      return (int) i;
  return -1;
}

static void
insert_cell (SnRecipientLayout *self, guint place, SnRecipientField column)
{
  memmove (&self->cells[place + 1], &self->cells[place], (self->n_cells - place) * sizeof self->cells[0]);
  self->cells[place] = (SnRecipientCell){ .column = column };
  self->n_cells++;
}

static void
remove_cell (SnRecipientLayout *self, guint place)
{
  self->n_cells--;
  memmove (&self->cells[place], &self->cells[place + 1], (self->n_cells - place) * sizeof self->cells[0]);
}

void
sn_recipient_layout_show (SnRecipientLayout *self, SnRecipientField column, gboolean shown)
{
  int place = sn_recipient_layout_find (self, column);

  if ((place >= 0) == shown || place == 0)
    return;
  if (shown)
    insert_cell (self, self->n_cells, column);
  else
    remove_cell (self, (guint) place);
  change_and_keep (self);
}

void
sn_recipient_layout_move (SnRecipientLayout *self, SnRecipientField column, int place)
{
  int old = sn_recipient_layout_find (self, column), end = (int) self->n_cells - 1;

  place = CLAMP (place, 1, end);
  if (old <= 0 || place == old)
    return;
  remove_cell (self, (guint) old);
  insert_cell (self, (guint) place, column);
  change_and_keep (self);
}

void
sn_recipient_layout_set_width (SnRecipientLayout *self, SnRecipientField column, int width)
{
  int least = LEAST_DIGITS * self->digit_width + 2 * SN_RECIPIENT_CELL_PADDING;

  /* A name that is wider than the window would leave no room for what scrolls below it. */
  if (column == self->cells[0].column && self->width > 0)
    width = MIN (width, self->width / 2);
  self->chosen_widths[column] = width > 0 ? CLAMP (width, least, MOST_WIDTH) : 0;
  change (self);
}

/* ── Settings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_defaults (SnRecipientLayout *self)
{
  self->n_cells = 0;
  memset (self->chosen_widths, 0, sizeof self->chosen_widths);
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    if (sn_recipient_column_is_default ((SnRecipientField) i))
      insert_cell (self, self->n_cells, (SnRecipientField) i);
}

void
sn_recipient_layout_reset (SnRecipientLayout *self)
{
  take_defaults (self);
  change (self);
  g_settings_reset (self->settings, COLUMNS_KEY);
}

GVariant *
sn_recipient_layout_save (SnRecipientLayout *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(si)"));
  for (guint i = 0; i < self->n_cells; i++)
    {
      SnRecipientField column = self->cells[i].column;

      g_variant_builder_add (&builder, "(si)", sn_recipient_field_get_key (column), self->chosen_widths[column]);
    }
  return g_variant_builder_end (&builder);
}

/* What a hand or an older program wrote there may name columns that are none, or one twice. */
static void
take_columns (SnRecipientLayout *self, GVariant *columns)
{
  GVariantIter iterator;
  const char *key;
  int width;

  self->n_cells = 0;
  memset (self->chosen_widths, 0, sizeof self->chosen_widths);
  insert_cell (self, 0, (SnRecipientField) 0);
  g_variant_iter_init (&iterator, columns);
  while (g_variant_iter_next (&iterator, "(&si)", &key, &width))
    {
      SnRecipientField column;

      if (!sn_recipient_field_from_key (key, &column))
        continue;
      self->chosen_widths[column] = CLAMP (width, 0, MOST_WIDTH);
      if (sn_recipient_layout_find (self, column) < 0)
        insert_cell (self, self->n_cells, column);
    }
}

void
sn_recipient_layout_load (SnRecipientLayout *self, GVariant *columns)
{
  if (g_variant_n_children (columns) == 0)
    {
      sn_recipient_layout_reset (self);
      return;
    }
  take_columns (self, columns);
  change_and_keep (self);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_recipient_layout_finalize (GObject *object)
{
  SnRecipientLayout *self = SN_RECIPIENT_LAYOUT (object);

  g_clear_handle_id (&self->telling, g_source_remove);
  g_object_unref (self->settings);
  g_object_unref (self->adjustment);
  G_OBJECT_CLASS (sn_recipient_layout_parent_class)->finalize (object);
}

static void
sn_recipient_layout_class_init (SnRecipientLayoutClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_recipient_layout_finalize;
  signals[CHANGED] = g_signal_new ("changed", SN_TYPE_RECIPIENT_LAYOUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_recipient_layout_init (SnRecipientLayout *self)
{
  g_autoptr (GVariant) columns = NULL;

  self->settings = g_settings_new (SETTINGS_ID);
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  self->digit_width = 8;
  columns = g_settings_get_value (self->settings, COLUMNS_KEY);
  if (g_variant_n_children (columns) > 0)
    take_columns (self, columns);
  else
    take_defaults (self);
  place_cells (self);
}

SnRecipientLayout *
sn_recipient_layout_new (void)
{
  return g_object_new (SN_TYPE_RECIPIENT_LAYOUT, NULL);
}
