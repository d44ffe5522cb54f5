/* sn-disbursement-page-private.h: shared by the files of the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-disbursement-page.h"

#include "sn-payment-batch.h"
#include "sn-table.h"

G_BEGIN_DECLS

/* What the steps of a batch ask for. */
typedef enum
{
  SN_BATCH_PREPARES,
  SN_BATCH_APPROVES,
  SN_BATCH_DECIDES,
  SN_BATCH_N_DUTIES
} SnBatchDuty;

struct _SnDisbursementPage
{
  SnPage              parent_instance;

  /* Template */
  GtkStack           *stages;          /* "empty", "batches" */
  GtkDropDown        *state_filter;
  GtkDropDown        *channel_filter;
  GtkLabel           *totals;
  GtkStack           *batch_stack;     /* "table", "none" */
  GtkColumnView      *batches_view;
  GtkWidget          *detail;
  GtkLabel           *detail_title;
  GtkLabel           *detail_note;
  GtkBox             *step_buttons;
  GtkColumnView      *payments_view;

  /* Owned */
  SnRowList          *batches;         /* SnPaymentBatch: all of the campaign */
  GtkFilterListModel *shown_batches;
  GtkCustomFilter    *filter;
  GtkSingleSelection *selection;
  SnRowList          *payments;        /* SnPaymentRow, of the chosen batch */
  GtkMultiSelection  *payment_selection;
  SnPaymentBatch     *batch;           /* (nullable): the chosen one, as it was read with its payments */
  char               *refusals[SN_BATCH_N_DUTIES]; /* (nullable): why who works here may not take such a step; %NULL: he may */
  gint64              chosen_id;       /* what is to be shown, also before it is read; 0: the first */
  gint64              payments_of;     /* the batch whose payments are in the list */
  gboolean            filling;         /* the list changes, not what somebody chose */
  SnJob              *detail_job;      /* (nullable) */
  char               *approved_department; /* (nullable): code of the first one with an approved roster */
};

/* A payment as the table shows it. */
typedef struct
{
  SnPayment      *payment;
  SnRetryOutlook  outlook;
} SnPaymentRow;

void        sn_payment_row_free                 (gpointer             data);

/* sn-disbursement-columns.c */
extern const SnColumn sn_batch_columns[];
extern const guint    sn_batch_n_columns;
/* Places in sn_payment_columns that are left out where they would be empty. */
enum { SN_PAYMENT_COLUMN_ACCOUNT = 3, SN_PAYMENT_COLUMN_REASON = 6, SN_PAYMENT_COLUMN_OUTLOOK = 7 };
extern const SnColumn sn_payment_columns[];
extern const guint    sn_payment_n_columns;
/* (transfer full): "03.1 · batch 2" */
char       *sn_batch_dup_name                   (const SnPaymentBatch *batch);

/* sn-disbursement-page.c */
void        sn_disbursement_page_choose         (SnDisbursementPage   *self,
                                                 gint64                batch_id);
/* (transfer full): SnPaymentRow that are chosen in the table */
GPtrArray  *sn_disbursement_page_get_selected   (SnDisbursementPage   *self);
GtkWindow  *sn_disbursement_page_get_window     (SnDisbursementPage   *self);

/* sn-batch-steps.c and sn-bank-steps.c: the actions */
void        sn_batch_steps_install              (GtkWidgetClass       *widget_class);
/* What batch and selection allow now. */
void        sn_batch_steps_update               (SnDisbursementPage   *self);
void        sn_bank_steps_install               (GtkWidgetClass       *widget_class);
void        sn_bank_steps_write_file            (SnDisbursementPage   *self);
void        sn_bank_steps_write_sign_sheet      (SnDisbursementPage   *self);

G_END_DECLS
