/* sn-catalogue.c: puts a shipped campaign, with divisions and categories, into an empty workspace.
 *
 * Every office that starts from the same catalogue gets the same ids, because the files of two offices are to be
 * merged:
 *
 *   division      its official code: 310118, 310118102, 310118102001
 *   department    1 to 14, the notice's order
 *   category      its position in the catalogue, from 1; so is a funding source
 *   campaign      the year of its Spring Festival: 2025
 *   program       campaign × 10,000 + department × 100 + number: 20250301 is 03.1
 *   benefit rate  program × 100 + position: 2025030101; so is a funding line
 *   pair rule     campaign × 1,000 + position: 2025001; a rule about all other programs takes as many positions
 *
 * All of them stay below 2^40, where the ids begin that carry an office's number.
 *
 * Core has no JSON library but SQLite's: the catalogue is bound as one text, and json_each() takes it apart. A category
 * or source that the catalogue does not define gives NULL and is stopped by the NOT NULL of its column.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-campaign.h"

#include "sn-officer-duties.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CATALOGUE_FOLDER "/io/github/songnuan/Songnuan/catalogue/"

/* Each takes the catalogue as ?1. The workspace was empty, so there is one campaign. */
static const char *const catalogue_statements[] = {
  "INSERT INTO department (id, code, name, short_name, role)"
  " SELECT key + 1, value ->> 'code', value ->> 'name', value ->> 'short_name', value ->> 'role'"
  " FROM json_each (?1, '$.departments')",

  "INSERT INTO funding_source (id, code, name, kind)"
  " SELECT key + 1, value ->> 'code', value ->> 'name', value ->> 'kind'"
  " FROM json_each (?1, '$.funding_sources')",

  "INSERT INTO category (id, code, name, description, synonyms, position)"
  " SELECT key + 1, value ->> 'code', value ->> 'name', value ->> 'description', value -> 'synonyms', key + 1"
  " FROM json_each (?1, '$.categories')",

  "INSERT INTO campaign (id, title, notice_number, issuer, theme, issued_on, spring_festival, as_of, age_on,"
  "                      delivery_due, report_due)"
  " SELECT CAST (substr (value ->> 'spring_festival', 1, 4) AS INTEGER), value ->> 'title', value ->> 'notice_number',"
  "        value ->> 'issuer', value ->> 'theme', value ->> 'issued_on', value ->> 'spring_festival',"
  "        value ->> 'as_of', value ->> 'age_on', value ->> 'delivery_due', value ->> 'report_due'"
  " FROM (SELECT ?1 -> 'campaign' AS value)",

  "INSERT INTO program (id, campaign_id, department_id, number, code, title, clause, description)"
  " SELECT c.id * 10000 + (p.value ->> 'department') * 100 + (p.value ->> 'number'), c.id, p.value ->> 'department',"
  "        p.value ->> 'number', p.value ->> 'code', p.value ->> 'title', p.value ->> 'clause',"
  "        p.value ->> 'description'"
  " FROM json_each (?1, '$.programs') p JOIN campaign c",

  "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen, discretionary,"
  "                          approximate, min_age, as_of)"
  " SELECT program.id * 100 + r.key + 1, program.id, r.key + 1, r.value ->> 'label', r.value ->> 'eligible',"
  "        r.value ->> 'unit', r.value ->> 'form', r.value ->> 'min_fen', r.value ->> 'max_fen',"
  "        coalesce (r.value ->> 'discretionary', 0), coalesce (r.value ->> 'approximate', 0), r.value ->> 'min_age',"
  "        r.value ->> 'as_of'"
  " FROM json_each (?1, '$.programs') p JOIN json_each (p.value, '$.rates') r"
  " JOIN program ON program.code = p.value ->> 'code'",

  /* A way to qualify is ["category"] or ["category", "what the household must hold as well"]. */
  "INSERT INTO rate_category (rate_id, category_id, also_id)"
  " SELECT rate.id, (SELECT id FROM category WHERE code = w.value ->> 0),"
  "        CASE WHEN w.value ->> 1 IS NULL THEN 0 ELSE (SELECT id FROM category WHERE code = w.value ->> 1) END"
  " FROM json_each (?1, '$.programs') p JOIN json_each (p.value, '$.rates') r"
  " JOIN json_each (r.value, '$.categories') w"
  " JOIN program ON program.code = p.value ->> 'code'"
  " JOIN benefit_rate rate ON rate.program_id = program.id AND rate.position = r.key + 1",

  "INSERT INTO funding_line (id, program_id, source_id, position, budget_holder, note)"
  " SELECT program.id * 100 + f.key + 1, program.id, (SELECT id FROM funding_source WHERE code = f.value ->> 'source'),"
  "        f.key + 1, coalesce (f.value ->> 'budget_holder', ''), coalesce (f.value ->> 'note', '')"
  " FROM json_each (?1, '$.programs') p JOIN json_each (p.value, '$.funding') f"
  " JOIN program ON program.code = p.value ->> 'code'",

  /* "*" is every other program. The programs of a rule stand in their own order, whichever way it names them; a label that the
   * catalogue does not define becomes a rate that is not there. */
  "INSERT INTO pair_rule (id, first_program_id, second_program_id, first_rate_id, second_rate_id, policy, note)"
  " SELECT m.campaign_id * 1000 + row_number () OVER (ORDER BY m.position, m.other_id),"
  "        min (m.program_id, m.other_id), max (m.program_id, m.other_id),"
  "        iif (m.program_id < m.other_id, m.rate_id, m.other_rate_id), iif (m.program_id < m.other_id, m.other_rate_id, m.rate_id),"
  "        m.policy, m.note"
  " FROM (SELECT w.key AS position, p.campaign_id, p.id AS program_id, o.id AS other_id,"
  "              iif (w.value ->> 'first_rate' IS NULL, NULL, coalesce ((SELECT id FROM benefit_rate"
  "                WHERE program_id = p.id AND label = w.value ->> 'first_rate'), -1)) AS rate_id,"
  "              iif (w.value ->> 'second_rate' IS NULL, NULL, coalesce ((SELECT id FROM benefit_rate"
  "                WHERE program_id = o.id AND label = w.value ->> 'second_rate'), -1)) AS other_rate_id,"
  "              w.value ->> 'policy' AS policy, coalesce (w.value ->> 'note', '') AS note"
  "         FROM json_each (?1, '$.pair_rules') w JOIN program p ON p.code = w.value ->> 'first'"
  "         JOIN program o ON o.code = w.value ->> 'second' OR (w.value ->> 'second' = '*' AND o.id <> p.id)) m",
};

