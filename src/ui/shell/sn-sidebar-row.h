/* sn-sidebar-row.h: a page's row in the sidebar: its name, how far it is, how much waits there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SN_TYPE_SIDEBAR_ROW (sn_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (SnSidebarRow, sn_sidebar_row, SN, SIDEBAR_ROW, GtkListBoxRow)

SnSidebarRow *sn_sidebar_row_new         (const char   *page_id,
                                          const char   *title,
                                          const char   *icon_name);
const char   *sn_sidebar_row_get_page_id (SnSidebarRow *self);
const char   *sn_sidebar_row_get_title   (SnSidebarRow *self);
/* A thin bar below the name: paid of planned; nothing where nothing is planned. */
void          sn_sidebar_row_set_progress (SnSidebarRow *self,
                                           gint64        done_fen,
                                           gint64        all_fen);
/* A count at the end; none for 0 */
void          sn_sidebar_row_set_count   (SnSidebarRow *self,
                                          gint64        count);

/* A GtkListBoxUpdateHeaderFunc: a line between the departments and what belongs to all of them. */
void          sn_sidebar_row_update_header (GtkListBoxRow *row,
                                            GtkListBoxRow *before,
                                            gpointer       data);

G_END_DECLS
