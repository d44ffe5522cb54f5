/* sn-report-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-report-card.h"

#include "sn-figure-text.h"
#include "sn-safety.h"

#include <glib/gi18n.h>

struct _SnReportCard
{
  GtkListBoxRow  parent_instance;

  GtkLabel      *name;
  GtkLabel      *title;
  GtkLabel      *folder;
  GtkLabel      *figures;
  GtkWidget     *full_ids;
  GtkLabel      *sha256;
  SnReport      *report;
};

G_DEFINE_FINAL_TYPE (SnReportCard, sn_report_card, GTK_TYPE_LIST_BOX_ROW)

static void
handle_open_folder (SnReportCard *self)
{
  g_autofree char *folder = g_path_get_dirname (sn_report_get_path (self->report));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
show (SnReportCard *self)
{
  g_autofree char *name = g_path_get_basename (sn_report_get_path (self->report));
  g_autofree char *folder = g_path_get_dirname (sn_report_get_path (self->report));
  g_autofree char *title = sn_report_get_title (self->report);
  g_autofree char *rows = sn_figure_text_count (sn_report_get_rows (self->report));
  g_autofree char *counted = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) sn_report_get_rows (self->report)), rows);
  g_autofree char *sum = sn_figure_text_yuan (sn_report_get_amount_fen (self->report), FALSE);
  g_autofree char *figures = g_strdup_printf (_ ("%s, %s"), counted, sum);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->folder, folder);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder), folder);
  /* A lent file's is the portal's, a number that nobody chose. */
  gtk_widget_set_visible (GTK_WIDGET (self->folder), !sn_path_is_lent (folder));
  gtk_label_set_label (self->figures, figures);
  gtk_widget_set_visible (self->full_ids, sn_report_has_full_ids (self->report));
  gtk_label_set_label (self->sha256, sn_report_get_sha256 (self->report));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
sn_report_card_new (SnReport *report)
{
  SnReportCard *self = g_object_new (SN_TYPE_REPORT_CARD, NULL);

  self->report = g_object_ref (report);
  show (self);
  return GTK_WIDGET (self);
}

static void
sn_report_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_REPORT_CARD);
  g_clear_object (&SN_REPORT_CARD (object)->report);
  G_OBJECT_CLASS (sn_report_card_parent_class)->dispose (object);
}

static void
sn_report_card_class_init (SnReportCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_report_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-report-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SnReportCard, name);
  gtk_widget_class_bind_template_child (widget_class, SnReportCard, title);
  gtk_widget_class_bind_template_child (widget_class, SnReportCard, folder);
  gtk_widget_class_bind_template_child (widget_class, SnReportCard, figures);
  gtk_widget_class_bind_template_child (widget_class, SnReportCard, full_ids);
  gtk_widget_class_bind_template_child (widget_class, SnReportCard, sha256);
  gtk_widget_class_bind_template_callback (widget_class, handle_open_folder);
}

static void
sn_report_card_init (SnReportCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
