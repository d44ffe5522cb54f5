/* sn-recipient-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-item.h"

struct _SnRecipientItem
{
  GObject      parent_instance;

  guint        position;
  gint64       id;        /* 0: nobody stands there */
  SnRecipient *recipient; /* (nullable) */
  gboolean     loading;
};

enum
{
  PROP_0,
  PROP_POSITION,
  PROP_ID,
  PROP_RECIPIENT,
  PROP_LOADING,
  N_PROPERTIES,
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SnRecipientItem, sn_recipient_item, G_TYPE_OBJECT)

SnRecipientItem *
sn_recipient_item_new (guint position)
{
  SnRecipientItem *self = g_object_new (SN_TYPE_RECIPIENT_ITEM, NULL);

  self->position = position;
  return self;
}

void
sn_recipient_item_show (SnRecipientItem *self, gint64 id, SnRecipient *recipient, gboolean loading)
{
  gboolean new_id, new_recipient, new_loading;

  g_return_if_fail (SN_IS_RECIPIENT_ITEM (self));

  new_id = self->id != id;
  new_loading = self->loading != loading;
  self->id = id;
  self->loading = loading;
  new_recipient = g_set_object (&self->recipient, recipient);

  /* Who hears the first of these may let the item go. */
  g_object_ref (self);
  if (new_id)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
  if (new_recipient)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECIPIENT]);
  if (new_loading)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_unref (self);
}

guint
sn_recipient_item_get_position (SnRecipientItem *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_ITEM (self), 0);

  return self->position;
}

gint64
sn_recipient_item_get_id (SnRecipientItem *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_ITEM (self), 0);

  return self->id;
}

SnRecipient *
sn_recipient_item_get_recipient (SnRecipientItem *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_ITEM (self), NULL);

  return self->recipient;
}

gboolean
sn_recipient_item_get_loading (SnRecipientItem *self)
{
  g_return_val_if_fail (SN_IS_RECIPIENT_ITEM (self), FALSE);

  return self->loading;
}

static void
sn_recipient_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SnRecipientItem *self = SN_RECIPIENT_ITEM (object);

  switch (property_id)
    {
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_RECIPIENT:
      g_value_set_object (value, self->recipient);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
sn_recipient_item_finalize (GObject *object)
{
  g_clear_object (&SN_RECIPIENT_ITEM (object)->recipient);
  G_OBJECT_CLASS (sn_recipient_item_parent_class)->finalize (object);
}

static void
sn_recipient_item_class_init (SnRecipientItemClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (class)->get_property = sn_recipient_item_get_property;
  G_OBJECT_CLASS (class)->finalize = sn_recipient_item_finalize;
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RECIPIENT] = g_param_spec_object ("recipient", NULL, NULL, SN_TYPE_RECIPIENT, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
}

static void
sn_recipient_item_init (SnRecipientItem *self)
{
}
