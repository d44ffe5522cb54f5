/* sn-sheet-top.h: what stands above a roster: its title, who reports, the unit of its amounts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-line.h"

G_BEGIN_DECLS

/* @lines: SnSheetLine; the first @n_above of them stand above the heading. (transfer full): "" when there is none */
char     *sn_sheet_top_find_title          (GPtrArray  *lines,
                                            guint       n_above);
/* 填报单位（盖章）：练塘镇, in one cell or two */
char     *sn_sheet_top_find_reporting_unit (GPtrArray  *lines,
                                            guint       n_above);
typedef struct
{
  gboolean in_wan;     /* amounts are 万元 */
  gboolean is_unclear; /* two units are named, or one that is neither 元 nor 万元 */
} SnSheetUnit;

/* 单位：万元 above the table or 金额（万元） in the heading itself, which goes first. */
SnSheetUnit sn_sheet_top_find_unit         (GPtrArray  *lines,
                                            guint       n_above,
                                            const char *amount_heading);

G_END_DECLS
