/* sn-xlsx-reader.c: finding the sheet in the workbook. Its cells are read by sn-xlsx-sheet.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xlsx-reader.h"

#include "sn-error.h"
#include "sn-sheet-choice.h"
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

/* What else may come under the name of a spreadsheet: by its main part's type, and by a part that it must have. */
static const struct
{
  const char *type;
  const char *part;
  const char *message;
} strangers[] = {
  { "wordprocessingml", "word/document.xml",
    N_ ("This is a text document (.docx). Copy its table into a spreadsheet and save that as .xlsx.") },
  { "ms-word", NULL, N_ ("This is a text document (.docx). Copy its table into a spreadsheet and save that as .xlsx.") },
  { "presentationml", "ppt/presentation.xml", N_ ("This is a presentation (.pptx), not a spreadsheet.") },
  { "ms-powerpoint", NULL, N_ ("This is a presentation (.pptx), not a spreadsheet.") },
  { "sheet.binary", "xl/workbook.bin", N_ ("This is a binary workbook (.xlsb). Open it in Excel or WPS and save it as .xlsx.") },
  { NULL, "Index/Document.iwa", N_ ("This is a Numbers spreadsheet. Export it as .xlsx.") },
};

/* ── Which part is the workbook ─────────────────────────────────────────────────────────────────────────────────── */

/* Of the content types: what is said of @part, by its name or else by its suffix, and the first that is called a workbook. */
typedef struct
{
  const char *part;
  char       *type;
  char       *default_type;
  char       *workbook;
} ContentTypes;

static void
clear_content_types (ContentTypes *types)
{
  g_free (types->type);
  g_free (types->default_type);
  g_free (types->workbook);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ContentTypes, clear_content_types)

/* spreadsheetml.sheet.main+xml, …template.main+xml, sheet.macroEnabled.main+xml */
static gboolean
is_workbook_type (const char *type)
{
  return strstr (type, "main+xml") != NULL && (strstr (type, "spreadsheetml") != NULL || strstr (type, "ms-excel") != NULL);
}

static gboolean
is_same_part (const char *part, const char *name)
{
  g_autofree char *plain = sn_zip_package_resolve ("", name);

  return part != NULL && g_ascii_strcasecmp (part, plain) == 0;
}

static void
start_content_type (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  ContentTypes *types = data;
  const char *type = sn_xml_get_attribute (attributes, "ContentType");
  const char *name = sn_xml_get_attribute (attributes, "PartName");
  const char *extension = sn_xml_get_attribute (attributes, "Extension");
  const char *dot = types->part != NULL ? strrchr (types->part, '.') : NULL;

  if (type == NULL)
    return;
  if (types->default_type == NULL && strcmp (element, "Default") == 0 && extension != NULL && dot != NULL &&
      g_ascii_strcasecmp (dot + 1, extension) == 0)
    types->default_type = g_strdup (type);
  if (strcmp (element, "Override") != 0 || name == NULL)
    return;
  if (types->type == NULL && is_same_part (types->part, name))
    types->type = g_strdup (type);
  if (types->workbook == NULL && is_workbook_type (type))
    types->workbook = g_strdup (name);
}

/* The message of the stranger that a part of @type makes of the package, or that its parts give away; %NULL: none known. */
static const char *
find_stranger (SnZipPackage *package, const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      if (type != NULL && strangers[i].type != NULL && strstr (type, strangers[i].type) != NULL)
        return strangers[i].message;
      if (type == NULL && strangers[i].part != NULL && sn_zip_package_has (package, strangers[i].part))
        return strangers[i].message;
    }
  return NULL;
}

static const SnRelationship *
find_relationship (GPtrArray *relationships, const char *id, const char *type)
{
  for (guint i = 0; i < relationships->len; i++)
    {
      const SnRelationship *relationship = g_ptr_array_index (relationships, i);

      if ((id == NULL || strcmp (relationship->id, id) == 0) && (type == NULL || strcmp (relationship->type, type) == 0))
        return relationship;
    }
  return NULL;
}

