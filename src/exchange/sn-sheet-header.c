/* sn-sheet-header.c: which row of a sheet is the heading of a roster, and what each column holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-error.h"
#include "sn-text.h"

#define MAX_HEADING_ROWS 3
/* A roster has 10 to 30 columns; what lies far to the right is somebody's scratch pad. */
#define MAX_COLUMNS 256

SnSheetLine *
sn_sheet_line_new (guint         row,
                   const SnCell *cells,
                   guint         n_cells)
{
  SnSheetLine *line = g_new0 (SnSheetLine, 1);

  line->row = row;
  line->n_cells = n_cells;
  line->cells = g_new0 (SnCell, MAX (n_cells, 1));
  for (guint i = 0; i < n_cells; i++)
    {
      line->cells[i].type = cells[i].type;
      line->cells[i].text = g_strdup (cells[i].text);
      line->cells[i].lexical = g_strdup (cells[i].lexical != NULL ? cells[i].lexical : cells[i].text);
    }
  return line;
}

void
sn_sheet_line_free (SnSheetLine *line)
{
  if (line == NULL)
    return;
  for (guint i = 0; i < line->n_cells; i++)
    {
      g_free ((char *) line->cells[i].text);
      g_free ((char *) line->cells[i].lexical);
    }
  g_free (line->cells);
  g_free (line);
}

static const char *
get_text (const SnSheetLine *line,
          guint              column)
{
  return column < line->n_cells ? line->cells[column].text : "";
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *squeezed = sn_text_squeeze (text);

  return *squeezed == '\0';
}

/* The nearest filled cell at or left of @column: the heading of a group lies in the first of its merged cells. */
static const char *
get_group_text (const SnSheetLine *line,
                guint              column)
{
  for (guint i = MIN (column + 1, line->n_cells); i > 0; i--)
    {
      if (!is_blank (line->cells[i - 1].text))
        return line->cells[i - 1].text;
    }
  return "";
}

/* --map names a heading as it stands in the sheet; blanks and brackets do not matter. */
static gboolean
lookup_map (GHashTable    *folded_map,
            const char    *heading,
            SnRosterField *field)
{
  g_autofree char *folded = sn_roster_heading_fold (heading);
  gpointer value;

  if (folded_map == NULL || *folded == '\0' || !g_hash_table_lookup_extended (folded_map, folded, NULL, &value))
    return FALSE;
  *field = (SnRosterField) GPOINTER_TO_UINT (value);
  return TRUE;
}

static GHashTable *
fold_map (GHashTable  *map,
          GError     **error)
{
  g_autoptr (GHashTable) folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer heading, key;

  g_hash_table_iter_init (&iter, map);
  while (g_hash_table_iter_next (&iter, &heading, &key))
    {
      SnRosterField field;

      if (!sn_roster_field_from_key (key, &field))
        {
          g_autofree char *keys = sn_roster_field_list_keys ();

          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _("“%s” is not a field of a roster. Choose one of: %s."), (const char *) key, keys);
          return NULL;
        }
      g_hash_table_insert (folded, sn_roster_heading_fold (heading), GUINT_TO_POINTER (field));
    }
  return g_steal_pointer (&folded);
}

/* The column's field from the rows of the heading, bottom up: 户主 over 姓名 is the head's name, but 账户信息 over 账号 is
 * just the account. Words inside a longer heading only count where no other row tells. */
static SnRosterField
judge_column (SnSheetLine **rows,
              guint         n_rows,
              guint         column,
              GHashTable   *folded_map,
              guint        *strength)
{
  SnRosterField field;
  const char *lower = "";
  guint lower_row = 0;

  *strength = SN_ROSTER_MATCH_NONE;
  for (guint i = n_rows; i > 0 && *lower == '\0'; i--)
    {
      if (is_blank (get_text (rows[i - 1], column)))
        continue;
      lower = get_text (rows[i - 1], column);
      lower_row = i - 1;
    }
  if (*lower == '\0')
    return SN_ROSTER_FIELD_NONE;

  if (lower_row > 0)
    {
      g_autofree char *combined = g_strconcat (get_group_text (rows[lower_row - 1], column), lower, NULL);

      if (lookup_map (folded_map, combined, &field))
        {
          *strength = SN_ROSTER_MATCH_MAPPED;
          return field;
        }
      if (!lookup_map (folded_map, lower, &field))
        {
          field = sn_roster_heading_match (combined, TRUE, strength);
          if (*strength > SN_ROSTER_MATCH_NONE)
            return field;
        }
    }
  if (lookup_map (folded_map, lower, &field))
    {
      *strength = SN_ROSTER_MATCH_MAPPED;
      return field;
    }
  return sn_roster_heading_match (lower, FALSE, strength);
}

typedef struct
{
  guint         n_columns;
  SnRosterField fields[MAX_COLUMNS];
  int           columns[SN_ROSTER_N_FIELDS];
  guint         n_found;
} Candidate;

