/* sn-xlsx-strings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xlsx-strings.h"

#include "sn-error.h"
#include "sn-sheet-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ESCAPE_LENGTH 7 /* _xHHHH_ */
#define LARGEST_BYTES (400u << 20)

#define TOO_MUCH_TEXT N_ ("The file holds more than 400 MB of text; it is not read. Split it.")
#define TOO_LONG_TEXT N_ ("The file holds a text longer than a cell can (32,767 characters); it is not read.")

struct _SnXlsxStrings
{
  GString *text;    /* all strings, each with its NUL */
  GArray  *starts;  /* guint32 */
  /* while reading: */
  gsize    start;
  guint    phonetic; /* inside so many <rPh>, whose text says how to pronounce the other */
  gboolean in_text;
};

/* The character that an escape at @p stands for; 0 where there is none. */
static gunichar
read_escape (const char *p)
{
  guint value = 0;

  if (p[0] != '_' || p[1] != 'x')
    return 0;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (p[i]))
        return 0;
      value = value * 16 + (guint) g_ascii_xdigit_value (p[i]);
    }
  return p[6] == '_' && (value < 0xd800 || value > 0xdfff) ? value : 0;
}

void
sn_xlsx_decode_escapes (GString *text, gsize start)
{
  char *escape = memchr (text->str + start, '_', text->len - start);
  char *out = escape;

  if (escape == NULL)
    return;
  for (char *p = escape; *p != '\0';)
    {
      gunichar c = read_escape (p);

      if (c == 0)
        {
          *out++ = *p++;
          continue;
        }
      out += g_unichar_to_utf8 (c, out);
      p += ESCAPE_LENGTH;
    }
  g_string_truncate (text, (gsize) (out - text->str));
}

static void
start_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  SnXlsxStrings *strings = data;

  if (strcmp (element, "si") == 0)
    strings->start = strings->text->len;
  else if (strcmp (element, "rPh") == 0)
    strings->phonetic++;
  else if (strcmp (element, "t") == 0)
    strings->in_text = strings->phonetic == 0;
}

/* Ends the text that has been appended since the last one. FALSE: it is too much */
static gboolean
close_text (SnXlsxStrings *strings)
{
  guint32 start = (guint32) strings->start;

  g_string_append_c (strings->text, '\0');
  g_array_append_val (strings->starts, start);
  strings->start = strings->text->len;
  return strings->text->len + strings->starts->len * sizeof (guint32) <= LARGEST_BYTES;
}

static void
end_element (SnXmlReader *reader, const char *element, gpointer data)
{
  SnXlsxStrings *strings = data;

  if (strcmp (element, "t") == 0)
    strings->in_text = FALSE;
  else if (strcmp (element, "rPh") == 0 && strings->phonetic > 0)
    strings->phonetic--;
  else if (strcmp (element, "si") == 0)
    {
      sn_xlsx_decode_escapes (strings->text, strings->start);
      if (!close_text (strings))
        sn_xml_fail (reader, g_strdup (_ (TOO_MUCH_TEXT)));
    }
}

static void
handle_text (SnXmlReader *reader, const char *text, int length_bytes, gpointer data)
{
  SnXlsxStrings *strings = data;

  if (!strings->in_text)
    return;
  g_string_append_len (strings->text, text, length_bytes);
  if (strings->text->len - strings->start > SN_SHEET_LONGEST_TEXT_BYTES)
    sn_xml_fail (reader, g_strdup (_ (TOO_LONG_TEXT)));
}

SnXlsxStrings *
sn_xlsx_strings_new (void)
{
  SnXlsxStrings *strings = g_new0 (SnXlsxStrings, 1);

  strings->text = g_string_new (NULL);
  strings->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  return strings;
}

gboolean
sn_xlsx_strings_add (SnXlsxStrings *strings, const char *text, GError **error)
{
  gboolean too_long;

  strings->start = strings->text->len;
  g_string_append (strings->text, text);
  too_long = strings->text->len - strings->start > SN_SHEET_LONGEST_TEXT_BYTES;
  if (close_text (strings) && !too_long)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, too_long ? _ (TOO_LONG_TEXT) : _ (TOO_MUCH_TEXT));
  return FALSE;
}

SnXlsxStrings *
sn_xlsx_strings_read (SnZipPackage *package, const char *part, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { "sst", start_element, end_element, handle_text };
  g_autoptr (SnXlsxStrings) strings = sn_xlsx_strings_new ();

  if (part != NULL && sn_zip_package_has (package, part) &&
      !sn_zip_package_read_xml (package, part, &handlers, strings, cancellable, error))
    return NULL;
  return g_steal_pointer (&strings);
}

void
sn_xlsx_strings_free (SnXlsxStrings *strings)
{
  if (strings == NULL)
    return;
  g_string_free (strings->text, TRUE);
  g_array_unref (strings->starts);
  g_free (strings);
}

const char *
sn_xlsx_strings_get (SnXlsxStrings *strings, guint index)
{
  return index < strings->starts->len ? strings->text->str + g_array_index (strings->starts, guint32, index) : NULL;
}
