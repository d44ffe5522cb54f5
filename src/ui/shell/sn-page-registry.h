/* sn-page-registry.h: which pages there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

/* One row of the sidebar. The row "department" stands for one page for each department, "department.01" … "department.14". */
typedef struct
{
  const char *id;
  const char *title;       /* N_() */
  const char *icon_name;
  GType     (*get_type) (void);
} SnPageEntry;

/* In the order of the sidebar; ends with an empty row. */
extern const SnPageEntry sn_page_registry[];

/* @id may carry a department behind a dot. (nullable): %NULL for a page that does not exist */
const SnPageEntry *sn_page_registry_find (const char *id);

G_END_DECLS
