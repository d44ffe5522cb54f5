/* sn-demo.h: a believable district of made-up people, to try things and to measure.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 persons;
  gint64 households;
  gint64 entitlements;
  gint64 payments;
} SnDemoResult;

/**
 * sn_demo_fill:
 * @workspace: with a catalogue, without people
 * @recipients: how many people, 1 to 2,000,000
 * @seed: the same seed makes the same district
 * @progress: (nullable): told a fraction and a translated sentence now and then, on the calling thread
 *
 * People with names by real surname frequency, valid made-up resident numbers, towns and villages, households, categories,
 * accounts; rosters in every program; batches in all states, with failed payments and findings to settle. Several Changes,
 * by the demo's own officers. Waits; not for the main thread of a window.
 *
 * Errors: %SN_ERROR_REFUSED when the registry is not empty
 */
gboolean sn_demo_fill (SnWorkspace   *workspace,
                       gint64         recipients,
                       guint64        seed,
                       void         (*progress) (double fraction, const char *sentence, gpointer data),
                       gpointer       progress_data,
                       SnDemoResult  *result,
                       GCancellable  *cancellable,
                       GError       **error);

G_END_DECLS
