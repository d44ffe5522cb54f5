/* sn-private-file.c: a file for the officer alone, which takes its name only when it is whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-private-file.h"

#include "sn-error.h"
#include "sn-file-digest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _SnPrivateFile
{
  char *path;       /* the target */
  char *display;    /* its name, for sentences */
  char *temporary;  /* (nullable): beside the target; NULL once placed */
  int   descriptor; /* of @temporary; -1: none */
};

GError *
sn_private_file_error (const SnPrivateFile *self, int number)
{
  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    return g_error_new (SN_ERROR, SN_ERROR_DISK_FULL,
                        _ ("There is no room left to write “%s”. Free some space, or choose another drive."), self->display);
  if (number == EACCES || number == EPERM || number == EROFS)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _ ("“%s” may not be written there. Choose another folder."),
                        self->display);
  return g_error_new (G_IO_ERROR, g_io_error_from_errno (number), _ ("“%s” could not be written: %s"), self->display,
                      g_strerror (number));
}

static gboolean
fail (const SnPrivateFile *self, int number, GError **error)
{
  g_propagate_error (error, sn_private_file_error (self, number));
  return FALSE;
}

static gboolean
make_temporary_file (SnPrivateFile *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *template = g_strdup_printf (".%s.XXXXXX", base);
  g_autofree char *temporary = g_build_filename (folder, template, NULL);

  if (g_file_test (self->path, G_FILE_TEST_IS_DIR))
    return fail (self, EISDIR, error);
  self->descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (self->descriptor < 0)
    return fail (self, errno, error);
  self->temporary = g_steal_pointer (&temporary);
  return TRUE;
}

SnPrivateFile *
sn_private_file_new (const char *path, GError **error)
{
  g_autoptr (SnPrivateFile) self = NULL;

  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  self = g_new0 (SnPrivateFile, 1);
  self->path = g_strdup (path);
  self->display = g_filename_display_basename (path);
  self->descriptor = -1;
  return make_temporary_file (self, error) ? g_steal_pointer (&self) : NULL;
}

void
sn_private_file_free (SnPrivateFile *self)
{
  if (self == NULL)
    return;
  if (self->descriptor >= 0)
    close (self->descriptor);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->display);
  g_free (self->path);
  g_free (self);
}

const char *
sn_private_file_get_path (const SnPrivateFile *self)
{
  return self->path;
}

const char *
sn_private_file_get_display (const SnPrivateFile *self)
{
  return self->display;
}

const char *
sn_private_file_get_temporary (const SnPrivateFile *self)
{
  return self->temporary;
}

gboolean
sn_private_file_write (SnPrivateFile *self, const char *bytes, gsize length_bytes, GError **error)
{
  gsize done = 0;

  while (done < length_bytes)
    {
      gssize written = write (self->descriptor, bytes + done, length_bytes - done);

      if (written < 0 && errno != EINTR)
        return fail (self, errno, error);
      done += (gsize) MAX (written, 0);
    }
  return TRUE;
}

/* After a power cut there is the old name or the new one; where a file system cannot promise that, the file is whole still. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder_path = g_path_get_dirname (path);
  int folder = open (folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (folder < 0)
    return;
  fsync (folder);
  close (folder);
}

gboolean
sn_private_file_place (SnPrivateFile *self, char **sha256, GCancellable *cancellable, GError **error)
{
  g_autofree char *digest = NULL;

  g_return_val_if_fail (self->temporary != NULL, FALSE);

  digest = sn_file_digest (self->temporary, NULL, NULL, cancellable, error);
  if (digest == NULL)
    return FALSE;
  if (fsync (self->descriptor) != 0 || g_rename (self->temporary, self->path) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);
  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&digest);
  return TRUE;
}
