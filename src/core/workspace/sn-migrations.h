/* sn-migrations.h: which file this is, and bringing an older one up to date.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

#define SN_APPLICATION_ID 0x534e6e77 /* "SNnw" */

/* The schema this program writes: the number of the last file in data/sql.
 *   1  the first shape (0001-base.sql)
 *   2  who died or moved away, what programs mean for each other, rates to be confirmed, a second approver
 *      (0002-checks-across-programs.sql)
 *   3  more of a person, households that split and merge, entries that are one person, named views, who may see numbers in full, conditions
 *      of a rate beyond category and least age (0003-whole-person.sql)
 *   4  officers' duties, amounts by a score, by members or by town (0004-duties-and-amounts.sql)
 * A new number owes: the numbered .sql, a line here that says what changed, and a frozen file of the old version in
 * tests/data/workspaces. */
#define SN_SCHEMA_VERSION 4

/**
 * sn_migrations_prepare:
 * @connection: a writing connection, no transaction open
 *
 * Makes an empty file a workspace of the newest version, or brings an older workspace up to it, in one transaction.
 *
 * Errors: %SN_ERROR_CORRUPT when the file is a database of something else; %SN_ERROR_TOO_NEW with both numbers
 */
gboolean sn_migrations_prepare (SnConnection  *connection,
                                GError       **error);

G_END_DECLS
