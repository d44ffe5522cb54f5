/* sn-biff-text.h: the texts of an old Excel workbook: UTF-16 in records that go on in others, or bytes of a code page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-biff-stream.h"

G_BEGIN_DECLS

typedef enum
{
  SN_BIFF_5, /* Excel 5 and 95: bytes of the workbook's code page */
  SN_BIFF_8, /* from Excel 97 on, WPS: UTF-16, of which the upper bytes may be left out */
} SnBiffVersion;

/* Reads texts; to be zeroed. */
typedef struct
{
  SnBiffVersion version;
  guint         code_page;      /* 0: the workbook names none */
  guint         font_page;      /* what its first font is for; 0: anything */
  GIConv        converter;
  guint         converter_page;
  GArray       *units;          /* guint16 */
  GByteArray   *bytes;
} SnBiffText;

void     sn_biff_text_clear   (SnBiffText    *text);
/* The code page of the script that a font is for, by its number in Windows; 0: that tells nothing of texts. */
guint    sn_biff_text_get_charset_page (guint charset);

/* How the number of characters before a text is written. */
typedef enum
{
  SN_BIFF_COUNT_8 = 1,
  SN_BIFF_COUNT_16 = 2,
} SnBiffCount;
/**
 * sn_biff_text_read:
 * @at: (inout): where the text begins in the stream's record; where it ends afterwards, maybe in one that continued it
 * @output: the text is appended in UTF-8; NULs are left out. On failure, of Excel 97 and later, as much as there is
 *
 * Errors: %SN_ERROR_INVALID_INPUT: the text goes on beyond its record, or has bytes that its code page does not know
 */
gboolean sn_biff_text_read    (SnBiffText    *text,
                               SnBiffStream  *stream,
                               SnBiffCount    count,
                               gsize         *at,
                               GString       *output,
                               GError       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnBiffText, sn_biff_text_clear)

G_END_DECLS
