/* test-import-columns.c: the page that shows a sheet as it is, and sets right what its columns are taken for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "columns-fixture.h"
#include "sn-column-head.h"
#include "sn-field-list.h"
#include "sn-import-columns.h"
#include "sn-sheet-grid-row.h"
#include "sn-test.h"
#include "sn-ui-resources.h"

#include <adwaita.h>
#include <string.h>

#define LONGEST_WAIT_S 60

typedef struct
{
  char            *folder;
  char            *path;
  GtkWidget       *window;
  SnImportColumns *page;
  SnProgram       *program;
  SnImportChoices  choices;
  guint            n_changed;
} Fixture;

/* ── The page ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
count_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static SnBenefitRate *
make_rate (const char *label, gint64 min_fen, gint64 max_fen)
{
  SnBenefitRate *rate = g_new0 (SnBenefitRate, 1);

  rate->label = g_strdup (label);
  rate->min_fen = min_fen;
  rate->max_fen = max_fen;
  return rate;
}

static void
free_rate (gpointer rate)
{
  g_free (((SnBenefitRate *) rate)->label);
  g_free (rate);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->path = fixture_write_workbook (fixture->folder);
  fixture->program = g_new0 (SnProgram, 1);
  fixture->program->rates = g_ptr_array_new_with_free_func (free_rate);
  fixture->program->funding = g_ptr_array_new ();
  g_ptr_array_add (fixture->program->rates, make_rate ("城乡低保家庭", 120000, 120000));
  g_ptr_array_add (fixture->program->rates, make_rate ("因病支出型贫困家庭", 100000, 250000));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  fixture->page = g_object_new (SN_TYPE_IMPORT_COLUMNS, NULL);
  g_signal_connect_swapped (fixture->page, "changed", G_CALLBACK (count_changed), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sn_program_free (fixture->program);
  sn_import_choices_clear (&fixture->choices);
  g_free (fixture->path);
  sn_test_remove_folder (fixture->folder);
}

static SnRosterImportOptions
make_options (const Fixture *fixture)
{
  return (SnRosterImportOptions){ .sheet = fixture->choices.sheet, .mapping = fixture->choices.mapping,
                                  .heading_row = fixture->choices.heading_row, .hidden = fixture->choices.hidden };
}

/* As the window does: reads the top of the file with what is chosen, and shows it. No signal comes of that. */
static void
show (Fixture *fixture, SnSheetLayouts *layouts)
{
  g_auto (SnSheetPreview) preview = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options = make_options (fixture);
  guint n_changed = fixture->n_changed;

  options.layouts = layouts;
  sn_sheet_preview_read (fixture->path, &options, &preview, NULL, &error);
  g_assert_no_error (error);
  sn_import_columns_show (fixture->page, &preview, &fixture->choices, fixture->program);
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
}

/* Shows what was chosen after one change of the officer's. */
static void
follow (Fixture *fixture, guint n_changed)
{
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
  sn_import_columns_take (fixture->page, &fixture->choices);
  show (fixture, NULL);
}

static gpointer
find_child (GtkWidget *widget, GType type, guint *skip)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*skip)-- == 0)
        return child;
      found = find_child (child, type, skip);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
get_child (Fixture *fixture, GType type, guint index)
{
  return find_child (GTK_WIDGET (fixture->page), type, &index);
}

/* A child of the template, by its name in it */
static gpointer
get_part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->page), SN_TYPE_IMPORT_COLUMNS, name);
}

static SnRosterField
get_field (Fixture *fixture, guint column)
{
  return sn_column_head_get_field (get_child (fixture, SN_TYPE_COLUMN_HEAD, column));
}

static gboolean
has_class (Fixture *fixture, guint column, const char *name)
{
  return gtk_widget_has_css_class (get_child (fixture, SN_TYPE_COLUMN_HEAD, column), name);
}

