/* test-name.c: names: how they are written, read, found and put in order. The people are made up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name.h"

#include <locale.h>
#include <string.h>

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_normalise (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    gboolean    repaired;
  } vectors[] = {
    { "张三", "张三", FALSE },
    { " 张三\n", "张三", FALSE }, /* only the ends */
    { "\xef\xbb\xbf" "张三" "\xe2\x80\x8b", "张三", FALSE },
    { "\xe3\x80\x80张三\xc2\xa0", "张三", FALSE },
    { "张 三", "张三", TRUE },
    { "张\xe3\x80\x80三", "张三", TRUE },
    { "张\xe3\x80\x80\xe3\x80\x80三", "张三", TRUE },
    { "张\xc2\xa0三", "张三", TRUE },
    { "张\n三", "张三", TRUE },
    { "张\r\n三", "张三", TRUE },
    { "张\t三", "张三", TRUE },
    { "张" "\xe2\x80\x8b" "三", "张三", TRUE },
    { "张" "\xe2\x80\xad" "三" "\xe2\x80\xac" "丰", "张三丰", TRUE },
    { "张\x01三", "张三", TRUE },
    { "阿不都·买买提", "阿不都·买买提", FALSE },
    { "阿不都•买买提", "阿不都·买买提", TRUE },
    { "阿不都・买买提", "阿不都·买买提", TRUE },
    { "阿不都‧买买提", "阿不都·买买提", TRUE },
    { "阿不都∙买买提", "阿不都·买买提", TRUE },
    { "阿不都⋅买买提", "阿不都·买买提", TRUE },
    { "阿不都●买买提", "阿不都·买买提", TRUE },
    { "阿不都．买买提", "阿不都·买买提", TRUE },
    { "阿不都.买买提", "阿不都·买买提", TRUE },
    { "阿不都･买买提", "阿不都·买买提", TRUE },
    { "阿不都ㆍ买买提", "阿不都·买买提", TRUE },
    { "阿不都 · 买买提", "阿不都·买买提", TRUE },
    { "Mary Ann Smith", "Mary Ann Smith", FALSE },
    { "Mary  Ann\xe3\x80\x80Smith", "Mary Ann Smith", TRUE },
    { "Mary\nAnn", "Mary Ann", TRUE },
    { "John F. Kennedy", "John F. Kennedy", FALSE },
    { "Anne-Marie O'Neil", "Anne-Marie O'Neil", FALSE },
    { "Nguyễn Thị Hoa", "Nguyễn Thị Hoa", FALSE },
    { "Нина Петрова", "Нина Петрова", FALSE },
    { "Rene" "\xcc\x81" "e", "Renée", TRUE }, /* composed */
    { "\xef\xa8\x8c" "三", "\xe5\x85\x80" "三", TRUE }, /* NFC unifies U+FA0C */
    { "冯㛃", "冯㛃", FALSE },
    { "𬱟三", "𬱟三", FALSE },
    { "〇一", "〇一", FALSE },
    { "", "", FALSE },
    { " \xe3\x80\x80\n", "", FALSE },
    { "迪丽热巴·阿卜杜热合曼·买买提艾力·吐尔逊江·阿布都克里木", "迪丽热巴·阿卜杜热合曼·买买提艾力·吐尔逊江·阿布都克里木", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      gboolean repaired = !vectors[i].repaired;
      g_autofree char *name = sn_name_normalise (vectors[i].text, &repaired);
      g_autofree char *again = sn_name_normalise (name, NULL);

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpstr (name, ==, vectors[i].name);
      g_assert_cmpint (repaired, ==, vectors[i].repaired);
      g_assert_cmpstr (again, ==, name);
    }
}

