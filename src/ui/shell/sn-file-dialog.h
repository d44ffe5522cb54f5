/* sn-file-dialog.h: choosing files, through the portal where there is one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What kind of file is asked for; it decides the filter, and the ending that a new file gets. */
typedef enum
{
  SN_FILE_WORKSPACE, /* *.songnuan */
  SN_FILE_SHEET,     /* *.xlsx, *.xlsm, *.csv: to read */
  SN_FILE_WORKBOOK,  /* *.xlsx: to write */
  SN_FILE_CSV,       /* *.csv: to write */
  SN_FILE_ANY,       /* whatever it is: to refer to */
} SnFileKind;

/* @path: a local path, valid during the call. Not called after a cancellation, nor once @owner is gone. */
typedef void (*SnFileChosen) (const char *path,
                              gpointer    owner);

void sn_file_dialog_open (GtkWindow    *parent,
                          const char   *title,
                          SnFileKind    kind,
                          SnFileChosen  chosen,
                          GObject      *owner);
/* @name: proposed, with its ending, which is added where somebody leaves it away; in a sandbox, where it cannot be, it is asked for
 * again. @path always has it. Nothing is replaced before it was asked. */
void sn_file_dialog_save (GtkWindow    *parent,
                          const char   *title,
                          const char   *name,
                          SnFileKind    kind,
                          SnFileChosen  chosen,
                          GObject      *owner);

G_END_DECLS
