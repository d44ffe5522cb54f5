/* sn-zip-package.h: an Office Open XML file as parts, relationships and streams of XML.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-xml-reader.h"

G_BEGIN_DECLS

typedef struct _SnZipPackage SnZipPackage;

/* Errors: %SN_ERROR_INVALID_INPUT when it is no zip or a damaged one; %G_IO_ERROR */
SnZipPackage *sn_zip_package_open  (const char    *path,
                                    GError       **error);
void          sn_zip_package_close (SnZipPackage  *package);
/* Names are compared without case, with \ as /, without a leading /, and with %20 for a blank. */
gboolean      sn_zip_package_has   (SnZipPackage  *package,
                                    const char    *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnZipPackage, sn_zip_package_close)

/**
 * sn_zip_package_read_xml:
 *
 * Streams one part; see sn_xml_read(). A part that is not there, is locked by a password, whose checksum does not fit, or
 * that unpacks to more than a spreadsheet can mean is %SN_ERROR_INVALID_INPUT, too.
 */
gboolean      sn_zip_package_read_xml (SnZipPackage         *package,
                                       const char           *part,
                                       const SnXmlHandlers  *handlers,
                                       gpointer              data,
                                       GCancellable         *cancellable,
                                       GError              **error);

/* One row of a part's relationships. */
typedef struct
{
  char *id;
  char *type;    /* the last word of its address: "worksheet", "sharedStrings" */
  char *target;  /* resolved to a part's name; "" for what lies outside */
} SnRelationship;

/* (transfer full): SnRelationship of @part ("" for the package); empty where it has none */
GPtrArray    *sn_zip_package_read_relationships (SnZipPackage  *package,
                                                 const char    *part,
                                                 GCancellable  *cancellable,
                                                 GError       **error);
/* (transfer full): the part that @target is as seen from @part: "../a.xml" from "xl/b/c.xml" is "xl/a.xml" */
char         *sn_zip_package_resolve            (const char    *part,
                                                 const char    *target);

G_END_DECLS
