/* sn-cli.c: opening, printing, parsing: what all commands share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-date.h"
#include "sn-identity-document.h"
#include "sn-money.h"
#include "sn-rate-basis.h"
#include "sn-schema-words.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What the keys of the JSON are called in front of people. */
static const struct
{
  const char *key;
  const char *label;
} labels[] = {
  { "accepted", N_ ("Accepted") },
  { "account", N_ ("Account") },
  { "account_holder", N_ ("Account holder") },
  { "account_masked", N_ ("Account") },
  { "action", N_ ("Action") },
  { "added", N_ ("Added") },
  { "address", N_ ("Address") },
  { "after_text", N_ ("After") },
  { "age", N_ ("Age") },
  { "age_on", N_ ("Ages counted on") },
  { "amount_change_percent", N_ ("Change that is pointed out (%)") },
  { "amount_fen", N_ ("Amount") },
  { "anyway", N_ ("Without fitting") },
  { "approved_fen", N_ ("Approved") },
  { "approved_once", N_ ("Approved once") },
  { "as_of", N_ ("As of") },
  { "asked", N_ ("What is asked") },
  { "bank", N_ ("Bank") },
  { "basis", N_ ("Follows from") },
  { "basis_words", N_ ("How it follows") },
  { "batch", N_ ("Batch") },
  { "before_text", N_ ("Before") },
  { "begun", N_ ("Hold it from now on") },
  { "birth_date", N_ ("Born on") },
  { "campaign", N_ ("Campaign") },
  { "can", N_ ("Can be listed") },
  { "cannot", N_ ("Cannot be listed") },
  { "categories", N_ ("Categories") },
  { "category", N_ ("Category") },
  { "ceiling_fen", N_ ("Ceiling") },
  { "certificate_kind", N_ ("Kind of certificate") },
  { "certificate_number", N_ ("Certificate") },
  { "change", N_ ("Change") },
  { "changed", N_ ("Changed") },
  { "channel", N_ ("Channel") },
  { "code", N_ ("Code") },
  { "column", N_ ("Column") },
  { "column_text", N_ ("Field") },
  { "confirmed", N_ ("Confirmed") },
  { "control_count", N_ ("Number of payments") },
  { "control_sum_fen", N_ ("Sum") },
  { "covered", N_ ("Covered by their household") },
  { "decision", N_ ("Decision") },
  { "delivery_due", N_ ("Delivery due") },
  { "department", N_ ("Department") },
  { "departments", N_ ("Departments") },
  { "descending", N_ ("Descending") },
  { "died_on", N_ ("Died on") },
  { "difference_fen", N_ ("Difference") },
  { "disability_certificate_masked", N_ ("Disability certificate") },
  { "disability_kind_name", N_ ("Kind of disability") },
  { "document_kind", N_ ("Kind of document") },
  { "document_type", N_ ("Document") },
  { "dry_run", N_ ("Trial run") },
  { "due", N_ ("Why so much") },
  { "entitlement", N_ ("Roster line") },
  { "entitlements", N_ ("Lines") },
  { "failed", N_ ("Failed") },
  { "failed_fen", N_ ("Failed") },
  { "failure_reason", N_ ("Bank's reason") },
  { "field", N_ ("Field") },
  { "file", N_ ("File") },
  { "first", N_ ("First officer") },
  { "first_heading_row", N_ ("Heading begins in row") },
  { "first_program", N_ ("First program") },
  { "first_rate", N_ ("Its rate") },
  { "fits", N_ ("Fits") },
  { "foreign_keys", N_ ("References") },
  { "form", N_ ("Form") },
  { "from", N_ ("From") },
  { "from_score", N_ ("From a score of") },
  { "funding", N_ ("Funding") },
  { "gained", N_ ("Gain it") },
  { "ground", N_ ("Ground") },
  { "hash_chain", N_ ("Journal") },
  { "head", N_ ("Head of household") },
  { "heading", N_ ("Heading") },
  { "held", N_ ("Held it before") },
  { "held_fen", N_ ("Held") },
  { "hidden", N_ ("Hidden") },
  { "household_kind", N_ ("Kind of household") },
  { "households", N_ ("Households") },
  { "id", N_ ("Number") },
  { "id_number", N_ ("Document number") },
  { "id_number_masked", N_ ("Document number") },
  { "in_wan", N_ ("Amounts in 万元") },
  { "integrity", N_ ("File") },
  { "issued", N_ ("On their way") },
  { "issued_fen", N_ ("Issued") },
  { "issued_on", N_ ("Notice of") },
  { "kept", N_ ("Kept beside it") },
  { "key", N_ ("Code") },
  { "kind", N_ ("Kind") },
  { "known", N_ ("Known") },
  { "label", N_ ("Designation") },
  { "last_heading_row", N_ ("Heading ends in row") },
  { "last_max_fen", N_ ("At most last year") },
  { "last_min_fen", N_ ("At least last year") },
  { "left_out", N_ ("Left out") },
  { "level", N_ ("Level") },
  { "line", N_ ("Line") },
  { "listed", N_ ("Listed") },
  { "lost", N_ ("Lose it") },
  { "made_at", N_ ("When") },
  { "made_at_text", N_ ("When") },
  { "mapping", N_ ("Fields of the columns") },
  { "matched_persons", N_ ("Known persons") },
  { "max_fen", N_ ("At most") },
  { "message", N_ ("What it is") },
  { "min_fen", N_ ("At least") },
  { "moved_on", N_ ("Moved away on") },
  { "name", N_ ("Name") },
  { "named", N_ ("Named") },
  { "new_persons", N_ ("New persons") },
  { "not_named", N_ ("Not on the list") },
  { "note", N_ ("Note") },
  { "notice_number", N_ ("Notice") },
  { "now_households", N_ ("Households now") },
  { "now_least_fen", N_ ("Least now") },
  { "now_most_fen", N_ ("Most now") },
  { "now_open", N_ ("Without an amount now") },
  { "now_persons", N_ ("Persons now") },
  { "number", N_ ("Batch number") },
  { "officer", N_ ("Officer") },
  { "origin", N_ ("Said by") },
  { "paid", N_ ("Paid") },
  { "paid_fen", N_ ("Paid") },
  { "payee", N_ ("Payee set") },
  { "payment", N_ ("Payment") },
  { "payment_state", N_ ("State of payment") },
  { "payments", N_ ("Payments") },
  { "pending", N_ ("Pending") },
  { "people", N_ ("People") },
  { "person", N_ ("Person") },
  { "person_1", N_ ("First person") },
  { "person_1_name", N_ ("Name") },
  { "person_2", N_ ("Second person") },
  { "person_2_name", N_ ("Name") },
  { "persons", N_ ("Persons") },
  { "phone_masked", N_ ("Telephone") },
  { "planned_fen", N_ ("Planned") },
  { "planned_lost", N_ ("Listed, and not fitting then") },
  { "policy", N_ ("Policy") },
  { "problem", N_ ("What is wrong") },
  { "procurement", N_ ("Procurement") },
  { "program", N_ ("Program") },
  { "programs", N_ ("Programs") },
  { "rate", N_ ("Rate") },
  { "reached", N_ ("Get something") },
  { "reason", N_ ("Reason") },
  { "register_number", N_ ("Register number") },
  { "rejected", N_ ("Rejected") },
  { "relation", N_ ("Relation to the head") },
  { "remembered", N_ ("Remembered") },
  { "repeated", N_ ("Said before") },
  { "report_due", N_ ("Report due") },
  { "reporting_unit", N_ ("Reporting unit") },
  { "returned", N_ ("Returned") },
  { "reveal", N_ ("Numbers in full are seen by") },
  { "row", N_ ("Row") },
  { "row_text", N_ ("Row") },
  { "rows", N_ ("Rows") },
  { "rule", N_ ("Rule") },
  { "same", N_ ("The same") },
  { "sample", N_ ("Sample") },
  { "score", N_ ("Score") },
  { "second_approval_fen", N_ ("Two approve from") },
  { "second_program", N_ ("Second program") },
  { "second_rate", N_ ("Its rate") },
  { "settled_on", N_ ("Settled on") },
  { "sex", N_ ("Sex") },
  { "sha256", N_ ("SHA-256") },
  { "sheet", N_ ("Sheet") },
  { "skipped", N_ ("Listed before") },
  { "sort", N_ ("Order") },
  { "spring_festival", N_ ("Spring Festival") },
  { "state", N_ ("State") },
  { "step", N_ ("Step") },
  { "summaries", N_ ("Figures") },
  { "summary", N_ ("What was done") },
  { "table_text", N_ ("Kind of row") },
  { "take", N_ ("Can be taken") },
  { "takes_money", N_ ("Takes the money") },
  { "text", N_ ("Search for") },
  { "then_households", N_ ("Households then") },
  { "then_least_fen", N_ ("Least then") },
  { "then_most_fen", N_ ("Most then") },
  { "then_open", N_ ("Without an amount then") },
  { "then_persons", N_ ("Persons then") },
  { "title", N_ ("Title") },
  { "to", N_ ("To") },
  { "total", N_ ("Total") },
  { "total_fen", N_ ("Total") },
  { "town", N_ ("Town") },
  { "unanswered", N_ ("Not answered") },
  { "undoes", N_ ("Takes back") },
  { "undone", N_ ("Taken back") },
  { "undone_by", N_ ("Taken back by") },
  { "unit", N_ ("Unit") },
  { "unknown", N_ ("Not in the registry") },
  { "unmatched", N_ ("Not matched") },
  { "unreached", N_ ("Get nothing") },
  { "value", N_ ("Value") },
  { "value_1", N_ ("First person") },
  { "value_2", N_ ("Second person") },
  { "verdict", N_ ("Verdict") },
  { "village", N_ ("Village") },
  { "village_code", N_ ("Village code") },
  { "visit_date", N_ ("Visit on") },
  { "visitors", N_ ("Visitors") },
  { "waiting_for_second", N_ ("Wait for a second approver") },
  { "warned", N_ ("With warnings") },
  { "workspace", N_ ("Workspace") },
};

