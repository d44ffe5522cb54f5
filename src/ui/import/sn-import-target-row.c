/* sn-import-target-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-target-row.h"

#include <glib/gi18n.h>
#include <string.h>

/* Lists without a program. */
static const struct
{
  const char *title;
  const char *words; /* more of them */
} kinds[] = {
  [SN_IMPORT_ROSTER] = { NULL, NULL },
  [SN_IMPORT_REGISTRY] = { N_ ("Registry"), N_ ("people without a program") },
  [SN_IMPORT_CATEGORY] = { N_ ("Category"), N_ ("who holds it from a day on") },
  [SN_IMPORT_SCORES] = { N_ ("Scores"), N_ ("another office's count of hardship") },
  [SN_IMPORT_DEATHS] = { N_ ("Deaths"), N_ ("who died, and when") },
};

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

void
sn_import_target_row_update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
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

int
sn_import_target_row_compare (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
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

gboolean
sn_import_target_row_matches (GtkListBoxRow *row, const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search, -1);
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

GtkWidget *
sn_import_target_row_new (SnImportKind kind, const SnProgram *program, int place, GtkSizeGroup *titles)
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
      gtk_size_group_add_widget (titles, add_label (box, _ (kinds[kind].title), NULL, FALSE));
      add_label (box, _ (kinds[kind].words), "dim-label", TRUE);
    }
  gtk_widget_add_css_class (choice->mark, "sn-count");
  gtk_widget_set_valign (choice->mark, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (choice->mark, FALSE);
  gtk_box_append (GTK_BOX (box), choice->mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "sn-choice", choice, g_free);
  return row;
}

SnImportKind
sn_import_target_row_get_kind (GtkListBoxRow *row)
{
  return get_choice (row)->kind;
}

const SnProgram *
sn_import_target_row_get_program (GtkListBoxRow *row)
{
  return get_choice (row)->program;
}

void
sn_import_target_row_propose (GtkListBoxRow *row, gboolean comes_first)
{
  Choice *choice = get_choice (row);

  choice->is_proposed = comes_first;
  gtk_widget_set_visible (choice->mark, !comes_first);
  if (choice->department != NULL)
    gtk_widget_set_visible (choice->department, comes_first);
}
