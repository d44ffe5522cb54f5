/* sn-markup-kind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-markup-kind.h"

#include <string.h>

/* Without the zeros of UTF-16 and the mark of UTF-8 or UTF-16: markup is ASCII. */
static char *
narrow (const char *head, gsize length_bytes)
{
  gsize start = length_bytes >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  GString *narrowed = g_string_sized_new (length_bytes);

  if (length_bytes >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0))
    start = 2;
  for (gsize i = start; i < length_bytes; i++)
    if (head[i] != '\0')
      g_string_append_c (narrowed, head[i]);
  return g_string_free (narrowed, FALSE);
}

static const char *
skip_behind (const char *p, const char *end)
{
  const char *found = strstr (p, end);

  return found != NULL ? found + strlen (end) : p + strlen (p);
}

/* To the first element, behind declarations and comments. */
static const char *
find_root (const char *p, gboolean *is_xml)
{
  for (;;)
    {
      while (g_ascii_isspace (*p))
        p++;
      if (g_str_has_prefix (p, "<?"))
        {
          *is_xml = *is_xml || g_str_has_prefix (p, "<?xml");
          p = skip_behind (p, "?>");
        }
      else if (g_str_has_prefix (p, "<!--"))
        {
          p = skip_behind (p, "-->");
        }
      else if (g_str_has_prefix (p, "<!"))
        {
          p = skip_behind (p, ">");
        }
      else
        {
          return p;
        }
    }
}

SnMarkupKind
sn_markup_kind_tell (const char *head, gsize length_bytes)
{
  g_autofree char *text = narrow (head, length_bytes);
  gboolean is_xml = FALSE;
  const char *root = find_root (text, &is_xml);
  const char *name = root + 1;
  gsize length = *root == '<' ? strcspn (name, " \t\r\n/>") : 0;
  const char *colon = memchr (name, ':', length);

  if (length == 0 || !g_ascii_isalpha (*name))
    return root == text + strspn (text, " \t\r\n\f\v") ? SN_MARKUP_NONE : is_xml ? SN_MARKUP_OTHER : SN_MARKUP_PAGE;
  if (colon != NULL)
    {
      length -= (gsize) (colon + 1 - name);
      name = colon + 1;
    }
  if (length == strlen ("Workbook") && strncmp (name, "Workbook", length) == 0)
    return SN_MARKUP_SPREADSHEET_2003;
  if (length == strlen ("document") && strncmp (name, "document", length) == 0 && strstr (root, "opendocument") != NULL)
    return SN_MARKUP_OPEN_DOCUMENT;
  if (is_xml && !(length == strlen ("html") && g_ascii_strncasecmp (name, "html", length) == 0))
    return SN_MARKUP_OTHER;
  return SN_MARKUP_PAGE;
}
