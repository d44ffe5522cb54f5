/* sn-person-merge.c: two entries that are one person become one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-merge.h"

#include "sn-date.h"
#include "sn-household-private.h"
#include "sn-officer-duties.h"
#include "sn-person-references.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ?1: whose row stays; ?2: whose goes. @empty: when a row says nothing; where the one does not and the other does, it is filled. */
#define TAKE(columns) "UPDATE person SET (" columns ") = (SELECT " columns " FROM person WHERE id = ?2) WHERE id = ?1"
#define FIELD(name, word, columns, empty) \
  { name, word, TAKE (columns), TAKE (columns) " AND (" empty ") AND (SELECT NOT (" empty ") FROM person WHERE id = ?2)" }

static const struct
{
  const char *name;
  const char *word;
  const char *take_sql; /* (nullable): the household has ways of its own */
  const char *fill_sql;
} fields[] = {
  FIELD ("name", N_ ("Name"), "name, name_pinyin, pinyin_key, stroke_key", "0"),
  FIELD ("birth_date", N_ ("Date of birth"), "birth_date", "coalesce (birth_date, '') = ''"),
  FIELD ("sex", N_ ("Sex"), "sex", "sex = 'unknown'"),
  FIELD ("ethnic_group", N_ ("Ethnic group"), "ethnic_group", "ethnic_group = ''"),
  FIELD ("phone", N_ ("Phone"), "phone", "phone = ''"),
  FIELD ("town", N_ ("Town"), "town_id, village_id", "town_id IS NULL"),
  FIELD ("address", N_ ("Address"), "address", "address = ''"),
  FIELD ("registered_address", N_ ("Registered address"), "registered_address", "registered_address = ''"),
  FIELD ("account", N_ ("Account"), "bank_name, account_number, account_holder, account_relation", "account_number = ''"),
  FIELD ("disability", N_ ("Disability certificate"), "disability_certificate, disability_kind, disability_level",
         "disability_certificate = '' AND disability_kind IS NULL"),
  FIELD ("guardian", N_ ("Guardian"), "guardian_id, guardian_name, guardian_relation, guardian_phone",
         "guardian_id IS NULL AND guardian_name = ''"),
  { "household", N_ ("Household"), NULL, NULL },
  FIELD ("died_on", N_ ("Died on"), "died_on", "died_on IS NULL"),
  FIELD ("moved_on", N_ ("Moved away on"), "moved_on", "moved_on IS NULL"),
  FIELD ("note", N_ ("Note"), "note", "note = ''"),
};

const char *const *
sn_person_merge_fields (void)
{
  static const char *names[G_N_ELEMENTS (fields) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    names[i] = fields[i].name;
  return names;
}

const char *
sn_person_merge_field_word (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, field) == 0)
      return _ (fields[i].word);
  return NULL;
}

typedef struct
{
  SnTransaction     *transaction;
  SnConnection      *connection;
  SnPerson          *keep;
  SnPerson          *gone;
  const char *const *take;
} Merge;

static void
clear_merge (Merge *merge)
{
  g_clear_pointer (&merge->keep, sn_person_free);
  g_clear_pointer (&merge->gone, sn_person_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, clear_merge)

static gboolean
takes (const Merge *merge, const char *field)
{
  return merge->take != NULL && g_strv_contains (merge->take, field);
}

/* ── What forbids it ────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_take (const Merge *merge, GError **error)
{
  g_autofree char *known = NULL;

  for (const char *const *field = merge->take; field != NULL && *field != NULL; field++)
    {
      if (sn_person_merge_field_word (*field) != NULL)
        continue;
      known = g_strjoinv (_ (", "), (char **) sn_person_merge_fields ());
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("There is no field “%s” to choose. There are: %s."), *field, known);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_persons (const Merge *merge, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) apart =
    sn_connection_query (merge->connection, error,
                         "SELECT o.name, a.reason FROM person_apart a JOIN officer o ON o.id = a.officer_id"
                         " WHERE a.first_id = ?1 AND a.second_id = ?2",
                         SN_INT (MIN (merge->keep->id, merge->gone->id)), SN_INT (MAX (merge->keep->id, merge->gone->id)));

  if (apart == NULL)
    return FALSE;
  if (merge->keep->guardian_id == merge->gone->id || merge->gone->guardian_id == merge->keep->id)
    step_error = g_error_new (SN_ERROR, SN_ERROR_REFUSED,
                              _ ("%s and %s are not one person: one is the guardian of the other. Correct the guardian first."),
                              merge->keep->name, merge->gone->name);
  else if (sn_statement_step (apart, &step_error))
    step_error = g_error_new (SN_ERROR, SN_ERROR_REFUSED,
                              _ ("%s said that %s and %s are two people. Take that word back first, if it was wrong."),
                              sn_statement_get_text (apart, 0), merge->keep->name, merge->gone->name);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Nobody is the guardian of a guardian of theirs, also where it takes two entries to come to that. */
static gboolean
check_guardian (const Merge *merge, GError **error)
{
  gint64 guardian_id = takes (merge, "guardian") || merge->keep->guardian_id == 0 ? merge->gone->guardian_id : merge->keep->guardian_id;
  gint64 ward_of = 0;

  if (guardian_id == 0)
    return TRUE;
  if (!sn_connection_get_int64 (merge->connection, &ward_of, error, "SELECT coalesce (guardian_id, 0) FROM person WHERE id = ?1",
                                SN_INT (guardian_id)))
    return FALSE;
  if (ward_of != merge->keep->id && ward_of != merge->gone->id)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("As one person, %s would be the guardian of somebody who is the guardian as well. Correct one of the guardians first."),
               merge->keep->name);
  return FALSE;
}

