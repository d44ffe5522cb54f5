/* sn-sidebar-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sidebar-row.h"

#include "sn-figure-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEPARTMENT_PREFIX "department."

struct _SnSidebarRow
{
  GtkListBoxRow parent_instance;

  GtkImage     *icon;
  GtkLabel     *number; /* of a department, in place of the icon */
  GtkLabel     *title;
  GtkLabel     *count;
  GtkWidget    *bar;   /* GtkProgressBar */
  char         *page_id;
};

G_DEFINE_FINAL_TYPE (SnSidebarRow, sn_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_department (SnSidebarRow *self)
{
  return g_str_has_prefix (self->page_id, DEPARTMENT_PREFIX);
}

void
sn_sidebar_row_update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean parted = before != NULL && is_department (SN_SIDEBAR_ROW (row)) != is_department (SN_SIDEBAR_ROW (before));

  if (!parted)
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

SnSidebarRow *
sn_sidebar_row_new (const char *page_id, const char *title, const char *icon_name)
{
  SnSidebarRow *self = g_object_new (SN_TYPE_SIDEBAR_ROW, NULL);

  self->page_id = g_strdup (page_id);
  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  /* Fourteen times the same icon says nothing; the number is the one that the notice and the codes of programs have. */
  if (is_department (self))
    {
      gtk_label_set_label (self->number, page_id + strlen (DEPARTMENT_PREFIX));
      gtk_widget_set_visible (GTK_WIDGET (self->number), TRUE);
      gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self;
}

const char *
sn_sidebar_row_get_page_id (SnSidebarRow *self)
{
  return self->page_id;
}

const char *
sn_sidebar_row_get_title (SnSidebarRow *self)
{
  return gtk_label_get_label (self->title);
}

void
sn_sidebar_row_set_progress (SnSidebarRow *self, gint64 done_fen, gint64 all_fen)
{
  /* A quotient of money that is no money: a bar's length. */
  double fraction = all_fen > 0 ? (double) done_fen / (double) all_fen : 0;
  g_autofree char *percent = g_strdup_printf (_ ("%d %% paid"), (int) (fraction * 100));

  gtk_widget_set_visible (self->bar, all_fen > 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), fraction);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, percent, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), all_fen > 0 ? percent : NULL);
}

void
sn_sidebar_row_set_count (SnSidebarRow *self, gint64 count)
{
  g_autofree char *text = sn_figure_text_count (count);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
}

static void
sn_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_SIDEBAR_ROW);
  G_OBJECT_CLASS (sn_sidebar_row_parent_class)->dispose (object);
}

static void
sn_sidebar_row_finalize (GObject *object)
{
  g_free (SN_SIDEBAR_ROW (object)->page_id);
  G_OBJECT_CLASS (sn_sidebar_row_parent_class)->finalize (object);
}

static void
sn_sidebar_row_class_init (SnSidebarRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_sidebar_row_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_sidebar_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SnSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SnSidebarRow, number);
  gtk_widget_class_bind_template_child (widget_class, SnSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, SnSidebarRow, count);
  gtk_widget_class_bind_template_child (widget_class, SnSidebarRow, bar);
}

static void
sn_sidebar_row_init (SnSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
