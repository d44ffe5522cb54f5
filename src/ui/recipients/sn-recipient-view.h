/* sn-recipient-view.h: the list of recipients with its captions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-header.h"
#include "sn-recipient-list.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_VIEW (sn_recipient_view_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientView, sn_recipient_view, SN, RECIPIENT_VIEW, GtkBox)

/**
 * SnRecipientView:
 *
 * A GtkListView of SnRecipientRow over a SnRecipientList. It costs about as much a frame with a million rows as with forty.
 * Left and Right go through the cells of the row that has the keyboard.
 *
 * Signals:
 *   "chosen"     another person is the only one selected, or nobody is
 *   "activated"  Enter or a double click on a row
 *   "selected"   other rows are selected, or others stand there
 *   "sort" (SnRecipientSort, gboolean descending)  a caption was pressed
 */
GtkWidget       *sn_recipient_view_new        (void);
/* Before anything else. */
void             sn_recipient_view_set_list   (SnRecipientView *self,
                                               SnRecipientList *list);
/**
 * sn_recipient_view_show:
 * @ids: (element-type gint64): who is to be shown, in order
 * @text: what was searched for, to be marked in the rows
 * @anew: %TRUE for another question: the list begins at its beginning, or at the chosen person; %FALSE for another answer to
 *   the same one: the list stays where it is
 *
 * Who was chosen, or is one of up to 20,000 selected, stays so while still in the list.
 */
void             sn_recipient_view_show       (SnRecipientView *self,
                                               GArray          *ids,
                                               const char      *text,
                                               gboolean         anew);
/* The only person selected; 0 when there are none or several */
gint64           sn_recipient_view_get_chosen (SnRecipientView *self);
/* Selects that person alone and scrolls there. %FALSE when not in the list: then nobody is selected. */
gboolean         sn_recipient_view_choose     (SnRecipientView *self,
                                               gint64           person_id);
/* (transfer full) (element-type gint64): who is selected, in the order of the list; not to be changed. Reads no row. */
GArray          *sn_recipient_view_dup_selected (SnRecipientView *self);
guint64          sn_recipient_view_get_n_selected (SnRecipientView *self);
void             sn_recipient_view_select_all (SnRecipientView *self);
/* Gives the list the focus; the first row is chosen where none is. */
void             sn_recipient_view_enter      (SnRecipientView *self);
GtkListView     *sn_recipient_view_get_list_view (SnRecipientView *self);
SnRecipientHeader *sn_recipient_view_get_header  (SnRecipientView *self);
SnRecipientLayout *sn_recipient_view_get_layout  (SnRecipientView *self);
/* Which columns are shown: as a set; in their order in @fields (out) (optional), which has room for SN_RECIPIENT_N_FIELDS. */
SnRecipientFields sn_recipient_view_get_fields   (SnRecipientView  *self,
                                                  SnRecipientField *fields,
                                                  guint            *n_fields);
/* (transfer full) (nullable): what is in the cell that has the keyboard, as it is shown; %NULL when none has */
char            *sn_recipient_view_dup_cell      (SnRecipientView *self);
/* What a right click, or the menu key, on a row offers. A row that was not selected is by then, alone. */
void             sn_recipient_view_set_menu      (SnRecipientView *self,
                                                  GMenuModel      *menu);

G_END_DECLS
