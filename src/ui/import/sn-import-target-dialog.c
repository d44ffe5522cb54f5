/* sn-import-target-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-target-dialog.h"

#include "sn-date.h"
#include "sn-import-target-reading.h"

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

/* ── Lists without a program ────────────────────────────────────────────────────────────────────────────────────── */

/* Whose count scores usually are; the command line's own word. */
#define USUAL_SCORES "残联综合困难评分"

static const struct
{
  const char *title;
  const char *words;  /* (nullable): more of them */
  const char *day;    /* (nullable): what its day is; no day is asked for */
  const char *source; /* (nullable): the same */
} kinds[] = {
  [SN_IMPORT_ROSTER] = { NULL, NULL, NULL, NULL },
  [SN_IMPORT_REGISTRY] = { N_ ("Registry"), N_ ("people without a program"), NULL, NULL },
  [SN_IMPORT_CATEGORY] = { N_ ("Category"), N_ ("who holds it from a day on"), N_ ("Held _From (YYYY-MM-DD)"),
                           N_ ("Whose _List (empty: the file's name)") },
  [SN_IMPORT_SCORES] = { N_ ("Scores"), N_ ("another office's count of hardship"), N_ ("Counted for the _Day (YYYY-MM-DD)"), N_ ("Whose Co_unt") },
  [SN_IMPORT_DEATHS] = { N_ ("Deaths"), N_ ("who died, and when"), NULL, NULL },
};

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnImportKind     kind;
  const SnProgram *program; /* (nullable): of a roster */
  int              place;
  gboolean         is_proposed;
  GtkWidget       *mark;
  GtkWidget       *department; /* (nullable): of a program, for where no heading says it */
} Choice;

static Choice *
get_choice (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "sn-choice");
}

/* (transfer full): what stands over the rows of its group */
static char *
describe_group (const Choice *choice)
{
  if (choice->is_proposed)
    return g_strdup (_ ("Proposed by the Name and Title of the File"));
  if (choice->kind != SN_IMPORT_ROSTER)
    return g_strdup (_ ("Without a Program"));
  return g_strdup_printf ("%s %s", choice->program->department_code, choice->program->department);
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  g_autofree char *group = describe_group (get_choice (row));
  g_autofree char *group_before = before != NULL ? describe_group (get_choice (before)) : NULL;
  GtkWidget *header = NULL;

  if (g_strcmp0 (group, group_before) != 0)
    {
      header = gtk_label_new (group);
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_label_set_ellipsize (GTK_LABEL (header), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (header, "heading");
    }
  gtk_list_box_row_set_header (row, header);
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const Choice *left = get_choice (a), *right = get_choice (b);

  if (left->is_proposed != right->is_proposed)
    return left->is_proposed ? -1 : 1;
  return left->place - right->place;
}

static gboolean
has_word (const char *text, const char *folded_word)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, folded_word) != NULL;
}

static gboolean
matches_word (const Choice *choice, const char *folded_word)
{
  if (choice->kind != SN_IMPORT_ROSTER)
    return has_word (_ (kinds[choice->kind].title), folded_word) || has_word (_ (kinds[choice->kind].words), folded_word);
  return has_word (choice->program->title, folded_word) || has_word (choice->program->department, folded_word) ||
         g_str_has_prefix (choice->program->code, folded_word);
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (SN_IMPORT_TARGET_DIALOG (data)->entry), -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (!matches_word (get_choice (row), *word))
      return FALSE;
  return TRUE;
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style, gboolean expands)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expands);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_choice (SnImportTargetDialog *self, SnImportKind kind, const SnProgram *program, int place)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice){ kind, program, place, FALSE, gtk_label_new (_ ("Proposed")), NULL };
  if (program != NULL)
    {
      gtk_widget_add_css_class (add_label (box, program->code, "dim-label", FALSE), "numeric");
      add_label (box, program->title, NULL, TRUE);
      choice->department = add_label (box, program->department, "dim-label", FALSE);
      gtk_widget_set_visible (choice->department, FALSE);
    }
  else
    {
      gtk_size_group_add_widget (self->titles, add_label (box, _ (kinds[kind].title), NULL, FALSE));
      add_label (box, _ (kinds[kind].words), "dim-label", TRUE);
    }
  gtk_widget_add_css_class (choice->mark, "sn-count");
  gtk_widget_set_valign (choice->mark, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (choice->mark, FALSE);
  gtk_box_append (GTK_BOX (box), choice->mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "sn-choice", choice, g_free);
  gtk_list_box_append (self->list, row);
}

static GtkListBoxRow *
find_row (SnImportTargetDialog *self, SnImportKind kind, const char *program_code)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_choice (row)->kind == kind &&
        (kind != SN_IMPORT_ROSTER || g_strcmp0 (get_choice (row)->program->code, program_code) == 0))
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
  const Choice *choice = row != NULL ? get_choice (row) : NULL;
  guint selected = adw_combo_row_get_selected (self->category);
  g_autofree char *day = dup_text (self->day);
  gboolean repaired;
  GDate date = { 0 };

  *target = (SnImportTarget){ .kind = choice != NULL ? choice->kind : SN_IMPORT_REGISTRY };
  if (choice == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (row)))
    return FALSE;
  if (choice->program != NULL)
    target->program_code = g_strdup (choice->program->code);
  if (choice->kind == SN_IMPORT_CATEGORY && selected < self->targets->categories->len)
    target->category_code = g_strdup (((const SnRecipientChoice *) g_ptr_array_index (self->targets->categories, selected))->code);
  if (kinds[choice->kind].source != NULL)
    target->source = dup_text (self->source);
  if (kinds[choice->kind].day != NULL && sn_date_parse_loose (day, &date, &repaired))
    {
      char iso[11];

      target->day = g_strdup (sn_date_to_iso (&date, iso));
    }
  return (kinds[choice->kind].day == NULL || target->day != NULL) && (choice->kind != SN_IMPORT_CATEGORY || target->category_code != NULL) &&
         (choice->kind != SN_IMPORT_SCORES || *target->source != '\0');
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
    show_details (self, get_choice (row)->kind);
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
      gtk_widget_set_visible (get_choice (row)->mark, TRUE);
      return;
    }
  get_choice (row)->is_proposed = TRUE;
  if (get_choice (row)->department != NULL)
    gtk_widget_set_visible (get_choice (row)->department, TRUE);
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
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  sn_clock_today (&today);
  gtk_editable_set_text (GTK_EDITABLE (self->day), sn_date_to_iso (&today, iso));
  self->filling = FALSE;
}
