/* sn-test.h: what the tests share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-workspace.h"

G_BEGIN_DECLS

/* (transfer full): a fresh folder for one test, removed with all it holds by sn_test_remove_folder() */
char        *sn_test_make_folder   (void);
void         sn_test_remove_folder (char *take_folder);
/* (transfer full): an open workspace FOLDER/test.songnuan with the qingpu-2025 catalogue; first officer "经办甲", office 7 */
SnWorkspace *sn_test_new_workspace (const char *folder);
/* Sets the clock to 2025-01-10, in the middle of the 2025 campaign. */
void         sn_test_set_clock     (void);
/* A file of tests/data, or of the source tree: (transfer full) path */
char        *sn_test_data_path     (const char *name);
char        *sn_test_source_path   (const char *name);

G_END_DECLS
