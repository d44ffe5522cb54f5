/* sn-finding-private.h: how findings come about, and what the roster and the decisions need of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster.h"

G_BEGIN_DECLS

/* One entitlement as a rule sees it: read only where a rule noticed something, for it is wide. */
typedef struct
{
  char    *program; /* code */
  char    *program_title;
  gint64   program_id;
  gint64   id;
  gint64   rate_id;
  gboolean per_household;
  char    *person;  /* name (masked document), town */
  char    *payee;   /* name */
  char    *document_number;
  char    *sex;
  char    *died_on;
  char    *moved_on;
  gint64   town_id;
  char    *town;
  gint64   home_town_id; /* where the registry has the person */
  char    *home_town;
  char    *account_number;
  char    *account_holder;
  char    *rate_label;
  gint64   amount_fen;
  gint64   min_fen;
  gint64   max_fen;
  gboolean approximate;
  char    *birth_date;
  int      min_age;
  char    *age_on;
  gboolean has_left; /* the money is on its way or paid */
} SnPlannedLine;

/**
 * SnFindingRule:
 *
 * One kind of doubt at one level. The lines that its functions get are those of the finding, first listed first.
 */
typedef struct _SnFindingRule SnFindingRule;
struct _SnFindingRule
{
  const char  *id;
  const char  *level;                                        /* "error", "warning" */
  /* (transfer full): the sentence. @fact (nullable): what the rule knows besides the lines */
  char      *(*say)        (GPtrArray *lines, const char *fact);
  /* (nullable): what a decision rests on besides the lines: when it changes, the decision no longer covers the finding */
  void       (*add_ground) (GString *ground, GPtrArray *lines, const char *fact);
  /* (nullable): for a decision made earlier: the rule of the same id whose level fits the lines, and (transfer full) its fact now */
  gboolean   (*recall)     (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error);
  gboolean     only_before_payment;                          /* once the money of all lines has left there is nothing to decide */
};

/* (transfer full): of a decision whose cause was set right since */
char       *sn_finding_say_gone          (void);

/* The last of each table has no id. */
extern const SnFindingRule sn_finding_program_rules[];
extern const SnFindingRule sn_finding_pair_rules[];
extern const SnFindingRule sn_finding_person_rules[];
extern const SnFindingRule sn_finding_last_year_rules[];

/* What was submitted, and until then the registry of today; for a line e of a person p. */
#define SN_PAYEE "coalesce (e.payee_name, p.name)"
#define SN_ACCOUNT "iif (e.payee_name IS NULL, p.account_number, coalesce (e.account_number, ''))"
#define SN_HOLDER "iif (e.payee_name IS NULL, p.account_holder, coalesce (e.account_holder, ''))"
#define SN_PLANNED " IN ('listed', 'submitted', 'approved')"

/* What is said of the lines that were found ("found": id). They are few: finding them must be cheap, for that goes over all. */
#define SN_PLANNED_LINES(found) \
  "SELECT g.code, g.title, e.program_id, e.id, e.rate_id, e.unit = 'household', " SN_PAYEE "," \
  "       p.document_number, coalesce (t.name, ''), r.label, e.amount_fen, r.min_fen, r.max_fen, r.approximate," \
  "       p.birth_date, r.min_age, c.age_on, p.sex, p.died_on, p.moved_on, coalesce (e.town_id, 0), coalesce (p.town_id, 0)," \
  "       coalesce (h.name, ''), " SN_ACCOUNT ", " SN_HOLDER "," \
  "       EXISTS (SELECT 1 FROM payment m WHERE m.entitlement_id = e.id AND m.state IN ('issued', 'paid'))" \
  "  FROM (" found ") d CROSS JOIN entitlement e ON e.id = d.id" \
  "  JOIN program g ON g.id = e.program_id JOIN campaign c ON c.id = g.campaign_id" \
  "  JOIN benefit_rate r ON r.id = e.rate_id JOIN person p ON p.id = e.person_id LEFT JOIN division t ON t.id = e.town_id" \
  "  LEFT JOIN division h ON h.id = p.town_id" \
  " ORDER BY e.id"

/* What a rule noticed: the rule, and lines of the scan. */
typedef struct
{
  const SnFindingRule *rule;
  GPtrArray           *lines; /* SnScannedLine, owned by the scan */
  char                *fact;  /* (nullable) */
} SnFindingDraft;

