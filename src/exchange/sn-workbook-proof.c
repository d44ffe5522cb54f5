/* sn-workbook-proof.c: reading a written workbook back, before anybody relies on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-workbook-private.h"

#include "sn-error.h"
#include "sn-money.h"
#include "sn-sheet-reader.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const SnWorkbookControl *control;
  guint                    filled_rows;
  gint64                   money_fen;
  gboolean                 unreadable; /* a number that is no amount, or a sum without its result */
} Proof;

void
sn_workbook_control_free (SnWorkbookControl *control)
{
  g_free (control->name);
  g_free (control);
}

static void
add_amount (Proof *proof, const SnCell *cell)
{
  gint64 amount_fen = 0;

  if (cell->type == SN_CELL_FORMULA || cell->type == SN_CELL_ERROR)
    proof->unreadable = TRUE;
  if (cell->type != SN_CELL_NUMBER)
    return;
  if (sn_money_parse (cell->lexical, TRUE, &amount_fen, NULL, NULL))
    proof->money_fen += amount_fen;
  else
    proof->unreadable = TRUE;
}

static gboolean
count_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Proof *proof = data;
  gboolean filled = FALSE;

  for (guint i = 0; i < n_cells; i++)
    {
      filled |= cells[i].type != SN_CELL_EMPTY;
      if (i < 64 && (proof->control->money_columns >> i & 1) != 0)
        add_amount (proof, &cells[i]);
    }
  proof->filled_rows += filled;
  return TRUE;
}

static gboolean
prove_sheet (const char *path, const char *display, const SnWorkbookControl *control, GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetInfo) info = { 0 };
  Proof proof = { .control = control };

  if (!sn_sheet_read (path, control->name, count_row, &proof, &info, cancellable, error))
    return FALSE;
  if (!proof.unreadable && proof.filled_rows == control->filled_rows && proof.money_fen == control->money_fen)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_FAILED,
               _ ("The workbook “%s” was read back and differs from what was written, so it was not kept. Check the disk and "
                  "export again."), display);
  return FALSE;
}

gboolean
sn_workbook_prove (const char *path, const char *display, GPtrArray *controls, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < controls->len; i++)
    if (!prove_sheet (path, display, g_ptr_array_index (controls, i), cancellable, error))
      return FALSE;
  return TRUE;
}
