/* sn-import-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-columns.h"

struct _SnImportColumns
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SnImportColumns, sn_import_columns, GTK_TYPE_WIDGET)

void
sn_import_columns_show (SnImportColumns *self, const SnSheetPreview *preview, const SnImportChoices *choices, const SnProgram *program)
{
}

void
sn_import_columns_take (SnImportColumns *self, SnImportChoices *choices)
{
}

static void
sn_import_columns_class_init (SnImportColumnsClass *class)
{
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_import_columns_init (SnImportColumns *self)
{
}
