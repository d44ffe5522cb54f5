/* sn-admission-match.c: who the rows of a roster are, and what the registry and the roster hold of them already.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-person.h"

#include <string.h>

/* Up to so many rows the lines that stand are asked for by person; beyond it the program's lines are read as a whole. */
#define FEW_ROWS 2000

/* A row and the id that its document gives. */
typedef struct
{
  gint64 id;
  guint  row;
} Reference;

static int
compare_references (gconstpointer a, gconstpointer b)
{
  const Reference *first = a;
  const Reference *second = b;

  if (first->id != second->id)
    return first->id < second->id ? -1 : 1;
  return (first->row > second->row) - (first->row < second->row);
}

const char *
sn_admission_get_document_type (const SnRosterRow *row)
{
  return row->document_type != NULL && *row->document_type != '\0' ? row->document_type : "resident";
}

static GArray *
collect_references (AdmissionWork *work)
{
  GArray *references = g_array_sized_new (FALSE, FALSE, sizeof (Reference), work->rows->len);

  for (guint i = 0; i < work->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (work->admission->rows, i);
      Reference reference = { 0, i };

      /* A row without document or name was rejected while reading; one that was not stays without a person. */
      if (row->rejected || row->document_number == NULL || *row->document_number == '\0' || row->name == NULL ||
          *row->name == '\0')
        continue;
      reference.id = sn_person_id_for_document (sn_admission_get_document_type (row), row->document_number);
      g_array_append_val (references, reference);
    }
  g_array_sort (references, compare_references);
  return references;
}

static void
collect_persons (AdmissionWork *work, GArray *references)
{
  guint n_persons = 0;

  for (guint i = 0; i < references->len; i++)
    n_persons += i == 0 || g_array_index (references, Reference, i).id != g_array_index (references, Reference, i - 1).id;
  /* Sized at once: pointers to its elements are kept. */
  g_array_set_size (work->persons, n_persons);
  n_persons = 0;
  for (guint i = 0; i < references->len; i++)
    {
      const Reference *reference = &g_array_index (references, Reference, i);
      AdmissionPerson *person;

      if (i == 0 || reference->id != (reference - 1)->id)
        {
          person = &g_array_index (work->persons, AdmissionPerson, n_persons++);
          person->id = reference->id;
          person->row = g_ptr_array_index (work->admission->rows, reference->row);
        }
      else
        g_array_index (work->persons, AdmissionPerson, n_persons - 1).is_named_again = TRUE;
      g_array_index (work->rows, AdmissionRow, reference->row).person = &g_array_index (work->persons, AdmissionPerson, n_persons - 1);
    }
}

static gint64
get_document_id (const AdmissionPerson *person)
{
  return person->details != NULL && person->details->document_id != 0 ? person->details->document_id : person->id;
}

