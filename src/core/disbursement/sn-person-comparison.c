/* sn-person-comparison.c: two entries of the registry side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-comparison.h"

#include "sn-campaign.h"
#include "sn-disability.h"
#include "sn-money.h"
#include "sn-other-account.h"
#include "sn-person.h"
#include "sn-phone.h"
#include "sn-resident-id.h"
#include "sn-schema-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So few places are shown of two numbers that differ in them. */
#define FEW_PLACES 2

/* What is not in the person's own row: ?1 the person, ?2 the campaign, 0 for none. A line is the person's, or the household's. */
#define LINES \
  "(SELECT id FROM entitlement WHERE person_id = ?1 UNION SELECT e.id FROM person q JOIN entitlement e ON e.household_id = q.household_id" \
  "  WHERE q.id = ?1) x JOIN entitlement e ON e.id = x.id JOIN program g ON g.id = e.program_id AND g.campaign_id = ?2"
static const char around_sql[] =
  "SELECT coalesce (t.name, '') || coalesce (v.name, ''),"
  "       coalesce ((SELECT name FROM person WHERE id = p.guardian_id), p.guardian_name)"
  "         || iif (p.guardian_relation <> '', ' (' || p.guardian_relation || ')', ''),"
  "       coalesce ((SELECT group_concat (c.name || ' ' || k.from_date || '–' || coalesce (k.to_date, ''), '、')"
  "                   FROM (SELECT * FROM person_category WHERE person_id = p.id ORDER BY category_id, from_date) k"
  "                   JOIN category c ON c.id = k.category_id), ''),"
  "       coalesce (h.register_number, ''), coalesce ((SELECT name FROM person WHERE id = h.head_id), ''),"
  "       (SELECT count(*) FROM person WHERE household_id = p.household_id),"
  "       (SELECT coalesce (sum (e.amount_fen), 0) FROM " LINES " WHERE e.state IN ('listed', 'submitted', 'approved')),"
  "       (SELECT coalesce (sum (m.amount_fen), 0) FROM " LINES " JOIN payment m ON m.entitlement_id = e.id WHERE m.state = 'paid'),"
  "       coalesce ((SELECT date (max (made_at), 'localtime') FROM change"
  "                   WHERE action GLOB 'person-*' AND action <> 'person-reveal' AND json_extract (arguments, '$[0]') = CAST (p.id AS TEXT)), ''),"
  "       coalesce ((SELECT date (max (s.imported_at), 'localtime') FROM entitlement e JOIN source_file s ON s.id = e.source_file_id"
  "                   WHERE e.person_id = p.id), '')"
  "  FROM person p JOIN household h ON h.id = p.household_id LEFT JOIN division t ON t.id = p.town_id"
  "  LEFT JOIN division v ON v.id = p.village_id WHERE p.id = ?1";

enum { PLACE, GUARDIAN, CATEGORIES, REGISTER_NUMBER, HEAD, MEMBERS, DUE, PAID, EDITED, LISTED, N_AROUND };

/* One of the two. */
typedef struct
{
  SnPerson  *person;
  char      *around[N_AROUND];
  GPtrArray *accounts; /* SnOtherAccount */
} Side;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->person, sn_person_free);
  g_clear_pointer (&side->accounts, g_ptr_array_unref);
  for (int i = 0; i < N_AROUND; i++)
    g_clear_pointer (&side->around[i], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, clear_side)

void
sn_compared_field_free (SnComparedField *field)
{
  if (field == NULL)
    return;
  g_free (field->first);
  g_free (field->second);
  g_free (field);
}

static gboolean
read_side (SnConnection *connection, gint64 person_id, gint64 campaign_id, Side *side, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) around = NULL;

  side->person = sn_person_lookup (connection, person_id, error);
  side->accounts = side->person != NULL ? sn_other_account_list (connection, person_id, error) : NULL;
  around = side->accounts != NULL ? sn_connection_query (connection, error, around_sql, SN_INT (person_id), SN_INT (campaign_id)) : NULL;
  if (around == NULL)
    return FALSE;
  if (!sn_statement_step (around, &step_error))
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  for (int i = 0; i < N_AROUND; i++)
    side->around[i] = i == DUE || i == PAID ? sn_money_format (sn_statement_get_int64 (around, i))
                                            : g_strdup (sn_statement_get_text (around, i));
  return TRUE;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* @take_first and @take_second as they are shown */
