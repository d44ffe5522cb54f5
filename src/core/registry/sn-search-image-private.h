/* sn-search-image-private.h: what the search image is made of. For its own files alone.
 *
 * The base: everyone as read by the load, in columns that images share. Over it, for those who changed since: a bit that
 * takes their row out of the base, and columns of their own, each of whose rows knows before which row of the base it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-search-columns.h"
#include "sn-search-image.h"

G_BEGIN_DECLS

/* Somebody who was added or changed since the load. Shared by images; never changed. */
typedef struct
{
  gint64  id;
  char   *texts[SN_SEARCH_N_TEXTS];
  GBytes *pinyin_key;
  gint64  household_id;
  guint   household; /* its number: the base's where somebody of it stands there */
  guint   base_row;  /* stands before this row of the base */
} Changed;

struct _SnSearchImage
{
  SnSearchColumns *base;
  guint64         *gone;    /* (nullable): a bit for each row of the base that does not count any more */
  guint            n_gone;
  guint            n_new_households; /* numbered behind those of the base */
  GPtrArray       *changed; /* Changed, in the order of names */
  SnSearchColumns *overlay; /* row i is changed[i] */
};

/* (transfer full): the base alone */
SnSearchImage *sn_search_image_new (SnSearchColumns *take_base);

G_END_DECLS
