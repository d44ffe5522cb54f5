/* sn-finding-part.h: the lines that hang together with what some changes touched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnFindingPart:
 *
 * What a rule says of a line follows from rows that are the line's, its person's or its household's (the line's, and where the person lives). So
 * whatever is touched touches a line, a person or a household; and all lines that are reached from there by persons and households, in any
 * number of steps, are what has to be looked at anew. Accounts are the caller's business: nothing in the file leads from one to its lines.
 */
typedef struct _SnFindingPart SnFindingPart;

typedef enum
{
  SN_FINDING_KEY_LINE,
  SN_FINDING_KEY_PERSON,
  SN_FINDING_KEY_HOUSEHOLD,
  SN_FINDING_N_KEYS,
} SnFindingKey;

SnFindingPart *sn_finding_part_new         (void);
void           sn_finding_part_free        (SnFindingPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnFindingPart, sn_finding_part_free)

void           sn_finding_part_add         (SnFindingPart *self,
                                            SnFindingKey   key,
                                            gint64         id);
gboolean       sn_finding_part_is_empty    (SnFindingPart *self);
gboolean       sn_finding_part_has_line    (SnFindingPart *self,
                                            gint64         line_id);
guint          sn_finding_part_count_lines (SnFindingPart *self);
/* (transfer full): the numbers of the lines: "[1,2]" */
char          *sn_finding_part_build_json  (SnFindingPart *self);
/* Adds what the changes after @after_id touched. @is_told: (out): %FALSE when it was more than lines, persons and households, or very much. */
gboolean       sn_finding_part_read        (SnFindingPart *self,
                                            SnConnection  *connection,
                                            gint64         after_id,
                                            gboolean      *is_told,
                                            GError       **error);
/* Adds all that is reached from what is in it. @is_small: (out): %FALSE when it gave up because a look at everything is as quick. */
gboolean       sn_finding_part_grow        (SnFindingPart *self,
                                            SnConnection  *connection,
                                            gboolean      *is_small,
                                            GError       **error);

G_END_DECLS
