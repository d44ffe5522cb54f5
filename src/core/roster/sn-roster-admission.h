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

/* One row, read and cleaned by the exchange layer; every value is already in its normal form or empty. There may be 200,000. */
typedef struct
{
  guint    sheet;                /* which of SnAdmission's sheets; 0 where there is but one */
  guint    row;                  /* in the sheet, from 1 */
  char    *document_type;        /* "resident", "permit", … */
  char    *document_number;
  char    *name;
  char    *birth_date;           /* ISO; from the number where it tells */
  SnSex    sex;
  guint    has_amount : 1;       /* @amount_fen; without an amount column a fixed rate fills it in */
  guint    has_score : 1;        /* @score: lists of scores, and rosters of a program whose amounts go by one */
  guint    rejected : 1;         /* an error fault was found while reading: stays out */
  guint    is_double : 1;        /* of those: only because an earlier row has the same document */
  guint    disability_kind : 3;  /* GB/T 26341, 1 to 7; 0: not given */
  guint    disability_level : 3; /* 1 to 4; 0: not given */
  guint    borrows : 1;          /* the texts are not the row's own: sn_roster_row_lend() */
  char    *phone;
  char    *address;
  char    *registered_address;   /* where a list has both */
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
  gint64   amount_fen;
  char    *note;
  char    *died_on;              /* ISO: lists of deaths */
  gint64   score;                /* in hundredths */
  const char *ethnic_group;      /* (nullable): of sn_ethnic_group_list(), never the row's own */
  char    *disability_certificate; /* in normal form, and of this very person; may be empty */
} SnRosterRow;

SnRosterRow *sn_roster_row_new  (void);
void         sn_roster_row_free (SnRosterRow *row);
/* Moves the texts into @texts, which must outlive the row; what many rows say alike is kept once. A roster of 200,000 rows has two million
 * of them, and each in memory of its own would take three times the room. */
void         sn_roster_row_lend (SnRosterRow  *row,
                                 GStringChunk *texts);

typedef struct
{
  guint   rows;            /* data rows seen */
  guint   accepted;        /* taken: listed now, changed (see changed), or listed before (see skipped) */
  guint   new_persons;
  guint   matched_persons;
  guint   warned;          /* of the accepted, with at least one warning */
  guint   rejected;
  guint   skipped;         /* on the roster already, and left as it stands there, with this amount or another one */
  guint   changed;         /* of the accepted: the line that stood got this file's amount or town. No line more */
  gint64  changed_before_fen;
  gint64  changed_after_fen;
  gint64  amount_fen;      /* of what was listed now; what was changed is not in it, for it was there before */
  guint   categories_begun; /* persons who did not hold a category that a row says */
} SnAdmissionResult;

/* ── What becomes of a row ───────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  SN_ROSTER_VERDICT_NEW,      /* a person whom the registry does not know */
  SN_ROSTER_VERDICT_MATCHED,  /* one whom it knows; the differences say what it learns */
  SN_ROSTER_VERDICT_SAME,     /* stands on the roster already, and tells the registry nothing */
  SN_ROSTER_VERDICT_DOUBTFUL, /* is taken, with a warning */
  SN_ROSTER_VERDICT_REFUSED,  /* stays out, with an error */
} SnRosterVerdictKind;

/* One field in which a row and the registry differ. */
typedef struct
{
  const char *field;    /* a column of table "person": "phone", "account_number", "name" … */
  char       *registry; /* as it is; accounts masked; "" when not known */
  char       *roster;
  gboolean    is_taken; /* the registry takes the roster's; else it keeps its own, and a warning says so */
} SnRosterDifference;

typedef struct
{
  SnRosterVerdictKind kind;
  guint               is_known : 1;  /* by the registry, whatever the kind */
  guint               is_listed : 1; /* gets a line, or for people without a program: is written */
  guint               is_changed : 1; /* the line that stands gets this amount or town */
  guint               begins_category : 1; /* that of SnAdmission.category: was not held on its day */
  gint64              person_id;   /* 0 for refused rows without a document. New people have the id they will get */
  gint64              town_id;
  const char         *rate_label;  /* (nullable): interned */
  gint64              amount_fen;
  GPtrArray          *differences; /* (nullable): SnRosterDifference */
} SnRosterVerdict;

