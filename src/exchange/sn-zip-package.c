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
/* Honest parts shrink to a three-hundredth at most, and those are small; a bomb shrinks to a thousandth. */
#define SUSPICIOUS_BYTES (G_GUINT64_CONSTANT (128) << 20)
#define MOST_SHRUNK 300

struct _SnZipPackage
{
  zip_t      *archive;
  GHashTable *entries; /* normalised name → index + 1 */
};

char *
sn_zip_package_resolve (const char *part, const char *target)
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

static char *
normalise_name (const char *name)
{
  g_autofree char *plain = sn_zip_package_resolve ("", name);

  return g_utf8_validate (plain, -1, NULL) ? g_utf8_casefold (plain, -1) : g_ascii_strdown (plain, -1);
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
      sn_set_damaged (error);
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

/* The number of the entry + 1; 0 where there is none. */
static gsize
find_entry (SnZipPackage *package, const char *part)
{
  g_autofree char *key = normalise_name (part);
  gsize entry = GPOINTER_TO_SIZE (g_hash_table_lookup (package->entries, key));
  g_autofree char *unescaped = entry == 0 && strchr (key, '%') != NULL ? g_uri_unescape_string (key, NULL) : NULL;

  return unescaped != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (package->entries, unescaped)) : entry;
}

gboolean
sn_zip_package_has (SnZipPackage *package, const char *part)
{
  return find_entry (package, part) > 0;
}

/* ── Parts ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  zip_file_t *file;
  guint64     packed_bytes;
  guint64     bytes;
} PartSource;

static gssize
read_part (gpointer data, void *buffer, gsize length_bytes, GError **error)
{
  PartSource *source = data;
  zip_int64_t n_bytes = zip_fread (source->file, buffer, length_bytes);

  /* The end of a part whose checksum does not fit is an error here, too. */
  if (n_bytes < 0)
    {
      sn_set_damaged (error);
      return -1;
    }
  source->bytes += (guint64) n_bytes;
  if (source->bytes > LARGEST_PART_BYTES ||
      (source->bytes > SUSPICIOUS_BYTES && source->bytes / MOST_SHRUNK > source->packed_bytes))
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("The file unpacks to far more than a spreadsheet holds; it is not read."));
      return -1;
    }
  return (gssize) n_bytes;
}

static zip_file_t *
open_part (SnZipPackage *package, const char *part, guint64 *packed_bytes, GError **error)
{
  gsize entry = find_entry (package, part);
  zip_file_t *file = entry > 0 ? zip_fopen_index (package->archive, entry - 1, 0) : NULL;
  zip_stat_t stat;

  if (file != NULL)
    {
      if (zip_stat_index (package->archive, entry - 1, 0, &stat) == 0 && (stat.valid & ZIP_STAT_COMP_SIZE))
        *packed_bytes = stat.comp_size;
      return file;
    }
  if (entry > 0 && zip_error_code_zip (zip_get_error (package->archive)) == ZIP_ER_NOPASSWD)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _ ("The workbook is protected by a password. Open it in WPS or Excel, remove the password and save it."));
  else
    sn_set_damaged (error);
  return NULL;
}

gboolean
sn_zip_package_read_xml (SnZipPackage *package, const char *part, const SnXmlHandlers *handlers, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  PartSource source = { NULL };
  gboolean done;

  source.file = open_part (package, part, &source.packed_bytes, error);
  if (source.file == NULL)
    return FALSE;
  done = sn_xml_read (read_part, &source, handlers, data, cancellable, error);
  zip_fclose (source.file);
  return done;
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
  relationship->target = g_strcmp0 (mode, "External") == 0 ? g_strdup ("") : sn_zip_package_resolve (job->part, target);
  g_ptr_array_add (job->relationships, relationship);
}

GPtrArray *
sn_zip_package_read_relationships (SnZipPackage *package, const char *part, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { .root = "Relationships", .start = start_relationship };
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