/* A resident number says when its holder was born, and the sex. */
static gboolean
check_origin (const Merge *merge, GError **error)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = "unknown", [SN_SEX_MALE] = "male", [SN_SEX_FEMALE] = "female" };
  const char *number = merge->keep->document_number;
  char said_birth[11] = "";
  GDate birth;

  if (strcmp (merge->keep->document_type, "resident") != 0 || strlen (number) != SN_RESIDENT_ID_LENGTH)
    return TRUE;
  g_date_clear (&birth, 1);
  sn_resident_id_get_birth_date (number, &birth);
  if (g_date_valid (&birth))
    sn_date_to_iso (&birth, said_birth);
  if (takes (merge, "birth_date") && *said_birth != '\0' && strcmp (said_birth, merge->gone->birth_date) != 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("The number that stays says born on %s, so no other date can stay. Keep the entry whose number is right."), said_birth);
  else if (takes (merge, "sex") && strcmp (sexes[sn_resident_id_get_sex (number)], merge->gone->sex) != 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("The number that stays says the other sex. Keep the entry whose number is right."));
  else
    return TRUE;
  return FALSE;
}

/* ── The household ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_alone (const Merge *merge, const SnPerson *person, gboolean *alone, GError **error)
{
  gint64 n_members = 0;

  if (!sn_connection_get_int64 (merge->connection, &n_members, error, "SELECT count(*) FROM person WHERE household_id = ?1",
                                SN_INT (person->household_id)))
    return FALSE;
  *alone = n_members == 1;
  return TRUE;
}

/* Who leaves a household that others stay in must not be its head: who comes after is for an officer to say. */
static gboolean
check_leaving (const Merge *merge, const SnPerson *leaving, GError **error)
{
  gint64 heads_others = 0;

  if (!sn_connection_get_int64 (merge->connection, &heads_others, error,
                                "SELECT 1 FROM household h WHERE h.id = ?1 AND h.head_id = ?2"
                                " AND EXISTS (SELECT 1 FROM person WHERE household_id = h.id AND id <> ?2)",
                                SN_INT (leaving->household_id), SN_INT (leaving->id)))
    return FALSE;
  if (!heads_others)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("%s is the head of a household in which others stay. Name another head there first, or let that household be the one that stays."),
               leaving->name);
  return FALSE;
}

static gboolean
move_person (const Merge *merge, const SnPerson *person, gint64 household_id, GError **error)
{
  g_autoptr (GArray) person_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  SnHouseholdMove move = { person_ids, household_id, 0 };

  g_array_append_val (person_ids, person->id);
  return check_leaving (merge, person, error) && sn_household_move_people (merge->transaction, &move, error);
}

static gboolean
set_relation (const Merge *merge, const char *relation, GError **error)
{
  return sn_connection_run (merge->connection, error, "UPDATE person SET relation = ?2 WHERE id = ?1", SN_INT (merge->keep->id),
                            SN_TEXT (relation));
}

static gboolean
join_households (const Merge *merge, GError **error)
{
  gint64 keep_home = merge->keep->household_id, gone_home = merge->gone->household_id, gone_heads = 0, keep_heads = 0;
  gboolean keep_alone, gone_alone;

  if (!is_alone (merge, merge->keep, &keep_alone, error) || !is_alone (merge, merge->gone, &gone_alone, error) ||
      !sn_connection_get_int64 (merge->connection, &gone_heads, error, "SELECT 1 FROM household WHERE id = ?1 AND head_id = ?2",
                                SN_INT (gone_home), SN_INT (merge->gone->id)) ||
      !sn_connection_get_int64 (merge->connection, &keep_heads, error, "SELECT 1 FROM household WHERE id = ?1 AND head_id = ?2",
                                SN_INT (keep_home), SN_INT (merge->keep->id)))
    return FALSE;
  if (keep_home == gone_home)
    return keep_heads || !(gone_heads || takes (merge, "household") || *merge->keep->relation == '\0') ||
           set_relation (merge, merge->gone->relation, error);
  if (takes (merge, "household") || (keep_alone && !gone_alone))
    return move_person (merge, merge->keep, gone_home, error) && set_relation (merge, merge->gone->relation, error);
  return move_person (merge, merge->gone, keep_home, error);
}

