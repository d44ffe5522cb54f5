/* sn-recipient-events.h: all that happened to somebody, as one list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-person-story.h"

G_BEGIN_DECLS

/* Replaces the rows of @list by events, the newest first; of many only the newest, and a row that brings the others. A row that leads
 * somewhere is activatable: see sn_recipient_events_activate(). */
void sn_recipient_events_fill     (GtkListBox           *list,
                                   const SnPersonStory  *story);

/**
 * sn_recipient_events_activate:
 * @row: one of the list's
 * @page: (out) (transfer none): the window's page where it is told in full
 * @target: (out) (transfer full): what to show there
 *
 * Returns: %FALSE where the row leads nowhere: it brought the other rows
 */
gboolean sn_recipient_events_activate (GtkListBox     *list,
                                       GtkListBoxRow  *row,
                                       const char    **page,
                                       char          **target);

G_END_DECLS
