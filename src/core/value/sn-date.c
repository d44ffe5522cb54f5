/* sn-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-date.h"

#include "sn-text.h"

#include <string.h>

#define DIGITS "0123456789"

static GMutex clock_lock;
static GDate set_today; /* (clock_lock); not valid: the real clock */

void
sn_clock_set_today (const GDate *today)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clock_lock);

  if (today != NULL)
    set_today = *today;
  else
    g_date_clear (&set_today, 1);
}

void
sn_clock_today (GDate *today)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clock_lock);
  g_autoptr (GDateTime) now = NULL;

  if (g_date_valid (&set_today))
    {
      *today = set_today;
      return;
    }
  now = g_date_time_new_now_local ();
  g_date_clear (today, 1);
  g_date_set_dmy (today, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
}

char *
sn_clock_instant (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&clock_lock);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time_of_day = NULL;

  if (!g_date_valid (&set_today))
    return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  time_of_day = g_date_time_format (now, "%H:%M:%S");
  return g_strdup_printf ("%04d-%02d-%02dT%sZ", g_date_get_year (&set_today), g_date_get_month (&set_today),
                          g_date_get_day (&set_today), time_of_day);
}

char *
sn_instant_to_local (const char *instant)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = instant != NULL && strchr (instant, 'T') != NULL ? g_date_time_new_from_iso8601 (instant, utc) : NULL;
  g_autoptr (GDateTime) here = moment != NULL ? g_date_time_to_local (moment) : NULL;

  if (here == NULL)
    return g_strdup (instant != NULL ? instant : "");
  return g_date_time_format (here, "%Y-%m-%d %H:%M");
}

static gboolean
set_date (int year, int month, int day, GDate *date)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

gboolean
sn_date_from_iso (const char *text, GDate *date)
{
  int parts[3] = { 0 }, part = 0;

  if (text == NULL || strlen (text) != 10)
    return FALSE;
  for (int i = 0; i < 10; i++)
    {
      gboolean is_line = i == 4 || i == 7;

      if (is_line ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
      if (is_line)
        part++;
      else
        parts[part] = parts[part] * 10 + (text[i] - '0');
    }
  return set_date (parts[0], parts[1], parts[2], date);
}

char *
sn_date_to_iso (const GDate *date, char *buffer)
{
  g_snprintf (buffer, 11, "%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
  return buffer;
}

/* Takes up to @most digits off the front of @p. */
static int
take_number (const char **p, int most)
{
  int number = 0, n = 0;

  while (n < most && g_ascii_isdigit (**p))
    {
      number = number * 10 + (**p - '0');
      (*p)++;
      n++;
    }
  return n > 0 ? number : -1;
}

/* Takes one of @separators with the blanks around it, or nothing. */
static gboolean
take_separator (const char **p, const char *const *separators)
{
  const char *start = *p + strspn (*p, " ");

  for (; *separators != NULL; separators++)
    {
      if (!g_str_has_prefix (start, *separators))
        continue;
      start += strlen (*separators);
      *p = start + strspn (start, " ");
      return TRUE;
    }
  return FALSE;
}

/* What may stand behind a day: nothing, or a time. */
static gboolean
is_time_or_end (const char *p)
{
  int hour, minute, second = 0;

  while (*p == ' ' || *p == 'T')
    p++;
  if (*p == '\0')
    return TRUE;
  hour = take_number (&p, 2);
  if (hour < 0 || *p++ != ':')
    return FALSE;
  minute = take_number (&p, 2);
  if (*p == ':')
    {
      p++;
      second = take_number (&p, 2);
      if (*p == '.')
        p += 1 + strspn (p + 1, DIGITS);
    }
  if (*p == 'Z')
    p++;
  return *p == '\0' && minute >= 0 && minute < 60 && second >= 0 && second <= 60 &&
         (hour < 24 || (hour == 24 && minute + second == 0));
}

/* 20250107 */
static gboolean
read_compact (const char *text, GDate *date)
{
  int compact = (int) g_ascii_strtoll (text, NULL, 10);

  return strchr (" T", text[8]) != NULL && is_time_or_end (text + 8) &&
         set_date (compact / 10000, compact / 100 % 100, compact % 100, date);
}

gboolean
sn_date_parse_loose (const char *text, GDate *date, gboolean *repaired)
{
  static const char *const first[] = { "-", "/", ".", "年", NULL };
  static const char *const second[] = { "-", "/", ".", "月", NULL };
  static const char *const last[] = { "日", "号", NULL };
  g_autofree char *clean = NULL;
  const char *p;
  int year, month, day;

  if (repaired != NULL)
    *repaired = FALSE;
  if (text == NULL)
    return FALSE;
  if (sn_date_from_iso (text, date))
    return TRUE;
  if (repaired != NULL)
    *repaired = TRUE;
  clean = sn_text_clean (text);
  p = clean;
  if (strspn (clean, DIGITS) == 8)
    return read_compact (clean, date);
  year = take_number (&p, 4);
  if (year < 1000 || !take_separator (&p, first))
    return FALSE;
  month = take_number (&p, 2);
  if (month < 0 || !take_separator (&p, second))
    return FALSE;
  day = take_number (&p, 2);
  if (day < 0)
    return FALSE;
  if (!take_separator (&p, last) && strchr (" T", *p) == NULL)
    return FALSE;
  return is_time_or_end (p) && set_date (year, month, day, date);
}

gboolean
sn_date_from_serial (gint64 serial, gboolean date1904, GDate *date)
{
  GDate base;

  /* The 1900 system counts a 29 February 1900 that never was: serial 60. Both end with 9999. */
  if (serial < (date1904 ? 0 : 1) || serial > (date1904 ? 2957003 : 2958465) || (!date1904 && serial == 60))
    return FALSE;
  g_date_clear (&base, 1);
  if (date1904)
    g_date_set_dmy (&base, 1, G_DATE_JANUARY, 1904);
  else if (serial < 60)
    g_date_set_dmy (&base, 31, G_DATE_DECEMBER, 1899);
  else
    g_date_set_dmy (&base, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&base, (guint) serial);
  *date = base;
  return TRUE;
}

int
sn_date_age_years (const GDate *birth_date, const GDate *day)
{
  int years = g_date_get_year (day) - g_date_get_year (birth_date);

  if (g_date_get_month (day) < g_date_get_month (birth_date) ||
      (g_date_get_month (day) == g_date_get_month (birth_date) && g_date_get_day (day) < g_date_get_day (birth_date)))
    years--;
  return years;
}

gboolean
sn_spring_festival (int year, GDate *first_day)
{
  /* New moon in UTC+8, GB/T 33661; ICU's Chinese calendar is a day off in 2027 and 2030. */
  static const struct { int year, month, day; } days[] = {
    { 2025, 1, 29 }, { 2026, 2, 17 }, { 2027, 2, 6 },  { 2028, 1, 26 }, { 2029, 2, 13 }, { 2030, 2, 3 },
    { 2031, 1, 23 }, { 2032, 2, 11 }, { 2033, 1, 31 }, { 2034, 2, 19 }, { 2035, 2, 8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i].year == year)
      return set_date (year, days[i].month, days[i].day, first_day);
  return FALSE;
}
