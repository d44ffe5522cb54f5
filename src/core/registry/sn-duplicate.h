/* sn-duplicate.h: entries of the registry that look like one person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/* What speaks for it; several may. Names that sound alike count as the same for phone, account and number. */
typedef enum
{
  SN_DUPLICATE_NUMBER      = 1 << 0, /* one document: in its form of 15 and of 18 digits, under two kinds, or among other documents */
  SN_DUPLICATE_NUMBER_TYPO = 1 << 1, /* numbers that differ in one character, or in two neighbours that changed places, and a like name */
  SN_DUPLICATE_NAME_BIRTH  = 1 << 2, /* the same name and date of birth */
  SN_DUPLICATE_ACCOUNT     = 1 << 3, /* the same account and name; couples share accounts, so an account alone is no ground */
  SN_DUPLICATE_PHONE       = 1 << 4, /* the same phone and name */
} SnDuplicateGround;

#define SN_DUPLICATE_N_GROUNDS 5

typedef struct
{
  gint64 first_id;  /* < second_id */
  gint64 second_id;
  guint  grounds;   /* SnDuplicateGround */
  guint  score;     /* how much speaks for it: the grounds weighed */
} SnDuplicate;

/**
 * sn_duplicate_list:
 * @cancellable: (nullable)
 *
 * One pass over the registry: some 2 s for a million people. Without the pairs that an officer said are two people. What more than
 * twenty entries share (a placeholder as phone, with one name) speaks for nothing.
 *
 * Returns: (transfer full) (element-type SnDuplicate): each pair once, the surest first, then by number
 */
GArray     *sn_duplicate_list         (SnConnection       *connection,
                                       GCancellable       *cancellable,
                                       GError            **error);
/* (transfer full): the grounds in words, joined: "same name and date of birth; same phone and name" */
char       *sn_duplicate_say_grounds  (guint               grounds);
/* The word for one ground in files and on the command line: "number", "number_typo", "name_birth", "account", "phone" */
const char *sn_duplicate_ground_code  (SnDuplicateGround   ground);

/**
 * sn_duplicate_apart:
 * @reason: (nullable): why they are two people
 *
 * From now on the two are no likely double, and cannot be merged. Change "person-apart". Said again, it takes the new reason.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: one and the same
 */
gboolean    sn_duplicate_apart        (SnTransaction      *transaction,
                                       gint64              first_id,
                                       gint64              second_id,
                                       const char         *reason,
                                       GError            **error);
/* Takes that word back: Change "person-apart-back". %SN_ERROR_NOT_FOUND where nobody gave it. */
gboolean    sn_duplicate_apart_back   (SnTransaction      *transaction,
                                       gint64              first_id,
                                       gint64              second_id,
                                       GError            **error);

/* Two people of whom somebody said that they are two. */
typedef struct
{
  gint64  first_id;
  gint64  second_id;
  char   *reason;
  char   *officer;
  char   *made_at;   /* UTC */
} SnPersonApart;

void        sn_person_apart_free      (SnPersonApart      *apart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPersonApart, sn_person_apart_free)
/* (transfer full): SnPersonApart, the last word first */
GPtrArray  *sn_person_apart_list      (SnConnection       *connection,
                                       GError            **error);

G_END_DECLS
