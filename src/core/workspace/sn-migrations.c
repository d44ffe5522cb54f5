/* sn-migrations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-migrations.h"

#include "data/sn-core-resources.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define SQL_PREFIX "/io/github/songnuan/Songnuan/sql/"

static const char *const migrations[SN_SCHEMA_VERSION] = {
  SQL_PREFIX "0001-base.sql",
  SQL_PREFIX "0002-checks-across-programs.sql",
  SQL_PREFIX "0003-whole-person.sql",
  SQL_PREFIX "0004-duties-and-amounts.sql",
};

static gboolean
apply_from (SnConnection *connection, gint64 version, GError **error)
{
  /* Names the resource, so that the linker keeps it in a program that uses this library. */
  sn_core_get_resource ();
  for (gint64 i = version; i < SN_SCHEMA_VERSION; i++)
    {
      g_autoptr (GBytes) sql = g_resources_lookup_data (migrations[i], G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      /* Resource data ends in a NUL beyond its size. */
      if (sql == NULL || !sn_connection_run_script (connection, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return sn_connection_run_script (connection,
                                   "PRAGMA application_id = " G_STRINGIFY (SN_APPLICATION_ID) ";"
                                   "PRAGMA user_version = " G_STRINGIFY (SN_SCHEMA_VERSION),
                                   error);
}

gboolean
sn_migrations_prepare (SnConnection *connection, GError **error)
{
  gint64 application_id = 0, version = 0, n_objects = 0;

  if (!sn_connection_get_int64 (connection, &application_id, error, "PRAGMA application_id") ||
      !sn_connection_get_int64 (connection, &version, error, "PRAGMA user_version") ||
      !sn_connection_get_int64 (connection, &n_objects, error, "SELECT count(*) FROM sqlite_schema"))
    return FALSE;

  if (application_id != SN_APPLICATION_ID && n_objects > 0)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_CORRUPT, _ ("This file is not a Songnuan workspace."));
      return FALSE;
    }
  if (version > SN_SCHEMA_VERSION)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_TOO_NEW,
                   _ ("This workspace has version %" PRId64 "; this program knows versions up to %d. Install the newer Songnuan."),
                   version, SN_SCHEMA_VERSION);
      return FALSE;
    }
  if (version == SN_SCHEMA_VERSION)
    return TRUE;

  if (!sn_connection_run_script (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (apply_from (connection, version, error) && sn_connection_run_script (connection, "COMMIT", error))
    return TRUE;
  sn_connection_run_script (connection, "ROLLBACK", NULL);
  return FALSE;
}
