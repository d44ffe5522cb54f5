/* sn-roster-settle.c: what the rows of a sheet only tell together: merged cells, and the towns that sections name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-settle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-text.h"

/* The longest name of a town before 镇 or 街道, in characters. */
#define TOWN_CHARACTERS 8

/* A row that waits for the end. Texts of places lie once each in a string chunk: there are few of them. */
typedef struct
{
  const char  *town;    /* as written */
  const char  *village;
  gint64       section_town_id;
} WaitingRow;

struct _SnRosterSettler
{
  const SnRosterCells *cells_of;
  GStringChunk        *texts;
  SnDivisions         *divisions;
  SnCategories        *categories;
  GPtrArray           *rows;       /* SnRosterRow, of all sheets */
  guint                first;      /* the place of the first waiting one among them */
  GArray              *waiting;    /* WaitingRow, ascending rows */
  GStringChunk        *places;
  gint64               section_town_id;
  GHashTable          *towns;      /* text → id: what was asked before */
  GHashTable          *villages;   /* "town text" → id */
  GHashTable          *categories_found;
};

SnRosterSettler *
sn_roster_settler_new (const SnRosterCells *cells_of,
                       GPtrArray           *rows,
                       GStringChunk        *texts,
                       SnDivisions         *divisions,
                       SnCategories        *categories)
{
  SnRosterSettler *settler = g_new0 (SnRosterSettler, 1);

  settler->cells_of = cells_of;
  settler->rows = rows;
  settler->first = rows->len;
  settler->texts = texts;
  settler->divisions = divisions;
  settler->categories = categories;
  settler->waiting = g_array_new (FALSE, FALSE, sizeof (WaitingRow));
  settler->places = g_string_chunk_new (4096);
  settler->towns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  settler->villages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  settler->categories_found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return settler;
}

void
sn_roster_settler_free (SnRosterSettler *settler)
{
  if (settler == NULL)
    return;
  g_array_unref (settler->waiting);
  g_string_chunk_free (settler->places);
  g_hash_table_unref (settler->towns);
  g_hash_table_unref (settler->villages);
  g_hash_table_unref (settler->categories_found);
  g_free (settler);
}

static SnRosterRow *
get_row (const SnRosterSettler *settler,
         guint                  index)
{
  return g_ptr_array_index (settler->rows, settler->first + index);
}

static gint64
remember (GHashTable *table,
          const char *text,
          gint64      id)
{
  g_hash_table_insert (table, g_strdup (text), g_memdup2 (&id, sizeof id));
  return id;
}

/* ── Places ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The town whose name ends at @ending in @text; @length: of that ending, 镇 or 街道. 0 when none. */
static gint64
find_town_ending (SnRosterSettler *settler,
                  const char      *text,
                  const char      *ending,
                  gsize            length)
{
  const char *start = ending;

  for (guint n = 0; n < TOWN_CHARACTERS && start > text; n++)
    {
      g_autofree char *name = NULL;
      gint64 town_id;

      start = g_utf8_prev_char (start);
      name = g_strndup (start, (gsize) (ending - start) + length);
      town_id = sn_divisions_find_town (settler->divisions, name);
      if (town_id != 0)
        return town_id;
    }
  return 0;
}

/* The town that a longer text names: 上海市青浦区朱家角镇张马村3号, 一、夏阳街道（25人）. 0 when none, or when it names two. */
static gint64
find_town_inside (SnRosterSettler *settler,
                  const char      *text)
{
  static const char *const ENDINGS[] = { "街道", "镇" };
  g_autofree char *squeezed = sn_text_squeeze (text);
  gint64 found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    {
      for (char *ending = strstr (squeezed, ENDINGS[i]); ending != NULL; ending = strstr (ending + 1, ENDINGS[i]))
        {
          gint64 town_id = find_town_ending (settler, squeezed, ending, strlen (ENDINGS[i]));

          if (town_id != 0 && found != 0 && town_id != found)
            return 0;
          found = town_id != 0 ? town_id : found;
        }
    }
  return found;
}

static gint64
find_town (SnRosterSettler *settler,
           const char      *text)
{
  const gint64 *known = g_hash_table_lookup (settler->towns, text);
  gint64 town_id;

  if (known != NULL)
    return *known;
  town_id = sn_divisions_find_town (settler->divisions, text);
  if (town_id == 0)
    town_id = find_town_inside (settler, text);
  return remember (settler->towns, text, town_id);
}

static gint64
find_village (SnRosterSettler *settler,
              gint64           town_id,
              const char      *text)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", town_id, text);
  const gint64 *known = g_hash_table_lookup (settler->villages, key);

  if (known != NULL)
    return *known;
  return remember (settler->villages, key, sn_divisions_find_village (settler->divisions, town_id, text));
}

