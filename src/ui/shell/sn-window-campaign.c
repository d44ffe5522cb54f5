/* sn-window-campaign.c: which campaign the window is about, and a new one made from it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-private.h"

#include "sn-campaign-dialog.h"
#include "sn-form-dialog.h"

#include <glib/gi18n.h>

/* ── The menu ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static GMenuModel *
build_menu (const SnSessionFacts *facts)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) campaigns = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (guint i = 0; i < facts->campaigns->len; i++)
    {
      const SnCampaign *campaign = g_ptr_array_index (facts->campaigns, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (campaign->title, NULL);

      g_menu_item_set_action_and_target (item, "win.campaign", "x", campaign->id);
      g_menu_append_item (campaigns, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (campaigns));
  g_menu_append (more, _ ("_Campaign Settings…"), "win.edit-campaign");
  g_menu_append (more, _ ("_New Campaign From This One…"), "win.new-campaign");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

void
sn_window_show_campaign (SnWindow *self, const SnSessionFacts *facts)
{
  const SnCampaign *newest = facts->campaigns->len > 0 ? g_ptr_array_index (facts->campaigns, 0) : NULL;
  const SnCampaign *campaign = facts->campaign;
  g_autoptr (GMenuModel) menu = campaign != NULL ? build_menu (facts) : NULL;
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "campaign");

  gtk_label_set_label (self->campaign_label, campaign != NULL ? campaign->title : _ ("Songnuan"));
  gtk_menu_button_set_menu_model (self->campaign_button, menu);
  gtk_widget_set_sensitive (GTK_WIDGET (self->campaign_button), campaign != NULL);
  /* Nobody should take last winter's figures for this one's. */
  adw_window_title_set_subtitle (self->page_title, campaign != NULL && campaign->id != newest->id ? campaign->title : "");
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_int64 (campaign != NULL ? campaign->id : 0));
}

/* ── Actions ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_campaign (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SnWindow *self = user_data;

  if (self->session != NULL)
    sn_session_set_campaign (self->session, g_variant_get_int64 (parameter));
}

typedef struct
{
  gint64  from_id;
  char   *title;
  char   *spring_festival;
  gint64  new_id; /* out */
} NewCampaign;

static void
free_new_campaign (gpointer data)
{
  NewCampaign *new_campaign = data;

  g_free (new_campaign->title);
  g_free (new_campaign->spring_festival);
  g_free (new_campaign);
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  NewCampaign *new_campaign = data;

  return sn_campaign_copy (transaction, new_campaign->from_id, new_campaign->title, new_campaign->spring_festival, &new_campaign->new_id,
                           error);
}

static gboolean
run_copy_campaign (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, copy_campaign, data, error);
}

static void
finish_copy_campaign (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnWindow *self = SN_WINDOW (owner);

  if (error == NULL && self->session != NULL)
    sn_session_set_campaign (self->session, ((NewCampaign *) data)->new_id);
}

static void
take_new_campaign (const char *const *values, gpointer owner, gpointer data)
{
  SnWindow *self = SN_WINDOW (owner);
  NewCampaign *new_campaign = g_new0 (NewCampaign, 1);
  g_autoptr (SnJob) job = NULL;

  new_campaign->from_id = *(gint64 *) data;
  new_campaign->title = g_strdup (values[0]);
  new_campaign->spring_festival = g_strdup (values[1]);
  job = sn_session_run (self->session, _ ("Making the new campaign…"), run_copy_campaign, new_campaign, free_new_campaign,
                        finish_copy_campaign, G_OBJECT (self));
}

static void
handle_new_campaign (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SnWindow *self = user_data;
  const SnSessionFacts *facts = self->session != NULL ? sn_session_get_facts (self->session) : NULL;
  g_autofree char *title = NULL, *festival = NULL;

  if (facts == NULL || facts->campaign == NULL)
    return;
  sn_campaign_suggest_next (facts->campaign, &title, &festival);
  {
    const SnFormField fields[] = { { _ ("Title"), title, TRUE }, { _ ("First Day of the Spring Festival (YYYY-MM-DD)"), festival, TRUE } };
    const SnForm form = { .heading = _ ("New Campaign"),
                          .body = _ ("Programs, rates and sources of money are taken over; rosters and ceilings are not. "
                                     "Delivery is due the day before the festival."),
                          .response = _ ("_Make Campaign"),
                          .fields = fields,
                          .n_fields = G_N_ELEMENTS (fields) };

    sn_form_dialog_present (GTK_WINDOW (self), &form, take_new_campaign, G_OBJECT (self),
                            g_memdup2 (&facts->campaign->id, sizeof facts->campaign->id), g_free);
  }
}

static void
handle_edit_campaign (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SnWindow *self = user_data;

  if (self->session != NULL)
    sn_campaign_dialog_present (GTK_WINDOW (self), self->session);
}

void
sn_window_add_campaign_actions (SnWindow *self)
{
  static const GActionEntry entries[] = {
    { "campaign", handle_campaign, "x", "int64 0", NULL },
    { "edit-campaign", handle_edit_campaign },
    { "new-campaign", handle_new_campaign },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
