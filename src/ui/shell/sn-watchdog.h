/* sn-watchdog.h: tells when the window was kept waiting. For tests.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sn_watchdog_start:
 * @limit_ms: 1 and more
 *
 * From now on a turn of the default main context that takes more than @limit_ms of the thread's own processor time is a warning:
 * for so long neither a key nor a frame could come through. It counts what the thread did, not how long the machine was busy with
 * other things.
 *
 * Thread: the one that runs the default main context.
 */
void sn_watchdog_start (guint limit_ms);
/* SONGNUAN_WATCHDOG_MS in the environment is the limit; without it nothing is watched. */
void sn_watchdog_start_if_asked (void);

G_END_DECLS
