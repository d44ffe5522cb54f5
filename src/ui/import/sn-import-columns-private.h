/* sn-import-columns-private.h: what the parts of the page share: the columns (sn-import-columns.c) and the choices above them (-choices.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-columns.h"
#include "sn-sheet-grid.h"

G_BEGIN_DECLS

struct _SnImportColumns
{
  GtkWidget        parent_instance;

  /* Template */
  GtkWidget       *sheet_box;
  GtkDropDown     *sheet_choice;
  GtkSpinButton   *heading_row;
  GtkWidget       *hidden_box;
  GtkDropDown     *hidden_choice;
  GtkWidget       *rate_box;
  GtkDropDown     *rate_choice;
  GtkLabel        *facts;
  GtkLabel        *unread;
  GtkWidget       *doubts_box;
  GtkLabel        *doubts;
  SnSheetGrid     *grid;

  /* Owned */
  SnImportChoices  choices;       /* but for the mapping, which is made of the columns */
  GPtrArray       *sheet_names;   /* char*: as they stand in the list, after "all" */
  GPtrArray       *rates;         /* (nullable) SnBenefitRate: %NULL: a list without a program */
  char            *problem;       /* (nullable) */
  gboolean         has_heading;
  char            *taken_mapping; /* (nullable): the last one that was taken from here */
  GArray          *fields;        /* SnRosterField of each column */
  GArray          *origins;       /* SnColumnOrigin of each column */
  guint            n_hidden_rows; /* of the file, as far as it was read */
  SnRosterField    needed;        /* what the list is for, beside people; or none */
  gboolean         chosen;        /* a column was changed */
  gboolean         filling;
};


void     sn_import_columns_emit_changed       (SnImportColumns      *self);
/* Heads and sentences, of what the columns are taken for now */
void     sn_import_columns_show_columns       (SnImportColumns      *self);

/* ── -choices.c ─────────────────────────────────────────────────────────────────────────────────────────────────── */

void     sn_import_columns_fill_choices       (SnImportColumns      *self,
                                               const SnSheetPreview *preview);
/* Handlers of the template */
void     sn_import_columns_handle_heading     (SnImportColumns      *self,
                                               guint                 row);
void     sn_import_columns_handle_heading_row (SnImportColumns      *self);
gboolean sn_import_columns_show_heading_row   (SnImportColumns      *self);
void     sn_import_columns_handle_sheet       (SnImportColumns      *self);
void     sn_import_columns_handle_hidden      (SnImportColumns      *self);
void     sn_import_columns_handle_rate        (SnImportColumns      *self);

G_END_DECLS
