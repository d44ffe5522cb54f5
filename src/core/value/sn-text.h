/* sn-text.h: setting right what keyboards, chat windows and spreadsheets do to text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): full-width letters, digits and signs made half-width; U+00A0, U+3000, tabs and line breaks made blanks; U+200B,
 * U+FEFF, U+202A–202E, U+2060–2069 dropped; blanks at the ends dropped and runs made one. */
char *sn_text_clean        (const char *text);
/* (transfer full): the same without any blank: for headers and codes. */
char *sn_text_squeeze      (const char *text);
/* (transfer full): only blanks at the ends (of any kind, and invisible characters) dropped. */
char *sn_text_trim         (const char *text);
/* How wide a text is in digits of a font: a Han character and a full-width sign are two. */
int   sn_text_count_digits (const char *text);

G_END_DECLS
