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

#define STRUCK 0x80

struct _SnXlsxFormats
{
  GHashTable *codes;       /* numFmtId → SnXlsxFormatKind + 1, as the workbook defines them */
  GArray     *kinds;       /* guint8 by cell style, with STRUCK */
  GArray     *fonts;       /* guint8: whether the font has a line through it */
  gboolean    in_fonts;
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

/* What the sections of a format's code hold, as far as they have been read. */
typedef struct
{
  gboolean date;        /* a letter that stands for a part of a day or a time */
  gboolean duration;    /* hours, minutes or seconds that count on past a day */
  gboolean placeholder; /* a place for the number itself */
} FormatCode;

static const char *
skip_brackets (const char *p, FormatCode *code)
{
  const char *end = strchr (p, ']');
  const char *inside = p + 1;

  if (end == NULL)
    return p + strlen (p);
  /* [h], [mm], [ss]; the others, [Red], [$-804], [>100] and [DBNum1], are about looks. */
  while (inside < end && strchr ("hHmMsS", *inside) != NULL)
    inside++;
  code->duration = code->duration || (inside == end && end > p + 1);
  return end + 1;
}

static const char *
skip_quoted (const char *p)
{
  const char *end = strchr (p + 1, '"');

  return end != NULL ? end + 1 : p + strlen (p);
}

/* Reads what begins at @p; returns what follows it. */
static const char *
read_symbol (const char *p, FormatCode *code)
{
  static const char general[] = "general";

  if (*p == '"')
    return skip_quoted (p);
  if (*p == '[')
    return skip_brackets (p, code);
  if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
    return g_utf8_next_char (p + 1);
  if (g_ascii_strncasecmp (p, general, sizeof general - 1) == 0)
    {
      code->placeholder = TRUE;
      return p + sizeof general - 1;
    }
  if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-'))
    return p + 2;
  /* aaa and aaaa are days of the week in Chinese. */
  code->date = code->date || strchr ("yYmMdDhHsS", *p) != NULL || g_ascii_strncasecmp (p, "aaa", 3) == 0;
  code->placeholder = code->placeholder || strchr ("0#?@", *p) != NULL;
  return g_utf8_next_char (p);
}

SnXlsxFormatKind
sn_xlsx_format_code_kind (const char *code)
{
  FormatCode found = { FALSE };

  /* The first section decides; but one without any place, as [=0]"";yyyy-mm-dd has, leaves it to the next. */
  for (const char *p = code; *p != '\0' && (*p != ';' || (!found.date && !found.duration && !found.placeholder));)
    p = read_symbol (p, &found);
  return found.duration ? SN_FORMAT_DURATION : found.date ? SN_FORMAT_DATE : SN_FORMAT_NUMBER;
}

SnXlsxFormats *
sn_xlsx_formats_new (void)
{
  SnXlsxFormats *formats = g_new0 (SnXlsxFormats, 1);

  formats->codes = g_hash_table_new (NULL, NULL);
  formats->kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  formats->fonts = g_array_new (FALSE, FALSE, sizeof (guint8));
  return formats;
}

void
sn_xlsx_formats_define (SnXlsxFormats *formats, guint id, const char *code)
{
  g_hash_table_insert (formats->codes, GUINT_TO_POINTER (id), GUINT_TO_POINTER (sn_xlsx_format_code_kind (code) + 1));
}

void
sn_xlsx_formats_add_font (SnXlsxFormats *formats, gboolean is_struck)
{
  guint8 font = is_struck ? 1 : 0;

  g_array_append_val (formats->fonts, font);
}

void
sn_xlsx_formats_add_style (SnXlsxFormats *formats, guint format_id, guint font)
{
  guint defined = GPOINTER_TO_UINT (g_hash_table_lookup (formats->codes, GUINT_TO_POINTER (format_id)));
  guint8 kind = (guint8) (defined > 0 ? defined - 1 : get_builtin_kind (format_id));

  if (font < formats->fonts->len && g_array_index (formats->fonts, guint8, font) != 0)
    kind |= STRUCK;
  g_array_append_val (formats->kinds, kind);
}

static guint
get_number (const char **attributes, const char *name)
{
  const char *text = sn_xml_get_attribute (attributes, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

/* Fonts also stand in conditional formats, behind the styles. */
static void
start_font_element (SnXlsxFormats *formats, const char *element, const char **attributes)
{
  const char *value = sn_xml_get_attribute (attributes, "val");

  if (strcmp (element, "font") == 0)
    sn_xlsx_formats_add_font (formats, FALSE);
  else if (strcmp (element, "strike") == 0 && formats->fonts->len > 0)
    g_array_index (formats->fonts, guint8, formats->fonts->len - 1) = value == NULL || (strcmp (value, "0") != 0 && strcmp (value, "false") != 0);
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
        sn_xlsx_formats_define (formats, (guint) g_ascii_strtoull (id, NULL, 10), code);
    }
  else if (strcmp (element, "fonts") == 0)
    {
      formats->in_fonts = TRUE;
    }
  else if (formats->in_fonts)
    {
      start_font_element (formats, element, attributes);
    }
  else if (strcmp (element, "cellXfs") == 0)
    {
      formats->in_cell_styles = TRUE;
    }
  else if (strcmp (element, "xf") == 0 && formats->in_cell_styles)
    {
      sn_xlsx_formats_add_style (formats, get_number (attributes, "numFmtId"), get_number (attributes, "fontId"));
    }
}

static void
end_element (SnXmlReader *reader, const char *element, gpointer data)
{
  SnXlsxFormats *formats = data;

  if (strcmp (element, "cellXfs") == 0)
    formats->in_cell_styles = FALSE;
  else if (strcmp (element, "fonts") == 0)
    formats->in_fonts = FALSE;
}

SnXlsxFormats *
sn_xlsx_formats_read (SnZipPackage *package, const char *part, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { "styleSheet", start_element, end_element, NULL };
  g_autoptr (SnXlsxFormats) formats = sn_xlsx_formats_new ();

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
  g_array_unref (formats->fonts);
  g_free (formats);
}

SnXlsxFormatKind
sn_xlsx_formats_get_kind (SnXlsxFormats *formats, guint style)
{
  return style < formats->kinds->len ? (SnXlsxFormatKind) (g_array_index (formats->kinds, guint8, style) & ~STRUCK) : SN_FORMAT_NUMBER;
}

gboolean
sn_xlsx_formats_is_struck (SnXlsxFormats *formats, guint style)
{
  return style < formats->kinds->len && (g_array_index (formats->kinds, guint8, style) & STRUCK) != 0;
}

/* A day's time lies within half a millisecond of what was meant: 0.9999999999 is midnight. Fractions of a second are cut off,
 * so that 23:59:59.7 remains today. */
static void
split_serial (double serial, gint64 *days, int *seconds)
{
  gint64 milliseconds = llround (serial * SECONDS_A_DAY * 1000.0);

  *days = milliseconds / (SECONDS_A_DAY * G_GINT64_CONSTANT (1000));
  *seconds = (int) (milliseconds / 1000 % SECONDS_A_DAY);
}

static void
print_hours (char *buffer, gboolean negative, gint64 days, int seconds)
{
  g_snprintf (buffer, SN_XLSX_TIME_BYTES, "%s%02" G_GINT64_FORMAT ":%02d:%02d", negative ? "-" : "", days * 24 + seconds / 3600,
              seconds / 60 % 60, seconds % 60);
}

gboolean
sn_xlsx_serial_to_text (const char *number, SnXlsxFormatKind kind, gboolean date1904, char *buffer)
{
  char *end;
  double serial = g_ascii_strtod (number, &end);
  gint64 days;
  int seconds;
  GDate date;

  if (end == number || *end != '\0' || !(fabs (serial) < 2958466) || (serial < 0 && kind != SN_FORMAT_DURATION))
    return FALSE;
  split_serial (fabs (serial), &days, &seconds);
  /* Day 0 is the first one in the system of 1904 only. */
  if (kind == SN_FORMAT_DURATION || (days == 0 && !(date1904 && seconds == 0)))
    {
      print_hours (buffer, serial < 0, days, seconds);
      return TRUE;
    }
  if (!sn_date_from_serial (days, date1904, &date))
    return FALSE;
  sn_date_to_iso (&date, buffer);
  if (seconds > 0)
    g_snprintf (buffer + 10, SN_XLSX_TIME_BYTES - 10, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return TRUE;
}

/* ── Values as they are written ─────────────────────────────────────────────────────────────────────────────────── */

static gsize
count_digits (const char *p)
{
  return strspn (p, "0123456789");
}

gboolean
sn_xlsx_is_number (const char *text)
{
  const char *p = text;
  gsize n_whole, n_part = 0;

  p += *p == '-' || *p == '+';
  n_whole = count_digits (p);
  p += n_whole;
  if (*p == '.')
    {
      n_part = count_digits (++p);
      p += n_part;
    }
  if (n_whole + n_part == 0)
    return FALSE;
  if (*p == 'E' || *p == 'e')
    {
      p++;
      p += *p == '-' || *p == '+';
      if (count_digits (p) == 0)
        return FALSE;
      p += count_digits (p);
    }
  return *p == '\0';
}

/* @p has digits where @shape has a 0, and else begins with the like of it. */
static gboolean
has_shape (const char *p, const char *shape)
{
  for (; *shape != '\0'; p++, shape++)
    if (*shape == '0' ? !g_ascii_isdigit (*p) : *p != *shape)
      return FALSE;
  return TRUE;
}

gboolean
sn_xlsx_iso_to_text (const char *text, char *buffer)
{
  gboolean has_day = has_shape (text, "0000-00-00");
  const char *time = has_day ? text + 10 + (text[10] == 'T' || text[10] == ' ') : text;
  int time_length = has_shape (time, "00:00:00") ? 8 : has_shape (time, "00:00") ? 5 : 0;
  gboolean is_midnight = has_day && strncmp (time, "00:00:00", (gsize) time_length) == 0;

  if ((!has_day && time_length == 0) || strchr (".Z+-", time[time_length]) == NULL)
    return FALSE;
  g_snprintf (buffer, SN_XLSX_TIME_BYTES, "%.*s%s%.*s%s", has_day ? 10 : 0, text, has_day && !is_midnight ? "T" : "",
              is_midnight ? 0 : time_length, time, !is_midnight && time_length == 5 ? ":00" : "");
  return TRUE;
}

/* The seconds of a part of a duration: "08H". Moves *p behind it; FALSE where there is none. */
static gboolean
read_duration_part (const char **p, gboolean in_time, double *seconds)
{
  static const struct
  {
    char     letter;
    gboolean in_time;
    double   seconds;
  } parts[] = { { 'D', FALSE, SECONDS_A_DAY }, { 'H', TRUE, 3600 }, { 'M', TRUE, 60 }, { 'S', TRUE, 1 } };
  char *end;
  double number = g_ascii_isdigit (**p) ? g_ascii_strtod (*p, &end) : -1;

  for (gsize i = 0; i < G_N_ELEMENTS (parts) && number >= 0; i++)
    {
      if (parts[i].letter != *end || parts[i].in_time != in_time)
        continue;
      *p = end + 1;
      *seconds += number * parts[i].seconds;
      return TRUE;
    }
  return FALSE;
}

gboolean
sn_xlsx_duration_to_text (const char *text, char *buffer)
{
  gboolean negative = *text == '-', in_time = FALSE;
  const char *p = text + negative;
  double total = 0;
  gint64 days;
  int seconds;

  if (*p++ != 'P')
    return FALSE;
  while (*p != '\0')
    {
      if (*p == 'T' && !in_time)
        {
          in_time = TRUE;
          p++;
        }
      else if (!read_duration_part (&p, in_time, &total))
        {
          return FALSE;
        }
    }
  if (!(total < 2958466.0 * SECONDS_A_DAY))
    return FALSE;
  split_serial (total / SECONDS_A_DAY, &days, &seconds);
  print_hours (buffer, negative && (days > 0 || seconds > 0), days, seconds);
  return TRUE;
}
