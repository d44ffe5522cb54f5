/* sn-identity-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-identity-document.h"

#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SHORTEST_PASSPORT 5
#define LONGEST_PASSPORT 20
#define LONGEST_OTHER 40

static const struct
{
  const char *family;
  const char *key;
  const char *word;
} kinds[] = {
  [SN_DOCUMENT_RESIDENT_CARD] = { "resident", "resident_card", N_ ("resident identity card") },
  [SN_DOCUMENT_RESIDENCE_PERMIT] = { "permit", "residence_permit", N_ ("residence permit for Hong Kong, Macau and Taiwan residents") },
  [SN_DOCUMENT_FOREIGNER_CARD] = { "permit", "foreigner_card", N_ ("foreigner's permanent residence card") },
  [SN_DOCUMENT_FOREIGNER_CARD_OLD] = { "passport", "foreigner_card_old", N_ ("foreigner's permanent residence card (before 2023)") },
  [SN_DOCUMENT_HONG_KONG_MACAU_PERMIT] = { "permit", "hong_kong_macau_permit", N_ ("mainland travel permit for Hong Kong and Macau residents") },
  [SN_DOCUMENT_TAIWAN_PERMIT] = { "permit", "taiwan_permit", N_ ("mainland travel permit for Taiwan residents") },
  [SN_DOCUMENT_PASSPORT] = { "passport", "passport", N_ ("passport") },
  [SN_DOCUMENT_OTHER] = { "other", "other", N_ ("other document") },
};

const char *
sn_identity_document_kind_word (SnDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return _ (kinds[kind].word);
}

const char *
sn_identity_document_kind_key (SnDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return kinds[kind].key;
}

gboolean
sn_identity_document_fault_may_stand (SnResidentIdFault fault)
{
  return fault == SN_RESIDENT_ID_CHECK_DIGIT;
}

void
sn_identity_document_clear (SnIdentityDocument *document)
{
  g_clear_pointer (&document->number, g_free);
}

static void
start (SnIdentityDocument *document)
{
  memset (document, 0, sizeof *document);
  g_date_clear (&document->birth_date, 1);
}

static void
set_kind (SnIdentityDocument *document, SnDocumentKind kind)
{
  document->kind = kind;
  document->family = kinds[kind].family;
}

/* ── By the form ────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Of a number of 18 digits. */
static SnDocumentKind
get_kind_of_18 (const char *number)
{
  if (*number == '9')
    return SN_DOCUMENT_FOREIGNER_CARD;
  return *number == '8' && number[1] >= '1' && number[1] <= '3' ? SN_DOCUMENT_RESIDENCE_PERMIT : SN_DOCUMENT_RESIDENT_CARD;
}

/* Of a number that sn_permit_number_normalise() let pass. */
static SnDocumentKind
get_kind_of_permit (const char *number)
{
  gsize n_letters = strspn (number, LETTERS);
  gsize n_digits = strlen (number) - n_letters;

  if (n_letters == 0)
    return SN_DOCUMENT_TAIWAN_PERMIT;
  if (n_letters == 3)
    return SN_DOCUMENT_FOREIGNER_CARD_OLD;
  return n_letters == 1 && n_digits >= 8 && (*number == 'H' || *number == 'M') ? SN_DOCUMENT_HONG_KONG_MACAU_PERMIT : SN_DOCUMENT_PASSPORT;
}

static gboolean
take_permit (const char *text, SnIdentityDocument *document)
{
  char *number = sn_permit_number_normalise (text);

  if (number == NULL)
    return FALSE;
  document->fault = SN_RESIDENT_ID_OK;
  document->number = number;
  document->notes = strcmp (number, text) != 0 ? SN_RESIDENT_ID_CLEANED : SN_RESIDENT_ID_AS_WRITTEN;
  set_kind (document, get_kind_of_permit (number));
  /* Some passports begin with H or M and have seven digits. The first version took them for permits, and their owners' row ids
   * are made of it. */
  if (*number == 'H' || *number == 'M')
    document->family = "permit";
  return TRUE;
}

gboolean
sn_identity_document_judge (const char *text, const GDate *today, SnIdentityDocument *document)
{
  start (document);
  set_kind (document, SN_DOCUMENT_RESIDENT_CARD);
  document->fault = sn_resident_id_normalise (text, today, &document->number, &document->notes);
  if (document->number == NULL)
    return document->fault != SN_RESIDENT_ID_MISSING && take_permit (text, document);
  set_kind (document, get_kind_of_18 (document->number));
  sn_resident_id_get_birth_date (document->number, &document->birth_date);
  document->sex = sn_resident_id_get_sex (document->number);
  return document->fault == SN_RESIDENT_ID_OK;
}

