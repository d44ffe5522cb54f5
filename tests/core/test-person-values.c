/* test-person-values.c: what a person's form holds beside the documents: disability certificates, ethnic groups, relations, telephones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-disability.h"
#include "sn-name.h"
#include "sn-phone.h"
#include "sn-population-codes.h"

#include <string.h>

#define OWN "310199196001011236"

static void
test_disability (void)
{
  static const struct
  {
    const char       *text;
    const char       *own;
    SnDisabilityFault fault;
    int               kind;
    int               level;
    const char       *number;
  } vectors[] = {
    { "31019919600101123643", OWN, SN_DISABILITY_OK, 4, 3, "31019919600101123643" },
    { "31019919600101123611", OWN, SN_DISABILITY_OK, 1, 1, "31019919600101123611" },
    { "31019919600101123674", NULL, SN_DISABILITY_OK, 7, 4, "31019919600101123674" },
    { "31019919600101123643b2", OWN, SN_DISABILITY_OK, 4, 3, "31019919600101123643B2" },
    { " ３１０１９９ 19600101 1236 43", OWN, SN_DISABILITY_OK, 4, 3, "31019919600101123643" },
    { "31019919700101006x11", "31019919700101006X", SN_DISABILITY_OK, 1, 1, "31019919700101006X11" },
    { "31019919600101123608", OWN, SN_DISABILITY_KIND, 0, 0, "" },
    { "31019919600101123681", OWN, SN_DISABILITY_KIND, 0, 0, "" },
    { "31019919600101123645", OWN, SN_DISABILITY_LEVEL, 0, 0, "" },
    { "31019919600101123640", OWN, SN_DISABILITY_LEVEL, 0, 0, "" },
    { "31019919600101123643B", OWN, SN_DISABILITY_FORM, 0, 0, "" },
    { "31019919600101123643C1", OWN, SN_DISABILITY_FORM, 0, 0, "" },
    { OWN, OWN, SN_DISABILITY_FORM, 0, 0, "" },
    { "", OWN, SN_DISABILITY_FORM, 0, 0, "" },
    { "无", OWN, SN_DISABILITY_FORM, 0, 0, "" },
    { "31019919650203452443", OWN, SN_DISABILITY_OTHER_PERSON, 0, 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      SnDisability disability;

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpint (sn_disability_judge (vectors[i].text, vectors[i].own, &disability), ==, vectors[i].fault == SN_DISABILITY_OK);
      g_assert_cmpint (disability.fault, ==, vectors[i].fault);
      g_assert_cmpint (disability.kind, ==, vectors[i].kind);
      g_assert_cmpint (disability.level, ==, vectors[i].level);
      g_assert_cmpstr (disability.number, ==, vectors[i].number);
      g_assert_cmpint (*sn_disability_fault_message (disability.fault) != '\0', ==, vectors[i].fault != SN_DISABILITY_OK);
    }
  g_assert_cmpstr (sn_disability_kind_word (4), ==, "肢体残疾");
  g_assert_cmpstr (sn_disability_level_word (3), ==, "三级");
  g_assert_cmpstr (sn_disability_kind_word (8), ==, "");
  g_assert_cmpint (sn_disability_kind_parse (" 肢体 "), ==, 4);
  g_assert_cmpint (sn_disability_kind_parse ("多重残疾"), ==, 7);
  g_assert_cmpint (sn_disability_kind_parse ("1"), ==, 1);
  g_assert_cmpint (sn_disability_kind_parse ("8"), ==, 0);
  g_assert_cmpint (sn_disability_kind_parse ("残疾"), ==, 0);
  g_assert_cmpint (sn_disability_level_parse ("二级"), ==, 2);
  g_assert_cmpint (sn_disability_level_parse ("4级"), ==, 4);
  g_assert_cmpint (sn_disability_level_parse ("五级"), ==, 0);
}

/* Kind and level as offices write them; what is not understood as a whole says neither. */
static void
test_disability_words (void)
{
  static const struct
  {
    const char *text;
    gboolean    digit_is_level;
    int         kind, level; /* -1: not understood */
  } vectors[] = {
    { "肢体二级", FALSE, 4, 2 }, { "视力残疾一级", FALSE, 1, 1 }, { "肢体（2级）", FALSE, 4, 2 }, { " 智力 残疾 叁级 ", FALSE, 5, 3 },
    { "精神残疾Ⅱ级", FALSE, 6, 2 }, { "多重", FALSE, 7, 0 }, { "听力", TRUE, 2, 0 }, { "语言残疾", FALSE, 3, 0 }, { "肢残四级", TRUE, 4, 4 },
    { "二级", TRUE, 0, 2 }, { "二级", FALSE, 0, 2 }, { "2", TRUE, 0, 2 }, { "2", FALSE, 2, 0 }, { "7", FALSE, 7, 0 }, { "三", TRUE, 0, 3 },
    { "一级（重度）", TRUE, 0, 1 }, { "视力一级、肢体三级", FALSE, 7, 1 }, { "听力三级,言语二级", FALSE, 7, 2 },
    { "多重残疾（视力二级、肢体一级）", FALSE, 7, 1 }, { "肢体/智力", FALSE, 7, 0 },
    { "无", FALSE, 0, 0 }, { "", TRUE, 0, 0 }, { "/", FALSE, 0, 0 }, { "健康", FALSE, 0, 0 },
    { "三", FALSE, -1, 0 }, { "7", TRUE, -1, 0 }, { "五级", TRUE, -1, 0 }, { "是", FALSE, -1, 0 }, { "残疾", FALSE, -1, 0 }, { "重度", TRUE, -1, 0 },
    { "肢体一级、二级", FALSE, -1, 0 }, { "1-2级", TRUE, -1, 0 }, { "12", TRUE, -1, 0 }, { "聋哑", FALSE, -1, 0 }, { "无肢体残疾", FALSE, -1, 0 },
  };
  g_autofree char *words = sn_disability_to_words (4, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      int kind = -1, level = -1;

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpint (sn_disability_read (vectors[i].text, vectors[i].digit_is_level, &kind, &level), ==, vectors[i].kind >= 0);
      g_assert_cmpint (kind, ==, MAX (vectors[i].kind, 0));
      g_assert_cmpint (level, ==, vectors[i].level);
    }
  g_assert_cmpstr (words, ==, "肢体残疾二级");
}

