/* duty-fixture.h: officers named for their duties.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "batch-fixture.h"

#include "sn-officer-duties.h"

typedef struct
{
  const char *name; /* NULL: the limit */
  SnDuty      duties;
  gboolean    limited;
} Naming;

static inline gboolean
write_naming (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Naming *naming = data;
  g_autoptr (GPtrArray) officers = NULL;
  const SnOfficer *officer;

  if (naming->name == NULL)
    return sn_officer_set_duties_limited (transaction, naming->limited, error);
  officers = sn_officer_list (sn_transaction_get_connection (transaction), error);
  officer = officers != NULL ? sn_officer_find (officers, naming->name) : NULL;
  return sn_officer_set_duties (transaction, officer != NULL ? officer->id : 4711, naming->duties, error);
}

static inline gint64
try_naming (Fixture *fixture, const Naming *naming, GError **error)
{
  return sn_workspace_write (fixture->workspace, write_naming, (gpointer) naming, NULL, error);
}

/* By whoever works; gives back the Change. */
static inline gint64
name_for (Fixture *fixture, const char *name, SnDuty duties)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = try_naming (fixture, &(Naming){ .name = name, .duties = duties }, &error);

  g_assert_no_error (error);
  return change_id;
}

static inline gint64
limit_duties (Fixture *fixture, gboolean limited)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = try_naming (fixture, &(Naming){ .limited = limited }, &error);

  g_assert_no_error (error);
  return change_id;
}

static inline void
refuse_naming (Fixture *fixture, const char *name, SnDuty duties, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_naming (fixture, &(Naming){ .name = name, .duties = duties }, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}
