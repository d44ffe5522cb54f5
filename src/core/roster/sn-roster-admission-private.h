/* sn-roster-admission-private.h: what the three steps of an admission share: match, judge, write.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-rate-choice.h"
#include "sn-roster-admission.h"

G_BEGIN_DECLS

typedef struct _AdmissionPerson AdmissionPerson;

/* A household of the registry, or one that this roster makes. */
typedef struct
{
  gint64           id;               /* 0 until it is made */
  const char      *register_number;  /* "" for none */
  AdmissionPerson *head;             /* of a new one: its first member, unless a row says who it is */
  guint            members;          /* accepted persons of this roster */
  guint            n_joined;         /* of a new one: persons of this roster, accepted or not */
  guint            first_line;       /* in lines, from 1; 0: none */
  guint            exists : 1;
  guint            adopts_number : 1; /* exists without a number, and the roster knows one */
  guint            head_is_said : 1;
} AdmissionHousehold;

/* What the registry holds of a person, or will hold. Texts belong to the rows or to the chunk. */
typedef struct
{
  const char         *known_number; /* of one who exists: the registry's, which may be another than the row's */
  const char         *name;
  const char         *birth_date;
  SnSex               sex;
  const char         *phone;
  const char         *address;
  const char         *registered_address;
  const char         *relation;
  const char         *bank_name;
  const char         *account_number;
  const char         *account_holder;
  const char         *ethnic_group;
  const char         *disability_certificate;
  guint8              disability_kind;  /* as in SnRosterRow */
  guint8              disability_level;
  const char         *died_on;
  const char         *moved_on;
  gint64              town_id;
  gint64              village_id;
  gint64              document_id;  /* of one who is known by another document: what the roster's would make; else 0 */
  AdmissionPerson    *same_as;      /* (nullable): of one who exists: the roster names him by an earlier document too */
} AdmissionDetails;

/* A distinct person of the roster. There may be 200,000, nearly all of them new and named by one row, which says all there is. */
struct _AdmissionPerson
{
  gint64              id;
  const SnRosterRow  *row;        /* the first that names him; of a new one the first that was accepted */
  AdmissionDetails   *details;    /* (nullable): of one who exists, or whom several rows name; else @row says it */
  AdmissionHousehold *household;
  guint               first_held; /* in held, from 1; 0: none */
  guint               first_line; /* in lines, from 1; 0: none */
  guint               exists : 1;
  guint               is_used : 1;    /* an accepted row names him */
  guint               is_named_again : 1; /* by several rows */
  guint               is_changed : 1; /* exists, and the registry has to be updated */
};

/* A category of a person. */
typedef struct
{
  gint64      category_id;
  const char *from_date;
  const char *to_date; /* "" while it lasts */
  gboolean    is_new;
  guint       next;    /* from 1 */
} AdmissionHeld;

/* A line of the program: one that stands, or one that this roster lists. */
typedef struct
{
  gint64           id;            /* of the entitlement; 0: listed by this roster */
  gint64           rate_id;
  gint64           person_id;
  gboolean         per_household;
  gint64           town_id;
  gint64           amount_fen;
  const char      *state;             /* (nullable): of one that stands: interned */
  gboolean         is_claimed;        /* a row of this roster says another amount or town for it */
  guint            next_of_person;    /* from 1 */
  guint            next_of_household; /* from 1 */
} AdmissionLine;

/* What becomes of a row. */
typedef enum
{
  ADMISSION_REJECTED,
  ADMISSION_SKIPPED,
  ADMISSION_CHANGED, /* the line that stands gets what the row says */
  ADMISSION_LISTED,
} AdmissionVerdict;

/* Why a line that stands cannot get what a row says */
typedef enum
{
  ADMISSION_CAN_CHANGE,
  ADMISSION_IS_SUBMITTED,
  ADMISSION_IS_APPROVED,
  ADMISSION_IS_HELD,
  ADMISSION_IS_NAMED,   /* it stands for another member of the household, whom this roster names too */
  ADMISSION_IS_CLAIMED, /* by an earlier row */
  ADMISSION_IS_NOTHING, /* the row's amount is zero */
} AdmissionObstacle;

