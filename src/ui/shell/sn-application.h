/* sn-application.h: the program: one window, its shortcuts, the files it is given.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SN_TYPE_APPLICATION (sn_application_get_type ())
G_DECLARE_FINAL_TYPE (SnApplication, sn_application, SN, APPLICATION, AdwApplication)

SnApplication *sn_application_new             (void);
/* Before GTK starts: on a computer without a graphics card GTK would paint with a software GL, which takes ten times as long a frame as
 * cairo, 45 MB and a tenth of a second at the start. There cairo paints, unless the user chose a renderer. */
void           sn_application_choose_renderer (void);

G_END_DECLS
