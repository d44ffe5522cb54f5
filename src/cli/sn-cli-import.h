/* sn-cli-import.h: what all commands that read a list of people share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-cli.h"
#include "sn-cli-input.h"
#include "sn-import-pace.h"
#include "sn-roster-import.h"

G_BEGIN_DECLS

/* The options of every such command; sn_cli_import_options() puts them before its own. */
typedef struct
{
  char      *sheet;
  char     **map;         /* HEADER=FIELD */
  char      *hidden;      /* rows, all, none */
  int        heading_row;
  gboolean   dry_run;
  char      *report;      /* OUT.xlsx */
} SnCliImportOptions;

extern SnCliImportOptions sn_cli_import_options;

#define SN_CLI_IMPORT_ENTRIES \
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sn_cli_import_options.sheet, NULL, "S" }, \
  { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_import_options.map, NULL, "HEADER=FIELD" }, \
  { "heading-row", 0, 0, G_OPTION_ARG_INT, &sn_cli_import_options.heading_row, NULL, "ROW" }, \
  { "hidden", 0, 0, G_OPTION_ARG_STRING, &sn_cli_import_options.hidden, NULL, "rows|all|none" }, \
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &sn_cli_import_options.dry_run, NULL, NULL }, \
  { "report", 0, 0, G_OPTION_ARG_FILENAME, &sn_cli_import_options.report, NULL, "OUT.xlsx" }

/* A file that is read, and what it was read with. */
typedef struct
{
  SnCliInput       input;
  SnRosterImport   import;
  SnDivisions     *divisions;
  SnCategories    *categories;
  SnSheetLayouts  *layouts;
  GHashTable      *map;
  GArray          *verdicts;
  SnImportPace     pace;
  SnAdmission      admission; /* begun; rejected rows are left out, as the exit status says */
} SnCliImport;

/* @path: "-": standard input. FALSE with @status: of a wrong option, or of a file that cannot be read. Clear it with sn_cli_import_clear() in
 * any case. */
gboolean    sn_cli_import_read   (SnCli              *cli,
                                  const char         *path,
                                  gboolean            people_only,
                                  SnCliImport        *import,
                                  SnCliStatus        *status,
                                  GError            **error);
/* Remembers what was said of the columns, and then does the import: @func, with @data */
gboolean    sn_cli_import_write  (SnCli              *cli,
                                  SnAdmission        *admission,
                                  SnWriteFunc         func,
                                  gpointer            data,
                                  GError            **error);
/* What the options ask for after a preview or an admission: the workbook of --report. */
gboolean    sn_cli_import_report (SnCliImport        *import,
                                  GError            **error);
/* "rows", "accepted" … "faults"; in the JSON also "sheets", and with --dry-run "verdicts" */
void        sn_cli_import_add_result (SnCli          *cli,
                                      SnCliImport    *import,
                                      JsonBuilder    *builder);
void        sn_cli_import_clear  (SnCliImport        *import);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnCliImport, sn_cli_import_clear)

/* The columns of the text form */
extern const char *const sn_cli_import_columns[];

G_END_DECLS
