/* sn-pair-rules-dialog-private.h: shared by the files of the dialog.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-pair-rules-dialog.h"

#include "sn-pair-matrix.h"
#include "sn-table.h"

G_BEGIN_DECLS

struct _SnPairRulesDialog
{
  AdwWindow           parent_instance;

  /* Template */
  AdwWindowTitle     *title;
  AdwToastOverlay    *toasts;
  GtkStack           *stack;        /* "reading", "none", "rules" */
  AdwStatusPage      *none_page;
  SnPairMatrix       *matrix;
  AdwComboRow        *first_rate;   /* titled with its program; the first choice is any rate */
  AdwComboRow        *second_rate;
  AdwComboRow        *policy;       /* in the order of SnPairPolicy */
  GtkEditable        *note;
  GtkLabel           *basis;        /* which rule it is that is shown */
  GtkWidget          *set_button;
  GtkWidget          *remove_button;
  GtkLabel           *rules_label;
  GtkColumnView      *rules_view;

  /* Owned */
  SnSession          *session;
  SnRowList          *rules;        /* SnPairRule */
  GtkSingleSelection *selection;
  gboolean            filled;       /* once */
  gboolean            filling;      /* what changes in the form was not changed by the officer */
  SnJob              *reading;      /* (nullable): the last that was begun */
  AdwToast           *toast;        /* (nullable) (weak): the last */
  gint64              last_change_id; /* made since the dialog was opened; 0: none */

  /* What holds between the pair and rates that are chosen, as it was read */
  const SnPairRule   *exact;        /* (nullable) (borrowed): the rule about just these */
  SnPairPolicy        held;
};

/* sn-pair-rule-form.c */
void        sn_pair_rule_form_install     (GtkWidgetClass    *widget_class);
void        sn_pair_rule_form_set_up      (SnPairRulesDialog *self);
const char *sn_pair_rule_form_name_policy (SnPairPolicy       policy);
/* Whether what stands in the form is something else than what holds. */
gboolean    sn_pair_rule_form_is_edited   (SnPairRulesDialog *self);
/* Once matrix and table have new rules. @keeps_edits: what is not set yet stays */
void        sn_pair_rule_form_follow      (SnPairRulesDialog *self,
                                           gboolean           keeps_edits);

G_END_DECLS
