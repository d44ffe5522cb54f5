/* sn-import-lines-private.h: shared by the files of the lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-import-lines.h"

G_BEGIN_DECLS

#define KIND_BITS 0x07
#define DIFFERS 0x08  /* the registry says otherwise */
#define N_COUNTED 0x10 /* those two tell which filters a row belongs to */
#define STALE 0x10    /* changed since the registry was asked */
#define KEPT 0x20     /* shown whatever the filter says: it was edited since that was chosen */

struct _SnImportLines
{
  const SnRosterImport *import;   /* (nullable) (borrowed) */
  GPtrArray            *faults;   /* (nullable) */
  GArray               *verdicts; /* (nullable): SnRosterVerdict */
  guint                 n_rows;
  guint8               *states;   /* of each row: SnImportLine and the bits above */
  guint                *first;    /* of each row, and one more: where its faults begin in @by_row */
  SnFault             **by_row;
  guint                 counts[SN_IMPORT_N_SHOWN];
  SnImportShown         shown;
  GArray               *places;   /* (nullable): guint: indices of the rows shown; %NULL: all */
  char                 *file;     /* (nullable): its checksum; stays while nothing is shown */
  GHashTable           *edited;   /* (set of) gint64: cells that the officer set, by what the sheet calls them */
  GHashTable           *typed;    /* gint64: cell → text that the import does not hold yet */
  gboolean              has_sheets;
};

/* What the sheet calls a cell: rows have another index when the file is read with other choices. */
gint64 sn_import_lines_make_key   (const SnImportLines *self,
                                   guint                index,
                                   guint                column);
/* Takes @faults in, by row. */
void sn_import_lines_index_faults (SnImportLines *self,
                                   GPtrArray     *faults);

G_END_DECLS
