/* sn-finding-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-memory.h"

struct _SnFindingMemory
{
  GMutex mutex;
};

SnFindingMemory *
sn_finding_memory_new (void)
{
  SnFindingMemory *self = g_atomic_rc_box_new0 (SnFindingMemory);

  g_mutex_init (&self->mutex);
  return self;
}

SnFindingMemory *
sn_finding_memory_ref (SnFindingMemory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_memory (gpointer data)
{
  g_mutex_clear (&((SnFindingMemory *) data)->mutex);
}

void
sn_finding_memory_unref (SnFindingMemory *self)
{
  g_atomic_rc_box_release_full (self, clear_memory);
}

GPtrArray *
sn_finding_memory_look (SnFindingMemory *self, SnConnection *connection, SnFindingLookExtent *extent, GError **error)
{
  if (extent != NULL)
    *extent = SN_FINDING_LOOK_WHOLE;
  return sn_finding_look (connection, NULL, error);
}

GPtrArray *
sn_finding_memory_look_first (SnFindingMemory *self, SnConnection *connection, gboolean *is_whole, GError **error)
{
  *is_whole = TRUE;
  return sn_finding_memory_look (self, connection, NULL, error);
}
