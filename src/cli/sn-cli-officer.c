/* sn-cli-officer.c: who works here, what each is named for, and who may see numbers in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-name.h"
#include "sn-officer-duties.h"
#include "sn-officer-rights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── officers ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_officers (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_list (connection, error);
}

static void
add_officer (JsonBuilder *builder, const SnOfficer *officer)
{
  static const SnDuty duties[] = { SN_DUTY_PREPARE, SN_DUTY_REVIEW, SN_DUTY_APPROVE };

  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", officer->id);
  sn_json_add_string (builder, "name", officer->name);
  sn_json_add_boolean (builder, "first", officer->is_first);
  for (gsize i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      g_autofree char *word = sn_duty_to_words (duties[i]), *key = g_strconcat ("may_", word, NULL);

      sn_json_add_boolean (builder, key, (officer->duties & duties[i]) != 0);
    }
  sn_json_add_boolean (builder, "may_reveal", officer->may_reveal);
  json_builder_end_object (builder);
}

static SnCliStatus
run_officers (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) officers = sn_cli_read (cli, list_officers, NULL, error);

  if (officers == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < officers->len; i++)
    add_officer (builder, g_ptr_array_index (officers, i));
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* What is set of one officer. */
typedef struct
{
  const char *name;
  gboolean    may_reveal;
  SnDuty      duties;
} Right;

static gint64
find_officer (SnTransaction *transaction, const char *name, GError **error)
{
  g_autoptr (GPtrArray) officers = sn_officer_list (sn_transaction_get_connection (transaction), error);
  g_autofree char *wanted = sn_name_normalise (name, NULL);
  const SnOfficer *officer = officers != NULL ? sn_officer_find (officers, wanted) : NULL;

  if (officers != NULL && officer == NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no officer “%s” in this workspace. “officers” lists them."), name);
  return officer != NULL ? officer->id : 0;
}

static gboolean
set_right (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Right *right = data;
  gint64 officer_id = find_officer (transaction, right->name, error);

  return officer_id != 0 && sn_officer_set_may_reveal (transaction, officer_id, right->may_reveal, error);
}

static SnCliStatus
run_officer_reveal (SnCli *cli, char **words, GError **error)
{
  Right right = { words[0], strcmp (words[1], "yes") == 0 };

  if (!right.may_reveal && strcmp (words[1], "no") != 0)
    return sn_cli_usage_error (error, _ ("An officer may see numbers in full or not: “yes” or “no”, not “%s”."), words[1]);
  if (!sn_cli_write (cli, set_right, &right, error))
    return SN_CLI_REFUSED;
  return run_officers (cli, NULL, error);
}

static gboolean
set_duties (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Right *right = data;
  gint64 officer_id = find_officer (transaction, right->name, error);

  return officer_id != 0 && sn_officer_set_duties (transaction, officer_id, right->duties, error);
}

static SnCliStatus
run_officer_duties (SnCli *cli, char **words, GError **error)
{
  Right right = { .name = words[0] };

  if (!sn_duty_from_words (words[1], &right.duties))
    return sn_cli_usage_error (error, _ ("Duties are “prepare”, “review” and “approve”, with commas between them, or “none”; not “%s”."), words[1]);
  if (!sn_cli_write (cli, set_duties, &right, error))
    return SN_CLI_REFUSED;
  return run_officers (cli, NULL, error);
}

/* ── workspace reveal, workspace duties ─────────────────────────────────────────────────────────────────────────── */

/* What is for all officers, or for those only who are named for it. */
typedef struct
{
  const char *key; /* of what is printed */
  const char *refusal;
  gboolean  (*get) (SnConnection *connection, gboolean *limited, GError **error);
  gboolean  (*set) (SnTransaction *transaction, gboolean limited, GError **error);
  gboolean    limited;
} Limit;

static gpointer
read_limit (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Limit *limit = data;

  return limit->get (connection, &limit->limited, error) ? data : NULL;
}

static gboolean
set_limit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Limit *limit = data;

  return limit->set (transaction, limit->limited, error);
}

static SnCliStatus
run_limit (SnCli *cli, const char *word, Limit *limit, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  limit->limited = g_strcmp0 (word, "named") == 0;
  if (word != NULL && !limit->limited && strcmp (word, "all") != 0)
    return sn_cli_usage_error (error, _ (limit->refusal), word);
  if ((word != NULL && !sn_cli_write (cli, set_limit, limit, error)) || sn_cli_read (cli, read_limit, limit, error) == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, limit->key, limit->limited ? "named" : "all");
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static SnCliStatus
run_workspace_reveal (SnCli *cli, char **words, GError **error)
{
  Limit limit = { "reveal", N_ ("Numbers in full are seen by “all” officers or by “named” ones, not by “%s”."), sn_officer_get_reveal_limited,
                  sn_officer_set_reveal_limited };

  return run_limit (cli, words[0], &limit, error);
}

static SnCliStatus
run_workspace_duties (SnCli *cli, char **words, GError **error)
{
  Limit limit = { "duties", N_ ("A step is taken by “all” officers or by those “named” for it, not by “%s”."), sn_officer_get_duties_limited,
                  sn_officer_set_duties_limited };

  return run_limit (cli, words[0], &limit, error);
}

const SnCliCommand sn_cli_officer_commands[] = {
  { "officers duties", "NAME prepare,review,approve|none", N_ ("what an officer is named for"), NULL, 2, 2, run_officer_duties },
  { "officers reveal", "NAME yes|no", N_ ("who may see numbers in full where only named officers may"), NULL, 2, 2, run_officer_reveal },
  { "officers", "", N_ ("who works here, for what each is named, and who may see numbers in full"), NULL, 0, 0, run_officers },
  { "workspace duties", "[all|named]", N_ ("whether everybody may do all, or only what they are named for"), NULL, 0, 1, run_workspace_duties },
  { "workspace reveal", "[all|named]", N_ ("whether all officers or only named ones may see numbers in full"), NULL, 0, 1,
    run_workspace_reveal },
  { NULL },
};
