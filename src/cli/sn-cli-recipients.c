/* sn-cli-recipients.c: which people: finding them, and exporting them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-cli-export.h"
#include "sn-cli-question.h"
#include "sn-recipient-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_LIMIT 50

static int limit = DEFAULT_LIMIT;
static char *field_keys = NULL;
static gboolean full_ids = FALSE;

static const GOptionEntry find_options[] = {
  SN_CLI_QUESTION_OPTIONS,
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry export_options[] = {
  SN_CLI_QUESTION_OPTIONS,
  { "columns", 0, 0, G_OPTION_ARG_STRING, &field_keys, NULL, "NAME,NAME…" },
  { "full-ids", 0, 0, G_OPTION_ARG_NONE, &full_ids, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};
SnCliStatus
sn_cli_check_limit (int most, GError **error)
{
  return most < 1 ? sn_cli_usage_error (error, _ ("--limit is a number of people, from 1 on.")) : SN_CLI_DONE;
}

/* ── recipients find ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnRecipientQuery *query;
  guint                   most;
  guint                   total;      /* out */
  guint                   households; /* out */
} Search;

static gpointer
search_people (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (SnSearchImage) image = sn_search_image_load (connection, cancellable, error);
  g_autoptr (GArray) ids = image != NULL ? sn_recipient_query_find (search->query, connection, image, cancellable, error) : NULL;

  if (ids == NULL)
    return NULL;
  search->total = ids->len;
  search->households = sn_search_image_count_households (image, ids);
  return sn_recipient_read (connection, (const gint64 *) ids->data, MIN (ids->len, search->most), error);
}

SnCliStatus
sn_cli_print_found (SnCli *cli, const SnRecipientQuery *query, int most, GError **error)
{
  static const char *const columns[] = { "id", "name", "id_number_masked", "town", "village", "categories", "total_fen", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) recipients = NULL;
  Search search = { query, (guint) most, 0, 0 };

  recipients = sn_cli_read (cli, search_people, &search, error);
  if (recipients == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "total", search.total);
  sn_json_add_int (builder, "households", search.households);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < recipients->len; i++)
    {
      json_builder_begin_object (builder);
      sn_cli_add_recipient (builder, g_ptr_array_index (recipients, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static SnCliStatus
run_find (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;

  if (sn_cli_question_check (error) != SN_CLI_DONE || sn_cli_check_limit (limit, error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  query = sn_cli_question_ask (cli, words[0], error);
  return query != NULL ? sn_cli_print_found (cli, query, limit, error) : SN_CLI_REFUSED;
}

/* ── recipients export ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnRecipientQuery *query;
  const char             *path;
  GArray                 *ids;    /* gint64 */
  GArray                 *fields; /* SnRecipientField */
  SnExportResult          result;
} Export;

static void
clear_export (Export *export)
{
  g_clear_pointer (&export->ids, g_array_unref);
  g_clear_pointer (&export->fields, g_array_unref);
  sn_export_result_clear (&export->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static SnCliStatus
read_fields (GArray *fields, GError **error)
{
  g_auto (GStrv) keys = g_strsplit (field_keys != NULL ? field_keys : "name,id_number,sex,age,town,village,address,categories,phone,total", ",", -1);
  guint64 seen = 0;

  for (char **key = keys; *key != NULL; key++)
    {
      SnRecipientField field;

      if (!sn_recipient_field_from_key (g_strstrip (*key), &field))
        return sn_cli_usage_error (error, _ ("There is no column “%s”."), *key);
      if ((seen & SN_RECIPIENT_FIELD_BIT (field)) == 0)
        g_array_append_val (fields, field);
      seen |= SN_RECIPIENT_FIELD_BIT (field);
    }
  return SN_CLI_DONE;
}

static gpointer
find_for_export (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  export->ids = sn_recipient_query_find (export->query, connection, NULL, cancellable, error);
  return export->ids != NULL ? export : NULL;
}

static gboolean
note_full (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_table_note_full (transaction, ((Export *) data)->ids->len, error);
}

static gpointer
write_workbook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;
  const SnRecipientTable table = {
    .ids = (const gint64 *) export->ids->data,
    .n_ids = export->ids->len,
    .fields = (const SnRecipientField *) export->fields->data,
    .n_fields = export->fields->len,
    .full_numbers = full_ids,
    .progress = sn_cli_show_progress,
    .progress_data = _ ("Writing"),
  };

  return sn_recipient_workbook_write (connection, &table, export->path, &export->result, cancellable, error) ? export : NULL;
}

static SnCliStatus
run_export (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;
  g_auto (Export) export = { .path = words[0], .fields = g_array_new (FALSE, FALSE, sizeof (SnRecipientField)) };

  if (sn_cli_question_check (error) != SN_CLI_DONE || read_fields (export.fields, error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  query = sn_cli_question_ask (cli, words[1], error);
  export.query = query;
  if (query == NULL || sn_cli_read (cli, find_for_export, &export, error) == NULL)
    return SN_CLI_REFUSED;
  if (full_ids && !sn_cli_write (cli, note_full, &export, error))
    return SN_CLI_REFUSED;
  if (sn_cli_read (cli, write_workbook, &export, error) == NULL)
    return SN_CLI_REFUSED;
  return sn_cli_print_export (cli, &export.result);
}

const SnCliCommand sn_cli_recipients_commands[] = {
  { "recipients find", "[TEXT]", N_ ("people by name, pinyin, number or address, and by what holds of them"), find_options, 0, 1, run_find },
  { "recipients export", "OUT.xlsx [TEXT]", N_ ("the people found, as a workbook; numbers masked unless --full-ids"), export_options, 1, 2,
    run_export },
  { NULL },
};
