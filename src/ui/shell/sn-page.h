/* sn-page.h: one page of the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_PAGE (sn_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SnPage, sn_page, SN, PAGE, AdwBin)

/**
 * SnPageClass:
 * @refresh: read anew what is shown. Called when the page comes into view and the workspace changed since it was there last, and
 *   when it changes while the page is in view. Work for it runs by sn_page_run(); the page keeps showing what it has.
 * @open: (nullable): go to what @target names: a batch, a person, a finding, a program; the page knows its own words
 * @find: (nullable): Ctrl+F
 * @export: (nullable): Ctrl+S, which means export here
 * @get_program: (nullable): the program whose roster is in view: what is dropped or pasted goes there
 *
 * A page is built when it is first opened and lives as long as the session. Actions that it installs with
 * gtk_widget_class_install_action() under "page." are found by the window's menus and shortcuts while it is in view.
 */
struct _SnPageClass
{
  AdwBinClass parent_class;

  void (*refresh) (SnPage *self);
  void (*open)    (SnPage *self, const char *target);
  void (*find)    (SnPage *self);
  void (*export)  (SnPage *self);
  const SnProgram *(*get_program) (SnPage *self);
};

SnSession *sn_page_get_session (SnPage         *self);
/* (nullable): "03" for the page of a department */
const char *sn_page_get_department (SnPage     *self);
/* (nullable): none is in view */
const SnProgram *sn_page_get_program (SnPage   *self);
void       sn_page_open        (SnPage         *self,
                                const char     *target);
void       sn_page_find        (SnPage         *self);
void       sn_page_export      (SnPage         *self);
/* The keyboard goes to the page's first control; once it has been read, where there is none before that. */
void       sn_page_take_focus  (SnPage         *self);
/* Somebody took the keyboard elsewhere meanwhile: the page does not take it any more. */
void       sn_page_leave_focus (SnPage         *self);
/* Reads what the page shows before it is in view, so that its first frame is a full one. */
void       sn_page_prepare     (SnPage         *self);
/* Something that the page shows changed by other means than the workspace. */
void       sn_page_refresh     (SnPage         *self);

/**
 * sn_page_run:
 *
 * sn_session_run() for this page. Without a sentence (reading for a refresh) it is cancelled when the next such job of the page
 * begins or the page goes. @done gets the page as its owner.
 */
void       sn_page_run         (SnPage         *self,
                                const char     *sentence,
                                SnJobFunc       func,
                                gpointer        take_data,
                                GDestroyNotify  data_free,
                                SnJobDone       done);
/* Asks the window for another page: "recipients", "department.03", … and what to show there (nullable). */
void       sn_page_go          (SnPage         *self,
                                const char     *page,
                                const char     *target);

G_END_DECLS
