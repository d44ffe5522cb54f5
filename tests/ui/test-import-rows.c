/* test-import-rows.c: faulty cells of a roster are found, opened and set right by the keyboard, and the counts follow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "../exchange/roster-file-fixture.h"
#include "sn-import-grid.h"
#include "sn-import-rows.h"
#include "sn-test.h"
#include "sn-ui-resources.h"

#include <adwaita.h>

#define LONGEST_WAIT_S 60
#define MANY 30000
#define HEADING "姓名,身份证号,金额,账号,备注\n"
#define BAD_ID "310199197001010061"

typedef struct
{
  Fixture        file;
  SnRosterImport import;
  GtkWidget     *window;
  SnImportRows  *rows;
  SnImportGrid  *grid;
  char          *edits;   /* "sheet/row/column/text", one a line */
  gboolean       is_busy; /* a job works with the import: cells are set later */
} Shown;

/* ── Looking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): the first below @widget that has the type and, where it is asked for, the class */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *css_class)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find (child, type, css_class);
  return found;
}

static GtkEntry *
get_entry (Shown *shown)
{
  return (GtkEntry *) find (GTK_WIDGET (shown->grid), GTK_TYPE_ENTRY, NULL);
}

/* "All 3, Refused 2": what the chips in sight say */
static char *
read_chips (Shown *shown)
{
  GtkWidget *chip = find (GTK_WIDGET (shown->rows), GTK_TYPE_TOGGLE_BUTTON, "sn-chip");
  GString *text = g_string_new (NULL);

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      GtkWidget *word = find (chip, GTK_TYPE_LABEL, NULL), *count = find (chip, GTK_TYPE_LABEL, "sn-count");

      if (gtk_widget_get_visible (chip))
        g_string_append_printf (text, "%s%s %s%s", text->len > 0 ? ", " : "", gtk_label_get_label (GTK_LABEL (word)),
                                gtk_label_get_label (GTK_LABEL (count)), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)) ? "*" : "");
    }
  return g_string_free (text, FALSE);
}

static void
expect_chips (Shown *shown, const char *expected)
{
  g_autofree char *chips = read_chips (shown);

  g_assert_cmpstr (chips, ==, expected);
}

static void
expect_cursor (Shown *shown, guint index, int column)
{
  guint at_index;
  int at_column;

  g_assert_true (sn_import_grid_get_cursor (shown->grid, &at_index, &at_column));
  g_assert_cmpuint (at_index, ==, index);
  g_assert_cmpint (at_column, ==, column);
}

/* ── Waiting and pressing ───────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
give_up (gpointer data)
{
  g_error ("waited %d s for: %s", LONGEST_WAIT_S, (const char *) data);
  return G_SOURCE_REMOVE;
}

#define wait_for(condition) \
  G_STMT_START { \
    guint timer_ = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, (gpointer) #condition); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (timer_); \
  } G_STMT_END

static void
note_end (GPid pid, int status, gpointer data)
{
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_spawn_close_pid (pid);
  *(gboolean *) data = TRUE;
}

/* The keys of a real keyboard, as far as the X server is one. */
static void
press (const char *keys)
{
  g_autofree char *command = g_strdup_printf ("xdotool key --delay 20 %s", keys);
  g_auto (GStrv) arguments = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;
  GPid pid;

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, note_end, &ended);
  wait_for (ended);
}

