/* sn-recipient-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-columns.h"

#include "sn-money.h"

#include <glib/gi18n.h>

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

/* Widths are in digits of the font. The one with the smallest rank is left out first; rank 0 stays. */
static const struct
{
  const char *title;
  char     *(*dup_text) (SnRecipient *recipient);
  int         least;
  int         grows;
  int         rank;
  gboolean    numeric;
} columns[SN_RECIPIENT_N_COLUMNS] = {
  [SN_RECIPIENT_COLUMN_NAME] = { NC_ ("person", "Name"), dup_name, 10, 2, 0, FALSE },
  [SN_RECIPIENT_COLUMN_DOCUMENT] = { NC_ ("person", "ID number"), dup_document, 20, 0, 0, FALSE },
  [SN_RECIPIENT_COLUMN_SEX] = { NC_ ("person", "Sex"), dup_sex, 6, 0, 2, FALSE },
  [SN_RECIPIENT_COLUMN_AGE] = { NC_ ("person", "Age"), dup_age, 4, 0, 4, TRUE },
  [SN_RECIPIENT_COLUMN_TOWN] = { NC_ ("person", "Town"), dup_town, 11, 1, 7, FALSE },
  [SN_RECIPIENT_COLUMN_VILLAGE] = { NC_ ("person", "Village"), dup_village, 12, 2, 3, FALSE },
  [SN_RECIPIENT_COLUMN_CATEGORIES] = { NC_ ("person", "Categories"), dup_categories, 14, 5, 5, FALSE },
  [SN_RECIPIENT_COLUMN_PHONE] = { NC_ ("person", "Phone"), dup_phone, 13, 0, 1, FALSE },
  /* Translators: a column: what a person is due in the current campaign, all departments together */
  [SN_RECIPIENT_COLUMN_TOTAL] = { NC_ ("person", "This winter"), dup_total, 11, 0, 6, TRUE },
};
#define MOST_RANK 7

const char *
sn_recipient_column_get_title (SnRecipientColumn column)
{
  return g_dpgettext2 (NULL, "person", columns[column].title);
}

gboolean
sn_recipient_column_is_numeric (SnRecipientColumn column)
{
  return columns[column].numeric;
}

char *
sn_recipient_column_dup_text (SnRecipientColumn column, SnRecipient *recipient)
{
  return columns[column].dup_text (recipient);
}

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipient_columns_get_unit (GtkWidget *widget, int *digit_width, int *line_height)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  *digit_width = MAX (1, PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_digit_width (metrics)));
  *line_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
}

static int
get_least (guint column, int digit_width)
{
  return columns[column].least * digit_width + 2 * SN_RECIPIENT_CELL_PADDING;
}

/* The lowest rank that still finds room; the width that is left over in @spare. */
static int
choose_rank (int width, int digit_width, int *spare)
{
  for (int rank = 1; rank <= MOST_RANK + 1; rank++)
    {
      *spare = width;
      for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
        if (columns[i].rank == 0 || columns[i].rank >= rank)
          *spare -= get_least (i, digit_width);
      if (*spare >= 0)
        return rank;
    }
  return MOST_RANK + 1;
}

void
sn_recipient_columns_place (int width, int digit_width, SnRecipientCell cells[SN_RECIPIENT_N_COLUMNS])
{
  int spare, grows = 0, x = 0, rank = choose_rank (width, digit_width, &spare);

  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      cells[i].width = columns[i].rank == 0 || columns[i].rank >= rank ? get_least (i, digit_width) : 0;
      grows += cells[i].width > 0 ? columns[i].grows : 0;
    }
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      int more = cells[i].width > 0 && grows > 0 ? spare * columns[i].grows / grows : 0;

      if (cells[i].width == 0)
        continue;
      /* Narrower than even the two that stay: the last of them gives way. */
      cells[i].width = MAX (1, MIN (cells[i].width + MAX (more, 0), width - x));
      cells[i].x = x + SN_RECIPIENT_CELL_PADDING;
      x += cells[i].width;
      cells[i].width = MAX (1, cells[i].width - 2 * SN_RECIPIENT_CELL_PADDING);
    }
}
