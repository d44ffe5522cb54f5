/* sn-figure-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-figure-text.h"

#include "sn-money.h"

#include <glib/gi18n.h>
#include <string.h>

char *
sn_figure_text_count (gint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  gsize length = strlen (digits);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Not printf's apostrophe: whether that groups depends on the locale, and money always has its commas. */
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sn_figure_text_money (gint64 amount_fen, gboolean in_wan)
{
  return in_wan ? sn_money_format_wan (amount_fen) : sn_money_format (amount_fen);
}

char *
sn_figure_text_share (gint64 part_fen, gint64 whole_fen)
{
  int per_mille = whole_fen > 0 ? (int) (part_fen * 1000 / whole_fen) : 0;

  return whole_fen > 0 ? g_strdup_printf (_ ("%d.%d %%"), per_mille / 10, per_mille % 10) : g_strdup ("–");
}

char *
sn_figure_text_yuan (gint64 amount_fen, gboolean in_wan)
{
  g_autofree char *money = sn_figure_text_money (amount_fen, in_wan);

  /* Translators: the second is in units of ten thousand yuan, 万元. */
  return g_strdup_printf (in_wan ? _ ("%s × 10,000 yuan") : _ ("%s yuan"), money);
}
