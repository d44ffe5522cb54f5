/* sn-watchdog.c
 *
 * A source that is never ready, but is asked in every turn: first when the turn begins, before anything waits, and again when the
 * waiting is over. What the thread's processor clock counted from the one to the next beginning is what the turn's work took.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-watchdog.h"

#include <time.h>

typedef struct
{
  GSource source;
  gint64  limit_us;
  gint64  began_us; /* 0: no turn yet */
} Watchdog;

static gint64
get_thread_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
end_turn (GSource *source, int *timeout_ms)
{
  Watchdog *self = (Watchdog *) source;
  gint64 took_us = self->began_us != 0 ? get_thread_us () - self->began_us : 0;

  *timeout_ms = -1;
  if (took_us > self->limit_us)
    g_warning ("watchdog: a turn of the main loop took %.1f ms", (double) took_us / 1000);
  self->began_us = 0;
  return FALSE;
}

static gboolean
begin_turn (GSource *source)
{
  ((Watchdog *) source)->began_us = get_thread_us ();
  return FALSE;
}

static gboolean
never_dispatched (GSource *source, GSourceFunc callback, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
sn_watchdog_start (guint limit_ms)
{
  static GSourceFuncs funcs = { end_turn, begin_turn, never_dispatched, NULL };
  g_autoptr (GSource) source = g_source_new (&funcs, sizeof (Watchdog));

  g_return_if_fail (limit_ms > 0);

  ((Watchdog *) source)->limit_us = (gint64) limit_ms * 1000;
  g_source_set_static_name (source, "watchdog");
  g_source_set_priority (source, G_MININT);
  g_source_attach (source, NULL);
}

void
sn_watchdog_start_if_asked (void)
{
  const char *limit = g_getenv ("SONGNUAN_WATCHDOG_MS");
  guint64 limit_ms;

  if (limit != NULL && g_ascii_string_to_unsigned (limit, 10, 1, 60000, &limit_ms, NULL))
    sn_watchdog_start ((guint) limit_ms);
}
