/* sn-phone.h: telephone numbers, as people write them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sn_phone_normalise:
 * @text: one number or several, parted by 、 , ; / or blanks
 *
 * A mobile number becomes its 11 digits; a fixed line its 7 or 8 digits, with the area code and a hyphen in front where that is given
 * (021-59201234), and with the extension behind (-801). +86 is dropped, another country's +NNN stays. Several are joined by 、.
 *
 * Returns: (transfer full) (nullable): "" for nothing but blanks; %NULL where something in it is no telephone number
 */
char *sn_phone_normalise (const char *text);
/* (transfer full): the middle of each number as stars, its kind and its end to be recognised: 139****5678 */
char *sn_phone_mask      (const char *text);

G_END_DECLS
