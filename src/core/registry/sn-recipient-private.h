/* sn-recipient-private.h: what a row of the list is made of. For reading it alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient.h"

G_BEGIN_DECLS

struct _SnRecipient
{
  GObject parent_instance;

  gint64  id;
  int     age_years;
  SnSex   sex;
  gint64  total_fen;
  gint64  last_total_fen;               /* 0 where it was not read */
  char    died_on[11];
  char    moved_on[11];
  char   *texts[SN_RECIPIENT_N_FIELDS]; /* %NULL where a field was not read */
};

G_END_DECLS
