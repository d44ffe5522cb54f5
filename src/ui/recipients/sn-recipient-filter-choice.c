/* sn-recipient-filter-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-filter-choice.h"

#include <glib/gi18n.h>
#include <string.h>

#define FEW_CHOICES 8 /* nobody has to search among so many */
#define LIST_HEIGHT 270
#define MOST_YEARS 120
#define MOST_DEPARTMENTS 14
#define USUAL_YUAN 1000
#define STEP_YUAN 100

/* In the order in which an officer thinks of them. */
static const SnRecipientFilterKind order[] = {
  SN_RECIPIENT_FILTER_TOWN,         SN_RECIPIENT_FILTER_VILLAGE,    SN_RECIPIENT_FILTER_CATEGORY,         SN_RECIPIENT_FILTER_AGE,
  SN_RECIPIENT_FILTER_SEX,          SN_RECIPIENT_FILTER_DISABILITY, SN_RECIPIENT_FILTER_DISABILITY_LEVEL,
  SN_RECIPIENT_FILTER_ETHNIC_GROUP, SN_RECIPIENT_FILTER_DEPARTMENT, SN_RECIPIENT_FILTER_PROGRAM,          SN_RECIPIENT_FILTER_STATE,
  SN_RECIPIENT_FILTER_TOTAL,        SN_RECIPIENT_FILTER_DEPARTMENTS, SN_RECIPIENT_FILTER_NOTHING,         SN_RECIPIENT_FILTER_UNREACHED,
};
G_STATIC_ASSERT (G_N_ELEMENTS (order) == SN_RECIPIENT_N_FILTER_KINDS);

struct _SnRecipientFilterChoice
{
  GtkPopover             parent_instance;

  GtkStack              *stack;   /* "kinds", "choices", "numbers" */
  GtkListBox            *kinds;
  GtkLabel              *title;   /* of the kind that was chosen */
  GtkWidget             *back;
  GtkEditable           *entry;
  GtkScrolledWindow     *scroll;  /* around the list */
  GtkListBox            *list;
  GtkWidget             *empty;
  GtkWidget             *least_label;
  GtkSpinButton         *least;
  GtkWidget             *most_label;
  GtkSpinButton         *most;
  GtkWidget             *add;
  SnRecipientFilterKind  kind;
  GPtrArray             *choices[SN_RECIPIENT_N_FILTER_KINDS]; /* (nullable) SnRecipientChoice */
};

enum { ADDED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRecipientFilterChoice, sn_recipient_filter_choice, GTK_TYPE_POPOVER)

static void
add (SnRecipientFilterChoice *self, const char *code, int least, int most)
{
  g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (self->kind, code, least, most);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ADDED], 0, condition);
}

