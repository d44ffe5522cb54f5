/* sn-zip-package.h: an Office Open XML file as parts, relationships and streams of XML.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <expat.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SnZipPackage SnZipPackage;

/* Errors: %SN_ERROR_INVALID_INPUT when it is no zip or a damaged one; %G_IO_ERROR */
SnZipPackage *sn_zip_package_open  (const char    *path,
                                    GError       **error);
void          sn_zip_package_close (SnZipPackage  *package);
/* Names are compared without case, with \ as /, and without a leading /. */
gboolean      sn_zip_package_has   (SnZipPackage  *package,
                                    const char    *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnZipPackage, sn_zip_package_close)

/**
 * SnXmlReader:
 *
 * Handlers get the local name of an element; the prefix, and so which of the two families of namespaces it is, does not
 * matter. A handler that finds something wrong calls sn_xml_fail(); one that has enough calls sn_xml_stop().
 */
typedef struct _SnXmlReader SnXmlReader;

typedef struct
{
  void (*start) (SnXmlReader *reader, const char *element, const char **attributes, gpointer data);
  void (*end)   (SnXmlReader *reader, const char *element, gpointer data);
  void (*text)  (SnXmlReader *reader, const char *text, int length_bytes, gpointer data);
} SnXmlHandlers;

/**
 * sn_zip_package_read_xml:
 *
 * Streams one part through expat. A document type declaration, a checksum that does not fit, broken XML and parts beyond
 * the limits are %SN_ERROR_INVALID_INPUT.
 */
gboolean    sn_zip_package_read_xml (SnZipPackage         *package,
                                     const char           *part,
                                     const SnXmlHandlers  *handlers,
                                     gpointer              data,
                                     GCancellable         *cancellable,
                                     GError              **error);
void        sn_xml_fail             (SnXmlReader          *reader,
                                     char                 *take_message);
void        sn_xml_stop             (SnXmlReader          *reader);
/* The value of the attribute of that local name; %NULL where there is none. */
const char *sn_xml_get_attribute    (const char          **attributes,
                                     const char           *name);

/* One row of a part's relationships. */
typedef struct
{
  char *id;
  char *type;    /* the last word of its address: "worksheet", "sharedStrings" */
  char *target;  /* resolved to a part's name; "" for what lies outside */
} SnRelationship;

/* (transfer full): SnRelationship of @part ("" for the package); empty where it has none */
GPtrArray  *sn_zip_package_read_relationships (SnZipPackage  *package,
                                               const char    *part,
                                               GCancellable  *cancellable,
                                               GError       **error);

G_END_DECLS