static void
judge_rows (SnSheetLine **rows,
            guint         n_rows,
            GHashTable   *folded_map,
            Candidate    *candidate)
{
  guint best[SN_ROSTER_N_FIELDS] = { 0, };

  candidate->n_columns = 0;
  candidate->n_found = 0;
  for (guint i = 0; i < SN_ROSTER_N_FIELDS; i++)
    candidate->columns[i] = -1;
  for (guint i = 0; i < n_rows; i++)
    candidate->n_columns = MAX (candidate->n_columns, MIN (rows[i]->n_cells, MAX_COLUMNS));

  for (guint column = 0; column < candidate->n_columns; column++)
    {
      guint strength;
      SnRosterField field = judge_column (rows, n_rows, column, folded_map, &strength);

      candidate->fields[column] = SN_ROSTER_FIELD_NONE;
      if (field == SN_ROSTER_FIELD_NONE || strength <= best[field])
        continue;
      if (candidate->columns[field] >= 0)
        candidate->fields[candidate->columns[field]] = SN_ROSTER_FIELD_NONE;
      else
        candidate->n_found++;
      best[field] = strength;
      candidate->columns[field] = (int) column;
      candidate->fields[column] = field;
    }
}

static void
move_field (Candidate     *candidate,
            SnRosterField  from,
            SnRosterField  to)
{
  candidate->columns[to] = candidate->columns[from];
  candidate->columns[from] = -1;
  candidate->fields[candidate->columns[to]] = to;
}

static void
let_head_stand_for_person (Candidate *candidate)
{
  if (candidate->columns[SN_ROSTER_FIELD_NAME] >= 0 || candidate->columns[SN_ROSTER_FIELD_HEAD_NAME] < 0)
    return;
  move_field (candidate, SN_ROSTER_FIELD_HEAD_NAME, SN_ROSTER_FIELD_NAME);
  if (candidate->columns[SN_ROSTER_FIELD_DOCUMENT] < 0 && candidate->columns[SN_ROSTER_FIELD_HEAD_DOCUMENT] >= 0)
    move_field (candidate, SN_ROSTER_FIELD_HEAD_DOCUMENT, SN_ROSTER_FIELD_DOCUMENT);
}

/* Rows of a heading follow one another, and none holds a long number: that is data. */
static gboolean
rows_may_be_heading (SnSheetLine **rows,
                     guint         n_rows)
{
  if (rows[n_rows - 1]->row >= rows[0]->row + MAX_HEADING_ROWS)
    return FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      for (guint column = 0; column < rows[i]->n_cells; column++)
        {
          guint digits = 0;

          for (const char *at = rows[i]->cells[column].text; *at != '\0'; at++)
            digits += g_ascii_isdigit (*at) ? 1 : 0;
          if (digits >= 11)
            return FALSE;
        }
    }
  return TRUE;
}

/* 单位：万元 above the table or 金额（万元） in the heading itself, which goes first. */
static gboolean
is_in_wan (GPtrArray  *lines,
           guint       n_above,
           const char *amount_heading)
{
  g_autofree char *heading = sn_text_squeeze (amount_heading);

  if (strstr (heading, "万元") != NULL)
    return TRUE;
  if (g_str_has_suffix (heading, "元)") || g_str_has_suffix (heading, "元"))
    return FALSE;

  for (guint i = 0; i < n_above; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);

      for (guint column = 0; column < line->n_cells; column++)
        {
          g_autofree char *text = sn_text_squeeze (line->cells[column].text);

          if (g_regex_match_simple ("单位[:：]?[(（]?(人民币)?万元", text, 0, 0))
            return TRUE;
        }
    }
  return FALSE;
}

static void
fill_header (SnSheetHeader   *header,
             const Candidate *candidate,
             GPtrArray       *lines,
             guint            first,
             guint            n_rows)
{
  g_autoptr (GString) amount_heading = g_string_new (NULL);

  header->first_row = ((SnSheetLine *) g_ptr_array_index (lines, first))->row;
  header->last_row = ((SnSheetLine *) g_ptr_array_index (lines, first + n_rows - 1))->row;
  header->n_columns = candidate->n_columns;
  header->fields = g_memdup2 (candidate->fields, sizeof (SnRosterField) * candidate->n_columns);
  memcpy (header->columns, candidate->columns, sizeof header->columns);
  header->headings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < n_rows; i++)
    {
      SnSheetLine *line = g_ptr_array_index (lines, first + i);
      char **folded = g_new0 (char *, candidate->n_columns + 1);

      for (guint column = 0; column < candidate->n_columns; column++)
        folded[column] = sn_roster_heading_fold (get_text (line, column));
      g_ptr_array_add (header->headings, folded);
      if (candidate->columns[SN_ROSTER_FIELD_AMOUNT] >= 0)
        g_string_append (amount_heading, get_text (line, (guint) candidate->columns[SN_ROSTER_FIELD_AMOUNT]));
    }
  header->in_wan = is_in_wan (lines, first + n_rows, amount_heading->str);
}

