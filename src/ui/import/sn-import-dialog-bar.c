/* sn-import-dialog-bar.c: the figures above the pages, and below them what can be done and why not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-dialog-private.h"

#include "sn-check-label.h"
#include "sn-figure-text.h"

#include <glib/gi18n.h>

/* ── Figures ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  ROWS,
  LISTED,
  YUAN,
  CHANGED,
  NEW_PEOPLE,
  KNOWN_PEOPLE,
  WARNED,
  REFUSED,
  LISTED_BEFORE,
  TOLD,
  KNOWN_BEFORE,
  UNKNOWN_PEOPLE,
  BEGUN,
  HELD,
  NOT_ON_LIST,
} Figure;

#define END (-1)

static const int figures_of[][SN_IMPORT_MOST_FIGURES + 1] = {
  [SN_IMPORT_ROSTER] = { ROWS, LISTED, YUAN, CHANGED, NEW_PEOPLE, KNOWN_PEOPLE, WARNED, REFUSED, LISTED_BEFORE, END },
  [SN_IMPORT_REGISTRY] = { ROWS, NEW_PEOPLE, KNOWN_PEOPLE, WARNED, REFUSED, END },
  [SN_IMPORT_CATEGORY] = { ROWS, BEGUN, HELD, NOT_ON_LIST, NEW_PEOPLE, WARNED, REFUSED, END },
  [SN_IMPORT_SCORES] = { ROWS, TOLD, KNOWN_BEFORE, UNKNOWN_PEOPLE, WARNED, REFUSED, END },
  [SN_IMPORT_DEATHS] = { ROWS, TOLD, KNOWN_BEFORE, UNKNOWN_PEOPLE, WARNED, REFUSED, END },
};

static const char *const captions[] = {
  [ROWS] = N_ ("Rows"),
  [LISTED] = N_ ("To be listed"),
  [YUAN] = N_ ("Yuan"),
  [CHANGED] = N_ ("To be changed"),
  [NEW_PEOPLE] = N_ ("New people"),
  [KNOWN_PEOPLE] = N_ ("Known people"),
  [WARNED] = N_ ("With warnings"),
  [REFUSED] = N_ ("Stay out"),
  [LISTED_BEFORE] = N_ ("Listed before"),
  [TOLD] = N_ ("To be noted"),
  [KNOWN_BEFORE] = N_ ("Known before"),
  [UNKNOWN_PEOPLE] = N_ ("Unknown people"),
  [BEGUN] = N_ ("New in the category"),
  [HELD] = N_ ("Held it before"),
  [NOT_ON_LIST] = N_ ("Not on the list"),
};

/* The judgement leaves the lines that stand as they are; which of them are changed is said after it. */
static guint
count_taken (SnImportDialog *self)
{
  return self->judgement != NULL && sn_import_delivery_get_change_reason (self->delivery) != NULL ? self->judgement->n_can_change : 0;
}

static guint
count (SnImportDialog *self, Figure figure)
{
  const SnImportJudgement *judgement = self->judgement;
  const SnAdmissionResult *result = &judgement->result;

  switch (figure)
    {
    case ROWS:
      return result->rows;
    case LISTED:
      return result->accepted - result->skipped;
    case NEW_PEOPLE:
      return result->new_persons;
    case KNOWN_PEOPLE:
      return result->matched_persons;
    case WARNED:
      return result->warned;
    case REFUSED:
      return result->rejected;
    case CHANGED:
      return count_taken (self);
    case LISTED_BEFORE:
      return result->skipped - count_taken (self);
    case KNOWN_BEFORE:
      return result->skipped;
    case TOLD:
      return judgement->n_told;
    case UNKNOWN_PEOPLE:
      return judgement->unknown;
    case BEGUN:
      return judgement->begun;
    case HELD:
      return judgement->held;
    case NOT_ON_LIST:
      return judgement->ended != NULL ? judgement->ended->len : 0;
    case YUAN:
    default:
      return 0;
    }
}

static void
add_figure (SnImportDialog *self, guint i)
{
  Figure figure = (Figure) figures_of[self->target.kind][i];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new ("");
  GtkWidget *caption = gtk_label_new (_ (captions[figure]));

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (number, "sn-figure");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (self->figures, box);
  self->figure_labels[i] = GTK_LABEL (number);
}

