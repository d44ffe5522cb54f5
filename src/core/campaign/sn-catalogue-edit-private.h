/* sn-catalogue-edit-private.h: what the two halves of editing the catalogue share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-catalogue-edit.h"

G_BEGIN_DECLS

/* @field takes @text without blanks at its ends; %NULL leaves it. Whether they differed. */
gboolean sn_edit_take_text (char       **field,
                            const char  *text);

G_END_DECLS