/* ── A roster in a window ───────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_edited (SnImportRows *rows, guint sheet, guint row, guint column, const char *text, Shown *shown)
{
  g_autofree char *before = g_steal_pointer (&shown->edits);
  g_autoptr (GArray) touched = NULL;
  g_autoptr (GError) error = NULL;

  shown->edits = g_strdup_printf ("%s%u/%u/%u/%s\n", before, sheet, row, column, text);
  if (shown->is_busy)
    return;
  sn_roster_import_set_cell (&shown->import, sheet, row, column, text, &touched, &error);
  g_assert_no_error (error);
  sn_import_rows_update (rows, touched, shown->import.faults);
}

static void
show (Shown *shown, const char *text)
{
  g_autoptr (GError) error = NULL;

  read_csv (&shown->file, text, NULL, &shown->import, &error);
  g_assert_no_error (error);
  shown->rows = g_object_new (SN_TYPE_IMPORT_ROWS, NULL);
  shown->grid = SN_IMPORT_GRID (find (GTK_WIDGET (shown->rows), SN_TYPE_IMPORT_GRID, NULL));
  shown->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (shown->window), 900, 600);
  adw_window_set_content (ADW_WINDOW (shown->window), GTK_WIDGET (shown->rows));
  g_signal_connect (shown->rows, "cell-edited", G_CALLBACK (handle_edited), shown);
  sn_import_rows_show (shown->rows, &shown->import, shown->import.faults, NULL);
  gtk_window_present (GTK_WINDOW (shown->window));
  wait_for (gtk_window_is_active (GTK_WINDOW (shown->window)) && gtk_widget_get_height (GTK_WIDGET (shown->grid)) > 0);
  gtk_widget_grab_focus (GTK_WIDGET (shown->rows));
}

static void
set_up_shown (Shown *shown, gconstpointer data)
{
  set_up (&shown->file, NULL);
  shown->edits = g_strdup ("");
}

static void
tear_down_shown (Shown *shown, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sn_roster_import_clear (&shown->import);
  g_free (shown->edits);
  tear_down (&shown->file, NULL);
}

/* ── Tests ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define FAULTY \
  HEADING "张三," ID_MAN ",很多,,\n李四," BAD_ID ",600,,\n王五," ID_LEAP ",0,,\n赵六,310199196505053210,700,6299982082217987181,\n"

static void
test_repair (Shown *shown, gconstpointer data)
{
  show (shown, FAULTY);
  expect_chips (shown, "All 4, Refused 2*, Doubtful 1, Not compared 1");
  expect_cursor (shown, 0, 2);

  /* The amount is typed anew, and what else was wrong comes next. */
  press ("F2");
  wait_for (get_entry (shown) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (shown))), ==, "很多");
  press ("ctrl+a 1 2 0 0 Return");
  wait_for (*shown->edits != '\0');
  g_assert_cmpstr (shown->edits, ==, "0/2/2/1200\n");
  expect_chips (shown, "All 4, Refused 1*, Doubtful 2, Not compared 1");
  expect_cursor (shown, 1, 1);
  g_assert_null (get_entry (shown));
  g_assert_false (((SnRosterRow *) g_ptr_array_index (shown->import.rows, 0))->rejected);

  /* In full while it is edited, and nowhere else. Escape leaves it as it was; so does Enter without a change. */
  press ("Return");
  wait_for (get_entry (shown) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (shown))), ==, BAD_ID);
  press ("BackSpace Escape");
  wait_for (get_entry (shown) == NULL);
  press ("7");
  wait_for (get_entry (shown) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (shown))), ==, "7");
  press ("Escape F2 Return");
  wait_for (get_entry (shown) == NULL);
  g_assert_cmpstr (shown->edits, ==, "0/2/2/1200\n");
  expect_cursor (shown, 1, 1);

  /* What is still an error keeps the cursor where it is. */
  press ("F2 BackSpace 2 Return");
  wait_for (strstr (shown->edits, "0/3/1/310199197001010062\n") != NULL);
  expect_cursor (shown, 1, 1);
  expect_chips (shown, "All 4, Refused 1*, Doubtful 2, Not compared 1");
  press ("F2 BackSpace X Return");
  wait_for (strstr (shown->edits, "0/3/1/31019919700101006X\n") != NULL);
  expect_chips (shown, "All 4, Refused 0*, Doubtful 3, Not compared 1");
}

static void
test_going (Shown *shown, gconstpointer data)
{
  show (shown, FAULTY);
  press ("F8");
  expect_cursor (shown, 1, 1);
  press ("F8");
  expect_cursor (shown, 0, 2);
  press ("shift+F8");
  expect_cursor (shown, 1, 1);
  /* From anywhere in the window. */
  gtk_widget_grab_focus (find (GTK_WIDGET (shown->rows), GTK_TYPE_TOGGLE_BUTTON, "sn-chip"));
  press ("F8");
  expect_cursor (shown, 0, 2);
  press ("F8 Home");
  expect_cursor (shown, 1, SN_IMPORT_WHOLE_ROW);
  press ("Up ctrl+Right");
  expect_cursor (shown, 0, 4);
  sn_import_rows_reveal (shown->rows, 2);
  expect_chips (shown, "All 4*, Refused 2, Doubtful 1, Not compared 1");
  expect_cursor (shown, 2, 2);
}

