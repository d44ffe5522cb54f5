/* test-date.c: days as offices and spreadsheets write them, ages, the festival, and the clock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-date.h"

#include <string.h>

static void
assert_day (const GDate *date, const char *expected)
{
  char iso[11];

  g_assert_true (g_date_valid (date));
  g_assert_true (sn_date_to_iso (date, iso) == iso);
  g_assert_cmpstr (iso, ==, expected);
}

static void
test_iso (void)
{
  static const char *const days[] = { "2025-01-07", "1856-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2024-12-31" };
  static const char *const others[] = {
    "", "2025-1-7", "2025-01-7", "2025/01/07", "20250107", "2025-01-07 ", " 2025-01-07", "2025-01-07T00:00:00", "25-01-07",
    "2025-13-01", "2025-00-01", "2025-01-00", "2025-01-32", "2025-02-29", "1900-02-29", "2025-04-31", "0000-01-01", "-025-01-07",
    "+025-01-07", "2025--1-07", "2025-+1-07", "2025- 1-07", "2025-01- 7", "２０２５-01-07", "2025-01-0a", "2025年01月07",
  };
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_date_clear (&date, 1);
      g_assert_true (sn_date_from_iso (days[i], &date));
      assert_day (&date, days[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (sn_date_from_iso (others[i], &date))
      g_error ("“%s” is no ISO day", others[i]);
  g_assert_false (sn_date_from_iso (NULL, &date));
}

static void
test_loose (void)
{
  static const char *const texts[] = {
    "2025-1-7", "2025-01-7", "2025/1/7", "2025/01/07", "2025.1.7", "2025.01.07", "2025年1月7日", "2025年01月07日", "2025年1月7号",
    "2025年1月7", "2025 年 1 月 7 日", "20250107", "２０２５年１月７日", "２０２５－１－７", "２０２５０１０７", " 2025-01-07 ", "\xef\xbb\xbf" "2025-01-07",
    "2025-01-07\n", "2025-01-07 08:30", "2025-01-07 08:30:59", "2025-01-07T08:30:59", "2025-01-07T08:30:59.123",
    "2025-01-07T08:30:59Z", "2025-01-07 24:00", "2025/1/7 8:30", "2025.1.7 0:00:00", "2025年1月7日 8:30", "2025年1月7日8:30",
    "20250107 08:30", "20250107T08:30:00", "2025-01-07 23:59:60",
  };
  static const char *const others[] = {
    "", " ", "1944.10", "1944.1", "1944-10", "1944年10月", "1944年", "194410", "1944", "2025-13-1", "2025-1-32", "2025-2-29",
    "2025年2月30日", "20250230", "20251301", "20250100", "2025010", "202501071", "25.1.7", "25-1-7", "1月7日", "7/1/2025",
    "01/07/2025", "2025-1-7-1", "2025-1-7x", "x2025-1-7", "2025-1-75", "2025-1-071", "2025--1-7", "2025-1--7", "-2025-1-7",
    "45664", "2025-1-7 25:00", "2025-1-7 24:01", "2025-1-7 8:60", "2025-1-7 8", "2025-1-7 -8:30", "2025-1-7 8:-30",
    "2025-1-7 8:30:", "2025-1-7 8:30pm", "2025-1-0708:30", "20250107x", "2025010708:30", "二〇二五年一月七日", "不详",
    "2025-01-07/2025-01-08",
  };
  gboolean repaired;
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_date_clear (&date, 1);
      repaired = FALSE;
      if (!sn_date_parse_loose (texts[i], &date, &repaired))
        g_error ("“%s” was not read", texts[i]);
      assert_day (&date, "2025-01-07");
      g_assert_true (repaired);
      g_assert_true (sn_date_parse_loose (texts[i], &date, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (sn_date_parse_loose (others[i], &date, NULL))
      g_error ("“%s” is no day", others[i]);
  g_assert_false (sn_date_parse_loose (NULL, &date, NULL));
  repaired = TRUE;
  g_assert_true (sn_date_parse_loose ("2025-01-07", &date, &repaired));
  g_assert_false (repaired);
  g_assert_true (sn_date_parse_loose ("1944.10.1", &date, NULL));
  assert_day (&date, "1944-10-01");
}

static void
test_serial (void)
{
  static const struct
  {
    gint64      serial;
    gboolean    date1904;
    const char *day; /* NULL: none */
  } vectors[] = {
    { 1, FALSE, "1900-01-01" },
    { 31, FALSE, "1900-01-31" },
    { 59, FALSE, "1900-02-28" },
    { 60, FALSE, NULL },
    { 61, FALSE, "1900-03-01" },
    { 45664, FALSE, "2025-01-07" },
    { 45688, FALSE, "2025-01-31" },
    { 2958465, FALSE, "9999-12-31" },
    { 2958466, FALSE, NULL },
    { 0, FALSE, NULL },
    { -1, FALSE, NULL },
    { G_MAXINT64, FALSE, NULL },
    { G_MININT64, FALSE, NULL },
    { 0, TRUE, "1904-01-01" },
    { 60, TRUE, "1904-03-01" },
    { 44202, TRUE, "2025-01-07" },
    { 2957003, TRUE, "9999-12-31" },
    { 2957004, TRUE, NULL },
    { -1, TRUE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      GDate date;
      gboolean is_day;

      g_date_clear (&date, 1);
      is_day = sn_date_from_serial (vectors[i].serial, vectors[i].date1904, &date);
      g_assert_cmpint (is_day, ==, vectors[i].day != NULL);
      if (is_day)
        assert_day (&date, vectors[i].day);
    }
}