static SnComparedField *
add_row (GPtrArray *rows, const char *key, const char *word, const char *merge_field, char *take_first, char *take_second)
{
  SnComparedField *row = g_new0 (SnComparedField, 1);

  row->key = key;
  row->word = word;
  row->merge_field = merge_field;
  row->first = take_first;
  row->second = take_second;
  row->same = strcmp (row->first, row->second) == 0;
  g_ptr_array_add (rows, row);
  return row;
}

static void
add_plain (GPtrArray *rows, const char *key, const char *column, const char *merge_field, const char *first, const char *second)
{
  add_row (rows, key, sn_schema_column_word (column), merge_field, g_strdup (sn_schema_value_word (column, first)),
           g_strdup (sn_schema_value_word (column, second)));
}

/* (transfer full): masked, but for the few places in which the other one differs: else both would look alike */
static char *
mask_beside (const char *number, const char *other)
{
  char *masked = sn_document_number_mask (number);
  guint n_places = 0;

  if (strlen (number) != strlen (other) || strlen (masked) != strlen (number))
    return masked;
  for (gsize i = 0; number[i] != '\0'; i++)
    n_places += number[i] != other[i] ? 1 : 0;
  for (gsize i = 0; n_places <= FEW_PLACES && number[i] != '\0'; i++)
    if (number[i] != other[i])
      masked[i] = number[i];
  return masked;
}

static char *
say_account (const SnPerson *person)
{
  g_autofree char *masked = sn_account_number_mask (person->account_number);
  g_auto (GStrv) parts = g_new0 (char *, 5);
  guint n = 0;

  if (*person->bank_name != '\0')
    parts[n++] = g_strdup (person->bank_name);
  if (*masked != '\0')
    parts[n++] = g_strdup (masked);
  if (*person->account_holder != '\0')
    parts[n++] = g_strdup (person->account_holder);
  if (*person->account_relation != '\0')
    parts[n++] = g_strdup_printf ("(%s)", person->account_relation);
  return g_strjoinv (" ", parts);
}

static char *
say_other_accounts (GPtrArray *accounts, gboolean masked)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < accounts->len; i++)
    {
      const SnOtherAccount *account = g_ptr_array_index (accounts, i);
      g_autofree char *shown = masked ? sn_account_number_mask (account->account_number) : g_strdup (account->account_number);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", shown);
    }
  return g_string_free (text, FALSE);
}

static char *
say_disability (const SnPerson *person)
{
  g_autofree char *masked = sn_document_number_mask (person->disability_certificate);
  const char *kind = person->disability_kind != 0 ? sn_disability_kind_word ((int) person->disability_kind) : "";
  const char *level = person->disability_level != 0 ? sn_disability_level_word ((int) person->disability_level) : "";
  g_autofree char *joined = g_strdup_printf ("%s %s %s", kind, level, masked);

  return g_strdup (g_strstrip (joined));
}

static char *
say_household (const Side *side)
{
  gulong n_members = (gulong) g_ascii_strtoull (side->around[MEMBERS], NULL, 10);
  g_autofree char *members = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu member", "%lu members", n_members), n_members);
  g_autofree char *joined = g_strdup_printf ("%s %s", side->around[REGISTER_NUMBER], side->around[HEAD]);

  /* Translators: the number and the head of a household, and how many members it has */
  return g_strdup_printf (_ ("%s (%s)"), g_strstrip (joined), members);
}

static void
add_numbers (GPtrArray *rows, const SnPerson *first, const SnPerson *second)
{
  SnComparedField *row;

  add_plain (rows, "document_type", "document_type", NULL, first->document_type, second->document_type);
  row = add_row (rows, "document_number", sn_schema_column_word ("document_number"), NULL,
                 mask_beside (first->document_number, second->document_number),
                 mask_beside (second->document_number, first->document_number));
  row->same = strcmp (first->document_number, second->document_number) == 0;
  add_plain (rows, "birth_date", "birth_date", "birth_date", first->birth_date, second->birth_date);
  add_plain (rows, "sex", "sex", "sex", strcmp (first->sex, "unknown") != 0 ? first->sex : "",
             strcmp (second->sex, "unknown") != 0 ? second->sex : "");
  add_plain (rows, "ethnic_group", "ethnic_group", "ethnic_group", first->ethnic_group, second->ethnic_group);
  row = add_row (rows, "phone", sn_schema_column_word ("phone"), "phone", sn_phone_mask (first->phone), sn_phone_mask (second->phone));
  row->same = strcmp (first->phone, second->phone) == 0;
}

