/* sn-recipient-read.c: rows of the list, from the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-private.h"

#include "sn-campaign.h"
#include "sn-date.h"
#include "sn-disability.h"
#include "sn-money.h"
#include "sn-phone.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── What is asked ──────────────────────────────────────────────────────────────────────────────────────────────── */

enum
{
  COLUMN_HOUSEHOLD,
  COLUMN_BIRTH,
  COLUMN_SEX,
  COLUMN_DOCUMENT,
  COLUMN_PHONE,
  COLUMN_ACCOUNT,
  COLUMN_TOWN,
  COLUMN_VILLAGE,
  COLUMN_NAME,
  COLUMN_FORMER_NAMES,
  COLUMN_ETHNIC_GROUP,
  COLUMN_ADDRESS,
  COLUMN_REGISTERED_ADDRESS,
  COLUMN_BANK,
  COLUMN_HOLDER,
  COLUMN_RELATION,
  COLUMN_NOTE,
  COLUMN_DISABILITY_KIND,
  COLUMN_DISABILITY_LEVEL,
  COLUMN_DIED,
  COLUMN_MOVED,
};

static const char person_sql[] =
  "SELECT p.household_id, p.birth_date, p.sex, p.document_number, p.phone, p.account_number, t.short_name, v.short_name, p.name,"
  "       p.former_names, p.ethnic_group, p.address, p.registered_address, p.bank_name, p.account_holder, p.relation, p.note,"
  "       p.disability_kind, p.disability_level, p.died_on, p.moved_on"
  "  FROM person p LEFT JOIN division t ON t.id = p.town_id LEFT JOIN division v ON v.id = p.village_id WHERE p.id = ?1";

/* Fields that are shown as they are kept. */
static const struct
{
  SnRecipientField field;
  int              column;
} plain[] = {
  { SN_RECIPIENT_FIELD_NAME, COLUMN_NAME },
  { SN_RECIPIENT_FIELD_TOWN, COLUMN_TOWN },
  { SN_RECIPIENT_FIELD_VILLAGE, COLUMN_VILLAGE },
  { SN_RECIPIENT_FIELD_FORMER_NAMES, COLUMN_FORMER_NAMES },
  { SN_RECIPIENT_FIELD_BIRTH_DATE, COLUMN_BIRTH },
  { SN_RECIPIENT_FIELD_ETHNIC_GROUP, COLUMN_ETHNIC_GROUP },
  { SN_RECIPIENT_FIELD_ADDRESS, COLUMN_ADDRESS },
  { SN_RECIPIENT_FIELD_REGISTERED_ADDRESS, COLUMN_REGISTERED_ADDRESS },
  { SN_RECIPIENT_FIELD_BANK, COLUMN_BANK },
  { SN_RECIPIENT_FIELD_ACCOUNT_HOLDER, COLUMN_HOLDER },
  { SN_RECIPIENT_FIELD_RELATION, COLUMN_RELATION },
  { SN_RECIPIENT_FIELD_NOTE, COLUMN_NOTE },
};

/* CROSS JOIN: by the person's few rows, whatever the planner thinks of sorting by a small table's column. */
static const char categories_sql[] =
  "SELECT c.name FROM person_category h CROSS JOIN category c ON c.id = h.category_id"
  " WHERE h.person_id = ?1 AND h.from_date <= ?2 AND (h.to_date IS NULL OR h.to_date >= ?2) ORDER BY c.position, h.from_date, h.id";

static const char total_sql[] =
  "SELECT sum (e.amount_fen) FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
  " WHERE e.person_id = ?1 AND g.campaign_id = ?2 AND e.state IN ('listed', 'submitted', 'approved')";

static const char household_sql[] =
  "SELECT (SELECT name FROM person WHERE id = h.head_id), (SELECT count (*) FROM person WHERE household_id = h.id)"
  "  FROM household h WHERE h.id = ?1";

/* Lines that name the person, and those of the household that name somebody else. */
static const char departments_sql[] =
  "SELECT d.short_name, count (*) FROM"
  " (SELECT program_id FROM entitlement WHERE person_id = ?1 AND state <> 'withdrawn'"
  "  UNION ALL SELECT program_id FROM entitlement WHERE household_id = ?2 AND person_id <> ?1 AND state <> 'withdrawn') e"
  " CROSS JOIN program g ON g.id = e.program_id CROSS JOIN department d ON d.id = g.department_id"
  " WHERE g.campaign_id = ?3 GROUP BY d.id ORDER BY d.id";