/* ── The fields ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The account of @source, which is not the one that stays, is not lost. */
static gboolean
note_account (const Merge *merge, const SnPerson *source, const char *standing_number, GError **error)
{
  if (*source->account_number == '\0' || strcmp (source->account_number, standing_number) == 0)
    return TRUE;
  return sn_connection_run (merge->connection, error,
                            "INSERT INTO other_account (id, person_id, bank_name, account_number, account_holder, account_relation)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (person_id, account_number) DO NOTHING",
                            SN_INT (sn_transaction_next_id (merge->transaction, "other_account")), SN_INT (merge->keep->id),
                            SN_TEXT (source->bank_name), SN_TEXT (source->account_number), SN_TEXT (source->account_holder),
                            SN_TEXT (source->account_relation));
}

static gboolean
merge_accounts (const Merge *merge, GError **error)
{
  gboolean takes_gone = takes (merge, "account") || *merge->keep->account_number == '\0';
  const char *standing = takes_gone ? merge->gone->account_number : merge->keep->account_number;

  return note_account (merge, merge->keep, standing, error) && note_account (merge, merge->gone, standing, error);
}

static void
add_name (GPtrArray *names, const char *name, const char *standing)
{
  if (*name != '\0' && strcmp (name, standing) != 0 && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

/* The names by which either was known, that are not the one that stays. */
static gboolean
merge_names (const Merge *merge, GError **error)
{
  const char *standing = takes (merge, "name") ? merge->gone->name : merge->keep->name;
  g_auto (GStrv) of_keep = g_strsplit (merge->keep->former_names, "、", -1);
  g_auto (GStrv) of_gone = g_strsplit (merge->gone->former_names, "、", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (char **name = of_keep; *name != NULL; name++)
    add_name (names, *name, standing);
  for (char **name = of_gone; *name != NULL; name++)
    add_name (names, *name, standing);
  add_name (names, merge->keep->name, standing);
  add_name (names, merge->gone->name, standing);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv ("、", (char **) names->pdata);
  return sn_connection_run (merge->connection, error, "UPDATE person SET former_names = ?2 WHERE id = ?1", SN_INT (merge->keep->id),
                            SN_TEXT (joined));
}

static gboolean
merge_fields (const Merge *merge, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].take_sql != NULL &&
        !sn_connection_run (merge->connection, error, takes (merge, fields[i].name) ? fields[i].take_sql : fields[i].fill_sql,
                            SN_INT (merge->keep->id), SN_INT (merge->gone->id)))
      return FALSE;
  return merge_accounts (merge, error) && merge_names (merge, error);
}

static void
describe (const Merge *merge)
{
  g_autofree char *keep_text = g_strdup_printf ("%" G_GINT64_FORMAT, merge->keep->id);
  g_autofree char *gone_text = g_strdup_printf ("%" G_GINT64_FORMAT, merge->gone->id);

  sn_transaction_describe (merge->transaction, "person-merge", keep_text, gone_text, NULL);
}

guint
sn_person_merge_propose (const SnPerson *const persons[2], const guint n_benefits[2])
{
  const gboolean by_reason[] = { *persons[0]->document_reason != '\0', *persons[1]->document_reason != '\0' };

  if (by_reason[0] != by_reason[1])
    return by_reason[0] ? 1 : 0;
  return n_benefits[1] > n_benefits[0] ? 1 : 0;
}

gboolean
sn_person_merge (SnTransaction *transaction, gint64 keep_id, gint64 gone_id, const char *const *take, GError **error)
{
  g_auto (Merge) merge = { transaction, sn_transaction_get_connection (transaction), NULL, NULL, take };

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (keep_id == gone_id)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("This is one entry, not two. Choose two different ones."));
      return FALSE;
    }
  merge.keep = sn_person_lookup (merge.connection, keep_id, error);
  merge.gone = merge.keep != NULL ? sn_person_lookup (merge.connection, gone_id, error) : NULL;
  if (merge.gone == NULL || !check_take (&merge, error) || !check_persons (&merge, error) || !check_guardian (&merge, error) ||
      !check_origin (&merge, error))
    return FALSE;
  describe (&merge);
  return merge_fields (&merge, error) && join_households (&merge, error) &&
         sn_person_note_document (transaction, keep_id, gone_id, error) &&
         sn_person_move_references (transaction, keep_id, gone_id, error) &&
         sn_connection_run (merge.connection, error, "DELETE FROM person WHERE id = ?1", SN_INT (gone_id));
}
