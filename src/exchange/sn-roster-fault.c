/* sn-roster-fault.c: the kinds of faults that a roster's cells can have, how bad each is, and what to do about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-fault.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-resident-id.h"
#include "sn-sheet-reader.h"
#include "sn-text.h"

/* A note pasted into a cell need not fill the report. */
#define SHOWN_CHARACTERS 80
#define MOST_INSERTED 32

static const struct
{
  const char  *code;
  SnFaultLevel level;
  const char  *message;
} KINDS[] = {
  /* Stays out: without these nobody can be paid, or the wrong one would be. */
  { "id_missing", SN_FAULT_ERROR, N_("The ID number is missing. Enter it and import the file again.") },
  { "id_length", SN_FAULT_ERROR, N_("An ID number has 18 characters, this one has %d. Compare it with the card.") },
  { "id_characters", SN_FAULT_ERROR,
    N_("An ID number consists of digits, with an X at the end at most. Look for letters typed for digits, such "
       "as O for 0.") },
  { "id_bad_region", SN_FAULT_ERROR,
    N_("No province has the first digits of this ID number. Compare it with the card.") },
  { "id_bad_date", SN_FAULT_ERROR,
    N_("The birth date inside the ID number does not exist. Compare it with the card.") },
  { "id_future_birth", SN_FAULT_ERROR,
    N_("The birth date inside the ID number is in the future. Compare it with the card.") },
  { "id_check_digit", SN_FAULT_ERROR,
    N_("The check digit of the ID number is wrong: a digit was mistyped, or a spreadsheet cut the number short. "
       "Compare it with the card.") },
  { "id_digits_lost", SN_FAULT_ERROR,
    N_("The ID number was stored as a number, and its last digits are lost. Format the column as text and type "
       "the number again from the card.") },
  { "id_duplicate", SN_FAULT_ERROR,
    N_("The same ID number stands in row %u already. That row is taken; delete the one that is wrong.") },
  { "id_error_value", SN_FAULT_ERROR, N_("The cell of the ID number holds an error value. Enter the number itself.") },
  { "id_no_result", SN_FAULT_ERROR,
    N_("The ID number is a formula without a result. Open the file in a spreadsheet program, save it and import "
       "it again.") },
  { "name_missing", SN_FAULT_ERROR, N_("The name is missing. Enter it and import the file again.") },
  { "name_error_value", SN_FAULT_ERROR,
    N_("The cell of the name holds no name but a value of a formula. Enter the name itself.") },
  { "name_lost", SN_FAULT_ERROR,
    N_("This cannot be a name: it was left open, holds a number, or lost letters when the file was saved. Enter it as on the card.") },
  { "name_no_result", SN_FAULT_ERROR,
    N_("The name is a formula without a result. Open the file in a spreadsheet program, save it and import it "
       "again.") },
  { "amount_missing", SN_FAULT_ERROR, N_("The amount is missing. Enter it; 0 if nothing is to be paid.") },
  { "amount_negative", SN_FAULT_ERROR, N_("The amount is negative. Enter what is to be paid.") },
  { "amount_garbage", SN_FAULT_ERROR, N_("This is not an amount. Enter a number in yuan, e.g. 1200.00.") },
  { "amount_decimals", SN_FAULT_ERROR,
    N_("The amount has more than two decimals. Round it to the fen in the file, so that the total on paper stays "
       "right.") },
  { "amount_error_value", SN_FAULT_ERROR, N_("The cell of the amount holds an error value. Enter the amount itself.") },
  { "amount_no_result", SN_FAULT_ERROR,
    N_("The amount is a formula without a result. Open the file in a spreadsheet program, save it and import it "
       "again.") },
  { "amount_bool", SN_FAULT_ERROR, N_("The cell of the amount holds a truth value. Enter the amount itself.") },
  { "account_digits_lost", SN_FAULT_ERROR,
    N_("The account was stored as a number, and its last digits are lost. Format the column as text and type the "
       "account again from the card or passbook.") },

  /* Is taken; somebody should look. */
  { "name_unusual", SN_FAULT_WARNING,
    N_("This is more than a name, or hardly one. The bank compares it with the account: leave one name as on the card, and put the rest"
       " into the notes.") },
  { "id_unlikely", SN_FAULT_WARNING,
    N_("This reads as a date, and was taken for the number of a Taiwan residents' travel permit, which has 8 digits too. Compare it with the"
       " document.") },
  { "id_sex_mismatch", SN_FAULT_WARNING, N_("The sheet says %s, but the ID number says %s. Check which is right.") },
  { "birth_mismatch", SN_FAULT_WARNING,
    N_("The sheet says born on %s, but the ID number says %s. Check which is right.") },
  { "birth_invalid", SN_FAULT_WARNING,
    N_("This is not a birth date. The one inside the ID number is used where it has one; correct the cell.") },
  { "age_mismatch", SN_FAULT_WARNING,
    N_("The sheet gives an age of %d, by the ID number it is %d. Check which is right.") },
  { "sex_missing", SN_FAULT_WARNING, N_("The sex is missing. The one that the ID number tells is used.") },
  { "sex_invalid", SN_FAULT_WARNING, N_("This is neither 男 nor 女. The one that the ID number tells is used.") },
  { "amount_zero", SN_FAULT_WARNING, N_("The amount is 0. Make sure that nothing is to be paid.") },
  { "amount_wan", SN_FAULT_WARNING, N_("The amount was written in 万元 and read as %s yuan. Check it.") },
  { "account_missing", SN_FAULT_WARNING, N_("The account is missing. Add it before the bank is to pay.") },
  { "account_invalid", SN_FAULT_WARNING,
    N_("This is not an account number and was left out. Add the account before the bank is to pay.") },
  { "account_error_value", SN_FAULT_WARNING,
    N_("The cell of the account holds no number but a value of a formula. Add the account before the bank is to "
       "pay.") },
  { "account_luhn", SN_FAULT_WARNING,
    N_("The check digit of the card number is wrong. Compare it with the card, or the bank will refuse it.") },
  { "account_unlikely", SN_FAULT_WARNING,
    N_("This reads as a telephone or an ID number, not as an account. Compare it with the card or passbook.") },
  { "account_shared", SN_FAULT_WARNING,
    N_("The same account stands in row %u for somebody else. Make sure that this is meant, as with couples.") },
  { "phone_bad", SN_FAULT_WARNING,
    N_("This is not a telephone number of 11 digits. It was kept as written; correct it.") },
  { "town_missing", SN_FAULT_WARNING, N_("The town is missing. %s") },
  { "town_unknown", SN_FAULT_WARNING,
    N_("No town or subdistrict of the district has this name. Correct it, or the row counts for no town.") },
  { "head_id_invalid", SN_FAULT_WARNING,
    N_("The ID number of the head of the household is not valid and was left out. Compare it with the card.") },
  { "other_sheet", SN_FAULT_WARNING,
    N_("This sheet holds a roster with other columns and was not read. Import it as well, by its name.") },
  { "hidden_sheet", SN_FAULT_WARNING,
    N_("This sheet is hidden and was not read, though it has the columns of a roster. If its people shall be paid too, have hidden"
       " sheets read as well.") },
  { "hidden_rows", SN_FAULT_WARNING,
    N_("Hidden or filtered rows with people: %u. They were read like all others; if they shall not be paid, leave hidden rows out.") },
  { "hidden_rows_left_out", SN_FAULT_WARNING, N_("Hidden or filtered rows with people: %u. They were left out, as you asked.") },
  { "ethnic_group_unknown", SN_FAULT_WARNING,
    N_("No ethnic group of the national list is called so; it was left out. Write one of the 56 as on the card, such as 汉族, or 其他.") },
  { "disability_unknown", SN_FAULT_WARNING,
    N_("This is no kind or level of a disability; it was left out. Write the kind (视力, 听力, 言语, 肢体, 智力, 精神 or 多重) and the level "
       "(一级 to 四级) as on the certificate.") },
  { "disability_contradicts", SN_FAULT_WARNING,
    N_("This says %s, but another column of the row says %s; neither was taken. Compare both with the certificate.") },
  { "disability_mismatch", SN_FAULT_WARNING,
    N_("The sheet says %s, but the number of the disability certificate says %s, which was taken. Compare both with the certificate.") },
  { "disability_certificate_bad", SN_FAULT_WARNING, N_("%s The number was left out.") },
  { "disability_certificate_lost", SN_FAULT_WARNING,
    N_("The number of the disability certificate was stored as a number, and its last digits are lost; it was left out. Format the column "
       "as text and type it again from the certificate.") },
  { "cell_error_value", SN_FAULT_WARNING,
    N_("The cell holds an error value and was read as empty. Enter the value itself.") },
  { "cell_no_result", SN_FAULT_WARNING,
    N_("The cell is a formula without a result and was read as empty. Open the file in a spreadsheet program, save it and import it"
       " again.") },
  { "column_unread", SN_FAULT_WARNING,
    N_("This column is headed like one that was read, and was not read itself. Make sure that the right one was, or choose the columns"
       " yourself.") },
  { "unit_unclear", SN_FAULT_WARNING,
    N_("More than one unit is named for the amounts, or one that is neither 元 nor 万元. They were read in %s; compare an amount with the"
       " roster on paper.") },
  { "row_struck_out", SN_FAULT_WARNING,
    N_("The name is struck out in the file. If this person shall not be paid, delete the row from the file; the row was taken.") },
  { "note_excludes", SN_FAULT_WARNING,
    N_("The note reads as if this person died, moved away or shall not be paid. If so, delete the row from the file; the row was taken.") },

  /* Set right silently. */
  { "id_cleaned", SN_FAULT_FIXED, N_("Blanks or other signs around the ID number were removed.") },
  { "id_extended", SN_FAULT_FIXED, N_("The ID number of 15 digits was made one of 18.") },
  { "name_cleaned", SN_FAULT_FIXED, N_("Blanks, line breaks or a wrong middle dot in the name were set right.") },
  { "amount_cleaned", SN_FAULT_FIXED, N_("The amount was read as %s yuan.") },
  { "account_cleaned", SN_FAULT_FIXED, N_("Blanks or other signs in the account were removed.") },
  { "phone_cleaned", SN_FAULT_FIXED, N_("The telephone number was read as %s.") },
  { "birth_cleaned", SN_FAULT_FIXED, N_("The birth date was read as %s.") },
  { "death_cleaned", SN_FAULT_FIXED, N_("The day of death was read as %s.") },
  { "sex_cleaned", SN_FAULT_FIXED, N_("The sex was read as %s.") },
  { "ethnic_group_cleaned", SN_FAULT_FIXED, N_("The ethnic group was read as %s.") },
  { "disability_cleaned", SN_FAULT_FIXED, N_("The disability was read as %s.") },
  { "town_cleaned", SN_FAULT_FIXED, N_("Blanks in the name of the town were removed.") },
  { "town_read_as", SN_FAULT_FIXED, N_("The town was read as %s.") },
  { "unit_wan", SN_FAULT_FIXED, N_("The sheet says that amounts are in 万元: all of them were multiplied by 10,000.") },
};