/* Words of the schema that stand in these columns, as people read them: by the schema's own table but for those below. */
static const char *const worded_keys[] = {
  "channel", "decision", "document_type", "form", "level", "payment_state", "policy", "reveal", "sex", "state", "unit", NULL,
};
static const struct
{
  const char *word;
  const char *label;
} words[] = {
  { "all", N_ ("all officers") },
  { "allow", N_ ("allowed") },
  { "error", N_ ("error") },
  { "fixed", N_ ("set right") },
  { "forbid", N_ ("forbidden") },
  { "hold", N_ ("held") },
  { "named", N_ ("named officers") },
  { "other", N_ ("other") },
  { "resident", N_ ("resident ID") },
  { "warn", N_ ("to be looked at") },
  { "warning", N_ ("warning") },
  { "withdraw", N_ ("withdrawn") },
};

static const char *
find_document_kind (const char *word)
{
  for (guint i = 0; i < SN_DOCUMENT_N_KINDS; i++)
    if (strcmp (sn_identity_document_kind_key ((SnDocumentKind) i), word) == 0)
      return sn_identity_document_kind_word ((SnDocumentKind) i);
  return word;
}

static const char *
find_word (const char *key, const char *word)
{
  if (strcmp (key, "document_kind") == 0)
    return find_document_kind (word);
  if (!g_strv_contains (worded_keys, key))
    return word;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, word) == 0)
      return _ (words[i].label);
  return sn_schema_value_word (strcmp (key, "payment_state") == 0 ? "state" : key, word);
}