/* "new", "matched", "same", "doubtful", "refused" */
const char *sn_roster_verdict_to_string (SnRosterVerdictKind kind);
/* (transfer full): for SnAdmission.verdicts: an empty array that frees what it holds */
GArray     *sn_roster_verdicts_new      (void);

/* ── A second delivery for the same program and towns ────────────────────────────────────────────────────────────── */

/* A line that an earlier file brought, and what this one says of it. */
typedef struct
{
  gint64  entitlement_id;
  gint64  person_id;
  char   *name;
  char   *id_number_masked;
  char   *town;
  char   *rate_label;
  char   *state;      /* of the entitlement */
  gint64  before_fen;
  gint64  after_fen;  /* of a changed line: what this file says; of one that is gone: 0 */
  guint   row;        /* the row that says it, as an index into SnAdmission.rows; of one that is gone: not set */
  char   *obstacle;   /* (nullable): of a changed line: why it cannot get what this file says, and what to do first; %NULL: it can */
} SnDeliveryLine;

/* Towns are those that the rows of this file name: a file of one town says nothing of the others. */
typedef struct
{
  gboolean   is_second; /* lines of an earlier file stand in these towns; else nothing below is set */
  guint      added;     /* rows whose recipient had no line of this rate */
  guint      same;
  GPtrArray *changed;   /* SnDeliveryLine: the same recipient and rate, with another amount or town. The line may be of another town, or have
                           been listed by hand */
  GPtrArray *gone;      /* SnDeliveryLine: in the earlier file, not in this one; held and withdrawn ones are left out */
} SnDelivery;

void sn_delivery_line_free (SnDeliveryLine *line);
void sn_delivery_clear (SnDelivery *delivery);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnDelivery, sn_delivery_clear)

/* ── The admission ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* A category that every row is said to hold: the month's list. Held from its day, whatever a row's own column says of the same category;
 * other categories of a row are held from the campaign's day, as in a roster. */
typedef struct
{
  gint64      category_id;
  const char *from_date;   /* ISO */
  const char *source;      /* what the list is: "2025-01 低保名单" */
} SnCategoryOfAll;

/**
 * SnAdmission:
 *
 * Fill it by sn_roster_import_begin_admission() of the exchange layer, then set what the officer chose. The same admission may be
 * judged many times: each time starts from the faults of the file.
 */
typedef struct
{
  const char *program_code; /* (nullable): %NULL: people come into the registry, and no line is listed */
  const char *rate_label;   /* (nullable): one rate for all rows */
  gboolean    rates_by_rule; /* category, age and amount choose the rate, whatever a rate column says */
  const char *sheet;        /* the sheet's name where there is one; "" for csv */
  const char *const *sheets; /* (nullable): all names, for files of several */
  const char *file_name;    /* (nullable): without folder; %NULL: typed in, there is no file */
  const char *file_sha256;
  const char *layout;       /* (nullable): of the columns, for sn_roster_remember_columns() */
  const char *layout_mapping; /* (nullable): nothing to remember */
  GPtrArray  *rows;         /* SnRosterRow, by sheet and row */
  GPtrArray  *faults;       /* SnFault; the judge adds to it, and first takes away what it added before */
  /* (nullable): (transfer full) (nullable): the letter of the column in which a row has what the registry calls @field */
  char      *(*find_column) (guint sheet, const char *field, gpointer data);
  gpointer    find_column_data;
  gboolean    leave_out_rejected; /* the officer knows that rows stay out. Without it sn_roster_admit() refuses where there are any */
  gboolean    again;        /* read this file once more, though it is in the program already */
  gboolean    is_returned;  /* rows that were sent back, and come again: who is not among them is not gone */
  const char *hold_gone_reason; /* (nullable): hold the lines that a second delivery does not name any more */
  const char *take_changed_reason; /* (nullable): lines that stand with another amount get this file's; %NULL: they stay as they are */
  const SnCategoryOfAll *category; /* (nullable) */
  void      (*progress) (double fraction, gpointer data); /* (nullable): on the calling thread */
  gpointer    progress_data;
  guint       rows_done;    /* for @progress: rows that the present step has behind it */
  GArray     *verdicts;     /* (nullable): of sn_roster_verdicts_new(): gets an SnRosterVerdict for each row */
  SnDelivery *delivery;     /* (nullable): gets the difference to what earlier files brought */
  SnAdmissionResult result;
} SnAdmission;

