/* sn-rate-dialog.h: one rate of a program: whom it is for, how much, in which form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_RATE_DIALOG (sn_rate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnRateDialog, sn_rate_dialog, SN, RATE_DIALOG, AdwWindow)

/* @owner: as it was given */
typedef void (*SnRateSaved) (GObject *owner);

/* @label: (nullable): %NULL for a new rate. @saved is called once it stands in the file, unless @owner is gone. */
void sn_rate_dialog_present (GtkWindow   *parent,
                             SnSession   *session,
                             const char  *program_code,
                             const char  *label,
                             SnRateSaved  saved,
                             GObject     *owner);

G_END_DECLS
