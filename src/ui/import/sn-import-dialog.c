/* sn-import-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-dialog-private.h"

#include "sn-check-label.h"
#include "sn-stack-reader.h"
#include "sn-window-layout.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (SnImportDialog, sn_import_dialog, ADW_TYPE_WINDOW)

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_import_dialog_say (SnImportDialog *self, const char *sentence)
{
  gtk_label_set_label (self->detail, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), sentence);
}

void
sn_import_dialog_show_target (SnImportDialog *self, const char *target_name)
{
  const SnImportTarget *target = &self->target;
  g_autofree char *title = NULL;

  switch (target->kind)
    {
    case SN_IMPORT_CATEGORY:
      title = g_strdup_printf (_ ("%s, from %s on"), *target_name != '\0' ? target_name : target->category_code, target->day);
      break;
    case SN_IMPORT_SCORES:
      title = g_strdup_printf (_ ("%s, counted on %s"), target->source, target->day);
      break;
    case SN_IMPORT_DEATHS:
      title = g_strdup (_ ("List of Deaths"));
      break;
    case SN_IMPORT_REGISTRY:
      title = g_strdup (_ ("Registry"));
      break;
    case SN_IMPORT_ROSTER:
    default:
      title = g_strdup_printf ("%s %s", target->program_code, target_name);
      break;
    }
  g_strstrip (title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->target_title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->target_title), title);
}

/* What such a list is for, beside people. */
static SnRosterField
get_needed_field (SnImportDialog *self)
{
  return self->target.kind == SN_IMPORT_SCORES   ? SN_ROSTER_FIELD_SCORE
         : self->target.kind == SN_IMPORT_DEATHS ? SN_ROSTER_FIELD_DEATH
                                                 : SN_ROSTER_FIELD_NONE;
}

void
sn_import_dialog_show_preview (SnImportDialog *self)
{
  gboolean lacks;

  sn_import_columns_set_needed (self->columns, get_needed_field (self));
  sn_import_columns_show (self->columns, &self->preview, &self->choices, self->program);
  lacks = sn_import_columns_has_doubts (self->columns);
  gtk_stack_page_set_needs_attention (self->columns_page, lacks);
  if (self->is_page_chosen)
    return;
  gtk_stack_set_visible_child_name (self->pages, lacks ? "columns" : "rows");
  if (lacks)
    gtk_widget_grab_focus (GTK_WIDGET (self->columns));
  self->is_page_chosen = TRUE;
}

/* Once, so that the keyboard is where it is wanted: on the button where nothing is in its way, else on the refused rows. */
static void
place_focus (SnImportDialog *self)
{
  if (self->is_focus_placed || gtk_stack_get_visible_child (self->pages) != gtk_stack_page_get_child (self->rows_page))
    return;
  self->is_focus_placed = TRUE;
  sn_import_dialog_update_bar (self);
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->import_button)) || !gtk_widget_grab_focus (GTK_WIDGET (self->import_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->rows));
}

static void
show_judgement (SnImportDialog *self)
{
  gboolean is_needed = sn_import_delivery_is_needed (self->judgement);
  gboolean is_first = !gtk_stack_page_get_visible (self->delivery_page);

  sn_import_rows_show (self->rows, &self->content->import, self->judgement->faults, self->judgement->verdicts);
  sn_import_delivery_show (self->delivery, self->judgement, &self->target);
  if (!is_needed && gtk_stack_get_visible_child (self->pages) == gtk_stack_page_get_child (self->delivery_page))
    gtk_stack_set_visible_child_name (self->pages, "rows");
  gtk_stack_page_set_visible (self->delivery_page, is_needed);
  gtk_stack_page_set_needs_attention (self->delivery_page, is_needed && is_first);
}

