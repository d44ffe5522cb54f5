/* sn-recipient-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-columns.h"

gboolean
sn_recipient_column_is_default (SnRecipientField column)
{
  return (SN_RECIPIENT_FIELDS_USUAL & SN_RECIPIENT_FIELD_BIT (column)) != 0;
}

int
sn_recipient_column_get_grows (SnRecipientField column)
{
  switch (column)
    {
    case SN_RECIPIENT_FIELD_CATEGORIES:
    case SN_RECIPIENT_FIELD_ADDRESS:
    case SN_RECIPIENT_FIELD_REGISTERED_ADDRESS:
    case SN_RECIPIENT_FIELD_DEPARTMENTS:
    case SN_RECIPIENT_FIELD_NOTE:
      return 5;
    case SN_RECIPIENT_FIELD_NAME:
    case SN_RECIPIENT_FIELD_VILLAGE:
      return 2;
    case SN_RECIPIENT_FIELD_TOWN:
      return 1;
    default:
      return 0;
    }
}

SnRecipientField
sn_recipient_column_of_sort (SnRecipientSort sort)
{
  switch (sort)
    {
    case SN_RECIPIENT_SORT_ID:
      return SN_RECIPIENT_FIELD_DOCUMENT;
    case SN_RECIPIENT_SORT_TOWN:
      return SN_RECIPIENT_FIELD_TOWN;
    case SN_RECIPIENT_SORT_TOTAL:
      return SN_RECIPIENT_FIELD_TOTAL;
    case SN_RECIPIENT_SORT_PINYIN:
    case SN_RECIPIENT_SORT_STROKE:
    default:
      return SN_RECIPIENT_FIELD_NAME;
    }
}

gboolean
sn_recipient_column_get_sort (SnRecipientField column, SnRecipientSort *sort)
{
  for (int i = 0; i < SN_RECIPIENT_N_SORTS; i++)
    if (sn_recipient_column_of_sort ((SnRecipientSort) i) == column)
      {
        *sort = (SnRecipientSort) i;
        return TRUE;
      }
  return FALSE;
}

const char *
sn_recipient_column_get_text (SnRecipientField column, SnRecipient *recipient)
{
  const char *text = recipient != NULL ? sn_recipient_get_text (recipient, column) : NULL;

  return text != NULL ? text : "";
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
