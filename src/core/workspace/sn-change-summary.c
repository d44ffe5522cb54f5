/* sn-change-summary.c: the sentence that says what a change was. {1}, {2} … stand for its arguments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal.h"
#include "sn-officer-duties.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Both forms of a counted sentence, for xgettext: --keyword=COUNTED:1,2 */
#define COUNTED(singular, plural) singular, plural

static const struct
{
  const char *action;
  guint       count_argument; /* from 1; 0: nothing is counted */
  const char *singular;
  const char *plural;
} summaries[] = {
  { "workspace-create", 0, COUNTED (N_ ("Made the workspace"), NULL) },
  { "officer-known", 0, COUNTED (N_ ("Made an officer known: {1}"), NULL) },
  { "catalogue-install", 0, COUNTED (N_ ("Took over the catalogue “{1}”"), NULL) },
  { "campaign-copy", 0, COUNTED (N_ ("Prepared the campaign “{1}” from last year's"), NULL) },
  { "campaign-checks", 0,
    COUNTED (N_ ("Set the checks of “{1}”: amounts that change by {2} percent are pointed out, two approve from {3} yuan"), NULL) },
  { "campaign-checks-single", 0,
    COUNTED (N_ ("Set the checks of “{1}”: amounts that change by {2} percent are pointed out, one approves any amount"), NULL) },
  { "funding-set", 0, COUNTED (N_ ("Set the ceilings of {1}: {2}"), NULL) },
  { "funding-add", 0, COUNTED (N_ ("Let {2} bear {1} as well"), NULL) },
  { "funding-remove", 0, COUNTED (N_ ("Let {2} no longer bear {1}"), NULL) },
  { "attachment-add", 0, COUNTED (N_ ("Attached “{2}” to {1}"), NULL) },
  { "attachment-remove", 0, COUNTED (N_ ("Took “{2}” from the attachments of {1}"), NULL) },
  { "campaign-edit", 0, COUNTED (N_ ("Set the days of the campaign “{1}”"), NULL) },
  { "program-add", 0, COUNTED (N_ ("Added the program {1} {2}"), NULL) },
  { "program-edit", 0, COUNTED (N_ ("Changed the program {1} {2}"), NULL) },
  { "program-remove", 0, COUNTED (N_ ("Removed the program {1} {2}, on which nothing stood"), NULL) },
  { "rate-add", 0, COUNTED (N_ ("Added the rate “{2}” to {1}"), NULL) },
  { "rate-edit", 0, COUNTED (N_ ("Changed the rate “{2}” of {1}"), NULL) },
  { "rate-remove", 0, COUNTED (N_ ("Removed the rate “{2}” of {1}, under which nothing stood"), NULL) },
  { "rate-move", 0, COUNTED (N_ ("Made “{2}” number {3} of the rates of {1}"), NULL) },
  { "rate-categories", 0, COUNTED (N_ ("Set who qualifies for “{2}” of {1}: {3}"), NULL) },
  { "rates-confirm", 0, COUNTED (N_ ("Confirmed the rates of {1}"), NULL) },
  { "rates-set", 2, COUNTED ("Confirmed the rates of {1}, {2} of them with a new amount", "Confirmed the rates of {1}, {2} of them with new amounts") },
  { "rate-confirm", 0, COUNTED (N_ ("Confirmed the rate “{2}” of {1}"), NULL) },
  { "rate-condition-set", 0, COUNTED (N_ ("Set a condition of the rate “{2}” of {1}: {3}"), NULL) },
  { "rate-condition-remove", 0, COUNTED (N_ ("Took a condition away from the rate “{2}” of {1}: {3}"), NULL) },
  { "rate-tiers", 0, COUNTED (N_ ("Set what the amount of “{2}” of {1} follows from: {3}"), NULL) },
  { "rate-members", 0, COUNTED (N_ ("Set how the amount of “{2}” of {1} grows with the household: {3}"), NULL) },
  { "rate-towns", 0, COUNTED (N_ ("Set the towns' amounts for “{2}” of {1}: {3}"), NULL) },
  { "rate-town", 0, COUNTED (N_ ("Set the amount of {3} for “{2}” of {1}: {4} yuan"), NULL) },
  { "rate-town-remove", 0, COUNTED (N_ ("Took the amount of {3} for “{2}” of {1} back; it is decided case by case again"), NULL) },
  { "rate-basis-remove", 0, COUNTED (N_ ("Let the amount of “{2}” of {1} no longer follow from anything"), NULL) },
  { "rate-set", 0, COUNTED (N_ ("Set the rate “{2}” of {1}: {3} yuan"), NULL) },
  { "demo-fill", 0, COUNTED (N_ ("Filled the workspace with made-up people: {1}"), NULL) },
  { "demo-roster", 2, COUNTED ("Listed {2} made-up line in {1}", "Listed {2} made-up lines in {1}") },
  { "demo-doubts", 1, COUNTED ("Noted {1} made-up thing that came to light", "Noted {1} made-up things that came to light") },
  { "demo-correct", 2,
    COUNTED ("Corrected {2} account after the bank's answer in {1}", "Corrected {2} accounts after the bank's answer in {1}") },
  { "person-create", 0, COUNTED (N_ ("Added a person to the registry"), NULL) },
  { "person-edit", 0, COUNTED (N_ ("Edited a person's data"), NULL) },
  { "person-correct", 0, COUNTED (N_ ("Corrected a person's data"), NULL) },
  { "person-died", 0, COUNTED (N_ ("Noted that a person died"), NULL) },
  { "person-moved", 0, COUNTED (N_ ("Noted that a person moved out of the district"), NULL) },
  { "person-here", 0, COUNTED (N_ ("Noted that a person lives and is here"), NULL) },
  { "person-merge", 0, COUNTED (N_ ("Merged two entries of one person"), NULL) },
  { "person-document", 0, COUNTED (N_ ("Corrected the number of a person's document"), NULL) },
  { "person-apart", 0, COUNTED (N_ ("Noted that two entries are two people"), NULL) },
  { "person-apart-back", 0, COUNTED (N_ ("Took back that two entries are two people"), NULL) },
  { "household-create", 2, COUNTED ("Made a household of {2} person", "Made a household of {2} people") },
  { "household-split", 2,
    COUNTED ("Put {2} member of a household into one of its own", "Put {2} members of a household into one of their own") },
  { "household-merge", 0, COUNTED (N_ ("Merged two households"), NULL) },
  { "household-move", 0, COUNTED (N_ ("Moved a person to another household"), NULL) },
  { "household-head", 0, COUNTED (N_ ("Named the head of a household"), NULL) },
  { "household-payee", 0, COUNTED (N_ ("Set who takes the money of a household"), NULL) },
  { "household-edit", 0, COUNTED (N_ ("Corrected a household's data"), NULL) },
  { "person-reveal", 0, COUNTED (N_ ("Looked at a number in full: {2}"), NULL) },
  { "account-add", 0, COUNTED (N_ ("Added another account of a person"), NULL) },
  { "account-remove", 0, COUNTED (N_ ("Removed another account of a person"), NULL) },
  { "account-use", 0, COUNTED (N_ ("Put another account of a person in use"), NULL) },
  { "category-add", 0, COUNTED (N_ ("Gave a person the category “{2}”"), NULL) },
  { "category-end", 0, COUNTED (N_ ("Ended a person's category “{2}”"), NULL) },
  { "officer-reveal-allow", 0, COUNTED (N_ ("Let {1} see numbers in full"), NULL) },
  { "officer-reveal-forbid", 0, COUNTED (N_ ("Took from {1} the right to see numbers in full"), NULL) },
  { "reveal-limit", 0, COUNTED (N_ ("Let only named officers see numbers in full"), NULL) },
  { "reveal-open", 0, COUNTED (N_ ("Let all officers see numbers in full"), NULL) },
  { "officer-duties", 0, COUNTED (N_ ("Set what {1} is named for: {2}"), NULL) },
  { "duties-limit", 0, COUNTED (N_ ("Let everybody do only what they are named for"), NULL) },
  { "duties-open", 0, COUNTED (N_ ("Let everybody do everything, with four eyes"), NULL) },
  { "export-full", 0, COUNTED (N_ ("Exported “{1}” with document numbers in full"), NULL) },
  { "recipients-export-full", 1,
    COUNTED ("Took the data of {1} person out with numbers in full", "Took the data of {1} people out with numbers in full") },
  { "view-save", 0, COUNTED (N_ ("Saved a view of the recipients"), NULL) },
  { "view-rename", 0, COUNTED (N_ ("Renamed a view of the recipients"), NULL) },
  { "view-delete", 0, COUNTED (N_ ("Deleted a view of the recipients"), NULL) },
  { "columns-remember", 0, COUNTED (N_ ("Remembered what the columns of “{1}” hold"), NULL) },
  { "roster-import", 3,
    COUNTED ("Imported “{1}” into {2}: {3} line, {4} yuan", "Imported “{1}” into {2}: {3} lines, {4} yuan") },
  { "roster-import-hold", 3,
    COUNTED ("Imported “{1}” into {2}: {3} line, {4} yuan; held because the file does not name them any more: {5}",
             "Imported “{1}” into {2}: {3} lines, {4} yuan; held because the file does not name them any more: {5}") },
  { "roster-import-change", 3,
    COUNTED ("Imported “{1}” into {2}: {3} line, {4} yuan; lines that stood and got the file's amount: {5}, from {6} to {7} yuan: {8}",
             "Imported “{1}” into {2}: {3} lines, {4} yuan; lines that stood and got the file's amount: {5}, from {6} to {7} yuan: {8}") },
  { "roster-import-change-hold", 3,
    COUNTED ("Imported “{1}” into {2}: {3} line, {4} yuan; lines that stood and got the file's amount: {5}, from {6} to {7} yuan: {8}; held because"
             " the file does not name them any more: {9}",
             "Imported “{1}” into {2}: {3} lines, {4} yuan; lines that stood and got the file's amount: {5}, from {6} to {7} yuan: {8}; held because"
             " the file does not name them any more: {9}") },
  { "registry-import", 2,
    COUNTED ("Imported “{1}” into the registry: {2} new person", "Imported “{1}” into the registry: {2} new people") },
  { "category-import", 3,
    COUNTED ("Read “{1}”: {3} person holds {2} from now on, ended: {4}", "Read “{1}”: {3} people hold {2} from now on, ended: {4}") },
  { "scores-import", 3, COUNTED ("Read “{1}”: {3} score of {2}", "Read “{1}”: {3} scores of {2}") },
  { "deaths-import", 2, COUNTED ("Read “{1}”: {2} person died", "Read “{1}”: {2} people died") },
  { "roster-submit", 3, COUNTED ("Submitted {1} {2}: {3} line, {4} yuan", "Submitted {1} {2}: {3} lines, {4} yuan") },
  { "roster-approve", 3, COUNTED ("Approved {1} {2}: {3} line, {4} yuan", "Approved {1} {2}: {3} lines, {4} yuan") },
  { "roster-approve-first", 3,
    COUNTED ("Approved {1} {2} once: {3} line, {4} yuan, waits for a second approver",
             "Approved {1} {2} once: {3} lines, {4} yuan, wait for a second approver") },
  { "roster-approve-partly", 3,
    COUNTED ("Approved {1} {2}: {3} line, {4} yuan; waiting for a second approver: {5}",
             "Approved {1} {2}: {3} lines, {4} yuan; waiting for a second approver: {5}") },
  { "roster-return", 3, COUNTED ("Returned {1} {2}: {3} line, {4} yuan", "Returned {1} {2}: {3} lines, {4} yuan") },
  { "pair-rule-remove", 0, COUNTED (N_ ("Removed a rule about {1} and {2}: {3}"), NULL) },
  { "pair-rule-set", 0, COUNTED (N_ ("Set what {1} and {2} mean for each other: {3}"), NULL) },
  { "finding-decide", 0, COUNTED (N_ ("Decided on a finding in {1}: {2}"), NULL) },
  { "findings-decide", 2, COUNTED ("Decided on {2} finding: {1}", "Decided on {2} findings: {1}") },
  { "entitlement-hold", 0, COUNTED (N_ ("Held a line of {1}"), NULL) },
  { "entitlement-withdraw", 0, COUNTED (N_ ("Withdrew a line of {1}"), NULL) },
  { "entitlement-release", 0, COUNTED (N_ ("Released a held line of {1}"), NULL) },
  { "entitlements-hold", 2, COUNTED ("Held {2} line of {1}", "Held {2} lines of {1}") },
  { "entitlements-withdraw", 2, COUNTED ("Withdrew {2} line of {1}", "Withdrew {2} lines of {1}") },
  { "entitlements-release", 2, COUNTED ("Released {2} held line of {1}", "Released {2} held lines of {1}") },
  { "entitlements-change", 2,
    COUNTED ("Changed rate or amount of {2} line of {1}, from {3} to {4} yuan: {5}",
             "Changed rate or amount of {2} lines of {1}, from {3} to {4} yuan: {5}") },
  { "roster-add", 0, COUNTED (N_ ("Listed a person in {1}: {2} yuan"), NULL) },
  { "roster-add-many", 2, COUNTED ("Listed {2} chosen line in {1}, {3} yuan", "Listed {2} chosen lines in {1}, {3} yuan") },
  { "roster-add-anyway", 2,
    COUNTED ("Listed {2} chosen line in {1}, {3} yuan; not fitting the rate: {4}",
             "Listed {2} chosen lines in {1}, {3} yuan; not fitting the rate: {4}") },
  { "candidates-add", 2, COUNTED ("Listed a candidate in {1}: {2} line, {3} yuan", "Listed candidates in {1}: {2} lines, {3} yuan") },
  { "batch-create", 4,
    COUNTED ("Made batch {2} of {1} ({3}): {4} payment, {5} yuan", "Made batch {2} of {1} ({3}): {4} payments, {5} yuan") },
  { "batch-details", 0, COUNTED (N_ ("Completed the data of batch {2} of {1}"), NULL) },
  { "batch-approve", 0, COUNTED (N_ ("Approved batch {2} of {1}"), NULL) },
  { "batch-issue", 0, COUNTED (N_ ("Issued batch {2} of {1}"), NULL) },
  { "batch-void", 0, COUNTED (N_ ("Voided batch {2} of {1}"), NULL) },
  { "batch-close", 0, COUNTED (N_ ("Closed batch {2} of {1}"), NULL) },
  { "batch-answer", 0, COUNTED (N_ ("Read the answer “{1}”: {2} paid, {3} failed"), NULL) },
  { "batch-retry", 4,
    COUNTED ("Made batch {2} of {1} to try {4} failed payment again", "Made batch {2} of {1} to try {4} failed payments again") },
  { "batch-sign", 3, COUNTED ("Noted {3} signature in batch {2} of {1}", "Noted {3} signatures in batch {2} of {1}") },
  { "undo", 0, COUNTED (N_ ("Took back change {1}: {2}"), NULL) },
};

