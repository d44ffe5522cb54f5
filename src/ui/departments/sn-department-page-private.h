/* sn-department-page-private.h: shared by the files of the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-department-page.h"

#include "sn-department-reading.h"
#include "sn-funding-ledger.h"

G_BEGIN_DECLS

struct _SnDepartmentPage
{
  SnPage               parent_instance;

  /* Template */
  GtkStack            *stack;         /* "programs", "funding", "none" */
  SnFundingLedger     *ledger;
  GtkBox              *cards;
  GtkWidget           *rates_bar;     /* while rates of the program wait for a word */
  GtkLabel            *rates_words;
  GtkWidget           *work_bar;
  GtkWidget           *filter_bar;
  GtkDropDown         *town_choice;
  GtkDropDown         *state_choice;
  GtkEditable         *find_entry;
  GtkWidget           *status_bar;
  GtkLabel            *summary;
  GtkLabel            *selected_summary;
  GtkWidget           *rates_button;
  GtkWidget           *import_button, *add_button;
  GtkWidget           *first_import_button, *first_add_button; /* of an empty roster */
  GtkWidget           *submit_button;
  GtkWidget           *approve_button;
  GtkWidget           *return_button;
  GtkWidget           *batch_button;
  GtkWidget           *change_button;
  GtkWidget           *hold_button;
  GtkWidget           *withdraw_button;
  GtkWidget           *release_button;
  GtkStack            *roster_stack;  /* "rows", "empty", "no-match" */
  GtkScrolledWindow   *roster_scroll;
  GtkColumnView       *roster_view;

  /* Owned */
  SnDepartmentReading *reading;       /* what is shown; its members are %NULL before the first */
  SnRowList           *rows;          /* SnRosterItem that pass the filters */
  GtkMultiSelection   *selection;
  char                *program_code;  /* (nullable): the chosen one */
  gboolean             filling;       /* choices are being filled, not made */
  gboolean             other_roster;  /* the next reading shows another program: no place to be kept */
};

/* The actions "page.import", "page.submit", … */
void     sn_department_page_install_actions (GtkWidgetClass   *widget_class);
/* "page.edit-program", "page.new-program", … */
void     sn_department_page_install_program_actions (GtkWidgetClass *widget_class);
/* What is possible with the roster and with the selected lines, and why the rest is not. */
void     sn_department_page_update_deeds    (SnDepartmentPage *self);
void     sn_department_page_update_moves    (SnDepartmentPage *self);
/* The town that is chosen; 0: all */
gint64   sn_department_page_get_town        (SnDepartmentPage *self);
void     sn_department_page_export_roster   (SnDepartmentPage *self);
/* The action "page.export-template" */
void     sn_department_page_export_template (GtkWidget       *widget,
                                            const char       *action,
                                            GVariant         *parameter);
void     sn_department_page_export_ledger   (SnDepartmentPage *self);

G_END_DECLS