static void
test_ethnic_groups (void)
{
  static const struct { const char *text, *word; } vectors[] = {
    { "汉", "汉族" }, { " 汉族 ", "汉族" }, { "01", "汉族" }, { "维吾尔", "维吾尔族" }, { "维族", "维吾尔族" }, { "土", "土族" },
    { "土家", "土家族" }, { "56", "基诺族" }, { "其他", "其他" }, { "汉人", NULL }, { "57", NULL }, { "族", NULL }, { "", NULL },
    { "1", "汉族" }, { "01汉族", "汉族" }, { "3-回", "回族" }, { "01回族", NULL }, { "97", "其他" }, { "未识别民族", "其他" },
    { "外国血统", "外国血统中国籍人士" }, { "98", "外国血统中国籍人士" }, { "哈", NULL }, { "少数民族", NULL }, { "011", NULL },
  };
  const char *const *list = sn_ethnic_group_list ();

  g_assert_cmpuint (g_strv_length ((char **) list), ==, 58);
  g_assert_cmpstr (list[0], ==, "汉族");
  for (guint i = 0; list[i] != NULL; i++)
    g_assert_cmpstr (sn_ethnic_group_normalise (list[i]), ==, list[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpstr (sn_ethnic_group_normalise (vectors[i].text), ==, vectors[i].word);
}

static void
test_relations (void)
{
  static const struct { const char *text, *word; } vectors[] = {
    { "儿子", "子" }, { "02", "户主" }, { "户主本人", "户主" }, { " 老 伴 ", "配偶" }, { "外公", "外祖父" }, { "监护人", "监护人" },
    { "村　干部", "村 干部" }, { "", "" }, { "子", "子" },
  };
  const char *const *list = sn_relation_list ();

  g_assert_cmpuint (g_strv_length ((char **) list), ==, 84);
  g_assert_cmpstr (list[0], ==, "户主");
  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *word = sn_relation_normalise (list[i]);

      g_assert_cmpstr (word, ==, list[i]);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (list[j], !=, list[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *word = sn_relation_normalise (vectors[i].text);

      g_assert_cmpstr (word, ==, vectors[i].word);
    }
}

static void
test_phones (void)
{
  static const struct { const char *text, *normal, *masked; } vectors[] = {
    { "13912345678", "13912345678", "139****5678" },
    { "１３９ 1234-5678", "13912345678", "139****5678" },
    { "+86 139 1234 5678", "13912345678", "139****5678" },
    { "008613912345678", "13912345678", "139****5678" },
    { "59201234", "59201234", "****1234" },
    { "5920-1234", "59201234", "****1234" },
    { "021 59201234", "021-59201234", "021-****1234" },
    { "(021)5920 1234转801", "021-59201234-801", "021-*******4-801" },
    { "0512-6543210", "0512-6543210", "051*-***3210" },
    { "13912345678/59201234", "13912345678、59201234", "139****5678、****1234" },
    { "13912345678 59201234", "13912345678、59201234", "139****5678、****1234" },
    { "139 1234 5678；021-59201234", "13912345678、021-59201234", "139****5678、021-****1234" },
    { "+852 9123 4567", "+85291234567", "+852****4567" },
    { "4008001234", "4008001234", "******1234" },
    { " \xe3\x80\x80", "", "" },
    { "", "", "" },
    { "12912345678", NULL, NULL },
    { "1391234567", NULL, NULL },
    { "139123456789", NULL, NULL },
    { "139", NULL, NULL },
    { "1234567", NULL, NULL },
    { "13912345678、无", NULL, NULL },
    { "张三", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *normal = sn_phone_normalise (vectors[i].text);
      g_autofree char *masked = normal != NULL ? sn_phone_mask (normal) : NULL;

      g_test_message ("“%s”", vectors[i].text);
      g_assert_cmpstr (normal, ==, vectors[i].normal);
      g_assert_cmpstr (masked, ==, vectors[i].masked);
    }
}

static void
test_names (void)
{
  static const struct { const char *text, *normal; } vectors[] = {
    { "张小三、张阿三", "张小三、张阿三" }, { "张小三,张阿三；张小三", "张小三、张阿三" }, { "张小三 张阿三", "张小三、张阿三" },
    { "张　三", "张三" }, { "张三 / Mary Ann", "张三、Mary Ann" }, { "买买提.阿不都", "买买提·阿不都" }, { " 、,", "" }, { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *normal = sn_name_list_normalise (vectors[i].text);

      g_assert_cmpstr (normal, ==, vectors[i].normal);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-values/disability", test_disability);
  g_test_add_func ("/person-values/disability-words", test_disability_words);
  g_test_add_func ("/person-values/ethnic-groups", test_ethnic_groups);
  g_test_add_func ("/person-values/relations", test_relations);
  g_test_add_func ("/person-values/phones", test_phones);
  g_test_add_func ("/person-values/names", test_names);
  return g_test_run ();
}
