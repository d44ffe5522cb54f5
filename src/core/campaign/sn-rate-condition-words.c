/* sn-rate-condition-words.c: conditions of a rate as people write and read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-condition-private.h"

#include "sn-disability.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── Kinds ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Ten million with two decimals: what is spent on treatment is counted so as well. */
#define GREATEST_SCORE 1000000000

static const struct
{
  const char *kind;
  const char *name;
  const char *hint;
  int         greatest; /* of a number; 0: it has choices */
} kinds[] = {
  { "age", N_ ("Age at most"), N_ ("Age at most (years, such as 59)"), 120 },
  { "sex", N_ ("Sex"), N_ ("Sex (male or female)"), 0 },
  { "household_size", N_ ("Members of the household"), N_ ("Members of the household (3-: at least 3; -2: at most 2; 3-5)"), 99 },
  { "household_kind", N_ ("Kind of household"), N_ ("Kind of household (家庭户, 集体户 or 机构)"), 0 },
  { "disability_kind", N_ ("Kind of disability"), N_ ("Kind of disability (such as 视力、听力)"), 0 },
  { "disability_level", N_ ("Level of disability"), N_ ("Level of disability (such as 1-2)"), SN_DISABILITY_LEVELS },
  { "town", N_ ("Town"), N_ ("Towns (between commas)"), 0 },
  { "score", N_ ("Score"), N_ ("Score of another office (such as 残联综合困难评分:80-)"), GREATEST_SCORE },
  { "ethnic_group", N_ ("Ethnic group"), N_ ("Ethnic groups (such as 回族; 少数民族 for any but 汉族)"), 0 },
};

const char *const *
sn_rate_condition_list_kinds (void)
{
  static const char *words[G_N_ELEMENTS (kinds) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    words[i] = kinds[i].kind;
  return words;
}

static int
find_kind (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return (int) i;
  return -1;
}

const char *
sn_rate_condition_get_kind_name (const char *kind)
{
  int found = find_kind (kind);

  return found >= 0 ? _ (kinds[found].name) : kind;
}

const char *
sn_rate_condition_get_hint (const char *kind)
{
  int found = find_kind (kind);

  return found >= 0 ? _ (kinds[found].hint) : kind;
}

int
sn_rate_condition_get_greatest (const char *kind)
{
  int found = find_kind (kind);

  return found >= 0 ? kinds[found].greatest : 0;
}

gboolean
sn_rate_condition_is_number (const char *kind)
{
  return sn_rate_condition_get_greatest (kind) > 0;
}

gboolean
sn_rate_condition_check_kind (const char *kind, GError **error)
{
  g_autofree char *known = NULL;

  if (find_kind (kind) >= 0)
    return TRUE;
  known = g_strjoinv (", ", (char **) sn_rate_condition_list_kinds ());
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no kind of condition. There are: %s."), kind, known);
  return FALSE;
}

/* ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The words of sex and kind of household, and how people write them. */
static const struct
{
  const char *kind;
  const char *word;
  const char *also;
  const char *name;
} coded[] = {
  { "sex", "female", "女", N_ ("female") },
  { "sex", "male", "男", N_ ("male") },
  { "household_kind", "family", "家庭户", N_ ("family household") },
  { "household_kind", "collective", "集体户", N_ ("collective household") },
  { "household_kind", "institution", "机构", N_ ("household of an institution") },
};

/* (transfer full) (nullable): as the file has it */
char *
sn_rate_condition_find_choice (const char *kind, const char *text, SnDivisions *divisions)
{
  gint64 number = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (coded); i++)
    if (strcmp (coded[i].kind, kind) == 0 && (strcmp (coded[i].word, text) == 0 || strcmp (coded[i].also, text) == 0 ||
                                               strcmp (_ (coded[i].name), text) == 0))
      return g_strdup (coded[i].word);
  if (strcmp (kind, "ethnic_group") == 0)
    return g_str_has_suffix (text, "族") || strcmp (text, "少数民族") == 0 ? g_strdup (text) : g_strdup_printf ("%s族", text);
  if (strcmp (kind, "disability_kind") == 0)
    number = sn_disability_kind_parse (text);
  else if (strcmp (kind, "town") == 0)
    number = sn_divisions_find_town (divisions, text);
  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

/* (transfer full): as people read it */
static char *
name_choice (const char *kind, const char *choice, SnDivisions *divisions)
{
  for (gsize i = 0; i < G_N_ELEMENTS (coded); i++)
    if (strcmp (coded[i].kind, kind) == 0 && strcmp (coded[i].word, choice) == 0)
      return g_strdup (_ (coded[i].name));
  if (strcmp (kind, "disability_kind") == 0)
    return g_strdup (sn_disability_kind_word ((int) g_ascii_strtoll (choice, NULL, 10)));
  if (strcmp (kind, "town") == 0)
    return g_strdup (sn_divisions_get_name (divisions, g_ascii_strtoll (choice, NULL, 10)));
  return g_strdup (choice);
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_score (const char *kind)
{
  return strcmp (kind, "score") == 0;
}

/* Whose count it is stands where others have their choices. */
static const char *
get_source (const SnRateCondition *condition)
{
  return condition->choices[0] != NULL ? condition->choices[0] : "";
}

static char *
say_score (const SnRateCondition *condition)
{
  g_autofree char *least = sn_score_format (condition->least), *most = sn_score_format (condition->most);

  if (condition->most == 0)
    /* Translators: whose count, a score */
    return g_strdup_printf (_ ("%s at least %s"), get_source (condition), least);
  if (condition->least == 0)
    return g_strdup_printf (_ ("%s at most %s"), get_source (condition), most);
  return g_strdup_printf (_ ("%s from %s to %s"), get_source (condition), least, most);
}

static char *
say_number (const SnRateCondition *condition)
{
  if (is_score (condition->kind))
    return say_score (condition);
  if (strcmp (condition->kind, "age") == 0)
    return g_strdup_printf (_ ("at most %d years old"), condition->most);
  if (strcmp (condition->kind, "disability_level") == 0)
    /* Translators: levels of a disability, 1 is the most severe */
    return g_strdup_printf (_ ("disability of level %d to %d"), MAX (condition->least, 1),
                            condition->most > 0 ? condition->most : SN_DISABILITY_LEVELS);
  if (condition->most == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "at least %d member of the household", "at least %d members of the household",
                                         (gulong) condition->least), condition->least);
  if (condition->least == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "at most %d member of the household", "at most %d members of the household",
                                         (gulong) condition->most), condition->most);
  if (condition->least == condition->most)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "exactly %d member of the household", "exactly %d members of the household",
                                         (gulong) condition->least), condition->least);
  return g_strdup_printf (_ ("%d to %d members of the household"), condition->least, condition->most);
}

