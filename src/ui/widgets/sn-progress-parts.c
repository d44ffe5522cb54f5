/* sn-progress-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-progress-parts.h"

#include "sn-figure-text.h"

#include <glib/gi18n.h>

static gint64
get_paid (const SnProgressRow *progress)
{
  return progress->paid_fen;
}

static gint64
get_on_its_way (const SnProgressRow *progress)
{
  return progress->issued_fen - progress->paid_fen - progress->failed_fen;
}

static gint64
get_failed (const SnProgressRow *progress)
{
  return progress->failed_fen;
}

/* A line that is held after its payment failed is issued, but not approved any more. */
static gint64
get_approved (const SnProgressRow *progress)
{
  return MAX (progress->approved_fen - progress->issued_fen, 0);
}

static gint64
get_rest (const SnProgressRow *progress)
{
  return progress->planned_fen - progress->approved_fen;
}

static const struct
{
  const char *name;
  const char *words; /* "%s" is a sum with its unit */
  gint64    (*get)   (const SnProgressRow *progress);
  const char *color;
  gboolean    striped;
} parts[] = {
  { N_ ("Paid"), N_ ("Paid: %s"), get_paid, "success", FALSE },
  { N_ ("On its way"), N_ ("On its way: %s"), get_on_its_way, "accent", FALSE },
  { N_ ("Failed"), N_ ("Failed: %s"), get_failed, "error", TRUE },
  { N_ ("Approved, not issued"), N_ ("Approved, not issued: %s"), get_approved, "warning", FALSE },
  { N_ ("Planned, not approved"), N_ ("Planned, not approved: %s"), get_rest, NULL, FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) <= SN_STACKED_BAR_MOST_PARTS);

/* (transfer full) */
static char *
describe (const SnProgressRow *progress, gboolean in_wan)
{
  g_autoptr (GString) words = g_string_new (progress->label != NULL ? progress->label : "");
  g_autofree char *planned = sn_figure_text_yuan (progress->planned_fen, in_wan);

  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append_printf (words, _ ("Planned: %s"), planned);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 amount_fen = parts[i].get (progress);
      g_autofree char *sum = sn_figure_text_yuan (amount_fen, in_wan);

      if (amount_fen <= 0)
        continue;
      g_string_append_c (words, '\n');
      g_string_append_printf (words, _ (parts[i].words), sum);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
sn_progress_parts_show (SnStackedBar *bar, const SnProgressRow *progress, gboolean in_wan)
{
  SnBarPart bar_parts[G_N_ELEMENTS (parts)];
  char *words = describe (progress, in_wan);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    bar_parts[i] = (SnBarPart){ parts[i].get (progress), parts[i].color, parts[i].striped };
  sn_stacked_bar_set (bar, bar_parts, G_N_ELEMENTS (bar_parts), words);
  return words;
}

void
sn_progress_parts_add_legend (GtkBox *box)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *name = gtk_label_new (_ (parts[i].name));

      gtk_box_append (GTK_BOX (entry), sn_stacked_bar_new_swatch (parts[i].color, parts[i].striped));
      gtk_widget_add_css_class (name, "caption");
      gtk_box_append (GTK_BOX (entry), name);
      gtk_box_append (box, entry);
    }
}