void
sn_import_dialog_show_rows (SnImportDialog *self)
{
  gboolean is_coming = self->wishes.look || self->wishes.read || self->job != NULL;

  if (self->content != NULL && self->is_judged)
    show_judgement (self);
  else if (self->content == NULL)
    gtk_stack_page_set_visible (self->delivery_page, FALSE);
  gtk_stack_page_set_needs_attention (self->rows_page, self->is_judged && self->judgement->result.rejected > 0);
  gtk_stack_set_visible_child_name (self->rows_stack, self->content != NULL ? "rows" : is_coming ? "reading" : "none");
  if (self->content != NULL && self->is_judged)
    place_focus (self);
}

static gboolean
is_read_alike (const SnImportChoices *a, const SnImportChoices *b)
{
  return g_strcmp0 (a->sheet, b->sheet) == 0 && a->heading_row == b->heading_row && g_strcmp0 (a->mapping, b->mapping) == 0 &&
         a->hidden == b->hidden;
}

static void
handle_columns (SnImportDialog *self)
{
  g_auto (SnImportChoices) before = { NULL };

  sn_import_choices_copy (&self->choices, &before);
  sn_import_columns_take (self->columns, &self->choices);
  if (!is_read_alike (&before, &self->choices))
    {
      g_clear_pointer (&self->problem, g_free);
      self->wishes.look = TRUE;
      self->wishes.read = TRUE;
    }
  self->is_judged = FALSE;
  self->wishes.judge = TRUE;
  sn_import_dialog_advance (self);
}

static void
handle_page (SnImportDialog *self)
{
  if (gtk_stack_get_visible_child (self->pages) == gtk_stack_page_get_child (self->delivery_page))
    gtk_stack_page_set_needs_attention (self->delivery_page, FALSE);
  if (self->content != NULL && self->is_judged)
    place_focus (self);
}

/* ── What is said and done ──────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_said (SnImportDialog *self)
{
  g_clear_pointer (&self->refusal, g_free);
  sn_import_dialog_update_bar (self);
}

static void
handle_import (SnImportDialog *self)
{
  /* A mnemonic does not move the keyboard out of a cell: what is typed there belongs to the rows, and is judged first. */
  sn_import_rows_end_edit (self->rows);
  if (self->job != NULL)
    return;
  if (self->content == NULL)
    self->wishes.look = self->wishes.read = TRUE;
  else if (!self->is_judged)
    self->wishes.judge = TRUE;
  else
    {
      sn_import_dialog_admit (self);
      return;
    }
  sn_import_dialog_advance (self);
}

static void
handle_cell (SnImportDialog *self, guint sheet, guint row, guint column, const char *text)
{
  sn_import_dialog_edit (self, sheet, row, column, text);
}

/* ── Closing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
close_now (gpointer data)
{
  g_autoptr (SnImportDialog) self = data;

  gtk_window_close (GTK_WINDOW (self));
}

/* A question that is still open has this window for its parent, and has to go before it. */
void
sn_import_dialog_leave (SnImportDialog *self)
{
  self->is_done = TRUE;
  if (self->question != NULL)
    gtk_window_destroy (self->question);
  g_idle_add_once (close_now, g_object_ref (self));
}

static void
handle_answer (AdwMessageDialog *question, const char *response, SnImportDialog *self)
{
  g_clear_weak_pointer (&self->question);
  if (strcmp (response, "close") == 0)
    sn_import_dialog_leave (self);
}

static void
ask (SnImportDialog *self, const char *heading, const char *body, const char *stay, const char *leave)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "stay", stay, "close", leave, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "stay");
  g_signal_connect_object (question, "response", G_CALLBACK (handle_answer), self, 0);
  g_set_weak_pointer (&self->question, GTK_WINDOW (question));
  gtk_window_present (GTK_WINDOW (question));
}

