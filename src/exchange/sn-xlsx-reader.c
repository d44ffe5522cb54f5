/* sn-xlsx-reader.c: finding the sheet in the workbook. Its cells are read by sn-xlsx-sheet.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xlsx-reader.h"

#include "sn-error.h"
#include "sn-xlsx-sheet.h"
#include "sn-zip-package.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char    *name;
  char    *relationship_id;
  gboolean hidden;
} SheetEntry;

typedef struct
{
  GPtrArray *sheets; /* SheetEntry */
  gboolean   date1904;
} Workbook;

static void
free_sheet_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->relationship_id);
  g_free (entry);
}

/* What else may come under the name of a spreadsheet. */
static const struct
{
  const char *part;
  const char *message;
} strangers[] = {
  { "word/document.xml", N_ ("This is a text document (.docx). Copy its table into a spreadsheet and save that as .xlsx.") },
  { "ppt/presentation.xml", N_ ("This is a presentation (.pptx), not a spreadsheet.") },
  { "xl/workbook.bin", N_ ("This is a binary workbook (.xlsb). Open it in Excel or WPS and save it as .xlsx.") },
  { "content.xml", N_ ("This is an OpenDocument file. Open it and save it as .xlsx.") },
};

static gboolean
set_stranger (SnZipPackage *package, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      if (!sn_zip_package_has (package, strangers[i].part))
        continue;
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ (strangers[i].message));
      return FALSE;
    }
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("This is an archive, but no spreadsheet. Choose an .xlsx or .csv file."));
  return FALSE;
}

/* ── Which part is the workbook ─────────────────────────────────────────────────────────────────────────────────── */

static void
start_content_type (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  char **part = data;
  const char *type = sn_xml_get_attribute (attributes, "ContentType");
  const char *name = sn_xml_get_attribute (attributes, "PartName");

  if (*part != NULL || type == NULL || name == NULL || strcmp (element, "Override") != 0)
    return;
  /* spreadsheetml.sheet.main+xml, …template.main+xml, sheet.macroEnabled.main+xml */
  if (strstr (type, "main+xml") != NULL && (strstr (type, "spreadsheetml") != NULL || strstr (type, "ms-excel.sheet") != NULL ||
                                            strstr (type, "ms-excel.template") != NULL))
    *part = g_strdup (name);
}

static char *
find_workbook (SnZipPackage *package, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .start = start_content_type };
  g_autoptr (GPtrArray) relationships = NULL;
  g_autofree char *part = NULL;

  if (sn_zip_package_has (package, "[Content_Types].xml") &&
      !sn_zip_package_read_xml (package, "[Content_Types].xml", &handlers, &part, cancellable, error))
    return NULL;
  if (part != NULL && sn_zip_package_has (package, part))
    return g_steal_pointer (&part);
  relationships = sn_zip_package_read_relationships (package, "", cancellable, error);
  if (relationships == NULL)
    return NULL;
  for (guint i = 0; i < relationships->len; i++)
    {
      const SnRelationship *relationship = g_ptr_array_index (relationships, i);

      if (strcmp (relationship->type, "officeDocument") == 0 && g_str_has_suffix (relationship->target, ".xml") &&
          strstr (relationship->target, "word/") == NULL && strstr (relationship->target, "ppt/") == NULL &&
          sn_zip_package_has (package, relationship->target))
        return g_strdup (relationship->target);
    }
  set_stranger (package, error);
  return NULL;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || strcmp (text, "true") == 0 || strcmp (text, "on") == 0);
}

static void
start_workbook_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  Workbook *workbook = data;

  if (strcmp (element, "workbookPr") == 0)
    {
      workbook->date1904 = is_true (sn_xml_get_attribute (attributes, "date1904"));
    }
  else if (strcmp (element, "sheet") == 0)
    {
      const char *name = sn_xml_get_attribute (attributes, "name");
      const char *state = sn_xml_get_attribute (attributes, "state");
      const char *id = sn_xml_get_attribute (attributes, "id");
      SheetEntry *entry;

      if (name == NULL || id == NULL)
        return;
      entry = g_new0 (SheetEntry, 1);
      entry->name = g_strdup (name);
      entry->relationship_id = g_strdup (id);
      entry->hidden = state != NULL && strcmp (state, "visible") != 0;
      g_ptr_array_add (workbook->sheets, entry);
    }
}

