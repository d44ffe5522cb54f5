/* sn-xml-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xml-reader.h"

#include "sn-error.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define DEEPEST_ELEMENT 200
#define READ_BYTES 65536
#define READS_BETWEEN_LOOKS 16 /* at the cancellable: every megabyte */
#define LONGEST_DECLARATION 256

struct _SnXmlReader
{
  XML_Parser           parser;
  const SnXmlHandlers *handlers;
  gpointer             data;
  guint                depth;
  gboolean             stopped;
  GError              *error;
};

void
sn_set_damaged (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The file is damaged. Open it in WPS or Excel, save it again as .xlsx, and try that."));
}

static const char *
get_local_name (const char *name)
{
  const char *colon = name[0] != '\0' && name[1] != '\0' ? strchr (name, ':') : NULL;

  return colon != NULL ? colon + 1 : name;
}

const char *
sn_xml_get_attribute (const char **attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (strcmp (get_local_name (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

gboolean
sn_xml_is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0 || strcmp (text, "on") == 0);
}

void
sn_xml_fail (SnXmlReader *reader, char *take_message)
{
  if (reader->error == NULL)
    reader->error = g_error_new_literal (SN_ERROR, SN_ERROR_INVALID_INPUT, take_message);
  g_free (take_message);
  XML_StopParser (reader->parser, XML_FALSE);
}

void
sn_xml_fail_damaged (SnXmlReader *reader)
{
  sn_xml_fail (reader, g_strdup (_ ("The sheet is damaged. Open it in WPS or Excel, save it again as .xlsx, and try that.")));
}

void
sn_xml_fail_long_text (SnXmlReader *reader, guint row)
{
  sn_xml_fail (reader, g_strdup_printf (_ ("A cell of row %u holds more text than a spreadsheet can (32,767 characters)."), row));
}

void
sn_xml_stop (SnXmlReader *reader)
{
  reader->stopped = TRUE;
  XML_StopParser (reader->parser, XML_FALSE);
}

/* Expat still ends an empty element whose start stopped it. */
static gboolean
has_ended (const SnXmlReader *reader)
{
  return reader->stopped || reader->error != NULL;
}

static void XMLCALL
handle_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  SnXmlReader *reader = data;
  const char *element = get_local_name (name);

  if (has_ended (reader))
    return;
  if (++reader->depth > DEEPEST_ELEMENT)
    {
      sn_xml_fail (reader, g_strdup (_ ("The file is nested deeper than any spreadsheet; it is not read.")));
      return;
    }
  if (reader->depth == 1 && strcmp (element, reader->handlers->root) != 0)
    {
      sn_set_damaged (&reader->error);
      XML_StopParser (reader->parser, XML_FALSE);
      return;
    }
  reader->handlers->start (reader, element, (const char **) attributes, reader->data);
}

static void XMLCALL
handle_end (void *data, const XML_Char *name)
{
  SnXmlReader *reader = data;

  reader->depth--;
  if (reader->handlers->end != NULL && !has_ended (reader))
    reader->handlers->end (reader, get_local_name (name), reader->data);
}

static void XMLCALL
handle_text (void *data, const XML_Char *text, int length_bytes)
{
  SnXmlReader *reader = data;

  if (!has_ended (reader))
    reader->handlers->text (reader, text, length_bytes, reader->data);
}

/* No spreadsheet program writes one; it is how small files become huge ones. */
static void XMLCALL
refuse_doctype (void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int has_internal_subset)
{
  sn_xml_fail (data, g_strdup (_ ("The file holds a document type declaration, which no spreadsheet does; it is not read.")));
}

/* What @head is in, whatever it declares: programs are known that declare UTF-16 and write UTF-8, and the reverse; and what
 * declares GB2312 and the like has been converted before. %NULL: as it declares. */
static const char *
choose_encoding (const char *head, gsize length_bytes)
{
  g_autofree char *declaration = NULL;
  const char *encoding;

  if (length_bytes < 4)
    return NULL;
  if (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0)
    return "UTF-16";
  if (head[0] == '\0' || head[1] == '\0')
    return head[0] == '\0' ? "UTF-16BE" : "UTF-16LE";
  declaration = g_strndup (head, MIN (length_bytes, LONGEST_DECLARATION));
  encoding = strstr (declaration, "encoding=");
  if (encoding == NULL)
    return NULL;
  encoding += strlen ("encoding='");
  return g_ascii_strncasecmp (encoding, "utf", 3) == 0 || g_ascii_strncasecmp (encoding, "gb", 2) == 0 ? "UTF-8" : NULL;
}

static gboolean
parse_piece (SnXmlReader *reader, gsize length_bytes, GError **error)
{
  enum XML_Status status = XML_ParseBuffer (reader->parser, (int) length_bytes, length_bytes == 0);

  if (reader->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reader->error));
      return FALSE;
    }
  if (reader->stopped || status == XML_STATUS_OK)
    return TRUE;
  sn_set_damaged (error);
  return FALSE;
}

static gboolean
parse_stream (SnXmlReader *reader, SnXmlSource read, gpointer source, GCancellable *cancellable, GError **error)
{
  for (guint n_reads = 0;; n_reads++)
    {
      void *buffer = XML_GetBuffer (reader->parser, READ_BYTES);
      gssize n_bytes;

      if (n_reads % READS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (buffer == NULL)
        {
          sn_set_damaged (error);
          return FALSE;
        }
      n_bytes = read (source, buffer, READ_BYTES, error);
      if (n_bytes < 0)
        return FALSE;
      if (n_reads == 0)
        XML_SetEncoding (reader->parser, choose_encoding (buffer, (gsize) n_bytes));
      if (!parse_piece (reader, (gsize) n_bytes, error))
        return FALSE;
      if (n_bytes == 0 || reader->stopped)
        return TRUE;
    }
}

gboolean
sn_xml_read (SnXmlSource read, gpointer source, const SnXmlHandlers *handlers, gpointer data, GCancellable *cancellable,
             GError **error)
{
  SnXmlReader reader = { XML_ParserCreate (NULL), handlers, data };
  gboolean done;

  XML_SetUserData (reader.parser, &reader);
  XML_SetElementHandler (reader.parser, handle_start, handle_end);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (reader.parser, handle_text);
  XML_SetStartDoctypeDeclHandler (reader.parser, refuse_doctype);
  done = parse_stream (&reader, read, source, cancellable, error);
  XML_ParserFree (reader.parser);
  g_clear_error (&reader.error);
  return done;
}
