/* sn-sheet-preview.c: the top of a sheet as it is, and what each column is taken for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-error.h"
#include "sn-returned-heading.h"
#include "sn-roster-show.h"
#include "sn-sheet-header.h"
#include "sn-text.h"

typedef struct
{
  SnSheetPreview *preview;
} Reading;

const char *
sn_column_origin_to_string (SnColumnOrigin origin)
{
  static const char *const words[] = { "unknown", "recognised", "remembered", "chosen" };

  g_return_val_if_fail ((guint) origin < G_N_ELEMENTS (words), "unknown");
  return words[origin];
}

static gboolean
take_line (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  SnSheetPreview *preview = ((Reading *) data)->preview;

  g_ptr_array_add (preview->lines, sn_sheet_line_new (row, cells, MIN (n_cells, SN_ROSTER_MOST_COLUMNS)));
  if (hidden)
    g_array_append_val (preview->hidden_rows, row);
  return preview->lines->len < SN_SHEET_PREVIEW_ROWS;
}

static void
free_column (gpointer data)
{
  SnSheetColumn *column = data;

  g_free (column->heading);
  g_free (column->sample);
  g_free (column);
}

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnRosterField
get_field (const SnSheetPreview *preview, guint column)
{
  return column < preview->columns->len ? ((SnSheetColumn *) g_ptr_array_index (preview->columns, column))->field
                                        : SN_ROSTER_FIELD_NONE;
}

char *
sn_sheet_preview_show_cell (const SnSheetPreview *preview, guint line, guint column)
{
  const SnSheetLine *shown = g_ptr_array_index (preview->lines, line);
  const char *text = sn_sheet_line_get_text (shown, column);

  /* Above and in the heading stands nobody's number, but a telephone of the office. */
  if (preview->first_heading_row > 0 && shown->row <= preview->last_heading_row)
    return g_strdup (text);
  return sn_roster_mask_cell (get_field (preview, column), text);
}

static char *
make_sample (const SnSheetPreview *preview, guint column)
{
  for (guint i = 0; i < preview->lines->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (preview->lines, i);

      if (line->row > preview->last_heading_row && !sn_sheet_line_is_blank (line, column))
        return sn_sheet_preview_show_cell (preview, i, column);
    }
  return g_strdup ("");
}

/* ── What the columns are ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_chosen (const SnRosterImportOptions *options, char **mapping, guint column, const char *heading)
{
  GHashTableIter iter;
  gpointer name;
  g_autofree char *folded = sn_roster_heading_fold (heading);

  if (mapping != NULL && column < g_strv_length (mapping) && *mapping[column] != '\0')
    return TRUE;
  if (options->map == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, options->map);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *wanted = sn_roster_heading_fold (name);

      if (g_str_has_suffix (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

/* The columns that the sheet had before some were added behind them */
static guint
count_own_columns (const SnSheetPreview *preview)
{
  for (guint i = 0; i < preview->lines->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (preview->lines, i);
      guint n_own = sn_returned_heading_count_own (line);

      if (line->row == preview->last_heading_row && n_own < line->n_cells)
        return n_own;
    }
  return preview->n_columns;
}

static void
mark_unread (const SnSheetPreview *preview)
{
  guint n_own = count_own_columns (preview);

  for (guint i = 0; preview->first_heading_row > 0 && i < MIN (n_own, preview->columns->len); i++)
    {
      SnSheetColumn *column = g_ptr_array_index (preview->columns, i);

      column->is_unread = column->field == SN_ROSTER_FIELD_NONE && column->origin != SN_COLUMN_CHOSEN && *column->heading != '\0' &&
                          *column->sample != '\0';
    }
}

char *
sn_sheet_preview_name_unread (const SnSheetPreview *preview)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);
      char letters[4];

      if (!column->is_unread)
        continue;
      if (names->len > 0)
        /* TRANSLATORS: between the letters of columns: A, C */
        g_string_append (names, _(", "));
      /* TRANSLATORS: a column that is not read: its letters, and its heading */
      g_string_append_printf (names, _("%s “%s”"), sn_column_name (i, letters), column->heading);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
add_columns (SnSheetPreview *preview, const SnRosterImportOptions *options, const SnSheetHeader *header)
{
  g_auto (GStrv) mapping = options->mapping != NULL ? g_strsplit (options->mapping, ",", -1) : NULL;

  for (guint i = 0; i < preview->lines->len; i++)
    preview->n_columns = MAX (preview->n_columns, ((SnSheetLine *) g_ptr_array_index (preview->lines, i))->n_cells);
  for (guint i = 0; i < preview->n_columns; i++)
    {
      SnSheetColumn *column = g_new0 (SnSheetColumn, 1);

      g_ptr_array_add (preview->columns, column);
      column->heading = sn_sheet_lines_join_column (preview->lines, preview->first_heading_row, preview->last_heading_row, i);
      column->field = header != NULL && i < header->n_columns ? header->fields[i] : SN_ROSTER_FIELD_NONE;
      if (is_chosen (options, mapping, i, column->heading))
        column->origin = SN_COLUMN_CHOSEN;
      else if (header != NULL && header->is_remembered && i < header->n_columns)
        column->origin = SN_COLUMN_REMEMBERED;
      else
        column->origin = column->field != SN_ROSTER_FIELD_NONE ? SN_COLUMN_RECOGNISED : SN_COLUMN_UNKNOWN;
      column->sample = make_sample (preview, i);
    }
  mark_unread (preview);
}

