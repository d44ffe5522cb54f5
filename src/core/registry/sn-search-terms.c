/* sn-search-terms.c: reading what was typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-columns.h"

#include "sn-name.h"
#include "sn-text.h"

#include <string.h>


typedef struct
{
  SnSearchTermKind kind;
  char            *text;
  char            *typed;
} Term;

struct _SnSearchTerms
{
  GArray *terms; /* Term */
};

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_term (gpointer data)
{
  g_free (((Term *) data)->text);
  g_free (((Term *) data)->typed);
}

static gboolean
is_number (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  return n_digits > 0 && (text[n_digits] == '\0' || (text[n_digits] == 'X' && text[n_digits + 1] == '\0'));
}

static SnSearchTermKind
classify (const char *upper)
{
  gboolean has_digit = FALSE;

  if (*upper == '\0')
    return SN_SEARCH_TERM_NAME;
  for (const char *p = upper; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        return SN_SEARCH_TERM_NAME;
      has_digit |= g_ascii_isdigit (*p) != 0;
    }
  if (!has_digit)
    return SN_SEARCH_TERM_LETTERS;
  return is_number (upper) ? SN_SEARCH_TERM_NUMBER : SN_SEARCH_TERM_MIXED;
}

/* Without what people put between syllables and digits (xi'an, 021-5973), ü as keyboards have it. */
static char *
strip_signs (const char *part)
{
  GString *stripped = g_string_new (NULL);

  for (const char *p = part; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == 0xfc || character == 0xdc)
        g_string_append_c (stripped, 'V');
      else if (character < 0x80 && strchr ("-'", (int) character) == NULL)
        g_string_append_c (stripped, g_ascii_toupper ((char) character));
      else if (character >= 0x80 && character != 0x2019)
        g_string_append_unichar (stripped, character);
    }
  return g_string_free (stripped, FALSE);
}

static char *
make_text (SnSearchTermKind kind, const char *upper, const char *part)
{
  g_autofree char *normal = NULL;

  if (kind == SN_SEARCH_TERM_LETTERS)
    return g_ascii_strdown (upper, -1);
  if (kind != SN_SEARCH_TERM_NAME)
    return g_strdup (upper);
  normal = sn_name_normalise (part, NULL);
  return g_ascii_strdown (*normal != '\0' ? normal : part, -1);
}

/* ── Dates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One or two digits up to @most, and the sign behind them, if any; 0 where it is something else. */
static int
take_number (const char **text, int most)
{
  int number = 0, n_digits = 0;

  for (; n_digits < 2 && g_ascii_isdigit (**text); n_digits++)
    number = number * 10 + *(*text)++ - '0';
  if (number > most || g_ascii_isdigit (**text))
    return 0;
  return number;
}

static gboolean
take_sign (const char **text)
{
  static const char *const signs[] = { "-", ".", "/", "年", "月", "日" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (*text, signs[i]))
      {
        *text += strlen (signs[i]);
        return TRUE;
      }
  return FALSE;
}

/* 1960-1-1, 1960.01.01, 1960年1月: as it stands in a number, 19600101, 196001. (transfer full) (nullable): no date of that kind */
static char *
read_date (const char *part)
{
  const char *p = part + strspn (part, "0123456789");
  int year = (int) g_ascii_strtoll (part, NULL, 10), month, day;

  if (p != part + 4 || year < 1880 || year > 2099 || !take_sign (&p))
    return NULL;
  month = take_number (&p, 12);
  if (month == 0)
    return NULL;
  if (!take_sign (&p) || *p == '\0')
    return *p == '\0' ? g_strdup_printf ("%04d%02d", year, month) : NULL;
  day = take_number (&p, 31);
  take_sign (&p);
  return day > 0 && *p == '\0' ? g_strdup_printf ("%04d%02d%02d", year, month, day) : NULL;
}

/* ── Parts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_part (SnSearchTerms *terms, const char *part)
{
  g_autofree char *date = read_date (part);
  g_autofree char *composed = g_utf8_normalize (date != NULL ? date : part, -1, G_NORMALIZE_NFC); /* ü of two characters */
  g_autofree char *upper = strip_signs (composed != NULL ? composed : part);
  SnSearchTermKind kind = classify (upper);
  g_autofree char *text = make_text (kind, upper, part);
  Term *last = terms->terms->len > 0 ? &g_array_index (terms->terms, Term, terms->terms->len - 1) : NULL;
  Term term = { kind, NULL, NULL };

  /* "wang jian guo" is one spelling. */
  if (kind == SN_SEARCH_TERM_LETTERS && last != NULL && last->kind == SN_SEARCH_TERM_LETTERS)
    {
      char *joined = g_strconcat (last->text, text, NULL);

      g_free (last->text);
      last->text = joined;
      return;
    }
  term.text = g_steal_pointer (&text);
  term.typed = g_strdup (part);
  g_array_append_val (terms->terms, term);
}

SnSearchTerms *
sn_search_terms_parse (const char *text)
{
  SnSearchTerms *terms = g_new (SnSearchTerms, 1);
  g_autofree char *clean = sn_text_clean (text);
  g_auto (GStrv) parts = g_strsplit (clean, " ", -1);

  terms->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (terms->terms, clear_term);
  for (int i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      add_part (terms, parts[i]);
  return terms;
}

void
sn_search_terms_free (SnSearchTerms *terms)
{
  if (terms == NULL)
    return;
  g_array_unref (terms->terms);
  g_free (terms);
}

gboolean
sn_search_terms_is_empty (SnSearchTerms *terms)
{
  return terms->terms->len == 0;
}

guint
sn_search_terms_get_length (SnSearchTerms *terms)
{
  return terms->terms->len;
}

SnSearchTermKind
sn_search_terms_get_kind (SnSearchTerms *terms, guint position)
{
  return g_array_index (terms->terms, Term, position).kind;
}

const char *
sn_search_terms_get_text (SnSearchTerms *terms, guint position)
{
  return g_array_index (terms->terms, Term, position).text;
}

const char *
sn_search_terms_get_typed (SnSearchTerms *terms, guint position)
{
  return g_array_index (terms->terms, Term, position).typed;
}

gboolean
sn_search_terms_looks_further (SnSearchTerms *terms, guint position)
{
  const Term *term = &g_array_index (terms->terms, Term, position);

  if (term->kind != SN_SEARCH_TERM_NAME || g_utf8_strlen (term->typed, -1) < 2)
    return FALSE;
  for (const char *p = term->typed; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}
