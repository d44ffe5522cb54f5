/* sn-household-change.c: households that come together, part, and change who stands for them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-private.h"

#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static const char *const kinds[] = { "family", "collective", "institution", NULL };

static void
describe (SnTransaction *transaction, const char *action, gint64 first, gint64 second)
{
  g_autofree char *first_text = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autofree char *second_text = second != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, second) : NULL;

  sn_transaction_describe (transaction, action, first_text, second_text, NULL);
}

static gboolean
contains_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
is_anybody (GArray *person_ids, GError **error)
{
  if (person_ids->len > 0)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Nobody is chosen. Choose who belongs to the household."));
  return FALSE;
}

/* (transfer full): the household that @household_id stands for */
static SnHousehold *
look_up (SnConnection *connection, gint64 household_id, GError **error)
{
  gint64 standing_id;

  return sn_household_resolve (connection, household_id, &standing_id, error) ? sn_household_lookup (connection, standing_id, error) : NULL;
}

/* ── Relations and head ─────────────────────────────────────────────────────────────────────────────────────────── */

/* What is said of people who are no member of @household_id is about another one. */
static gboolean
set_relations (SnConnection *connection, gint64 household_id, GArray *relations, GError **error)
{
  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const SnHouseholdRelation *relation = &g_array_index (relations, SnHouseholdRelation, i);
      g_autofree char *text = sn_text_clean (relation->relation != NULL ? relation->relation : "");

      if (!sn_connection_run (connection, error,
                              "UPDATE person SET relation = ?3 WHERE id = ?2 AND household_id = ?1"
                              " AND id IS NOT (SELECT head_id FROM household WHERE id = ?1)",
                              SN_INT (household_id), SN_INT (relation->person_id), SN_TEXT (text)))
        return FALSE;
    }
  return TRUE;
}

gboolean
sn_household_change_head (SnTransaction *transaction, gint64 household_id, gint64 head_id, GArray *relations, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnHousehold) household = look_up (connection, household_id, error);
  g_autoptr (SnPerson) head = household != NULL ? sn_household_look_up_member (connection, household->id, head_id, error) : NULL;
  gint64 former_id;

  if (head == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !sn_household_find_payee (connection, household->id, 0, &former_id, error))
    return FALSE;
  if (household->head_id == head_id && relations == NULL)
    return TRUE;
  describe (transaction, "household-head", household->id, head_id);
  return (household->head_id == head_id || sn_household_set_head (connection, household->id, head_id, error)) &&
         set_relations (connection, household->id, relations, error) &&
         sn_household_follow_payee (connection, household->id, former_id, error);
}

gboolean
sn_household_set_payee (SnTransaction *transaction, gint64 household_id, gint64 payee_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnHousehold) household = look_up (connection, household_id, error);
  g_autoptr (SnPerson) payee = household != NULL && payee_id != 0 ? sn_household_look_up_member (connection, household->id, payee_id, error) : NULL;
  gint64 former_id;

  if (household == NULL || (payee_id != 0 && payee == NULL) || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !sn_household_find_payee (connection, household->id, 0, &former_id, error))
    return FALSE;
  if (household->payee_id == payee_id)
    return TRUE;
  describe (transaction, "household-payee", household->id, payee_id);
  return sn_connection_run (connection, error, "UPDATE household SET payee_id = ?2 WHERE id = ?1", SN_INT (household->id),
                            SN_INT_OR_NULL (payee_id)) &&
         sn_household_follow_payee (connection, household->id, former_id, error);
}

/* ── What is said of a household ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_place (SnConnection *connection, gint64 town_id, gint64 village_id, GError **error)
{
  gint64 is_town = town_id == 0, is_village = village_id == 0;

  if (!sn_connection_get_int64 (connection, &is_town, error, "SELECT 1 FROM division WHERE id = ?1 AND level = 'town'", SN_INT (town_id)) ||
      !sn_connection_get_int64 (connection, &is_village, error,
                                "SELECT 1 FROM division WHERE id = ?1 AND level = 'village' AND parent_id = ?2", SN_INT (village_id),
                                SN_INT (town_id)))
    return FALSE;
  if (!is_town)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("There is no town or subdistrict with the code %" PRId64 "."), town_id);
  else if (!is_village)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("This village does not belong to the town. Choose one of the town's villages."));
  return is_town && is_village;
}

/* An emptied household that was merged into this one gives its number back. */
static gboolean
free_register_number (SnConnection *connection, const SnHousehold *household, const char *number, GError **error)
{
  gint64 other_id = 0, merged_into = 0;

  if (*number == '\0' ||
      !sn_connection_get_int64 (connection, &other_id, error, "SELECT id FROM household WHERE register_number = ?1 AND id <> ?2",
                                SN_TEXT (number), SN_INT (household->id)))
    return *number == '\0';
  if (other_id == 0)
    return TRUE;
  if (!sn_connection_get_int64 (connection, &merged_into, error, "SELECT merged_into FROM household WHERE id = ?1", SN_INT (other_id)))
    return FALSE;
  if (merged_into == household->id)
    return sn_connection_run (connection, error, "UPDATE household SET register_number = NULL WHERE id = ?1", SN_INT (other_id));
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("Another household has the register number “%s”. Compare both, and merge them where they are one."), number);
  return FALSE;
}

