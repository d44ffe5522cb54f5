/* sn-person-form-private.h: shared by the files of the form.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person-form.h"
#include "sn-person-row.h"

G_BEGIN_DECLS

struct _SnPersonForm
{
  AdwBin        parent_instance;

  /* Owned */
  SnSession    *session;
  GtkGrid      *grid;                       /* borrowed from the scrolled window */
  SnPerson     *person;                     /* who is edited; of somebody new an empty one that takes the number */
  gboolean      is_new;
  int           line;                       /* of the grid, the next free one */
  SnPersonRow  *rows[SN_PERSON_N_FIELDS];
  SnPersonRow  *document;                   /* (nullable): asked of somebody new alone, and so for the next two */
  SnPersonRow  *override_reason;            /* (nullable) */
  GtkWidget    *known_button;               /* (nullable) */
  SnPersonRow  *town;
  SnPersonRow  *village;
  GPtrArray    *towns;                      /* (nullable) SnDivision: until they are read */
  GPtrArray    *villages;                   /* (nullable) SnDivision */
  SnJob        *looking;                    /* (nullable): whether the number is known */
  char         *known_words;                /* (nullable): who has it */
  gint64        known_id;                   /* 0: nobody */
  char         *refusal;                    /* (nullable) */
  gboolean      is_judging;                 /* what is set now was not typed */
};

/* ── sn-person-form.c ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Judges all that is typed, says it under the fields, and says "changed". */
void sn_person_form_judge          (SnPersonForm *self);

/* ── sn-person-form-fields.c: which fields there are ──────────────────────────────────────────────────────────── */

void sn_person_form_add_fields     (SnPersonForm         *self,
                                    const SnPersonRecord *record);
/* Towns and villages, which are read first */
void sn_person_form_read_places    (SnPersonForm         *self);
/* 0: as it is; %SN_PERSON_EDIT_NONE: none */
gint64 sn_person_form_get_town     (SnPersonForm         *self);
gint64 sn_person_form_get_village  (SnPersonForm         *self);

/* ── sn-person-form-number.c: the number of somebody new ──────────────────────────────────────────────────────── */

void        sn_person_form_add_number   (SnPersonForm *self);
/* Judges it, derives what follows from it, and asks the registry whether it is known. (nullable) (transfer full): what is wrong with it */
char       *sn_person_form_judge_number (SnPersonForm *self);

G_END_DECLS
