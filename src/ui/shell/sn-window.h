/* sn-window.h: the window: sidebar, page, toasts, and the bar of long work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_WINDOW (sn_window_get_type ())
G_DECLARE_FINAL_TYPE (SnWindow, sn_window, SN, WINDOW, AdwApplicationWindow)

SnWindow  *sn_window_new         (AdwApplication *application,
                                  GSettings      *settings);
/* Opens a workspace file in place of the one that is open. */
void       sn_window_open        (SnWindow       *self,
                                  const char     *path);
SnSession *sn_window_get_session (SnWindow       *self); /* (nullable) */
/* Shows a page: "dashboard", "department.03", … ; @target (nullable) as for sn_page_open() */
void       sn_window_go          (SnWindow       *self,
                                  const char     *page_id,
                                  const char     *target);

G_END_DECLS
