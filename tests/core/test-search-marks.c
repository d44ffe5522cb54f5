/* test-search-marks.c: which characters are marked as what was searched for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-search-marks.h"

#include <string.h>

/* "#" under each character that is marked. */
static char *
draw (guint64 bits, const char *text)
{
  GString *drawn = g_string_new (NULL);

  for (glong i = 0; i < g_utf8_strlen (text, -1); i++)
    g_string_append_c (drawn, (bits >> i & 1) != 0 ? '#' : '.');
  return g_string_free (drawn, FALSE);
}

static const struct
{
  const char *text;
  const char *name;
  const char *marked;
} names[] = {
  { "王", "王建国", "#.." },
  { "建国", "王建国", ".##" },
  { "wang", "王建国", "#.." },
  { "wangj", "王建国", "##." },
  { "wang jian guo", "王建国", "###" },
  { "WJ", "王建国", "##." },
  { "wjg", "王建国", "###" },
  { "w", "王建国", "#.." },
  { "zengg", "曾国藩", "##." },
  { "ceng", "曾国藩", "#.." },
  { "cgf", "曾国藩", "###" },
  { "lvdong", "吕洞宾", "##." },
  { "lyudong", "吕洞宾", "##." },
  { "shanxiong", "单雄信", "##." },
  { "smith", "John Smith", ".....#####" },
  { "热合曼", "阿卜杜热合曼·买买提", "...###...." },
  { "王 国", "王建国", "#.#" },
  { "王 1234", "王建国", "#.." },
  { "1234", "王建国", "..." },
  { "li", "王建国", "..." },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SnSearchMarks) marks = sn_search_marks_new (names[i].text);
      g_autofree char *marked = draw (sn_search_marks_in_name (marks, names[i].name), names[i].name);

      g_test_message ("%s in %s", names[i].text, names[i].name);
      g_assert_cmpstr (marked, ==, names[i].marked);
    }
}

static const struct
{
  const char *text;
  const char *shown;
  const char *marked;
} numbers[] = {
  { "310118", "310118********1234", "######............" },
  { "31", "310118********1234", "##................" },
  { "34", "310118********1234", "................##" },
  { "1234", "310118********1234", "..............####" },
  /* What is behind the mask is marked from an end that is seen. */
  { "31011819", "310118********1234", "########.........." },
  { "0011234", "310118********1234", "...........#######" },
  { "310118195001011234", "310118********1234", "##################" },
  /* Only the mask could hold it: a mark would say where. */
  { "1950", "310118********1234", ".................." },
  { "002X", "310118********002X", "..............####" },
  { "002x", "310118********002X", "..............####" },
  { "王", "310118********1234", ".................." },
  { "5678", "138****5678", ".......####" },
  { "1381", "138****5678", "####......." },
  { "99", "", "" },
};

static void
test_numbers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (SnSearchMarks) marks = sn_search_marks_new (numbers[i].text);
      g_autofree char *marked = draw (sn_search_marks_in_number (marks, numbers[i].shown), numbers[i].shown);

      g_test_message ("%s in %s", numbers[i].text, numbers[i].shown);
      g_assert_cmpstr (marked, ==, numbers[i].marked);
    }
}

static void
test_nothing (void)
{
  g_assert_null (sn_search_marks_new (""));
  g_assert_null (sn_search_marks_new (" \t　"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-marks/names", test_names);
  g_test_add_func ("/search-marks/numbers", test_numbers);
  g_test_add_func ("/search-marks/nothing", test_nothing);
  return g_test_run ();
}