static char *
shorten (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *start = NULL;

  if (length <= SHOWN_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, SHOWN_CHARACTERS);
  return g_strconcat (start, "…", NULL);
}

void
sn_cell_fault_add (GPtrArray         *faults,
                   const SnCellPlace *place,
                   const char        *code,
                   SnFaultLevel       level,
                   const char        *value,
                   const char        *message)
{
  char column[4] = "";
  g_autofree char *shown = shorten (value);

  if (place->column >= 0)
    sn_column_name ((guint) place->column, column);
  g_ptr_array_add (faults, sn_fault_new (place->sheet, place->row, column, code, level, shown, g_strdup (message)));
}

SnFaultLevel
sn_roster_fault_add (GPtrArray         *faults,
                     const SnCellPlace *place,
                     const char        *code,
                     const char        *value,
                     ...)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      g_autofree char *message = NULL;
      va_list arguments;

      if (strcmp (KINDS[i].code, code) != 0)
        continue;
      va_start (arguments, value);
      message = g_strdup_vprintf (_(KINDS[i].message), arguments);
      va_end (arguments);
      sn_cell_fault_add (faults, place, KINDS[i].code, KINDS[i].level, value, message);
      return KINDS[i].level;
    }
  g_return_val_if_reached (SN_FAULT_ERROR);
}

