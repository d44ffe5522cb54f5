/* sn-rate-outlook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-outlook.h"

#include "sn-figure-text.h"

#include <glib/gi18n.h>

/* A pause in typing that is long enough to count the registry. */
#define PAUSE_MS 250

typedef struct
{
  char        *program_code;
  SnRateDraft  draft;      /* its texts are those below */
  char        *label, *as_of, *unit;
  char       **categories; /* (nullable) */
  char       **conditions; /* (nullable) */
  char       **removed;    /* (nullable) */
  SnRateBasis *basis;      /* (nullable) */
  SnWhatIf    *what_if;    /* out (nullable) */
  char        *fault;      /* out (nullable): shown here, and not as a toast at each letter that is typed */
} Work;

struct _SnRateOutlook
{
  AdwBin     parent_instance;

  GtkLabel  *words;
  SnSession *session; /* (nullable) */
  Work      *next;    /* (nullable): asked, not begun */
  SnJob     *job;     /* (nullable): the last that was begun */
  guint      pause;
};

G_DEFINE_FINAL_TYPE (SnRateOutlook, sn_rate_outlook, ADW_TYPE_BIN)

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->program_code);
  g_free (work->label);
  g_free (work->as_of);
  g_free (work->unit);
  g_strfreev (work->categories);
  g_strfreev (work->conditions);
  g_strfreev (work->removed);
  sn_rate_basis_free (work->basis);
  g_clear_pointer (&work->what_if, sn_what_if_free);
  g_free (work->fault);
  g_free (work);
}

static Work *
copy_draft (const char *program_code, const SnRateDraft *draft)
{
  Work *work = g_new0 (Work, 1);

  work->program_code = g_strdup (program_code);
  work->label = g_strdup (draft->rate_label);
  work->as_of = g_strdup (draft->as_of);
  work->unit = g_strdup (draft->unit);
  work->categories = g_strdupv ((char **) draft->categories);
  work->conditions = g_strdupv ((char **) draft->conditions);
  work->removed = g_strdupv ((char **) draft->removed);
  work->basis = sn_rate_basis_copy (draft->basis);
  work->draft = (SnRateDraft){ work->label, draft->min_fen, draft->max_fen, draft->min_age, work->as_of, work->unit,
                               (const char *const *) work->categories, (const char *const *) work->conditions,
                               (const char *const *) work->removed, work->basis };
  return work;
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* "5,690 households, 639 people: 7,756,800.00 yuan" */
static char *
say_side (const SnEntitled *side)
{
  g_autofree char *persons = sn_figure_text_count (side->persons), *households = sn_figure_text_count (side->households);
  g_autofree char *least = sn_figure_text_yuan (side->least_fen, FALSE), *most = sn_figure_text_yuan (side->most_fen, FALSE);

  if (side->least_fen == side->most_fen)
    /* TRANSLATORS: numbers of people and of households, and money with its unit */
    return g_strdup_printf (_ ("people: %s, households: %s, %s"), persons, households, least);
  return g_strdup_printf (_ ("people: %s, households: %s, %s to %s"), persons, households, least, most);
}

static void
add_sentence (GString *text, char *take_sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", take_sentence);
  g_free (take_sentence);
}

static void
add_changes (GString *text, const SnWhatIf *what_if)
{
  gint64 more_fen = what_if->then.least_fen - what_if->now.least_fen;
  g_autofree char *gained = sn_figure_text_count (what_if->gained), *lost = sn_figure_text_count (what_if->lost);
  g_autofree char *listed = sn_figure_text_count (what_if->planned_lost);
  g_autofree char *difference = sn_figure_text_yuan (ABS (more_fen), FALSE);

  if (more_fen != 0)
    add_sentence (text, g_strdup_printf (more_fen > 0 ? _ ("%s more than now.") : _ ("%s less than now."), difference));
  if (what_if->gained > 0 || what_if->lost > 0)
    add_sentence (text, g_strdup_printf (_ ("Newly entitled: %s; not entitled any more: %s."), gained, lost));
  if (what_if->planned_lost > 0)
    add_sentence (text, g_strdup_printf (_ ("Lines of the roster that would fit no rate: %s."), listed));
  if (what_if->then.open > 0)
    add_sentence (text, g_strdup (_ ("Rates whose amount is decided case by case are not in the sum.")));
}

static char *
say_what_if (const SnWhatIf *what_if)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *now = say_side (&what_if->now), *then = say_side (&what_if->then);

  add_sentence (text, g_strdup_printf (_ ("Entitled now: %s."), now));
  add_sentence (text, g_strdup_printf (_ ("With this rate: %s."), then));
  add_changes (text, what_if);
  if (what_if->ceiling_fen >= 0 && what_if->then.least_fen > what_if->ceiling_fen)
    {
      g_autofree char *ceiling = sn_figure_text_yuan (what_if->ceiling_fen, FALSE);
      g_autofree char *beyond = sn_figure_text_yuan (what_if->then.least_fen - what_if->ceiling_fen, FALSE);

      /* TRANSLATORS: sources of money, money with its unit, money with its unit */
      add_sentence (text, g_strdup_printf (_ ("%s: the ceiling is %s; it would be %s too much."), what_if->funding, ceiling, beyond));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ── Asking ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
judge (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->what_if = sn_what_if_run (connection, work->program_code, &work->draft, 1, error);
  return work->what_if;
}

static gboolean
run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GError) local_error = NULL;

  if (sn_job_read (job, judge, work, &local_error) == NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    work->fault = g_strdup (local_error->message);
  return TRUE;
}

static void
finish (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRateOutlook *self = SN_RATE_OUTLOOK (owner);
  const Work *work = data;
  g_autofree char *words = work->what_if != NULL ? say_what_if (work->what_if) : g_strdup (work->fault);

  if (job != self->job || self->next != NULL)
    return;
  if (words != NULL)
    gtk_label_set_label (self->words, words);
}

static gboolean
begin (gpointer data)
{
  SnRateOutlook *self = data;

  self->pause = 0;
  if (self->job != NULL)
    sn_job_cancel (self->job);
  g_clear_object (&self->job);
  self->job = sn_session_run (self->session, NULL, run, g_steal_pointer (&self->next), free_work, finish, G_OBJECT (self));
  return G_SOURCE_REMOVE;
}

void
sn_rate_outlook_hush (SnRateOutlook *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->next, free_work);
  if (self->job != NULL)
    sn_job_cancel (self->job);
  g_clear_object (&self->job);
  gtk_label_set_label (self->words, "");
}

void
sn_rate_outlook_ask (SnRateOutlook *self, SnSession *session, const char *program_code, const SnRateDraft *draft)
{
  g_set_object (&self->session, session);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->next, free_work);
  self->next = copy_draft (program_code, draft);
  self->pause = g_timeout_add (PAUSE_MS, begin, self);
}

static void
sn_rate_outlook_dispose (GObject *object)
{
  SnRateOutlook *self = SN_RATE_OUTLOOK (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->next, free_work);
  if (self->job != NULL)
    sn_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sn_rate_outlook_parent_class)->dispose (object);
}

static void
sn_rate_outlook_class_init (SnRateOutlookClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_rate_outlook_dispose;
}

static void
sn_rate_outlook_init (SnRateOutlook *self)
{
  self->words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0f, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->words));
}
