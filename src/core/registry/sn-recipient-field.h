/* sn-recipient-field.h: everything a row of the list of recipients can show, as data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SN_RECIPIENT_FIELD_NAME,
  SN_RECIPIENT_FIELD_FORMER_NAMES,
  SN_RECIPIENT_FIELD_DOCUMENT,           /* masked */
  SN_RECIPIENT_FIELD_SEX,
  SN_RECIPIENT_FIELD_AGE,                /* years today */
  SN_RECIPIENT_FIELD_BIRTH_DATE,
  SN_RECIPIENT_FIELD_ETHNIC_GROUP,
  SN_RECIPIENT_FIELD_TOWN,
  SN_RECIPIENT_FIELD_VILLAGE,
  SN_RECIPIENT_FIELD_ADDRESS,
  SN_RECIPIENT_FIELD_REGISTERED_ADDRESS,
  SN_RECIPIENT_FIELD_CATEGORIES,         /* held today, joined by 、 */
  SN_RECIPIENT_FIELD_PHONE,              /* masked */
  SN_RECIPIENT_FIELD_BANK,
  SN_RECIPIENT_FIELD_ACCOUNT,            /* masked */
  SN_RECIPIENT_FIELD_ACCOUNT_HOLDER,
  SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD,
  SN_RECIPIENT_FIELD_RELATION,           /* to the head */
  SN_RECIPIENT_FIELD_HOUSEHOLD_SIZE,
  SN_RECIPIENT_FIELD_DISABILITY,         /* kind and level in words */
  SN_RECIPIENT_FIELD_DEPARTMENTS,        /* that give something in the current campaign, the household's lines counted; joined by 、 */
  SN_RECIPIENT_FIELD_LINES,              /* how many lines, as in DEPARTMENTS */
  SN_RECIPIENT_FIELD_TOTAL,              /* sn_recipient_get_total_fen() */
  SN_RECIPIENT_FIELD_LAST_TOTAL,         /* the same of the campaign before: planned then, withdrawn and held left out */
  SN_RECIPIENT_FIELD_WHEREABOUTS,        /* died or moved, with the day; "" while the person lives here */
  SN_RECIPIENT_FIELD_NOTE,
} SnRecipientField;
#define SN_RECIPIENT_N_FIELDS (SN_RECIPIENT_FIELD_NOTE + 1)

/* A set of fields. */
typedef guint64 SnRecipientFields;
#define SN_RECIPIENT_FIELD_BIT(field) (G_GUINT64_CONSTANT (1) << (field))
/* What sn_recipient_read() reads: name, document, sex, age, town, village, categories, phone, total. The others cost more look-ups. */
#define SN_RECIPIENT_FIELDS_USUAL                                                                                                     \
  (SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_NAME) | SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_DOCUMENT) |                          \
   SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_SEX) | SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_AGE) |                                \
   SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_TOWN) | SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_VILLAGE) |                           \
   SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_CATEGORIES) | SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_PHONE) |                       \
   SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_FIELD_TOTAL))
#define SN_RECIPIENT_FIELDS_ALL (SN_RECIPIENT_FIELD_BIT (SN_RECIPIENT_N_FIELDS) - 1)

typedef enum
{
  SN_RECIPIENT_FIELD_IS_TEXT,
  SN_RECIPIENT_FIELD_IS_NUMBER, /* digits that are no quantity: documents, accounts, phones; masked unless in full */
  SN_RECIPIENT_FIELD_IS_DATE,
  SN_RECIPIENT_FIELD_IS_COUNT,
  SN_RECIPIENT_FIELD_IS_MONEY,
} SnRecipientFieldKind;

/* "name", "former_names", "id_number", … for settings, the CLI and JSON */
const char          *sn_recipient_field_get_key   (SnRecipientField  field);
gboolean             sn_recipient_field_from_key  (const char       *key,
                                                   SnRecipientField *field);
const char          *sn_recipient_field_get_title (SnRecipientField  field); /* translated: the caption of its column */
SnRecipientFieldKind sn_recipient_field_get_kind  (SnRecipientField  field);
/* Figures that stand to the right: counts, money, ages */
gboolean             sn_recipient_field_is_numeric (SnRecipientField field);
/* How wide its texts mostly are, in digits of the font (a Chinese character is two) */
guint                sn_recipient_field_get_width (SnRecipientField  field);

G_END_DECLS
