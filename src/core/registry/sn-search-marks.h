/* sn-search-marks.h: which characters of what a row shows are those that were searched for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SN_SEARCH_MARKS_MOST 64 /* characters; later ones are never marked */

/**
 * SnSearchMarks:
 *
 * A query, read once, for marking what it found. It finds nothing itself: it is asked about rows that match. Immutable.
 */
typedef struct _SnSearchMarks SnSearchMarks;

/* @text: as for sn_search_image_query(). (nullable): %NULL where it asks for nothing */
SnSearchMarks *sn_search_marks_new       (const char    *text);
void           sn_search_marks_free      (SnSearchMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnSearchMarks, sn_search_marks_free)

/* A bit for each character (not byte) of @name: the characters that were typed, or those whose reading was. An initial or the
 * beginning of a spelling marks its whole character. */
guint64        sn_search_marks_in_name   (SnSearchMarks *marks,
                                          const char    *name);
/* A bit for each character of @shown, a masked number. What stands behind the mask is marked only where a visible end of it
 * says where: no mark tells more than was typed. */
guint64        sn_search_marks_in_number (SnSearchMarks *marks,
                                          const char    *shown);

G_END_DECLS