static char *
join_choices (const SnRateCondition *condition, SnDivisions *divisions)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; condition->choices[i] != NULL; i++)
    {
      g_autofree char *name = name_choice (condition->kind, condition->choices[i], divisions);

      g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
write_score (const SnRateCondition *condition)
{
  g_autofree char *least = condition->least > 0 ? sn_score_format (condition->least) : g_strdup ("");
  g_autofree char *most = condition->most > 0 ? sn_score_format (condition->most) : g_strdup ("");

  return g_strdup_printf ("%s:%s-%s", get_source (condition), least, most);
}

char *
sn_rate_condition_write (const SnRateCondition *condition, SnDivisions *divisions)
{
  if (is_score (condition->kind))
    return write_score (condition);
  if (!sn_rate_condition_is_number (condition->kind))
    return join_choices (condition, divisions);
  if (strcmp (condition->kind, "age") == 0)
    return g_strdup_printf ("%d", condition->most);
  if (condition->most == 0)
    return g_strdup_printf ("%d-", condition->least);
  return condition->least == 0 ? g_strdup_printf ("-%d", condition->most) : g_strdup_printf ("%d-%d", condition->least, condition->most);
}

char *
sn_rate_condition_say (const SnRateCondition *condition, SnDivisions *divisions)
{
  g_autofree char *names = NULL;

  if (sn_rate_condition_is_number (condition->kind))
    return say_number (condition);
  names = join_choices (condition, divisions);
  /* Translators: a kind of condition such as “Town”, and which will do */
  return g_strdup_printf (_ ("%s: %s"), sn_rate_condition_get_kind_name (condition->kind), names);
}

/* ── As it is typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_number (const char *text, int *number)
{
  guint64 value = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, 999, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

static gboolean
parse_bound (const char *text, int *bound)
{
  gint64 score = 0;

  if (*text != '\0' && (!sn_score_parse (text, &score) || score <= 0 || score > GREATEST_SCORE))
    return FALSE;
  *bound = (int) score;
  return TRUE;
}

static gboolean
parse_score (const char *text, int *least, int *most, char ***choices, GError **error)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  const char *colon = strrchr (squeezed, ':');
  g_auto (GStrv) parts = g_strsplit (colon != NULL ? colon + 1 : "", "-", 2);

  if (colon == NULL || colon == squeezed || parts[0] == NULL || !parse_bound (parts[0], least) ||
      (parts[1] != NULL && !parse_bound (parts[1], most)))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                   _ ("“%s” is no score. Write whose count it is, and its span: 残联综合困难评分:80- for at least 80."), text);
      return FALSE;
    }
  if (parts[1] == NULL)
    *most = *least;
  *choices = g_new0 (char *, 2);
  (*choices)[0] = g_strndup (squeezed, (gsize) (colon - squeezed));
  return TRUE;
}

gboolean
sn_rate_condition_parse (const char *kind, const char *text, int *least, int *most, char ***choices, GError **error)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_auto (GStrv) parts = NULL;

  *least = *most = 0;
  *choices = NULL;
  if (!sn_rate_condition_check_kind (kind, error))
    return FALSE;
  if (is_score (kind))
    return parse_score (text, least, most, choices, error);
  if (!sn_rate_condition_is_number (kind))
    {
      g_autofree char *plain = sn_text_clean (text);

      /* Chinese commas as well; what is between may hold blanks. */
      for (char *p = plain; (p = strstr (p, "、")) != NULL;)
        memcpy (p, ",,,", 3);
      parts = g_strsplit (plain, ",", -1);
      *choices = g_new0 (char *, g_strv_length (parts) + 1);
      for (gsize i = 0, n = 0; parts[i] != NULL; i++)
        if (*parts[i] != '\0')
          (*choices)[n++] = g_strdup (parts[i]);
      return TRUE;
    }
  parts = g_strsplit (squeezed, "-", 2);
  if (parts[0] != NULL && parse_number (parts[0], least) && (parts[1] == NULL || parse_number (parts[1], most)))
    {
      /* One number alone is both bounds; for the age it is the greatest. */
      if (parts[1] == NULL)
        *most = *least;
      if (strcmp (kind, "age") == 0 && parts[1] == NULL)
        *least = 0;
      return TRUE;
    }
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no span of numbers. Write 1-3, 3- for at least 3 or -59 for at most 59."), text);
  return FALSE;
}
