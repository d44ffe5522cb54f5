/* test-import-guess.c: what files are called, and what is proposed for them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-import-guess.h"
#include "sn-test.h"

static const struct
{
  const char *file;
  const char *title;
  const char *expected; /* "": nothing; a program's code; "category CODE"; "scores"; "deaths" */
} cases[] = {
  { "03.1 盈浦街道 roster.xlsx", "", "03.1" },
  { "2025.03.10 盈浦.xlsx", "", "" },
  { "花名册.xlsx", "", "" },
  { "2026年元旦春节帮困送温暖花名册.xlsx", "", "" },
  { "2026年春节.xlsx", "", "" },
  { "名单1.xls", "2026年困难失业人员一次性节日补助花名册", "04.1" },
  { "一次性节日补助.xlsx", "", "03.1" },
  { "夏阳街道.xlsx", "高额自负医疗费用一次性补助申请汇总表", "05.1" },
  { "困难职工春节慰问花名册（总工会）.et", "", "09.1" },
  { "特困劳模.xlsx", "", "09.2" },
  { "区残联上报.xlsx", "", "11.1" },
  { "民政局上报.xlsx", "", "" },
  { "区民政局一次性节日补助.xlsx", "", "03.1" },
  { "春节实物补助发放表.xlsx", "", "03.2" },
  { "散居孤儿帮困.xlsx", "", "10.4" },
  { "蓝天下的至爱 名册.ods", "", "14.1" },
  { "2026年1月低保边缘名单.xlsx", "", "category low-income-edge" },
  { "低保名单.csv", "", "category subsistence-allowance" },
  { "低保家庭临时补助发放名单.xlsx", "", "03.4" },
  { "残联综合困难评分.xlsx", "", "scores" },
  { "2025年12月死亡人员名单.xlsx", "", "deaths" },
  { "pasted cells", "", "" },
};

static char *
describe (SnImportGuess guess, const GPtrArray *programs, const GPtrArray *categories)
{
  switch (guess.kind)
    {
    case SN_GUESS_PROGRAM:
      return g_strdup (((const SnProgram *) g_ptr_array_index (programs, guess.index))->code);
    case SN_GUESS_CATEGORY:
      return g_strdup_printf ("category %s", ((const SnRecipientChoice *) g_ptr_array_index (categories, guess.index))->code);
    case SN_GUESS_SCORES:
      return g_strdup ("scores");
    case SN_GUESS_DEATHS:
      return g_strdup ("deaths");
    case SN_GUESS_NOTHING:
    default:
      return g_strdup ("");
    }
}

static void
test_catalogue (void)
{
  char *folder = sn_test_make_folder ();
  SnWorkspace *workspace = sn_test_new_workspace (folder);
  g_autoptr (GError) error = NULL;
  SnConnection *connection = sn_connection_open (sn_workspace_get_path (workspace), SN_CONNECTION_READ, &error);
  g_autoptr (GPtrArray) programs = sn_program_list (connection, 0, &error);
  g_autoptr (GPtrArray) categories = sn_recipient_choice_list (connection, SN_RECIPIENT_FILTER_CATEGORY, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const texts[] = { cases[i].file, cases[i].title, NULL };
      g_autofree char *guess = describe (sn_import_guess (programs, categories, texts), programs, categories);

      g_test_message ("%s %s", cases[i].file, cases[i].title);
      g_assert_cmpstr (guess, ==, cases[i].expected);
    }
  sn_connection_close (connection);
  sn_workspace_close (workspace);
  g_object_unref (workspace);
  sn_test_remove_folder (folder);
}

/* A campaign of a district without programs, and one with two of the same title: nothing is proposed. */
static void
test_nothing (void)
{
  static const char *const texts[] = { "03.1 一次性节日补助.xlsx", NULL };
  static SnProgram first = { .code = (char *) "07.1", .title = (char *) "一次性节日补助", .department = (char *) "区教育局" };
  static SnProgram second = { .code = (char *) "08.1", .title = (char *) "一次性节日补助", .department = (char *) "区民宗办" };
  g_autoptr (GPtrArray) programs = g_ptr_array_new ();

  g_assert_cmpint (sn_import_guess (programs, NULL, texts).kind, ==, SN_GUESS_NOTHING);
  g_ptr_array_add (programs, &first);
  g_ptr_array_add (programs, &second);
  g_assert_cmpint (sn_import_guess (programs, NULL, texts).kind, ==, SN_GUESS_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-guess/catalogue", test_catalogue);
  g_test_add_func ("/import-guess/nothing", test_nothing);
  return g_test_run ();
}