void
sn_import_dialog_add_figures (SnImportDialog *self)
{
  for (guint i = 0; figures_of[self->target.kind][i] != END; i++)
    add_figure (self, i);
  sn_import_dialog_show_figures (self);
}

static void
mark (GtkLabel *label, const char *style, gboolean is_marked)
{
  (is_marked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (label), style);
}

void
sn_import_dialog_show_figures (SnImportDialog *self)
{
  for (guint i = 0; figures_of[self->target.kind][i] != END; i++)
    {
      Figure figure = (Figure) figures_of[self->target.kind][i];
      guint n = self->judgement != NULL ? count (self, figure) : 0;
      g_autofree char *text = figure != YUAN ? sn_figure_text_count (n)
                              : self->judgement != NULL ? sn_figure_text_money (self->judgement->result.amount_fen, FALSE) : NULL;

      /* Hardly a file changes lines that stand. */
      gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->figure_labels[i])),
                              figure == CHANGED ? n > 0 : self->judgement != NULL || self->job != NULL);
      gtk_label_set_label (self->figure_labels[i], self->judgement != NULL ? text : "–");
      if (figure == WARNED || figure == UNKNOWN_PEOPLE)
        mark (self->figure_labels[i], "warning", n > 0);
      if (figure == REFUSED)
        mark (self->figure_labels[i], "error", n > 0);
      /* What is being judged anew is still shown, but not vouched for. */
      mark (self->figure_labels[i], "dim-label", !self->is_judged);
    }
}

/* ── What can be imported ───────────────────────────────────────────────────────────────────────────────────────── */

/* Rows that the registry or the roster learns from. */
static guint
count_told (SnImportDialog *self)
{
  const SnImportJudgement *judgement = self->judgement;

  if (self->target.kind == SN_IMPORT_ROSTER)
    return judgement->result.accepted - judgement->result.skipped + count_taken (self);
  if (self->target.kind == SN_IMPORT_CATEGORY)
    return judgement->begun > 0 || judgement->result.new_persons > 0 ? judgement->result.accepted : 0;
  return judgement->n_told;
}

static guint
count_gone (SnImportDialog *self)
{
  const SnImportJudgement *judgement = self->judgement;
  GPtrArray *gone = self->target.kind == SN_IMPORT_CATEGORY ? judgement->ended : judgement->delivery.gone;
  const char *reason = sn_import_delivery_get_reason (self->delivery);

  if (gone == NULL || (reason == NULL && !sn_import_delivery_ends (self->delivery)))
    return 0;
  return gone->len;
}

static gboolean
is_said_again (SnImportDialog *self)
{
  return self->judgement->file_again == NULL || count_told (self) == 0 || gtk_check_button_get_active (self->again);
}

static char *
describe_refused (SnImportDialog *self)
{
  guint n = self->judgement->result.rejected;

  if (sn_import_delivery_ends (self->delivery))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u row is refused, and who stands there would lose the category. Set it right before others are ended.",
                                         "%u rows are refused, and who stands there would lose the category. Set them right before others are"
                                         " ended.", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row is refused: set it right, send it back, or leave it out.",
                                       "%u rows are refused: set them right, send them back, or leave them out.", n), n);
}

/* (transfer full) (nullable): why nothing can be imported as it stands */
static char *
find_obstacle (SnImportDialog *self)
{
  const char *reason = sn_import_delivery_get_reason (self->delivery);
  const char *change_reason = sn_import_delivery_get_change_reason (self->delivery);
  gboolean leaves_out = gtk_check_button_get_active (self->leave_out) && !sn_import_delivery_ends (self->delivery);

  /* What is wrong stands above the sheet. */
  if (self->problem != NULL && self->preview.problem != NULL)
    return g_strdup (_ ("First say which row is the heading, and what the columns hold."));
  if (self->problem != NULL)
    return g_strdup (self->problem);
  if (self->job != NULL)
    return g_strdup ("");
  if (self->content == NULL)
    return g_strdup (_ ("The sheet was not read."));
  if (!self->is_judged)
    return g_strdup (_ ("The rows were not compared with the registry."));
  if (self->judgement->result.rejected > 0 && !leaves_out)
    return describe_refused (self);
  if (!is_said_again (self))
    return g_strdup (self->judgement->file_again->message);
  if (reason != NULL && *reason == '\0')
    return g_strdup (_ ("Say why the lines that are gone are held."));
  if (change_reason != NULL && *change_reason == '\0')
    return g_strdup (_ ("Say why the lines that are changed get this file's amounts."));
  if (count_told (self) == 0 && count_gone (self) == 0 && self->judgement->n_can_change > 0)
    return g_strdup (_ ("Nothing in this list is new, and the lines that are changed keep last time's amounts."));
  if (count_told (self) == 0 && count_gone (self) == 0)
    return g_strdup (_ ("Nothing in this list is new."));
  return NULL;
}

