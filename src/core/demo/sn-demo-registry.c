/* sn-demo-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-demo-registry.h"

#include "sn-date.h"
#include "sn-demo-details.h"
#include "sn-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_A_PART 20000
#define FIRST_OF_2024 "2024-01-01"

typedef struct
{
  gint64  id;
  guint32 person;
  guint16 attempt;
} PersonKey;

typedef struct
{
  gint64  village_id;
  gint64  town_id;
  char   *name;
} Village;

typedef struct
{
  SnDemoRegistry *registry;
  SnTransaction  *transaction;
  SnConnection   *connection;
  GCancellable   *cancellable;
  GArray         *keys;          /* PersonKey by id: rows go in at the end of their table */
  GArray         *id_of;         /* gint64: person → row id */
  GArray         *villages;      /* Village */
  gint64          first_household_id;
  gint64          rows;
} Filling;

static void
clear_village (gpointer data)
{
  g_free (((Village *) data)->name);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const PersonKey *left = a, *right = b;

  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;
  return (left->person > right->person) - (left->person < right->person);
}

static void
set_key (Filling *filling, PersonKey *key)
{
  SnDemoPerson made;

  sn_demo_make_person (filling->registry->population, key->person, key->attempt, &made);
  key->id = sn_person_id_for_document ("resident", made.number);
}

/* Numbers are drawn, so a few people draw the same one: the later draws again. */
static void
draw_numbers (Filling *filling, guint n_persons)
{
  gboolean again;

  filling->keys = g_array_sized_new (FALSE, FALSE, sizeof (PersonKey), n_persons);
  for (guint32 person = 0; person < n_persons; person++)
    {
      PersonKey key = { 0, person, 0 };

      set_key (filling, &key);
      g_array_append_val (filling->keys, key);
    }
  do
    {
      again = FALSE;
      g_array_sort (filling->keys, compare_keys);
      for (guint i = 1; i < n_persons; i++)
        {
          PersonKey *key = &g_array_index (filling->keys, PersonKey, i);

          if (key->id != g_array_index (filling->keys, PersonKey, i - 1).id)
            continue;
          key->attempt++;
          set_key (filling, key);
          again = TRUE;
        }
    }
  while (again);

  filling->id_of = g_array_sized_new (FALSE, TRUE, sizeof (gint64), n_persons);
  g_array_set_size (filling->id_of, n_persons);
  for (guint i = 0; i < n_persons; i++)
    {
      const PersonKey *key = &g_array_index (filling->keys, PersonKey, i);

      g_array_index (filling->id_of, gint64, key->person) = key->id;
    }
}

static gboolean
load_villages (Filling *filling, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (
      filling->connection, error,
      "SELECT v.id, t.id, t.name || v.short_name FROM division v JOIN division t ON t.id = v.parent_id WHERE v.level = 'village' ORDER BY v.id");

  if (statement == NULL)
    return FALSE;
  filling->villages = g_array_new (FALSE, FALSE, sizeof (Village));
  g_array_set_clear_func (filling->villages, clear_village);
  while (sn_statement_step (statement, &local_error))
    {
      Village village = { sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1),
                          sn_statement_dup_text (statement, 2) };

      g_array_append_val (filling->villages, village);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (filling->villages->len > 0)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, _ ("The workspace has no catalogue. Make a new one for the demo."));
  return FALSE;
}

static gboolean
pause_between (Filling *filling, double fraction, const char *sentence, GError **error)
{
  if (++filling->rows % ROWS_A_PART != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (filling->cancellable, error))
    return FALSE;
  if (filling->registry->progress != NULL)
    filling->registry->progress (fraction, sentence, filling->registry->progress_data);
  return sn_transaction_flush_journal (filling->transaction, error);
}

static gboolean
insert_households (Filling *filling, GError **error)
{
  const SnDemoPopulation *population = filling->registry->population;
  guint n_households = population->first_of->len - 1;
  g_autoptr (SnStatement) insert = sn_connection_query (
      filling->connection, error,
      "INSERT INTO household (id, head_id, town_id, village_id, address) VALUES (?1, ?2, ?3, ?4, ?5)",
      SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);

  if (insert == NULL)
    return FALSE;
  for (guint32 household = 0; household < n_households; household++)
    {
      const Village *village = &g_array_index (filling->villages, Village,
                                               sn_demo_village_of (population, household, filling->villages->len));
      guint32 head = g_array_index (population->first_of, guint32, household);
      gint64 id = sn_transaction_next_id (filling->transaction, "household");
      char address[128];

      if (household == 0)
        filling->first_household_id = id;
      sn_demo_make_address (population, household, village->name, address, sizeof address);
      sn_statement_rebind (insert, SN_INT (id), SN_INT (g_array_index (filling->id_of, gint64, head)), SN_INT (village->town_id),
                           SN_INT (village->village_id), SN_TEXT (address));
      if (!sn_statement_run (insert, error) ||
          !pause_between (filling, 0.2 * household / n_households, _ ("Building households…"), error))
        return FALSE;
    }
  filling->registry->households = n_households;
  return TRUE;
}

