/* sn-recipient.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient.h"

#include "sn-campaign.h"
#include "sn-date.h"
#include "sn-phone.h"

#include <string.h>

struct _SnRecipient
{
  GObject parent_instance;

  gint64  id;
  char   *name;
  char   *document_masked;
  char   *town;
  char   *village;
  char   *categories;
  char   *phone_masked;
  int     age_years;
  SnSex   sex;
  gint64  total_fen;
};

G_DEFINE_FINAL_TYPE (SnRecipient, sn_recipient, G_TYPE_OBJECT)

static void
sn_recipient_finalize (GObject *object)
{
  SnRecipient *self = SN_RECIPIENT (object);

  g_free (self->name);
  g_free (self->document_masked);
  g_free (self->town);
  g_free (self->village);
  g_free (self->categories);
  g_free (self->phone_masked);
  G_OBJECT_CLASS (sn_recipient_parent_class)->finalize (object);
}

static void
sn_recipient_class_init (SnRecipientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_recipient_finalize;
}

static void
sn_recipient_init (SnRecipient *self)
{
}

gint64
sn_recipient_get_id (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), 0);

  return self->id;
}

const char *
sn_recipient_get_name (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->name;
}

const char *
sn_recipient_get_document_masked (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->document_masked;
}

const char *
sn_recipient_get_town (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->town;
}

const char *
sn_recipient_get_village (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->village;
}

int
sn_recipient_get_age_years (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), -1);

  return self->age_years;
}

SnSex
sn_recipient_get_sex (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), SN_SEX_UNKNOWN);

  return self->sex;
}

const char *
sn_recipient_get_categories (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->categories;
}

const char *
sn_recipient_get_phone_masked (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->phone_masked;
}

gint64
sn_recipient_get_total_fen (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), 0);

  return self->total_fen;
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char person_sql[] =
  "SELECT p.name, p.document_number, p.birth_date, p.sex, p.phone, t.short_name, v.short_name"
  "  FROM person p LEFT JOIN division t ON t.id = p.town_id LEFT JOIN division v ON v.id = p.village_id WHERE p.id = ?1";

/* CROSS JOIN: by the person's few rows, whatever the planner thinks of sorting by a small table's column. */
static const char categories_sql[] =
  "SELECT c.name FROM person_category h CROSS JOIN category c ON c.id = h.category_id"
  " WHERE h.person_id = ?1 AND h.from_date <= ?2 AND (h.to_date IS NULL OR h.to_date >= ?2) ORDER BY c.position, h.from_date, h.id";

static const char total_sql[] =
  "SELECT sum (e.amount_fen) FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
  " WHERE e.person_id = ?1 AND g.campaign_id = ?2 AND e.state IN ('listed', 'submitted', 'approved')";

/* What is the same for all rows of one read. */
typedef struct
{
  SnStatement *person;
  SnStatement *categories;
  SnStatement *total;
  GDate        today;
  char         today_iso[11];
  gint64       campaign_id; /* 0: none yet */
  GString     *joined;
} Reader;

static void
clear_reader (Reader *reader)
{
  g_clear_pointer (&reader->person, sn_statement_free);
  g_clear_pointer (&reader->categories, sn_statement_free);
  g_clear_pointer (&reader->total, sn_statement_free);
  if (reader->joined != NULL)
    g_string_free (reader->joined, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
find_campaign (Reader *reader, SnConnection *connection, GError **error)
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
  return TRUE;
}

static gboolean
prepare (Reader *reader, SnConnection *connection, GError **error)
{
  sn_clock_today (&reader->today);
  sn_date_to_iso (&reader->today, reader->today_iso);
  reader->joined = g_string_new (NULL);
  if (!find_campaign (reader, connection, error))
    return FALSE;
  reader->person = sn_connection_query (connection, error, person_sql, SN_INT (0));
  if (reader->person == NULL)
    return FALSE;
  reader->categories = sn_connection_query (connection, error, categories_sql, SN_INT (0), SN_NULL);
  if (reader->categories == NULL)
    return FALSE;
  reader->total = sn_connection_query (connection, error, total_sql, SN_INT (0), SN_INT (0));
  return reader->total != NULL;
}

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

static SnRecipient *
read_person (Reader *reader, gint64 id)
{
  SnRecipient *recipient = g_object_new (SN_TYPE_RECIPIENT, NULL);
  SnStatement *person = reader->person;

  recipient->id = id;
  recipient->name = g_strdup (sn_statement_get_text (person, 0));
  recipient->document_masked = sn_document_number_mask (sn_statement_get_text (person, 1));
  recipient->age_years = get_age (sn_statement_get_text (person, 2), &reader->today);
  recipient->sex = read_sex (sn_statement_get_text (person, 3));
  recipient->phone_masked = sn_phone_mask (sn_statement_get_text (person, 4));
  recipient->town = g_strdup (sn_statement_get_text (person, 5));
  recipient->village = g_strdup (sn_statement_get_text (person, 6));
  return recipient;
}

static void
read_categories (Reader *reader, SnRecipient *recipient, GError **error)
{
  GString *joined = reader->joined;

  sn_statement_rebind (reader->categories, SN_INT (recipient->id), SN_TEXT (reader->today_iso));
  g_string_truncate (joined, 0);
  while (sn_statement_step (reader->categories, error))
    {
      if (joined->len > 0)
        g_string_append (joined, "、");
      g_string_append (joined, sn_statement_get_text (reader->categories, 0));
    }
  recipient->categories = g_strndup (joined->str, joined->len);
}

static void
read_total (Reader *reader, SnRecipient *recipient, GError **error)
{
  sn_statement_rebind (reader->total, SN_INT (recipient->id), SN_INT (reader->campaign_id));
  if (sn_statement_step (reader->total, error))
    recipient->total_fen = sn_statement_get_int64 (reader->total, 0);
}

/* (nullable): %NULL also when nobody has that id; @error tells */
static SnRecipient *
read_recipient (Reader *reader, gint64 id, GError **error)
{
  g_autoptr (SnRecipient) recipient = NULL;
  g_autoptr (GError) local_error = NULL;

  sn_statement_rebind (reader->person, SN_INT (id));
  if (sn_statement_step (reader->person, &local_error))
    recipient = read_person (reader, id);
  if (recipient != NULL)
    read_categories (reader, recipient, &local_error);
  if (recipient != NULL && local_error == NULL)
    read_total (reader, recipient, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&recipient);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static void
unref_if_there (gpointer recipient)
{
  if (recipient != NULL)
    g_object_unref (recipient);
}

GPtrArray *
sn_recipient_read (SnConnection *connection, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_full (n_ids, unref_if_there);
  g_autoptr (GError) local_error = NULL;
  g_auto (Reader) reader = { NULL };

  if (!prepare (&reader, connection, error))
    return NULL;
  for (guint i = 0; i < n_ids && local_error == NULL; i++)
    g_ptr_array_add (recipients, read_recipient (&reader, ids[i], &local_error));
  if (local_error == NULL)
    return g_steal_pointer (&recipients);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
