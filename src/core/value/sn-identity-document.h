/* sn-identity-document.h: the documents by which a person is known, and the one judge of a typed number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-resident-id.h"

G_BEGIN_DECLS

/**
 * SnDocumentKind:
 *
 * What the form of a number tells. It is derived, never stored: the file keeps the family ("resident", "permit", "passport",
 * "other"), of which a person's row id is made. So the family of a form stays what it was in the first version, also where
 * another would read better: the foreigner's card before 2023 is in "passport".
 */
typedef enum
{
  SN_DOCUMENT_RESIDENT_CARD,           /* 18 digits; 15 of the card before 1999 are made 18 */
  SN_DOCUMENT_RESIDENCE_PERMIT,        /* 港澳台居民居住证: as above, 81, 82, 83 in front */
  SN_DOCUMENT_FOREIGNER_CARD,          /* of 2023: as above, 9 in front */
  SN_DOCUMENT_FOREIGNER_CARD_OLD,      /* three letters and 12 digits */
  SN_DOCUMENT_HONG_KONG_MACAU_PERMIT,  /* 港澳居民来往内地通行证: H or M and 8 to 10 digits */
  SN_DOCUMENT_TAIWAN_PERMIT,           /* 台湾居民来往大陆通行证: 8 or 10 digits */
  SN_DOCUMENT_PASSPORT,                /* a letter and 7 to 9 digits, two letters and 7; others only where it is said to be one */
  SN_DOCUMENT_OTHER,                   /* only where it is said to be one */
} SnDocumentKind;

#define SN_DOCUMENT_N_KINDS (SN_DOCUMENT_OTHER + 1)

typedef struct
{
  SnResidentIdFault fault;      /* %SN_RESIDENT_ID_OK where the number is good; else @kind is what it most looks like */
  SnDocumentKind    kind;
  const char       *family;     /* (transfer none): for document_type */
  char             *number;     /* the normal form; %NULL with a fault that may not stand */
  SnResidentIdNote  notes;      /* what was set right */
  GDate             birth_date; /* not valid where the kind does not tell */
  SnSex             sex;        /* %SN_SEX_UNKNOWN where the kind does not tell */
} SnIdentityDocument;

void        sn_identity_document_clear           (SnIdentityDocument *document);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnIdentityDocument, sn_identity_document_clear)

/**
 * sn_identity_document_judge:
 * @text: (nullable): as typed, pasted or read from a cell
 * @today: births after this day are a fault
 * @document: (out): for sn_identity_document_clear(), also with a fault
 *
 * Pure and cheap; any thread.
 *
 * Returns: whether the number is good
 */
gboolean    sn_identity_document_judge           (const char         *text,
                                                  const GDate        *today,
                                                  SnIdentityDocument *document);
/**
 * sn_identity_document_judge_as:
 * @family: (nullable): what an officer says that it is, where the form does not tell: "passport" takes 5 to 20 letters and digits,
 *   "other" anything up to 40 characters. Everything else is judged by its form; so is all without a family.
 */
gboolean    sn_identity_document_judge_as        (const char         *text,
                                                  const char         *family,
                                                  const GDate        *today,
                                                  SnIdentityDocument *document);
/* What a stored number is: its family and its form. */
SnDocumentKind sn_identity_document_get_kind     (const char         *family,
                                                  const char         *number);
/* (transfer full): the one way to write a number, so that all ways of typing it lead to one person: the normal form where the
 * number is good or only its check digit is wrong, else as it is. For looking up. */
char       *sn_identity_document_normal_number   (const char         *family,
                                                  const char         *number);
/* Whether an officer may let a number with this fault stand, with a reason: only a wrong check digit, which a few cards really bear. */
gboolean    sn_identity_document_fault_may_stand (SnResidentIdFault   fault);
/* "resident_card", "residence_permit", "foreigner_card", "foreigner_card_old", "hong_kong_macau_permit", "taiwan_permit", "passport",
 * "other" */
const char *sn_identity_document_kind_key        (SnDocumentKind      kind);
/* Translated: "resident identity card". */
const char *sn_identity_document_kind_word       (SnDocumentKind      kind);

G_END_DECLS