static gboolean
insert_person (Filling *filling, SnStatement *insert, const PersonKey *key, GError **error)
{
  static const char *const relations[] = { "户主", "配偶", "子女", "父母" };
  const SnDemoPopulation *population = filling->registry->population;
  guint32 household = g_array_index (population->household_of, guint32, key->person);
  const Village *village = &g_array_index (filling->villages, Village,
                                           sn_demo_village_of (population, household, filling->villages->len));
  g_autofree char *pinyin = NULL;
  g_autoptr (GBytes) pinyin_key = NULL;
  g_autoptr (GBytes) stroke_key = NULL;
  gsize pinyin_bytes, stroke_bytes;
  gconstpointer pinyin_data, stroke_data;
  SnDemoPerson made;
  SnDemoDetails details;
  char birth[11], address[128];
  /* One in two hundred has told no account yet: something to settle before the bank's file. */
  gboolean has_account = key->person % 200 != 7;

  sn_demo_make_person (population, key->person, key->attempt, &made);
  sn_demo_make_address (population, household, village->name, address, sizeof address);
  sn_demo_draw_details (population, key->person, &made, &details);
  pinyin = sn_name_pinyin (made.name);
  pinyin_key = sn_name_pinyin_key (made.name);
  stroke_key = sn_name_stroke_key (made.name);
  pinyin_data = g_bytes_get_data (pinyin_key, &pinyin_bytes);
  stroke_data = g_bytes_get_data (stroke_key, &stroke_bytes);
  sn_statement_rebind (insert, SN_INT (key->id), SN_TEXT (made.name), SN_TEXT (pinyin), SN_BLOB (pinyin_data, pinyin_bytes),
                       SN_BLOB (stroke_data, stroke_bytes), SN_TEXT (made.number), SN_TEXT (sn_date_to_iso (&made.birth, birth)),
                       SN_TEXT (made.sex == SN_SEX_MALE ? "male" : "female"), SN_TEXT (made.phone),
                       SN_INT (filling->first_household_id + household), SN_TEXT (relations[made.role]), SN_INT (village->town_id),
                       SN_INT (village->village_id), SN_TEXT (address),
                       SN_TEXT (has_account ? sn_demo_bank_name (made.bank) : ""), SN_TEXT (has_account ? made.account : ""),
                       SN_TEXT (details.former_names), SN_TEXT (details.ethnic_group), SN_TEXT (details.registered_at));
  return sn_statement_run (insert, error);
}

static gboolean
insert_persons (Filling *filling, GError **error)
{
  g_autoptr (SnStatement) insert = sn_connection_query (
      filling->connection, error,
      "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, birth_date, sex, phone,"
      " household_id, relation, town_id, village_id, address, bank_name, account_number,"
      " former_names, ethnic_group, registered_address)"
      " VALUES (?1, ?2, ?3, ?4, ?5, 'resident', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
      SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL,
      SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < filling->keys->len; i++)
    if (!insert_person (filling, insert, &g_array_index (filling->keys, PersonKey, i), error) ||
        !pause_between (filling, 0.2 + 0.6 * i / filling->keys->len, _ ("Registering people…"), error))
      return FALSE;
  return TRUE;
}

/* How many of a thousand people of that age and sex hold a category: a believable district, not its statistics. What
 * describes a household is held by its head, who stands for it. */
