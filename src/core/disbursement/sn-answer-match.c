/* sn-answer-match.c: which line of a batch a row of an answer is about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-answer-match.h"

#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-text.h"

#include <string.h>

/* A line as it is compared: numbers and names in their one form. "" stands for not known. */
typedef struct
{
  const SnPayment *payment; /* borrowed */
  char            *account;
  char            *name;
  char            *holder;  /* banks name the holder where the account is another's */
} Line;

struct _SnAnswerMatcher
{
  GPtrArray  *lines;       /* Line */
  GHashTable *by_number;   /* GINT_TO_POINTER → Line */
  GHashTable *by_account;  /* char * → GPtrArray of Line */
  GHashTable *by_name;     /* char * → GPtrArray of Line; name and holder */
};

/* A row in the same form. */
typedef struct
{
  int      number;         /* 0: not given */
  char    *account;
  gboolean account_masked; /* 6217****0001: good for comparing, not for finding */
  char    *name;
  gboolean has_amount;
  gint64   amount_fen;
} Row;

typedef enum
{
  NOT_GIVEN,
  AGREES,
  DIFFERS,
} Comparison;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->account);
  g_free (line->name);
  g_free (line->holder);
  g_free (line);
}

static void
clear_row (Row *row)
{
  g_clear_pointer (&row->account, g_free);
  g_clear_pointer (&row->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, clear_row)

static char *
normalise_account (const char *text)
{
  char *number = sn_account_number_normalise (text != NULL ? text : "", NULL, NULL);

  return number != NULL ? number : sn_text_squeeze (text != NULL ? text : "");
}

static char *
normalise_name (const char *text)
{
  return sn_name_normalise (text != NULL ? text : "", NULL);
}

static void
add_to_index (GHashTable *index, const char *key, Line *line)
{
  GPtrArray *lines = g_hash_table_lookup (index, key);

  if (*key == '\0')
    return;
  if (lines == NULL)
    {
      lines = g_ptr_array_new ();
      g_hash_table_insert (index, g_strdup (key), lines);
    }
  g_ptr_array_add (lines, line);
}

static void
add_line (SnAnswerMatcher *matcher, const SnPayment *payment)
{
  Line *line = g_new0 (Line, 1);

  line->payment = payment;
  line->account = normalise_account (payment->account_number);
  line->name = normalise_name (payment->payee_name);
  line->holder = normalise_name (payment->account_holder);
  g_ptr_array_add (matcher->lines, line);
  g_hash_table_insert (matcher->by_number, GINT_TO_POINTER (payment->line), line);
  add_to_index (matcher->by_account, line->account, line);
  add_to_index (matcher->by_name, line->name, line);
  if (strcmp (line->name, line->holder) != 0)
    add_to_index (matcher->by_name, line->holder, line);
}

SnAnswerMatcher *
sn_answer_matcher_new (GPtrArray *payments)
{
  SnAnswerMatcher *matcher = g_new0 (SnAnswerMatcher, 1);

  matcher->lines = g_ptr_array_new_with_free_func (free_line);
  matcher->by_number = g_hash_table_new (NULL, NULL);
  matcher->by_account = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  matcher->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < payments->len; i++)
    add_line (matcher, g_ptr_array_index (payments, i));
  return matcher;
}

void
sn_answer_matcher_free (SnAnswerMatcher *matcher)
{
  if (matcher == NULL)
    return;
  g_hash_table_unref (matcher->by_number);
  g_hash_table_unref (matcher->by_account);
  g_hash_table_unref (matcher->by_name);
  g_ptr_array_unref (matcher->lines);
  g_free (matcher);
}

static Row
read_row (const SnAnswerRow *answer)
{
  Row row = { answer->line, normalise_account (answer->account_number), FALSE, normalise_name (answer->name), FALSE,
              answer->amount_fen };

  row.account_masked = strchr (row.account, '*') != NULL;
  /* Some banks write what was credited: 0 for a line that failed. That says nothing about the amount asked for. */
  row.has_amount = answer->has_amount && (answer->paid || answer->amount_fen != 0);
  return row;
}