/* Where the cell is empty: the section's town, the only town with such a village, or the one in the address. */
static gint64
infer_town (SnRosterSettler   *settler,
            const WaitingRow  *waiting,
            const SnRosterRow *row)
{
  gint64 village_id;

  if (waiting->section_town_id != 0)
    return waiting->section_town_id;
  village_id = *waiting->village != '\0' ? find_village (settler, 0, waiting->village) : 0;
  if (village_id != 0)
    return sn_divisions_get_parent (settler->divisions, village_id);
  return row->address != NULL ? find_town_inside (settler, row->address) : 0;
}

static void
note_missing_town (SnRosterSettler   *settler,
                   const SnCellPlace *place,
                   gint64             town_id)
{
  g_autofree char *rest = NULL;

  if (town_id != 0)
    rest = g_strdup_printf (_("%s was taken from the rest of the row; check it."),
                            sn_divisions_get_name (settler->divisions, town_id));
  else
    rest = g_strdup (_("The row counts for no town until it is entered."));
  sn_roster_fault_add (settler->cells_of->faults, place, "town_missing", "", rest);
}

/* 徐泾街道 for 徐泾镇: there is but one 徐泾, yet a word was read as another. */
static gboolean
is_other_kind (const char *written,
               const char *name)
{
  return strstr (written, name) == NULL && (g_str_has_suffix (written, "街道") || g_str_has_suffix (written, "镇"));
}

static void
settle_place (SnRosterSettler *settler,
              WaitingRow      *waiting,
              SnRosterRow     *row)
{
  int column = settler->cells_of->header->columns[SN_ROSTER_FIELD_TOWN];
  SnCellPlace place = { settler->cells_of->sheet, row->row, column };
  g_autofree char *squeezed = sn_text_squeeze (waiting->town);

  if (settler->divisions == NULL)
    return;
  if (*squeezed == '\0')
    {
      row->town_id = infer_town (settler, waiting, row);
      if (column >= 0)
        note_missing_town (settler, &place, row->town_id);
    }
  else
    {
      row->town_id = find_town (settler, squeezed);
      if (row->town_id == 0)
        sn_roster_fault_add (settler->cells_of->faults, &place, "town_unknown", waiting->town);
      else if (is_other_kind (squeezed, sn_divisions_get_name (settler->divisions, row->town_id)))
        sn_roster_fault_add (settler->cells_of->faults, &place, "town_read_as", waiting->town,
                             sn_divisions_get_name (settler->divisions, row->town_id));
      else if (strcmp (squeezed, waiting->town) != 0)
        sn_roster_fault_add (settler->cells_of->faults, &place, "town_cleaned", waiting->town);
    }
  if (*waiting->village == '\0')
    return;
  row->village_id = find_village (settler, row->town_id, waiting->village);
  /* New villages are met before they are in the list; without an address this is all that is known of the place. */
  if (row->village_id == 0 && row->address == NULL)
    row->address = g_string_chunk_insert_const (settler->texts, waiting->village);
}

static void
settle_category (SnRosterSettler *settler,
                 SnRosterRow     *row)
{
  const gint64 *known;

  if (row->category_text == NULL || settler->categories == NULL)
    return;
  known = g_hash_table_lookup (settler->categories_found, row->category_text);
  row->category_id = known != NULL ? *known
                                   : remember (settler->categories_found, row->category_text,
                                               sn_categories_find (settler->categories, row->category_text));
}

/* ── Rows as they come ───────────────────────────────────────────────────────────────────────────────────────── */

void
sn_roster_settler_add_section (SnRosterSettler *settler,
                               const SnCell    *cells,
                               guint            n_cells)
{
  for (guint i = 0; settler->divisions != NULL && i < n_cells; i++)
    {
      gint64 town_id = *cells[i].text != '\0' ? find_town (settler, cells[i].text) : 0;

      if (town_id == 0)
        continue;
      settler->section_town_id = town_id;
      return;
    }
}

static const char *
keep_place (SnRosterSettler *settler,
            SnRosterField    field,
            const SnCell    *cells,
            guint            n_cells)
{
  const SnCell *cell = sn_roster_cells_get (settler->cells_of, field, cells, n_cells);

  return cell->type == SN_CELL_ERROR || cell->type == SN_CELL_FORMULA
           ? "" : g_string_chunk_insert_const (settler->places, cell->text);
}

void
sn_roster_settler_add_row (SnRosterSettler *settler,
                           const SnCell    *cells,
                           guint            n_cells)
{
  WaitingRow waiting = { NULL, NULL, settler->section_town_id };

  waiting.town = keep_place (settler, SN_ROSTER_FIELD_TOWN, cells, n_cells);
  waiting.village = keep_place (settler, SN_ROSTER_FIELD_VILLAGE, cells, n_cells);
  g_array_append_val (settler->waiting, waiting);
}

