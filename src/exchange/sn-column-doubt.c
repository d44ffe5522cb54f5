/* sn-column-doubt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-column-doubt.h"

#include <glib/gi18n-lib.h>

#include "sn-rate-choice.h"
#include "sn-sheet-reader.h"

static void
free_doubt (gpointer data)
{
  SnColumnDoubt *doubt = data;

  g_array_unref (doubt->columns);
  g_free (doubt->message);
  g_free (doubt);
}

static GArray *
find_columns (const SnRosterField *fields, guint n_columns, SnRosterField field)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_columns; i++)
    if (fields[i] == field)
      g_array_append_val (columns, i);
  return columns;
}

static gboolean
has_field (const SnRosterField *fields, guint n_columns, SnRosterField field)
{
  for (guint i = 0; i < n_columns; i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

static char *
name_columns (GArray *columns)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      char letters[4];

      /* TRANSLATORS: between the letters of columns: A, C */
      g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", sn_column_name (g_array_index (columns, guint, i), letters));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
say_claimed (SnRosterField field, GArray *columns)
{
  g_autofree char *names = name_columns (columns);

  return g_strdup_printf (_("Columns %s are all taken for “%s”, but only one can be read as that. Choose something else for the others."),
                          names, sn_roster_field_get_label (field));
}

/* (nullable): a rate that rows may get and whose amount only the sheet can say */
static const SnBenefitRate *
find_open_rate (GPtrArray *rates, const char *rate_label)
{
  for (guint i = 0; i < rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (rates, i);

      if (!sn_benefit_rate_is_fixed (rate) && (rate_label == NULL || g_strcmp0 (rate->label, rate_label) == 0))
        return rate;
    }
  return NULL;
}

/* (transfer full) (nullable): the sentence for a field that no column is taken for; %NULL: it is not needed */
static char *
say_missing (const SnRosterField *fields, guint n_columns, SnRosterField field, GPtrArray *rates, const char *rate_label, gboolean needed)
{
  const char *label = sn_roster_field_get_label (field);
  const SnBenefitRate *rate = field == SN_ROSTER_FIELD_AMOUNT && rates != NULL ? find_open_rate (rates, rate_label) : NULL;
  gboolean lists_heads = !has_field (fields, n_columns, SN_ROSTER_FIELD_NAME) && has_field (fields, n_columns, SN_ROSTER_FIELD_HEAD_NAME);

  if (rate != NULL)
    return g_strdup_printf (_("No column is taken for “%s”, and the rate “%s” has no fixed amount. Choose it over the column that holds it."),
                            label, rate->label);
  if (needed || (field == SN_ROSTER_FIELD_NAME && !lists_heads) ||
      (field == SN_ROSTER_FIELD_DOCUMENT && !(lists_heads && has_field (fields, n_columns, SN_ROSTER_FIELD_HEAD_DOCUMENT))))
    return g_strdup_printf (_("No column is taken for “%s”. Choose it over the column that holds it."), label);
  return NULL;
}

GPtrArray *
sn_column_doubts_list (const SnRosterField *fields, guint n_columns, GPtrArray *rates, const char *rate_label,
                       SnRosterField needed)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func (free_doubt);

  for (SnRosterField field = SN_ROSTER_FIELD_NONE + 1; field < SN_ROSTER_N_FIELDS; field++)
    {
      g_autoptr (GArray) columns = find_columns (fields, n_columns, field);
      g_autofree char *message = NULL;
      SnColumnDoubt *doubt;

      if (columns->len == 1)
        continue;
      message = columns->len > 1 ? say_claimed (field, columns)
                                 : say_missing (fields, n_columns, field, rates, rate_label, field == needed);
      if (message == NULL)
        continue;
      doubt = g_new0 (SnColumnDoubt, 1);
      doubt->field = field;
      doubt->columns = g_steal_pointer (&columns);
      doubt->message = g_steal_pointer (&message);
      g_ptr_array_add (doubts, doubt);
    }
  return doubts;
}
