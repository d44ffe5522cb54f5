/* sn-person-story-private.h: shared by the files that tell a person's story.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person-story.h"

G_BEGIN_DECLS

/* One benefit, of the person or the household. */
typedef struct
{
  gint64    id;
  gint64    amount_fen;
  gboolean  per_household;
  char     *campaign, *department, *program, *program_title, *rate_label, *named, *listed_by, *file, *read_at;
  gboolean  listing_is_told;
} SnStoryLine;

typedef struct
{
  SnConnection  *connection; /* borrowed, and so for the next */
  GCancellable  *cancellable;
  gint64         person_id;
  gint64         household_id;
  SnPersonStory *story;
  GPtrArray     *lines;      /* SnStoryLine */
  GHashTable    *lines_by_id;
} SnStoryTeller;

/* Adds an event to the story; @line (nullable) gives what is known of its benefit. @instant: (nullable): UTC, or a day */
SnStoryEvent *sn_story_tell         (SnStoryTeller     *teller,
                                     SnStoryKind        kind,
                                     const SnStoryLine *line,
                                     const char        *instant);
gboolean      sn_story_tell_journal (SnStoryTeller     *teller,
                                     GError           **error);
gboolean      sn_story_tell_money   (SnStoryTeller     *teller,
                                     GError           **error);
gboolean      sn_story_add_sums     (SnStoryTeller     *teller,
                                     GError           **error);

static inline void
sn_story_set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

G_END_DECLS