/**
 * sn_roster_admit:
 *
 * A SnWriteFunc-shaped worker: matches persons by document, creates the new ones (with a household of their own unless the
 * row names one), fills what the registry does not know yet, takes a differing account, bank or phone from the roster with
 * a warning ("account_changed"), keeps the registry's name with a warning ("name_differs"), finds a person by an earlier
 * document, or that of an entry that was merged, with a warning ("number_replaced"), chooses the rate and lists the
 * entitlements. Another ethnic group or disability than the registry's is taken with a warning ("ethnic_group_changed",
 * "disability_changed"); only where the registry has a disability certificate and the row none, the registry keeps what the
 * certificate says ("disability_differs"). One Change, or nothing at all.
 *
 * The rate: @rate_label; else the row's own rate text; else the first rate whose categories hold and whose amount fits; else
 * the first whose amount fits ("rate_assumed" as a warning when several did); else the first rate, with
 * "amount_outside_rate" as a warning.
 *
 * The amount: the row's own; else what is due under the rate: its fixed amount, or what follows from the score, the members of the household or
 * the town. Another one than is due is taken with "amount_outside_rate" as a warning. A score that the row brings for such a rate comes into the
 * registry with it, counted on the campaign's day ("score_changed" as a warning where the registry had another).
 *
 * A line that stands already (one that was withdrawn does not) is never listed a second time for the same recipient and rate. Where the row says
 * another amount or town, the line is left as it stands ("listed_already" as a warning, with both), or, with @take_changed_reason, gets what the
 * row says, and where it is known from. Only a line that is still listed can: of others the warning says what to do first. Whoever reads the file in
 * is from then on one of the line's preparers. Two rows of one file for one household are both listed, with that warning.
 *
 * A file that is in the program already is told by its checksum: "file_again" as a warning, with who read it in and when. It is
 * refused where it would list anything (lines that were withdrawn since would come back), unless @again is set.
 *
 * Errors: %SN_ERROR_REFUSED for that, and where rows are rejected without @leave_out_rejected; %SN_ERROR_NOT_FOUND for program and rate;
 * %SN_ERROR_INVALID_INPUT for a reason that says nothing.
 */
gboolean sn_roster_admit (SnTransaction *transaction,
                          SnAdmission   *admission,
                          GCancellable  *cancellable,
                          GError       **error);
/**
 * sn_roster_remember_columns:
 * @data: #SnAdmission, of which only the file and its columns count
 *
 * A SnWriteFunc: keeps what the officer made of the columns for the next sheet with the same headings, "columns-remember"; or does nothing. A
 * Change of its own, to be made before the import's: who takes the rows back, or is refused, has said nothing else of the headings.
 *
 * Errors: %SN_ERROR_REFUSED for who does not prepare.
 */
gboolean sn_roster_remember_columns (SnTransaction *transaction,
                                     gpointer       data,
                                     GCancellable  *cancellable,
                                     GError       **error);
/**
 * sn_roster_preview:
 *
 * What sn_roster_admit() would do, faults and result: judged in a real transaction that is rolled back, so that it says exactly
 * what the import would; only it never refuses for rows that stay out or a file that was read before. The calling thread waits.
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
