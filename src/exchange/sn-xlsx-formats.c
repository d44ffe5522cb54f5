/* sn-xlsx-formats.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-xlsx-formats.h"

#include "sn-date.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS_A_DAY 86400

struct _SnXlsxFormats
{
  GHashTable *codes;       /* numFmtId → SnXlsxFormatKind + 1, as the workbook defines them */
  GArray     *kinds;       /* guint8 by cell style */
  gboolean    in_cell_styles;
};

/* Formats that every program knows without a definition. 27–36 and 50–58 are East Asian dates, and occur undefined. */
static SnXlsxFormatKind
get_builtin_kind (guint id)
{
  if (id == 46)
    return SN_FORMAT_DURATION;
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) ? SN_FORMAT_DATE
                                                                                                             : SN_FORMAT_NUMBER;
}

static const char *
skip_brackets (const char *p, gboolean *duration)
{
  const char *end = strchr (p, ']');
  const char *inside = p + 1;

  if (end == NULL)
    return p + strlen (p);
  /* [h], [mm], [ss] count on past a day; [Red], [$-804], [>100] and [DBNum1] are about looks. */
  while (inside < end && strchr ("hHmMsS", *inside) != NULL)
    inside++;
  if (inside == end && end > p + 1)
    *duration = TRUE;
  return end + 1;
}

SnXlsxFormatKind
sn_xlsx_format_code_kind (const char *code)
{
  gboolean date = FALSE, duration = FALSE;

  for (const char *p = code; *p != '\0' && *p != ';';)
    {
      if (g_ascii_strncasecmp (p, "general", 7) == 0)
        {
          p += 7;
          continue;
        }
      if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-'))
        {
          p += 2;
          continue;
        }
      if (*p == '"')
        {
          const char *end = strchr (p + 1, '"');

          p = end != NULL ? end + 1 : p + strlen (p);
          continue;
        }
      if (*p == '[')
        {
          p = skip_brackets (p, &duration);
          continue;
        }
      if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
        {
          p = g_utf8_next_char (p + 1);
          continue;
        }
      date = date || strchr ("yYmMdDhHsS", *p) != NULL;
      p = g_utf8_next_char (p);
    }
  return duration ? SN_FORMAT_DURATION : date ? SN_FORMAT_DATE : SN_FORMAT_NUMBER;
}

static void
start_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  SnXlsxFormats *formats = data;

  if (strcmp (element, "numFmt") == 0)
    {
      const char *id = sn_xml_get_attribute (attributes, "numFmtId");
      const char *code = sn_xml_get_attribute (attributes, "formatCode");

      if (id != NULL && code != NULL)
        g_hash_table_insert (formats->codes, GUINT_TO_POINTER ((guint) g_ascii_strtoull (id, NULL, 10)),
                             GUINT_TO_POINTER (sn_xlsx_format_code_kind (code) + 1));
    }
  else if (strcmp (element, "cellXfs") == 0)
    {
      formats->in_cell_styles = TRUE;
    }
  else if (strcmp (element, "xf") == 0 && formats->in_cell_styles)
    {
      const char *id_text = sn_xml_get_attribute (attributes, "numFmtId");
      guint id = id_text != NULL ? (guint) g_ascii_strtoull (id_text, NULL, 10) : 0;
      guint defined = GPOINTER_TO_UINT (g_hash_table_lookup (formats->codes, GUINT_TO_POINTER (id)));
      guint8 kind = (guint8) (defined > 0 ? defined - 1 : get_builtin_kind (id));

      g_array_append_val (formats->kinds, kind);
    }
}

static void
end_element (SnXmlReader *reader, const char *element, gpointer data)
{
  if (strcmp (element, "cellXfs") == 0)
    ((SnXlsxFormats *) data)->in_cell_styles = FALSE;
}

SnXlsxFormats *
sn_xlsx_formats_read (SnZipPackage *package, const char *part, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { start_element, end_element, NULL };
  g_autoptr (SnXlsxFormats) formats = g_new0 (SnXlsxFormats, 1);

  formats->codes = g_hash_table_new (NULL, NULL);
  formats->kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  if (part != NULL && sn_zip_package_has (package, part) &&
      !sn_zip_package_read_xml (package, part, &handlers, formats, cancellable, error))
    return NULL;
  return g_steal_pointer (&formats);
}

void
sn_xlsx_formats_free (SnXlsxFormats *formats)
{
  if (formats == NULL)
    return;
  g_hash_table_unref (formats->codes);
  g_array_unref (formats->kinds);
  g_free (formats);
}

SnXlsxFormatKind
sn_xlsx_formats_get_kind (SnXlsxFormats *formats, guint style)
{
  return style < formats->kinds->len ? (SnXlsxFormatKind) g_array_index (formats->kinds, guint8, style) : SN_FORMAT_NUMBER;
}

gboolean
sn_xlsx_serial_to_text (const char *number, SnXlsxFormatKind kind, gboolean date1904, char *buffer)
{
  char *end;
  double serial = g_ascii_strtod (number, &end);
  gint64 days, seconds;
  GDate date;

  if (end == number || *end != '\0' || !(serial >= 0 && serial < 2958466))
    return FALSE;
  days = (gint64) floor (serial);
  seconds = llround ((serial - (double) days) * SECONDS_A_DAY);
  if (kind == SN_FORMAT_DURATION || days == 0)
    {
      gint64 total = days * SECONDS_A_DAY + seconds;

      g_snprintf (buffer, 32, "%02" G_GINT64_FORMAT ":%02d:%02d", total / 3600, (int) (total / 60 % 60), (int) (total % 60));
      return kind == SN_FORMAT_DURATION || !date1904 || seconds > 0;
    }
  if (seconds == SECONDS_A_DAY)
    {
      seconds = 0;
      days++;
    }
  if (!sn_date_from_serial (days, date1904, &date))
    return FALSE;
  sn_date_to_iso (&date, buffer);
  if (seconds > 0)
    g_snprintf (buffer + 10, 22, "T%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
  return TRUE;
}
