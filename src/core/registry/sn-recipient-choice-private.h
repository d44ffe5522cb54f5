/* sn-recipient-choice-private.h: choices of filters that are the same in every workspace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-filter.h"

G_BEGIN_DECLS

/* The code of any ethnic group but 汉族, as conditions of rates write it */
#define SN_RECIPIENT_MINORITY "少数民族"

/* One that is part of nothing. @whole_names: what else it is found by */
void sn_recipient_choice_add       (GPtrArray             *choices,
                                    gint64                 id,
                                    const char            *code,
                                    const char            *name,
                                    const char            *whole_names);
/* Those of SEX, ETHNIC_GROUP, DISABILITY and DISABILITY_LEVEL; nothing for the other kinds */
void sn_recipient_choice_add_fixed (GPtrArray             *choices,
                                    SnRecipientFilterKind  kind);

G_END_DECLS
