/* sn-pasted-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pasted-sheet.h"

#include "sn-csv-reader.h"
#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
sn_pasted_sheet_get_name (void)
{
  return _ ("pasted cells");
}

/* ── A web page ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Case of the letters does not matter; @text may be of millions. */
static const char *
find_tag (const char *text, const char *tag)
{
  gsize length = strlen (tag);

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    if (g_ascii_strncasecmp (p + 1, tag, length) == 0 && !g_ascii_isalnum (p[1 + length]))
      return p;
  return NULL;
}

/* (transfer full) (nullable): from its first tag on, where it has a table. What Windows puts before it are lines about its length. */
static GBytes *
take_page (GBytes *html)
{
  gsize length_bytes = 0;
  const guint8 *bytes = html != NULL ? g_bytes_get_data (html, &length_bytes) : NULL;
  g_autofree char *text = length_bytes > 0 ? sn_csv_decode (bytes, length_bytes, NULL) : NULL;
  const char *page = text != NULL ? strchr (text, '<') : NULL;

  if (page == NULL || find_tag (page, "table") == NULL || find_tag (page, "tr") == NULL)
    return NULL;
  return g_bytes_new (page, strlen (page));
}

/* ── Text ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The reader tells the separator by the lines: what comes from cells has tabs, whatever else stands in an address. */
#define TABS_LINE "sep=\t\n"

/* (transfer full) (nullable) */
static GBytes *
take_cells (GBytes *text)
{
  gsize length_bytes = 0;
  const guint8 *bytes = text != NULL ? g_bytes_get_data (text, &length_bytes) : NULL;
  g_autofree char *decoded = length_bytes > 0 ? sn_csv_decode (bytes, length_bytes, NULL) : NULL;
  g_autofree char *cells = NULL;

  if (decoded == NULL || strpbrk (decoded, "\t,;|") == NULL)
    return NULL;
  cells = strchr (decoded, '\t') != NULL ? g_strconcat (TABS_LINE, decoded, NULL) : g_steal_pointer (&decoded);
  return g_bytes_new (cells, strlen (cells));
}

/* ── The clipboard ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_size (GBytes *bytes, GError **error)
{
  if (bytes == NULL || g_bytes_get_size (bytes) <= SN_PASTED_SHEET_MOST_BYTES)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("More than 64 MB were copied. Save the sheet as a workbook (.xlsx), and import that."));
  return FALSE;
}

SnMemoryFile *
sn_pasted_sheet_new (GBytes *html, GBytes *text, GError **error)
{
  g_autoptr (GBytes) cells = NULL;

  if (!check_size (html, error) || !check_size (text, error))
    return NULL;
  cells = take_page (html);
  if (cells == NULL)
    cells = take_cells (text);
  if (cells != NULL)
    return sn_memory_file_new (cells, error);
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("No cells were copied. Mark the rows with their heading in WPS or Excel, press Ctrl+C there, and paste again."));
  return NULL;
}
