/* sn-roster-import.h: a roster file, read into rows that can be admitted and faults that can be shown and repaired.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-admission.h"
#include "sn-roster-line.h"
#include "sn-sheet-layout.h"

G_BEGIN_DECLS

/* Cells to the right of this many columns are not read as part of a roster. */
#define SN_ROSTER_MOST_COLUMNS 256

/* What is done with rows and sheets that are hidden or filtered away. */
typedef enum
{
  SN_HIDDEN_ROWS, /* rows are read, for a filter that was left on must not cost anybody the money; sheets are not */
  SN_HIDDEN_NONE, /* neither */
  SN_HIDDEN_ALL,  /* both, as far as a hidden sheet has the columns of the first one */
} SnHiddenCells;

typedef struct
{
  const char   *shown_name;    /* (nullable): what the file is called, where its path does not say: what was pasted; kept as its name */
  const char   *sheet;         /* (nullable): one sheet's name, be it hidden; %NULL: all that make one roster, see below */
  GHashTable   *map;           /* (nullable): heading → field ("name", "id", "amount", …, "ignore"); both char* */
  const char   *mapping;       /* (nullable): the field of each column, as sn_sheet_header_make_mapping() writes it */
  guint         heading_row;   /* the last row of the heading, from 1; 0: to be found */
  const SnSheetLayouts *layouts; /* (nullable): what was remembered of headings; not looked at with @map or @mapping */
  SnHiddenCells hidden;
  gboolean      people_only;   /* amounts and rates are not looked at: lists without a program */
  gboolean      keeps_all_cells; /* also of rows without a fault, beyond the first 10,000 */
  SnDivisions  *divisions;     /* (nullable): %NULL leaves towns and villages unread */
  SnCategories *categories;    /* (nullable) */
  const GDate  *today;         /* (nullable): %NULL: the clock's */
  void        (*progress) (double fraction, gpointer data); /* (nullable): on the calling thread; @rows of the import are those read so far */
  gpointer      progress_data;
} SnRosterImportOptions;

/* Whether a sheet was read, and why not. */
typedef enum
{
  SN_ROSTER_SHEET_READ,
  SN_ROSTER_SHEET_NO_HEADING,    /* a page of instructions, an empty one */
  SN_ROSTER_SHEET_OTHER_COLUMNS, /* a roster of another kind: fault "other_sheet" */
  SN_ROSTER_SHEET_HIDDEN,        /* looks like one of the roster, but is hidden: fault "hidden_sheet" */
  SN_ROSTER_SHEET_NOT_CHOSEN,    /* the officer chose another one */
} SnRosterSheetState;

typedef struct
{
  char               *name;           /* "" for csv */
  SnRosterSheetState  state;
  gboolean            is_hidden;
  /* Of sheets that were read: */
  char               *title;          /* "" when it has none */
  char               *reporting_unit; /* 填报单位; "" when it names none */
  gboolean            in_wan;         /* amounts are written in 万元; they were multiplied */
  char               *layout;         /* what a mapping is remembered under */
  char               *mapping;        /* which field each column was read as */
  gboolean            is_remembered;  /* the mapping is one that was remembered */
  guint               first_heading_row;
  guint               last_heading_row;
  guint               n_rows;         /* of people */
  guint               n_hidden_rows;  /* of these */
  guint               n_left_out[SN_ROSTER_N_LINE_KINDS]; /* by kind; [SN_ROSTER_LINE_DATA] is not used */
} SnRosterSheet;

typedef struct
{
  char      *sheet;       /* the first that was read; "" for csv */
  char      *file_name;   /* without its folder, or as the options call it */
  char      *file_sha256;
  GPtrArray *sheets;      /* SnRosterSheet, all of the file, in its order, hidden ones last */
  GPtrArray *rows;        /* SnRosterRow, in the order of sheets and rows, the rejected ones too. @sheet is an index into @sheets */
  GPtrArray *faults;      /* SnFault, by sheet, row and column */
  guint      n_ignored;   /* filled rows that are no data: titles, headings, totals, signatures */
  guint      n_edits;     /* cells that sn_roster_import_set_cell() changed */

  /*< private >*/
  GStringChunk *texts;   /* of the rows */
  GPtrArray *row_blocks; /* the memory of the rows, many to a block */
  char     **sheet_names;
  char      *mapping;     /* what the officer said of the columns, to be remembered; %NULL: nothing */
  GPtrArray *lines;       /* SnSheetLine of each row, %NULL where it was not kept */
  GPtrArray *readers;     /* SnRosterReader of each sheet, %NULL for those that were not read */
} SnRosterImport;

/**
 * sn_roster_import_read:
 * @import: (out caller-allocates): cleared with sn_roster_import_clear(); it stays where it is until then, as parts of it know its place
 *
 * Reads the first visible sheet with a roster's heading, and the sheets after it that hold the same kind of table: a workbook with
 * a sheet for each village is one roster. Rows whose name, number or amount cannot be trusted are in @import with a fault of level
 * error and @rejected set; nothing is dropped in silence. Of several rows with one document the first that can be taken stays.
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

/* Sets what the file says: its name, sheets, rows and faults, and the mapping to be remembered. @admission borrows from @import. */
void     sn_roster_import_begin_admission (SnRosterImport *import,
                                           SnAdmission    *admission);

/* ── Repair ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The index in @rows, or -1. @sheet: an index into @sheets */
int         sn_roster_import_find_row    (const SnRosterImport  *import,
                                          guint                  sheet,
                                          guint                  row);
/* (nullable): the cells of a row as they stand now; %NULL where they were not kept: a row without fault beyond the first 10,000 */
const SnSheetLine *sn_roster_import_get_line (const SnRosterImport *import,
                                              guint                 index);
/* (transfer full): the faults of one row, SnFault borrowed from @import, by column */
GPtrArray  *sn_roster_import_list_faults (const SnRosterImport  *import,
                                          guint                  index);
/**
 * sn_roster_import_set_cell:
 * @sheet: an index into @sheets
 * @row: as the sheet counts, from 1
 * @column: from 0
 * @text: what the cell shall hold, as typed
 * @touched: (out) (optional) (transfer full): guint, indices into @rows: the row, those whose double it was or has become, and those
 *   beside a merged cell
 *
 * Judges the row anew, at once and without the file. What the registry says of it is known after the next preview. The divisions and
 * categories of the reading must still be there. The row keeps its place in @rows.
 *
 * Errors: %SN_ERROR_NOT_FOUND: no row of people, or one whose cells were not kept
 */
gboolean    sn_roster_import_set_cell    (SnRosterImport        *import,
                                          guint                  sheet,
                                          guint                  row,
                                          guint                  column,
                                          const char            *text,
                                          GArray               **touched,
                                          GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnRosterImport, sn_roster_import_clear)

G_END_DECLS
