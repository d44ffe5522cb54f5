/* household-fixture.h: changing households in one line. For the tests of households and of merging.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "roster-fixture.h"
#include "whole-dump.h"

#include "sn-household-change.h"

#define TOWN 310118102
#define FAMILY "03.1", "低保家庭" /* for households, 1,200.00 */

typedef enum
{
  HOUSEHOLD_CREATE,
  HOUSEHOLD_SPLIT,
  HOUSEHOLD_MERGE,
  HOUSEHOLD_MOVE,
  HOUSEHOLD_HEAD,
  HOUSEHOLD_PAYEE,
  HOUSEHOLD_EDIT,
} HouseholdJob;

/* What is asked; which fields count is the job's business. */
typedef struct
{
  HouseholdJob    job;
  gint64          household_id;
  gint64          other_id;    /* household that is merged away */
  gint64          person_id;   /* who moves, becomes head or payee */
  const gint64   *person_ids;  /* ended by 0 */
  gint64          old_head_id;
  const char     *relation;    /* of the first of person_ids, or of the person */
  gint64          related_id;  /* whose relation it is, else those */
  SnHouseholdEdit edit;
  gint64          made;        /* (out) */
} HouseholdOrder;

static inline gboolean
change_household (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  HouseholdOrder *order = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) relations = g_array_new (FALSE, FALSE, sizeof (SnHouseholdRelation));
  SnHouseholdRelation relation = { order->related_id, order->relation };
  GArray *said = order->relation != NULL ? relations : NULL;

  for (const gint64 *id = order->person_ids; id != NULL && *id != 0; id++)
    g_array_append_val (ids, *id);
  g_array_append_val (relations, relation);
  switch (order->job)
    {
    case HOUSEHOLD_CREATE:
      return sn_household_create (transaction, ids, order->person_id, said, &order->edit, &order->made, error);
    case HOUSEHOLD_SPLIT:
      return sn_household_split (transaction, order->household_id, ids, order->person_id, order->old_head_id, said, &order->made, error);
    case HOUSEHOLD_MERGE:
      return sn_household_merge (transaction, order->household_id, order->other_id, said, error);
    case HOUSEHOLD_MOVE:
      return sn_household_move (transaction, order->person_id, order->household_id, order->relation, order->old_head_id, error);
    case HOUSEHOLD_HEAD:
      return sn_household_change_head (transaction, order->household_id, order->person_id, said, error);
    case HOUSEHOLD_PAYEE:
      return sn_household_set_payee (transaction, order->household_id, order->person_id, error);
    case HOUSEHOLD_EDIT:
    default:
      return sn_household_edit (transaction, order->household_id, &order->edit, error);
    }
}

/* Does it, takes it back and finds the file as it was; then does it for good. Gives the household that was made. */
static inline gint64
do_household (Fixture *fixture, HouseholdOrder *order)
{
  g_autoptr (GError) error = NULL;

  do_and_take_back (fixture->workspace, change_household, order);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, change_household, order, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_verified (fixture->workspace);
  return order->made;
}

#define DO_HOUSEHOLD(...) do_household (fixture, &(HouseholdOrder){ __VA_ARGS__ })

static inline void
refuse_household (Fixture *fixture, HouseholdOrder *order, SnError code, const char *words)
{
  g_autofree char *before = dump_workspace (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, change_household, order, NULL, &error);
  g_assert_error (error, SN_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
  after = dump_workspace (fixture->workspace);
  assert_same_dump (after, before);
}

#define REFUSE_HOUSEHOLD(code, words, ...) refuse_household (fixture, &(HouseholdOrder){ __VA_ARGS__ }, code, words)

/* Lines that are due to a household, approved by another officer. */
static inline void
approve_family (Fixture *fixture)
{
  act_as (fixture, "经办甲");
  DO (SUBMIT, "03.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "03.1");
  act_as (fixture, "经办甲");
}

static inline void
set_up_households (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  act_as (fixture, "经办甲");
}
