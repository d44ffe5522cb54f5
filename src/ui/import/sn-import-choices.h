/* sn-import-choices.h: where the people of a file go, and how its sheet is read: what an officer chose in the import window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-import.h"

G_BEGIN_DECLS

typedef enum
{
  SN_IMPORT_ROSTER,   /* lines of a program */
  SN_IMPORT_REGISTRY, /* people without a program */
  SN_IMPORT_CATEGORY, /* who holds a category this month */
  SN_IMPORT_SCORES,   /* another office's count */
  SN_IMPORT_DEATHS,
} SnImportKind;

typedef struct
{
  SnImportKind kind;
  char        *program_code;  /* of a roster */
  char        *category_code; /* of a category's list */
  char        *source;        /* of categories and scores: whose list it is; "" where nobody said */
  char        *day;           /* ISO: from when the category is held, for which day was counted */
} SnImportTarget;

void            sn_import_target_clear (SnImportTarget       *target);
/* @to: (out caller-allocates): what was in it is not freed */
void            sn_import_target_copy  (const SnImportTarget *from,
                                        SnImportTarget       *to);
/* Whether only SnRosterImportOptions.people_only columns are asked for */
gboolean        sn_import_target_is_people_only (const SnImportTarget *target);

typedef enum
{
  SN_IMPORT_RATE_BY_COLUMN, /* the sheet's own column where it has one, else category and amount */
  SN_IMPORT_RATE_BY_RULE,   /* category, age, amount, whatever the column says */
  SN_IMPORT_RATE_ONE,       /* @rate_label for all */
} SnImportRateWay;

/* How the sheet is read. %NULL and 0: as it was recognised. */
typedef struct
{
  char            *sheet;       /* (nullable): %NULL: all with the same table */
  guint            heading_row; /* the last row of the heading, from 1; 0: found */
  char            *mapping;     /* (nullable): the field of each column, as SnRosterImportOptions.mapping */
  SnHiddenCells    hidden;
  SnImportRateWay  rate_way;
  char            *rate_label;  /* (nullable): with %SN_IMPORT_RATE_ONE */
} SnImportChoices;

void            sn_import_choices_clear (SnImportChoices       *choices);
/* @to: (out caller-allocates): what was in it is not freed */
void            sn_import_choices_copy  (const SnImportChoices *from,
                                         SnImportChoices       *to);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnImportTarget, sn_import_target_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnImportChoices, sn_import_choices_clear)

G_END_DECLS
