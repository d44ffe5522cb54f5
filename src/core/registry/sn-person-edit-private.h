/* sn-person-edit-private.h: what the files of sn-person-edit.h share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-person-edit.h"

G_BEGIN_DECLS

/* Whether the field had another value. @normal: as sn_person_check_field() gives it */
gboolean sn_person_set_field       (SnPerson       *person,
                                    SnPersonField   field,
                                    const char     *normal);
/* An account's holder who is somebody else stands in some relation to the person: %FALSE with the sentence that asks for it. */
gboolean sn_person_check_holder    (const char     *account_holder,
                                    const char     *account_relation,
                                    GError        **error);
/* Describes a Change about one person: its first argument is the row id. @detail: (nullable): the second */
void     sn_person_describe_change (SnTransaction  *transaction,
                                    const char     *action,
                                    gint64          person_id,
                                    const char     *detail);

G_END_DECLS
