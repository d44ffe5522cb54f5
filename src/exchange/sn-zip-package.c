/* sn-zip-package.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-zip-package.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#define LARGEST_PART_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define DEEPEST_ELEMENT 200
#define READ_BYTES 65536
#define READS_BETWEEN_LOOKS 16 /* at the cancellable: every megabyte */

struct _SnZipPackage
{
  zip_t      *archive;
  GHashTable *entries; /* normalised name → index + 1 */
};

struct _SnXmlReader
{
  XML_Parser           parser;
  const SnXmlHandlers *handlers;
  gpointer             data;
  guint                depth;
  gboolean             stopped;
  GError              *error;
};

static char *
normalise_name (const char *name)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (name), "\\", '/');
  const char *start = slashed;

  while (*start == '/')
    start++;
  return g_utf8_validate (start, -1, NULL) ? g_utf8_casefold (start, -1) : g_ascii_strdown (start, -1);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The file is damaged. Open it in WPS or Excel, save it again as .xlsx, and try that."));
}

SnZipPackage *
sn_zip_package_open (const char *path, GError **error)
{
  g_autoptr (SnZipPackage) package = g_new0 (SnZipPackage, 1);
  int zip_error = 0;
  zip_int64_t n_entries;

  package->archive = zip_open (path, ZIP_RDONLY, &zip_error);
  if (package->archive == NULL)
    {
      set_damaged (error);
      return NULL;
    }
  package->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n_entries = zip_get_num_entries (package->archive, 0);
  for (zip_int64_t i = 0; i < n_entries; i++)
    {
      const char *name = zip_get_name (package->archive, (zip_uint64_t) i, ZIP_FL_ENC_RAW);
      char *key = name != NULL ? normalise_name (name) : NULL;

      if (key == NULL || g_hash_table_contains (package->entries, key))
        g_free (key);
      else
        g_hash_table_insert (package->entries, key, GSIZE_TO_POINTER (i + 1));
    }
  return g_steal_pointer (&package);
}

void
sn_zip_package_close (SnZipPackage *package)
{
  if (package == NULL)
    return;
  if (package->archive != NULL)
    zip_discard (package->archive);
  g_clear_pointer (&package->entries, g_hash_table_unref);
  g_free (package);
}

gboolean
sn_zip_package_has (SnZipPackage *package, const char *part)
{
  g_autofree char *key = normalise_name (part);

  return g_hash_table_contains (package->entries, key);
}

/* ── XML ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

const char *
sn_xml_get_attribute (const char **attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (strcmp (get_local_name (attributes[0]), name) == 0)
      return attributes[1];
  return NULL;
}

void
sn_xml_fail (SnXmlReader *reader, char *take_message)
{
  if (reader->error == NULL)
    reader->error = g_error_new_literal (SN_ERROR, SN_ERROR_INVALID_INPUT, take_message);
  g_free (take_message);
  XML_StopParser (reader->parser, XML_FALSE);
}

void
sn_xml_stop (SnXmlReader *reader)
{
  reader->stopped = TRUE;
  XML_StopParser (reader->parser, XML_FALSE);
}

static void XMLCALL
handle_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  SnXmlReader *reader = data;

  if (++reader->depth > DEEPEST_ELEMENT)
    {
      sn_xml_fail (reader, g_strdup (_ ("The file is nested deeper than any spreadsheet; it is not read.")));
      return;
    }
  reader->handlers->start (reader, get_local_name (name), (const char **) attributes, reader->data);
}

static void XMLCALL
handle_end (void *data, const XML_Char *name)
{
  SnXmlReader *reader = data;

  reader->depth--;
  if (reader->handlers->end != NULL)
    reader->handlers->end (reader, get_local_name (name), reader->data);
}

static void XMLCALL
handle_text (void *data, const XML_Char *text, int length_bytes)
{
  SnXmlReader *reader = data;

  reader->handlers->text (reader, text, length_bytes, reader->data);
}

/* No spreadsheet program writes one; it is how small files become huge ones. */
static void XMLCALL
refuse_doctype (void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int has_internal_subset)
{
  sn_xml_fail (data, g_strdup (_ ("The file holds a document type declaration, which no spreadsheet does; it is not read.")));
}

