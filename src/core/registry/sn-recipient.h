/* sn-recipient.h: one row of the list of recipients, as it is shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "sn-connection.h"
#include "sn-recipient-field.h"
#include "sn-resident-id.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT (sn_recipient_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipient, sn_recipient, SN, RECIPIENT, GObject)

/**
 * SnRecipient:
 *
 * What a row shows of a person: masked, in words. Immutable, so any thread may make it and any thread may read it.
 */

gint64      sn_recipient_get_id              (SnRecipient *self);
const char *sn_recipient_get_name            (SnRecipient *self);
const char *sn_recipient_get_document_masked (SnRecipient *self);
const char *sn_recipient_get_town            (SnRecipient *self); /* short name; "" when not known */
const char *sn_recipient_get_village         (SnRecipient *self); /* "" when not known */
int         sn_recipient_get_age_years       (SnRecipient *self); /* today; -1 when not known */
SnSex       sn_recipient_get_sex             (SnRecipient *self);
const char *sn_recipient_get_categories      (SnRecipient *self); /* held today, joined by 、 */
const char *sn_recipient_get_phone_masked    (SnRecipient *self); /* 138****5678 */
/* What the planned lines of the current campaign that name the person come to, all departments together */
gint64      sn_recipient_get_total_fen       (SnRecipient *self);

const char *sn_recipient_get_died_on         (SnRecipient *self); /* ISO; "" while the person lives */
const char *sn_recipient_get_moved_on        (SnRecipient *self); /* ISO, out of the district; "" while the person is here */

/**
 * sn_recipient_read:
 * @ids: whose rows
 *
 * Point look-ups with prepared statements: about 10 µs a row wherever the rows lie.
 *
 * Returns: (transfer full) (element-type SnRecipient): one for each id in the same order; %NULL for an id that is not in the
 *   registry (any more)
 */
GPtrArray  *sn_recipient_read                (SnConnection  *connection,
                                              const gint64  *ids,
                                              guint          n_ids,
                                              GError       **error);

/* The text of a field as a row shows it, translated and masked; "" for what is not known; %NULL when the field was not read. */
const char *sn_recipient_get_text            (SnRecipient      *self,
                                              SnRecipientField  field);
/* The same as the total, of the campaign before; 0 unless SN_RECIPIENT_FIELD_LAST_TOTAL was read */
gint64      sn_recipient_get_last_total_fen  (SnRecipient      *self);
/**
 * sn_recipient_read_fields:
 * @fields: which texts are wanted; those of the usual fields are always there
 * @full_numbers: documents, accounts and phones unmasked in sn_recipient_get_text(), for a file that may have them. Never for a list.
 *
 * As sn_recipient_read(). A field beyond the usual ones costs nothing while it stands in the person's row, and one look-up more a row for
 * household, departments or the last campaign.
 */
GPtrArray  *sn_recipient_read_fields         (SnConnection      *connection,
                                              const gint64      *ids,
                                              guint              n_ids,
                                              SnRecipientFields  fields,
                                              gboolean           full_numbers,
                                              GError           **error);

G_END_DECLS