static const char last_campaign_sql[] =
  "SELECT id FROM campaign WHERE spring_festival < (SELECT spring_festival FROM campaign WHERE id = ?1) ORDER BY spring_festival DESC LIMIT 1";

/* What is the same for all rows of one read. The statements of fields that are not wanted are %NULL. */
typedef struct
{
  SnRecipientFields  fields;
  gboolean           full_numbers;
  SnStatement       *person;
  SnStatement       *categories;
  SnStatement       *total;
  SnStatement       *household;
  SnStatement       *departments;
  GDate              today;
  char               today_iso[11];
  gint64             campaign_id;      /* 0: none yet */
  gint64             last_campaign_id; /* 0: none */
  GString           *joined;
} Reader;

static void
clear_reader (Reader *reader)
{
  g_clear_pointer (&reader->person, sn_statement_free);
  g_clear_pointer (&reader->categories, sn_statement_free);
  g_clear_pointer (&reader->total, sn_statement_free);
  g_clear_pointer (&reader->household, sn_statement_free);
  g_clear_pointer (&reader->departments, sn_statement_free);
  if (reader->joined != NULL)
    g_string_free (reader->joined, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
wants (const Reader *reader, SnRecipientField field)
{
  return (reader->fields & SN_RECIPIENT_FIELD_BIT (field)) != 0;
}

static gboolean
find_campaigns (Reader *reader, SnConnection *connection, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, &local_error);

  if (campaign != NULL)
    reader->campaign_id = campaign->id;
  else if (!g_error_matches (local_error, SN_ERROR, SN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return !wants (reader, SN_RECIPIENT_FIELD_LAST_TOTAL) ||
         sn_connection_get_int64 (connection, &reader->last_campaign_id, error, last_campaign_sql, SN_INT (reader->campaign_id));
}

static gboolean
prepare_more (Reader *reader, SnConnection *connection, GError **error)
{
  if (wants (reader, SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD) || wants (reader, SN_RECIPIENT_FIELD_HOUSEHOLD_SIZE))
    {
      reader->household = sn_connection_query (connection, error, household_sql, SN_INT (0));
      if (reader->household == NULL)
        return FALSE;
    }
  if (wants (reader, SN_RECIPIENT_FIELD_DEPARTMENTS) || wants (reader, SN_RECIPIENT_FIELD_LINES))
    {
      reader->departments = sn_connection_query (connection, error, departments_sql, SN_INT (0), SN_INT (0), SN_INT (0));
      if (reader->departments == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
prepare (Reader *reader, SnConnection *connection, GError **error)
{
  sn_clock_today (&reader->today);
  sn_date_to_iso (&reader->today, reader->today_iso);
  reader->joined = g_string_new (NULL);
  if (!find_campaigns (reader, connection, error))
    return FALSE;
  reader->person = sn_connection_query (connection, error, person_sql, SN_INT (0));
  if (reader->person == NULL)
    return FALSE;
  reader->categories = sn_connection_query (connection, error, categories_sql, SN_INT (0), SN_NULL);
  if (reader->categories == NULL)
    return FALSE;
  reader->total = sn_connection_query (connection, error, total_sql, SN_INT (0), SN_INT (0));
  return reader->total != NULL && prepare_more (reader, connection, error);
}

/* ── The person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnSex
read_sex (const char *text)
{
  return g_str_equal (text, "male") ? SN_SEX_MALE : g_str_equal (text, "female") ? SN_SEX_FEMALE : SN_SEX_UNKNOWN;
}

static int
get_age (const char *birth_date, const GDate *today)
{
  GDate birth;

  return *birth_date != '\0' && sn_date_from_iso (birth_date, &birth) ? sn_date_age_years (&birth, today) : -1;
}

static void
set_text (Reader *reader, SnRecipient *recipient, SnRecipientField field, char *take_text)
{
  if (wants (reader, field))
    recipient->texts[field] = take_text;
  else
    g_free (take_text);
}

static char *
say_sex (SnSex sex)
{
  static const char *const words[] = { [SN_SEX_UNKNOWN] = "", [SN_SEX_MALE] = N_ ("male"), [SN_SEX_FEMALE] = N_ ("female") };

  return g_strdup (*words[sex] != '\0' ? _ (words[sex]) : "");
}

static char *
say_whereabouts (SnRecipient *recipient)
{
  /* Translators: %s is a date */
  if (*recipient->died_on != '\0')
    return g_strdup_printf (_ ("died %s"), recipient->died_on);
  return *recipient->moved_on != '\0' ? g_strdup_printf (_ ("moved away %s"), recipient->moved_on) : g_strdup ("");
}

static char *
say_disability (SnStatement *person)
{
  return g_strconcat (sn_disability_kind_word ((int) sn_statement_get_int64 (person, COLUMN_DISABILITY_KIND)),
                      sn_disability_level_word ((int) sn_statement_get_int64 (person, COLUMN_DISABILITY_LEVEL)), NULL);
}

static char *
say_number (Reader *reader, int column, char *(*mask) (const char *number))
{
  const char *number = sn_statement_get_text (reader->person, column);

  return reader->full_numbers ? g_strdup (number) : mask (number);
}

static char *
say_count (gint64 count)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, count);
}

static char *
say_money (gint64 amount_fen)
{
  return amount_fen != 0 ? sn_money_format (amount_fen) : g_strdup ("");
}

static SnRecipient *
read_person (Reader *reader, gint64 id)
{
  SnRecipient *recipient = g_object_new (SN_TYPE_RECIPIENT, NULL);
  SnStatement *person = reader->person;

  recipient->id = id;
  recipient->age_years = get_age (sn_statement_get_text (person, COLUMN_BIRTH), &reader->today);
  recipient->sex = read_sex (sn_statement_get_text (person, COLUMN_SEX));
  g_strlcpy (recipient->died_on, sn_statement_get_text (person, COLUMN_DIED), sizeof recipient->died_on);
  g_strlcpy (recipient->moved_on, sn_statement_get_text (person, COLUMN_MOVED), sizeof recipient->moved_on);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (wants (reader, plain[i].field))
      recipient->texts[plain[i].field] = g_strdup (sn_statement_get_text (person, plain[i].column));
  set_text (reader, recipient, SN_RECIPIENT_FIELD_DOCUMENT, say_number (reader, COLUMN_DOCUMENT, sn_document_number_mask));
  set_text (reader, recipient, SN_RECIPIENT_FIELD_PHONE, say_number (reader, COLUMN_PHONE, sn_phone_mask));
  set_text (reader, recipient, SN_RECIPIENT_FIELD_SEX, say_sex (recipient->sex));
  set_text (reader, recipient, SN_RECIPIENT_FIELD_AGE, recipient->age_years >= 0 ? say_count (recipient->age_years) : g_strdup (""));
  if (wants (reader, SN_RECIPIENT_FIELD_ACCOUNT))
    recipient->texts[SN_RECIPIENT_FIELD_ACCOUNT] = say_number (reader, COLUMN_ACCOUNT, sn_account_number_mask);
  if (wants (reader, SN_RECIPIENT_FIELD_WHEREABOUTS))
    recipient->texts[SN_RECIPIENT_FIELD_WHEREABOUTS] = say_whereabouts (recipient);
  if (wants (reader, SN_RECIPIENT_FIELD_DISABILITY))
    recipient->texts[SN_RECIPIENT_FIELD_DISABILITY] = say_disability (person);
  return recipient;
}

/* ── What hangs on the person ───────────────────────────────────────────────────────────────────────────────────── */

static void
join (GString *joined, const char *text)
{
  if (joined->len > 0)
    g_string_append (joined, "、");
  g_string_append (joined, text);
}

static void
read_categories (Reader *reader, SnRecipient *recipient, GError **error)
{
  sn_statement_rebind (reader->categories, SN_INT (recipient->id), SN_TEXT (reader->today_iso));
  g_string_truncate (reader->joined, 0);
  while (sn_statement_step (reader->categories, error))
    join (reader->joined, sn_statement_get_text (reader->categories, 0));
  recipient->texts[SN_RECIPIENT_FIELD_CATEGORIES] = g_strndup (reader->joined->str, reader->joined->len);
}

static gint64
read_total (Reader *reader, SnRecipient *recipient, gint64 campaign_id, GError **error)
{
  sn_statement_rebind (reader->total, SN_INT (recipient->id), SN_INT (campaign_id));
  return sn_statement_step (reader->total, error) ? sn_statement_get_int64 (reader->total, 0) : 0;
}

static gboolean
read_totals (Reader *reader, SnRecipient *recipient, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  recipient->total_fen = read_total (reader, recipient, reader->campaign_id, &local_error);
  set_text (reader, recipient, SN_RECIPIENT_FIELD_TOTAL, say_money (recipient->total_fen));
  if (local_error == NULL && wants (reader, SN_RECIPIENT_FIELD_LAST_TOTAL))
    {
      recipient->last_total_fen = read_total (reader, recipient, reader->last_campaign_id, &local_error);
      recipient->texts[SN_RECIPIENT_FIELD_LAST_TOTAL] = say_money (recipient->last_total_fen);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_household (Reader *reader, SnRecipient *recipient, gint64 household_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  sn_statement_rebind (reader->household, SN_INT (household_id));
  if (sn_statement_step (reader->household, &local_error))
    {
      set_text (reader, recipient, SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD, g_strdup (sn_statement_get_text (reader->household, 0)));
      set_text (reader, recipient, SN_RECIPIENT_FIELD_HOUSEHOLD_SIZE, say_count (sn_statement_get_int64 (reader->household, 1)));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_departments (Reader *reader, SnRecipient *recipient, gint64 household_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 n_lines = 0;

  sn_statement_rebind (reader->departments, SN_INT (recipient->id), SN_INT (household_id), SN_INT (reader->campaign_id));
  g_string_truncate (reader->joined, 0);
  while (sn_statement_step (reader->departments, &local_error))
    {
      join (reader->joined, sn_statement_get_text (reader->departments, 0));
      n_lines += sn_statement_get_int64 (reader->departments, 1);
    }
  set_text (reader, recipient, SN_RECIPIENT_FIELD_DEPARTMENTS, g_strndup (reader->joined->str, reader->joined->len));
  set_text (reader, recipient, SN_RECIPIENT_FIELD_LINES, n_lines > 0 ? say_count (n_lines) : g_strdup (""));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_rest (Reader *reader, SnRecipient *recipient, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 household_id = sn_statement_get_int64 (reader->person, COLUMN_HOUSEHOLD);

  read_categories (reader, recipient, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return read_totals (reader, recipient, error) &&
         (reader->household == NULL || read_household (reader, recipient, household_id, error)) &&
         (reader->departments == NULL || read_departments (reader, recipient, household_id, error));
}

/* (nullable): %NULL also when nobody has that id; @error tells */
static SnRecipient *
read_recipient (Reader *reader, gint64 id, GError **error)
{
  g_autoptr (SnRecipient) recipient = NULL;

  sn_statement_rebind (reader->person, SN_INT (id));
  if (!sn_statement_step (reader->person, error))
    return NULL;
  recipient = read_person (reader, id);
  return read_rest (reader, recipient, error) ? g_steal_pointer (&recipient) : NULL;
}

static void
unref_if_there (gpointer recipient)
{
  if (recipient != NULL)
    g_object_unref (recipient);
}

GPtrArray *
sn_recipient_read_fields (SnConnection *connection, const gint64 *ids, guint n_ids, SnRecipientFields fields, gboolean full_numbers,
                          GError **error)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_full (n_ids, unref_if_there);
  g_autoptr (GError) local_error = NULL;
  g_auto (Reader) reader = { .fields = fields | SN_RECIPIENT_FIELDS_USUAL, .full_numbers = full_numbers };

  if (!prepare (&reader, connection, error))
    return NULL;
  for (guint i = 0; i < n_ids && local_error == NULL; i++)
    g_ptr_array_add (recipients, read_recipient (&reader, ids[i], &local_error));
  if (local_error == NULL)
    return g_steal_pointer (&recipients);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GPtrArray *
sn_recipient_read (SnConnection *connection, const gint64 *ids, guint n_ids, GError **error)
{
  return sn_recipient_read_fields (connection, ids, n_ids, SN_RECIPIENT_FIELDS_USUAL, FALSE, error);
}
