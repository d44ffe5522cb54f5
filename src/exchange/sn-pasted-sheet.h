/* sn-pasted-sheet.h: cells from the clipboard, as a file that sn_sheet_read() reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-memory-file.h"

G_BEGIN_DECLS

/* What may be on a clipboard: a tenth of a million rows of twelve columns, as a web page. */
#define SN_PASTED_SHEET_MOST_BYTES (64u << 20)

/* "pasted cells": what such a file is called wherever a file's name is shown or kept */
const char   *sn_pasted_sheet_get_name (void);

/**
 * sn_pasted_sheet_new:
 * @html: (nullable): what a spreadsheet puts there as text/html
 * @text: (nullable): as text
 *
 * Of the two the web page is taken where it holds a table: there Excel, WPS and LibreOffice note the number behind what a cell shows, and
 * what is text and what a number; the text holds only what was to be seen.
 *
 * Returns: (transfer full): gone with the last that holds it
 *
 * Errors: %SN_ERROR_INVALID_INPUT, with what to do: neither holds cells, or they are more than %SN_PASTED_SHEET_MOST_BYTES; those of
 * sn_memory_file_new(). Any thread.
 */
SnMemoryFile *sn_pasted_sheet_new      (GBytes       *html,
                                        GBytes       *text,
                                        GError      **error);

G_END_DECLS
