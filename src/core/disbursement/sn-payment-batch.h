/* sn-payment-batch.h: payments that leave together, and what became of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"
#include "sn-fault.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *program;       /* code */
  char   *program_title;
  int     number;
  char   *channel;       /* "bank", "visit", "goods" */
  char   *state;
  gint64  payments;      /* lines; void ones not counted unless the batch is void */
  gint64  amount_fen;
  gint64  pending, issued, paid, failed, returned;
  gint64  paid_fen, failed_fen;
  char   *visitors;
  char   *visit_date;
  char   *procurement;   /* reference */
  char   *file_sha256;
  char   *department;    /* 区民政局 */
  char   *prepared_by;   /* name of the officer */
  char   *prepared_at;   /* UTC, ISO */
  char   *issued_at;     /* UTC, ISO; "" before it left */
  char   *void_reason;   /* "" unless it is void */
} SnPaymentBatch;

typedef struct
{
  gint64  id;
  int     line;
  gint64  entitlement_id;
  gint64  person_id;
  gint64  amount_fen;
  char   *state;
  char   *payee_name;
  char   *payee_document;
  char   *bank_name;
  char   *account_number;
  char   *account_holder; /* the payee's name where the registry names nobody else */
  char   *failure_code;
  char   *failure_reason;
  char   *town;
  gint64  retry_of;
  char   *settled_on;     /* ISO; "" before it is settled */
  char   *signed_by;      /* who signed; "" without a receipt */
  char   *relation;       /* 代领: how who signed stands to the payee; "": the payee */
  char   *signed_on;      /* ISO; "" without a receipt */
} SnPayment;

void sn_payment_batch_free (SnPaymentBatch *batch);
void sn_payment_free       (SnPayment      *payment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPaymentBatch, sn_payment_batch_free)

GPtrArray      *sn_payment_batch_list     (SnConnection *connection, GError **error); /* SnPaymentBatch of the current campaign */
SnPaymentBatch *sn_payment_batch_lookup   (SnConnection *connection, gint64 batch_id, GError **error);
GPtrArray      *sn_payment_batch_payments (SnConnection *connection, gint64 batch_id, GError **error); /* SnPayment by line */

typedef enum
{
  SN_BATCH_SET_DETAILS,
  SN_BATCH_APPROVE,
  SN_BATCH_WRITE_FILE, /* the bank's; the first one issues the batch */
  SN_BATCH_HAND_OUT,   /* a visit sets out, goods are handed out: issued without a file */
  SN_BATCH_ANSWER,
  SN_BATCH_RETRY,
  SN_BATCH_SIGN,
  SN_BATCH_VOID,
  SN_BATCH_CLOSE,
} SnPaymentBatchStep;

/* Whether channel and state let the step be tried. Who acts and what the lines are like is judged by the step itself. */
gboolean sn_payment_batch_allows (const SnPaymentBatch *batch, SnPaymentBatchStep step);

/* What a batch needs besides its lines; NULL members are left as they are. */
typedef struct
{
  const char *visitors;    /* VISIT: who goes */
  const char *visit_date;  /* VISIT: ISO */
  const char *procurement; /* GOODS: reference of the purchase; made known when new */
} SnPaymentBatchDetails;

/* What a batch of one channel would hold now. */
typedef struct
{
  const char *channel;     /* "bank", "visit", "goods" */
  gint64      payments;
  gint64      amount_fen;
  gint64      left_out;    /* without an account or an amount */
} SnPaymentBatchOffer;

/* (transfer full): GArray of SnPaymentBatchOffer, the most lines first; only channels that have something to pay.
 * %SN_ERROR_REFUSED when there is none, with the reason. */
GArray        *sn_payment_batch_list_offers (SnConnection *connection, const char *program_code, gint64 town_id, GError **error);
/* The channel as people read it */
const char    *sn_payment_batch_channel_name (const char *channel);

/**
 * sn_payment_batch_create:
 * @channel: (nullable): "bank", "visit", "goods"; %NULL: what the program's approved lines ask for
 * @town_id: 0 for all
 *
 * A draft with one pending payment for each approved entitlement of that form that has no live payment and was not tried
 * before (failed ones come back by retry). %SN_ERROR_REFUSED: nothing is approved and unpaid; a cash line on another channel
 * than the bank; an open finding of level "error" about one of the lines; a line without an account on BANK (the message counts them, and they stay out: @left_out); zero amounts stay out.
 */
gboolean sn_payment_batch_create  (SnTransaction *transaction, const char *program_code, const char *channel, gint64 town_id,
                                   const SnPaymentBatchDetails *details, gint64 *batch_id, guint *left_out, GError **error);
gboolean sn_payment_batch_set_details (SnTransaction *transaction, gint64 batch_id, const SnPaymentBatchDetails *details,
                                       GError **error);
/* draft → approved. Refused to its preparer; VISIT without visitors and date; GOODS without procurement reference. */
gboolean sn_payment_batch_approve (SnTransaction *transaction, gint64 batch_id, GError **error);
/* approved → issued, all payments with it. @file_sha256: of the bank's file as read back; NULL for VISIT and GOODS. On an
 * issued BANK batch it only notes another copy of the file. */