static AdmissionPerson *
find_by_document_id (AdmissionWork *work, gint64 document_id)
{
  guint low = 0, high = work->persons->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, middle);
      gint64 found = get_document_id (person);

      if (found == document_id)
        return person;
      if (found < document_id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

AdmissionPerson *
sn_admission_find_person (AdmissionWork *work, gint64 person_id)
{
  AdmissionPerson *person = g_hash_table_lookup (work->elsewhere, &person_id);

  if (person == NULL)
    person = find_by_document_id (work, person_id);
  return person != NULL && person->id == person_id ? person : NULL;
}

AdmissionPerson *
sn_admission_find_document (AdmissionWork *work, const char *document_number)
{
  static const char *const types[] = { "resident", "permit", "passport", "other" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      AdmissionPerson *person = sn_admission_find_person (work, sn_person_id_for_document (types[i], document_number));

      if (person != NULL && strcmp (person->row->document_number, document_number) == 0)
        return person;
    }
  return NULL;
}

AdmissionHousehold *
sn_admission_take_household (AdmissionWork *work, gint64 household_id)
{
  AdmissionHousehold *household = household_id != 0 ? g_hash_table_lookup (work->households_by_id, &household_id) : NULL;

  if (household != NULL)
    return household;
  household = g_new0 (AdmissionHousehold, 1);
  household->id = household_id;
  household->exists = household_id != 0;
  household->register_number = "";
  g_ptr_array_add (work->households, household);
  if (household->exists)
    g_hash_table_insert (work->households_by_id, &household->id, household);
  return household;
}

/* ── The registry ───────────────────────────────────────────────────────────────────────────────────────────────── */

static const char person_sql[] =
  "SELECT id, document_type, document_number, name, coalesce (birth_date, ''), sex, phone, address, relation, bank_name,"
  "       account_number, account_holder, coalesce (town_id, 0), coalesce (village_id, 0), household_id, ethnic_group,"
  "       disability_certificate, coalesce (disability_kind, 0), coalesce (disability_level, 0),"
  "       coalesce (died_on, ''), coalesce (moved_on, ''), registered_address FROM person"
  " WHERE id = ?1";
static const char held_sql[] =
  "SELECT category_id, from_date, coalesce (to_date, '') FROM person_category WHERE person_id = ?1 ORDER BY id";

typedef struct
{
  SnStatement *person;
  SnStatement *held;
  SnStatement *other_document; /* (nullable): nobody is known by another document */
} Lookups;

static void
clear_lookups (Lookups *lookups)
{
  g_clear_pointer (&lookups->person, sn_statement_free);
  g_clear_pointer (&lookups->held, sn_statement_free);
  g_clear_pointer (&lookups->other_document, sn_statement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lookups, clear_lookups)

static const char *
keep_text (AdmissionWork *work, SnStatement *statement, int column)
{
  const char *text = sn_statement_get_text (statement, column);

  return *text != '\0' ? g_string_chunk_insert (work->texts, text) : "";
}

static SnSex
parse_sex (const char *text)
{
  if (strcmp (text, "male") == 0)
    return SN_SEX_MALE;
  return strcmp (text, "female") == 0 ? SN_SEX_FEMALE : SN_SEX_UNKNOWN;
}

static void
take_known (AdmissionWork *work, AdmissionPerson *person, SnStatement *known)
{
  gint64 id = sn_statement_get_int64 (known, 0);

  person->details = g_new0 (AdmissionDetails, 1);
  person->details->document_id = id != person->id ? person->id : 0;
  person->id = id;
  person->exists = TRUE;
  person->details->known_number = keep_text (work, known, 2);
  person->details->name = keep_text (work, known, 3);
  person->details->birth_date = keep_text (work, known, 4);
  person->details->sex = parse_sex (sn_statement_get_text (known, 5));
  person->details->phone = keep_text (work, known, 6);
  person->details->address = keep_text (work, known, 7);
  person->details->relation = keep_text (work, known, 8);
  person->details->bank_name = keep_text (work, known, 9);
  person->details->account_number = keep_text (work, known, 10);
  person->details->account_holder = keep_text (work, known, 11);
  person->details->town_id = sn_statement_get_int64 (known, 12);
  person->details->village_id = sn_statement_get_int64 (known, 13);
  person->household = sn_admission_take_household (work, sn_statement_get_int64 (known, 14));
  person->details->ethnic_group = g_intern_string (sn_statement_get_text (known, 15));
  person->details->disability_certificate = keep_text (work, known, 16);
  person->details->disability_kind = (guint8) sn_statement_get_int64 (known, 17);
  person->details->disability_level = (guint8) sn_statement_get_int64 (known, 18);
  person->details->died_on = keep_text (work, known, 19);
  person->details->moved_on = keep_text (work, known, 20);
  person->details->registered_address = keep_text (work, known, 21);
}

/* Somebody who is known by that number too: an earlier document, or that of an entry that was merged. */
static gboolean
find_other_document (Lookups *lookups, const char *type, const char *number, gint64 *person_id, GError **error)
{
  if (lookups->other_document == NULL)
    return FALSE;
  sn_statement_rebind (lookups->other_document, SN_TEXT (number), SN_TEXT (type));
  if (!sn_statement_step (lookups->other_document, error))
    return FALSE;
  *person_id = sn_statement_get_int64 (lookups->other_document, 0);
  return TRUE;
}

/* The id is made of the document, so it tells; only where two documents hash alike the second has another one. */
static gboolean
look_up_person (AdmissionWork *work, AdmissionPerson *person, Lookups *lookups, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  const char *type = sn_admission_get_document_type (person->row);
  const char *number = person->row->document_number;
  gint64 other_id = 0;
  gboolean found;

  sn_statement_rebind (lookups->person, SN_INT (person->id));
  found = sn_statement_step (lookups->person, &step_error);
  if (found && (strcmp (sn_statement_get_text (lookups->person, 2), number) != 0 ||
                strcmp (sn_statement_get_text (lookups->person, 1), type) != 0))
    {
      if (!sn_person_find_by_document (work->connection, type, number, &other_id, error))
        return FALSE;
      sn_statement_rebind (lookups->person, SN_INT (other_id));
      found = other_id != 0 && sn_statement_step (lookups->person, &step_error);
    }
  if (!found && step_error == NULL && find_other_document (lookups, type, number, &other_id, &step_error))
    {
      sn_statement_rebind (lookups->person, SN_INT (other_id));
      found = sn_statement_step (lookups->person, &step_error);
    }
  if (found)
    take_known (work, person, lookups->person);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

void
sn_admission_add_held (AdmissionWork *work, AdmissionPerson *person, AdmissionHeld held)
{
  held.next = person->first_held;
  g_array_append_val (work->held, held);
  person->first_held = work->held->len;
}

gboolean
sn_admission_holds (AdmissionWork *work, const AdmissionPerson *person, gint64 category_id, const char *day)
{
  const AdmissionHeld *held;

  for (guint i = person->first_held; i > 0; i = held->next)
    {
      held = &g_array_index (work->held, AdmissionHeld, i - 1);
      if (held->category_id == category_id && strcmp (held->from_date, day) <= 0 &&
          (*held->to_date == '\0' || strcmp (held->to_date, day) >= 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
look_up_held (AdmissionWork *work, AdmissionPerson *person, Lookups *lookups, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  sn_statement_rebind (lookups->held, SN_INT (person->id));
  while (sn_statement_step (lookups->held, &step_error))
    sn_admission_add_held (work, person, (AdmissionHeld){ .category_id = sn_statement_get_int64 (lookups->held, 0),
                                                          .from_date = keep_text (work, lookups->held, 1),
                                                          .to_date = keep_text (work, lookups->held, 2) });
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
look_up_persons (AdmissionWork *work, GError **error)
{
  g_auto (Lookups) lookups = { sn_connection_query (work->connection, error, person_sql, SN_NULL), NULL, NULL };
  gint64 has_others = 0;

  if (lookups.person == NULL ||
      !sn_connection_get_int64 (work->connection, &has_others, error, "SELECT 1 FROM other_document LIMIT 1"))
    return FALSE;
  if (has_others != 0)
    {
      lookups.other_document =
        sn_connection_query (work->connection, error,
                             "SELECT person_id FROM other_document WHERE document_number = ?1 AND document_type = ?2", SN_NULL, SN_NULL);
      if (lookups.other_document == NULL)
        return FALSE;
    }
  lookups.held = sn_connection_query (work->connection, error, held_sql, SN_NULL);
  if (lookups.held == NULL)
    return FALSE;
  for (guint i = 0; i < work->persons->len; i++)
    {
      AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);

      if (!look_up_person (work, person, &lookups, error) ||
          (person->exists && !look_up_held (work, person, &lookups, error)) ||
          !sn_admission_tick (work, i, work->persons->len, 0.0, 0.15, error))
        return FALSE;
    }
  return TRUE;
}

/* ── Lines that stand ───────────────────────────────────────────────────────────────────────────────────────────── */

#define LINE_COLUMNS \
  "SELECT person_id, coalesce (household_id, 0), rate_id, coalesce (town_id, 0), amount_fen, id, state FROM entitlement "

static const char lines_of_program_sql[] = LINE_COLUMNS "WHERE program_id = ?1 AND state <> 'withdrawn'";
static const char lines_of_persons_sql[] = LINE_COLUMNS
  "WHERE program_id = ?1 AND state <> 'withdrawn' AND person_id IN (SELECT value FROM json_each (?2))"
  " UNION SELECT person_id, coalesce (household_id, 0), rate_id, coalesce (town_id, 0), amount_fen, id, state FROM entitlement"
  " WHERE program_id = ?1 AND state <> 'withdrawn' AND household_id IN (SELECT value FROM json_each (?3))";

void
sn_admission_add_line (AdmissionWork *work, AdmissionLine line, AdmissionPerson *person, AdmissionHousehold *household)
{
  guint number = work->lines->len + 1;

  line.next_of_person = person != NULL ? person->first_line : 0;
  line.next_of_household = household != NULL ? household->first_line : 0;
  g_array_append_val (work->lines, line);
  if (person != NULL)
    person->first_line = number;
  if (household != NULL)
    household->first_line = number;
}

static gboolean
read_lines (AdmissionWork *work, SnStatement *statement, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  while (sn_statement_step (statement, &step_error))
    {
      gint64 household_id = sn_statement_get_int64 (statement, 1);
      AdmissionPerson *person = sn_admission_find_person (work, sn_statement_get_int64 (statement, 0));
      AdmissionHousehold *household =
        household_id != 0 ? g_hash_table_lookup (work->households_by_id, &household_id) : NULL;

      if (person == NULL && household == NULL)
        continue;
      sn_admission_add_line (work,
                             (AdmissionLine){ .id = sn_statement_get_int64 (statement, 5),
                                              .person_id = sn_statement_get_int64 (statement, 0),
                                              .per_household = household_id != 0,
                                              .rate_id = sn_statement_get_int64 (statement, 2),
                                              .town_id = sn_statement_get_int64 (statement, 3),
                                              .amount_fen = sn_statement_get_int64 (statement, 4),
                                              .state = g_intern_string (sn_statement_get_text (statement, 6)) },
                             person, household);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static void
append_id (GString *json, gint64 id)
{
  g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", id);
}

static gboolean
match_lines (AdmissionWork *work, GError **error)
{
  g_autoptr (GString) persons = g_string_new ("[");
  g_autoptr (GString) households = g_string_new ("[");
  g_autoptr (SnStatement) statement = NULL;

  if (work->rows->len > FEW_ROWS)
    {
      statement = sn_connection_query (work->connection, error, lines_of_program_sql, SN_INT (work->program->id));
      return statement != NULL && read_lines (work, statement, error);
    }
  for (guint i = 0; i < work->persons->len; i++)
    if (g_array_index (work->persons, AdmissionPerson, i).exists)
      append_id (persons, g_array_index (work->persons, AdmissionPerson, i).id);
  for (guint i = 0; i < work->households->len; i++)
    if (((AdmissionHousehold *) g_ptr_array_index (work->households, i))->exists)
      append_id (households, ((AdmissionHousehold *) g_ptr_array_index (work->households, i))->id);
  g_string_append_c (persons, ']');
  g_string_append_c (households, ']');
  statement = sn_connection_query (work->connection, error, lines_of_persons_sql, SN_INT (work->program->id),
                                   SN_TEXT (persons->str), SN_TEXT (households->str));
  return statement != NULL && read_lines (work, statement, error);
}

static gboolean
registry_is_empty (AdmissionWork *work, gboolean *is_empty, GError **error)
{
  gint64 found = 0;

  if (!sn_connection_get_int64 (work->connection, &found, error, "SELECT 1 FROM person LIMIT 1"))
    return FALSE;
  *is_empty = found == 0;
  return TRUE;
}

/* Who is known by another document may be in the roster by that one too, or by a third. */
static void
join_documents (AdmissionWork *work)
{
  for (guint i = 0; i < work->persons->len; i++)
    {
      AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);
      AdmissionPerson *same;

      if (person->details == NULL || person->details->document_id == 0)
        continue;
      same = sn_admission_find_person (work, person->id);
      if (same == NULL)
        g_hash_table_insert (work->elsewhere, &person->id, person);
      else
        {
          person->details->same_as = same;
          same->is_named_again = TRUE;
        }
    }
  for (guint i = 0; i < work->rows->len; i++)
    {
      AdmissionRow *row = &g_array_index (work->rows, AdmissionRow, i);

      if (row->person != NULL && row->person->details != NULL && row->person->details->same_as != NULL)
        row->person = row->person->details->same_as;
    }
}

gboolean
sn_admission_match (AdmissionWork *work, GError **error)
{
  g_autoptr (GArray) references = collect_references (work);
  gboolean is_empty;

  collect_persons (work, references);
  if (!registry_is_empty (work, &is_empty, error) || (!is_empty && !look_up_persons (work, error)))
    return FALSE;
  join_documents (work);
  return sn_admission_match_households (work, error) && (is_empty || work->program == NULL || match_lines (work, error));
}