/* ── By an officer's word ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
judge_named_passport (const char *text, SnIdentityDocument *document)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autofree char *number = g_ascii_strup (squeezed, -1);
  gsize length = strlen (number);

  set_kind (document, SN_DOCUMENT_PASSPORT);
  if (length == 0)
    document->fault = SN_RESIDENT_ID_MISSING;
  else if (length < SHORTEST_PASSPORT || length > LONGEST_PASSPORT)
    document->fault = SN_RESIDENT_ID_LENGTH_WRONG;
  else if (strspn (number, DIGITS LETTERS) != length)
    document->fault = SN_RESIDENT_ID_CHARACTERS;
  if (document->fault != SN_RESIDENT_ID_OK)
    return FALSE;
  document->notes = strcmp (number, text) != 0 ? SN_RESIDENT_ID_CLEANED : SN_RESIDENT_ID_AS_WRITTEN;
  document->number = g_steal_pointer (&number);
  return TRUE;
}

static gboolean
judge_named_other (const char *text, SnIdentityDocument *document)
{
  g_autofree char *number = sn_text_clean (text);

  set_kind (document, SN_DOCUMENT_OTHER);
  if (*number == '\0')
    document->fault = SN_RESIDENT_ID_MISSING;
  else if (g_utf8_strlen (number, -1) > LONGEST_OTHER)
    document->fault = SN_RESIDENT_ID_LENGTH_WRONG;
  if (document->fault != SN_RESIDENT_ID_OK)
    return FALSE;
  document->notes = strcmp (number, text) != 0 ? SN_RESIDENT_ID_CLEANED : SN_RESIDENT_ID_AS_WRITTEN;
  document->number = g_steal_pointer (&number);
  return TRUE;
}

gboolean
sn_identity_document_judge_as (const char *text, const char *family, const GDate *today, SnIdentityDocument *document)
{
  const char *typed = text != NULL ? text : "";

  start (document);
  if (g_strcmp0 (family, "other") == 0)
    return judge_named_other (typed, document);
  if (g_strcmp0 (family, "passport") != 0)
    return sn_identity_document_judge (text, today, document);
  if (take_permit (typed, document) && g_str_equal (document->family, family))
    return TRUE;
  sn_identity_document_clear (document);
  start (document);
  return judge_named_passport (typed, document);
}

/* ── Stored numbers ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* 17 digits and a digit or X: nothing of it could be written otherwise. */
static gboolean
has_form_of_18 (const char *number)
{
  return strlen (number) == SN_RESIDENT_ID_LENGTH && strspn (number, DIGITS) >= SN_RESIDENT_ID_LENGTH - 1 &&
         (g_ascii_isdigit (number[SN_RESIDENT_ID_LENGTH - 1]) || number[SN_RESIDENT_ID_LENGTH - 1] == 'X');
}

SnDocumentKind
sn_identity_document_get_kind (const char *family, const char *number)
{
  g_autofree char *permit = NULL;

  if (g_strcmp0 (family, "other") == 0)
    return SN_DOCUMENT_OTHER;
  if (has_form_of_18 (number))
    return get_kind_of_18 (number);
  permit = sn_permit_number_normalise (number);
  if (permit != NULL && g_strcmp0 (family, "resident") != 0)
    return g_strcmp0 (family, "passport") == 0 && get_kind_of_permit (permit) != SN_DOCUMENT_FOREIGNER_CARD_OLD
             ? SN_DOCUMENT_PASSPORT
             : get_kind_of_permit (permit);
  if (g_strcmp0 (family, "passport") == 0)
    return SN_DOCUMENT_PASSPORT;
  return g_strcmp0 (family, "permit") == 0 ? SN_DOCUMENT_RESIDENCE_PERMIT : SN_DOCUMENT_RESIDENT_CARD;
}

char *
sn_identity_document_normal_number (const char *family, const char *number)
{
  g_auto (SnIdentityDocument) document = { .number = NULL };
  GDate farthest;

  /* Of a hundred thousand rows nearly all are so: it is not worth judging them once more. */
  if (has_form_of_18 (number))
    return g_strdup (number);
  /* What is looked up was not born today: the calendar's end lets every stored number be found. */
  g_date_clear (&farthest, 1);
  g_date_set_dmy (&farthest, 31, G_DATE_DECEMBER, 9999);
  sn_identity_document_judge_as (number, family, &farthest, &document);
  return document.number != NULL && g_strcmp0 (document.family, family) == 0 ? g_steal_pointer (&document.number) : g_strdup (number);
}