/* Arguments that are words of the schema, and how they are said in a sentence. */
static const struct
{
  const char *action;
  guint       argument; /* from 1 */
} worded[] = {
  { "batch-create", 3 },
  { "finding-decide", 2 },
  { "findings-decide", 1 },
  { "pair-rule-remove", 3 },
  { "pair-rule-set", 3 },
  { "person-reveal", 2 },
};
static const struct
{
  const char *word;
  const char *said;
} said_words[] = {
  { "bank", N_ ("bank") },   { "visit", N_ ("visit") }, { "goods", N_ ("goods") },
  { "allow", N_ ("allowed") }, { "hold", N_ ("held") },   { "withdraw", N_ ("withdrawn") },
  { "warn", N_ ("to be looked at") }, { "forbid", N_ ("forbidden") },
  { "document", N_ ("document number") }, { "account", N_ ("account") }, { "phone", N_ ("phone") },
  { "guardian-phone", N_ ("guardian's phone") }, { "disability-certificate", N_ ("disability certificate") },
  { "other-account", N_ ("another account") }, { "other-document", N_ ("another document number") },
};

static void
say_word (char **argument)
{
  for (gsize i = 0; i < G_N_ELEMENTS (said_words); i++)
    {
      if (strcmp (said_words[i].word, *argument) != 0)
        continue;
      g_free (*argument);
      *argument = g_strdup (_ (said_words[i].said));
      return;
    }
}

