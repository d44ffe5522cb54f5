/* sn-import-guess.h: what a file is likely to be for, by its name and its title. Proposed, never decided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"
#include "sn-recipient-filter.h"

G_BEGIN_DECLS

typedef enum
{
  SN_GUESS_NOTHING,  /* nothing fits, or several programs fit alike */
  SN_GUESS_PROGRAM,
  SN_GUESS_CATEGORY, /* names a category and says that it is a list of who holds it */
  SN_GUESS_SCORES,
  SN_GUESS_DEATHS,
} SnGuessKind;

typedef struct
{
  SnGuessKind kind;
  guint       index; /* of @programs or of @categories */
} SnImportGuess;

/**
 * sn_import_guess:
 * @programs: SnProgram of the campaign: code, title and department are looked for
 * @categories: (nullable): SnRecipientChoice, as sn_recipient_choice_list() gives those of categories
 * @texts: (array zero-terminated=1): the file's name, the sheet's title, its reporting unit, … ; the more of a program's own words they
 *   hold the better. A program's code that stands alone ("03.1 盈浦街道.xlsx") settles it.
 *
 * Any thread.
 */
SnImportGuess sn_import_guess (const GPtrArray    *programs,
                               const GPtrArray    *categories,
                               const char *const  *texts);

G_END_DECLS
