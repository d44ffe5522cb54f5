/* sn-person-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-row.h"

#include "sn-accessible-label.h"

#include <glib/gi18n.h>
#include <string.h>

#define MANY_CHOICES 8 /* more than fit a glance: then a search is offered */

struct _SnPersonRow
{
  GtkWidget *caption;
  GtkWidget *widget;
  GtkLabel  *message;
  char      *before;
  char      *masked;    /* (nullable) */
  gboolean   is_taken_away; /* the protected number */
  GStrv      values;    /* (nullable): of a choice */
};

static void
set_values (SnPersonRow *self, const char *text, const char *const *values, const char *const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gboolean is_known = g_strv_contains (values, text);
  guint chosen = 0;

  if (!is_known)
    {
      g_strv_builder_add (builder, text);
      gtk_string_list_append (list, text);
    }
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_strv_builder_add (builder, values[i]);
      gtk_string_list_append (list, words != NULL ? words[i] : values[i]);
      if (strcmp (values[i], text) == 0)
        chosen = i;
    }
  g_clear_pointer (&self->values, g_strfreev);
  self->values = g_strv_builder_end (builder);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->widget), g_strv_length (self->values) > MANY_CHOICES);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->widget), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->widget), chosen);
}

static SnPersonRow *
place (GtkGrid *grid, int line, const char *caption, GtkWidget *widget, const char *text)
{
  SnPersonRow *self = g_new0 (SnPersonRow, 1);

  self->caption = g_object_new (GTK_TYPE_LABEL, "label", caption, "xalign", 0.0, "wrap", TRUE, NULL);
  self->message = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "visible", FALSE,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  self->widget = widget;
  self->before = g_strdup (text);
  gtk_widget_add_css_class (self->caption, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "caption");
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, caption, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);
  gtk_grid_attach (grid, self->caption, 0, line, 1, 1);
  gtk_grid_attach (grid, widget, 1, line, 1, 1);
  gtk_grid_attach (grid, GTK_WIDGET (self->message), 1, line + 1, 1, 1);
  return self;
}

/* Pressed once more, the number stays after all. */
static void
handle_icon (SnPersonRow *self)
{
  GtkEntry *entry = GTK_ENTRY (self->widget);

  self->is_taken_away = !self->is_taken_away;
  gtk_entry_set_placeholder_text (entry, self->is_taken_away ? _ ("will be taken away") : self->masked);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, self->is_taken_away ? "edit-undo-symbolic" : "edit-clear-symbolic");
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "changed");
}

SnPersonRow *
sn_person_row_new_entry (GtkGrid *grid, int line, const char *caption, const char *text, const char *masked)
{
  GtkWidget *entry = gtk_entry_new ();
  SnPersonRow *self = place (grid, line, caption, entry, text);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  if (masked == NULL || *masked == '\0')
    return self;
  self->masked = g_strdup (masked);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), masked);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, "edit-clear-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, _ ("Take the number away; empty: it stays as it is"));
  g_signal_connect_swapped (entry, "icon-press", G_CALLBACK (handle_icon), self);
  return self;
}

SnPersonRow *
sn_person_row_new_choice (GtkGrid *grid, int line, const char *caption, const char *text, const char *const *values,
                          const char *const *words)
{
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop_down = gtk_drop_down_new (NULL, expression);
  SnPersonRow *self = place (grid, line, caption, drop_down, text);

  sn_accessible_label_keep (drop_down);
  set_values (self, text, values, words);
  return self;
}

void
sn_person_row_free (SnPersonRow *row)
{
  if (row == NULL)
    return;
  g_free (row->before);
  g_free (row->masked);
  g_strfreev (row->values);
  g_free (row);
}

void
sn_person_row_set_choices (SnPersonRow *row, const char *text, const char *const *values, const char *const *words)
{
  set_values (row, text, values, words);
}

const char *
sn_person_row_get_text (SnPersonRow *row)
{
  guint selected;

  if (row->values == NULL)
    return gtk_editable_get_text (GTK_EDITABLE (row->widget));
  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->widget));
  return selected < g_strv_length (row->values) ? row->values[selected] : row->before;
}

const char *
sn_person_row_get_changed (SnPersonRow *row)
{
  const char *text = sn_person_row_get_text (row);

  if (row->is_taken_away)
    return text;
  return strcmp (text, row->before) != 0 ? text : NULL;
}

void
sn_person_row_set_text (SnPersonRow *row, const char *text)
{
  if (row->values == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
      return;
    }
  for (guint i = 0; row->values[i] != NULL; i++)
    if (strcmp (row->values[i], text) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (row->widget), i);
}

void
sn_person_row_say (SnPersonRow *row, SnRowMessage kind, const char *message)
{
  static const char *const classes[] = { [SN_ROW_FINE] = "dim-label", [SN_ROW_DOUBT] = "warning", [SN_ROW_FAULT] = "error" };
  gboolean is_fault = kind == SN_ROW_FAULT && message != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (row->message), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (row->message), classes[kind]);
  gtk_label_set_label (row->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (row->message), message != NULL && gtk_widget_get_visible (row->widget));
  if (is_fault)
    gtk_widget_add_css_class (row->widget, "error");
  else
    gtk_widget_remove_css_class (row->widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               is_fault ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

void
sn_person_row_set_visible (SnPersonRow *row, gboolean visible)
{
  gtk_widget_set_visible (row->caption, visible);
  gtk_widget_set_visible (row->widget, visible);
  gtk_widget_set_visible (GTK_WIDGET (row->message), visible && *gtk_label_get_label (row->message) != '\0');
}

void
sn_person_row_set_sensitive (SnPersonRow *row, gboolean sensitive)
{
  gtk_widget_set_sensitive (row->widget, sensitive);
}

GtkWidget *
sn_person_row_get_widget (SnPersonRow *row)
{
  return row->widget;
}

void
sn_person_row_connect (SnPersonRow *row, GCallback changed, GCallback entered, gpointer data)
{
  if (row->values != NULL)
    {
      g_signal_connect_swapped (row->widget, "notify::selected", changed, data);
      return;
    }
  g_signal_connect_swapped (row->widget, "changed", changed, data);
  g_signal_connect_swapped (row->widget, "activate", entered, data);
}
