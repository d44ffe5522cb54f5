/* sn-job.h: one piece of work away from the main thread, with a sentence, a fraction and a way to stop it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-workspace.h"

G_BEGIN_DECLS

#define SN_TYPE_JOB (sn_job_get_type ())
G_DECLARE_FINAL_TYPE (SnJob, sn_job, SN, JOB, GObject)

/**
 * SnJobFunc:
 * @workspace: (nullable): the session's; the waiting calls of sn-workspace.h are allowed here, as no window waits
 * @data: the caller's, for arguments and results alike
 *
 * Runs on a thread of its own. Returns %FALSE with @error set when it failed.
 */
typedef gboolean (*SnJobFunc) (SnJob        *job,
                               SnWorkspace  *workspace,
                               gpointer      data,
                               GError      **error);
/**
 * SnJobDone:
 * @error: (nullable): %NULL when it succeeded
 *
 * Runs on the main thread; @data is freed afterwards. Not called once @owner (of sn_job_start()) is gone.
 */
typedef void     (*SnJobDone) (SnJob        *job,
                               gpointer      data,
                               const GError *error,
                               gpointer      owner);

/**
 * sn_job_start:
 * @sentence: (nullable): shown while it runs, if it takes long; %NULL: never shown
 * @take_data: (nullable): freed by @data_free when all is done
 * @owner: (nullable): for whom @done is called; held weakly
 *
 * Returns: (transfer full): the job
 */
SnJob        *sn_job_start             (SnWorkspace    *workspace,
                                        const char     *sentence,
                                        SnJobFunc       func,
                                        gpointer        take_data,
                                        GDestroyNotify  data_free,
                                        SnJobDone       done,
                                        GObject        *owner);

/* Main thread */
const char   *sn_job_get_sentence      (SnJob          *self);
double        sn_job_get_fraction      (SnJob          *self); /* 0 to 1; below 0 while it is not known */
gboolean      sn_job_is_running        (SnJob          *self);
gint64        sn_job_get_change_id     (SnJob          *self); /* the last Change that it made; 0: none */
const char   *sn_job_get_summary       (SnJob          *self); /* of that Change; "" when there is none */
void          sn_job_cancel            (SnJob          *self);

/* The job's thread */
GCancellable *sn_job_get_cancellable   (SnJob          *self);
/* Tells how far it is; cheap enough to be called often. Its second argument has the shape that core's progress functions want. */
void          sn_job_show_fraction     (double          fraction,
                                        gpointer        job);
/* Puts another sentence in the place of that of sn_job_start(), which must not have been %NULL. */
void          sn_job_show_sentence     (SnJob          *self,
                                        const char     *sentence);
gpointer      sn_job_read              (SnJob          *self,
                                        SnReadFunc      func,
                                        gpointer        data,
                                        GError        **error);
/* A write whose Change the job remembers, with its summary. %FALSE when it was rolled back. */
gboolean      sn_job_write             (SnJob          *self,
                                        SnWriteFunc     func,
                                        gpointer        data,
                                        GError        **error);

/* Signals, on the main thread: "progress" (sentence or fraction changed), "finished". */

G_END_DECLS
