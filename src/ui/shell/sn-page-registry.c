/* sn-page-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-page-registry.h"

#include "sn-dashboard-page.h"
#include "sn-department-page.h"
#include "sn-disbursement-page.h"
#include "sn-findings-page.h"
#include "sn-history-page.h"
#include "sn-recipients-page.h"
#include "sn-reports-page.h"

#include <glib/gi18n.h>
#include <string.h>

const SnPageEntry sn_page_registry[] = {
  { "dashboard", N_ ("Dashboard"), "view-grid-symbolic", sn_dashboard_page_get_type },
  { "recipients", N_ ("Recipients"), "system-users-symbolic", sn_recipients_page_get_type },
  { "department", N_ ("Department"), "system-users-symbolic", sn_department_page_get_type },
  { "disbursement", N_ ("Disbursement"), "mail-send-symbolic", sn_disbursement_page_get_type },
  { "findings", N_ ("Findings"), "dialog-question-symbolic", sn_findings_page_get_type },
  { "reports", N_ ("Reports"), "x-office-document-symbolic", sn_reports_page_get_type },
  { "history", N_ ("History"), "document-open-recent-symbolic", sn_history_page_get_type },
  { NULL },
};

const SnPageEntry *
sn_page_registry_find (const char *id)
{
  gsize length = strcspn (id, ".");

  for (const SnPageEntry *entry = sn_page_registry; entry->id != NULL; entry++)
    if (strncmp (entry->id, id, length) == 0 && entry->id[length] == '\0')
      return entry;
  return NULL;
}
