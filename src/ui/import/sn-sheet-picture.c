/* sn-sheet-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-picture.h"

#include "sn-sheet-line.h"
#include "sn-text.h"

/* A cell can hold 32,767 characters; nobody sees more of it here. */
#define MOST_CHARACTERS 200

static void
free_line (gpointer data)
{
  SnPictureLine *line = data;

  g_strfreev (line->texts);
  g_free (line->numeric);
  g_free (line);
}

static gboolean
is_filled (const SnSheetPreview *preview, guint column)
{
  if (((const SnSheetColumn *) g_ptr_array_index (preview->columns, column))->field != SN_ROSTER_FIELD_NONE)
    return TRUE;
  for (guint i = 0; i < preview->lines->len; i++)
    if (!sn_sheet_line_is_blank (g_ptr_array_index (preview->lines, i), column))
      return TRUE;
  return FALSE;
}

static char *
make_text (const SnSheetPreview *preview, guint line, guint column)
{
  g_autofree char *shown = sn_sheet_preview_show_cell (preview, line, column);
  char *text = g_utf8_strlen (shown, -1) > MOST_CHARACTERS ? g_utf8_substring (shown, 0, MOST_CHARACTERS) : g_steal_pointer (&shown);

  return g_strstrip (g_strdelimit (text, "\n\r\t", ' '));
}

static gboolean
is_numeric (const SnSheetLine *line, guint column)
{
  return column < line->n_cells && (line->cells[column].type == SN_CELL_NUMBER || line->cells[column].type == SN_CELL_DATE);
}

static gboolean
is_hidden (const SnSheetPreview *preview, guint row)
{
  for (guint i = 0; i < preview->hidden_rows->len; i++)
    if (g_array_index (preview->hidden_rows, guint, i) == row)
      return TRUE;
  return FALSE;
}

static SnPictureLine *
copy_line (const SnSheetPreview *preview, guint index, guint n_columns)
{
  const SnSheetLine *line = g_ptr_array_index (preview->lines, index);
  SnPictureLine *copy = g_new0 (SnPictureLine, 1);

  copy->row = line->row;
  copy->hidden = is_hidden (preview, line->row);
  if (line->row > preview->last_heading_row)
    copy->part = SN_PICTURE_BELOW;
  else if (preview->first_heading_row > 0 ? line->row >= preview->first_heading_row : line->row == preview->last_heading_row)
    copy->part = SN_PICTURE_HEADING;
  copy->texts = g_new0 (char *, n_columns + 1);
  copy->numeric = g_new0 (gboolean, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      copy->texts[i] = make_text (preview, index, i);
      copy->numeric[i] = is_numeric (line, i);
    }
  return copy;
}

SnSheetPicture *
sn_sheet_picture_new (const SnSheetPreview *preview)
{
  SnSheetPicture *picture = g_new0 (SnSheetPicture, 1);

  picture->n_columns = preview->columns->len;
  while (picture->n_columns > 0 && !is_filled (preview, picture->n_columns - 1))
    picture->n_columns--;
  picture->lines = g_ptr_array_new_with_free_func (free_line);
  picture->digits = g_new0 (guint, picture->n_columns);
  for (guint i = 0; i < preview->lines->len; i++)
    {
      SnPictureLine *line = copy_line (preview, i, picture->n_columns);

      g_ptr_array_add (picture->lines, line);
      for (guint column = 0; line->part != SN_PICTURE_ABOVE && column < picture->n_columns; column++)
        picture->digits[column] = MAX (picture->digits[column], (guint) sn_text_count_digits (line->texts[column]));
    }
  return picture;
}

void
sn_sheet_picture_free (SnSheetPicture *picture)
{
  g_ptr_array_unref (picture->lines);
  g_free (picture->digits);
  g_free (picture);
}
