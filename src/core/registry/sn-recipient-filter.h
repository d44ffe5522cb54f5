/* sn-recipient-filter.h: only the people of a town, of an age, of a category, of whom a department thinks, or of whom none does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SN_RECIPIENT_FILTER_TOWN,        /* lives there, as the registry has it */
  SN_RECIPIENT_FILTER_CATEGORY,    /* holds it today */
  SN_RECIPIENT_FILTER_DEPARTMENT,  /* stands on one of its rosters of the current campaign, withdrawn lines left out */
  SN_RECIPIENT_FILTER_UNREACHED,   /* holds the category on the current campaign's day, lives, is here, and stands on no roster of any
                                    * department, nor does the household; withdrawn lines left out */
  SN_RECIPIENT_FILTER_VILLAGE,     /* lives there */
  SN_RECIPIENT_FILTER_AGE,         /* is today of so many years, both ends included; who has no birth date is of no age */
  SN_RECIPIENT_FILTER_PROGRAM,     /* stands on its roster in the current campaign, withdrawn lines left out */
  SN_RECIPIENT_FILTER_STATE,       /* a line of the current campaign that names the person, or its payment, stands there: see choices */
  SN_RECIPIENT_FILTER_NOTHING,     /* stands on no roster of the current campaign, nor does the household; withdrawn lines left out */
  SN_RECIPIENT_FILTER_DEPARTMENTS, /* so many different departments give something in the current campaign: lines that name the person and
                                    * lines of the household, for each of its members; withdrawn lines left out */
  SN_RECIPIENT_FILTER_SEX,
  SN_RECIPIENT_FILTER_ETHNIC_GROUP,     /* of a group, or of any but 汉族; who has none is of no group */
  SN_RECIPIENT_FILTER_DISABILITY,       /* of a kind, or of any: a kind, a level or both are known */
  SN_RECIPIENT_FILTER_DISABILITY_LEVEL, /* besides the kind: both together ask for 肢体二级 */
  SN_RECIPIENT_FILTER_TOTAL,            /* what sn_recipient_get_total_fen() says lies between so many yuan, both ends included; who has no
                                         * planned line in the current campaign has no total */
} SnRecipientFilterKind;
#define SN_RECIPIENT_N_FILTERS (SN_RECIPIENT_FILTER_UNREACHED + 1)        /* those with a drop-down */
#define SN_RECIPIENT_N_FILTER_KINDS (SN_RECIPIENT_FILTER_TOTAL + 1)
#define SN_RECIPIENT_MOST_YUAN 999999 /* nobody gets so much in a winter: a range up to there has no end */

/* What is said of a kind to ask for one of its people. */
typedef enum
{
  SN_RECIPIENT_ASKS_CHOICE, /* one of sn_recipient_choice_list() */
  SN_RECIPIENT_ASKS_RANGE,  /* from least to most: AGE */
  SN_RECIPIENT_ASKS_YUAN,   /* from least to most, whole yuan: TOTAL */
  SN_RECIPIENT_ASKS_LEAST,  /* at least so many: DEPARTMENTS */
  SN_RECIPIENT_ASKS_NONE,   /* nothing more: NOTHING */
} SnRecipientAsks;

/* "town", "category", "department", "unreached", "village", "age", "program", "state", "nothing", "departments", "sex",
 * "ethnic_group", "disability", "disability_level", "total" and back; %FALSE when @text is none of them */
const char     *sn_recipient_filter_kind_to_string   (SnRecipientFilterKind  kind);
gboolean        sn_recipient_filter_kind_from_string (const char            *text,
                                                      SnRecipientFilterKind *kind);
SnRecipientAsks sn_recipient_filter_kind_asks        (SnRecipientFilterKind  kind);

/* What can be filtered by. */
typedef struct
{
  gint64  id;
  char   *code;        /* 310118101, "03", "03.1"; of a state: "listed", "submitted", "approved", "held", "withdrawn" (lines), "pending",
                        * "issued", "paid", "failed", "returned" (payments); "male", "female", "unknown"; 汉族, and 少数民族 for any other group,
                        * "unknown"; "any", or a disability's kind, "1" to "7", or level, "1" to "4" */
  char   *name;        /* short; of a state, a sex, of any and of unknown: translated */
  char   *parent_code; /* of a village its town's, of a program its department's; "" for the others */
  char   *parent_name;
  char   *whole_names; /* of a town, a village with its town, a department, as officers type them: 徐泾镇; "" for the others */
} SnRecipientChoice;

void       sn_recipient_choice_free  (SnRecipientChoice      *choice);
/* (transfer full) (element-type SnRecipientChoice): in the order of the notice or of the national list; nothing for kinds that ask for no choice. Villages of all
 * towns, one town after the other; programs of the current campaign, one department after the other */
GPtrArray *sn_recipient_choice_list  (SnConnection           *connection,
                                      SnRecipientFilterKind   kind,
                                      GError                **error);

/**
 * SnRecipientFilter:
 *
 * Who belongs to a choice, as it was when the filter was loaded. Immutable and counted: any thread may use it. 16 bytes a
 * person who belongs.
 */
typedef struct _SnRecipientFilter SnRecipientFilter;

/* @choice_id: of sn_recipient_choice_list(); for AGE, TOTAL and DEPARTMENTS see sn_recipient_condition_load(), which is for all kinds. By an
 * index, but for a town, a village, what a person is (AGE, SEX, ETHNIC_GROUP, DISABILITY) and NOTHING: they read the whole registry through, 0.2 s a million. */
SnRecipientFilter *sn_recipient_filter_load  (SnConnection           *connection,
                                              SnRecipientFilterKind   kind,
                                              gint64                  choice_id,
                                              GError                **error);
/* The same for all kinds; what a kind does not ask for is not looked at. Ages up to 9,000 years; TOTAL in yuan. */
SnRecipientFilter *sn_recipient_filter_load_asked (SnConnection          *connection,
                                                   SnRecipientFilterKind  kind,
                                                   gint64                 choice_id,
                                                   const char            *code,
                                                   int                    least,
                                                   int                    most,
                                                   GError               **error);
/* (transfer full): who belongs to either, who belongs to both */
SnRecipientFilter *sn_recipient_filter_unite     (SnRecipientFilter *a,
                                                  SnRecipientFilter *b);
SnRecipientFilter *sn_recipient_filter_intersect (SnRecipientFilter *a,
                                                  SnRecipientFilter *b);
guint              sn_recipient_filter_get_n_people (SnRecipientFilter *filter);
SnRecipientFilter *sn_recipient_filter_ref   (SnRecipientFilter      *filter);
void               sn_recipient_filter_unref (SnRecipientFilter      *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientFilter, sn_recipient_filter_unref)

/**
 * sn_recipient_filter_keep:
 * @ids: (element-type gint64): as sn_recipient_query_run() gives them
 *
 * One look-up an id, about 8 ms for a million: a window may call it on its main thread.
 *
 * Returns: (transfer full) (element-type gint64): those of @ids who belong, in their order
 */
GArray            *sn_recipient_filter_keep  (SnRecipientFilter      *filter,
                                              GArray                 *ids);

G_END_DECLS