/* The package says where its workbook is; where it does not, the content types or the usual place do. */
static char *
find_workbook (SnZipPackage *package, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .root = "Types", .start = start_content_type };
  g_autoptr (GPtrArray) relationships = sn_zip_package_read_relationships (package, "", cancellable, error);
  g_auto (ContentTypes) types = { NULL };
  const SnRelationship *document;
  const char *stranger = NULL;

  if (relationships == NULL)
    return NULL;
  document = find_relationship (relationships, NULL, "officeDocument");
  if (document != NULL && sn_zip_package_has (package, document->target))
    types.part = document->target;
  if (sn_zip_package_has (package, "[Content_Types].xml") &&
      !sn_zip_package_read_xml (package, "[Content_Types].xml", &handlers, &types, cancellable, error))
    return NULL;
  if (types.part != NULL)
    {
      stranger = find_stranger (package, types.type != NULL ? types.type : types.default_type);
      if (stranger == NULL && g_str_has_suffix (types.part, ".xml"))
        return g_strdup (types.part);
    }
  if (stranger == NULL && types.workbook != NULL && sn_zip_package_has (package, types.workbook))
    return g_steal_pointer (&types.workbook);
  if (stranger == NULL && sn_zip_package_has (package, "xl/workbook.xml"))
    return g_strdup ("xl/workbook.xml");
  stranger = stranger != NULL ? stranger : find_stranger (package, NULL);
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       stranger != NULL ? _ (stranger)
                                        : _ ("This is an archive, but no spreadsheet. Choose an .xlsx or .csv file."));
  return NULL;
}

/* ── Which part is the sheet ────────────────────────────────────────────────────────────────────────────────────── */

static void
start_workbook_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  Workbook *workbook = data;

  if (strcmp (element, "workbookPr") == 0)
    {
      /* Newer programs add another one of their own, which says nothing of dates. */
      workbook->date1904 = workbook->date1904 || sn_xml_is_true (sn_xml_get_attribute (attributes, "date1904"));
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

/* (transfer full): where no relationship leads to such a part, it may still lie beside the workbook. */
static char *
get_target (GPtrArray *relationships, const char *type, const char *workbook_part)
{
  const SnRelationship *relationship = find_relationship (relationships, NULL, type);
  g_autofree char *file_name = g_strconcat (type, ".xml", NULL);

  return relationship != NULL ? g_strdup (relationship->target) : sn_zip_package_resolve (workbook_part, file_name);
}

/* The part of the sheet that is to be read. Chart sheets are no sheets here. */
static const char *
choose_sheet (const Workbook *workbook, GPtrArray *relationships, const char *sheet, SnSheetInfo *info, GError **error)
{
  const char *chosen = NULL;

  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const SheetEntry *entry = g_ptr_array_index (workbook->sheets, i);
      const SnRelationship *relationship = find_relationship (relationships, entry->relationship_id, NULL);

      if (relationship == NULL && !entry->hidden && *entry->relationship_id != '\0')
        {
          /* To go on to the next one would be to read the wrong sheet. */
          sn_set_damaged (error);
          return NULL;
        }
      if (relationship == NULL || strcmp (relationship->type, "worksheet") != 0)
        continue;
      if (sn_sheet_choice_offer (info, sheet, entry->name, entry->hidden))
        chosen = relationship->target;
    }
  return sn_sheet_choice_finish (info, sheet, error) ? chosen : NULL;
}

static gboolean
read_workbook (SnZipPackage *package, const char *part, Workbook *workbook, const char *sheet, SnSheetRowFunc func, gpointer data,
               SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .root = "workbook", .start = start_workbook_element };
  g_autoptr (GPtrArray) relationships = NULL;
  g_autoptr (SnXlsxStrings) strings = NULL;
  g_autoptr (SnXlsxFormats) formats = NULL;
  g_autofree char *formats_part = NULL;
  g_autofree char *strings_part = NULL;
  const char *sheet_part;

  if (!sn_zip_package_read_xml (package, part, &handlers, workbook, cancellable, error))
    return FALSE;
  relationships = sn_zip_package_read_relationships (package, part, cancellable, error);
  if (relationships == NULL)
    return FALSE;
  sheet_part = choose_sheet (workbook, relationships, sheet, info, error);
  if (sheet_part == NULL)
    return FALSE;
  formats_part = get_target (relationships, "styles", part);
  formats = sn_xlsx_formats_read (package, formats_part, cancellable, error);
  if (formats == NULL)
    return FALSE;
  strings_part = get_target (relationships, "sharedStrings", part);
  strings = sn_xlsx_strings_read (package, strings_part, cancellable, error);
  if (strings == NULL)
    return FALSE;
  return sn_xlsx_sheet_read (package, sheet_part, strings, formats, workbook->date1904, func, data, info, cancellable, error);
}

gboolean
sn_xlsx_read (SnZipPackage *package, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (free_sheet_entry);
  g_autofree char *part = NULL;
  Workbook workbook = { sheets, FALSE };

  part = find_workbook (package, cancellable, error);
  return part != NULL && read_workbook (package, part, &workbook, sheet, func, data, info, cancellable, error);
}