static void
say_duties (char **argument)
{
  SnDuty duties;

  if (!sn_duty_from_words (*argument, &duties))
    return;
  g_free (*argument);
  *argument = sn_duty_describe (duties);
}

static void
say_words (const char *action, GPtrArray *arguments)
{
  /* The first versions showed nothing in full but the document's number, and did not say so. */
  if (strcmp (action, "person-reveal") == 0 && arguments->len == 1)
    g_ptr_array_add (arguments, g_strdup ("document"));
  if (strcmp (action, "officer-duties") == 0 && arguments->len == 2)
    say_duties ((char **) &g_ptr_array_index (arguments, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (worded); i++)
    if (strcmp (worded[i].action, action) == 0 && worded[i].argument <= arguments->len)
      say_word ((char **) &g_ptr_array_index (arguments, worded[i].argument - 1));
}

static GPtrArray *
parse_arguments (const char *json)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);
  GString *argument = NULL;

  /* The array was written by build_arguments_json(): strings only, escapes of quote, backslash and control characters. */
  for (const char *p = json; *p != '\0'; p++)
    {
      if (argument == NULL)
        {
          if (*p == '"')
            argument = g_string_new (NULL);
        }
      else if (*p == '"')
        {
          g_ptr_array_add (arguments, g_string_free (argument, FALSE));
          argument = NULL;
        }
      else if (*p == '\\' && p[1] == 'u' && strlen (p) >= 6)
        {
          char digits[5] = { p[2], p[3], p[4], p[5], '\0' };

          g_string_append_unichar (argument, (gunichar) g_ascii_strtoull (digits, NULL, 16));
          p += 5;
        }
      else if (*p == '\\' && p[1] != '\0')
        g_string_append_c (argument, *++p);
      else
        g_string_append_c (argument, *p);
    }
  if (argument != NULL)
    g_string_free (argument, TRUE);
  return arguments;
}

