/* sn-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-score.h"

#include "sn-money.h"
#include "sn-text.h"

#include <string.h>

char *
sn_score_format (gint64 score)
{
  char *text = sn_money_format (score);

  if (g_str_has_suffix (text, ".00"))
    text[strlen (text) - strlen (".00")] = '\0';
  return text;
}

gboolean
sn_score_parse (const char *text, gint64 *score)
{
  g_autofree char *squeezed = sn_text_squeeze (text);

  return *squeezed != '\0' && strspn (squeezed, "-0123456789.,") == strlen (squeezed) && sn_money_parse (squeezed, FALSE, score, NULL, NULL);
}
