/* sn-finding-persons.c: the person behind a line: alive, here, who the document says; and whose account the money goes to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-date.h"
#include "sn-name.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── Sentences ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
say_died (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);

  if (line->died_on == NULL)
    return sn_finding_say_gone ();
  return g_strdup_printf (_("This person died on %s. Withdraw the line, or say why it is due all the same."), line->died_on);
}

static char *
say_moved (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);

  if (line->moved_on == NULL)
    return sn_finding_say_gone ();
  return g_strdup_printf (_("This person moved out of the district on %s, before the delivery. Look whether the benefit is still due."),
                          line->moved_on);
}

static char *
say_outside_town (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);

  if (line->town_id == line->home_town_id)
    return sn_finding_say_gone ();
  return g_strdup_printf (_("The line stands in the list of %s, but the person lives in %s. Look which of the two is responsible."),
                          line->town, line->home_town);
}

static gboolean
births_differ (const SnPlannedLine *line, char *said_birth)
{
  GDate birth;

  g_date_clear (&birth, 1);
  if (strlen (line->document_number) == SN_RESIDENT_ID_LENGTH)
    sn_resident_id_get_birth_date (line->document_number, &birth);
  if (!g_date_valid (&birth))
    g_strlcpy (said_birth, "?", 11);
  else
    sn_date_to_iso (&birth, said_birth);
  return line->birth_date != NULL && *line->birth_date != '\0' && strcmp (said_birth, line->birth_date) != 0;
}

static gboolean
sexes_differ (const SnPlannedLine *line)
{
  SnSex said = SN_SEX_UNKNOWN;

  if (strlen (line->document_number) == SN_RESIDENT_ID_LENGTH)
    said = sn_resident_id_get_sex (line->document_number);
  return said != SN_SEX_UNKNOWN && strcmp (line->sex, "unknown") != 0 && (said == SN_SEX_MALE) != (strcmp (line->sex, "male") == 0);
}

static char *
say_identity (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  char said_birth[11];
  gboolean birth = births_differ (line, said_birth), sex = sexes_differ (line);
  const char *sex_sentence = strcmp (line->sex, "male") == 0 ? _("The document number is a woman's, but the registry says male.")
                                                             : _("The document number is a man's, but the registry says female.");
  g_autofree char *birth_sentence = NULL;

  if (!birth)
    return sex ? g_strdup (sex_sentence) : sn_finding_say_gone ();
  birth_sentence = g_strdup_printf (_("The document number says born on %s, but the registry says %s."), said_birth, line->birth_date);
  /* TRANSLATORS: two whole sentences, one behind the other */
  return sex ? g_strdup_printf (_("%s %s"), birth_sentence, sex_sentence) : g_steal_pointer (&birth_sentence);
}

static char *
say_same_account (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);
  g_autofree char *masked = sn_account_number_mask (first->account_number);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (people, ((SnPlannedLine *) g_ptr_array_index (lines, i))->document_number);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "The account %s takes the money of %u person of different households. Look whose it is.",
                                       "The account %s takes the money of %u people of different households. Look whose it is.",
                                       g_hash_table_size (people)),
                          masked, g_hash_table_size (people));
}

static char *
say_holder (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);

  if (*line->account_holder == '\0')
    return sn_finding_say_gone ();
  return g_strdup_printf (_("The account is in the name of “%s”, who is neither the payee nor known in the payee's household."
                            " Find out whose it is."), line->account_holder);
}

static char *
say_unguarded (GPtrArray *lines, const char *fact)
{
  return g_strdup (_("The payee is under 18, no adult of the household is known, and no other account holder is given."
                     " Note the guardian's account."));
}

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const SnPlannedLine *
get_first (GPtrArray *lines)
{
  return g_ptr_array_index (lines, 0);
}

static void
add_death (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%s", get_first (lines)->died_on != NULL ? get_first (lines)->died_on : "");
}

static void
add_move (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%s", get_first (lines)->moved_on != NULL ? get_first (lines)->moved_on : "");
}

static void
add_towns (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT, get_first (lines)->town_id, get_first (lines)->home_town_id);
}

static void
add_identity (GString *ground, GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = get_first (lines);

  g_string_append_printf (ground, "|%s|%s", line->birth_date != NULL ? line->birth_date : "", line->sex);
}

static void
add_account (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%s", get_first (lines)->account_number);
}

static void
add_holder (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%s|%s", get_first (lines)->account_number, get_first (lines)->account_holder);
}

static void
add_guardian (GString *ground, GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = get_first (lines);

  g_string_append_printf (ground, "|%s|%s", line->birth_date != NULL ? line->birth_date : "", line->account_number);
}

enum { DIED, MOVED, OUTSIDE_TOWN, IDENTITY, SAME_ACCOUNT, HOLDER, UNGUARDED };

const SnFindingRule sn_finding_person_rules[] = {
  [DIED] = { "person_died", "error", say_died, add_death, .only_before_payment = TRUE },
  [MOVED] = { "person_moved", "warning", say_moved, add_move, .only_before_payment = TRUE },
  [OUTSIDE_TOWN] = { "outside_town", "warning", say_outside_town, add_towns, .only_before_payment = TRUE },
  [IDENTITY] = { "identity_mismatch", "warning", say_identity, add_identity, .only_before_payment = TRUE },
  [SAME_ACCOUNT] = { "same_account", "warning", say_same_account, add_account, .only_before_payment = TRUE },
  [HOLDER] = { "holder_differs", "warning", say_holder, add_holder, .only_before_payment = TRUE },
  [UNGUARDED] = { "child_without_guardian", "warning", say_unguarded, add_guardian, .only_before_payment = TRUE },
  { NULL },
};

