/* sn-safety.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-safety.h"

#include "sn-date.h"
#include "sn-figure-keeper.h"
#include "sn-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void
sn_verification_free (SnVerification *verification)
{
  if (verification == NULL)
    return;
  g_free (verification->integrity);
  g_free (verification->hash_chain);
  g_free (verification->summaries);
  g_free (verification->foreign_keys);
  g_free (verification);
}

gboolean
sn_verification_is_ok (const SnVerification *verification)
{
  return strcmp (verification->integrity, "ok") == 0 && strcmp (verification->hash_chain, "ok") == 0 &&
         strcmp (verification->summaries, "ok") == 0 && strcmp (verification->foreign_keys, "ok") == 0;
}

static char *
check_integrity (SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT integrity_check FROM pragma_integrity_check");
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &local_error))
    return sn_statement_dup_text (statement, 0);
  if (local_error != NULL && local_error->domain == G_IO_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_strdup (local_error != NULL ? local_error->message : _ ("The file could not be checked."));
}

static char *
check_foreign_keys (SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error,
                                                           "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1");
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &local_error))
    return g_strdup_printf (_ ("Rows of “%s” refer to something that is not there: %" PRId64 "."),
                            sn_statement_get_text (statement, 0), sn_statement_get_int64 (statement, 1));
  if (local_error == NULL)
    return g_strdup ("ok");
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gpointer
sn_verify (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnVerification) verification = g_new0 (SnVerification, 1);

  verification->integrity = check_integrity (connection, error);
  if (verification->integrity == NULL)
    return NULL;
  verification->hash_chain = sn_journal_verify (connection, cancellable, error);
  if (verification->hash_chain == NULL)
    return NULL;
  verification->summaries = sn_figures_verify (connection, error);
  if (verification->summaries == NULL)
    return NULL;
  verification->foreign_keys = check_foreign_keys (connection, error);
  return verification->foreign_keys != NULL ? g_steal_pointer (&verification) : NULL;
}

#define PAGES_A_STEP 4096

static gpointer
copy_into (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *path = data;
  sqlite3 *target = NULL;
  sqlite3_backup *backup;
  int result = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE, NULL);

  if (result == SQLITE_OK)
    {
      backup = sqlite3_backup_init (target, "main", sn_connection_get_handle (connection), "main");
      result = backup != NULL ? SQLITE_OK : sqlite3_errcode (target);
      while (result == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
        result = sqlite3_backup_step (backup, PAGES_A_STEP);
      if (backup != NULL)
        sqlite3_backup_finish (backup);
    }
  sqlite3_close (target);
  if (result == SQLITE_DONE)
    return GINT_TO_POINTER (TRUE);
  sn_connection_set_error (NULL, result == SQLITE_OK ? SQLITE_INTERRUPT : result, error);
  return NULL;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int saved_errno;

  if (fd >= 0 && fsync (fd) == 0)
    {
      close (fd);
      return TRUE;
    }
  saved_errno = errno;
  if (fd >= 0)
    close (fd);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("“%s” could not be written to the disk: %s."), path,
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_file (folder, error);
}

/* Opens @path on its own and verifies it. */
static gboolean
check_copy (const char *path, GError **error)
{
  g_autoptr (SnWorkspace) workspace = sn_workspace_open (path, error);
  g_autoptr (SnVerification) verification = NULL;

  if (workspace == NULL)
    return FALSE;
  verification = sn_workspace_read (workspace, sn_verify, NULL, NULL, error);
  sn_workspace_close (workspace);
  if (verification == NULL)
    return FALSE;
  if (sn_verification_is_ok (verification))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_CORRUPT, _ ("“%s” does not pass verification; it is not used."), path);
  return FALSE;
}

static gboolean
refuse_existing (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("“%s” exists already. Choose another name."), path);
  return TRUE;
}

gboolean
sn_path_is_lent (const char *path)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", G_DIR_SEPARATOR_S, NULL);

  return g_str_has_prefix (path, folder);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error) && g_chmod (to, 0600) == 0;
}