static const char *
find_label (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].key, key) == 0)
      return _ (labels[i].label);
  return sn_schema_column_word (key);
}

static gboolean
open_file (SnCli *cli, GError **error)
{
  cli->workspace = sn_workspace_open (cli->workspace_path, error);
  if (cli->workspace != NULL)
    sn_workspace_set_campaign (cli->workspace, cli->campaign_id);
  return cli->workspace != NULL && (cli->officer == NULL || sn_workspace_set_officer (cli->workspace, cli->officer, error));
}

SnWorkspace *
sn_cli_open (SnCli *cli, GError **error)
{
  if (cli->workspace == NULL && !open_file (cli, error))
    return NULL;
  return cli->workspace;
}

gpointer
sn_cli_read (SnCli *cli, SnReadFunc func, gpointer data, GError **error)
{
  return sn_cli_open (cli, error) != NULL ? sn_workspace_read (cli->workspace, func, data, NULL, error) : NULL;
}

gboolean
sn_cli_write (SnCli *cli, SnWriteFunc func, gpointer data, GError **error)
{
  return sn_cli_open (cli, error) != NULL && sn_workspace_write (cli->workspace, func, data, NULL, error) != 0;
}

SnCliStatus
sn_cli_usage_error (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, message);
  return SN_CLI_USAGE;
}