/* While a job reads the import nothing is set yet: the officer goes on all the same, and nothing of it is lost. */
static void
test_late (Shown *shown, gconstpointer data)
{
  g_autoptr (GArray) verdicts = sn_roster_verdicts_new ();

  show (shown, FAULTY);
  shown->is_busy = TRUE;
  press ("F2 ctrl+a 9 0 0 Return");
  wait_for (g_str_equal (shown->edits, "0/2/2/900\n"));
  expect_cursor (shown, 1, 1);
  expect_chips (shown, "All 4, Refused 2*, Doubtful 1, Not compared 1");
  press ("Return");
  wait_for (get_entry (shown) != NULL);

  /* The job ends while the next cell is being edited, and what it found is shown. */
  g_array_set_size (verdicts, 4);
  g_array_index (verdicts, SnRosterVerdict, 0).kind = SN_ROSTER_VERDICT_REFUSED;
  g_array_index (verdicts, SnRosterVerdict, 1).kind = SN_ROSTER_VERDICT_REFUSED;
  g_array_index (verdicts, SnRosterVerdict, 2).kind = SN_ROSTER_VERDICT_MATCHED;
  sn_import_rows_show (shown->rows, &shown->import, shown->import.faults, verdicts);
  shown->is_busy = FALSE;
  g_free (shown->edits);
  shown->edits = g_strdup ("");
  g_signal_emit_by_name (shown->rows, "cell-edited", 0, 2, 2, "900");
  expect_chips (shown, "All 4, Refused 1*, Doubtful 1, New 1, Known 1, Same 0");
  expect_cursor (shown, 1, 1);
  g_assert_nonnull (get_entry (shown));
  press ("BackSpace X Return");
  wait_for (strstr (shown->edits, "0/3/1/31019919700101006X\n") != NULL);
  expect_chips (shown, "All 4, Refused 0*, Doubtful 2, New 1, Known 1, Same 0");
}

/* A file that is read once more, with other choices, is found where it was left. */
static void
test_again (Shown *shown, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  show (shown, FAULTY);
  sn_import_rows_reveal (shown->rows, 3);
  press ("Right Right");
  expect_cursor (shown, 3, 1);
  sn_import_rows_show (shown->rows, NULL, NULL, NULL);
  expect_chips (shown, "All 0*, Refused 0, Doubtful 0");
  sn_roster_import_clear (&shown->import);
  read_csv (&shown->file, FAULTY, NULL, &shown->import, &error);
  g_assert_no_error (error);
  sn_import_rows_show (shown->rows, &shown->import, shown->import.faults, NULL);
  expect_chips (shown, "All 4*, Refused 2, Doubtful 1, Not compared 1");
  expect_cursor (shown, 3, 1);
}

static void
take_text (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copying (Shown *shown, gconstpointer data)
{
  g_autofree char *text = NULL;

  show (shown, FAULTY);
  press ("shift+Down ctrl+c");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (shown->rows)), NULL, take_text, &text);
  wait_for (text != NULL);
  g_assert_nonnull (strstr (text, "\t姓名\t身份证号\t金额\t"));
  g_assert_nonnull (strstr (text, "\t张三\t3101"));
  g_assert_nonnull (strstr (text, "\t李四\t3101"));
  g_assert_null (strstr (text, ID_MAN));
  g_assert_null (strstr (text, BAD_ID));
}

/* Rows without a fault beyond the first 10,000 are shown by what was understood of them, and cannot be edited. */
static void
test_many (Shown *shown, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEADING);
  gint64 start;

  for (guint i = 0; i < MANY; i++)
    {
      char number[] = "310199196001010000";
      static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
      int sum = 0;

      g_snprintf (number, sizeof number, "310199%04u%02u%02u%03u0", 1940 + i / 27000 * 10 + i % 10, 1 + i / 10 % 12, 1 + i / 120 % 28, i / 3360 % 1000);
      for (guint k = 0; k < G_N_ELEMENTS (weights); k++)
        sum += (number[k] - '0') * weights[k];
      number[17] = "10X98765432"[sum % 11];
      g_string_append_printf (text, "张敏,%s,600,%s,\n", number, i == MANY - 1 ? "6299982082217987180" : "");
    }
  show (shown, text->str);
  start = g_get_monotonic_time ();
  sn_import_rows_show (shown->rows, &shown->import, shown->import.faults, NULL);
  g_test_message ("%u rows shown in %.1f ms", shown->import.rows->len, (double) (g_get_monotonic_time () - start) / 1000);
  sn_import_rows_reveal (shown->rows, MANY - 1);
  expect_cursor (shown, MANY - 1, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (shown->grid))), >, MANY * 10.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (sn_ui_get_resource ());
#define ADD(path, test) g_test_add (path, Shown, NULL, set_up_shown, test, tear_down_shown)
  ADD ("/import-rows/repair", test_repair);
  ADD ("/import-rows/going", test_going);
  ADD ("/import-rows/late", test_late);
  ADD ("/import-rows/again", test_again);
  ADD ("/import-rows/copying", test_copying);
  ADD ("/import-rows/many", test_many);
  return g_test_run ();
}
