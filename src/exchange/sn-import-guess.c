/* sn-import-guess.c: words of a file's name and title against those of the programs. A pair of characters that few programs have says
 * more than one that all have: 补助 nothing, 失业 all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-guess.h"

#include "sn-text.h"

#include <math.h>
#include <string.h>

/* A program is proposed when so much of its title's weight is there, or its department is named; and when no other is as near. */
#define LEAST_COVERAGE 0.4
#define LEAST_LEAD 0.75
#define WEIGHT_OF_COVERAGE 2.0
#define WEIGHT_OF_DEPARTMENT 3.0

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* All of @texts, without blanks and signs; between two of them a line end, so that no word begins in one and ends in another. */
static char *
join (const char *const *texts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *squeezed = sn_text_squeeze (texts[i]);

      g_string_append (joined, squeezed);
      g_string_append_c (joined, '\n');
    }
  /* What the whole campaign is called says nothing of a program. */
  g_string_replace (joined, "帮困送温暖", "\n", 0);
  g_string_replace (joined, "元旦春节", "\n", 0);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static gboolean
has_any (const char *text, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "03.1" in "03.1盈浦街道", not in "2025.03.10" */
static gboolean
has_code (const char *text, const char *code)
{
  for (const char *found = strstr (text, code); found != NULL; found = strstr (found + 1, code))
    {
      const char *end = found + strlen (code);
      gboolean begins = found == text || !(g_ascii_isdigit (found[-1]) || found[-1] == '.' || found[-1] == '-');
      gboolean ends = !g_ascii_isdigit (*end) && !(*end == '.' && g_ascii_isdigit (end[1])) && *end != '-';

      if (begins && ends)
        return TRUE;
    }
  return FALSE;
}

/* ── Programs ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): the pairs of neighbouring characters of a title, each once */
static GHashTable *
list_pairs (const char *title)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *squeezed = sn_text_squeeze (title);

  for (const char *p = squeezed; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (*next != '\0' && g_unichar_isalnum (g_utf8_get_char (p)) && g_unichar_isalnum (g_utf8_get_char (next)))
        g_hash_table_add (pairs, g_strndup (p, (gsize) (g_utf8_next_char (next) - p)));
    }
  return pairs;
}

static guint
count_titles_with (const GPtrArray *titles, const char *pair)
{
  guint n = 0;

  for (guint i = 0; i < titles->len; i++)
    n += g_hash_table_contains (g_ptr_array_index (titles, i), pair);
  return n;
}

/* "区民政局" is written so, and without what it is a part of. */
static gboolean
names_department (const char *text, const char *department)
{
  const char *name = department;

  if (g_str_has_prefix (name, "区") || g_str_has_prefix (name, "市"))
    name = g_utf8_next_char (name);
  return *name != '\0' && strstr (text, name) != NULL;
}

/* How near a program is; 0: not near enough to be proposed. */
static double
rate_program (const SnProgram *program, const GPtrArray *titles, guint index, const char *text)
{
  gboolean is_named = names_department (text, program->department);
  double total = 0, found = 0, coverage;
  GHashTableIter iterator;
  gpointer pair;

  g_hash_table_iter_init (&iterator, g_ptr_array_index (titles, index));
  while (g_hash_table_iter_next (&iterator, &pair, NULL))
    {
      double weight = log ((titles->len + 1.0) / count_titles_with (titles, pair));

      total += weight;
      if (strstr (text, pair) != NULL)
        found += weight;
    }
  coverage = total > 0 ? found / total : 0;
  if (coverage < LEAST_COVERAGE && !is_named)
    return 0;
  return found + WEIGHT_OF_COVERAGE * coverage + (is_named ? WEIGHT_OF_DEPARTMENT : 0);
}

/* -1: none, or several alike */
static int
find_by_words (const GPtrArray *programs, const char *text)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  double best = 0, second = 0;
  int found = -1;

  for (guint i = 0; i < programs->len; i++)
    g_ptr_array_add (titles, list_pairs (((const SnProgram *) g_ptr_array_index (programs, i))->title));
  for (guint i = 0; i < programs->len; i++)
    {
      double rating = rate_program (g_ptr_array_index (programs, i), titles, i, text);

      if (rating > best)
        {
          second = best;
          best = rating;
          found = (int) i;
        }
      else
        {
          second = MAX (second, rating);
        }
    }
  return best - second >= LEAST_LEAD ? found : -1;
}

static int
find_by_code (const GPtrArray *programs, const char *text)
{
  int found = -1;

  for (guint i = 0; i < programs->len; i++)
    if (has_code (text, ((const SnProgram *) g_ptr_array_index (programs, i))->code))
      {
        if (found >= 0)
          return -1;
        found = (int) i;
      }
  return found;
}

/* ── Lists without a program ────────────────────────────────────────────────────────────────────────────────────── */

static const char *const death_words[] = { "死亡", "已故", "去世", "亡故", "殡葬", "火化", NULL };
static const char *const score_words[] = { "评分", "打分", "得分", NULL };
static const char *const giving_words[] = { "补助", "补贴", "帮困", "帮扶", "慰问", "救助金", "发放", "送温暖", NULL };
static const char *const list_words[] = { "名单", "台账", "在册", "清单", NULL };

/* The longest name: 低保边缘 holds 低保. */
static int
find_category (const GPtrArray *categories, const char *text)
{
  gsize longest = 0;
  int found = -1;

  for (guint i = 0; categories != NULL && i < categories->len; i++)
    {
      const SnRecipientChoice *category = g_ptr_array_index (categories, i);
      gsize length = strlen (category->name);

      if (length <= longest || strstr (text, category->name) == NULL)
        continue;
      longest = length;
      found = (int) i;
    }
  return found;
}

SnImportGuess
sn_import_guess (const GPtrArray *programs, const GPtrArray *categories, const char *const *texts)
{
  g_autofree char *text = join (texts);
  int found = find_by_code (programs, text);

  if (found >= 0)
    return (SnImportGuess){ SN_GUESS_PROGRAM, (guint) found };
  if (has_any (text, death_words))
    return (SnImportGuess){ SN_GUESS_DEATHS, 0 };
  if (has_any (text, score_words))
    return (SnImportGuess){ SN_GUESS_SCORES, 0 };
  /* A list of who is in need, and nothing of what they are given. */
  found = has_any (text, list_words) && !has_any (text, giving_words) ? find_category (categories, text) : -1;
  if (found >= 0)
    return (SnImportGuess){ SN_GUESS_CATEGORY, (guint) found };
  found = find_by_words (programs, text);
  return found >= 0 ? (SnImportGuess){ SN_GUESS_PROGRAM, (guint) found } : (SnImportGuess){ SN_GUESS_NOTHING, 0 };
}
