/* sn-demo-people.h: one made-up person after another, each a pure function of seed and number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sn-resident-id.h"

G_BEGIN_DECLS

/* A stream of numbers that any part of the demo can start anywhere: splitmix64 over (seed, what, which). */
typedef struct
{
  guint64 state;
} SnDice;

SnDice  sn_dice_for   (guint64 seed, guint64 what, guint64 which);
guint64 sn_dice_roll  (SnDice *dice);
/* 0 … sides - 1 */
guint   sn_dice_below (SnDice *dice, guint sides);

typedef enum
{
  SN_DEMO_HEAD,
  SN_DEMO_SPOUSE,
  SN_DEMO_CHILD,
  SN_DEMO_PARENT,
} SnDemoRole;

typedef struct
{
  guint64    seed;
  GDate      today;
  GArray    *household_of;  /* guint32: person → household, both from 0 */
  GArray    *first_of;      /* guint32: household → its first person, the head; one more at the end */
} SnDemoPopulation;

typedef struct
{
  char       number[19];    /* resident id number */
  char       name[32];      /* UTF-8 */
  SnSex      sex;
  GDate      birth;
  SnDemoRole role;
  char       account[20];
  char       phone[12];
  guint      bank;          /* of sn_demo_bank_name() */
} SnDemoPerson;

SnDemoPopulation *sn_demo_population_new  (guint64 seed, gint64 n_persons, const GDate *today);
void              sn_demo_population_free (SnDemoPopulation *population);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnDemoPopulation, sn_demo_population_free)

/* @attempt: 0; more where the number of an earlier attempt was already somebody else's */
void        sn_demo_make_person (const SnDemoPopulation *population, guint32 person, guint attempt, SnDemoPerson *made);
const char *sn_demo_bank_name   (guint bank);
/* (transfer full): a card number of 19 digits that passes Luhn and is nobody's: 62 00 00 is no issuer */
char       *sn_demo_draw_account (SnDice *dice);
/* 0 … @n_villages - 1: where the household lives */
guint       sn_demo_village_of  (const SnDemoPopulation *population, guint32 household, guint n_villages);
/* @buffer of at least 64 bytes: number of street and house behind a village's name */
void        sn_demo_make_address (const SnDemoPopulation *population, guint32 household, const char *place, char *buffer, gsize size);

G_END_DECLS
