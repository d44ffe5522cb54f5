/* sn-session.h: the workspace that is open, who works on it, and what all pages share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"
#include "sn-checks.h"
#include "sn-job.h"
#include "sn-recipient-order.h"
#include "sn-search-image.h"

G_BEGIN_DECLS

#define SN_TYPE_SESSION (sn_session_get_type ())
G_DECLARE_FINAL_TYPE (SnSession, sn_session, SN, SESSION, GObject)

/**
 * SnSession:
 *
 * Pages ask it to run work and hear from it when the workspace changed. It never waits: work runs as an #SnJob, and the result
 * comes back on the main thread.
 *
 * Signals, all on the main thread:
 *   "changed"            the workspace changed; what is shown has to be read anew
 *   "officer-changed"    somebody else works here from now on; "changed" comes after it
 *   "calm"               no page reads or works any more
 *   "findings-counted"   sn_session_get_findings() are new
 *   "job-started" (job)  work with a sentence began
 *   "said" (sentence, change_id)  something was done; a change_id above 0 can be undone by who works here: what somebody began who worked
 *                        here before has none
 *   "refused" (sentence) something was not done, and why
 *   "image-changed"      search image and orders are new
 *
 * Thread: main.
 */

/* Everything that the shell knows of a workspace; read once at opening and after each change. */
typedef struct
{
  SnCampaign *campaign;    /* (nullable): the one at work; a workspace without catalogue has none */
  GPtrArray  *campaigns;   /* SnCampaign, newest first */
  GPtrArray  *departments; /* SnDepartment, all fourteen */
  gboolean    has_persons;
} SnSessionFacts;

typedef struct
{
  gint64   id;
  char    *code;       /* "03" */
  char    *name;       /* 区民政局 */
  char    *short_name;
  gboolean funds;      /* bears the money of others and has no programs */
  gint64   planned_fen;
  gint64   paid_fen;
} SnDepartment;

/* @officer: who works; made known in the workspace before the first write. The session takes the workspace over. */
SnSession            *sn_session_new             (SnWorkspace    *take_workspace,
                                                  const char     *officer);
void                  sn_session_close           (SnSession      *self); /* lets go of the workspace on a thread of its own */
SnWorkspace          *sn_session_get_workspace   (SnSession      *self);
const char           *sn_session_get_officer     (SnSession      *self);
/* Changes who acts; refused with a sentence when the name is empty. */
void                  sn_session_set_officer     (SnSession      *self,
                                                  const char     *officer);
/* (nullable): until they were read for the first time. Stays valid until "changed". */
const SnSessionFacts *sn_session_get_facts       (SnSession      *self);
const SnDepartment   *sn_session_find_department (SnSession      *self,
                                                  const char     *code);

/* (nullable): SnFinding of the campaign as they were last looked for, a change or two ago at most; %NULL before that. Not to be
 * changed, so that a reference may go to any thread. */
GPtrArray            *sn_session_get_findings    (SnSession      *self);
/* (nullable): what was found, complete, and nothing has changed since: %NULL where it has to be looked for. */
SnChecks             *sn_session_get_checks      (SnSession      *self);
/* (transfer none): with which the campaign's findings are looked for, on any thread */
SnFindingMemory      *sn_session_get_finding_memory (SnSession   *self);
/* Somebody looked, for a page that did not wait until it was calm. @n_changes: sn_session_get_n_changes() when that began: what came
 * between makes it old, and it is not taken. */
void                  sn_session_take_checks     (SnSession      *self,
                                                  SnChecks       *checks,
                                                  guint64         n_changes);
/* It is being looked for by the session itself; "findings-counted" comes. */
gboolean              sn_session_is_checking     (SnSession      *self);
/* How often what is shown changed in this session, be it by another campaign. */
guint64               sn_session_get_n_changes   (SnSession      *self);
/* How many findings nobody has decided on; -1 until they were counted. Counted when nothing else is being read. */
gint64                sn_session_get_n_findings  (SnSession      *self);
/* Which campaign is shown and worked on: 0: the newest. Said by "changed". */
void                  sn_session_set_campaign    (SnSession      *self,
                                                  gint64          campaign_id);

/**
 * sn_session_run:
 *
 * sn_job_start() on the workspace. A sentence makes it a job that the window shows once it takes longer than 300 ms. When it
 * made a Change the session says its summary, with undo; when it failed the session says why ("refused"), except after a
 * cancellation. @done comes after that.
 */
SnJob                *sn_session_run             (SnSession      *self,
                                                  const char     *sentence,
                                                  SnJobFunc       func,
                                                  gpointer        take_data,
                                                  GDestroyNotify  data_free,
                                                  SnJobDone       done,
                                                  GObject        *owner);
void                  sn_session_undo            (SnSession      *self,
                                                  gint64          change_id);
/* Says a sentence as a toast. */
void                  sn_session_say             (SnSession      *self,
                                                  const char     *sentence);

/* The registry in memory, as sn_registry_memory_get_image() and …_get_order(): %NULL until it is there, which "image-changed" says.
 * The image is loaded in the background once it is calm. */
SnSearchImage        *sn_session_get_image       (SnSession       *self);
SnRecipientOrder     *sn_session_get_order       (SnSession       *self,
                                                  SnRecipientSort  sort);

G_END_DECLS
