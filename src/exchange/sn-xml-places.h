/* sn-xml-places.h: where in a document of XML the reading stands, for readers to which an element means something only where it
 * belongs: the way down from the root, and how deep within something that is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places are numbered by the reader; 0 is above the root. */
#define SN_XML_LEFT_OUT 255
/* More than a reader of XML lets in (sn-xml-reader.c). */
#define SN_XML_MOST_PLACES 256

/* To be zeroed, and anew for another document. */
typedef struct
{
  guint8 places[SN_XML_MOST_PLACES];
  guint  n_places;
  guint  n_left_out;
} SnXmlPlaces;

/* %SN_XML_LEFT_OUT within what is left out */
guint8   sn_xml_places_get   (const SnXmlPlaces *places);
/* Goes into an element, that is at @place, or with all that is in it left out. */
void     sn_xml_places_enter (SnXmlPlaces       *places,
                              guint8             place);
/* Returns: the place that ends; %SN_XML_LEFT_OUT for the end of what is left out */
guint8   sn_xml_places_leave (SnXmlPlaces       *places);

G_END_DECLS
