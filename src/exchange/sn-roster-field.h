/* sn-roster-field.h: what a column of a roster can hold, and the words offices head it with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SN_ROSTER_FIELD_NONE, /* a column that is not read */
  SN_ROSTER_FIELD_SEQUENCE,
  SN_ROSTER_FIELD_NAME,
  SN_ROSTER_FIELD_DOCUMENT,
  SN_ROSTER_FIELD_SEX,
  SN_ROSTER_FIELD_BIRTH,
  SN_ROSTER_FIELD_AGE,
  SN_ROSTER_FIELD_ETHNIC_GROUP,
  SN_ROSTER_FIELD_ADDRESS,
  SN_ROSTER_FIELD_REGISTERED_ADDRESS, /* beside an address; alone it is read as the address */
  SN_ROSTER_FIELD_TOWN,
  SN_ROSTER_FIELD_VILLAGE,
  SN_ROSTER_FIELD_CATEGORY,
  SN_ROSTER_FIELD_DISABILITY_KIND,        /* or kind and level in one: 肢体二级 */
  SN_ROSTER_FIELD_DISABILITY_LEVEL,
  SN_ROSTER_FIELD_DISABILITY_CERTIFICATE, /* its number tells kind and level, and goes before what the other two say */
  SN_ROSTER_FIELD_HOUSEHOLD_NUMBER,
  SN_ROSTER_FIELD_HEAD_NAME,
  SN_ROSTER_FIELD_HEAD_DOCUMENT,
  SN_ROSTER_FIELD_RELATION,
  SN_ROSTER_FIELD_BANK,
  SN_ROSTER_FIELD_ACCOUNT,
  SN_ROSTER_FIELD_HOLDER,
  SN_ROSTER_FIELD_AMOUNT,
  SN_ROSTER_FIELD_RATE,
  SN_ROSTER_FIELD_PHONE,
  SN_ROSTER_FIELD_NOTE,
  SN_ROSTER_FIELD_DEATH, /* the day of death: lists of deaths only */
  SN_ROSTER_FIELD_SCORE, /* another office's score: lists of scores, and rosters of programs whose amounts go by one */
  SN_ROSTER_N_FIELDS,
} SnRosterField;

/* How sure a heading is: where two columns claim one field, the greater wins, then the left one. */
#define SN_ROSTER_MATCH_NONE    0
#define SN_ROSTER_MATCH_WEAK    1   /* a heading that offices also write over something else: only its values tell; plus its rank */
#define SN_ROSTER_MATCH_PART    50  /* a known word inside a longer heading */
#define SN_ROSTER_MATCH_SYNONYM 100 /* a known heading; plus its rank among its like */
#define SN_ROSTER_MATCH_MAPPED  1000

/* The key that --map takes: "name", "id", "account", …; "ignore" for %SN_ROSTER_FIELD_NONE. */
gboolean      sn_roster_field_from_key   (const char    *key,
                                          SnRosterField *field);
const char   *sn_roster_field_to_key     (SnRosterField  field);
/* What the column is called in the user's language: for a list to choose from. */
const char   *sn_roster_field_get_label  (SnRosterField  field);
/* (transfer full): all keys, separated by commas, for messages */
char         *sn_roster_field_list_keys  (void);

/* (transfer full): a heading without blanks, brackets and signs, in lower case: what synonyms are compared in */
char         *sn_roster_heading_fold     (const char    *heading);
/* (transfer full): the same without what stands in brackets: 金额（元） as 金额 */
char         *sn_roster_heading_fold_outside (const char *heading);
/**
 * sn_roster_heading_match:
 * @heading: as written: 身 份 证\n号码, 实发金额（元）
 * @exact: only whole headings, no words inside
 * @strength: (out): one of SN_ROSTER_MATCH_…
 */
SnRosterField sn_roster_heading_match    (const char    *heading,
                                          gboolean       exact,
                                          guint         *strength);
/**
 * sn_roster_map_fold:
 * @map: heading → field key, as given on the command line
 *
 * Returns: (transfer container): folded heading → #SnRosterField; %SN_ERROR_INVALID_INPUT names the keys there are
 */
GHashTable   *sn_roster_map_fold         (GHashTable    *map,
                                          GError       **error);

G_END_DECLS
