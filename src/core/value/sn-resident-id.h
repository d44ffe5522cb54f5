/* sn-resident-id.h: the citizen identity number, GB 11643-1999.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SN_RESIDENT_ID_LENGTH 18

typedef enum
{
  SN_SEX_UNKNOWN,
  SN_SEX_MALE,
  SN_SEX_FEMALE,
} SnSex;

/* Why a number is not a resident id; each has a sentence of its own. */
typedef enum
{
  SN_RESIDENT_ID_OK,
  SN_RESIDENT_ID_MISSING,
  SN_RESIDENT_ID_LENGTH_WRONG,    /* whatever it consists of */
  SN_RESIDENT_ID_CHARACTERS,      /* something else than digits and a final X */
  SN_RESIDENT_ID_REGION,          /* no such province */
  SN_RESIDENT_ID_BIRTH_DATE,      /* no such day */
  SN_RESIDENT_ID_FUTURE,          /* born after today */
  SN_RESIDENT_ID_CHECK_DIGIT,
  SN_RESIDENT_ID_DIGITS_LOST,     /* scientific notation; a reader of sheets also says so of a number cell of 16 digits and more */
} SnResidentIdFault;

/* What was set right on the way in. */
typedef enum
{
  SN_RESIDENT_ID_AS_WRITTEN = 0,
  SN_RESIDENT_ID_CLEANED    = 1 << 0, /* spaces, full-width or invisible characters, quote marks, ="…", lower-case x */
  SN_RESIDENT_ID_EXTENDED   = 1 << 1, /* 15 digits made 18 */
} SnResidentIdNote;

/**
 * sn_resident_id_normalise:
 * @text: as written
 * @today: births after this day are refused
 * @number: (out) (transfer full): 18 characters when the result is OK, or only the check digit is wrong; else %NULL
 * @note: (out) (optional): what was set right
 *
 * Cleans, extends 15 to 18 digits, checks characters, province (also historical and 81–83, and 9 for the foreigner's
 * card of 2023), date and check digit. The prefix says where the number was issued, never where the person lives.
 */
SnResidentIdFault sn_resident_id_normalise     (const char        *text,
                                                const GDate       *today,
                                                char             **number,
                                                SnResidentIdNote  *note);
const char       *sn_resident_id_fault_message (SnResidentIdFault  fault); /* translated sentence */

/* For numbers that passed: */
void              sn_resident_id_get_birth_date (const char *number, GDate *birth_date);
SnSex             sn_resident_id_get_sex        (const char *number);
/* The check character for the first 17 digits. */
char              sn_resident_id_check_character (const char *digits17);

/* (transfer full): what keyboards and exports wrap around a number undone: blanks, ="…", quote marks, other letters that look like X. */
char             *sn_number_unwrap              (const char *text);
/* (transfer full): first 6, stars, last 4 for documents of 15 and more; else the first and last character. */
char             *sn_document_number_mask       (const char *number);
/* (transfer full): 6217 **** **** 0004 */
char             *sn_account_number_mask        (const char *number);

/* Documents of people from Hong Kong, Macau, Taiwan or abroad: permits (H or M and 8–10 digits; 8 or 10 digits), passports (a
 * letter and 7–9 digits, two letters and 7), the foreigner's card before 2023 (three letters and 12 digits).
 * (transfer full) (nullable): the cleaned number, letters in upper case, when @text has such a shape. */
char             *sn_permit_number_normalise    (const char *text);

/* The id that a person has in every workspace: SHA-256 of type and number, in [2^52, 2^53). */
gint64            sn_person_id_for_document     (const char *document_type,
                                                 const char *document_number);

/* Bank accounts: digits only after cleaning (spaces, full-width, dashes). (transfer full) (nullable): %NULL when it is
 * not an account (fewer than 10 or more than 32 digits, letters). @repaired and @luhn_ok are optional; a card of 16–19
 * digits that begins with 62 and fails Luhn is only a warning. */
char             *sn_account_number_normalise   (const char *text,
                                                 gboolean   *repaired,
                                                 gboolean   *luhn_ok);

G_END_DECLS
