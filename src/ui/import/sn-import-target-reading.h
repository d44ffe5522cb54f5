/* sn-import-target-reading.h: what a file can be put into, and what its own words propose: the jobs behind the dialog that asks for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-guess.h"
#include "sn-job.h"
#include "sn-memory-file.h"

G_BEGIN_DECLS

/* Counted, for the dialog and a job look at it at a time; not changed once it was read. */
typedef struct
{
  GPtrArray *programs;   /* SnProgram of the campaign at work; empty where there is none */
  GPtrArray *categories; /* SnRecipientChoice */
} SnImportTargets;

void sn_import_targets_unref (SnImportTargets *targets);

/* Zeroed, it is the data of sn_import_targets_run(). */
typedef struct
{
  SnImportTargets *targets; /* out */
} SnImportTargetsReading;

void     sn_import_targets_reading_free (gpointer      reading);
/* A SnJobFunc */
gboolean sn_import_targets_run          (SnJob        *job,
                                         SnWorkspace  *workspace,
                                         gpointer      data,
                                         GError      **error);

typedef struct
{
  SnImportTargets *targets;
  char            *path;
  char            *shown_name;
  SnMemoryFile    *memory;     /* (nullable): of @path */
  SnImportGuess    guess;      /* out */
} SnImportGuessing;

SnImportGuessing *sn_import_guessing_new  (SnImportTargets *targets,
                                           const char      *path,
                                           const char      *shown_name);
void              sn_import_guessing_free (gpointer         guessing);
/* A SnJobFunc. Errors: those of sn_sheet_preview_read(): nothing can be done with the file */
gboolean          sn_import_guessing_run  (SnJob           *job,
                                           SnWorkspace     *workspace,
                                           gpointer         data,
                                           GError         **error);

G_END_DECLS