/* (transfer full) @take_fact: (nullable). The draft has no lines yet. */
SnFindingDraft *sn_finding_draft_new     (const SnFindingRule *rule,
                                          char                *take_fact);
void        sn_finding_draft_free        (SnFindingDraft *draft);

/* What the pass over all lines noticed about one by itself. */
typedef enum
{
  SN_SCAN_DIED      = 1 << 0,
  SN_SCAN_MOVED     = 1 << 1,
  SN_SCAN_TOWN      = 1 << 2,
  SN_SCAN_IDENTITY  = 1 << 3,
  SN_SCAN_HOLDER    = 1 << 4, /* the account is in another name than the payee's, as it is written */
  SN_SCAN_MINOR     = 1 << 5, /* gets cash under 18, and no other holder is given */
  SN_SCAN_AMOUNT    = 1 << 6,
  SN_SCAN_AGE       = 1 << 7,
  SN_SCAN_CONDITION = 1 << 8,
  SN_SCAN_CATEGORY  = 1 << 9, /* listed by an officer's word, and still without a category of the rate */
} SnScanFlags;

/* A planned line as the rules see it that go over all of a campaign: narrow, for there are a hundred thousand. */
typedef struct _SnScannedLine SnScannedLine;
struct _SnScannedLine
{
  gint64               id;
  gint64               program_id;
  const SnBenefitRate *rate;         /* of the scan's programs */
  gint64               person_id;
  gint64               household_id; /* the line's, or the person's */
  gint64               home_id;      /* the person's household */
  gint64               town_id;      /* 0: none */
  gint64               amount_fen;
  gboolean             per_household;
  gboolean             is_submitted; /* it has its own payee and account */
  SnScanFlags          flags;
  const char          *account;      /* digits, of a cash line; "" for none. Owned by the scan */
  SnScannedLine       *same_account; /* (nullable): another line of it, for the rule that looks at accounts */
};

typedef struct
{
  const char   *only_json;    /* (nullable): the lines that are looked at, as an array of numbers; %NULL: all. Borrowed */
  SnCampaign   *campaign;
  GPtrArray    *programs;     /* SnProgram */
  const SnProgram *last_program; /* (nullable): of the line that was read last */
  char          adult_born[16]; /* who was born on this day or before is of age on the campaign's day */
  GArray       *lines;        /* SnScannedLine, those of the campaign, in the order of by_person */
  GPtrArray    *by_person;    /* SnScannedLine, by person, then program and line */
  GPtrArray    *by_household; /* SnScannedLine, by household_id, then program and line */
  GStringChunk *accounts;
  GHashTable   *dues;         /* gint64* → char*, by line: what is due (sn_rate_due_write()), of those with SN_SCAN_AMOUNT whose amount follows */
} SnFindingScan;

void        sn_finding_scan_clear        (SnFindingScan *scan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnFindingScan, sn_finding_scan_clear)
/* Reads the campaign and its programs; there are no lines yet. */
gboolean    sn_finding_scan_begin        (SnFindingScan *scan,
                                          SnConnection  *connection,
                                          gint64         campaign_id,
                                          GError       **error);
/* The rate of a line: of the scan's programs, or %NULL. Lines come program by program. */
const SnBenefitRate *sn_finding_scan_find_rate (SnFindingScan *scan,
                                                gint64         program_id,
                                                gint64         rate_id);
/* Puts the lines themselves in the order of by_person, which is then set: whoever goes through them finds the next one beside the last, and those
 * of a household are not far either. Pointers to lines are not valid any more. */
void        sn_finding_scan_sort_by_person (SnFindingScan *scan);
/* Sets by_household. */
void        sn_finding_scan_sort_by_household (SnFindingScan *scan);
/* @scan: (out caller-allocates): zeroed, but for @only_json */
gboolean    sn_finding_scan_read         (SnFindingScan *scan,
                                          SnConnection  *connection,
                                          gint64         campaign_id,
                                          GError       **error);
/* Its part in that: sets the flags of the lines for which the rules of listing are asked, and what is due. */
gboolean    sn_finding_scan_flag         (SnFindingScan *scan,
                                          SnConnection  *connection,
                                          GError       **error);