typedef struct
{
  AdmissionVerdict  verdict;
  AdmissionObstacle obstacle; /* where @changes is set */
  AdmissionPerson  *person; /* %NULL for rows that were rejected while reading */
  SnBenefitRate    *rate;
  gint64            town_id;
  gint64            amount_fen;
  gint64            changes;     /* the entitlement that stands for the same recipient and rate with another amount or town; 0: none */
} AdmissionRow;

/* What is looked up for amounts that follow from something */
typedef struct _AdmissionDues AdmissionDues;

typedef struct
{
  SnTransaction  *transaction;
  SnConnection   *connection;
  SnAdmission    *admission;
  GCancellable   *cancellable;
  SnCampaign     *campaign;
  SnProgram      *program;      /* (nullable): %NULL: people only */
  guint           row;          /* that is being judged, an index */
  SnBenefitRate  *forced_rate;  /* (nullable): the program's */
  SnRateChoice   *choice;
  AdmissionDues  *dues;         /* (nullable): no rate of the program asks for any */
  SnDivisions    *divisions;
  GStringChunk   *texts;
  GArray         *rows;         /* AdmissionRow, as admission->rows */
  GArray         *persons;      /* AdmissionPerson, by the id their document makes: the order in which they are cheapest to look up
                                   and to insert */
  GArray         *held;         /* AdmissionHeld */
  GArray         *lines;        /* AdmissionLine */
  GPtrArray      *households;   /* AdmissionHousehold */
  GArray         *gone;         /* (nullable): gint64: entitlements that earlier files brought and this one does not name */
  guint           n_held;       /* of them */
  gint64          changed_before_fen; /* of the rows that change a line */
  GHashTable     *elsewhere;    /* gint64* → AdmissionPerson: those of @persons who are known by another document */
  GHashTable     *households_by_id;     /* gint64* → AdmissionHousehold */
  GHashTable     *households_by_number; /* char* → AdmissionHousehold */
} AdmissionWork;

static inline gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Step 1: persons, their categories and households, and the lines that stand. Reads only. */
gboolean         sn_admission_match            (AdmissionWork       *work,
                                                GError             **error);
gboolean         sn_admission_match_households (AdmissionWork       *work,
                                                GError             **error);
const char      *sn_admission_get_document_type (const SnRosterRow  *row);
AdmissionPerson *sn_admission_find_person      (AdmissionWork       *work,
                                                gint64               person_id);
AdmissionPerson *sn_admission_find_document    (AdmissionWork       *work,
                                                const char          *document_number);
AdmissionHousehold *sn_admission_take_household (AdmissionWork      *work,
                                                gint64               household_id);
/* Puts a line under its person and household, where the roster knows them. */
void             sn_admission_add_line         (AdmissionWork       *work,
                                                AdmissionLine        line,
                                                AdmissionPerson     *person,
                                                AdmissionHousehold  *household);
gboolean         sn_admission_holds            (AdmissionWork         *work,
                                                const AdmissionPerson *person,
                                                gint64                 category_id,
                                                const char            *day);
void             sn_admission_add_held         (AdmissionWork         *work,
                                                AdmissionPerson       *person,
                                                AdmissionHeld          held);
/* Step 2: a verdict, a rate and an amount for each row. Writes nothing. */
void             sn_admission_add_fault        (AdmissionWork       *work,
                                                const SnRosterRow   *row,
                                                const char          *field, /* (nullable): a column of "person", "rate", "amount" */
                                                SnFaultLevel         level,
                                                const char          *code,
                                                const char          *value,
                                                char                *take_message);
/* What is known of a person whom a row was accepted of. */
void             sn_admission_get_details      (const AdmissionPerson *person,
                                                AdmissionDetails      *details);
gint64           sn_admission_get_town         (const AdmissionPerson *person);
/* Ethnic group and disability (sn-admission-traits.c), of one who is known or whom several rows name */
void             sn_admission_merge_traits     (AdmissionWork       *work,
                                                AdmissionPerson     *person,
                                                const SnRosterRow   *row);
void             sn_admission_accept_person    (AdmissionWork       *work,
                                                AdmissionPerson     *person,
                                                const SnRosterRow   *row);