/* ── The bar ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_checks (SnImportDialog *self)
{
  guint n = self->judgement != NULL ? self->judgement->result.rejected : 0;
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Leave out the %u refused row", "_Leave out the %u refused rows", n), n);

  /* What was said of three rows is not said of four. */
  if (n != self->n_refused)
    gtk_check_button_set_active (self->leave_out, FALSE);
  self->n_refused = n;
  sn_check_label_set (self->leave_out, label);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_out), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->again), self->judgement != NULL && self->judgement->file_again != NULL && count_told (self) > 0);
  gtk_widget_set_visible (self->send_back_button, n > 0);
}

/* (transfer full): what the button does */
static char *
label_button (SnImportDialog *self)
{
  guint n;

  if (self->job == NULL && self->problem == NULL && self->content == NULL)
    return g_strdup (_ ("_Read the Sheet"));
  if (self->job == NULL && self->problem == NULL && !self->is_judged)
    return g_strdup (_ ("_Compare"));
  if (self->judgement == NULL)
    return g_strdup (_ ("_Import"));
  n = count_told (self);
  if (n > 0 || count_gone (self) == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u Row", "_Import %u Rows", n), n);
  n = count_gone (self);
  if (self->target.kind == SN_IMPORT_CATEGORY)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_End It for %u Person", "_End It for %u People", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Hold %u Line", "_Hold %u Lines", n), n);
}

/* What the rows say follows what was chosen for lines that are changed. A job may be reading it. */
static void
turn_sentences (SnImportDialog *self)
{
  gboolean are_taken = sn_import_delivery_get_change_reason (self->delivery) != NULL;

  if (self->job != NULL || self->judgement == NULL || !self->is_judged || self->judgement->says_taken == are_taken)
    return;
  sn_faults_turn (self->judgement->faults);
  self->judgement->says_taken = are_taken;
  sn_import_rows_reword (self->rows);
}

void
sn_import_dialog_update_bar (SnImportDialog *self)
{
  gboolean is_idle = self->job == NULL;
  g_autofree char *obstacle = NULL;
  g_autofree char *label = NULL;

  if (self->judgement == NULL || self->is_judged)
    show_checks (self);
  turn_sentences (self);
  obstacle = find_obstacle (self);
  label = label_button (self);
  gtk_button_set_label (self->import_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), is_idle && self->problem == NULL && (obstacle == NULL || !self->is_judged));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.send-back", is_idle && self->is_judged);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.list-faults",
                                 is_idle && self->is_judged && self->judgement->faults->len > 0);
  gtk_label_set_label (self->reason, self->refusal != NULL && is_idle ? self->refusal : obstacle != NULL ? obstacle : "");
  mark (self->reason, "error", is_idle && (self->refusal != NULL || (self->problem != NULL && self->preview.problem == NULL)));
  /* Nothing is changed under an admission. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), is_idle || self->aim != SN_IMPORT_ADMIT);
  gtk_widget_set_sensitive (GTK_WIDGET (self->leave_out), is_idle || self->aim != SN_IMPORT_ADMIT);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again), is_idle || self->aim != SN_IMPORT_ADMIT);
  sn_import_dialog_show_figures (self);
}

void
sn_import_dialog_take_bar (SnImportDialog *self, SnImportWork *work)
{
  work->leave_out_rejected = gtk_check_button_get_active (self->leave_out);
  work->again = gtk_check_button_get_active (self->again);
  work->hold_gone_reason = g_strdup (sn_import_delivery_get_reason (self->delivery));
  work->take_changed_reason = g_strdup (sn_import_delivery_get_change_reason (self->delivery));
  work->ends_missing = sn_import_delivery_ends (self->delivery);
}
