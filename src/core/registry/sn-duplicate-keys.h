/* sn-duplicate-keys.h: what of an entry can speak for a double, and the ways in which two may agree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-duplicate.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      id;
  const char *name;
  const char *number;    /* as it is stored */
  const char *core;      /* the body of a resident number, 15 digits made 17; else the number */
  guint64     name_hash;
  guint64     sound_hash; /* of the pinyin */
  guint64     birth_hash; /* 0: not known */
  guint64     phone_hash; /* 0: none; so the next */
  guint64     account_hash;
  char        sex;        /* m, f, u */
  gboolean    is_resident;
  guint32     owner;      /* the place of whose it is: its own, but for another document of somebody */
} SnDuplicateEntry;

/* One way: what must be equal, as a hash of 64 bits (0: the entry does not take part), and whether two that share it really agree. */
typedef struct
{
  guint    ground; /* SnDuplicateGround */
  guint    most;   /* what more entries share is a placeholder, and speaks for nothing */
  guint64  (*get_key) (const SnDuplicateEntry *entry);
  gboolean (*agree)   (const SnDuplicateEntry *first, const SnDuplicateEntry *second);
} SnDuplicateWay;

extern const SnDuplicateWay sn_duplicate_ways[];
extern const guint sn_duplicate_n_ways;

/* Hashes of what an entry has; 0 for an empty text, and for a phone that is none. */
guint64     sn_duplicate_hash       (const char   *text);
guint64     sn_duplicate_hash_phone (const char   *phone);
/* The body of a resident number (15 digits made 17, without the check digit), or the number itself; it lies in @texts. */
const char *sn_duplicate_take_core  (GStringChunk *texts,
                                     const char   *number,
                                     gboolean     *is_resident);

G_END_DECLS