static gboolean
replace (char **field, const char *text)
{
  g_autofree char *clean = text != NULL ? sn_text_clean (text) : NULL;

  if (clean == NULL || strcmp (clean, *field) == 0)
    return FALSE;
  g_free (*field);
  *field = g_steal_pointer (&clean);
  return TRUE;
}

/* Whether anything differs */
static gboolean
take_edit (SnHousehold *household, const SnHouseholdEdit *edit)
{
  gint64 town_id = edit->town_id != 0 ? edit->town_id : household->town_id;
  gint64 village_id = edit->village_id != 0 || edit->town_id != 0 ? edit->village_id : household->village_id;
  gboolean differs = town_id != household->town_id || village_id != household->village_id;

  household->town_id = town_id;
  household->village_id = village_id;
  differs |= replace (&household->kind, edit->kind);
  differs |= replace (&household->register_number, edit->register_number);
  differs |= replace (&household->certificate_kind, edit->certificate_kind);
  differs |= replace (&household->certificate_number, edit->certificate_number);
  return replace (&household->address, edit->address) || differs;
}

static gboolean
write_edit (SnTransaction *transaction, const SnHousehold *household, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  if (!g_strv_contains (kinds, household->kind))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("A household is “family”, “collective” or “institution”, not “%s”."),
                   household->kind);
      return FALSE;
    }
  return check_place (connection, household->town_id, household->village_id, error) &&
         free_register_number (connection, household, household->register_number, error) &&
         sn_connection_run (connection, error,
                            "UPDATE household SET kind = ?2, register_number = nullif (?3, ''), certificate_kind = ?4,"
                            " certificate_number = ?5, address = ?6, town_id = ?7, village_id = ?8 WHERE id = ?1",
                            SN_INT (household->id), SN_TEXT (household->kind), SN_TEXT (household->register_number),
                            SN_TEXT (household->certificate_kind), SN_TEXT (household->certificate_number), SN_TEXT (household->address),
                            SN_INT_OR_NULL (household->town_id), SN_INT_OR_NULL (household->village_id));
}

gboolean
sn_household_edit (SnTransaction *transaction, gint64 household_id, const SnHouseholdEdit *edit, GError **error)
{
  g_autoptr (SnHousehold) household = look_up (sn_transaction_get_connection (transaction), household_id, error);

  if (household == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (!take_edit (household, edit))
    return TRUE;
  describe (transaction, "household-edit", household->id, 0);
  return write_edit (transaction, household, error);
}

/* ── Coming together, parting ───────────────────────────────────────────────────────────────────────────────────── */

/* A new household at the place of @like, without members: its head is set once they are in. */
static gboolean
make_household (SnTransaction *transaction, const SnHousehold *like, gint64 *household_id, GError **error)
{
  const SnHousehold draft = { .town_id = like->town_id, .village_id = like->village_id, .address = like->address };

  return sn_household_insert (transaction, &draft, household_id, error);
}

static gboolean
fill_household (SnTransaction *transaction, const SnHouseholdMove *move, gint64 head_id, GArray *relations, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  return sn_household_move_people (transaction, move, error) && sn_household_set_head (connection, move->target_id, head_id, error) &&
         set_relations (connection, move->target_id, relations, error);
}

static void
describe_counted (SnTransaction *transaction, const char *action, gint64 household_id, guint count)
{
  describe (transaction, action, household_id, count);
}

/* The people are in it already: what was absorbed may have brought a number and a place. */
static gboolean
edit_new (SnTransaction *transaction, gint64 household_id, const SnHouseholdEdit *edit, GError **error)
{
  g_autoptr (SnHousehold) household = sn_household_lookup (sn_transaction_get_connection (transaction), household_id, error);

  return household != NULL && (!take_edit (household, edit) || write_edit (transaction, household, error));
}

gboolean
sn_household_create (SnTransaction *transaction, GArray *person_ids, gint64 head_id, GArray *relations, const SnHouseholdEdit *edit,
                     gint64 *household_id, GError **error)
{
  SnHouseholdMove move = { .person_ids = person_ids };
  g_autoptr (SnPerson) head = NULL;
  SnHousehold like = { 0 };

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (!is_anybody (person_ids, error))
    return FALSE;
  if (!contains_id (person_ids, head_id))
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The head must be one of those who are chosen for the household."));
      return FALSE;
    }
  head = sn_person_lookup (sn_transaction_get_connection (transaction), head_id, error);
  if (head == NULL)
    return FALSE;
  like = (SnHousehold){ .town_id = head->town_id, .village_id = head->village_id, .address = head->address };
  if (!make_household (transaction, &like, &move.target_id, error) || !fill_household (transaction, &move, head_id, relations, error) ||
      (edit != NULL && !edit_new (transaction, move.target_id, edit, error)))
    return FALSE;
  describe_counted (transaction, "household-create", move.target_id, person_ids->len);
  if (household_id != NULL)
    *household_id = move.target_id;
  return TRUE;
}

