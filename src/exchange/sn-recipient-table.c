/* sn-recipient-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-table.h"

#include "sn-csv-writer.h"
#include "sn-officer-rights.h"

#define PIECE_ROWS 512 /* read at a time */

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnRecipientFields
make_set (const SnRecipientTable *table)
{
  SnRecipientFields fields = 0;

  for (guint i = 0; i < table->n_fields; i++)
    fields |= SN_RECIPIENT_FIELD_BIT (table->fields[i]);
  return fields;
}

/* %FALSE: @func wants no more */
static gboolean
give_rows (GPtrArray *recipients, SnRecipientTableFunc func, gpointer data)
{
  for (guint i = 0; i < recipients->len; i++)
    if (g_ptr_array_index (recipients, i) != NULL && !func (g_ptr_array_index (recipients, i), data))
      return FALSE;
  return TRUE;
}

gboolean
sn_recipient_table_each (SnConnection *connection, const SnRecipientTable *table, SnRecipientTableFunc func, gpointer data,
                         GCancellable *cancellable, GError **error)
{
  SnRecipientFields fields = make_set (table);

  for (guint first = 0; first < table->n_ids; first += PIECE_ROWS)
    {
      guint n_rows = MIN (PIECE_ROWS, table->n_ids - first);
      g_autoptr (GPtrArray) recipients = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      recipients = sn_recipient_read_fields (connection, table->ids + first, n_rows, fields, table->full_numbers, error);
      if (recipients == NULL)
        return FALSE;
      if (!give_rows (recipients, func, data))
        return TRUE;
      if (table->progress != NULL)
        table->progress ((double) (first + n_rows) / (double) table->n_ids, table->progress_data);
    }
  return TRUE;
}

/* ── For the clipboard ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnRecipientTable *table;
  GString                *tsv;
  GString                *html;
} Copy;

/* @is_number: of a telephone the sign before the country is no formula */
static void
append_tsv_cell (GString *tsv, guint column, gboolean is_number, const char *text)
{
  g_autofree char *safe = is_number && g_ascii_isdigit (text[*text == '+']) ? g_strdup (text) : sn_csv_neutralise (text);

  if (column > 0)
    g_string_append_c (tsv, '\t');
  for (const char *p = safe; *p != '\0'; p++)
    g_string_append_c (tsv, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_html_text (GString *html, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (html, "&amp;");
        break;
      case '<':
        g_string_append (html, "&lt;");
        break;
      case '>':
        g_string_append (html, "&gt;");
        break;
      case '"':
        g_string_append (html, "&quot;");
        break;
      default:
        g_string_append_c (html, *p);
        break;
      }
}

/* Class "t" says to WPS and Excel that a cell is text, "sdnum" says it to LibreOffice: so documents and accounts stay whole, and what
 * somebody wrote into a note is no formula. */
static void
append_html_cell (GString *html, gboolean is_figure, const char *text)
{
  g_string_append (html, is_figure ? "<td class=\"n\">" : "<td class=\"t\" style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\">");
  append_html_text (html, text);
  g_string_append (html, "</td>");
}

static gboolean
append_row (SnRecipient *recipient, gpointer data)
{
  Copy *copy = data;

  g_string_append (copy->html, "<tr>");
  for (guint i = 0; i < copy->table->n_fields; i++)
    {
      SnRecipientField field = copy->table->fields[i];
      const char *text = sn_recipient_get_text (recipient, field);

      append_tsv_cell (copy->tsv, i, sn_recipient_field_get_kind (field) == SN_RECIPIENT_FIELD_IS_NUMBER, text);
      append_html_cell (copy->html, sn_recipient_field_is_numeric (field), text);
    }
  g_string_append_c (copy->tsv, '\n');
  g_string_append (copy->html, "</tr>\n");
  return TRUE;
}

static void
append_captions (Copy *copy)
{
  g_string_append (copy->html, "<html><head><meta charset=\"utf-8\">"
                               "<style>td, th { white-space: nowrap } .t { mso-number-format: \"\\@\" } .n { text-align: right }</style>"
                               "</head><body><table>\n<tr>");
  for (guint i = 0; i < copy->table->n_fields; i++)
    {
      const char *title = sn_recipient_field_get_title (copy->table->fields[i]);

      append_tsv_cell (copy->tsv, i, FALSE, title);
      g_string_append (copy->html, "<th>");
      append_html_text (copy->html, title);
      g_string_append (copy->html, "</th>");
    }
  g_string_append_c (copy->tsv, '\n');
  g_string_append (copy->html, "</tr>\n");
}

gboolean
sn_recipient_table_copy (SnConnection *connection, const SnRecipientTable *table, char **tsv, char **html, GCancellable *cancellable,
                         GError **error)
{
  Copy copy = { table, g_string_new (NULL), g_string_new (NULL) };
  gboolean copied;

  append_captions (&copy);
  copied = sn_recipient_table_each (connection, table, append_row, &copy, cancellable, error);
  g_string_append (copy.html, "</table></body></html>\n");
  *tsv = g_string_free (copy.tsv, !copied);
  *html = g_string_free (copy.html, !copied);
  return copied;
}

gboolean
sn_recipient_table_note_full (SnTransaction *transaction, guint n_people, GError **error)
{
  g_autofree char *count = g_strdup_printf ("%u", n_people);

  if (!sn_officer_check_reveal (transaction, error))
    return FALSE;
  sn_transaction_describe (transaction, "recipients-export-full", count, NULL);
  return TRUE;
}
