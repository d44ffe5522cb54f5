/* test-roster-traits.c: ethnic group and disability of a roster's people: what the registry learns, where it keeps its own, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-roster-admission.h"
#include "sn-journal.h"

#define NUMBER "310118196001010010"

typedef struct
{
  SnAdmission admission;
  GPtrArray  *rows;
  GPtrArray  *faults;
  GArray     *verdicts;
} File;

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static SnRosterRow *
make_row (guint number, const char *group, guint kind, guint level, const char *certificate)
{
  SnRosterRow *row = sn_roster_row_new ();

  row->row = number;
  row->document_type = g_strdup ("resident");
  row->document_number = g_strdup (NUMBER);
  row->name = g_strdup ("王一");
  row->ethnic_group = group;
  row->disability_kind = kind & 7;
  row->disability_level = level & 7;
  row->disability_certificate = g_strdup (certificate);
  return row;
}

/* People without a program. Returns: the Change, as sn_workspace_write() does */
static gint64
take (Fixture *fixture, File *file, const char *group, guint kind, guint level, const char *certificate)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id;

  g_clear_pointer (&file->rows, g_ptr_array_unref);
  g_clear_pointer (&file->faults, g_ptr_array_unref);
  g_clear_pointer (&file->verdicts, g_array_unref);
  file->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_row_free);
  file->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  file->verdicts = sn_roster_verdicts_new ();
  g_ptr_array_add (file->rows, make_row (2, group, kind, level, certificate));
  file->admission = (SnAdmission){ .sheet = "", .file_name = "名单.csv", .file_sha256 = "1", .rows = file->rows, .faults = file->faults,
                                   .verdicts = file->verdicts };
  change_id = sn_workspace_write (fixture->workspace, admit, &file->admission, NULL, &error);
  g_assert_no_error (error);
  return change_id;
}

static void
clear_file (File *file)
{
  g_clear_pointer (&file->rows, g_ptr_array_unref);
  g_clear_pointer (&file->faults, g_ptr_array_unref);
  g_clear_pointer (&file->verdicts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, clear_file)

static void
assert_known (Fixture *fixture, const char *expected)
{
  assert_sql (fixture,
              "SELECT ethnic_group || '|' || coalesce (disability_kind, 0) || '|' || coalesce (disability_level, 0) || '|' ||"
              " disability_certificate FROM person",
              expected);
}

/* "field:registry>roster", with a "!" where the registry keeps its own; then the codes of what is told */
static void
assert_told (const File *file, const char *expected)
{
  const SnRosterVerdict *verdict = &g_array_index (file->verdicts, SnRosterVerdict, 0);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; verdict->differences != NULL && i < verdict->differences->len; i++)
    {
      const SnRosterDifference *difference = g_ptr_array_index (verdict->differences, i);

      g_string_append_printf (text, "%s:%s>%s%s ", difference->field, difference->registry, difference->roster, difference->is_taken ? "" : "!");
    }
  for (guint i = 0; i < file->faults->len; i++)
    g_string_append_printf (text, "%s ", ((const SnFault *) g_ptr_array_index (file->faults, i))->code);
  g_assert_cmpstr (text->str, ==, expected);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static void
test_learns (Fixture *fixture, gconstpointer data)
{
  g_auto (File) file = { .rows = NULL };
  g_autoptr (GError) error = NULL;
  gint64 change_id;

  take (fixture, &file, "汉族", 4, 0, NULL);
  assert_known (fixture, "汉族|4|0|");
  assert_told (&file, "");

  change_id = take (fixture, &file, NULL, 0, 2, NULL);
  assert_known (fixture, "汉族|4|2|");
  assert_told (&file, "disability_level:>二级 ");
  g_assert_cmpint (g_array_index (file.verdicts, SnRosterVerdict, 0).kind, ==, SN_ROSTER_VERDICT_MATCHED);

  /* It goes with the change that brought it. */
  sn_workspace_write (fixture->workspace, undo, &change_id, NULL, &error);
  g_assert_no_error (error);
  assert_known (fixture, "汉族|4|0|");

  /* What is known already is nothing to learn, and no Change. */
  g_assert_cmpint (take (fixture, &file, "汉族", 4, 0, NULL), ==, SN_WORKSPACE_UNCHANGED);
  assert_told (&file, "");
  g_assert_cmpint (g_array_index (file.verdicts, SnRosterVerdict, 0).kind, ==, SN_ROSTER_VERDICT_SAME);
}

static void
test_differs (Fixture *fixture, gconstpointer data)
{
  g_auto (File) file = { .rows = NULL };

  take (fixture, &file, "汉族", 4, 2, NULL);
  take (fixture, &file, "回族", 4, 3, NULL);
  assert_known (fixture, "回族|4|3|");
  assert_told (&file, "ethnic_group:汉族>回族 disability_level:二级>三级 ethnic_group_changed disability_changed ");

  /* A level belongs to its kind. */
  take (fixture, &file, NULL, 1, 0, NULL);
  assert_known (fixture, "回族|1|0|");
  assert_told (&file, "disability_kind:肢体残疾>视力残疾 disability_level:三级> disability_changed ");
}

static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  g_auto (File) file = { .rows = NULL };

  take (fixture, &file, NULL, 4, 2, NUMBER "42");
  assert_known (fixture, "|4|2|" NUMBER "42");

  /* A word in a list does not overrule it … */
  take (fixture, &file, NULL, 4, 3, NULL);
  assert_known (fixture, "|4|2|" NUMBER "42");
  assert_told (&file, "disability_level:二级>三级! disability_differs ");

  /* … another certificate does, and no number is shown in full. */
  take (fixture, &file, NULL, 4, 1, NUMBER "41");
  assert_known (fixture, "|4|1|" NUMBER "41");
  assert_told (&file, "disability_level:二级>一级 disability_certificate:310118**********1042>310118**********1041 disability_changed ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/roster-traits/learns", Fixture, NULL, set_up, test_learns, tear_down);
  g_test_add ("/roster-traits/differs", Fixture, NULL, set_up, test_differs, tear_down);
  g_test_add ("/roster-traits/certificate", Fixture, NULL, set_up, test_certificate, tear_down);
  return g_test_run ();
}
