/* sn-import-work.h: the jobs behind the import window: look at the top of a sheet, read it, judge it, admit it, send back what is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-choices.h"
#include "sn-job.h"
#include "sn-memory-file.h"
#include "sn-registry-list.h"
#include "sn-sheet-preview.h"

G_BEGIN_DECLS

/* A file as it was read; counted, for several jobs look at it one after the other. Whoever changes a cell has to know that no job does. */
typedef struct
{
  SnRosterImport import;
  SnDivisions   *divisions;  /* what the cells were read by, and will be when one is set right */
  SnCategories  *categories;
} SnImportContent;

void sn_import_content_unref (SnImportContent *content);

/* What an import would do; counted, and not changed any more once it is made. */
typedef struct
{
  GPtrArray        *faults;       /* SnFault: those of the file and those of the judge, the worst first */
  GArray           *verdicts;     /* SnRosterVerdict of each row */
  SnAdmissionResult result;
  guint             n_told;       /* rows that say something: neither refused nor known before */
  SnDelivery        delivery;     /* of a roster */
  guint             n_can_change; /* of its changed lines: without an obstacle */
  gboolean          says_taken;   /* its faults say that those get what the file says */
  gint64            before_fen;   /* of those: as they stand, and as this file says */
  gint64            after_fen;
  GPtrArray        *added;        /* SnDeliveryLine: of a second delivery, or who holds the category newly (no amounts) */
  GPtrArray        *towns_after;  /* char* (nullable): of each changed line, where its town is another one now */
  const SnFault    *file_again;   /* (nullable): of @faults: the file was read before */
  guint             begun, held;  /* of a category's list */
  GPtrArray        *ended;        /* SnCategoryEnd (nullable) */
  GPtrArray        *towns;        /* char* (nullable): of which a category's list speaks; %NULL: of all */
  guint             unknown;      /* of scores and deaths */
} SnImportJudgement;

SnImportJudgement *sn_import_judgement_ref   (SnImportJudgement *judgement);
void               sn_import_judgement_unref (SnImportJudgement *judgement);

typedef enum
{
  SN_IMPORT_LOOK,      /* at the top of the sheet: @preview, @program, @target_name */
  SN_IMPORT_READ,      /* the whole: @content, or @problem */
  SN_IMPORT_JUDGE,     /* @content: @judgement; nothing is written */
  SN_IMPORT_ADMIT,
  SN_IMPORT_SEND_BACK, /* the refused rows of @judgement, to @output_path */
  SN_IMPORT_LIST_FAULTS,
} SnImportAim;

typedef struct
{
  /* In */
  SnImportAim        aim;
  char              *path;
  SnMemoryFile      *memory;     /* (nullable): of @path: the window may go before the job does */
  char              *shown_name;
  SnImportTarget     target;
  SnImportChoices    choices;
  SnImportContent   *content;      /* (nullable) */
  SnImportJudgement *judgement;    /* (nullable) */
  gboolean           leave_out_rejected;
  gboolean           again;
  char              *hold_gone_reason; /* (nullable) */
  char              *take_changed_reason; /* (nullable) */
  gboolean           ends_missing;
  char              *output_path;  /* (nullable) */
  /* Out */
  SnSheetPreview     preview;
  SnProgram         *program;      /* (nullable): of a roster */
  char              *target_name;  /* the program's title, the category's name; "" */
  char              *problem;      /* (nullable): why the sheet cannot be read as it was chosen */
  guint              n_returned;
} SnImportWork;

SnImportWork *sn_import_work_new  (SnImportAim            aim,
                                   const char            *path,
                                   const SnImportTarget  *target,
                                   const SnImportChoices *choices);
void          sn_import_work_free (gpointer               work);
/* A SnJobFunc */
gboolean      sn_import_work_run  (SnJob                 *job,
                                   SnWorkspace           *workspace,
                                   gpointer               data,
                                   GError               **error);
/* (transfer full): SnFault copies of @faults; those that @is_wanted (nullable) says no of are left out */
GPtrArray    *sn_import_copy_faults (GPtrArray           *faults,
                                     gboolean           (*is_wanted) (const SnFault *fault, gpointer data),
                                     gpointer             data);
void          sn_import_sort_faults (GPtrArray           *faults);

G_END_DECLS
