/* sn-cli-household.c: households: who lives together, who heads them, who takes their money.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-faults.h"
#include "sn-cli-person.h"

#include "sn-household-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* People's row numbers lie from here on, those of households below: so a person's number stands for the household as well. */
#define FIRST_PERSON_ID (G_GINT64_CONSTANT (1) << 52)
#define MANY 200

static char *head_word = NULL;
static char *old_head_word = NULL;
static char **relation_words = NULL;
static char *town_word = NULL;
static SnHouseholdEdit edit = { NULL };

#define RELATION_OPTION { "relation", 0, 0, G_OPTION_ARG_STRING_ARRAY, &relation_words, NULL, "PERSON=WORD" }
#define EDIT_OPTIONS \
  { "kind", 0, 0, G_OPTION_ARG_STRING, &edit.kind, NULL, "family|collective|institution" }, \
  { "register-number", 0, 0, G_OPTION_ARG_STRING, &edit.register_number, NULL, "NUMBER" }, \
  { "certificate-kind", 0, 0, G_OPTION_ARG_STRING, &edit.certificate_kind, NULL, "WORD" }, \
  { "certificate", 0, 0, G_OPTION_ARG_STRING, &edit.certificate_number, NULL, "NUMBER" }, \
  { "address", 0, 0, G_OPTION_ARG_STRING, &edit.address, NULL, "TEXT" }, \
  { "town", 0, 0, G_OPTION_ARG_STRING, &town_word, NULL, "TOWN" }, \
  { "village", 0, 0, G_OPTION_ARG_INT64, &edit.village_id, NULL, "CODE" }

static const GOptionEntry create_options[] = {
  { "head", 0, 0, G_OPTION_ARG_STRING, &head_word, NULL, "PERSON" }, RELATION_OPTION, EDIT_OPTIONS, G_OPTION_ENTRY_NULL,
};
static const GOptionEntry split_options[] = {
  { "head", 0, 0, G_OPTION_ARG_STRING, &head_word, NULL, "PERSON" },
  { "old-head", 0, 0, G_OPTION_ARG_STRING, &old_head_word, NULL, "PERSON" }, RELATION_OPTION, G_OPTION_ENTRY_NULL,
};
static const GOptionEntry move_options[] = {
  { "old-head", 0, 0, G_OPTION_ARG_STRING, &old_head_word, NULL, "PERSON" }, RELATION_OPTION, G_OPTION_ENTRY_NULL,
};
static const GOptionEntry relation_options[] = { RELATION_OPTION, G_OPTION_ENTRY_NULL };
static const GOptionEntry set_options[] = { EDIT_OPTIONS, G_OPTION_ENTRY_NULL };

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnHousehold *household;
  GPtrArray   *members;     /* SnPerson */
  gint64       payee_id;    /* who takes the money; 0: nobody is known */
  char        *town;
} Picture;

