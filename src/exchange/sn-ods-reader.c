/* sn-ods-reader.c: the package; its content is read by sn-ods-content.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-ods-reader.h"

#include "sn-error.h"
#include "sn-ods-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
sn_ods_is_package (SnZipPackage *package)
{
  return !sn_zip_package_has (package, "_rels/.rels") &&
         (sn_zip_package_has (package, "content.xml") || sn_zip_package_has (package, "META-INF/manifest.xml"));
}

static void
start_manifest_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  gboolean *encrypted = data;

  *encrypted = *encrypted || strcmp (element, "encryption-data") == 0;
}

/* The manifest of old programs has a document type, and no other bearing on what is read: a fault in it is none of the content. */
static gboolean
refuse_encrypted (SnZipPackage *package, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .root = "manifest", .start = start_manifest_element };
  gboolean encrypted = FALSE;

  if (sn_zip_package_has (package, "META-INF/manifest.xml"))
    sn_zip_package_read_xml (package, "META-INF/manifest.xml", &handlers, &encrypted, cancellable, NULL);
  if (encrypted)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _ ("The workbook is protected by a password. Open it in WPS or Excel, remove the password and save it."));
  return encrypted;
}

gboolean
sn_ods_read (SnZipPackage *package, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info,
             GCancellable *cancellable, GError **error)
{
  const SnSheetSink sink = { func, data, info };
  g_autoptr (SnOdsContent) content = sn_ods_content_new (sheet, &sink);

  return !refuse_encrypted (package, cancellable, error) &&
         sn_zip_package_read_xml (package, "content.xml", &sn_ods_package_handlers, content, cancellable, error) &&
         sn_ods_content_finish (content, error);
}

gboolean
sn_ods_read_flat (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info,
                  GCancellable *cancellable, GError **error)
{
  const SnSheetSink sink = { func, data, info };
  g_autoptr (SnOdsContent) content = sn_ods_content_new (sheet, &sink);

  return sn_xml_read_file (path, &sn_ods_flat_handlers, content, cancellable, error) && sn_ods_content_finish (content, error);
}
