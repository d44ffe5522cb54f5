/* sn-search-image.h: the registry in memory, in the order of names, for search at typing speed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnSearchImage:
 *
 * What can be searched of every person, in columns of a fixed stride in the order of names (71 MB a million: row id 8, its place 8,
 * document number as 18 half-bytes 9, name as four UTF-16 units 8, initials 4, spelling as 18 letters of five bits 12, phone as sixteen
 * half-bytes 8, account as twenty 10, household 4). A query is a scan of the columns it needs: 1–3 ms a million, however many people match.
 * What does not fit — longer and former names, other readings, other documents — stands in a side list that is searched as well.
 *
 * Immutable and counted: any thread may query it. It holds personal data and stays in memory.
 */
typedef struct _SnSearchImage SnSearchImage;

/**
 * sn_search_image_load:
 * @connection: inside a read transaction; 1–1.5 s a million. A second thread packs what this one reads.
 *
 * Errors: %G_IO_ERROR_CANCELLED and those of the connection
 */
SnSearchImage *sn_search_image_load  (SnConnection   *connection,
                                      GCancellable   *cancellable,
                                      GError        **error);
/**
 * sn_search_image_apply:
 * @person_ids: (array length=n_person_ids): who was added, changed or removed since
 *
 * Reads those people anew, about 0.1 ms each; who is not named must not have changed. Where so many
 * are named that a load is cheaper, it is a load. @image itself stays as it is and shares its columns with the result.
 *
 * Returns: (transfer full): the newer image; @image itself when nobody was named
 */
SnSearchImage *sn_search_image_apply (SnSearchImage  *image,
                                      SnConnection   *connection,
                                      const gint64   *person_ids,
                                      guint           n_person_ids,
                                      GError        **error);
/* So many people were applied that a fresh load is due. Answers stay right all the same. */
gboolean       sn_search_image_is_worn     (SnSearchImage *image);
guint          sn_search_image_get_n_people (SnSearchImage *image);
/**
 * sn_search_image_count_households:
 * @ids: (element-type gint64): people, each once; those that the image does not know are not counted
 *
 * For the main thread: 3 ms a million in the order of pinyin, about 15 ms in another.
 *
 * Returns: in how many households they are
 */
guint          sn_search_image_count_households (SnSearchImage *image,
                                                 GArray        *ids);
SnSearchImage *sn_search_image_ref   (SnSearchImage  *image);
void           sn_search_image_unref (SnSearchImage  *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnSearchImage, sn_search_image_unref)

/**
 * sn_search_image_query:
 * @text: as typed. Blanks separate parts, and all parts must match:
 *   Han characters (and anything else that is not ASCII): stand side by side in the name or a former name;
 *   letters: the beginning of the initials or of the spelling in any reading, ü as v, u or yu; for a name written in Latin
 *     letters, also any part of it. Neighbouring parts of letters are one spelling written with blanks (wang jian guo);
 *   one to three digits: the beginning or end of the document number;
 *   four and more (with a final X or x, with dashes): any part of the document number (so of the birth date), of the phone number or
 *     of the account; a date with signs (1960-1-1, 1960.01.01, 1960年1月) as it stands in a number;
 *   letters with digits: like digits, in document numbers with letters.
 *   Nothing but blanks matches everyone.
 *
 * Returns: (transfer full) (element-type gint64): the ids of all who match, in the order of names; %NULL when cancelled
 */
GArray        *sn_search_image_query (SnSearchImage  *image,
                                      const char     *text,
                                      GCancellable   *cancellable);

/* Whether a part of @text is also looked for in addresses: two characters or more, Han among them. */
gboolean       sn_search_image_looks_further (const char *text);
/**
 * sn_search_image_query_further:
 * @connection: a reader's
 *
 * As sn_search_image_query(), but such a part matches also where it stands in the address, the registered address, or the name of the
 * village or the town. Reads the registry through, 0.3–0.6 s a million for each such part.
 *
 * Errors: %G_IO_ERROR_CANCELLED and those of the connection
 */
GArray        *sn_search_image_query_further (SnSearchImage  *image,
                                              SnConnection   *connection,
                                              const char     *text,
                                              GCancellable   *cancellable,
                                              GError        **error);

G_END_DECLS
