/* sn-person-edit.h: an officer's hand on a person's data: one judge of every field, one way to write it.
 *
 * A form, a command line and a new person all fill an SnPersonEdit. What is typed is judged field by field with
 * sn_person_check_field() while it is typed, and once more, with what only the registry knows, when it is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person.h"

G_BEGIN_DECLS

/* The fields that are typed as text. */
typedef enum
{
  SN_PERSON_FIELD_NAME,
  SN_PERSON_FIELD_FORMER_NAMES,           /* one or several, parted by 、 , ; / */
  SN_PERSON_FIELD_SEX,                    /* male, female, unknown; also 男, 女 */
  SN_PERSON_FIELD_BIRTH_DATE,
  SN_PERSON_FIELD_ETHNIC_GROUP,
  SN_PERSON_FIELD_PHONE,                  /* one or several */
  SN_PERSON_FIELD_RELATION,               /* to the head of the household */
  SN_PERSON_FIELD_ADDRESS,
  SN_PERSON_FIELD_REGISTERED_ADDRESS,
  SN_PERSON_FIELD_BANK_NAME,
  SN_PERSON_FIELD_ACCOUNT_NUMBER,
  SN_PERSON_FIELD_ACCOUNT_HOLDER,         /* "" or the person's own name: the person */
  SN_PERSON_FIELD_ACCOUNT_RELATION,       /* asked for where the holder is somebody else */
  SN_PERSON_FIELD_DISABILITY_CERTIFICATE, /* kind and level follow from it */
  SN_PERSON_FIELD_DISABILITY_KIND,        /* 1 to 7 or the word; with a certificate only what it says */
  SN_PERSON_FIELD_DISABILITY_LEVEL,       /* 1 to 4 or the word; likewise */
  SN_PERSON_FIELD_GUARDIAN_NAME,          /* in words; empties the guardian of the registry */
  SN_PERSON_FIELD_GUARDIAN_RELATION,
  SN_PERSON_FIELD_GUARDIAN_PHONE,
  SN_PERSON_FIELD_NOTE,
} SnPersonField;

#define SN_PERSON_N_FIELDS (SN_PERSON_FIELD_NOTE + 1)

/* The column of table "person": "phone". */
const char *sn_person_field_key         (SnPersonField  field);
/* Translated: "Phone". */
const char *sn_person_field_word        (SnPersonField  field);
gboolean    sn_person_field_from_key    (const char    *key,
                                         SnPersonField *field);
/* (transfer full): what @person has in @field, as a form shows it; never %NULL */
char       *sn_person_dup_field         (const SnPerson *person,
                                         SnPersonField   field);

/**
 * sn_person_check_field:
 * @person: (nullable): whose field it is, for what hangs together: birth and sex against the number, a certificate against the
 *   number. For a person still to be added a draft with document_type and document_number (normal form) and what else is typed; no
 *   string of it need be given
 * @text: as typed
 * @normal: (out) (optional) (transfer full): how it will be written; a copy of @text where there is a fault
 *
 * What a person of the registry (with an id) has already is not judged again.
 *
 * Pure and cheap: no SQL, made for the main thread at every key. What only the registry knows (villages, guardians) is not asked.
 *
 * Returns: (transfer full) (nullable): a translated sentence that names the field, what is wrong with it and what to do; %NULL when
 *   all is well
 */
char       *sn_person_check_field       (const SnPerson *person,
                                         SnPersonField   field,
                                         const char     *text,
                                         char          **normal);
/* (transfer full) (nullable): a translated sentence about what may be right and should be looked at again: an account whose check
 * digit is wrong. It stops nothing. */
char       *sn_person_doubt_field       (const SnPerson *person,
                                         SnPersonField   field,
                                         const char     *text);

#define SN_PERSON_EDIT_NONE (-1) /* for the ids of an edit: empties */

/* What shall be otherwise: all zero leaves everything as it is. Strings and array are the caller's. */
typedef struct
{
  const char *texts[SN_PERSON_N_FIELDS]; /* %NULL leaves a field, "" empties it (not the name) */
  gint64      town_id;                   /* a new town empties a village that does not belong to it */
  gint64      village_id;                /* brings its town with it where no town is given */
  gint64      guardian_id;               /* somebody of the registry; empties the name in words */
} SnPersonEdit;

/**
 * sn_person_edit:
 *
 * One Change, "person-edit". An edit that changes nothing leaves none.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT with the first fault, a sentence that names its field: see
 * sn_person_check_field(), further a village of another town, a guardian who is the person or is not in the registry, and an account
 * holder who is somebody else without the relation to the person
 */
gboolean    sn_person_edit              (SnTransaction      *transaction,
                                         gint64              person_id,
                                         const SnPersonEdit *edit,
                                         GError            **error);

/* Somebody who is not in the registry yet. Strings are the caller's. */
typedef struct
{
  const char   *document_text;   /* as typed: sn_identity_document_judge_as() */
  const char   *document_family; /* (nullable): "passport" or "other" where an officer says so; else the form tells */
  const char   *override_reason; /* (nullable): why a number whose check digit is wrong stands */
  gint64        household_id;    /* 0: a new household of this person. Where @fields say no place, that of the household */
  SnPersonEdit  fields;          /* the name at least; birth and sex are derived where the document tells them */
} SnNewPerson;

/**
 * sn_person_create:
 * @person_id: (out): who it is; also where it is refused because the registry has the document already: who has it. 0 with all other
 *   failures
 *
 * One Change, "person-create".
 *
 * Errors: %SN_ERROR_INVALID_INPUT: the document's fault (a wrong check digit without a reason among them), or a field's as with
 * sn_person_edit(); %SN_ERROR_REFUSED when the document, or an earlier document, is somebody's in the registry: the sentence says where
 */
gboolean    sn_person_create            (SnTransaction      *transaction,
                                         const SnNewPerson  *newcomer,
                                         gint64             *person_id,
                                         GError            **error);

G_END_DECLS
