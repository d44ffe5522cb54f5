/* sn-name.h: Chinese names, how they are written, read and put in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sn_name_normalise:
 * @text: as written
 * @repaired: (out) (optional): whether anything but blanks and invisible characters at the ends was changed
 *
 * NFC; spaces inside (张　三), line breaks and invisible characters taken out, every interpunct folded to U+00B7, also a full
 * stop that does not follow a Latin letter; Latin names (and all others without Han characters) keep single spaces.
 * Returns: (transfer full): may be empty
 */
char       *sn_name_normalise  (const char *text,
                                gboolean   *repaired);

typedef enum
{
  SN_NAME_CLEAR,
  SN_NAME_UNUSUAL, /* more than a name, or hardly one: 张三、李四, 张三（已故）, 王芳2, 张某, 合计, one character */
  SN_NAME_LOST,    /* nobody can be known by it: 无, 同上, 12, 张*英, 张？英, or somebody's number beside it */
} SnNameVerdict;

/* @text: as written, not empty. Letters of any script, those of the private areas too, and what joins them are a name. */
SnNameVerdict sn_name_judge    (const char *text);

/* (transfer full): several names, parted by 、 , ; / or a blank between Han characters, each normalised, joined by 、; none twice. One Han
 * character alone between blanks belongs to its neighbour: 张　三 is one name. */
char       *sn_name_list_normalise (const char *text);

/* (transfer full): syllables of the first reading with blanks, surname reading first, ü as v: "zeng guo fan".
 * Characters without a reading stand as themselves. */
char       *sn_name_pinyin     (const char *name);
/* (transfer full): every initials string that any reading allows, separated by blanks, the usual one first: "zgf cgf" */
char       *sn_name_initials   (const char *name);
/**
 * sn_name_each_reading:
 *
 * Calls @func with each full spelling without blanks that any combination of readings allows, at most 16 combinations; lü
 * as lv, lu and lyu. For search.
 */
typedef void (*SnNameReadingFunc) (const char *spelling, gpointer data);
void        sn_name_each_reading (const char        *name,
                                  SnNameReadingFunc  func,
                                  gpointer           data);
/* (transfer full): bytes whose memcmp order is the order of display. Pinyin: surname reading syllable by syllable, lü between
 * lu and luan, then ICU's pinyin collation as tie-break. Strokes: strokes of the first character, then its order, then the
 * next likewise (GB 13000.1 order where the table has it, ICU otherwise); of one surname, given names of one character
 * come first. */
GBytes     *sn_name_pinyin_key (const char *name);
GBytes     *sn_name_stroke_key (const char *name);
/* (transfer full): sn_name_pinyin(), and sn_name_pinyin_key() in @key (out) (transfer full), for which the name is read but once */
char       *sn_name_pinyin_with_key (const char *name,
                                     GBytes    **key);

G_END_DECLS
