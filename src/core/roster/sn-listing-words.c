/* sn-listing-words.c: who of the chosen cannot be listed, in sentences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-listing-private.h"

#include <glib/gi18n-lib.h>

/* Both forms of a counted sentence, for xgettext: --keyword=COUNTED:1,2 */
#define COUNTED(singular, plural) singular, plural

static const struct
{
  SnListingVerdict verdict;
  SnMisfit         misfit;
  const char      *singular;
  const char      *plural;
} obstacle_words[] = {
  { SN_LISTING_NO_AMOUNT, SN_MISFIT_NONE,
    COUNTED ("%u person fits a rate that sets no amount. Say how much it is.",
             "%u people fit a rate that sets no amount. Say how much it is.") },
  { SN_LISTING_NOT_DUE, SN_MISFIT_NONE,
    COUNTED ("For %u person nothing says how much is due: what the amount follows from is not known, or gives nothing. Bring it in, or say"
             " how much it is.",
             "For %u people nothing says how much is due: what the amount follows from is not known, or gives nothing. Bring it in, or say"
             " how much it is.") },
  { SN_LISTING_OTHER_AMOUNT, SN_MISFIT_NONE,
    COUNTED ("%u person fits only rates that give another amount.", "%u people fit only rates that give another amount.") },
  { SN_LISTING_MISFIT, SN_MISFIT_FORBIDDEN,
    COUNTED ("%u person gets something from a program beside which the office's rules forbid this one.",
             "%u people get something from a program beside which the office's rules forbid this one.") },
  { SN_LISTING_MISFIT, SN_MISFIT_HOUSEHOLD_LISTED,
    COUNTED ("The household of %u person stands in the program already.", "The households of %u people stand in the program already.") },
  { SN_LISTING_MISFIT, SN_MISFIT_CONDITION,
    COUNTED ("%u person does not meet a condition of the rate.", "%u people do not meet a condition of the rate.") },
  { SN_LISTING_MISFIT, SN_MISFIT_AGE,
    COUNTED ("%u person is too young, or the date of birth is not known.", "%u people are too young, or their date of birth is not known.") },
  { SN_LISTING_MISFIT, SN_MISFIT_HOUSEHOLD_CATEGORY,
    COUNTED ("In the household of %u person nobody holds the other category that the rate asks for.",
             "In the households of %u people nobody holds the other category that the rate asks for.") },
  { SN_LISTING_MISFIT, SN_MISFIT_CATEGORY,
    COUNTED ("%u person holds no category of a rate on the day on which it counts.",
             "%u people hold no category of a rate on the day on which it counts.") },
  { SN_LISTING_MISFIT, SN_MISFIT_LISTED,
    COUNTED ("%u person stands in the program already.", "%u people stand in the program already.") },
  { SN_LISTING_MISFIT, SN_MISFIT_MOVED,
    COUNTED ("%u person moved out of the district before the delivery.", "%u people moved out of the district before the delivery.") },
  { SN_LISTING_MISFIT, SN_MISFIT_DIED, COUNTED ("%u person has died.", "%u people have died.") },
  { SN_LISTING_MISFIT, SN_MISFIT_UNKNOWN,
    COUNTED ("%u person is not in the registry any more. Choose again.", "%u people are not in the registry any more. Choose again.") },
};

void
sn_listing_free_obstacle (gpointer obstacle)
{
  g_free (((SnListingObstacle *) obstacle)->sentence);
  g_free (obstacle);
}

static int
compare_obstacles (gconstpointer a, gconstpointer b)
{
  const SnListingObstacle *first = *(SnListingObstacle *const *) a, *second = *(SnListingObstacle *const *) b;

  return first->people != second->people ? (first->people < second->people ? 1 : -1) : (int) first->misfit - (int) second->misfit;
}

static char *
say_obstacle (const SnListingObstacle *obstacle)
{
  for (gsize i = 0; i < G_N_ELEMENTS (obstacle_words); i++)
    if (obstacle_words[i].verdict == obstacle->verdict && obstacle_words[i].misfit == obstacle->misfit)
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, obstacle_words[i].singular, obstacle_words[i].plural, obstacle->people),
                              obstacle->people);
  g_return_val_if_reached (g_strdup (""));
}

void
sn_listing_say_obstacles (GPtrArray *obstacles)
{
  for (guint i = 0; i < obstacles->len; i++)
    {
      SnListingObstacle *obstacle = g_ptr_array_index (obstacles, i);

      obstacle->sentence = say_obstacle (obstacle);
    }
  g_ptr_array_sort (obstacles, compare_obstacles);
}
