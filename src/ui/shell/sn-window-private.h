/* sn-window-private.h: shared by the files of the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-window.h"

#include "sn-import-choices.h"
#include "sn-job-bar.h"

G_BEGIN_DECLS

struct _SnWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  GtkStack        *stages;        /* "start", "opening", "work" */
  GtkWidget       *start_button;
  GtkWidget       *waiting_box;   /* on the start page: what is imported once a workspace is open */
  GtkLabel        *waiting_label;
  GtkWidget       *drop_hint;     /* while a file is dragged over the window */
  GtkLabel        *drop_target_label;
  GtkLabel        *opening_label;
  SnJobBar        *opening_bar;
  AdwLeaflet      *leaflet;
  GtkWidget       *sidebar_side;
  GtkWidget       *page_side;
  GtkListBox      *sidebar;
  GtkStack        *pages;
  SnJobBar        *job_bar;
  GtkMenuButton   *campaign_button;
  GtkLabel        *campaign_label;
  AdwWindowTitle  *page_title;
  AdwButtonContent *officer_content;

  /* Owned */
  GSettings       *settings;
  SnSession       *session;       /* (nullable) */
  gint64           toast_left_us;  /* when the last toast began to leave; 0: none yet */
  AdwToast        *toast_shown[2]; /* (nullable), weak: the last that only says something, and the last that offers to undo */
  guint            present_source; /* until the window comes up */
  gint64           last_change_id; /* what Ctrl+Z takes back; 0: nothing of this session */
  GQueue          *waiting_imports; /* of sn-window-import.c */
  gboolean         imports;        /* one of them is being asked about */
  SnImportTarget   last_target;    /* of this session; counts with @has_last_target */
  gboolean         has_last_target;
};

/* The actions on campaigns: show another, make a new one. */
void sn_window_add_campaign_actions (SnWindow             *self);
void sn_window_show_campaign        (SnWindow             *self,
                                     const SnSessionFacts *facts);
/* The actions on files: new, open, demo, back up, verify. */
void sn_window_install_file_actions (GtkWidgetClass *widget_class);
/* Imports what is on the clipboard: cells, or files. */
void sn_window_paste                (SnWindow       *self);
/* Where an entry has the keyboard: imports what is on the clipboard if it is cells, several of them, else puts it into the entry.
   Returns: FALSE where neither is done */
gboolean sn_window_paste_into_entry (SnWindow       *self);
/* Opens the workspace that was open last, if there is one. */
void sn_window_open_last            (SnWindow       *self);
/* Whether a workspace is being opened or made. */
gboolean sn_window_is_opening       (SnWindow       *self);
/* Comes up when its first page is there, or after a moment with what it has by then. */
void sn_window_present_soon         (SnWindow       *self);
/* A sentence that somebody has to read: what was refused, and why. */
void sn_window_show_refusal         (SnWindow       *self,
                                     const char     *sentence);
/* What was said is about the workspace that is being left. */
void sn_window_drop_toasts          (SnWindow       *self);
/* @take_session: (nullable): none: back to the start page */
void sn_window_set_session          (SnWindow       *self,
                                     SnSession      *take_session);

G_END_DECLS
