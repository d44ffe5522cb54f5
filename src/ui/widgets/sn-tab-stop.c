/* sn-tab-stop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-tab-stop.h"

#include <gdk/gdkkeysyms.h>

/* While it cannot take the focus, the window looks for it beyond the list. */
static void
leave (GtkWidget *list, GtkDirectionType direction)
{
  gtk_widget_set_can_focus (list, FALSE);
  g_signal_emit_by_name (gtk_widget_get_root (list), "move-focus", direction);
  gtk_widget_set_can_focus (list, TRUE);
}

static gboolean
handle_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, GtkWidget *list)
{
  gboolean backward = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  leave (list, backward ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

void
sn_tab_stop_make (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the row that has the focus hears of the key. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (handle_key), list);
  gtk_widget_add_controller (list, keys);
}
