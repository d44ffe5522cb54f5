/* sn-person.h: one person of the registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/**
 * SnPerson:
 *
 * A row of table "person". In what the functions give back no string is %NULL. In a draft %NULL stands for "not given".
 */
typedef struct
{
  gint64  id;
  char   *name;
  char   *name_pinyin;     /* not read from a draft: it follows from the name */
  char   *document_type;   /* "resident", "permit", "passport", "other"; a draft without one: "resident" */
  char   *document_number; /* in full: mask it before it is shown */
  char   *birth_date;      /* ISO; "" when unknown */
  char   *sex;             /* "male", "female", "unknown" */
  char   *phone;
  gint64  household_id;
  char   *relation;        /* to the head, in words */
  gint64  town_id;         /* 0: not known */
  gint64  village_id;      /* 0: not known */
  char   *address;
  char   *bank_name;
  char   *account_number;  /* in full */
  char   *account_holder;  /* "": the person */
  char   *note;
  char   *died_on;         /* ISO; "" while the person lives. This and the next are written by sn_person_mark() alone */
  char   *moved_on;        /* ISO, out of the district; "" while the person is here */
  char   *former_names;    /* joined by 、: sn_name_list_normalise() */
  char   *ethnic_group;    /* in words: 汉族; sn_ethnic_group_normalise() */
  char   *registered_address;     /* of the household register; "address" is where the person lives */
  char   *document_reason;        /* why a number whose check digit is wrong stands; "" where it is right */
  char   *disability_certificate; /* its number in full; kind and level follow from it */
  gint64  disability_kind;        /* 1 to 7, SnDisability; 0: none known */
  gint64  disability_level;       /* 1 (the most severe) to 4; 0: none known */
  char   *account_relation;       /* of the account's holder to the person; "" where the person holds it */
  gint64  guardian_id;            /* 0: none of the registry. Where there is one, the next is "" */
  char   *guardian_name;
  char   *guardian_relation;
  char   *guardian_phone;
} SnPerson;

void      sn_person_free   (SnPerson      *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPerson, sn_person_free)

/* (transfer full) */
SnPerson *sn_person_copy   (const SnPerson *person);

/* (transfer full): %SN_ERROR_NOT_FOUND when nobody has that id */
SnPerson *sn_person_lookup (SnConnection  *connection,
                            gint64         person_id,
                            GError       **error);
/**
 * sn_person_find_by_document:
 * @person_id: (out): 0 when nobody has that document
 *
 * Also by an earlier document ("other_document"), and however the number is written (15 digits, full-width, with blanks). Not for
 * people added since sn_transaction_begin_bulk ("person"): until the commit their index is not there.
 *
 * Returns: %FALSE only on failure
 */
gboolean  sn_person_find_by_document (SnConnection  *connection,
                                      const char    *document_type,
                                      const char    *document_number,
                                      gint64        *person_id,
                                      GError       **error);
/**
 * sn_person_insert:
 * @draft: who; its id and name_pinyin are not looked at; the number is written in its normal form. Where birth date or sex are not
 *   given, a resident number says them.
 *   household_id 0 makes a household of one with this person as its head, at the same address.
 * @person_id: (out) (optional): the new id, the same in every workspace unless two documents hash alike: then the next free one
 *
 * Does not describe the Change. Uses no secondary index of person, so it is fast inside sn_transaction_begin_bulk ("person").
 *
 * Errors: %SN_ERROR_INVALID_INPUT without name or document number; %SN_ERROR_REFUSED when that document is in the registry
 */
gboolean  sn_person_insert  (SnTransaction   *transaction,
                             const SnPerson  *draft,
                             gint64          *person_id,
                             GError         **error);
/* The same for whoever has found already that nobody is known by @document_number (in its normal form), nor has @id, which
 * sn_person_id_for_document() makes of it: neither is looked for. Where it is not so, the schema refuses. */
gboolean  sn_person_insert_as (SnTransaction  *transaction,
                               const SnPerson *draft,
                               const char     *document_number,
                               gint64          id,
                               GError        **error);
/**
 * sn_person_update:
 * @person: the whole row as it shall be; the name's keys follow the name
 *
 * Does not describe the Change. Equal content leaves no trace in the journal.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT without a name; %SN_ERROR_REFUSED when the document differs: it is
 * what the id is made of
 */
gboolean  sn_person_update  (SnTransaction   *transaction,
                             const SnPerson  *person,
                             GError         **error);

typedef enum
{
  SN_PERSON_DIED,
  SN_PERSON_MOVED, /* out of the district */
  SN_PERSON_HERE,  /* neither: an earlier mark was wrong, or the person came back */
} SnPersonMark;

/* "died", "moved", "here" */
gboolean  sn_person_mark_from_string (const char   *text,
                                      SnPersonMark *mark);
/**
 * sn_person_mark:
 * @date: (nullable): ISO, the day of it; %NULL for today. Not for %SN_PERSON_HERE
 *
 * The person stays in the registry, for what was paid is history; findings point out lines that are still planned. One Change,
 * "person-died", "person-moved" or "person-here"; none where it is known already.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: no day, a day after today or before the birth
 */
gboolean  sn_person_mark    (SnTransaction            *transaction,
                             gint64                    person_id,
                             SnPersonMark              mark,
                             const char               *date,
                             GError                  **error);

G_END_DECLS
