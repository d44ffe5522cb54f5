/* sn-attachment-list.h: the papers of a program, each with whether it is still the file that was attached.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_ATTACHMENT_LIST (sn_attachment_list_get_type ())
G_DECLARE_FINAL_TYPE (SnAttachmentList, sn_attachment_list, SN, ATTACHMENT_LIST, AdwBin)

/* Reads them, and their files, with a job of the page's session. */
void sn_attachment_list_show (SnAttachmentList *self,
                              SnSession        *session,
                              const char       *program_code);

G_END_DECLS
