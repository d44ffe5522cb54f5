/* sn-han-tables.h: readings and strokes of Han characters, made at build time from data/names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define SN_HAN_FIRST 0x3400
#define SN_HAN_LAST 0x9fff

typedef struct
{
  unsigned short reading_set; /* of sn_han_reading_sets; 0: none */
  unsigned char  strokes;     /* 0: not known */
} SnHanEntry;

typedef struct
{
  unsigned       character;
  unsigned short reading_set;
  unsigned char  strokes;
} SnHanRareEntry;

typedef struct
{
  const char *surname;  /* one or two characters */
  const char *readings; /* syllables with blanks; / between readings that depend on the family */
} SnSurnameEntry;

typedef struct
{
  unsigned    character;
  const char *order; /* 1 横 2 竖 3 撇 4 点 5 折; a letter behind where characters share it */
} SnHanStrokeOrder;

extern const char *const   sn_han_reading_sets[];   /* readings with blanks, the usual one first */
extern const SnHanEntry    sn_han_entries[];        /* from SN_HAN_FIRST to SN_HAN_LAST */
extern const SnHanRareEntry sn_han_rare_entries[];  /* by character */
extern const unsigned      sn_han_n_rare_entries;
extern const SnSurnameEntry sn_surname_entries[];   /* by the bytes of the surname */
extern const unsigned      sn_n_surname_entries;
extern const SnHanStrokeOrder sn_han_stroke_orders[]; /* by character */
extern const unsigned      sn_han_n_stroke_orders;
