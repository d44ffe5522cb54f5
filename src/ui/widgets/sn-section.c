/* sn-section.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-section.h"

#define SCHEMA "io.github.songnuan.Songnuan"
#define KEY "folded-sections"
#define DETAIL "sn-section-detail"
#define NAME "sn-section-name"

static gboolean
is_folded (GSettings *settings, const char *name)
{
  g_auto (GStrv) folded = g_settings_get_strv (settings, KEY);

  return g_strv_contains ((const char *const *) folded, name);
}

static void
handle_expanded (GtkExpander *expander, GParamSpec *property, GSettings *settings)
{
  const char *name = g_object_get_data (G_OBJECT (expander), NAME);
  g_auto (GStrv) folded = g_settings_get_strv (settings, KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (guint i = 0; folded[i] != NULL; i++)
    if (!g_str_equal (folded[i], name))
      g_strv_builder_add (builder, folded[i]);
  if (!gtk_expander_get_expanded (expander))
    g_strv_builder_add (builder, name);
  kept = g_strv_builder_end (builder);
  g_settings_set_strv (settings, KEY, (const char *const *) kept);
}

static GtkWidget *
make_label (const char *text, const char *css_class, gboolean expands)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", expands ? 1.0 : 0.0, "hexpand", expands, "ellipsize",
                                   expands ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

void
sn_section_make (GtkExpander *expander, const char *name, const char *title)
{
  GSettings *settings = g_settings_new (SCHEMA);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *detail = make_label ("", "dim-label", TRUE);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_label (title, "heading", FALSE));
  gtk_box_append (GTK_BOX (box), detail);
  gtk_expander_set_label_widget (expander, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (expander), DETAIL, detail);
  g_object_set_data_full (G_OBJECT (expander), NAME, g_strdup (name), g_free);
  gtk_expander_set_expanded (expander, !is_folded (settings, name));
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (handle_expanded), settings, 0);
  g_object_set_data_full (G_OBJECT (expander), KEY, settings, g_object_unref);
}

void
sn_section_set_detail (GtkExpander *expander, const char *detail)
{
  gtk_label_set_label (g_object_get_data (G_OBJECT (expander), DETAIL), detail);
}
