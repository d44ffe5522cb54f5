/* sn-roster-reader.h: one sheet of a roster on its way in, and what is needed to judge a row of it once more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-import.h"
#include "sn-roster-settle.h"

G_BEGIN_DECLS

/* So many rows keep their cells in any case; beyond that only those that an officer may want to repair. */
#define SN_ROSTER_ROWS_WITH_CELLS 10000

typedef struct
{
  SnRosterImport  *import;
  guint            sheet;    /* index into @import's sheets */
  GDate            today;
  gboolean         keeps_all_cells;
  gboolean         skips_hidden;
  gboolean         people_only;
  SnSheetHeader    header;
  SnRosterCells    cells;
  SnRosterSettler *settler;
  GArray          *merges;   /* (nullable): SnCellRange */
  GArray          *hidden;   /* guint, rising: rows of people that are hidden or filtered away in the sheet */
  GPtrArray       *top;      /* SnSheetLine: the rows down to the heading, to be given back as they are */
  guint            first;    /* its rows in @import: index, and how many */
  guint            n_rows;
  guint            last_row; /* of the sheet, that was seen */
} SnRosterReader;

/* @header: taken over; @sheet: index of a sheet in @import */
SnRosterReader *sn_roster_reader_new       (SnRosterImport              *import,
                                            guint                        sheet,
                                            SnSheetHeader               *take_header,
                                            const SnRosterImportOptions *options);
void            sn_roster_reader_free      (SnRosterReader              *reader);
/* How many columns of the heading are the town's own, where the sheet came back with reasons behind them; otherwise 0. */
guint           sn_roster_reader_count_own (const SnRosterReader        *reader);
/* The next row of the sheet, whatever it is. */
void            sn_roster_reader_take_row  (SnRosterReader              *reader,
                                            guint                        row,
                                            const SnCell                *cells,
                                            guint                        n_cells,
                                            gboolean                     hidden);
/* After the last row. @merges: (nullable) */
void            sn_roster_reader_finish    (SnRosterReader              *reader,
                                            GArray                      *merges);
/* Reads row @index of the import anew from @line. */
void            sn_roster_reader_read_again (SnRosterReader             *reader,
                                             guint                       index,
                                             const SnSheetLine          *line);

G_END_DECLS