static const SnRelationship *
find_relationship (GPtrArray *relationships, const char *id, const char *type)
{
  for (guint i = 0; i < relationships->len; i++)
    {
      const SnRelationship *relationship = g_ptr_array_index (relationships, i);

      if ((id == NULL || strcmp (relationship->id, id) == 0) && strcmp (relationship->type, type) == 0)
        return relationship;
    }
  return NULL;
}

static const char *
get_target (GPtrArray *relationships, const char *type)
{
  const SnRelationship *relationship = find_relationship (relationships, NULL, type);

  return relationship != NULL ? relationship->target : NULL;
}

/* Chooses the sheet; lists the visible ones. Chart sheets are no sheets here. */
static const char *
choose_sheet (const Workbook *workbook, GPtrArray *relationships, const char *sheet, SnSheetInfo *info, GError **error)
{
  const char *chosen = NULL;
  gboolean hidden = FALSE;

  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const SheetEntry *entry = g_ptr_array_index (workbook->sheets, i);
      const SnRelationship *relationship = find_relationship (relationships, entry->relationship_id, "worksheet");

      if (relationship == NULL)
        continue;
      hidden = hidden || (entry->hidden && g_strcmp0 (sheet, entry->name) == 0);
      if (entry->hidden)
        continue;
      g_ptr_array_add (info->sheet_names, g_strdup (entry->name));
      if (chosen != NULL || (sheet != NULL && strcmp (sheet, entry->name) != 0))
        continue;
      chosen = relationship->target;
      info->sheet = g_strdup (entry->name);
    }
  if (chosen != NULL)
    return chosen;
  if (hidden)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The sheet “%s” is hidden. Show it in WPS or Excel and save the file."), sheet);
  else if (sheet != NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The workbook has no sheet “%s”."), sheet);
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The workbook has no visible sheet with cells."));
  return NULL;
}

static gboolean
read_workbook (SnZipPackage *package, const char *part, Workbook *workbook, const char *sheet, SnSheetRowFunc func, gpointer data,
               SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .start = start_workbook_element };
  g_autoptr (GPtrArray) relationships = NULL;
  g_autoptr (SnXlsxStrings) strings = NULL;
  g_autoptr (SnXlsxFormats) formats = NULL;
  const char *sheet_part;

  if (!sn_zip_package_read_xml (package, part, &handlers, workbook, cancellable, error))
    return FALSE;
  relationships = sn_zip_package_read_relationships (package, part, cancellable, error);
  if (relationships == NULL)
    return FALSE;
  sheet_part = choose_sheet (workbook, relationships, sheet, info, error);
  if (sheet_part == NULL)
    return FALSE;
  formats = sn_xlsx_formats_read (package, get_target (relationships, "styles"), cancellable, error);
  if (formats == NULL)
    return FALSE;
  strings = sn_xlsx_strings_read (package, get_target (relationships, "sharedStrings"), cancellable, error);
  if (strings == NULL)
    return FALSE;
  return sn_xlsx_sheet_read (package, sheet_part, strings, formats, workbook->date1904, func, data, info, cancellable, error);
}

gboolean
sn_xlsx_read (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SnZipPackage) package = sn_zip_package_open (path, error);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (free_sheet_entry);
  g_autofree char *part = NULL;
  Workbook workbook = { sheets, FALSE };

  if (package == NULL)
    return FALSE;
  part = find_workbook (package, cancellable, error);
  return part != NULL && read_workbook (package, part, &workbook, sheet, func, data, info, cancellable, error);
}