gboolean
sn_cli_check_program (const char *program_code, GError **error)
{
  if (program_code != NULL)
    return TRUE;
  sn_cli_usage_error (error, _ ("Say for which program: --program CODE. “programs” lists the codes."));
  return FALSE;
}

gboolean
sn_cli_parse_id (const char *word, gint64 *id, GError **error)
{
  if (*word != '\0' && strspn (word, "0123456789") == strlen (word) && strlen (word) <= 16)
    {
      *id = g_ascii_strtoll (word, NULL, 10);
      return TRUE;
    }
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not a number."), word);
  return FALSE;
}

gboolean
sn_cli_check_date (const char *text, GError **error)
{
  GDate date;

  if (text == NULL || sn_date_from_iso (text, &date))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not a day. Write it as 2025-01-28."), text);
  return FALSE;
}

void
sn_cli_show_progress (double fraction, gpointer sentence)
{
  if (!isatty (STDERR_FILENO))
    return;
  fprintf (stderr, "\r%s %3d %%%s", (const char *) sentence, (int) (fraction * 100), fraction >= 1 ? "\n" : "");
  fflush (stderr);
}

void
sn_json_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

void
sn_json_add_string_or_null (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
sn_json_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
sn_json_add_int_or_null (JsonBuilder *builder, const char *key, gboolean is_there, gint64 value)
{
  json_builder_set_member_name (builder, key);
  if (is_there)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
sn_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

JsonNode *
sn_json_finish (JsonBuilder *builder)
{
  return json_builder_get_root (builder);
}

/* ── Text form ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
format_scalar (const char *key, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      GString *joined = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (!JSON_NODE_HOLDS_VALUE (element))
            continue;
          g_string_append_printf (joined, "%s%s", joined->len > 0 ? _ (", ") : "", json_node_get_string (element));
        }
      return g_string_free (joined, FALSE);
    }
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_INT64 && g_str_has_suffix (key, "_fen"))
    return sn_money_format (json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return sn_score_format ((gint64) (json_node_get_double (node) * 100 + (json_node_get_double (node) < 0 ? -0.5 : 0.5)));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
  if (g_str_has_suffix (key, "_at"))
    return sn_instant_to_local (json_node_get_string (node));
  return g_strdup (find_word (key, json_node_get_string (node)));
}

static int
count_cells (const char *text)
{
  int cells = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    cells += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : g_unichar_iszerowidth (g_utf8_get_char (p)) ? 0 : 1;
  return cells;
}

static void
print_padded (const char *text, int cells, gboolean right)
{
  int padding = MAX (0, cells - count_cells (text));

  printf ("%*s%s%*s", right ? padding : 0, "", text, right ? 0 : padding, "");
}

static gboolean
is_number_column (JsonArray *array, const char *key)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_object_get_member (json_array_get_object_element (array, i), key);

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
        return json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE;
    }
  return FALSE;
}

static void
print_table (JsonArray *array, const char *const *columns)
{
  guint n_columns = g_strv_length ((char **) columns);
  guint n_rows = json_array_get_length (array);
  g_autofree int *widths = g_new0 (int, n_columns);
  g_autofree gboolean *right = g_new0 (gboolean, n_columns);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint column = 0; column < n_columns; column++)
    {
      widths[column] = count_cells (find_label (columns[column]));
      right[column] = is_number_column (array, columns[column]);
    }
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        JsonNode *node = json_object_get_member (json_array_get_object_element (array, row), columns[column]);
        char *cell = node != NULL ? format_scalar (columns[column], node) : g_strdup ("");

        widths[column] = MAX (widths[column], count_cells (cell));
        g_ptr_array_add (cells, cell);
      }
  for (guint column = 0; column < n_columns; column++)
    {
      print_padded (find_label (columns[column]), widths[column], right[column]);
      fputs (column + 1 < n_columns ? "  " : "\n", stdout);
    }
  for (guint i = 0; i < cells->len; i++)
    {
      print_padded (g_ptr_array_index (cells, i), widths[i % n_columns], right[i % n_columns]);
      fputs ((i + 1) % n_columns != 0 ? "  " : "\n", stdout);
    }
}

/* What is there in words too is shown in words alone. */
static char **
list_scalar_keys (JsonObject *object)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *worded = g_strconcat (l->data, "_text", NULL);

      if (JSON_NODE_HOLDS_VALUE (json_object_get_member (object, l->data)) && !json_object_has_member (object, worded))
        g_strv_builder_add (builder, l->data);
    }
  return g_strv_builder_end (builder);
}