/* As an officer does: opens the list of the column and takes a line of it. */
static void
choose (Fixture *fixture, guint column, SnRosterField field)
{
  GtkToggleButton *button = sn_column_head_get_button (get_child (fixture, SN_TYPE_COLUMN_HEAD, column));
  GtkListBox *list;

  gtk_toggle_button_set_active (button, TRUE);
  /* The first list of rows on the page is that of the fields. */
  list = get_child (fixture, GTK_TYPE_LIST_BOX, 0);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (list)));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (list, (int) field), "activate");
  g_assert_false (gtk_toggle_button_get_active (button));
}

static const char *
get_doubts (Fixture *fixture)
{
  GtkLabel *label = get_part (fixture, "doubts");

  g_assert_true (sn_import_columns_has_doubts (fixture->page) == gtk_widget_get_visible (get_part (fixture, "doubts_box")));
  return gtk_widget_get_visible (get_part (fixture, "doubts_box")) ? gtk_label_get_label (label) : "";
}

static gboolean
give_up (gpointer data)
{
  g_error ("nothing came on the screen within %d s", LONGEST_WAIT_S);
  return G_SOURCE_REMOVE;
}

static void
present (Fixture *fixture)
{
  guint timer = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, NULL);

  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->page)) || gtk_widget_get_width (GTK_WIDGET (fixture->page)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

/* ── What is shown ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_as_it_is (Fixture *fixture, gconstpointer data)
{
  static const SnRosterField fields[] = {
    SN_ROSTER_FIELD_SEQUENCE, SN_ROSTER_FIELD_NAME, SN_ROSTER_FIELD_DOCUMENT, SN_ROSTER_FIELD_SEX, SN_ROSTER_FIELD_CATEGORY,
    SN_ROSTER_FIELD_ADDRESS, SN_ROSTER_FIELD_NONE, SN_ROSTER_FIELD_NONE, SN_ROSTER_FIELD_AMOUNT, SN_ROSTER_FIELD_BANK,
    SN_ROSTER_FIELD_ACCOUNT, SN_ROSTER_FIELD_PHONE, SN_ROSTER_FIELD_NOTE,
  };
  SnSheetGridRow *row;

  show (fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_assert_cmpint (get_field (fixture, i), ==, fields[i]);
      g_assert_cmpint (has_class (fixture, i, "sn-unread"), ==, fields[i] == SN_ROSTER_FIELD_NONE);
    }
  g_assert_null (get_child (fixture, SN_TYPE_COLUMN_HEAD, G_N_ELEMENTS (fields)));
  for (guint i = 0; i < 6; i++)
    {
      row = get_child (fixture, SN_TYPE_SHEET_GRID_ROW, i);
      g_assert_cmpuint (sn_sheet_grid_row_get_row (row), ==, i + 1);
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), i < 2 ? "sn-above" : i < FIXTURE_HEADING_ROW ? "sn-heading" : "sn-below"));
    }
  row = get_child (fixture, SN_TYPE_SHEET_GRID_ROW, FIXTURE_HIDDEN_ROW - 1);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "sn-hidden"));
  g_assert_cmpstr (get_doubts (fixture), ==, "");
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "unread")));
  g_assert_cmpstr (gtk_label_get_label (get_part (fixture, "unread")), ==, "Not read: G “补助金额 元旦”, H “补助金额 春节”");
  g_assert_nonnull (strstr (gtk_label_get_label (get_part (fixture, "facts")), "盈浦街道"));
  g_assert_nonnull (strstr (gtk_label_get_label (get_part (fixture, "facts")), "帮困送温暖"));
  /* Nothing was chosen. */
  sn_import_columns_take (fixture->page, &fixture->choices);
  g_assert_null (fixture->choices.mapping);
  g_assert_null (fixture->choices.sheet);
  g_assert_cmpuint (fixture->choices.heading_row, ==, 0);
}

static void
test_masked (Fixture *fixture, gconstpointer data)
{
  GtkLabel *label;

  show (fixture, NULL);
  for (guint i = 0; (label = get_child (fixture, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      const char *text = gtk_label_get_label (label);
      gsize digits = 0;

      for (; *text != '\0'; text++)
        {
          digits = g_ascii_isdigit (*text) ? digits + 1 : 0;
          g_assert_cmpuint (digits, <, 11);
        }
    }
}

/* What a screen reader says of it */
static char *
read_name (gpointer widget)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "");
}

