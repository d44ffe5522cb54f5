/* sn-disability.h: the disability certificate (残疾人证), its number, kind and level (GB/T 26341).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SN_DISABILITY_KINDS 7
#define SN_DISABILITY_LEVELS 4

typedef enum
{
  SN_DISABILITY_OK,
  SN_DISABILITY_FORM,         /* not an identity number and two digits, with or without B1, B2 … of a replaced card behind */
  SN_DISABILITY_KIND,         /* the 19th digit is not 1 to 7 */
  SN_DISABILITY_LEVEL,        /* the 20th digit is not 1 to 4 */
  SN_DISABILITY_OTHER_PERSON, /* it begins with another identity number than the person's */
} SnDisabilityFault;

typedef struct
{
  SnDisabilityFault fault;
  char              number[23]; /* the normal form; "" with a fault */
  int               kind;       /* 1 to 7; 0 with a fault */
  int               level;      /* 1, the most severe, to 4; 0 with a fault */
} SnDisability;

/**
 * sn_disability_judge:
 * @text: as typed
 * @document_number: (nullable): the person's own number in normal form; the certificate must begin with it. %NULL: not compared
 *
 * Returns: whether it is a certificate of that person
 */
gboolean           sn_disability_judge         (const char        *text,
                                                const char        *document_number,
                                                SnDisability      *disability);
/* Translated sentence: what is wrong, and what to do. No such fault may stand: a wrong certificate pays somebody's subsidy. */
const char        *sn_disability_fault_message (SnDisabilityFault  fault);
/* 视力残疾 … 多重残疾, 一级 … 四级: as the certificate has them, in Chinese; "" for 0 */
const char        *sn_disability_kind_word     (int                kind);
const char        *sn_disability_level_word    (int                level);
/* The number or the word, also without 残疾 or 级: 0 where it is none. */
int                sn_disability_kind_parse    (const char        *text);
int                sn_disability_level_parse   (const char        *text);
/**
 * sn_disability_read:
 * @text: as offices write kind and level, in one cell or each in its own: 肢体二级, 视力残疾（1级）, 四级, 视力一级、肢体三级, 无
 * @digit_is_level: a single digit is the level; else it is the kind's code
 * @kind: (out): 0 where the text says none. Several kinds are 多重, as the standard has it
 * @level: (out): 0 where the text says none; of several kinds that of the most severe
 *
 * Returns: whether all of the text was understood; %FALSE sets both to 0. Words for how severe it is (重度) say no level: two levels are called so
 */
gboolean           sn_disability_read          (const char        *text,
                                                gboolean           digit_is_level,
                                                int               *kind,
                                                int               *level);
/* (transfer full): 肢体残疾二级; "" for neither */
char              *sn_disability_to_words      (int                kind,
                                                int                level);

G_END_DECLS
