/* sn-csv-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-csv-writer.h"

#include "sn-error.h"
#include "sn-sheet-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A few cells in the last column of many rows print as gigabytes of commas. */
#define LARGEST_BYTES (400u << 20)

void
sn_csv_append_field (GString *csv, const char *field)
{
  if (strpbrk (field, ",\"\r\n") == NULL)
    {
      g_string_append (csv, field);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *p = field; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

char *
sn_csv_neutralise (const char *text)
{
  return *text != '\0' && strchr ("=+-@", *text) != NULL ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

typedef struct
{
  GString *csv;
  guint    row;
} Printing;

static gboolean
print_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Printing *printing = data;

  for (; printing->row + 1 < row; printing->row++)
    g_string_append_c (printing->csv, '\n');
  printing->row = row;
  for (guint i = 0; i < n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (printing->csv, ',');
      if (*cells[i].text != '\0')
        sn_csv_append_field (printing->csv, cells[i].text);
    }
  g_string_append_c (printing->csv, '\n');
  return printing->csv->len <= LARGEST_BYTES;
}

gboolean
sn_sheet_print_csv (const char *path, const char *sheet, GString *csv, GCancellable *cancellable, GError **error)
{
  gsize start = csv->len;
  Printing printing = { csv, 0 };

  gboolean done = sn_sheet_read (path, sheet, print_row, &printing, NULL, cancellable, error);

  if (done && csv->len > LARGEST_BYTES)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Row %u is reached after 400 MB of text; the sheet is not printed."),
                   printing.row);
      done = FALSE;
    }
  if (!done)
    g_string_truncate (csv, start);
  return done;
}
