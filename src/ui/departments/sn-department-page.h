/* sn-department-page.h: one department: its programs as cards, the roster of the chosen one, and what can be done with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_DEPARTMENT_PAGE (sn_department_page_get_type ())
G_DECLARE_FINAL_TYPE (SnDepartmentPage, sn_department_page, SN, DEPARTMENT_PAGE, SnPage)

G_END_DECLS
