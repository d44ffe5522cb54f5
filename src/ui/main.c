/* main.c: songnuan, the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-application.h"
#include "sn-date.h"
#include "sn-ui-resources.h"

#include <glib/gi18n.h>
#include <locale.h>

/* Pictures of the demo show the days before its Spring Festival, whenever they are made. As --today of the command line. */
static void
set_clock (void)
{
  const char *iso = g_getenv ("SONGNUAN_TODAY");
  GDate today = { 0 };

  if (iso != NULL && sn_date_from_iso (iso, &today))
    sn_clock_set_today (&today);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("SONGNUAN_LOCALEDIR");
  g_autoptr (SnApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  set_clock ();
  sn_application_choose_renderer ();
  /* Names the resource, so that the linker keeps it. */
  g_resources_register (sn_ui_get_resource ());
  application = sn_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
