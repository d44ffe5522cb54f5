/* sn-roster-import.h: a roster file, read into rows that can be admitted and faults that can be shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-admission.h"

G_BEGIN_DECLS

typedef struct
{
  const char   *sheet;         /* (nullable): a visible sheet's name; %NULL: the first visible one with a roster's heading */
  GHashTable   *map;           /* (nullable): heading → field ("name", "id", "amount", …, "ignore"); both char* */
  SnDivisions  *divisions;     /* (nullable): %NULL leaves towns and villages unread */
  SnCategories *categories;    /* (nullable) */
  const GDate  *today;         /* (nullable): %NULL: the clock's */
  void        (*progress) (double fraction, gpointer data); /* (nullable): on the calling thread */
  gpointer      progress_data;
} SnRosterImportOptions;

typedef struct
{
  char      *sheet;       /* "" for csv */
  char      *file_name;   /* without its folder */
  char      *file_sha256;
  GPtrArray *rows;        /* SnRosterRow, in the order of the sheet, the rejected ones too */
  GPtrArray *faults;      /* SnFault, by row and column */
  guint      n_ignored;   /* filled rows that are no data: titles, headings, totals, signatures */
} SnRosterImport;

/**
 * sn_roster_import_read:
 * @import: (out caller-allocates): cleared with sn_roster_import_clear()
 *
 * Reads one sheet. Rows whose name, number or amount cannot be trusted are in @import with a fault of level error and
 * @rejected set; nothing is dropped in silence. Of several rows with one document the first that can be taken stays.
 *
 * Errors: those of sn_sheet_read(); %SN_ERROR_INVALID_INPUT when no sheet has a heading with name and ID number, or @map
 * names a heading or field that does not exist.
 */
gboolean sn_roster_import_read  (const char                   *path,
                                 const SnRosterImportOptions  *options,
                                 SnRosterImport               *import,
                                 GCancellable                 *cancellable,
                                 GError                      **error);
void     sn_roster_import_clear (SnRosterImport               *import);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnRosterImport, sn_roster_import_clear)

G_END_DECLS
