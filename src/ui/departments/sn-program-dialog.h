/* sn-program-dialog.h: a program as the notice has it: title, clause, places, whose money, and its rates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_PROGRAM_DIALOG (sn_program_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnProgramDialog, sn_program_dialog, SN, PROGRAM_DIALOG, AdwWindow)

/**
 * sn_program_dialog_present:
 * @program_code: of the campaign at work
 *
 * Title, clause, places and ceilings are saved together. What is done to a rate, or to the list of sources, is done at once, as a Change
 * of its own, and saves what was typed with it.
 */
void sn_program_dialog_present (SnPage     *page,
                                const char *program_code);

G_END_DECLS
