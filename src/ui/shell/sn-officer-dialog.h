/* sn-officer-dialog.h: asks who works here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

/* @name: never empty; @department: a code, or "" for none */
typedef void (*SnOfficerChosen) (const char *name,
                                 const char *department,
                                 gpointer    data);

/**
 * sn_officer_dialog_present:
 * @name: proposed; may be ""
 * @session: (nullable): for the list of departments; without one only the name is asked
 * @department: code of the one that is chosen at first; may be ""
 * @chosen: called with the answer, never after a cancellation
 * @take_data: freed by @data_free (nullable) once the question is over
 */
void sn_officer_dialog_present (GtkWindow       *parent,
                                const char      *name,
                                SnSession       *session,
                                const char      *department,
                                SnOfficerChosen  chosen,
                                gpointer         take_data,
                                GDestroyNotify   data_free);

G_END_DECLS
