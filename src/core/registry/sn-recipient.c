/* sn-recipient.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-private.h"

G_DEFINE_FINAL_TYPE (SnRecipient, sn_recipient, G_TYPE_OBJECT)

static void
sn_recipient_finalize (GObject *object)
{
  SnRecipient *self = SN_RECIPIENT (object);

  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sn_recipient_parent_class)->finalize (object);
}

static void
sn_recipient_class_init (SnRecipientClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_recipient_finalize;
}

static void
sn_recipient_init (SnRecipient *self)
{
}

gint64
sn_recipient_get_id (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), 0);

  return self->id;
}

const char *
sn_recipient_get_text (SnRecipient *self, SnRecipientField field)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);
  g_return_val_if_fail (field < SN_RECIPIENT_N_FIELDS, NULL);

  return self->texts[field];
}

const char *
sn_recipient_get_name (SnRecipient *self)
{
  return sn_recipient_get_text (self, SN_RECIPIENT_FIELD_NAME);
}

const char *
sn_recipient_get_document_masked (SnRecipient *self)
{
  return sn_recipient_get_text (self, SN_RECIPIENT_FIELD_DOCUMENT);
}

const char *
sn_recipient_get_town (SnRecipient *self)
{
  return sn_recipient_get_text (self, SN_RECIPIENT_FIELD_TOWN);
}

const char *
sn_recipient_get_village (SnRecipient *self)
{
  return sn_recipient_get_text (self, SN_RECIPIENT_FIELD_VILLAGE);
}

const char *
sn_recipient_get_categories (SnRecipient *self)
{
  return sn_recipient_get_text (self, SN_RECIPIENT_FIELD_CATEGORIES);
}

const char *
sn_recipient_get_phone_masked (SnRecipient *self)
{
  return sn_recipient_get_text (self, SN_RECIPIENT_FIELD_PHONE);
}

int
sn_recipient_get_age_years (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), -1);

  return self->age_years;
}

SnSex
sn_recipient_get_sex (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), SN_SEX_UNKNOWN);

  return self->sex;
}

gint64
sn_recipient_get_total_fen (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), 0);

  return self->total_fen;
}

gint64
sn_recipient_get_last_total_fen (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), 0);

  return self->last_total_fen;
}

const char *
sn_recipient_get_died_on (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->died_on;
}

const char *
sn_recipient_get_moved_on (SnRecipient *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT (self), NULL);

  return self->moved_on;
}