gboolean sn_payment_batch_issue   (SnTransaction *transaction, gint64 batch_id, const char *file_sha256, GError **error);
/* draft or approved → void with its payments; entitlements are free again, retried payments count as failed again. */
gboolean sn_payment_batch_void    (SnTransaction *transaction, gint64 batch_id, const char *reason, GError **error);
/* reconciled → closed. Refused while a failed or returned payment has neither been tried again nor its entitlement held or
 * withdrawn. */
gboolean sn_payment_batch_close   (SnTransaction *transaction, gint64 batch_id, GError **error);

/* One line of a bank's answer, or of a signed sheet. */
typedef struct
{
  guint    row;            /* in the file */
  int      line;           /* 序号; 0: not given */
  char    *account_number;
  char    *name;
  gboolean has_amount;
  gint64   amount_fen;
  gboolean paid;           /* else failed */
  char    *reason;         /* the bank's words */
  char    *settled_on;     /* ISO, may be NULL */
} SnAnswerRow;

void sn_answer_row_free (SnAnswerRow *row);

typedef struct
{
  guint    paid, failed;   /* settled by this answer */
  guint    repeated;       /* said before, the same: nothing done */
  guint    unmatched;      /* rows that fit no payment, or not by their amount, or one that another row answers; each has a fault */
  guint    unanswered;     /* payments still issued */
} SnAnswerResult;

/**
 * sn_payment_batch_answer:
 * @rows: SnAnswerRow
 * @faults: SnFault are added, with the row's number; accounts masked, no names in the messages. Codes: "unmatched" (no line, or
 *   several, fit), "amount_differs", "name_differs" (a warning: the row is taken), "contradicts" (an earlier answer said
 *   otherwise; nothing is changed), "row_twice"
 *
 * Matches by line number, then account and amount, then name and amount; never by name alone, never two rows to one payment.
 * A line number counts where the row's account agrees, or, without one, nothing it says differs; an account, also one that is
 * masked, is never overruled by a name. Two rows that disagree about one line settle nothing.
 *
 * Issued payments become paid or failed (with the ISO 20022 reason of the bank's words), paid ones returned where a later
 * answer says that the money came back (退…); when none is left open the batch is reconciled. VISIT and GOODS: a paid line gets
 * the payee's receipt. The same file again changes nothing and leaves no Change.
 *
 * Errors: %SN_ERROR_REFUSED unless the batch is issued or reconciled
 */
gboolean sn_payment_batch_answer  (SnTransaction *transaction, gint64 batch_id, const char *file_name, const char *file_sha256,
                                   GPtrArray *rows, GPtrArray *faults, SnAnswerResult *result, GError **error);
/**
 * sn_payment_batch_retry:
 * @include_unchanged: also lines whose account, bank, name and holder are as they were when they failed
 * @new_batch_id: (out): a draft with the retried lines
 * @left_behind: (out): failed lines that wait for a correction
 *
 * A failure that lies in the data (AC01, AC04, BE01) is tried again once the registry was corrected; so is a double entry (AM05),
 * for the money may be there already; other failures at once.
 * A death (MD07) is never tried again, nor a BANK line without an account: hold or withdraw its entitlement, or complete it.
 * The new payments take name, bank, account and holder from the registry as it is now, and the amount that is approved now.
 *
 * From issued on, also when the batch is closed: a line that was held when it closed may be approved again later.
 *
 * Errors: %SN_ERROR_REFUSED when nothing can be tried again, with the number of those that wait
 */
gboolean sn_payment_batch_retry   (SnTransaction *transaction, gint64 batch_id, gboolean include_unchanged,
                                   gint64 *new_batch_id, guint *left_behind, GError **error);
/* What will become of a line that came back. */
typedef enum
{
  SN_RETRY_NONE,    /* it did not come back, or its entitlement was held or withdrawn */
  SN_RETRY_READY,   /* the next retry takes it */
  SN_RETRY_WAITS,   /* for a correction in the registry */
  SN_RETRY_DONE,    /* a later payment took its place */
} SnRetryOutlook;

/* (transfer full): payment id → SnRetryOutlook by GINT_TO_POINTER, of the lines that came back */
GHashTable *sn_payment_batch_read_outlook (SnConnection *connection, gint64 batch_id, GError **error);
/* VISIT and GOODS: issued lines handed over and signed for, all of them or none. @lines: gint, empty for all; @signed_on: ISO, not
 * after today; @collector NULL: the payee; with a @collector goes his @relation. %SN_ERROR_NOT_FOUND names a line there is not,
 * %SN_ERROR_REFUSED one that was signed for. */
gboolean sn_payment_batch_sign    (SnTransaction *transaction, gint64 batch_id, GArray *lines, const char *signed_on,
                                   const char *collector, const char *relation, guint *signed_lines, GError **error);
/* ISO 20022 status reason for a bank's words (egov.md §4.2): "AC01", …, "MS03" */
const char *sn_failure_code_for_reason (const char *reason);

G_END_DECLS
