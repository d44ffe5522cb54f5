/* sn-rate-conditions-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-conditions-row.h"

#include "sn-rate-condition.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnRateConditionsRow
{
  AdwExpanderRow parent_instance;

  GPtrArray     *entries; /* GtkEditable, borrowed; one for each of sn_rate_condition_list_kinds() */
};

G_DEFINE_FINAL_TYPE (SnRateConditionsRow, sn_rate_conditions_row, ADW_TYPE_EXPANDER_ROW)

static guint changed_signal;

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

/* How many lines say something stands in the row also while it is closed. */
static void
show_count (SnRateConditionsRow *self)
{
  g_auto (GStrv) asked = sn_rate_conditions_row_dup_asked (self);
  guint n = g_strv_length (asked);
  g_autofree char *words = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u condition, which must hold as well", "%u conditions, all of which must hold as well", n), n)
                                 : g_strdup (_ ("none"));

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
}

static void
handle_changed (SnRateConditionsRow *self)
{
  show_count (self);
  g_signal_emit (self, changed_signal, 0);
}

void
sn_rate_conditions_row_show (SnRateConditionsRow *self, GPtrArray *conditions)
{
  const char *const *kinds = sn_rate_condition_list_kinds ();

  for (guint i = 0; i < self->entries->len; i++)
    for (guint j = 0; j < conditions->len; j++)
      {
        const SnRateCondition *condition = g_ptr_array_index (conditions, j);

        if (strcmp (condition->kind, kinds[i]) == 0)
          gtk_editable_set_text (g_ptr_array_index (self->entries, i), condition->value);
      }
  show_count (self);
}

static char **
dup_lines (SnRateConditionsRow *self, gboolean empty)
{
  const char *const *kinds = sn_rate_condition_list_kinds ();
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *text = dup_text (g_ptr_array_index (self->entries, i));

      if ((*text == '\0') == empty)
        g_ptr_array_add (lines, empty ? g_strdup (kinds[i]) : g_strdup_printf ("%s=%s", kinds[i], text));
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

char **
sn_rate_conditions_row_dup_asked (SnRateConditionsRow *self)
{
  return dup_lines (self, FALSE);
}

char **
sn_rate_conditions_row_dup_empty (SnRateConditionsRow *self)
{
  return dup_lines (self, TRUE);
}

char *
sn_rate_conditions_row_dup_fault (SnRateConditionsRow *self)
{
  const char *const *kinds = sn_rate_condition_list_kinds ();
  char *fault = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkWidget *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *text = dup_text (GTK_EDITABLE (entry));
      g_auto (GStrv) choices = NULL;
      g_autoptr (GError) error = NULL;
      int least, most;

      if (*text == '\0' || sn_rate_condition_parse (kinds[i], text, &least, &most, &choices, &error))
        {
          gtk_widget_remove_css_class (entry, "error");
          continue;
        }
      gtk_widget_add_css_class (entry, "error");
      if (fault == NULL)
        fault = g_strdup (error->message);
    }
  return fault;
}

static void
add_entry (SnRateConditionsRow *self, const char *kind)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sn_rate_condition_get_hint (kind));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (handle_changed), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->entries, row);
}

static void
sn_rate_conditions_row_finalize (GObject *object)
{
  g_ptr_array_unref (SN_RATE_CONDITIONS_ROW (object)->entries);
  G_OBJECT_CLASS (sn_rate_conditions_row_parent_class)->finalize (object);
}

static void
sn_rate_conditions_row_class_init (SnRateConditionsRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = sn_rate_conditions_row_finalize;
  changed_signal = g_signal_new ("changed", SN_TYPE_RATE_CONDITIONS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_rate_conditions_row_init (SnRateConditionsRow *self)
{
  const char *const *kinds = sn_rate_condition_list_kinds ();

  self->entries = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Further conditions, all of which must hold"));
  for (gsize i = 0; kinds[i] != NULL; i++)
    add_entry (self, kinds[i]);
  show_count (self);
}
