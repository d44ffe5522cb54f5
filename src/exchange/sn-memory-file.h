/* sn-memory-file.h: bytes that came without a file, under a path that every reader of sn_sheet_read() can open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As much as a text file may have: sn-csv-reader.c, sn-html-reader.c. */
#define SN_MEMORY_FILE_MOST_BYTES (256u << 20)

/**
 * SnMemoryFile:
 *
 * Sealed memory of this process: nothing of it is ever on a disk, and nobody can change it. Its path is good as long as somebody holds
 * the file; after that it may name another one. Immutable and counted: any thread may use it.
 */
typedef struct _SnMemoryFile SnMemoryFile;

/**
 * sn_memory_file_new:
 *
 * Errors: %SN_ERROR_INVALID_INPUT for nothing at all, and for more than %SN_MEMORY_FILE_MOST_BYTES; %G_IO_ERROR where the system gives no
 * memory. Any thread.
 */
SnMemoryFile *sn_memory_file_new      (GBytes         *bytes,
                                       GError        **error);
/* All that @stream still has. Errors: the same, and those of the stream. Any thread that may wait. */
SnMemoryFile *sn_memory_file_read     (GInputStream   *stream,
                                       GCancellable   *cancellable,
                                       GError        **error);
const char   *sn_memory_file_get_path (SnMemoryFile   *self);
/* (transfer full) (nullable): the file of that path, if it is one that somebody holds: for those who were only given a path and must
 * not read another file in its place later. Any thread. */
SnMemoryFile *sn_memory_file_hold     (const char     *path);
SnMemoryFile *sn_memory_file_ref      (SnMemoryFile   *self);
void          sn_memory_file_unref    (SnMemoryFile   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnMemoryFile, sn_memory_file_unref)

G_END_DECLS
