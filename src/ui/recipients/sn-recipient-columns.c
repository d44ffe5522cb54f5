/* sn-recipient-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-columns.h"

#include "sn-money.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Texts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_name (SnRecipient *recipient)
{
  return g_strdup (sn_recipient_get_name (recipient));
}

static char *
dup_document (SnRecipient *recipient)
{
  return g_strdup (sn_recipient_get_document_masked (recipient));
}

static char *
dup_sex (SnRecipient *recipient)
{
  static const char *const words[] = { [SN_SEX_UNKNOWN] = "", [SN_SEX_MALE] = N_ ("male"), [SN_SEX_FEMALE] = N_ ("female") };
  const char *word = words[sn_recipient_get_sex (recipient)];

  return g_strdup (*word != '\0' ? _ (word) : "");
}

static char *
dup_age (SnRecipient *recipient)
{
  int age_years = sn_recipient_get_age_years (recipient);

  return age_years >= 0 ? g_strdup_printf ("%d", age_years) : g_strdup ("");
}

static char *
dup_town (SnRecipient *recipient)
{
  return g_strdup (sn_recipient_get_town (recipient));
}

static char *
dup_village (SnRecipient *recipient)
{
  return g_strdup (sn_recipient_get_village (recipient));
}

static char *
dup_categories (SnRecipient *recipient)
{
  return g_strdup (sn_recipient_get_categories (recipient));
}

static char *
dup_phone (SnRecipient *recipient)
{
  return g_strdup (sn_recipient_get_phone_masked (recipient));
}

static char *
dup_total (SnRecipient *recipient)
{
  gint64 total_fen = sn_recipient_get_total_fen (recipient);

  return total_fen != 0 ? sn_money_format (total_fen) : g_strdup ("");
}

/* Widths are in digits of the font. */
static const struct
{
  const char *key;
  const char *title;
  char     *(*dup_text) (SnRecipient *recipient);
  int         digits;
  int         grows;
  gboolean    numeric;
  gboolean    is_default;
} columns[SN_RECIPIENT_N_COLUMNS] = {
  [SN_RECIPIENT_COLUMN_NAME] = { "name", NC_ ("person", "Name"), dup_name, 10, 2, FALSE, TRUE },
  [SN_RECIPIENT_COLUMN_DOCUMENT] = { "document", NC_ ("person", "ID number"), dup_document, 20, 0, FALSE, TRUE },
  [SN_RECIPIENT_COLUMN_SEX] = { "sex", NC_ ("person", "Sex"), dup_sex, 6, 0, FALSE, TRUE },
  [SN_RECIPIENT_COLUMN_AGE] = { "age", NC_ ("person", "Age"), dup_age, 4, 0, TRUE, TRUE },
  [SN_RECIPIENT_COLUMN_TOWN] = { "town", NC_ ("person", "Town"), dup_town, 11, 1, FALSE, TRUE },
  [SN_RECIPIENT_COLUMN_VILLAGE] = { "village", NC_ ("person", "Village"), dup_village, 12, 2, FALSE, TRUE },
  [SN_RECIPIENT_COLUMN_CATEGORIES] = { "categories", NC_ ("person", "Categories"), dup_categories, 14, 5, FALSE, TRUE },
  [SN_RECIPIENT_COLUMN_PHONE] = { "phone", NC_ ("person", "Phone"), dup_phone, 13, 0, FALSE, TRUE },
  /* Translators: a column: what a person is due in the current campaign, all departments together */
  [SN_RECIPIENT_COLUMN_TOTAL] = { "total", NC_ ("person", "This winter"), dup_total, 11, 0, TRUE, TRUE },
};

const char *
sn_recipient_column_get_title (SnRecipientColumn column)
{
  return g_dpgettext2 (NULL, "person", columns[column].title);
}

const char *
sn_recipient_column_get_key (SnRecipientColumn column)
{
  return columns[column].key;
}

gboolean
sn_recipient_column_from_key (const char *key, SnRecipientColumn *column)
{
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    if (strcmp (columns[i].key, key) == 0)
      {
        *column = (SnRecipientColumn) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
sn_recipient_column_is_numeric (SnRecipientColumn column)
{
  return columns[column].numeric;
}

gboolean
sn_recipient_column_is_default (SnRecipientColumn column)
{
  return columns[column].is_default;
}

int
sn_recipient_column_get_digits (SnRecipientColumn column)
{
  return columns[column].digits;
}

int
sn_recipient_column_get_grows (SnRecipientColumn column)
{
  return columns[column].grows;
}

gboolean
sn_recipient_column_get_sort (SnRecipientColumn column, SnRecipientSort *sort)
{
  for (int i = 0; i <= SN_RECIPIENT_SORT_ID; i++)
    if (sn_recipient_column_of_sort ((SnRecipientSort) i) == column)
      {
        *sort = (SnRecipientSort) i;
        return TRUE;
      }
  return FALSE;
}

SnRecipientColumn
sn_recipient_column_of_sort (SnRecipientSort sort)
{
  switch (sort)
    {
    case SN_RECIPIENT_SORT_ID:
      return SN_RECIPIENT_COLUMN_DOCUMENT;
    case SN_RECIPIENT_SORT_PINYIN:
    case SN_RECIPIENT_SORT_STROKE:
    default:
      return SN_RECIPIENT_COLUMN_NAME;
    }
}

char *
sn_recipient_column_dup_text (SnRecipientColumn column, SnRecipient *recipient)
{
  return columns[column].dup_text (recipient);
}

void
sn_recipient_columns_get_unit (GtkWidget *widget, int *digit_width, int *line_height)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  *digit_width = MAX (1, PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics)));
  *line_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
}