static gboolean
refuse_unless_empty (SnConnection *connection, GError **error)
{
  gint64 taken = 0;

  if (!sn_connection_get_int64 (connection, &taken, error,
                                "SELECT EXISTS (SELECT 1 FROM campaign) OR EXISTS (SELECT 1 FROM department)"
                                " OR EXISTS (SELECT 1 FROM category) OR EXISTS (SELECT 1 FROM division)"))
    return FALSE;
  if (!taken)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                       _ ("This workspace has a catalogue already. Make a new one, or copy last year's campaign."));
  return FALSE;
}

static char *
list_catalogues (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (CATALOGUE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      if (!g_str_has_suffix (files[i], ".json"))
        continue;
      g_string_append_printf (names, "%s%.*s", names->len > 0 ? _ (", ") : "", (int) (strlen (files[i]) - strlen (".json")),
                              files[i]);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* (transfer full): a copy that ends in a zero byte */
static char *
load_text (const char *file, GError **error)
{
  g_autofree char *path = g_strconcat (CATALOGUE_FOLDER, file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
load_catalogue (const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *names = NULL;
  char *text = load_text (file, NULL);

  if (text != NULL)
    return text;
  names = list_catalogues ();
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no catalogue “%s”. There is: %s."), name, names);
  return NULL;
}

/* code,level,name,short_name,kind,parent_code, without quotes: a test holds the file to that. */
static gboolean
install_divisions (SnConnection *connection, GError **error)
{
  enum { CODE, LEVEL, NAME, SHORT_NAME, KIND, PARENT_CODE, N_COLUMNS };
  g_autofree char *text = load_text ("divisions.csv", error);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  g_autoptr (SnStatement) insert = NULL;

  if (lines == NULL)
    return FALSE;
  insert = sn_connection_query (connection, error,
                                "INSERT INTO division (id, level, name, short_name, kind, parent_id, position)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);
  if (insert == NULL)
    return FALSE;
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) columns = g_strsplit (g_strchomp (lines[i]), ",", -1);

      if (g_strv_length (columns) != N_COLUMNS)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_CORRUPT, _ ("Line %u of the list of divisions is not whole."), i + 1);
          return FALSE;
        }
      sn_statement_rebind (insert, SN_INT (g_ascii_strtoll (columns[CODE], NULL, 10)), SN_TEXT (columns[LEVEL]),
                           SN_TEXT (columns[NAME]), SN_TEXT (columns[SHORT_NAME]), SN_TEXT (columns[KIND]),
                           SN_INT_OR_NULL (g_ascii_strtoll (columns[PARENT_CODE], NULL, 10)), SN_INT (i));
      if (!sn_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
describe_catalogue (SnTransaction *transaction, const char *name, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCampaign) campaign = NULL;

  if (!sn_connection_run (connection, error, "UPDATE workspace SET catalogue = ?1", SN_TEXT (name)))
    return FALSE;
  campaign = sn_campaign_get_current (connection, error);
  if (campaign == NULL)
    return FALSE;
  sn_transaction_describe (transaction, "catalogue-install", campaign->title, NULL);
  return TRUE;
}

gboolean
sn_catalogue_install (SnTransaction *transaction, const char *name, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *catalogue = load_catalogue (name, error);

  if (catalogue == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) ||
      !refuse_unless_empty (connection, error) || !install_divisions (connection, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (catalogue_statements); i++)
    if (!sn_connection_run (connection, error, catalogue_statements[i], SN_TEXT (catalogue)))
      return FALSE;
  return describe_catalogue (transaction, name, error);
}
