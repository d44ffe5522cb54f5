/* sn-roster-import.c: a roster file, read into rows that can be admitted and faults that can be shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-error.h"
#include "sn-file-digest.h"
#include "sn-roster-doubles.h"
#include "sn-roster-reader.h"

/* Of the whole: the time of the checksum beside that of reading. */
#define HASH_SHARE 0.05
#define ROWS_BETWEEN_PROGRESS 2048
/* Half of the bar for so many. */
#define ROWS_AT_HALF 20000.0

/* The file on its way in. */
typedef struct
{
  const char                  *path;
  const SnRosterImportOptions *options;
  SnRosterImport              *import;
  SnRosterReader              *model;   /* of the first sheet that was read: the others must be like it */
  guint                        n_rows;  /* of all sheets, for the progress */
  GCancellable                *cancellable;
} Reading;

/* One sheet of it, until the heading is found. */
typedef struct
{
  Reading        *reading;
  SnSheetInfo    *info;
  int             sheet;  /* -1: the first of the file, or the one asked for, until the reader has told its name */
  GPtrArray      *top;    /* SnSheetLine */
  GArray         *hidden; /* gboolean: of each */
  SnRosterReader *reader; /* once it is */
  gboolean        is_settled; /* found, or known to be something else */
  GError         *error;
} SheetReading;

static void
report_progress (const SnRosterImportOptions *options,
                 double                       fraction)
{
  if (options->progress != NULL)
    options->progress (MIN (fraction, 1.0), options->progress_data);
}

static SnRosterSheet *
get_sheet (SnRosterImport *import,
           int             sheet)
{
  return g_ptr_array_index (import->sheets, sheet);
}

/* -1: there is none */
static int
find_sheet (SnRosterImport *import,
            const char     *name)
{
  for (guint i = 0; i < import->sheets->len; i++)
    if (strcmp (get_sheet (import, (int) i)->name, name) == 0)
      return (int) i;
  return -1;
}

static void
add_sheet (SnRosterImport *import,
           const char     *name,
           gboolean        is_hidden)
{
  SnRosterSheet *sheet = g_new0 (SnRosterSheet, 1);

  sheet->name = g_strdup (name);
  sheet->is_hidden = is_hidden;
  sheet->state = SN_ROSTER_SHEET_NOT_CHOSEN;
  g_ptr_array_add (import->sheets, sheet);
  g_ptr_array_add (import->readers, NULL);
}

static void
add_new_sheets (SnRosterImport *import,
                GPtrArray      *names,
                gboolean        are_hidden)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (find_sheet (import, g_ptr_array_index (names, i)) < 0)
      add_sheet (import, g_ptr_array_index (names, i), are_hidden);
}

/* What the reader tells of the file's sheets. Some formats name all of them before the first row, others (.ods) each where it
 * begins, so that the list is complete at the end of the first sheet only. */
static void
learn_sheets (SheetReading *sheet_reading)
{
  SnRosterImport *import = sheet_reading->reading->import;
  const SnSheetInfo *info = sheet_reading->info;

  add_new_sheets (import, info->sheet_names, FALSE);
  add_new_sheets (import, info->hidden_sheet_names, TRUE);
  if (sheet_reading->sheet >= 0)
    return;
  if (import->sheets->len == 0)
    add_sheet (import, "", FALSE);
  sheet_reading->sheet = MAX (find_sheet (import, info->sheet != NULL ? info->sheet : ""), 0);
  get_sheet (import, sheet_reading->sheet)->state = SN_ROSTER_SHEET_NO_HEADING;
}

/* ── One sheet ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* What a sheet that is not read, but looks like one to be read, has to be said of. */
static void
pass_over (SheetReading       *sheet_reading,
           SnRosterSheetState  state)
{
  SnRosterSheet *sheet = get_sheet (sheet_reading->reading->import, sheet_reading->sheet);
  SnCellPlace place = { sheet->name, 0, -1 };

  sheet->state = state;
  sn_roster_fault_add (sheet_reading->reading->import->faults, &place,
                       state == SN_ROSTER_SHEET_HIDDEN ? "hidden_sheet" : "other_sheet", sheet->name);
}

