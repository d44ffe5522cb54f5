/* sn-roster-admission.h: judging the rows of a roster against the registry, and listing them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"
#include "sn-fault.h"
#include "sn-resident-id.h"
#include "sn-workspace.h"

G_BEGIN_DECLS

/* One row, read and cleaned by the exchange layer; every value is already in its normal form or empty. */
typedef struct
{
  guint    row;                  /* in the sheet, from 1 */
  char    *document_type;        /* "resident", "permit", … */
  char    *document_number;
  char    *name;
  char    *birth_date;           /* ISO; from the number where it tells */
  SnSex    sex;
  char    *phone;
  char    *address;
  gint64   town_id;              /* 0: not given or unknown */
  gint64   village_id;
  char    *household_number;     /* 户号 / 低保证号, may be empty */
  char    *head_document_number; /* of the head of the household, may be empty */
  char    *head_name;
  char    *relation;
  char    *category_text;
  gint64   category_id;          /* 0: none or unknown */
  char    *bank_name;
  char    *account_number;
  char    *account_holder;
  char    *rate_text;            /* 补助标准 / 补助项目 column, may be empty */
  gboolean has_amount;           /* without an amount column a fixed rate fills it in */
  gint64   amount_fen;
  char    *note;
  gboolean rejected;             /* an error fault was found while reading: stays out */
} SnRosterRow;

SnRosterRow *sn_roster_row_new  (void);
void         sn_roster_row_free (SnRosterRow *row);

typedef struct
{
  guint   rows;            /* data rows seen */
  guint   accepted;        /* taken: listed now, or listed before (see skipped) */
  guint   new_persons;
  guint   matched_persons;
  guint   warned;          /* of the accepted, with at least one warning */
  guint   rejected;
  guint   skipped;         /* on the roster already with the same rate, town and amount */
  gint64  amount_fen;      /* of what was listed now */
} SnAdmissionResult;

typedef struct
{
  const char *program_code;
  const char *rate_label;  /* (nullable): all rows under this rate */
  const char *sheet;
  const char *file_name;   /* (nullable): without folder; %NULL: typed in, there is no file */
  const char *file_sha256;
  GPtrArray  *rows;        /* SnRosterRow */
  GPtrArray  *faults;      /* SnFault; the judge adds to it */
  void      (*progress) (double fraction, gpointer data); /* (nullable): on the calling thread */
  gpointer    progress_data;
  SnAdmissionResult result;
} SnAdmission;

/**
 * sn_roster_admit:
 *
 * A SnWriteFunc-shaped worker: matches persons by document, creates the new ones (with a household of their own unless the
 * row names one), fills what the registry does not know yet, takes a differing account, bank or phone from the roster with
 * a warning ("account_changed"), keeps the registry's name with a warning ("name_differs"), finds a person by an earlier
 * document, or that of an entry that was merged, with a warning ("number_replaced"), chooses the rate and lists the
 * entitlements. One Change, or nothing at all.
 *
 * The rate: @rate_label; else the row's own rate text; else the first rate whose categories hold and whose amount fits; else
 * the first whose amount fits ("rate_assumed" as a warning when several did); else the first rate, with
 * "amount_outside_rate" as a warning.
 */
gboolean sn_roster_admit (SnTransaction *transaction,
                          SnAdmission   *admission,
                          GCancellable  *cancellable,
                          GError       **error);
/**
 * sn_roster_preview:
 *
 * What sn_roster_admit() would do, faults and result: judged in a real transaction that is rolled back, so that it says exactly
 * what the import would. The calling thread waits.
 */
gboolean sn_roster_preview (SnWorkspace   *workspace,
                            SnAdmission   *admission,
                            GCancellable  *cancellable,
                            GError       **error);
/**
 * sn_roster_add:
 * @rate_label: (nullable)
 * @row: typed in, cleaned like a row of a file
 * @faults: SnFault are added: what somebody should look at
 *
 * One line by hand, by the same rules as an import. %SN_ERROR_REFUSED when it cannot be taken, with what is wrong, and when the
 * same line stands already.
 */
gboolean sn_roster_add     (SnTransaction *transaction,
                            const char    *program_code,
                            const char    *rate_label,
                            SnRosterRow   *row,
                            GPtrArray     *faults,
                            GError       **error);

G_END_DECLS
