/* sn-reason-dialog.h: asks why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @reason: as typed; what counts as a reason is core's to say. Not called after a cancellation, nor once @owner is gone. */
typedef void (*SnReasonGiven) (const char *reason,
                               gpointer    owner,
                               gpointer    data);

/**
 * sn_reason_dialog_present:
 * @body: what will be done, to what
 * @accept: label of the button that does it, with its mnemonic
 * @take_data: (nullable): freed by @data_free when the dialog goes
 */
void sn_reason_dialog_present (GtkWindow      *parent,
                               const char     *heading,
                               const char     *body,
                               const char     *accept,
                               SnReasonGiven   given,
                               GObject        *owner,
                               gpointer        take_data,
                               GDestroyNotify  data_free);

G_END_DECLS