static void
free_picture (Picture *picture)
{
  g_clear_pointer (&picture->household, sn_household_free);
  g_clear_pointer (&picture->members, g_ptr_array_unref);
  g_free (picture->town);
  g_free (picture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, free_picture)

static gboolean
find_household (SnConnection *connection, gint64 *id, GError **error)
{
  g_autoptr (SnPerson) person = NULL;

  if (*id < FIRST_PERSON_ID)
    return sn_household_resolve (connection, *id, id, error);
  person = sn_person_lookup (connection, *id, error);
  if (person != NULL)
    *id = person->household_id;
  return person != NULL;
}

static gboolean
read_town (SnConnection *connection, Picture *picture, GError **error)
{
  g_autoptr (SnStatement) town = sn_connection_query (connection, error, "SELECT name FROM division WHERE id = ?1",
                                                      SN_INT (picture->household->town_id));
  g_autoptr (GError) step_error = NULL;

  if (town == NULL)
    return FALSE;
  picture->town = sn_statement_step (town, &step_error) ? sn_statement_dup_text (town, 0) : g_strdup ("");
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gpointer
read_picture (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Picture) picture = g_new0 (Picture, 1);
  gint64 id = *(gint64 *) data;

  if (!find_household (connection, &id, error))
    return NULL;
  picture->household = sn_household_lookup (connection, id, error);
  picture->members = picture->household != NULL ? sn_household_list_members (connection, id, error) : NULL;
  if (picture->members == NULL || !sn_household_find_payee (connection, id, 0, &picture->payee_id, error) ||
      !read_town (connection, picture, error))
    return NULL;
  return g_steal_pointer (&picture);
}

static void
add_members (JsonBuilder *builder, GPtrArray *members)
{
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    {
      const SnPerson *member = g_ptr_array_index (members, i);

      json_builder_begin_object (builder);
      sn_cli_add_member (builder, member);
      sn_json_add_string (builder, "birth_date", member->birth_date);
      sn_json_add_string (builder, "died_on", member->died_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static SnCliStatus
print_household (SnCli *cli, gint64 household_id, GError **error)
{
  static const char *const columns[] = { "id", "name", "id_number_masked", "relation", "birth_date", "died_on", NULL };
  g_autoptr (Picture) picture = sn_cli_read (cli, read_picture, &household_id, error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (picture == NULL)
    return SN_CLI_REFUSED;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", picture->household->id);
  sn_json_add_string (builder, "register_number", picture->household->register_number);
  sn_json_add_string (builder, "household_kind", picture->household->kind);
  sn_json_add_string (builder, "certificate_kind", picture->household->certificate_kind);
  sn_json_add_string (builder, "certificate_number", picture->household->certificate_number);
  sn_json_add_string (builder, "town", picture->town);
  sn_json_add_int (builder, "village_code", picture->household->village_id);
  sn_json_add_string (builder, "address", picture->household->address);
  sn_json_add_int (builder, "head", picture->household->head_id);
  sn_json_add_int (builder, "payee", picture->household->payee_id);
  sn_json_add_int (builder, "takes_money", picture->payee_id);
  add_members (builder, picture->members);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static SnCliStatus
run_show (SnCli *cli, char **words, GError **error)
{
  gint64 id;

  return sn_cli_parse_id (words[0], &id, error) ? print_household (cli, id, error) : SN_CLI_USAGE;
}

/* ── Changing ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum { CREATE, SPLIT, MERGE, MOVE, HEAD, PAYEE, SET } Job;

typedef struct
{
  Job     job;
  gint64  household_id;
  gint64  other_id;    /* the household that goes, or the person */
  gint64  head_id;
  gint64  old_head_id;
  GArray *person_ids;  /* gint64 */
  GArray *relations;   /* (nullable): SnHouseholdRelation */
  gint64  result_id;   /* what is shown then */
} Order;

static void
clear_order (Order *order)
{
  g_clear_pointer (&order->person_ids, g_array_unref);
  g_clear_pointer (&order->relations, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, clear_order)

static const char *
get_move_relation (const Order *order)
{
  return order->relations != NULL && order->relations->len > 0 ? g_array_index (order->relations, SnHouseholdRelation, 0).relation : NULL;
}

static gboolean
carry_out (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  SnConnection *connection = sn_transaction_get_connection (transaction);

  if ((order->household_id != 0 && !find_household (connection, &order->household_id, error)) ||
      (order->job == MERGE && !find_household (connection, &order->other_id, error)))
    return FALSE;
  order->result_id = order->household_id;
  switch (order->job)
    {
    case CREATE:
      return sn_household_create (transaction, order->person_ids, order->head_id, order->relations, &edit, &order->result_id, error);
    case SPLIT:
      return sn_household_split (transaction, order->household_id, order->person_ids, order->head_id, order->old_head_id, order->relations,
                                 &order->result_id, error);
    case MERGE:
      return sn_household_merge (transaction, order->household_id, order->other_id, order->relations, error);
    case MOVE:
      return sn_household_move (transaction, order->other_id, order->household_id, get_move_relation (order), order->old_head_id, error);
    case HEAD:
      return sn_household_change_head (transaction, order->household_id, order->other_id, order->relations, error);
    case PAYEE:
      return sn_household_set_payee (transaction, order->household_id, order->other_id, error);
    case SET:
    default:
      return sn_household_edit (transaction, order->household_id, &edit, error);
    }
}

static SnCliStatus
finish (SnCli *cli, Order *order, GError **error)
{
  return sn_cli_write (cli, carry_out, order, error) ? print_household (cli, order->result_id, error) : SN_CLI_REFUSED;
}

/* "PERSON=WORD"; of one who moves the word alone will do. */
static gboolean
read_relations (Order *order, GError **error)
{
  for (char **word = relation_words; word != NULL && *word != NULL; word++)
    {
      char *sign = strchr (*word, '=');
      SnHouseholdRelation relation = { 0, sign != NULL ? sign + 1 : *word };

      if (sign == NULL && order->job != MOVE)
        {
          sn_cli_usage_error (error, _ ("Say whose relation it is: --relation PERSON=WORD."));
          return FALSE;
        }
      if (sign != NULL)
        *sign = '\0';
      if (sign != NULL && !sn_cli_parse_id (*word, &relation.person_id, error))
        return FALSE;
      if (order->relations == NULL)
        order->relations = g_array_new (FALSE, FALSE, sizeof (SnHouseholdRelation));
      g_array_append_val (order->relations, relation);
    }
  return TRUE;
}

static gboolean
read_people (Order *order, char **words, GError **error)
{
  order->person_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (char **word = words; *word != NULL; word++)
    {
      gint64 id;

      if (!sn_cli_parse_id (*word, &id, error))
        return FALSE;
      g_array_append_val (order->person_ids, id);
    }
  return TRUE;
}

static gboolean
read_heads (Order *order, GError **error)
{
  return (head_word == NULL || sn_cli_parse_id (head_word, &order->head_id, error)) &&
         (old_head_word == NULL || sn_cli_parse_id (old_head_word, &order->old_head_id, error)) && read_relations (order, error);
}

static SnCliStatus
run_create (SnCli *cli, char **words, GError **error)
{
  g_auto (Order) order = { CREATE };

  if (!read_people (&order, words, error) || !read_heads (&order, error))
    return SN_CLI_USAGE;
  if (order.head_id == 0)
    order.head_id = g_array_index (order.person_ids, gint64, 0);
  return sn_cli_find_town (cli, town_word, &edit.town_id, error) ? finish (cli, &order, error) : SN_CLI_REFUSED;
}

static SnCliStatus
run_split (SnCli *cli, char **words, GError **error)
{
  g_auto (Order) order = { SPLIT };

  if (!sn_cli_parse_id (words[0], &order.household_id, error) || !read_people (&order, words + 1, error) || !read_heads (&order, error))
    return SN_CLI_USAGE;
  return finish (cli, &order, error);
}

/* A household, and another household or a person */
static SnCliStatus
run_pair (SnCli *cli, Job job, const char *household_word, const char *other_word, GError **error)
{
  g_auto (Order) order = { job };

  if (!sn_cli_parse_id (household_word, &order.household_id, error) ||
      !(job == PAYEE && strcmp (other_word, "none") == 0 ? TRUE : sn_cli_parse_id (other_word, &order.other_id, error)) ||
      !read_heads (&order, error))
    return SN_CLI_USAGE;
  return finish (cli, &order, error);
}

static SnCliStatus
run_merge (SnCli *cli, char **words, GError **error)
{
  return run_pair (cli, MERGE, words[0], words[1], error);
}

static SnCliStatus
run_move (SnCli *cli, char **words, GError **error)
{
  return run_pair (cli, MOVE, words[1], words[0], error);
}

static SnCliStatus
run_head (SnCli *cli, char **words, GError **error)
{
  return run_pair (cli, HEAD, words[0], words[1], error);
}

static SnCliStatus
run_payee (SnCli *cli, char **words, GError **error)
{
  return run_pair (cli, PAYEE, words[0], words[1], error);
}

static SnCliStatus
run_set (SnCli *cli, char **words, GError **error)
{
  g_auto (Order) order = { SET };

  if (!sn_cli_parse_id (words[0], &order.household_id, error))
    return SN_CLI_USAGE;
  return sn_cli_find_town (cli, town_word, &edit.town_id, error) ? finish (cli, &order, error) : SN_CLI_REFUSED;
}

const SnCliCommand sn_cli_household_commands[] = {
  { "household show", "HOUSEHOLD|PERSON", N_ ("one household, its members, its head and who takes its money"), NULL, 1, 1, run_show },
  { "household create", "PERSON…", N_ ("put people into a household of their own"), create_options, 1, MANY, run_create },
  { "household split", "HOUSEHOLD PERSON…", N_ ("put members into a new household; the old one keeps number and benefits"), split_options, 2, MANY,
    run_split },
  { "household merge", "KEEP GONE", N_ ("make two households one; what is due follows"), relation_options, 2, 2, run_merge },
  { "household move", "PERSON HOUSEHOLD", N_ ("move one person to another household"), move_options, 2, 2, run_move },
  { "household head", "HOUSEHOLD PERSON", N_ ("name the head of a household"), relation_options, 2, 2, run_head },
  { "household payee", "HOUSEHOLD PERSON|none", N_ ("say who takes a household's money; none: the head"), NULL, 2, 2, run_payee },
  { "household set", "HOUSEHOLD", N_ ("correct what is known of a household"), set_options, 1, 1, run_set },
  { NULL },
};
