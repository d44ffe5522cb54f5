/* finding-fixture.h: what the rules notice, as one line of text. For the tests of findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "roster-fixture.h"

static inline gpointer
read_findings (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_finding_list (connection, data, error);
}

static inline GPtrArray *
list_findings (Fixture *fixture, const char *program_code)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = sn_workspace_read (fixture->workspace, read_findings, (gpointer) program_code, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

/* "person_twice error 04.1 [1,2] allow" for each, in their order; the programs of several joined by "×". */
static inline char *
picture (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (text, "%s%s %s ", i > 0 ? "; " : "", finding->rule, finding->level);
      for (guint j = 0; j < finding->programs->len; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? "×" : "", (char *) g_ptr_array_index (finding->programs, j));
      g_string_append (text, " [");
      for (guint j = 0; j < finding->entitlements->len; j++)
        g_string_append_printf (text, "%s%d", j > 0 ? "," : "", (int) g_array_index (finding->entitlements, gint64, j));
      g_string_append_printf (text, "]%s%s", *finding->decision != '\0' ? " " : "", finding->decision);
      g_assert_cmpuint (finding->persons->len, ==, finding->entitlements->len);
      g_assert_cmpstr (g_ptr_array_index (finding->programs, 0), ==, finding->program);
      g_assert_true (g_strv_contains (sn_finding_rule_list (), finding->rule));
      g_assert_cmpint (finding->id, >, 0);
      g_assert_cmpint (finding->id, <, G_GINT64_CONSTANT (1) << 53);
    }
  return g_string_free (text, FALSE);
}

static inline void
assert_findings (Fixture *fixture, const char *program_code, const char *expected)
{
  g_autoptr (GPtrArray) findings = list_findings (fixture, program_code);
  g_autofree char *text = picture (findings);

  g_assert_cmpstr (text, ==, expected);
}

static inline gint64
get_first_id (Fixture *fixture, const char *program_code)
{
  g_autoptr (GPtrArray) findings = list_findings (fixture, program_code);

  g_assert_cmpuint (findings->len, >, 0);
  return ((SnFinding *) g_ptr_array_index (findings, 0))->id;
}

static inline void
assert_first_message (Fixture *fixture, const char *program_code, const char *expected)
{
  g_autoptr (GPtrArray) findings = list_findings (fixture, program_code);

  g_assert_cmpuint (findings->len, >, 0);
  g_assert_cmpstr (((SnFinding *) g_ptr_array_index (findings, 0))->message, ==, expected);
}