/* The digits of an account as people write it, kept by the scan */
const char *sn_finding_scan_keep_digits  (SnFindingScan *scan,
                                          const char    *account);

/* (transfer full): what a decision is kept by: "[1,2]" */
char       *sn_finding_build_lines_json  (const SnFinding *finding);

/* Each adds drafts of what its rules notice. Here: who stands twice in a program, and what does not fit the rate */
void        sn_finding_look_at_programs  (const SnFindingScan *scan,
                                          GPtrArray           *drafts);
/* Drafts where two programs meet that have a rule. */
gboolean    sn_finding_look_at_pairs     (SnConnection  *connection,
                                          const SnFindingScan *scan,
                                          GPtrArray     *drafts,
                                          GError       **error);
/* Drafts about the person behind a line, and about accounts. */
gboolean    sn_finding_look_at_persons   (SnConnection  *connection,
                                          SnFindingScan *scan,
                                          GPtrArray     *drafts,
                                          GError       **error);

/* Drafts of what is otherwise than in earlier campaigns; none where this is the first. */
gboolean    sn_finding_look_at_last_year (SnConnection  *connection,
                                          SnFindingScan *scan,
                                          GPtrArray     *drafts,
                                          GError       **error);

/* (transfer full): not worded and without a decision; no lines yet. @take_programs: char*, codes */
SnFinding  *sn_finding_make              (const SnFindingRule *rule,
                                          GPtrArray           *take_programs,
                                          guint                n_lines,
                                          const char          *fact);
/* (transfer full): SnFinding of those drafts that leave something to decide. @program_id 0: all of them; otherwise those that have a line
 * of the program */
GPtrArray  *sn_finding_take_drafts       (SnConnection        *connection,
                                          const SnFindingScan *scan,
                                          GPtrArray           *drafts,
                                          gint64               program_id,
                                          GError             **error);
/* (transfer full): SnFinding as the rules see the planned lines now, not worded and without decisions. @program_id 0: the whole campaign;
 * otherwise those that have a line of the program */
GPtrArray  *sn_finding_compute           (SnConnection  *connection,
                                          gint64         campaign_id,
                                          gint64         program_id,
                                          GError       **error);
/* Which account the money of a line goes to: the same key for the same digits. Lines without an account have none. */
typedef struct
{
  gint64  line_id;
  guint64 key;
} SnLineAccount;

/* The same of some planned lines alone. It is what sn_finding_compute() says of them, provided that all lines that share a person, a household
 * (the line's or where the person lives) or an account with one of them are among them.
 * @lines_json: (nullable): an array of their numbers; %NULL: all. @accounts: SnLineAccount; gets those of the lines */
GPtrArray  *sn_finding_compute_lines     (SnConnection  *connection,
                                          gint64         campaign_id,
                                          const char    *lines_json,
                                          GArray        *accounts,
                                          GError       **error);
/* Puts the decisions on @findings and nothing more: for findings that are to be shown before all are known. */
gboolean    sn_finding_apply_to_standing (SnConnection  *connection,
                                          gint64         campaign_id,
                                          GPtrArray     *findings,
                                          GError       **error);
/* (transfer full): open findings that stand first (sn_finding_memory_look_first()), without a look at the registry */
GPtrArray  *sn_finding_look_first        (SnConnection  *connection,
                                          GError       **error);
/* sn_finding_look()'s order */
void        sn_finding_sort              (GPtrArray     *findings);
/* Puts the decisions on @findings; adds those decided before whose cause is gone. */
gboolean    sn_finding_apply_decisions   (SnConnection  *connection,
                                          gint64         campaign_id,
                                          gint64         program_id,
                                          GPtrArray     *findings,
                                          GError       **error);
/* (transfer full) (nullable): the finding that stood over @entitlements_json when somebody decided on it. %NULL without
 * @error when its lines were never here or are gone: their import was taken back. */
SnFinding  *sn_finding_rebuild           (SnConnection  *connection,
                                          gint64         finding_id,
                                          const char    *rule,
                                          const char    *entitlements_json,
                                          GError       **error);
/* How many errors without an "allow" stand over lines of the program (and the town, unless 0); -1 with @error */
gint64      sn_finding_count_blocking    (SnConnection  *connection,
                                          SnProgram     *program,
                                          gint64         town_id,
                                          GError       **error);

G_END_DECLS
