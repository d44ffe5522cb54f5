/* sn-form-dialog.h: a question with a few lines to fill in: a reason, a day, an account.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title;    /* translated */
  const char *text;     /* (nullable): what stands there already */
  gboolean    required; /* until it is filled nothing can be answered */
} SnFormField;

/* Asked before what was answered is taken. @values, @data: as for SnFormFilled. Returns: (transfer full) (nullable): the sentence why it cannot be
 * taken, which is shown in the form; everything stays as it was typed */
typedef char *(*SnFormCheck) (const char *const *values,
                              gpointer           owner,
                              gpointer           data);

typedef struct
{
  const char         *heading;
  const char         *body;
  const char         *response;    /* what its button says, with a mnemonic */
  gboolean            destructive;
  const SnFormField  *fields;
  guint               n_fields;
  SnFormCheck         check;       /* (nullable) */
} SnForm;

/* @values: one for each field, without blanks at the ends; valid during the call. Not called after a cancellation, nor once
 * @owner is gone. */
typedef void (*SnFormFilled) (const char *const *values,
                              gpointer           owner,
                              gpointer           data);

/* @form: copied where it is needed; @data_free frees @take_data in any case */
void sn_form_dialog_present (GtkWindow      *parent,
                             const SnForm   *form,
                             SnFormFilled    filled,
                             GObject        *owner,
                             gpointer        take_data,
                             GDestroyNotify  data_free);

G_END_DECLS
