/* sn-sheet-header.c: which row of a sheet is the heading of a roster, and what each column holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-error.h"
#include "sn-heading-candidate.h"
#include "sn-sheet-top.h"
#include "sn-text.h"

#define MAX_HEADING_ROWS 3
#define GROUP_ROWS 2
#define PART_CHARACTERS 10

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

static GPtrArray *
fold_lines (GPtrArray *lines,
            guint      first,
            guint      end,
            guint      n_columns)
{
  GPtrArray *folded_lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = first; i < end; i++)
    {
      char **folded = g_new0 (char *, n_columns + 1);

      for (guint column = 0; column < n_columns; column++)
        folded[column] = sn_roster_heading_fold (sn_sheet_line_get_text (g_ptr_array_index (lines, i), column));
      g_ptr_array_add (folded_lines, folded);
    }
  return folded_lines;
}

static void
fill_header (SnSheetHeader   *header,
             const SnHeadingCandidate *candidate,
             GPtrArray       *lines,
             guint            first,
             guint            n_rows)
{
  g_autoptr (GString) amount_heading = g_string_new (NULL);
  int amount_column = candidate->columns[SN_ROSTER_FIELD_AMOUNT];

  header->first_row = ((SnSheetLine *) g_ptr_array_index (lines, first))->row;
  header->last_row = ((SnSheetLine *) g_ptr_array_index (lines, first + n_rows - 1))->row;
  header->n_columns = candidate->n_columns;
  header->fields = g_memdup2 (candidate->fields, sizeof (SnRosterField) * candidate->n_columns);
  memcpy (header->columns, candidate->columns, sizeof header->columns);
  header->headings = fold_lines (lines, first, first + n_rows, candidate->n_columns);
  header->above = fold_lines (lines, first >= GROUP_ROWS ? first - GROUP_ROWS : 0, first, candidate->n_columns);
  for (guint i = 0; amount_column >= 0 && i < n_rows; i++)
    g_string_append (amount_heading,
                     sn_sheet_line_get_text (g_ptr_array_index (lines, first + i), (guint) amount_column));
  header->unit = sn_sheet_top_find_unit (lines, first + n_rows, amount_heading->str);
  header->layout = sn_heading_layout ((SnSheetLine **) lines->pdata + first, n_rows);
  header->title = sn_sheet_top_find_title (lines, first);
  header->reporting_unit = sn_sheet_top_find_reporting_unit (lines, first);
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
              const char *over = above != NULL ? sn_sheet_line_get_group (above, column) : "";
              g_autofree char *group = sn_roster_heading_fold (over);
              g_autofree char *combined = g_strconcat (group, folded[column], NULL);

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

/* Saved in a character set without Chinese, every letter of a heading becomes a question mark. */
static gboolean
has_lost_letters (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);
      guint lost = 0;

      for (guint column = 0; column < line->n_cells; column++)
        {
          const char *text = line->cells[column].text;

          lost += strlen (text) >= 2 && strspn (text, "? ") == strlen (text) ? 1 : 0;
        }
      if (lost >= 3)
        return TRUE;
    }
  return FALSE;
}

static void
set_no_heading_error (GPtrArray  *lines,
                      gboolean    saw_name,
                      gboolean    saw_document,
                      GError    **error)
{
  if (has_lost_letters (lines))
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _("The Chinese text of this file was lost when it was saved: it holds question marks. Save "
                           "the original as .xlsx, or as .csv in UTF-8."));
  else if (saw_name && !saw_document)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _("The table has a column for the name, but none for the ID number. A roster needs both in one "
                           "heading row, e.g. 姓名 and 身份证号. Add the column, or say which one it is."));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _("No heading row was found in the first %d rows. A roster needs a column for the name and one for the "
                   "ID number, e.g. 姓名 and 身份证号. Choose the right sheet, or say which columns they are."),
                 SN_SHEET_HEADER_SEARCH_ROWS);
}

/* ── Amounts in several columns ──────────────────────────────────────────────────────────────────────────────── */

/* A short text without digits: not an amount. */
static gboolean
is_part_heading (const SnSheetLine *line,
                 guint              column)
{
  const char *text = sn_sheet_line_get_text (line, column);

  return !sn_sheet_line_is_blank (line, column) && strpbrk (text, "0123456789") == NULL
         && g_utf8_strlen (text, -1) <= PART_CHARACTERS;
}