static void
test_age (void)
{
  static const struct
  {
    const char *birth;
    const char *day;
    int         age;
  } vectors[] = {
    { "1945-01-28", "2025-01-27", 79 },
    { "1945-01-28", "2025-01-28", 80 },
    { "1945-01-28", "2025-01-29", 80 },
    { "1945-02-01", "2025-01-31", 79 },
    { "1945-12-31", "2025-01-01", 79 },
    { "1945-01-01", "2024-12-31", 79 },
    { "2025-01-28", "2025-01-28", 0 },
    { "1964-02-29", "2024-02-28", 59 },
    { "1964-02-29", "2024-02-29", 60 },
    { "1964-02-29", "2025-02-28", 60 },
    { "1964-02-29", "2025-03-01", 61 },
    { "1964-03-01", "2024-02-29", 59 },
    { "1856-02-29", "2025-01-10", 168 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      GDate birth, day;

      g_assert_true (sn_date_from_iso (vectors[i].birth, &birth));
      g_assert_true (sn_date_from_iso (vectors[i].day, &day));
      g_assert_cmpint (sn_date_age_years (&birth, &day), ==, vectors[i].age);
    }
}

static void
test_festival (void)
{
  static const char *const days[] = {
    "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31",
    "2034-02-19", "2035-02-08",
  };
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_date_clear (&date, 1);
      g_assert_true (sn_spring_festival (2025 + (int) i, &date));
      assert_day (&date, days[i]);
    }
  g_assert_false (sn_spring_festival (2024, &date));
  g_assert_false (sn_spring_festival (2036, &date));
  g_assert_false (sn_spring_festival (0, &date));
}

/* The seconds of "yyyy-mm-ddThh:mm:ssZ" since 1970 */
static gint64
read_instant (const char *instant)
{
  g_autoptr (GDateTime) time = NULL;

  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$", instant, 0, 0));
  time = g_date_time_new_from_iso8601 (instant, NULL);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
test_clock (void)
{
  g_autofree char *real = NULL;
  g_autofree char *set = NULL;
  g_autofree char *set_at_real_time = NULL;
  g_autoptr (GDateTime) local_before = g_date_time_new_now_local ();
  g_autoptr (GDateTime) local_after = NULL;
  g_autofree char *day_before = g_date_time_format (local_before, "%Y-%m-%d");
  g_autofree char *day_after = NULL;
  gint64 before, after, seconds;
  GDate day, today;
  char iso[11];

  before = g_get_real_time () / G_USEC_PER_SEC;
  real = sn_clock_instant ();
  after = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_cmpint (read_instant (real), >=, before);
  g_assert_cmpint (read_instant (real), <=, after);

  sn_clock_today (&today);
  local_after = g_date_time_new_now_local ();
  day_after = g_date_time_format (local_after, "%Y-%m-%d");
  sn_date_to_iso (&today, iso);
  g_assert_true (strcmp (iso, day_before) == 0 || strcmp (iso, day_after) == 0);

  g_assert_true (sn_date_from_iso ("2025-01-10", &day));
  sn_clock_set_today (&day);
  g_date_clear (&day, 1); /* it was copied */
  sn_clock_today (&today);
  assert_day (&today, "2025-01-10");
  before = g_get_real_time () / G_USEC_PER_SEC;
  set = sn_clock_instant ();
  after = g_get_real_time () / G_USEC_PER_SEC;
  g_assert_true (g_str_has_prefix (set, "2025-01-10T"));
  /* The real time of day, also across midnight. */
  seconds = read_instant (set) % 86400;
  g_assert_true ((seconds >= before % 86400 && seconds <= after % 86400) || before % 86400 > after % 86400);

  sn_clock_set_today (NULL);
  set_at_real_time = sn_clock_instant ();
  g_assert_cmpint (read_instant (set_at_real_time), >=, before);
  sn_clock_today (&today);
  g_assert_true (g_date_valid (&today));
  g_assert_cmpint (g_date_get_year (&today), >=, 2025);
}

/* TZ is Shanghai's for all tests. */
static void
test_local (void)
{
  static const struct
  {
    const char *instant, *text;
  } vectors[] = {
    { "2025-01-10T09:30:59Z", "2025-01-10 17:30" }, { "2025-01-10T20:00:00Z", "2025-01-11 04:00" }, { "2025-01-10", "2025-01-10" },
    { "2025-01-10 17:30", "2025-01-10 17:30" },     { "this Tuesday", "this Tuesday" },             { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text = sn_instant_to_local (vectors[i].instant);

      g_assert_cmpstr (text, ==, vectors[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/iso", test_iso);
  g_test_add_func ("/date/loose", test_loose);
  g_test_add_func ("/date/serial", test_serial);
  g_test_add_func ("/date/age", test_age);
  g_test_add_func ("/date/festival", test_festival);
  g_test_add_func ("/date/clock", test_clock);
  g_test_add_func ("/date/local", test_local);
  return g_test_run ();
}
