/* sn-import-target-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-target-dialog.h"

#include "sn-date.h"
#include "sn-import-target-reading.h"
#include "sn-import-target-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnImportTargetDialog
{
  AdwWindow             parent_instance;

  /* Template */
  AdwWindowTitle       *title;
  GtkEditable          *entry;
  GtkListBox           *list;
  GtkWidget            *details;
  AdwComboRow          *category;
  AdwPreferencesRow    *day;
  AdwPreferencesRow    *source;
  GtkWidget            *continue_button;

  /* Owned */
  SnSession            *session;
  char                 *path;
  char                 *shown_name;
  SnImportTarget        last;        /* its kind counts only with @has_last */
  gboolean              has_last;
  SnImportTargets      *targets;     /* (nullable): until they were read */
  SnJob                *job;         /* (nullable) */
  GtkSizeGroup         *titles;      /* of the lists without a program */
  gboolean              is_touched;  /* the officer chose: nothing is chosen for him any more */
  gboolean              filling;
  SnImportTargetChosen  chosen;
  GWeakRef              owner;
  gpointer              data;
  GDestroyNotify        data_free;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SnImportTargetDialog, sn_import_target_dialog, ADW_TYPE_WINDOW)

/* Whose count scores usually are; the command line's own word. */
#define USUAL_SCORES "残联综合困难评分"

/* What is asked of lists without a program beside the file. */
static const struct
{
  const char *day;    /* (nullable): what its day is; no day is asked for */
  const char *source; /* (nullable): the same */
} kinds[] = {
  [SN_IMPORT_ROSTER] = { NULL, NULL },
  [SN_IMPORT_REGISTRY] = { NULL, NULL },
  [SN_IMPORT_CATEGORY] = { N_ ("Held _From (YYYY-MM-DD)"), N_ ("Whose _List (empty: the file's name)") },
  [SN_IMPORT_SCORES] = { N_ ("Counted for the _Day (YYYY-MM-DD)"), N_ ("Whose Co_unt") },
  [SN_IMPORT_DEATHS] = { NULL, NULL },
};

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  return sn_import_target_row_matches (row, gtk_editable_get_text (SN_IMPORT_TARGET_DIALOG (data)->entry));
}

static void
add_choice (SnImportTargetDialog *self, SnImportKind kind, const SnProgram *program, int place)
{
  gtk_list_box_append (self->list, sn_import_target_row_new (kind, program, place, self->titles));
}

static GtkListBoxRow *
find_row (SnImportTargetDialog *self, SnImportKind kind, const char *program_code)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (sn_import_target_row_get_kind (row) == kind &&
        (kind != SN_IMPORT_ROSTER || g_strcmp0 (sn_import_target_row_get_program (row)->code, program_code) == 0))
      return row;
  return NULL;
}

static GtkListBoxRow *
find_first_shown (SnImportTargetDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* ── What is chosen ─────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_text (AdwPreferencesRow *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* %FALSE while something is missing. @target: to be cleared */
static gboolean
take_target (SnImportTargetDialog *self, SnImportTarget *target)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  SnImportKind kind = row != NULL ? sn_import_target_row_get_kind (row) : SN_IMPORT_REGISTRY;
  guint selected = adw_combo_row_get_selected (self->category);
  g_autofree char *day = dup_text (self->day);
  gboolean repaired;
  GDate date = { 0 };

  *target = (SnImportTarget){ .kind = kind };
  if (row == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (row)))
    return FALSE;
  if (kind == SN_IMPORT_ROSTER)
    target->program_code = g_strdup (sn_import_target_row_get_program (row)->code);
  if (kind == SN_IMPORT_CATEGORY && selected < self->targets->categories->len)
    target->category_code = g_strdup (((const SnRecipientChoice *) g_ptr_array_index (self->targets->categories, selected))->code);
  if (kinds[kind].source != NULL)
    target->source = dup_text (self->source);
  if (kinds[kind].day != NULL && sn_date_parse_loose (day, &date, &repaired))
    {
      char iso[11];

      target->day = g_strdup (sn_date_to_iso (&date, iso));
    }
  return (kinds[kind].day == NULL || target->day != NULL) && (kind != SN_IMPORT_CATEGORY || target->category_code != NULL) &&
         (kind != SN_IMPORT_SCORES || *target->source != '\0');
}