/* With the top of the sheet at hand: finds the heading, then reads what came below it. */
static gboolean
settle_top (SheetReading *sheet_reading)
{
  Reading *reading = sheet_reading->reading;
  const SnRosterImportOptions *options = reading->options;
  const SnRosterSheet *sheet = get_sheet (reading->import, sheet_reading->sheet);
  SnSheetHints hints = { options->map, options->mapping, options->layouts, options->heading_row, options->people_only };
  SnSheetHeader header;

  sheet_reading->is_settled = TRUE;
  if (!sn_sheet_header_find (sheet_reading->top, &hints, &header, &sheet_reading->error))
    return FALSE;
  if (reading->model != NULL && !sn_sheet_header_is_alike (&reading->model->header, &header))
    {
      /* A hidden sheet of another kind is nobody's roster; a visible one may be. */
      if (!sheet->is_hidden)
        pass_over (sheet_reading, SN_ROSTER_SHEET_OTHER_COLUMNS);
      sn_sheet_header_clear (&header);
      return FALSE;
    }
  if (sheet->is_hidden && options->hidden != SN_HIDDEN_ALL && options->sheet == NULL)
    {
      pass_over (sheet_reading, SN_ROSTER_SHEET_HIDDEN);
      sn_sheet_header_clear (&header);
      return FALSE;
    }

  sheet_reading->reader = sn_roster_reader_new (reading->import, (guint) sheet_reading->sheet, &header, options);
  reading->import->readers->pdata[sheet_reading->sheet] = sheet_reading->reader;
  for (guint i = 0; i < sheet_reading->top->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (sheet_reading->top, i);

      sn_roster_reader_take_row (sheet_reading->reader, line->row, line->cells, line->n_cells,
                                 g_array_index (sheet_reading->hidden, gboolean, i));
    }
  g_ptr_array_set_size (sheet_reading->top, 0);
  return TRUE;
}

/* How many rows a file has is known at its end: the bar slows down towards it instead of guessing. */
static void
report_rows (Reading *reading)
{
  double done = reading->n_rows / (reading->n_rows + ROWS_AT_HALF);

  report_progress (reading->options, HASH_SHARE + (1.0 - HASH_SHARE) * done);
}

static gboolean
take_sheet_row (guint         row,
                const SnCell *cells,
                guint         n_cells,
                gboolean      hidden,
                gpointer      data)
{
  SheetReading *sheet_reading = data;

  if (sheet_reading->sheet < 0)
    learn_sheets (sheet_reading);
  if (sheet_reading->reading->n_rows++ % ROWS_BETWEEN_PROGRESS == 0)
    report_rows (sheet_reading->reading);
  if (sheet_reading->reader != NULL)
    {
      sn_roster_reader_take_row (sheet_reading->reader, row, cells, n_cells, hidden);
      return TRUE;
    }
  g_ptr_array_add (sheet_reading->top, sn_sheet_line_new (row, cells, n_cells));
  g_array_append_val (sheet_reading->hidden, hidden);
  return sheet_reading->top->len < SN_SHEET_HEADER_SEARCH_ROWS || settle_top (sheet_reading);
}

/* Reads one sheet, or with @index -1 the first one. @no_heading: the error is only that it has none. */
static gboolean
read_sheet (Reading   *reading,
            int        index,
            gboolean  *no_heading,
            GError   **error)
{
  g_auto (SnSheetInfo) info = { NULL };
  SheetReading sheet_reading = { .reading = reading, .sheet = index, .info = &info };
  const char *name = index >= 0 ? get_sheet (reading->import, index)->name : reading->options->sheet;
  gboolean done;

  sheet_reading.top = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_sheet_line_free);
  sheet_reading.hidden = g_array_new (FALSE, FALSE, sizeof (gboolean));
  if (index >= 0)
    get_sheet (reading->import, index)->state = SN_ROSTER_SHEET_NO_HEADING;
  done = sn_sheet_read (reading->path, name, take_sheet_row, &sheet_reading, &info, reading->cancellable, error);
  /* Once: each time all that are known are gone through for each, and a hostile file has very many. */
  if (done && index < 0)
    learn_sheets (&sheet_reading);
  if (done && !sheet_reading.is_settled)
    settle_top (&sheet_reading);
  if (done && sheet_reading.reader != NULL)
    sn_roster_reader_finish (sheet_reading.reader, info.merges);
  if (done && reading->model == NULL)
    reading->model = sheet_reading.reader;
  *no_heading = sheet_reading.error != NULL;
  if (*no_heading)
    {
      g_propagate_error (error, g_steal_pointer (&sheet_reading.error));
      done = FALSE;
    }
  g_array_unref (sheet_reading.hidden);
  g_ptr_array_unref (sheet_reading.top);
  return done;
}

