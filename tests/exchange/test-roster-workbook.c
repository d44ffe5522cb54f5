/* test-roster-workbook.c: what a program's lists count, how far they say they are, and that full numbers leave a note.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-roster-workbook.h"
#include "workbook-fixture.h"

#define TOWN 310118001

typedef struct
{
  char        *folder;
  char        *path;
  SnWorkspace *workspace;
} Fixture;

typedef struct
{
  const char     *path;
  gint64          town_id;
  SnExportResult  result;
  guint           steps;
  double          last;
} Job;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "roster.xlsx", NULL);
  fixture->workspace = fixture_new (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
  g_free (fixture->path);
}

static void
take_step (double fraction, gpointer data)
{
  Job *job = data;

  g_assert_cmpfloat (fraction, >, job->last);
  g_assert_cmpfloat (fraction, <, 1);
  job->last = fraction;
  job->steps++;
}

static gpointer
write_roster (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return sn_roster_workbook_write_and_tell (connection, SN_ROSTER_WORKBOOK_ROSTER, "03.1", job->town_id, FALSE, job->path, take_step,
                                            job, &job->result, cancellable, error) ? data : NULL;
}

/* Five of six lines are planned; two of them in the town. However many, the last is as far on. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 town_id;
    guint  rows;
    gint64 amount_fen;
  } lists[] = { { 0, 5, 630000 }, { TOWN, 2, 270000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GError) error = NULL;
      Job job = { .path = fixture->path, .town_id = lists[i].town_id };

      g_assert_nonnull (sn_workspace_read (fixture->workspace, write_roster, &job, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (job.result.rows, ==, lists[i].rows);
      g_assert_cmpint (job.result.amount_fen, ==, lists[i].amount_fen);
      g_assert_cmpuint (job.steps, ==, lists[i].rows);
      g_assert_cmpfloat_with_epsilon (job.last, 0.67, 0.001);
      sn_export_result_clear (&job.result);
    }
}

static gboolean
note_full (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_workbook_note_full (transaction, "03.1", error);
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, note_full, NULL, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (fixture->workspace, "SELECT count(*) FROM change WHERE action = 'export-full'"
                                                    " AND arguments = '[\"03.1\"]'"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/roster-workbook/progress", Fixture, NULL, set_up, test_progress, tear_down);
  g_test_add ("/roster-workbook/note", Fixture, NULL, set_up, test_note, tear_down);
  return g_test_run ();
}