gboolean         sn_admission_judge            (AdmissionWork       *work,
                                                GError             **error);
/* What stands already, of the recipient of a row (sn-admission-standing.c): settles whether the row is listed, changes a line or is left, and
 * says so where somebody should know. */
void             sn_admission_settle_standing  (AdmissionWork       *work,
                                                AdmissionRow        *verdict,
                                                const SnRosterRow   *row);
/* (nullable): why the line cannot be changed, and what to do */
const char      *sn_admission_describe_obstacle (AdmissionObstacle   obstacle);
/* What is due where the amount follows from something (sn-admission-due.c). */
gboolean         sn_admission_begin_dues       (AdmissionWork       *work,
                                                GError             **error);
void             sn_admission_dues_free        (AdmissionDues       *dues);
/* The row's amount, or what is due under its rate. @is_said: a warning said already that no rate takes it; @settled: (out): FALSE: the row stays
 * out, and a fault says why */
gboolean         sn_admission_settle_amount    (AdmissionWork       *work,
                                                AdmissionRow        *verdict,
                                                const SnRosterRow   *row,
                                                gboolean             is_said,
                                                gboolean            *settled,
                                                GError             **error);
gboolean         sn_admission_brings_scores    (AdmissionWork       *work,
                                                gboolean            *brings,
                                                GError             **error);
/* Once all persons are in */
gboolean         sn_admission_write_scores     (AdmissionWork       *work,
                                                guint               *n_written,
                                                GError             **error);
/* What became of each row, for whoever wants to see it (sn-admission-verdict.c). */
void             sn_admission_note_difference  (AdmissionWork       *work,
                                                const AdmissionPerson *person,
                                                const char          *field,
                                                const char          *registry,
                                                const char          *roster,
                                                gboolean             is_taken);
/* (transfer full) */
char            *sn_admission_mask_phone       (const char          *phone);
void             sn_admission_begin_verdicts   (AdmissionWork       *work);
void             sn_admission_settle_verdicts  (AdmissionWork       *work);
/* The name of the sheet that a row stands on */
const char      *sn_admission_get_sheet        (const SnAdmission   *admission,
                                                const SnRosterRow   *row);
/* Refuses where rows stay out and the officer has not said that he knows. */
gboolean         sn_admission_check_rejected   (const SnAdmission   *admission,
                                                GError             **error);
/* (transfer full): index + 1 of the rows with a warning */
GHashTable      *sn_admission_collect_warned   (const SnAdmission   *admission);
/* Runs @func in a real transaction and takes it back: %TRUE where it came to its end. */
gboolean         sn_admission_preview_write    (SnWorkspace         *workspace,
                                                SnWriteFunc          func,
                                                gpointer             data,
                                                GCancellable        *cancellable,
                                                GError             **error);
/* What stands between a file and its admission (sn-admission-delivery.c): that it was read before, and what an earlier one brought. */
gboolean         sn_admission_check_file       (AdmissionWork       *work,
                                                GError             **error);
gboolean         sn_admission_compare_delivery (AdmissionWork       *work,
                                                GError             **error);
gboolean         sn_admission_hold_gone        (AdmissionWork       *work,
                                                GError             **error);
/* Households of one (sn-admission-homes.c). Between the first and the last that were taken no other household may come to be. */
typedef struct
{
  gint64 first_id; /* 0: none wait */
  gint64 last_id;
} AdmissionHomes;

/* Gives the household of a person who comes alone its id. */
void             sn_admission_homes_take       (AdmissionHomes      *homes,
                                                SnTransaction       *transaction,
                                                AdmissionHousehold  *household);
/* Makes those that were taken, with their people as heads, who have to be in the registry. */
gboolean         sn_admission_homes_write      (AdmissionHomes      *homes,
                                                SnTransaction       *transaction,
                                                GError             **error);
/* Step 3 */
gboolean         sn_admission_write            (AdmissionWork       *work,
                                                GError             **error);

/* Every so many rows: tells how far it is and whether it was cancelled. */
gboolean         sn_admission_tick             (AdmissionWork       *work,
                                                guint                done,
                                                guint                total,
                                                double               from,
                                                double               to,
                                                GError             **error);

G_END_DECLS
