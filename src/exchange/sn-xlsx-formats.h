/* sn-xlsx-formats.h: which cells are dates, what day a serial number is, and what is a number at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-zip-package.h"

G_BEGIN_DECLS

typedef enum
{
  SN_FORMAT_NUMBER,
  SN_FORMAT_DATE,     /* a day, a time, or both */
  SN_FORMAT_DURATION, /* [h]:mm */
} SnXlsxFormatKind;

typedef struct _SnXlsxFormats SnXlsxFormats;

/* @part (nullable): a workbook may have no styles */
SnXlsxFormats   *sn_xlsx_formats_read     (SnZipPackage   *package,
                                           const char     *part,
                                           GCancellable   *cancellable,
                                           GError        **error);
/* The same by hand, for workbooks whose formats are not a part of XML: styles count from 0, in the order they are added. */
SnXlsxFormats   *sn_xlsx_formats_new      (void);
void             sn_xlsx_formats_define   (SnXlsxFormats  *formats,
                                           guint           id,
                                           const char     *code);
/* Before the styles that use it; fonts count from 0 as well. */
void             sn_xlsx_formats_add_font (SnXlsxFormats  *formats,
                                           gboolean        is_struck);
void             sn_xlsx_formats_add_style (SnXlsxFormats *formats,
                                           guint           format_id,
                                           guint           font);
void             sn_xlsx_formats_free     (SnXlsxFormats  *formats);
/* @style: the number in a cell's s attribute */
SnXlsxFormatKind sn_xlsx_formats_get_kind (SnXlsxFormats  *formats,
                                           guint           style);
/* Whether the style's font has a line through it. */
gboolean         sn_xlsx_formats_is_struck (SnXlsxFormats *formats,
                                           guint           style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnXlsxFormats, sn_xlsx_formats_free)

/* What a number format's code makes of a number. */
SnXlsxFormatKind sn_xlsx_format_code_kind (const char *code);
#define SN_XLSX_TIME_BYTES 32
/**
 * sn_xlsx_serial_to_text:
 * @number: as the file has it
 * @buffer: of %SN_XLSX_TIME_BYTES: yyyy-mm-dd, yyyy-mm-ddThh:mm:ss, or [-]hh:mm:ss
 *
 * Returns: %FALSE for what is no time: a day before the first, beyond the year 9999, and 29 February 1900 (serial 60)
 */
gboolean         sn_xlsx_serial_to_text   (const char       *number,
                                           SnXlsxFormatKind  kind,
                                           gboolean          date1904,
                                           char             *buffer);
/* The same for "2021-01-01T10:10:10.5Z", "2021-01-01 10:10" and "10:10:10"; a midnight is a day. */
gboolean         sn_xlsx_iso_to_text      (const char       *text,
                                           char             *buffer);
/* The same for "PT08H30M00S", "-PT6H" and "P1DT12H": [-]hh:mm:ss. */
gboolean         sn_xlsx_duration_to_text (const char       *text,
                                           char             *buffer);
/* By its letters: nan, inf and hexadecimal are numbers to strtod, but not to a spreadsheet. */
gboolean         sn_xlsx_is_number        (const char       *text);

G_END_DECLS
