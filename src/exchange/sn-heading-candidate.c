/* sn-heading-candidate.c: what columns there would be if these rows were the heading of a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-heading-candidate.h"

#include "sn-returned-heading.h"

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
      if (sn_sheet_line_is_blank (rows[i - 1], column))
        continue;
      lower = sn_sheet_line_get_text (rows[i - 1], column);
      lower_row = i - 1;
    }
  if (*lower == '\0')
    return SN_ROSTER_FIELD_NONE;

  if (lower_row > 0)
    {
      g_autofree char *combined = g_strconcat (sn_sheet_line_get_group (rows[lower_row - 1], column), lower, NULL);

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

/* A mapping says of every row what its columns hold; the heading is the one that has words over them. */
static gboolean
has_heading (SnSheetLine **rows,
             guint         n_rows,
             guint         column)
{
  for (guint i = 0; i < n_rows; i++)
    if (!sn_sheet_line_is_blank (rows[i], column))
      return TRUE;
  return FALSE;
}

static guint
count_columns (const SnSheetLine *line)
{
  return MIN (sn_returned_heading_count_own (line), SN_HEADING_MAX_COLUMNS);
}

/* The parts of an amount may stand further to the right than all that the row above them holds. */
static guint
count_named (char **mapping)
{
  guint n_mapped = mapping != NULL ? g_strv_length (mapping) : 0;

  while (n_mapped > 0 && *mapping[n_mapped - 1] == '\0')
    n_mapped--;
  return MIN (n_mapped, SN_HEADING_MAX_COLUMNS);
}

static void
move_field (SnHeadingCandidate *candidate,
            SnRosterField       from,
            SnRosterField       to)
{
  candidate->columns[to] = candidate->columns[from];
  candidate->columns[from] = -1;
  candidate->fields[candidate->columns[to]] = to;
}

static void
let_head_stand_for_person (SnHeadingCandidate *candidate)
{
  if (candidate->columns[SN_ROSTER_FIELD_NAME] >= 0 || candidate->columns[SN_ROSTER_FIELD_HEAD_NAME] < 0)
    return;
  move_field (candidate, SN_ROSTER_FIELD_HEAD_NAME, SN_ROSTER_FIELD_NAME);
  if (candidate->columns[SN_ROSTER_FIELD_DOCUMENT] < 0 && candidate->columns[SN_ROSTER_FIELD_HEAD_DOCUMENT] >= 0)
    move_field (candidate, SN_ROSTER_FIELD_HEAD_DOCUMENT, SN_ROSTER_FIELD_DOCUMENT);
}

/* What a sheet can have twice, so that reading one of the two may read the wrong one. */
static gboolean
is_told_when_passed_over (SnRosterField field)
{
  return field == SN_ROSTER_FIELD_NAME || field == SN_ROSTER_FIELD_DOCUMENT || field == SN_ROSTER_FIELD_ACCOUNT
         || field == SN_ROSTER_FIELD_AMOUNT;
}

/* Of two columns for one field the better headed is read: 补助对象姓名 beside 领取人姓名. Only where both say the same, or both are
 * money, may the other be meant. */
static void
settle_passed_over (SnHeadingCandidate *candidate,
                    const guint        *strengths,
                    const guint        *best)
{
  for (guint column = 0; column < candidate->n_columns; column++)
    {
      SnRosterField field = candidate->passed_over[column];

      if (!is_told_when_passed_over (field) || candidate->columns[field] == (int) column || best[field] == SN_ROSTER_MATCH_MAPPED
          || (field != SN_ROSTER_FIELD_AMOUNT && strengths[column] < best[field]))
        candidate->passed_over[column] = SN_ROSTER_FIELD_NONE;
    }
}

/* 户籍地址 is where somebody lives where nothing else says it, unless an officer named it. */
static void
let_registered_stand_for_address (SnHeadingCandidate *candidate,
                                  const guint        *best)
{
  if (candidate->columns[SN_ROSTER_FIELD_ADDRESS] < 0 && candidate->columns[SN_ROSTER_FIELD_REGISTERED_ADDRESS] >= 0
      && best[SN_ROSTER_FIELD_REGISTERED_ADDRESS] < SN_ROSTER_MATCH_MAPPED)
    move_field (candidate, SN_ROSTER_FIELD_REGISTERED_ADDRESS, SN_ROSTER_FIELD_ADDRESS);
}

void
sn_heading_candidate_judge (SnHeadingCandidate  *candidate,
                            SnSheetLine        **rows,
                            guint                n_rows,
                            GHashTable          *folded_map,
                            char               **mapping)
{
  guint n_mapped = count_named (mapping);
  guint best[SN_ROSTER_N_FIELDS] = { 0, };
  guint strengths[SN_HEADING_MAX_COLUMNS];

  candidate->n_columns = n_mapped;
  candidate->n_found = 0;
  candidate->rival_amount = -1;
  candidate->names_amount = FALSE;
  candidate->is_amount_weak = FALSE;
  for (guint i = 0; i < SN_ROSTER_N_FIELDS; i++)
    candidate->columns[i] = -1;
  for (guint i = 0; i < n_rows; i++)
    candidate->n_columns = MAX (candidate->n_columns, count_columns (rows[i]));

  for (guint column = 0; column < candidate->n_columns; column++)
    {
      guint strength;
      SnRosterField field;

      if (column < n_mapped && *mapping[column] != '\0' && sn_roster_field_from_key (mapping[column], &field))
        strength = SN_ROSTER_MATCH_MAPPED;
      else
        field = judge_column (rows, n_rows, column, folded_map, &strength);

      candidate->fields[column] = SN_ROSTER_FIELD_NONE;
      candidate->passed_over[column] = field;
      strengths[column] = strength;
      if (field == SN_ROSTER_FIELD_AMOUNT && strength == best[field])
        candidate->rival_amount = (int) column;
      if (field == SN_ROSTER_FIELD_NONE || strength <= best[field])
        continue;
      if (field == SN_ROSTER_FIELD_AMOUNT)
        {
          candidate->rival_amount = -1;
          candidate->names_amount = strength == SN_ROSTER_MATCH_MAPPED;
          candidate->is_amount_weak = strength < SN_ROSTER_MATCH_PART;
        }
      if (strength == SN_ROSTER_MATCH_MAPPED && has_heading (rows, n_rows, column))
        candidate->n_found++;
      if (candidate->columns[field] >= 0)
        candidate->fields[candidate->columns[field]] = SN_ROSTER_FIELD_NONE;
      else
        candidate->n_found++;
      best[field] = strength;
      candidate->columns[field] = (int) column;
      candidate->fields[column] = field;
    }
  settle_passed_over (candidate, strengths, best);
  let_head_stand_for_person (candidate);
  let_registered_stand_for_address (candidate, best);
}

char *
sn_heading_layout (SnSheetLine **rows,
                   guint         n_rows)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n_columns = 0;

  for (guint i = 0; i < n_rows; i++)
    for (guint column = 0; column < count_columns (rows[i]); column++)
      if (!sn_sheet_line_is_blank (rows[i], column))
        n_columns = MAX (n_columns, column + 1);
  for (guint i = 0; i < n_rows; i++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          g_autofree char *folded = sn_roster_heading_fold (sn_sheet_line_get_text (rows[i], column));

          g_checksum_update (checksum, (const guchar *) folded, -1);
          g_checksum_update (checksum, (const guchar *) "\t", 1);
        }
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
