/* sn-xml-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-xml-places.h"

guint8
sn_xml_places_get (const SnXmlPlaces *places)
{
  if (places->n_left_out > 0)
    return SN_XML_LEFT_OUT;
  return places->n_places > 0 ? places->places[places->n_places - 1] : 0;
}

void
sn_xml_places_enter (SnXmlPlaces *places, guint8 place)
{
  if (place == SN_XML_LEFT_OUT || places->n_places == SN_XML_MOST_PLACES)
    places->n_left_out++;
  else
    places->places[places->n_places++] = place;
}

guint8
sn_xml_places_leave (SnXmlPlaces *places)
{
  guint8 place = sn_xml_places_get (places);

  if (place == SN_XML_LEFT_OUT)
    places->n_left_out--;
  else if (places->n_places > 0)
    places->n_places--;
  return place;
}