static void print_node (JsonNode *node, const char *const *columns);

/* Lists beside the one that the columns are meant for show all they have. */
static gboolean
shows_column (JsonArray *array, const char *const *columns)
{
  JsonNode *first = json_array_get_element (array, 0);

  return columns == NULL || !JSON_NODE_HOLDS_OBJECT (first) || json_object_has_member (json_node_get_object (first), columns[0]);
}

static void
print_object (JsonObject *object, const char *const *columns)
{
  g_auto (GStrv) keys = list_scalar_keys (object);
  g_autoptr (GList) members = json_object_get_members (object);
  int width = 0;

  for (char **key = keys; *key != NULL; key++)
    width = MAX (width, count_cells (find_label (*key)));
  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *value = format_scalar (*key, json_object_get_member (object, *key));

      print_padded (find_label (*key), width, FALSE);
      printf ("  %s\n", value);
    }
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *member = json_object_get_member (object, l->data);

      if (!JSON_NODE_HOLDS_ARRAY (member) || json_array_get_length (json_node_get_array (member)) == 0)
        continue;
      printf ("\n");
      print_node (member, shows_column (json_node_get_array (member), columns) ? columns : NULL);
    }
}

static void
print_node (JsonNode *node, const char *const *columns)
{
  g_auto (GStrv) keys = NULL;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      print_object (json_node_get_object (node), columns);
      return;
    }
  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0)
    return;
  if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0)))
    {
      g_autofree char *joined = format_scalar ("", node);
      printf ("%s\n", joined);
      return;
    }
  if (columns == NULL)
    {
      keys = list_scalar_keys (json_array_get_object_element (array, 0));
      columns = (const char *const *) keys;
    }
  print_table (array, columns);
}

void
sn_cli_print (SnCli *cli, JsonNode *node, const char *const *columns)
{
  if (cli->json)
    {
      g_autoptr (JsonGenerator) generator = json_generator_new ();
      g_autofree char *text = NULL;

      json_generator_set_root (generator, node);
      json_generator_set_pretty (generator, TRUE);
      text = json_generator_to_data (generator, NULL);
      printf ("%s\n", text);
    }
  else
    {
      print_node (node, columns);
    }
  json_node_unref (node);
}