static void
test_spoken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *row = NULL;

  show (fixture, NULL);
  gtk_test_accessible_assert_property (sn_column_head_get_button (get_child (fixture, SN_TYPE_COLUMN_HEAD, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Column C, 身份证号");
  row = read_name (get_child (fixture, SN_TYPE_SHEET_GRID_ROW, FIXTURE_HEADING_ROW));
  g_assert_nonnull (strstr (row, "陆桂芳"));
  g_assert_nonnull (strstr (row, "310118********"));
  g_assert_null (strstr (row, "31011819"));
}

/* ── What is changed ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_change_field (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options;
  const SnRosterRow *row;

  present (fixture);
  show (fixture, NULL);
  choose (fixture, 8, SN_ROSTER_FIELD_NONE);
  follow (fixture, 1);
  g_assert_cmpint (get_field (fixture, 8), ==, SN_ROSTER_FIELD_NONE);
  g_assert_nonnull (strstr (get_doubts (fixture), "因病支出型贫困家庭"));
  choose (fixture, 7, SN_ROSTER_FIELD_AMOUNT);
  follow (fixture, 2);
  g_assert_cmpint (get_field (fixture, 7), ==, SN_ROSTER_FIELD_AMOUNT);
  g_assert_cmpint (get_field (fixture, 2), ==, SN_ROSTER_FIELD_DOCUMENT);
  g_assert_cmpstr (get_doubts (fixture), ==, "");
  /* What the headings say is nobody's word. */
  g_assert_cmpstr (fixture->choices.mapping, ==, ",,,,,,,amount,ignore,,,,");

  options = make_options (fixture);
  sn_roster_import_read (fixture->path, &options, &import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import.rows->len, ==, 2 * FIXTURE_PEOPLE);
  row = g_ptr_array_index (import.rows, 0);
  g_assert_cmpint (row->amount_fen, ==, 70000);
  g_assert_false (row->rejected);
}

static void
test_claimed_twice (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  show (fixture, NULL);
  choose (fixture, 12, SN_ROSTER_FIELD_NAME);
  /* Said at once, and after the file was read again. */
  for (guint round = 0; round < 2; round++)
    {
      g_assert_nonnull (strstr (get_doubts (fixture), "B, M"));
      g_assert_true (has_class (fixture, 1, "sn-doubtful"));
      g_assert_true (has_class (fixture, 12, "sn-doubtful"));
      g_assert_false (has_class (fixture, 2, "sn-doubtful"));
      if (round == 0)
        follow (fixture, 1);
    }
  choose (fixture, 1, SN_ROSTER_FIELD_NONE);
  g_assert_cmpstr (get_doubts (fixture), ==, "");
  /* One sentence for two amounts. */
  choose (fixture, 7, SN_ROSTER_FIELD_AMOUNT);
  choose (fixture, 8, SN_ROSTER_FIELD_NONE);
  choose (fixture, 8, SN_ROSTER_FIELD_AMOUNT);
  follow (fixture, 5);
  g_assert_nonnull (strstr (get_doubts (fixture), "H, I"));
  g_assert_null (strchr (get_doubts (fixture), '\n'));
  choose (fixture, 7, SN_ROSTER_FIELD_NONE);
  follow (fixture, 6);
  g_assert_cmpstr (get_doubts (fixture), ==, "");
  choose (fixture, 12, SN_ROSTER_FIELD_NOTE);
  g_assert_cmpstr (get_doubts (fixture), !=, "");
  g_assert_cmpuint (fixture->n_changed, ==, 7);
}

static void
test_heading (Fixture *fixture, gconstpointer data)
{
  GtkSpinButton *spin;

  present (fixture);
  show (fixture, NULL);
  spin = get_part (fixture, "heading_row");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, FIXTURE_HEADING_ROW);
  gtk_spin_button_set_value (spin, FIXTURE_HEADING_ROW - 1);
  follow (fixture, 1);
  g_assert_cmpuint (fixture->choices.heading_row, ==, FIXTURE_HEADING_ROW - 1);
  g_assert_true (gtk_widget_activate_action (get_child (fixture, SN_TYPE_SHEET_GRID_ROW, 0), "sheet.heading", "u", FIXTURE_HEADING_ROW));
  follow (fixture, 2);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, FIXTURE_HEADING_ROW);
  /* No heading at all: the sentence says what to do, and what was chosen is still there. */
  gtk_spin_button_set_value (spin, 1);
  follow (fixture, 3);
  g_assert_cmpstr (get_doubts (fixture), !=, "");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 1);
  g_assert_true (gtk_widget_activate_action (get_child (fixture, SN_TYPE_SHEET_GRID_ROW, 0), "sheet.heading", "u", 0));
  follow (fixture, 4);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, FIXTURE_HEADING_ROW);
  g_assert_cmpstr (get_doubts (fixture), ==, "");
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *sheets, *hidden;
  g_autoptr (GtkStringObject) last = NULL;

  present (fixture);
  show (fixture, NULL);
  sheets = get_part (fixture, "sheet_choice");
  hidden = get_part (fixture, "hidden_choice");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (hidden)));
  last = g_list_model_get_item (gtk_drop_down_get_model (sheets), 3);
  g_assert_cmpstr (gtk_string_object_get_string (last), ==, "旧名单 (hidden)");
  choose (fixture, 12, SN_ROSTER_FIELD_NONE);
  follow (fixture, 1);
  gtk_drop_down_set_selected (sheets, 3);
  follow (fixture, 2);
  g_assert_cmpstr (fixture->choices.sheet, ==, "旧名单");
  /* What was chosen for another sheet does not hold for this one. */
  g_assert_null (fixture->choices.mapping);
  g_assert_cmpint (get_field (fixture, 12), ==, SN_ROSTER_FIELD_NOTE);
  gtk_drop_down_set_selected (sheets, 0);
  follow (fixture, 3);
  g_assert_null (fixture->choices.sheet);
  gtk_drop_down_set_selected (hidden, SN_HIDDEN_NONE);
  follow (fixture, 4);
  g_assert_cmpint (fixture->choices.hidden, ==, SN_HIDDEN_NONE);
}