static gboolean
is_total_heading (const char *text)
{
  static const char *const WORDS[] = { "合计", "小计", "总计", "总额", "实发", "金额" };
  g_autofree char *folded = sn_roster_heading_fold (text);

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      if (strstr (folded, WORDS[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_two_amounts (const char  *first,
                    const char  *second,
                    GError     **error)
{
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
               _("Both “%s” and “%s” could be the amount. Say which column is to be paid, or add one with the total."),
               first, second);
  return FALSE;
}

/* Whether @lower, below the heading found so far, names the parts of an amount that the user pointed out: it lists nobody. */
static gboolean
is_row_of_parts (const SnHeadingCandidate *best,
                 const SnSheetLine        *lower)
{
  return is_part_heading (lower, (guint) best->columns[SN_ROSTER_FIELD_AMOUNT])
         && sn_sheet_line_is_blank (lower, (guint) best->columns[SN_ROSTER_FIELD_NAME])
         && sn_sheet_line_is_blank (lower, (guint) best->columns[SN_ROSTER_FIELD_DOCUMENT]);
}

/* 补助金额 over 元旦 | 春节 | 合计: the total is paid; without one, nobody but the office can say what is. */
static gboolean
settle_amount (SnHeadingCandidate  *best,
               GPtrArray           *lines,
               guint                first,
               guint               *n_rows,
               GError             **error)
{
  int amount = best->columns[SN_ROSTER_FIELD_AMOUNT];
  const SnSheetLine *upper, *lower;
  guint end;

  if (amount < 0 || first + *n_rows > lines->len)
    return TRUE;
  upper = g_ptr_array_index (lines, first + *n_rows - 1);
  if (best->rival_amount >= 0)
    return refuse_two_amounts (sn_sheet_line_get_text (upper, (guint) amount),
                               sn_sheet_line_get_text (upper, (guint) best->rival_amount), error);
  if (first + *n_rows == lines->len)
    return TRUE;

  lower = g_ptr_array_index (lines, first + *n_rows);
  if (best->names_amount)
    {
      *n_rows += lower->row == upper->row + 1 && is_row_of_parts (best, lower) ? 1 : 0;
      return TRUE;
    }
  if (lower->row != upper->row + 1 || sn_sheet_line_is_blank (upper, (guint) amount)
      || !is_part_heading (lower, (guint) amount))
    return TRUE;
  end = (guint) amount + 1;
  while (end < MIN (lower->n_cells, SN_HEADING_MAX_COLUMNS) && sn_sheet_line_is_blank (upper, end)
         && is_part_heading (lower, end))
    end++;
  if (end == (guint) amount + 1)
    return TRUE;

  ++*n_rows;
  for (guint column = end; column-- > (guint) amount;)
    {
      if (!is_total_heading (lower->cells[column].text))
        continue;
      while (best->n_columns <= column)
        best->fields[best->n_columns++] = SN_ROSTER_FIELD_NONE;
      best->fields[amount] = SN_ROSTER_FIELD_NONE;
      best->fields[column] = SN_ROSTER_FIELD_AMOUNT;
      best->columns[SN_ROSTER_FIELD_AMOUNT] = (int) column;
      return TRUE;
    }
  return refuse_two_amounts (lower->cells[amount].text, lower->cells[amount + 1].text, error);
}

static void
drop_field (SnHeadingCandidate *candidate,
            SnRosterField       field)
{
  if (candidate->columns[field] >= 0)
    candidate->fields[candidate->columns[field]] = SN_ROSTER_FIELD_NONE;
  candidate->columns[field] = -1;
}

/* Whether most of what stands below the heading in this column begins with a figure. */
static gboolean
holds_figures (GPtrArray *lines,
               guint      first,
               guint      column)
{
  guint figures = 0, words = 0;

  for (guint i = first; i < lines->len; i++)
    {
      const char *text = sn_sheet_line_get_text (g_ptr_array_index (lines, i), column);
      g_autofree char *folded = sn_roster_heading_fold (text);

      if (*folded == '\0')
        continue;
      if (g_unichar_isdigit (g_utf8_get_char (folded)))
        figures++;
      else
        words++;
    }
  return figures > words;
}

static gboolean
is_filled_below (GPtrArray *lines,
                 guint      first,
                 guint      column)
{
  for (guint i = first; i < lines->len; i++)
    if (!sn_sheet_line_is_blank (g_ptr_array_index (lines, i), column))
      return TRUE;
  return FALSE;
}

/* Where what is paid or the sum is read, the others are its parts. */
static gboolean
reads_total (const SnHeadingCandidate *best,
             GPtrArray                *lines,
             guint                     last)
{
  static const char *const WORDS[] = { "实发", "实际", "合计", "总" };
  int amount = best->columns[SN_ROSTER_FIELD_AMOUNT];
  const char *heading = amount >= 0 ? sn_sheet_line_get_text (g_ptr_array_index (lines, last), (guint) amount) : "";

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strstr (heading, WORDS[i]) != NULL)
      return TRUE;
  return amount < 0;
}

static GArray *
list_passed_over (const SnHeadingCandidate *best,
                  GPtrArray                *lines,
                  guint                     end)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean ignores_amounts = reads_total (best, lines, end - 1);

  for (guint column = 0; column < best->n_columns; column++)
    {
      SnRosterField field = best->passed_over[column];
      gboolean is_amount = field == SN_ROSTER_FIELD_AMOUNT;

      if (field == SN_ROSTER_FIELD_NONE || best->fields[column] != SN_ROSTER_FIELD_NONE || (is_amount && ignores_amounts))
        continue;
      if (is_amount ? holds_figures (lines, end, column) : is_filled_below (lines, end, column))
        g_array_append_val (columns, column);
    }
  return columns;
}

/* 补助 over figures is the amount; over words it says for what, as a rate does. Nothing is refused for the sake of such a heading. */
static void
settle_weak_amount (SnHeadingCandidate *best,
                    GPtrArray          *lines,
                    guint               first,
                    guint               n_rows)
{
  int amount = best->columns[SN_ROSTER_FIELD_AMOUNT];

  if (amount < 0 || !best->is_amount_weak)
    return;
  if (best->rival_amount >= 0 || !holds_figures (lines, first + n_rows, (guint) amount))
    drop_field (best, SN_ROSTER_FIELD_AMOUNT);
}

/* The heading that fits best so far. */
typedef struct
{
  const SnSheetHints *hints;
  GHashTable         *folded_map;  /* (nullable) */
  char              **mapping;     /* (nullable) */
  SnHeadingCandidate  best;
  guint               first;
  guint               n_rows;      /* 0: none yet */
  gboolean            is_remembered;
  gboolean            saw_name;
  gboolean            saw_document;
} Search;

/* What was remembered for these very headings; only where the user says nothing himself. */
static char **
recall_mapping (Search       *search,
                SnSheetLine **rows,
                guint         n_rows)
{
  g_autofree char *layout = NULL;
  const char *mapping;

  if (search->folded_map != NULL || search->mapping != NULL || sn_sheet_layouts_is_empty (search->hints->layouts))
    return NULL;
  layout = sn_heading_layout (rows, n_rows);
  mapping = sn_sheet_layouts_find (search->hints->layouts, layout);
  return mapping != NULL ? g_strsplit (mapping, ",", -1) : NULL;
}

static void
try_rows (Search       *search,
          SnSheetLine **rows,
          guint         first,
          guint         n_rows)
{
  g_auto (GStrv) recalled = recall_mapping (search, rows, n_rows);
  SnHeadingCandidate candidate;

  sn_heading_candidate_judge (&candidate, rows, n_rows, search->folded_map, recalled != NULL ? recalled : search->mapping);
  search->saw_name |= candidate.columns[SN_ROSTER_FIELD_NAME] >= 0;
  search->saw_document |= candidate.columns[SN_ROSTER_FIELD_DOCUMENT] >= 0;
  if (candidate.columns[SN_ROSTER_FIELD_NAME] < 0 || candidate.columns[SN_ROSTER_FIELD_DOCUMENT] < 0
      || candidate.n_found <= search->best.n_found)
    return;
  search->best = candidate;
  search->first = first;
  search->n_rows = n_rows;
  search->is_remembered = recalled != NULL;
}

/* Most fields first, then fewest rows, so that neither half of a two-row heading is left out nor a title taken in; then the
 * topmost, as the heading may be printed again further down. */
static void
search_heading (Search    *search,
                GPtrArray *lines)
{
  for (guint n_rows = 1; n_rows <= MAX_HEADING_ROWS; n_rows++)
    {
      for (guint first = 0; first + n_rows <= MIN (lines->len, SN_SHEET_HEADER_SEARCH_ROWS); first++)
        {
          SnSheetLine **rows = (SnSheetLine **) lines->pdata + first;

          if (search->hints->heading_row != 0 && rows[n_rows - 1]->row != search->hints->heading_row)
            continue;
          if (rows_may_be_heading (rows, n_rows))
            try_rows (search, rows, first, n_rows);
        }
    }
}

gboolean
sn_sheet_header_find (GPtrArray           *lines,
                      const SnSheetHints  *hints,
                      SnSheetHeader       *header,
                      GError             **error)
{
  g_autoptr (GHashTable) folded_map = NULL;
  g_auto (GStrv) mapping = hints->mapping != NULL ? g_strsplit (hints->mapping, ",", -1) : NULL;
  Search search = { .hints = hints, .mapping = mapping };

  memset (header, 0, sizeof *header);
  if (hints->map != NULL && g_hash_table_size (hints->map) > 0)
    {
      folded_map = sn_roster_map_fold (hints->map, error);
      if (folded_map == NULL)
        return FALSE;
      search.folded_map = folded_map;
    }
  search_heading (&search, lines);
  if (search.n_rows == 0)
    {
      set_no_heading_error (lines, search.saw_name, search.saw_document, error);
      return FALSE;
    }
  if (hints->people_only)
    {
      drop_field (&search.best, SN_ROSTER_FIELD_AMOUNT);
      drop_field (&search.best, SN_ROSTER_FIELD_RATE);
    }
  settle_weak_amount (&search.best, lines, search.first, search.n_rows);
  if (!settle_amount (&search.best, lines, search.first, &search.n_rows,
                      hints->leaves_amount_open || search.best.is_amount_weak ? NULL : error))
    {
      if (!hints->leaves_amount_open && !search.best.is_amount_weak)
        return FALSE;
      drop_field (&search.best, SN_ROSTER_FIELD_AMOUNT);
    }
  fill_header (header, &search.best, lines, search.first, search.n_rows);
  header->is_remembered = search.is_remembered;
  header->passed_over = list_passed_over (&search.best, lines, search.first + search.n_rows);
  if (folded_map == NULL || check_map (hints->map, header, lines, search.first, error))
    return TRUE;
  sn_sheet_header_clear (header);
  return FALSE;
}

char *
sn_sheet_header_make_mapping (const SnSheetHeader *header)
{
  g_autoptr (GString) mapping = g_string_new (NULL);

  for (guint column = 0; column < header->n_columns; column++)
    g_string_append_printf (mapping, "%s%s", column > 0 ? "," : "", sn_roster_field_to_key (header->fields[column]));
  return g_string_free (g_steal_pointer (&mapping), FALSE);
}

gboolean
sn_sheet_header_is_alike (const SnSheetHeader *header,
                          const SnSheetHeader *other)
{
  /* What one village writes down and the next leaves out does not make another table. */
  static const SnRosterField TELLING[] = {
    SN_ROSTER_FIELD_CATEGORY, SN_ROSTER_FIELD_HOUSEHOLD_NUMBER, SN_ROSTER_FIELD_HEAD_NAME, SN_ROSTER_FIELD_HEAD_DOCUMENT,
    SN_ROSTER_FIELD_ACCOUNT,  SN_ROSTER_FIELD_AMOUNT,           SN_ROSTER_FIELD_RATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (TELLING); i++)
    if ((header->columns[TELLING[i]] >= 0) != (other->columns[TELLING[i]] >= 0))
      return FALSE;
  return TRUE;
}

static gboolean
repeats_row (char         **headings,
             guint          n_columns,
             const SnCell  *cells,
             guint          n_cells)
{
  guint filled = 0, same = 0;

  for (guint column = 0; column < n_cells; column++)
    {
      g_autofree char *folded = NULL;

      if (cells[column].type == SN_CELL_EMPTY)
        continue;
      folded = sn_roster_heading_fold (cells[column].text);
      filled += *folded != '\0' ? 1 : 0;
      same += *folded != '\0' && column < n_columns && strcmp (folded, headings[column]) == 0 ? 1 : 0;
    }
  return same >= 2 && same * 2 >= filled;
}

gboolean
sn_sheet_header_is_repeat (const SnSheetHeader *header,
                           const SnCell        *cells,
                           guint                n_cells)
{
  for (guint i = 0; i < header->headings->len; i++)
    {
      if (repeats_row (g_ptr_array_index (header->headings, i), header->n_columns, cells, n_cells))
        return TRUE;
    }
  for (guint i = 0; i < header->above->len; i++)
    {
      if (repeats_row (g_ptr_array_index (header->above, i), header->n_columns, cells, n_cells))
        return TRUE;
    }
  return FALSE;
}

void
sn_sheet_header_clear (SnSheetHeader *header)
{
  g_clear_pointer (&header->fields, g_free);
  g_clear_pointer (&header->headings, g_ptr_array_unref);
  g_clear_pointer (&header->above, g_ptr_array_unref);
  g_clear_pointer (&header->passed_over, g_array_unref);
  g_clear_pointer (&header->layout, g_free);
  g_clear_pointer (&header->title, g_free);
  g_clear_pointer (&header->reporting_unit, g_free);
  memset (header, 0, sizeof *header);
}
