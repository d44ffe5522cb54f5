/* sn-recipient-filter-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-filter-choice.h"

#include <glib/gi18n.h>

#define FEW_CHOICES 8 /* nobody has to search among so many */
#define MOST_YEARS 120
#define MOST_DEPARTMENTS 14

/* In the order in which an officer thinks of them. */
static const SnRecipientFilterKind order[] = {
  SN_RECIPIENT_FILTER_TOWN,       SN_RECIPIENT_FILTER_VILLAGE, SN_RECIPIENT_FILTER_CATEGORY, SN_RECIPIENT_FILTER_AGE,
  SN_RECIPIENT_FILTER_DEPARTMENT, SN_RECIPIENT_FILTER_PROGRAM, SN_RECIPIENT_FILTER_STATE,    SN_RECIPIENT_FILTER_DEPARTMENTS,
  SN_RECIPIENT_FILTER_NOTHING,    SN_RECIPIENT_FILTER_UNREACHED,
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
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    gtk_list_box_append (self->list, make_choice_row (choices, i));
  gtk_editable_set_text (self->entry, "");
  gtk_widget_set_visible (GTK_WIDGET (self->entry), choices != NULL && choices->len > FEW_CHOICES);
  gtk_label_set_label (GTK_LABEL (self->empty), choices == NULL        ? _ ("Being read…")
                                                : choices->len == 0  ? _ ("There is none yet.")
                                                                     : _ ("None is called like that."));
}

static void
show_range (SnRecipientFilterChoice *self)
{
  gboolean range = sn_recipient_filter_kind_asks (self->kind) == SN_RECIPIENT_ASKS_RANGE;

  gtk_label_set_label (GTK_LABEL (self->least_label), range ? _ ("_From (years)") : _ ("_At least"));
  gtk_spin_button_set_range (self->least, range ? 0 : 1, range ? MOST_YEARS : MOST_DEPARTMENTS);
  gtk_spin_button_set_value (self->least, range ? 60 : 2);
  gtk_spin_button_set_value (self->most, MOST_YEARS);
  gtk_widget_set_visible (self->most_label, range);
  gtk_widget_set_visible (GTK_WIDGET (self->most), range);
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
      if (gtk_widget_get_visible (GTK_WIDGET (self->entry)))
        gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      else
        gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
      break;
    case SN_RECIPIENT_ASKS_RANGE:
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
  gboolean range = sn_recipient_filter_kind_asks (self->kind) == SN_RECIPIENT_ASKS_RANGE;

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