static const struct
{
  const char *code;
  guint       per_mille;
  int         min_age;
  int         max_age;
  gboolean    heads_only;
  gboolean    women_only;
} holdings[] = {
  { "subsistence-allowance", 90, 18, 120, TRUE, FALSE },
  { "low-income-edge", 20, 18, 120, TRUE, FALSE },
  { "rigid-expense", 8, 18, 120, TRUE, FALSE },
  { "dispersed-destitute", 4, 60, 120, FALSE, FALSE },
  { "scattered-orphan", 12, 0, 17, FALSE, FALSE },
  { "child-in-need", 25, 0, 17, FALSE, FALSE },
  { "unguarded-child", 12, 0, 17, FALSE, FALSE },
  { "party-member-in-hardship", 6, 25, 120, FALSE, FALSE },
  { "veteran-party-member", 15, 70, 120, FALSE, FALSE },
  { "veteran-cadre", 6, 75, 120, FALSE, FALSE },
  { "disabled", 45, 0, 120, FALSE, FALSE },
  { "severe-disability-unemployed", 5, 18, 59, FALSE, FALSE },
  { "multi-disabled-household", 3, 18, 120, TRUE, FALSE },
  { "orphaned-disabled", 3, 0, 17, FALSE, FALSE },
  { "elder-supporting-disabled", 3, 60, 120, FALSE, FALSE },
  { "rural-cadre", 12, 70, 120, TRUE, FALSE },
  { "woman-pacesetter", 8, 65, 120, FALSE, TRUE },
  { "xinjiang-corps-returnee", 14, 60, 85, FALSE, FALSE },
  { "xinjiang-corps-ill-youth", 8, 65, 80, FALSE, FALSE },
  { "frontier-builder-returnee", 15, 65, 120, FALSE, FALSE },
  { "care-home-resident", 40, 75, 120, FALSE, FALSE },
  { "senior-elder-in-hardship", 60, 80, 120, FALSE, FALSE },
  { "elder-living-alone", 40, 80, 120, FALSE, FALSE },
  { "elder-only-household", 30, 80, 120, FALSE, FALSE },
  { "younger-elder-in-hardship", 30, 60, 79, FALSE, FALSE },
  { "elder-ill-in-hardship", 14, 60, 120, FALSE, FALSE },
  { "elder-with-dementia", 30, 70, 120, FALSE, FALSE },
  { "bedridden", 30, 70, 120, FALSE, FALSE },
  { "serious-illness", 14, 0, 120, FALSE, FALSE },
  { "cancer-patient", 8, 20, 120, FALSE, FALSE },
  { "mental-illness", 6, 16, 120, FALSE, FALSE },
  { "sudden-hardship", 9, 0, 120, FALSE, FALSE },
  { "other-special-hardship", 10, 25, 120, TRUE, FALSE },
  { "registered-unemployed", 25, 20, 59, FALSE, FALSE },
  { "high-medical-cost", 20, 18, 120, FALSE, FALSE },
  { "preferential-treatment", 20, 50, 120, FALSE, FALSE },
  { "school-staff-in-hardship", 5, 25, 85, FALSE, FALSE },
  { "minority-in-hardship", 6, 0, 120, FALSE, FALSE },
  { "worker-in-hardship", 12, 22, 60, FALSE, FALSE },
  { "model-worker-in-hardship", 8, 60, 120, FALSE, FALSE },
  { "woman-newly-ill", 8, 25, 75, FALSE, TRUE },
  { "former-women-director", 10, 65, 120, FALSE, TRUE },
  { "student-in-need", 60, 7, 22, FALSE, FALSE },
  { "family-planning-support", 4, 50, 120, FALSE, FALSE },
  { "land-requisition-pension", 60, 60, 120, FALSE, FALSE },
};

static gboolean
read_category_ids (Filling *filling, gint64 *ids, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (holdings); i++)
    {
      ids[i] = 0;
      if (!sn_connection_get_int64 (filling->connection, &ids[i], error, "SELECT id FROM category WHERE code = ?1",
                                    SN_TEXT (holdings[i].code)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_categories (Filling *filling, GError **error)
{
  const SnDemoPopulation *population = filling->registry->population;
  gint64 ids[G_N_ELEMENTS (holdings)];
  g_autoptr (SnStatement) insert = sn_connection_query (
      filling->connection, error, "INSERT INTO person_category (id, person_id, category_id, from_date) VALUES (?1, ?2, ?3, ?4)",
      SN_NULL, SN_NULL, SN_NULL, SN_NULL);

  if (insert == NULL || !read_category_ids (filling, ids, error))
    return FALSE;
  for (guint i = 0; i < filling->keys->len; i++)
    {
      const PersonKey *key = &g_array_index (filling->keys, PersonKey, i);
      SnDice dice = sn_dice_for (population->seed, 50, key->person);
      SnDemoPerson made;
      int age;

      sn_demo_make_person (population, key->person, key->attempt, &made);
      age = sn_date_age_years (&made.birth, &population->today);
      for (gsize category = 0; category < G_N_ELEMENTS (holdings); category++)
        {
          gboolean drawn = sn_dice_below (&dice, 1000) < holdings[category].per_mille;

          if (!drawn || ids[category] == 0 || age < holdings[category].min_age || age > holdings[category].max_age ||
              (holdings[category].heads_only && made.role != SN_DEMO_HEAD) ||
              (holdings[category].women_only && made.sex != SN_SEX_FEMALE))
            continue;
          sn_statement_rebind (insert, SN_INT (sn_transaction_next_id (filling->transaction, "person_category")), SN_INT (key->id),
                               SN_INT (ids[category]), SN_TEXT (FIRST_OF_2024));
          if (!sn_statement_run (insert, error))
            return FALSE;
        }
      if (!pause_between (filling, 0.8 + 0.2 * i / filling->keys->len, _ ("Giving categories…"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_tables (Filling *filling, GError **error)
{
  static const char *const tables[] = { "household", "person", "person_category" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!sn_transaction_begin_bulk (filling->transaction, tables[i], 0, error))
      return FALSE;
  return insert_households (filling, error) && insert_persons (filling, error) && insert_categories (filling, error) &&
         sn_demo_fill_details (filling->transaction, error);
}

gboolean
sn_demo_fill_registry (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnDemoRegistry *registry = data;
  Filling filling = { registry, transaction, sn_transaction_get_connection (transaction), cancellable };
  g_autofree char *count_text = g_strdup_printf ("%u", registry->population->household_of->len);
  gboolean filled;

  if (!load_villages (&filling, error))
    return FALSE;
  draw_numbers (&filling, registry->population->household_of->len);
  sn_transaction_describe (transaction, "demo-fill", count_text, NULL);
  filled = fill_tables (&filling, error);
  g_array_unref (filling.keys);
  g_array_unref (filling.id_of);
  g_array_unref (filling.villages);
  return filled;
}
