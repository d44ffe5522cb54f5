/* sn-window-import.h: files and pasted cells on their way in: kept until a workspace is open, asked about one after the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-window.h"

#include "sn-memory-file.h"

G_BEGIN_DECLS

/* The actions "win.import", "win.import-people", "win.paste", and Ctrl+V where nothing else takes it. */
void       sn_window_install_import_actions (GtkWidgetClass      *widget_class);
/* Of a window that begins. */
void       sn_window_add_import             (SnWindow            *self);
/* Takes files that are dragged onto the window. */
void       sn_window_add_drop_target        (SnWindow            *self);
/* Lets go of what waits. */
void       sn_window_drop_imports           (SnWindow            *self);

/**
 * sn_window_take_files:
 *
 * Workspaces among @files are opened, in the place of the open one (the last of them stays); the others are imported, one after the
 * other, each once the officer said where its people go. They wait for a workspace, and for the end of whatever is being asked.
 */
void       sn_window_take_files             (SnWindow            *self,
                                             GFile *const        *files,
                                             guint                n_files);
/* The same for what never was a file. */
void       sn_window_take_memory            (SnWindow            *self,
                                             SnMemoryFile        *file,
                                             const char          *shown_name);
/* (nullable): whose roster is in view: what comes goes there */
const SnProgram *sn_window_get_program      (SnWindow            *self);
/* Goes on with what waits, if nothing else is in front. */
void       sn_window_import_next            (SnWindow            *self);
/* Whether a file is one that sn_window_open() opens: by its name, or by what is in it. */
gboolean   sn_window_is_workspace           (const char          *path);
/* (transfer full) (nullable): what has to be answered before anything else. GTK does not count dialogs among the application's windows. */
GtkWindow *sn_window_find_dialog            (void);

G_END_DECLS
