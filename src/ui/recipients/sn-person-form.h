/* sn-person-form.h: all that is typed about a person, judged while it is typed. For the pane and for somebody new.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-person-edit.h"
#include "sn-person-record.h"
#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_PERSON_FORM (sn_person_form_get_type ())
G_DECLARE_FINAL_TYPE (SnPersonForm, sn_person_form, SN, PERSON_FORM, AdwBin)

/* What was typed, for a job: its strings are its own. */
typedef struct
{
  gint64       person_id; /* 0: somebody new */
  SnNewPerson  newcomer;  /* its fields are the edit's */
  GPtrArray   *strings;   /* char*: what the pointers above point to */
} SnPersonTyped;

void           sn_person_typed_free         (SnPersonTyped        *typed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPersonTyped, sn_person_typed_free)

/**
 * sn_person_form_new:
 * @record: (nullable): who is edited; %NULL: somebody new, whose number is asked for first. Only looked at during the call.
 *
 * Signals: "changed": what can be saved may be otherwise; "submitted": Enter or Ctrl+Enter while it can be saved; "cancelled": Esc;
 * "person-wanted" (gint64): somebody has this number already, and is asked for.
 */
GtkWidget     *sn_person_form_new           (SnSession            *session,
                                             const SnPersonRecord *record);
/* (nullable) (transfer none): why it cannot be saved as it stands: a translated sentence */
const char    *sn_person_form_get_refusal   (SnPersonForm         *self);
/* (transfer full) */
SnPersonTyped *sn_person_form_dup_typed     (SnPersonForm         *self);
/* The keyboard goes to the first field. */
void           sn_person_form_take_focus    (SnPersonForm         *self);

G_END_DECLS