static void
add_accounts (GPtrArray *rows, const Side *first, const Side *second)
{
  SnComparedField *row = add_row (rows, "account", _ ("Account"), "account", say_account (first->person), say_account (second->person));
  g_autofree char *first_numbers = say_other_accounts (first->accounts, FALSE);
  g_autofree char *second_numbers = say_other_accounts (second->accounts, FALSE);

  row->same = row->same && strcmp (first->person->account_number, second->person->account_number) == 0;
  row = add_row (rows, "other_accounts", _ ("Other accounts"), NULL, say_other_accounts (first->accounts, TRUE),
                 say_other_accounts (second->accounts, TRUE));
  row->same = strcmp (first_numbers, second_numbers) == 0;
}

static void
add_circumstances (GPtrArray *rows, const Side *first, const Side *second)
{
  SnComparedField *row = add_row (rows, "disability", _ ("Disability"), "disability", say_disability (first->person),
                                  say_disability (second->person));

  row->same = row->same && strcmp (first->person->disability_certificate, second->person->disability_certificate) == 0;
  add_row (rows, "guardian", sn_schema_column_word ("guardian_name"), "guardian", g_strdup (first->around[GUARDIAN]),
           g_strdup (second->around[GUARDIAN]));
  row = add_row (rows, "household", sn_schema_column_word ("household_id"), "household", say_household (first), say_household (second));
  row->same = first->person->household_id == second->person->household_id;
  add_plain (rows, "relation", "relation", NULL, first->person->relation, second->person->relation);
  add_row (rows, "categories", _ ("Categories"), NULL, g_strdup (first->around[CATEGORIES]), g_strdup (second->around[CATEGORIES]));
}

static void
add_work (GPtrArray *rows, const Side *first, const Side *second)
{
  const struct
  {
    const char *key;
    const char *word;
    int         around;
  } works[] = {
    { "due", _ ("Due this campaign (yuan)"), DUE },
    { "paid", _ ("Paid this campaign (yuan)"), PAID },
    { "last_edited", _ ("Last edited by hand"), EDITED },
    { "last_listed", _ ("Last listed in a roster"), LISTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    add_row (rows, works[i].key, works[i].word, NULL, g_strdup (first->around[works[i].around]), g_strdup (second->around[works[i].around]));
}

static GPtrArray *
compare (const Side *left, const Side *right)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_compared_field_free);
  const SnPerson *first = left->person, *second = right->person;

  add_plain (rows, "name", "name", "name", first->name, second->name);
  add_plain (rows, "former_names", "former_names", NULL, first->former_names, second->former_names);
  add_numbers (rows, first, second);
  add_row (rows, "town", sn_schema_column_word ("town_id"), "town", g_strdup (left->around[PLACE]), g_strdup (right->around[PLACE]));
  add_plain (rows, "address", "address", "address", first->address, second->address);
  add_plain (rows, "registered_address", "registered_address", "registered_address", first->registered_address, second->registered_address);
  add_accounts (rows, left, right);
  add_circumstances (rows, left, right);
  add_plain (rows, "died_on", "died_on", "died_on", first->died_on, second->died_on);
  add_plain (rows, "moved_on", "moved_on", "moved_on", first->moved_on, second->moved_on);
  add_work (rows, left, right);
  add_plain (rows, "note", "note", "note", first->note, second->note);
  return rows;
}

GPtrArray *
sn_person_comparison_read (SnConnection *connection, gint64 first_id, gint64 second_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, &local_error);
  gint64 campaign_id = campaign != NULL ? campaign->id : 0;
  g_auto (Side) first = { NULL };
  g_auto (Side) second = { NULL };

  if (campaign == NULL && !g_error_matches (local_error, SN_ERROR, SN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!read_side (connection, first_id, campaign_id, &first, error) || !read_side (connection, second_id, campaign_id, &second, error))
    return NULL;
  return compare (&first, &second);
}