static void
test_rates (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *rates;
  SnProgram *program = fixture->program;

  present (fixture);
  show (fixture, NULL);
  rates = get_part (fixture, "rate_choice");
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "rate_box")));
  gtk_drop_down_set_selected (rates, 3);
  follow (fixture, 1);
  g_assert_cmpint (fixture->choices.rate_way, ==, SN_IMPORT_RATE_ONE);
  g_assert_cmpstr (fixture->choices.rate_label, ==, "因病支出型贫困家庭");
  g_assert_cmpuint (gtk_drop_down_get_selected (rates), ==, 3);
  choose (fixture, 8, SN_ROSTER_FIELD_NONE);
  g_assert_cmpstr (get_doubts (fixture), !=, "");
  /* A fixed rate says the amount itself. */
  gtk_drop_down_set_selected (rates, 2);
  g_assert_cmpstr (get_doubts (fixture), ==, "");
  gtk_drop_down_set_selected (rates, SN_IMPORT_RATE_BY_RULE);
  follow (fixture, 4);
  g_assert_cmpint (fixture->choices.rate_way, ==, SN_IMPORT_RATE_BY_RULE);
  g_assert_null (fixture->choices.rate_label);
  fixture->program = NULL;
  show (fixture, NULL);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "rate_box")));
  fixture->program = program;
}

static char *
read_layout (Fixture *fixture)
{
  g_auto (SnSheetPreview) preview = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options = { .sheet = NULL };

  sn_sheet_preview_read (fixture->path, &options, &preview, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&preview.layout);
}

static gboolean
remember (SnTransaction *transaction, gpointer layout, GCancellable *cancellable, GError **error)
{
  return sn_sheet_layout_remember (transaction, layout, "seq,name,id,sex,category,address,ignore,amount,ignore,bank,account,phone,remark", NULL,
                                   error);
}

