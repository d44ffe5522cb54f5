/* sn-registry-list.h: lists that say something about people whom the registry knows: another office's scores, who died.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-admission.h"

G_BEGIN_DECLS

typedef enum
{
  SN_REGISTRY_LIST_SCORES, /* SnRosterRow.score, into person_score: one for each person and source, the newest */
  SN_REGISTRY_LIST_DEATHS, /* SnRosterRow.died_on, as sn_person_mark() does it */
} SnRegistryListKind;

typedef struct
{
  SnRegistryListKind  kind;
  const char         *source;      /* of scores: whose count; not empty */
  const char         *counted_on;  /* of scores: ISO, the day for which they were counted */
  SnAdmission        *admission;   /* of sn_roster_import_begin_admission(): rows, faults, the file, whether rejected rows are left out.
                                    * Its result is set: rows, accepted, matched_persons, skipped (known already), rejected, warned; and its
                                    * verdicts, where they are asked for: doubtful and not known is who is unknown */
  guint               changed;     /* people about whom the registry learns something */
  guint               unknown;     /* people whom it does not know: "person_unknown", nothing is done */
} SnRegistryList;

/**
 * sn_registry_list_import:
 *
 * Nobody comes into the registry by such a list. One Change, "scores-import" or "deaths-import"; none where all is known already. A
 * row without a score or a day is an error ("score_missing", "death_missing"), so is a day that cannot be ("death_invalid"); a name that
 * is not the registry's is a warning ("name_differs"), as is a day of death that differs from the one that is known ("death_differs").
 *
 * Errors: %SN_ERROR_INVALID_INPUT without source or day; %SN_ERROR_REFUSED for rejected rows that are not left out on purpose.
 */
gboolean sn_registry_list_import  (SnTransaction   *transaction,
                                   SnRegistryList  *list,
                                   GCancellable    *cancellable,
                                   GError         **error);
/* The same, rolled back; it refuses for no rejected row. The calling thread waits. */
gboolean sn_registry_list_preview (SnWorkspace     *workspace,
                                   SnRegistryList  *list,
                                   GCancellable    *cancellable,
                                   GError         **error);

G_END_DECLS
