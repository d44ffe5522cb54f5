/* sn-import-dialog-private.h: shared by the files of the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-dialog.h"

#include "sn-import-columns.h"
#include "sn-import-delivery.h"
#include "sn-import-rows.h"
#include "sn-import-work.h"
#include "sn-job-bar.h"

G_BEGIN_DECLS

#define SN_IMPORT_MOST_FIGURES 9

/* One after the other, when no job is at work with what they change. */
typedef struct
{
  gboolean look;
  gboolean read;
  gboolean judge;
} SnImportWishes;

/* A cell that the officer set right. It is made again when the sheet is read anew. */
typedef struct
{
  guint sheet;
  guint row;
  guint column;
  char *text;
} SnImportEdit;

struct _SnImportDialog
{
  AdwWindow           parent_instance;

  /* Template */
  GtkLabel           *target_title;
  GtkLabel           *detail;        /* the file; what was saved last */
  GtkBox             *figures;
  GtkStack           *pages;         /* "columns", "rows", "delivery" */
  GtkStackPage       *columns_page;
  GtkStackPage       *rows_page;
  GtkStackPage       *delivery_page;
  GtkStack           *rows_stack;    /* "reading", "rows", "none" */
  SnImportColumns    *columns;
  SnImportRows       *rows;
  SnImportDelivery   *delivery;
  GtkCheckButton     *leave_out;
  GtkCheckButton     *again;
  GtkLabel           *reason;        /* why there is nothing to be imported */
  GtkWidget          *send_back_button;
  GtkButton          *import_button;
  SnJobBar           *job_bar;

  /* Owned */
  SnSession          *session;
  SnImportTarget      target;
  SnImportChoices     choices;
  char               *path;
  char               *shown_name;    /* (nullable) */
  SnProgram          *program;       /* (nullable) */
  SnSheetPreview      preview;
  gboolean            has_preview;
  char               *problem;       /* (nullable): why the sheet cannot be read as it was chosen */
  SnImportContent    *content;       /* (nullable): until it was read */
  SnImportJudgement  *judgement;     /* (nullable): the last one */
  gboolean            is_judged;     /* it is of the content as it is, and of the rates that are chosen */
  char               *refusal;       /* (nullable): why the last attempt came to nothing; until something else is done */
  GPtrArray          *edits;         /* SnImportEdit, all of them */
  guint               n_edits_made;  /* in @content */
  SnImportWishes      wishes;
  SnJob              *job;           /* (nullable): the one at work */
  SnImportAim         aim;           /* of it */
  guint               n_refused;     /* that the officer was asked to leave out */
  gboolean            is_page_chosen; /* the window has opened on one */
  gboolean            is_focus_placed;
  gboolean            is_done;       /* admitted, or not to be asked about any more */
  GtkWindow          *question;      /* (nullable) (weak): whether to close */
  GtkLabel           *figure_labels[SN_IMPORT_MOST_FIGURES];
};

/* ── Jobs ── */
/* Wishes are fulfilled as soon as it can be; what is at work for nothing is stopped. */
void     sn_import_dialog_advance      (SnImportDialog *self);
void     sn_import_dialog_admit        (SnImportDialog *self);
void     sn_import_dialog_edit         (SnImportDialog *self,
                                        guint           sheet,
                                        guint           row,
                                        guint           column,
                                        const char     *text);
/* A job that works with the content: nothing is changed meanwhile. @take_work is freed. */
void     sn_import_dialog_start        (SnImportDialog *self,
                                        SnImportWork   *take_work,
                                        const char     *sentence,
                                        SnJobDone       done);
SnImportWork *sn_import_dialog_make_work (SnImportDialog *self,
                                        SnImportAim     aim);
/* After such a job: whether it was the last, and its window still wants it. */
void     sn_import_dialog_end_job      (SnImportDialog *self);

/* ── Figures and bar ── */
void     sn_import_dialog_add_figures  (SnImportDialog *self);
void     sn_import_dialog_show_figures (SnImportDialog *self);
void     sn_import_dialog_update_bar   (SnImportDialog *self);
/* What the officer said in the bar and on the page of the delivery, for an admission */
void     sn_import_dialog_take_bar     (SnImportDialog *self,
                                        SnImportWork   *work);

/* ── Pages ── */
void     sn_import_dialog_show_target  (SnImportDialog *self,
                                        const char     *target_name);
void     sn_import_dialog_show_preview (SnImportDialog *self);
void     sn_import_dialog_show_rows    (SnImportDialog *self);
/* What was just done, in the place of the file's name */
void     sn_import_dialog_say          (SnImportDialog *self,
                                        const char     *sentence);

/* Closes without asking */
void     sn_import_dialog_leave        (SnImportDialog *self);

/* ── Files ── */
void     sn_import_dialog_install_files (GtkWidgetClass *widget_class);

G_END_DECLS