/* ── Which ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* It keeps the choices it shows one of. */
static GtkWidget *
make_choice_row (GPtrArray *choices, guint index)
{
  const SnRecipientChoice *choice = g_ptr_array_index (choices, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (choice->name), *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (box, "sn-line");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  if (*choice->parent_name != '\0')
    {
      GtkWidget *parent = gtk_label_new (choice->parent_name);

      gtk_widget_add_css_class (parent, "dim-label");
      gtk_box_append (GTK_BOX (box), parent);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->name, -1);
  g_object_set_data (G_OBJECT (row), "choice", (gpointer) choice);
  g_object_set_data_full (G_OBJECT (row), "choices", g_ptr_array_ref (choices), (GDestroyNotify) g_ptr_array_unref);
  return row;
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  SnRecipientFilterChoice *self = data;
  const SnRecipientChoice *choice = g_object_get_data (G_OBJECT (row), "choice");
  g_auto (GStrv) words = g_strsplit (gtk_editable_get_text (self->entry), " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *sought = g_utf8_casefold (*word, -1), *name = g_utf8_casefold (choice->name, -1);
      g_autofree char *parent = g_utf8_casefold (choice->parent_name, -1), *whole = g_utf8_casefold (choice->whole_names, -1);

      if (g_strrstr (name, sought) == NULL && g_strrstr (parent, sought) == NULL && g_strrstr (whole, sought) == NULL &&
          !g_str_has_prefix (choice->code, *word))
        return FALSE;
    }
  return TRUE;
}

static void
fill_list (SnRecipientFilterChoice *self)
{
  GPtrArray *choices = self->choices[self->kind];
  gboolean few = choices != NULL && choices->len <= FEW_CHOICES;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    gtk_list_box_append (self->list, make_choice_row (choices, i));
  gtk_editable_set_text (self->entry, "");
  gtk_widget_set_visible (GTK_WIDGET (self->entry), choices != NULL && !few);
  /* A list that is searched keeps its height whatever is left of it. */
  gtk_scrolled_window_set_min_content_height (self->scroll, few && choices->len > 0 ? -1 : LIST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (self->scroll, few);
  gtk_label_set_label (GTK_LABEL (self->empty), choices == NULL        ? _ ("Being read…")
                                                : choices->len == 0  ? _ ("There is none yet.")
                                                                     : _ ("None is called like that."));
}

/* What the numbers of a kind are, where they may lie, and with what one begins. */
typedef struct
{
  const char *least_label;
  const char *most_label; /* %NULL: there is but one number */
  double      lowest;
  double      highest;    /* of the second number: without end */
  double      begin;
  double      step;
} NumberForm;

static const NumberForm *
get_form (SnRecipientFilterKind kind)
{
  static const NumberForm forms[] = {
    [SN_RECIPIENT_ASKS_RANGE] = { N_ ("_From (years)"), N_ ("_To (years)"), 0, MOST_YEARS, 60, 1 },
    [SN_RECIPIENT_ASKS_YUAN] = { N_ ("_From (yuan)"), N_ ("_To (yuan)"), 0, SN_RECIPIENT_MOST_YUAN, USUAL_YUAN, STEP_YUAN },
    [SN_RECIPIENT_ASKS_LEAST] = { N_ ("_At least"), NULL, 1, MOST_DEPARTMENTS, 2, 1 },
  };

  return &forms[sn_recipient_filter_kind_asks (kind)];
}

static void
show_range (SnRecipientFilterChoice *self)
{
  const NumberForm *form = get_form (self->kind);
  gboolean range = form->most_label != NULL;

  gtk_label_set_label (GTK_LABEL (self->least_label), _ (form->least_label));
  gtk_spin_button_set_range (self->least, form->lowest, form->highest);
  gtk_spin_button_set_increments (self->least, form->step, form->step * 10);
  gtk_spin_button_set_value (self->least, form->begin);
  gtk_label_set_label (GTK_LABEL (self->most_label), range ? _ (form->most_label) : "");
  gtk_spin_button_set_range (self->most, form->lowest, form->highest);
  gtk_spin_button_set_increments (self->most, form->step, form->step * 10);
  gtk_spin_button_set_value (self->most, form->highest);
  /* Between two kinds with the same highest number nothing would change. */
  gtk_spin_button_update (self->most);
  gtk_widget_set_visible (self->most_label, range);
  gtk_widget_set_visible (GTK_WIDGET (self->most), range);
}

/* The highest number is none: nobody has to know that a range ends there. */
static gboolean
handle_most_output (SnRecipientFilterChoice *self)
{
  if (gtk_spin_button_get_value (self->most) < gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (self->most)))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->most), _ ("no limit"));
  return TRUE;
}

static int
handle_most_input (SnRecipientFilterChoice *self, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->most));

  if (*text != '\0' && strcmp (text, _ ("no limit")) != 0)
    return FALSE;
  *value = gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (self->most));
  return TRUE;
}

static void
show_kind (SnRecipientFilterChoice *self, SnRecipientFilterKind kind)
{
  self->kind = kind;
  gtk_label_set_label (self->title, sn_recipient_filter_kind_get_title (kind));
  switch (sn_recipient_filter_kind_asks (kind))
    {
    case SN_RECIPIENT_ASKS_CHOICE:
      fill_list (self);
      gtk_stack_set_visible_child_name (self->stack, "choices");
      gtk_widget_set_visible (self->back, TRUE);
      /* The stack may have led the keyboard to the list already: from there it must not go one further. */
      if (gtk_widget_get_visible (GTK_WIDGET (self->entry)))
        gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      else if (gtk_list_box_get_row_at_index (self->list, 0) != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
      break;
    case SN_RECIPIENT_ASKS_RANGE:
    case SN_RECIPIENT_ASKS_YUAN:
    case SN_RECIPIENT_ASKS_LEAST:
      show_range (self);
      gtk_stack_set_visible_child_name (self->stack, "numbers");
      gtk_widget_set_visible (self->back, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->least));
      break;
    case SN_RECIPIENT_ASKS_NONE:
    default:
      add (self, NULL, 0, 0);
    }
}

