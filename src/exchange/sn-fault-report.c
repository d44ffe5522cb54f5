/* sn-fault-report.c: the faults of an import as a workbook, to hand back to whoever made the roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-fault-report-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "sn-error.h"
#include "sn-fault.h"

#define TITLE_ROW 0
#define HEADING_ROW 1

static const struct
{
  const char *heading;
  double      width;
} COLUMNS[] = {
  { N_("Sheet"), 14 },  { N_("Row"), 8 },    { N_("Column"), 8 },   { N_("Level"), 10 },
  { N_("Code"), 20 },   { N_("Value"), 26 }, { N_("What is wrong, and what to do"), 80 },
};

typedef struct
{
  lxw_workbook  *workbook;
  lxw_worksheet *sheet;
  lxw_format    *title;
  lxw_format    *heading;
  lxw_format    *text;    /* "@": a value such as =1+1 or 007 stays what it was */
  lxw_format    *wrapped;
  lxw_format    *levels[SN_FAULT_ERROR + 1];
} Report;

static const char *
get_level_name (SnFaultLevel level)
{
  switch (level)
    {
    case SN_FAULT_ERROR:
      return _("Left out");
    case SN_FAULT_WARNING:
      return _("To be checked");
    case SN_FAULT_FIXED:
    default:
      return _("Set right");
    }
}

static lxw_format *
add_format (Report *report)
{
  lxw_format *format = workbook_add_format (report->workbook);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  format_set_border (format, LXW_BORDER_THIN);
  return format;
}

static void
make_formats (Report *report)
{
  static const lxw_color_t COLOURS[] = {
    [SN_FAULT_FIXED] = 0x3D6B35, [SN_FAULT_WARNING] = 0x8A5A00, [SN_FAULT_ERROR] = 0xA51D2D,
  };

  report->title = workbook_add_format (report->workbook);
  format_set_bold (report->title);
  format_set_font_size (report->title, 14);
  report->heading = add_format (report);
  format_set_bold (report->heading);
  format_set_bg_color (report->heading, 0xE6E6E6);
  report->text = add_format (report);
  format_set_num_format (report->text, "@");
  report->wrapped = add_format (report);
  format_set_text_wrap (report->wrapped);
  for (guint i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    {
      report->levels[i] = add_format (report);
      format_set_font_color (report->levels[i], COLOURS[i]);
    }
}

static void
write_heading (Report     *report,
               const char *file_name,
               guint       n_faults)
{
  g_autofree char *title = g_strdup_printf (_("Import report: %s"), file_name);

  worksheet_write_string (report->sheet, TITLE_ROW, 0, title, report->title);
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    {
      worksheet_set_column (report->sheet, (lxw_col_t) i, (lxw_col_t) i, COLUMNS[i].width, NULL);
      worksheet_write_string (report->sheet, HEADING_ROW, (lxw_col_t) i, _(COLUMNS[i].heading), report->heading);
    }
  worksheet_autofilter (report->sheet, HEADING_ROW, 0, HEADING_ROW + MAX (n_faults, 1), G_N_ELEMENTS (COLUMNS) - 1);
  worksheet_freeze_panes (report->sheet, HEADING_ROW + 1, 0);
  worksheet_repeat_rows (report->sheet, HEADING_ROW, HEADING_ROW);
  worksheet_set_landscape (report->sheet);
  worksheet_set_paper (report->sheet, 9); /* A4 */
  worksheet_fit_to_pages (report->sheet, 1, 0);
  worksheet_ignore_errors (report->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:G1048576");
}

static void
write_fault (Report        *report,
             lxw_row_t      row,
             const SnFault *fault)
{
  worksheet_write_string (report->sheet, row, 0, fault->sheet, report->text);
  if (fault->row > 0)
    worksheet_write_number (report->sheet, row, 1, fault->row, report->text);
  else
    worksheet_write_blank (report->sheet, row, 1, report->text);
  worksheet_write_string (report->sheet, row, 2, fault->column, report->text);
  worksheet_write_string (report->sheet, row, 3, get_level_name (fault->level), report->levels[fault->level]);
  worksheet_write_string (report->sheet, row, 4, fault->code, report->text);
  worksheet_write_string (report->sheet, row, 5, fault->value, report->text);
  worksheet_write_string (report->sheet, row, 6, fault->message, report->wrapped);
}

/* One sheet holds 1,048,576 rows; more faults than that are nobody's reading. */
static void
write_faults (Report    *report,
              GPtrArray *faults)
{
  guint n_rows = MIN (faults->len, LXW_ROW_MAX - HEADING_ROW - 1);

  for (guint i = 0; i < n_rows; i++)
    write_fault (report, HEADING_ROW + 1 + i, g_ptr_array_index (faults, i));
}

void
sn_fault_report_add_sheet (lxw_workbook *workbook,
                           const char   *sheet_name,
                           const char   *file_name,
                           GPtrArray    *faults)
{
  Report report = { .workbook = workbook, .sheet = workbook_add_worksheet (workbook, sheet_name) };

  make_formats (&report);
  write_heading (&report, file_name, faults->len);
  write_faults (&report, faults);
}

gboolean
sn_workbook_close_into (lxw_workbook   *take_workbook,
                        SnPrivateFile  *file,
                        char          **sha256,
                        GError        **error)
{
  lxw_error result;

  errno = 0;
  result = workbook_close (take_workbook);
  if (result == LXW_NO_ERROR)
    return sn_private_file_place (file, sha256, NULL, error);
  if (errno != 0)
    g_propagate_error (error, sn_private_file_error (file, errno));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_FAILED, _("“%s” could not be written: %s"), sn_private_file_get_display (file),
                 lxw_strerror (result));
  return FALSE;
}

gboolean
sn_fault_report_write (const char  *path,
                       const char  *file_name,
                       GPtrArray   *faults,
                       GError     **error)
{
  g_autoptr (SnPrivateFile) file = sn_private_file_new (path, error);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *workbook;

  if (file == NULL)
    return FALSE;
  workbook = workbook_new_opt (sn_private_file_get_temporary (file), &options);
  sn_fault_report_add_sheet (workbook, NULL, file_name, faults);
  return sn_workbook_close_into (workbook, file, NULL, error);
}
