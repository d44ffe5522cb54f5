/* main.c: songnuan-cli: every job without a window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-date.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static const SnCliCommand *const command_tables[] = {
  sn_cli_workspace_commands, sn_cli_officer_commands, sn_cli_catalogue_commands, sn_cli_eligibility_commands, sn_cli_campaign_commands,
  sn_cli_recipients_commands, sn_cli_view_commands, sn_cli_registry_commands, sn_cli_person_commands, sn_cli_story_commands,
  sn_cli_duplicate_commands, sn_cli_household_commands, sn_cli_import_commands, sn_cli_list_commands, sn_cli_line_commands,
  sn_cli_roster_commands, sn_cli_sheet_commands, sn_cli_candidate_commands, sn_cli_check_commands, sn_cli_batch_commands, sn_cli_report_commands,
};

typedef struct
{
  char    *workspace_path;
  char    *officer;
  char    *campaign;
  char    *today;
  gboolean json;
  gboolean version;
  gboolean help;
} Globals;

static void
set_up_translations (void)
{
  /* An uninstalled build finds its messages by this. */
  const char *folder = g_getenv ("SONGNUAN_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* Names of people and files are UTF-8 also where the environment says nothing of it (a script under LC_ALL=C). */
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

static gboolean
parse_globals (Globals *globals, char ***words, GError **error)
{
  const GOptionEntry entries[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &globals->workspace_path, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &globals->json, NULL, NULL },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &globals->officer, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &globals->campaign, NULL, NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, &globals->today, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &globals->version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &globals->help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse_strv (context, words, error);
}

static const SnCliCommand *
find_command (char **words, int *n_name_words)
{
  for (gsize table = 0; table < G_N_ELEMENTS (command_tables); table++)
    for (const SnCliCommand *command = command_tables[table]; command->name != NULL; command++)
      {
        g_auto (GStrv) name = g_strsplit (command->name, " ", 2);
        int n = (int) g_strv_length (name);

        if (words[0] == NULL || strcmp (name[0], words[0]) != 0 || (n == 2 && g_strcmp0 (name[1], words[1]) != 0))
          continue;
        *n_name_words = n;
        return command;
      }
  return NULL;
}

static void
print_help (FILE *stream)
{
  fprintf (stream, "%s\n\n",
           _ ("Usage: songnuan-cli [--workspace FILE] [--json] [--officer NAME] [--campaign ID] [--today YYYY-MM-DD] COMMAND …"));
  for (gsize table = 0; table < G_N_ELEMENTS (command_tables); table++)
    for (const SnCliCommand *command = command_tables[table]; command->name != NULL; command++)
      {
        g_autofree char *call = g_strdup_printf ("%s %s", command->name, command->arguments);

        fprintf (stream, "  %-44s %s\n", call, _ (command->summary));
        for (const GOptionEntry *entry = command->options; entry != NULL && entry->long_name != NULL; entry++)
          fprintf (stream, "      --%s%s%s\n", entry->long_name, entry->arg_description != NULL ? " " : "",
                   entry->arg_description != NULL ? entry->arg_description : "");
      }
}

static SnCliStatus
run_command (SnCli *cli, const SnCliCommand *command, char **words, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  int n_words;

  /* GOption takes the first word for the program's name. */
  g_strv_builder_add (builder, command->name);
  g_strv_builder_addv (builder, (const char **) words);
  arguments = g_strv_builder_end (builder);
  g_option_context_set_help_enabled (context, FALSE);
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, NULL);
  if (!g_option_context_parse_strv (context, &arguments, error))
    return SN_CLI_USAGE;
  n_words = (int) g_strv_length (arguments) - 1;
  if (n_words > 0 && strcmp (arguments[1], "--") == 0)
    {
      g_free (arguments[1]);
      memmove (&arguments[1], &arguments[2], (gsize) n_words * sizeof *arguments);
      n_words--;
    }
  if (n_words < command->min_words || n_words > command->max_words)
    return sn_cli_usage_error (error, _ ("Usage: songnuan-cli %s %s"), command->name, command->arguments);
  return command->run (cli, arguments + 1, error);
}

static SnCliStatus
run (SnCli *cli, Globals *globals, char **words, GError **error)
{
  const SnCliCommand *command;
  int n_name_words;
  GDate today;

  if (globals->version)
    {
      printf ("songnuan-cli %s\n", SN_VERSION);
      return SN_CLI_DONE;
    }
  if (globals->help || words[0] == NULL)
    {
      print_help (globals->help ? stdout : stderr);
      return globals->help ? SN_CLI_DONE : SN_CLI_USAGE;
    }
  if (globals->today != NULL)
    {
      if (!sn_date_from_iso (globals->today, &today))
        return sn_cli_usage_error (error, _ ("“%s” is not a day. Write it as 2025-01-28."), globals->today);
      sn_clock_set_today (&today);
    }
  command = find_command (words, &n_name_words);
  if (command == NULL)
    return sn_cli_usage_error (error, _ ("There is no command “%s”. “songnuan-cli --help” lists them."), words[0]);
  return run_command (cli, command, words + n_name_words, error);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  Globals globals = { NULL };
  SnCli cli = { NULL };
  SnCliStatus status;

  set_up_translations ();
  if (!parse_globals (&globals, &words, &error))
    {
      fprintf (stderr, "songnuan-cli: %s\n", error->message);
      return SN_CLI_USAGE;
    }
  cli.workspace_path = globals.workspace_path != NULL
                         ? globals.workspace_path
                         : g_build_filename (g_get_user_data_dir (), "songnuan", "default.songnuan", NULL);
  cli.officer = globals.officer;
  if (globals.campaign != NULL && !sn_cli_parse_id (globals.campaign, &cli.campaign_id, &error))
    {
      fprintf (stderr, "songnuan-cli: %s\n", error->message);
      return SN_CLI_USAGE;
    }
  cli.json = globals.json;
  status = run (&cli, &globals, words + 1, &error);
  if (error != NULL)
    {
      fprintf (stderr, "songnuan-cli: %s\n", error->message);
      if (status == SN_CLI_DONE)
        status = SN_CLI_REFUSED;
    }
  if (cli.workspace != NULL)
    sn_workspace_close (cli.workspace);
  g_clear_object (&cli.workspace);
  g_free (cli.workspace_path);
  g_free (cli.officer);
  g_free (globals.today);
  g_free (globals.campaign);
  return status;
}