static void
mark_missing (GtkWidget *row, gboolean is_missing)
{
  (is_missing ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (row, "error");
}

static void
update (SnImportTargetDialog *self)
{
  g_auto (SnImportTarget) target = { SN_IMPORT_ROSTER };
  gboolean is_whole;

  if (self->filling || self->targets == NULL)
    return;
  is_whole = take_target (self, &target);
  gtk_widget_set_sensitive (self->continue_button, is_whole);
  mark_missing (GTK_WIDGET (self->day), !is_whole && target.day == NULL && kinds[target.kind].day != NULL);
  mark_missing (GTK_WIDGET (self->source), !is_whole && target.kind == SN_IMPORT_SCORES && target.source != NULL && *target.source == '\0');
}

static void
handle_details (SnImportTargetDialog *self)
{
  update (self);
}

static void
show_field (AdwPreferencesRow *row, const char *title)
{
  gtk_widget_set_visible (GTK_WIDGET (row), title != NULL);
  if (title != NULL)
    adw_preferences_row_set_title (row, _ (title));
}

static void
show_details (SnImportTargetDialog *self, SnImportKind kind)
{
  const char *source = self->has_last && self->last.kind == kind && self->last.source != NULL ? self->last.source
                       : kind == SN_IMPORT_SCORES                                              ? USUAL_SCORES
                                                                                               : "";

  gtk_widget_set_visible (GTK_WIDGET (self->category), kind == SN_IMPORT_CATEGORY);
  show_field (self->day, kinds[kind].day);
  show_field (self->source, kinds[kind].source);
  gtk_widget_set_visible (self->details, kinds[kind].day != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->source), source);
}

static void
handle_selected (SnImportTargetDialog *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    show_details (self, sn_import_target_row_get_kind (row));
  update (self);
}

static void
handle_touched (SnImportTargetDialog *self)
{
  self->is_touched = TRUE;
}

static void
choose_row (SnImportTargetDialog *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  update (self);
}

/* The keys of the arrows may move the keyboard alone: the row that has it is the one that is taken. */
static void
handle_focus (SnImportTargetDialog *self)
{
  GtkWidget *focus = self->filling ? NULL : gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !GTK_IS_LIST_BOX_ROW (focus) || gtk_widget_get_parent (focus) != GTK_WIDGET (self->list) ||
      gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (focus)))
    return;
  self->is_touched = TRUE;
  choose_row (self, GTK_LIST_BOX_ROW (focus));
}

/* What is chosen is what can be seen. An entry tells of its text also when it has none yet. */
static void
handle_entry_changed (SnImportTargetDialog *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);

  gtk_list_box_invalidate_filter (self->list);
  if (*gtk_editable_get_text (self->entry) == '\0')
    return;
  self->is_touched = TRUE;
  if (selected == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (selected)))
    choose_row (self, find_first_shown (self));
  else
    update (self);
}

