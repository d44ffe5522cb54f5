/* sn-csv-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-csv-writer.h"

#include "sn-sheet-reader.h"

#include <string.h>

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
      sn_csv_append_field (printing->csv, cells[i].text);
    }
  g_string_append_c (printing->csv, '\n');
  return TRUE;
}

gboolean
sn_sheet_print_csv (const char *path, const char *sheet, GString *csv, GCancellable *cancellable, GError **error)
{
  gsize start = csv->len;
  Printing printing = { csv, 0 };

  if (sn_sheet_read (path, sheet, print_row, &printing, NULL, cancellable, error))
    return TRUE;
  g_string_truncate (csv, start);
  return FALSE;
}
