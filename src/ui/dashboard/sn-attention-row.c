/* sn-attention-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-attention-row.h"

#include "sn-figure-text.h"

#include <glib/gi18n.h>

/* Both forms of a counted sentence, for xgettext: --keyword=COUNTED:1,2 */
#define COUNTED(singular, plural) singular, plural

struct _SnAttentionRow
{
  AdwActionRow  parent_instance;

  GtkImage     *icon;
};

G_DEFINE_FINAL_TYPE (SnAttentionRow, sn_attention_row, ADW_TYPE_ACTION_ROW)

static const struct
{
  const char *one;    /* "%s" is the number of lines; of rosters first the department */
  const char *many;
  const char *icon_name;
  const char *target; /* (nullable): of the page "disbursement"; %NULL: the department's page */
  const char *style;  /* (nullable): CSS class of the icon */
} kinds[] = {
  [SN_ATTENTION_ROSTER_SUBMITTED] = {
    COUNTED ("%s: %s submitted line waits for approval", "%s: %s submitted lines wait for approval"),
    "view-list-symbolic", NULL, NULL },
  [SN_ATTENTION_ROSTER_APPROVED] = {
    COUNTED ("%s: %s approved line is in no batch yet", "%s: %s approved lines are in no batch yet"),
    "object-select-symbolic", NULL, NULL },
  [SN_ATTENTION_BATCH_DRAFT] = {
    COUNTED ("%s payment waits for its batch to be approved", "%s payments wait for their batches to be approved"),
    "document-edit-symbolic", "draft", NULL },
  [SN_ATTENTION_BATCH_APPROVED] = {
    COUNTED ("%s payment is approved and has not left", "%s payments are approved and have not left"),
    "mail-send-symbolic", "approved", NULL },
  [SN_ATTENTION_BATCH_ISSUED] = {
    COUNTED ("%s payment has left and is not answered or signed for",
             "%s payments have left and are not answered or signed for"),
    "document-open-recent-symbolic", "issued", NULL },
  [SN_ATTENTION_PAYMENT_FAILED] = {
    COUNTED ("%s failed payment has to be corrected", "%s failed payments have to be corrected"),
    "dialog-error-symbolic", "failed", "error" },
};

/* (transfer full) */
static char *
describe_items (const SnAttention *attention, gboolean in_wan)
{
  g_autofree char *count = sn_figure_text_count (attention->items);
  g_autofree char *sum = sn_figure_text_yuan (attention->amount_fen, in_wan);
  g_autofree char *items = NULL;

  items = attention->department != NULL
            ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s program", "%s programs", (gulong) attention->items), count)
            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s batch", "%s batches", (gulong) attention->items), count);
  /* Translators: "3 batches, 12,000.00 yuan" */
  return g_strdup_printf (_ ("%s, %s"), items, sum);
}

static void
show (SnAttentionRow *self, const char *title, const char *subtitle, const char *icon_name, const char *style, const char *page,
      const char *target)
{
  const char *classes[] = { style, NULL };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "(ss)", page, target);
  /* After the target, which it has to fit. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.go");
}

void
sn_attention_row_set (SnAttentionRow *self, const SnAttention *attention, gboolean in_wan)
{
  const char *sentence = g_dngettext (GETTEXT_PACKAGE, kinds[attention->kind].one, kinds[attention->kind].many, (gulong) attention->lines);
  g_autofree char *count = sn_figure_text_count (attention->lines);
  g_autofree char *subtitle = describe_items (attention, in_wan);
  g_autofree char *page = NULL;
  g_autofree char *title = NULL;

  if (attention->department != NULL)
    {
      title = g_strdup_printf (sentence, attention->department_name, count);
      page = g_strdup_printf ("department.%s", attention->department);
    }
  else
    {
      title = g_strdup_printf (sentence, count);
      page = g_strdup ("disbursement");
    }
  show (self, title, subtitle, kinds[attention->kind].icon_name, kinds[attention->kind].style, page,
        kinds[attention->kind].target != NULL ? kinds[attention->kind].target : "");
}

void
sn_attention_row_set_findings (SnAttentionRow *self, gint64 count)
{
  g_autofree char *number = sn_figure_text_count (count);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s open finding needs a decision", "%s open findings need a decision",
                                                      (gulong) count), number);

  show (self, title, _ ("Allow, hold or withdraw, with a reason"), "dialog-warning-symbolic", "warning",
        "findings", "");
}

void
sn_attention_row_set_unreached (SnAttentionRow *self, gint64 count)
{
  g_autofree char *number = sn_figure_text_count (count);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person whom programs are for gets nothing",
                                                      "%s people whom programs are for get nothing", (gulong) count), number);

  show (self, title, _ ("By category, on the page of findings"), "system-search-symbolic", "warning", "findings", "unreached");
}

GtkWidget *
sn_attention_row_new (void)
{
  return g_object_new (SN_TYPE_ATTENTION_ROW, NULL);
}

static void
sn_attention_row_class_init (SnAttentionRowClass *class)
{
}

static void
sn_attention_row_init (SnAttentionRow *self)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  self->icon = GTK_IMAGE (gtk_image_new ());
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), arrow);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}