static void
show_kinds (SnRecipientFilterChoice *self)
{
  gtk_stack_set_visible_child_name (self->stack, "kinds");
  gtk_label_set_label (self->title, _ ("Only those…"));
  gtk_widget_set_visible (self->back, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->kinds, 0)));
}

/* ── What the user does ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_kind (SnRecipientFilterChoice *self, GtkListBoxRow *row)
{
  show_kind (self, order[gtk_list_box_row_get_index (row)]);
}

static void
handle_choice (SnRecipientFilterChoice *self, GtkListBoxRow *row)
{
  const SnRecipientChoice *choice = g_object_get_data (G_OBJECT (row), "choice");

  add (self, choice->code, 0, 0);
}

/* Enter takes the first that is left. */
static void
handle_entry_activated (SnRecipientFilterChoice *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        handle_choice (self, row);
        return;
      }
}

static void
handle_entry_changed (SnRecipientFilterChoice *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
handle_add (SnRecipientFilterChoice *self)
{
  int least = gtk_spin_button_get_value_as_int (self->least), most = gtk_spin_button_get_value_as_int (self->most);
  gboolean range = get_form (self->kind)->most_label != NULL;

  add (self, NULL, range ? MIN (least, most) : least, range ? MAX (least, most) : 0);
}

/* A spin button keeps Enter for itself. What is typed counts from its update on. */
static gboolean
handle_number_key (SnRecipientFilterChoice *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_spin_button_update (self->least);
  gtk_spin_button_update (self->most);
  handle_add (self);
  return GDK_EVENT_STOP;
}

void
sn_recipient_filter_choice_set_choices (SnRecipientFilterChoice *self, SnRecipientFilterKind kind, GPtrArray *choices)
{
  g_ptr_array_ref (choices);
  g_clear_pointer (&self->choices[kind], g_ptr_array_unref);
  self->choices[kind] = choices;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_recipient_filter_choice_finalize (GObject *object)
{
  for (guint i = 0; i < SN_RECIPIENT_N_FILTER_KINDS; i++)
    g_clear_pointer (&SN_RECIPIENT_FILTER_CHOICE (object)->choices[i], g_ptr_array_unref);
  G_OBJECT_CLASS (sn_recipient_filter_choice_parent_class)->finalize (object);
}

static void
sn_recipient_filter_choice_class_init (SnRecipientFilterChoiceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = sn_recipient_filter_choice_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-recipient-filter-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, stack);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, kinds);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, title);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, back);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, entry);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, scroll);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, list);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, empty);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, least_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, least);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, most_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, most);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientFilterChoice, add);
  gtk_widget_class_bind_template_callback (widget_class, show_kinds);
  gtk_widget_class_bind_template_callback (widget_class, handle_kind);
  gtk_widget_class_bind_template_callback (widget_class, handle_choice);
  gtk_widget_class_bind_template_callback (widget_class, handle_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_add);
  gtk_widget_class_bind_template_callback (widget_class, handle_number_key);
  gtk_widget_class_bind_template_callback (widget_class, handle_most_output);
  gtk_widget_class_bind_template_callback (widget_class, handle_most_input);
  signals[ADDED] = g_signal_new ("added", SN_TYPE_RECIPIENT_FILTER_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sn_recipient_filter_choice_init (SnRecipientFilterChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *title = sn_recipient_filter_kind_get_title (order[i]);
      GtkWidget *label = gtk_label_new (title), *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      gtk_list_box_append (self->kinds, row);
    }
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
}

GtkWidget *
sn_recipient_filter_choice_new (void)
{
  return g_object_new (SN_TYPE_RECIPIENT_FILTER_CHOICE, NULL);
}
