/* fuzz-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-file.h"

#include "sn-error.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What repeats cells without end is not what is looked for. */
#define MOST_ROWS 20000

typedef struct
{
  guint last_row;
  guint n_rows;
} Reading;

static void
check (gboolean holds, const char *what)
{
  if (!holds)
    g_error ("%s", what);
}

static gboolean
check_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Reading *reading = data;

  check (row > reading->last_row, "rows do not rise");
  check (n_cells >= 1 && n_cells <= 16384, "more columns than there are");
  for (guint i = 0; i < n_cells; i++)
    {
      check (g_utf8_validate (cells[i].text, -1, NULL) && g_utf8_validate (cells[i].lexical, -1, NULL), "a text is not UTF-8");
      check (cells[i].type != SN_CELL_EMPTY || *cells[i].text == '\0', "an empty cell has a text");
      check (strlen (cells[i].text) <= 32767 * 4, "a text is longer than a cell can be");
    }
  reading->last_row = row;
  return ++reading->n_rows < MOST_ROWS;
}

static void
check_answer (gboolean read, const SnSheetInfo *info, const Reading *reading, const GError *error)
{
  check (read == (error == NULL), "a failure without a reason, or the reverse");
  if (!read)
    check (error->domain == SN_ERROR && *error->message != '\0' && strchr (error->message, '\n') == NULL, "a refusal is no sentence");
  else
    check (info->last_row == reading->last_row, "the last row is not the one that was told");
}

void
fuzz_file (const guint8 *bytes, gsize n_bytes, FuzzReader reader)
{
  static int file = -1;
  static char path[32];
  g_auto (SnSheetInfo) info = { NULL };
  g_autoptr (GError) error = NULL;
  Reading reading = { 0 };
  gboolean read;

  /* The reader of sheets does this for those of the formats. */
  if (reader != sn_sheet_read)
    info = (SnSheetInfo){ NULL, g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free), 0,
                          g_array_new (FALSE, FALSE, sizeof (SnCellRange)) };
  if (file < 0)
    {
      file = memfd_create ("fuzz", MFD_CLOEXEC);
      g_snprintf (path, sizeof path, "/proc/self/fd/%d", file);
    }
  check (file >= 0 && ftruncate (file, 0) == 0 && pwrite (file, bytes, n_bytes, 0) == (gssize) n_bytes, "no file in memory");
  read = reader (path, NULL, check_row, &reading, &info, NULL, &error);
  check_answer (read, &info, &reading, error);
}
