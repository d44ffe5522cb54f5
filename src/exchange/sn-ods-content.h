/* sn-ods-content.h: the sheets of an OpenDocument spreadsheet, as handlers of its XML.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-row.h"
#include "sn-xml-reader.h"

G_BEGIN_DECLS

typedef struct _SnOdsContent SnOdsContent;

/* Of the part of a package, and of a file of its own; to be given a %SnOdsContent. */
extern const SnXmlHandlers sn_ods_package_handlers;
extern const SnXmlHandlers sn_ods_flat_handlers;

/* @wanted: (nullable): the sheet's name; to live as long as what is returned */
SnOdsContent *sn_ods_content_new    (const char         *wanted,
                                     const SnSheetSink  *sink);
void          sn_ods_content_free   (SnOdsContent       *content);
/* After the XML's end: %FALSE, with a sentence, when there was no sheet to read. */
gboolean      sn_ods_content_finish (const SnOdsContent *content,
                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnOdsContent, sn_ods_content_free)

G_END_DECLS
