/* sn-memory-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-memory-file.h"

#include "sn-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <unistd.h>

#define BLOCK_BYTES 65536

struct _SnMemoryFile
{
  gatomicrefcount n_holders;
  int             fd;
  char           *path;
};

/* Those that somebody holds, by path. */
static GHashTable *files;
static GMutex      files_lock;

static gboolean
fail (GError **error)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved_errno), _ ("There is no memory to keep what is to be read: %s."),
               g_strerror (saved_errno));
  return FALSE;
}

static gboolean
check_size (gsize length_bytes, GError **error)
{
  if (length_bytes == 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("There is nothing to read."));
  else if (length_bytes > SN_MEMORY_FILE_MOST_BYTES)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _ ("This is more than 256 MB. Save it as a workbook (.xlsx), and import that."));
  else
    return TRUE;
  return FALSE;
}

static SnMemoryFile *
begin (GError **error)
{
  SnMemoryFile *self = g_new0 (SnMemoryFile, 1);

  g_atomic_ref_count_init (&self->n_holders);
  self->fd = memfd_create ("songnuan", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->fd >= 0)
    return self;
  fail (error);
  g_free (self);
  return NULL;
}

static void
close_file (SnMemoryFile *self)
{
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

static gboolean
append (SnMemoryFile *self, const char *bytes, gsize length_bytes, GError **error)
{
  while (length_bytes > 0)
    {
      gssize n = write (self->fd, bytes, length_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error);
      bytes += n;
      length_bytes -= (gsize) n;
    }
  return TRUE;
}

/* Takes @self. */
static SnMemoryFile *
finish (SnMemoryFile *self, gboolean is_whole, GError **error)
{
  if (!is_whole || (fcntl (self->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) < 0 && !fail (error)))
    {
      close_file (self);
      return NULL;
    }
  self->path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_mutex_lock (&files_lock);
  if (files == NULL)
    files = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (files, self->path, self);
  g_mutex_unlock (&files_lock);
  return self;
}

SnMemoryFile *
sn_memory_file_new (GBytes *bytes, GError **error)
{
  gsize length_bytes = 0;
  const char *data = g_bytes_get_data (bytes, &length_bytes);
  SnMemoryFile *self = check_size (length_bytes, error) ? begin (error) : NULL;

  return self != NULL ? finish (self, append (self, data, length_bytes, error), error) : NULL;
}

SnMemoryFile *
sn_memory_file_read (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  SnMemoryFile *self = begin (error);
  gsize total = 0;
  gssize n = 0;

  if (self == NULL)
    return NULL;
  while ((n = g_input_stream_read (stream, block, BLOCK_BYTES, cancellable, error)) > 0)
    {
      total += (gsize) n;
      if (!check_size (total, error) || !append (self, block, (gsize) n, error))
        return finish (self, FALSE, NULL);
    }
  return finish (self, n == 0 && check_size (total, error), error);
}

const char *
sn_memory_file_get_path (SnMemoryFile *self)
{
  return self->path;
}

SnMemoryFile *
sn_memory_file_hold (const char *path)
{
  SnMemoryFile *self;

  g_mutex_lock (&files_lock);
  self = files != NULL ? g_hash_table_lookup (files, path) : NULL;
  if (self != NULL)
    sn_memory_file_ref (self);
  g_mutex_unlock (&files_lock);
  return self;
}

SnMemoryFile *
sn_memory_file_ref (SnMemoryFile *self)
{
  g_atomic_ref_count_inc (&self->n_holders);
  return self;
}

/* Under the lock: nobody shall find it between its last holder and its end. */
void
sn_memory_file_unref (SnMemoryFile *self)
{
  gboolean is_last;

  g_mutex_lock (&files_lock);
  is_last = g_atomic_ref_count_dec (&self->n_holders);
  if (is_last)
    g_hash_table_remove (files, self->path);
  g_mutex_unlock (&files_lock);
  if (is_last)
    close_file (self);
}
