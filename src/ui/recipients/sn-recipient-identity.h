/* sn-recipient-identity.h: who somebody is: the facts at the top of the pane.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-person-record.h"

G_BEGIN_DECLS

/* What of the protected numbers may be seen. */
typedef struct
{
  GHashTable *revealed; /* char *field → char *number in full, of what was looked at */
  const char *barred;   /* (nullable): why this officer may look at none */
} SnNumbers;

/**
 * sn_recipient_identity_fill:
 *
 * Replaces what is in @grid by the facts that are known, in groups; where they are the same as before nothing is touched, so that keyboard,
 * selection and place stay. A protected number is masked, and beside it stands the button "page.reveal" with its field as target, until it
 * was looked at.
 */
void       sn_recipient_identity_fill        (GtkGrid              *grid,
                                              const SnPersonRecord *record,
                                              const SnNumbers      *numbers);

/* (transfer full): "female · 72 years · born 1953-04-01" */
char      *sn_recipient_identity_describe    (const SnPersonRecord *record);

/* For the other parts of the pane: */

/* A value that can be copied, and the button that shows it in full. @css_class: (nullable) */
GtkWidget *sn_recipient_identity_make_label  (const char           *text,
                                              const char           *css_class);
GtkWidget *sn_recipient_identity_make_value  (const char           *text);
/* @value: a label whose words have @masked in them; @name: what a screen reader says of the button */
GtkWidget *sn_recipient_identity_make_reveal (const SnNumbers      *numbers,
                                              GtkWidget            *value,
                                              const char           *masked,
                                              const char           *field,
                                              const char           *name);
/* Shows in place, below @widget, what was looked at, and hides its buttons; masks the others. */
void       sn_recipient_identity_show_numbers (GtkWidget           *widget,
                                              const SnNumbers      *numbers);
/* Whether @grid shows @content (transfer none) already, as it was told the last time. */
gboolean   sn_recipient_identity_is_same     (GtkGrid              *grid,
                                              const char           *content);
/* (transfer full): both with @separator between them, or the one that is not empty */
char      *sn_recipient_identity_join        (const char           *first,
                                              const char           *separator,
                                              const char           *second);

G_END_DECLS
