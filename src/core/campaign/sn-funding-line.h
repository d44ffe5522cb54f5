/* sn-funding-line.h: which source bears which program, and up to what ceiling.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* What several sources bear together has no shares until it is paid, so their ceilings count together. A source without a ceiling
 * bears whatever it takes. */
typedef struct
{
  gint64 ceiling_fen;  /* of all sources of the program together; -1: at least one of them has none */
  gint64 planned_fen;  /* listed, submitted and approved lines */
  gint64 approved_fen; /* approved ones, paid or not */
} SnFundingUse;

/* What a program's money is used for by now. Adds up the program's lines. Thread: the connection's. */
gboolean sn_funding_read_use    (SnConnection    *connection,
                                 const SnProgram *program,
                                 SnFundingUse    *use,
                                 GError         **error);
/**
 * sn_funding_check_approval:
 * @more_fen: what is to be approved now
 *
 * Errors: %SN_ERROR_REFUSED where it would go beyond the ceiling: with the ceiling, what is approved, and by how much it is too much
 */
gboolean sn_funding_check_approval (SnConnection    *connection,
                                    const SnProgram *program,
                                    gint64           more_fen,
                                    GError         **error);

/* What an officer says of a source; what is %NULL or %SN_FUNDING_AS_IT_IS stays. */
#define SN_FUNDING_AS_IT_IS (-2)
#define SN_FUNDING_NO_CEILING (-1)
typedef struct
{
  const char *source;        /* its code or name */
  gint64      ceiling_fen;   /* fen, %SN_FUNDING_NO_CEILING, or %SN_FUNDING_AS_IT_IS */
  const char *budget_holder; /* (nullable): who holds the money, where it is not who runs the program */
  const char *note;          /* (nullable) */
} SnFundingTerms;
/**
 * sn_funding_line_set:
 * @terms: of sources that bear the program already
 *
 * One Change, "funding-set" with the program and the ceilings that there are then; none where all is as it was.
 *
 * Errors: %SN_ERROR_NOT_FOUND: no such program, or none of its sources is called so (with those there are);
 *   %SN_ERROR_REFUSED: the ceilings would lie below what is approved already. Thread: the writer's.
 */
gboolean sn_funding_line_set    (SnTransaction        *transaction,
                                 const char           *program_code,
                                 const SnFundingTerms *terms,
                                 guint                 n_terms,
                                 GError              **error);
/**
 * sn_funding_line_add / sn_funding_line_remove:
 * @source: code or name of a source of the workspace
 *
 * Figures by source count each line under all sources of its program, so who bears it is settled before there are lines.
 * One Change, "funding-add" or "funding-remove".
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_REFUSED: it bears the program already, it is the only one, there are lines.
 *   Thread: the writer's.
 */
gboolean sn_funding_line_add    (SnTransaction *transaction,
                                 const char    *program_code,
                                 const char    *source,
                                 GError       **error);
gboolean sn_funding_line_remove (SnTransaction *transaction,
                                 const char    *program_code,
                                 const char    *source,
                                 GError       **error);

typedef struct
{
  char *code;
  char *name;
  char *kind;
} SnFundingSource;
void       sn_funding_source_free (SnFundingSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnFundingSource, sn_funding_source_free)
/* (transfer full): SnFundingSource: all of the workspace */
GPtrArray *sn_funding_source_list (SnConnection    *connection,
                                   GError         **error);

G_END_DECLS
