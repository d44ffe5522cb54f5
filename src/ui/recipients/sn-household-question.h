/* sn-household-question.h: what has to be said before a household changes: who is its head, and how the others stand to him.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-household-work.h"
#include "sn-person.h"

G_BEGIN_DECLS

typedef struct
{
  const char      *heading;
  const char      *body;
  const char      *response;      /* what its button says, with a mnemonic */
  const char      *head_title;    /* (nullable): asks who is the head of @heads, with this caption */
  gboolean         head_is_old;   /* the answer is the head of those who stay */
  GPtrArray       *heads;         /* SnPerson */
  GPtrArray       *relations_of;  /* SnPerson: each is asked how he stands to the head */
} SnHouseholdQuestion;

/* @question: copied where it is needed; @take_work is started with the answers, or freed */
void sn_household_question_present (GtkWindow                 *parent,
                                    SnSession                 *session,
                                    const SnHouseholdQuestion *question,
                                    SnHouseholdWork           *take_work);

G_END_DECLS
