/* sn-rates-dialog.h: a program's rates beside last year's, and the word that they hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_RATES_DIALOG (sn_rates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnRatesDialog, sn_rates_dialog, SN, RATES_DIALOG, AdwWindow)

/* @title: of the program, in words */
void sn_rates_dialog_present (SnPage     *page,
                              const char *program_code,
                              const char *title);

G_END_DECLS
