/* sn-cli.h: the frame of songnuan-cli: what every command gets and gives.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sn-error.h"
#include "sn-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  SN_CLI_DONE = 0,
  SN_CLI_REFUSED = 1, /* refused, or finished with faults */
  SN_CLI_USAGE = 2,
} SnCliStatus;

typedef struct
{
  char        *workspace_path;
  char        *officer;      /* (nullable) */
  gint64       campaign_id;  /* 0: the newest */
  gboolean     json;
  SnWorkspace *workspace;    /* (nullable): opened by sn_cli_open() */
} SnCli;

/**
 * SnCliCommand:
 *
 * One row of the table of commands. @run gets the words that are left when all options are taken out, and returns the exit
 * status; it sets @error (printed as one line on standard error) where it refuses. A %SN_ERROR_INVALID_INPUT made by
 * sn_cli_usage_error() ends with status 2.
 */
typedef struct
{
  const char         *name;      /* one or two words: "import", "batch create" */
  const char         *arguments; /* shown in the help: "FILE" */
  const char         *summary;   /* N_() */
  const GOptionEntry *options;   /* (nullable), ended by an empty entry */
  int                 min_words;
  int                 max_words;
  SnCliStatus       (*run) (SnCli *cli, char **words, GError **error);
} SnCliCommand;

/* The tables, one a file; each ends with an empty row. */
extern const SnCliCommand sn_cli_workspace_commands[];
extern const SnCliCommand sn_cli_eligibility_commands[];
extern const SnCliCommand sn_cli_campaign_commands[];
extern const SnCliCommand sn_cli_catalogue_commands[];
extern const SnCliCommand sn_cli_rate_amount_commands[];
extern const SnCliCommand sn_cli_recipients_commands[];
extern const SnCliCommand sn_cli_view_commands[];
extern const SnCliCommand sn_cli_registry_commands[];
extern const SnCliCommand sn_cli_person_commands[];
extern const SnCliCommand sn_cli_duplicate_commands[];
extern const SnCliCommand sn_cli_household_commands[];
extern const SnCliCommand sn_cli_story_commands[];
extern const SnCliCommand sn_cli_officer_commands[];
extern const SnCliCommand sn_cli_import_commands[];
extern const SnCliCommand sn_cli_list_commands[];
extern const SnCliCommand sn_cli_line_commands[];
extern const SnCliCommand sn_cli_roster_commands[];
extern const SnCliCommand sn_cli_sheet_commands[];
extern const SnCliCommand sn_cli_candidate_commands[];
extern const SnCliCommand sn_cli_check_commands[];
extern const SnCliCommand sn_cli_batch_commands[];
extern const SnCliCommand sn_cli_report_commands[];

/* Opens the workspace and says who acts; the same one at the second call. */
SnWorkspace *sn_cli_open         (SnCli       *cli,
                                  GError     **error);
/* sn_workspace_read() and _write() of the opened workspace, which open it first. For a write: %FALSE on failure. */
gpointer     sn_cli_read         (SnCli       *cli,
                                  SnReadFunc   func,
                                  gpointer     data,
                                  GError     **error);
gboolean     sn_cli_write        (SnCli       *cli,
                                  SnWriteFunc  func,
                                  gpointer     data,
                                  GError     **error);

/**
 * sn_cli_print:
 * @node: (transfer full): an object, or an array of objects
 * @columns: (nullable): the keys that the text form shows, in this order, ended by %NULL; all scalar ones without it
 *
 * The one way out. With --json the whole document; without it a table, or lines of "label: value", in the user's language,
 * money in yuan.
 */
void         sn_cli_print        (SnCli             *cli,
                                  JsonNode          *node,
                                  const char *const *columns);
SnCliStatus  sn_cli_usage_error  (GError           **error,
                                  const char        *format,
                                  ...) G_GNUC_PRINTF (2, 3);
/* %FALSE with sn_cli_usage_error() where a command that needs it was given no --program */
gboolean     sn_cli_check_program (const char       *program_code,
                                   GError          **error);
/* Progress on standard error, one line that is rewritten, only on a terminal. */
void         sn_cli_show_progress (double            fraction,
                                   gpointer          sentence);
/* Reads a row number of the workspace: digits only. */
gboolean     sn_cli_parse_id     (const char        *word,
                                  gint64            *id,
                                  GError           **error);
/* ISO day or an error that says so; @text may be NULL, then nothing is checked */
gboolean     sn_cli_check_date   (const char        *text,
                                  GError           **error);

/* Short hands for json-glib's builder. */
void         sn_json_add_string  (JsonBuilder       *builder,
                                  const char        *key,
                                  const char        *value);
void         sn_json_add_string_or_null (JsonBuilder *builder,
                                  const char        *key,
                                  const char        *value); /* (nullable) */
void         sn_json_add_int     (JsonBuilder       *builder,
                                  const char        *key,
                                  gint64             value);
/* No amount is not an amount of nothing: null where it is not there */
void         sn_json_add_int_or_null (JsonBuilder   *builder,
                                  const char        *key,
                                  gboolean           is_there,
                                  gint64             value);
void         sn_json_add_boolean (JsonBuilder       *builder,
                                  const char        *key,
                                  gboolean           value);
/* Ends the outermost object or array and takes it. */
JsonNode    *sn_json_finish      (JsonBuilder       *builder);

G_END_DECLS