/* ── Sheets ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The named sheet, be it hidden; or the first visible one that is a roster, past the page that explains how to fill it in, and
 * those like it. */
static gboolean
read_sheets (Reading  *reading,
             GError  **error)
{
  const SnRosterImportOptions *options = reading->options;
  SnRosterImport *import = reading->import;
  g_autoptr (GError) first_error = NULL;
  gboolean no_heading;
  int first;

  if (!read_sheet (reading, -1, &no_heading, &first_error) && !no_heading)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }
  for (first = 0; get_sheet (import, first)->state == SN_ROSTER_SHEET_NOT_CHOSEN;)
    first++;
  for (int i = first + 1; options->sheet == NULL && i < (int) import->sheets->len; i++)
    {
      SnRosterSheet *sheet = get_sheet (import, i);
      g_autoptr (GError) sheet_error = NULL;

      if (sheet->is_hidden && (options->hidden == SN_HIDDEN_NONE || reading->model == NULL))
        {
          sheet->state = SN_ROSTER_SHEET_HIDDEN;
          continue;
        }
      if (read_sheet (reading, i, &no_heading, &sheet_error) || no_heading)
        continue;
      /* What is wrong with a sheet that nobody sees is nobody's trouble, unless it is to be read. */
      if (sheet->is_hidden && options->hidden != SN_HIDDEN_ALL && g_error_matches (sheet_error, SN_ERROR, SN_ERROR_INVALID_INPUT))
        continue;
      g_propagate_error (error, g_steal_pointer (&sheet_error));
      return FALSE;
    }
  if (reading->model != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

static void
finish (Reading *reading)
{
  SnRosterImport *import = reading->import;
  GStrvBuilder *names = g_strv_builder_new ();

  for (guint i = 0; i < import->sheets->len; i++)
    g_strv_builder_add (names, get_sheet (import, (int) i)->name);
  import->sheet_names = g_strv_builder_end (names);
  g_strv_builder_unref (names);
  import->sheet = g_strdup (reading->model->cells.sheet);
  if (reading->options->map != NULL || reading->options->mapping != NULL)
    import->mapping = sn_sheet_header_make_mapping (&reading->model->header);
  sn_roster_doubles_settle (import);
  sn_roster_fault_sort (import->faults, (const char *const *) import->sheet_names);
}

/* ── The file ────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
report_hashed (double   fraction,
               gpointer data)
{
  report_progress (data, HASH_SHARE * fraction);
}

static void
free_sheet (gpointer data)
{
  SnRosterSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->title);
  g_free (sheet->reporting_unit);
  g_free (sheet->layout);
  g_free (sheet->mapping);
  g_free (sheet);
}

gboolean
sn_roster_import_read (const char                   *path,
                       const SnRosterImportOptions  *options,
                       SnRosterImport               *import,
                       GCancellable                 *cancellable,
                       GError                      **error)
{
  Reading reading = { path, options, import, NULL, 0, cancellable };

  g_return_val_if_fail (path != NULL && options != NULL && import != NULL, FALSE);

  memset (import, 0, sizeof *import);
  import->rows = g_ptr_array_new ();
  import->row_blocks = g_ptr_array_new_with_free_func (g_free);
  import->texts = g_string_chunk_new (64 * 1024);
  import->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_sheet_line_free);
  import->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  import->sheets = g_ptr_array_new_with_free_func (free_sheet);
  import->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_reader_free);
  import->file_name = options->shown_name != NULL ? g_strdup (options->shown_name) : g_path_get_basename (path);
  import->file_sha256 = sn_file_digest (path, report_hashed, (gpointer) options, cancellable, error);
  if (import->file_sha256 == NULL || !read_sheets (&reading, error))
    {
      sn_roster_import_clear (import);
      return FALSE;
    }
  finish (&reading);
  report_progress (options, 1.0);
  return TRUE;
}

/* What the registry calls a field, and which column of a roster holds it. */
static const struct
{
  const char   *registry;
  SnRosterField field;
} REGISTRY_FIELDS[] = {
  { "name", SN_ROSTER_FIELD_NAME },           { "document_number", SN_ROSTER_FIELD_DOCUMENT },
  { "phone", SN_ROSTER_FIELD_PHONE },         { "bank_name", SN_ROSTER_FIELD_BANK },
  { "amount", SN_ROSTER_FIELD_AMOUNT },       { "account_number", SN_ROSTER_FIELD_ACCOUNT },
  { "rate", SN_ROSTER_FIELD_RATE },           { "account_holder", SN_ROSTER_FIELD_HOLDER },
  { "died_on", SN_ROSTER_FIELD_DEATH },       { "score", SN_ROSTER_FIELD_SCORE },
  { "ethnic_group", SN_ROSTER_FIELD_ETHNIC_GROUP },
  { "disability_kind", SN_ROSTER_FIELD_DISABILITY_KIND },
  { "disability_level", SN_ROSTER_FIELD_DISABILITY_LEVEL },
  { "disability_certificate", SN_ROSTER_FIELD_DISABILITY_CERTIFICATE },
};

static char *
find_column (guint       sheet,
             const char *field,
             gpointer    data)
{
  const SnRosterImport *import = data;
  const SnRosterReader *reader = g_ptr_array_index (import->readers, sheet);

  for (guint i = 0; i < G_N_ELEMENTS (REGISTRY_FIELDS); i++)
    {
      int column = reader->header.columns[REGISTRY_FIELDS[i].field];
      char name[4];

      if (strcmp (REGISTRY_FIELDS[i].registry, field) == 0)
        return column >= 0 ? g_strdup (sn_column_name ((guint) column, name)) : NULL;
    }
  return NULL;
}

static gboolean
is_returned (const SnRosterImport *import)
{
  for (guint i = 0; i < import->readers->len; i++)
    {
      const SnRosterReader *reader = g_ptr_array_index (import->readers, i);

      if (reader != NULL && sn_roster_reader_count_own (reader) > 0)
        return TRUE;
    }
  return FALSE;
}

void
sn_roster_import_begin_admission (SnRosterImport *import,
                                  SnAdmission    *admission)
{
  const SnRosterSheet *first = NULL;

  for (guint i = 0; first == NULL && i < import->sheets->len; i++)
    if (get_sheet (import, (int) i)->state == SN_ROSTER_SHEET_READ)
      first = get_sheet (import, (int) i);
  admission->sheet = import->sheet;
  admission->sheets = (const char *const *) import->sheet_names;
  admission->file_name = import->file_name;
  admission->file_sha256 = import->file_sha256;
  admission->layout = first != NULL ? first->layout : NULL;
  admission->layout_mapping = import->mapping;
  admission->rows = import->rows;
  admission->faults = import->faults;
  admission->is_returned = is_returned (import);
  admission->find_column = find_column;
  admission->find_column_data = import;
}

void
sn_roster_import_clear (SnRosterImport *import)
{
  g_clear_pointer (&import->readers, g_ptr_array_unref);
  g_clear_pointer (&import->sheet, g_free);
  g_clear_pointer (&import->file_name, g_free);
  g_clear_pointer (&import->file_sha256, g_free);
  g_clear_pointer (&import->sheet_names, g_strfreev);
  g_clear_pointer (&import->mapping, g_free);
  g_clear_pointer (&import->sheets, g_ptr_array_unref);
  g_clear_pointer (&import->rows, g_ptr_array_unref);
  g_clear_pointer (&import->row_blocks, g_ptr_array_unref);
  g_clear_pointer (&import->texts, g_string_chunk_free);
  g_clear_pointer (&import->lines, g_ptr_array_unref);
  g_clear_pointer (&import->faults, g_ptr_array_unref);
  import->n_ignored = 0;
  import->n_edits = 0;
}
