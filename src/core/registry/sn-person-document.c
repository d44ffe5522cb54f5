/* sn-person-document.c: who is known by a document, and the row id that follows from it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-private.h"

#include "sn-identity-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ids of persons lie in [2^52, 2^53): see the head of 0001-base.sql. */
#define PERSON_ID_FIRST (G_GINT64_CONSTANT (1) << 52)
#define PERSON_ID_END (G_GINT64_CONSTANT (1) << 53)

/* Who has @person_id: nobody, the owner of this very document, or (two documents hash alike) somebody else. */
typedef enum
{
  SLOT_FREE,
  SLOT_SAME,
  SLOT_OTHER,
  SLOT_FAILED,
} Slot;

static Slot
look_at_slot (SnConnection *connection, gint64 person_id, const char *document_type, const char *document_number, GError **error)
{
  gint64 same = -1;

  if (!sn_connection_get_int64 (connection, &same, error,
                                "SELECT document_number = ?2 AND document_type = ?3 FROM person WHERE id = ?1",
                                SN_INT (person_id), SN_TEXT (document_number), SN_TEXT (document_type)))
    return SLOT_FAILED;
  return same < 0 ? SLOT_FREE : same > 0 ? SLOT_SAME : SLOT_OTHER;
}

/* Somebody known by this document too: an earlier one, or that of an entry that was merged. */
static gboolean
find_other_document (SnConnection *connection, const char *document_type, const char *document_number, gint64 *person_id, GError **error)
{
  return sn_connection_get_int64 (connection, person_id, error,
                                  "SELECT person_id FROM other_document WHERE document_number = ?1 AND document_type = ?2",
                                  SN_TEXT (document_number), SN_TEXT (document_type));
}

static gboolean
find_normal (SnConnection *connection, const char *document_type, const char *document_number, gint64 *person_id, GError **error)
{
  gint64 hashed_id = sn_person_id_for_document (document_type, document_number);
  Slot slot = look_at_slot (connection, hashed_id, document_type, document_number, error);

  *person_id = slot == SLOT_SAME ? hashed_id : 0;
  if (slot == SLOT_SAME || slot == SLOT_FAILED)
    return slot == SLOT_SAME;
  /* Next to its place, an earlier document of somebody, or not there at all. */
  return sn_connection_get_int64 (connection, person_id, error,
                                  "SELECT id FROM person WHERE document_number = ?1 AND document_type = ?2",
                                  SN_TEXT (document_number), SN_TEXT (document_type)) &&
         (*person_id != 0 || find_other_document (connection, document_type, document_number, person_id, error));
}

gboolean
sn_person_find_by_document (SnConnection *connection, const char *document_type, const char *document_number, gint64 *person_id,
                            GError **error)
{
  g_autofree char *normal = NULL;

  if (!find_normal (connection, document_type, document_number, person_id, error))
    return FALSE;
  if (*person_id != 0)
    return TRUE;
  normal = sn_identity_document_normal_number (document_type, document_number);
  return strcmp (normal, document_number) == 0 || find_normal (connection, document_type, normal, person_id, error);
}

static void
set_known (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                       _ ("Somebody with this document number is in the registry already. Correct that person instead."));
}

static gint64
next_slot (gint64 person_id)
{
  return person_id + 1 < PERSON_ID_END ? person_id + 1 : PERSON_ID_FIRST;
}

gint64
sn_person_find_free_id (SnConnection *connection, const char *document_type, const char *document_number, GError **error)
{
  gint64 person_id = sn_person_id_for_document (document_type, document_number), known_as = 0;

  if (!find_other_document (connection, document_type, document_number, &known_as, error))
    return 0;
  if (known_as != 0)
    {
      set_known (error);
      return 0;
    }
  for (;; person_id = next_slot (person_id))
    {
      switch (look_at_slot (connection, person_id, document_type, document_number, error))
        {
        case SLOT_FREE:
          return person_id;
        case SLOT_SAME:
          set_known (error);
          return 0;
        case SLOT_FAILED:
          return 0;
        case SLOT_OTHER:
        default:
          break;
        }
    }
}
