/* sn-recipient-events.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-events.h"

#include "sn-money.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIRST_SHOWN 40 /* events; each row takes the window a fifth of a millisecond, and nobody reads a hundred at once */
#define DATE_CHARS 10
#define PAGE_KEY "sn-page"
#define TARGET_KEY "sn-target"

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_part (GString *text, const char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "03.1 一次性节日补助 · 区民政局 · 沈晓芸" */
static char *
describe_where (const SnStoryEvent *event)
{
  GString *text = g_string_new (NULL);
  g_autofree char *program = *event->program != '\0' ? g_strdup_printf ("%s %s", event->program, event->program_title) : g_strdup ("");

  add_part (text, program);
  add_part (text, event->department);
  if (*event->named != '\0')
    {
      g_autofree char *named = g_strdup_printf (_ ("in the name of %s"), event->named);

      add_part (text, named);
    }
  add_part (text, event->officer);
  return g_string_free (text, FALSE);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_label (const char *text, gboolean wrap, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0, "wrap", wrap, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "hexpand", wrap, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
get_kind_class (SnStoryKind kind)
{
  switch (kind)
    {
    case SN_STORY_PAID:
    case SN_STORY_SIGNED:
      return "success";
    case SN_STORY_FAILED:
    case SN_STORY_CAME_BACK:
      return "error";
    case SN_STORY_FINDING:
    case SN_STORY_HELD:
      return "warning";
    default:
      return NULL;
    }
}

static void
set_goal (GtkWidget *row, const char *page, char *take_target)
{
  g_object_set_data (G_OBJECT (row), PAGE_KEY, (gpointer) page);
  g_object_set_data_full (G_OBJECT (row), TARGET_KEY, take_target, g_free);
}

static void
find_goal (GtkWidget *row, const SnStoryEvent *event)
{
  if (event->finding_id != 0)
    set_goal (row, "findings", g_strdup_printf ("program:%s", event->program));
  else if (event->batch_id != 0)
    set_goal (row, "disbursement", g_strdup_printf ("batch:%" G_GINT64_FORMAT, event->batch_id));
  else if (event->change_id != 0)
    set_goal (row, "history", g_strdup_printf ("change:%" G_GINT64_FORMAT, event->change_id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), g_object_get_data (G_OBJECT (row), PAGE_KEY) != NULL);
}

static GtkWidget *
make_row (const SnStoryEvent *event)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkGrid *grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "row-spacing", 1, NULL);
  g_autofree char *day = g_strndup (event->at, DATE_CHARS), *where = describe_where (event);
  g_autofree char *amount = event->amount_fen != 0 ? sn_money_format (event->amount_fen) : g_strdup ("");
  const char *kind = sn_story_kind_words (event->kind);
  g_autofree char *said = g_strdup_printf ("%s, %s, %s, %s, %s", event->at, kind, amount, event->words, where);
  GtkWidget *date = make_label (*day != '\0' ? day : "—", FALSE, "numeric"), *money = make_label (amount, FALSE, "numeric");

  gtk_widget_add_css_class (GTK_WIDGET (grid), "sn-event");
  gtk_label_set_width_chars (GTK_LABEL (date), DATE_CHARS);
  if (strlen (event->at) > DATE_CHARS)
    gtk_widget_set_tooltip_text (date, event->at);
  gtk_grid_attach (grid, date, 0, 0, 1, 1);
  gtk_grid_attach (grid, make_label (kind, TRUE, get_kind_class (event->kind)), 1, 0, 1, 1);
  gtk_grid_attach (grid, money, 2, 0, 1, 1);
  if (*event->words != '\0')
    gtk_grid_attach (grid, make_label (event->words, TRUE, "caption"), 1, 1, 2, 1);
  if (*where != '\0')
    {
      GtkWidget *label = make_label (where, TRUE, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_grid_attach (grid, label, 1, 2, 2, 1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (grid));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  find_goal (row, event);
  return row;
}

static GtkWidget *
make_words_row (const char *words, gboolean is_activatable)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = make_label (words, TRUE, "sn-event");

  gtk_widget_add_css_class (label, is_activatable ? "sn-link" : "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), is_activatable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipient_events_fill (GtkListBox *list, const SnPersonStory *story)
{
  guint n_events = story->events->len;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < n_events; i++)
    {
      GtkWidget *made;

      if (i == FIRST_SHOWN && n_events > FIRST_SHOWN + 1)
        {
          guint n_more = n_events - FIRST_SHOWN;
          g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u earlier event", "Show %u earlier events", n_more), n_more);

          gtk_list_box_append (list, make_words_row (words, TRUE));
        }
      made = make_row (g_ptr_array_index (story->events, i));
      gtk_widget_set_visible (made, i < FIRST_SHOWN || n_events <= FIRST_SHOWN + 1);
      gtk_list_box_append (list, made);
    }
  if (!story->is_complete)
    gtk_list_box_append (list, make_words_row (_ ("The journal is long: some earlier edits are told on the history's page alone."), FALSE));
}

gboolean
sn_recipient_events_activate (GtkListBox *list, GtkListBoxRow *row, const char **page, char **target)
{
  *page = g_object_get_data (G_OBJECT (row), PAGE_KEY);
  if (*page != NULL)
    {
      *target = g_strdup (g_object_get_data (G_OBJECT (row), TARGET_KEY));
      return TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    if (gtk_list_box_get_row_at_index (list, i) != row)
      gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (list, i)), TRUE);
  return FALSE;
}
