/* sn-recipient-view-private.h: shared by the files of the view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-view.h"

#include "sn-recipient-row.h"
#include "sn-recipient-selection.h"

G_BEGIN_DECLS

struct _SnRecipientView
{
  GtkBox                parent_instance;

  /* Template */
  SnRecipientHeader    *header;
  GtkScrolledWindow    *scroller;
  GtkListView          *list_view;
  GtkScrollbar         *scrollbar;

  /* Owned */
  SnRecipientLayout    *layout;
  GMenuModel           *menu;      /* (nullable): of what can be done with rows */
  GtkWidget            *popover;   /* (nullable): with it */
  SnRecipientList      *list;      /* (nullable) */
  SnRecipientSelection *selection; /* (nullable) */
  SnSearchMarks        *marks;     /* (nullable) */
  GPtrArray            *rows;      /* SnRecipientRow (borrowed): all that the list view keeps */
  SnRecipientRow       *spoken;    /* (nullable) (borrowed): the row with the keyboard */
  int                   cursor;    /* the cell of it that has the keyboard; -1: the row as a whole */
  gulong                focus_handler;
  gint64                chosen;    /* 0: nobody */
  guint                 scroll_position; /* GTK_INVALID_LIST_POSITION: nowhere */
  guint                 n_scroll_frames;
  guint                 scroll_tick;
  gboolean              showing;   /* another list is being put in: what GTK says of the selection is not the user's */
};

/* ── sn-recipient-cells.c ─────────────────────────────────────────────────────────────────────────────────────── */

/* Keys, wheel and right click of the list. */
void sn_recipient_view_add_controllers (SnRecipientView *self);
/* The keyboard went elsewhere: the row that has it now shows its cells to a screen reader. */
void sn_recipient_view_follow_focus    (SnRecipientView *self);

G_END_DECLS
