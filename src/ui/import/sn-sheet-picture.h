/* sn-sheet-picture.h: the top of a sheet, copied for the screen: what its cells show, masked, and how wide its columns are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-preview.h"

G_BEGIN_DECLS

typedef enum
{
  SN_PICTURE_ABOVE,   /* titles, a reporting unit */
  SN_PICTURE_HEADING,
  SN_PICTURE_BELOW,
} SnPicturePart;

typedef struct
{
  guint          row;      /* as the sheet counts */
  SnPicturePart  part;
  gboolean       hidden;   /* in the file */
  char         **texts;    /* one for each column, on one line; "" where there is nothing */
  gboolean      *numeric;  /* of each column: a number or a day, which a sheet shows at the right */
} SnPictureLine;

typedef struct
{
  guint      n_columns; /* up to the last one that holds something */
  GPtrArray *lines;     /* SnPictureLine */
  guint     *digits;    /* of each column: so many digits wide is its longest text, from the heading down */
} SnSheetPicture;

SnSheetPicture *sn_sheet_picture_new  (const SnSheetPreview *preview);
void            sn_sheet_picture_free (SnSheetPicture       *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnSheetPicture, sn_sheet_picture_free)

G_END_DECLS
