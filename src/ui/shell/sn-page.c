/* sn-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-page.h"

#include "sn-stack-reader.h"

typedef struct
{
  SnSession *session;
  char      *department;  /* (nullable) */
  gboolean   stale;       /* the workspace changed while the page was out of view */
  gboolean   wants_focus; /* as soon as there is something to take it */
  SnJob     *reading;     /* (nullable): the last job without a sentence */
} SnPagePrivate;

enum { PROP_0, PROP_SESSION, PROP_DEPARTMENT, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SnPage, sn_page, ADW_TYPE_BIN)

#define GET_PRIVATE(self) ((SnPagePrivate *) sn_page_get_instance_private (self))

SnSession *
sn_page_get_session (SnPage *self)
{
  return GET_PRIVATE (self)->session;
}

const char *
sn_page_get_department (SnPage *self)
{
  return GET_PRIVATE (self)->department;
}

const SnProgram *
sn_page_get_program (SnPage *self)
{
  return SN_PAGE_GET_CLASS (self)->get_program != NULL ? SN_PAGE_GET_CLASS (self)->get_program (self) : NULL;
}

void
sn_page_open (SnPage *self, const char *target)
{
  if (SN_PAGE_GET_CLASS (self)->open != NULL)
    SN_PAGE_GET_CLASS (self)->open (self, target);
}

void
sn_page_find (SnPage *self)
{
  if (SN_PAGE_GET_CLASS (self)->find != NULL)
    SN_PAGE_GET_CLASS (self)->find (self);
}

void
sn_page_export (SnPage *self)
{
  if (SN_PAGE_GET_CLASS (self)->export != NULL)
    SN_PAGE_GET_CLASS (self)->export (self);
}

/* (nullable): what has the keyboard, where that is in the page */
static GtkWidget *
find_focus (SnPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

/* An empty table leaves the keyboard to what scrolls it: there it waits for the rows, and does not go on to a button behind them. */
void
sn_page_take_focus (SnPage *self)
{
  GtkWidget *focus = find_focus (self);

  if (focus == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else if (GTK_IS_SCROLLED_WINDOW (focus))
    gtk_widget_child_focus (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (focus)), GTK_DIR_TAB_FORWARD);
  focus = find_focus (self);
  GET_PRIVATE (self)->wants_focus = focus == NULL || GTK_IS_SCROLLED_WINDOW (focus);
}

void
sn_page_leave_focus (SnPage *self)
{
  GET_PRIVATE (self)->wants_focus = FALSE;
}

static void
take_late_focus (gpointer data)
{
  SnPage *self = data;

  if (GET_PRIVATE (self)->wants_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
    sn_page_take_focus (self);
  g_object_unref (self);
}

/* The job says that it is finished before it says what it read. */
static void
handle_reading_finished (SnPage *self)
{
  if (GET_PRIVATE (self)->wants_focus)
    g_idle_add_once (take_late_focus, g_object_ref (self));
}

void
sn_page_refresh (SnPage *self)
{
  SnPagePrivate *priv = GET_PRIVATE (self);

  priv->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!priv->stale && SN_PAGE_GET_CLASS (self)->refresh != NULL)
    SN_PAGE_GET_CLASS (self)->refresh (self);
}

void
sn_page_prepare (SnPage *self)
{
  GET_PRIVATE (self)->stale = FALSE;
  if (SN_PAGE_GET_CLASS (self)->refresh != NULL)
    SN_PAGE_GET_CLASS (self)->refresh (self);
}

static void
handle_changed (SnPage *self)
{
  sn_page_refresh (self);
}

/* Whatever the keyboard goes through changes the style of all that is visible, be it behind another page of the stack: a few tables
 * out of view made each step of the keyboard 15 to 40 ms long. So what a page holds is visible only while the page is in view. */
static void
show_content (SnPage *self, gboolean shown)
{
  GtkWidget *content = adw_bin_get_child (ADW_BIN (self));

  if (content != NULL)
    gtk_widget_set_visible (content, shown);
}

static void
sn_page_map (GtkWidget *widget)
{
  SnPage *self = SN_PAGE (widget);

  show_content (self, TRUE);
  GTK_WIDGET_CLASS (sn_page_parent_class)->map (widget);
  if (GET_PRIVATE (self)->stale)
    sn_page_refresh (self);
}

static void
sn_page_unmap (GtkWidget *widget)
{
  GET_PRIVATE (SN_PAGE (widget))->wants_focus = FALSE;
  GTK_WIDGET_CLASS (sn_page_parent_class)->unmap (widget);
  show_content (SN_PAGE (widget), FALSE);
}

void
sn_page_run (SnPage *self, const char *sentence, SnJobFunc func, gpointer take_data, GDestroyNotify data_free, SnJobDone done)
{
  SnPagePrivate *priv = GET_PRIVATE (self);
  SnJob *job = sn_session_run (priv->session, sentence, func, take_data, data_free, done, G_OBJECT (self));

  if (sentence != NULL)
    {
      g_object_unref (job);
      return;
    }
  if (priv->reading != NULL)
    sn_job_cancel (priv->reading);
  g_set_object (&priv->reading, job);
  g_signal_connect_object (job, "finished", G_CALLBACK (handle_reading_finished), self, G_CONNECT_SWAPPED);
  g_object_unref (job);
}

void
sn_page_go (SnPage *self, const char *page, const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "(ss)", page, target != NULL ? target : "");
}

static void
sn_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SnPagePrivate *priv = GET_PRIVATE (SN_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_DEPARTMENT:
      g_value_set_string (value, priv->department);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sn_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SnPagePrivate *priv = GET_PRIVATE (SN_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      if (priv->session != NULL)
        g_signal_connect_object (priv->session, "changed", G_CALLBACK (handle_changed), object, G_CONNECT_SWAPPED);
      break;
    case PROP_DEPARTMENT:
      priv->department = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sn_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (sn_page_parent_class)->constructed (object);
  sn_stack_reader_attach (GTK_WIDGET (object));
}

static void
sn_page_dispose (GObject *object)
{
  SnPagePrivate *priv = GET_PRIVATE (SN_PAGE (object));

  if (priv->reading != NULL)
    sn_job_cancel (priv->reading);
  g_clear_object (&priv->reading);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (sn_page_parent_class)->dispose (object);
}

static void
sn_page_finalize (GObject *object)
{
  g_free (GET_PRIVATE (SN_PAGE (object))->department);
  G_OBJECT_CLASS (sn_page_parent_class)->finalize (object);
}

static void
sn_page_class_init (SnPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = sn_page_get_property;
  object_class->set_property = sn_page_set_property;
  object_class->constructed = sn_page_constructed;
  object_class->dispose = sn_page_dispose;
  object_class->finalize = sn_page_finalize;
  GTK_WIDGET_CLASS (class)->map = sn_page_map;
  GTK_WIDGET_CLASS (class)->unmap = sn_page_unmap;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SN_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEPARTMENT] = g_param_spec_string ("department", NULL, NULL, NULL,
                                                     G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
sn_page_init (SnPage *self)
{
  GET_PRIVATE (self)->stale = TRUE;
}