static gboolean
is_same_content (const char *path, const char *other_path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GMappedFile) other = file != NULL ? g_mapped_file_new (other_path, FALSE, error) : NULL;

  if (other == NULL)
    return FALSE;
  if (g_mapped_file_get_length (file) == g_mapped_file_get_length (other) &&
      memcmp (g_mapped_file_get_contents (file), g_mapped_file_get_contents (other), g_mapped_file_get_length (file)) == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_FAILED, _ ("“%s” does not hold what was written to it. Choose another place."), other_path);
  return FALSE;
}

/* Copies a checked workspace to where no database can be opened. */
static gboolean
hand_out (const char *checked, const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.part", path);

  g_unlink (temporary);
  if (copy_file (checked, temporary, error) && sync_file (temporary, error) && is_same_content (checked, temporary, error))
    {
      if (g_rename (temporary, path) == 0)
        return sync_folder_of (path, error);
      g_set_error (error, SN_ERROR, SN_ERROR_FAILED, _ ("“%s” could not be put in place: %s."), path, g_strerror (errno));
    }
  g_unlink (temporary);
  return FALSE;
}

gboolean
sn_backup_write (SnWorkspace *workspace, const char *path, GCancellable *cancellable, GError **error)
{
  gboolean is_lent = sn_path_is_lent (path);
  g_autofree char *temporary = is_lent ? g_strdup_printf ("%s.leaving", sn_workspace_get_path (workspace))
                                       : g_strdup_printf ("%s.part", path);
  gboolean done;
  int fd;

  if (refuse_existing (path, error))
    return FALSE;
  g_unlink (temporary);
  /* Made first, so that it is never readable by others; SQLite accepts an empty file. */
  fd = g_open (temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      int saved_errno = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("“%s” cannot be made: %s."), path,
                   g_strerror (saved_errno));
      return FALSE;
    }
  close (fd);
  done = sn_workspace_read (workspace, copy_into, temporary, cancellable, error) != NULL && check_copy (temporary, error) &&
         sync_file (temporary, error);
  if (done && is_lent)
    done = hand_out (temporary, path, error);
  else if (done && g_rename (temporary, path) == 0)
    return sync_folder_of (path, error);
  else if (done)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_FAILED, _ ("“%s” could not be put in place: %s."), path, g_strerror (errno));
      done = FALSE;
    }
  g_unlink (temporary);
  return done;
}

/* Folds the WAL into the file, so that one file is all there is to move; fails while somebody else has it open. */
static gboolean
settle (const char *path, GError **error)
{
  g_autoptr (SnWorkspace) workspace = sn_workspace_open (path, error);

  if (workspace == NULL)
    return FALSE;
  sn_workspace_close (workspace);
  return TRUE;
}

gboolean
sn_backup_restore (const char *backup_path, const char *path, char **kept_path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.restoring", path);
  g_autofree char *instant = sn_clock_instant ();
  g_autofree char *kept = NULL;
  g_autofree char *wal = g_strdup_printf ("%s-wal", path);
  g_autofree char *shm = g_strdup_printf ("%s-shm", path);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  g_unlink (temporary);
  if (!copy_file (backup_path, temporary, error) || !check_copy (temporary, error) || !sync_file (temporary, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  g_strdelimit (instant, ":-", '_');
  kept = g_strdup_printf ("%s.before-restore-%s", path, instant);
  if (exists)
    {
      /* A damaged workspace cannot be settled: it is kept with its WAL as it is. */
      if (!settle (path, NULL) && g_file_test (wal, G_FILE_TEST_EXISTS))
        {
          g_autofree char *kept_wal = g_strdup_printf ("%s-wal", kept);
          g_rename (wal, kept_wal);
        }
      if (g_rename (path, kept) != 0)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_FAILED, _ ("“%s” could not be set aside: %s."), path, g_strerror (errno));
          g_unlink (temporary);
          return FALSE;
        }
      g_unlink (wal);
      g_unlink (shm);
    }
  if (g_rename (temporary, path) != 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_FAILED, _ ("“%s” could not be put in place: %s."), path, g_strerror (errno));
      if (exists)
        g_rename (kept, path);
      g_unlink (temporary);
      return FALSE;
    }
  if (kept_path != NULL)
    *kept_path = exists ? g_steal_pointer (&kept) : NULL;
  return sync_folder_of (path, error);
}
