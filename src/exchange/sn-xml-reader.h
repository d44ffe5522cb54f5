/* sn-xml-reader.h: XML as a stream of elements, for files of strangers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SnXmlReader:
 *
 * Handlers get the local name of an element; the prefix, and so which of the two families of namespaces it is, does not
 * matter. A handler that finds something wrong calls sn_xml_fail(); one that has enough calls sn_xml_stop(). No handler
 * is called after either.
 */
typedef struct _SnXmlReader SnXmlReader;

typedef struct
{
  const char *root; /* what the outermost element must be; a file of another kind is damaged, not empty */
  void (*start) (SnXmlReader *reader, const char *element, const char **attributes, gpointer data);
  void (*end)   (SnXmlReader *reader, const char *element, gpointer data);
  void (*text)  (SnXmlReader *reader, const char *text, int length_bytes, gpointer data);
} SnXmlHandlers;

/* Fills @buffer; returns how many bytes, 0 at the end, -1 with @error set */
typedef gssize (*SnXmlSource) (gpointer   source,
                               void      *buffer,
                               gsize      length_bytes,
                               GError   **error);

/* Errors: %SN_ERROR_INVALID_INPUT for broken XML, a document type declaration, too deep nesting; what @read sets;
 * %G_IO_ERROR_CANCELLED */
gboolean    sn_xml_read          (SnXmlSource           read,
                                  gpointer              source,
                                  const SnXmlHandlers  *handlers,
                                  gpointer              data,
                                  GCancellable         *cancellable,
                                  GError              **error);
/* The same of a file. One in GB2312, GBK or GB18030 is read, too. */
gboolean    sn_xml_read_file     (const char           *path,
                                  const SnXmlHandlers  *handlers,
                                  gpointer              data,
                                  GCancellable         *cancellable,
                                  GError              **error);
void        sn_xml_fail          (SnXmlReader          *reader,
                                  char                 *take_message);
/* With the sentences that all sheets have in common. @row: from 1 */
void        sn_xml_fail_damaged  (SnXmlReader          *reader);
void        sn_xml_fail_long_text (SnXmlReader         *reader,
                                  guint                 row);
void        sn_xml_stop          (SnXmlReader          *reader);
/* The value of the attribute of that local name; %NULL where there is none. */
const char *sn_xml_get_attribute (const char          **attributes,
                                  const char           *name);
/* Of an attribute or a value that is yes or no; %NULL is no. */
gboolean    sn_xml_is_true       (const char           *text);
/* The sentence for what no program can have meant so. */
void        sn_set_damaged       (GError              **error);

G_END_DECLS