static char *
fill_in (const char *sentence, GPtrArray *arguments)
{
  GString *text = g_string_new (NULL);

  for (const char *p = sentence; *p != '\0'; p++)
    {
      guint number = p[0] == '{' && g_ascii_isdigit (p[1]) && p[2] == '}' ? (guint) (p[1] - '0') : 0;

      if (number == 0)
        {
          g_string_append_c (text, *p);
          continue;
        }
      if (number <= arguments->len)
        g_string_append (text, g_ptr_array_index (arguments, number - 1));
      p += 2;
    }
  return g_string_free (text, FALSE);
}

static char *
summarise (const char *action, GPtrArray *arguments)
{
  say_words (action, arguments);
  for (gsize i = 0; i < G_N_ELEMENTS (summaries); i++)
    {
      guint count_argument = summaries[i].count_argument;
      gulong count;

      if (strcmp (summaries[i].action, action) != 0)
        continue;
      if (count_argument == 0 || count_argument > arguments->len)
        return fill_in (_ (summaries[i].singular), arguments);
      count = (gulong) g_ascii_strtoull (g_ptr_array_index (arguments, count_argument - 1), NULL, 10);
      return fill_in (g_dngettext (GETTEXT_PACKAGE, summaries[i].singular, summaries[i].plural, count), arguments);
    }
  return g_strdup (action);
}

/* An undo names what it took back by that change's own action and arguments: [id, action, argument …]; that may be an undo too. */
static char *
summarise_nested (const char *action, GPtrArray *arguments)
{
  if (strcmp (action, "undo") == 0 && arguments->len >= 2)
    {
      /* Its own copies: words of the schema among them are replaced on the way. */
      g_autoptr (GPtrArray) inner = g_ptr_array_new_with_free_func (g_free);
      char *sentence;

      for (guint i = 2; i < arguments->len; i++)
        g_ptr_array_add (inner, g_strdup (g_ptr_array_index (arguments, i)));
      sentence = summarise_nested (g_ptr_array_index (arguments, 1), inner);
      g_free (g_ptr_array_index (arguments, 1));
      g_ptr_array_index (arguments, 1) = sentence;
    }
  return summarise (action, arguments);
}

char *
sn_change_summary (const char *action, const char *arguments_json)
{
  g_autoptr (GPtrArray) arguments = parse_arguments (arguments_json);

  return summarise_nested (action, arguments);
}