static gpointer
load_layouts (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_sheet_layouts_load (connection, error);
}

static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  SnWorkspace *workspace = sn_test_new_workspace (fixture->folder);
  g_autofree char *layout = read_layout (fixture);
  g_autoptr (SnSheetLayouts) layouts = NULL;
  g_autoptr (GError) error = NULL;

  sn_workspace_write (workspace, remember, layout, NULL, &error);
  g_assert_no_error (error);
  layouts = sn_workspace_read (workspace, load_layouts, NULL, NULL, &error);
  g_assert_no_error (error);
  present (fixture);
  show (fixture, layouts);
  g_assert_cmpint (get_field (fixture, 7), ==, SN_ROSTER_FIELD_AMOUNT);
  g_assert_nonnull (strstr (gtk_label_get_label (get_part (fixture, "facts")), "earlier sheet"));
  sn_import_columns_take (fixture->page, &fixture->choices);
  g_assert_null (fixture->choices.mapping);
  /* With one more column set by hand, the reading looks at nothing remembered: it must be told all of it. */
  choose (fixture, 2, SN_ROSTER_FIELD_NONE);
  sn_import_columns_take (fixture->page, &fixture->choices);
  g_assert_cmpstr (fixture->choices.mapping, ==, "seq,name,ignore,sex,category,address,ignore,amount,ignore,bank,account,phone,remark");
  g_object_unref (workspace);
}

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  present (fixture);
  show (fixture, NULL);
  button = GTK_WIDGET (sn_column_head_get_button (get_child (fixture, SN_TYPE_COLUMN_HEAD, 11)));
  gtk_widget_grab_focus (button);
  choose (fixture, 11, SN_ROSTER_FIELD_NONE);
  follow (fixture, 1);
  /* The next column is one key away. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == button);
  choose (fixture, 11, SN_ROSTER_FIELD_BANK);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->page));
  button = GTK_WIDGET (sn_column_head_get_button (get_child (fixture, SN_TYPE_COLUMN_HEAD, 9)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == button);
}

/* Whoever closes a list or a menu without choosing goes on where he was. */
static void
test_focus_after_closing (Fixture *fixture, gconstpointer data)
{
  GtkToggleButton *button;
  GtkWidget *row;

  present (fixture);
  show (fixture, NULL);
  button = sn_column_head_get_button (get_child (fixture, SN_TYPE_COLUMN_HEAD, 5));
  gtk_toggle_button_set_active (button, TRUE);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) != GTK_WIDGET (button));
  gtk_popover_popdown (get_child (fixture, SN_TYPE_FIELD_LIST, 0));
  g_assert_false (gtk_toggle_button_get_active (button));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == GTK_WIDGET (button));

  row = get_child (fixture, SN_TYPE_SHEET_GRID_ROW, 4);
  gtk_widget_grab_focus (row);
  g_assert_true (gtk_widget_activate_action (row, "sheet.menu", NULL));
  g_assert_true (gtk_widget_get_mapped (get_child (fixture, GTK_TYPE_POPOVER_MENU, 0)));
  gtk_widget_grab_focus (get_child (fixture, GTK_TYPE_POPOVER_MENU, 0));
  gtk_popover_popdown (get_child (fixture, GTK_TYPE_POPOVER_MENU, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (sn_ui_get_resource ());
  sn_test_set_clock ();
#define ADD(name, func) g_test_add ("/import-columns/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("as-it-is", test_as_it_is);
  ADD ("masked", test_masked);
  ADD ("spoken", test_spoken);
  ADD ("change-field", test_change_field);
  ADD ("claimed-twice", test_claimed_twice);
  ADD ("heading", test_heading);
  ADD ("sheet", test_sheet);
  ADD ("rates", test_rates);
  ADD ("remembered", test_remembered);
  ADD ("focus", test_focus);
  ADD ("focus-after-closing", test_focus_after_closing);
  return g_test_run ();
}