/* ── Looking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The account's holder, the payee, and who lives with the payee. */
static const char names_sql[] =
  "SELECT " SN_HOLDER ", " SN_PAYEE " FROM entitlement e JOIN person p ON p.id = e.person_id WHERE e.id = ?1"
  " UNION ALL SELECT " SN_HOLDER ", m.name FROM entitlement e JOIN person p ON p.id = e.person_id"
  " JOIN person m ON m.household_id = p.household_id WHERE e.id = ?1";

/* What the pass found by comparing letter by letter is looked at as names are: spaces, signs and forms of characters do not matter. */
static gboolean
is_known_holder (SnConnection *connection, gint64 line_id, gboolean *known, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, names_sql, SN_INT (line_id));
  g_autoptr (GError) step_error = NULL;

  *known = FALSE;
  if (statement == NULL)
    return FALSE;
  while (!*known && sn_statement_step (statement, &step_error))
    {
      g_autofree char *holder = sn_name_normalise (sn_statement_get_text (statement, 0), NULL);
      g_autofree char *name = sn_name_normalise (sn_statement_get_text (statement, 1), NULL);

      *known = strcmp (holder, name) == 0;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Whether an adult of the household is known, who lives. ?2: adults were born on this day or before */
static gboolean
has_guardian (SnConnection *connection, const SnScannedLine *line, const char *adult_born, gboolean *has, GError **error)
{
  gint64 found = 0;

  if (!sn_connection_get_int64 (connection, &found, error,
                                "SELECT EXISTS (SELECT 1 FROM person WHERE household_id = ?1 AND id <> ?3 AND birth_date <= ?2"
                                " AND birth_date <> '' AND died_on IS NULL)",
                                SN_INT (line->home_id), SN_TEXT (adult_born), SN_INT (line->person_id)))
    return FALSE;
  *has = found != 0;
  return TRUE;
}

static void
add_draft (GPtrArray *drafts, guint rule, SnScannedLine *line)
{
  SnFindingDraft *draft = sn_finding_draft_new (&sn_finding_person_rules[rule], NULL);

  g_ptr_array_add (draft->lines, line);
  g_ptr_array_add (drafts, draft);
}

static gboolean
look_at_line (SnConnection *connection, SnScannedLine *line, const char *adult_born, GPtrArray *drafts, GError **error)
{
  static const struct { SnScanFlags flag; guint rule; } flags[] = {
    { SN_SCAN_DIED, DIED }, { SN_SCAN_MOVED, MOVED }, { SN_SCAN_TOWN, OUTSIDE_TOWN }, { SN_SCAN_IDENTITY, IDENTITY },
  };
  gboolean known = TRUE, guarded = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if ((line->flags & flags[i].flag) != 0)
      add_draft (drafts, flags[i].rule, line);
  if ((line->flags & SN_SCAN_HOLDER) != 0 && !is_known_holder (connection, line->id, &known, error))
    return FALSE;
  if ((line->flags & SN_SCAN_MINOR) != 0 && !has_guardian (connection, line, adult_born, &guarded, error))
    return FALSE;
  if (!known)
    add_draft (drafts, HOLDER, line);
  if (!guarded)
    add_draft (drafts, UNGUARDED, line);
  return TRUE;
}

/* @accounts: account → the last line of it, from which the others are reached: hardly any two lines share one */
static void
note_account (GHashTable *accounts, SnScannedLine *line)
{
  if (*line->account == '\0')
    return;
  line->same_account = g_hash_table_lookup (accounts, line->account);
  g_hash_table_insert (accounts, (gpointer) line->account, line);
}

/* A finding when the lines of an account are of more than one household. */
static void
judge_account (SnScannedLine *last, GPtrArray *drafts)
{
  SnFindingDraft *draft;
  gboolean differs = FALSE;

  for (SnScannedLine *line = last; line != NULL; line = line->same_account)
    differs |= line->home_id != last->home_id;
  if (!differs)
    return;
  draft = sn_finding_draft_new (&sn_finding_person_rules[SAME_ACCOUNT], NULL);
  for (SnScannedLine *line = last; line != NULL; line = line->same_account)
    g_ptr_array_add (draft->lines, line);
  g_ptr_array_add (drafts, draft);
}

gboolean
sn_finding_look_at_persons (SnConnection *connection, SnFindingScan *scan, GPtrArray *drafts, GError **error)
{
  g_autoptr (GHashTable) accounts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iterator;
  gpointer last;

  for (guint i = 0; i < scan->lines->len; i++)
    {
      SnScannedLine *line = &g_array_index (scan->lines, SnScannedLine, i);

      if (line->flags != 0 && !look_at_line (connection, line, scan->adult_born, drafts, error))
        return FALSE;
      note_account (accounts, line);
    }
  g_hash_table_iter_init (&iterator, accounts);
  while (g_hash_table_iter_next (&iterator, NULL, &last))
    judge_account (last, drafts);
  return TRUE;
}