/* Every heading that --map names must be there: a typing error must not quietly read another column. */
static gboolean
check_map (GHashTable           *map,
           const SnSheetHeader  *header,
           GPtrArray            *lines,
           guint                 first,
           GError              **error)
{
  GHashTableIter iter;
  gpointer heading;

  g_hash_table_iter_init (&iter, map);
  while (g_hash_table_iter_next (&iter, &heading, NULL))
    {
      g_autofree char *wanted = sn_roster_heading_fold (heading);
      gboolean found = FALSE;

      for (guint i = 0; !found && i < header->headings->len; i++)
        {
          char **folded = g_ptr_array_index (header->headings, i);
          SnSheetLine *above = i > 0 ? g_ptr_array_index (lines, first + i - 1) : NULL;

          for (guint column = 0; !found && column < header->n_columns; column++)
            {
              g_autofree char *group = above != NULL ? sn_roster_heading_fold (get_group_text (above, column)) : NULL;
              g_autofree char *combined = g_strconcat (group != NULL ? group : "", folded[column], NULL);

              found = strcmp (folded[column], wanted) == 0 || strcmp (combined, wanted) == 0;
            }
        }
      if (!found)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _("No column of the sheet is headed “%s”. Write the heading as it stands in row %u."),
                       (const char *) heading, header->last_row);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
sn_sheet_header_find (GPtrArray      *lines,
                      GHashTable     *map,
                      SnSheetHeader  *header,
                      GError        **error)
{
  g_autoptr (GHashTable) folded_map = NULL;
  gboolean saw_name = FALSE, saw_document = FALSE;
  Candidate best = { .n_found = 0 };
  guint best_first = 0, best_rows = 0;

  memset (header, 0, sizeof *header);
  if (map != NULL && g_hash_table_size (map) > 0)
    {
      folded_map = fold_map (map, error);
      if (folded_map == NULL)
        return FALSE;
    }

  /* Most fields first, then fewest rows, so that neither half of a two-row heading is left out nor a title taken in; then
   * the topmost, as the heading may be printed again further down. */
  for (guint n_rows = 1; n_rows <= MAX_HEADING_ROWS; n_rows++)
    {
      for (guint first = 0; first + n_rows <= MIN (lines->len, SN_SHEET_HEADER_SEARCH_ROWS); first++)
        {
          SnSheetLine **rows = (SnSheetLine **) lines->pdata + first;
          Candidate candidate;

          if (!rows_may_be_heading (rows, n_rows))
            continue;
          judge_rows (rows, n_rows, folded_map, &candidate);
          let_head_stand_for_person (&candidate);
          saw_name |= candidate.columns[SN_ROSTER_FIELD_NAME] >= 0;
          saw_document |= candidate.columns[SN_ROSTER_FIELD_DOCUMENT] >= 0;
          if (candidate.columns[SN_ROSTER_FIELD_NAME] < 0 || candidate.columns[SN_ROSTER_FIELD_DOCUMENT] < 0
              || candidate.n_found <= best.n_found)
            continue;
          best = candidate;
          best_first = first;
          best_rows = n_rows;
        }
    }
  if (best_rows > 0)
    {
      fill_header (header, &best, lines, best_first, best_rows);
      if (folded_map == NULL || check_map (map, header, lines, best_first, error))
        return TRUE;
      sn_sheet_header_clear (header);
      return FALSE;
    }

  if (saw_name && !saw_document)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _("The table has a column for the name, but none for the ID number. A roster needs both in one heading "
                           "row, e.g. 姓名 and 身份证号. Add the column, or say which one it is."));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _("No heading row was found in the first %d rows. A roster needs a column for the name and one for the ID "
                   "number, e.g. 姓名 and 身份证号. Choose the right sheet, or say which columns they are."),
                 SN_SHEET_HEADER_SEARCH_ROWS);
  return FALSE;
}

gboolean
sn_sheet_header_is_repeat (const SnSheetHeader *header,
                           const SnCell        *cells,
                           guint                n_cells)
{
  for (guint i = 0; i < header->headings->len; i++)
    {
      char **headings = g_ptr_array_index (header->headings, i);
      guint filled = 0, same = 0;

      for (guint column = 0; column < n_cells; column++)
        {
          g_autofree char *folded = cells[column].type == SN_CELL_TEXT ? sn_roster_heading_fold (cells[column].text) : NULL;

          if (cells[column].type == SN_CELL_EMPTY || (folded != NULL && *folded == '\0'))
            continue;
          filled++;
          same += folded != NULL && column < header->n_columns && strcmp (folded, headings[column]) == 0 ? 1 : 0;
          /* Data rows part ways with the heading at their first cells; do not fold the rest of 200,000 of them. */
          if (filled >= 3 && same == 0)
            break;
        }
      if (same >= 2 && same * 2 >= filled)
        return TRUE;
    }
  return FALSE;
}

void
sn_sheet_header_clear (SnSheetHeader *header)
{
  g_clear_pointer (&header->fields, g_free);
  g_clear_pointer (&header->headings, g_ptr_array_unref);
  memset (header, 0, sizeof *header);
}