/* ── At the end ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* What a cell merged downwards says of all the rows beside it. Never the person, the account or the amount. */
static const struct
{
  SnRosterField field;
  gsize         offset;
} CARRIED_TEXTS[] = {
  { SN_ROSTER_FIELD_HOUSEHOLD_NUMBER, G_STRUCT_OFFSET (SnRosterRow, household_number) },
  { SN_ROSTER_FIELD_HEAD_NAME, G_STRUCT_OFFSET (SnRosterRow, head_name) },
  { SN_ROSTER_FIELD_HEAD_DOCUMENT, G_STRUCT_OFFSET (SnRosterRow, head_document_number) },
  { SN_ROSTER_FIELD_CATEGORY, G_STRUCT_OFFSET (SnRosterRow, category_text) },
  { SN_ROSTER_FIELD_ADDRESS, G_STRUCT_OFFSET (SnRosterRow, address) },
  { SN_ROSTER_FIELD_BANK, G_STRUCT_OFFSET (SnRosterRow, bank_name) },
  { SN_ROSTER_FIELD_RATE, G_STRUCT_OFFSET (SnRosterRow, rate_text) },
};

/* The index of the first waiting row at or below @row. */
static guint
find_waiting (SnRosterSettler *settler,
              guint            row)
{
  guint low = 0, high = settler->waiting->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_row (settler, middle)->row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static char *
copy_text (SnRosterSettler *settler,
           const char      *text)
{
  return text != NULL ? g_string_chunk_insert_const (settler->texts, text) : NULL;
}

static void
carry_into (SnRosterSettler *settler,
            SnRosterField    field,
            guint            from_index,
            guint            to_index)
{
  const WaitingRow *from = &g_array_index (settler->waiting, WaitingRow, from_index);
  WaitingRow *to = &g_array_index (settler->waiting, WaitingRow, to_index);

  if (field == SN_ROSTER_FIELD_TOWN && *to->town == '\0')
    to->town = from->town;
  if (field == SN_ROSTER_FIELD_VILLAGE && *to->village == '\0')
    to->village = from->village;
  for (guint i = 0; i < G_N_ELEMENTS (CARRIED_TEXTS); i++)
    {
      char **text = G_STRUCT_MEMBER_P (get_row (settler, to_index), CARRIED_TEXTS[i].offset);

      if (field == CARRIED_TEXTS[i].field && *text == NULL)
        *text = copy_text (settler, G_STRUCT_MEMBER (char *, get_row (settler, from_index), CARRIED_TEXTS[i].offset));
    }
}

/* Whether a cell that is merged downwards lies in a column that is read. */
static gboolean
is_carried (SnRosterSettler   *settler,
            const SnCellRange *range)
{
  return range->last_row > range->first_row && range->first_column > 0
         && range->first_column <= settler->cells_of->header->n_columns;
}

static void
carry_merged_cells (SnRosterSettler *settler,
                    GArray          *merges)
{
  const SnSheetHeader *header = settler->cells_of->header;

  for (guint i = 0; merges != NULL && i < merges->len; i++)
    {
      const SnCellRange *range = &g_array_index (merges, SnCellRange, i);
      guint first;

      if (!is_carried (settler, range))
        continue;
      first = find_waiting (settler, range->first_row);
      for (guint j = first + 1; j < settler->waiting->len; j++)
        {
          if (get_row (settler, first)->row != range->first_row || get_row (settler, j)->row > range->last_row)
            break;
          carry_into (settler, header->fields[range->first_column - 1], first, j);
        }
    }
}

void
sn_roster_settler_change_row (SnRosterSettler *settler,
                              guint            index,
                              const SnCell    *cells,
                              guint            n_cells,
                              GArray          *merges)
{
  WaitingRow *waiting = &g_array_index (settler->waiting, WaitingRow, index);
  SnRosterRow *row = get_row (settler, index);

  waiting->town = keep_place (settler, SN_ROSTER_FIELD_TOWN, cells, n_cells);
  waiting->village = keep_place (settler, SN_ROSTER_FIELD_VILLAGE, cells, n_cells);
  for (guint i = 0; merges != NULL && i < merges->len; i++)
    {
      const SnCellRange *range = &g_array_index (merges, SnCellRange, i);

      if (is_carried (settler, range) && row->row > range->first_row && row->row <= range->last_row)
        {
          guint first = find_waiting (settler, range->first_row);

          if (get_row (settler, first)->row == range->first_row)
            carry_into (settler, settler->cells_of->header->fields[range->first_column - 1], first, index);
        }
    }
  settle_place (settler, waiting, row);
  settle_category (settler, row);
}

void
sn_roster_settler_finish (SnRosterSettler *settler,
                          GArray          *merges)
{
  carry_merged_cells (settler, merges);
  for (guint i = 0; i < settler->waiting->len; i++)
    {
      settle_place (settler, &g_array_index (settler->waiting, WaitingRow, i), get_row (settler, i));
      settle_category (settler, get_row (settler, i));
    }
}
