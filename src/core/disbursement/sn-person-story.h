/* sn-person-story.h: everything that happened to one person, newest first, and what it came to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/* Later steps of one benefit come later: events of the same moment are told in this order. */
typedef enum
{
  SN_STORY_ADDED,          /* to the registry */
  SN_STORY_EDITED,         /* the person's row, accounts, documents */
  SN_STORY_CATEGORY,       /* begun, ended, changed */
  SN_STORY_HOUSEHOLD,      /* the household's row, or the person's place in it */
  SN_STORY_MARKED,         /* died, moved, is here */
  SN_STORY_REVEALED,       /* somebody looked at a number in full */
  SN_STORY_LISTED,
  SN_STORY_LINE_CHANGED,   /* a line that stands was changed: its amount, its person */
  SN_STORY_SUBMITTED,
  SN_STORY_SENT_BACK,      /* from submitted to listed */
  SN_STORY_APPROVED_FIRST, /* and waits for a second approver */
  SN_STORY_APPROVED,
  SN_STORY_HELD,
  SN_STORY_RELEASED,
  SN_STORY_WITHDRAWN,
  SN_STORY_TAKEN_BACK,     /* by an undo */
  SN_STORY_BATCHED,
  SN_STORY_TRIED_AGAIN,    /* put into a batch once more after a failure */
  SN_STORY_ISSUED,
  SN_STORY_PAID,
  SN_STORY_FAILED,
  SN_STORY_CAME_BACK,      /* the bank had paid, and the money returned */
  SN_STORY_SIGNED,
  SN_STORY_DECIDED,        /* on a finding */
  SN_STORY_FINDING,        /* stands, and waits for a decision */
} SnStoryKind;

typedef struct
{
  SnStoryKind  kind;
  char        *at;             /* "2025-01-20 09:30" or "2025-01-20", local; "" where the file does not say, and for a finding */
  char        *campaign;       /* title; "" where it is about the registry, and so for the next four */
  char        *department;
  char        *program;        /* code */
  char        *program_title;
  char        *named;          /* who stands on the roster, where that is another member of the household */
  gboolean     per_household;
  char        *words;          /* translated: reason, batch, fields that changed, file; nothing protected. May be "" */
  gint64       amount_fen;     /* 0 where it is about no money */
  char        *officer;        /* ""; not known, or nobody: the bank's answer */
  gint64       entitlement_id; /* 0: none; and so for the next three */
  gint64       change_id;      /* to look it up in the history */
  gint64       batch_id;
  gint64       finding_id;
} SnStoryEvent;

/* Whose lines a sum is of. Each line of the household is in exactly one, so that they add up to all that the household is due. */
typedef enum
{
  SN_STORY_OWN,             /* by person, this person */
  SN_STORY_HOUSEHOLD_NAMED, /* by household, in this person's name: with the one above it is what the list of recipients shows */
  SN_STORY_HOUSEHOLD_OTHER, /* by household, in another's name */
  SN_STORY_MEMBERS,         /* by person, the other members */
  SN_STORY_N_PARTS
} SnStoryPart;

typedef struct
{
  gint64 due_fen;    /* listed, submitted or approved */
  gint64 paid_fen;   /* of it: paid or handed over */
  gint64 failed_fen; /* of it: the last payment failed or came back */
} SnStorySum;

typedef struct
{
  char       *campaign; /* title; "" where there is no such campaign */
  SnStorySum  parts[SN_STORY_N_PARTS];
} SnStoryYear;

/* One program, for the person or the household: lines of @parts up to %SN_STORY_HOUSEHOLD_OTHER */
typedef struct
{
  char       *program; /* code */
  char       *title;
  SnStorySum  now;
  SnStorySum  then;
} SnStoryProgram;

typedef struct
{
  gint64      person_id;
  SnStorySum  now; /* lines that name the member: the sums of all members are the household's, but for lines in the name of others */
} SnStoryMember;

typedef struct
{
  GPtrArray   *events;      /* SnStoryEvent, newest first */
  SnStoryYear  now;         /* the campaign at work */
  SnStoryYear  then;        /* the one before it */
  GPtrArray   *programs;    /* SnStoryProgram, in the notice's order */
  GArray      *members;     /* SnStoryMember, of who is in the household now */
  gboolean     is_complete; /* FALSE: the journal is longer than what was read of it; older edits are in the history alone */
} SnPersonStory;

void           sn_story_event_free   (SnStoryEvent   *event);
void           sn_person_story_free  (SnPersonStory  *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPersonStory, sn_person_story_free)

/* Translated and static: "Approved" */
const char    *sn_story_kind_words   (SnStoryKind     kind);

/* Static: "approved-first", for files and the command line */
const char    *sn_story_kind_code    (SnStoryKind     kind);

/* @first to @last, added up */
SnStorySum     sn_story_year_sum     (const SnStoryYear *year,
                                      SnStoryPart        first,
                                      SnStoryPart        last);

/**
 * sn_person_story_read:
 * @findings: (element-type SnFinding) (nullable): of the campaign at work; computing them takes too long for one person, so they are
 *   given in by who has them
 *
 * Tells what concerns the person, and the household the person is in now. Steps of rosters, edits and looks come from the journal; days
 * of payments from the batches. An import before the journal's limit is told by its file. What an undo took back is told as taken back.
 *
 * Returns: (transfer full): %SN_ERROR_NOT_FOUND when nobody has that id
 *
 * Thread: the connection's; meant for a reader, for it may take some tenths of a second.
 */
SnPersonStory *sn_person_story_read  (SnConnection   *connection,
                                      gint64          person_id,
                                      GPtrArray      *findings,
                                      GCancellable   *cancellable,
                                      GError        **error);

G_END_DECLS
