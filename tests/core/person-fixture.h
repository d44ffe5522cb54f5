/* person-fixture.h: writing as an officer does, and being refused. For the tests of one person's data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "roster-fixture.h"

#include "sn-journal.h"
#include "sn-person-edit.h"

#define TOWN 310118102
#define VILLAGE 310118102001
#define OTHER_TOWN 310118103
#define NUMBER "310199196001011236"       /* a man, born 1960-01-01 */
#define OTHER_NUMBER "310199196502034524" /* a woman, born 1965-02-03 */
#define WRONG_CHECK "310199196001011237"

#define LATEST "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1"
#define N_CHANGES "SELECT count(*) FROM change"

/* The id of the Change, or SN_WORKSPACE_UNCHANGED */
static inline gint64
do_write (Fixture *fixture, SnWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change_id, !=, 0);
  return change_id;
}

/* @saying: a piece of the sentence. What was typed never stands in it. */
static inline void
refuse_write (Fixture *fixture, SnWriteFunc func, gpointer data, SnError code, const char *saying)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, func, data, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, saying));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static inline gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

typedef struct
{
  SnNewPerson newcomer;
  gint64      id;
} Creation;

static inline gboolean
create (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Creation *creation = data;

  return sn_person_create (transaction, &creation->newcomer, &creation->id, error);
}

static inline gint64
create_person (Fixture *fixture, const char *name, const char *number)
{
  Creation creation = { { .document_text = number, .fields.texts = { [SN_PERSON_FIELD_NAME] = name } }, 0 };

  do_write (fixture, create, &creation);
  return creation.id;
}
