/* sn-findings-page-private.h: shared by the files of the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-findings-page.h"

#include "sn-roster.h"
#include "sn-rule-list.h"
#include "sn-table.h"

G_BEGIN_DECLS

struct _SnFindingsPage
{
  SnPage              parent_instance;

  /* Template */
  GtkStack           *stages;           /* "blank", "findings" */
  SnRuleList         *rule_list;
  GtkStack           *result_stack;     /* "empty", "findings" */
  AdwStatusPage      *empty_page;
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
  char               *program;          /* (nullable): code */
  guint               next_position;    /* after a decision the next open one from here on is chosen; or none */
  gboolean            filling;
  gboolean            shows_unreached;  /* somebody asked for them before they were read */
  gboolean            waits;            /* until the session has checked */
  gboolean            is_partial;       /* what is shown are the findings that stand first; the others are being looked for */
  SnJob              *lines_job;        /* (nullable) */
};

/* sn-finding-columns.c */
extern const SnColumn sn_finding_columns[];
extern const guint    sn_finding_n_columns;
enum { SN_FINDING_LINE_COLUMN_REASON = 9 };
extern const SnColumn sn_finding_line_columns[];
extern const guint    sn_finding_line_n_columns;
/* (transfer full): each person once: of a household the same one may stand in several lines */
char       *sn_finding_name_persons     (const SnFinding *finding);

/* sn-findings-page.c */
/* (transfer full): SnFinding that are chosen */
GPtrArray  *sn_findings_page_get_chosen (SnFindingsPage *self);

/* (transfer full): a set of gint64: by what they are found again in another list */
GHashTable *sn_findings_page_collect_chosen_ids (SnFindingsPage *self);
/* After the findings or the filters have changed: chooses those of @ids that are still shown, or the next */
void        sn_findings_page_restore_selection  (SnFindingsPage *self,
                                                 GHashTable     *ids);

/* sn-findings-rows.c */
void        sn_findings_page_show_chosen (SnFindingsPage *self);

/* sn-findings-reading.c */
void        sn_findings_reading_install  (GtkWidgetClass *widget_class);
/* Shows what the session has, and looks for the rest. */
void        sn_findings_page_refresh     (SnPage         *page);
void        sn_findings_reading_note_counted (SnFindingsPage *self);

/* sn-finding-decisions.c: the actions */
void        sn_finding_decisions_install (GtkWidgetClass *widget_class);
void        sn_finding_decisions_update  (SnFindingsPage *self);

G_END_DECLS
