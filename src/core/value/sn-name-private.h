/* sn-name-private.h: a name cut into what is read together, for its spellings and its order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-han-tables.h"
#include "sn-name.h"

G_BEGIN_DECLS

#define SN_NAME_MIDDLE_DOT 0xb7
#define SN_NAME_LONGEST 64 /* characters that are read; longer ones are still stored whole */

/* A syllable: a Han character with its readings, or a run of other letters that stands for itself. */
typedef struct
{
  const char *readings;      /* (nullable): blanks between, the usual one first */
  const char *more_readings; /* (nullable): the character's general readings, behind those of the surname */
  char        letters[24];   /* where there are no readings; lower case */
} SnNameSyllable;

typedef struct
{
  SnNameSyllable syllables[SN_NAME_LONGEST];
  guint          n_syllables;
  char           surname_readings[2][32]; /* one a character, alternatives with blanks */
} SnNameReading;

void                  sn_name_read         (const char           *name,
                                            SnNameReading        *reading);
/* The usual reading */
void                  sn_name_append_first (GString              *text,
                                            const SnNameSyllable *syllable);
/* (transfer full): the usual reading of all, blanks between */
char                 *sn_name_join_first   (const SnNameReading  *reading);
/* The longest surname that @name begins with, a compound one only where something follows it; or %NULL */
const SnSurnameEntry *sn_name_find_surname (const char           *name,
                                            gsize                *length_bytes);
/* 0: not known */
guint                 sn_name_get_strokes  (gunichar              character);

G_END_DECLS
