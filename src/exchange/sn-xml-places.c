/* sn-xml-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-xml-places.h"

void
sn_xml_places_clear (SnXmlPlaces *places)
{
  g_clear_pointer (&places->places, g_byte_array_unref);
  places->n_left_out = 0;
}

guint8
sn_xml_places_get (const SnXmlPlaces *places)
{
  if (places->n_left_out > 0)
    return SN_XML_LEFT_OUT;
  return places->places != NULL && places->places->len > 0 ? places->places->data[places->places->len - 1] : 0;
}

void
sn_xml_places_enter (SnXmlPlaces *places, guint8 place)
{
  if (places->places == NULL)
    places->places = g_byte_array_new ();
  if (place == SN_XML_LEFT_OUT)
    places->n_left_out++;
  else
    g_byte_array_append (places->places, &place, 1);
}

guint8
sn_xml_places_leave (SnXmlPlaces *places)
{
  guint8 place = sn_xml_places_get (places);

  if (place == SN_XML_LEFT_OUT)
    places->n_left_out--;
  else if (places->places != NULL && places->places->len > 0)
    g_byte_array_set_size (places->places, places->places->len - 1);
  return place;
}
