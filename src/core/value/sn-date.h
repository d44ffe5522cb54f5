/* sn-date.h: days as ISO text, and the one clock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Today, local time. Tests and --today set it; every rule that needs "today" asks here. Any thread. */
void     sn_clock_today           (GDate       *today);
void     sn_clock_set_today       (const GDate *today);   /* (nullable): %NULL returns to the real clock */
/* (transfer full): now, UTC, "yyyy-mm-ddThh:mm:ssZ". With a set day: that day and the real time of day. */
char    *sn_clock_instant         (void);

/* (transfer full): a moment as people here read it: "2025-01-10 17:30" for 2025-01-10T09:30:00Z. Any other text is given back as it is, ""
 * for %NULL. */
char    *sn_instant_to_local       (const char  *instant);  /* (nullable) */

/* Strict yyyy-mm-dd */
gboolean sn_date_from_iso         (const char  *text,
                                   GDate       *date);
/* @buffer of at least 11 bytes; returns it */
char    *sn_date_to_iso           (const GDate *date,
                                   char        *buffer);
/**
 * sn_date_parse_loose:
 *
 * Reads what offices write: 2025-1-7, 2025/1/7, 2025.1.7, 2025年1月7日, 20250107, also with a time behind it.
 * @repaired (optional) is set unless it was strict ISO. Year and month alone (1944.10) are no day: %FALSE.
 */
gboolean sn_date_parse_loose      (const char  *text,
                                   GDate       *date,
                                   gboolean    *repaired);
/* Spreadsheet serial days. 1900 system: 1 is 1900-01-01, 60 is no day: %FALSE; 1904 system: 0 is 1904-01-01. Up to 9999-12-31. */
gboolean sn_date_from_serial      (gint64       serial,
                                   gboolean     date1904,
                                   GDate       *date);
/* 周岁 on @day: the birthday itself counts as reached; who was born on 29 February reaches it on 1 March of a common year. */
int      sn_date_age_years        (const GDate *birth_date,
                                   const GDate *day);
/* Spring Festival's first day from the table of egov.md §8 (2025–2035); %FALSE outside it. */
gboolean sn_spring_festival       (int          year,
                                   GDate       *first_day);

G_END_DECLS
