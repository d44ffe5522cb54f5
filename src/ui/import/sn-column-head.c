/* sn-column-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-column-head.h"

#include <glib/gi18n.h>

#include "sn-sheet-reader.h"

/* A head is no wider than that for its field's name, which is long for what is seldom there. */
#define MOST_CHARACTERS 14

struct _SnColumnHead
{
  GtkWidget        parent_instance;

  GtkLabel        *origin;
  GtkToggleButton *button;
  GtkLabel        *field_label;
  GtkLabel        *sample;
  guint            index;
  SnRosterField    field;
};

G_DEFINE_FINAL_TYPE (SnColumnHead, sn_column_head, GTK_TYPE_WIDGET)

static const char *
get_origin_word (SnColumnOrigin origin)
{
  static const char *const words[] = {
    /* TRANSLATORS: who said what a column of a sheet holds; a word or two over the column */
    [SN_COLUMN_UNKNOWN] = NC_("column", "nobody said"),
    [SN_COLUMN_RECOGNISED] = NC_("column", "recognised"),
    [SN_COLUMN_REMEMBERED] = NC_("column", "remembered"),
    [SN_COLUMN_CHOSEN] = NC_("column", "chosen"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "column", words[origin]);
}

static const char *
get_origin_sentence (SnColumnOrigin origin)
{
  static const char *const sentences[] = {
    [SN_COLUMN_UNKNOWN] = N_("Nobody said what this column holds."),
    [SN_COLUMN_RECOGNISED] = N_("Recognised by its heading."),
    [SN_COLUMN_REMEMBERED] = N_("As you set it for an earlier sheet with these headings."),
    [SN_COLUMN_CHOSEN] = N_("Chosen by you."),
  };

  return _(sentences[origin]);
}

static void
set_class (gpointer widget, const char *name, gboolean wanted)
{
  (wanted ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (widget), name);
}

void
sn_column_head_set (SnColumnHead *self, SnRosterField field, SnColumnOrigin origin, gboolean doubtful)
{
  const char *label = sn_roster_field_get_label (field);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", label, get_origin_sentence (origin));
  g_autofree char *spoken = g_strdup_printf ("%s. %s", label, get_origin_sentence (origin));

  self->field = field;
  gtk_label_set_label (self->field_label, label);
  gtk_label_set_label (self->origin, get_origin_word (origin));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  set_class (self, "sn-unread", field == SN_ROSTER_FIELD_NONE);
  set_class (self, "sn-doubtful", doubtful);
  set_class (self->origin, "accent", origin == SN_COLUMN_CHOSEN || origin == SN_COLUMN_REMEMBERED);
  set_class (self->origin, "dim-label", origin == SN_COLUMN_UNKNOWN || origin == SN_COLUMN_RECOGNISED);
}

guint
sn_column_head_get_index (SnColumnHead *self)
{
  return self->index;
}

SnRosterField
sn_column_head_get_field (SnColumnHead *self)
{
  return self->field;
}

gboolean
sn_column_head_get_doubtful (SnColumnHead *self)
{
  return gtk_widget_has_css_class (GTK_WIDGET (self), "sn-doubtful");
}

GtkToggleButton *
sn_column_head_get_button (SnColumnHead *self)
{
  return self->button;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkLabel *
make_label (const char *text, const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);
  return GTK_LABEL (label);
}

static GtkWidget *
make_caption (SnColumnHead *self, const char *letters)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *letter = make_label (letters, "sn-strong");

  self->origin = make_label ("", NULL);
  gtk_label_set_ellipsize (letter, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (self->origin, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->origin), TRUE);
  gtk_widget_add_css_class (box, "sn-small-text");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (letter));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->origin));
  return box;
}

static GtkWidget *
make_button (SnColumnHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  self->field_label = make_label ("", NULL);
  gtk_label_set_max_width_chars (self->field_label, MOST_CHARACTERS);
  gtk_widget_set_hexpand (GTK_WIDGET (self->field_label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->field_label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  return GTK_WIDGET (self->button);
}

void
sn_column_head_set_texts (SnColumnHead *self, const char *heading, const char *sample)
{
  char letters[4];
  /* TRANSLATORS: a screen reader's name for the drop-down over a column of a sheet: its letter, and its heading */
  g_autofree char *name = *heading != '\0' ? g_strdup_printf (_("Column %s, %s"), sn_column_name (self->index, letters), heading)
                                           : g_strdup_printf (_("Column %s"), sn_column_name (self->index, letters));

  gtk_label_set_label (self->sample, sample);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
sn_column_head_new (guint index)
{
  SnColumnHead *self = g_object_new (SN_TYPE_COLUMN_HEAD, NULL);
  char letters[4];

  self->index = index;
  gtk_widget_set_parent (make_caption (self, sn_column_name (index, letters)), GTK_WIDGET (self));
  gtk_widget_set_parent (make_button (self), GTK_WIDGET (self));
  self->sample = make_label ("", "dim-label");
  /* The column is as wide as its cells; the sample is one of them. */
  gtk_label_set_width_chars (self->sample, 0);
  gtk_label_set_max_width_chars (self->sample, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->sample), "sn-small-text");
  gtk_widget_set_parent (GTK_WIDGET (self->sample), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

static void
sn_column_head_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sn_column_head_parent_class)->dispose (object);
}

static void
sn_column_head_class_init (SnColumnHeadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_column_head_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "columnhead");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sn_column_head_init (SnColumnHead *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
}
