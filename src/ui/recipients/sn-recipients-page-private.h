/* sn-recipients-page-private.h: shared by the files of the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipients-page.h"

#include "sn-named-view.h"
#include "sn-recipient-filter-choice.h"
#include "sn-recipient-filters.h"
#include "sn-recipient-list.h"
#include "sn-recipient-pane.h"
#include "sn-recipient-query.h"
#include "sn-recipient-view.h"

G_BEGIN_DECLS

struct _SnRecipientsPage
{
  SnPage              parent_instance;

  /* Template */
  AdwFlap                 *flap;
  GtkSearchEntry          *search_entry;
  SnRecipientFilters      *filters_bar;
  SnRecipientFilterChoice *filter_choice;
  GtkMenuButton           *views_button;
  GtkLabel                *view_label;
  GtkWidget               *view_mark;   /* beside it, so that a long name does not hide it */
  GMenu                   *views_section;
  GMenu                   *view_section;
  GMenuModel              *rows_menu;
  GtkStack                *stack;
  AdwStatusPage           *nobody_page;
  SnRecipientView         *view;
  GtkLabel                *count_label;
  GtkLabel                *selected_label;
  SnRecipientPane         *pane;

  /* Owned */
  GSettings               *settings;
  SnRecipientList         *list;
  SnRecipientQuery        *query;       /* what is asked for */
  SnRecipientQuery        *loaded;      /* the last whose conditions could be read */
  SnRecipientFilter       *filter;      /* (nullable): who meets those; %NULL: everybody */
  SnRecipientFilterCache  *cache;
  GPtrArray               *choices[SN_RECIPIENT_N_FILTER_KINDS]; /* (nullable) SnRecipientChoice: until they are read */
  GPtrArray               *views;            /* SnNamedView */
  gint64                   view_id;          /* which was taken; 0: none */
  SnJob                   *filter_reading;   /* (nullable) */
  SnJob                   *further_reading;  /* (nullable): who is found in addresses */
  SnJob                   *person_reading;   /* (nullable) */
  guint64                  further_serial;   /* of the question that looks further */
  gint64                   person_id; /* in the pane, or on its way there; 0: nobody */
  gint64                   wanted;    /* to be chosen once the list is there; 0: nobody */
  guint                    search_tick;
  gboolean                 going;     /* the person in the pane is not the one in the list */
  gboolean                 asking;    /* the entry is set by what is asked for, not by a hand */
};

/* ── sn-recipients-page.c ─────────────────────────────────────────────────────────────────────────────────────── */

/* Cancels what @place holds and puts @take_job (nullable) there. */
void  sn_recipients_page_replace_job    (SnJob             **place,
                                         SnJob              *take_job);

/* ── sn-recipients-person.c: the person beside the list ───────────────────────────────────────────────────────── */

/* The actions "page.reveal", "page.correct", "page.mark-died", … */
void  sn_recipients_page_install_person_actions (GtkWidgetClass   *widget_class);
/* The template's callbacks of list and pane */
void  sn_recipients_page_bind_person_callbacks  (GtkWidgetClass   *widget_class);
/* Reads that person into the pane; 0: nobody */
void  sn_recipients_page_show_person            (SnRecipientsPage *self,
                                                 gint64            person_id);
/* Wherever that person stands in the list, if at all. */
void  sn_recipients_page_go_to_person           (SnRecipientsPage *self,
                                                 gint64            person_id);

/* ── sn-recipients-edit.c: what is changed about that person ──────────────────────────────────────────────────── */

/* The actions "page.edit", "page.new-person", "page.household", … */
void  sn_recipients_page_install_edit_actions    (GtkWidgetClass  *widget_class);
/* In sn-recipients-rows.c: "page.category-add", "page.account-use", "page.change-document", … */
void  sn_recipients_page_install_holding_actions (GtkWidgetClass  *widget_class);

/* ── sn-recipients-search.c: who is asked for ─────────────────────────────────────────────────────────────────── */

void     sn_recipients_page_bind_search_callbacks (GtkWidgetClass         *widget_class);
/* @anew: another question; %FALSE: another answer to the same one, as after a change of the workspace */
void     sn_recipients_page_search                (SnRecipientsPage       *self,
                                                   gboolean                anew);
/* Asks another question; @query is copied. Its conditions are read before it is answered. */
void     sn_recipients_page_ask                   (SnRecipientsPage       *self,
                                                   const SnRecipientQuery *query);
/* Reads choices, views and who meets the conditions, then searches. */
void     sn_recipients_page_load_filters          (SnRecipientsPage       *self,
                                                   gboolean                anew);
/* The order this desk sorted by last, before the first search. */
void     sn_recipients_page_restore_sort          (SnRecipientsPage       *self);
void     sn_recipients_page_show_everyone         (SnRecipientsPage       *self);
/* Only @code of a kind that has such choices, as "town" and "310118101": everything else is taken back. */
void     sn_recipients_page_ask_for_choice        (SnRecipientsPage       *self,
                                                   const char             *kind,
                                                   const char             *code);
/* How many people there are and how many are selected. */
void     sn_recipients_page_show_counts           (SnRecipientsPage       *self);

/* ── sn-recipients-views.c: questions with a name ─────────────────────────────────────────────────────────────── */

/* The actions "page.take-view", "page.save-view", … */
void     sn_recipients_page_install_view_actions  (GtkWidgetClass         *widget_class);
/* @views: SnNamedView, referenced */
void     sn_recipients_page_set_views             (SnRecipientsPage       *self,
                                                   GPtrArray              *views);
/* What the button says: the view that was taken, and whether the question has changed since. */
void     sn_recipients_page_show_view             (SnRecipientsPage       *self);

/* ── sn-recipient-actions.c: what can be done with rows ───────────────────────────────────────────────────────── */

/* The actions "page.copy", "page.export-rows", "page.add-to-program", … */
void     sn_recipients_page_install_row_actions   (GtkWidgetClass         *widget_class);
/* What is possible with the selected rows. */
void     sn_recipients_page_update_row_actions    (SnRecipientsPage       *self);

G_END_DECLS