static gboolean
parse_stream (SnXmlReader *reader, zip_file_t *file, GCancellable *cancellable, GError **error)
{
  guint64 total_bytes = 0;

  for (guint n_reads = 0;; n_reads++)
    {
      void *buffer = XML_GetBuffer (reader->parser, READ_BYTES);
      zip_int64_t n_bytes = buffer != NULL ? zip_fread (file, buffer, READ_BYTES) : -1;
      enum XML_Status status;

      if (n_reads % READS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n_bytes < 0)
        {
          set_damaged (error);
          return FALSE;
        }
      total_bytes += (guint64) n_bytes;
      if (total_bytes > LARGEST_PART_BYTES)
        {
          g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The file unpacks to more than 2 GB; it is not read."));
          return FALSE;
        }
      status = XML_ParseBuffer (reader->parser, (int) n_bytes, n_bytes == 0);
      if (reader->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reader->error));
          return FALSE;
        }
      if (reader->stopped)
        return TRUE;
      if (status != XML_STATUS_OK)
        {
          set_damaged (error);
          return FALSE;
        }
      if (n_bytes == 0)
        return TRUE;
    }
}

gboolean
sn_zip_package_read_xml (SnZipPackage *package, const char *part, const SnXmlHandlers *handlers, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  g_autofree char *key = normalise_name (part);
  gsize index = GPOINTER_TO_SIZE (g_hash_table_lookup (package->entries, key));
  SnXmlReader reader = { NULL, handlers, data };
  zip_file_t *file = index > 0 ? zip_fopen_index (package->archive, index - 1, 0) : NULL;
  gboolean read;

  if (file == NULL)
    {
      set_damaged (error);
      return FALSE;
    }
  reader.parser = XML_ParserCreate (NULL);
  XML_SetUserData (reader.parser, &reader);
  XML_SetElementHandler (reader.parser, handle_start, handle_end);
  if (handlers->text != NULL)
    XML_SetCharacterDataHandler (reader.parser, handle_text);
  XML_SetStartDoctypeDeclHandler (reader.parser, refuse_doctype);
  read = parse_stream (&reader, file, cancellable, error);
  XML_ParserFree (reader.parser);
  g_clear_error (&reader.error);
  zip_fclose (file);
  return read;
}

/* ── Relationships ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
free_relationship (gpointer data)
{
  SnRelationship *relationship = data;

  g_free (relationship->id);
  g_free (relationship->type);
  g_free (relationship->target);
  g_free (relationship);
}

/* "worksheets/../a.xml" seen from "xl/workbook.xml" is "xl/a.xml" */
static char *
resolve_target (const char *part, const char *target)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (target), "\\", '/');
  g_autofree char *folder = strchr (part, '/') != NULL ? g_path_get_dirname (part) : g_strdup ("");
  g_autofree char *path = *slashed == '/' || *folder == '\0' ? g_strdup (slashed) : g_strdup_printf ("%s/%s", folder, slashed);
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **step = steps; *step != NULL; step++)
    {
      if (**step == '\0' || strcmp (*step, ".") == 0)
        continue;
      if (strcmp (*step, "..") != 0)
        g_ptr_array_add (kept, *step);
      else if (kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

typedef struct
{
  const char *part;
  GPtrArray  *relationships;
} RelationshipsJob;

static void
start_relationship (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  RelationshipsJob *job = data;
  const char *id = sn_xml_get_attribute (attributes, "Id");
  const char *type = sn_xml_get_attribute (attributes, "Type");
  const char *target = sn_xml_get_attribute (attributes, "Target");
  const char *mode = sn_xml_get_attribute (attributes, "TargetMode");
  SnRelationship *relationship;

  if (strcmp (element, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
    return;
  relationship = g_new0 (SnRelationship, 1);
  relationship->id = g_strdup (id);
  relationship->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  relationship->target = g_strcmp0 (mode, "External") == 0 ? g_strdup ("") : resolve_target (job->part, target);
  g_ptr_array_add (job->relationships, relationship);
}

GPtrArray *
sn_zip_package_read_relationships (SnZipPackage *package, const char *part, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .start = start_relationship };
  g_autoptr (GPtrArray) relationships = g_ptr_array_new_with_free_func (free_relationship);
  g_autofree char *slashed = g_strdelimit (g_strdup (part), "\\", '/');
  const char *slash = strrchr (slashed, '/');
  g_autofree char *path = slash != NULL ? g_strdup_printf ("%.*s/_rels/%s.rels", (int) (slash - slashed), slashed, slash + 1)
                                        : g_strdup_printf ("_rels/%s.rels", slashed);
  RelationshipsJob job = { slashed, relationships };

  if (sn_zip_package_has (package, path) && !sn_zip_package_read_xml (package, path, &handlers, &job, cancellable, error))
    return NULL;
  return g_steal_pointer (&relationships);
}
