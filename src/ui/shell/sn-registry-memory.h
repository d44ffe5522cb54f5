/* sn-registry-memory.h: the registry in memory: the image that is searched and the orders it is shown in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-order.h"
#include "sn-search-image.h"
#include "sn-workspace.h"

G_BEGIN_DECLS

#define SN_TYPE_REGISTRY_MEMORY (sn_registry_memory_get_type ())
G_DECLARE_FINAL_TYPE (SnRegistryMemory, sn_registry_memory, SN, REGISTRY_MEMORY, GObject)

/**
 * SnRegistryMemory:
 *
 * Loaded by a reader of the workspace, one thing at a time: an order when it is first asked for, the image when it is told to. An
 * order is there after a tenth of a second a million and is enough to show everybody; the image takes ten times as long, is all that
 * answers a search, and stands in the order of pinyin, so that order goes when the image comes. Both are kept current with every change.
 *
 * Signals: "changed": something that was asked for is there, or is newer; "refused" (sentence): it could not be read.
 *
 * Thread: main.
 */
SnRegistryMemory *sn_registry_memory_new         (SnWorkspace      *workspace);
void              sn_registry_memory_load_image  (SnRegistryMemory *self);
/* (transfer none) (nullable): %NULL until it is loaded. Valid until the main loop turns. */
SnSearchImage    *sn_registry_memory_get_image   (SnRegistryMemory *self);
/* (transfer none) (nullable): %NULL until it is loaded, which asking begins. With an image the order of pinyin is %NULL for good: ask the image. */
SnRecipientOrder *sn_registry_memory_get_order   (SnRegistryMemory *self,
                                                  SnRecipientSort   sort);
/* The workspace committed this change. */
void              sn_registry_memory_note_change (SnRegistryMemory *self,
                                                  guint64           change_id);
/* Another campaign is at work. */
void              sn_registry_memory_note_campaign (SnRegistryMemory *self);
/* The workspace closes: nothing more is loaded. */
void              sn_registry_memory_stop        (SnRegistryMemory *self);

G_END_DECLS