/* Several sheets of one file stand in its order; a fault holds but the name. */
static guint
find_sheet (const char *const *sheets,
            const char        *name)
{
  guint i = 0;

  while (sheets != NULL && sheets[i] != NULL && strcmp (sheets[i], name) != 0)
    i++;
  return i;
}

static int
compare_faults (gconstpointer a,
                gconstpointer b,
                gpointer      sheets)
{
  const SnFault *left = *(SnFault *const *) a;
  const SnFault *right = *(SnFault *const *) b;
  gsize left_length = strlen (left->column), right_length = strlen (right->column);

  if (sheets != NULL && strcmp (left->sheet, right->sheet) != 0)
    return find_sheet (sheets, left->sheet) < find_sheet (sheets, right->sheet) ? -1 : 1;
  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  if (left_length != right_length)
    return left_length < right_length ? -1 : 1;
  if (strcmp (left->column, right->column) != 0)
    return strcmp (left->column, right->column);
  return strcmp (left->code, right->code);
}

/* Where among the first @n_sorted a fault belongs. */
static guint
find_fault_place (const GPtrArray   *faults,
                  guint              n_sorted,
                  const SnFault     *fault,
                  const char *const *sheets)
{
  guint low = 0, high = n_sorted;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_faults (&faults->pdata[middle], &fault, (gpointer) sheets) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* After a repair all but the last few stand in order: those are put in their places. */
void
sn_roster_fault_sort (GPtrArray         *faults,
                      const char *const *sheets)
{
  guint n_sorted = faults->len > 0 ? 1 : 0;

  while (n_sorted < faults->len && compare_faults (&faults->pdata[n_sorted - 1], &faults->pdata[n_sorted], (gpointer) sheets) <= 0)
    n_sorted++;
  if (faults->len - n_sorted > MOST_INSERTED)
    {
      g_ptr_array_sort_with_data (faults, compare_faults, (gpointer) sheets);
      return;
    }
  for (; n_sorted < faults->len; n_sorted++)
    {
      gpointer fault = faults->pdata[n_sorted];
      guint place = find_fault_place (faults, n_sorted, fault, sheets);

      memmove (&faults->pdata[place + 1], &faults->pdata[place], (n_sorted - place) * sizeof (gpointer));
      faults->pdata[place] = fault;
    }
}

/* Masking counts bytes: what is not ASCII after cleaning (a letter typed for a digit) shows as a question mark. */
static char *
make_ascii (const char *text)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autoptr (GString) ascii = g_string_new (NULL);

  for (const char *at = squeezed; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_c (ascii, (guchar) *at < 0x80 ? *at : '?');
  return g_string_free (g_steal_pointer (&ascii), FALSE);
}

char *
sn_roster_mask_document (const char *text)
{
  g_autofree char *ascii = make_ascii (text);

  return *ascii != '\0' ? sn_document_number_mask (ascii) : g_steal_pointer (&ascii);
}

char *
sn_roster_mask_account (const char *text)
{
  g_autofree char *ascii = make_ascii (text);

  return *ascii != '\0' ? sn_account_number_mask (ascii) : g_steal_pointer (&ascii);
}
