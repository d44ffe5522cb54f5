/* sn-recipient-header-private.h: shared by the captions and what the pointer does with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-header.h"

G_BEGIN_DECLS

struct _SnRecipientHeader
{
  GtkWidget          parent_instance;

  SnRecipientLayout *layout;   /* (nullable): until it was set up */
  GtkWidget         *area;     /* what scrolls: the captions behind the first */
  GtkWidget         *captions[SN_RECIPIENT_N_FIELDS]; /* by column */
  GtkWidget         *arrows[SN_RECIPIENT_N_FIELDS];   /* in them */
  GtkWidget         *ranks[SN_RECIPIENT_N_FIELDS];    /* beside the arrows, where there are two: which comes first */
  GtkWidget         *choice;   /* the button at the end */
  GtkWidget         *mark;     /* where a caption that is dragged would stand */
  GtkWidget         *name_menu; /* the button for it */
  SnRecipientSort    sort;
  gboolean           descending;
  SnRecipientField  menu_column; /* whose menu is, or was last, open */

  /* The pointer */
  SnRecipientField  dragged;
  int                drag_place;   /* where it would stand; 0: nowhere */
  int                drag_width;   /* of the column when its edge was taken */
  enum { DRAG_NOTHING, DRAG_EDGE, DRAG_CAPTION, DRAG_MOVING } drag;
};

/* sn-recipient-header-pointer.c: edges and captions that are dragged */
void sn_recipient_header_add_gestures (SnRecipientHeader *self);
/* sn-recipient-header.c: the menu of a caption */
void sn_recipient_header_show_menu    (SnRecipientHeader *self,
                                       SnRecipientField  column);
/* From the start of the header, as the layout counts: @x of an event in the header's own direction */
int  sn_recipient_header_turn         (SnRecipientHeader *self,
                                       int                x);

G_END_DECLS
