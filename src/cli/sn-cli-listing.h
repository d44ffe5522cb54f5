/* sn-cli-listing.h: chosen people and one program: why somebody does not fit, and listing many.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-cli.h"

G_BEGIN_DECLS

/* What was said on the command line; all is borrowed. */
typedef struct
{
  const char  *program_code;
  char       **persons;      /* (nullable): row ids */
  const char  *persons_file; /* (nullable): more of them, one a line; "-": standard input */
  const char  *rate_label;   /* (nullable) */
  const char  *amount;       /* (nullable): yuan */
  const char  *reason;       /* (nullable): also who does not fit */
  gboolean     is_dry_run;
} SnCliChosen;

SnCliStatus sn_cli_explain_person (SnCli              *cli,
                                   const SnCliChosen  *chosen,
                                   GError            **error);
/* Ends with %SN_CLI_REFUSED, and prints all the same, where somebody cannot be listed. */
SnCliStatus sn_cli_list_people    (SnCli              *cli,
                                   const SnCliChosen  *chosen,
                                   GError            **error);

G_END_DECLS
