/* sn-recipient-filters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-filters.h"

#include <glib/gi18n.h>

#define WIDTH_CHARS 6

struct _SnRecipientFilters
{
  GtkBox       parent_instance;

  GtkDropDown *drop_downs[SN_RECIPIENT_N_FILTERS];
  GPtrArray   *choices[SN_RECIPIENT_N_FILTERS]; /* (nullable) SnRecipientChoice */
  gboolean     filling; /* a list is being put in: what GTK says of the selection is not the user's */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientFilters, sn_recipient_filters, GTK_TYPE_BOX)

static const struct
{
  const char *all;
  const char *name; /* for a screen reader */
} words[SN_RECIPIENT_N_FILTERS] = {
  [SN_RECIPIENT_FILTER_TOWN] = { N_ ("All towns"), N_ ("Town") },
  [SN_RECIPIENT_FILTER_CATEGORY] = { N_ ("All categories"), N_ ("Category") },
  [SN_RECIPIENT_FILTER_DEPARTMENT] = { N_ ("All departments"), N_ ("Department that lists them") },
  [SN_RECIPIENT_FILTER_UNREACHED] = { N_ ("Listed or not"), N_ ("Who gets nothing, though of this category") },
};

static const SnRecipientChoice *
get_choice (SnRecipientFilters *self, guint kind)
{
  guint selected = gtk_drop_down_get_selected (self->drop_downs[kind]);

  if (self->choices[kind] == NULL || selected == GTK_INVALID_LIST_POSITION || selected == 0 || selected > self->choices[kind]->len)
    return NULL;
  return g_ptr_array_index (self->choices[kind], selected - 1);
}

static guint
find_choice (SnRecipientFilters *self, guint kind, const char *code)
{
  for (guint i = 0; self->choices[kind] != NULL && i < self->choices[kind]->len; i++)
    if (g_strcmp0 (((const SnRecipientChoice *) g_ptr_array_index (self->choices[kind], i))->code, code) == 0)
      return i + 1;
  return 0;
}

static void
handle_selected (SnRecipientFilters *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
sn_recipient_filters_set_choices (SnRecipientFilters *self, SnRecipientFilterKind kind, GPtrArray *choices)
{
  const SnRecipientChoice *chosen = get_choice (self, kind);
  g_autofree char *code = chosen != NULL ? g_strdup (chosen->code) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const[]){ _ (words[kind].all), NULL });

  for (guint i = 0; i < choices->len; i++)
    {
      const SnRecipientChoice *choice = g_ptr_array_index (choices, i);

      /* TRANSLATORS: only people of that category who are on no roster */
      gtk_string_list_take (names, kind == SN_RECIPIENT_FILTER_UNREACHED ? g_strdup_printf (_ ("Gets nothing: %s"), choice->name)
                                                                         : g_strdup (choice->name));
    }
  self->filling = TRUE;
  g_clear_pointer (&self->choices[kind], g_ptr_array_unref);
  self->choices[kind] = g_ptr_array_ref (choices);
  gtk_drop_down_set_model (self->drop_downs[kind], G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->drop_downs[kind], code != NULL ? find_choice (self, kind, code) : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->drop_downs[kind]), choices->len > 0);
  self->filling = FALSE;
}

gboolean
sn_recipient_filters_are_ready (SnRecipientFilters *self)
{
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    if (self->choices[i] == NULL)
      return FALSE;
  return TRUE;
}

gboolean
sn_recipient_filters_choose (SnRecipientFilters *self, SnRecipientFilterKind kind, const char *code)
{
  guint position = code != NULL ? find_choice (self, kind, code) : 0;

  if (code != NULL && position == 0)
    return FALSE;
  gtk_drop_down_set_selected (self->drop_downs[kind], position);
  return TRUE;
}

void
sn_recipient_filters_clear (SnRecipientFilters *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    gtk_drop_down_set_selected (self->drop_downs[i], 0);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

SnRecipientChosen
sn_recipient_filters_get_chosen (SnRecipientFilters *self)
{
  SnRecipientChosen chosen = { { 0 } };

  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    {
      const SnRecipientChoice *choice = get_choice (self, i);

      chosen.ids[i] = choice != NULL ? choice->id : 0;
    }
  return chosen;
}

/* ── The drop-downs ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* The button's label gives way where the window is narrow; GTK's own would not. */
static void
set_up_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", WIDTH_CHARS, "max-width-chars",
                                   WIDTH_CHARS, NULL);

  gtk_list_item_set_child (item, label);
}

static void
bind_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
set_up_entry (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL));
}

static GtkListItemFactory *
make_factory (GCallback set_up)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", set_up, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label), NULL);
  return factory;
}

static GtkDropDown *
make_drop_down (guint kind)
{
  g_autoptr (GtkListItemFactory) in_button = make_factory (G_CALLBACK (set_up_label)), in_list = make_factory (G_CALLBACK (set_up_entry));
  const char *const names[] = { _ (words[kind].all), NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (names);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), in_button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), in_list);
  gtk_widget_set_sensitive (drop_down, FALSE);
  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_widget_set_tooltip_text (drop_down, _ (words[kind].name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (words[kind].name), -1);
  return GTK_DROP_DOWN (drop_down);
}

static void
sn_recipient_filters_finalize (GObject *object)
{
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    g_clear_pointer (&SN_RECIPIENT_FILTERS (object)->choices[i], g_ptr_array_unref);
  G_OBJECT_CLASS (sn_recipient_filters_parent_class)->finalize (object);
}

static void
sn_recipient_filters_class_init (SnRecipientFiltersClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_recipient_filters_finalize;
  signals[CHANGED] = g_signal_new ("changed", SN_TYPE_RECIPIENT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_recipient_filters_init (SnRecipientFilters *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    {
      self->drop_downs[i] = make_drop_down (i);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->drop_downs[i]));
      g_signal_connect_object (self->drop_downs[i], "notify::selected", G_CALLBACK (handle_selected), self, G_CONNECT_SWAPPED);
    }
}
