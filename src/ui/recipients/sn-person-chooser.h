/* sn-person-chooser.h: asks for one person of the registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* @name: of the person; not called after a cancellation, nor once @owner is gone */
typedef void (*SnPersonChosen) (gint64      person_id,
                                const char *name,
                                gpointer    owner);

/**
 * sn_person_chooser_present:
 * @title: what is asked, translated
 *
 * A search as that of the list of recipients, with the first who are found; Down goes to them, Enter takes one.
 */
void sn_person_chooser_present (GtkWindow      *parent,
                                SnSession      *session,
                                const char     *title,
                                SnPersonChosen  chosen,
                                GObject        *owner);

G_END_DECLS