static void
test_judge (void)
{
  static const struct
  {
    const char   *text;
    SnNameVerdict verdict;
  } vectors[] = {
    { "张三", SN_NAME_CLEAR },        { "张　三", SN_NAME_CLEAR },        { "张\n三", SN_NAME_CLEAR },      { "欧阳　修文", SN_NAME_CLEAR },
    { "阿不都.买买提", SN_NAME_CLEAR }, { "〇一", SN_NAME_CLEAR },          { "John F. O'Neil", SN_NAME_CLEAR }, { "王\xee\xa1\xa3", SN_NAME_CLEAR },
    { "𬱟三", SN_NAME_CLEAR },        { "计小计", SN_NAME_CLEAR },        { "김철수", SN_NAME_CLEAR },       { "无忌", SN_NAME_CLEAR },
    { "张三、李四", SN_NAME_UNUSUAL }, { "张三/李四", SN_NAME_UNUSUAL },   { "张三 李四", SN_NAME_UNUSUAL },  { "张三丰\n李四光", SN_NAME_UNUSUAL },
    { "王红（曾用名王小红）", SN_NAME_UNUSUAL }, { "张三（已故）", SN_NAME_UNUSUAL }, { "王芳2", SN_NAME_UNUSUAL }, { "张某", SN_NAME_UNUSUAL },
    { "张", SN_NAME_UNUSUAL },        { "王A", SN_NAME_UNUSUAL },
    { "无", SN_NAME_LOST },           { "同 上", SN_NAME_LOST },          { "12", SN_NAME_LOST },            { "/", SN_NAME_LOST },
    { "张*英", SN_NAME_LOST },        { "张？英", SN_NAME_LOST },         { "???", SN_NAME_LOST },           { "张\xef\xbf\xbd", SN_NAME_LOST },
    { "王芳310199196001011236", SN_NAME_LOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpint (sn_name_judge (vectors[i].text), ==, vectors[i].verdict);
    }
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_surnames (void)
{
  static const struct
  {
    const char *surname;
    const char *pinyin;
  } vectors[] = {
    /* where the dictionary reading is another, or a transliteration is known to go wrong */
    { "单", "shan" }, { "曾", "zeng" }, { "仇", "qiu" }, { "解", "xie" }, { "区", "ou" }, { "查", "zha" }, { "盖", "ge" },
    { "翟", "zhai" }, { "乐", "yue" }, { "种", "chong" }, { "任", "ren" }, { "华", "hua" }, { "宁", "ning" }, { "甯", "ning" },
    { "燕", "yan" }, { "繁", "po" }, { "朴", "piao" }, { "缪", "miao" }, { "覃", "qin" }, { "阚", "kan" }, { "句", "gou" },
    { "薄", "bo" }, { "洗", "xian" }, { "冼", "xian" }, { "黑", "he" }, { "那", "na" }, { "都", "du" }, { "能", "nai" }, { "佴", "nai" },
    { "祭", "zhai" }, { "贠", "yun" }, { "员", "yun" }, { "乜", "nie" }, { "要", "yao" }, { "哈", "ha" }, { "莘", "shen" }, { "牟", "mou" },
    { "相", "xiang" }, { "罗", "luo" }, { "卓", "zhuo" }, { "召", "shao" }, { "折", "she" }, { "秘", "bi" }, { "逄", "pang" },
    { "隗", "wei" },
    { "过", "guo" }, { "重", "chong" }, { "吕", "lv" }, { "於", "yu" }, { "尹", "yin" }, { "卜", "bu" }, { "干", "gan" }, { "应", "ying" },
    { "万", "wan" }, { "谌", "chen" }, { "郗", "xi" }, { "郤", "xi" }, { "靳", "jin" }, { "訾", "zi" }, { "臧", "zang" }, { "芮", "rui" },
    { "邴", "bing" }, { "迮", "ze" }, { "令", "ling" }, { "长", "zhang" }, { "车", "che" }, { "沈", "shen" }, { "石", "shi" },
    /* two characters */
    { "欧阳", "ou yang" }, { "尉迟", "yu chi" }, { "万俟", "mo qi" }, { "单于", "chan yu" }, { "澹台", "tan tai" }, { "拓跋", "tuo ba" },
    { "长孙", "zhang sun" }, { "令狐", "ling hu" }, { "司马", "si ma" }, { "诸葛", "zhu ge" }, { "上官", "shang guan" }, { "皇甫", "huang fu" },
    { "夏侯", "xia hou" }, { "公孙", "gong sun" }, { "慕容", "mu rong" }, { "宇文", "yu wen" }, { "轩辕", "xuan yuan" },
    { "东方", "dong fang" },
    { "淳于", "chun yu" }, { "亓官", "qi guan" }, { "毌丘", "guan qiu" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *name = g_strconcat (vectors[i].surname, "伟", NULL);
      g_autofree char *pinyin = sn_name_pinyin (name);
      g_autofree char *expected = g_strconcat (vectors[i].pinyin, " wei", NULL);

      g_assert_cmpstr (pinyin, ==, expected);
    }
}

static void
test_pinyin (void)
{
  static const struct
  {
    const char *name;
    const char *pinyin;
  } vectors[] = {
    { "曾国藩", "zeng guo fan" },
    { "王建华", "wang jian hua" },
    { "张宁", "zhang ning" },
    { "李单", "li dan" }, /* the surname's reading is for surnames */
    { "王曾", "wang ceng" },
    { "吕布", "lv bu" },
    { "张绿", "zhang lv" },
    { "王重", "wang zhong" },
    { "欧阳修", "ou yang xiu" },
    { "欧阳", "ou yang" },
    { "单于", "shan yu" }, /* nothing follows: 单, called 于 */
    { "单于伟", "chan yu wei" },
    { "王", "wang" },
    { "阿不都·买买提", "a bu dou mai mai ti" },
    { "Mary Ann", "mary ann" },
    { "Ünal", "ünal" },
    { "王Tom", "wang tom" },
    { "王𠮷", "wang 𠮷" }, /* nobody says how it is read */
    { "王㐂丰", "wang 㐂 feng" },
    { "王\xee\xa0\x9e丰", "wang \xee\xa0\x9e feng" }, /* private use: from an old input method */
    { "冯㛃", "feng jie" },
    { "𬱟三", "wei san" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *pinyin = sn_name_pinyin (vectors[i].name);

      g_assert_cmpstr (pinyin, ==, vectors[i].pinyin);
    }
}

static void
collect (const char *spelling, gpointer data)
{
  g_ptr_array_add (data, g_strdup (spelling));
}

static GPtrArray *
list_readings (const char *name)
{
  GPtrArray *spellings = g_ptr_array_new_with_free_func (g_free);

  sn_name_each_reading (name, collect, spellings);
  return spellings;
}

static void
test_each_reading (void)
{
  static const struct
  {
    const char *name;
    const char *spellings; /* each must be among them; the first is the usual one */
  } vectors[] = {
    { "曾伟", "zengwei cengwei" },
    { "单伟", "shanwei danwei chanwei" },
    { "吕伟", "lvwei luwei lyuwei" },
    { "张绿", "zhanglv zhanglu zhanglyu" },
    { "覃伟", "qinwei tanwei" },
    { "乐伟", "yuewei lewei" },
    { "盖伟", "gewei gaiwei" },
    { "翟伟", "zhaiwei diwei" },
    { "召伟", "shaowei zhaowei" },
    { "隗伟", "weiwei kuiwei" },
    { "查伟", "zhawei chawei" },
    { "仇伟", "qiuwei chouwei" },
    { "尉迟伟", "yuchiwei weichiwei" },
    { "万俟伟", "moqiwei wansiwei" },
    { "欧阳修", "ouyangxiu" },
    { "单于伟", "chanyuwei danyuwei shanyuwei" },
    { "张重阳", "zhangzhongyang zhangchongyang" },
    { "王乐", "wangle wangyue" },
    { "Mary Ann", "maryann" },
    { "Eva", "eva" },
    { "王𠮷", "wang𠮷" },
    { "阿不都·买买提", "abudoumaimaiti abudumaimaiti" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GPtrArray) spellings = list_readings (vectors[i].name);
      g_auto (GStrv) expected = g_strsplit (vectors[i].spellings, " ", -1);

      g_assert_cmpuint (spellings->len, >=, 1);
      g_assert_cmpuint (spellings->len, <=, 16 * 3);
      g_assert_cmpstr (g_ptr_array_index (spellings, 0), ==, expected[0]);
      for (char **spelling = expected; *spelling != NULL; spelling++)
        if (!g_ptr_array_find_with_equal_func (spellings, *spelling, g_str_equal, NULL))
          g_error ("%s is not found as %s", vectors[i].name, *spelling);
      for (guint j = 0; j < spellings->len; j++)
        g_assert_null (strchr (g_ptr_array_index (spellings, j), ' '));
    }
}

/* Only ü of a Han character is typed otherwise; a name of many readings stops in time. */
static void
test_reading_limits (void)
{
  g_autoptr (GPtrArray) eva = list_readings ("Eva");
  g_autoptr (GPtrArray) many = list_readings ("单重乐曾查盖单重乐曾查盖单重乐曾查盖");
  g_autoptr (GPtrArray) none = list_readings ("");
  g_autoptr (GPtrArray) dots = list_readings ("··");
  g_autoptr (GString) long_name = g_string_new (NULL);
  g_autoptr (GPtrArray) cut = NULL;
  g_autofree char *initials = NULL;

  g_assert_cmpuint (eva->len, ==, 1);
  g_assert_cmpuint (many->len, ==, 16);
  for (guint i = 0; i < many->len; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (g_ptr_array_index (many, i), !=, g_ptr_array_index (many, j));
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (dots->len, ==, 0);
  for (int i = 0; i < 500; i++)
    g_string_append (long_name, "重");
  cut = list_readings (long_name->str);
  g_assert_cmpuint (cut->len, ==, 16);
  initials = sn_name_initials (long_name->str);
  g_assert_cmpuint (strlen (initials), >, 50);
}

static void
test_initials (void)
{
  static const struct
  {
    const char *name;
    const char *initials; /* all, the usual one first */
  } vectors[] = {
    { "王伟", "ww" },
    { "曾国藩", "zgf cgf" },
    { "吕布", "lb" },
    { "尉迟伟", "ycw wcw" },
    { "欧阳修", "oyx" },
    { "张重阳", "zzy zcy" },
    { "Mary Ann", "ma" },
    { "阿不都·买买提", "abdmmt" },
    { "王𠮷", "w𠮷" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *initials = sn_name_initials (vectors[i].name);
      g_auto (GStrv) expected = g_strsplit (vectors[i].initials, " ", -1);
      g_auto (GStrv) found = g_strsplit (initials, " ", -1);

      g_test_message ("%s: %s", vectors[i].name, initials);
      g_assert_cmpstr (found[0], ==, expected[0]);
      for (char **word = expected; *word != NULL; word++)
        g_assert_true (g_strv_contains ((const char *const *) found, *word));
      for (guint j = 0; found[j] != NULL; j++)
        for (guint k = 0; k < j; k++)
          g_assert_cmpstr (found[j], !=, found[k]);
    }
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef GBytes *(*KeyFunc) (const char *name);

/* Names parted by blanks, in the order they must take. */
static void
assert_order (KeyFunc make_key, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  guint n = g_strv_length (list);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        g_autoptr (GBytes) a = make_key (list[i]);
        g_autoptr (GBytes) b = make_key (list[j]);
        int order = g_bytes_compare (a, b);

        if ((i < j) != (order < 0) || (i == j) != (order == 0))
          g_error ("%s and %s stand in the wrong order", list[i], list[j]);
      }
}

static void
test_pinyin_order (void)
{
  static const char *const orders[] = {
    "安伟 陈伟 单伟 王伟 曾伟 张伟",          /* 单 under S, 曾 under Z */
    "湛伟 张安",                              /* zhan before zhang, whatever follows */
    "王 王安 王伟 王伟安 王伟明 王文",        /* a name that ends comes first */
    "林伟 刘伟 卢伟 吕伟 栾伟 罗伟",          /* lu, lü, luan, luo, as dictionaries have it */
    "卢伟 吕安 栾安",                         /* whatever follows */
    "王略 王伦 王罗",                         /* lüe, lun, luo */
    "欧伟 区伟 欧阳伟",                       /* ou wei twice: ICU decides */
    "重伟 仇伟 任伟",                         /* chong, qiu, ren */
    "李安 李单 李重",
    "莫安 万俟安 莫伟 牟伟",                  /* mo an, mo qi an, mo wei, mou */
    "王伟 尉迟伟 张伟",
    "阿不都·买买提 安伟",
    "安伟 Anna Bob 陈伟",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    assert_order (sn_name_pinyin_key, orders[i]);
}

/* Different names never share a key, and the same name always has the same one. */
static void
test_homophones (void)
{
  static const char *const names[] = { "王伟", "汪伟", "王炜", "王玮", "王维", "王卫", "王未", "王薇", "王韦" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
      {
        g_autoptr (GBytes) pinyin_a = sn_name_pinyin_key (names[i]);
        g_autoptr (GBytes) pinyin_b = sn_name_pinyin_key (names[j]);
        g_autoptr (GBytes) stroke_a = sn_name_stroke_key (names[i]);
        g_autoptr (GBytes) stroke_b = sn_name_stroke_key (names[j]);

        g_assert_cmpint (g_bytes_equal (pinyin_a, pinyin_b), ==, i == j);
        g_assert_cmpint (g_bytes_equal (stroke_a, stroke_b), ==, i == j);
      }
}

static void
test_stroke_order (void)
{
  static const char *const orders[] = {
    /* fewer strokes first */
    "丁伟 于伟 王伟 石伟 刘伟 李伟 周伟 胡伟 徐伟 曹伟 董伟 雷伟 谭伟 潘伟 薛伟 戴伟 瞿伟",
    /* of as many, the sequence of the standard */
    "丁伟 卜伟 刁伟",
    "干伟 于伟 万伟 上伟 山伟 广伟 弓伟 子伟 卫伟 习伟 马伟",
    "丰伟 王伟 井伟 元伟 韦伟 云伟 支伟 区伟 尤伟 车伟 戈伟 贝伟 水伟 牛伟 毛伟 仇伟 从伟 公伟 乌伟 凤伟 卞伟 六伟 文伟 方伟 计伟 户伟 尹伟"
    " 巴伟 孔伟 邓伟 双伟",
    "左伟 石伟 龙伟 平伟 东伟 卢伟 叶伟 申伟 田伟 史伟 付伟 代伟 白伟 令伟 印伟 乐伟 包伟 冯伟 宁伟 司伟 皮伟 边伟",
    "阮伟 孙伟 阴伟 纪伟",
    "花伟 严伟 劳伟 苏伟 杜伟 李伟 杨伟 吴伟 何伟 余伟 邹伟 应伟 汪伟 沈伟 宋伟 张伟 陆伟 陈伟",
    /* of one surname, a given name of one character first, then by strokes and sequence of the next character */
    "王 王一 王伟 王勇 王毅 王一一 王小洪 王正伟 王志民 王建军 王晓东 王晓晖",
    "王丰山 王王一 王元一 王水一",
    /* compound surnames by their first character, and the given name of one character first among its own */
    "司伟 司马光 司马相如 司徒伟",
    "欧小明 欧阳修 欧阳一一",
    "上官伟 山伟",
    /* characters of a sequence that is not known stand behind, but together */
    "林伟 郄伟 郄一一",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    assert_order (sn_name_stroke_key, orders[i]);
}

/* The dot of a long name is no character. */
static void
test_stroke_dot (void)
{
  g_autoptr (GBytes) with_dot = sn_name_stroke_key ("阿不都·买买提");
  g_autoptr (GBytes) without = sn_name_stroke_key ("阿不都买买提");
  g_autoptr (GBytes) empty = sn_name_stroke_key ("");
  g_autoptr (GBytes) first = sn_name_stroke_key ("一");
  g_autoptr (GBytes) latin = sn_name_stroke_key ("Anna");
  g_autoptr (GBytes) last = sn_name_stroke_key ("爨伟");

  g_assert_true (g_bytes_equal (with_dot, without));
  g_assert_cmpint (g_bytes_compare (empty, first), <, 0);
  g_assert_cmpint (g_bytes_compare (last, latin), <, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name/normalise", test_normalise);
  g_test_add_func ("/name/judge", test_judge);
  g_test_add_func ("/name/surnames", test_surnames);
  g_test_add_func ("/name/pinyin", test_pinyin);
  g_test_add_func ("/name/each-reading", test_each_reading);
  g_test_add_func ("/name/reading-limits", test_reading_limits);
  g_test_add_func ("/name/initials", test_initials);
  g_test_add_func ("/name/pinyin-order", test_pinyin_order);
  g_test_add_func ("/name/homophones", test_homophones);
  g_test_add_func ("/name/stroke-order", test_stroke_order);
  g_test_add_func ("/name/stroke-dot", test_stroke_dot);
  return g_test_run ();
}