static gboolean
check_split (SnConnection *connection, const SnHousehold *household, GArray *person_ids, gint64 head_id, GError **error)
{
  gint64 n_members = 0;

  if (!is_anybody (person_ids, error))
    return FALSE;
  for (guint i = 0; i < person_ids->len; i++)
    {
      g_autoptr (SnPerson) person = sn_person_lookup (connection, g_array_index (person_ids, gint64, i), error);

      if (person == NULL)
        return FALSE;
      if (person->household_id == household->id)
        continue;
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s does not belong to this household. Choose one of its members."), person->name);
      return FALSE;
    }
  if (!sn_connection_get_int64 (connection, &n_members, error, "SELECT count(*) FROM person WHERE household_id = ?1", SN_INT (household->id)))
    return FALSE;
  if (n_members <= person_ids->len)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("All members would leave. Leave at least one, who keeps the household and what it is due."));
  else if (!contains_id (person_ids, head_id))
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The head of the new household must be one of those who leave."));
  else
    return TRUE;
  return FALSE;
}

gboolean
sn_household_split (SnTransaction *transaction, gint64 household_id, GArray *person_ids, gint64 head_id, gint64 old_head_id, GArray *relations,
                    gint64 *new_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnHousehold) household = look_up (connection, household_id, error);
  SnHouseholdMove move = { .person_ids = person_ids, .old_head_id = old_head_id };

  if (household == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (head_id == 0 && person_ids->len > 0)
    head_id = g_array_index (person_ids, gint64, 0);
  if (!check_split (connection, household, person_ids, head_id, error) ||
      !make_household (transaction, household, &move.target_id, error) ||
      !fill_household (transaction, &move, head_id, relations, error) || !set_relations (connection, household->id, relations, error))
    return FALSE;
  describe_counted (transaction, "household-split", household->id, person_ids->len);
  if (new_id != NULL)
    *new_id = move.target_id;
  return TRUE;
}

gboolean
sn_household_move (SnTransaction *transaction, gint64 person_id, gint64 household_id, const char *relation, gint64 old_head_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnHousehold) household = look_up (connection, household_id, error);
  g_autoptr (SnPerson) person = household != NULL ? sn_person_lookup (connection, person_id, error) : NULL;
  g_autoptr (GArray) person_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) relations = g_array_new (FALSE, FALSE, sizeof (SnHouseholdRelation));
  SnHouseholdMove move = { person_ids, 0, old_head_id };
  SnHouseholdRelation said = { person_id, relation };

  if (person == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (person->household_id == household->id)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s belongs to this household already."), person->name);
      return FALSE;
    }
  move.target_id = household->id;
  g_array_append_val (person_ids, person_id);
  g_array_append_val (relations, said);
  describe (transaction, "household-move", household->id, person_id);
  return sn_household_move_people (transaction, &move, error) &&
         (household->head_id != 0 ? set_relations (connection, household->id, relations, error)
                                  : sn_household_set_head (connection, household->id, person_id, error));
}

/* (transfer full): gint64 */
static GArray *
list_member_ids (SnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) members = sn_household_list_members (connection, household_id, error);
  GArray *ids;

  if (members == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < members->len; i++)
    g_array_append_val (ids, ((const SnPerson *) g_ptr_array_index (members, i))->id);
  return ids;
}

static gboolean
take_over_head (SnConnection *connection, const SnHousehold *keep, const SnHousehold *gone, GError **error)
{
  g_autoptr (SnPerson) head = NULL;

  if (keep->head_id != 0 || gone->head_id == 0)
    return TRUE;
  head = sn_person_lookup (connection, gone->head_id, error);
  return head != NULL && (*head->died_on != '\0' || sn_household_set_head (connection, keep->id, head->id, error));
}

gboolean
sn_household_merge (SnTransaction *transaction, gint64 keep_id, gint64 gone_id, GArray *relations, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnHousehold) keep = look_up (connection, keep_id, error);
  g_autoptr (SnHousehold) gone = keep != NULL ? look_up (connection, gone_id, error) : NULL;
  g_autoptr (GArray) person_ids = gone != NULL ? list_member_ids (connection, gone->id, error) : NULL;
  SnHouseholdMove move = { .person_ids = person_ids };

  if (person_ids == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (keep->id == gone->id)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("This is one household already. Choose two different ones."));
      return FALSE;
    }
  move.target_id = keep->id;
  describe (transaction, "household-merge", keep->id, gone->id);
  /* A household without a member is absorbed by nobody's leaving. */
  if (person_ids->len == 0)
    return sn_household_absorb (transaction, keep->id, gone->id, error);
  return sn_household_move_people (transaction, &move, error) && take_over_head (connection, keep, gone, error) &&
         set_relations (connection, keep->id, relations, error);
}