static void
handle_stop (SnImportTargetDialog *self)
{
  if (*gtk_editable_get_text (self->entry) != '\0')
    gtk_editable_set_text (self->entry, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* The dialog goes first: what is opened next is modal to the same window. */
static void
handle_continue (SnImportTargetDialog *self)
{
  g_auto (SnImportTarget) target = { SN_IMPORT_ROSTER };
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autoptr (SnImportTargetDialog) kept = g_object_ref (self);

  if (self->targets == NULL || !take_target (self, &target))
    return;
  gtk_window_destroy (GTK_WINDOW (self));
  if (owner != NULL)
    self->chosen (&target, owner, self->data);
}

/* ── What there is, and what is proposed ────────────────────────────────────────────────────────────────────────── */

static void
select_category (SnImportTargetDialog *self, guint index)
{
  self->filling = TRUE;
  adw_combo_row_set_selected (self->category, index);
  self->filling = FALSE;
}

static GtkListBoxRow *
find_guessed (SnImportTargetDialog *self, SnImportGuess guess)
{
  switch (guess.kind)
    {
    case SN_GUESS_PROGRAM:
      return find_row (self, SN_IMPORT_ROSTER, ((const SnProgram *) g_ptr_array_index (self->targets->programs, guess.index))->code);
    case SN_GUESS_CATEGORY:
      return find_row (self, SN_IMPORT_CATEGORY, NULL);
    case SN_GUESS_SCORES:
      return find_row (self, SN_IMPORT_SCORES, NULL);
    case SN_GUESS_DEATHS:
      return find_row (self, SN_IMPORT_DEATHS, NULL);
    case SN_GUESS_NOTHING:
    default:
      return NULL;
    }
}

/* First in the list and chosen, unless the officer was quicker: then only marked, and nothing moves under the pointer. */
static void
finish_guess (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportTargetDialog *self = owner;
  const SnImportGuessing *guessing = data;
  GtkListBoxRow *row = error == NULL ? find_guessed (self, guessing->guess) : NULL;

  if (error != NULL)
    {
      /* The window says why it cannot be read. */
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (row == NULL)
    return;
  if (self->is_touched)
    {
      sn_import_target_row_propose (row, FALSE);
      return;
    }
  sn_import_target_row_propose (row, TRUE);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_headers (self->list);
  if (guessing->guess.kind == SN_GUESS_CATEGORY)
    select_category (self, guessing->guess.index);
  choose_row (self, row);
}

static void
choose_last (SnImportTargetDialog *self)
{
  GtkListBoxRow *row = self->has_last ? find_row (self, self->last.kind, self->last.program_code) : NULL;

  for (guint i = 0; self->last.category_code != NULL && i < self->targets->categories->len; i++)
    if (strcmp (((const SnRecipientChoice *) g_ptr_array_index (self->targets->categories, i))->code, self->last.category_code) == 0)
      select_category (self, i);
  if (row != NULL)
    choose_row (self, row);
}

static void
fill (SnImportTargetDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int place = 0;

  for (guint i = 0; i < self->targets->categories->len; i++)
    gtk_string_list_append (names, ((const SnRecipientChoice *) g_ptr_array_index (self->targets->categories, i))->name);
  self->filling = TRUE;
  adw_combo_row_set_model (self->category, G_LIST_MODEL (names));
  for (SnImportKind kind = SN_IMPORT_REGISTRY; kind <= SN_IMPORT_DEATHS; kind++)
    add_choice (self, kind, NULL, place++);
  for (guint i = 0; i < self->targets->programs->len; i++)
    add_choice (self, SN_IMPORT_ROSTER, g_ptr_array_index (self->targets->programs, i), place++);
  gtk_list_box_unselect_all (self->list);
  self->filling = FALSE;
}

static void
finish_targets (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportTargetDialog *self = owner;
  SnImportTargetsReading *reading = data;

  if (error != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->targets = g_steal_pointer (&reading->targets);
  fill (self);
  choose_last (self);
  g_clear_object (&self->job);
  self->job = sn_session_run (self->session, _ ("Looking into the file…"), sn_import_guessing_run,
                              sn_import_guessing_new (self->targets, self->path, self->shown_name), sn_import_guessing_free, finish_guess,
                              G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_import_target_dialog_present (GtkWindow *parent, SnSession *session, const char *path, const char *shown_name, const SnImportTarget *last,
                                 SnImportTargetChosen chosen, GObject *owner, gpointer take_data, GDestroyNotify data_free)
{
  SnImportTargetDialog *self = g_object_new (SN_TYPE_IMPORT_TARGET_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  self->shown_name = g_strdup (shown_name);
  self->has_last = last != NULL;
  if (last != NULL)
    sn_import_target_copy (last, &self->last);
  if (self->last.day != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->day), self->last.day);
  self->chosen = chosen;
  g_weak_ref_set (&self->owner, owner);
  self->data = take_data;
  self->data_free = data_free;
  adw_window_title_set_subtitle (self->title, shown_name);
  self->job = sn_session_run (session, NULL, sn_import_targets_run, g_new0 (SnImportTargetsReading, 1), sn_import_targets_reading_free,
                              finish_targets, G_OBJECT (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
sn_import_target_dialog_dispose (GObject *object)
{
  SnImportTargetDialog *self = SN_IMPORT_TARGET_DIALOG (object);

  if (self->job != NULL)
    sn_job_cancel (self->job);
  g_clear_object (&self->job);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_TARGET_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->titles);
  G_OBJECT_CLASS (sn_import_target_dialog_parent_class)->dispose (object);
}

static void
sn_import_target_dialog_finalize (GObject *object)
{
  SnImportTargetDialog *self = SN_IMPORT_TARGET_DIALOG (object);

  if (self->data_free != NULL)
    self->data_free (self->data);
  g_weak_ref_clear (&self->owner);
  g_clear_pointer (&self->targets, sn_import_targets_unref);
  sn_import_target_clear (&self->last);
  g_free (self->path);
  g_free (self->shown_name);
  G_OBJECT_CLASS (sn_import_target_dialog_parent_class)->finalize (object);
}

static void
sn_import_target_dialog_class_init (SnImportTargetDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_target_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_import_target_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-target-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, details);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, category);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, day);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, source);
  gtk_widget_class_bind_template_child (widget_class, SnImportTargetDialog, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_continue);
  gtk_widget_class_bind_template_callback (widget_class, handle_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_stop);
  gtk_widget_class_bind_template_callback (widget_class, handle_selected);
  gtk_widget_class_bind_template_callback (widget_class, handle_touched);
  gtk_widget_class_bind_template_callback (widget_class, handle_details);
  gtk_widget_class_bind_template_callback (widget_class, handle_focus);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_import_target_dialog_init (SnImportTargetDialog *self)
{
  GDate today = { 0 };
  char iso[11];

  self->filling = TRUE;
  g_weak_ref_init (&self->owner, NULL);
  self->titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
  gtk_list_box_set_sort_func (self->list, sn_import_target_row_compare, NULL, NULL);
  gtk_list_box_set_header_func (self->list, sn_import_target_row_update_header, NULL, NULL);
  sn_clock_today (&today);
  gtk_editable_set_text (GTK_EDITABLE (self->day), sn_date_to_iso (&today, iso));
  self->filling = FALSE;
}
