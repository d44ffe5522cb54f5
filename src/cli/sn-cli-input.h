/* sn-cli-input.h: the file that a command reads, or what stands in its place on standard input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-memory-file.h"

G_BEGIN_DECLS

typedef struct
{
  const char   *path;
  const char   *shown_name; /* (nullable): %NULL: the file's own */
  SnMemoryFile *memory;     /* (nullable): of standard input */
} SnCliInput;

/* @word: a path, valid as long as @input; "-": standard input to its end, kept in memory. @input is cleared on failure. */
gboolean sn_cli_input_open  (const char  *word,
                             SnCliInput  *input,
                             GError     **error);
void     sn_cli_input_clear (SnCliInput  *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnCliInput, sn_cli_input_clear)

G_END_DECLS