static gboolean
sn_import_dialog_close_request (GtkWindow *window)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (window);
  g_autofree char *body = NULL;
  guint n = self->edits->len;

  if (self->is_done)
    return GTK_WINDOW_CLASS (sn_import_dialog_parent_class)->close_request (window);
  if (self->question != NULL)
    return TRUE;
  if (self->job != NULL && self->aim == SN_IMPORT_ADMIT)
    {
      ask (self, _ ("Stop the Import?"), _ ("Nothing of this list will have been written."), _ ("_Go On"), _ ("_Stop"));
      return TRUE;
    }
  if (n == 0)
    return GTK_WINDOW_CLASS (sn_import_dialog_parent_class)->close_request (window);
  body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "You set %u cell right. The file itself was not changed, so that this is lost.",
                                       "You set %u cells right. The file itself was not changed, so that this is lost.", n), n);
  ask (self, _ ("Close Without Importing?"), body, _ ("_Go On"), _ ("_Close"));
  return TRUE;
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnImportDialog *
sn_import_dialog_present (GtkWindow *parent, SnSession *session, const SnImportTarget *target, const char *path, const char *shown_name)
{
  SnImportDialog *self = g_object_new (SN_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_path_get_basename (path);

  self->session = g_object_ref (session);
  sn_import_target_copy (target, &self->target);
  self->path = g_strdup (path);
  self->shown_name = g_strdup (shown_name);
  sn_import_dialog_say (self, shown_name != NULL ? shown_name : name);
  sn_import_dialog_show_target (self, "");
  sn_import_dialog_add_figures (self);
  gtk_window_present (GTK_WINDOW (self));
  self->wishes.look = self->wishes.read = TRUE;
  sn_import_dialog_advance (self);
  return self;
}

static void
free_edit (gpointer data)
{
  SnImportEdit *edit = data;

  g_free (edit->text);
  g_free (edit);
}

static void
sn_import_dialog_dispose (GObject *object)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (object);

  /* Closed in the middle of an import: it is rolled back whole. */
  if (self->job != NULL)
    sn_job_cancel (self->job);
  if (self->rows != NULL)
    sn_import_rows_show (self->rows, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_DIALOG);
  self->rows = NULL;
  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sn_import_dialog_parent_class)->dispose (object);
}

static void
sn_import_dialog_finalize (GObject *object)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (object);

  sn_import_target_clear (&self->target);
  sn_import_choices_clear (&self->choices);
  g_free (self->path);
  g_free (self->shown_name);
  g_free (self->problem);
  g_free (self->refusal);
  g_clear_pointer (&self->program, sn_program_free);
  sn_sheet_preview_clear (&self->preview);
  g_clear_pointer (&self->judgement, sn_import_judgement_unref);
  g_clear_pointer (&self->content, sn_import_content_unref);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  G_OBJECT_CLASS (sn_import_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, target_title);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, detail);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, figures);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, columns_page);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, rows_page);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, delivery_page);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, rows_stack);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, delivery);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, leave_out);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, again);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, send_back_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, job_bar);
}

static void
sn_import_dialog_class_init (SnImportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_import_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = sn_import_dialog_close_request;
  sn_window_layout_install (widget_class);
  g_type_ensure (SN_TYPE_IMPORT_COLUMNS);
  g_type_ensure (SN_TYPE_IMPORT_DELIVERY);
  g_type_ensure (SN_TYPE_IMPORT_ROWS);
  g_type_ensure (SN_TYPE_JOB_BAR);
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, handle_columns);
  gtk_widget_class_bind_template_callback (widget_class, handle_cell);
  gtk_widget_class_bind_template_callback (widget_class, handle_page);
  gtk_widget_class_bind_template_callback (widget_class, handle_said);
  gtk_widget_class_bind_template_callback (widget_class, handle_import);
  sn_import_dialog_install_files (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_import_dialog_init (SnImportDialog *self)
{
  self->edits = g_ptr_array_new_with_free_func (free_edit);
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_check_label_set (self->again, _ ("Read this file _once more"));
  sn_stack_reader_attach (GTK_WIDGET (self));
}
