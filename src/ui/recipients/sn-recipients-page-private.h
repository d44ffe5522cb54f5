/* sn-recipients-page-private.h: shared by the files of the page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipients-page.h"

#include "sn-recipient-filters.h"
#include "sn-recipient-list.h"
#include "sn-recipient-pane.h"
#include "sn-recipient-view.h"

G_BEGIN_DECLS

struct _SnRecipientsPage
{
  SnPage              parent_instance;

  /* Template */
  AdwFlap            *flap;
  GtkSearchEntry     *search_entry;
  GtkLabel           *count_label;
  SnRecipientFilters *filters_bar;
  GtkDropDown        *sort_drop_down;
  GtkStack           *stack;
  AdwStatusPage      *nobody_page;
  SnRecipientView    *view;
  SnRecipientPane    *pane;

  /* Owned */
  SnRecipientList    *list;
  SnRecipientFilter  *filters[SN_RECIPIENT_N_FILTERS]; /* (nullable): of what is chosen, once it was read */
  SnJob              *filter_reading;                  /* (nullable) */
  SnJob              *person_reading;                  /* (nullable) */
  char               *target;    /* (nullable): to be opened once the choices are there */
  gint64              person_id; /* in the pane, or on its way there; 0: nobody */
  gint64              wanted;    /* to be chosen once the list is there; 0: nobody */
  guint               search_tick;
  gboolean            going;     /* the person in the pane is not the one in the list */
};

/* ── sn-recipients-page.c ─────────────────────────────────────────────────────────────────────────────────────── */

/* Cancels what @place holds and puts @take_job (nullable) there. */
void  sn_recipients_page_replace_job    (SnJob             **place,
                                         SnJob              *take_job);
void  sn_recipients_page_open_target    (SnRecipientsPage   *self,
                                         const char         *target);

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

/* The actions "page.edit", "page.new-person", "page.category-add", … */
void  sn_recipients_page_install_edit_actions   (GtkWidgetClass   *widget_class);

/* ── sn-recipients-search.c: who is asked for ─────────────────────────────────────────────────────────────────── */

void     sn_recipients_page_bind_search_callbacks (GtkWidgetClass   *widget_class);
/* @anew: another question; %FALSE: another answer to the same one, as after a change of the workspace */
void     sn_recipients_page_search                (SnRecipientsPage *self,
                                                   gboolean          anew);
gboolean sn_recipients_page_is_filtered           (SnRecipientsPage *self);
/* Reads choices and what is chosen of them, then searches. */
void     sn_recipients_page_load_filters          (SnRecipientsPage *self,
                                                   gboolean          anew);
void     sn_recipients_page_show_everyone         (SnRecipientsPage *self);

/* ── sn-recipient-actions.c: what can be done with rows ───────────────────────────────────────────────────────── */

/* The actions "page.copy", … */
void  sn_recipients_page_install_row_actions    (GtkWidgetClass   *widget_class);

G_END_DECLS
