/* sn-population-codes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-population-codes.h"

#include "sn-text.h"

#include <string.h>

typedef struct
{
  const char *code;
  const char *word;
} Entry;

/* GB/T 3304-1991; 97 and 98 are what registers add to it. */
static const Entry ethnic_groups[] = {
  { "01", "汉族" }, { "02", "蒙古族" }, { "03", "回族" }, { "04", "藏族" }, { "05", "维吾尔族" }, { "06", "苗族" },
  { "07", "彝族" }, { "08", "壮族" }, { "09", "布依族" }, { "10", "朝鲜族" }, { "11", "满族" }, { "12", "侗族" },
  { "13", "瑶族" }, { "14", "白族" }, { "15", "土家族" }, { "16", "哈尼族" }, { "17", "哈萨克族" }, { "18", "傣族" },
  { "19", "黎族" }, { "20", "傈僳族" }, { "21", "佤族" }, { "22", "畲族" }, { "23", "高山族" }, { "24", "拉祜族" },
  { "25", "水族" }, { "26", "东乡族" }, { "27", "纳西族" }, { "28", "景颇族" }, { "29", "柯尔克孜族" }, { "30", "土族" },
  { "31", "达斡尔族" }, { "32", "仫佬族" }, { "33", "羌族" }, { "34", "布朗族" }, { "35", "撒拉族" }, { "36", "毛南族" },
  { "37", "仡佬族" }, { "38", "锡伯族" }, { "39", "阿昌族" }, { "40", "普米族" }, { "41", "塔吉克族" }, { "42", "怒族" },
  { "43", "乌孜别克族" }, { "44", "俄罗斯族" }, { "45", "鄂温克族" }, { "46", "德昂族" }, { "47", "保安族" }, { "48", "裕固族" },
  { "49", "京族" }, { "50", "塔塔尔族" }, { "51", "独龙族" }, { "52", "鄂伦春族" }, { "53", "赫哲族" }, { "54", "门巴族" },
  { "55", "珞巴族" }, { "56", "基诺族" }, { "97", "其他" }, { "98", "外国血统中国籍人士" },
};

/* How people say it short. */
static const Entry short_groups[] = {
  { "维族", "维吾尔族" },   { "蒙族", "蒙古族" },   { "哈萨克", "哈萨克族" }, { "柯族", "柯尔克孜族" },
  { "鲜族", "朝鲜族" },     { "鲜", "朝鲜族" },     { "朝族", "朝鲜族" },     { "土家", "土家族" },
  { "维", "维吾尔族" },     { "蒙", "蒙古族" },     { "朝", "朝鲜族" },       { "其它", "其他" },
  { "其他民族", "其他" },   { "其它民族", "其他" }, { "其他族", "其他" },     { "未识别", "其他" },
  { "未识别民族", "其他" }, { "未识别的民族", "其他" },
  { "外国血统", "外国血统中国籍人士" }, { "外国血统中国籍", "外国血统中国籍人士" }, { "外国血统的中国籍人士", "外国血统中国籍人士" },
  { "入籍", "外国血统中国籍人士" },
};

/* GB/T 4761-2008, two digits. */
static const Entry relations[] = {
  { "01", "本人" }, { "02", "户主" }, { "10", "配偶" }, { "11", "夫" }, { "12", "妻" },
  { "20", "子" }, { "21", "独生子" }, { "22", "长子" }, { "23", "次子" }, { "24", "三子" },
  { "25", "四子" }, { "26", "五子" }, { "27", "养子或继子" }, { "28", "女婿" }, { "29", "其他儿子" },
  { "30", "女" }, { "31", "独生女" }, { "32", "长女" }, { "33", "次女" }, { "34", "三女" },
  { "35", "四女" }, { "36", "五女" }, { "37", "养女或继女" }, { "38", "儿媳" }, { "39", "其他女儿" },
  { "40", "孙子、孙女或外孙子、外孙女" }, { "41", "孙子" }, { "42", "孙女" }, { "43", "外孙子" }, { "44", "外孙女" },
  { "45", "孙媳妇或外孙媳妇" }, { "46", "孙女婿或外孙女婿" }, { "47", "曾孙子或外曾孙子" }, { "48", "曾孙女或外曾孙女" }, { "49", "其他孙子、孙女或外孙子、外孙女" },
  { "50", "父母" }, { "51", "父亲" }, { "52", "母亲" }, { "53", "公公" }, { "54", "婆婆" },
  { "55", "岳父" }, { "56", "岳母" }, { "57", "继父或养父" }, { "58", "继母或养母" }, { "59", "其他父母关系" },
  { "60", "祖父母或外祖父母" }, { "61", "祖父" }, { "62", "祖母" }, { "63", "外祖父" }, { "64", "外祖母" },
  { "65", "配偶的祖父母或外祖父母" }, { "66", "曾祖父" }, { "67", "曾祖母" }, { "68", "配偶的曾祖父母或外曾祖父母" }, { "69", "其他祖父母或外祖父母关系" },
  { "70", "兄、弟、姐、妹" }, { "71", "兄" }, { "72", "嫂" }, { "73", "弟" }, { "74", "弟媳" },
  { "75", "姐姐" }, { "76", "姐夫" }, { "77", "妹妹" }, { "78", "妹夫" }, { "79", "其他兄弟姐妹" },
  { "80", "其他" }, { "81", "伯父" }, { "82", "伯母" }, { "83", "叔父" }, { "84", "婶母" },
  { "85", "舅父" }, { "86", "舅母" }, { "87", "姨父" }, { "88", "姨母" }, { "89", "姑父" },
  { "90", "姑母" }, { "91", "堂兄弟、堂姐妹" }, { "92", "表兄弟、表姐妹" }, { "93", "侄子" }, { "94", "侄女" },
  { "95", "外甥" }, { "96", "外甥女" }, { "97", "其他亲属" }, { "99", "非亲属" },
};

