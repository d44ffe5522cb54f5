/* sn-markup-kind.h: what a file that begins with a tag is, by its first bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SN_MARKUP_NONE,             /* no markup: a table may begin with "<60岁" */
  SN_MARKUP_PAGE,             /* HTML, however untidy */
  SN_MARKUP_SPREADSHEET_2003, /* XML Spreadsheet */
  SN_MARKUP_OPEN_DOCUMENT,    /* .fods */
  SN_MARKUP_OTHER,            /* XML of another kind */
} SnMarkupKind;

/* UTF-8, GB18030 and, with or without its mark, UTF-16 */
SnMarkupKind sn_markup_kind_tell (const char *head,
                                  gsize       length_bytes);

G_END_DECLS
