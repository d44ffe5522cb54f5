/* sn-roster-template.h: an empty workbook for one program, for the towns to fill in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * sn_roster_template_write:
 * @program_code: "03.1"
 * @path: the .xlsx to write; replaced as a whole or not at all
 * @sha256: (out) (optional) (transfer full)
 *
 * The first sheet has the headings of a roster, choices for town, village (of the town beside it), sex, category and rate, and numbers of
 * people and accounts formatted as text, so that no spreadsheet cuts them; the second says how to fill it in, with the program's rates.
 * Filled in by these choices it is read by sn_roster_import_read() without a fault. Villages and categories that are not on the lists
 * may be typed.
 *
 * Errors: %SN_ERROR_NOT_FOUND for the program; %SN_ERROR_DISK_FULL; %SN_ERROR_FAILED; %G_IO_ERROR where the file cannot be written.
 */
gboolean sn_roster_template_write (SnConnection  *connection,
                                   const char    *program_code,
                                   const char    *path,
                                   char         **sha256,
                                   GError       **error);

G_END_DECLS
