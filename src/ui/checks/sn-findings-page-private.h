/* sn-findings-page-private.h: shared by the files of the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-findings-page.h"

#include "sn-roster.h"
#include "sn-table.h"

G_BEGIN_DECLS

/* The rules, in the order of their buttons. */
#define SN_FINDINGS_N_RULES 14
extern const char *const sn_finding_rules[SN_FINDINGS_N_RULES];

struct _SnFindingsPage
{
  SnPage              parent_instance;

  /* Template */
  GtkStack           *stages;           /* "blank", "empty", "findings" */
  AdwStatusPage      *empty_page;
  GtkBox             *rule_buttons;
  GtkDropDown        *decision_filter;
  GtkButton          *program_button;   /* the program that is filtered by; takes the filter away */
  GtkLabel           *checked_label;
  GtkStack           *finding_stack;    /* "table", "none" */
  GtkColumnView      *findings_view;
  GtkLabel           *message;
  GtkLabel           *decision_label;
  GtkColumnView      *lines_view;
  GtkLabel           *lines_sum;

  /* Owned */
  SnRowList          *findings;         /* SnFinding: all of the campaign */
  GtkFilterListModel *shown_findings;
  GtkCustomFilter    *filter;
  GtkMultiSelection  *selection;
  SnRowList          *lines;            /* SnFindingLine: those around what is chosen */
  GtkSingleSelection *line_selection;
  GtkToggleButton    *rule_toggles[SN_FINDINGS_N_RULES + 1]; /* not owned; the first stands for all */
  char               *program;          /* (nullable): code */
  guint               next_position;    /* after a decision the next open one from here on is chosen; or none */
  gboolean            filling;
  SnJob              *lines_job;        /* (nullable) */
};

/* sn-finding-columns.c */
extern const SnColumn sn_finding_columns[];
extern const guint    sn_finding_n_columns;
enum { SN_FINDING_LINE_COLUMN_REASON = 9 };
extern const SnColumn sn_finding_line_columns[];
extern const guint    sn_finding_line_n_columns;
const char *sn_finding_rule_name        (const char     *rule);

/* sn-findings-page.c */
/* (transfer full): SnFinding that are chosen */
GPtrArray  *sn_findings_page_get_chosen (SnFindingsPage *self);

/* sn-finding-decisions.c: the actions */
void        sn_finding_decisions_install (GtkWidgetClass *widget_class);
void        sn_finding_decisions_update  (SnFindingsPage *self);

G_END_DECLS