/* Other ways to say it. What leaves open which of two it is (爷爷 of the father's side, 丈人) is settled as it is mostly meant. */
static const Entry said_relations[] = {
  { "户主本人", "户主" }, { "自己", "本人" },     { "丈夫", "夫" },       { "老公", "夫" },       { "妻子", "妻" },       { "老婆", "妻" },
  { "爱人", "配偶" },     { "老伴", "配偶" },     { "夫妻", "配偶" },     { "儿子", "子" },       { "大儿子", "长子" },   { "二儿子", "次子" },
  { "二子", "次子" },     { "小儿子", "其他儿子" }, { "女儿", "女" },     { "大女儿", "长女" },   { "二女儿", "次女" },   { "二女", "次女" },
  { "小女儿", "其他女儿" }, { "养子", "养子或继子" }, { "继子", "养子或继子" }, { "养女", "养女或继女" }, { "继女", "养女或继女" },
  { "媳妇", "儿媳" },     { "儿媳妇", "儿媳" },   { "孙", "孙子" },       { "外孙", "外孙子" },   { "父", "父亲" },       { "爸爸", "父亲" },
  { "母", "母亲" },       { "妈妈", "母亲" },     { "丈人", "岳父" },     { "丈母娘", "岳母" },   { "继父", "继父或养父" }, { "养父", "继父或养父" },
  { "继母", "继母或养母" }, { "养母", "继母或养母" }, { "爷爷", "祖父" }, { "奶奶", "祖母" },     { "外公", "外祖父" },   { "外婆", "外祖母" },
  { "哥", "兄" },         { "哥哥", "兄" },       { "嫂子", "嫂" },       { "弟弟", "弟" },       { "弟妹", "弟媳" },     { "姐", "姐姐" },
  { "妹", "妹妹" },       { "叔叔", "叔父" },     { "伯伯", "伯父" },     { "舅舅", "舅父" },     { "姑姑", "姑母" },     { "侄", "侄子" },
};

/* As a drop-down offers them: what is asked for every day before the rest of the list. */
static const char *const close_relations[] = {
  "户主", "本人", "配偶", "夫", "妻", "子", "女", "父亲", "母亲", "儿媳", "女婿", "孙子", "孙女", "外孙子", "外孙女", "祖父", "祖母",
};

/* The word for a code, or for the word itself. */
static const char *
find_word (const Entry *entries, gsize n_entries, const char *text)
{
  for (gsize i = 0; i < n_entries; i++)
    if (strcmp (entries[i].code, text) == 0 || strcmp (entries[i].word, text) == 0)
      return entries[i].word;
  return NULL;
}

const char *const *
sn_ethnic_group_list (void)
{
  static const char *words[G_N_ELEMENTS (ethnic_groups) + 1];
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (ethnic_groups); i++)
        words[i] = ethnic_groups[i].word;
      g_once_init_leave (&made, 1);
    }
  return words;
}

static const char *
find_group (const char *text)
{
  g_autofree char *whole = g_strconcat (text, "族", NULL);
  const char *word = find_word (ethnic_groups, G_N_ELEMENTS (ethnic_groups), text);

  if (word == NULL)
    word = find_word (short_groups, G_N_ELEMENTS (short_groups), text);
  return word != NULL ? word : find_word (ethnic_groups, G_N_ELEMENTS (ethnic_groups), whole);
}

/* A code before its word, as drop-downs of other programs leave it: 01汉族, 1-汉族. Both have to say the same. */
static const char *
find_coded_group (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");
  g_autofree char *digits = g_strndup (text, n_digits);
  g_autofree char *code = g_strdup_printf ("%s%s", n_digits == 1 ? "0" : "", digits);
  const char *rest = text + n_digits + strspn (text + n_digits, "-.:_");
  const char *word = n_digits > 0 ? find_group (code) : NULL;

  return word == NULL || *rest == '\0' || word == find_group (rest) ? word : NULL;
}

const char *
sn_ethnic_group_normalise (const char *text)
{
  g_autofree char *typed = sn_text_squeeze (text);

  return g_ascii_isdigit (*typed) ? find_coded_group (typed) : find_group (typed);
}

static gboolean
is_close (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (close_relations); i++)
    if (strcmp (close_relations[i], word) == 0)
      return TRUE;
  return FALSE;
}

const char *const *
sn_relation_list (void)
{
  static const char *words[G_N_ELEMENTS (relations) + 1];
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      gsize n_words = G_N_ELEMENTS (close_relations);

      memcpy (words, close_relations, sizeof close_relations);
      for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
        if (!is_close (relations[i].word))
          words[n_words++] = relations[i].word;
      g_once_init_leave (&made, 1);
    }
  return words;
}

char *
sn_relation_normalise (const char *text)
{
  g_autofree char *typed = sn_text_clean (text);
  g_autofree char *squeezed = sn_text_squeeze (text);
  const char *word = find_word (relations, G_N_ELEMENTS (relations), squeezed);

  if (word == NULL)
    word = find_word (said_relations, G_N_ELEMENTS (said_relations), squeezed);
  return word != NULL ? g_strdup (word) : g_steal_pointer (&typed);
}
