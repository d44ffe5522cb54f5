/* sn-import-target-row.h: a program or a list without one, as a row of the dialog that asks where people go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-campaign.h"
#include "sn-import-choices.h"

G_BEGIN_DECLS

/* @program: (nullable): of a roster; borrowed. @place: among the rows, before anything is proposed. @titles: those of lists without a
 * program are of one width */
GtkWidget       *sn_import_target_row_new           (SnImportKind     kind,
                                                     const SnProgram *program,
                                                     int              place,
                                                     GtkSizeGroup    *titles);
SnImportKind     sn_import_target_row_get_kind      (GtkListBoxRow   *row);
const SnProgram *sn_import_target_row_get_program   (GtkListBoxRow   *row); /* (nullable) */
/* Whether all words of @search are in it; "" is in all. */
gboolean         sn_import_target_row_matches       (GtkListBoxRow   *row,
                                                     const char      *search);
/* Marks it. @comes_first: it goes before the others, under a heading that says why; the list is to be sorted anew */
void             sn_import_target_row_propose       (GtkListBoxRow   *row,
                                                     gboolean         comes_first);
/* A GtkListBoxSortFunc and a GtkListBoxUpdateHeaderFunc */
int              sn_import_target_row_compare       (GtkListBoxRow   *a,
                                                     GtkListBoxRow   *b,
                                                     gpointer         data);
void             sn_import_target_row_update_header (GtkListBoxRow   *row,
                                                     GtkListBoxRow   *before,
                                                     gpointer         data);

G_END_DECLS
