/* sn-person-row.h: one field of a form about a person: its caption, what is typed, and what is to be said about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _SnPersonRow SnPersonRow;

/* What is to be said under a field. */
typedef enum
{
  SN_ROW_FINE,  /* how it will be written */
  SN_ROW_DOUBT, /* should be looked at; stops nothing */
  SN_ROW_FAULT, /* cannot be saved */
} SnRowMessage;

/**
 * sn_person_row_new_entry:
 * @text: what stands there
 * @masked: (nullable): a protected number that stands there: @text is "" then, and an empty field leaves the number as it is; a button in
 *   the entry takes it away
 *
 * Returns: (transfer full): freed with sn_person_row_free(); its widgets belong to @grid, to which it adds two rows from @line on
 */
SnPersonRow *sn_person_row_new_entry   (GtkGrid           *grid,
                                        int                line,
                                        const char        *caption,
                                        const char        *text,
                                        const char        *masked);
/* @values: what can be chosen, ended by %NULL; @words: (nullable): how they are said, else they are their own words. A @text that is not
 * among them is put in front. With more than a few a search is offered. */
SnPersonRow *sn_person_row_new_choice  (GtkGrid           *grid,
                                        int                line,
                                        const char        *caption,
                                        const char        *text,
                                        const char *const *values,
                                        const char *const *words);
void         sn_person_row_free        (SnPersonRow       *row);

/* What can be chosen from now on; what was chosen stays where it is among it, else the first is. */
void         sn_person_row_set_choices (SnPersonRow       *row,
                                        const char        *text,
                                        const char *const *values,
                                        const char *const *words);
/* (nullable) (transfer none): what is typed or chosen; %NULL where it is as it was. Valid until the next call. */
const char  *sn_person_row_get_changed (SnPersonRow       *row);
/* (transfer none): what is typed or chosen, or was; of a protected number only what is new */
const char  *sn_person_row_get_text    (SnPersonRow       *row);
void         sn_person_row_set_text    (SnPersonRow       *row,
                                        const char        *text);
/* @message: (nullable): nothing */
void         sn_person_row_say         (SnPersonRow       *row,
                                        SnRowMessage       kind,
                                        const char        *message);
void         sn_person_row_set_visible (SnPersonRow       *row,
                                        gboolean           visible);
void         sn_person_row_set_sensitive (SnPersonRow     *row,
                                        gboolean           sensitive);
/* The control that takes the keyboard */
GtkWidget   *sn_person_row_get_widget  (SnPersonRow       *row);
/* @changed: (swapped): something was typed or chosen; @entered: (swapped): Enter was pressed in an entry */
void         sn_person_row_connect     (SnPersonRow       *row,
                                        GCallback          changed,
                                        GCallback          entered,
                                        gpointer           data);

G_END_DECLS
