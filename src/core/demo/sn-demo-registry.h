/* sn-demo-registry.h: writing the made-up people into a workspace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-demo-people.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  const SnDemoPopulation *population;
  void                  (*progress) (double fraction, const char *sentence, gpointer data); /* (nullable) */
  gpointer                progress_data;
  gint64                  households; /* out */
} SnDemoRegistry;

/* A SnWriteFunc over SnDemoRegistry: households, persons, categories; one Change. */
gboolean sn_demo_fill_registry (SnTransaction *transaction,
                                gpointer       data,
                                GCancellable  *cancellable,
                                GError       **error);

G_END_DECLS