static void
describe_header (SnSheetPreview *preview, SnSheetHeader *header)
{
  preview->first_heading_row = header->first_row;
  preview->last_heading_row = header->last_row;
  preview->title = g_steal_pointer (&header->title);
  preview->reporting_unit = g_steal_pointer (&header->reporting_unit);
  preview->in_wan = header->unit.in_wan;
  preview->layout = g_steal_pointer (&header->layout);
  preview->is_remembered = header->is_remembered;
}

static gboolean
try_heading (SnSheetPreview *preview, const SnRosterImportOptions *options, const SnSheetHints *hints, GError **error)
{
  SnSheetHeader header;

  if (!sn_sheet_header_find (preview->lines, hints, &header, error))
    return FALSE;
  describe_header (preview, &header);
  add_columns (preview, options, &header);
  sn_sheet_header_clear (&header);
  return TRUE;
}

/* FALSE: @error is set for a map that is wrong. That there is no heading, or more than one amount, is the officer's to settle. */
static gboolean
find_heading (SnSheetPreview *preview, const SnRosterImportOptions *options, GError **error)
{
  SnSheetHints hints = { options->map, options->mapping, options->layouts, options->heading_row, options->people_only };
  g_autoptr (GError) local_error = NULL;

  if (try_heading (preview, options, &hints, &local_error))
    return TRUE;
  hints.leaves_amount_open = TRUE;
  if (!try_heading (preview, options, &hints, NULL))
    {
      if (options->map != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      preview->last_heading_row = options->heading_row;
      add_columns (preview, options, NULL);
    }
  preview->problem = g_strdup (local_error->message);
  return TRUE;
}

static gboolean
read_one (const char *path, const char *sheet, const SnRosterImportOptions *options, SnSheetPreview *preview, GCancellable *cancellable,
          GError **error)
{
  g_auto (SnSheetInfo) info = { NULL };
  Reading reading = { preview };

  memset (preview, 0, sizeof *preview);
  preview->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_sheet_line_free);
  preview->hidden_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  preview->columns = g_ptr_array_new_with_free_func (free_column);
  if (!sn_sheet_read (path, sheet, take_line, &reading, &info, cancellable, error))
    return FALSE;
  preview->sheet = g_steal_pointer (&info.sheet);
  preview->sheet_names = g_steal_pointer (&info.sheet_names);
  preview->hidden_sheet_names = g_steal_pointer (&info.hidden_sheet_names);
  return find_heading (preview, options, error);
}

/* Past the page that explains how to fill it in; where no sheet has a heading, the first one is shown. */
static gboolean
look_further (const char *path, const SnRosterImportOptions *options, SnSheetPreview *preview, GCancellable *cancellable)
{
  for (guint i = 1; i < preview->sheet_names->len; i++)
    {
      SnSheetPreview other;

      if (read_one (path, g_ptr_array_index (preview->sheet_names, i), options, &other, cancellable, NULL) && other.problem == NULL)
        {
          sn_sheet_preview_clear (preview);
          *preview = other;
          return TRUE;
        }
      sn_sheet_preview_clear (&other);
    }
  return FALSE;
}

gboolean
sn_sheet_preview_read (const char *path, const SnRosterImportOptions *options, SnSheetPreview *preview, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_free = options->sheet == NULL && options->heading_row == 0;

  if (!read_one (path, options->sheet, options, preview, cancellable, &local_error))
    {
      if (!is_free || preview->sheet_names == NULL || !look_further (path, options, preview, cancellable))
        {
          sn_sheet_preview_clear (preview);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      return TRUE;
    }
  if (preview->problem != NULL && is_free)
    look_further (path, options, preview, cancellable);
  return TRUE;
}

char *
sn_sheet_preview_make_mapping (const SnSheetPreview *preview)
{
  g_autoptr (GString) mapping = g_string_new (NULL);

  for (guint i = 0; i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);
      gboolean says_nothing = column->field == SN_ROSTER_FIELD_NONE && column->origin == SN_COLUMN_UNKNOWN;

      g_string_append_printf (mapping, "%s%s", i > 0 ? "," : "", says_nothing ? "" : sn_roster_field_to_key (column->field));
    }
  return g_string_free (g_steal_pointer (&mapping), FALSE);
}

void
sn_sheet_preview_clear (SnSheetPreview *preview)
{
  g_clear_pointer (&preview->sheet, g_free);
  g_clear_pointer (&preview->sheet_names, g_ptr_array_unref);
  g_clear_pointer (&preview->hidden_sheet_names, g_ptr_array_unref);
  g_clear_pointer (&preview->lines, g_ptr_array_unref);
  g_clear_pointer (&preview->hidden_rows, g_array_unref);
  g_clear_pointer (&preview->columns, g_ptr_array_unref);
  g_clear_pointer (&preview->problem, g_free);
  g_clear_pointer (&preview->title, g_free);
  g_clear_pointer (&preview->reporting_unit, g_free);
  g_clear_pointer (&preview->layout, g_free);
  memset (preview, 0, sizeof *preview);
}
