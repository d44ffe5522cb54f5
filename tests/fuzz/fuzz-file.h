/* fuzz-file.h: what the fuzzing of all readers shares: bytes as a file, and what must hold of whatever is read from it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

/* A reader of one format, or sn_sheet_read() itself. */
typedef gboolean (*FuzzReader) (const char      *path,
                                const char      *sheet,
                                SnSheetRowFunc   func,
                                gpointer         data,
                                SnSheetInfo     *info,
                                GCancellable    *cancellable,
                                GError         **error);

/* Gives @bytes to @reader as a file in memory; aborts where its contract does not hold. */
void fuzz_file (const guint8 *bytes,
                gsize         n_bytes,
                FuzzReader    reader);
/* The entry that libFuzzer knows. */
int  LLVMFuzzerTestOneInput (const guint8 *bytes,
                             gsize         n_bytes);

G_END_DECLS
