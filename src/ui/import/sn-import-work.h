/* sn-import-work.h: the jobs behind the import dialog: read, judge, admit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-job.h"
#include "sn-roster-import.h"

G_BEGIN_DECLS

/* A file as it was read; counted, for several jobs look at it one after the other. */
typedef struct
{
  SnRosterImport import;
  GPtrArray     *sheet_names; /* char*, the visible ones; empty for csv */
} SnImportContent;

void sn_import_content_unref (SnImportContent *content);

typedef enum
{
  SN_IMPORT_PREVIEW, /* what would happen; nothing is written */
  SN_IMPORT_ADMIT,
} SnImportAim;

typedef struct
{
  /* In */
  SnImportAim        aim;
  char              *path;
  char              *sheet;        /* (nullable): the first one with a roster's heading */
  char              *program_code;
  char              *rate_label;   /* (nullable): by category and amount, row by row */
  SnImportContent   *content;      /* (nullable): what was read before; else it is read, and left here */
  /* Out */
  GPtrArray         *faults;       /* SnFault: those of the file and those of the judgement, the worst first */
  SnAdmissionResult  result;
} SnImportWork;

SnImportWork *sn_import_work_new  (SnImportAim       aim,
                                   const char       *path,
                                   const char       *program_code,
                                   SnImportContent  *content);
void          sn_import_work_free (gpointer          work);
/* A SnJobFunc */
gboolean      sn_import_work_run  (SnJob            *job,
                                   SnWorkspace      *workspace,
                                   gpointer          data,
                                   GError          **error);

G_END_DECLS