/* What a bank leaves to see of a number: its ends. */
static gboolean
fits_mask (const char *account, const char *masked)
{
  gsize head = strcspn (masked, "*");
  const char *tail = strrchr (masked, '*') + 1;

  return head + strlen (tail) > 0 && strlen (account) >= head + strlen (tail) && strncmp (account, masked, head) == 0 &&
         g_str_has_suffix (account, tail);
}

static Comparison
compare_account (const Line *line, const Row *row)
{
  gboolean same;

  if (*row->account == '\0' || *line->account == '\0')
    return NOT_GIVEN;
  same = row->account_masked ? fits_mask (line->account, row->account) : strcmp (line->account, row->account) == 0;
  return same ? AGREES : DIFFERS;
}

static Comparison
compare_name (const Line *line, const Row *row)
{
  if (*row->name == '\0')
    return NOT_GIVEN;
  return strcmp (line->name, row->name) == 0 || strcmp (line->holder, row->name) == 0 ? AGREES : DIFFERS;
}

static Comparison
compare_amount (const Line *line, const Row *row)
{
  if (!row->has_amount)
    return NOT_GIVEN;
  return line->payment->amount_fen == row->amount_fen ? AGREES : DIFFERS;
}

static SnAnswerMatch
judge_line (const Line *line, const Row *row, const SnPayment **payment)
{
  *payment = line->payment;
  if (compare_amount (line, row) == DIFFERS)
    return SN_ANSWER_AMOUNT_DIFFERS;
  return compare_name (line, row) == DIFFERS ? SN_ANSWER_NAME_DIFFERS : SN_ANSWER_MATCHES;
}

/* The number counts within one file. Everybody of a program may get the same amount, so that the line of another batch's
 * answer would fit by number and amount: where the account, or without one the name, is another, the number proves nothing. */
static gboolean
number_holds (const Line *line, const Row *row)
{
  Comparison account = compare_account (line, row);

  return account == AGREES || (account == NOT_GIVEN && compare_name (line, row) != DIFFERS);
}

/* Of @lines those with the row's amount (and the mask of its account, if it has one). More than one: the row's name may
 * tell them apart, as with a couple that shares an account. */
static SnAnswerMatch
choose_line (GPtrArray *lines, const Row *row, const SnPayment **payment)
{
  const Line *first = NULL, *named = NULL;
  guint n_fitting = 0, n_named = 0;

  for (guint i = 0; lines != NULL && i < lines->len && n_named < 2; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (compare_amount (line, row) != AGREES || compare_account (line, row) == DIFFERS)
        continue;
      first = n_fitting++ == 0 ? line : first;
      if (compare_name (line, row) != AGREES)
        continue;
      named = line;
      n_named++;
    }
  if (n_named == 1)
    return judge_line (named, row, payment);
  if (n_fitting == 1)
    return judge_line (first, row, payment);
  return n_fitting > 1 ? SN_ANSWER_AMBIGUOUS : SN_ANSWER_FITS_NOTHING;
}

/* By a full account. Never past it to the name: another account is another payment. */
static SnAnswerMatch
find_by_account (SnAnswerMatcher *matcher, const Row *row, const SnPayment **payment)
{
  GPtrArray *lines = g_hash_table_lookup (matcher->by_account, row->account);
  SnAnswerMatch match = row->has_amount ? choose_line (lines, row, payment) : SN_ANSWER_FITS_NOTHING;

  if (match != SN_ANSWER_FITS_NOTHING || !row->has_amount || lines == NULL || lines->len != 1)
    return match;
  /* It is told what the row is about; it is not settled. */
  return judge_line (g_ptr_array_index (lines, 0), row, payment);
}

SnAnswerMatch
sn_answer_matcher_find (SnAnswerMatcher *matcher, const SnAnswerRow *answer, const SnPayment **payment)
{
  g_auto (Row) row = read_row (answer);
  const Line *line = row.number > 0 ? g_hash_table_lookup (matcher->by_number, GINT_TO_POINTER (row.number)) : NULL;

  *payment = NULL;
  if (line != NULL && number_holds (line, &row))
    return judge_line (line, &row, payment);
  if (*row.account != '\0' && !row.account_masked)
    return find_by_account (matcher, &row, payment);
  if (*row.name != '\0' && row.has_amount)
    return choose_line (g_hash_table_lookup (matcher->by_name, row.name), &row, payment);
  return SN_ANSWER_FITS_NOTHING;
}
