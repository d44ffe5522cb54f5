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

static void
test_ethnic_groups (void)
{
  static const struct { const char *text, *word; } vectors[] = {
    { "汉", "汉族" }, { " 汉族 ", "汉族" }, { "01", "汉族" }, { "维吾尔", "维吾尔族" }, { "维族", "维吾尔族" }, { "土", "土族" },
    { "土家", "土家族" }, { "56", "基诺族" }, { "其他", "其他" }, { "汉人", NULL }, { "57", NULL }, { "族", NULL }, { "", NULL },
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
  g_test_add_func ("/person-values/ethnic-groups", test_ethnic_groups);
  g_test_add_func ("/person-values/relations", test_relations);
  g_test_add_func ("/person-values/phones", test_phones);
  g_test_add_func ("/person-values/names", test_names);
  return g_test_run ();
}
