/* sn-admission-write.c: what was decided on a roster goes into the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-entitlement-private.h"
#include "sn-money.h"
#include "sn-household.h"
#include "sn-person-category.h"
#include "sn-text.h"

#include <string.h>

/* Some 20,000 journalled rows: what is recorded lies in memory twice while it is stored. */
#define FLUSH_ROWS 5000
/* Below this an index is kept up row by row; above it, when most of a table is new, it is built at the end. */
#define BULK_ROWS 5000

typedef struct
{
  AdmissionWork *work;
  guint          new_persons;
  guint          new_categories; /* of new persons */
  guint          listed;
  guint          changed;       /* lines that stand */
  gboolean       updates;       /* something of the registry changes */
  guint          n_written;     /* of all rows, for the journal and the progress */
  guint          n_to_write;
  GHashTable    *source_files;  /* sheet + 1 → gint64: the row of "source_file" for it */
  SnStatement   *insert_category;
  SnStatement   *insert_line;
  guint          n_shared;      /* households of several */
  AdmissionHomes homes;
} Writing;

static void
clear_writing (Writing *writing)
{
  g_clear_pointer (&writing->insert_category, sn_statement_free);
  g_clear_pointer (&writing->insert_line, sn_statement_free);
  g_clear_pointer (&writing->source_files, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, clear_writing)

static void
count_person (Writing *writing, const AdmissionPerson *person)
{
  const AdmissionHeld *held;

  if (!person->is_used)
    return;
  writing->new_persons += person->exists ? 0 : 1;
  writing->updates |= person->exists && (person->is_changed || person->household->adopts_number);
  for (guint i = person->first_held; i > 0; i = held->next)
    {
      held = &g_array_index (writing->work->held, AdmissionHeld, i - 1);
      writing->new_categories += held->is_new && !person->exists ? 1 : 0;
      writing->updates |= held->is_new;
    }
}

static void
count_work (Writing *writing)
{
  AdmissionWork *work = writing->work;

  for (guint i = 0; work->program != NULL && i < work->rows->len; i++)
    {
      writing->listed += g_array_index (work->rows, AdmissionRow, i).verdict == ADMISSION_LISTED ? 1 : 0;
      writing->changed += g_array_index (work->rows, AdmissionRow, i).verdict == ADMISSION_CHANGED ? 1 : 0;
    }
  for (guint i = 0; i < work->persons->len; i++)
    count_person (writing, &g_array_index (work->persons, AdmissionPerson, i));
  writing->n_to_write = writing->listed + writing->changed + work->persons->len;
}

static gboolean
note_written (Writing *writing, GError **error)
{
  SnTransaction *transaction = writing->work->transaction;

  writing->n_written++;
  /* A part leaves nobody without a household: taking it back alone must leave the file sound. */
  if (writing->n_written % FLUSH_ROWS == 0 &&
      (!sn_admission_homes_write (&writing->homes, transaction, error) || !sn_transaction_flush_journal (transaction, error)))
    return FALSE;
  return sn_admission_tick (writing->work, writing->n_written, MAX (writing->n_to_write, 1), 0.3, 1.0, error);
}

static guint
count_rows_of_sheet (const SnAdmission *admission, guint sheet)
{
  guint rows = 0;

  for (guint i = 0; i < admission->rows->len; i++)
    rows += ((const SnRosterRow *) g_ptr_array_index (admission->rows, i))->sheet == sheet ? 1 : 0;
  return rows;
}

static gboolean
write_source_file (Writing *writing, const SnRosterRow *row, GError **error)
{
  const SnAdmission *admission = writing->work->admission;
  gint64 id = sn_transaction_next_id (writing->work->transaction, "source_file");

  g_hash_table_insert (writing->source_files, GUINT_TO_POINTER (row->sheet + 1), g_memdup2 (&id, sizeof id));
  return sn_connection_run (writing->work->connection, error,
                            "INSERT INTO source_file (id, kind, name, sha256, sheet, rows, imported_at)"
                            " VALUES (?1, 'roster', ?2, ?3, ?4, ?5, ?6)",
                            SN_INT (id), SN_TEXT (admission->file_name),
                            SN_TEXT (admission->file_sha256 != NULL ? admission->file_sha256 : ""),
                            SN_TEXT (is_given (sn_admission_get_sheet (admission, row)) ? sn_admission_get_sheet (admission, row) : ""),
                            SN_INT (count_rows_of_sheet (admission, row->sheet)),
                            SN_TEXT (sn_transaction_get_instant (writing->work->transaction)));
}

/* One for each sheet that rows come from. */
static gboolean
write_source_files (Writing *writing, GError **error)
{
  const SnAdmission *admission = writing->work->admission;
  guint last_sheet = G_MAXUINT;

  writing->source_files = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; writing->work->program != NULL && admission->file_name != NULL && i < admission->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (admission->rows, i);

      if (row->sheet == last_sheet || g_hash_table_contains (writing->source_files, GUINT_TO_POINTER (row->sheet + 1)))
        continue;
      last_sheet = row->sheet;
      if (!write_source_file (writing, row, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
get_source_file (const Writing *writing, const SnRosterRow *row)
{
  const gint64 *id = g_hash_table_lookup (writing->source_files, GUINT_TO_POINTER (row->sheet + 1));

  return id != NULL ? *id : 0;
}

/* Where a category is known from. */
static const char *
get_category_source (const Writing *writing, const AdmissionHeld *held)
{
  const SnAdmission *admission = writing->work->admission;

  if (admission->category != NULL && admission->category->category_id == held->category_id)
    return admission->category->source != NULL ? admission->category->source : "";
  return admission->file_name != NULL ? admission->file_name : "";
}

/* ── Whom the registry knows ────────────────────────────────────────────────────────────────────────────────────── */

static const char *const sexes[] = { [SN_SEX_UNKNOWN] = "unknown", [SN_SEX_MALE] = "male", [SN_SEX_FEMALE] = "female" };

static void
replace_text (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text != NULL ? text : "");
}

static gboolean
update_person (Writing *writing, const AdmissionPerson *person, GError **error)
{
  const AdmissionDetails *details = person->details;
  g_autoptr (SnPerson) known = sn_person_lookup (writing->work->connection, person->id, error);

  if (known == NULL)
    return FALSE;
  replace_text (&known->birth_date, details->birth_date);
  replace_text (&known->sex, sexes[details->sex]);
  replace_text (&known->phone, details->phone);
  replace_text (&known->address, details->address);
  replace_text (&known->registered_address, details->registered_address);
  replace_text (&known->relation, details->relation);
  replace_text (&known->bank_name, details->bank_name);
  replace_text (&known->account_number, details->account_number);
  /* Another holder stands otherwise to the person, and the roster does not say how. */
  if (g_strcmp0 (known->account_holder, details->account_holder) != 0)
    replace_text (&known->account_relation, "");
  replace_text (&known->account_holder, details->account_holder);
  replace_text (&known->ethnic_group, details->ethnic_group);
  replace_text (&known->disability_certificate, details->disability_certificate);
  known->disability_kind = details->disability_kind;
  known->disability_level = details->disability_level;
  known->town_id = details->town_id;
  known->village_id = details->village_id;
  return sn_person_update (writing->work->transaction, known, error);
}

static gboolean
add_categories (Writing *writing, const AdmissionPerson *person, GError **error)
{
  const AdmissionHeld *held;

  for (guint i = person->first_held; i > 0; i = held->next)
    {
      held = &g_array_index (writing->work->held, AdmissionHeld, i - 1);
      if (held->is_new && !sn_person_add_category (writing->work->transaction, person->id, held->category_id, held->from_date,
                                                   get_category_source (writing, held), error))
        return FALSE;
    }
  return TRUE;
}

/* Before the bulk work, for what looks up rows needs the indexes that it takes away. */
static gboolean
write_known (Writing *writing, GError **error)
{
  for (guint i = 0; i < writing->work->persons->len; i++)
    {
      const AdmissionPerson *person = &g_array_index (writing->work->persons, AdmissionPerson, i);

      if (!person->exists || !person->is_used)
        continue;
      if ((person->is_changed && !update_person (writing, person, error)) || !add_categories (writing, person, error) ||
          !note_written (writing, error))
        return FALSE;
    }
  return TRUE;
}

/* ── Whom it does not ───────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
begin_bulk (Writing *writing, GError **error)
{
  const struct
  {
    const char *table;
    guint       rows;
  } tables[] = {
    /* Not "household": a person that comes in settles the household's open reference to its head through that index. */
    { "person", writing->new_persons },
    { "person_category", writing->new_categories },
    { "entitlement", writing->listed },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].rows >= BULK_ROWS &&
        !sn_transaction_begin_bulk (writing->work->transaction, tables[i].table, tables[i].rows, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_home_of_one (const AdmissionHousehold *household)
{
  return household->members == 1 && *household->register_number == '\0';
}

/* One with several members, or with a number, gets its head when all are in: a head that is still to come would make SQLite
 * search all persons at every household until then. */
static gboolean
write_household (Writing *writing, AdmissionPerson *member, GError **error)
{
  AdmissionHousehold *household = member->household;
  AdmissionDetails details;

  if (household->id != 0 || is_home_of_one (household))
    return TRUE;
  sn_admission_get_details (member, &details);
  if (household->head == NULL || !household->head->is_used)
    household->head = member;
  return sn_household_insert (writing->work->transaction,
                              &(SnHousehold){ .register_number = (char *) household->register_number,
                                              .town_id = details.town_id,
                                              .village_id = details.village_id,
                                              .address = (char *) details.address },
                              &household->id, error) &&
         (++writing->n_shared % FLUSH_ROWS != 0 || sn_transaction_flush_journal (writing->work->transaction, error));
}

/* Not sn_person_add_category(): nothing of a new person can overlap, and the index it looks into may be away. */
static gboolean
write_categories (Writing *writing, const AdmissionPerson *person, GError **error)
{
  const AdmissionHeld *held;

  for (guint i = person->first_held; i > 0; i = held->next)
    {
      held = &g_array_index (writing->work->held, AdmissionHeld, i - 1);
      sn_statement_rebind (writing->insert_category,
                           SN_INT (sn_transaction_next_id (writing->work->transaction, "person_category")), SN_INT (person->id),
                           SN_INT (held->category_id), SN_TEXT (held->from_date), SN_TEXT (get_category_source (writing, held)));
      if (!sn_statement_run (writing->insert_category, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_person (Writing *writing, AdmissionPerson *person, GError **error)
{
  AdmissionDetails details;
  SnPerson draft;

  sn_admission_get_details (person, &details);
  draft = (SnPerson){
    .name = (char *) details.name,
    .document_type = (char *) sn_admission_get_document_type (person->row),
    .document_number = person->row->document_number,
    .birth_date = (char *) (is_given (details.birth_date) ? details.birth_date : NULL),
    .sex = (char *) (details.sex != SN_SEX_UNKNOWN ? sexes[details.sex] : NULL),
    .phone = (char *) details.phone,
    .household_id = person->household->id,
    .relation = (char *) details.relation,
    .town_id = details.town_id,
    .village_id = details.village_id,
    .address = (char *) details.address,
    .registered_address = (char *) details.registered_address,
    .bank_name = (char *) details.bank_name,
    .account_number = (char *) details.account_number,
    .account_holder = (char *) details.account_holder,
    .ethnic_group = (char *) details.ethnic_group,
    .disability_certificate = (char *) details.disability_certificate,
    .disability_kind = details.disability_kind,
    .disability_level = details.disability_level,
  };

  return sn_person_insert (writing->work->transaction, &draft, &person->id, error);
}

static gboolean
write_person (Writing *writing, AdmissionPerson *person, GError **error)
{
  if (person->household->id == 0)
    sn_admission_homes_take (&writing->homes, writing->work->transaction, person->household);
  return insert_person (writing, person, error) && write_categories (writing, person, error) && note_written (writing, error);
}

/* In the order of the ids: a table is filled three times faster from its end than in the midst. */
static gboolean
write_new (Writing *writing, GError **error)
{
  static gboolean (*const steps[]) (Writing *, AdmissionPerson *, GError **) = { write_household, write_person };

  for (gsize step = 0; step < G_N_ELEMENTS (steps); step++)
    for (guint i = 0; i < writing->work->persons->len; i++)
      {
        AdmissionPerson *person = &g_array_index (writing->work->persons, AdmissionPerson, i);

        if (!person->exists && person->is_used && !steps[step] (writing, person, error))
          return FALSE;
      }
  return sn_admission_homes_write (&writing->homes, writing->work->transaction, error);
}

static gboolean
write_households (Writing *writing, GError **error)
{
  for (guint i = 0; i < writing->work->households->len; i++)
    {
      const AdmissionHousehold *household = g_ptr_array_index (writing->work->households, i);

      if (household->members == 0 || household->id == 0)
        continue;
      if (household->adopts_number &&
          !sn_connection_run (writing->work->connection, error, "UPDATE household SET register_number = ?2 WHERE id = ?1",
                              SN_INT (household->id), SN_TEXT (household->register_number)))
        return FALSE;
      if (!household->exists && !is_home_of_one (household) &&
          !sn_connection_run (writing->work->connection, error, "UPDATE household SET head_id = ?2 WHERE id = ?1",
                              SN_INT (household->id), SN_INT (household->head->id)))
        return FALSE;
    }
  return TRUE;
}

/* ── The lines ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_line (Writing *writing, guint index, GError **error)
{
  AdmissionWork *work = writing->work;
  const AdmissionRow *verdict = &g_array_index (work->rows, AdmissionRow, index);
  const SnRosterRow *row = g_ptr_array_index (work->admission->rows, index);
  SnEntitlementLine line;

  if (verdict->verdict != ADMISSION_LISTED)
    return TRUE;
  line = (SnEntitlementLine){
    .program_id = work->program->id,
    .rate_id = verdict->rate->id,
    .person_id = verdict->person->id,
    .household_id = verdict->rate->per_household ? verdict->person->household->id : 0,
    .town_id = verdict->town_id,
    .amount_fen = verdict->amount_fen,
    .source_file_id = get_source_file (writing, row),
    .source_row = work->admission->file_name != NULL ? row->row : 0,
    .note = row->note,
  };
  return sn_entitlement_insert (work->transaction, writing->insert_line, &line, error) && note_written (writing, error);
}

static gboolean
write_lines (Writing *writing, GError **error)
{
  for (guint i = 0; writing->work->program != NULL && i < writing->work->rows->len; i++)
    if (!write_line (writing, i, error))
      return FALSE;
  return TRUE;
}

/* The line keeps its person, rate and note; who changed it is one of its preparers (as in sn-line-change.c), and it is known from this file now. */
static const char change_line_sql[] =
  "UPDATE entitlement SET amount_fen = ?2, town_id = coalesce (?3, town_id), source_file_id = coalesce (?4, source_file_id),"
  "  source_row = iif (?4 IS NULL, source_row, ?5),"
  "  changed_by = " SN_ENTITLEMENT_SIGN ("?6")
  " WHERE id = ?1";

static gboolean
change_lines (Writing *writing, GError **error)
{
  AdmissionWork *work = writing->work;
  g_autoptr (SnStatement) update = NULL;

  if (writing->changed == 0)
    return TRUE;
  update = sn_connection_query (work->connection, error, change_line_sql, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);
  for (guint i = 0; update != NULL && i < work->rows->len; i++)
    {
      const AdmissionRow *verdict = &g_array_index (work->rows, AdmissionRow, i);
      const SnRosterRow *row = g_ptr_array_index (work->admission->rows, i);

      if (verdict->verdict != ADMISSION_CHANGED)
        continue;
      sn_statement_rebind (update, SN_INT (verdict->changes), SN_INT (verdict->amount_fen), SN_INT_OR_NULL (verdict->town_id),
                           SN_INT_OR_NULL (get_source_file (writing, row)), SN_INT (row->row),
                           SN_INT (sn_transaction_get_officer (work->transaction)));
      if (!sn_statement_run (update, error) || !note_written (writing, error))
        return FALSE;
    }
  return update != NULL;
}

static gboolean
prepare (Writing *writing, GError **error)
{
  writing->insert_category =
    sn_connection_query (writing->work->connection, error,
                         "INSERT INTO person_category (id, person_id, category_id, from_date, source) VALUES (?1, ?2, ?3, ?4, ?5)",
                         SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);
  if (writing->insert_category == NULL)
    return FALSE;
  writing->insert_line = sn_entitlement_prepare_insert (writing->work->connection, error);
  return writing->insert_line != NULL;
}

static void
describe_change (Writing *writing, const char *count, const char *amount, const char *held)
{
  const SnAdmission *admission = writing->work->admission;
  g_autofree char *changed = g_strdup_printf ("%u", writing->changed);
  g_autofree char *before = sn_money_format (admission->result.changed_before_fen);
  g_autofree char *after = sn_money_format (admission->result.changed_after_fen);
  g_autofree char *reason = sn_text_trim (admission->take_changed_reason);

  sn_transaction_describe (writing->work->transaction, writing->work->n_held > 0 ? "roster-import-change-hold" : "roster-import-change",
                           admission->file_name, writing->work->program->code, count, amount, changed, before, after, reason,
                           writing->work->n_held > 0 ? held : NULL, NULL);
}

/* A list of a category is described by who ends what it does not name any more. */
static void
describe (Writing *writing)
{
  const SnAdmission *admission = writing->work->admission;
  g_autofree char *count = g_strdup_printf ("%u", writing->listed);
  g_autofree char *amount = sn_money_format (admission->result.amount_fen);
  g_autofree char *held = g_strdup_printf ("%u", writing->work->n_held);
  g_autofree char *people = g_strdup_printf ("%u", writing->new_persons);
  SnTransaction *transaction = writing->work->transaction;

  if (admission->category != NULL)
    return;
  if (writing->work->program == NULL)
    sn_transaction_describe (transaction, "registry-import", admission->file_name != NULL ? admission->file_name : "", people, NULL);
  else if (admission->file_name == NULL)
    sn_transaction_describe (transaction, "roster-add", writing->work->program->code, amount, NULL);
  else if (writing->changed > 0)
    describe_change (writing, count, amount, held);
  else if (writing->work->n_held > 0)
    sn_transaction_describe (transaction, "roster-import-hold", admission->file_name, writing->work->program->code, count, amount, held,
                             NULL);
  else
    sn_transaction_describe (transaction, "roster-import", admission->file_name, writing->work->program->code, count, amount, NULL);
}

gboolean
sn_admission_write (AdmissionWork *work, GError **error)
{
  g_auto (Writing) writing = { .work = work };
  gboolean brings_scores;
  guint n_scores;

  count_work (&writing);
  if (!sn_admission_brings_scores (work, &brings_scores, error))
    return FALSE;
  if (writing.listed == 0 && writing.changed == 0 && !brings_scores && writing.new_persons == 0 && !writing.updates && work->n_held == 0)
    return TRUE;
  /* Statements are prepared after the indexes went: dropping one makes SQLite prepare them anew. */
  if (!write_source_files (&writing, error) || !write_known (&writing, error) || !change_lines (&writing, error) ||
      !begin_bulk (&writing, error) || !prepare (&writing, error) || !write_new (&writing, error) || !write_households (&writing, error) ||
      !sn_admission_write_scores (work, &n_scores, error) || !write_lines (&writing, error))
    return FALSE;
  describe (&writing);
  return TRUE;
}
